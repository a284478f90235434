"""When what is being typed goes to disk: after a pause, and at the latest after a while."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

TYPING_PAUSE_MS = 700
"""Milliseconds without a key after which what was typed goes to disk."""
LONGEST_MS = 2_000
"""Milliseconds after the first key after which it does, however fast the next ones follow."""


class TypingPause(QObject):
    """`start` with each key; `over` says that it is time."""

    over = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pause, self._longest = QTimer(self), QTimer(self)
        for timer, length in ((self._pause, TYPING_PAUSE_MS), (self._longest, LONGEST_MS)):
            timer.setSingleShot(True)
            timer.setInterval(length)
            timer.timeout.connect(self._over)

    def start(self) -> None:
        self._pause.start()
        if not self._longest.isActive():
            self._longest.start()

    def stop(self) -> None:
        self._pause.stop()
        self._longest.stop()

    @property
    def is_running(self) -> bool:
        """Whether something is typed that was not sent."""
        return self._pause.isActive()

    def _over(self) -> None:
        self.stop()
        self.over.emit()
