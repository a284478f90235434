"""Pages one above the other: how large each is on the screen, and where. No widget."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from PySide6.QtCore import QRectF

from viewer.core.pages.sheets import SIDE_PX, PageSheet

MARGIN_PX = 14
"""Around pages, and between them."""
HIGHEST = 4.0
"""Times its width that a page may be high before it is made narrower."""


class PageColumn:
    """Every page is as wide as the room for it, times `zoom`; pixels are those of the widget."""

    def __init__(self, sheets: Sequence[PageSheet], width: int, zoom: float = 1.0) -> None:
        self.sheets = sheets
        self.room = max(60.0, width - 2 * MARGIN_PX) * zoom
        self.width = self.room + 2 * MARGIN_PX
        """Pixels of the whole column."""
        self._scales = [self._scale(sheet) for sheet in sheets]
        heights = (
            sheet.height * scale + MARGIN_PX
            for sheet, scale in zip(sheets, self._scales, strict=True)
        )
        self._tops = list(accumulate(heights, initial=float(MARGIN_PX)))

    def _scale(self, sheet: PageSheet) -> float:
        fits = min(self.room / sheet.width, self.room * HIGHEST / sheet.height)
        return min(fits, SIDE_PX / 4 / max(sheet.width, sheet.height))

    @property
    def height(self) -> float:
        return self._tops[-1]

    def scale(self, page: int) -> float:
        """Pixels a point."""
        return self._scales[page]

    def rect(self, page: int) -> QRectF:
        """Where a page is in the column."""
        sheet, scale = self.sheets[page], self._scales[page]
        width = sheet.width * scale
        return QRectF((self.width - width) / 2, self._tops[page], width, sheet.height * scale)

    def page_at(self, y: float) -> int:
        """The page at a height of the column, or the one above the gap there."""
        return min(max(0, bisect_right(self._tops, y) - 1), max(0, len(self.sheets) - 1))

    def between(self, top: float, bottom: float) -> Iterator[int]:
        """The pages that stand between two heights."""
        if not self.sheets:
            return
        for page in range(self.page_at(top), len(self.sheets)):
            if self._tops[page] >= bottom:
                return
            yield page

    def point(self, page: int, y: float) -> float:
        """The height in the column of a place on a page, `y` in points from its top."""
        return self._tops[page] + y * self._scales[page]

    def place(self, y: float) -> tuple[int, float]:
        """The page at a height of the column, and the points from its top."""
        page = self.page_at(y)
        return page, (y - self._tops[page]) / self._scales[page]
