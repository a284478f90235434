"""The longest chain of pairs that rises on both sides: anchors that can all be true."""

from __future__ import annotations

import bisect
from collections.abc import Sequence


def rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest chain that rises on both sides, of pairs sorted by the first (patience sort)."""
    tops: list[int] = []
    chain: list[int] = []
    below: list[int] = []
    for at, (i, j) in enumerate(pairs):
        place = bisect.bisect_left(tops, j)
        while place and pairs[chain[place - 1]][0] == i:
            place -= 1
        below.append(chain[place - 1] if place else -1)
        tops[place : place + 1], chain[place : place + 1] = [j], [at]
    found, at = [], chain[-1] if chain else -1
    while at >= 0:
        found.append(pairs[at])
        at = below[at]
    return found[::-1]
