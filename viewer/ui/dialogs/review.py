"""A reviser's table: what was changed in it, row by row, to be accepted or not."""

from __future__ import annotations

from html import escape
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHeaderView,
    QLabel,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from viewer.core.export.review import NOTE, STATUS, TRANSLATION, ReviewChange, ReviewLeft
from viewer.core.language.arabic import direction_of_text
from viewer.core.parsing.office.review_table import REVIEW_SUFFIXES
from viewer.core.text.differences import words
from viewer.session.notes.review import ReadReview
from viewer.session.session import Session
from viewer.ui.base.differences import difference
from viewer.ui.base.error_messages import sentence
from viewer.ui.base.fit_to_screen import fit
from viewer.ui.base.i18n import shown_number, tr
from viewer.ui.base.names import isolated, shown_name
from viewer.ui.base.theme import Theme

_CHANGE = Qt.ItemDataRole.UserRole
LONGEST_CELL_CODE_POINTS = 200
"""Of a text in the list; below it is seen whole."""


def ask_table(parent: QWidget) -> Path | None:
    """Ask for a table that was exported and revised."""
    kinds = " ".join(f"*{suffix}" for suffix in REVIEW_SUFFIXES)
    filters = tr("Exported tables that were revised") + f" ({kinds})"
    title = tr("Import a revised table")
    chosen, _ = QFileDialog.getOpenFileName(parent, title, "", filters)
    return Path(chosen) if chosen else None


