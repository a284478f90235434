"""Where the lines of a paragraph break, chosen for the paragraph as a whole.

Knuth and Plass, "Breaking Paragraphs into Lines" (1981): of all ways to break
it the one whose spaces differ least from their natural width, each line's stretch to the third
power, so that one gaping line is worse than three that are a little loose.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

LOOSE = 0.5
"""What a space may grow by at its ease, as a share of an em."""
TIGHT = 0.15
"""What it may shrink by, as a share of its own width: never so far that words touch."""
SHORT_END, END_PENALTY = 0.2, 400.0
"""Share of the width below which a last line looks lost, and what it costs."""

PARTED = 2500.0
"""What it costs to part a word, as in TeX: so much as spaces grown by four fifths of `LOOSE`."""

PARTED_AGAIN = 10_000.0
"""What it costs besides where the line before ends in a hyphen, too."""

EMPTY_SHARE = 0.4
"""Share of the width that no line leaves empty where the next word has room."""


class LineWord(NamedTuple):
    """What is never broken, and the space before it. Pixels; `start`: UTF-16 units. `hyphen`: what
    is added where a line ends after it, for a part of a word."""

    start: int
    width: float
    space: float
    hyphen: float = 0.0


def break_lines(words: Sequence[LineWord], width: float, em: float) -> list[int]:
    """Which words begin a line of at most `width` pixels; the first is 0.

    Empty where no way is found: a word is wider than a line. Time grows with the words times those
    of a line.
    """
    count = len(words)
    best: list[float] = [0.0, *[float("inf")] * count]
    before = [0] * (count + 1)
    for first in range(count):
        if best[first] == float("inf"):
            continue
        natural, gaps = words[first].width, 0.0
        spaces = 0
        for last in range(first, count):
            if last > first:
                natural += words[last].space + words[last].width
                gaps += words[last].space
                spaces += words[last].space > 0
            end = last + 1 == count
            slack = width - natural - (0.0 if end else words[last].hyphen)
            if slack < -TIGHT * gaps:
                break
            if (
                not end
                and slack > EMPTY_SHARE * width + words[last + 1].space + words[last + 1].width
            ):
                continue  # the next word leaves it half empty still
            cost = best[first] + _cost(slack, spaces, gaps, width, em, end)
            if words[last].hyphen and not end:
                cost += PARTED + (PARTED_AGAIN if first and words[first - 1].hyphen else 0.0)
            if cost < best[last + 1]:
                best[last + 1], before[last + 1] = cost, first
    if best[count] == float("inf"):
        return []
    starts, at = [], count
    while at:
        at = before[at]
        starts.append(at)
    return starts[::-1]


def _cost(slack: float, spaces: int, gaps: float, width: float, em: float, end: bool) -> float:
    if end and slack >= 0:
        return END_PENALTY if width - slack < SHORT_END * width else 0.0
    room = TIGHT * gaps if slack < 0 else LOOSE * em * spaces
    ratio = abs(slack) / max(room, 0.05 * em)
    return (1 + 100 * ratio**3) ** 2
