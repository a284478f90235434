"""The parts of a Word document (.docx), and ways through their elements."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from viewer.core.base.errors import Unreadable
from viewer.core.parsing.office.docx_styles import DocxStyles, Numbering, W, local
from viewer.core.parsing.zip_archive import Archive, parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element as Element
else:
    Element = Any

_STRICT = (
    (b"purl.oclc.org/ooxml/wordprocessingml/main",
     b"schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"purl.oclc.org/ooxml/officeDocument/relationships",
     b"schemas.openxmlformats.org/officeDocument/2006/relationships"),
)  # fmt: skip


class Package:
    """The parts of a .docx. Raises `Unreadable` where there is no document in it."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._main = "word/document.xml"
        for kind, target in self._relations("").values():
            if kind == "officeDocument":
                self._main = target
        document = self._part(self._main)
        if document is None or local(document) != "document":
            raise Unreadable(archive.path, "broken", "no document")
        self.document = document
        self.relations = self._relations(self._main)
        self.styles = DocxStyles(self._of_kind("styles"))
        self._numbering = self._of_kind("numbering")

    def numbering(self) -> Numbering:
        return Numbering(self._numbering, self.styles)

    def notes(self, kind: str) -> dict[str, Element]:
        """The footnotes, endnotes or comments by their id."""
        root = self._of_kind(kind)
        return {} if root is None else {note.get(W + "id") or "": note for note in root}

    def about(self) -> dict[str, str | None]:
        """Title, author and date, as they stand there."""
        found: dict[str, str] = {}
        root = self._archive.optional_xml("docProps/core.xml")
        for child in root if root is not None else ():
            if text := (child.text or "").strip():
                found[local(child)] = text
        date = found.get("created") or found.get("modified")
        return {"title": found.get("title"), "author": found.get("creator"), "date": date}

    def member(self, target: str) -> str:
        """The name of a member that a relation leads to; empty where there is none."""
        return target if target in self._archive else ""

    def _part(self, name: str) -> Element | None:
        data = self._archive.read(name)
        if data is None:
            return None
        for old, new in _STRICT:
            data = data.replace(old, new)
        return parse_xml(self._archive.path, data, name)

    def _of_kind(self, kind: str) -> Element | None:
        for other, target in self.relations.values():
            if other == kind:
                try:
                    return self._part(target)
                except Unreadable as error:
                    if error.reason != "broken":
                        raise
        return None

    def _relations(self, name: str) -> dict[str, tuple[str, str]]:
        """Id -> (kind, member or address); an address from outside has the kind `outside`."""
        folder, base = posixpath.split(name)
        root = self._archive.optional_xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for relation in root if root is not None else ():
            target = relation.get("Target") or ""
            kind = (relation.get("Type") or "").rpartition("/")[2]
            if relation.get("TargetMode") == "External":
                kind = "outside"
            else:
                target = posixpath.normpath(posixpath.join("/", folder, unquote(target)))[1:]
            found[relation.get("Id") or ""] = (kind, target)
        return found


def unwrapped(element: Element) -> Iterator[Element]:
    """The children, those of content controls and accepted changes in place of them."""
    for child in element:
        if local(child) == "sdt":
            content = child.find(W + "sdtContent")
            yield from unwrapped(content) if content is not None else ()
        elif local(child) in ("ins", "moveTo", "customXml", "smartTag"):
            yield from unwrapped(child)
        else:
            yield child


def rows_of(table: Element) -> Iterator[Element]:
    """The rows that were not deleted."""
    for row in unwrapped(table):
        if local(row) == "tr" and row.find(f"{W}trPr/{W}del") is None:
            yield row


def cells_of(row: Element) -> Iterator[Element]:
    return (cell for cell in unwrapped(row) if local(cell) == "tc")


def choice_of(element: Element) -> Element | None:
    """Of the versions of something the first: the newest."""
    return next((child for child in element if local(child) in ("Choice", "Fallback")), None)
