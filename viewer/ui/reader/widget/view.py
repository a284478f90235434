"""The reading pane as a widget: paints the rows near the screen, scrolls, passes input on."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QStyle, QWidget

from viewer.core.bitext.alignment import Row
from viewer.core.text.document import Document
from viewer.ui.base.guarded import guarded
from viewer.ui.base.i18n import shown_number, tr
from viewer.ui.base.viewport import make_viewport
from viewer.ui.reader.layout.flow import MARGIN_PX, Flow, PlacedCell
from viewer.ui.reader.layout.page import PageStyle
from viewer.ui.reader.paint import bead_signs, bidi_xray, doubts, invisibles
from viewer.ui.reader.paint.backgrounds import grounds
from viewer.ui.reader.paint.marks import MarkedBar, Marks
from viewer.ui.reader.widget import page_turning
from viewer.ui.reader.widget.accessible import Proxy
from viewer.ui.reader.widget.caret import Caret
from viewer.ui.reader.widget.cover import Cover
from viewer.ui.reader.widget.drag_handles import Handles
from viewer.ui.reader.widget.focus_row import Focus

GROW_SECONDS = 0.008
"""Time that a step of indexing may take from the window."""

PICTURE_MS = 15
"""Time from which a text that is shown is indexed on: its first picture comes before."""

PREPARE_SECONDS = 0.015
"""Time after which the next row beside the screen waits for its own turn."""

GLIDE = 0.34
"""Share of the way that a step of smooth scrolling goes; one step is 12 ms."""


@guarded
class ReaderView(QAbstractScrollArea):
    """Shows the documents of a work. Positions are (side, block, code points into it)."""

    moved = Signal()
    """The place on screen changed."""
    selected = Signal()
    """The caret or the selection changed; ask `caret`."""
    settled = Signal()
    """A selection made with the mouse or the keys came to rest."""
    mark_clicked = Signal(str)
    """A note's highlight was clicked: its id."""
    word_asked = Signal(str, int, int)
    """A click with Ctrl: side, block, code points into it."""
    zoom_asked = Signal(int)
    """Ctrl and the wheel: +1 or -1 step."""
    grown = Signal()
    """More of the documents is indexed."""
    link_clicked = Signal(str, str)
    """A link: its side and its value."""
    link_hovered = Signal(str, str, QPoint)
    """The link under the pointer, at a point of the screen; empty when it left."""
    pointed = Signal(str, int, int)
    """The position under the pointer: side, block, code points; an empty side when it left."""
    border_dragged = Signal(int, str, int)
    """The border above a row was let go on a side, above that block."""
    peek_asked = Signal(bool)
    """The key is held down that shows the translation, or let go."""
    widths_dragged = Signal(list)
    """How the columns share the room now, from the left."""
    menu_asked = Signal(QPoint)
    """The context menu, at a point of the screen."""

    def __init__(self, page: PageStyle, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.flow = Flow(page)
        self.marks = Marks()
        make_viewport(self)
        self.caret = Caret(self)
        self.handles = Handles(self)
        self.cover = Cover(self)
        self.focus = Focus(self)
        self.statuses: Mapping[tuple[str, int], str] = {}
        """How far the translation of rows is, by side and block."""
        self.twin: tuple[str, int, int] | None = None
        """Where the counterpart of the caret is."""
        self._glide = 0.0
        self._syncing = False
        self._painted = False
        """Whether there was a picture since it is shown."""
        self._sizing = self._timer(self._take_size, 0)
        self._growing = self._timer(self._grow, 0)
        self._gliding = self._timer(self._glide_on, 12)
        self._preparing = self._timer(self._prepare, 30)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Text"))
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAcceptDrops(False)
        viewport = self.viewport()
        viewport.setAcceptDrops(False)
        viewport.setCursor(Qt.CursorShape.IBeamCursor)
        viewport.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        viewport.setMouseTracking(True)
        self.proxy = Proxy(self)
        self.setFocusProxy(self.proxy)
        self.bar = MarkedBar(self)
        self.setVerticalScrollBar(self.bar)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def _timer(self, slot: Callable[[], None], interval: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval)
        timer.timeout.connect(slot)
        return timer

    # What is shown

    def show_documents(
        self,
        documents: Mapping[str, Document],
        mode: str,
        furniture: bool = True,
        beads: Sequence[Row] = (),
        place: tuple[str, int, int] | None = None,
    ) -> None:
        """Show a work from its top, or with the line of a place (side, block, code points into it)
        there. Indexing of what is large goes on in steps."""
        self.marks.clear()
        self.caret.reset()
        self._glide = 0.0
        self.flow.show(documents, mode, furniture, beads)
        self._make_room()
        if place is not None:
            self.flow.go_to(*place, at=0.0)
        self._growing.start(PICTURE_MS)
        self.refresh()

    def _make_room(self) -> None:
        """Know how wide the picture will be before anything is laid out: a scroll bar comes or goes
        later, and takes from the width."""
        flow, room = self.flow, self.maximumViewportSize()
        bar = self.verticalScrollBar().sizeHint().width()
        for width in (room.width(), room.width() - bar):
            flow.width = width
            flow.measure()
            if flow.heights.total() + MARGIN_PX <= flow.height:
                break

    def set_page(self, page: PageStyle) -> None:
        """Other fonts, sizes or colours; what is at the top of the screen stays there."""
        with self._kept():
            self.flow.page = page

    def set_mode(self, mode: str) -> None:
        self.flow.set_mode(mode)
        self.refresh()

    def set_furniture(self, shown: bool) -> None:
        """Show or hide what is not the story; no offset changes."""
        self.flow.set_furniture(shown)
        self._growing.start()
        self.refresh()

    def set_beads(self, beads: Sequence[Row], documents: Mapping[str, Document]) -> None:
        """Other rows, or another column: the line of the caret stays where it is; off screen, what
        is at its top."""
        if self.caret.side not in documents:
            self.caret.reset()
        caret = self.caret.rect()
        on_screen = caret is not None and 0 <= caret.top() < self.flow.height
        kept = (self.caret.side, *self.caret.position) if on_screen else None
        self.flow.set_beads(beads, documents, kept)
        self._growing.start()
        self.refresh()

    def set_shares(self, shares: list[float]) -> None:
        """Columns of other widths; what is at the top of the screen stays there."""
        self.flow.set_shares(shares)
        self.refresh()

    def relay(self) -> None:
        """Lay out anew: directions or furniture of a document changed."""
        with self._kept():
            self.flow.page.forget()

    def take_picture(self) -> None:
        """A picture arrived: the row at the top of the screen stays where it is."""
        self.flow.page.forget()
        self.flow.settle()
        self.refresh()

    @contextmanager
    def _kept(self) -> Any:
        with self.flow.kept():
            yield
        self.refresh()

    def _grow(self) -> None:
        stop = time.perf_counter() + GROW_SECONDS
        more = True
        while more and time.perf_counter() < stop:
            more = self.flow.grow()
        self.flow.take_rows()
        self._sync_bar()
        self.grown.emit()
        if more or not self.flow.rows.waiting:
            self._growing.start(0)

    def take_part(self) -> None:
        """More of a document arrived."""
        self._growing.start()

    # Scrolling

    def scroll_by(self, pixels: float) -> None:
        """Down by that many pixels, up if negative."""
        self.flow.scroll_by(pixels)
        self.refresh()

    def turn_page(self, down: bool) -> None:
        """A screen on or back; the last line that was whole stays on it."""
        self._glide = 0.0
        self.focus.follow_screen()
        self.scroll_by(page_turning.page(self.flow, down))

    def share(self) -> float | None:
        """How much of the text lies behind, 0 to 1; None where all of it is on screen."""
        bar = self.verticalScrollBar()
        return bar.value() / bar.maximum() if bar.maximum() > 0 else None

    def go_to(self, side: str, block: int, offset: int = 0, at: float = 0.25) -> None:
        """Bring a position on screen, `at` that share of its height from the top."""
        self._glide = 0.0
        self.flow.go_to(side, block, offset, at)
        self.refresh()

    def go_home(self) -> None:
        self.flow.top_row, self.flow.top_offset = 0, 0.0
        self.refresh()

    def go_end(self) -> None:
        self.flow.go_end()
        self.refresh()

    def refresh(self) -> None:
        """The layout or the place changed: scroll bar, picture, listeners."""
        self.viewport().update()
        self._tell()

    def _tell(self) -> None:
        self._sync_bar()
        self.proxy.follow()
        self._preparing.start()
        self.moved.emit()

    def _sync_bar(self) -> None:
        bar, flow = self.verticalScrollBar(), self.flow
        self._syncing = True
        total = int(flow.heights.total()) + MARGIN_PX if len(flow.heights) else 0
        bar.setRange(0, max(0, total - flow.height))
        bar.setPageStep(flow.height)
        bar.setSingleStep(int(flow.page.line_height(False)))
        bar.setValue(int(flow.heights.top(flow.top_row) + flow.top_offset))
        self._syncing = False

    def _scrolled(self, value: int) -> None:
        flow, bar = self.flow, self.verticalScrollBar()
        if self._syncing or not flow.documents:
            return
        here = flow.heights.top(flow.top_row) + flow.top_offset
        self.focus.follow_screen()
        if value >= bar.maximum() > 0:
            flow.go_end()
        elif abs(value - here) <= 2 * flow.height:
            flow.scroll_by(value - here)
        else:
            flow.top_row, flow.top_offset = flow.heights.locate(value)
            flow.settle()
        self.refresh()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_asked.emit(1 if event.angleDelta().y() > 0 else -1)
        elif not event.pixelDelta().isNull():
            self.focus.follow_screen()
            self.scroll_by(-event.pixelDelta().y())
        else:
            notches = event.angleDelta().y() / 120
            self.focus.follow_screen()
            self._glide -= notches * 3 * self.flow.page.line_height(False)
            self._glide_on()
        event.accept()

    def _glide_on(self) -> None:
        hint = QStyle.StyleHint.SH_Widget_Animation_Duration  # none where the system wants none
        glides = abs(self._glide) >= 1 and self.style().styleHint(hint, None, self) > 0
        step = self._glide * GLIDE if glides else self._glide
        self._glide -= step
        self.scroll_by(step)
        if self._glide:
            self._gliding.start()

    def _prepare(self) -> None:
        """Lay out the rows next to the screen while nothing else is to be done, in steps."""
        if not self.isVisible():
            return
        flow, shown = self.flow, self.flow.visible()
        near = [shown[-1][0] + 1, shown[-1][0] + 2, shown[0][0] - 1] if shown else []
        stop = time.perf_counter() + PREPARE_SECONDS
        for row in near:
            if 0 <= row < len(flow.rows):
                flow.row_height(row)
                if time.perf_counter() > stop and row != near[-1]:
                    self._preparing.start()  # what is laid out by then takes no time
                    return

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._painted or not self.isVisible():
            self._take_size()
            self.viewport().update()
        else:  # a window that comes up gives its parts several sizes
            self._sizing.start()

    def _take_size(self) -> None:
        self._sizing.stop()
        size = self.viewport().size()
        self.flow.resize(size.width(), size.height())
        self._tell()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._painted = False
        self._sizing.start()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._painted:
            self._painted = True
            self._take_size()
        painter = QPainter(self.viewport())
        try:
            self._paint(painter, QRectF(event.rect()))
        finally:
            painter.end()  # an exception with an open painter kills the backing store for good

    def _paint(self, painter: QPainter, clip: QRectF) -> None:
        choice = self.flow.page.settings
        painter.fillRect(clip, self.flow.page.colours["background"])
        lit = self.focus.row() if choice.focus else None
        for row, y, height in self.flow.visible():
            if y <= clip.bottom() and y + height >= clip.top():
                for placed in self.flow.placed(row, y):
                    self._paint_cell(painter, placed, clip)
                bead_signs.paint(painter, self.flow, row, y, height)
                bead_signs.paint_status(painter, self.flow, row, y, self.statuses)
                if choice.focus:
                    self.focus.paint(painter, lit, row, y, height)
        self.handles.paint(painter)
        self.caret.paint(painter)
        if choice.xray and self.flow.documents:
            bidi_xray.paint_legend(painter, self.flow, self.isRightToLeft())
        if self.flow.documents and self.flow.rows.complete and not len(self.flow.rows):
            painter.setPen(self.flow.page.colours["muted"])
            text = tr("There is no text in this document.")
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, text)

    def _paint_cell(self, painter: QPainter, placed: PlacedCell, clip: QRectF) -> None:
        if self.cover.paint(painter, placed):
            return
        cell, x, y = placed.cell, placed.x, placed.y
        self._paint_behind(painter, placed)
        self.marks.paint(painter, placed, self.flow.page)
        self.caret.paint_selection(painter, placed)
        shown = self.flow.page.settings
        if shown.xray:
            bidi_xray.paint_behind(painter, placed, self.flow.page)
            bidi_xray.paint_base(painter, placed, self.flow.page)
        marked = shown.xray or self.caret.reaches(placed) or self.marks.on(placed)
        ink = self.flow.page.colours["text"] if marked else None  # muted ones are too faint there
        cell.draw(painter, x, y, clip, ink)
        if shown.doubtful_words:
            doubts.paint(painter, placed, self.flow.page)
        if shown.invisibles or shown.xray:
            invisibles.paint(painter, placed, self.flow.page)
        if self.flow.page.settings.numbers and cell.start == 0:
            self._paint_number(painter, placed)

    def _paint_behind(self, painter: QPainter, placed: PlacedCell) -> None:
        cell, x, y = placed.cell, placed.x, placed.y
        for box, colour in grounds(cell, self.flow.page, cell.height):
            painter.fillRect(box.translated(x, y), colour)

    def _paint_number(self, painter: QPainter, placed: PlacedCell) -> None:
        """The number of the paragraph, in the gutter before it."""
        cell, page, rtl = placed.cell, self.flow.page, self.flow.is_rtl(placed.side)
        font = page.font(False)
        font.setPointSizeF(font.pointSizeF() * 0.7)
        painter.setFont(font)
        painter.setPen(page.colours["muted"])
        line = cell.parts[0].layout.lineAt(0)
        width = page.gutter * 2 - 8
        left = placed.x + cell.width + 8 if rtl else placed.x - width - 8
        box = QRectF(left, placed.y + cell.parts[0].y + line.y(), width, line.height())
        side = Qt.AlignmentFlag.AlignLeft if rtl else Qt.AlignmentFlag.AlignRight
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(box, flags, shown_number(cell.block.index + 1))

    # What the reader does: the caret knows

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._glide = 0.0
        point = event.position()
        if not self.handles.press(event) and not self.cover.reveal_at(point.x(), point.y()):
            self.caret.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self.handles.move(event):
            self.caret.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self.handles.release(event):
            self.caret.release(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.pointed.emit("", 0, 0)
        super().leaveEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.caret.double_click(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self.caret.go_under(QPointF(event.pos()))
        self.menu_asked.emit(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Alt and not event.isAutoRepeat():
            self.peek_asked.emit(True)
        returned = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if returned and self.cover.reveal_next():
            return
        if not page_turning.key(self, event) and not self.caret.key(event):
            page_turning.leave(self, event)  # Esc; the full screen wants it as well
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Alt and not event.isAutoRepeat():
            self.peek_asked.emit(False)
        super().keyReleaseEvent(event)
