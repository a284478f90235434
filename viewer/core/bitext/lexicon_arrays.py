"""What `lexicon_learning.py` learns from many beads: the same counts, made by numpy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from viewer.core.bitext.arrays import Array, np
from viewer.core.bitext.lexicon_learning import (
    DOUBT,
    ITERATIONS,
    KNOWN_NATS,
    LEAST_PROBABILITY,
    WORDS_BEFORE,
    KnownPairs,
    Pair,
)


def learned(
    pairs: Sequence[Pair], frequencies: Counter[str], known: KnownPairs = frozenset()
) -> tuple[dict[str, dict[str, float]], dict[str, float]]:
    """By word before, words after with their probabilities; by word after, its chance to be
    explained by any. `frequencies`: of all words after; what is `known` counts from once on."""
    sides = [_numbered([pair[at] for pair in pairs]) for at in (0, 1)]
    names, beads, words = zip(*sides, strict=True)
    told = _told(names, known)
    number, event, a, b, count = _together(beads, words, len(pairs), len(names[1]), told)
    there = [np.bincount(words[at], minlength=len(names[at])) for at in (0, 1)]
    sure = np.isin(a * max(1, len(names[1])) + b, told)
    picked = _nearest(a, b, count, there, sure)
    number = np.where(picked, np.cumsum(picked) - 1, -1)[number]
    number, event = number[number >= 0], event[number >= 0]
    a, b, count, sure = a[picked], b[picked], count[picked], sure[picked]
    trust = _trust(count, there[0][a], there[1][b], len(pairs), min(map(len, names)), sure)
    often = np.array([frequencies[name] for name in names[1]], dtype=float)
    noise = (often / max(1, sum(frequencies.values())))[words[1]]
    given = np.ones(len(a))
    counts = given
    for _ in range(ITERATIONS):
        shares = given[number]
        totals = np.bincount(event, shares, len(noise)) + noise
        counts = np.bincount(number, shares / totals[event], len(a))
        given = counts / (np.bincount(a, counts, len(names[0])) + 1.0)[a]
    chances = np.bincount(b, counts * trust, len(names[1])) / (there[1] + DOUBT)
    table: dict[str, dict[str, float]] = {names[0][each]: {} for each in np.unique(a).tolist()}
    kept = given * trust >= LEAST_PROBABILITY
    rows = a[kept].tolist(), b[kept].tolist(), (given * trust)[kept].tolist()
    for one, other, p in zip(*rows, strict=True):
        table[names[0][one]][names[1][other]] = p
    return table, {names[1][each]: float(chances[each]) for each in np.unique(b).tolist()}


def _numbered(sets: Sequence[set[str]]) -> tuple[list[str], Array, Array]:
    """All words in order, and of each word of each bead the bead and the number of the word."""
    names = sorted(set().union(*sets))
    numbers = {name: at for at, name in enumerate(names)}
    counts = [len(each) for each in sets]
    words = (numbers[word] for each in sets for word in each)
    return names, np.repeat(np.arange(len(sets)), counts), np.fromiter(words, np.int64, sum(counts))


def _told(names: Sequence[list[str]], known: KnownPairs) -> Array:
    """Known pairs of words as single numbers; see `_together`."""
    numbers = [{name: at for at, name in enumerate(side)} for side in names]
    found = [(numbers[0].get(a, -1), numbers[1].get(b, -1)) for a, b in known]
    return np.array([a * len(names[1]) + b for a, b in found if min(a, b) >= 0], dtype=np.int64)


def _together(
    beads: Sequence[Array], words: Sequence[Array], many: int, width: int, told: Array
) -> tuple[Array, Array, Array, Array, Array]:
    """Pairs of words that are in two beads or more, or known: (number of the pair, which of the
    words after) for each time; of each pair the word before, the word after, and in how many
    beads."""
    lengths = np.bincount(beads[1], minlength=many)
    starts = np.cumsum(lengths) - lengths
    times = lengths[beads[0]]
    event = np.arange(times.sum()) + np.repeat(starts[beads[0]] - (np.cumsum(times) - times), times)
    keys = np.repeat(words[0], times) * max(1, width) + words[1][event]
    pair, at, count = np.unique(keys, return_inverse=True, return_counts=True)
    kept = (count > 1) | np.isin(pair, told)
    number = np.cumsum(kept) - 1
    return number[at][kept[at]], event[kept[at]], *np.divmod(pair[kept], max(1, width)), count[kept]


def _nearest(a: Array, b: Array, count: Array, there: Sequence[Array], sure: Array) -> Array:
    """Which pairs are among the `WORDS_BEFORE` of their word after (known ones, then by Dice)."""
    order = np.lexsort((-a, -count, -count / (there[0][a] + there[1][b]), ~sure, b))
    first = np.searchsorted(b[order], b[order])
    picked = np.zeros(len(a), dtype=bool)
    picked[order[np.arange(len(a)) - first < WORDS_BEFORE]] = True
    return picked


def _trust(both: Array, a: Array, b: Array, n: int, words: int, sure: Array) -> Array:
    """See `lexicon_learning._trusted`."""
    logs = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, n + 1)))])
    chance = logs[a] + logs[b] + logs[n - a] + logs[n - b] - logs[n] - logs[both]
    chance -= logs[a - both] + logs[b - both]
    chance -= logs[np.maximum(0, n - a - b + both)]
    nats = -np.where(both * n <= a * b, 0.0, chance) - np.log(max(2, words))
    nats += KNOWN_NATS * sure
    return 1 / (1 + np.exp(-np.clip(nats, -30.0, 30.0)))
