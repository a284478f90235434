"""The table of contents of an EPUB: its navigation document, or the NCX of older ones."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from viewer.core.parsing.zip_archive import Archive

if TYPE_CHECKING:
    from lxml.etree import _Element as Element
else:
    Element = Any

_TYPE = "{http://www.idpf.org/2007/ops}type"
_DEEP = 12
_MOST = 20_000

Line = tuple[int, str, str]
"""Depth from 1, words, and the place: a member of the archive, or `member#id`."""


def contents(archive: Archive, package: Element, folder: str) -> list[Line]:
    """The lines of the table of contents, in order; none where it is missing or bad."""
    named: dict[str, str] = {}
    for item in package.iter("{*}item"):
        name = posixpath.normpath(posixpath.join(folder, unquote(item.get("href") or "")))
        kind = "nav" if "nav" in (item.get("properties") or "").split() else item.get("media-type")
        named.setdefault(kind or "", name)
    for kind, read in (("nav", _navigation), ("application/x-dtbncx+xml", _ncx)):
        member = archive.named(named.get(kind, ""))
        root = archive.optional_xml(member) if member else None
        if root is not None and (found := list(read(root, member))):
            places = ((level, title, place.partition("#")) for level, title, place in found[:_MOST])
            return [
                (n, title, archive.named(file) + mark + name)
                for n, title, (file, mark, name) in places
            ]
    return []


def _navigation(root: Element, member: str) -> Iterator[Line]:
    for nav in root.iter("{*}nav"):
        if "toc" in (nav.get(_TYPE) or "").split():
            for part in nav.iterchildren("{*}ol"):
                yield from _items(part, member, 1)


def _items(part: Element, member: str, level: int) -> Iterator[Line]:
    for item in part.iterchildren("{*}li") if level <= _DEEP else ():
        for child in item:
            name = str(child.tag).rpartition("}")[2]
            if name == "a" and (title := _words(child)):
                yield level, title, _place(member, child.get("href") or "")
            elif name == "ol":
                yield from _items(child, member, level + 1)


def _ncx(root: Element, member: str, level: int = 1) -> Iterator[Line]:
    points = root.iter("{*}navMap") if level == 1 else (root,)
    for parent in points:
        for point in parent.iterchildren("{*}navPoint") if level <= _DEEP else ():
            label, content = point.find("{*}navLabel"), point.find("{*}content")
            if label is not None and content is not None and (title := _words(label)):
                yield level, title, _place(member, content.get("src") or "")
            yield from _ncx(point, member, level + 1)


def _place(member: str, address: str) -> str:
    path, _, name = address.partition("#")
    target = posixpath.normpath(posixpath.join(posixpath.dirname(member), unquote(path)))
    target = target if path else member
    return f"{target}#{unquote(name)}" if name else target


def _words(element: Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())[:300]
