"""The table of formats, and opening a document by it. `viewer.core.formats` shows the same names.

A new format is a module of that package, its name in `FORMATS`, its suffixes in `SUFFIXES`, a
sample with its golden text in tests/data/.
"""

from __future__ import annotations

import codecs
import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.core.base.errors import Unreadable
from viewer.core.parsing.read_bytes import read_head

if TYPE_CHECKING:
    from viewer.core.text.document import Document

FORMATS = (
    *("txt", "md", "html", "docx", "odt", "rtf", "epub", "pdf"),
    *("tmx", "xliff", "subtitles", "table", "po", "openiti"),
)

SUFFIXES = {
    ".txt": "txt",
    ".text": "txt",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".mhtml": "html",
    ".mht": "html",
    ".docx": "docx",
    ".doc": "rtf",
    ".docm": "docx",
    ".odt": "odt",
    ".ott": "odt",
    ".fodt": "odt",
    ".rtf": "rtf",
    ".tmx": "tmx",
    ".xlf": "xliff",
    ".xliff": "xliff",
    ".sdlxliff": "xliff",
    ".mxliff": "xliff",
    ".srt": "subtitles",
    ".vtt": "subtitles",
    ".ass": "subtitles",
    ".ssa": "subtitles",
    ".tsv": "table",
    ".csv": "table",
    ".po": "po",
    ".pot": "po",
    ".epub": "epub",
    ".pdf": "pdf",
    ".completed": "openiti",
    ".inprogress": "openiti",
}
"""Suffix to format: known without importing a single parser."""

_OPENITI = b"######OpenITI#"
_NAMELESS = re.compile(r"\A[^.]+\Z|-[a-z]{3}\d{1,2}\Z")
"""Names without a suffix of a format, of files that are looked into."""

LOCKABLE = ("pdf",)
"""The formats whose modules take a password."""


def known(name: str) -> bool:
    """Whether the suffix of a file of that name is one we read."""
    return Path(name).suffix.lower() in SUFFIXES


def known_file(path: Path) -> bool:
    """Whether we read that file, by its suffix or by what it begins with."""
    return known(path.name) or format_of(path) is not None


def format_of(path: Path) -> str | None:
    """Return the format of a file; None for one that we do not know.

    OpenITI texts are called as they like: their first line says what they are.
    """
    name = SUFFIXES.get(path.suffix.lower())
    if name in ("txt", "md") or (name is None and _NAMELESS.search(path.name)):
        return "openiti" if _begins(path, _OPENITI) else name
    return name


def _begins(path: Path, magic: bytes) -> bool:
    try:
        return read_head(path, 32).removeprefix(codecs.BOM_UTF8).startswith(magic)
    except Unreadable:
        return False


def is_plain(path: Path) -> bool:
    """Whether the main process may parse it: plain text needs no parser that could run wild."""
    return format_of(path) == "txt"


def load(path: Path, *, encoding: str | None = None, language: str | None = None) -> Document:
    """The document in `path`, read by its format's module.

    `encoding` and `language` are the reader's word against the file's own. Large plain text comes
    with only its head indexed (`Lines.grow`). Raises `Unreadable`.
    """
    name = format_of(path)
    if name is None:
        raise Unreadable(path, "folder" if path.is_dir() else "unknown-format", path.suffix)
    return importlib.import_module(f"viewer.core.formats.{name}").load(
        path, encoding=encoding, language=language
    )


def load_parts(
    path: Path,
    *,
    encoding: str | None = None,
    language: str | None = None,
    password: str | None = None,
) -> Iterator[Document]:
    """The same, a part at a time where the format's module has `parts`; else all at once.

    Each is a document of its own, to be added to the first by `Document.extend`. `password`: for
    the formats in `LOCKABLE`.
    """
    name = format_of(path)
    module = name and importlib.import_module(f"viewer.core.formats.{name}")
    if module and hasattr(module, "parts"):
        more = {"password": password} if name in LOCKABLE else {}
        yield from module.parts(path, encoding=encoding, language=language, **more)
    else:
        yield load(path, encoding=encoding, language=language)
