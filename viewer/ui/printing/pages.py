"""Which pages of what is printed are wanted: as a reader types them, and as paper takes them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPagedPaintDevice, QPainter

LARGEST_PAGE = 1_000_000
"""A number beyond which nobody means a page."""


def page_ranges(text: str) -> tuple[range, ...]:
    """`2-4, 7` as ranges of pages, counted from 1; nothing for all. Digits and commas of any
    script. `5-` is from there to the end. Raises ValueError for what is no such list.
    """
    plain = "".join(str(d) if (d := unicodedata.decimal(c, None)) is not None else c for c in text)
    found: list[range] = []
    for part in filter(None, map(str.strip, re.split(r"[,،;؛]", plain))):
        ends = re.fullmatch(r"(\d{1,7})(?:\s*([-–—])\s*(\d{1,7})?)?", part)
        if ends is None:
            raise ValueError(part)
        first = int(ends[1])
        last = int(ends[3]) if ends[3] else LARGEST_PAGE if ends[2] else first
        if not 1 <= first <= last:
            raise ValueError(part)
        found.append(range(first, last + 1))
    return tuple(found)


class PickedPages:
    """Paper that takes the pages of some ranges and lets all others go."""

    def __init__(
        self, device: QPagedPaintDevice, painter: QPainter, ranges: Sequence[range]
    ) -> None:
        """`ranges`: empty for all pages; counted from 1."""
        self._device, self._painter, self._ranges = device, painter, ranges
        self.number, self.taken = 0, 0
        self.newPage()

    @property
    def over(self) -> bool:
        """Whether no page that is still to come is wanted."""
        return bool(self._ranges) and self.number >= max(each.stop for each in self._ranges)

    def newPage(self) -> bool:
        """Turn to the next page. The device has its first one from the beginning."""
        self.number += 1
        wanted = not self._ranges or any(self.number in each for each in self._ranges)
        if wanted:
            self._painter.setClipping(False)
            self.taken += 1
            return self.taken == 1 or self._device.newPage()
        self._painter.setClipRect(QRectF(0, 0, 0, 0))  # painted, but on nothing
        return True
