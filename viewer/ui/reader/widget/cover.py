"""Self-test: the translation is covered, and shown row by row when the reader wants to compare."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from viewer.ui.reader.layout.flow import PlacedCell
from viewer.ui.reader.widget.surface import Surface


class Cover:
    """Which cells are covered: those of all sides but the first, until they were shown."""

    def __init__(self, view: Surface) -> None:
        self._view = view
        self.on = False
        self._shown: set[tuple[str, int]] = set()

    def set(self, on: bool) -> None:
        """Cover everything, or nothing."""
        self.on = on
        self._shown.clear()
        self._view.viewport().update()

    def covers(self, side: str, block: int) -> bool:
        flow = self._view.flow
        sides = flow.shown_sides()
        if not self.on or len(sides) < 2 or side == sides[0] or (side, block) in self._shown:
            return False
        return block not in flow.documents[side].furniture

    def reveal_at(self, x: float, y: float) -> bool:
        """Show the row under a point, if what is there is covered."""
        flow = self._view.flow
        found = flow.hit(x, y)
        if found is None or not self.covers(found[0], found[1]):
            return False
        self._reveal(flow.rows.row_of(*found))
        return True

    def reveal_next(self) -> bool:
        """Show the next covered row on screen, from the top; False when there is none."""
        if not self.on:
            return False
        flow = self._view.flow
        for row, y, height in flow.visible():
            if any(self.covers(p.side, p.cell.block.index) for p in flow.placed(row, y)):
                self._reveal(row)
                if y + height > flow.height:
                    self._view.scroll_by(min(y, y + height - flow.height))
                return True
        return False

    def _reveal(self, row: int) -> None:
        flow = self._view.flow
        self._shown.update((p.side, p.cell.block.index) for p in flow.placed(row, 0.0))
        self._view.viewport().update()

    def paint(self, painter: QPainter, placed: PlacedCell) -> bool:
        """Paint a covered cell; False when it is not covered."""
        if not self.covers(placed.side, placed.cell.block.index):
            return False
        colour = QColor(self._view.flow.page.colours["rule"])
        cell = placed.cell
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(colour)
        colour.setAlphaF(0.55)
        painter.setBrush(colour)
        box = QRectF(placed.x, placed.y, cell.width, cell.height).adjusted(0, 2, 0, -2)
        painter.drawRoundedRect(box, 5, 5)
        painter.restore()
        return True
