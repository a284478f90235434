"""A line of text that gives way: cut off with an ellipsis where there is no room for it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QStyle

from viewer.ui.base.guarded import guarded

LEAST_WIDTH_PX = 40


@guarded
class ElidedLabel(QLabel):
    """What is cut off belongs into its tool tip."""

    elides = True

    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST_WIDTH_PX, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            box = self.contentsRect()
            text = self.fontMetrics().elidedText(
                self.text(), Qt.TextElideMode.ElideRight, box.width()
            )
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
            painter.setPen(self.palette().windowText().color())
            painter.drawText(box, QStyle.visualAlignment(self.layoutDirection(), flags), text)
        finally:
            painter.end()
