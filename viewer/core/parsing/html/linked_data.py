"""What a page says of itself as data: JSON-LD, and the days in it.

Saved pages hold what a template wrote: line feeds inside strings, commas before a bracket, CDATA
marks around the script. All of it is read as the authors meant it.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from viewer.core.language import dates

_ISO = re.compile(r"\s*(\d{4})-(\d\d)-(\d\d)(?![\d-])")
_COMPACT = re.compile(r"\s*(\d{4})(\d\d)(\d\d)(?:T?\d{4,6}\S*)?\s*")
_SLASHED = re.compile(r"\s*(\d{4})[/.](\d\d?)[/.](\d\d?)(?!\d)")
_SINCE_1970 = re.compile(r"\d{10}(?:\d{3})?")
_WRAPPING = re.compile(r"(?://|/\*)?\s*(?:<!\[CDATA\[|\]\]>|<!--|-->)\s*(?:\*/)?")
_STRING_OR_COMMA = re.compile(r'"(?:[^"\\]|\\.)*"|,(?=\s*[}\]])', re.S)
_INSIDE = ("@graph", "mainEntity", "mainEntityOfPage")
_DEEP = 6


def nodes(script: str) -> Iterator[dict[str, Any]]:
    """Yield the things that a JSON-LD script tells of, outer ones first; none if broken."""
    text = _WRAPPING.sub("", script)
    for attempt in (text, _STRING_OR_COMMA.sub(_without_comma, text)):
        with contextlib.suppress(ValueError, RecursionError):
            yield from _inside(json.loads(attempt, strict=False), 0)
            return


def _without_comma(match: re.Match[str]) -> str:
    return "" if match[0] == "," else match[0]


def _inside(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEP:
        return
    if isinstance(data, list):
        for each in data:
            yield from _inside(each, depth + 1)
    elif isinstance(data, dict):
        yield data
        for name in _INSIDE:
            yield from _inside(data.get(name), depth + 1)


def value_of(data: Any) -> str:
    """Return a property as text: the first one of a list, the value of a typed one."""
    for _ in range(_DEEP):
        if isinstance(data, list):
            data = data[0] if data else ""
        elif isinstance(data, dict):
            data = data.get("@value", "")
    return "" if data is None else str(data)


def iso_day(text: str) -> str | None:
    """The day that begins `text` as an ISO 8601 date; None for none or an impossible one."""
    return _iso(_ISO.match(text))


def stated_day(text: str) -> str | None:
    """Return the day that a field of data states, ISO 8601.

    Also written compactly, as RFC 822 (mail, feeds), with the day first, as most of the world does,
    or as seconds or milliseconds since 1970; what is none of that and no date in words is None.
    """
    text = text.strip()[:100]
    if _SINCE_1970.fullmatch(text):
        return datetime.fromtimestamp(int(text[:10]), UTC).date().isoformat()
    found = iso_day(text) or _iso(_COMPACT.fullmatch(text)) or _iso(_SLASHED.match(text))
    if found:
        return found
    with contextlib.suppress(ValueError, TypeError, IndexError, OverflowError):
        return parsedate_to_datetime(text).date().isoformat()
    day = dates.parse(text, day_first=True)
    return day.isoformat() if day else None


def _iso(match: re.Match[str] | None) -> str | None:
    if not match:
        return None
    try:
        return date(*map(int, match.groups())).isoformat()
    except ValueError:
        return None
