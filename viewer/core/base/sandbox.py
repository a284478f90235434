"""What a process that parses documents may not do."""

from __future__ import annotations

import os
from typing import Any

_REFUSED = (
    "socket.",
    "urllib.",
    "subprocess.",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.system",
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def refuse(event: str, about: tuple[Any, ...]) -> None:
    """An audit hook: what no parser of ours does for a document, whatever its library could.

    No connection, no other program, no file written but Python's own byte code.
    """
    if event.startswith(_REFUSED):
        raise PermissionError(event)
    if event == "open" and isinstance(about[2], int) and about[2] & _WRITING:
        path = os.fspath(about[0]) if isinstance(about[0], str | os.PathLike) else ""
        if path != os.devnull and "__pycache__" not in path:
            raise PermissionError(f"{event} {path}")


def limit(name: str, value: int) -> None:
    """Set a soft limit of this process, where the system knows it."""
    try:
        import resource
    except ImportError:  # Windows
        return
    kind = getattr(resource, name)
    _, hard = resource.getrlimit(kind)
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    resource.setrlimit(kind, (value, hard))
