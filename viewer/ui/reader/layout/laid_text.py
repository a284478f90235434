"""The text that Qt lays out for a part of a block, and the way between its UTF-16 units and the
code points of the block.

A direction that markup gives to a few words (`dir`, `bdi`, `bdo`) is no character of the text, and
`QTextLayout` has no format for it: it is laid out as the controls of UAX 9, which no offset counts.
"""

from __future__ import annotations

import itertools
import operator
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from viewer.core.text.document import Span
from viewer.ui.reader.layout.spans import without_images

_MARKS = {
    ("direction", "rtl"): ("\u2067", "\u2069"),
    ("direction", "ltr"): ("\u2066", "\u2069"),
    ("override", "rtl"): ("\u2067\u202e", "\u202c\u2069"),
    ("override", "ltr"): ("\u2066\u202d", "\u202c\u2069"),
}
"""What stands before and after a span: HTML isolates (rendering section, 15.3.5)."""


class LaidText:
    """Code points of `text` to UTF-16 units of what is laid out, and back.

    `start`: where `text` begins in its block, from which `spans` count: code points. `added`: what
    is laid out before a code point of `text` besides, as a hyphen at the end of a line.
    """

    def __init__(
        self,
        text: str,
        start: int = 0,
        spans: Sequence[Span] = (),
        added: Mapping[int, str] | None = None,
    ) -> None:
        marks = _marks(spans, start, len(text))
        for at, letters in (added or {}).items():
            marks[at] = letters + marks.get(at, "")
        self.text = _with_marks(without_images(text), marks)
        self._starts: list[int] | None = None  # of each code point, and the end of all
        self._widths: list[int] = []  # of each code point, where there are controls between them
        self._units = self.text
        if text and (marks or max(text) > "\uffff"):
            widths = [2 if c > "\uffff" else 1 for c in text]
            self._starts = list(itertools.accumulate(widths, initial=0))
            self._units = "".join(c if c <= "\uffff" else "xx" for c in self.text)
            if marks:
                before = itertools.accumulate(len(marks.get(at, "")) for at in range(len(text) + 1))
                self._starts = list(map(operator.add, self._starts, before))
                self._widths = widths

    def utf16(self, point: int) -> int:
        """The unit of a code point, after the controls before it."""
        if self._starts is None:
            return point
        return self._starts[min(max(point, 0), len(self._starts) - 1)]

    def point(self, unit: int) -> int:
        """The code point that a unit is of; of a control the one after it."""
        if self._starts is None:
            return unit
        point = max(0, bisect_right(self._starts, unit) - 1)
        return point + 1 if self.is_control(unit) and unit > self._starts[0] else point

    def is_control(self, unit: int) -> bool:
        """Whether nothing but a control that is not in the text stands there."""
        if not self._widths or self._starts is None or unit >= self._starts[-1]:
            return False
        point = bisect_right(self._starts, unit) - 1
        return point < 0 or unit >= self._starts[point] + self._widths[point]

    def slice(self, start: int, length: int) -> str:
        """What is laid out of those units, each astral character as two letters."""
        return self._units[start : start + length]


def _marks(spans: Sequence[Span], start: int, length: int) -> dict[int, str]:
    """What is laid out before each code point, for the spans that give a direction."""
    opened: dict[int, str] = {}
    closed: dict[int, str] = {}
    for span in spans:  # the outer ones first
        marks = _MARKS.get((span.style, span.value))
        low, high = max(0, span.start - start), min(length, span.end - start)
        if marks is not None and low < high:
            opened[low] = opened.get(low, "") + marks[0]
            closed[high] = marks[1] + closed.get(high, "")
    places = opened.keys() | closed.keys()
    return {at: closed.get(at, "") + opened.get(at, "") for at in places}


def _with_marks(text: str, marks: dict[int, str]) -> str:
    if not marks:
        return text
    cuts = [0, *sorted(marks), len(text)]
    pieces = (text[a:b] + marks.get(b, "") for a, b in itertools.pairwise(cuts) if a < b)
    return marks.get(0, "") + "".join(pieces)
