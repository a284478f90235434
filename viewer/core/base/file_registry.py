"""One object of this process for each file that is kept whole in memory.

Two windows that remember something in the same file would otherwise overwrite each other's.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar
from weakref import WeakValueDictionary

T = TypeVar("T")

_KNOWN: WeakValueDictionary[tuple[Any, Path], Any] = WeakValueDictionary()


def shared(make: Callable[..., T], path: Path, *more: object) -> T:
    """What `make(path, *more)` gave, as long as somebody in this process holds it.

    For one thread."""
    found = _KNOWN.get((make, path))
    if found is None:
        found = _KNOWN[make, path] = make(path, *more)
    return found
