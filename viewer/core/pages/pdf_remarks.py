"""The highlights and comments in a PDF itself: read as notes, and notes written as such.

PDF 1.7, 12.5 (annotations). For the worker alone: pdfium reads and writes them.
"""

from __future__ import annotations

import ctypes
import io
import re
import uuid
from collections.abc import Collection, Generator, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from viewer.core.formats.pdf import parts
from viewer.core.notes.colours import hex_digits
from viewer.core.notes.import_foreign import Imported
from viewer.core.notes.note import COLOUR, Note
from viewer.core.pages.pdf_pages import PdfPages
from viewer.core.pages.places import PagePlaces
from viewer.core.pages.sheets import Box
from viewer.core.parsing.pdf.remarks import closing, remarks_of
from viewer.core.text.document import joined

MOST = 20_000
"""Remarks that are taken out of one file."""
CHUNK_BYTES = 8 << 20
"""Bytes of a written file that are sent home at once."""
_LONGEST_BYTES = 400_000
"""Of one text in the file."""
_TIME = re.compile(r"(?:D:)?(\d{14})(?:Z|([+-])(\d\d)'?(\d\d)?'?)?")
_ICON_PT = 18.0
_COMMENT = 1  # the kind of a comment that stands beside the text
_OVER_TEXT = (9, 10, 11, 12)  # those of what is drawn over it: all but comments and written words
_ID_LENGTH = len("urn:uuid:") + 36


def remarks(path: Path, layers: Sequence[Path] = (), password: str | None = None) -> list[Imported]:
    """Every highlight and comment of a file, as notes on our text of it. Raises `Unreadable`.

    `layers`: folders with what was read off pages that are pictures.
    """
    document, pages = (
        joined(parts(path, password=password, layers=layers)),
        PdfPages(path, password),
    )
    found: dict[str, Imported] = {}
    try:
        places = PagePlaces(document)
        for number in range(len(pages.sheets())):
            with pages.page(number) as page:
                if page is None:
                    continue
                read = [_Remark(page, at, number) for at in remarks_of(page)]
                if read:
                    places.letters[number] = pages.letters(number, layers, True)
                for remark in read[: MOST - len(found)]:
                    id = remark.id(path)
                    found[id] = _imported(places, remark, id, path.name, found.get(id))
    finally:
        pages.close()
    return list(found.values())


@contextmanager
def without(pages: PdfPages, number: int, ids: Collection[str]) -> Generator[None]:
    """Have the highlights of a page undrawn whose notes of these ids are painted there anyway."""
    import pypdfium2.raw as raw

    with pages.page(number) as page, ExitStack() as shown_again:
        for at in remarks_of(page) if page is not None and ids else ():
            remark = _Remark(page, at, number)
            if remark.kind in _OVER_TEXT and remark.id(pages.path) in ids:
                annotation = shown_again.enter_context(closing(raw.FPDFPage_GetAnnot(page, at)))
                flags = raw.FPDFAnnot_GetFlags(annotation)
                shown_again.callback(raw.FPDFAnnot_SetFlags, annotation, flags)
                raw.FPDFAnnot_SetFlags(annotation, flags | raw.FPDF_ANNOT_FLAG_HIDDEN)
        yield


class _Remark:
    """What is read of one annotation; boxes in points from the lower left corner of its page."""

    def __init__(self, page: Any, at: int, number: int) -> None:
        import pypdfium2.raw as raw

        self.page = number
        with closing(raw.FPDFPage_GetAnnot(page, at)) as annotation:
            self.kind = raw.FPDFAnnot_GetSubtype(annotation)
            self.text = _string(annotation, b"Contents")
            self.name = _string(annotation, b"NM")
            self.author = _string(annotation, b"T")
            self.modified = _time(_string(annotation, b"M"))
            self.colour = _colour(annotation)
            self.rect = _rect(annotation)
            self.quads = list(_quads(annotation)) or [self.rect]

    @property
    def is_ours(self) -> bool:
        """Whether it was written by `copy_with_notes`."""
        return self.name.startswith("urn:uuid:")

    def id(self, path: Path) -> str:
        """The same each time it is read; that of a note which was written into the file."""
        if self.is_ours:
            return self.name[:_ID_LENGTH]
        where = ",".join(f"{side:.1f}" for side in self.rect)
        said = "\n".join((path.name, self.name or f"{self.page} {self.kind} {where}"))
        return uuid.uuid5(uuid.NAMESPACE_URL, said).urn

    def span(self, places: PagePlaces) -> tuple[int, int] | None:
        """The code points that it is on: the letters it covers, else the line beside it."""
        covered = [
            start + at
            for start, end, boxes in places.lines_of(self.page)
            for at, box in enumerate(boxes[: end - start])
            if any(_holds(quad, box) for quad in self.quads)
        ]
        if covered:
            return min(covered), max(covered) + 1
        middle = (self.rect[1] + self.rect[3]) / 2
        lines = [line for line in places.lines_of(self.page) if line[1] > line[0]]
        if not lines:
            return None
        near = min(lines, key=lambda line: abs((line[2][0][1] + line[2][0][3]) / 2 - middle))
        return near[0], near[1]


