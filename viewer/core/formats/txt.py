"""Plain text: the decoded file without its byte order mark, line ends as line feeds."""

from __future__ import annotations

import codecs
from pathlib import Path

from viewer.core.language.file_names import resolve_language
from viewer.core.parsing.news import furniture
from viewer.core.parsing.read_bytes import encoding_of, read, text_of
from viewer.core.text.document import Document, Encoding
from viewer.core.text.lines import ByteLines, Lines, StrLines
from viewer.core.text.single_byte_lines import SingleByteLines, letters

VERSION = 1

LARGE = 1_000_000
"""Bytes above which UTF-8, or one byte a letter, stays bytes; only its head is indexed at first."""

_HEAD = 256_000


def load(path: Path, encoding: str | None = None, language: str | None = None) -> Document:
    """The document in `path`. Raises `Unreadable`."""
    data = read(path)
    found = encoding_of(path, data, encoding)
    lines, found = _lines(path, data, found)
    del data
    lines.grow(_HEAD)
    head = "\n".join(lines.block(index) for index in range(min(len(lines), 40)))
    tag, direction = resolve_language(language, None, str(path), head)
    document = Document(lines, "txt", VERSION, path, found, language=tag, direction=direction)
    furniture.mark(document)
    return document


def _lines(path: Path, data: bytes, encoding: Encoding) -> tuple[Lines, Encoding]:
    """The form in which the text is kept: bytes as long as nothing is lost by it."""
    if len(data) > LARGE and b"\0" not in data:
        if encoding.name == "utf-8":
            return ByteLines(_with_line_feeds(data.removeprefix(codecs.BOM_UTF8))), encoding
        if table := letters(encoding.name):
            unused = bytes(byte for byte, letter in enumerate(table) if letter == "\ufffd")
            bad = len(data) - len(data.translate(None, unused)) if unused else 0
            encoding = Encoding(encoding.name, encoding.guessed, bad)
            return SingleByteLines(_with_line_feeds(data), encoding.name), encoding
    text, encoding = text_of(path, data, encoding)
    return StrLines(text), encoding


def _with_line_feeds(data: bytes) -> bytes:
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return data
