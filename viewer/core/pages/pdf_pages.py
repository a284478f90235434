"""The pages of a PDF, drawn and measured by pdfium. For the worker alone."""

from __future__ import annotations

import ctypes
import io
import os
from collections.abc import Generator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from viewer.core.base.errors import Unreadable
from viewer.core.formats.pdf import is_scan, opened, page_label
from viewer.core.pages.picture_pages import key_of, letters_of
from viewer.core.pages.sheets import (
    SIDE_PT,
    SIDE_PX,
    TILE_PX,
    Box,
    PageLetters,
    PagePixels,
    PageSheet,
    Tile,
    TileKey,
    size_px,
)
from viewer.core.parsing.pdf.lines import Reader
from viewer.core.parsing.pdf.upright import upright_text
from viewer.core.parsing.scan.layer import content_key, page_text

UNKNOWN_PT = (595.0, 842.0)
"""The size of a page that cannot be read, in points: A4."""
READ_DPI = 300
"""Dots an inch in which a page is drawn to be read: what tesseract is made for."""
READ_PIXELS_OF_PDF = 40_000_000
"""Pixels up to which it is drawn so."""
_FINE = 1000
"""Device units a point, in which places on a page are asked for; fewer on a huge page."""
_FAR = 100.0
"""Points between the places that tell how a page is turned."""


class PdfPages:
    """An open PDF. `key`: what tells it from the same file after a change."""

    def __init__(self, path: Path, password: str | None) -> None:
        import pypdfium2

        self.key = key_of(path, password)
        self.size = os.path.getsize(path)
        self.path = path
        self._pdf = opened(path, password)
        with suppress(pypdfium2.PdfiumError):
            self._pdf.init_forms()  # so that what was filled in is drawn
        self._last: tuple[int, Any] | None = None

    def close(self) -> None:
        self._let_go()
        self._pdf.close()

    def sheets(self) -> list[PageSheet]:
        """Every page, without reading any whole."""
        import pypdfium2

        found = []
        for number in range(len(self._pdf)):
            try:
                width, height = self._pdf.get_page_size(number)
            except pypdfium2.PdfiumError:
                width, height = UNKNOWN_PT
            sound = 0 < width <= SIDE_PT and 0 < height <= SIDE_PT
            found.append(
                PageSheet(*((width, height) if sound else UNKNOWN_PT), self._label(number))
            )
        return found

    def _label(self, number: int) -> str:
        try:
            return page_label(self._pdf, number)
        except UnicodeDecodeError:
            return str(number + 1)

    def _page(self, number: int) -> Any:
        """The page of a number, kept until another is asked for. Raises `Unreadable`."""
        import pypdfium2

        if self._last is None or self._last[0] != number:
            self._let_go()
            try:
                self._last = number, self._pdf[number]
            except (pypdfium2.PdfiumError, IndexError) as error:
                raise Unreadable(self.path, "broken", f"page {number + 1}") from error
        return self._last[1]

    def _let_go(self) -> None:
        if self._last is not None:
            self._last[1].close()
            self._last = None

    def tile(self, key: TileKey) -> Tile:
        """Draw a square of a page. Raises `Unreadable`."""
        import pypdfium2
        import pypdfium2.raw as raw

        page = self._page(key.page)
        points = page.get_size()
        whole = size_px(points[0], points[1], key.scale)
        left, top = key.column * TILE_PX, key.row * TILE_PX
        width, height = min(TILE_PX, whole[0] - left), min(TILE_PX, whole[1] - top)
        if max(whole) > SIDE_PX or min(left, top) < 0 or min(width, height) < 1:
            raise Unreadable(self.path, "too-large", f"{whole} pixels")
        bitmap = pypdfium2.PdfBitmap.new_native(width, height, raw.FPDFBitmap_BGRx)
        try:
            bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
            place = -left, -top, *whole, 0, raw.FPDF_ANNOT
            raw.FPDF_RenderPageBitmap(bitmap, page, *place)
            if self._pdf.formenv is not None:
                raw.FPDF_FFLDraw(self._pdf.formenv, bitmap, page, *place)
            return Tile(width, height, bytes(bitmap.buffer))
        finally:
            bitmap.close()

    @contextmanager
    def page(self, number: int) -> Generator[Any]:
        """The page of a number as pypdfium2 has it; None where it cannot be read."""
        try:
            page = self._page(number)
        except Unreadable:
            page = None
        yield page

    def save(self, buffer: io.BytesIO) -> None:
        """Write the file as it is now. Raises `Unreadable`."""
        import pypdfium2

        self._let_go()
        try:
            self._pdf.save(buffer)
        except pypdfium2.PdfiumError as error:
            raise Unreadable(self.path, "broken", str(error)) from error

    def pixels(self, number: int) -> PagePixels:
        """The picture of a page in grey, to be read. Raises `Unreadable`."""
        import pypdfium2
        import pypdfium2.raw as raw

        page = self._page(number)
        points = page.get_size()
        fits = (READ_PIXELS_OF_PDF / max(1.0, points[0] * points[1])) ** 0.5
        scale = min(READ_DPI / 72, fits)
        whole = size_px(points[0], points[1], scale)
        if max(whole) > SIDE_PX:
            raise Unreadable(self.path, "too-large", f"{whole} pixels")
        bitmap = pypdfium2.PdfBitmap.new_native(*whole, raw.FPDFBitmap_Gray)
        try:
            bitmap.fill_rect((255, 255, 255, 255), 0, 0, *whole)
            drawn = raw.FPDFPage_CountObjects(page) > 0  # else what is to be read is in remarks
            raw.FPDF_RenderPageBitmap(
                *(bitmap, page, 0, 0, *whole, 0, 0 if drawn else raw.FPDF_ANNOT)
            )
            rows, stride = bytes(bitmap.buffer), bitmap.stride
        finally:
            bitmap.close()
        width, height = whole
        if stride != width:
            rows = b"".join(rows[at * stride : at * stride + width] for at in range(height))
        return PagePixels(width, height, round(scale * 72), "L", rows)

    def letters(
        self, number: int, layers: Sequence[Path] = (), as_written: bool = False
    ) -> PageLetters:
        """Where the letters of a page stand, in the lines that `formats.pdf` finds in it; of a
        page that is a picture, in those that were read off it.

        `as_written`: the boxes are left, bottom, right and top, from the lower left corner.
        """
        page = self._page(number)
        with upright_text(self._pdf, page, number) as words:
            lines = Reader(boxed=True).lines(words.textpage)
            boxes = [[words.as_written(box) for box in line.boxes] for line in lines]
            is_picture = is_scan(page, words, lines)
        if layers and is_picture:
            text = page_text(layers, content_key(self.path), number)
            if text is not None:
                width, height = page.get_size()
                found = letters_of(text, PageSheet(width, height, ""))
                written = _AsShown(page).written
                return (
                    PageLetters(map(written, line) for line in found.lines) if as_written else found
                )
        if as_written:
            return PageLetters(boxes)
        shown = _AsShown(page)
        return PageLetters([[shown(box) for box in line] for line in boxes])


