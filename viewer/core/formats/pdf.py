"""PDF: the text of its pages, as paragraphs in the order of reading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from viewer.core.base.errors import Unreadable
from viewer.core.language.arabic import fold, script_counts
from viewer.core.language.file_names import resolve_language
from viewer.core.parsing.pdf.lines import Line, Reader
from viewer.core.parsing.pdf.page_writer import PageWriter
from viewer.core.parsing.pdf.paragraphs import Edges, PdfPage
from viewer.core.parsing.pdf.remarks import holds_words, remarks_of
from viewer.core.parsing.pdf.scanned_lines import scanned_paragraphs
from viewer.core.parsing.pdf.upright import UprightText, upright_text
from viewer.core.parsing.read_bytes import read
from viewer.core.parsing.scan.layer import scan_page
from viewer.core.text.document import OMISSIONS, Document, Omission, OutlineEntry, joined

VERSION = 1

_LIMIT = 512 << 20
_PAGES = 20_000
_BOOKMARKS = 5_000
_FIRST, _LATER = 5, 50  # pages of the first part, and of each later one
_STAMP_LINES, _STAMP_CODE_POINTS = 3, 200
"""Of what a library or a court stamps on the picture of a page, at most."""
_EDGE_SHARE, _PICTURE_SHARE = 0.15, 0.7
"""Of the height of a page, where a stamp stands; of its area, that its picture fills."""
_SHAPES = 30
"""On a page without text, from which they may be letters."""
_PASSWORD = 4  # pdfium's error code
_USELESS = re.compile("[\ufffd\x00-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff]")
_MIXED = re.compile("[ء-ي][A-Za-z#$&@<>^{}|~?;]|[A-Za-z#$&@<>^{}|~?;][ء-ي]")
_UNTOLD = re.compile(
    "\ufffd|[ء-ي\u064b-\u0652][\u0100-\u02af\u0370-\u052f]|[\u0100-\u02af\u0370-\u052f][ء-ي\u064b-\u0652]"
)
_UNTOLD_LEAST = 3
_NO_TITLE = re.compile(
    r"(?:\W*(?:untitled(?: document)?|unnamed|title)?\W*"
    r"|(?:microsoft (?:word|powerpoint) - |[a-z]:\\|/|file:|https?:).*"
    r"|.*\.(?:docx?|odt|rtf|indd|qxp|qxd|pmd|tex|dvi|pptx?|pdf|html?))",
    re.I,
)
_DATE = re.compile(r"(?:D:)?(\d{4})(\d\d)?(\d\d)?")


def load(path: Path, encoding: str | None = None, language: str | None = None) -> Document:
    """The document in `path`. Raises `Unreadable`, with password and garbled."""
    return joined(parts(path, encoding, language))


def parts(
    path: Path,
    encoding: str | None = None,
    language: str | None = None,
    password: str | None = None,
    layers: Sequence[Path] = (),
) -> Iterator[Document]:
    """The same bit by bit: the first pages, then more. The file knows its `encoding`.

    `layers`: folders with what was read off pages that are pictures.
    """
    pdf = opened(path, password)
    try:
        yield from _documents(path, pdf, language, layers)
    finally:
        pdf.close()


def opened(path: Path, password: str | None = None) -> Any:
    """The file as pypdfium2 has it, to be closed. Raises `Unreadable`."""
    import pypdfium2

    data = read(path, _LIMIT)
    try:
        pdf = pypdfium2.PdfDocument(data, password=password)
        if not 0 < len(pdf) <= _PAGES:
            raise Unreadable(path, "too-large" if len(pdf) else "broken", f"{len(pdf)} pages")
        return pdf
    except pypdfium2.PdfiumError as error:
        reason = "password" if getattr(error, "err_code", 0) == _PASSWORD else "broken"
        raise Unreadable(path, reason, str(error)) from error


def _documents(
    path: Path, pdf: Any, asked: str | None, layers: Sequence[Path]
) -> Iterator[Document]:
    reader, edges, writer = Reader(), Edges(), PageWriter("pdf")
    about: dict[str, Any] = {}
    omitted: list[Omission] = []
    remarks, begin, count = 0, 0, len(pdf)
    bookmarks = _bookmarks(pdf)
    while begin < count:
        end = min(count, begin + (_LATER if begin else _FIRST))
        pages = [_page(pdf, at, reader) for at in range(begin, end)]
        for at, page in enumerate(pages, begin):
            if page.omitted == "scan":
                _read_scan(path, pdf, at, page, layers)
        omitted += [Omission(page.omitted, page.label) for page in pages if page.omitted]
        omitted += [Omission("letters", page.label) for page in pages if _is_misread(page)]
        remarks += sum(page.remarks for page in pages)
        edges.mark(pages)
        writer.write(pages, begin)
        begin = end
        if begin == count:
            writer.flush()
        if not len(writer.builder) and (begin < count or not about):
            if begin < count:
                continue
            if sum(each.kind == "page" for each in omitted) == count:
                raise Unreadable(path, "broken", "no page can be read")
        if not about:
            head = writer.head()
            if not any(page.read for page in pages):
                _check_letters(path, head)
            about = _about(path, pdf, asked, head)
        if len(writer.builder) or begin == count:
            document = writer.document(format_version=VERSION, path=path, **about)
            document.omissions, omitted = tuple(omitted[:OMISSIONS]), []
            document.remarks, remarks = remarks, 0
            document.contents = tuple(_reached(document, bookmarks, begin == count))
            yield document


def _bookmarks(pdf: Any) -> list[tuple[int, str, str]]:
    """Level, title and the label of its page, of each line of the outline in the file."""
    import pypdfium2

    found: list[tuple[int, str, str]] = []
    try:
        for bookmark in pdf.get_toc(max_depth=8):
            target = bookmark.get_dest()
            at = target.get_index() if target is not None else None
            title = " ".join(bookmark.get_title().split())[:300]
            if title and at is not None and 0 <= at < len(pdf):
                found.append((bookmark.level + 1, title, page_label(pdf, at)))
            if len(found) >= _BOOKMARKS:
                break
    except (pypdfium2.PdfiumError, UnicodeDecodeError, ValueError):
        return found
    return found


def page_label(pdf: Any, at: int) -> str:
    """What the document calls a page, counted from 0: xiv, 12; its number where it says nothing."""
    return (pdf.get_page_label(at).strip() or str(at + 1))[:40]


def _reached(
    document: Document, bookmarks: list[tuple[int, str, str]], last: bool
) -> Iterator[OutlineEntry]:
    """The bookmarks of the pages that begin in this part, taken from `bookmarks`."""
    begins = {label: block for block, label in reversed(document.locators.items())}
    for mark in list(bookmarks):
        level, title, label = mark
        if label in begins or (last and len(document)):
            bookmarks.remove(mark)
            yield OutlineEntry(level, title, _titled(document, begins.get(label, 0), title))


def _titled(document: Document, begin: int, title: str) -> int:
    """The block on the page that says the title; else its first one."""
    end = begin + 1
    while end < len(document) and end not in document.locators:
        end += 1
    wanted = fold(title).text
    same = (k for k in range(begin, end) if fold(document.lines.block(k)).text == wanted)
    return next(same, begin)


def _page(pdf: Any, at: int, reader: Reader) -> PdfPage:
    """The lines of a page; one that pdfium cannot read has none."""
    import pypdfium2

    try:
        label = page_label(pdf, at)
        page = pdf[at]
    except (pypdfium2.PdfiumError, UnicodeDecodeError):
        return PdfPage(str(at + 1), [], [], [], "page")
    try:
        with upright_text(pdf, page, at) as text:
            lines = reader.lines(text.textpage, at)
            scan = "scan" if is_scan(page, text, lines) else ""
        return PdfPage(label, lines, [], [], scan, len(remarks_of(page)))
    except pypdfium2.PdfiumError:
        return PdfPage(label, [], [], [], "page")
    finally:
        page.close()


def _is_misread(page: PdfPage) -> bool:
    """Whether the file does not say what some letters are: they come as signs of no script, or as
    letters of another one inside Arabic words, where fonts have no codes for the shapes of theirs.
    """
    return sum(len(_UNTOLD.findall(line.text)) for line in page.lines) >= _UNTOLD_LEAST


def _about(path: Path, pdf: Any, asked: str | None, head: str) -> dict[str, Any]:
    tag, direction = resolve_language(asked, None, str(path), head)
    try:
        told = pdf.get_metadata_dict(skip_empty=True)
    except UnicodeDecodeError:
        told = {}
    date = _DATE.match(told.get("CreationDate", ""))
    return {
        "language": tag,
        "direction": direction,
        "title": _title(told.get("Title", "")),
        "author": " ".join(told.get("Author", "").split()) or None,
        "date": "-".join(part for part in date.groups() if part) if date else None,
    }


def _title(said: str) -> str | None:
    """The title that a file states, but for what programs write of their own accord there."""
    title = " ".join(said.split())
    return None if _NO_TITLE.fullmatch(title) else title


def _read_scan(path: Path, pdf: Any, at: int, page: PdfPage, layers: Sequence[Path]) -> None:
    """Put what was read off the picture of a page on it, if somebody did."""
    page.scan, text = scan_page(layers, path, at)
    if text is not None:
        page.omitted = ""
        page.read = scanned_paragraphs(text, at, pdf.get_page_size(at)[0])
        page.lines = [line for each in page.read for line in each.lines]


def is_scan(page: Any, text: UprightText, lines: Sequence[Line]) -> bool:
    """Whether a page is a picture: what it says in letters is nothing, or a stamp at its edge.

    So is one on which letters are drawn as shapes, or stand in remarks.
    """
    import pypdfium2.raw as raw

    pictures = page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=4)
    if not lines:
        shapes = page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=4)
        many = any(True for _ in islice(shapes, _SHAPES, None))
        return many or any(True for _ in pictures) or holds_words(page)
    if len(lines) > _STAMP_LINES or sum(len(line.text) for line in lines) > _STAMP_CODE_POINTS:
        return False
    edge = _EDGE_SHARE * (text.top - text.bottom)
    if any(text.bottom + edge < line.bottom < text.top - edge for line in lines):
        return False
    left, bottom, right, top = page.get_bbox()
    area = (right - left) * (top - bottom)
    bounds = (picture.get_bounds() for picture in pictures)
    return any((c - a) * (d - b) > _PICTURE_SHARE * area for a, b, c, d in bounds)


def _check_letters(path: Path, text: str) -> None:
    """Raise `Unreadable` garbled where the codes of the letters lead to no text."""
    shown = "".join(text.split())
    useless = len(_USELESS.findall(shown))
    if useless * 10 > len(shown):
        raise Unreadable(path, "garbled", f"{useless} of {len(shown)}")
    if len(shown) < 200:
        return
    known = sum(map(str.isalnum, shown))
    counts = script_counts(text)
    latin, arabic = counts.get("latin", 0), counts.get("arabic", 0)
    if known * 3 < len(shown) and latin + arabic < 400:
        raise Unreadable(path, "garbled", f"{known} letters of {len(shown)}")
    if latin * 2 > len(shown) and len(re.findall("[aeiouyAEIOUYà-ÿ]", text)) * 8 < latin:
        raise Unreadable(path, "garbled", "no vowels")
    if len(_MIXED.findall(text)) * 20 > arabic + latin:
        raise Unreadable(path, "garbled", "signs among Arabic letters")
    if arabic * 2 > len(shown) and len(re.findall("[اأإآلی]", text)) * 20 < arabic:
        raise Unreadable(path, "garbled", "no alef and no lam")
