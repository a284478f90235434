"""What ties the pages to the text: one place, one selection, the same marks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QObject, QRectF, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QPainter

from viewer.core.pages.sheets import Box
from viewer.session.base.view_state import View
from viewer.session.pages.shown_pages import ShownPages
from viewer.ui.base.theme import themes
from viewer.ui.reader.layout.page import PageStyle
from viewer.ui.reader.page.view import PageView, PointOnPage
from viewer.ui.reader.paint.doubts import paint_under
from viewer.ui.reader.paint.marks import paint_colour
from viewer.ui.reader.widget.caret import word_at
from viewer.ui.reader.widget.view import ReaderView

_HERE_OPACITY = 0.22
_BAR_PX = 3.0


class PageTie(QObject):
    """Scrolls the page with the text and the text with the page; selects in the text what is
    dragged over on the page, and paints there what is marked in the text."""

    def __init__(self, view: View, pages: ShownPages, reader: ReaderView, page: PageView) -> None:
        super().__init__(page)
        self._view, self._pages, self._reader, self._page = view, pages, reader, page
        self._following = False  # one of the two is being scrolled after the other
        self._by_page = False  # the reader scrolled the page last
        self._renewing = False  # the pages are of a document that the text does not show yet
        self._text_place: tuple[str, int, int] | None = None
        self._file: Path | None = None
        self._anchor = 0
        style = themes()["light"]  # paper is light in every window
        self._style = PageStyle(reader.flow.page.settings, style.page, style.note_opacity)
        page.paint_over = self._paint
        page.letters_of = self._unread
        page.moved.connect(self._page_moved)
        page.pressed.connect(self._pressed)
        page.dragged.connect(self._dragged)
        page.released.connect(self._released)
        page.picked.connect(self._picked)
        page.keyed.connect(self._keyed)
        page.menu_asked.connect(self._menu_asked)
        reader.moved.connect(self._text_moved)
        reader.selected.connect(self._selected)
        for marked in (reader.pointed, view.hits_changed):
            marked.connect(self.repaint)
        pages.placed.connect(self._placed)
        pages.page_asked.connect(self._show_page)
        pages.pictures.listed.connect(self.follow_text)

    # One place

    def _text_moved(self) -> None:
        place = self._reader.flow.place()[:3]
        if not self._following and not self._renewing and place != self._text_place:
            self._by_page = False
            self.follow_text()

    def follow_text(self) -> None:
        """Show on the page what is at the top of the text."""
        places = self._pages.places
        side, block, offset = self._text_place = self._reader.flow.place()[:3]
        if places is None or not len(places.document) or not side:
            return
        if side != self._pages.side:
            block, offset = self._counterpart(side, block)
        self._following = True
        page, box, share = places.where(places.document.lines.start(block) + offset)
        if page < len(self._pages.pictures.sheets):
            height = share * self._pages.pictures.sheets[page].height
            at_top = not self._reader.verticalScrollBar().value()  # the head of the page, too
            self._page.go_to(page, 0.0 if at_top else box[1] if box is not None else height)
        self._following = False

    def settle(self) -> None:
        """What is shown is another document, or the same one read anew: the page that the reader
        scrolled to stays, else it follows the text."""
        places = self._pages.places
        self._renewing = False
        if places is None:
            return
        if self._reader.flow.documents.get(self._pages.side) is not places.document:
            self._renewing = True  # the text is about to show it, too
            QTimer.singleShot(0, self._settle_later)
            return
        file = places.document.file
        if self._by_page and file == self._file:
            self._page_moved()
        else:
            self._by_page, self._file = False, file
            self.follow_text()
        self.repaint()

    def _settle_later(self) -> None:
        if self._renewing and self._pages.places is not None:
            document = self._pages.places.document
            self._renewing = False
            if self._reader.flow.documents.get(self._pages.side) is document:
                self.settle()

    def _show_page(self, page: int) -> None:
        self._by_page = True
        self._page.go_to(page, 0.0)

    def _counterpart(self, side: str, block: int) -> tuple[int, int]:
        """The beginning of what stands in the row of a block in the document that has pages."""
        rows = self._reader.flow.rows
        found = rows.blocks(rows.row_of(side, block), self._pages.side)
        return (found[0], 0) if found else (0, 0)

    def _page_moved(self) -> None:
        places = self._pages.places
        if self._following or places is None:
            return
        start = places.first(*self._page.place())
        self._by_page = True
        if start is not None:
            self._following = True
            lines = places.document.lines
            block = lines.block_at(start)
            self._reader.go_to(self._pages.side, block, start - lines.start(block), at=0.0)
            self._text_place = self._reader.flow.place()[:3]
            self._following = False

    def _placed(self) -> None:
        """Letters of a page came: now its place is known exactly, where the text leads."""
        self.repaint()
        if not self._by_page:
            self.follow_text()
            self._selected()

    def repaint(self) -> None:
        """Paint anew: marks changed."""
        self._page.viewport().update()

    def _unread(self, pages: list[int]) -> list[int]:
        places = self._pages.places
        return [page for page in pages if places is not None and page not in places.letters]

    # One selection

    def _set(self, anchor: int, position: int) -> None:
        """Have the caret of the text be there, code points of the document."""
        places = self._pages.places
        if places is None:
            return
        lines = places.document.lines
        one, two = lines.block_at(anchor), lines.block_at(position)
        self._following = True
        self._reader.caret.set(
            self._pages.side,
            (one, anchor - lines.start(one)),
            (two, position - lines.start(two)),
        )
        self._following = False

    def _position(self, point: PointOnPage) -> int | None:
        return self._pages.places.position(*point) if self._pages.places is not None else None

    def _pressed(self, point: PointOnPage, extend: bool) -> None:
        position = self._position(point)
        if position is not None:
            self._anchor = self._anchor if extend else position
            self._set(self._anchor, position)

    def _dragged(self, point: PointOnPage) -> None:
        position = self._position(point)
        if position is not None:
            self._set(self._anchor, position)

    def _released(self, point: PointOnPage) -> None:
        caret, places = self._reader.caret, self._pages.places
        if places is None or not caret.side:
            return
        self._show_in_text()
        letter = places.letter(*point)
        if letter is not None and not caret.has_selection:
            block = places.document.lines.block_at(letter)
            offset = letter - places.document.lines.start(block)
            if marks := self._reader.marks.at(caret.side, block, offset):
                self._reader.mark_clicked.emit(marks[0].id)
        self._reader.settled.emit()

    def _picked(self, point: PointOnPage) -> None:
        """Select the word at a place."""
        places = self._pages.places
        letter = places.letter(*point) if places is not None else None
        if places is None or letter is None:
            return
        lines = places.document.lines
        block = lines.block_at(letter)
        begin = lines.start(block)
        start, end = word_at(lines.block(block), letter - begin)
        self._anchor = begin + start
        self._set(begin + start, begin + end)

    def _show_in_text(self) -> None:
        """Bring the caret on screen in the text, which does not lead there."""
        caret = self._reader.caret
        rect = caret.rect()
        if rect is None or not 0 <= rect.center().y() < self._reader.flow.height:
            self._following = True
            self._reader.go_to(caret.side, *caret.position)
            self._text_place = self._reader.flow.place()[:3]
            self._following = False

    def _selected(self) -> None:
        """The caret of the text moved: its place on the page is shown."""
        self.repaint()
        caret, places = self._reader.caret, self._pages.places
        if self._following or places is None or caret.side != self._pages.side:
            return
        block, offset = caret.position
        page, box, _ = places.where(places.document.lines.start(block) + offset)
        if box is not None:
            self._following = True
            self._page.reveal(page, box[1], box[3])
            self._following = False

    def caret_rect(self) -> QRectF | None:
        """The letter at the caret in pixels of the page's viewport; None where none is known."""
        caret, places = self._reader.caret, self._pages.places
        if places is None or caret.side != self._pages.side:
            return None
        block, offset = caret.position
        page, box, _ = places.where(places.document.lines.start(block) + offset)
        return self._page.box_on_screen(page, box) if box is not None else None

    def _keyed(self, event: QKeyEvent) -> None:
        self._reader.keyPressEvent(event)

    def _menu_asked(self, point: PointOnPage | None, where: object) -> None:
        caret = self._reader.caret
        position = self._position(point) if point is not None else None
        found = caret.source_range()
        if position is not None and not (found and found[1] <= position <= found[2]):
            self._set(position, position)
        self._reader.menu_asked.emit(where)

    # The same marks

    def _paint(self, painter: QPainter, page: int, rect: QRectF, scale: float) -> None:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        places = self._pages.places
        if places is None:
            return
        for start, end, colour in self._marked(page):
            for left, top, right, bottom in places.boxes(page, start, end):
                box = QRectF(left, top, right - left, bottom - top)
                painter.fillRect(_scaled(box, rect, scale), colour)
        if self._style.settings.doubtful_words:
            words = (_scaled(_rect(box), rect, scale) for box in self._doubtful(page))
            paint_under(painter, words, self._style, 1.0, turned=True)
        self._paint_here(painter, page, rect, scale)

    def _doubtful(self, page: int) -> Iterator[Box]:
        """The boxes of the words of a page that may have been misread."""
        places = self._pages.places
        if places is None:
            return
        document, lines = places.document, places.document.lines
        found = [(start, end) for start, end, _ in places.lines_of(page)]
        if not found or not document.spans:
            return
        low, high = found[0][0], found[-1][1]
        for block in range(lines.block_at(low), lines.block_at(max(low, high - 1)) + 1):
            begin = lines.start(block)
            for span in document.spans.get(block, ()):
                if span.style == "doubtful":
                    yield from places.boxes(page, begin + span.start, begin + span.end)

    def _marked(self, page: int) -> Iterator[tuple[int, int, QColor]]:
        """What is marked in the lines of a page, from the bottom up: (start, end, colour)."""
        places = self._pages.places
        if places is None:
            return
        side, lines = self._pages.side, places.document.lines
        spans = [(start, end) for start, end, _ in places.lines_of(page)]
        for block in dict.fromkeys(lines.block_at(start) for start, _ in spans):
            begin = lines.start(block)
            for layer, mark in self._reader.marks.of((side, block)):
                colour = paint_colour(layer, mark.colour, self._style)
                yield begin + mark.start, begin + mark.end, colour
        found = self._reader.caret.source_range()
        if found is not None and found[0] == side:
            yield found[1], found[2], self._style.colours["selection"]

    def _paint_here(self, painter: QPainter, page: int, rect: QRectF, scale: float) -> None:
        """The word of the caret, and a bar beside its line."""
        caret, places = self._reader.caret, self._pages.places
        if places is None or caret.side != self._pages.side or caret.has_selection:
            return
        lines = places.document.lines
        block, offset = caret.position
        begin = lines.start(block)
        start, end = word_at(lines.block(block), offset)
        colour = QColor(self._style.colours["caret"])
        for left, top, _, bottom in places.boxes(page, begin + offset, begin + offset + 1):
            bar = _scaled(QRectF(left, top, 0, bottom - top), rect, scale)
            edge = rect.right() - 2 * _BAR_PX if self._is_rtl() else rect.left() + _BAR_PX
            painter.fillRect(QRectF(edge, bar.top(), _BAR_PX, bar.height()), colour)
        colour.setAlphaF(_HERE_OPACITY)
        for left, top, right, bottom in places.boxes(page, begin + start, begin + end):
            box = QRectF(left, top, right - left, bottom - top)
            painter.fillRect(_scaled(box, rect, scale), colour)

    def _is_rtl(self) -> bool:
        return self._pages.places is not None and self._pages.places.document.direction == "rtl"


def _rect(box: Box) -> QRectF:
    left, top, right, bottom = box
    return QRectF(left, top, right - left, bottom - top)


def _scaled(box: QRectF, page: QRectF, scale: float) -> QRectF:
    """Points of a page as pixels of the widget."""
    return QRectF(
        page.x() + box.x() * scale,
        page.y() + box.y() * scale,
        box.width() * scale,
        box.height() * scale,
    )
