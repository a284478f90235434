"""The likelihoods of `likelihood.py` for many places at once: the same sums, made by numpy.

What two runs of segments share is found as a join of two tables, one of the keys (features, or
words) of the runs before and one of those after, where both are in the band. Only loaded where
numpy is installed; without it each place is summed by itself.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from viewer.core.bitext.arrays import Array, np
from viewer.core.bitext.likelihood import FREEDOM, LACKING, STUDENT, Likelihood, Place

MOST_SEGMENTS = 3
"""Segments of a bead on one side, at most."""


class BandPlaces(NamedTuple):
    """Places in a band: for each run of segments before that begins at `begin`, those after that
    begin in `[low, high)`. All places together stand in one array, those of a row at `offset`."""

    begin: Array
    low: Array
    high: Array
    offset: Array

    @classmethod
    def of(cls, begin: Array, low: Array, high: Array) -> BandPlaces:
        ends = np.cumsum(np.maximum(0, high - low))
        return cls(begin, low, high, ends - np.maximum(0, high - low))

    @property
    def size(self) -> int:
        return int(self.offset[-1] + max(0, self.high[-1] - self.low[-1])) if len(self.low) else 0

    def cells(self) -> tuple[Array, Array]:
        """The segments before and after at which each place begins."""
        counts = np.maximum(0, self.high - self.low)
        after = np.arange(self.size) + np.repeat(self.low - self.offset, counts)
        return np.repeat(self.begin, counts), after


class _Table:
    """Keys with values of the runs that begin at each segment."""

    def __init__(self, runs: Array, keys: Array, values: Array, length: int) -> None:
        self._length = length + 1
        self.runs, self.keys, self.values = runs, keys, values
        self.first = np.searchsorted(runs, np.arange(self._length))
        self._order = np.argsort(keys * self._length + runs, kind="stable")
        self._sorted = (keys * self._length + runs)[self._order]

    def among(self, rows: BandPlaces) -> tuple[Array, Array]:
        """The entries of the runs that begin the rows: (row of each, entry)."""
        return _spread(self.first[rows.begin], self.first[rows.begin + 1])

    def joined(self, row: Array, keys: Array, rows: BandPlaces) -> tuple[Array, Array, Array]:
        """Where keys of rows are found within their bands: (which of them, entry here, place)."""
        order = np.argsort(keys)  # a search is quick where the next one begins nearby
        at, asked = keys[order] * self._length, row[order]
        low = np.searchsorted(self._sorted, at + rows.low[asked])
        which, found = _spread(low, np.searchsorted(self._sorted, at + rows.high[asked]))
        which = order[which]
        entry = self._order[found]
        row = row[which]
        return which, entry, rows.offset[row] + self.runs[entry] - rows.low[row]


def _spread(low: Array, high: Array) -> tuple[Array, Array]:
    """All numbers of many ranges: (which range, number)."""
    counts = np.maximum(0, high - low)
    which = np.repeat(np.arange(len(counts)), counts)
    starts = np.cumsum(counts) - counts
    return which, np.arange(len(which)) + np.repeat(low - starts, counts)


def _summed(runs: Array, keys: Array, values: Array, width: int) -> tuple[Array, Array, Array]:
    """Entries with the values of equal ones added."""
    both, at = np.unique(runs * width + keys, return_inverse=True)
    return both // width, both % width, np.bincount(at, values, len(both))


class BandLikelihood:
    """Scores the beads of two texts as a `Likelihood` knows them now."""

    def __init__(self, model: Likelihood) -> None:
        self._model = model
        self._a, self._b = model.sides
        weights = model.weights
        self._keys = {feature: at for at, feature in enumerate(weights)}
        self._weights = np.array(list(weights.values()), dtype=float).reshape(-1, 3)
        self._ends = np.array(self._a.before, float), np.array(self._b.before, float)
        self._chances = np.array(self._b.chances)
        spoken = self._a.frequencies.keys() | self._b.frequencies.keys()
        self._words = {word: at for at, word in enumerate(spoken)}
        self._features: dict[tuple[bool, int], _Table] = {}
        self._spoken: dict[tuple[bool, int], _Table] = {}
        self._hoped: dict[tuple[bool, int], _Table] = {}
        self._unexpected: dict[bool, Array] = {}
        self._forth: dict[int, tuple[BandPlaces, Array]] = {}
        self._singles: dict[bool, tuple[Array, Array, Array]] = {}

    def forget(self) -> None:
        """The model has learned: its lexicons are new."""
        self._hoped.clear()
        self._singles.clear()
        self._unexpected.clear()
        self._forth.clear()

    def content(self, rows: BandPlaces, di: int, dj: int) -> Array:
        """Of each place, the nats of `by_form` and `by_meaning` together."""
        if not rows.size:
            return np.zeros(0)
        i, j = rows.cells()
        nats = self._by_length(i, di, j, dj) + self._shared(rows, i, di, j, dj)
        if self._model.lexicons is not None:
            nats += self._lexical(rows, i, di, j, dj)
        similarity = self._model.similarity
        if similarity is not None:
            nats += similarity.many((i, i + di), (j, j + dj))
        return nats

    def contents(self, places: list[Place]) -> float:
        """As `Likelihood.contents`."""
        kinds: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
        for i, di, j, dj in places:
            kinds[di, dj].append((i, j))
        nats = 0.0
        for (di, dj), found in kinds.items():
            i, j = np.array(found, dtype=np.int64).T
            nats += float(self.content(BandPlaces.of(i, j, j + 1), di, dj).sum())
        return nats

    def _by_length(self, i: Array, di: int, j: Array, dj: int) -> Array:
        ratio, variance = self._model.ratio, self._model.variance
        before, after = self._ends
        la, lb = before[i + di] - before[i], after[j + dj] - after[j]
        spread = variance * (ratio * la + lb) / 2
        off = lb - ratio * la
        nats = -0.5 * (FREEDOM + 1) * np.log1p(off * off / spread / FREEDOM)
        nats -= 0.5 * np.log(spread) + STUDENT + self._chances[j + dj] - self._chances[j]
        return nats - (dj - 1) * np.log(lb)

    def _shared(self, rows: BandPlaces, i: Array, di: int, j: Array, dj: int) -> Array:
        mine, theirs = self._features_of(True, di), self._features_of(False, dj)
        row, entry = mine.among(rows)
        keys = mine.keys[entry]
        which, _, place = theirs.joined(row, keys, rows)
        weights = self._weights[keys[which]]
        lacking = self._missing(mine, 1)[i] + self._missing(theirs, 2)[j]
        lacking -= np.bincount(place, weights[:, 1] + weights[:, 2], rows.size)
        return np.bincount(place, weights[:, 0], rows.size) + np.maximum(
            -LACKING * min(di, dj), lacking
        )

    def _missing(self, table: _Table, column: int) -> Array:
        return np.bincount(
            table.runs, self._weights[table.keys, column], minlength=len(table.first)
        )

    def _features_of(self, first: bool, count: int) -> _Table:
        if (first, count) not in self._features:
            side = self._a if first else self._b
            known = self._keys
            numbers = ([known[f] for f in found if f in known] for found in side.features)
            runs, keys = _of_runs(*_flat(numbers), count, len(side))
            runs, keys, _ = _summed(runs, keys, np.ones(len(runs)), max(1, len(known)))
            self._features[first, count] = _Table(runs, keys, keys * 0.0, len(side))
        return self._features[first, count]

    # Words

    def _lexical(self, rows: BandPlaces, i: Array, di: int, j: Array, dj: int) -> Array:
        nats = self._expected(rows, di, j, dj)
        nats += self._met(self._words_of(True, di), self._hoped_of(False, dj), rows)
        absent = self._absent(True), self._absent(False)
        nats += absent[0][i + di] - absent[0][i] + absent[1][j + dj] - absent[1][j]
        return 0.5 * nats

    def _expected(self, rows: BandPlaces, di: int, j: Array, dj: int) -> Array:
        """What runs before lead one to expect, summed over the segments of the runs after."""
        begin, known = self._forth.get(di, (rows, None))
        end = rows.high + dj - 1
        if known is None or not (
            np.array_equal(begin.begin, rows.begin)
            and (begin.low <= rows.low).all()
            and (begin.high >= end).all()
        ):
            begin = BandPlaces.of(rows.begin, np.maximum(0, rows.low - MOST_SEGMENTS + dj), end)
            known = self._met(self._hoped_of(True, di), self._words_of(False, 1), begin)
            self._forth[di] = begin, known
        counts = np.maximum(0, rows.high - rows.low)
        place = np.repeat(begin.offset - begin.low, counts) + j
        return sum((known[place + at] for at in range(dj)), np.zeros(len(j)))

    def _met(self, mine: _Table, theirs: _Table, rows: BandPlaces) -> Array:
        row, entry = mine.among(rows)
        which, other, place = theirs.joined(row, mine.keys[entry], rows)
        return np.bincount(place, mine.values[entry[which]] * theirs.values[other], rows.size)

    def _words_of(self, first: bool, count: int) -> _Table:
        if (first, count) not in self._spoken:
            side = self._a if first else self._b
            numbers = ([self._words[word] for word in words] for words in side.words)
            runs, keys = _of_runs(*_flat(numbers), count, len(side))
            found = _summed(runs, keys, np.ones(len(runs)), max(1, len(self._words)))
            self._spoken[first, count] = _Table(*found, len(side))
        return self._spoken[first, count]

    def _absent(self, first: bool) -> Array:
        """What the words of a side up to each segment are worth where none was expected."""
        lexicons = self._model.lexicons
        assert lexicons is not None
        if first not in self._unexpected:
            side, lexicon = (self._a, lexicons[1]) if first else (self._b, lexicons[0])
            worth = map(lexicon.unexpected, side.words)
            self._unexpected[first] = np.array([0.0, *itertools.accumulate(worth)])
        return self._unexpected[first]

    def _hoped_of(self, first: bool, count: int) -> _Table:
        """What the words of each run lead one to expect on the other side; see `Lexicon`."""
        if (first, count) not in self._hoped:
            side = self._a if first else self._b
            lexicons = self._model.lexicons
            assert lexicons is not None
            lexicon = lexicons[0 if first else 1]
            runs, keys, odds = self._singles_of(first)
            runs, at = _of_runs(runs, np.arange(len(keys)), count, len(side))
            runs, keys, odds = _summed(runs, keys[at], odds[at], max(1, len(self._words)))
            lengths = np.array([0, *itertools.accumulate(map(len, side.words))])
            last = np.minimum(runs + count, len(side))
            long = np.maximum(1, lengths[last] - lengths[runs])
            nats = np.log1p(odds * lexicon.total / long)
            self._hoped[first, count] = _Table(runs, keys, nats, len(side))
        return self._hoped[first, count]

    def _singles_of(self, first: bool) -> tuple[Array, Array, Array]:
        """Of single segments: (which, word of the other side, the odds it is expected with)."""
        if first not in self._singles:
            lexicons = self._model.lexicons
            assert lexicons is not None
            lexicon, words = lexicons[0 if first else 1], self._words
            table = list(lexicon.odds())
            source = np.array([words[a] for a, _, _ in table], dtype=np.int64)
            target = np.array([words[b] for _, b, _ in table], dtype=np.int64)
            odds = np.array([p for _, _, p in table], dtype=float)
            order = np.argsort(source, kind="stable")
            source, target, odds = source[order], target[order], odds[order]
            spoken = self._words_of(first, 1)
            low = np.searchsorted(source, spoken.keys)
            which, at = _spread(low, np.searchsorted(source, spoken.keys, "right"))
            runs, many = spoken.runs[which], spoken.values[which]
            self._singles[first] = _summed(runs, target[at], odds[at] * many, max(1, len(words)))
        return self._singles[first]


def _flat(lists: Iterable[Sequence[int]]) -> tuple[Array, Array]:
    found = list(lists)
    counts = np.array([len(each) for each in found], dtype=np.int64)
    keys = np.fromiter(itertools.chain.from_iterable(found), np.int64, int(counts.sum()))
    return np.repeat(np.arange(len(found)), counts), keys


def _of_runs(segments: Array, keys: Array, count: int, length: int) -> tuple[Array, Array]:
    """Entries of segments as those of the runs of `count` that they are in."""
    runs = np.concatenate([segments - back for back in range(count)])
    keys = np.concatenate([keys] * count)
    whole = (runs >= 0) & (runs <= length - count)
    return runs[whole], keys[whole]
