"""When the documents of a corpus are from, without opening each: names, heads of files, a cache."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import NamedTuple

from viewer.core import formats
from viewer.core.base.errors import Unreadable
from viewer.core.language.arabic import fold
from viewer.core.language.file_names import date_in_name, resolve_language
from viewer.core.parsing.read_bytes import encoding_of, read_head, text_of
from viewer.core.text.document import Document

HEAD = 16_000
"""Bytes of a plain text that are read for its date."""
DATED = frozenset(("html", "md", "docx", "odt", "rtf", "epub", "pdf"))
"""Formats beside plain text whose files tell a date."""

_WHEN = r"[12]\d{3}(?:-\d\d?(?:-\d\d?)?)?"
_PERIOD = re.compile(rf"({_WHEN})(?:(\.\.)({_WHEN})?)?|\.\.({_WHEN})")


class Period(NamedTuple):
    """Days from `first` to `last`, both of it, as ISO 8601; compared as text."""

    first: str
    last: str

    def has(self, day: str | None) -> bool:
        return day is not None and self.first <= day <= self.last


def period(word: str) -> Period | None:
    """`2021`, `2021-07`, `2021-07-03`, `2021-07..2021-12`, `2021..`, `..2021`; None of others."""
    match = _PERIOD.fullmatch(fold(word).text)
    if match is None:
        return None
    first, dots, last, only_last = match.groups()
    if only_last:
        return Period("", _end(only_last))
    return Period(_begin(first), _end(last) if last else "9" if dots else _end(first))


def _begin(when: str) -> str:
    return "-".join(part.zfill(2) for part in when.split("-"))


def _end(when: str) -> str:
    """Later than every day of a year or month, not later than the next."""
    return f"{_begin(when)}~" if when.count("-") < 2 else _begin(when)


def date_in_head(path: Path) -> str | None:
    """The day that a plain text tells at its beginning."""
    from viewer.core.parsing.news import furniture  # here: not part of the start

    try:
        data = read_head(path, HEAD)
        text, _ = text_of(path, data, encoding_of(path, data, None))
    except Unreadable:
        return None
    document = Document.of_text(text)
    document.language, document.direction = resolve_language(None, None, str(path), text[:2000])
    furniture.mark(document)
    return document.date


def is_plain(name: str) -> bool:
    return _format(name) == "txt"


def can_tell(name: str) -> bool:
    """Whether a file of that name may say when it is from, or the name does."""
    found = _format(name)
    return found == "txt" or found in DATED or date_in_name(name) is not None


def _format(name: str) -> str | None:
    return formats.SUFFIXES.get(os.path.splitext(name)[1].lower())
