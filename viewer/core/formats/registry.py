"""The table of formats, and opening a document by it. `viewer.core.formats` shows the same names.

A new format is a module of that package, a row of `FORMATS`, and a sample with its golden text in
tests/data/.
"""

from __future__ import annotations

import codecs
import importlib
import os
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, runtime_checkable

from viewer.core.base import plugins
from viewer.core.base.errors import PluginFailed, Unreadable
from viewer.core.language.file_names import date_in_name
from viewer.core.parsing.read_bytes import read_head
from viewer.core.parsing.scan.page_folder import PICTURE_SUFFIXES, page_files

if TYPE_CHECKING:
    from viewer.core.text.document import Document


class FormatModule(Protocol):
    """What a module of this package must have."""

    VERSION: int
    """Goes up when the same file comes out differently: what is kept of documents is made anew."""

    def load(
        self, path: Path, encoding: str | None = None, language: str | None = None
    ) -> Document:
        """The document in a file. `encoding` and `language`: the reader's word. Raises
        `Unreadable`."""
        ...


@runtime_checkable
class ModuleInParts(Protocol):
    """What it may have besides: the same document a part at a time, for long files."""

    parts: Callable[..., Iterator[Document]]
    """Takes what `load` takes, `password` where the format is locked by one, and `layers` where
    its pages may be pictures."""


class Format(NamedTuple):
    """A row: the name of its module, its suffixes (between spaces), and its MIME type.

    `locked`: its files may want a password. `scanned`: its pages may be pictures.
    """

    name: str
    suffixes: str
    mime: str
    locked: bool = False
    scanned: bool = False
    point: plugins.Point | None = None
    """Where a plug-in brings it: then the row has one suffix, and no module here."""

    def module(self) -> FormatModule:
        if self.point is not None:
            return self.point.load()
        return importlib.import_module(f"viewer.core.formats.{self.name}")  # type: ignore[return-value]


_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

FORMATS = (
    Format("txt", ".txt .text", "text/plain"),
    Format("md", ".md .markdown", "text/markdown"),
    Format("html", ".html .htm .xhtml .mhtml .mht", "text/html"),
    Format("docx", ".docx .docm", _OFFICE),
    Format("odt", ".odt .ott .fodt", "application/vnd.oasis.opendocument.text"),
    Format("rtf", ".rtf .doc", "application/rtf"),  # many a .doc is RTF
    Format("epub", ".epub", "application/epub+zip"),
    Format("pdf", ".pdf", "application/pdf", locked=True, scanned=True),
    Format("pictures", " ".join(PICTURE_SUFFIXES), "image/tiff", scanned=True),
    Format("tmx", ".tmx", "application/x-tmx+xml"),
    Format("xliff", ".xlf .xliff .sdlxliff .mxliff", "application/xliff+xml"),
    Format("subtitles", ".srt .vtt .ass .ssa", "application/x-subrip"),
    Format("table", ".tsv .csv", "text/csv"),
    Format("po", ".po .pot", "text/x-gettext-translation"),
    Format("openiti", ".completed .inprogress", "text/plain"),
)
"""Every format: nothing else names them. `packaging/metadata.toml` tells systems of them."""

SUFFIXES = {suffix: each.name for each in FORMATS for suffix in each.suffixes.split()}
"""Suffix to format: known without importing a single parser."""

BY_NAME = {each.name: each for each in FORMATS}

_OPENITI = b"######OpenITI#"
_NAMELESS = re.compile(r"\A[^.]+\Z|-[a-z]{3}\d{1,2}\Z")
"""Names without a suffix of a format, of files that are looked into."""


def suffixes() -> tuple[str, ...]:
    """Every suffix that is read, those of allowed plug-ins too."""
    return (*SUFFIXES, *_brought())


def known(name: str) -> bool:
    """Whether the suffix of a file of that name is one we read."""
    suffix = Path(name).suffix.lower()
    return suffix in SUFFIXES or suffix in _brought()


def _brought() -> dict[str, Format]:
    """Suffix -> the row of a plug-in; what we read ourselves is none of theirs."""
    return {
        suffix: Format(f"plugin{suffix}", suffix, "application/octet-stream", point=point)
        for suffix, point in plugins.points(plugins.FORMATS).items()
        if suffix not in SUFFIXES
    }


