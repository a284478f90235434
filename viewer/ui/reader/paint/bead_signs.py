"""The signs between the columns: a bead that the reader confirmed, one to be looked at, texts that
do not belong together, how far a translation is."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from viewer.core.bitext.alignment import DOUBTFUL
from viewer.core.bitext.work_file import status_of
from viewer.ui.reader.layout.flow import MARGIN_PX, Flow


def paint(painter: QPainter, flow: Flow, row: int, y: float, height: float) -> None:
    """Those of a row whose upper edge is at `y`, pixels."""
    bead, apart = flow.rows.bead(row), flow.rows.is_apart(row) and flow.beside
    if bead is None or len(flow.shown_sides()) < 2:
        return
    if not (bead.pinned or apart or bead.score < DOUBTFUL):
        return
    x = _between(flow)
    top = y + (MARGIN_PX if row == 0 else 0)
    middle = top + flow.page.line_height(True) / 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if apart:
        painter.setPen(QPen(flow.page.colours["muted"], 1.4))
        for one, two in NOT_EQUAL:
            painter.drawLine(QPointF(x, middle) + QPointF(*one), QPointF(x, middle) + QPointF(*two))
    elif bead.pinned:
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


NOT_EQUAL = (((-4, -2), (4, -2)), ((-4, 2), (4, 2)), ((-2.5, 5), (2.5, -5)))
"""The strokes of the sign of texts that are no translations of each other, around its middle,
pixels."""
STATUS_PX = 11.0
"""Pixels between the sign of the bead and that of its status below it."""


def paint_status(
    painter: QPainter, flow: Flow, row: int, y: float, statuses: Mapping[tuple[str, int], str]
) -> None:
    """How far a row is: a ring for a draft, a tick for one that is done, two for one checked."""
    if not statuses or not flow.documents:
        return
    blocks = {side: flow.rows.blocks(row, side) for side in flow.documents}
    status = status_of(blocks, statuses)
    begins = all(not flow.rows.piece(row, s, run[0])[0] for s, run in blocks.items() if run)
    if not status or not begins:
        return
    top = y + (MARGIN_PX if row == 0 else 0)
    bead = flow.rows.bead(row)
    shift = STATUS_PX if bead is not None and bead.pinned else 0.0
    centre = QPointF(_between(flow), top + flow.page.line_height(True) / 2 + shift)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(flow.page.colours["muted"], 1.4))
    if status in ("done", "checked"):
        for at in (0.0,) if status == "done" else (-2.0, 2.0):
            painter.drawPolyline([centre + QPointF(x + at, y) for x, y in TICK])
    else:
        painter.drawEllipse(centre, 3.0, 3.0)
    painter.restore()


TICK = ((-4.0, 0.0), (-1.0, 3.0), (4.0, -3.5))
"""The corners of a tick around its middle, pixels."""


def _between(flow: Flow) -> float:
    """Pixels from the left: the middle between the first two columns, or before the only one."""
    first, *others = flow.columns()
    left, width = flow.column(first)
    if not flow.beside or not others:
        return left - MARGIN_PX / 2
    second = others[0]
    return (left + width + flow.column(second)[0]) / 2
