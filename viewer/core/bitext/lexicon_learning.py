"""How a lexicon is learned: IBM model 1 between words that Fisher's exact test believes in."""

from __future__ import annotations

import heapq
import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

ITERATIONS = 4
WORDS_BEFORE = 12
"""Words before that a word after may come from."""
DOUBT = 1.0
"""Occurrences of a word that are not explained, added to those seen: of few one knows little."""
LEAST_PROBABILITY = 0.02
"""Probability below which a translation is forgotten."""
KNOWN_NATS = 5.0
"""What it is worth for two words that a dictionary translates the one by the other."""

Pair = tuple[set[str], set[str]]
Together = tuple[str, str, int]
"""A word before, a word after, and in how many beads both are."""
KnownPairs = Set[tuple[str, str]]
"""Words before and after that translate each other, as a dictionary knows."""


def learned(
    pairs: Sequence[Pair], frequencies: Counter[str], known: KnownPairs = frozenset()
) -> tuple[dict[str, dict[str, float]], dict[str, float]]:
    """By word before, words after with their probabilities; by word after, its chance to be
    explained by any. `frequencies`: of all words after; what is `known` counts from once on."""
    total = max(1, sum(frequencies.values()))
    trust = _trusted(_together(pairs, known), pairs, known)
    given = {a: dict.fromkeys(found, 1.0) for a, found in trust.items()}
    events = [
        (frequencies[b] / total, b, by)
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
    chances = {b: found / (there[b] + DOUBT) for b, found in explained.items()}
    table = {
        a: {b: p * trust[a][b] for b, p in found.items() if p * trust[a][b] >= LEAST_PROBABILITY}
        for a, found in given.items()
    }
    return table, chances


def _together(pairs: Iterable[Pair], known: KnownPairs) -> Iterator[Together]:
    counts: Counter[tuple[str, str]] = Counter()
    for a, b in pairs:
        counts.update(itertools.product(a, b))
    return ((a, b, count) for (a, b), count in counts.items() if count > 1 or (a, b) in known)


def _trusted(
    seen: Iterable[Together], pairs: Sequence[Pair], known: KnownPairs
) -> dict[str, dict[str, float]]:
    """For each word after, the `WORDS_BEFORE` words before that go with it most (Dice), known ones
    first, each with the probability that it does so for being its translation and not by chance.

    That is what Fisher's exact test is worth against the odds of any one word among all.
    """
    of_a = Counter(a for before, _ in pairs for a in before)
    of_b = Counter(b for _, after in pairs for b in after)
    by: dict[str, list[tuple[bool, float, int, str]]] = defaultdict(list)
    for a, b, count in seen:
        by[b].append(((a, b) in known, count / (of_a[a] + of_b[b]), count, a))
    logs = [0.0, *itertools.accumulate(math.log(k) for k in range(1, len(pairs) + 1))]
    odds = math.log(max(2, min(len(of_a), len(of_b))))
    trust: dict[str, dict[str, float]] = defaultdict(dict)
    for b, found in by.items():
        for told, _, count, a in heapq.nlargest(WORDS_BEFORE, found):
            nats = -_chance(count, of_a[a], of_b[b], logs) - odds + KNOWN_NATS * told
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
