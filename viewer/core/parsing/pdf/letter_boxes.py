"""Where the letters of a line are drawn: a box for each code point of its text, in its order."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from viewer.core.parsing.pdf.visual_order import Glyph, PlacedUnit, has_rtl, plain_letters

if TYPE_CHECKING:
    from viewer.core.parsing.pdf.page_characters import Characters

Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in points from the lower left corner of the page."""

_Edges = tuple[float, float]
_DIVIDERS = ("\x02", "\u00ad")
_LINE = 0.6  # of the size of letters: baselines farther apart are two lines
_BELOW, _ABOVE = 0.2, 0.7  # the same: what usual letters take below and above their baseline


def plain_units(page: Characters, piece: Sequence[int]) -> list[str]:
    """Return what a line from left to right is made of: letters as they come, single spaces."""
    units: list[str] = []
    for at in piece:
        letter = page.text[at]
        if letter.isspace():
            units += [" "] if units and units[-1] != " " else []
        elif letter not in _DIVIDERS:
            units.append(PlacedUnit.of(letter, Glyph(letter, *page.edges(at), at=at)))
    return units


def letter_boxes(
    page: Characters, piece: Sequence[int], size: float, units: Sequence[str]
) -> list[Box]:
    """Return the boxes of the text that some units make, once it is stripped and written in plain
    letters. `piece`: the characters of the line; `size`: that of its letters, in points."""
    bands = _bands(page, piece, size)
    shown = [pair for unit in units for pair in zip(unit, _boxes(page, unit, bands), strict=True)]
    while shown and shown[-1][0].isspace():
        shown.pop()
    while shown and shown[0][0].isspace():
        shown.pop(0)
    return list(_with_gaps([box for letter, box in shown for _ in plain_letters(letter)]))


def _bands(page: Characters, piece: Sequence[int], size: float) -> dict[int, _Edges]:
    """Return the bottom and top of the line that each character stands in: all its ink, and at
    least usual letters. A word that is divided goes on in another line on the page."""
    found: dict[int, _Edges] = {}
    line: list[int] = []
    shown = sorted(page.shown(list(piece)), key=page.baseline)
    for at, after in zip(shown, [*shown[1:], None], strict=True):
        line.append(at)
        if after is None or page.baseline(after) - page.baseline(at) > _LINE * size:
            inks = [page.ink(each) for each in line]
            bottom = min([page.baseline(line[0]) - _BELOW * size, *(ink[2] for ink in inks)])
            top = max([page.baseline(line[-1]) + _ABOVE * size, *(ink[3] for ink in inks)])
            found.update(dict.fromkeys(line, (bottom, top)))
            line = []
    return found


def _boxes(page: Characters, unit: str, bands: dict[int, _Edges]) -> Iterator[Box | None]:
    """Yield the box of each letter of a unit; a ligature is cut into equal parts. None: a space
    between glyphs."""
    glyph = unit.glyph if isinstance(unit, PlacedUnit) else None
    if glyph is None:
        yield from [None] * len(unit)
        return
    inked = page.ink(glyph.at)
    bottom, top = bands.get(glyph.at, (inked[2], inked[3]))
    left, right = min(glyph.left, inked[0]), max(glyph.right, inked[1])
    bases = max(1, sum(not unicodedata.combining(letter) for letter in unit))
    width, at = (right - left) / bases, -1
    for letter in unit:
        at = min(bases - 1, at + (at < 0 or not unicodedata.combining(letter)))
        begin = right - (at + 1) * width if has_rtl(unit) else left + at * width
        yield begin, bottom, begin + width, top


def _with_gaps(boxes: Sequence[Box | None]) -> Iterator[Box]:
    """Yield the boxes with those of spaces: from the letter before to the one after."""
    before: Box = next((box for box in boxes if box), (0.0, 0.0, 0.0, 0.0))
    for at, box in enumerate(boxes):
        if box is not None:
            before = box
            yield box
            continue
        after = next((each for each in boxes[at:] if each), before)
        left, right = sorted((before, after))
        edges = sorted((left[2], max(right[0], left[0])))
        yield edges[0], before[1], edges[1] if before[1] == after[1] else edges[0], before[3]
