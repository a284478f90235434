"""Files of choices: a dataclass whose members each name their type, default and what they may be.

A member is a `Choice`. On the class it stands for itself, so that it can be handed around
(`session.set(Settings.zoom, 110)`), and on an object for its value (`settings.zoom`).
"""

from __future__ import annotations

import contextlib
import copy
import json
import math
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import (
    Any,
    Generic,
    Literal,
    Self,
    TypeVar,
    get_args,
    get_origin,
    get_type_hints,
    overload,
)

from viewer.core.base.errors import SetAside
from viewer.core.base.json_files import Damaged, read_json, replace_file, set_aside

T = TypeVar("T")


class Choice(Generic[T]):
    """A member of a `ChoiceFile`. Which words it may be says its type: `Choice[Literal[…]]`."""

    name: str
    owner: type[ChoiceFile]

    def __init__(self, default: T, *, mended: Callable[[T], T] | None = None) -> None:
        """`mended`: what a value of the right type that was read from a file is taken for."""
        self._default, self._mended = default, mended

    def __set_name__(self, owner: type[ChoiceFile], name: str) -> None:
        self.owner, self.name = owner, name

    @overload
    def __get__(self, file: None, owner: type) -> Choice[T]: ...
    @overload
    def __get__(self, file: ChoiceFile, owner: type) -> T: ...
    def __get__(self, file: ChoiceFile | None, owner: type) -> Choice[T] | T:
        return self if file is None else file.__dict__[self.name]

    def __set__(self, file: ChoiceFile, value: T) -> None:
        # A dataclass takes what stands on the class, the choice itself, for the default.
        given: object = value
        file.__dict__[self.name] = copy.copy(self._default) if given is self else value

    def of(self, file: ChoiceFile) -> T:
        """Its value there."""
        return self.__get__(file, type(file))

    def put(self, file: ChoiceFile, value: T) -> None:
        """Let it be that there."""
        self.__set__(file, value)

    def read(self, file: ChoiceFile, value: object) -> None:
        """Take up a value of JSON, as far as it is of the type of the choice."""
        kind = get_args(_types(self.owner)[self.name])[0]
        if (fitting := _fitting(value, kind)) is not None:
            self.put(file, fitting if self._mended is None else self._mended(fitting))


@cache
def _types(owner: type[ChoiceFile]) -> dict[str, Any]:
    return get_type_hints(owner)


def within(least: float, most: float) -> Callable[[Any], Any]:
    """Take a number for the nearest one from `least` to `most`."""
    return lambda number: min(most, max(least, number))


@dataclass
class ChoiceFile:
    """What a file of JSON holds: one member for each choice."""

    extra: dict[str, Any] = field(default_factory=dict)
    """Members of another version, kept."""
    unread: SetAside | None = field(default=None, compare=False)
    """Which file could not be read when the program started, and where it is kept; not saved."""

    @classmethod
    def read(cls, path: Path) -> Self:
        """What is in `path`. Missing or mistyped parts take their defaults.

        A file that is no JSON object is renamed, never overwritten: `unread` tells of it.
        """
        made = cls()
        try:
            data = read_json(path)
            if not isinstance(data, dict):
                raise Damaged(path, "json")
        except OSError:
            return made
        except Damaged:
            with contextlib.suppress(OSError):
                made.unread = SetAside(path, set_aside(path))
            return made
        made.take_up(data)
        return made

    def take_up(self, data: Mapping[str, Any]) -> None:
        """Take up the members of JSON; those that are no choices of this file are `extra`."""
        choices = self._choices()
        for name, value in data.items():
            if name in choices:
                choices[name].read(self, value)
            else:
                self.extra[name] = value

    @classmethod
    def _choices(cls) -> dict[str, Choice[Any]]:
        return {name: each for name, each in vars(cls).items() if isinstance(each, Choice)}

    def as_json(self) -> str:
        """What the file says."""
        own = {name: choice.of(self) for name, choice in self._choices().items()}
        return json.dumps(self.extra | own, ensure_ascii=False, indent=1)

    def write(self, path: Path) -> None:
        """Have a file say it. Raises OSError."""
        write_text(path, self.as_json())


def write_text(path: Path, text: str) -> None:
    """Write a file of choices beside itself, and rename over it. Raises OSError."""
    beside = path.with_name(path.name + ".new")
    with open(beside, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    replace_file(beside, path)


def _fitting(value: object, kind: Any) -> Any:
    """What of a value of JSON is of a type such as `float` or `dict[str, Any]`: members
    of another type are left out. None where nothing is."""
    whole, parts = get_origin(kind) or kind, get_args(kind)
    if kind is Any:
        return value
    if whole is Literal:
        return value if value in parts else None
    if whole is float:
        return value if type(value) in (int, float) and math.isfinite(value) else None  # type: ignore[arg-type]
    if type(value) is not whole:
        return None
    if isinstance(value, list):
        return [each for each in value if _fitting(each, parts[0]) is not None]
    if isinstance(value, dict):
        return {name: each for name, each in value.items() if _fitting(each, parts[1]) is not None}
    return value
