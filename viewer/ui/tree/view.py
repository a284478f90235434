"""The list of works and folders that the tree shows."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTreeView

from viewer.ui.base.guarded import guarded
from viewer.ui.base.viewport import make_viewport


@guarded
class TreeView(QTreeView):
    """What is listed; `*` unfolds all below a row. Qt would tell of each of thousands of rows, and
    look in each for a name with that sign."""

    unfolded = Signal()
    """All below the current row is unfolded; `expanded` says nothing of it."""

    def __init__(self) -> None:
        super().__init__()
        make_viewport(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Asterisk:
            super().keyPressEvent(event)
            return
        self.blockSignals(True)
        self.expandRecursively(self.currentIndex())
        self.blockSignals(False)
        self.unfolded.emit()
