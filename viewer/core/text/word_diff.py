"""Which words of a text are which words of its next version, and whether that is the only answer.

A shortest list of edits is often not the only one: where one of three equal replies is gone, each
of two may be the one that is left. So the edits are looked for from both ends of the text, and what
both ways agree on is sure.
"""

from __future__ import annotations

from viewer.core.language.arabic import fold, token_spans
from viewer.core.text.similar_passages import opcodes

MOST_PAIRS = 100_000_000
"""Words of one side times words of the other that are compared: 25 MB, about a second."""
SAME_SHARE = 0.6
"""Share of its words that a passage must still have to be the one that it was."""

Span = tuple[int, int]


class WordDiff:
    """Two versions of a stretch of text, compared word by word, folded. Offsets are code points of
    the one or the other."""

    def __init__(self, before: str, after: str) -> None:
        self._before, self._after = before, after
        self._old, self._new = token_spans(before), token_spans(after)
        one, two = _folded(before, self._old), _folded(after, self._new)
        small = len(one) * len(two) <= MOST_PAIRS
        self._ways = (_partners(one, two), _from_the_end(one, two)) if small else ({}, {})
        self._words = one, two

    def now(self, start: int, end: int) -> list[Span | None]:
        """Where `[start, end)` of the text before may be now: one answer where both ways agree.
        None: its words are gone."""
        words = [n for n, (a, b) in enumerate(self._old) if a < end and b > start]
        first, last = (self._span(way, words, start, end) for way in self._ways)
        return [first] if first == last else [first, last]

    def _span(self, way: dict[int, int], words: list[int], start: int, end: int) -> Span | None:
        one, two = self._words
        kept = [n for n in words if n in way]
        if sum(one[n] == two[way[n]] for n in kept) < max(1, SAME_SHARE * len(words)):
            return None
        begin, until = self._new[way[kept[0]]][0], self._new[way[kept[-1]]][1]
        if kept[0] == words[0]:
            begin = self._stretched(self._old[kept[0]][0], begin, start)
        if kept[-1] == words[-1]:
            until = self._stretched(self._old[kept[-1]][1], until, end)
        return begin, max(begin, until)

    def _stretched(self, old: int, new: int, at: int) -> int:
        """`new`, as far before or behind as `at` is from `old`, where the letters between are the
        same: punctuation beside a word, or a part of it."""
        far = at - old
        there = max(0, new + far)
        same = (
            self._before[min(old, at) : max(old, at)]
            == self._after[min(new, there) : max(new, there)]
        )
        return there if same else new


def _folded(text: str, spans: list[Span]) -> list[str]:
    return [fold(text[a:b]).text for a, b in spans]


def _partners(one: list[str], two: list[str]) -> dict[int, int]:
    """The number of each word that is still there or was replaced, and that of its new word."""
    return {
        a + n: c + n
        for tag, a, b, c, _ in opcodes(one, two)
        if tag in ("equal", "replace")
        for n in range(b - a)
    }


def _from_the_end(one: list[str], two: list[str]) -> dict[int, int]:
    back = _partners(one[::-1], two[::-1])
    return {len(one) - 1 - a: len(two) - 1 - b for a, b in back.items()}
