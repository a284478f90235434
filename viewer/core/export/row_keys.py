"""The hidden key of an exported row: where it was, and what its cells said.

A reviser's table that comes back is read by it: which row of the text each is, which of its cells
were edited, and whether the text changed meanwhile. It is made of what the name of a bookmark in
Word may have: letters, digits and `_`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from viewer.core.export.bitext import Unit, flat

PREFIX = "hashiya"
BOOKMARK_LENGTH = 40
"""Characters of a bookmark's name in Word."""
_DIGITS = 6
"""Hexadecimal digits of a print."""
_RAISED = re.compile("[⁰¹²³⁴-⁹]+")
_KEY = re.compile(rf"{PREFIX}_(\d+)_(\d+)((?:_[0-9a-f]{{{_DIGITS}}})*)")


@dataclass(frozen=True)
class RowKey:
    """`side`: the number of the cell whose text begins at `start`, in code points of its document.
    `prints` of the cells, in order; empty where the key had no room for them."""

    side: int
    start: int
    prints: tuple[str, ...] = ()


def print_of(text: str) -> str:
    """A short digest of a text, whatever its white space is; references to footnotes, which are
    none of the words in a Word document, do not count."""
    return hashlib.sha256(plain(text).encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def plain(text: str) -> str:
    """A text on one line, without raised numbers."""
    return flat(_RAISED.sub("", text))


def key_of(unit: Unit, sides: Sequence[str], cells: Sequence[str], longest: int = 0) -> str:
    """The key of a unit whose row has these cells, those of `sides` first; empty where its place is
    not known. `longest`: characters that there is room for, 0 for any."""
    if unit.source is None or unit.source.side not in sides:
        return ""
    short = f"{PREFIX}_{sides.index(unit.source.side)}_{unit.source.start}"
    whole = "_".join((short, *map(print_of, cells)))
    return short if 0 < longest < len(whole) else whole


def parsed(key: str) -> RowKey | None:
    """None for what is no key."""
    found = _KEY.fullmatch(key)
    if found is None:
        return None
    prints = tuple(filter(None, found[3].split("_")))
    return RowKey(int(found[1]), int(found[2]), prints)
