"""The order of reading, from the order on the page: the inverse of UAX 9 for one line.

Without explicit marks the letters of a line from right to left stand on two levels: letters from
right to left and most signs on the first, letters from left to right and numbers on the second.
Which signs between numbers and letters belong to the second is what the rules W1 to N2 say, by
the last strong letter before them; here they are asked the other way round. Where two orders of
reading look the same on the page, letters and the number behind them are one run ("F 16").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from viewer.core.parsing.pdf.brackets import PAIRS, mended, mirrored

_UNIT = re.compile(
    r"(?:[kcmµμ]?m|[mkµμ]?g|[mc]?l|ha|[kMGT]?i?B|[kMGT]?(?:Hz|W|Wh|V|bps)|kcal|kPa|hPa|°[CF])"
    r"[²³23]?(?:/(?:h|s|min|m[²³23]?|l|kg|d))? "
)
"""What is written behind its number."""


@lru_cache(maxsize=8192)
def _kind(unit: str) -> str:
    """Return the bidirectional class of what stands at one place: that of its first strong letter.

    A number that a file keeps as one piece counts by its first digit.
    """
    kinds = [unicodedata.bidirectional(letter) for letter in unit]
    for kind in kinds:
        if kind in ("R", "AL", "L"):
            return kind
    return next((kind for kind in kinds if kind in ("EN", "AN")), kinds[0])


def is_rtl(unit: str) -> bool:
    """Whether it is a letter from right to left."""
    return _kind(unit) in ("R", "AL")


def is_ltr(unit: str) -> bool:
    """Whether it is a letter from left to right."""
    return _kind(unit) == "L"


def logical(units: Sequence[str], *, arabic: bool = False, turned: bool = False) -> list[str]:
    """Return the units of a line from right to left, given from the left, as they are read.

    `arabic`: the last strong letter before the line was Arabic, so that European digits do not
    join over a hyphen or with a sign of currency (W2). `turned`: the brackets of the first level
    are written in the shape that they have on the page.
    """
    made: list[str] = []
    end = len(units)
    while end:
        start = end
        while start and not is_rtl(units[start - 1]):
            start -= 1
        made += _stretch(units[start:end], arabic, turned)
        if start:
            start -= 1
            made.append(mirrored(units[start]) if turned else units[start])
            arabic = _kind(units[start]) == "AL"
        end = start
    return made


def _stretch(units: Sequence[str], arabic: bool, turned: bool) -> list[str]:
    """Return what stands between two letters from right to left, as it is read."""
    made: list[str] = []
    after = len(units)
    for start, end in reversed(_second_level(units, arabic)):
        made += _first_level(units[end:after], turned)
        made += mended(units[start:end])
        after = start
    return made + _first_level(units[:after], turned)


def _first_level(units: Sequence[str], turned: bool) -> list[str]:
    return [mirrored(unit) if turned != _is_kept(unit) else unit for unit in reversed(units)]


def _is_kept(unit: str) -> bool:
    """Whether a bracket was given as it stands in the file, unlike the others of its line."""
    glyph = getattr(unit, "glyph", None)
    return glyph is not None and glyph.kept


def _second_level(units: Sequence[str], arabic: bool) -> list[tuple[int, int]]:
    """Return the runs of the second level, as `(start, end)` from the left."""
    kinds = [_kind(unit) for unit in units]
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(kinds):
        start = at
        if kinds[at] == "L" or (kinds[at] == "EN" and _letters_follow(kinds, at)):
            at = _end_of_letters(units, kinds, at)
            start, at = _with_brackets(units, start, at)
        elif kinds[at] in ("EN", "AN"):
            at = _end_of_number(kinds, at, arabic)
            if kinds[start] == "EN" and list(units[at : at + 1]) == ["%"]:
                at += 1  # read after its number on whichever side of it somebody drew it
            if kinds[start] == "EN" and not arabic:
                while start > (found[-1][1] if found else 0) and kinds[start - 1] == "ET":
                    start -= 1
        else:
            at += 1
            continue
        if found and found[-1][1] == start:
            start = found.pop()[0]
        found.append((start, at))
    return found


def _letters_follow(kinds: Sequence[str], at: int) -> bool:
    """Whether a letter comes before any Arabic number: then the digits are a part of its run.

    The rules never set digits to the left of letters: whoever wrote them embedded them.
    """
    following = (kind for kind in kinds[at:] if kind in ("L", "AN"))
    return next(following, "") == "L"


def _end_of_letters(units: Sequence[str], kinds: Sequence[str], at: int) -> int:
    """Return the end of a run with letters: signs between them and digits after them join.

    Digits that the file draws before the letters are read before them, and those before a unit:
    "300 km" and "km 300" look the same.
    """
    stop = kinds.index("AN", at) if "AN" in kinds[at:] else len(kinds)
    letters = [place for place in range(at, stop) if kinds[place] == "L"]
    digits = [place for place in range(letters[-1], stop) if kinds[place] == "EN"]
    if not digits or _drawn_before([units[i] for i in digits], [units[i] for i in letters]):
        return letters[-1] + 1
    if _UNIT.fullmatch("".join(units[at : digits[0]])):
        return letters[-1] + 1
    end = digits[-1] + 1
    while end < len(kinds) and kinds[end] == "ET":
        end += 1
    return end


def _drawn_before(digits: Sequence[str], letters: Sequence[str]) -> bool:
    """Whether a file draws digits before letters of the same font: fonts may take turns."""
    first, second = (
        [glyph for unit in units if (glyph := getattr(unit, "glyph", None)) is not None]
        for units in (digits, letters)
    )
    runs = [one.run for one in first], [other.run for other in second]
    if not all(runs) or None in (*runs[0], *runs[1]):
        return False
    fonts = {one.font for one in (*first, *second)}
    return len(fonts) == 1 and max(runs[0]) < min(runs[1])


def _end_of_number(kinds: Sequence[str], at: int, arabic: bool) -> int:
    """Return the end of a number: one separator between digits joins (W4), signs beside it (W5)."""
    kind = kinds[at]
    european = kind == "EN" and not arabic
    joints = ("CS", "ES") if european else ("CS",)
    end = at + 1
    while end < len(kinds):
        if kinds[end] == kind or (european and kinds[end] == "ET"):
            end += 1
        elif kinds[end] in joints and kinds[end - 1 : end + 2 : 2] == [kind, kind]:
            end += 2
        else:
            break
    return end


def _with_brackets(units: Sequence[str], start: int, end: int) -> tuple[int, int]:
    """Return the run with the bracket beside it whose other half stands inside (N0)."""
    for pair in PAIRS:
        if sum(unit in pair for unit in units[start:end]) % 2 == 0:
            continue
        if end < len(units) and units[end] in pair:
            end += 1
        elif start and units[start - 1] in pair and pair[1] in units[start:end]:
            start -= 1
    return start, end
