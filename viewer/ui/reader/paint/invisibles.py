"""Small marks over characters that cannot be seen: a stem where each stands, and its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from viewer.core.text.invisibles import NAMES, OVERRIDES, find

if TYPE_CHECKING:
    from viewer.ui.reader.layout.cells import Cell
    from viewer.ui.reader.layout.flow import PlacedCell
    from viewer.ui.reader.layout.page import PageStyle

MARKS_SHOWN, OF_A_FLOOD, MARKS_NEAR, ON_ONE_SPOT = 300, 60, 12, 6
"""Marks that are drawn of a cell, those of one in which every `DENSE`-th sign is one, those before
that one gives way to, and those that are drawn where no letter stands between them: a flood of them
must not stop the drawing."""
DENSE = 6

_WARNED = {NAMES[mark] for mark in OVERRIDES}


def paint(painter: QPainter, placed: PlacedCell, page: PageStyle) -> None:
    """Mark those in a cell; direction overrides in the colour of a warning."""
    cell = placed.cell
    if "invisibles" not in cell.painted:
        end = cell.start + MARKS_SHOWN if cell.parts[0].hidden else cell.end
        found = _grouped(find(cell.block.text[cell.start : end]))
        flood = len(found) * DENSE > end - cell.start > MARKS_SHOWN
        found = found[: OF_A_FLOOD if flood else MARKS_SHOWN]
        cell.painted["invisibles"] = (found, _placed(cell, found))
    marks: list[tuple[QRectF, str]] = cell.painted["invisibles"][1]
    if not marks:
        return
    font = QFont(page.font(False))
    font.setPointSizeF(max(5.0, font.pointSizeF() * 0.42))
    painter.setFont(font)
    metrics = QFontMetricsF(font)
    taken: list[QRectF] = []
    for caret, name in marks:
        colour = page.colours["warning" if name.split(" ")[0] in _WARNED else "muted"]
        x, y = placed.x + caret.x(), placed.y + caret.y()
        painter.fillRect(QRectF(x - 0.5, y + 3, 1, caret.height() - 4), colour)
        width = metrics.horizontalAdvance(name) + 4
        box = QRectF(x - width / 2, y - 3, width, metrics.height() - 2)
        while any(box.intersects(other) for other in taken):  # marks that follow each other
            box.moveTop(box.bottom())
        taken = [*taken[-MARKS_NEAR:], box]
        painter.setPen(colour)
        painter.fillRect(box, page.colours["background"])
        painter.drawRect(box)
        painter.drawText(QPointF(box.x() + 2, box.y() + metrics.ascent() - 1), name)


def _placed(cell: Cell, found: list[tuple[int, str]]) -> list[tuple[QRectF, str]]:
    """The marks where they stand; of many on one spot the first, and an ellipsis for the rest."""
    places: list[tuple[QRectF, str]] = []
    here = 0
    for at, name in found:
        caret = cell.caret(cell.start + at)
        here = here + 1 if places and places[-1][0].topLeft() == caret.topLeft() else 0
        if here <= ON_ONE_SPOT:
            places.append((caret, name if here < ON_ONE_SPOT else "…"))
    return places


def _grouped(found: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The marks, those that follow each other and are alike as one: `ZWJ ×3`."""
    groups: list[tuple[int, str, int]] = []
    for at, name in found:
        if groups and groups[-1][1] == name and groups[-1][0] + groups[-1][2] == at:
            groups[-1] = (groups[-1][0], name, groups[-1][2] + 1)
        else:
            groups.append((at, name, 1))
    return [(at, f"{name} ×{count}" if count > 1 else name) for at, name, count in groups]
