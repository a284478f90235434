"""The pages of a document as a widget: paints what is near the screen, scrolls, passes input on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea

from viewer.core.pages.sheets import TILE_PX, Box, Tile, TileKey, size_px
from viewer.session.pages.page_pictures import PagePictures
from viewer.ui.base.error_messages import sentence
from viewer.ui.base.guarded import guarded
from viewer.ui.base.i18n import digits, tr
from viewer.ui.base.theme import Theme
from viewer.ui.reader.page.column import PageColumn

ZOOMS = (1.0, 1.25, 1.5, 2.0, 2.5, 3.0, 4.0)
"""Times the width of the widget that a page can be wide."""
DIMMED = 0.14
"""How dark the veil is over a page in a dark window."""
READ_PX = 10
"""Pixels below the upper edge where the line is that the reader is at."""

PointOnPage = tuple[int, float, float]
"""A page, from 0, and points from its upper left corner."""


@guarded
class PageView(QAbstractScrollArea):
    """Shows pages. What is marked on them is for `paint_over` to paint."""

    moved = Signal()
    """The reader scrolled."""
    pressed = Signal(object, bool)
    """A place was pressed, a `PointOnPage`; whether the selection is to reach there."""
    dragged = Signal(object)
    """The pointer is held, and is at this place now."""
    released = Signal(object)
    picked = Signal(object)
    """A double click at this place."""
    keyed = Signal(object)
    """A key that is not about pages: a `QKeyEvent`."""
    menu_asked = Signal(object, object)
    """The context menu is wanted at a place, and at a point of the screen."""

    def __init__(self, pictures: PagePictures, theme: Theme) -> None:
        super().__init__()
        self._pictures, self._theme = pictures, theme
        self._column = PageColumn((), 100)
        self._zoom = 1.0
        self._syncing = self._held = False
        self.letters_of: Callable[[list[int]], list[int]] = list
        """Of some pages, those whose letters are still to be asked for."""
        self.paint_over: Callable[[QPainter, int, QRectF, float], None] | None = None
        """Paints on a page: its number, where it is, pixels a point."""
        self.setAccessibleName(tr("Page"))
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.horizontalScrollBar().valueChanged.connect(self._scrolled)
        pictures.listed.connect(self.show_sheets)
        pictures.drawn.connect(self.viewport().update)

    # Where things stand

    def show_sheets(self) -> None:
        """Show the pages that are known by now, from the first one."""
        self._lay_out()
        self._go(0.0)

    def _lay_out(self) -> None:
        """Lay the pages out in the room there is; what is at the top stays there."""
        kept = self.place()
        self._column = PageColumn(self._pictures.sheets, self.viewport().width(), self._zoom)
        size, column = self.viewport().size(), self._column
        self._syncing = True
        for bar, room, whole in (
            (self.verticalScrollBar(), size.height(), column.height),
            (self.horizontalScrollBar(), size.width(), column.width),
        ):
            bar.setRange(0, max(0, int(whole) - room))
            bar.setPageStep(room)
            bar.setSingleStep(40)
        if not self.horizontalScrollBar().value() and self._zoom > 1:
            self.horizontalScrollBar().setValue(int(column.width - size.width()) // 2)
        self._syncing = False
        self.go_to(*kept)

    def sizeHint(self) -> QSize:
        return QSize(480, 600)

    def place(self) -> tuple[int, float]:
        """The page that the reader is at, and points from its top."""
        if not self._column.sheets:
            return 0, 0.0
        return self._column.place(self.verticalScrollBar().value() + READ_PX)

    def go_to(self, page: int, y: float) -> None:
        """Show a place of a page, points from its top, at the upper edge; `moved` says nothing."""
        if page < len(self._column.sheets):
            self._go(self._column.point(page, y) - READ_PX)

    def reveal(self, page: int, top: float, bottom: float) -> None:
        """Scroll no more than needed to show what is between two heights of a page, in points."""
        if page >= len(self._column.sheets):
            return
        begin, end = self._column.point(page, top), self._column.point(page, bottom)
        seen, height = self.verticalScrollBar().value(), self.viewport().height()
        if begin < seen + READ_PX or end > seen + height - READ_PX:
            self._go(begin - height / 3)

    def _go(self, y: float) -> None:
        self._syncing = True
        self.verticalScrollBar().setValue(ceil(y))  # never the line above
        self._syncing = False
        self.viewport().update()

    def _scrolled(self) -> None:
        self.viewport().update()
        if not self._syncing:
            self.moved.emit()

    def set_zoom(self, zoom: float) -> None:
        """Have pages be that many times as wide as the widget."""
        if zoom != self._zoom:
            self._zoom = zoom
            self._lay_out()

    def step_zoom(self, step: int) -> None:
        """One step larger or smaller; 0: as wide as the widget."""
        at = ZOOMS.index(self._zoom) + step if step else 0
        self.set_zoom(ZOOMS[min(max(at, 0), len(ZOOMS) - 1)])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _shown(self, page: int) -> QRectF:
        """Where a page is in the viewport, on whole pixels of the screen."""
        dots, rect = self.devicePixelRatioF(), self._column.rect(page)
        bar = self.horizontalScrollBar()
        hidden = bar.maximum() - bar.value() if self.isRightToLeft() else bar.value()
        x = rect.x() - hidden
        if self._column.width < self.viewport().width():
            x += (self.viewport().width() - self._column.width) / 2
        y = rect.y() - self.verticalScrollBar().value()
        return QRectF(round(x * dots) / dots, round(y * dots) / dots, rect.width(), rect.height())

    def _pages(self, screens: float = 0.0) -> list[int]:
        """The pages on the screen, or so many screens around it."""
        top, height = self.verticalScrollBar().value(), self.viewport().height()
        return list(self._column.between(top - screens * height, top + (1 + screens) * height))

    def box_on_screen(self, page: int, box: Box) -> QRectF:
        """A box of a page, in points, as pixels of the viewport."""
        rect, scale = self._shown(page), self._column.scale(page)
        left, top, right, bottom = (side * scale for side in box)
        return QRectF(rect.x() + left, rect.y() + top, right - left, bottom - top)

    def point_at(self, position: QPointF) -> PointOnPage | None:
        """The place on a page at a point of the viewport, or the nearest page's."""
        if not self._column.sheets:
            return None
        page = self._column.page_at(position.y() + self.verticalScrollBar().value())
        rect, scale = self._shown(page), self._column.scale(page)
        return page, (position.x() - rect.x()) / scale, (position.y() - rect.y()) / scale

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        try:
            painter.fillRect(event.rect(), QColor(self._theme.colours["window"]))
            for page in self._pages():
                self._paint_page(painter, page)
            if self._pictures.error is not None:
                self._say(painter, QRectF(self.viewport().rect()), sentence(self._pictures.error))
        finally:
            painter.end()
        self._want()

    def _paint_page(self, painter: QPainter, page: int) -> None:
        rect = self._shown(page)
        painter.fillRect(rect, Qt.GlobalColor.white)
        if page in self._pictures.errors:
            self._say(painter, rect, tr("This page cannot be drawn."), paper=True)
        else:
            self._paint_tiles(painter, page, rect)
        if self.paint_over is not None:
            painter.save()
            painter.setClipRect(rect)
            self.paint_over(painter, page, rect, self._column.scale(page))
            painter.restore()
        if self._theme.dark:
            veil = QColor(0, 0, 0)
            veil.setAlphaF(DIMMED)
            painter.fillRect(rect, veil)
        self._paint_label(painter, page, rect)

    def _paint_tiles(self, painter: QPainter, page: int, rect: QRectF) -> None:
        dots = self.devicePixelRatioF()
        scale = self._dots(page)
        found = [(key, self._pictures.tile(key)) for key in self._keys(page, rect)]
        if any(tile is None for _, tile in found):
            for key, tile in self._pictures.others(page, scale):
                self._paint_tile(painter, rect, key, tile, scale / key.scale / dots)
        for key, tile in found:
            if tile is not None:
                self._paint_tile(painter, rect, key, tile, 1 / dots)

    def _paint_tile(
        self, painter: QPainter, rect: QRectF, key: TileKey, tile: Tile, pixel: float
    ) -> None:
        """Paint a square whose pixels are `pixel` of those of the widget."""
        form = QImage.Format.Format_RGB32
        image = QImage(tile.pixels, tile.width, tile.height, 4 * tile.width, form)
        x, y = rect.x() + key.column * TILE_PX * pixel, rect.y() + key.row * TILE_PX * pixel
        painter.drawImage(QRectF(x, y, tile.width * pixel, tile.height * pixel), image)

    def _paint_label(self, painter: QPainter, page: int, rect: QRectF) -> None:
        """What the document calls the page, in its lower corner."""
        text = digits(self._column.sheets[page].label)
        font = self.font()
        font.setPointSizeF(max(7.0, font.pointSizeF() * 0.85))
        painter.setFont(font)
        box = QRectF(painter.fontMetrics().boundingRect(text)).adjusted(-6, -2, 6, 2)
        box.moveBottomLeft(rect.bottomLeft() + QPointF(4, -4))
        ground = QColor(self._theme.colours["window"])
        ground.setAlphaF(0.85)
        painter.fillRect(box, ground)
        painter.setPen(QColor(self._theme.colours["muted"]))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _say(self, painter: QPainter, rect: QRectF, text: str, paper: bool = False) -> None:
        colour = "#5c676b" if paper else self._theme.colours["window_text"]
        painter.setPen(QColor(colour))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(rect.adjusted(20, 20, -20, -20), flags, text)

    # What has to be fetched

    def _dots(self, page: int) -> float:
        """Pixels of the screen a point."""
        return round(self._column.scale(page) * self.devicePixelRatioF(), 5)

    def _keys(self, page: int, rect: QRectF) -> Iterator[TileKey]:
        """The squares of a page that are on the screen, or, of one beside it, its nearest."""
        dots, scale = self.devicePixelRatioF(), self._dots(page)
        sheet = self._column.sheets[page]
        width, height = size_px(sheet.width, sheet.height, scale)
        seen = QRectF(self.viewport().rect()).translated(-rect.topLeft())
        across = _cells(seen.left() * dots, seen.right() * dots, width)
        down = _cells(seen.top() * dots, seen.bottom() * dots, height)
        return (TileKey(page, scale, column, row) for row in down for column in across)

    def _want(self) -> None:
        """Ask for what the screen shows, then for what will be on it next."""
        shown, near = self._pages(), self._pages(0.5)
        beside = [page for page in near if page not in shown]
        self._pictures.want(
            [
                *(key for page in shown for key in self._keys(page, self._shown(page))),
                *self.letters_of(shown),
                *(key for page in beside for key in self._keys(page, self._shown(page))),
                *self.letters_of(beside),
            ]
        )

    # What the reader does

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar, key = self.verticalScrollBar(), event.key()
        down = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1, Qt.Key.Key_Space: 1}
        if key in down and not event.modifiers():
            bar.setValue(bar.value() + down[Qt.Key(key)] * int(bar.pageStep() * 0.9))
        else:
            self.keyed.emit(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = self.point_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and point is not None:
            self._held = True
            self.pressed.emit(point, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = self.point_at(event.position())
        if self._held and point is not None:
            self.dragged.emit(point)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        point = self.point_at(event.position())
        if self._held and point is not None:
            self.released.emit(point)
        self._held = False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if (point := self.point_at(event.position())) is not None:
            self.picked.emit(point)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_asked.emit(self.point_at(QPointF(event.pos())), event.globalPos())


def _cells(begin: float, end: float, length: int) -> range:
    """The numbers of the squares between two places of a length in pixels, at least one."""
    last = (length - 1) // TILE_PX
    first = min(max(0, int(begin // TILE_PX)), last)
    return range(first, min(max(first, int(end // TILE_PX)), last) + 1)
