"""A lexicon learned from two texts as they are aligned so far: IBM model 1 in both directions.

Source: Brown and others (1993); that a first alignment by length teaches a lexicon for the second
is Moore (2002). A pair counts only when it was seen in two beads: once is chance.
"""

from __future__ import annotations

import heapq
import itertools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from viewer.core.language.arabic import fold

ITERATIONS = 4
CANDIDATES = 12
"""Words before that a word after may come from."""
DOUBT = 1.0
"""Occurrences of a word that are not explained, added to those seen: of few one knows little."""
LEAST = 0.02
"""Probability below which a translation is forgotten."""

_WORD = re.compile(r"[^\W\d_]+")
_BEFORE = re.compile("^(?:[وف]?(?:[بك]?ال|لل)|[وف](?=..))")
_AFTER = re.compile("(?:هما|كما|ها|هم|هن|نا|ات|ان|ون|ين|يه|ته|ه|ي)$")
_ENGLISH = re.compile("(?:'s|ies|es|s|ing|ed|ly)$")

Words = Sequence[str]
Pair = tuple[set[str], set[str]]
Together = tuple[str, str, int]
"""A word before, a word after, and in how many beads both are."""


def words(text: str) -> list[str]:
    """The stems of a segment, light ones: enough to find a word again in its other forms."""
    return [_stem(word) for word in _WORD.findall(fold(text).text)]


def _stem(word: str) -> str:
    if word.isascii():
        short = _ENGLISH.sub("", word)
        return short if len(short) > 2 else word
    short = _BEFORE.sub("", word)
    short = short if len(short) > 2 else word
    shorter = _AFTER.sub("", short)
    return shorter if len(shorter) > 2 else short


class Lexicon:
    """Translations of the words of one side, with their probabilities.

    `absent`: by word after, the nats that it is worth where nothing led one to expect it; `total`:
    how many words there are after.
    """

    def __init__(
        self, pairs: Sequence[Pair], seen: Iterable[Together], frequencies: Counter[str]
    ) -> None:
        """`frequencies`: of all words after. See `both`."""
        self.total = max(1, sum(frequencies.values()))
        self._frequencies = frequencies
        self._given: dict[str, dict[str, float]] = {}
        self._known: dict[str, float] = {}
        self._learn(pairs, seen)
        self.absent = {b: math.log1p(-share) for b, share in self._known.items()}

    def _learn(self, pairs: Sequence[Pair], seen: Iterable[Together]) -> None:
        trust = _trusted(seen, pairs)
        given = {a: dict.fromkeys(found, 1.0) for a, found in trust.items()}
        events = [
            (self._frequencies[b] / self.total, b, by)
            for before, after in pairs
            for b in after
            if (by := [a for a in before if b in given.get(a, ())])
        ]
        counts = given
        for _ in range(ITERATIONS):
            counts = _counted(events, given)
            given = _shares(counts)
        explained: dict[str, float] = defaultdict(float)
        for a, found in counts.items():
            for b, count in found.items():
                explained[b] += count * trust[a][b]
        there = Counter(b for _, after in pairs for b in after)
        self._known = {b: found / (there[b] + DOUBT) for b, found in explained.items()}
        self._given = {
            a: {b: p * trust[a][b] for b, p in found.items() if p * trust[a][b] >= LEAST}
            for a, found in given.items()
        }

    def expected(self, before: Words) -> dict[str, float]:
        """What the words before lead one to expect after: by word, the nats that it is worth
        more than where nothing leads one to."""
        found: dict[str, float] = defaultdict(float)
        for a in before:
            for b, p in self._given.get(a, {}).items():
                found[b] += p
        scale = self.total / max(1, len(before))
        nats = {}
        for b, p in found.items():
            share = self._known[b]
            nats[b] = math.log1p(share / (1 - share) * scale * p / self._frequencies[b])
        return nats

    def odds(self) -> Iterator[tuple[str, str, float]]:
        """(word before, word after, odds): what `expected` sums for each word after; times `total`
        and by the number of words before, the odds against its being there by chance."""
        for a, found in self._given.items():
            for b, p in found.items():
                share = self._known[b]
                yield a, b, share / (1 - share) * p / self._frequencies[b]

    def unexpected(self, after: Words) -> float:
        """What all these words are worth where nothing led one to expect any."""
        absent = self.absent
        return sum([absent.get(word, 0.0) for word in after])


