"""What can be dragged in the reading pane: the gap between columns, the borders of beads."""

from __future__ import annotations

import itertools
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPen

from viewer.ui.reader.widget.surface import Surface

REACH_PX = 6.0
"""Pixels around a line within which it is taken hold of."""
NARROWEST = 0.15
"""Share of the room that a column keeps."""


class Grip(NamedTuple):
    """What the pointer holds: the gap behind a column, or the border above a row on a side."""

    kind: str
    side: str
    row: int = 0


class Handles:
    """Turns presses and moves of the mouse into other widths and other borders."""

    def __init__(self, view: Surface) -> None:
        self._view = view
        self._held: Grip | None = None
        self._y = 0.0
        self.repairing = False
        """Whether borders of beads are shown and can be dragged."""

    def grip(self, point: QPointF) -> Grip | None:
        """What would be taken hold of at a point of the viewport."""
        flow = self._view.flow
        sides = flow.columns()
        if flow.mode == "side" and flow.beside:
            for one, two in itertools.pairwise(sides):
                middle = (sum(flow.column(one)) + flow.column(two)[0]) / 2
                if abs(point.x() - middle) <= REACH_PX:
                    return Grip("column", one)
        if self.repairing:
            for row, y, _ in flow.visible():
                if flow.rows.bead(row) is not None and abs(point.y() - y) <= REACH_PX and row > 0:
                    return self._border(point.x(), row)
        return None

    def _border(self, x: float, row: int) -> Grip | None:
        flow = self._view.flow
        for side in flow.columns():
            left, width = flow.column(side)
            if left <= x <= left + width and flow.beside:
                return Grip("border", side, row)
        return None

    # The mouse

    def press(self, event: QMouseEvent) -> bool:
        """Take hold; False when there is nothing to be held."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._held, self._y = self.grip(event.position()), event.position().y()
        return self._held is not None

    def move(self, event: QMouseEvent) -> bool:
        """Drag, or show what can be held; False when the move is not ours."""
        if self._held is None:
            grip = None if event.buttons() else self.grip(event.position())
            if grip is not None:
                column = grip.kind == "column"
                shape = Qt.CursorShape.SplitHCursor if column else Qt.CursorShape.SplitVCursor
                self._view.viewport().setCursor(shape)
            return grip is not None
        if self._held.kind == "column":
            self._widen(self._held.side, event.position().x())
        else:
            self._y = event.position().y()
            self._view.viewport().update()
        return True

    def release(self, event: QMouseEvent) -> bool:
        held, self._held = self._held, None
        if held is None:
            return False
        if held.kind == "border":
            self._view.viewport().update()
            block = self._block_below(held.side, event.position())
            if block is not None:
                self._view.border_dragged.emit(held.row, held.side, block)
        else:
            self._view.widths_dragged.emit(list(self._view.flow.shares))
        return True

    def _widen(self, side: str, x: float) -> None:
        """The gap behind the column of a side stands at `x`."""
        flow = self._view.flow
        sides = flow.columns()
        at = sides.index(side)
        shares = list(flow.shares_of(len(sides)))
        both = shares[at] + shares[at + 1]
        begin = flow.column(side)[0]
        end = sum(flow.column(sides[at + 1]))
        share = both * (x - begin) / max(1.0, end - begin)
        shares[at] = min(max(share, NARROWEST), both - NARROWEST)
        shares[at + 1] = both - shares[at]
        self._view.set_shares(shares)

    def _block_below(self, side: str, point: QPointF) -> int | None:
        """The block of a side that a border let go at a point would stand above."""
        flow = self._view.flow
        last = None
        for row, y, _ in flow.visible():
            for placed in flow.placed(row, y):
                if placed.side == side:
                    if point.y() < placed.y + placed.cell.height / 2:
                        return placed.cell.block.index
                    last = placed.cell.block.index
        return last + 1 if last is not None else None

    # Painting

    def paint(self, painter: QPainter) -> None:
        """The borders of the beads, and where the one that is held would stand."""
        flow = self._view.flow
        if not self.repairing:
            return
        pen = QPen(flow.page.colours["muted"], 1, Qt.PenStyle.DotLine)
        for row, y, _ in flow.visible():
            if row > 0 and flow.rows.bead(row) is not None:
                for side in flow.columns():
                    left, width = flow.column(side)
                    painter.setPen(pen)
                    painter.drawLine(QPointF(left, round(y)), QPointF(left + width, round(y)))
        if self._held is not None and self._held.kind == "border":
            left, width = flow.column(self._held.side)
            colour = QColor(flow.page.colours["caret"])
            painter.fillRect(QRectF(left, self._y - 1, width, 2), colour)
