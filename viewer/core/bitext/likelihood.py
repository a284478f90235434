"""How likely a bead is: log likelihood ratios of two runs of segments, as translations of each
other against by chance. Length after Gale and Church (1993), lexicon and the ratio after Moore
(2002).

Everything begins with what is known of all texts, and learns from the beads of these two as much as
their number tells: a few segments teach little.
"""

from __future__ import annotations

import contextlib
import math
import statistics
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Sequence
from typing import Any, Protocol

from viewer.core.bitext.beads import Bead
from viewer.core.bitext.lexicon import Lexicon, both, ratio
from viewer.core.bitext.lexicon_learning import KnownPairs
from viewer.core.bitext.segments import Side
from viewer.core.bitext.word_concepts import listed_pairs

PRIOR = {
    (1, 1): 0.754, (1, 0): 0.025, (0, 1): 0.025, (1, 2): 0.08, (2, 1): 0.08,
    (2, 2): 0.008, (1, 3): 0.008, (3, 1): 0.008, (2, 3): 0.004, (3, 2): 0.004, (3, 3): 0.004,
}  # fmt: skip
"""Shares of the kinds of beads, as Gale and Church and later work report them."""
PRIOR_BEADS = 20.0
"""Beads that these shares are worth beside those of a text."""
_EVEN = {kind: math.log(0.99 if kind == (1, 1) else 0.001) for kind in PRIOR}
ODDS = 2.0
"""Nats by which it is likelier beforehand that something was left out or joined than that two equal
counts of segments are translated one by one."""
VARIANCE = 2.2
"""Of the length of a translation, per letter; measured between Arabic and English."""
FREEDOM = 6
"""Of Student's distribution: now and then a translation is much longer than most."""
STUDENT = (
    0.5 * math.log(FREEDOM * math.pi) + math.lgamma(FREEDOM / 2) - math.lgamma(FREEDOM / 2 + 0.5)
)
FITTED = 20
"""Beads of a text that tell as much of the variance of its lengths as is known of all texts."""
USUAL = 8
"""Segments that tell as much of the ratio of lengths as the two scripts do."""
FEATURE_KEPT = 0.8
"""Chance that a feature of a segment is in its translation too."""
LACKING = 6.0
"""Nats that a bead may lose, for each segment of its shorter side, by features of one side alone:
where one of them was not kept, as in a paragraph that was translated among others left as they are,
the others were not either."""
SAID = 0.5
"""What a word that the list translates is worth beside a name: it has other meanings."""
OTHERS = 30
"""Segments without a feature that are added to those of the work: in a short one all are rare."""
TAUGHT = 4000
"""Beads that a lexicon is learned from; more of them teach little and take long."""


Place = tuple[int, int, int, int]
"""Where a bead begins before and how many segments it has there; the same after."""


def _place(bead: Bead) -> Place:
    return bead.before.start, len(bead.before), bead.after.start, len(bead.after)


def _figures(feature: str) -> str:
    """The digits of a number, however its thousands and fractions are parted."""
    return "".join(filter(str.isdigit, feature))


class Similarity(Protocol):
    """Of runs of segments before and after, from vectors: a log likelihood ratio in nats."""

    def __call__(self, before: range, after: range) -> float: ...

    def many(self, before: tuple[Any, Any], after: tuple[Any, Any]) -> Any:
        """The same of many pairs: arrays of where the runs begin and end on either side."""

    def fit(self, beads: Iterable[tuple[range, range]]) -> None:
        """Learn from beads that are likely."""


