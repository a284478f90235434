"""What a page says of itself as data: JSON-LD, and the days in it.

Saved pages hold what a template wrote: line feeds inside strings, commas before a bracket, CDATA
marks around the script. All of it is read as the authors meant it.
"""

from __future__ import annotations

import contextlib
import html
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
_WRAPPING = re.compile(r"(?://|/\*)?\s*(?:<!\[CDATA\[|\]\]>|<!--|-->)\s*(?:\*/)?")
_STRING_OR_COMMA = re.compile(r'"(?:[^"\\]|\\.)*"|,(?=\s*[}\]])', re.S)
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?")  # seconds or milliseconds, from 2001 to 2033
_IN_ADDRESS = re.compile(
    r"[/=-](?P<y>(?:19|20)\d\d)(?P<sep>[/-]?)(?P<m>\d\d|[a-z]{3,9}|(?<=/)\d)(?P=sep)(?P<d>\d\d?)(?!\d)",
    re.I,
)
_INSIDE = ("@graph", "mainEntity", "mainEntityOfPage", "hasPart")
_PREFIX = re.compile(r"(?:schema:|https?://schema\.org/)")
_DEEP = 6


def nodes(script: str) -> Iterator[dict[str, Any]]:
    """Yield the things that a JSON-LD script tells of, outer ones first; none if broken."""
    text = _WRAPPING.sub("", script).strip().rstrip(";")
    if text.lstrip("[").startswith("{&quot;"):
        text = html.unescape(text)
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
        yield {_PREFIX.sub("", name, count=1): value for name, value in data.items()}
        for name in _INSIDE:
            yield from _inside(data.get(name), depth + 1)


def stated(value: Any) -> str:
    """Return what a value of linked data says: the first of a list, the text of a typed one."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("@value")
    return "" if value is None else str(value)


def day_in_address(address: str) -> str | None:
    """Return the day that the address of a page names, ISO 8601: `…/2023/11/12/…`."""
    match = _IN_ADDRESS.search(address)
    if match is None:
        return None
    day = dates.parse(f"{match['d']} {match['m']} {match['y']}") if match["m"].isalpha() else None
    if day is not None:
        return day.isoformat()
    return _iso(_ISO.match(f"{match['y']}-{match['m']:0>2}-{match['d']:0>2}"))


def iso_day(text: str) -> str | None:
    """The day that begins `text` as an ISO 8601 date; None for none or an impossible one."""
    return _iso(_ISO.match(text))


def stated_day(text: str) -> str | None:
    """Return the day that a field of data states, ISO 8601.

    Also written compactly, as RFC 822 (mail, feeds), with the day first, as most of the world does,
    or as seconds or milliseconds since 1970; what is none of that and no date in words is None.
    """
    text = text.strip()[:100]
    found = iso_day(text) or _iso(_COMPACT.fullmatch(text)) or _iso(_SLASHED.match(text))
    if found:
        return found
    if _EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(text[:10]), UTC).date().isoformat()
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
