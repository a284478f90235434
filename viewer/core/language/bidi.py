"""What turns the direction of letters in a text: embeddings, isolates and overrides (UAX 9).

Only the explicit marks are followed (rules X1 to X8); which way the letters between them run is
asked of the layout.
"""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from viewer.core.language.late_pattern import late_pattern

RLE, LRE, PDF = "\u202b", "\u202a", "\u202c"
RLO, LRO = "\u202e", "\u202d"
RLI, LRI, FSI, PDI = "\u2067", "\u2066", "\u2068", "\u2069"

DEEPEST = 125
"""The embedding level that nothing goes beyond (`max_depth`, BD2)."""

_MARKS = late_pattern("[\u202a-\u202e\u2066-\u2069]")


class Stretch(NamedTuple):
    """`[start, end)`, code points, at an embedding level: even ones run left to right.

    `override`: the letters in it are forced to run that way, whatever letters they are.
    """

    start: int
    end: int
    level: int
    override: bool = False


def stretches(text: str, rtl: bool) -> list[Stretch]:
    """The text of a paragraph cut where its explicit level or override changes, in order.

    Rules X1 to X8 of UAX 9 in one pass: time grows with the text, however deep its marks nest.
    """
    states = _States(1 if rtl else 0)
    found: list[Stretch] = []
    begin, right_to_left = 0, _first_strong(text)
    for match in _MARKS.finditer(text):
        mark, at = match[0], match.start()
        # An embedding's marks belong to its inside, an isolate's to what is around it.
        cut = at if mark in (RLE, LRE, RLO, LRO, PDI) else at + 1
        level, override = states.now
        if mark in (PDF, PDI):
            states.close(mark)
        else:
            states.open(mark, mark in (RLE, RLO, RLI) or at in right_to_left)
        if states.now != (level, override):
            if cut > begin:
                found.append(Stretch(begin, cut, level, override))
            begin = cut
    if begin < len(text):
        found.append(Stretch(begin, len(text), *states.now))
    return found


class _States:
    """The stack of directional states, with the counts of what was too deep for it (X1)."""

    def __init__(self, base: int) -> None:
        self._stack = [(base, False, False)]  # level, override, isolate
        self._isolates = 0
        self._lost_isolates = self._lost_embeddings = 0

    @property
    def now(self) -> tuple[int, bool]:
        return self._stack[-1][:2]

    def open(self, mark: str, right: bool) -> None:
        level, isolate = self._stack[-1][0], mark in (RLI, LRI, FSI)
        level += 1 if (level % 2 == 0) == right else 2
        if level <= DEEPEST and not (self._lost_isolates or self._lost_embeddings):
            self._stack.append((level, mark in (RLO, LRO), isolate))
            self._isolates += isolate
        elif isolate:
            self._lost_isolates += 1
        elif not self._lost_isolates:
            self._lost_embeddings += 1

    def close(self, mark: str) -> None:
        if self._lost_isolates:
            self._lost_isolates -= mark == PDI
        elif mark == PDI and self._isolates:
            self._lost_embeddings = 0
            while not self._stack.pop()[2]:
                pass
            self._isolates -= 1
        elif mark == PDF and self._lost_embeddings:
            self._lost_embeddings -= 1
        elif mark == PDF and len(self._stack) > 1 and not self._stack[-1][2]:
            self._stack.pop()


def _first_strong(text: str) -> set[int]:
    """Where the first strong isolates stand whose first strong letter runs right to left.

    What is inside a further isolate does not count (P2, X5c).
    """
    found: set[int] = set()
    if FSI not in text:
        return found
    opened: list[int] = []  # isolates; -1 once their first strong letter is known
    for at, letter in enumerate(text):
        if letter in (RLI, LRI, FSI):
            opened.append(at if letter == FSI else -1)
        elif letter == PDI:
            del opened[-1:]
        elif opened and opened[-1] >= 0:
            kind = unicodedata.bidirectional(letter)
            if kind in ("R", "AL"):
                found.add(opened[-1])
            if kind in ("L", "R", "AL"):
                opened[-1] = -1
    return found


def run_level(level: int, rtl: bool) -> int:
    """The level of letters that run that way in a stretch of `level` (rules I1 and I2)."""
    return level if (level % 2 == 1) == rtl else level + 1