class _AsShown:
    """Turns boxes of a page as it is written, from its lower left corner, into those that are
    shown: a page may be turned and cut."""

    def __init__(self, page: Any) -> None:
        import pypdfium2.raw as raw

        width, height = page.get_size()
        fine = max(1, min(_FINE, int(2**30 / max(1.0, width, height))))
        size = max(1, round(width * fine)), max(1, round(height * fine))

        def point(x: float, y: float) -> tuple[float, float]:
            left, top = ctypes.c_int(), ctypes.c_int()
            raw.FPDF_PageToDevice(page, 0, 0, *size, 0, x, y, left, top)
            return left.value / fine, top.value / fine

        self._origin, right, up = point(0, 0), point(_FAR, 0), point(0, _FAR)
        self._x = (right[0] - self._origin[0]) / _FAR, (up[0] - self._origin[0]) / _FAR
        self._y = (right[1] - self._origin[1]) / _FAR, (up[1] - self._origin[1]) / _FAR

    def __call__(self, box: Box) -> Box:
        (a, b), (c, d) = self._point(box[0], box[1]), self._point(box[2], box[3])
        return min(a, c), min(b, d), max(a, c), max(b, d)

    def written(self, box: Box) -> Box:
        """The way back: a box that is shown, as it is in the page as written."""
        (a, b), (c, d) = self._back(box[0], box[1]), self._back(box[2], box[3])
        return min(a, c), min(b, d), max(a, c), max(b, d)

    def _back(self, left: float, top: float) -> tuple[float, float]:
        across, down = left - self._origin[0], top - self._origin[1]
        (a, b), (c, d) = self._x, self._y
        whole = a * d - b * c or 1.0
        return (across * d - down * c) / whole, (down * a - across * b) / whole

    def _point(self, x: float, y: float) -> tuple[float, float]:
        return (
            self._origin[0] + x * self._x[0] + y * self._x[1],
            self._origin[1] + x * self._y[0] + y * self._y[1],
        )
