"""The signs between the columns: a bead that the reader confirmed, one to be looked at."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from viewer.core.bitext.alignment import DOUBTFUL
from viewer.ui.reader.layout.flow import MARGIN_PX, Flow


def paint(painter: QPainter, flow: Flow, row: int, y: float, height: float) -> None:
    """Those of a row whose upper edge is at `y`, pixels."""
    bead = flow.rows.bead(row)
    if bead is None or len(flow.shown_sides()) < 2 or not (bead.pinned or bead.score < DOUBTFUL):
        return
    x = _between(flow)
    top = y + (MARGIN_PX if row == 0 else 0)
    middle = top + flow.page.line_height(True) / 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if bead.pinned:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(flow.page.colours["caret"])
        painter.drawEllipse(QPointF(x, middle), 3.0, 3.0)
    else:
        colour = QColor(flow.page.colours["muted"])
        colour.setAlphaF(0.6)
        pen = QPen(colour, 1.6, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.RoundCap)
        pen.setDashPattern([0.1, 3.5])
        painter.setPen(pen)
        bottom = max(middle, y + height - flow.page.gap)
        painter.drawLine(QPointF(x, top + 4), QPointF(x, bottom))
    painter.restore()


def _between(flow: Flow) -> float:
    """Pixels from the left: the middle between the first two columns, or before the only one."""
    first, second = flow.columns()[:2]
    left, width = flow.column(first)
    if not flow.beside:
        return left - MARGIN_PX / 2
    return (left + width + flow.column(second)[0]) / 2
