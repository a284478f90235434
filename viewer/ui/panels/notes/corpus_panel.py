"""Every note of a corpus in one table: filtered, opened, taken out to files and in from them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDockWidget,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from viewer.core.base.json_files import save_bytes
from viewer.core.corpus.document_dates import Period, period
from viewer.core.export.note_groups import Noted
from viewer.core.export.notes import NOTES_KINDS
from viewer.core.language.arabic import fold
from viewer.core.notes.colours import COLOURS
from viewer.core.notes.import_foreign import FOREIGN_SUFFIXES
from viewer.session.base.load_jobs import Corpus
from viewer.session.notes.corpus_notes import Brought
from viewer.session.session import Session
from viewer.ui.base.combo_box import Box
from viewer.ui.base.empty_state import Emptiness
from viewer.ui.base.guarded import guarded
from viewer.ui.base.i18n import short_date, shown_number, tr
from viewer.ui.base.long_lists import LongTable
from viewer.ui.base.note_colours import colour_name, swatch
from viewer.ui.base.note_labels import labels, state_names
from viewer.ui.base.theme import Theme, draw

AnyIndex = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
LINE = 160
"""Code points of a text that are shown in a cell."""


@guarded
class NoteTable(QAbstractTableModel):
    """The notes that pass the filters, the newest change first until a column is chosen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._all: list[Noted] = []
        self.shown: list[Noted] = []
        self._sort = (5, True)

    def take(self, notes: Sequence[Noted]) -> None:
        self._all = list(notes)

    def count(self) -> int:
        """All notes, whatever the filters are."""
        return len(self._all)

    def tags(self) -> list[str]:
        return sorted({tag for n in self._all for tag in n.note.tags})

    def authors(self) -> list[str]:
        return sorted({n.note.creator for n in self._all if n.note.creator})

    def filter(self, text: str, wanted: dict[str, str]) -> None:
        """`wanted`: `tag`, `colour`, `author`, `state`; empty for any. A word of the text may be
        a period (2021-07) that the note was last changed in."""
        words = [(part, period(part)) for word in text.split() if (part := fold(word).text)]
        self.beginResetModel()
        self.shown = [n for n in self._all if self._fits(n, words, wanted)]
        self._order()
        self.endResetModel()

    def _fits(
        self, noted: Noted, words: list[tuple[str, Period | None]], wanted: dict[str, str]
    ) -> bool:
        note = noted.note
        if wanted["tag"] and wanted["tag"] not in note.tags:
            return False
        for value, name in ((note.colour, "colour"), (note.creator, "author")):
            if wanted[name] and value != wanted[name]:
                return False
        if wanted["state"] and noted.state != wanted["state"]:
            return False
        return all(
            word in noted.words or (time is not None and time.has(note.modified[:10]))
            for word, time in words
        )

    def _order(self) -> None:
        column, down = self._sort
        self.shown.sort(key=_CELLS[column], reverse=down)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.layoutAboutToBeChanged.emit()
        self._sort = (max(0, column), order == Qt.SortOrder.DescendingOrder)
        self._order()
        self.layoutChanged.emit()

    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: AnyIndex = _ROOT) -> int:
        return 7

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation == Qt.Orientation.Vertical:
            return None
        return (
            tr("Quote"), tr("Note"), tr("Tags"), tr("Document"), tr("Author"), tr("Changed"),
            tr("Place"),
        )[section]  # fmt: skip

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        noted = self.shown[index.row()]
        text = _CELLS[index.column()](noted)
        if role == Qt.ItemDataRole.DisplayRole:
            if index.column() == 5:
                return short_date(text[:10])
            if index.column() == 6:
                return state_names().get(text, "")
            return f"\u2068{' '.join(text[:LINE].split())}\u2069"
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0:
            return swatch(noted.note.colour or "#aaaaaa")
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"\u2068{text[:2000]}\u2069" if len(text) > 20 else None
        return None


def _names() -> dict[str, str]:
    """Ending of a file -> what readers call it."""
    return {
        ".html": tr("Web page (.html)"),
        ".docx": tr("Word (.docx)"),
        ".md": tr("Markdown (.md)"),
        ".xlsx": tr("Excel (.xlsx)"),
        ".csv": tr("Table for a spreadsheet (.csv)"),
        ".jsonld": tr("W3C annotations (.jsonld)"),
        ".epub.json": tr("EPUB annotations (.epub.json)"),
        ".hypothesis.json": tr("Hypothesis (.json)"),
    }


_CELLS: tuple[Callable[[Noted], str], ...] = (
    lambda noted: noted.quote or noted.note.text,
    lambda noted: noted.note.text,
    lambda noted: tr(", ").join(noted.note.tags),
    lambda noted: noted.file,
    lambda noted: noted.note.creator,
    lambda noted: noted.note.modified,
    lambda noted: noted.state,
)
"""What each column says of a note."""