def both(
    beads: Iterable[tuple[Words, Words]], before: Counter[str], after: Counter[str]
) -> tuple[Lexicon, Lexicon]:
    """Lexicons there and back, of the words of beads; the counts are those of all the words."""
    pairs = [(set(a), set(b)) for a, b in beads]
    counts: Counter[tuple[str, str]] = Counter()
    for a, b in pairs:
        counts.update(itertools.product(a, b))
    seen = [(a, b, count) for (a, b), count in counts.items() if count > 1]
    del counts
    turned = [(b, a) for a, b in pairs]
    back = ((b, a, count) for a, b, count in seen)
    return Lexicon(pairs, seen, after), Lexicon(turned, back, before)


def _trusted(seen: Iterable[Together], pairs: Sequence[Pair]) -> dict[str, dict[str, float]]:
    """For each word after, the `CANDIDATES` words before that go with it most (Dice), each with
    the probability that it does so for being its translation and not by chance.

    That is what Fisher's exact test is worth against the odds of any one word among all.
    """
    of_a = Counter(a for before, _ in pairs for a in before)
    of_b = Counter(b for _, after in pairs for b in after)
    by: dict[str, list[tuple[float, int, str]]] = defaultdict(list)
    for a, b, count in seen:
        by[b].append((count / (of_a[a] + of_b[b]), count, a))
    logs = [0.0, *itertools.accumulate(math.log(k) for k in range(1, len(pairs) + 1))]
    odds = math.log(max(2, min(len(of_a), len(of_b))))
    trust: dict[str, dict[str, float]] = defaultdict(dict)
    for b, found in by.items():
        for _, count, a in heapq.nlargest(CANDIDATES, found):
            nats = -_chance(count, of_a[a], of_b[b], logs) - odds
            trust[a][b] = 1 / (1 + math.exp(-max(-30.0, min(30.0, nats))))
    return trust


def _chance(both: int, a: int, b: int, logs: Sequence[float]) -> float:
    """Log probability that two words of `a` and `b` beads are together in so many by chance."""
    n = len(logs) - 1
    if both * n <= a * b:
        return 0.0
    nats = logs[a] + logs[b] + logs[n - a] + logs[n - b] - logs[n]
    return nats - logs[both] - logs[a - both] - logs[b - both] - logs[n - a - b + both]


def _counted(
    events: Iterable[tuple[float, str, list[str]]], given: Mapping[str, dict[str, float]]
) -> dict[str, dict[str, float]]:
    """How often each word before led to each after, expected over words after: (noise, word,
    words before). What no word explains is noise."""
    counts: dict[str, dict[str, float]] = {
        a: dict.fromkeys(found, 0.0) for a, found in given.items()
    }
    for noise, b, by in events:
        shares = [given[a][b] for a in by]
        total = sum(shares) + noise
        for a, p in zip(by, shares, strict=True):
            counts[a][b] += p / total
    return counts


def _shares(counts: Mapping[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    made: dict[str, dict[str, float]] = {}
    for a, found in counts.items():
        total = sum(found.values()) + 1.0  # a word seen twice is not sure of anything
        made[a] = {b: count / total for b, count in found.items()}
    return made


def ratio(expected: Mapping[str, float], after: Words) -> float:
    """By how much the words after are likelier as translations than unexpected ones; nats."""
    return sum([expected.get(word, 0.0) for word in after])