def _row(path: Path) -> Format | None:
    name = format_of(path) or ""
    return BY_NAME.get(name) or _brought().get(name.removeprefix("plugin"))


def known_file(path: Path) -> bool:
    """Whether we read that file, by its suffix or by what it begins with."""
    return known(path.name) or format_of(path) is not None


def format_of(path: Path) -> str | None:
    """Return the format of a file; None for one that we do not know.

    OpenITI texts are called as they like: their first line says what they are. A folder of
    numbered pictures is a document.
    """
    if is_page_folder(path):
        return "pictures"
    name = SUFFIXES.get(path.suffix.lower())
    if name in ("txt", "md") or (name is None and _NAMELESS.search(path.name)):
        return "openiti" if _begins(path, _OPENITI) else name
    if name is None and (row := _brought().get(path.suffix.lower())):
        return row.name
    return name


def is_scanned(path: Path) -> bool:
    """Whether pages of that file may be pictures, whose text was read off them."""
    found = BY_NAME.get(format_of(path) or "")
    return found is not None and found.scanned


def is_page_folder(path: Path) -> bool:
    """Whether that is a folder of numbered pictures: one document."""
    return not known(path.name) and os.path.isdir(path) and bool(page_files(path))


def _begins(path: Path, magic: bytes) -> bool:
    try:
        return read_head(path, 32).removeprefix(codecs.BOM_UTF8).startswith(magic)
    except Unreadable:
        return False


def is_plain(path: Path) -> bool:
    """Whether the main process may parse it: plain text needs no parser that could run wild."""
    return format_of(path) == "txt"


def load(
    path: Path,
    *,
    encoding: str | None = None,
    language: str | None = None,
    format: str | None = None,
) -> Document:
    """The document in `path`, read by the module of its `format`, where that is known already.

    `encoding` and `language` are the reader's word against the file's own. Large plain text comes
    with only its head indexed (`Lines.grow`). Raises `Unreadable`.
    """
    row = BY_NAME[format] if format is not None else _row(path)
    if row is None:
        raise Unreadable(path, "folder" if path.is_dir() else "unknown-format", path.suffix)
    if row.point is not None:
        return _dated(path, _load_by_plugin(row.point, path, encoding, language))
    return _dated(path, row.module().load(path, encoding=encoding, language=language))


def _dated(path: Path, document: Document) -> Document:
    """A document that does not tell its day is of the one in its name."""
    document.date = document.date or date_in_name(path.name)
    return document


def _load_by_plugin(
    point: plugins.Point, path: Path, encoding: str | None, language: str | None
) -> Document:
    """What a plug-in makes of a file; whatever goes wrong in it bears its name."""
    from viewer.core.text.document import Document

    name = point.plugin.name
    try:
        made = point.load().load(path, encoding=encoding, language=language)
    except (Unreadable, MemoryError):
        raise
    except PluginFailed as error:
        raise Unreadable(path, "plugin", f"{name}: {error.reason} {error.detail}") from error
    except (Exception, SystemExit) as error:
        raise Unreadable(path, "plugin", f"{name}: {plugins.what(error)}") from error
    if not isinstance(made, Document):
        raise Unreadable(path, "plugin", f"{name}: no Document: {type(made).__name__}")
    return made


def load_parts(
    path: Path,
    *,
    encoding: str | None = None,
    language: str | None = None,
    password: str | None = None,
    layers: Sequence[Path] = (),
) -> Iterator[Document]:
    """The same, a part at a time where the format's module has `parts`; else all at once.

    Each is a document of its own, to be added to the first by `Document.extend`. `password`: for
    the formats that are locked by one. `layers`: folders with what was read off pictures of pages.
    """
    found = _row(path)
    module = found.module() if found is not None and found.point is None else None
    if found and isinstance(module, ModuleInParts):
        more: dict[str, Any] = {"password": password} if found.locked else {}
        more |= {"layers": layers} if found.scanned else {}
        parts = module.parts(path, encoding=encoding, language=language, **more)
        yield from (_dated(path, part) for part in islice(parts, 1))
        yield from parts
    else:
        yield load(path, encoding=encoding, language=language)
