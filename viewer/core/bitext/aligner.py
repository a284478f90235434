"""Alignment of two texts: which segments (paragraphs, or sentences) are translations of which.

One monotone dynamic programme over beads of up to three segments a side, whose score is a log
likelihood ratio: how much likelier the two sides are as translations of each other than by chance.
Length after Gale and Church (1993), lexicon and the ratio after Moore (2002).
"""

from __future__ import annotations

import importlib.util
import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from viewer.core.bitext.beads import Bead
from viewer.core.bitext.confidence import NO_DOUBT, Cell, Edge, Step, Totals, margins
from viewer.core.bitext.increasing_chain import rising
from viewer.core.bitext.lexicon_learning import KnownPairs
from viewer.core.bitext.likelihood import PRIOR, Likelihood, Similarity
from viewer.core.bitext.segments import Side

if TYPE_CHECKING:
    from viewer.core.bitext.band_likelihood import BandLikelihood

OFTEN = 4
"""Segments with a feature up to which these anchor an alignment."""
NEAR_SEGMENTS = 6
"""Segments around an alignment in which the next one is looked for."""
FAR_SEGMENTS = 10
"""The same for the first alignment, around what lengths and anchors say; more between these."""
SURE, RUN = 0.95, 4
"""A bead is not looked at far and wide when it and so many around it are 1-1 and that likely."""
CALM, EVEN = 0.4, 1.5
"""What a nat by which a bead is better than any other is worth, and how many make it as likely as
not to be right: fitted once to the beads of texts aligned by hand."""
SPARE = 80.0
"""Nats that words may add to a bead before it is not looked at."""
LONG_STRETCH = 250
"""Segments before from where all places of a stretch are scored at once, where numpy is there."""
ROUNDS = 2
"""Alignments of a work, each with what the one before taught."""

Pin = tuple[range, range]
"""A bead that a reader confirmed: its segments before and after; one side may be empty."""


def align(
    before: Sequence[str],
    after: Sequence[str],
    *,
    marks: tuple[Sequence[str], Sequence[str]] | None = None,
    pins: Iterable[Pin] = (),
    similarity: Similarity | None = None,
    known: KnownPairs = frozenset(),
) -> list[Bead]:
    """The beads of two texts, in order; every segment is in one of them.

    `marks`: what each segment is (`heading 2`), as evidence. `pins` do not cross; they are in the
    result as they are, with a score of 1; one that is empty on both sides is a border that no bead
    goes over. `known`: stems that translate each other, see `lexicon.words`. Raises ValueError for
    pins that cross or are outside.
    """
    work = _Work(before, after, marks or ((), ()), sorted(pins, key=_begins), similarity, known)
    beads = work.first()
    for left in reversed(range(ROUNDS - 1)):
        beads = work.again(beads, last=not left)
    return beads


def _begins(pin: Pin) -> tuple[int, int]:
    return pin[0].start, pin[1].start


