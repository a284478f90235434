"""EPUB books: the chapters of the spine one after another, in one document."""

from __future__ import annotations

import html
import posixpath
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from viewer.core.base.errors import Unreadable
from viewer.core.language.file_names import resolve_language
from viewer.core.parsing.html.epub_toc import contents
from viewer.core.parsing.html.frames import frames_of
from viewer.core.parsing.html.html_reader import MarkupReader, parse
from viewer.core.parsing.html.linked_data import iso_day
from viewer.core.parsing.html.links import Packed
from viewer.core.parsing.zip_archive import Archive, parse_xml
from viewer.core.text import encodings
from viewer.core.text.document import Document, OutlineEntry
from viewer.core.text.document_builder import Builder

if TYPE_CHECKING:
    from lxml.etree import _Element as Element
else:
    Element = Any

VERSION = 1

_XHTML = "{http://www.w3.org/1999/xhtml}"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NAMED = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,31});")
_DOCTYPE = re.compile(rb"<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>", re.I)
_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document")


def load(path: Path, encoding: str | None = None, language: str | None = None) -> Document:
    """The document in `path`. Raises `Unreadable`."""
    archive = Archive(path)
    package, folder = _package(archive)
    builder = Builder()
    said: list[tuple[str, str]] = []
    spine, missing = _spine(package, folder, archive)
    for member in spine:
        data = archive.read(member)
        root = _page(archive, data) if data else None
        body = _find(root, "body") if root is not None else None
        if root is None or body is None:
            missing.append(member)
            continue
        said.append((_language(root) or _language(body), body.get("dir") or root.get("dir") or ""))
        builder.anchor(member)
        reader = MarkupReader(
            builder, lambda _, inherited: inherited, Packed(member, archive.named)
        )
        try:
            reader.read(body)
        except RecursionError as error:
            raise Unreadable(path, "broken", "nested too deep") from error
        for name in frames_of(body):
            builder.omit("frame", name)
    if not said:
        raise Unreadable(path, "broken", "no chapters")
    about = _about(package)
    declared = about.pop("language") or next((tag for tag, _ in said if tag), None)
    for name in missing:
        builder.omit("chapter", name)
    document = builder.document("epub", format_version=VERSION, path=path, **about)
    document.contents = tuple(
        OutlineEntry(level, title, document.anchors[place])
        for level, title, place in contents(archive, package, folder)
        if place in document.anchors
    )
    head = document.lines.slice(0, 20_000)
    runs = _direction(package, said)
    document.language, document.direction = resolve_language(
        language, declared, str(path), head, runs
    )
    if language is None and document.language == "und":
        document.direction = runs or document.direction
    return document


def _package(archive: Archive) -> tuple[Element, str]:
    """The root of the package document, and the folder it is in."""
    if (locked := archive.read("META-INF/encryption.xml")) and b"html" in locked:
        raise Unreadable(archive.path, "encrypted", "encrypted chapters")
    container = archive.optional_xml("META-INF/container.xml")
    name = ""
    for element in container.iter("{*}rootfile") if container is not None else ():
        name = name or unquote(element.get("full-path") or "")
    name = archive.named(name)
    package = archive.xml(name) if name else None
    if package is None:
        raise Unreadable(archive.path, "broken", "no package")
    return package, posixpath.dirname(name)


def _spine(package: Element, folder: str, archive: Archive) -> tuple[list[str], list[str]]:
    """The members to be read, those beside the line of the story last, and those not there."""
    items = {
        item.get("id"): (
            posixpath.normpath(
                posixpath.join(folder, unquote((item.get("href") or "").partition("#")[0]))
            ),
            (item.get("media-type") or _PAGES[0]) in _PAGES,
        )
        for item in package.iter("{*}item")
    }
    locked = _locked(archive)
    found: dict[bool, list[str]] = {True: [], False: []}
    missing: list[str] = []
    for reference in package.iter("{*}itemref"):
        key = reference.get("idref") or ""
        name, is_page = items.get(key, (key, False))
        member = archive.named(name) if is_page else ""
        if member and member not in locked:
            found[reference.get("linear") != "no"].append(member)
        else:
            missing.append(name)
    return list(dict.fromkeys(found[True] + found[False])), missing


def _locked(archive: Archive) -> set[str]:
    """The members that only a shop's own program can read."""
    told = archive.optional_xml("META-INF/encryption.xml")
    links = told.iter("{*}CipherReference") if told is not None else ()
    return {archive.named(unquote(link.get("URI") or "")) for link in links}


def _page(archive: Archive, data: bytes) -> Element | None:
    """The root of a chapter: as XML, where it is; else mended as a browser does."""
    text, _ = encodings.decode(data, encodings.detect(data)) if not _is_utf8(data) else ("", None)
    source = text.encode() if text else data
    plain = _NAMED.sub(_letter, _DOCTYPE.sub(b"", source, count=1))
    try:
        root = parse_xml(archive.path, re.sub(rb"\A\s*<\?xml[^>]*>", b"", plain))
    except Unreadable:
        return parse(source.decode("utf-8", "replace"))
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag.startswith(_XHTML):
            element.tag = element.tag[len(_XHTML) :]
    return root


def _is_utf8(data: bytes) -> bool:
    return encodings.is_utf8(data)


def _letter(match: re.Match[bytes]) -> bytes:
    """The letter that a named entity of HTML stands for."""
    found = html.unescape(match[0].decode("ascii"))
    return match[0] if found.startswith("&") else found.encode()


def _find(root: Element, name: str) -> Element | None:
    return next((part for part in root.iter() if part.tag == name), None)


def _language(element: Element) -> str:
    return (element.get(_XML_LANG) or element.get("lang") or "").strip()


def _direction(package: Element, said: list[tuple[str, str]]) -> str | None:
    """What the chapters say, else the way in which the pages follow one another."""
    for _, direction in said:
        if direction in ("rtl", "ltr"):
            return direction
    for spine in package.iter("{*}spine"):
        if (direction := spine.get("page-progression-direction")) in ("rtl", "ltr"):
            return direction
    return None


def _about(package: Element) -> dict[str, str | None]:
    found: dict[str, str] = {}
    for element in package.iter("{http://purl.org/dc/elements/1.1/}*"):
        name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        text = " ".join("".join(map(str, element.itertext())).split())
        if text and name == "creator" and name in found:
            found[name] += f"; {text}"
        elif text:
            found.setdefault(name, text)
    return {
        "title": found.get("title"),
        "author": found.get("creator"),
        "date": iso_day(found.get("date", "")),
        "language": found.get("language"),
    }
