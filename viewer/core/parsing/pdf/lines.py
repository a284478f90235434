"""The lines of a PDF page, each with its text in the order of reading and its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
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
    return [row for row in rows if row is not None]


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
    waiting: list[int] = []
    levels: Counter[float] = Counter()
    left = right = 0.0
    for start, end in page.spans():
        piece = list(range(start, end))
        letter = page.base(piece)
        if letter is None:
            waiting += piece
            continue
        size, here = page.size(letter), _levels(page, piece)
        begin, stop = page.extent(piece)
        away = abs(_level(here) - _level(levels)) if levels else 0.0
        touches = begin < right + size and stop > left - size
        few = min(levels.total(), here.total()) <= _FEW
        if away > _SAME * size and not (away <= _RAISED * size and touches and few):
            yield waiting
            waiting, levels = [], Counter()
        left, right = (min(left, begin), max(right, stop)) if levels else (begin, stop)
        levels += here
        waiting += piece
    if waiting:
        yield waiting


def _level(levels: Counter[float]) -> float:
    return levels.most_common(1)[0][0]