class Likelihood:
    """Scores the beads of two texts. `prior`: log shares of the kinds of beads; `ratio` of lengths
    and their `variance`; `lexicons` there and back, once there are any; `weights` of the features:
    nats when shared, missing after, missing before."""

    def __init__(
        self, a: Side, b: Side, similarity: Similarity | None, known: KnownPairs = frozenset()
    ) -> None:
        """`known`: stems that translate each other, besides those of the list."""
        self._a, self._b = self.sides = a, b
        self.similarity = similarity
        self._known_pairs = known | listed_pairs(a.frequencies, b.frequencies)
        self.prior = {kind: math.log(share) for kind, share in PRIOR.items()}
        self._usual = b.fullness / a.fullness
        self.ratio = self._between(sum(a.lengths), sum(b.lengths), min(len(a), len(b)))
        self.variance = VARIANCE
        self.lexicons: tuple[Lexicon, Lexicon] | None = None
        self.weights = self._weigh()
        self._runs: dict[tuple[bool, int, int], tuple[set[str], float]] = {}
        self._expected: dict[tuple[bool, int, int], tuple[dict[str, float], float]] = {}

    def _weigh(self) -> dict[str, tuple[float, float, float]]:
        """Of each feature of both texts: nats when shared, missing after, missing before."""
        found = {}
        many = len(self._a) + OTHERS, len(self._b) + OTHERS
        for feature in self._a.counts.keys() & self._b.counts.keys():
            p = self._a.counts[feature] / many[0], self._b.counts[feature] / many[1]
            shared = math.log(FEATURE_KEPT / min(FEATURE_KEPT, max(p)))
            after, before = (
                math.log(
                    (1 - FEATURE_KEPT * min(1.0, there / here)) / (1 - min(FEATURE_KEPT, there))
                )
                for here, there in (p, p[::-1])
            )
            if feature.startswith("s"):  # every Arabic word has a skeleton, few are names
                after, before = 0.0, 0.3 * before
            elif feature.startswith("d"):  # a word may be said otherwise: it only adds
                shared, after, before = max(0.0, SAID * shared), 0.0, 0.0
            found[feature] = shared, after, before
        return found | self._numbers_of_one_side()

    def _numbers_of_one_side(self) -> dict[str, tuple[float, float, float]]:
        """What speaks against any translation of a segment: numbers that the other text has
        nowhere. Those of one digit are often written as words."""
        sides = [{f for f in side.counts if f.startswith("n")} for side in self.sides]
        figures = [{_figures(feature) for feature in side} for side in sides]
        lost = math.log(1 - FEATURE_KEPT)
        found = {}
        for at, side in enumerate(sides):
            for feature in side:
                if len(told := _figures(feature)) > 1 and told not in figures[1 - at]:
                    found[feature] = (0.0, 0.0, lost) if at else (0.0, lost, 0.0)
        return found

    def learn(self, beads: Sequence[Bead]) -> None:
        """Fit everything to beads that are likely, and make lexicons of them."""
        pairs = [
            (self._a.run(x.before.start, len(x.before)), self._b.run(x.after.start, len(x.after)))
            for x in beads
            if x.before and x.after and len(x.before) + len(x.after) <= 3
        ]
        pairs = pairs[:: 1 + len(pairs) // TAUGHT]
        self.lexicons = both(pairs, self._a.frequencies, self._b.frequencies, self._known_pairs)
        self._expected.clear()
        self._count(beads)
        single = [bead for bead in beads if len(bead.before) == len(bead.after) == 1]
        self._fit(single)
        if self.similarity is not None:
            self.similarity.fit((bead.before, bead.after) for bead in single)

    def _count(self, beads: Sequence[Bead]) -> None:
        """The shares of the kinds of beads, as far as these tell them."""
        found = Counter((len(bead.before), len(bead.after)) for bead in beads)
        total = math.log(PRIOR_BEADS + len(beads))
        self.prior = {
            kind: math.log(PRIOR_BEADS * share + found[kind]) - total
            for kind, share in PRIOR.items()
        }

    def _fit(self, beads: Sequence[Bead]) -> None:
        """Ratio and variance of lengths, by the middle ones: a few wrong beads do not matter."""
        if not beads:
            return
        pairs = [(self._a.lengths[x.before[0]], self._b.lengths[x.after[0]]) for x in beads]
        self.ratio = self._between(1.0, statistics.median(b / a for a, b in pairs), len(pairs))
        squares = [
            (b - self.ratio * a) ** 2 / (self.ratio * (a + b / self.ratio) / 2) for a, b in pairs
        ]
        found = min(12.0, max(1.0, statistics.median(squares) / 0.455))
        few = FITTED / (FITTED + len(pairs))
        self.variance = few * VARIANCE + (1 - few) * found

    def _between(self, long_a: float, long_b: float, count: int) -> float:
        """The ratio of two lengths, seen in `count` segments, as far as these tell it."""
        if not long_a or not long_b:
            return self._usual
        seen = math.log(long_b / long_a)
        usual = math.log(self._usual)
        return math.exp((count * seen + USUAL * usual) / (count + USUAL))

    def by_form(self, i: int, di: int, j: int, dj: int) -> float:
        """How much likelier `[i, i + di)` and `[j, j + dj)` are as translations of each other than
        by chance, in nats, by their lengths and features."""
        a, b = self._a, self._b
        la, lb = a.before[i + di] - a.before[i], b.before[j + dj] - b.before[j]
        variance = self.variance * (self.ratio * la + lb) / 2
        off = lb - self.ratio * la
        nats = -0.5 * (FREEDOM + 1) * math.log1p(off * off / variance / FREEDOM)
        nats -= 0.5 * math.log(variance) + STUDENT + b.chances[j + dj] - b.chances[j]
        if dj > 1:
            nats -= (dj - 1) * math.log(lb)  # where its segments part: anywhere
        return nats + self._shared(i, di, j, dj)

    def by_meaning(self, i: int, di: int, j: int, dj: int) -> float:
        """The same by words and vectors."""
        nats = self._lexical(i, di, j, dj)
        if self.similarity is not None:
            nats += self.similarity(range(i, i + di), range(j, j + dj))
        return nats

    def _shared(self, i: int, di: int, j: int, dj: int) -> float:
        mine, missing = self._run(True, i, di)
        theirs, absent = self._run(False, j, dj)
        nats, lacking = 0.0, missing + absent
        for feature in mine & theirs:
            shared, after, before = self.weights[feature]
            nats += shared
            lacking -= after + before
        return nats + max(-LACKING * min(di, dj), lacking)

    def _run(self, first: bool, index: int, count: int) -> tuple[set[str], float]:
        key = first, index, count
        if key not in self._runs:
            side = self._a if first else self._b
            found = set().union(*side.features[index : index + count]) & self.weights.keys()
            self._runs[key] = found, sum(self.weights[f][1 if first else 2] for f in found)
        return self._runs[key]

    def _lexical(self, i: int, di: int, j: int, dj: int) -> float:
        """By the words: the mean of both directions."""
        if self.lexicons is None:
            return 0.0
        forth, there = self._hoped(True, i, di), self._hoped(False, j, dj)
        nats = ratio(forth[0], self._b.run(j, dj)) + ratio(there[0], self._a.run(i, di))
        return 0.5 * (nats + forth[1] + there[1])

    def _hoped(self, first: bool, index: int, count: int) -> tuple[dict[str, float], float]:
        """What the words of a run lead one to expect, and what its own are worth unexpected."""
        key = first, index, count
        if key not in self._expected:
            assert self.lexicons is not None
            lexicon, other = self.lexicons if first else self.lexicons[::-1]
            run = (self._a if first else self._b).run(index, count)
            self._expected[key] = lexicon.expected(run), other.unexpected(run)
        return self._expected[key]

    # Whether all is in order

    def is_even(
        self,
        stretch: tuple[int, int, int, int],
        beads: Sequence[Bead],
        contents: Callable[[list[Place]], float],
    ) -> bool:
        """Whether it is likelier than these beads of a stretch, whatever the rates of what is left
        out and joined, that nothing was: that the n-th segment is the translation of the n-th.

        `contents`: see there.
        """
        i, j, end, stop = stretch
        kinds = Counter((len(bead.before), len(bead.after)) for bead in beads)
        if end - i != stop - j or kinds[1, 1] == end - i:
            return False
        nats = ODDS + math.lgamma(PRIOR_BEADS) - math.lgamma(PRIOR_BEADS + len(beads))
        for kind, count in kinds.items():  # Dirichlet-multinomial
            share = PRIOR_BEADS * math.exp(self.prior[kind])
            nats += math.lgamma(share + count) - math.lgamma(share)
        nats += contents([_place(bead) for bead in beads if bead.before and bead.after])
        return contents([(k, 1, k + j - i, 1) for k in range(i, end)]) > nats

    def contents(self, places: Iterable[Place]) -> float:
        """The nats of the beads at all these places, without those of their kinds."""
        return sum(self.by_form(*place) + self.by_meaning(*place) for place in places)

    @contextlib.contextmanager
    def nothing_left_out(self) -> Generator[None]:
        """Take it for sure meanwhile that hardly any bead is not 1-1."""
        known, self.prior = self.prior, _EVEN
        yield
        self.prior = known
