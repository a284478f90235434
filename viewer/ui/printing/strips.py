"""Cells cut into strips that a page can break between: lines, rows of a table, pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QImage, QPainter

from viewer.ui.reader.layout.cells import Cell
from viewer.ui.reader.layout.page import PageStyle
from viewer.ui.reader.paint.backgrounds import grounds

SIGN_SIZE = 0.6
"""Of the letters of the text: the number of a note."""
SIGN_ROOM = 0.8
"""Of a space: how far the number of a note may stand out from its words."""


@dataclass(frozen=True)
class Sign:
    """The number of a note, above the end of what it is about; dots of the cell."""

    x: float
    y: float
    number: str
    rtl: bool


@dataclass
class Strip:
    """`top` and `bottom` in dots of the row; `line`: of every part, None for a picture.

    `lit`: rectangles of notes and their colours, in dots of the cell.
    """

    cell: Cell
    x: float
    top: float
    bottom: float
    line: int | None = None
    picture: tuple[QImage, QRectF] | None = None
    first: bool = False
    last: bool = False
    lit: list[tuple[QRectF, QColor]] = field(default_factory=list)
    signs: list[Sign] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """Ids of the notes that begin here."""

    @property
    def height(self) -> float:
        return self.bottom - self.top


def strips(cell: Cell, x: float, y: float) -> list[Strip]:
    """The strips of a cell that stands at `x`, `y` of its row, from the top."""
    pitch, found = cell.style.pitch, []
    lines = max((part.layout.lineCount() for part in cell.parts), default=0)
    top = y + cell.parts[0].y
    for line in range(lines):
        found.append(Strip(cell, x, top + line * pitch, top + (line + 1) * pitch, line))
    for image, box in cell.pictures:
        where = Strip(cell, x, y + box.top(), y + box.bottom(), None, (image, box))
        found.append(where)
    found.sort(key=_top)
    if found:
        found[0].first = found[-1].last = True
    return found


def _top(strip: Strip) -> float:
    return strip.top


def at(found: Sequence[Strip], y: float) -> Strip | None:
    """The strip of lines over `y`, dots of the row."""
    return next((s for s in found if s.line is not None and s.top <= y < s.bottom), None)


def draw(painter: QPainter, strip: Strip, y: float, page: PageStyle) -> None:
    """Draw a strip with its upper edge at `y` of the paper, and what stands beside it."""
    cell, x = strip.cell, strip.x
    thin = page.line_height(False) / 24
    for box, colour in grounds(cell, page, strip.height, strip.first, strip.last, thin):
        painter.fillRect(box.translated(x, y), colour)
    if strip.picture is not None:
        image, box = strip.picture
        painter.drawImage(box.translated(x, y - box.top()), image)
        return
    line = strip.line or 0
    down = y - (strip.top - _row_y(strip))  # where the row of the cell would begin
    for rect, colour in strip.lit:
        painter.fillRect(rect.translated(x, down), colour)
    above = y - line * cell.style.pitch
    for part in cell.parts:
        if line < part.layout.lineCount():
            painter.setPen(part.style.text)
            part.layout.lineAt(line).draw(painter, QPointF(x + part.x, above))
    if strip.first:
        for extra in (cell.marker, cell.label):
            if extra is not None:
                painter.setPen(extra.style.text)
                extra.layout.draw(painter, QPointF(x + extra.x, above + extra.y - cell.parts[0].y))
    for sign in strip.signs:
        _draw_sign(painter, sign, x, down, page)


def _row_y(strip: Strip) -> float:
    """Dots of the row at which the strip's cell begins."""
    line = strip.line or 0
    return strip.top - line * strip.cell.style.pitch - strip.cell.parts[0].y


def _draw_sign(painter: QPainter, sign: Sign, x: float, down: float, page: PageStyle) -> None:
    """Draw it raised at the end of its words, over them rather than over what follows."""
    gap = QFontMetricsF(dotted(page.font(sign.rtl))).horizontalAdvance(" ") * SIGN_ROOM
    font = dotted(page.font(False), SIGN_SIZE)
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(page.colours["link"])
    metrics = QFontMetricsF(font)
    wide = metrics.horizontalAdvance(sign.number)
    out = min(wide, gap)
    left = x + sign.x - (out if sign.rtl else wide - out)
    painter.drawText(QPointF(left, down + sign.y + metrics.ascent() * 0.8), sign.number)


def dotted(font: QFont, share: float = 1.0) -> QFont:
    """A font of so many dots: points would be those of the paper, not of the layout."""
    font.setPixelSize(max(1, round(QFontInfo(font).pixelSize() * share)))
    return font
