"""How sure a bead is: against every other path of small alignments."""

from __future__ import annotations

import math
import random
from itertools import pairwise

import pytest

from viewer.core.bitext.confidence import Cell, Edge, margins

KINDS = [(1, 1), (1, 0), (0, 1), (1, 2), (2, 1)]


@pytest.mark.parametrize("seed", range(25))
def test_margins_are_to_the_best_path_without_the_bead(seed: int) -> None:
    some = random.Random(seed)
    n, m = some.randint(1, 4), some.randint(1, 4)
    worth = {
        (i, j, kind): some.uniform(-5, 5)
        for i in range(n + 1)
        for j in range(m + 1)
        for kind in KINDS
    }
    totals: dict[int, dict[int, tuple[float, int, int]]] = {0: {0: (0.0, 0, 0)}}
    edges: dict[Cell, list[Edge]] = {}
    for i in range(n + 1):
        for j in range(m + 1):
            for di, dj in KINDS:
                known = totals.get(i - di, {}).get(j - dj)
                if known is not None and (i, j) != (0, 0):
                    total = known[0] + worth[i, j, (di, dj)]
                    edges.setdefault((i, j), []).append((total, di, dj))
                    if total > totals.setdefault(i, {}).get(j, (-math.inf,))[0]:
                        totals[i][j] = (total, di, dj)

    def paths(i: int, j: int) -> list[list[Cell]]:
        if (i, j) == (0, 0):
            return [[(0, 0)]]
        return [
            [*path, (i, j)]
            for di, dj in KINDS
            if i >= di and j >= dj
            for path in paths(i - di, j - dj)
        ]

    def value(path: list[Cell]) -> float:
        return sum(worth[c, d, (c - a, d - b)] for (a, b), (c, d) in pairwise(path))

    every = paths(n, m)
    best = max(every, key=value)
    steps = list(pairwise(best))
    found = margins(edges, totals, steps)
    for step, margin in zip(steps, found, strict=True):
        rest = [value(path) for path in every if step not in pairwise(path)]
        assert margin == pytest.approx(value(best) - max(rest)) if rest else margin == math.inf


def test_no_path_has_no_margins() -> None:
    assert margins({}, {}, []) == []
