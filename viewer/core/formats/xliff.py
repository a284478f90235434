"""XLIFF 1.x and 2.x: translations under way. A unit is a `trans-unit`, or a segment of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.core.parsing.bilingual.sides import (
    Entry,
    clean_tag,
    guessed_sides,
    in_parts,
    sides_of,
    visible,
)
from viewer.core.parsing.read_bytes import read
from viewer.core.parsing.xml_stream import as_utf8, entries, local
from viewer.core.text.document import Document, joined

if TYPE_CHECKING:
    from lxml.etree import _Element

VERSION = 1

_LIMIT = 512 << 20
_SAMPLE = 50
_HEADER = "x-gettext-domain-header"  # what converters make of the head of a PO file
_LANGUAGE = re.compile(
    rb"""\b(?:(source-language|srcLang)|target-language|trgLang)\s*=\s*["']([^"'<>]*)"""
)

Pair = tuple[str, str]
"""Source and target of a unit; empty where there is none."""


def load(path: Path, encoding: str | None = None, language: str | None = None) -> Document:
    """The document in `path`, of the first side. Raises `Unreadable`."""
    return joined(parts(path, encoding, language))


def parts(
    path: Path, encoding: str | None = None, language: str | None = None
) -> Iterator[Document]:
    """The same bit by bit. The file knows its languages: `language` changes nothing."""
    data, found = as_utf8(path, read(path, _LIMIT), encoding)
    source, target = _languages(path, data)
    sides = sides_of((source, target))
    by_language = {tag: side for side, tag in sides.items()}
    first, second = by_language[source], by_language[target]
    units: Iterator[Entry] = (((first, s), (second, t)) for s, t in _pairs(path, data))
    yield from in_parts(units, sides, "xliff", path, format_version=VERSION, encoding=found)


def _languages(path: Path, data: bytes) -> tuple[str, str]:
    """Those that the file names first; what it does not say is told by its text."""
    named = {"source": "und", "target": "und"}
    for match in _LANGUAGE.finditer(data):
        name = "source" if match[1] else "target"
        if named[name] == "und":
            named[name] = clean_tag(match[2].decode("utf-8", "replace"))
        if "und" not in named.values():
            break
    source, target = named["source"], named["target"]
    if "und" in (source, target):
        sample = list(islice(_pairs(path, data), _SAMPLE))
        texts = [" ".join(pair[at] for pair in sample) for at in (0, 1)]
        guesses = guessed_sides(texts, ("und", "und"))
        source = source if source != "und" else guesses[0]
        target = target if target != "und" else guesses[1]
    # Two languages of one name are told apart, so that none of the text is lost.
    return source, target if target != source else f"{target}-x-target"


def _pairs(path: Path, data: bytes) -> Iterator[Pair]:
    for element in entries(path, data, "xliff", ("trans-unit", "unit")):
        if local(element) == "unit":
            for part in element:
                if local(part) in ("segment", "ignorable"):
                    yield _texts(part)
        elif element.get("restype") != _HEADER:
            yield from _trans_unit(element)


def _child(element: _Element, name: str) -> _Element | None:
    return next((child for child in element if local(child) == name), None)


def _texts(element: _Element) -> Pair:
    source, target = (_child(element, name) for name in ("source", "target"))
    return (
        visible(source) if source is not None else "",
        visible(target) if target is not None else "",
    )


def _trans_unit(element: _Element) -> Iterable[Pair]:
    """Segment by segment where source and target are cut into the same ones, else as a whole."""
    sources = _segments(_child(element, "seg-source"))
    targets = _segments(_child(element, "target"))
    if len(sources) < 2 or (targets and targets.keys() != sources.keys()):
        return [_texts(element)]
    if not targets and _texts(element)[1].strip():
        return [_texts(element)]
    return [(text, targets.get(name, "")) for name, text in sources.items()]


def _segments(element: _Element | None) -> dict[str, str]:
    """The text of each `<mrk mtype="seg">` by its name; none when two have the same."""
    found: dict[str, str] = {}
    for mark in element.iter() if element is not None else ():
        if local(mark) == "mrk" and mark.get("mtype") == "seg":
            name = mark.get("mid", "")
            if name in found:
                return {}
            found[name] = visible(mark)
    return found
