"""Dialogs on small screens, and with large letters: what does not fit scrolls."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QWidget

from viewer.ui.base.guarded import guarded

AROUND_PX = 150
"""Pixels that a dialog needs beside what scrolls in it: buttons, margins, its frame, the desktop's
own bars."""


def fit(dialog: QDialog, width: int, height: int) -> None:
    """Make a dialog that large, or as large as the screen allows."""
    screen = QGuiApplication.primaryScreen().availableGeometry()
    dialog.resize(min(width, screen.width() - 20), min(height, screen.height() - 40))


def has_room(size: QSize) -> bool:
    """Whether the screen has so many pixels for windows."""
    screen = QGuiApplication.primaryScreen().availableGeometry().size()
    return screen.width() >= size.width() and screen.height() >= size.height()


def scrolling(content: QWidget) -> QScrollArea:
    """The content of a panel; where the panel is too low for it, it scrolls."""
    area = QScrollArea()
    _plain(area, content)
    area.setMinimumWidth(content.minimumSizeHint().width())
    return area


def _plain(area: QScrollArea, content: QWidget) -> None:
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its content takes it, and is scrolled to
    area.setWidget(content)


@guarded
class Roomy(QScrollArea):
    """Shows all of its content where the screen is high enough for that, and scrolls where not."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        _plain(self, content)
        self._content = content

    def sizeHint(self) -> QSize:
        return self._wanted(self._content.sizeHint().width())

    def minimumSizeHint(self) -> QSize:
        return self._wanted(self._content.minimumSizeHint().width())

    def _wanted(self, width: int) -> QSize:
        """The size that shows everything at that width, within the screen."""
        content, screen = self._content, QGuiApplication.primaryScreen().availableGeometry()
        bar = self.verticalScrollBar().sizeHint().width()
        high = content.sizeHint().height()
        if content.hasHeightForWidth():
            high = max(content.minimumSizeHint().height(), content.heightForWidth(width))
        room = screen.height() - AROUND_PX
        return QSize(min(width + bar, screen.width() - 40), min(high, room))
