"""The text alone on the whole screen: no bars, no panels; Esc leaves."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QToolBar, QWidget

from viewer.ui.base.guarded import guarded
from viewer.ui.base.i18n import tr
from viewer.ui.shell.window_layout import Arrangement

HINT_MS = 3500
"""Milliseconds that the way out is shown."""


@guarded
class FullScreen(QObject):
    """Puts the bars of a window away and brings them back."""

    def __init__(self, window: QMainWindow, arrangement: Arrangement) -> None:
        super().__init__(window)
        self._window, self._arrangement = window, arrangement
        self._away: list[QWidget] = []
        self.hint = QLabel(tr("Esc leaves the full screen"), window)
        self.hint.setObjectName("fullScreenHint")
        self.hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hint.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(HINT_MS)
        self._timer.timeout.connect(self.hint.hide)
        window.installEventFilter(self)

    @property
    def on(self) -> bool:
        return bool(self._window.windowState() & Qt.WindowState.WindowFullScreen)

    def toggle(self) -> None:
        self._window.setWindowState(self._window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window told of its state, or nobody wanted a key: Esc."""
        if event.type() == QEvent.Type.WindowStateChange and self.on != bool(self._away):
            self._enter() if self.on else self._leave()
        elif event.type() == QEvent.Type.Resize and self.hint.isVisible():
            self._place_hint()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self.on:
            escape = event.key() == Qt.Key.Key_Escape
            if escape:
                self.toggle()
            return escape
        return False

    def _enter(self) -> None:
        window = self._window
        bars: list[QWidget] = [window.menuBar(), window.statusBar()]
        bars += window.findChildren(QToolBar)
        self._away = [bar for bar in bars if not bar.isHidden()] or [window.menuBar()]
        for bar in self._away:
            bar.hide()
        self._arrangement.step_aside()
        self.hint.show()
        self._place_hint()
        self.hint.raise_()
        self._timer.start()

    def _leave(self) -> None:
        for bar in self._away:
            bar.show()
        self._away = []
        self.hint.hide()
        self._arrangement.come_back()

    def _place_hint(self) -> None:
        self.hint.adjustSize()
        room = self._window.width() - self.hint.width()
        self.hint.move(room // 2, 28)
