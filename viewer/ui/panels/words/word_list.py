"""The word list of a corpus: looked through, sorted into to learn and known, exported."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QStackedWidget,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from viewer.core.dictionaries.word_list import GONE, STATES, Listed, WordList
from viewer.session.session import Session
from viewer.ui.base.combo_box import Box
from viewer.ui.base.empty_state import Emptiness
from viewer.ui.base.guarded import guarded
from viewer.ui.base.i18n import tr

WORD = Qt.ItemDataRole.UserRole


def state_names() -> dict[str, str]:
    """The states of a word in the interface's language."""
    return {
        "looked-up": tr("Looked up"),
        "to-learn": tr("To learn"),
        "known": tr("Known"),
    }


class WordCards(QWidget):
    """Return looks a word up again; L, K and Delete sort the chosen ones."""

    word_asked = Signal(str)
    """Look this word up again."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._lookups = session, session.lookups
        self._words: list[Listed] = []
        self.filter = Box(tr("Which words are listed"))
        self.filter.addItem(tr("All words"), "")
        for state, name in state_names().items():
            self.filter.addItem(name, state)
        self.more = QToolButton()
        self.more.setText(tr("Export"))
        self.more.setAccessibleName(tr("Export the words"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.more)
        menu.addAction(tr("For Anki (TSV)…"), self._export_tsv)
        menu.addAction(tr("For Excel (XLSX)…"), self._export_xlsx)
        menu.addAction(tr("For a spreadsheet (CSV)…"), self._export_csv)
        self.more.setMenu(menu)
        self.list = _List()
        self.empty = Emptiness(
            tr(
                "The words that you look up in this corpus will be listed here, to be learned "
                "and exported for Anki."
            )
        )
        self.told = QLabel()
        self.told.setWordWrap(True)
        self._build()
        self.filter.currentIndexChanged.connect(self._fill)
        self.list.itemActivated.connect(self._activated)
        self.list.sorted_into.connect(self.sort_into)
        self.list.customContextMenuRequested.connect(self._menu)
        self._lookups.listed.connect(self.show_list)
        self._lookups.exported.connect(self._exported)

    def _build(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.filter, 1)
        row.addWidget(self.more)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 6)
        layout.addLayout(row)
        layout.addWidget(self.stack, 1)
        layout.addWidget(self.told)
        self.told.hide()
        self._fill()

    def show_list(self, words: WordList) -> None:
        """The list as it is on disk now."""
        self._words = words.words()
        self._fill()

    def shown(self) -> list[Listed]:
        """The words that the filter leaves."""
        state = self.filter.currentData()
        return [word for word in self._words if not state or word.state == state]

    def _fill(self) -> None:
        names, words = state_names(), self.shown()
        self.list.clear()
        for word in words:
            item = QTreeWidgetItem(
                [f"\u2068{word.word}\u2069", f"\u2068{word.gloss}\u2069", names[word.state]]
            )
            item.setData(0, WORD, word)
            item.setToolTip(1, word.gloss)
            self.list.addTopLevelItem(item)
        self.stack.setCurrentIndex(0 if words else 1)
        self.more.setEnabled(bool(words))

    def chosen(self) -> list[Listed]:
        return [item.data(0, WORD) for item in self.list.selectedItems()]

    def sort_into(self, state: str) -> None:
        """Put the chosen words into a state."""
        for word in self.chosen():
            self._lookups.set_state(word, state)

    def _activated(self, item: QTreeWidgetItem) -> None:
        self.word_asked.emit(item.data(0, WORD).word)

    def _menu(self, point: QPoint) -> None:
        if not self.chosen():
            return
        menu = QMenu(self)
        made = {menu.addAction(name): state for state, name in state_names().items()}
        menu.addSeparator()
        made[menu.addAction(tr("Take off the list"))] = GONE
        if (action := menu.exec(self.list.viewport().mapToGlobal(point))) in made:
            self.sort_into(made[action])
        menu.deleteLater()

    # Export

    def _export_tsv(self) -> None:
        self._export(tr("Text for Anki (*.tsv)"), ".tsv")

    def _export_xlsx(self) -> None:
        self._export(tr("Excel (*.xlsx)"), ".xlsx")

    def _export_csv(self) -> None:
        self._export(tr("Tables (*.csv)"), ".csv")

    def _export(self, kind: str, suffix: str) -> None:
        name, _ = QFileDialog.getSaveFileName(self, tr("Export the words"), "", kind)
        if name:
            target = Path(name) if Path(name).suffix.lower() == suffix else Path(name + suffix)
            self._lookups.export(self.shown(), self._head(), target)

    def _head(self) -> list[str]:
        return [tr("Word"), tr("Translation"), tr("Root"), tr("Language"), tr("State")]

    def _exported(self, done: tuple[int, Path]) -> None:
        count, path = done
        text = tr("%n word(s) exported to %1", None, count)
        self.told.setText(text.replace("%1", f"\u2068{path.name}\u2069"))
        self.told.show()


@guarded
class _List(QTreeWidget):
    sorted_into = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Words of the corpus"))
        self.setHeaderLabels([tr("Word"), tr("Translation"), tr("State")])
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header = self.header()
        header.setMinimumSectionSize(30)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {Qt.Key.Key_L: STATES[1], Qt.Key.Key_K: STATES[2], Qt.Key.Key_Delete: GONE}
        if not event.modifiers() and (state := keys.get(Qt.Key(event.key()))):
            self.sorted_into.emit(state)
        else:
            super().keyPressEvent(event)
