"""One laid-out block: its lines, where its letters are, and what is drawn of it.

Qt counts UTF-16 units; everything that leaves this module counts code points of the block.
Measured traps with Arabic, and what is done about them here:

* `QTextLayout` does not mirror `AlignLeft`: the alignment is asked for by direction.
* Qt's justified lines stop short on the right and stretch only Latin spaces: `_justify`.
* `xToCursor` forgets the trailing space that `cursorToX` subtracts in a wrapped right-to-left
  line: a click is looked up among the edges of the line's own characters instead.
"""

from __future__ import annotations

import bisect
import itertools
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontInfo,
    QFontMetricsF,
    QGuiApplication,
    QImage,
    QPainter,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from viewer.core.language.late_pattern import late_pattern
from viewer.core.text.document import Block, Span
from viewer.core.text.invisibles import LETTERLESS
from viewer.ui.reader.layout.fitting import HYPHEN, Points, measures
from viewer.ui.reader.layout.glyphs import Edge, drawn_width, line_edges
from viewer.ui.reader.layout.laid_text import LaidText
from viewer.ui.reader.layout.planning import LINE_SEPARATOR, Planned, Planner
from viewer.ui.reader.layout.spans import Ink, formats, in_one_ink, spacing

JUSTIFY_FROM = 32
"""Characters of a column from which its lines are justified; narrower ones would have rivers."""
JUSTIFY_FROM_PARTED = 22
"""The same where words may be parted, or letters drawn out."""

LABELLED = 400
"""Code points of a block that decide whether its label has room beside it."""

TOO_WIDE = 0.75
"""Pixels that a line may be wider than its column: what rounding comes to."""


_ENDLESS = late_pattern(r"[^\s\u0e00-\u0eff\u3000-\u9fff\uf900-\ufaff\uff00-\uffef]{600}")
"""What is wider than any column without a trial, which takes as long as the breaking itself. Thai,
Chinese and Japanese break between letters."""

JUSTIFIED_CODE_POINTS = 20_000
"""Code points of a paragraph up to which its lines are chosen together and justified: a file that
is one long line is set ragged, in a fifth of the time."""


class CellStyle(NamedTuple):
    """How a block is set: fonts and pixels, colours, all decided by the page.

    `pitch` is the distance of base lines, whatever fonts a line falls back on.
    """

    font: QFont
    rtl: bool
    pitch: float
    justify: bool
    text: QColor
    link: QColor
    muted: QColor
    indent: float = 0.0
    above: float = 0.0
    label: str = ""
    points: Points | None = None
    """Where a word may be parted; None for nowhere."""
    kashida: bool = False


def smaller(style: CellStyle, scale: float) -> CellStyle:
    """The same with letters of another size."""
    if scale == 1:
        return style
    font = QFont(style.font)
    font.setPointSizeF(font.pointSizeF() * scale)
    return style._replace(font=font, pitch=style.pitch * scale)


