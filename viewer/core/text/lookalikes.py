"""Passages that stood elsewhere in a text before it changed: they are not the place they resemble.

Of two passages that are alike one is deleted, or they change places; what is left resembles the
place that is looked for, often more than any edit of it would. The text before the change tells.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from viewer.core.language.arabic import fold
from viewer.core.text.document import CONTEXT_LENGTH, Place
from viewer.core.text.similar_passages import Passage

REACH = 200
"""Code points of its line before and after a passage that are compared with those of another."""
RIVALS = 4
"""Passages of the text before that a passage is compared with."""
CLEARLY = 3
"""How many times as many letters must differ from a place as from another passage."""

_WORD = re.compile(r"\w+")
Slice = Callable[[int, int], str]


class Origins:
    """Which passage of the text `before` one of the text now was. `now`: any part of that text;
    `like`: passages of the text before that resemble a place."""

    def __init__(self, before: str, now: Slice, like: Callable[[Place], list[Passage]]) -> None:
        self._before, self._now, self._like = before, now, like

    def knows(self, place: Place) -> bool:
        """Whether a place was noted in the text before, and not in an older or another one."""
        return bool(place.exact) and self._before[place.start : place.end] == place.exact

    def is_other(self, place: Place, start: int, end: int) -> bool:
        """Whether what is `[start, end)` now was another passage than the place."""
        if "\n" not in place.exact:
            start, end = _longest_line(self._now(start, end), start)
        line = _line(self._now, start, end)
        here = _words(line), _words(_around(self._now, start, end))
        own = self._apart(here, place.start, place.end)
        if own[0] == 0 and own[1] == 0:
            return False
        prefix, suffix = (
            self._now(max(0, start - CONTEXT_LENGTH), start),
            self._now(end, end + CONTEXT_LENGTH),
        )
        asked = Place(place.start, place.end, self._now(start, end), prefix, suffix)
        rivals = (p for p in self._like(asked)[:RIVALS] if not _overlap(p, place))
        return any(_clearly_less(self._apart(here, p.start, p.end), own) for p in rivals)

    def _apart(self, here: tuple[str, str], start: int, end: int) -> tuple[int, int]:
        """By how many letters a passage of the text before differs from one of the text now: in
        its line, then in what is around that."""
        from rapidfuzz.distance.Levenshtein import distance

        was = self._slice
        line, around = _words(_line(was, start, end)), _words(_around(was, start, end))
        return distance(line, here[0]), distance(around, here[1])

    def _slice(self, start: int, end: int) -> str:
        return self._before[start:end]


def _clearly_less(one: tuple[int, int], two: tuple[int, int]) -> bool:
    """By the first figure, by the second where the first is the same. Of twins that were both
    edited a few letters prove nothing."""
    first, second = (one[0], two[0]) if one[0] != two[0] else (one[1], two[1])
    return first * CLEARLY < second


def _longest_line(text: str, start: int) -> tuple[int, int]:
    """Where the longest line of a passage is: a quote of one line is not found in several."""
    line = max(text.split("\n"), key=len)
    at = start + text.index(line)
    return at, at + len(line)


def _line(slice_: Slice, start: int, end: int) -> str:
    """A passage with what its line has before and after it, `REACH` code points at most."""
    before = slice_(max(0, start - REACH), start).rpartition("\n")[2]
    return before + slice_(start, end) + slice_(end, end + REACH).partition("\n")[0]


def _around(slice_: Slice, start: int, end: int) -> str:
    return slice_(max(0, start - CONTEXT_LENGTH), min(start + CONTEXT_LENGTH, end)) + slice_(
        max(start, end - CONTEXT_LENGTH), end + CONTEXT_LENGTH
    )


def _overlap(one: Passage, place: Place) -> bool:
    return one.start < place.end and place.start < one.end


def _words(text: str) -> str:
    return " ".join(_WORD.findall(fold(text).text))


def reads_same(one: str, two: str) -> bool:
    """Whether two passages have the same words: marks, hamza, case, spaces and punctuation may
    differ."""
    words = _words(one)
    return bool(words) and words == _words(two)


def stood_beside(place: Place, text: str) -> bool:
    """Whether a passage begins what stood after a place, or ends what stood before it: then it is
    a neighbour of the place, not the place."""
    words, exact = _words(text), _words(place.exact)
    sides = (_words(place.prefix.lstrip()), _words(place.suffix.rstrip()))
    return any(
        len(side) * 2 > CONTEXT_LENGTH and side in words and side not in exact for side in sides
    )
