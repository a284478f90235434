"""What turns the direction of letters in a text: embeddings, isolates and overrides (UAX 9).

Only the explicit marks are followed (rules X1 to X8, without the limit of 125 levels); which way
the letters between them run is asked of the layout.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

RLE, LRE, PDF = "\u202b", "\u202a", "\u202c"
RLO, LRO = "\u202e", "\u202d"
RLI, LRI, FSI, PDI = "\u2067", "\u2066", "\u2068", "\u2069"

_MARKS = re.compile("[\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Stretch:
    """`[start, end)`, code points, at an embedding level: even ones run left to right.

    `override`: the letters in it are forced to run that way, whatever letters they are.
    """

    start: int
    end: int
    level: int
    override: bool = False


def stretches(text: str, rtl: bool) -> list[Stretch]:
    """The text of a paragraph cut where its explicit level or override changes, in order."""
    base = 1 if rtl else 0
    found: list[Stretch] = []
    stack: list[tuple[int, bool, bool]] = [(base, False, False)]  # level, override, isolate
    begin = 0

    def cut(end: int) -> None:
        nonlocal begin
        level, override, _ = stack[-1]
        if end > begin:
            found.append(Stretch(begin, end, level, override))
        begin = end

    for match in _MARKS.finditer(text):
        mark, at = match[0], match.start()
        if mark in (PDF, PDI):
            left = _left(stack, mark == PDI)
            if left < len(stack):
                cut(at + 1 if mark == PDF else at)
                del stack[left:]
        else:
            cut(at if mark not in (RLI, LRI, FSI) else at + 1)
            right = mark in (RLE, RLO, RLI) or (mark == FSI and _first_is_right(text, at + 1))
            level = stack[-1][0]
            level += 1 if (level % 2 == 0) == right else 2
            stack.append((level, mark in (RLO, LRO), mark in (RLI, LRI, FSI)))
    cut(len(text))
    return found


def _left(stack: list[tuple[int, bool, bool]], isolate: bool) -> int:
    """How many of the stack are left when it is closed by PDF, or (`isolate`) by PDI."""
    if not isolate:
        top = len(stack) - 1
        return top if top > 0 and not stack[top][2] else len(stack)
    inner = [at for at in range(1, len(stack)) if stack[at][2]]
    return inner[-1] if inner else len(stack)


def _first_is_right(text: str, start: int) -> bool:
    kinds = (unicodedata.bidirectional(letter) for letter in text[start:])
    return next((kind != "L" for kind in kinds if kind in ("L", "R", "AL")), False)


def run_level(level: int, rtl: bool) -> int:
    """The level of letters that run that way in a stretch of `level` (rules I1 and I2)."""
    return level if (level % 2 == 1) == rtl else level + 1
