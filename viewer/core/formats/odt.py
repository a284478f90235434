"""OpenDocument texts, packed (.odt) or in one XML file (.fodt)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from viewer.core.base.errors import Unreadable
from viewer.core.language.arabic import direction_of_language, guess_language
from viewer.core.language.file_names import resolve_language
from viewer.core.parsing.html.linked_data import iso_day
from viewer.core.parsing.office.odf_body import OdfReader, number_pictures
from viewer.core.parsing.office.odf_styles import OFFICE, OdfStyles
from viewer.core.parsing.read_bytes import read
from viewer.core.parsing.zip_archive import MEMBER_SIZE, Archive, parse_xml
from viewer.core.text.document import Document
from viewer.core.text.document_builder import Builder

if TYPE_CHECKING:
    from lxml.etree import _Element as Element
else:
    Element = Any

VERSION = 1


def load(path: Path, encoding: str | None = None, language: str | None = None) -> Document:
    """The document in `path`. Raises `Unreadable`."""
    try:
        roots, archive = _roots(path)
        return _document(path, roots, archive, language)
    except RecursionError as error:
        raise Unreadable(path, "broken", "nested too deep") from error


def _roots(path: Path) -> tuple[list[Element], Archive | None]:
    """The XML of styles, content and what is told about it, in this order."""
    if path.suffix.lower() == ".fodt":
        return [parse_xml(path, number_pictures(read(path, MEMBER_SIZE)))], None
    archive = Archive(path)
    manifest = archive.read("META-INF/manifest.xml") or b""
    if b"encryption-data" in manifest and b"content.xml" in manifest:
        raise Unreadable(path, "encrypted")
    content = archive.xml("content.xml")
    if content is None:
        raise Unreadable(path, "broken", "no content.xml")
    others = (archive.optional_xml("styles.xml"), archive.optional_xml("meta.xml"))
    return [root for root in (others[0], content, others[1]) if root is not None], archive


def _document(
    path: Path, roots: list[Element], archive: Archive | None, language: str | None
) -> Document:
    body = next((b for root in roots if (b := root.find(f"{OFFICE}body/{OFFICE}text")) is not None),
                None)  # fmt: skip
    if body is None:
        raise Unreadable(path, "broken", "no text in it")
    builder = Builder()
    styles = OdfStyles(roots)
    reader = OdfReader(builder, styles, lambda name: archive is not None and name in archive, body)
    reader.blocks(body)
    reader.notes()
    document = builder.document("odt", format_version=VERSION, path=path, **_about(roots))
    head = document.lines.slice(0, 20_000)
    declared = _declared(reader, guess_language(head))
    document.language, document.direction = resolve_language(language, declared, str(path), head)
    return document


def _declared(reader: OdfReader, seen: str) -> str | None:
    """The tag of most letters; that of a template only where the text does not look otherwise."""
    key = "bidi" if direction_of_language(seen) == "rtl" else "val"
    said = [(count, tag, own) for (k, tag, own), count in reader.languages.items() if k == key]
    if not said:
        return None
    _, tag, own = max(said)
    fits = seen == "und" or tag.partition("-")[0] == seen.partition("-")[0]
    return tag if own or fits else None


def _about(roots: list[Element]) -> dict[str, str | None]:
    found: dict[str, str] = {}
    for root in roots:
        meta = root.find(OFFICE + "meta")
        for child in meta if meta is not None else ():
            if isinstance(child.tag, str) and (text := (child.text or "").strip()):
                found.setdefault(child.tag.rpartition("}")[2], text)
    date = found.get("creation-date") or found.get("date") or ""
    author = found.get("initial-creator") or found.get("creator")
    return {"title": found.get("title"), "author": author, "date": iso_day(date)}
