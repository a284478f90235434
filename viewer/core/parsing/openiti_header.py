"""The header of an OpenITI text: what it says about the book, without the book."""

from __future__ import annotations

import re

_END_OF_HEADER = re.compile(r"^#META#Header#End#.*$", re.M)
_FIELD = re.compile(r"#META#\s*(?:\d+\.)?([A-Za-z]\w*)\s*(?:::|:|\t)\s*(.+)")
_MAGIC_LINE = re.compile(r"\A######OpenITI#.*\n?")


def halves(source: str) -> tuple[dict[str, str], str]:
    """Return the fields of the header and the text after it."""
    match = _END_OF_HEADER.search(source)
    header, body = (source[: match.start()], source[match.end() :]) if match else ("", source)
    if not match:
        body = "\n".join(line for line in body.split("\n") if not line.startswith("#META#"))
    return _fields(header), _MAGIC_LINE.sub("", body)


def title_in_head(source: str) -> str | None:
    """Return the title in the beginning of such a text; None where it is none, or says nothing."""
    return title_among(_fields(source)) if _MAGIC_LINE.match(source) else None


def title_among(fields: dict[str, str]) -> str | None:
    return first_of(fields, "BookTITLE", "BookTitle", "Title")


def first_of(fields: dict[str, str], *names: str) -> str | None:
    """Return the first of these fields that is filled in."""
    return next((fields[name] for name in names if name in fields), None)


def _fields(header: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in header.split("\n"):
        if (field := _FIELD.match(line)) and field[2].strip() not in ("NODATA", "NOTGIVEN", "NA"):
            found.setdefault(field[1], field[2].strip())
    return found
