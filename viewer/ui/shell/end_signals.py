"""The end that the system asks for: signals. QtCore only."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal

SIGNALS = ("SIGTERM", "SIGHUP", "SIGINT")
"""What a system, a terminal that goes away and Ctrl+C send. Windows has no SIGHUP."""


class Endings(QObject):
    """Tells, in the thread of the window, that a signal asked the program to end.

    Python runs its handlers between two of its own instructions only, which a waiting window does
    not come to; so the signal is written to a pipe that the event loop watches.
    """

    asked = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        here, there = self._open()
        self._notifier = QSocketNotifier(here, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._woken)
        self._former = signal.set_wakeup_fd(there, warn_on_full_buffer=False)
        self._handlers = {
            number: signal.signal(number, _noted)
            for number in (getattr(signal, name) for name in SIGNALS if hasattr(signal, name))
            if signal.getsignal(number) is not signal.SIG_IGN  # nohup
        }

    def _open(self) -> tuple[int, int]:
        """The two ends of a pipe; on Windows only a socket can be watched."""
        self._read: Callable[[], bytes]
        self._ends: list[Callable[[], None]]
        if sys.platform == "win32":
            import socket  # here: elsewhere its import would only slow the start

            pair = socket.socketpair()
            for end in pair:
                end.setblocking(False)
            self._read, self._ends = partial(pair[0].recv, 64), [end.close for end in pair]
            return pair[0].fileno(), pair[1].fileno()
        here, there = os.pipe()
        for handle in (here, there):
            os.set_blocking(handle, False)
        self._read = partial(os.read, here, 64)
        self._ends = [partial(os.close, handle) for handle in (here, there)]
        return here, there

    def _woken(self) -> None:
        numbers = b""
        with contextlib.suppress(BlockingIOError):
            numbers = self._read()
        if any(number in self._handlers for number in numbers):
            self.asked.emit()

    def close(self) -> None:
        """Have signals do what they did before."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._former)
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        for close in self._ends:
            close()


def _noted(number: int, frame: FrameType | None) -> None:
    """The pipe was told already."""
