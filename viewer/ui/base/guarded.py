"""No error leaves what Qt calls: an override of one of its virtual methods.

An exception that goes out of one comes back into Python at some later call, in the middle of
another widget's work, and sometimes the process ends by it. So it is told where it happens, and Qt
goes on with its own answer.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from types import FunctionType
from typing import Any, TypeVar

from PySide6.QtCore import QModelIndex, Qt

Class = TypeVar("Class", bound=type)

ANSWERS: dict[str, Any] = {
    "rowCount": 0,
    "columnCount": 0,
    "index": QModelIndex(),
    "parent": QModelIndex(),
    "flags": Qt.ItemFlag.NoItemFlags,
    "eventFilter": False,
    "event": False,
}
"""What is said in place of methods that Qt has no answer of its own for, or none that is safe."""


def guarded(cls: Class) -> Class:
    """Keep errors inside the overrides of a class; to be written above each that has any."""
    for name, function in list(vars(cls).items()):
        if isinstance(function, FunctionType) and overrides_qt(cls, name):
            setattr(cls, name, _held(cls, name, function))
    return cls


def overrides_qt(cls: type, name: str) -> bool:
    """Whether a class of Qt that `cls` derives from has a method of that name."""
    above = (base for base in cls.__mro__ if base.__module__.startswith("PySide6"))
    return not name.startswith("__") and any(name in vars(base) for base in above)


def _held(cls: type, name: str, function: FunctionType) -> Callable[..., Any]:
    told: set[object] = set()  # a picture that fails is painted again and again

    @wraps(function)
    def held(self: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            return held.__wrapped__(self, *args, **kwargs)  # type: ignore[attr-defined]
        except Exception as error:
            # Of garbage that Qt still asks Python may have taken the attributes already.
            garbage = isinstance(error, AttributeError) and not vars(self)
            if not garbage and (where := _origin(error)) not in told:
                told.add(where)
                sys.excepthook(type(error), error, error.__traceback__)
        if name in ANSWERS or name.endswith("Event") or name.startswith("paint"):
            return ANSWERS.get(name)
        try:
            return getattr(super(cls, self), name)(*args, **kwargs)
        except Exception:  # what is pure in Qt has no answer
            return None

    return held


def _origin(error: Exception) -> object:
    """What kind of error it is, and the line that raised it."""
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    return type(error), last and (last.tb_frame.f_code.co_filename, last.tb_lineno)
