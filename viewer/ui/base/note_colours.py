"""The colours of notes as the reader sees them: their names, spots and buttons."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QToolButton

from viewer.core.notes.colours import COLOURS
from viewer.ui.base.guarded import guarded
from viewer.ui.base.i18n import tr

COLOUR_PX = 27


def colour_names(own: Mapping[str, str] = MappingProxyType({})) -> list[str]:
    """The eight colours in words, in the order of `COLOURS`; `own`: what the reader calls some."""
    names = [
        tr("Yellow"),
        tr("Red"),
        tr("Green"),
        tr("Blue"),
        tr("Purple"),
        tr("Magenta"),
        tr("Orange"),
        tr("Grey"),
    ]
    return [own.get(str(c), "") or name for c, name in zip(COLOURS, names, strict=True)]


def colour_name(colour: str, own: Mapping[str, str] = MappingProxyType({})) -> str:
    """A colour in words; one that is none of the eight as it is written."""
    names = {str(c): name for c, name in zip(COLOURS, colour_names(own), strict=True)}
    return names.get(colour, colour)


def swatch(colour: str, size: int = 18, marked: bool = False) -> QIcon:
    """A round spot of a colour, ringed when it is the chosen one."""
    picture = QPixmap(QSize(size * 2, size * 2))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(colour).darker(130))
        painter.setBrush(QColor(colour))
        inset = 9 if marked else 5
        painter.drawEllipse(QRectF(inset, inset, size * 2 - 2 * inset, size * 2 - 2 * inset))
        if marked:
            pen = painter.pen()
            pen.setWidthF(2.5)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QRectF(3, 3, size * 2 - 6, size * 2 - 6))
    finally:
        painter.end()
    return QIcon(picture)


@guarded
class ColourButton(QToolButton):
    """One of the eight colours."""

    chosen = Signal(str)

    def __init__(
        self, colour: str, name: str, focus: Qt.FocusPolicy = Qt.FocusPolicy.TabFocus
    ) -> None:
        super().__init__()
        self.value = colour
        self.setIcon(swatch(colour))
        self.setIconSize(QSize(18, 18))
        self.setToolTip(name)
        self.setAccessibleName(name)
        self.setFocusPolicy(focus)
        self.clicked.connect(self._tell)

    def sizeHint(self) -> QSize:
        """As wide as eight of them find room beside each other in a narrow panel."""
        return QSize(COLOUR_PX, super().sizeHint().height())

    minimumSizeHint = sizeHint

    def mark(self, on: bool) -> None:
        self.setIcon(swatch(self.value, marked=on))

    def _tell(self) -> None:
        self.chosen.emit(self.value)
