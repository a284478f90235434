"""Dots under the words of a scan that may have been misread."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

if TYPE_CHECKING:
    from viewer.ui.reader.layout.flow import PlacedCell
    from viewer.ui.reader.layout.page import PageStyle

DOT_PX = 1.6
_LOW = 0.86
"""Share of the height of a line at which the dots stand: below the letters, in the line."""


def paint(painter: QPainter, placed: PlacedCell, page: PageStyle) -> None:
    """Dot those in a cell."""
    cell = placed.cell
    if "doubts" not in cell.painted:
        spans = (span for span in cell.block.spans if span.style == "doubtful")
        cell.painted["doubts"] = [box for s in spans for box in cell.rects(s.start, s.end)], None
    boxes = cell.painted["doubts"][0]
    if boxes:
        paint_under(painter, (box.translated(placed.x, placed.y) for box in boxes), page)


def paint_under(
    painter: QPainter,
    boxes: Iterable[QRectF],
    page: PageStyle,
    low: float = _LOW,
    turned: bool = False,
) -> None:
    """Dot along boxes of words, pixels; `low`: the share of their height where the dots stand.
    `turned`: of words that run up or down, along their right side."""
    pen = QPen(QColor(page.colours["warning"]), DOT_PX, Qt.PenStyle.DotLine)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    for box in boxes:
        if turned and box.height() > box.width():
            painter.drawLine(box.topRight(), box.bottomRight())
            continue
        y = box.top() + box.height() * low
        painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
