"""Dates and numbers inside a text: what stands at a position, to be explained."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from viewer.core.language.dates import dates_in
from viewer.core.language.late_pattern import late_pattern

DATE_CONTEXT = 60
"""Code points on either side of a position that are looked at."""
_NUMBER = late_pattern(
    r"(?<![\w.,٫٬/:-])[0-9\u0660-\u0669\u06f0-\u06f9]+"
    r"(?:[.,٫٬][0-9\u0660-\u0669\u06f0-\u06f9]+)*(?![0-9A-Za-z/:])"
)
_WESTERN = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫", "01234567890123456789.")
_EASTERN = str.maketrans("0123456789.,", "٠١٢٣٤٥٦٧٨٩٫٬")
_ERA = late_pattern(r"\s*(?:هـ|ه\b|AH\b|A\.H\.|للهجرة|هجرية?)")
_YEAR = late_pattern(r"1[3-9]\d\d|20\d\d")


class Quantity(NamedTuple):
    """`[start, end)` of a text. `kind`: `date`, `year`, `hijri-year`, `number`.

    `day`: of a date. `hijri`: that is how the text tells it. `value`: of a number or year.
    """

    start: int
    end: int
    kind: str
    day: date | None = None
    hijri: bool = False
    value: float = 0.0


def quantity_at(text: str, offset: int) -> Quantity | None:
    """The date or number that a position of a text touches; a date before the number in it."""
    first = max(0, offset - DATE_CONTEXT)
    near = text[first : offset + DATE_CONTEXT]
    at = offset - first
    for start, end, day, hijri in dates_in(near):
        if start <= at < end:
            return Quantity(first + start, first + end, "date", day, hijri)
    for match in _NUMBER.finditer(near):
        if match.start() <= at < match.end():
            return _number(match, near, first)
    return None


def _number(match: re.Match[str], text: str, first: int) -> Quantity | None:
    plain = match[0].translate(_WESTERN).replace("٬", "")
    if plain.count(",") and re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", plain):
        plain = plain.replace(",", "")
    try:
        value = float(plain)
    except ValueError:
        return None
    place = first + match.start(), first + match.end()
    if _ERA.match(text, match.end()) and 1 <= value <= 1600 and value.is_integer():
        return Quantity(*place, "hijri-year", value=value)
    kind = "year" if _YEAR.fullmatch(match[0].translate(_WESTERN)) else "number"
    return Quantity(*place, kind, value=value)


def other_digits(written: str) -> str:
    """A number in the other digits: Eastern Arabic for Western ones, and the other way round."""
    if re.search("[0-9]", written):
        return written.translate(_EASTERN)
    return written.translate(_WESTERN).replace("٬", ",")


@lru_cache(maxsize=64)
def years(value: int, hijri: bool) -> tuple[int, int] | None:
    """First and last year of the other calendar that a year touches; None outside Umm al-Qura."""
    from hijridate import Gregorian, Hijri

    try:
        if hijri:
            begin, end = Hijri(value, 1, 1).to_gregorian(), Hijri(value, 12, 29).to_gregorian()
        else:
            begin, end = Gregorian(value, 1, 1).to_hijri(), Gregorian(value, 12, 31).to_hijri()
    except (ValueError, OverflowError):
        return None
    return begin.year, end.year