class _Work:
    """Two texts under way to their beads; between the pins each stretch by itself."""

    def __init__(
        self,
        before: Sequence[str],
        after: Sequence[str],
        marks: tuple[Sequence[str], Sequence[str]],
        pins: Sequence[Pin],
        similarity: Similarity | None,
        known: KnownPairs,
    ) -> None:
        self._edges: dict[Cell, list[Edge]] | None = None
        self.a, self.b = Side(before, marks[0]), Side(after, marks[1])
        self._model = Likelihood(self.a, self.b, similarity, known)
        self._band_scores: BandLikelihood | None = None
        self._pins = pins
        self._kinds = tuple(kind for kind in PRIOR if sum(kind) <= 3)  # enough to begin with
        self._stretches = list(_stretches(pins, len(before), len(after)))

    def first(self) -> list[Bead]:
        """An alignment by lengths and features; the band is widened where it is too narrow."""
        centre, wide = self._centre()
        while True:
            band = self._band(centre, wide)
            beads = self.best(band)
            if min(wide) >= len(self.b) or not self._touches(beads, band):
                return beads
            wide = [3 * each for each in wide]

    def _centre(self) -> tuple[list[int], list[int]]:
        """For each segment before, where its translation would begin, and how far from there.

        By the lengths so far, between segments that share something that is in no other: the
        nearer two of these are, the less can lie between them.
        """
        n, m = len(self.a), len(self.b)
        points = self._points()
        centre, wide = [0] * (n + 1), [FAR_SEGMENTS] * (n + 1)
        most = max(25, int(0.6 * math.sqrt(m)))
        for (i, j), (k, end) in itertools.pairwise(points):
            long_a = max(1, self.a.before[k] - self.a.before[i])
            long_b = self.b.before[end] - self.b.before[j]
            at = j
            for each in range(i, k):
                share = (self.a.before[each] - self.a.before[i]) / long_a
                while at < end and self.b.before[at + 1] - self.b.before[j] <= share * long_b:
                    at += 1
                centre[each] = at
                wide[each] = min(most, FAR_SEGMENTS + max(k - i, end - j) // 2)
        centre[n] = m
        return centre, wide

    def _points(self) -> list[tuple[int, int]]:
        """Where the path surely goes through, or nearly: corners of stretches, and anchors."""
        anchors, points = self._anchors(), []
        at = 0
        for i, j, k, end in self._stretches:
            points.append((i, j))
            while at < len(anchors) and anchors[at][0] < k:
                if i < anchors[at][0] and j < anchors[at][1] < end:
                    points.append(anchors[at])
                at += 1
            points.append((k, end))
        return list(dict.fromkeys(points))

    def _anchors(self) -> list[tuple[int, int]]:
        """The longest chain of segments that share a feature that is rare and equally often there:
        the n-th with it beside the n-th with it."""
        often = {
            feature
            for feature, count in self.a.counts.items()
            if count <= OFTEN
            and count == self.b.counts[feature]
            and not feature.startswith("d")  # a word has other meanings
        }
        where: dict[str, list[int]] = defaultdict(list)
        for j, found in enumerate(self.b.features):
            for feature in found & often:
                where[feature].append(j)
        seen: Counter[str] = Counter()
        pairs = set()
        for i, found in enumerate(self.a.features):
            for feature in found & often:
                pairs.add((i, where[feature][seen[feature]]))
                seen[feature] += 1
        return rising(sorted(pairs))

    @staticmethod
    def _band(centre: Sequence[int], wide: Sequence[int]) -> list[tuple[int, int]]:
        last = centre[-1]
        return [(max(0, j - w), min(last, j + w)) for j, w in zip(centre, wide, strict=True)]

    def _touches(self, beads: Sequence[Bead], band: Sequence[tuple[int, int]]) -> bool:
        """Whether the path runs along the edge of the band anywhere but at the corners."""
        m = len(self.b)
        return any(
            (bead.after.stop <= band[bead.before.stop][0] + 2 and band[bead.before.stop][0] > 0)
            or (bead.after.stop >= band[bead.before.stop][1] - 2 and band[bead.before.stop][1] < m)
            for bead in beads
        )

    def again(self, beads: Sequence[Bead], last: bool) -> list[Bead]:
        """An alignment near another one, with what that one taught; the last one knows how sure
        each bead is beside all others."""
        self._edges = {} if last else None
        self._model.learn(beads)
        if self._band_scores is not None:
            self._band_scores.forget()
        self._kinds = tuple(PRIOR)
        centre, wide = [0] * (len(self.a) + 1), [NEAR_SEGMENTS] * (len(self.a) + 1)
        for bead, near in zip(beads, self._doubts(beads), strict=True):
            for i in bead.before:
                centre[i], wide[i] = bead.after.start, near
        centre[-1] = len(self.b)
        return self.best(self._band(centre, wide))

    @staticmethod
    def _doubts(beads: Sequence[Bead]) -> list[int]:
        """For each bead, how far from it another one is looked for: in a run of sure ones, near."""
        plain = [len(x.before) == len(x.after) == 1 and x.score > SURE for x in beads]
        calm = [0, *itertools.accumulate(plain)]
        found = []
        for at in range(len(beads)):
            low, high = max(0, at - RUN), min(len(beads), at + RUN + 1)
            found.append(2 if calm[high] - calm[low] == high - low else NEAR_SEGMENTS)
        return found

    # The dynamic programme

    def best(self, band: Sequence[tuple[int, int]]) -> list[Bead]:
        """The beads of the best path inside the band, which gives for each `i` the ends of `j`."""
        found: list[Bead] = []
        for at, stretch in enumerate(self._stretches):
            found += self._best_of(stretch, band)
            if at < len(self._pins) and any(self._pins[at]):
                found.append(Bead(*self._pins[at], 1.0))
        return found

    def _best_of(
        self, stretch: tuple[int, int, int, int], band: Sequence[tuple[int, int]]
    ) -> list[Bead]:
        scores = self._scores() if stretch[2] - stretch[0] >= LONG_STRETCH else None
        band = self._connected(stretch, band)
        beads = self._path(self._table(stretch, band, scores), stretch)
        contents = self._model.contents if scores is None else scores.contents
        if self._model.is_even(stretch, beads, contents):
            with self._model.nothing_left_out():
                beads = self._path(self._table(stretch, band, scores), stretch)
        return beads

    def _scores(self) -> BandLikelihood | None:
        """Of the whole band at once; None without numpy."""
        if self._band_scores is None and importlib.util.find_spec("numpy") is not None:
            from viewer.core.bitext.band_likelihood import BandLikelihood

            self._band_scores = BandLikelihood(self._model)
        return self._band_scores

    @staticmethod
    def _connected(
        stretch: tuple[int, int, int, int], band: Sequence[tuple[int, int]]
    ) -> list[tuple[int, int]]:
        """The first and last cell of each row of a stretch; nothing is left out between rows."""
        i0, j0, i1, j1 = stretch
        found, reach = [], j0
        for i in range(i0, i1 + 1):
            low = j0 if i == i0 else max(j0, min(band[i][0], reach))
            reach = j1 if i == i1 else min(j1, max(band[i][1], low))
            found.append((low, reach))
        return found

    def _table(
        self,
        stretch: tuple[int, int, int, int],
        band: Sequence[tuple[int, int]],
        scores: BandLikelihood | None,
    ) -> Totals:
        """The best path to each place of a stretch inside the band."""
        if scores is not None:
            from viewer.core.bitext.band_table import BandTable

            return BandTable(scores, self._model.prior, self._kinds, stretch, band, self._edges)
        i0, j0 = stretch[:2]
        table: dict[int, dict[int, Step]] = {i0: {j0: (0.0, 0, 0)}}
        for i, (low, high) in enumerate(band, i0):
            row = table.setdefault(i, {})
            for j in range(low, high + 1):
                if (i, j) != (i0, j0) and (step := self._best_end(table, i, j)):
                    row[j] = step
        return table

    def _best_end(self, table: Mapping[int, Mapping[int, Step]], i: int, j: int) -> Step | None:
        """The best path that ends before segments `i` and `j`, with its last bead."""
        model = self._model
        best, last = -math.inf, (0, 0)
        edges: list[tuple[float, int, int]] = []
        for di, dj in self._kinds:
            known = table.get(i - di, _NO_ROW).get(j - dj)
            if known is None:
                continue
            place = i - di, di, j - dj, dj
            if not di or not dj:
                total = known[0] + model.prior[di, dj]
            else:
                total = known[0] + model.prior[di, dj] + model.by_form(*place)
                if total + SPARE < best:
                    continue
                total += model.by_meaning(*place)
            edges.append((total, di, dj))
            if total > best:
                best, last = total, (di, dj)
        if self._edges is not None:
            self._edges[i, j] = [edge for edge in edges if edge[0] > best - NO_DOUBT]
        return (best, *last) if best > -math.inf else None

    def _path(self, table: Totals, stretch: tuple[int, int, int, int]) -> list[Bead]:
        i0, j0, i, j = stretch
        steps: list[tuple[Cell, Cell]] = []
        while (i, j) != (i0, j0):
            _, di, dj = table[i][j]
            steps.append(((i - di, j - dj), (i, j)))
            i, j = i - di, j - dj
        steps.reverse()
        if self._edges is None:
            scores = [_sure(table[k][m][0] - table[i][j][0]) for (i, j), (k, m) in steps]
        else:
            scores = [_sure(CALM * (m - EVEN)) for m in margins(self._edges, table, steps)]
            self._edges = {}
        return [
            Bead(range(i, k), range(j, m), score)
            for ((i, j), (k, m)), score in zip(steps, scores, strict=True)
        ]


def _sure(nats: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, nats))))


_NO_ROW: Mapping[int, Step] = {}


def _stretches(pins: Sequence[Pin], n: int, m: int) -> Iterator[tuple[int, int, int, int]]:
    """(first before, first after, end before, end after) of what lies between the pins."""
    i = j = 0
    for before, after in pins:
        if not (i <= before.start <= before.stop <= n and j <= after.start <= after.stop <= m):
            raise ValueError(f"pin {before}, {after}")
        yield i, j, before.start, after.start
        i, j = before.stop, after.stop
    yield i, j, n, m
