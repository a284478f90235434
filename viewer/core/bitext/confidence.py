"""How sure each bead of the best path is: by how much the best path without it is worse."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Protocol

Edge = tuple[float, int, int]
"""A bead that ends at a cell: nats of the best path that ends with it, its segments a side."""
NO_DOUBT = 20.0
"""Nats by which a bead is better than any other, from where nobody asks by how much."""
Cell = tuple[int, int]
Step = tuple[float, int, int]
"""Nats of the best path to a cell, and the segments of its last bead on either side."""


class StepsOfRow(Protocol):
    """The steps to the cells of one row."""

    def __getitem__(self, j: int, /) -> Step: ...


class Totals(Protocol):
    """By cell the best path that ends there."""

    def __getitem__(self, i: int, /) -> StepsOfRow: ...


def margins(
    edges: dict[Cell, list[Edge]],
    totals: Totals,
    path: Sequence[tuple[Cell, Cell]],
) -> list[float]:
    """Nats for each bead of a path, given as the cells it leads from and to.

    `edges`: by the cell where they end, in the order in which cells were reached; `totals`: the
    best path to each cell. Without a bead, each of its segments is in another one: the best of
    those paths is the one that counts (max-marginals).
    """
    if not path:
        return []
    onward = _onward(edges, totals, path[-1][1])
    chosen = set(path)
    last = path[-1][1]
    best = totals[last[0]][last[1]][0]
    rivals: dict[tuple[bool, int], float] = {}
    for (i, j), found in edges.items():
        rest = onward.get((i, j))
        if rest is None:
            continue
        for nats, di, dj in found:
            begin = (i - di, j - dj)
            if (begin, (i, j)) in chosen:
                continue
            total = nats + rest
            for key in _segments(begin, (i, j)):
                if total > rivals.get(key, -math.inf):
                    rivals[key] = total
    return [
        best - max((rivals.get(key, -math.inf) for key in _segments(*bead)), default=-math.inf)
        for bead in path
    ]


def _segments(begin: Cell, end: Cell) -> Iterable[tuple[bool, int]]:
    """The segments of a bead: (whether before, which)."""
    yield from ((True, i) for i in range(begin[0], end[0]))
    yield from ((False, j) for j in range(begin[1], end[1]))


def _onward(edges: dict[Cell, list[Edge]], totals: Totals, last: Cell) -> dict[Cell, float]:
    """Of each cell the best way from there to the last one."""
    found = {last: 0.0}
    for cell in reversed(edges):
        rest = found.get(cell)
        if rest is None:
            continue
        for nats, di, dj in edges[cell]:
            i, j = begin = (cell[0] - di, cell[1] - dj)
            way = nats - totals[i][j][0] + rest
            if way > found.get(begin, -math.inf):
                found[begin] = way
    return found
