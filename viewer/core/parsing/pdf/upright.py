"""The text of a page, turned so that its letters stand upright.

pdfium finds words and lines in letters that stand upright as the file has them. Where most are
turned, as in a wide table set on a tall page, or where the page is shown turned, the text is read
from a copy of the page that is turned back.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from viewer.core.parsing.pdf.letter_boxes import Box

_SAMPLE = 80  # letters of a page by which it is judged
_MOST = 0.6  # of them, that stand the same way


@dataclass(frozen=True, slots=True)
class UprightText:
    """`textpage`: the text as pdfium has it; `bottom` and `top` of the page that it stands on, in
    points."""

    textpage: Any
    bottom: float
    top: float
    _back: Any = None

    def as_written(self, box: Box) -> Box:
        """Return where a box of this text is in the page as the file has it."""
        return box if self._back is None else self._back.on_rect(*box)


@contextmanager
def upright_text(pdf: Any, page: Any, number: int) -> Generator[UprightText]:
    """Open the text of a page of that number, from 0. Raises `PdfiumError`."""
    textpage = page.get_textpage()
    try:
        quarters = _quarters(textpage)
        if quarters or page.get_rotation():
            with _turned(pdf, page, number, quarters) as text:
                yield text
        else:
            _, bottom, _, top = page.get_bbox()
            yield UprightText(textpage, bottom, top)
    finally:
        textpage.close()


def _quarters(textpage: Any) -> int:
    """Return by how many quarters of a turn, against the clock, most letters are turned."""
    import pypdfium2.raw as raw

    matrix, count = raw.FS_MATRIX(), textpage.count_chars()
    found: Counter[int] = Counter()
    for at in range(0, count, max(1, count // _SAMPLE)):
        if chr(raw.FPDFText_GetUnicode(textpage, at)).isspace():
            continue
        if raw.FPDFText_GetMatrix(textpage, at, matrix) and (matrix.c or matrix.d):
            found[round(math.atan2(-matrix.c, matrix.d) / (math.pi / 2)) % 4] += 1
    quarters, times = found.most_common(1)[0] if found else (0, 0)
    return quarters if times > _MOST * found.total() else 0


@contextmanager
def _turned(pdf: Any, page: Any, number: int, quarters: int) -> Generator[UprightText]:
    import pypdfium2

    left, bottom, right, top = page.get_mediabox()
    width, height = right - left, top - bottom
    there, back = {
        0: ((1, 0, 0, 1, 0, 0), (1, 0, 0, 1, left, bottom)),
        1: ((0, -1, 1, 0, 0, width), (0, 1, -1, 0, right, bottom)),
        2: ((-1, 0, 0, -1, width, height), (-1, 0, 0, -1, right, top)),
        3: ((0, 1, -1, 0, height, 0), (0, -1, 1, 0, left, top)),
    }[quarters]  # pdfium draws a page for another file from its lower left corner
    size = (height, width) if quarters % 2 else (width, height)
    copy = pypdfium2.PdfDocument.new()
    try:
        drawn = _unturned(pdf, page, number, copy)
        whole = drawn.as_pageobject()
        whole.set_matrix(pypdfium2.PdfMatrix(*there))
        sheet = copy.new_page(*size)
        sheet.insert_obj(whole)
        sheet.gen_content()
        drawn.close()
        textpage = sheet.get_textpage()
        try:
            yield UprightText(textpage, 0.0, size[1], pypdfium2.PdfMatrix(*back))
        finally:
            textpage.close()
            sheet.close()
    finally:
        copy.close()


def _unturned(pdf: Any, page: Any, number: int, copy: Any) -> Any:
    """Return what is drawn on a page for another file, not turned as it is shown."""
    rotation = page.get_rotation()
    if not rotation:
        return pdf.page_as_xobject(number, copy)
    page.set_rotation(0)
    try:
        return pdf.page_as_xobject(number, copy)
    finally:
        page.set_rotation(rotation)
