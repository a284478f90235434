"""The list of works and folders that the tree shows."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from itertools import chain

from PySide6.QtCore import Qt, QTimer, Signal
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

    def keyboardSearch(self, search: str) -> None:
        """Go to the next row that begins so; with what was typed just before, to one that begins
        with all of it. A letter that is typed again leads to the next one. Nothing: begin anew."""
        now, pause = time.monotonic(), QApplication.keyboardInputInterval() / 1000
        goes_on = search and now - self._typed_at < pause
        self._typed, self._typed_at = self._typed + search if goes_on else search, now
        on = len(set(self._typed)) == 1
        self._wanted = fold(self._typed[:1] if on else self._typed).text
        rows, here = list(self._shown(self._rows.roots)), self._rows.node(self.currentIndex())
        at = rows.index(here) + on if here in rows else 0
        self._left = chain(rows[at:], rows[:at])
        if self._wanted:
            self._look()

    def _shown(self, nodes: Sequence[Node]) -> Iterator[Node]:
        """Rows and those below them, as far as they are unfolded."""
        for node in nodes:
            yield node
            if node.children and self.isExpanded(self._rows.index_of(node)):
                yield from self._shown(node.children)

    def _look(self) -> None:
        """Look at the next rows."""
        stop = time.perf_counter() + TURN_S
        for node in self._left:
            if folded(self._rows.lines_of(node, ask=False)[0]).startswith(self._wanted):
                if self._rows.node(index := self._rows.index_of(node)) is node:  # still there
                    self.setCurrentIndex(index)
                return
            if time.perf_counter() > stop:
                self._looking.start()
                return
