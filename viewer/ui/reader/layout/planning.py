"""The lines of a paragraph as they are to be: where each begins, and what fills it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextLine

from viewer.core.language.kashida import TATWEEL
from viewer.core.language.late_pattern import late_pattern
from viewer.ui.reader.layout.fitting import HYPHEN, Points, drawn_out, measures, parted
from viewer.ui.reader.layout.laid_text import LaidText
from viewer.ui.reader.layout.line_breaks import LOOSE, LineWord, break_lines

LINE_SEPARATOR = "\u2028"

MAX_STRETCH = 1.3
"""Ems that a space may grow by; the spaces of a line that needs more are as those of the others."""

_WORDS = late_pattern(
    r"[^ \u2028]+?(?:(?<=[\u2013\u2014])|(?<=[^\W_]-)(?=[^\W\d_]{2})|(?=[ \u2028])|$)"
)
"""What Qt does not break (UAX 14): up to a space, a dash, or a hyphen before a letter."""
_OTHER_WAY = {
    True: late_pattern("[A-Za-z0-9\u00c0-\u024f\u0660-\u0669\u06f0-\u06f9]"),
    False: late_pattern("[\u0590-\u08ff]"),
}
"""What runs against a line, by whether that runs from right to left."""


class Planned(NamedTuple):
    """A line as it is to be: its first UTF-16 unit, its spaces, pixels for them, pixels in which it
    is laid out, whether it may stay shorter than the column."""

    start: int
    spaces: int
    slack: int
    room: float
    ragged: bool


@dataclass
class Planner:
    """Plans a paragraph that is laid out with a line for each forced break.

    `em`: pixels. `points`: where words may be parted; `kashida`: whether letters are drawn out.
    """

    layout: QTextLayout
    units: LaidText
    font: QFont
    rtl: bool
    em: float
    points: Points | None = None
    kashida: bool = False

    def __post_init__(self) -> None:
        self.metrics = QFontMetricsF(self.font)
        self.measures = measures(self.font, self.rtl)

    def plan(self, width: float) -> tuple[list[Planned], dict[int, str]]:
        """The lines as they should be, and the letters they need besides, by the code point that
        they stand before; empty where there is no good way."""
        planned: list[Planned] = []
        added: dict[int, str] = {}
        for number in range(self.layout.lineCount()):  # one for each forced break
            words = self._words(self.layout.lineAt(number))
            if not words:
                start = self.layout.lineAt(number).textStart()
                planned.append(Planned(start, 0, 0, width, True))
                continue
            starts = break_lines(words, width, self.em)
            slacks = _slacks(words, starts, width)
            if self.points and self._is_loose(slacks):
                texts = self._texts(words)
                words = parted(words, texts, self.points, self.metrics)
                starts = break_lines(words, width, self.em)
                slacks = _slacks(words, starts, width)
            if not starts:
                return [], {}
            lines = self._stretched(words, starts, slacks, width)
            cut = (words[at].start for at in starts[1:] if words[at - 1].hyphen)
            added |= {self.units.point(unit): HYPHEN for unit in cut}
            if self.kashida:
                lines = self._drawn_out(words, starts, lines, added)
            planned += lines
        return planned, added

    def _is_loose(self, slacks: list[tuple[float, int]]) -> bool:
        """Whether some line gapes, or there is no way to break without parting a word."""
        wide = any(slack > LOOSE * self.em * spaces for slack, spaces in slacks[:-1])
        return wide or not slacks

    def _texts(self, words: Sequence[LineWord]) -> list[str]:
        """What each of some words in a row says."""
        ends = [*(word.start for word in words[1:]), words[-1].start]
        body = self.units.slice(words[0].start, len(self.units.text))
        first = words[0].start
        texts = [body[w.start - first : end - first] for w, end in zip(words, ends, strict=True)]
        texts[-1] = body[words[-1].start - first :].partition(LINE_SEPARATOR)[0]
        return [text.rstrip() for text in texts]

    def _drawn_out(
        self,
        words: list[LineWord],
        starts: list[int],
        lines: list[Planned],
        added: dict[int, str],
    ) -> list[Planned]:
        """The lines with part of what their spaces were to take given to letters."""
        tatweel, found = self.measures.tatweel, list[Planned]()
        ends = [*starts[1:], len(words)]
        texts = self._texts(words)
        for line, first, last in zip(lines, starts, ends, strict=True):
            if not line.ragged and line.slack > 0:
                longer = drawn_out(texts[first:last], line.slack, tatweel)
                for number, (at, count) in longer.items():
                    point = self.units.point(words[first + number].start) + at
                    added[point] = TATWEEL * count
                taken = int(sum(count for _, count in longer.values()) * tatweel)
                line = line._replace(slack=line.slack - taken)
            found.append(line)
        return found

    def _stretched(
        self,
        words: list[LineWord],
        starts: list[int],
        slacks: list[tuple[float, int]],
        width: float,
    ) -> list[Planned]:
        """What each line of a paragraph gives to its spaces: all that is left, or as the others."""
        good = [
            slack / spaces
            for slack, spaces in slacks[:-1]
            if spaces and slack <= spaces * self.em * MAX_STRETCH
        ]
        usual = sum(good) / len(good) if good else 0.0
        found = []
        for at, (first, (slack, spaces)) in enumerate(zip(starts, slacks, strict=True)):
            last = at + 1 == len(starts)
            full = not last and spaces > 0 and slack <= spaces * self.em * MAX_STRETCH
            given = slack if full else 0.0 if last and slack >= 0 else min(slack, usual * spaces)
            room = width + 0.5
            if not last:  # so wide that the next word has no room, and this one has some
                after = words[starts[at + 1]]
                room = width - slack + given + min(self.em, (after.space + after.width) / 2)
            found.append(Planned(words[first].start, spaces, int(given), room, not full))
        return found

    def _words(self, line: QTextLine) -> list[LineWord]:
        """The words of a paragraph that stands in one line.

        Where direction changes `cursorToX` has two answers: such words are measured by themselves.
        """
        start, metrics = line.textStart(), self.metrics
        body = self.units.slice(start, line.textLength())
        other, space = _OTHER_WAY[self.rtl], self.measures.space
        found: list[LineWord] = []
        for match in _WORDS.finditer(body):
            first, last = match.span()
            if other.search(match[0]):
                wide = metrics.horizontalAdvance(match[0])
            else:
                wide = abs(_x(line.cursorToX(start + first)) - _x(line.cursorToX(start + last)))
            before = space if found and body[first - 1] == " " else 0.0
            if not found:  # with the spaces that a paragraph begins with
                wide, first = wide + first * space, 0
            found.append(LineWord(start + first, wide, before))
        return found


def _slacks(
    words: Sequence[LineWord], starts: Sequence[int], width: float
) -> list[tuple[float, int]]:
    """What is left of each line, pixels, and its spaces."""
    found = []
    for first, last in zip(starts, [*starts[1:], len(words)], strict=False):
        line = words[first:last]
        natural = sum(word.width for word in line) + sum(word.space for word in line[1:])
        natural += line[-1].hyphen if last < len(words) else 0.0
        found.append((width - natural, sum(word.space > 0 for word in line[1:])))
    return found


def _x(value: object) -> float:
    """`cursorToX` gives (x, position) in this binding."""
    return float(value[0] if isinstance(value, tuple) else value)  # type: ignore[arg-type]
