"""Where the lines of a document stand on the pages of its file."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

Entry = tuple[int, int, int]
"""Code points of the document's text before a line, the number of its page, and its own there."""


class PageLines:
    """The lines of a document in the order of its text; pages and lines are counted from 0."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._columns = array("I"), array("I"), array("I")
        self._of_page: dict[int, list[int]] = {}
        self.add(entries)

    def __len__(self) -> int:
        return len(self._columns[0])

    def __getitem__(self, index: int) -> Entry:
        start, page, line = (column[index] for column in self._columns)
        return start, page, line

    def __iter__(self) -> Iterator[Entry]:
        return zip(*self._columns, strict=True)

    def add(self, entries: Iterable[Entry], base: int = 0) -> None:
        """Add lines at the end, of a part whose text begins at `base`."""
        starts, pages, lines = self._columns
        for start, page, line in entries:
            self._of_page.setdefault(page, []).append(len(starts))
            starts.append(base + start)
            pages.append(page)
            lines.append(line)

    def at(self, position: int) -> int:
        """The index of the line that a place of the text is in; before the first one that one."""
        return max(0, bisect_right(self._columns[0], position) - 1)

    def end(self, index: int, length: int) -> int:
        """Where a line ends, in a text of that length: at the latest where the next one begins."""
        starts = self._columns[0]
        return starts[index + 1] if index + 1 < len(starts) else length

    def of_page(self, page: int) -> Sequence[int]:
        """The indices of the lines of a page."""
        return self._of_page.get(page, ())

    def as_json(self) -> list[list[int]]:
        return [column.tolist() for column in self._columns]

    @classmethod
    def from_json(cls, data: list[list[int]]) -> PageLines:
        """The way back. Raises TypeError, ValueError or OverflowError on other data."""
        made = cls(zip(*data, strict=True))
        starts = made._columns[0]
        if any(a > b for a, b in pairwise(starts)):
            raise ValueError("lines of pages")
        return made
