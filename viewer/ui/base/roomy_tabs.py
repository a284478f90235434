"""Tabs that are high enough for Arabic: of those behind, the style cuts what is low."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QTabBar, QTabWidget

from viewer.ui.base.guarded import guarded

MORE_PX = 6
"""Pixels that a tab is higher than the style has it: the dots of the last letters, twice."""


@guarded
class RoomyTabBar(QTabBar):
    def tabSizeHint(self, index: int) -> QSize:
        return super().tabSizeHint(index) + QSize(0, MORE_PX)


class RoomyTabs(QTabWidget):
    """Pages of a panel under such tabs."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabBar(RoomyTabBar())
        self.setDocumentMode(True)