class Part:
    """One `QTextLayout` of a cell: the whole block, or one cell of a table row.

    `start` is where its text begins in the block, in code points; `x`, `y` where it stands in the
    cell, in pixels.
    """

    def __init__(self, text: str, start: int, style: CellStyle, spans: Sequence[Span]) -> None:
        self.text, self.start, self.style = text, start, style
        self.x = self.y = 0.0
        self.width = self.height = 0.0
        self._edges: dict[int, list[Edge]] = {}
        self._lines: list[tuple[int, int, float, float, QTextLine]] | None = None
        self.em = float(QFontInfo(style.font).pixelSize())
        self.hidden = LETTERLESS.fullmatch(text) is not None
        """Whether nothing of it is laid out."""
        self._spans, self._added = spans, dict[int, str]()
        self.units = LaidText("" if self.hidden else text, start, spans)
        self.layout = QTextLayout(self.units.text, style.font)
        self.layout.setCacheEnabled(True)
        self.base = formats(spans, start, len(text), self.units.utf16, style.link)
        if self.base:
            self.layout.setFormats(self.base)

    def _add(self, letters: dict[int, str]) -> None:
        """Lay out these letters as well, which no offset counts: by the code point of the text that
        they stand before."""
        if letters != self._added:
            self._added = letters
            self.units = LaidText(self.text, self.start, self._spans, letters)
            self.layout.setText(self.units.text)
            utf16, size = self.units.utf16, len(self.text)
            self.base = formats(self._spans, self.start, size, utf16, self.style.link)
            self.layout.setFormats(self.base)

    def lay_out(self, width: float) -> None:
        """Break into lines of at most `width` pixels; justify if the style says so."""
        self.width = width
        self._edges.clear()
        self._lines = None
        self._add({})
        if not (self.style.justify and width >= self._least() and self._justify(width)):
            self._add({})
            self.layout.setFormats(self.base)
            self.height = self._break(width)

    def part_words(self) -> None:
        """Have words that are wider than the column part with a hyphen, where Qt broke them
        anywhere. Not in Arabic, which has none."""
        added: dict[int, str] = {}
        while (cut := self._torn(added)) is not None:
            added = {**added, cut: HYPHEN}
            self._add(added)
            self.height = self._break(self.width)
            if self.units.utf16(cut) not in self._breaks():  # Qt breaks elsewhere: as it was
                self._add({})
                self.height = self._break(self.width)
                return

    def _torn(self, parted: Mapping[int, str]) -> int | None:
        """Before which code point the first torn word is to be parted: one letter before the end of
        its line, which the hyphen takes."""
        for start, end in itertools.pairwise(self._breaks()):
            first, cut = self.units.point(start), self.units.point(end)
            left, right = self.text[first:cut].split(), self.text[cut:].split()
            whole = cut in parted or self.text[cut - 1].isspace() or self.text[cut].isspace()
            if whole or not left or len(left[-1]) < 3 or not (left[-1] + right[0]).isalpha():
                continue
            if unicodedata.bidirectional(self.text[cut]) == "L":
                return cut - 1
        return None

    def natural_width(self) -> float:
        """Pixels that the text takes when nothing breaks it."""
        self._break(1e6)
        count = self.layout.lineCount()
        return max((self.layout.lineAt(i).naturalTextWidth() for i in range(count)), default=0.0)

    def longest_word(self) -> float:
        """Pixels of the longest word at its beginning, where a label may stand beside it."""
        metrics = QFontMetricsF(self.style.font)
        return max(map(metrics.horizontalAdvance, self.text[:LABELLED].split()), default=0.0)

    def _least(self) -> float:
        """Pixels of a column from which its lines are justified."""
        style = self.style
        count = JUSTIFY_FROM_PARTED if style.points or style.kashida else JUSTIFY_FROM
        return count * measures(style.font, style.rtl).letter

    def _break(self, width: float, widths: Sequence[float] = ()) -> float:
        """Break into lines, the n-th as wide as `widths` say, and flush with those of `width`.

        Within words only where one is wider than the column: where it may, Qt also does so to
        words of Urdu that would fit.
        """
        if not _ENDLESS.search(self.text):
            height = self._broken(width, widths, QTextOption.WrapMode.WordWrap)
            if self.layout.minimumWidth() <= width:
                return height
        return self._broken(width, widths, QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)

    def _broken(self, width: float, widths: Sequence[float], mode: QTextOption.WrapMode) -> float:
        layout, y, pitch = self.layout, 0.0, self.style.pitch
        layout.setTextOption(_option(self.style.rtl, mode))
        layout.beginLayout()
        at = 0
        while (line := layout.createLine()).isValid():
            wide = widths[at] if at < len(widths) else width
            line.setLineWidth(wide)
            x = width - wide if self.style.rtl else 0.0
            line.setPosition(QPointF(x, y + (pitch - line.height()) / 2))
            y += pitch
            at += 1
        layout.endLayout()
        return y

    def _justify(self, width: float, *, plain: bool = False) -> bool:
        """Break the paragraph as a whole, and spread the slack of each line over its spaces, Arabic
        and Latin alike. False where that was not to be: Qt does not break where it is asked to.
        `plain`: words stay whole, and letters as wide as they are.

        Word spacing is in whole pixels (advances are rounded), the first spaces one more.
        """
        lines, added = self._plan(width, plain)
        if added:
            points = [self.units.point(line.start) for line in lines]
            self._add(added)
            starts = map(self.units.utf16, points)
            lines = [line._replace(start=at) for line, at in zip(lines, starts, strict=True)]
        for again in (True, True, False) if len(lines) > 1 else ():
            self.layout.setFormats([*self.base, *self._stretches(lines)])
            self.height = self._break(width, [line.room for line in lines])
            if self._breaks() != [line.start for line in lines]:
                break
            more = self._missing(lines, width)
            if not any(more) or (not again and min(more) >= 0):
                return True
            lines = [
                each._replace(slack=each.slack + px) for each, px in zip(lines, more, strict=True)
            ]
        if not added:
            return False
        self._add({})
        return self._justify(width, plain=True)

    def _plan(self, width: float, plain: bool) -> tuple[list[Planned], dict[int, str]]:
        self.layout.setFormats(self.base)
        self._break(1e6)
        style = self.style
        made = Planner(self.layout, self.units, style.font, style.rtl, self.em)
        if not plain:
            made.points, made.kashida = style.points, style.kashida
        return made.plan(width)

    def _missing(self, lines: list[Planned], width: float) -> list[int]:
        """Pixels that Qt gave each line too few (it does not widen the space between some runs) or
        too many. From the glyphs: `naturalTextWidth` counts the space that ends a line, or not."""
        found = []
        for number, line in enumerate(lines):
            rest = width - drawn_width(self.layout.lineAt(number)) if line.spaces else 0.0
            if line.ragged:
                rest = min(rest, 0.0)
            wrong = rest >= max(2.0, line.spaces / 3) or rest < -TOO_WIDE
            found.append(int(rest // 1) if wrong else 0)
        return found

    def _breaks(self) -> list[int]:
        return [self.layout.lineAt(i).textStart() for i in range(self.layout.lineCount())]

    def _stretches(self, lines: list[Planned]) -> list[QTextLayout.FormatRange]:
        """The spaces of each line as wide as it needs them."""
        found = []
        ends = [line.start for line in lines[1:]] + [self.units.utf16(len(self.text))]
        for line, end in zip(lines, ends, strict=True):
            if not line.slack or not line.spaces:
                continue
            body = self.units.slice(line.start, end - line.start).rstrip(f" {LINE_SEPARATOR}")
            body = body.replace("\xa0", " ")  # a no-break space is stretched as well
            spaces = body.count(" ") or 1
            each, more = divmod(line.slack, spaces)
            cut = 0
            for _ in range(more):
                cut = body.index(" ", cut) + 1
            ranges = ((0, cut, each + 1), (cut, len(body), each))
            found += [spacing(line.start + a, b - a, px) for a, b, px in ranges if b > a and px]
        return found

    # Where letters are. Everything below takes and gives code points of the block.

    def past_controls(self, move: Callable[[int], int], unit: int) -> int:
        """Where `move` leads from a unit, over what stands for no letter of the block."""
        new = move(unit)
        while self.units.is_control(new) and (after := move(new)) not in (new, unit):
            new = after
        return unit if self.units.point(new) == self.units.point(unit) else new

    def line_of(self, offset: int) -> int:
        unit = self.units.utf16(max(0, offset - self.start))
        line = self.layout.lineForTextPosition(unit)
        return line.lineNumber() if line.isValid() else max(0, self.layout.lineCount() - 1)

    def line_range(self, number: int) -> tuple[int, int]:
        line = self.layout.lineAt(number)
        start, end = line.textStart(), line.textStart() + line.textLength()
        return self.start + self.units.point(start), self.start + self.units.point(end)

    def line_at(self, y: float) -> int:
        """The line at `y` pixels, each reaching half of the line spacing up and down."""
        count = self.layout.lineCount()
        for i in range(count - 1):
            line, below = self.layout.lineAt(i), self.layout.lineAt(i + 1)
            if y < (line.y() + line.height() + below.y()) / 2:
                return i
        return max(0, count - 1)

    def edges(self, number: int) -> list[Edge]:
        """(leading x, trailing x, first unit, unit after) of each character of a line.

        A character here is what a caret steps over: a letter with its marks. Pixels, UTF-16.
        """
        if number not in self._edges:
            line = self.layout.lineAt(number)
            body = self.units.slice(line.textStart(), line.textLength()).rstrip()
            self._edges[number] = line_edges(self.layout, line, line.textStart() + len(body))
        return self._edges[number]

    def hit(self, x: float, y: float) -> int:
        """The caret position nearest to a point of the part, code points of the block."""
        if not self.layout.lineCount():
            return self.start
        number = self.line_at(y)
        best, unit = float("inf"), self.layout.lineAt(number).textStart()
        last = number == self.layout.lineCount() - 1
        for lead, trail, a, b in self.edges(number):
            low, high = min(lead, trail), max(lead, trail)
            distance = 0.0 if low <= x <= high else min(abs(x - low), abs(x - high))
            if distance < best:
                after = abs(x - trail) < abs(x - lead)
                if after and not last and b == self._line_end(number):
                    after = False  # past the space that ends a line the caret is on the next one
                best, unit = distance, b if after else a
        return self.start + self.units.point(unit)

    def _line_end(self, number: int) -> int:
        line = self.layout.lineAt(number)
        return line.textStart() + line.textLength()

    def caret(self, offset: int) -> QRectF:
        """The caret before the character at `offset`, in pixels of the cell."""
        unit = self.units.utf16(offset - self.start)
        line = self.layout.lineForTextPosition(unit)
        if not line.isValid():
            return QRectF(self.x, self.y, 1.5, self.height)
        x = self._caret_x(line.lineNumber(), unit)
        return QRectF(self.x + x, self.y + line.y(), 1.5, line.height())

    def _caret_x(self, number: int, unit: int) -> float:
        """Before the character at `unit`; past the last one of the line, behind that."""
        edges = self.edges(number)
        for lead, _, first, after in edges:
            if first <= unit < after:
                return lead
        if edges:
            return max(edges, key=_after)[1]
        return _x(self.layout.lineAt(number).cursorToX(unit))

    def rects(self, start: int, end: int) -> list[QRectF]:
        """Rectangles under `[start, end)` in pixels of the cell; several where runs alternate."""
        low = self.units.utf16(max(0, start - self.start))
        high = self.units.utf16(min(len(self.text), end - self.start))
        found: list[QRectF] = []
        if self._lines is None:
            lines = (self.layout.lineAt(i) for i in range(self.layout.lineCount()))
            self._lines = [
                (n.textStart() + n.textLength(), n.textStart(), n.y(), n.height(), n) for n in lines
            ]
        at = bisect.bisect_right(self._lines, low, key=_end)
        for b, a, y, height, line in self._lines[at:]:
            if a >= high:
                break
            a, b, y = max(a, low), min(b, high), self.y + y
            boxes = [run.boundingRect() for run in line.glyphRuns(a, b - a)]
            if len(boxes) > 1:
                boxes.sort(key=_left)
            for box in boxes:
                left = self.x + box.left()
                if found and found[-1].y() == y and left - found[-1].right() < 1.5:
                    found[-1].setRight(max(found[-1].right(), self.x + box.right()))
                else:
                    found.append(QRectF(left, y, box.width(), height))
        return found


class Cell:
    """A block, or a piece of one, laid out at a width. Offsets are code points of the block."""

    def __init__(self, block: Block, parts: list[Part], style: CellStyle, width: float) -> None:
        self.block, self.parts, self.style, self.width = block, parts, style, width
        self.height = max((part.y + part.height for part in parts), default=0.0)
        self.start, self.end = parts[0].start, parts[-1].start + len(parts[-1].text)
        self.painted: dict[str, tuple[list[Any], Any]] = {}  # of which marks, what is drawn
        self.marker: Part | None = None
        self.label: Part | None = None
        self.pictures: list[tuple[QImage, QRectF]] = []  # see images.py

    def draw(self, painter: QPainter, x: float, y: float, clip: QRectF, ink: Ink = None) -> None:
        """`ink`: in place of every colour of the letters, where they stand on a mark."""
        for part in self.parts:
            painter.setPen(ink or self.style.text)
            over = in_one_ink(part.base, ink)
            part.layout.draw(painter, QPointF(x + part.x, y + part.y), over, clip)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for image, box in self.pictures:
            painter.drawImage(box.translated(x, y), image)
        for extra in (self.marker, self.label):
            if extra is not None:
                painter.setPen(extra.style.text)
                extra.layout.draw(painter, QPointF(x + extra.x, y + extra.y))

    def part_of(self, offset: int) -> Part:
        for part in reversed(self.parts):
            if part.start <= offset:
                return part
        return self.parts[0]

    def hit(self, x: float, y: float) -> int:
        def distance(part: Part) -> float:
            return max(part.x - x, x - (part.x + part.width), 0.0)

        part = min(self.parts, key=distance)
        return part.hit(x - part.x, y - part.y)

    def caret(self, offset: int) -> QRectF:
        return self.part_of(offset).caret(offset)

    def rects(self, start: int, end: int) -> list[QRectF]:
        found: list[QRectF] = []
        for part in self.parts:
            if part.start < end and start < part.start + len(part.text):
                found += part.rects(start, end)
        return found

    def step(self, offset: int, visual_left: bool, words: bool) -> int | None:
        """The caret one character or word to the left or right as the eye sees it.

        None past the edge of the block.
        """
        part = self.part_of(offset)
        unit = part.units.utf16(offset - part.start)
        if words:
            forward = visual_left == self.style.rtl
            mode = QTextLayout.CursorMode.SkipWords
            move = part.layout.nextCursorPosition if forward else part.layout.previousCursorPosition

            def word(unit: int) -> int:
                return move(unit, mode)

            new = part.past_controls(word, unit)
        elif visual_left:
            new = part.past_controls(part.layout.leftCursorPosition, unit)
        else:
            new = part.past_controls(part.layout.rightCursorPosition, unit)
        if new != unit:
            return part.start + part.units.point(new)
        at = self.parts.index(part) + (1 if visual_left == self.style.rtl else -1)
        if not 0 <= at < len(self.parts):
            return None
        other = self.parts[at]
        return other.start if at > self.parts.index(part) else other.start + len(other.text)


def text_cell(block: Block, start: int, end: int | None, style: CellStyle, width: float) -> Cell:
    """A cell of a paragraph (or the piece `[start, end)` of one) at `width` pixels."""
    if len(block.text) > JUSTIFIED_CODE_POINTS:
        style = style._replace(justify=False)
    part = Part(block.text[start:end], start, style, block.spans)
    part.x = 0.0 if style.rtl else style.indent
    part.y = style.above
    label, room = None, width - style.indent
    if style.label:
        label = small(style.label, style, not style.rtl)
        room -= label.width + 12
    above = label is not None and room < part.longest_word()
    part.lay_out(max(60.0, width - style.indent if above else room))
    if label is not None and above:
        part.y += label.height
    elif style.rtl and label is not None:
        part.x = label.width + 12
    cell = Cell(block, [part], style, width)
    if label is not None:
        label.x = 0.0 if style.rtl else width - label.width
        beside = part.layout.lineCount() == 1 and not above
        label.y = max(0.0, (cell.height - label.height) / 2 if beside else 0)
        cell.label = label
    if block.marker and start == 0:
        cell.marker = small(block.marker, style, style.rtl, same_size=True)
        gap = style.font.pointSizeF() * 0.6
        cell.marker.x = width - style.indent + gap if style.rtl else style.indent - gap
        cell.marker.x -= 0.0 if style.rtl else cell.marker.width
        cell.marker.y = part.y
    return cell


def small(text: str, style: CellStyle, rtl: bool, same_size: bool = False) -> Part:
    """A marker or a label beside the text."""
    font = QFont(style.font)
    if not same_size:  # words of the interface, as large as its own at least
        font = QFont(QGuiApplication.font())
        font.setPointSizeF(max(font.pointSizeF(), style.font.pointSizeF() * 0.72))
    font.setBold(False)
    colour = style.text if same_size else style.muted
    small = CellStyle(font, rtl, style.pitch, False, colour, style.link, style.muted)
    part = Part(text, 0, small, ())
    part.lay_out(part.natural_width() + 2)
    return part


def _option(rtl: bool, mode: QTextOption.WrapMode) -> QTextOption:
    side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
    option = QTextOption(side)
    direction = Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
    option.setTextDirection(direction)
    option.setWrapMode(mode)
    return option


def _x(value: object) -> float:
    """`cursorToX` gives (x, position) in this binding."""
    return float(value[0] if isinstance(value, tuple) else value)  # type: ignore[arg-type]


def _after(edge: Edge) -> int:
    return edge[3]


def _left(rect: QRectF) -> float:
    return rect.left()


def _end(line: tuple[int, int, float, float, QTextLine]) -> int:
    return line[0]
