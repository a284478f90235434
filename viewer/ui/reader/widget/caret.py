"""Caret and selection of the reading pane: mouse, keys, copying. One language at a time."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QMimeData, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication

from viewer.core.language.late_pattern import late_pattern
from viewer.ui.reader.layout.flow import PlacedCell
from viewer.ui.reader.widget.caret_moves import stride
from viewer.ui.reader.widget.surface import Position, Surface

MARKUP_LIMIT = 2_000_000
"""Code points of a selection up to which HTML is copied beside the text."""

_WORD = late_pattern(
    r"[\w\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d]+"
    r"(?:['’.,٫][\w\u0610-\u061a\u0640\u064b-\u065f\u0670]+)*"
)

_KEYS = {
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_Home: "home",
    Qt.Key.Key_End: "end",
    Qt.Key.Key_PageUp: "page_up",
    Qt.Key.Key_PageDown: "page_down",
    Qt.Key.Key_Space: "page_space",
}


_REACH = 200
"""Code points before and after a blank in which a word is looked for."""


def word_at(text: str, offset: int) -> tuple[int, int]:
    """The word that a position touches, marks and tatweel included; on a blank and at the end the
    nearest one of the line, nothing where there is none; else one character."""
    touched = None
    for match in _WORD.finditer(text, max(0, text.rfind(" ", 0, max(0, offset - 1)))):
        if match.start() > offset:
            break
        if offset <= match.end():
            touched = match.span()  # where two touch, the one that begins there
    if touched is not None:
        return touched
    if text[offset : offset + 1].strip():
        return offset, offset + 1
    before = text[max(0, offset - _REACH) : offset].rpartition("\u2028")[2]
    after = text[offset : offset + _REACH].partition("\u2028")[0]
    start = offset - len(before)
    words = [m.span() for m in _WORD.finditer(text, start, offset + len(after))]
    return min(words, key=lambda w: max(w[0] - offset, offset - w[1]), default=(offset, offset))


class Caret:
    """Where the reader is in the text, and what is selected."""

    def __init__(self, view: Surface) -> None:
        self._view = view
        self._scroller = QTimer(view.viewport())
        self._scroller.setInterval(30)
        self._scroller.timeout.connect(self._drag_on)
        self.reset()

    def reset(self) -> None:
        self.side = ""
        self.anchor: Position = (0, 0)
        self.position: Position = (0, 0)
        self._unit = ""  # what dragging extends by: "", "word", "block"
        self._origin: tuple[Position, Position] = ((0, 0), (0, 0))
        self._x: float | None = None  # where Up and Down aim at, pixels
        self._pointer: QPointF | None = None
        self._hovered = ("", "")  # side and value of the link under the pointer
        self._clicked = 0  # timestamp of the last double click, milliseconds
        self._scroller.stop()

    # State

    @property
    def has_selection(self) -> bool:
        return bool(self.side) and self.anchor != self.position

    def range(self) -> tuple[Position, Position]:
        low, high = sorted((self.anchor, self.position))
        return low, high

    def source_range(self) -> tuple[str, int, int] | None:
        """(side, start, end) of the selection in code points of the document; None without one."""
        if not self.has_selection:
            return None
        low, high = self.range()
        lines = self._view.flow.documents[self.side].lines
        return self.side, lines.start(low[0]) + low[1], lines.start(high[0]) + high[1]

    def set(self, side: str, anchor: Position, position: Position) -> None:
        """Put the caret at `position`, the selection reaching from `anchor`."""
        self.side, self.anchor, self.position = side, anchor, position
        self._x = None
        self._view.focus.follow_caret()
        self._changed()

    def select_place(self, side: str, start: int, end: int) -> None:
        """Select `[start, end)`, code points of the document."""
        lines = self._view.flow.documents[side].lines
        low, high = lines.block_at(start), lines.block_at(max(start, end - 1))
        self.set(side, (low, start - lines.start(low)), (high, end - lines.start(high)))

    def clear(self) -> None:
        self.anchor = self.position
        self._changed()

    def select_all(self) -> None:
        """All of the language that the caret is in."""
        view = self._view
        view.flow.finish()
        side = self.side or next(iter(view.flow.shown_sides()), "")
        if side and len(view.flow.documents[side]):
            lines = view.flow.documents[side].lines
            last = len(lines) - 1
            self.set(side, (0, 0), (last, len(lines.block(last))))

    def _changed(self) -> None:
        self._view.viewport().update()
        self._view.proxy.follow()
        self._view.selected.emit()

    # Copying

    def text(self) -> str:
        """The selected source text, one slice of it."""
        if (found := self.source_range()) is None:
            return ""
        return self._view.flow.documents[found[0]].lines.slice(found[1], found[2])

    def copy(self) -> None:
        """Text, and HTML that keeps each paragraph's direction and language."""
        if not self.has_selection:
            return
        text, mime = self.text(), QMimeData()
        mime.setText(text.replace("\u2028", "\n").replace("\ufffc", ""))
        if len(text) <= MARKUP_LIMIT:
            mime.setHtml("".join(self._markup()))
        QGuiApplication.clipboard().setMimeData(mime)

    def _markup(self) -> Iterator[str]:
        import html  # here: not part of the start

        flow, (low, high) = self._view.flow, self.range()
        document = flow.documents[self.side]
        for index in range(low[0], high[0] + 1):
            block = document.block(index)
            start = low[1] if index == low[0] else 0
            end = high[1] if index == high[0] else len(block.text)
            direction = "rtl" if flow.page.rtl(document, block) else "ltr"
            text = html.escape(block.text[start:end]).replace("\u2028", "<br>")
            language = html.escape(document.language)
            yield f'<p dir="{direction}" lang="{language}">{text}</p>'

    # Painting

    def reaches(self, placed: PlacedCell) -> bool:
        """Whether the selection has a part in a block."""
        if placed.side != self.side or not self.has_selection:
            return False
        low, high = self.range()
        return low[0] <= placed.cell.block.index <= high[0]

    def paint_selection(self, painter: QPainter, placed: PlacedCell) -> None:
        if not self.reaches(placed):
            return
        (low, high), cell = self.range(), placed.cell
        index = cell.block.index
        start = max(low[1] if index == low[0] else 0, cell.start)
        end = min(high[1] if index == high[0] else cell.end, cell.end)
        colour = self._view.flow.page.colours["selection"]
        for rect in cell.rects(start, end):
            painter.fillRect(rect.translated(placed.x, placed.y), colour)

    def paint(self, painter: QPainter) -> None:
        self._paint_twin(painter)
        rect = self.rect()
        if rect is not None and self._view.proxy.hasFocus():
            painter.fillRect(rect, self._view.flow.page.colours["caret"])

    def _paint_twin(self, painter: QPainter) -> None:
        """A fainter caret at the counterpart."""
        if (twin := self._view.twin) is not None and (found := self._view.flow.find(*twin)):
            rect = found.cell.caret(twin[2]).translated(found.x, found.y)
            colour = QColor(self._view.flow.page.colours["caret"])
            colour.setAlphaF(0.45)
            painter.fillRect(rect, colour)

    def rect(self) -> QRectF | None:
        """The caret in pixels of the viewport; None off screen."""
        if not self.side:
            return None
        found = self._view.flow.find(self.side, *self.position)
        return found and found.cell.caret(self.position[1]).translated(found.x, found.y)

    # Mouse

    def press(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        interval = QApplication.doubleClickInterval()
        if self._clicked and event.timestamp() - self._clicked < interval and self.side:
            self._clicked = 0
            self._select_unit("block", self.position[0], self.position[1])
            return
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        side = self.side if shift and self.side else None
        found = self._view.flow.hit(event.position().x(), event.position().y(), side)
        if found is None:
            return
        where = found[1], found[2]
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and not shift:
            self.set(found[0], where, where)
            self._view.word_asked.emit(*found)
            return
        self._unit = ""
        self._pointer = event.position()
        self.set(found[0], self.anchor if shift and self.side == found[0] else where, where)
        self._origin = (self.anchor, self.anchor)

    def go_under(self, point: QPointF) -> None:
        """Stand where the pointer is, unless that is in what is selected: what a menu there does is
        about that place."""
        found = self._view.flow.hit(point.x(), point.y())
        if found is None:
            return
        side, *where = found
        inside = side == self.side and self.has_selection
        if not (inside and self.range()[0] <= tuple(where) <= self.range()[1]):
            self.set(side, (where[0], where[1]), (where[0], where[1]))

    def double_click(self, event: QMouseEvent) -> None:
        found = self._view.flow.hit(event.position().x(), event.position().y())
        if found is not None:
            self._clicked = event.timestamp()
            self.side = found[0]
            self._pointer = event.position()
            self._select_unit("word", found[1], found[2])

    def _select_unit(self, unit: str, block: int, offset: int) -> None:
        self._unit = unit
        start, end = self._unit_at(unit, block, offset)
        self._origin = ((block, start), (block, end))
        self.set(self.side, (block, start), (block, end))

    def _unit_at(self, unit: str, block: int, offset: int) -> tuple[int, int]:
        text = self._view.flow.documents[self.side].lines.block(block)
        return (0, len(text)) if unit == "block" else word_at(text, offset)

    def move(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton and self._pointer is not None:
            self._pointer = event.position()
            inside = 0 <= self._pointer.y() < self._view.viewport().height()
            if inside:
                self._scroller.stop()
                self._drag()
            elif not self._scroller.isActive():
                self._scroller.start()
        else:
            self.move_to(event.position())

    def move_to(self, point: QPointF) -> None:
        """The pointer stands at a point of the viewport: its shape, and who wants to know."""
        view = self._view
        found = view.flow.hit(point.x(), point.y())
        view.pointed.emit(*(found or ("", 0, 0)))
        link = view.flow.link(point.x(), point.y())
        hand = link or (found and view.marks.at(*found))
        shape = Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.IBeamCursor
        view.viewport().setCursor(shape)
        here = link or ("", "")
        if here != self._hovered:
            self._hovered = here
            view.link_hovered.emit(*here, view.viewport().mapToGlobal(point.toPoint()))

    def _drag_on(self) -> None:
        """The pointer is held above or below the pane: scroll towards it and select."""
        if self._pointer is None:
            return
        y, height = self._pointer.y(), self._view.viewport().height()
        self._view.scroll_by(y if y < 0 else y - height)
        self._drag()

    def _drag(self) -> None:
        if self._pointer is None:
            return
        height = self._view.viewport().height()
        y = min(max(self._pointer.y(), 0.0), height - 1.0)
        found = self._view.flow.hit(self._pointer.x(), y, self.side)
        if found is None:
            return
        _, block, offset = found
        if not self._unit:
            self.set(self.side, self.anchor, (block, offset))
            return
        start, end = self._unit_at(self._unit, block, offset)
        low, high = self._origin
        if (block, offset) < low:
            self.set(self.side, high, (block, start))
        else:
            self.set(self.side, low, max(high, (block, end)))

    def release(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._pointer is None:
            return
        self._pointer = None
        self._scroller.stop()
        if not self.has_selection and self.side:
            point = event.position()
            if marks := self._view.marks.at(self.side, *self.position):
                self._view.mark_clicked.emit(marks[0].id)
            elif link := self._view.flow.link(point.x(), point.y()):
                self._view.link_clicked.emit(*link)
                return
        self._view.settled.emit()

    # Keys

    def key(self, event: QKeyEvent) -> bool:
        """Handle a key; False when it is not the pane's."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_all()
            self._view.settled.emit()
        elif event.key() == Qt.Key.Key_Escape and self.has_selection:
            self.clear()
            self._view.settled.emit()
        elif event.key() in _KEYS:
            self._motion(_KEYS[Qt.Key(event.key())], event.modifiers())
        else:
            return False
        return True

    def _motion(self, name: str, modifiers: Qt.KeyboardModifier) -> None:
        shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        view, flow = self._view, self._view.flow
        if not flow.documents or not len(flow.rows):
            return
        if name.startswith("page"):
            view.turn_page(name == "page_down" or (name == "page_space" and not shift))
            return
        if control and name in ("up", "down"):
            if self.side or shift:
                stride(view, "block", name == "down", extend=shift)
            else:
                view.scroll_by(flow.page.line_height(False) * (1 if name == "down" else -1))
            return
        if not self.side or (self._view.flow.find(self.side, *self.position) is None and not shift):
            self.land()
        if control and name in ("home", "end"):
            flow.finish()
        new = self._step(name, control)
        self._put(new, shift, keep_x=name in ("up", "down"))

    def land(self) -> None:
        """Put the caret where the reader looks: on the first line of the screen."""
        side, block, offset, _ = self._view.flow.place()
        if side:
            self.set(side, (block, offset), (block, offset))

    def go(self, new: Position, *, extend: bool) -> None:
        """Move the caret there and show it; `extend`: the selection reaches there."""
        self._put(new, extend, keep_x=False)

    def follow(self, *, end: bool) -> None:
        """The screen went to the beginning or the end of the text: so does a caret that stands."""
        if self.side:
            lines = self._view.flow.documents[self.side].lines
            last = len(lines) - 1
            where = (last, len(lines.block(last))) if end else (0, 0)
            self.set(self.side, where, where)

    def _put(self, new: Position, shift: bool, keep_x: bool) -> None:
        x = self._x
        self.set(self.side, self.anchor if shift else new, new)
        if keep_x:
            self._x = x
        self._show()
        if shift:
            self._view.settled.emit()

    def _show(self) -> None:
        """Scroll no more than needed to have the caret on screen."""
        rect, view = self.rect(), self._view
        if rect is None:
            view.go_to(self.side, *self.position, at=0.5)
        elif rect.top() < 4:
            view.scroll_by(rect.top() - 4)
        elif rect.bottom() > view.flow.height - 4:
            view.scroll_by(rect.bottom() - view.flow.height + 4)

    def _step(self, name: str, control: bool) -> Position:
        block, offset = self.position
        flow, lines = self._view.flow, self._view.flow.documents[self.side].lines
        if control and name in ("home", "end"):
            last = len(lines) - 1
            return (0, 0) if name == "home" else (last, len(lines.block(last)))
        placed = flow.find(self.side, block, offset)
        if placed is None:
            self._view.go_to(self.side, block, offset, at=0.5)
            placed = flow.find(self.side, block, offset)
            if placed is None:
                return self.position
        cell = placed.cell
        if name in ("left", "right"):
            new = cell.step(offset, name == "left", control)
            forward = (name == "left") == cell.style.rtl
            return (block, new) if new is not None else self._over_edge(block, offset, forward)
        if name in ("home", "end"):
            part = cell.part_of(offset)
            start, end = part.line_range(part.line_of(offset))
            if name == "end" and end < cell.end and lines.block(block)[end - 1 : end].isspace():
                end -= 1
            return block, start if name == "home" else end
        rect = cell.caret(offset).translated(placed.x, placed.y)
        if self._x is None:
            self._x = rect.x()
        reach = rect.height() * 0.9 + flow.page.gap
        y = rect.center().y() + (reach if name == "down" else -reach)
        return self._vertical(self._x, y, name == "down")

    def _over_edge(self, block: int, offset: int, forward: bool) -> Position:
        lines = self._view.flow.documents[self.side].lines
        length = len(lines.block(block))
        if forward:
            if offset < length:  # the end of a piece of a long block
                return block, offset + 1
            return (block + 1, 0) if block + 1 < len(lines) else (block, offset)
        if offset > 0:
            return block, offset - 1
        return (block - 1, len(lines.block(block - 1))) if block else (block, offset)

    def _vertical(self, x: float, y: float, down: bool) -> Position:
        view = self._view
        if y < 0 or y > view.flow.height:
            shift = y - 20 if y < 0 else y - view.flow.height + 20
            before = (view.flow.top_row, view.flow.top_offset)
            view.scroll_by(shift)
            if (view.flow.top_row, view.flow.top_offset) != before:
                y = min(max(y - shift, 4.0), view.flow.height - 4.0)
        for _ in range(12):  # over a row where this side has nothing
            found = view.flow.hit(x, y, self.side)
            where = found[1:] if found is not None else self.position
            if where != self.position and (where > self.position) == down:
                return where
            y += view.flow.page.gap * 2 * (1 if down else -1)
        return self.position
