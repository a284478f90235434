"""Where the letters of a line are drawn: a box for each code point of its text, in its order."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from viewer.core.parsing.pdf.visual_order import Glyph, Unit, has_rtl, plain_letters

if TYPE_CHECKING:
    from viewer.core.parsing.pdf.page_characters import Characters

Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in points from the lower left corner of the page."""

_Edges = tuple[float, float]
_DIVIDERS = ("\x02", "\u00ad")


def plain_units(page: Characters, piece: Sequence[int]) -> list[str]:
    """Return what a line from left to right is made of: letters as they come, single spaces."""
    units: list[str] = []
    for at in piece:
        letter = page.text[at]
        if letter.isspace():
            units += [" "] if units and units[-1] != " " else []
        elif letter not in _DIVIDERS:
            units.append(Unit.of(letter, Glyph(letter, *page.edges(at), at=at)))
    return units


def letter_boxes(page: Characters, units: Sequence[str], band: _Edges) -> list[Box]:
    """Return the boxes of the text that some units make, once it is stripped and written in plain
    letters. All reach over the height of the line, `band`: its bottom and top."""
    shown = [pair for unit in units for pair in zip(unit, _edges(page, unit), strict=True)]
    while shown and shown[-1][0].isspace():
        shown.pop()
    while shown and shown[0][0].isspace():
        shown.pop(0)
    spread = [edges for letter, edges in shown for _ in plain_letters(letter)]
    return [(left, band[0], right, band[1]) for left, right in _with_gaps(spread)]


def _edges(page: Characters, unit: str) -> Iterator[_Edges | None]:
    """Yield the edges of each letter of a unit; a ligature is cut into equal parts. None: a space
    between glyphs."""
    glyph = unit.glyph if isinstance(unit, Unit) else None
    if glyph is None:
        yield from [None] * len(unit)
        return
    inked = page.ink(glyph.at)
    left, right = min(glyph.left, inked[0]), max(glyph.right, inked[1])
    bases = max(1, sum(not unicodedata.combining(letter) for letter in unit))
    width, at = (right - left) / bases, -1
    for letter in unit:
        at = min(bases - 1, at + (at < 0 or not unicodedata.combining(letter)))
        begin = right - (at + 1) * width if has_rtl(unit) else left + at * width
        yield begin, begin + width


def _with_gaps(spread: Sequence[_Edges | None]) -> Iterator[_Edges]:
    """Yield the edges with those of spaces: from the letter before to the one after."""
    before: _Edges = next((edges for edges in spread if edges), (0.0, 0.0))
    for at, edges in enumerate(spread):
        if edges is not None:
            before = edges
            yield edges
            continue
        after = next((each for each in spread[at:] if each), before)
        if after[0] >= before[0]:
            yield min(before[1], after[0]), max(before[1], after[0])
        else:
            yield min(after[1], before[0]), max(after[1], before[0])
