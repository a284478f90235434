"""Files that arrive from outside while the program runs: from a second start, or from the system.

One instance runs for each folder of data, thus one for each user. Who holds the lock on that folder
is it; a socket that lies about without its lock is stale. Everybody else hands over and leaves.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication, QWidget

from viewer.core.base.locks import lock_at_once
from viewer.ui.base.guarded import guarded
from viewer.ui.shell.hand_over import LOCK, TAKEN, TOKEN, socket_name

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

log = logging.getLogger(__name__)

LONGEST_BYTES = 1_000_000
"""Bytes of what is handed over."""


@guarded
class Application(QApplication):
    """Qt's application; on macOS the system hands it files as events."""

    def __init__(self, arguments: list[str]) -> None:
        super().__init__(arguments)
        self._waiting: list[Path] = []
        self.arrivals: Arrivals | None = None

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and event.file():
            self._waiting.append(Path(event.file()))
            self.hand_on()
            return True
        return super().event(event)

    def hand_on(self) -> None:
        """What came before there was a window to open it in waits until now."""
        if self.arrivals is not None and self._waiting:
            waiting, self._waiting = self._waiting, []
            self.arrivals.arrived.emit(waiting)


class Arrivals(QObject):
    """The door: `first()` says whether this is the one instance, `listen()` opens it to others."""

    arrived = Signal(list)
    """Absolute paths to open, perhaps none: then somebody only started the program again."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.name = socket_name(folder)
        self._lock = folder / LOCK
        self._release: Callable[[], None] | None = None
        self._server: QLocalServer | None = None
        self._callers: set[_Caller] = set()

    def first(self) -> bool:
        """Whether no other instance runs; then none can begin until this one ends."""
        try:
            self._release = lock_at_once(self._lock)
        except (OSError, NotImplementedError) as error:  # a file system without locks
            log.warning("no lock for this instance: %r", error)
            return True
        return self.is_first

    @property
    def is_first(self) -> bool:
        """Whether `first` found so, and nobody else can be it meanwhile."""
        return self._release is not None

    def listen(self) -> None:
        """Take what later starts hand over. Without the lock, or where it fails, they run alone."""
        if not self.is_first or self._server is not None:
            return
        from PySide6.QtNetwork import QLocalServer  # here: the window is on screen already

        QLocalServer.removeServer(self.name)  # nobody else listens: we hold the lock
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._called)
        if not self._server.listen(self.name):
            log.warning("not listening: %s", self._server.errorString())

    def close(self) -> None:
        """Let the next start be the first."""
        if self._server is not None:
            self._server.close()
        if self._release is not None:
            self._release()
            self._release = None

    def _called(self) -> None:
        while self._server is not None and (socket := self._server.nextPendingConnection()):
            self._callers.add(_Caller(socket, self))

    def forget(self, caller: _Caller) -> None:
        """It has gone."""
        self._callers.discard(caller)

    def take(self, message: Any) -> None:
        """What a later start said; nonsense is dropped."""
        paths = message.get("paths") if isinstance(message, dict) else None
        if not isinstance(paths, list) or not all(isinstance(path, str) for path in paths):
            return
        token = message.get("token")
        if isinstance(token, str) and token:
            os.environ[TOKEN] = token
        self.arrived.emit([Path(path) for path in paths if os.path.isabs(path)])


class _Caller(QObject):
    """A later start that is connected: one line of JSON comes from it."""

    def __init__(self, socket: QLocalSocket, arrivals: Arrivals) -> None:
        super().__init__(arrivals)
        self._socket, self._arrivals = socket, arrivals
        self._heard = b""
        socket.setParent(self)
        socket.readyRead.connect(self._read)
        socket.disconnected.connect(self._gone)
        self._read()

    def _gone(self) -> None:
        self._arrivals.forget(self)
        self.deleteLater()

    def _read(self) -> None:
        self._heard += bytes(self._socket.readAll().data())
        if len(self._heard) > LONGEST_BYTES:
            self._socket.abort()
        elif self._heard.endswith(b"\n"):
            message = None
            with contextlib.suppress(ValueError):
                message = json.loads(self._heard)
            self._heard = b""
            self._socket.write(TAKEN)
            self._socket.flush()
            self._arrivals.take(message)


def to_front(window: QWidget) -> None:
    """Show the window above the others, where the desktop lets a program do that."""
    if window.isMinimized():
        window.showNormal()
    window.show()
    window.raise_()
    window.activateWindow()
