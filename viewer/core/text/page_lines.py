"""Where the lines of a document stand on the pages of its file."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

Entry = tuple[int, int, int]
"""Code points of the document's text before a line, the number of its page, and its own there."""


class PageLines:
    """The lines of a document in the order of its text; pages and lines are counted from 0.

    `labels`: what the document calls its pages: xiv, 12.
    """

    def __init__(
        self, entries: Iterable[Entry] = (), labels: Mapping[int, str] | None = None
    ) -> None:
        self.labels = dict(labels or {})
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

    def extend(self, part: PageLines, base: int) -> None:
        """Add those of a part whose text begins at `base`."""
        self.add(part, base)
        self.labels.update(part.labels)

    def label(self, position: int) -> str:
        """What the page of a place is called; empty where nobody knows."""
        return self.labels.get(self[self.at(position)][1], "") if len(self) else ""

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

    def as_json(self) -> list[list[Any]]:
        return [*(column.tolist() for column in self._columns), list(self.labels.items())]

    @classmethod
    def from_json(cls, data: list[list[Any]]) -> PageLines:
        """The way back. Raises TypeError, ValueError or OverflowError on other data."""
        *columns, labels = data
        made = cls(zip(*columns, strict=True), {int(page): str(label) for page, label in labels})
        starts = made._columns[0]
        if any(a > b for a, b in pairwise(starts)):
            raise ValueError("lines of pages")
        return made
