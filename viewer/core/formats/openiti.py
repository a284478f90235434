"""OpenITI mARkdown: classical Arabic texts with their sections and the pages to cite.

The scheme: https://alraqmiyyat.github.io/mARkdown/. A page mark stands at the end of its page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from viewer.core.language.file_names import resolve_language
from viewer.core.parsing.openiti_header import first_of, halves, title_among
from viewer.core.parsing.read_bytes import encoding_of, read, text_of
from viewer.core.text.document import Document
from viewer.core.text.document_builder import Builder

VERSION = 1

VERSE_GAP = "\u2003\u2003"
"""What stands between the two halves of a verse."""

_LIMIT = 128 << 20
_PAGE = re.compile(r"\s*\bPage(?:End)?V(\d+)P(\d+[A-Z]?)\b")
_MILESTONE = re.compile(r"\s*\bms[A-Z]?\d+\b")
_QURAN = re.compile(r"\s*@Q[BE]@\s*")
_VERSE = re.compile(r"\s*%~%\s*")
_SECTION = re.compile(r"###\s*(\|+|[$@]+\w*@?|)\s*(?:(?:EDITOR|PARATEXT)\|)?\s*(.*)", re.S)


def load(path: Path, encoding: str | None = None, language: str | None = None) -> Document:
    """Return the document in `path`. Raises `Unreadable`."""
    data = read(path, _LIMIT)
    source, found = text_of(path, data, encoding_of(path, data, encoding))
    header, body = halves(source.removeprefix("\ufeff"))
    builder = Builder()
    waiting: list[_Unit] = []
    level = 0
    for line in _logical_lines(body):
        pages = [_cited(*mark.groups()) for mark in _PAGE.finditer(line)]
        unit = _unit(_bare(line), level)
        level = unit.level if unit.kind == "heading" and not unit.entry else level
        waiting.append(unit)
        if page := next(filter(None, pages), ""):
            _write(builder, waiting, page)
            waiting = []
            # What goes on after a mark is on a later page; its block began on this one.
    _write(builder, waiting, "")
    document = builder.document("openiti", format_version=VERSION, path=path, encoding=found)
    head = document.lines.slice(0, 20_000)
    document.language, document.direction = resolve_language(language, None, str(path), head)
    document.title = title_among(header)
    document.author = first_of(header, "AuthorNAME", "AuthorAKA", "AuthorName", "Author")
    return document


class _Unit:
    """A block to be: its text and kind; `entry`: a heading of an entry, not of a section."""

    def __init__(self, text: str, kind: str = "paragraph", level: int = 0, entry: bool = False):
        self.text, self.kind, self.level, self.entry = text, kind, level, entry


def _logical_lines(body: str) -> Iterator[str]:
    """Yield the lines with those that continue them."""
    made: list[str] = []
    for line in map(str.strip, body.split("\n")):
        if line.startswith("~~") or (made and line and not line.startswith("#")):
            made.append(line.removeprefix("~~").strip())
            continue
        if made:
            yield " ".join(made)
        made = [line] if line else []
    if made:
        yield " ".join(made)


def _bare(line: str) -> str:
    """Return a line without the marks that are not read."""
    line = _MILESTONE.sub("", _PAGE.sub("", line))
    return _VERSE.sub(VERSE_GAP, _QURAN.sub(" ", line)).strip()


def _unit(line: str, level: int) -> _Unit:
    if match := _SECTION.match(line):
        mark, text = match.groups()
        if mark.startswith("|"):
            return _Unit(text.strip(), "heading", min(len(mark), 6))
        if mark and len(text) <= 120:
            return _Unit(text.strip(), "heading", min(level + 1, 6), entry=True)
        return _Unit(text.strip())
    return _Unit(line.lstrip("#").strip())


def _cited(volume: str, page: str) -> str:
    """Return a page as it is cited: `2/15`, or `15` in a work of one volume without a number."""
    volume, page = volume.lstrip("0"), page.lstrip("0")
    return f"{volume}/{page}" if volume and page else page


def _write(builder: Builder, units: list[_Unit], page: str) -> None:
    """Add blocks that are on one page; the first that shows something bears its number."""
    for unit in units:
        if builder.add(unit.text, unit.kind, level=unit.level, locator=page) is not None:
            page = ""
