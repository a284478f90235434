"""A lexicon learned from two texts as they are aligned so far: IBM model 1 in both directions.

Source: Brown and others (1993); that a first alignment by length teaches a lexicon for the second
is Moore (2002). A pair counts only when it was seen in two beads, once is chance; or once, where a
dictionary knows it.
"""

from __future__ import annotations

import importlib.util
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from viewer.core.bitext import lexicon_learning
from viewer.core.bitext.lexicon_learning import KnownPairs, Pair
from viewer.core.language.arabic import fold
from viewer.core.language.late_pattern import late_pattern

MANY = 250
"""Beads from where their words are counted by numpy, where it is there."""

_WORD = late_pattern(r"[^\W\d_]+")
_BEFORE = late_pattern("^(?:[وف]?(?:[بك]?ال|لل)|[وف](?=..))")
_AFTER = late_pattern("(?:هما|كما|ها|هم|هن|نا|ات|ان|ون|ين|يه|ته|ه|ي)$")
_ENGLISH = late_pattern("(?:'s|ies|es|s|ing|ed|ly)$")

Words = Sequence[str]


def words(text: str) -> list[str]:
    """The stems of a segment, light ones: enough to find a word again in its other forms."""
    return stems(fold(text).text)


def stems(folded: str) -> list[str]:
    """The same of a text that is folded."""
    return [_stem(word) for word in _WORD.findall(folded)]


@lru_cache(maxsize=1 << 16)
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
        self, pairs: Sequence[Pair], frequencies: Counter[str], known: KnownPairs = frozenset()
    ) -> None:
        """`frequencies`: of all words after."""
        self.total = max(1, sum(frequencies.values()))
        self._frequencies = frequencies
        if len(pairs) >= MANY and importlib.util.find_spec("numpy") is not None:
            from viewer.core.bitext.lexicon_arrays import learned
        else:
            learned = lexicon_learning.learned
        self._given, self._known = learned(pairs, frequencies, known)
        self.absent = {b: math.log1p(-share) for b, share in self._known.items()}

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

    def probabilities(self) -> Iterator[tuple[str, str, float]]:
        """(word before, word after, how likely the one is translated by the other)."""
        return ((a, b, p) for a, found in self._given.items() for b, p in found.items())

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
    beads: Iterable[tuple[Words, Words]],
    before: Counter[str],
    after: Counter[str],
    known: KnownPairs = frozenset(),
) -> tuple[Lexicon, Lexicon]:
    """Lexicons there and back, of the words of beads; the counts are those of all the words."""
    back = {(b, a) for a, b in known}
    pairs = [(set(a), set(b)) for a, b in beads]
    return Lexicon(pairs, after, known), Lexicon([(b, a) for a, b in pairs], before, back)


def ratio(expected: Mapping[str, float], after: Words) -> float:
    """By how much the words after are likelier as translations than unexpected ones; nats."""
    return sum([expected.get(word, 0.0) for word in after])
