"""What the documents of a corpus are called, without opening each: their first lines, a cache."""

from __future__ import annotations

import re
from pathlib import Path

from viewer.core.base.errors import Unreadable
from viewer.core.parsing import openiti_header
from viewer.core.parsing.read_bytes import encoding_of, read_head, text_of
from viewer.core.text.document import Document

TITLE_HEAD_BYTES = 4_000
"""Bytes of a plain text in which its first line is looked for."""
LONGEST_TITLE = 160
"""Code points of a title."""
LARGEST_BYTES = 20_000_000
"""Bytes from which a file that has to be parsed keeps its name as its title."""
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
_LINES_TRIED = 20
"""Lines among which the first one with letters is the title."""


def title_in_head(path: Path) -> str | None:
    """The first line with letters in it of a plain text; None for none, or an unreadable file."""
    try:
        data = read_head(path, TITLE_HEAD_BYTES)
        text, _ = text_of(path, data, encoding_of(path, data, None))
    except Unreadable:
        return None
    said = openiti_header.title_in_head(text.removeprefix("\ufeff"))
    return _first_line([said or "", *text.splitlines()[:_LINES_TRIED]])


def title_of(document: Document) -> str | None:
    """What a document says it is called, else its first heading, else its first line."""
    said = [document.title or ""]
    headings = [entry.title for entry in document.contents[:1]]
    blocks = (document.lines.block(at) for at in range(min(len(document), _LINES_TRIED)))
    return _first_line([*said, *headings, *blocks])


def _first_line(lines: list[str]) -> str | None:
    for line in lines:
        words = " ".join(_UNSEEN.sub("", line).split())
        if any(letter.isalpha() for letter in words):
            return words[:LONGEST_TITLE]
    return None
