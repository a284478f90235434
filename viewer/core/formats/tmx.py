"""TMX: translation memories. A unit is a `tu`, a side one of its languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.core.parsing.bilingual.sides import Entry, clean_tag, in_parts, sides_of, visible
from viewer.core.parsing.read_bytes import read
from viewer.core.parsing.xml_stream import as_utf8, entries, local
from viewer.core.text.document import Document, joined

if TYPE_CHECKING:
    from lxml.etree import _Element

VERSION = 1

_LIMIT = 512 << 20
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LANGUAGE = re.compile(rb"""<tu(?:v\b(?:[^<>]*?\blang\s*=\s*["']([^"'<>]*))?|[\s>])""")


def load(path: Path, encoding: str | None = None, language: str | None = None) -> Document:
    """The document in `path`, of the first side. Raises `Unreadable`."""
    return joined(parts(path, encoding, language))


def parts(
    path: Path, encoding: str | None = None, language: str | None = None
) -> Iterator[Document]:
    """The same bit by bit. The file knows its languages: `language` changes nothing."""
    data, found = as_utf8(path, read(path, _LIMIT), encoding)
    groups = _groups(data)
    sides = sides_of(groups.values())
    by_language = {tag: side for side, tag in sides.items()}
    side_of = {tag: by_language.get(group, "") for tag, group in groups.items()}
    units = (_unit(tu, side_of) for tu in entries(path, data, "tmx", ("tu",)))
    tags = groups.values()
    yield from in_parts(units, sides, "tmx", path, tags, format_version=VERSION, encoding=found)


def _groups(data: bytes) -> dict[str, str]:
    """The language tags of a file -> the language of the side each belongs to.

    `en-US` in one unit and `en` in another are one side, unless a unit somewhere has both.
    """
    seen: dict[bytes, str] = {}
    together: set[tuple[str, str]] = set()
    unit: set[str] = set()
    for match in _LANGUAGE.finditer(data):
        raw = match[1]
        if raw is None and match[0][-1:] != b"v":
            unit = set()
            continue
        tag = seen.get(raw or b"")
        if tag is None:
            tag = seen[raw or b""] = clean_tag((raw or b"").decode("utf-8", "replace"))
        if len(together) < 1000:
            together.update((tag, other) for other in unit if other != tag)
        unit.add(tag)
    tags = list(dict.fromkeys(seen.values()))
    apart = {tag.partition("-")[0] for tag, other in together if _akin(tag, other)}
    lone = {short for short in map(_short, tags) if sum(_short(t) == short for t in tags) == 1}
    return {tag: tag if _short(tag) in apart | lone else _short(tag) for tag in tags}


def _short(tag: str) -> str:
    return tag.partition("-")[0]


def _akin(tag: str, other: str) -> bool:
    return _short(tag) == _short(other)


def _unit(tu: _Element, side_of: dict[str, str]) -> Entry:
    for tuv in tu:
        if local(tuv) != "tuv":
            continue
        tag = clean_tag(tuv.get(_XML_LANG) or tuv.get("lang") or "")
        side = side_of.get(tag)
        for seg in tuv if side else ():
            if local(seg) == "seg":
                yield side or "", visible(seg)
