"""Rows onto pages: broken between lines, headings kept with what follows, notes where they belong.

The cells are those of the reading pane, laid out at the width of the paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from viewer.core.bitext.alignment import Row
from viewer.core.language.arabic import block_direction
from viewer.core.notes.note import told
from viewer.core.text.document import Block, Document
from viewer.session.notes.notebook import PlacedNote
from viewer.ui.base.i18n import shown_number, tr
from viewer.ui.printing.sheet import Sheet
from viewer.ui.printing.strips import Sign, Strip, at, dotted, draw, strips
from viewer.ui.reader.layout.cells import Cell, text_cell
from viewer.ui.reader.layout.page import PageStyle
from viewer.ui.reader.layout.rows import Rows

GROW_UNITS = 200_000


class Paper(Protocol):
    """Where the painter paints: `QPdfWriter`, `QPrinter`."""

    def newPage(self) -> bool: ...


class Press:
    """Prints a work row by row: `step` until it says that nothing is left."""

    def __init__(
        self,
        sheet: Sheet,
        documents: Mapping[str, Document],
        beads: Sequence[Row],
        notes: Mapping[str, Sequence[PlacedNote]],
        painter: QPainter,
        paper: Paper,
    ) -> None:
        """`documents`: the sides in their order. `notes`: of each side, as they stand there."""
        self._sheet, self._painter, self._paper = sheet, painter, paper
        self._documents = dict(documents)
        beside = beads if len(documents) > 1 else ()
        self.rows = Rows(documents, sheet.choices.furniture, beside, bands=False)
        self.row = 0
        self.pages = 1
        self._y = 0.0
        self._in_margin: list[tuple[float, list[Strip]]] = []
        self._notes: dict[tuple[str, int], list[PlacedNote]] = {}
        self._numbered: list[tuple[str, PlacedNote]] = []
        wanted = notes if sheet.choices.notes != "none" else {}
        for side, each in wanted.items():
            for placed in each:
                for block, _, _ in placed.pieces:
                    self._notes.setdefault((side, block), []).append(placed)
        self._loose = [p for each in wanted.values() for p in each if not p.pieces and told(p.note)]
        self._endnotes: Iterator[Cell] | None = None
        self._frame()

    def share(self) -> float:
        """How much is done, 0 to 1."""
        done = [
            self.rows.last[side][self.row - 1] / max(1, len(document))
            for side, document in self._documents.items()
            if self.row and document.lines.complete
        ]
        return max(done, default=0.0)

    def step(self) -> bool:
        """Print the next row, or index more of the text; False once everything is printed."""
        if self.row < len(self.rows):
            self._row(self.row)
            self.row += 1
            return True
        if not self.rows.waiting:
            for document in self._documents.values():
                if not document.lines.complete:
                    document.lines.grow(GROW_UNITS)
            self.rows.grow()
            return True
        return self._finish()

    def lay_out(self) -> None:
        """Lay out the next row, so that its pictures are asked for."""
        if self.row < len(self.rows):
            list(self._cells(self.row))

    def forget(self) -> None:
        """Lay out anew: a picture is on its way."""
        self._sheet.page.forget()

    # Rows

    def _cells(self, row: int) -> Iterator[tuple[str, Cell, float, float]]:
        """(side, cell, x, y within the row)"""
        page = self._sheet.page
        for side, document in self._documents.items():
            x, width = self._sheet.columns[side]
            y = 0.0
            for block in self.rows.shown(row, side):
                piece = self.rows.piece(row, side, block)
                cell = page.cell(document, block, piece, width)
                yield side, cell, x, y
                y += cell.height + page.gap / 2

    def _row(self, row: int) -> None:
        columns: dict[str, list[Strip]] = {}
        heading = False
        for side, cell, x, y in self._cells(row):
            found = strips(cell, x, y)
            self._mark(side, cell, y, found)
            columns.setdefault(side, []).extend(found)
            heading = heading or cell.block.kind == "heading"
        if not columns:
            return
        page = self._sheet.page
        tall = max((c[-1].bottom for c in columns.values() if c), default=0.0)
        room = self._sheet.height - self._y
        if heading and self._y and tall + 3 * page.line_height(True) > room:
            self._turn()
        self._place(list(columns.values()))
        self._y += page.gap

    def _mark(self, side: str, cell: Cell, y: float, found: list[Strip]) -> None:
        """Tell the strips of a cell which notes are on them, and number those with a text."""
        for placed in self._notes.get((side, cell.block.index), ()):
            number = self._number(side, placed)
            for block, start, end in placed.pieces:
                if block != cell.block.index:
                    continue
                rects = cell.rects(max(start, cell.start), min(end, cell.end))
                last: tuple[Strip, QRectF] | None = None
                for rect in rects:
                    strip = at(found, y + rect.center().y())
                    if strip is not None:
                        colour = QColor(placed.note.colour or "#ffd400")
                        colour.setAlphaF(self._sheet.page.note_opacity)
                        strip.lit.append((rect, colour))
                        last = strip, rect
                if last is not None and number and (block, start, end) == placed.pieces[-1]:
                    strip, rect = last
                    rtl = cell.style.rtl
                    x = rect.left() if rtl else rect.right()
                    strip.signs.append(Sign(x, rect.top(), number, rtl))
                    strip.notes.append(placed.note.id)

    def _number(self, side: str, placed: PlacedNote) -> str:
        if not told(placed.note):
            return ""
        for number, (_, known) in enumerate(self._numbered, 1):
            if known is placed:
                return shown_number(number)
        self._numbered.append((side, placed))
        return shown_number(len(self._numbered))

    def _place(self, columns: list[list[Strip]]) -> None:
        """Draw the columns of a row, over as many pages as they take."""
        begun = False
        columns = [column for column in columns if column]
        while columns:
            counts = [self._fit(column, begun) for column in columns]
            if not begun and self._y and min(counts) == 0:
                self._turn()
                continue
            deepest = 0.0
            for column, count in zip(columns, counts, strict=True):
                base = column[0].top if begun else 0.0
                for strip in column[: max(1, count) if not self._y else count]:
                    self._draw(strip, self._y + strip.top - base)
                    deepest = max(deepest, self._y + strip.bottom - base)
                del column[: max(1, count) if not self._y else count]
            columns = [column for column in columns if column]
            self._y = deepest
            if columns:
                self._turn()
                begun = True

    def _fit(self, column: list[Strip], begun: bool) -> int:
        """How many strips have room; never one line alone at the foot or the head of a page."""
        base = column[0].top if begun else 0.0
        room = self._sheet.height - self._y
        count = sum(1 for strip in column if strip.bottom - base <= room)
        rest = len(column) - count
        if count and rest == 1 and count > 2:
            count -= 1
        if not begun and self._y and count == 1 and len(column) > 1:
            count = 0
        return count

    def _draw(self, strip: Strip, y: float) -> None:
        draw(self._painter, strip, self._sheet.top + y, self._sheet.page)
        if self._sheet.margin is None:
            return
        for id in strip.notes:
            for number, (side, placed) in enumerate(self._numbered, 1):
                if placed.note.id == id:
                    x, width = self._sheet.margin
                    cell = self._note(side, placed, shown_number(number), width, 1)
                    self._in_margin.append((y, strips(cell, x, 0.0)))

    # Notes

    def _note(self, side: str, placed: PlacedNote, marker: str, width: float, level: int) -> Cell:
        """A note as a cell: its number and its text, in its own direction."""
        text = told(placed.note).replace("\n", "\u2028")
        direction = self._documents[side].direction
        rtl = block_direction(text, direction) == "rtl"
        block = Block(0, text, "list", level, marker)
        small = self._sheet.small
        return text_cell(block, 0, None, small.style(block, rtl), width)

    def _draw_margin(self) -> None:
        """Draw the notes of this page beside their lines, each below the one before it."""
        floor, carried = 0.0, []
        small = self._sheet.small
        for y, column in self._in_margin:
            top = max(y, floor)
            base = column[0].top
            while column and top + column[0].bottom - base <= self._sheet.height:
                strip = column.pop(0)
                draw(self._painter, strip, self._sheet.top + top + strip.top - base, small)
                floor = top + strip.bottom - base + small.gap
            if column:
                floor = self._sheet.height
                carried.append((0.0, column))
        self._in_margin = carried

    def _finish(self) -> bool:
        """After the text: endnotes, then what notes in the margin are still to be drawn."""
        if self._sheet.choices.notes == "end" and (self._numbered or self._loose):
            if self._endnotes is None:
                self._endnotes = self._end_cells()
            if (cell := next(self._endnotes, None)) is not None:
                self._place([strips(cell, self._sheet.left, 0.0)])
                self._y += self._sheet.small.gap
                return True
        if self._sheet.margin is not None and self._loose:
            x, width = self._sheet.margin
            side = next(iter(self._documents))
            for placed in self._loose:
                cell = self._note(side, placed, "•", width, 1)
                self._in_margin.append((self._y, strips(cell, x, 0.0)))
            self._loose = []
        self._draw_margin()
        if self._in_margin:
            self._turn()
            return True
        return False

    def _end_cells(self) -> Iterator[Cell]:
        page, width = self._sheet.page, self._sheet.width
        title = tr("Notes")
        block = Block(0, title, "heading", 3)
        yield text_cell(block, 0, None, page.style(block, self._sheet.mirrored), width)
        for number, (side, placed) in enumerate(self._numbered, 1):
            yield self._note(side, placed, f"{shown_number(number)}.", width, 2)
        for placed in self._loose:
            yield self._note(next(iter(self._documents)), placed, "•", width, 2)

    # Pages

    def _turn(self) -> None:
        self._draw_margin()
        self._paper.newPage()
        self.pages += 1
        self._y = 0.0
        self._frame()

    def _frame(self) -> None:
        """The head with the titles, each over its column, and the number of the page."""
        sheet, painter = self._sheet, self._painter
        if sheet.choices.title:
            for side, document in self._documents.items():
                x, width = sheet.columns[side]
                _head(painter, sheet.small, document, QRectF(x, sheet.top * 0.42, width, 0))
            line = QRectF(sheet.left, sheet.top * 0.82, sheet.width, max(1.0, sheet.dot * 0.1))
            painter.fillRect(line, sheet.page.colours["rule"])
        if sheet.choices.numbers:
            painter.setFont(dotted(sheet.small.font(False)))
            painter.setPen(sheet.page.colours["muted"])
            foot = QRectF(sheet.left, sheet.paper.height() - sheet.top, sheet.width, sheet.top)
            painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, shown_number(self.pages))


def _head(painter: QPainter, page: PageStyle, document: Document, box: QRectF) -> None:
    """The title of a document on one line of the head."""
    title = document.title or (document.path.name.split(".")[0] if document.path else "")
    if not title:
        return
    rtl = block_direction(title, document.direction) == "rtl"
    title = _cut(title, page, rtl, box.width())
    block = Block(0, title, "caption")
    cell = text_cell(block, 0, None, page.style(block, rtl), box.width())
    painter.setPen(page.colours["muted"])
    cell.parts[0].layout.lineAt(0).draw(painter, QPointF(box.x(), box.y()))


def _cut(title: str, page: PageStyle, rtl: bool, width: float) -> str:
    """A title cut to fit on one line of that many dots."""
    longest = max(8, int(width / page.character(rtl) * 1.05))
    return title if len(title) <= longest else title[: longest - 1].rstrip() + "…"
