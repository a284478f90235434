"""A start while the program runs already: what it was asked to open goes to the one that runs.

Nothing of the window is imported for that, and of Qt only what Windows needs.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from viewer.core.base.locks import lock_at_once

PATIENCE_S = 8.0
"""Seconds that a second start waits for the first one to take its files."""
LOCK = "instance.lock"
"""The file in the folder of data that the running program has locked."""
TAKEN = b"taken\n"
TOKEN = "XDG_ACTIVATION_TOKEN"
"""By it a Wayland desktop lets one program hand the focus to another."""


def is_running(folder: Path) -> bool:
    """Whether a program runs whose data lie in `folder`."""
    try:
        release = lock_at_once(folder / LOCK)
    except (OSError, NotImplementedError):  # a file system without locks
        return False
    if release is not None:
        release()
    return release is None


def socket_name(folder: Path) -> str:
    """The name of the door of the instance whose data lie in `folder`.

    On Unix a path in a folder that is the user's own, short enough for a socket.
    """
    name = "hashiya-" + hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]
    if sys.platform == "win32":
        return name
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    places = [Path(runtime)] if runtime else []
    for place in (*places, folder):
        with contextlib.suppress(OSError):
            path = place / name
            if place.stat().st_uid == os.getuid() and len(os.fsencode(path)) < 90:
                return str(path)
    return str(Path(tempfile.gettempdir()) / name)


def hand_over(name: str, paths: Iterable[Path], patience: float = PATIENCE_S) -> bool:
    """Give these files to the instance behind `name`; False when it does not take them.

    It may have begun just now, so it is tried again for `patience` seconds.
    """
    absolute = [os.path.abspath(path) for path in paths]
    message = {"paths": absolute, "token": os.environ.get(TOKEN, "")}
    data = json.dumps(message).encode("ascii") + b"\n"
    say = _say_to_pipe if sys.platform == "win32" else _say_to_socket
    end = time.monotonic() + patience
    while (left := end - time.monotonic()) > 0:
        with contextlib.suppress(OSError):
            if say(name, data, left) == TAKEN:
                return True
        time.sleep(0.1)
    return False


def _say_to_socket(name: str, data: bytes, patience: float) -> bytes:
    """What is answered within `patience` seconds. Raises OSError."""
    assert sys.platform != "win32"
    import socket

    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connected:
        connected.settimeout(patience)
        connected.connect(name)
        connected.sendall(data)
        return connected.recv(len(TAKEN))


def _say_to_pipe(name: str, data: bytes, patience: float) -> bytes:
    """The same on Windows, whose named pipes Qt knows."""
    assert sys.platform == "win32"
    import ctypes

    from PySide6.QtNetwork import QLocalSocket

    ctypes.windll.user32.AllowSetForegroundWindow(-1)  # the running window may come to the front
    connected = QLocalSocket()
    connected.connectToServer(name)
    if not connected.waitForConnected(500):
        raise ConnectionError(name)
    connected.write(data)
    connected.flush()
    end = time.monotonic() + patience
    while not connected.bytesAvailable() and time.monotonic() < end:
        connected.waitForReadyRead(20)  # shortly: no other thread of Python runs meanwhile
        time.sleep(0.005)
    return bytes(connected.readAll().data())