class CorpusNotesPanel(QDockWidget):
    """Opens the place of a note with a click; what is shown is what is exported."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(tr("Notes of the corpus"))
        self.setObjectName("corpus_notes")
        self.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetClosable)
        self._session, self._gathering = session, session.gathering
        self._corpus: Corpus | None = None
        self._left: list[str] = []
        self._said = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(150)
        self._pause.timeout.connect(self._filter)
        self._stale = QTimer(self)
        self._stale.setSingleShot(True)
        self._stale.setInterval(600)
        self._stale.timeout.connect(self.collect)
        self._build(theme)
        self._connect()

    def _build(self, theme: Theme) -> None:
        self.text = QLineEdit()
        self.text.setPlaceholderText(tr("Filter by words or by month (2021-07)"))
        self.text.setAccessibleName(tr("Filter the notes of the corpus"))
        self.text.setClearButtonEnabled(True)
        self.text.setMinimumWidth(140)
        self.boxes = {
            "tag": Box(tr("Tag"), 6),
            "colour": Box(tr("Colour"), 6),
            "author": Box(tr("Author"), 6),
            "state": Box(tr("Place of the note"), 6),
        }
        self.more = QToolButton()
        draw(self.more, theme, "download", rtl=self.isRightToLeft())
        self.more.setToolTip(tr("Export, import, tags"))
        self.more.setAccessibleName(tr("Export, import, tags"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setMenu(self._menu())
        row = QHBoxLayout()
        row.addWidget(self.text, 1)
        for box in self.boxes.values():
            row.addWidget(box)
        row.addWidget(self.more)
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.model = NoteTable(self)
        self.table = LongTable()
        self.table.setModel(self.model)
        self.table.setAccessibleName(tr("Notes of the corpus"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setShowGrid(False)
        self.table.setSortingEnabled(True)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(self.table.fontMetrics().height() + 10)
        header = self.table.horizontalHeader()
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setSortIndicator(5, Qt.SortOrder.DescendingOrder)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in enumerate((280, 260, 120, 170, 90, 120)):
            header.resizeSection(column, width)
        self.empty = Emptiness()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(8, 4, 8, 4)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self.told)
        layout.addWidget(self.stack, 1)
        self.setWidget(body)

    def _menu(self) -> QMenu:
        menu, names = QMenu(self), _names()
        for title, group in (
            (tr("Export, by document"), "document"),
            (tr("Report by tag"), "tag"),
            (tr("Report by month"), "date"),
        ):
            below = menu.addMenu(title)
            for suffix, kind in NOTES_KINDS.items():
                if kind.grouped or group == "document":
                    action = below.addAction(names.get(suffix, suffix), self._export)
                    action.setData((suffix, group))
        menu.addSeparator()
        menu.addAction(tr("Import notes…"), self.import_notes)
        self._save_left = menu.addAction(tr("Save what the import left out…"), self._write_left)
        self._save_left.setEnabled(False)
        menu.addSeparator()
        menu.addAction(tr("Rename or merge the tag…"), self._rename_tag)
        menu.addAction(tr("Remove the tag"), self._remove_tag)
        return menu

    def _connect(self) -> None:
        gathering, session = self._gathering, self._session
        self.text.textChanged.connect(self._typed)
        for box in self.boxes.values():
            box.currentIndexChanged.connect(self._typed)
        self.table.clicked.connect(self._open)
        self.table.activated.connect(self._open)
        gathering.collected.connect(self._collected)
        gathering.progressed.connect(self._progressed)
        gathering.written.connect(self._written)
        gathering.brought.connect(self._brought)
        gathering.failed.connect(self._failed)
        gathering.stopped.connect(self._filter)
        session.notebook.changed.connect(self._changed)
        session.corpora.changed.connect(self._typed_or_stale)
        self.visibilityChanged.connect(self._shown)

    # What is listed

    def _shown(self, visible: bool) -> None:
        if visible:
            self.collect()

    def _changed(self, path: Path) -> None:
        self._typed_or_stale()

    def _typed_or_stale(self) -> None:
        if self.isVisible():
            self._stale.start()

    def collect(self) -> None:
        """Read the notes of the corpus anew."""
        corpus = self._gathering.current()
        if corpus is not None:
            self._gathering.collect(corpus)
        else:
            self._collected(None, [])

    def _collected(self, corpus: Corpus | None, notes: list[Noted]) -> None:
        self._corpus = corpus
        self.model.take(notes)
        self._fill("tag", tr("All tags"), [(tag, tag) for tag in self.model.tags()])
        self._fill("author", tr("All authors"), [(name, name) for name in self.model.authors()])
        colours = [(colour, self._colour_name(colour)) for colour in COLOURS]
        self._fill("colour", tr("All colours"), colours)
        names = state_names()
        states = [(s, names[s]) for s in ("exact", "moved", "changed", "lost")]
        self._fill("state", tr("Any place"), states)
        self._filter()

    def _colour_name(self, colour: str) -> str:
        return colour_name(colour, self._session.settings.colour_names)

    def _fill(self, name: str, every: str, values: list[tuple[str, str]]) -> None:
        box = self.boxes[name]
        now = box.currentData()
        box.blockSignals(True)
        box.clear()
        box.addItem(every, "")
        for value, shown in values:
            if name == "colour":
                box.addItem(swatch(value), shown, value)
            else:
                box.addItem(f"\u2068{shown}\u2069", value)
        box.setCurrentIndex(max(0, box.findData(now)))
        box.blockSignals(False)

    def _typed(self) -> None:
        self._said = ""
        self._pause.start()

    def _filter(self) -> None:
        wanted = {name: box.currentData() or "" for name, box in self.boxes.items()}
        self.model.filter(self.text.text(), wanted)
        shown = len(self.model.shown)
        self.stack.setCurrentIndex(0 if shown else 1)
        none = tr(
            "The notes of every document of the corpus will be listed here. Select words in a "
            "text and press Ctrl+M to write the first one."
        )
        self.empty.setText(tr("No note fits the filter.") if self.model.count() else none)
        count = tr("%n note(s)", None, shown)
        self.told.setText(f"{self._said}\n{count}" if self._said else count)

    def _open(self, index: QModelIndex) -> None:
        if self._corpus is not None and index.isValid():
            noted = self.model.shown[index.row()]
            self._gathering.open_note(self._corpus, noted.file, noted.note.id)

    # Out and in

    def _export(self) -> None:
        action = self.sender()
        if action is None or self._corpus is None or not self.model.shown:
            return
        suffix, group = action.data()  # type: ignore[attr-defined]
        name = self._corpus.root.name if self._corpus.root else tr("Notes")
        start = str(Path.home() / f"{name}{suffix}")
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Export notes"), start, f"*{suffix}")
        if chosen:
            self.export(Path(chosen), suffix, group)

    def export(self, path: Path, suffix: str, group: str = "document") -> None:
        """What is shown to a file of that kind."""
        if self._corpus is not None:
            target = path if path.name.lower().endswith(suffix) else Path(f"{path}{suffix}")
            words = labels(self._session.settings.colour_names)
            self._gathering.write(self._corpus, self.model.shown, target, words, group)

    def import_notes(self) -> None:
        """Ask for a file of another program, and take its notes into the corpus."""
        kinds = " ".join(f"*{suffix}" for suffix in FOREIGN_SUFFIXES)
        filters = tr("Notes of other programs") + f" ({kinds})"
        chosen, _ = QFileDialog.getOpenFileName(self, tr("Import notes"), "", filters)
        corpus = self._corpus or self._gathering.current()
        if chosen and corpus is not None:
            self._gathering.bring(corpus, Path(chosen))

    def _progressed(self, done: int, total: int) -> None:
        text = tr("%1 of %2").replace("%1", shown_number(done))
        text = text.replace("%2", shown_number(total))
        self.told.setText(text)

    def _written(self, path: Path, count: int) -> None:
        text = tr("%n note(s) written to “%1”.", None, count)
        self._said = text.replace("%1", f"\u2068{path.name}\u2069")
        self._filter()

    def _brought(self, result: Brought) -> None:
        lines = [tr("%n note(s) imported.", None, result.count)]
        if result.known:
            lines.append(tr("%n were here already.", None, result.known))
        self._left = _left_out(result)
        if self._left:
            count = len(self._left)
            lines.append(
                tr("%n of the file are not in the notes as they stood there:", None, count)
            )
            lines += self._left[:6]
        self._said = "\n".join(lines)
        self.collect()
        self.told.setToolTip("\n".join(self._left))
        self._save_left.setEnabled(bool(self._left))

    def _write_left(self) -> None:
        title = tr("Save what the import left out")
        chosen, _ = QFileDialog.getSaveFileName(self, title, "", "*.txt")
        if chosen:
            try:
                words = "\n".join(self._left) + "\n"
                save_bytes(Path(chosen), words.encode("utf-8", "backslashreplace"))
            except OSError as error:
                self._failed(error)

    def _failed(self, error: Exception) -> None:
        self._session.failed.emit(error)

    # Tags

    def _rename_tag(self) -> None:
        tag = self.boxes["tag"].currentData()
        if not tag:
            self.told.setText(tr("Choose a tag above first."))
            return
        text = tr("New name of “%1”; the name of another tag merges the two.")
        question = text.replace("%1", f"\u2068{tag}\u2069")
        new, sure = QInputDialog.getText(self, tr("Rename the tag"), question, text=tag)
        if sure and new.strip() and new.strip() != tag and self._corpus is not None:
            self._gathering.retag(self._corpus, tag, new.strip())

    def _remove_tag(self) -> None:
        tag = self.boxes["tag"].currentData()
        if not tag:
            self.told.setText(tr("Choose a tag above first."))
        elif self._corpus is not None:
            self._gathering.retag(self._corpus, tag, "")


def _left_out(result: Brought) -> list[str]:
    """What is not in the notes as it stood in the file, a line each: the words and why."""
    why = {
        "document": tr("no document fits"),
        "place": tr("its place is not found"),
        "pieces": tr("it stands in pieces; the note is on all between them, too"),
        "several": tr("it stands in several places; there is a note on each"),
        "choice": tr("of several to choose from, the first was taken"),
        "kind": tr("no note can hold this"),
    }
    return [
        f"\u2068{' '.join(quote.split())[:90]}\u2069 ({why.get(reason, reason)})"
        for quote, reason in result.left
    ]
