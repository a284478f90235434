"""The lines of a PDF page, each with its text in the order of reading and its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from statistics import median_high
from typing import Any

from viewer.core.parsing.pdf.brackets import balance
from viewer.core.parsing.pdf.columns import ColumnRow, in_columns
from viewer.core.parsing.pdf.letter_boxes import Box, letter_boxes, plain_units
from viewer.core.parsing.pdf.page_characters import HYPHEN, Characters
from viewer.core.parsing.pdf.visual_order import has_rtl, letters, line_units, written

_SAME = 0.15  # of the size of letters: baselines nearer than that are one
_RAISED = 0.6  # the same, of a few letters that stand in a line above or below its baseline
_FEW = 6
_RECENT = 3  # lines before, to which a piece may belong: files draw lines side by side
_JUST_ABOVE = 5  # times the size of letters: as far as a line may be drawn out of order
_SAME_SIZE = 1.5  # times the usual size, up to which a recognised line is one of the text
_ENDS = re.compile(r"[.!?؟:؛…۔][\"'”’»)\]]*$")

_MISPLACED = re.compile(
    r"[.!؟،؛:]\w"
)  # the end of a line from right to left set as if from the left


@dataclass(slots=True)
class Line:
    """A line: its edges and baseline in points from the lower left corner, and its letters' size.

    `hyphen`: a word goes on in the next line. `rtl`: it is read from the right. `place`: the number
    of its page, and its own there. `boxes`: of its code points, where a `Reader` is asked for them.
    `doubtful`: from where to where its text may have been misread, code points.
    """

    text: str
    left: float
    right: float
    bottom: float
    size: float
    rtl: bool = False
    hyphen: bool = False
    place: tuple[int, int] = (0, 0)
    boxes: list[Box] = field(default_factory=list)
    doubtful: list[tuple[int, int]] = field(default_factory=list)


class Reader:
    """Reads pages of one document, and learns how its brackets are written. `boxed`: with a box
    for each letter."""

    def __init__(self, boxed: bool = False) -> None:
        self._turned, self._boxed = 0, boxed

    def lines(self, textpage: Any, number: int = 0) -> list[Line]:
        """Return the lines of a page of that number in the order of the file, column by column."""
        page = Characters(textpage)
        right_to_left, left_to_right = letters(page.text)
        rtl_page = right_to_left > left_to_right
        rows = in_columns(_rows(page), rtl_page)
        found = self._read_rows(page, rows, rtl_page, number)
        if not self._turned and balance("\n".join(line.text for line in found if line.rtl)) < 0:
            self._turned = 1  # brackets open on one line and close on another
            found = self._read_rows(page, rows, rtl_page, number)
        return found

    def _read_rows(
        self, page: Characters, rows: Sequence[ColumnRow], rtl_page: bool, number: int
    ) -> list[Line]:
        widest = max((row.right - row.left for row in rows), default=0.0)
        found: list[Line] = []
        scanned: list[Line] = []
        for row in rows:
            arabic = bool(found) and _goes_on_in_arabic(found[-1], row, widest)
            line = self._line(page, row, rtl_page, arabic)
            if line is not None:
                line.place = number, len(found)
                found.append(line)
                scanned += [line] if page.is_scanned(row.piece) else []
        _even_sizes(scanned)
        return found

    def _line(self, page: Characters, row: ColumnRow, rtl_page: bool, arabic: bool) -> Line | None:
        raw = "".join(page.text[at] for at in row.piece)
        units: list[str] = []
        rtl = hyphen = False
        if not (has_rtl(raw) or page.goes_back(row.piece)):
            hyphen = raw.rstrip().endswith((HYPHEN, "\u00ad"))
            text = " ".join(raw.replace(HYPHEN, "").replace("\u00ad", "").split())
            units = plain_units(page, row.piece) if self._boxed else units
        else:
            right_to_left, left_to_right = letters(raw)
            rtl = rtl_page or right_to_left > left_to_right
            units = self._read(page, row, rtl, arabic)
            text = written(_text(units))
        if not text:
            return None
        line = Line(text, row.left, row.right, row.bottom, row.size, rtl, hyphen)
        if self._boxed:
            line.boxes = letter_boxes(page, row.piece, row.size, units)
        return line

    def _read(self, page: Characters, row: ColumnRow, rtl: bool, arabic: bool) -> list[str]:
        """Return what it is made of, the brackets as they are meant: by those of the line, else as
        in the lines before."""
        read = partial(
            line_units,
            page.glyphs(row.piece),
            row.size,
            inked=partial(page.is_inked, baseline=row.bottom, size=row.size),
            spaces=page.blanks(row.bottom, row.size),
            drawn_spaces=page.drawn_spaces(row.piece, row.bottom, row.size),
        )
        units = read(rtl=rtl, arabic=rtl and arabic)
        if rtl and _MISPLACED.match(_text(units)):
            rtl, units = False, read(rtl=False)
        score = balance(_text(units))
        self._turned += (score < 0) - (score > 0)
        if rtl and (score < 0 or (score == 0 and self._turned > 0)):
            units = read(rtl=True, arabic=arabic, turned=True)
        return units


def _text(units: Sequence[str]) -> str:
    return "".join(units).strip()


def _even_sizes(lines: list[Line]) -> None:
    """Give the lines of a recognised picture one size: it was measured line by line, from what
    letters there are. What is clearly larger or smaller keeps its own."""
    if not lines:
        return
    usual = median_high([line.size for line in lines])
    for line in lines:
        if usual / _SAME_SIZE < line.size < usual * _SAME_SIZE:
            line.size = usual


def _goes_on_in_arabic(before: Line, row: ColumnRow, widest: float) -> bool:
    """Whether the line goes on after an Arabic letter: numbers that begin it stand accordingly."""
    full = before.right - before.left > 0.85 * widest
    near = 0 < before.bottom - row.bottom < 2.2 * row.size
    return before.rtl and full and near and not _ENDS.search(before.text)


def _rows(page: Characters) -> list[ColumnRow]:
    """Return the characters of each line; pieces of one line that pdfium took apart are one."""
    if not has_rtl(page.text):
        pieces = (list(range(start, end)) for start, end in page.spans())
    else:
        pieces = _whole(page)
    rows = (_row(page, piece) for piece in pieces)
    return _descending(row for row in rows if row is not None)


def _descending(rows: Iterable[ColumnRow]) -> list[ColumnRow]:
    """Return the rows, each below the one that it stands under: some files draw a line before the
    one above it, by what fonts they need."""
    ordered: list[ColumnRow] = []
    for row in rows:
        at = len(ordered)
        while at and len(ordered) - at < _RECENT and _is_just_above(row, ordered[at - 1]):
            at -= 1
        ordered.insert(at, row)
    return ordered


def _is_just_above(row: ColumnRow, other: ColumnRow) -> bool:
    over = row.left < other.right and row.right > other.left
    return over and 0.5 * row.size < row.bottom - other.bottom < _JUST_ABOVE * row.size


def _row(page: Characters, piece: list[int]) -> ColumnRow | None:
    shown = page.shown(piece)
    if not shown:
        return None
    if has_rtl("".join(page.text[at] for at in piece)):
        left, right = page.extent(piece)
    else:
        first, last = page.edges(shown[0]), page.edges(shown[-1])
        left, right = min(first[0], last[0]), max(first[1], last[1])
    bottom = _level(_levels(page, piece))
    return ColumnRow(piece, left, right, bottom, page.size(shown[len(shown) // 2]), page)


def _levels(page: Characters, piece: list[int]) -> Counter[float]:
    """Return how many letters stand on each baseline."""
    bases = page.bases(piece)
    return Counter(round(page.baseline(at), 1) for at in bases or page.shown(piece))


def _whole(page: Characters) -> Iterator[list[int]]:
    """Yield the characters of each line, also where marks or ligatures tear it."""
    torn = list[_Torn]()
    marks: list[list[int]] = []
    for start, end in page.spans():
        piece = list(range(start, end))
        letter = page.base(piece)
        if letter is None:
            marks += [piece] if page.shown(piece) else []
            continue
        size, here = page.size(letter), _levels(page, piece)
        begin, stop = page.extent(piece)
        recent = reversed(torn[-_RECENT:])
        line = next((line for line in recent if line.holds(begin, stop, size, here)), None)
        if line is None and torn and torn[-1].is_level(size, here):
            line = torn[-1]
        if line is None:
            line = _Torn([], Counter(), begin, stop)
            torn.append(line)
        line.add(piece, here, begin, stop)
    for piece in marks:
        _over_its_letters(page, piece, torn)
    yield from (line.piece for line in torn)


@dataclass(slots=True)
class _Torn:
    """A line as far as it was put together: how many letters stand on each baseline, its edges."""

    piece: list[int]
    levels: Counter[float]
    left: float
    right: float

    def is_level(self, size: float, levels: Counter[float]) -> bool:
        """Whether most letters of a piece with these baselines stand on the one of this line."""
        return abs(_level(levels) - _level(self.levels)) <= _SAME * size

    def holds(self, left: float, right: float, size: float, levels: Counter[float]) -> bool:
        """Whether a piece with these edges and baselines is a part of this line: it touches it,
        on the same baseline, or a few letters beside it."""
        if left >= self.right + size or right <= self.left - size:
            return False
        usual, other = _level(self.levels), _level(levels)
        few = min(self.levels.total(), levels.total()) <= _FEW
        shared = (
            few
            or any(abs(y - usual) <= _SAME * size for y in levels)
            or any(abs(y - other) <= _SAME * size for y in self.levels)
        )
        return self.is_level(size, levels) or (abs(other - usual) <= _RAISED * size and shared)

    def add(self, piece: list[int], levels: Counter[float], left: float, right: float) -> None:
        self.piece += piece
        self.levels += levels
        self.left, self.right = min(self.left, left), max(self.right, right)


def _over_its_letters(page: Characters, piece: list[int], lines: list[_Torn]) -> None:
    """Add marks that a file draws alone to the nearest line whose letters they stand over."""
    left, right = page.extent(piece)
    level = page.baseline(page.shown(piece)[0])
    beside = [line for line in lines if left < line.right and right > line.left]
    if beside or lines:
        nearest = min(beside or lines, key=lambda line: abs(_level(line.levels) - level))
        nearest.piece += piece


def _level(levels: Counter[float]) -> float:
    return levels.most_common(1)[0][0]
