"""Small marks over characters that cannot be seen: a stem where each stands, and its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from viewer.core.invisibles import NAMES, OVERRIDES, find

if TYPE_CHECKING:
    from viewer.ui.reader.flow import Placed
    from viewer.ui.reader.page import Page

_WARNED = {NAMES[mark] for mark in OVERRIDES}


def paint(painter: QPainter, placed: Placed, page: Page) -> None:
    """Mark those in a cell; direction overrides in the colour of a warning."""
    cell = placed.cell
    if "invisibles" not in cell.painted:
        text = cell.block.text
        found = [(at, name) for at, name in find(text) if cell.start <= at < cell.end]
        cell.painted["invisibles"] = (found, [(cell.caret(at), name) for at, name in found])
    marks: list[tuple[QRectF, str]] = cell.painted["invisibles"][1]
    if not marks:
        return
    font = QFont(page.font(False))
    font.setPointSizeF(max(5.0, font.pointSizeF() * 0.42))
    painter.setFont(font)
    metrics = QFontMetricsF(font)
    taken: list[QRectF] = []
    for caret, name in marks:
        colour = page.colours["warning" if name in _WARNED else "muted"]
        x, y = placed.x + caret.x(), placed.y + caret.y()
        painter.fillRect(QRectF(x - 0.5, y + 3, 1, caret.height() - 4), colour)
        width = metrics.horizontalAdvance(name) + 4
        box = QRectF(x - width / 2, y - 3, width, metrics.height() - 2)
        while any(box.intersects(other) for other in taken):  # marks that follow each other
            box.moveTop(box.bottom())
        taken.append(box)
        painter.setPen(colour)
        painter.fillRect(box, page.colours["background"])
        painter.drawRect(box)
        painter.drawText(QPointF(box.x() + 2, box.y() + metrics.ascent() - 1), name)
