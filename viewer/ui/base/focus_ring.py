"""A ring round the control that the keys go to, alike on every control and in every theme.

The style draws none on lists and hardly one on boxes and buttons. The text that is read has its
caret, and no ring.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPalette, QPen, QRegion
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QWidget
from shiboken6 import isValid

from viewer.ui.base.guarded import guarded

WIDTH_PX = 2
"""Pixels of the line."""
RADIUS = 5.0
_MOVES = (
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.ZOrderChange,  # a callout was raised over the ring of its own button
)


class Rings(QObject):
    """Follows the focus of the program through all of its windows. There is one."""

    def __init__(self, qt: QApplication) -> None:
        super().__init__(qt)
        self._rings: list[FocusRing] = []
        qt.focusChanged.connect(self._moved)

    def _moved(self, old: QWidget | None, new: QWidget | None) -> None:
        """What had the focus may be going to pieces at this moment: it is not looked at."""
        self._rings = [ring for ring in self._rings if isValid(ring)]
        for ring in self._rings:
            ring.follow(None)
        if new is None or isinstance(new, QMainWindow | QMenu) or new.property("ringless"):
            return
        if QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton:
            self._ring_in(new.window()).follow(new)

    def _ring_in(self, window: QWidget) -> FocusRing:
        found = next((ring for ring in self._rings if ring.parentWidget() is window), None)
        if found is None:
            found = FocusRing(window)
            self._rings.append(found)
        return found


@guarded
class FocusRing(QWidget):
    """Lies over a window; lets the pointer through, and is nothing to a screen reader."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def follow(self, target: QWidget | None) -> None:
        """Lie round a control of this window, wherever it goes; round none: hide."""
        for widget in filter(isValid, self._watched):
            widget.removeEventFilter(self)
        self._watched, self._target = [], target
        at = target
        while at is not None and at is not self.parentWidget():
            self._watched.append(at)
            at.installEventFilter(self)
            at = at.parentWidget()
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._place()
        return False

    def _place(self) -> None:
        target, window = self._target, self.parentWidget()
        if target is None or window is None or not (isValid(target) and target.isVisible()):
            self.hide()
            return
        seen = window.rect()
        for widget in self._watched:  # what holds it may show a part of it alone, or nothing
            seen &= QRect(widget.mapTo(window, QPoint()), widget.size())
        if seen.isEmpty():
            self.hide()
            return
        self.setGeometry(seen)
        inner = QRect(0, 0, seen.width(), seen.height()).adjusted(
            WIDTH_PX + 4, WIDTH_PX + 4, -WIDTH_PX - 4, -WIDTH_PX - 4
        )
        around = QRegion(0, 0, seen.width(), seen.height())
        self.setMask(around - QRegion(inner) if inner.isValid() else around)
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), WIDTH_PX))
            half = WIDTH_PX / 2
            frame = QRectF(self.rect()).adjusted(half, half, -half, -half)
            painter.drawRoundedRect(frame, RADIUS, RADIUS)
        finally:
            painter.end()
