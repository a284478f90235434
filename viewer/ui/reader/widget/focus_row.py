"""Focus: the row that is being read is lit, the others are dimmed."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from viewer.ui.reader.widget.surface import Surface

EYE = 0.36
"""Share of the screen's height where the eye rests while it only scrolls."""

DIM = 0.72
"""How much paper lies over what is not lit, 0 to 1."""


class Focus:
    """Which row is lit: that of the caret when it moved last, else the one where the eye rests."""

    def __init__(self, view: Surface) -> None:
        self._view = view
        self._by_caret = False

    def follow_caret(self) -> None:
        self._by_caret = True

    def follow_screen(self) -> None:
        self._by_caret = False

    def row(self) -> int | None:
        """The lit row; None when nothing is on screen."""
        view, rows = self._view, self._view.flow.visible()
        if not rows:
            return None
        caret = view.caret
        if self._by_caret and caret.side in view.flow.documents:
            row = view.flow.rows.row_of(caret.side, *caret.position)
            if any(row == shown for shown, _, _ in rows):
                return row
        flow = view.flow
        if flow.top_row == 0 and flow.top_offset == 0:
            return rows[0][0]
        if rows[-1][1] + rows[-1][2] <= flow.height and rows[-1][0] == len(flow.rows) - 1:
            return self._at_the_end(rows)
        eye = flow.height * EYE
        return next((row for row, y, height in rows if y + height > eye), rows[-1][0])

    def _at_the_end(self, rows: list[tuple[int, float, float]]) -> int:
        """The last rows cannot come up to the eye: the eye goes down to the last one."""
        return rows[-1][0]

    def paint(self, painter: QPainter, lit: int | None, row: int, y: float, height: float) -> None:
        """Dim a row that is not lit, over everything that was drawn of it."""
        if row == lit:
            return
        flow = self._view.flow
        paper = QColor(flow.page.colours["background"])
        paper.setAlphaF(DIM)
        painter.fillRect(QRectF(0, y, flow.width, height), paper)
