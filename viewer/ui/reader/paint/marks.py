"""What is drawn over the text and never into it: notes, hits of a search, counterparts.

Rectangles of a cell are kept until its marks change; ranges of one colour are merged first, so that
thousands of them on a page cost one painter call a colour.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar, QStyle, QStyleOptionSlider, QWidget

from viewer.ui.base.guarded import guarded
from viewer.ui.reader.layout.cells import Cell
from viewer.ui.reader.layout.flow import PlacedCell
from viewer.ui.reader.layout.page import PageStyle

DOTS = 2000
"""Places that are told apart beside the scroll bar."""

UNDERLINED = frozenset(("states", "word"))
"""The layers that are lines under words, not grounds behind them."""
LINE_PX = 2
"""How thick words are underlined."""

LAYERS = ("matching", "counterpart", "states", "word", "notes", "hits", "current")
"""From the bottom up."""


class Mark(NamedTuple):
    """`[start, end)` in code points of a block. `dot`: a point in the margin says: more here."""

    start: int
    end: int
    colour: str
    id: str = ""
    dot: bool = False


Key = tuple[str, int]  # side, block


class Marks:
    """The marks of the shown documents, by layer and block."""

    def __init__(self) -> None:
        self._layers: dict[str, dict[Key, list[Mark]]] = {name: {} for name in LAYERS}
        self.active = ""
        """The id of the note whose highlight is lit."""

    def clear(self) -> None:
        for layer in self._layers.values():
            layer.clear()
        self.active = ""

    def set(self, layer: str, marks: Mapping[Key, list[Mark]]) -> bool:
        """Whether they are others than before."""
        before = self._layers[layer]
        self._layers[layer] = {
            key: before[key] if before.get(key) == new else new for key, new in marks.items()
        }
        return self._layers[layer] != before

    def replace(self, layer: str, side: str, marks: Mapping[Key, list[Mark]]) -> None:
        """The same for one side only; the other's stay."""
        kept = {key: found for key, found in self._layers[layer].items() if key[0] != side}
        self.set(layer, kept | dict(marks))

    def add(self, layer: str, key: Key, marks: Iterable[Mark]) -> None:
        found = self._layers[layer]
        found[key] = [*found.get(key, ()), *marks]

    def at(self, side: str, block: int, offset: int, layer: str = "notes") -> list[Mark]:
        """The marks over a position, the shortest first."""
        found = self._layers[layer].get((side, block), ())
        return sorted(
            (m for m in found if m.start <= offset < m.end), key=lambda m: m.end - m.start
        )

    def of(self, key: Key) -> Iterator[tuple[str, Mark]]:
        """Every mark of a block with its layer, from the bottom up."""
        return ((name, mark) for name in LAYERS for mark in self._layers[name].get(key, ()))

    def on(self, placed: PlacedCell) -> bool:
        """Whether anything is marked in a block."""
        key = (placed.side, placed.cell.block.index)
        return any(key in layer for layer in self._layers.values())

    def paint(self, painter: QPainter, placed: PlacedCell, page: PageStyle) -> None:
        key = (placed.side, placed.cell.block.index)
        painter.setPen(Qt.PenStyle.NoPen)
        for layer in LAYERS:
            if key in self._layers[layer]:
                for colour, rects in self._rects(layer, placed.side, placed.cell, page):
                    painter.setBrush(colour)
                    painter.translate(placed.x, placed.y)
                    painter.drawRects(rects)
                    painter.translate(-placed.x, -placed.y)
        if key in self._layers["notes"]:
            self._paint_lit(painter, placed, key, page)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _rects(
        self, layer: str, side: str, cell: Cell, page: PageStyle
    ) -> list[tuple[QColor, list[QRectF]]]:
        known = cell.painted.get(layer)
        marks = self._layers[layer][side, cell.block.index]
        if known is not None and known[0] is marks:
            return known[1]
        ranges: dict[str, list[tuple[int, int]]] = {}
        for mark in marks:
            if mark.start < cell.end and cell.start < mark.end:
                span = max(mark.start, cell.start), min(mark.end, cell.end)
                ranges.setdefault(mark.colour, []).append(span)
        found = []
        for colour, spans in ranges.items():
            rects = [r for a, b in _merged(spans) for r in cell.rects(a, b)]
            if layer in UNDERLINED:
                rects = [QRectF(r.x(), r.bottom() - LINE_PX, r.width(), LINE_PX) for r in rects]
            found.append((paint_colour(layer, colour, page), rects))
        cell.painted[layer] = (marks, found)
        return found

    def _paint_lit(self, painter: QPainter, placed: PlacedCell, key: Key, page: PageStyle) -> None:
        """The active note underlined; a dot in the margin beside notes that have a text."""
        cell, marks = placed.cell, self._layers["notes"][key]
        for mark in marks if self.active else ():
            if mark.id == self.active:
                painter.setBrush(QColor(mark.colour))
                for r in cell.rects(max(mark.start, cell.start), min(mark.end, cell.end)):
                    line = QRectF(r.x(), r.bottom() - LINE_PX, r.width(), LINE_PX)
                    line.translate(placed.x, placed.y)
                    painter.drawRect(line)
        x = placed.x - 10 if cell.style.rtl else placed.x + cell.width + 10
        for y, colour in _dots(cell, marks):
            painter.setBrush(colour)
            painter.drawEllipse(QPointF(x, placed.y + y), 3.5, 3.5)


@guarded
class MarkedBar(QScrollBar):
    """A scroll bar that shows where in the text the hits are: their dispersion."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._places: list[float] = []
        self.colour = QColor()

    def show_places(self, places: Iterable[float]) -> None:
        """`places`: shares of the text before each, 0 to 1."""
        self._places = sorted({round(place * DOTS) / DOTS for place in places})
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._places:
            return
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        control, groove = QStyle.ComplexControl.CC_ScrollBar, QStyle.SubControl.SC_ScrollBarGroove
        room = self.style().subControlRect(control, option, groove, self)
        painter = QPainter(self)
        for place in self._places:
            y = room.top() + place * (room.height() - 2)
            painter.fillRect(QRectF(room.left() + 2, y, room.width() - 4, 2), self.colour)
        painter.end()


def _dots(cell: Cell, marks: list[Mark]) -> list[tuple[float, QColor]]:
    """(y, colour) of one point a line, for the last note with a text that begins there."""
    known = cell.painted.get("dots")
    if known is None or known[0] is not marks:
        found: dict[tuple[int, int], Mark] = {}
        for mark in marks:
            if mark.dot and cell.start <= mark.start < cell.end:
                part = cell.part_of(mark.start)
                found[id(part), part.line_of(mark.start)] = mark
        dots = []
        for mark in found.values():
            part = cell.part_of(mark.start)
            line = part.layout.lineAt(part.line_of(mark.start))
            dots.append((part.y + line.y() + line.height() / 2, QColor(mark.colour)))
        known = cell.painted["dots"] = (marks, dots)
    return known[1]


def paint_colour(layer: str, colour: str, page: PageStyle) -> QColor:
    """The colour of a mark: a note has its own, the others what the theme calls so."""
    if layer != "notes":
        return page.colours[colour]
    found = QColor(colour)
    found.setAlphaF(page.note_opacity)
    return found


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    spans.sort()
    found: list[tuple[int, int]] = []
    for start, end in spans:
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
