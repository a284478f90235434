"""Pictures of pages: a PNG, a JPEG, a TIFF of several pages, or a folder of numbered ones.

Their text is what was read off them; before that they have none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from viewer.core.base.errors import Unreadable
from viewer.core.language.file_names import resolve_language
from viewer.core.parsing.pdf.page_writer import SAMPLE, PageWriter
from viewer.core.parsing.pdf.paragraphs import Edges, PdfPage
from viewer.core.parsing.pdf.scanned_lines import scanned_paragraphs
from viewer.core.parsing.scan.layer import scan_page
from viewer.core.parsing.scan.page_folder import page_files
from viewer.core.parsing.scan.picture_file import PictureFile
from viewer.core.text.document import OMISSIONS, Document, Omission

VERSION = 1

_WIDTH_PT = 595.0
"""Points of the width of every page: which of its lines are full does not hang on the true one."""


def load(path: Path, encoding: str | None = None, language: str | None = None) -> Document:
    """The document in `path`. Raises `Unreadable`, with animated and too-large."""
    (document,) = parts(path, encoding, language)
    return document


def parts(
    path: Path,
    encoding: str | None = None,
    language: str | None = None,
    layers: Sequence[Path] = (),
) -> Iterator[Document]:
    """The same as the one part it has. `layers`: folders with what was read off pictures."""
    found = page_files(path) if path.is_dir() else []
    if found:
        pages = [
            _page(layers, path / name, 0, number, label)
            for number, (name, label) in enumerate(found)
        ]
    else:
        pages = _pages_of_file(path, layers)
    edges, writer = Edges(), PageWriter("pictures")
    edges.mark(pages)
    writer.write(pages, 0)
    writer.flush()
    tag, direction = resolve_language(language, None, str(path), writer.head()[:SAMPLE])
    document = writer.document(format_version=VERSION, path=path, language=tag, direction=direction)
    omitted = [Omission(page.omitted, page.label) for page in pages if page.omitted]
    document.omissions = tuple(omitted[:OMISSIONS])
    yield document


def _pages_of_file(path: Path, layers: Sequence[Path]) -> list[PdfPage]:
    picture = PictureFile(path)
    try:
        picture.size(0)  # what cannot be shown at all is told now
        count = picture.count
    finally:
        picture.close()
    return [_page(layers, path, at, at, str(at + 1)) for at in range(count)]


def _page(layers: Sequence[Path], file: Path, at: int, number: int, label: str) -> PdfPage:
    """The page of that number, which is the picture `at` in a file."""
    try:
        scan, text = scan_page(layers, file, at)
    except Unreadable:
        return PdfPage(label, [], [], [], "page")
    page = PdfPage(label, [], [], [], "" if text is not None else "scan", scan=scan)
    if text is not None:
        page.read = scanned_paragraphs(text, number, _WIDTH_PT)
        page.lines = [line for each in page.read for line in each.lines]
    return page