def _imported(
    places: PagePlaces, remark: _Remark, id: str, source: str, begun: Imported | None
) -> Imported:
    """A remark as a note of that id; `begun`: what was made of its part on an earlier page."""
    span = remark.span(places)
    if begun is not None and begun.note.place is not None and span is not None:
        place = places.document.place(begun.note.place.start, span[1])
        return replace(begun, note=replace(begun.note, place=place))
    if begun is not None:
        return begun
    on_all = remark.is_ours and remark.kind == _COMMENT
    note = Note(
        places.document.place(*span) if span and not on_all else None,
        remark.text,
        colour=remark.colour,
        id=id,
        created=remark.modified,
        modified=remark.modified,
        creator=remark.author,
    )
    return Imported(note, source, "", () if span or on_all else ("place",))


def _holds(quad: Box, box: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return quad[0] <= x <= quad[2] and quad[1] <= y <= quad[3]


def _string(annotation: Any, key: bytes) -> str:
    import pypdfium2.raw as raw

    length = min(raw.FPDFAnnot_GetStringValue(annotation, key, None, 0), _LONGEST_BYTES)
    if length <= 2:
        return ""
    buffer = (ctypes.c_ushort * (length // 2))()
    raw.FPDFAnnot_GetStringValue(annotation, key, buffer, length)
    text = bytes(buffer).decode("utf-16-le", "replace").rstrip("\0")
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _time(text: str) -> str:
    """A moment of a PDF (7.9.4) as a note has it, UTC; empty where it is none."""
    match = _TIME.match(text)
    if match is None:
        return ""
    try:
        moment = datetime.strptime(match[1], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return ""
    away = timedelta(hours=int(match[3] or 0), minutes=int(match[4] or 0))
    moment += away if match[2] == "-" else -away
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _colour(annotation: Any) -> str:
    """Its colour, or that of the first thing that is drawn of it; the usual one without any."""
    import pypdfium2.raw as raw

    told = [ctypes.c_uint() for _ in range(4)]
    kind = raw.FPDFANNOT_COLORTYPE_Color
    found = raw.FPDFAnnot_GetColor(annotation, kind, *told)
    if not found and raw.FPDFAnnot_GetObjectCount(annotation) > 0:
        drawn = raw.FPDFAnnot_GetObject(annotation, 0)
        found = raw.FPDFPageObj_GetFillColor(drawn, *told)
    return (
        "#{:02x}{:02x}{:02x}".format(*(part.value & 255 for part in told[:3])) if found else COLOUR
    )


def _rect(annotation: Any) -> Box:
    import pypdfium2.raw as raw

    rect = raw.FS_RECTF()
    raw.FPDFAnnot_GetRect(annotation, rect)
    return rect.left, min(rect.bottom, rect.top), rect.right, max(rect.bottom, rect.top)


def _quads(annotation: Any) -> Iterator[Box]:
    import pypdfium2.raw as raw

    quad = raw.FS_QUADPOINTSF()
    for at in range(min(raw.FPDFAnnot_CountAttachmentPoints(annotation), 1000)):
        if raw.FPDFAnnot_GetAttachmentPoints(annotation, at, quad):
            xs, ys = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
            yield min(xs), min(ys), max(xs), max(ys)


# Writing


def copy_with_notes(
    path: Path,
    password: str | None,
    notes: Sequence[Mapping[str, Any]],
    layers: Sequence[Path] = (),
) -> Iterator[bytes]:
    """A copy of a file with notes as highlights, in pieces. Raises `Unreadable`.

    `layers`: folders with what was read off pages that are pictures.
    Each note is {id, text, colour, author, modified, start, end}: code points of our text, or
    start and end 0 for one on the whole document. What the file has already says what is new.
    """
    pages = PdfPages(path, password)
    try:
        places = PagePlaces(joined(parts(path, password=password, layers=layers)))
        waiting = {str(note["id"]): note for note in notes}
        for number in range(len(pages.sheets())):
            with pages.page(number) as page:
                for note in _known(page, number, path, waiting) if page is not None else ():
                    waiting.pop(note)
        for note in waiting.values():
            _write(pages, places, note, layers)
        buffer = io.BytesIO()
        pages.save(buffer)
    finally:
        pages.close()
    data = buffer.getbuffer()
    for begin in range(0, len(data), CHUNK_BYTES):
        yield bytes(data[begin : begin + CHUNK_BYTES])


def _known(
    page: Any, number: int, path: Path, notes: Mapping[str, Mapping[str, Any]]
) -> Iterator[str]:
    """Have the remarks of a page say what the notes made of them say now; the ids of these."""
    import pypdfium2.raw as raw

    for at in list(remarks_of(page)):
        id = _Remark(page, at, number).id(path)
        if id in notes:
            with closing(raw.FPDFPage_GetAnnot(page, at)) as annotation:
                _say(annotation, notes[id], id)
            yield id


def _write(
    pages: PdfPages, places: PagePlaces, note: Mapping[str, Any], layers: Sequence[Path]
) -> None:
    """Write a note on each page that it reaches over; its text on the first one."""
    start, end = int(note["start"]), int(note["end"])
    first, last = places.page_of(start), places.page_of(max(start, end - 1))
    for number in range(first, last + 1):
        with pages.page(number) as page:
            if page is None:
                continue
            if number not in places.letters:
                places.letters[number] = pages.letters(number, layers, True)
            boxes = list(places.boxes(number, start, end))
            suffix = "" if number == first else f"/{number - first + 1}"
            if boxes or number == first:
                _add(page, boxes, note, f"{note['id']}{suffix}")


def _add(page: Any, boxes: list[Box], note: Mapping[str, Any], id: str) -> None:
    """Add a highlight over boxes; without any a comment in the corner of the page."""
    import pypdfium2.raw as raw

    kind = raw.FPDF_ANNOT_HIGHLIGHT if boxes else raw.FPDF_ANNOT_TEXT
    with closing(raw.FPDFPage_CreateAnnot(page, kind)) as annotation:
        for left, bottom, right, top in boxes:
            quad = raw.FS_QUADPOINTSF(left, top, right, top, left, bottom, right, bottom)
            raw.FPDFAnnot_AppendAttachmentPoints(annotation, quad)
        corner = (_ICON_PT, page.get_height() - 2 * _ICON_PT, 2 * _ICON_PT)
        whole = boxes or [(*corner, page.get_height() - _ICON_PT)]
        rect = raw.FS_RECTF(
            left=min(box[0] for box in whole),
            bottom=min(box[1] for box in whole),
            right=max(box[2] for box in whole),
            top=max(box[3] for box in whole),
        )
        raw.FPDFAnnot_SetRect(annotation, rect)
        raw.FPDFAnnot_SetFlags(annotation, raw.FPDF_ANNOT_FLAG_PRINT)
        _say(annotation, note if "/" not in id else {**note, "text": ""}, id)


def _say(annotation: Any, note: Mapping[str, Any], id: str) -> None:
    """Have an annotation say what a note says."""
    import pypdfium2.raw as raw

    value = int(hex_digits(str(note["colour"])), 16)
    parts_of = value >> 16 & 255, value >> 8 & 255, value & 255
    raw.FPDFAnnot_SetColor(annotation, raw.FPDFANNOT_COLORTYPE_Color, *parts_of, 255)
    moment = re.sub(r"[-:TZ]", "", str(note["modified"]))[:14]
    said = {b"Contents": note["text"], b"T": note["author"], b"NM": id}
    for key, text in (said | ({b"M": f"D:{moment}Z"} if moment else {})).items():
        units = (str(text) + "\0").encode("utf-16-le", "replace")
        buffer = (ctypes.c_ushort * (len(units) // 2)).from_buffer_copy(units)
        raw.FPDFAnnot_SetStringValue(annotation, key, buffer)
