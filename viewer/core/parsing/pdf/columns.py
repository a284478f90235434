"""Columns of text whose lines a file draws row by row: read one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from viewer.core.parsing.pdf.visual_order import has_rtl

if TYPE_CHECKING:
    from viewer.core.parsing.pdf.page_characters import Characters

_GUTTER = 1.1  # of the size of letters: the least room between two columns
_ROWS = 4  # one above the other, that make two columns
_LETTERS = 12  # of the usual line of a column; a table has shorter cells
_FULL = 0.7  # of the widest line of a column that its usual line has


@dataclass(slots=True)
class ColumnRow:
    """The characters of one line, its edges and baseline in points, and its letters' size."""

    piece: list[int]
    left: float
    right: float
    bottom: float
    size: float
    page: Characters = field(repr=False)

    def gaps(self) -> list[tuple[float, float]]:
        """Return the wide gaps in it, from the left."""
        if self.right - self.left < 6 * self.size:
            return []
        text, shown = self.page.text, self.page.shown(self.piece)
        if has_rtl("".join(text[at] for at in self.piece)):  # its order is not that of the page
            edges = sorted(self.page.edges(at) for at in shown)
        else:  # pdfium writes a space into every gap
            breaks = [pair for pair in pairwise(shown) if pair[1] - pair[0] > 1]
            begins = [*shown[:1], *(after for _, after in breaks)]
            ends = [*(before for before, _ in breaks), *shown[-1:]]
            edges = [
                (self.page.edges(begin)[0], self.page.edges(end)[1])
                for begin, end in zip(begins, ends, strict=True)
            ]
        found: list[tuple[float, float]] = []
        reach = edges[0][1] if edges else 0.0
        for left, right in edges:
            if left - reach > _GUTTER * self.size:
                found.append((reach, left))
            reach = max(reach, right)
        return found

    def part(self, right_of: float | None = None, left_of: float | None = None) -> ColumnRow | None:
        """Return the part of it on one side of a place; None where that shows nothing."""
        middle = {at: sum(self.page.edges(at)) / 2 for at in self.piece}
        piece = [
            at
            for at in self.piece
            if (right_of is None or middle[at] > right_of)
            and (left_of is None or middle[at] < left_of)
        ]
        if not self.page.shown(piece):
            return None
        return ColumnRow(piece, *self.page.extent(piece), self.bottom, self.size, self.page)


def in_columns(rows: Sequence[ColumnRow], rtl: bool) -> list[ColumnRow]:
    """Return the rows of a page; those that go across a gutter cut, column after column.

    `rtl`: the right column comes first.
    """
    gaps = [row.gaps() for row in rows]
    made: list[ColumnRow] = []
    at = 0
    while at < len(rows):
        end, place = _band(rows, gaps, at)
        columns = _cut(rows[at:end], place) if end - at >= _ROWS else None
        if columns is None:
            made.append(rows[at])
            at += 1
            continue
        for column in reversed(columns) if rtl else columns:
            made += in_columns(column, rtl)
        at = end
    return made


def _band(
    rows: Sequence[ColumnRow], gaps: Sequence[list[tuple[float, float]]], at: int
) -> tuple[int, float]:
    """Return the end of the rows that leave one gutter free from row `at` on, and its middle."""
    best = at, 0.0
    for left, right in gaps[at]:
        end = at + 1
        while end < len(rows) and rows[end].bottom < rows[end - 1].bottom:
            row = rows[end]
            beside = row.right <= right or row.left >= left
            inner = [(max(left, a), min(right, b)) for a, b in gaps[end]]
            inner = [each for each in inner if each[1] - each[0] > 0.8 * row.size]
            if inner:
                left, right = inner[0]
            elif not beside:
                break
            end += 1
        if end > best[0]:
            best = end, (left + right) / 2
    return best


def _cut(rows: Sequence[ColumnRow], place: float) -> tuple[list[ColumnRow], list[ColumnRow]] | None:
    """Return the rows left and right of a gutter; None unless both are columns of text."""
    sides = (
        [part for row in rows if (part := row.part(left_of=place)) is not None],
        [part for row in rows if (part := row.part(right_of=place)) is not None],
    )
    for side in sides:
        if len(side) < _ROWS:
            return None
        widths = [row.right - row.left for row in side]
        letters = median(len(row.page.shown(row.piece)) for row in side)
        if letters < _LETTERS or median(widths) < _FULL * max(widths):
            return None
    return sides
