"""HTML pages: their visible text. Scripts never run, nothing is fetched."""

from __future__ import annotations

import codecs
import re
from email import message_from_bytes
from pathlib import Path

from viewer.core.base.errors import Unreadable
from viewer.core.language.file_names import resolve_language
from viewer.core.parsing.html import main_content as story
from viewer.core.parsing.html.frames import frames_of
from viewer.core.parsing.html.html_reader import MarkupReader, parse
from viewer.core.parsing.html.page_metadata import PageMetadata
from viewer.core.parsing.read_bytes import encoding_of, read, text_of
from viewer.core.text import encodings
from viewer.core.text.document import Document, Encoding
from viewer.core.text.document_builder import Builder

VERSION = 1

_LIMIT = 64 << 20
_ARCHIVES = (".mhtml", ".mht")
_HEAD = 4096  # bytes in which a page may declare its encoding
_DECLARED = re.compile(
    rb"""<\?xml[^>]*?encoding\s*=\s*["']([^"']+)|<meta[^>]+?charset\s*=\s*["']?\s*([\w.:-]+)""",
    re.I,
)


def load(path: Path, encoding: str | None = None, language: str | None = None) -> Document:
    """The document in `path`. Raises `Unreadable`."""
    data = read(path, _LIMIT)
    if path.suffix.lower() in _ARCHIVES:
        data, named = _page_in_archive(data)
        encoding = encoding or named
    text, found = text_of(path, data, _encoding(path, data, encoding))
    root = parse(text)
    builder = Builder()
    if root is None:
        return builder.document("html", format_version=VERSION, path=path, encoding=found)
    page = PageMetadata(root, text[:_HEAD])
    reader = MarkupReader(builder, page.furniture_of, story=page.story)
    try:
        reader.read(page.body)
    except RecursionError as error:
        raise Unreadable(path, "broken", "nested too deep") from error
    for name in frames_of(root):
        builder.omit("frame", name)
    document = builder.document("html", format_version=VERSION, path=path, encoding=found)
    if page.is_furnished():
        story.judge(document, text, reader.markup, reader.inside)
    head = document.lines.slice(0, 20_000)
    runs = page.direction()
    tag, direction = resolve_language(language, page.language(), str(path), head, runs)
    if language is None and tag == "und":
        direction = runs or direction
    document.language, document.direction = tag, direction
    document.title, document.author = page.title(), page.author()
    document.date = page.date() or document.date
    return document


def _page_in_archive(data: bytes) -> tuple[bytes, str | None]:
    """Return the page of a web archive (MHTML, RFC 2557) and the encoding that its head names.

    What is no archive is taken for the page itself.
    """
    for part in message_from_bytes(data).walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            page, named = part.get_payload(decode=True), part.get_content_charset()
            if isinstance(page, bytes):
                return page, _known(named) if named else None
    return data, None


def _encoding(path: Path, data: bytes, asked: str | None) -> Encoding:
    """The reader's word, a byte order mark, bytes that are UTF-8, the page's word, a guess."""
    if asked or data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return encoding_of(path, data, asked)
    match = _DECLARED.search(data, 0, _HEAD)
    declared = _known((match[1] or match[2]).decode("ascii", "replace")) if match else None
    if declared is None or declared == "utf-8" or declared.startswith("utf-"):
        shown = encodings.without_tags(data)  # a page that wrongly says UTF-8 is guessed
        return encoding_of(path, shown, None)
    if not data.isascii() and encodings.is_utf8(data):
        return Encoding("utf-8")
    try:
        if found := encodings.mislabelled(data, declared):
            return found
    except encodings.Binary:
        pass  # the page says that it is text
    return Encoding(declared)


def _known(label: str) -> str | None:
    """The codec that browsers take for a label: Latin-1 is read as windows-1252."""
    try:
        name = codecs.lookup(label.strip()).name
    except (LookupError, ValueError):
        return None
    return {"iso8859-1": "windows-1252", "ascii": "utf-8"}.get(name) or encodings.plain_name(name)
