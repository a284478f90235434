"""The end that the system asks for: signals. QtCore only."""

from __future__ import annotations

import contextlib
import signal
import socket
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal

SIGNALS = ("SIGTERM", "SIGHUP", "SIGINT")
"""What a system, a terminal that goes away and Ctrl+C send. Windows has no SIGHUP."""


class Endings(QObject):
    """Tells, in the thread of the window, that a signal asked the program to end.

    Python runs its handlers between two of its own instructions only, which a waiting window does
    not come to; so the signal is written to a socket that the event loop watches.
    """

    asked = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._here, self._there = socket.socketpair()
        for end in (self._here, self._there):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._here.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._woken)
        self._former = signal.set_wakeup_fd(self._there.fileno(), warn_on_full_buffer=False)
        self._handlers = {
            number: signal.signal(number, _noted)
            for number in (getattr(signal, name) for name in SIGNALS if hasattr(signal, name))
            if signal.getsignal(number) is not signal.SIG_IGN  # nohup
        }

    def _woken(self) -> None:
        numbers = b""
        with contextlib.suppress(BlockingIOError):
            numbers = self._here.recv(64)
        if any(number in self._handlers for number in numbers):
            self.asked.emit()

    def close(self) -> None:
        """Have signals do what they did before."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._former)
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        self._here.close()
        self._there.close()


def _noted(number: int, frame: FrameType | None) -> None:
    """The socket was told already."""