class ReviewDialog(QDialog):
    """Lists the changes; what is ticked is taken with one button, as one step of undo."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._reviewing, self._theme = session.reviewing, theme
        self._found: ReadReview | None = None
        self.setWindowTitle(tr("Revised table"))
        fit(self, 900, 600)
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.list = self._make_list()
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setAccessibleName(tr("The change that is chosen"))
        both = QSplitter(Qt.Orientation.Vertical)
        both.addWidget(self.list)
        both.addWidget(self.text)
        both.setSizes([380, 160])
        box = QDialogButtonBox()
        self.all, self.none = QPushButton(tr("Tick &all")), QPushButton(tr("Tick &none"))
        self.take = QPushButton(tr("Accep&t what is ticked"))
        for button in (self.all, self.none, self.take):
            box.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        self.take.setDefault(True)
        close = box.addButton(QDialogButtonBox.StandardButton.Close)
        close.clicked.connect(self.reject)
        self.all.clicked.connect(self._tick_all)
        self.none.clicked.connect(self._tick_none)
        self.take.clicked.connect(self._take)
        layout = QVBoxLayout(self)
        layout.addWidget(self.told)
        layout.addWidget(both, 1)
        layout.addWidget(box)
        self._reviewing.read.connect(self._show)
        self._reviewing.failed.connect(self._failed)
        self._refresh()

    def _make_list(self) -> QTreeWidget:
        made = QTreeWidget()
        made.setRootIsDecorated(False)
        made.setUniformRowHeights(True)
        made.setAccessibleName(tr("Changes of the reviser"))
        made.setHeaderLabels([tr("Row"), tr("What"), tr("Now"), tr("Revised")])
        made.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        made.currentItemChanged.connect(self._chosen)
        made.itemChanged.connect(self._refresh)
        return made

    def open_table(self, path: Path) -> None:
        """Read a table and compare it with the open text."""
        self.told.setText(tr("Reading “%1”…").replace("%1", isolated(shown_name(path.name))))
        self._reviewing.open(path)

    def _failed(self, error: Exception) -> None:
        self.told.setText(sentence(error))

    def _show(self, found: ReadReview) -> None:
        self._found = found
        self.list.clear()
        for change in found.review.changes:
            self.list.addTopLevelItem(self._item(change))
        for left in found.review.left:
            self.list.addTopLevelItem(_left_item(left))
        for column in (0, 1):
            self.list.resizeColumnToContents(column)
        self.list.setColumnWidth(2, max(200, self.list.viewport().width() // 3))
        if (first := self.list.topLevelItem(0)) is not None:
            self.list.setCurrentItem(first)
        self._tell()
        self._refresh()

    def _tell(self) -> None:
        assert self._found is not None
        review = self._found.review
        lines = [
            tr("%n change(s) in “%1”.", None, len(review.changes)).replace(
                "%1", isolated(shown_name(self._found.path.name))
            )
        ]
        if review.same:
            lines.append(tr("%n row(s) are as they were.", None, review.same))
        if review.left:
            lines.append(tr("%n cannot be taken; the list tells why.", None, len(review.left)))
        self.told.setText(" ".join(lines))

    def _item(self, change: ReviewChange) -> QTreeWidgetItem:
        late = change.is_late
        kind = {
            TRANSLATION: tr("Translation, changed here too") if late else tr("Translation"),
            STATUS: tr("Status, changed here too") if late else tr("Status"),
            NOTE: tr("Note"),
        }[change.kind]
        cells = [shown_number(change.row + 1), kind, *map(_short, _now_and_revised(change))]
        item = QTreeWidgetItem(cells)
        item.setCheckState(0, _state(not change.is_late))
        item.setData(0, _CHANGE, change)
        return item

    def _chosen(self, item: QTreeWidgetItem | None, _: QTreeWidgetItem | None = None) -> None:
        """Show a change whole: the source, and how the text became another one."""
        change: ReviewChange | ReviewLeft | None = item.data(0, _CHANGE) if item else None
        parts: list[str] = []
        if isinstance(change, ReviewChange) and self._found is not None:
            unit = self._found.work.units[change.row]
            parts = [_paragraph(unit.texts.get(change.source.side, "")), "<hr>"]
            if change.kind == TRANSLATION:
                parts.append(difference(words(change.old, change.new), self._theme.colours))
            else:
                said = [*_now_and_revised(change), change.author]
                parts += [_paragraph(each) for each in said if each]
        elif isinstance(change, ReviewLeft):
            parts = [_paragraph(change.words), _paragraph(reason_names()[change.reason])]
        self.text.setHtml("".join(parts))

    def _ticked(self) -> list[ReviewChange]:
        items = (self.list.topLevelItem(at) for at in range(self.list.topLevelItemCount()))
        told = [i for i in items if i is not None and i.checkState(0) == Qt.CheckState.Checked]
        found = (item.data(0, _CHANGE) for item in told)
        return [change for change in found if isinstance(change, ReviewChange)]

    def _tick(self, on: bool) -> None:
        for at in range(self.list.topLevelItemCount()):
            item = self.list.topLevelItem(at)
            if item is not None and isinstance(item.data(0, _CHANGE), ReviewChange):
                item.setCheckState(0, _state(on))

    def _tick_all(self) -> None:
        self._tick(True)

    def _tick_none(self) -> None:
        self._tick(False)

    def _refresh(self) -> None:
        there = self._found is not None and bool(self._found.review.changes)
        self.all.setEnabled(there)
        self.none.setEnabled(there)
        self.take.setEnabled(bool(self._ticked()))

    def _take(self) -> None:
        """Accept what is ticked; what is not, and what cannot be taken, stays in the list."""
        chosen = self._ticked()
        if self._found is None or not self._reviewing.accept(self._found, chosen):
            self.told.setText(tr("Another text is open by now. Open that of the table again."))
            return
        for at in reversed(range(self.list.topLevelItemCount())):
            item = self.list.topLevelItem(at)
            if item is not None and item.data(0, _CHANGE) in chosen:
                self.list.takeTopLevelItem(at)
        self.told.setText(tr("%n change(s) accepted. Undo takes them back.", None, len(chosen)))
        self._refresh()


def _now_and_revised(change: ReviewChange) -> tuple[str, str]:
    """What is there, of a note the words that it is on, and what is to be."""
    if change.kind == STATUS:
        names = status_names()
        return names.get(change.old, change.old), names[change.new]
    return change.quote if change.kind == NOTE else change.old, change.new


def status_names() -> dict[str, str]:
    """How far a row is."""
    return {
        "": tr("Not begun"),
        "draft": tr("Draft"),
        "done": tr("Done"),
        "checked": tr("Checked"),
    }


def reason_names() -> dict[str, str]:
    """Why something of a table is not taken."""
    return {
        "other": tr("It is of another text: open that and import the table again."),
        "gone": tr("Its words are not in this text any more."),
        "twice": tr("A row above it is the same one."),
        "source": tr("The source was edited, which stays as it is in its file."),
        "column": tr("This text has no such language."),
        "empty": tr("The translation was emptied; only your own can be."),
        "status": tr("A status is draft, done, checked or nothing."),
        "footnote": tr("It is not clear which footnote of the text this is."),
    }


def _left_item(left: ReviewLeft) -> QTreeWidgetItem:
    number = shown_number(int(left.number)) if left.number.isdecimal() else left.number
    item = QTreeWidgetItem([number, tr("Not taken"), _short(left.words)])
    item.setText(3, reason_names()[left.reason])
    item.setToolTip(3, item.text(3))
    item.setData(0, _CHANGE, left)
    return item


def _state(on: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked


def _short(text: str) -> str:
    return isolated(" ".join(text.split())[:LONGEST_CELL_CODE_POINTS])


def _paragraph(text: str) -> str:
    inner = escape(text).replace("\n", "<br>")
    return f'<p dir="{direction_of_text(text)}" style="margin: 0;">{inner}</p>'
