"""The dynamic programme of `aligner.py` over a long stretch, a row of the band at a time."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence

from viewer.core.bitext.arrays import Array, np
from viewer.core.bitext.band_likelihood import MOST_SEGMENTS, BandLikelihood, BandPlaces
from viewer.core.bitext.confidence import NO_DOUBT, Cell, Edge

CELLS = 50_000
"""Cells whose beads are scored at once."""

Step = tuple[float, int, int]
Stretch = tuple[int, int, int, int]


class BandTable:
    """The best path to each place of a stretch inside a band: `table[i][j]` is its last step.

    `edges`: as in `confidence.margins`, where these are wanted.
    """

    def __init__(
        self,
        scores: BandLikelihood,
        prior: Mapping[tuple[int, int], float],
        kinds: Sequence[tuple[int, int]],
        stretch: Stretch,
        band: Sequence[tuple[int, int]],
        edges: dict[Cell, list[Edge]] | None,
    ) -> None:
        """`band`: of each row of the stretch its first and last cell."""
        self._scores, self._edges = scores, edges
        self._kinds = [(kind, prior[kind]) for kind in kinds]
        self._i, self._j, _, stop = stretch
        self._band = band
        width = stop - self._j + 1 + 2 * MOST_SEGMENTS
        self._rows = [np.full(width, -math.inf) for _ in range(MOST_SEGMENTS + 1)]
        self._steps: list[tuple[int, list[float], list[int]]] = []
        for first, last in self._chunks():
            self._fill(first, last)

    def __getitem__(self, i: int) -> _Steps:
        return _Steps(*self._steps[i - self._i], [kind for kind, _ in self._kinds])

    def _chunks(self) -> Iterator[tuple[int, int]]:
        begin = cells = 0
        for row, (low, high) in enumerate(self._band):
            cells += high - low + 1
            if cells > CELLS or row == len(self._band) - 1:
                yield begin, row + 1
                begin, cells = row + 1, 0

    def _fill(self, first: int, last: int) -> None:
        contents = {
            (di, dj): self._contents(first, last, di, dj)
            for (di, dj), _ in self._kinds
            if di and dj
        }
        for row in range(first, last):
            self._step(row, {kind: next(found) for kind, found in contents.items()})

    def _contents(self, first: int, last: int, di: int, dj: int) -> Iterator[Array]:
        """For each row, of its cells the nats of the bead that ends there; fewer at the border."""
        rows = range(max(first, di), last)
        yield from itertools.repeat(np.zeros(0), min(last, max(first, di)) - first)
        if not rows:
            return
        band = np.array(self._band[rows.start : rows.stop], dtype=np.int64)
        begin = np.arange(rows.start, rows.stop) + self._i - di
        low = np.maximum(self._j, band[:, 0] - dj)
        places = BandPlaces.of(begin, low, np.maximum(low, band[:, 1] - dj + 1))
        yield from np.split(self._scores.content(places, di, dj), places.offset[1:])

    def _step(self, row: int, contents: Mapping[tuple[int, int], Array]) -> None:
        low, high = self._band[row]
        count, at = high - low + 1, low - self._j + MOST_SEGMENTS
        found = np.full((len(self._kinds), count), -math.inf)
        beside = None
        for number, ((di, dj), prior) in enumerate(self._kinds):
            if not di:
                beside = number, prior
            elif row >= di:
                known = self._rows[(row - di) % (MOST_SEGMENTS + 1)][at - dj : at - dj + count]
                nats = contents.get((di, dj))
                begin = 0 if nats is None else count - len(nats)
                found[number, begin:] = known[begin:] + prior + (0.0 if nats is None else nats)
        best, totals = found.argmax(axis=0).tolist(), found.max(axis=0).tolist()
        if row == 0:
            totals[0] = 0.0
        if beside is not None:
            self._along(found, totals, best, *beside)
        mine = self._rows[row % (MOST_SEGMENTS + 1)]
        mine.fill(-math.inf)
        mine[at : at + count] = totals
        self._steps.append((low, totals, best))
        if self._edges is not None:
            self._keep(row + self._i, low, found, totals)

    @staticmethod
    def _along(
        found: Array, totals: list[float], best: list[int], number: int, prior: float
    ) -> None:
        """Add the beads that have no segment before: their paths come along the row itself."""
        told = [-math.inf]
        for at in range(1, len(totals)):
            told.append(totals[at - 1] + prior)
            if told[at] > totals[at]:
                totals[at], best[at] = told[at], number
        found[number] = told

    def _keep(self, i: int, low: int, found: Array, totals: Sequence[float]) -> None:
        assert self._edges is not None
        kinds = [kind for kind, _ in self._kinds]
        for j, (column, best) in enumerate(zip(found.T.tolist(), totals, strict=True), low):
            least = best - NO_DOUBT
            self._edges[i, j] = [
                (nats, *kind) for nats, kind in zip(column, kinds, strict=True) if nats > least
            ]


class _Steps:
    def __init__(
        self, low: int, totals: list[float], best: list[int], kinds: list[tuple[int, int]]
    ) -> None:
        self._low, self._totals, self._best, self._kinds = low, totals, best, kinds

    def __getitem__(self, j: int) -> Step:
        at = j - self._low
        return (self._totals[at], *self._kinds[self._best[at]])
