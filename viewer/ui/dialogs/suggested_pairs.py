"""The pairs of documents that a whole corpus suggests, for the reader to accept or refuse."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from viewer.core.corpus.find_pairs import Suggestion
from viewer.session.base.load_jobs import Corpus
from viewer.session.session import Session
from viewer.ui.base.button_box import closing_box
from viewer.ui.base.digit_widgets import ProgressBar
from viewer.ui.base.fit_to_screen import fit
from viewer.ui.base.i18n import shown_percent, tr
from viewer.ui.base.names import isolated, shown_name

TICKED = 0.9
"""Confidence from which a suggestion is ticked: of those, nineteen in twenty are right."""


class PairsDialog(QDialog):
    """Looks for pairs as soon as it is there; what is ticked is paired with one button."""

    def __init__(self, session: Session, corpus: Corpus, parent: QWidget) -> None:
        super().__init__(parent)
        self._matching, self._corpus = session.matching, corpus
        self._suggestions: list[Suggestion] = []
        self.setWindowTitle(tr("Find pairs"))
        name = corpus.root.name if corpus.root is not None else tr("Single files")
        self._where = isolated(shown_name(name))
        fit(self, 720, 480)
        self.told = QLabel(tr("Comparing the documents of “%1”…").replace("%1", self._where))
        self.told.setWordWrap(True)
        self.bar = ProgressBar()
        self.table = self._table()
        self.accept_button = QPushButton(tr("&Pair the ticked ones"))
        self.refuse_button = QPushButton(tr("Selected are &no pairs"))
        box = closing_box(self)
        box.addButton(self.accept_button, QDialogButtonBox.ButtonRole.ActionRole)
        box.addButton(self.refuse_button, QDialogButtonBox.ButtonRole.ActionRole)
        self.accept_button.clicked.connect(self._accept)
        self.refuse_button.clicked.connect(self._refuse)
        layout = QVBoxLayout(self)
        for widget in (self.told, self.bar, self.table, box):
            layout.addWidget(widget)
        self._matching.progressed.connect(self._progressed)
        self._matching.found.connect(self._found)
        self.finished.connect(self._matching.cancel)
        self._refresh()
        self._matching.look(corpus)

    def _table(self) -> QTableWidget:
        table = QTableWidget(0, 3)
        table.setHorizontalHeaderLabels([tr("Document"), tr("Its translation"), tr("Confidence")])
        table.setAccessibleName(tr("Suggested pairs"))
        table.verticalHeader().hide()
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        for column in (0, 1):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        return table

    def _progressed(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _found(self, corpus: Corpus, suggestions: list[Suggestion]) -> None:
        if corpus is not self._corpus:
            return
        self._suggestions = suggestions
        self.bar.hide()
        self.table.setRowCount(len(suggestions))
        for row, each in enumerate(suggestions):
            tick = QTableWidgetItem(isolated(shown_name(each.first)))
            sure = each.confidence >= TICKED
            tick.setCheckState(Qt.CheckState.Checked if sure else Qt.CheckState.Unchecked)
            share = QTableWidgetItem(shown_percent(each.confidence))
            share.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
            other = QTableWidgetItem(isolated(shown_name(each.second)))
            for column, item in enumerate((tick, other, share)):
                item.setToolTip(item.text())
                self.table.setItem(row, column, item)
        self._refresh()

    def _refresh(self) -> None:
        there = bool(self._suggestions)
        self.accept_button.setEnabled(there)
        self.refuse_button.setEnabled(there)
        if self.bar.isHidden():
            self.told.setText(
                tr("%n pair(s) found in “%1”. Tick what belongs together.", None,
                   len(self._suggestions)).replace("%1", self._where)
                if there
                else tr("No more pairs were found in “%1”.").replace("%1", self._where)
            )  # fmt: skip

    def _accept(self) -> None:
        """Pair what is ticked; the rest stays in the list."""
        ticked = [
            row
            for row in range(self.table.rowCount())
            if (item := self.table.item(row, 0)) and item.checkState() == Qt.CheckState.Checked
        ]
        if ticked:
            chosen = [self._suggestions[row] for row in ticked]
            self._matching.pair(self._corpus, *((s.first, s.second) for s in chosen))
            self._drop(ticked)

    def _refuse(self) -> None:
        rows = sorted({index.row() for index in self.table.selectedIndexes()})
        if rows:
            chosen = [self._suggestions[row] for row in rows]
            self._matching.refuse(self._corpus, *((s.first, s.second) for s in chosen))
            self._drop(rows)

    def _drop(self, rows: list[int]) -> None:
        for row in reversed(rows):
            self.table.removeRow(row)
            del self._suggestions[row]
        self._refresh()
