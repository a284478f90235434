"""Where everything stands: the rows of a work at a width, and what part of them is on screen.

What is at the top of the screen, (row, pixels below its upper edge), is the truth; the scroll bar
is derived from it and from estimated heights, so that a better estimate never moves the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from viewer.core.bitext.alignment import Row, in_order
from viewer.core.text.document import Document
from viewer.ui.reader.layout.cells import Cell
from viewer.ui.reader.layout.page import PageStyle
from viewer.ui.reader.layout.rows import Heights, Rows

MARGIN_PX = 26
"""Pixels of paper around the columns, and half of those between them."""

STACKED = 1.8
"""Of the room between paragraphs, what stands between rows whose texts are stacked."""
_LEAST_COLUMN = 5
"""Columns that the measure of a text is wide at most: narrower ones would break words, and are
stacked."""
GROW_UNITS = 200_000


class PlacedCell(NamedTuple):
    """A cell and where it stands: pixels of the viewport."""

    side: str
    cell: Cell
    x: float
    y: float


class Flow:
    """The documents of a work, `{side: Document}`, laid out in one of the modes, lazily.

    Modes: `side` (columns), `stacked` (each block above its translation), or the key of one side.
    Positions are (side, block, code points into it); everything else is pixels of the viewport.
    """

    def __init__(self, page: PageStyle) -> None:
        self.page = page
        self.documents: dict[str, Document] = {}
        self.rows = Rows({})
        self.heights = Heights(self._estimate)
        self.mode = "side"
        self._beads: Sequence[Row] = ()
        self._furniture = True
        self.width, self.height = 800, 600
        self.top_row, self.top_offset = 0, 0.0
        self._columns: dict[str, tuple[float, float]] = {}
        self.shares: list[float] = []
        """How the columns share the room, from the left; empty for alike."""
        self.mirrored = False
        """Whether the first side is the column at the right."""

    # What is laid out

    def show(
        self,
        documents: Mapping[str, Document],
        mode: str,
        furniture: bool,
        beads: Sequence[Row] = (),
    ) -> None:
        """From the top; nothing is laid out yet: `settle` or `go_to` does."""
        self.documents, self.mode = dict(documents), mode
        self.page.leave_closed()
        self._furniture, self._beads = furniture, beads
        self.rows = Rows(documents, furniture, self._ordered())
        self.rows.grow()
        self.top_row, self.top_offset = 0, 0.0
        self.measure()

    @contextmanager
    def kept(self, read: tuple[str, int, int] | None = None) -> Iterator[None]:
        """While something about the layout changes: the line of a position that is on screen stays
        there, else the first line."""
        place = self.place() if self.documents else None
        if read is not None and (found := self.find(*read)) is not None:
            place = (*read, found.y + found.cell.caret(read[2]).y())
        yield
        self.measure()
        if place is not None and len(self.rows):
            side, block, offset, top = place
            side = side if side in self.documents else next(iter(self.documents), "")
            self.top_row, self.top_offset = self.rows.row_of(side, block, offset), 0.0
            if side in self.shown_sides():
                self.top_offset = self._y_in_row(self.top_row, side, block, offset) - top
        elif not len(self.rows):
            self.top_row, self.top_offset = 0, 0.0
        self.settle()

    def set_furniture(self, shown: bool) -> None:
        with self.kept():
            self._furniture = shown
            self._make_rows()

    def set_beads(
        self,
        beads: Sequence[Row],
        documents: Mapping[str, Document],
        read: tuple[str, int, int] | None = None,
    ) -> None:
        """Other rows, or another column: what is read stays where it is, the position `read` on
        screen, else the first line."""
        with self.kept(read):
            self._beads, self.documents = beads, dict(documents)
            self._make_rows()

    def set_mode(self, mode: str) -> None:
        """Another mode: what is read stays where it is."""
        with self.kept():
            before, self.mode = self._ordered(), mode
            if self._ordered() is not before:
                self._make_rows()

    def _ordered(self) -> Sequence[Row]:
        """The beads; for one side alone in the order of its text."""
        alone = self.mode not in ("side", "stacked")
        return in_order(self._beads) if alone else self._beads

    def _make_rows(self) -> None:
        known = len(self.rows)
        self.rows = Rows(self.documents, self._furniture, self._ordered())
        while self.rows.grow() and len(self.rows) < known:
            pass

    def resize(self, width: int, height: int) -> None:
        changed, self.height = width != self.width, height
        if changed and self.top_offset:
            with self.kept():
                self.width = width
            return
        self.width = width
        if changed:  # the row at the top stays there: nothing is laid out as it was
            self.measure()
        self.settle()

    def grow(self) -> bool:
        """Index, and then count, a little more of what is large; False when all of it is."""
        more = False
        for document in self.documents.values():
            more = document.lines.grow(GROW_UNITS) or more
        return more or not self.rows.waiting

    @property
    def indexed(self) -> bool:
        """Whether all that is shown is here, has its rows, and any place in it is told at once."""
        return self.rows.complete and all(d.lines.counted for d in self.documents.values())

    def take_rows(self) -> bool:
        """Lay the rows that were indexed since below the others; whether there were any."""
        if new := self.rows.grow():
            self.heights.extend(len(self.rows))
        return new

    def finish(self) -> None:
        """Index all that is left, now."""
        while any(not document.lines.complete for document in self.documents.values()):
            self.grow()
        while self.take_rows():
            pass

    def shown_sides(self) -> tuple[str, ...]:
        """The sides that the mode shows, in order; a key that is not there shows the first."""
        if self.mode in ("side", "stacked"):
            return tuple(self.documents)
        if self.mode in self.documents:
            return (self.mode,)
        return tuple(self.documents)[:1]

    @property
    def beside(self) -> bool:
        """Whether texts stand beside one another: only where each has room."""
        count = len(self.shown_sides())
        room = (self.width - MARGIN_PX * 2 * count) / max(1, count)
        fits = count < 2 or room * _LEAST_COLUMN >= self.page.measure()
        return self.mode != "stacked" and fits

    # Geometry

    def measure(self) -> None:
        """Columns and heights from scratch: the width, the page or the mode changed."""
        gutter = self.page.gutter * 2 if self.page.settings.numbers else 0.0
        sides = self.columns()
        count = max(1, len(sides)) if self.beside else 1
        room = self.width - MARGIN_PX * 2 * count
        widest = self.page.measure() + gutter
        alike = max(60.0 + gutter, min(widest, room / count))
        left = (self.width - count * alike - MARGIN_PX * 2 * (count - 1)) / 2
        self._columns.clear()
        for share, side in zip(self.shares_of(count) * len(sides), sides, strict=False):
            column = alike * count * share - gutter
            x = left + (0.0 if self.is_rtl(side) else gutter)
            self._columns[side] = (round(x), float(int(column)))
            left += column + gutter + MARGIN_PX * 2 if self.beside else 0.0
        self.heights.reset(len(self.rows))

    def columns(self) -> tuple[str, ...]:
        """The shown sides from the left; one below the other from the top."""
        sides = self.shown_sides()
        return sides[::-1] if self.mirrored and self.beside else sides

    def shares_of(self, count: int) -> list[float]:
        """How so many columns share the room, from the left; the sum is 1."""
        return self.shares if len(self.shares) == count else [1 / count] * count

    def set_shares(self, shares: list[float]) -> None:
        with self.kept():
            self.shares = shares

    def is_rtl(self, side: str) -> bool:
        return self.documents[side].direction == "rtl"

    def column(self, side: str) -> tuple[float, float]:
        """Left edge and width, pixels."""
        return self._columns[side]

    @property
    def _gap(self) -> float:
        """Pixels between rows; where texts are stacked, the two of a pair are seen to be one."""
        return self.page.gap * (1 if self.beside else STACKED)

    def _estimate(self, first: int, last: int) -> float:
        heights = [0.0]
        for side in self.shown_sides():
            size = self.rows.size(first, last, side)
            width = self._columns[side][1]
            heights.append(self.page.estimate(size, last - first, self.is_rtl(side), width))
        height = max(heights) if self.beside else sum(heights)
        return height + (last - first) * self._gap

    def placed(self, row: int, y: float) -> Iterator[PlacedCell]:
        """The cells of a row whose upper edge is at `y`."""
        below = y = y + (MARGIN_PX if row == 0 else 0)
        for side in self.shown_sides():
            x, width = self._columns[side]
            at = y if self.beside else below
            for block in self.rows.shown(row, side):
                piece = self.rows.piece(row, side, block)
                cell = self.page.cell(self.documents[side], block, piece, width)
                yield PlacedCell(side, cell, x, at)
                at += cell.height + self.page.gap / (2 if self.beside else 4)
            below = max(below, at)

    def row_height(self, row: int) -> float:
        """Exact: lays the row out."""
        bottom = max((p.y + p.cell.height for p in self.placed(row, 0.0)), default=0.0)
        height = bottom + self._gap
        self.heights.set(row, height)
        return height

    def visible(self) -> list[tuple[int, float, float]]:
        """(row, y of its upper edge, height) of every row on screen, pixels."""
        y, row, found = -self.top_offset, self.top_row, []
        bottom = self.height
        while y < bottom and row < len(self.rows) and self.documents:
            height = self.row_height(row)
            found.append((row, y, height))
            y += height
            row += 1
        return found

    def scroll_by(self, pixels: float) -> None:
        """Down by that many pixels, up if negative; stops at the ends."""
        self.top_offset += pixels
        self.settle()

    def settle(self) -> None:
        """Bring (row, offset) into the document, laying out what it passes."""
        count = len(self.rows) if self.documents else 0
        while self.top_offset < 0 and self.top_row > 0:
            self.top_row -= 1
            self.top_offset += self.row_height(self.top_row)
        self.top_offset = max(0.0, self.top_offset)
        while self.top_row < count - 1:
            height = self.row_height(self.top_row)
            if self.top_offset < height:
                break
            self.top_offset -= height
            self.top_row += 1
        self._settle_end(count)

    def _settle_end(self, count: int) -> None:
        """Not past the last line: the last row ends where the screen ends."""
        if not count or (self.documents and not self.rows.complete):
            return
        rest, row, screen = -self.top_offset, self.top_row, self.height - MARGIN_PX
        while row < count and rest < screen:
            rest += self.row_height(row)
            row += 1
        over = screen - rest
        while over > 0 and (self.top_offset > 0 or self.top_row > 0):
            step = min(over, self.top_offset)
            self.top_offset -= step
            over -= step
            if over > 0 and self.top_row > 0:
                self.top_row -= 1
                self.top_offset = self.row_height(self.top_row)

    def go_to(self, side: str, block: int, offset: int = 0, at: float = 0.25) -> None:
        """Bring a position on screen, `at` that share of its height from the top."""
        if side not in self.documents:
            return
        if block >= len(self.documents[side]):
            self.finish()
        self.take_rows()
        if not len(self.rows):
            return
        if side not in self.shown_sides():
            self.set_mode(side)
        block = min(block, len(self.documents[side]) - 1)
        self.top_row = self.rows.row_of(side, block, offset)
        self.top_offset = self._y_in_row(self.top_row, side, block, offset)
        self.top_offset -= self.height * at
        self.settle()

    def go_end(self) -> None:
        """The last line at the lower edge of the screen."""
        self.finish()
        self.top_row = max(0, len(self.rows) - 1)
        self.top_offset = self.row_height(self.top_row) if len(self.rows) else 0.0
        self.settle()

    def _y_in_row(self, row: int, side: str, block: int, offset: int) -> float:
        for placed in self.placed(row, 0.0):
            if placed.side == side and placed.cell.block.index == block:
                return placed.y + placed.cell.caret(offset).y()
        return 0.0

    def place(self, side: str = "") -> tuple[str, int, int, float]:
        """(side, block, code points, pixels from the top of the screen) of the first line seen; of
        a side where one is named that is seen."""
        rows = self.visible()
        for row, y, _ in rows if side else rows[:3]:
            for placed in self.placed(row, y):
                if placed.y + placed.cell.height > 0 and side in ("", placed.side):
                    offset = placed.cell.parts[0]
                    number = offset.line_at(max(0.0, -placed.y - offset.y))
                    start = offset.line_range(number)[0] if offset.layout.lineCount() else 0
                    top = placed.y + placed.cell.caret(start).y()
                    return placed.side, placed.cell.block.index, start, top
        return self.place() if side else (next(iter(self.documents), ""), 0, 0, 0.0)

    def find(self, side: str, block: int, offset: int) -> PlacedCell | None:
        """The cell on screen that a position is in."""
        if side not in self.documents:
            return None
        for row, y, _ in self.visible():
            if block not in self.rows.blocks(row, side):
                continue
            for placed in self.placed(row, y):
                cell = placed.cell
                if placed.side == side and cell.block.index == block:
                    last = cell.end >= len(cell.block.text)
                    if cell.start <= offset < cell.end or (last and offset <= cell.end):
                        return placed
        return None

    def hit(self, x: float, y: float, side: str | None = None) -> tuple[str, int, int] | None:
        """The position under a point of the viewport; `side` keeps it in one language."""
        rows = self.visible()
        if not rows:
            return None
        at = next((r for r in rows if y < r[1] + r[2]), rows[-1])
        best: tuple[float, float, PlacedCell] | None = None
        for placed in self.placed(at[0], at[1]):
            if side is not None and placed.side != side:
                continue
            right = placed.x + placed.cell.width
            across = max(placed.x - x, x - right, 0.0)
            bottom = placed.y + placed.cell.height
            along = max(placed.y - y, y - bottom, 0.0)
            if best is None or (across, along) < best[:2]:
                best = (across, along, placed)
        if best is None:
            return self._nearest(at[0], side)
        placed = best[2]
        offset = placed.cell.hit(x - placed.x, y - placed.y)
        return placed.side, placed.cell.block.index, offset

    def link(self, x: float, y: float) -> tuple[str, str] | None:
        """(side, value) of the link under a point of the viewport."""
        for row, top, height in self.visible():
            if not top <= y < top + height:
                continue
            for placed in self.placed(row, top):
                for span in placed.cell.block.spans:
                    if span.style == "link" and span.value:
                        boxes = placed.cell.rects(span.start, span.end)
                        if any(box.contains(x - placed.x, y - placed.y) for box in boxes):
                            return placed.side, span.value
        return None

    def _nearest(self, row: int, side: str | None) -> tuple[str, int, int] | None:
        """`side` has nothing in that row: the end of what it had last."""
        if side is None:
            return None
        for other in range(row, -1, -1):
            if blocks := self.rows.blocks(other, side):
                return side, blocks[-1], len(self.documents[side].lines.block(blocks[-1]))
        return None
