"""The list of works and folders that the tree shows."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QTreeView

from viewer.core.language.arabic import fold
from viewer.ui.base.guarded import guarded
from viewer.ui.base.viewport import make_viewport
from viewer.ui.tree.model import TreeModel
from viewer.ui.tree.nodes import Node, folded

TURN_S = 0.01
"""Seconds for which rows are looked at before the window goes on."""


@guarded
class TreeView(QTreeView):
    """What is listed; `*` unfolds all below a row, and letters lead to the row that begins with
    them. Qt would tell of each of thousands of rows that it unfolds, and have the text of each made
    for a letter, titles that nobody sees among them."""

    unfolded = Signal()
    """All below the current row is unfolded; `expanded` says nothing of it."""

    def __init__(self, model: TreeModel) -> None:
        super().__init__()
        make_viewport(self)
        self.setModel(model)
        self._rows = model
        self._typed, self._typed_at = "", 0.0
        self._wanted, self._left = "", iter(())
        self._of = model.rows
        self._looking = QTimer(self)
        self._looking.setSingleShot(True)
        self._looking.timeout.connect(self._look)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Asterisk:
            super().keyPressEvent(event)
            return
        self.blockSignals(True)
        self.expandRecursively(self.currentIndex())
        self.blockSignals(False)
        self.unfolded.emit()

    def selected(self) -> list[Node]:
        return [node for each in self.selectedIndexes() if (node := self._rows.node(each))]

    def select(self, nodes: Iterable[Node], current: Node | None) -> None:
        """Have these rows be selected, and no others; `current` is where keys go on from. What is
        folded stays so."""
        chosen, model = QItemSelection(), self.selectionModel()
        rows = sorted(nodes, key=lambda node: (id(node.parent), node.row))
        run_of = {node: (id(node.parent), node.row - at) for at, node in enumerate(rows)}
        for _, run in groupby(rows, run_of.__getitem__):  # a range each: Qt is slow with many
            first, *others = run
            last = others[-1] if others else first
            chosen.select(self._rows.index_of(first), self._rows.index_of(last))
        flags = QItemSelectionModel.SelectionFlag
        self.setAutoScroll(False)
        if current is not None:
            model.setCurrentIndex(self._rows.index_of(current), flags.NoUpdate)
        model.select(chosen, flags.ClearAndSelect)
        self.setAutoScroll(True)

    def keyboardSearch(self, search: str) -> None:
        """Go to the next row that begins so; with what was typed just before, to one that begins
        with all of it. A letter that is typed again leads to the next one. Nothing: begin anew."""
        now, pause = time.monotonic(), QApplication.keyboardInputInterval() / 1000
        goes_on = search and now - self._typed_at < pause
        self._typed, self._typed_at = self._typed + search if goes_on else search, now
        self._wanted = fold(self._typed[:1] if self._one_letter() else self._typed).text
        self._begin()
        if self._wanted:
            self._look()

    def _one_letter(self) -> bool:
        return len(set(self._typed)) == 1

    def _begin(self) -> None:
        """All rows are to be looked at, from the current one or the one after it."""
        rows, here = list(self._shown(self._rows.roots)), self._rows.node(self.currentIndex())
        at = rows.index(here) + self._one_letter() if here in rows else 0
        self._left, self._of = chain(rows[at:], rows[:at]), self._rows.rows

    def _shown(self, nodes: Sequence[Node]) -> Iterator[Node]:
        """Rows and those below them, as far as they are unfolded."""
        for node in nodes:
            yield node
            if node.children and self.isExpanded(self._rows.index_of(node)):
                yield from self._shown(node.children)

    def _look(self) -> None:
        """Look at the next rows; at all of them again where others took their place meanwhile."""
        stop = time.perf_counter() + TURN_S
        if self._of is not self._rows.rows:
            self._begin()
        for node in self._left:
            if folded(self._rows.lines_of(node, ask=False)[0]).startswith(self._wanted):
                index = self._rows.index_of(node)
                if self._rows.node(index) is node:  # its corpus was not closed
                    only = QItemSelectionModel.SelectionFlag.ClearAndSelect  # Shift is of a letter
                    self.selectionModel().setCurrentIndex(index, only)
                    return
            if time.perf_counter() > stop:
                self._looking.start()
                return
