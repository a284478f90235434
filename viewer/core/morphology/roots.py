"""The roots of Arabic words: of كاتب and مكتبة, k-t-b.

`farahidi`, a port of AlKhalil Morpho Sys 2, knows the roots of nine words in ten of the news; where
it is not installed the patterns of this room say what may be of a root. It reads some eighty words
a second, so it is asked only about words that have the letters of the root in their order.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from viewer.core.language.arabic import fold, letters
from viewer.core.morphology import patterns
from viewer.core.morphology.analyse import splits

SURE = 0.3
"""Share of the readings of a word, each as likely as its lemma is common, that must be of a root
for the word to be surely of it: `قال` is of two roots to the same degree."""
_WEAK = "اويىءآأإؤئ"
_SEATS = str.maketrans(dict.fromkeys("أإؤئآ", "ء"))
_BARE_ALEF = re.compile("([وف]?(?:[بلك]?(?:ال)?|لل)?)ا(?!ل)")
_SET_ALEF = re.compile("([وف]?(?:[بلك]?(?:ال)?|لل)?)[أإٲ]")
_LEAST = 0.002
"""What a reading weighs to which the analyser gives no score, as to most nouns."""
_UNSEEN = 0.05
"""How often a lemma counts that is not in the corpus."""
_A_LETTER = 4.0
"""By how much a reading is likelier whose lemma has one letter more of the word: `تحرك` is of
`حرك`, not `حر` with two affixes."""
_FEWEST, _MOST = 3, 4
"""Letters of a root."""
_MANY_BETWEEN = 4
"""Letters that may stand between two of a root: `ا` and `ت` of patterns."""


class RootReading(NamedTuple):
    """A root that a word may be of, hamza as `ء`; the lemma without marks; a weight above 0."""

    root: str
    lemma: str
    weight: float


RootReader = Callable[[list[str]], list[list[RootReading]]]
"""Tells the readings of written words, none for one that it does not know."""
Counts = Callable[[Iterable[str]], Mapping[str, int]]
"""How often folded words occur by themselves or with a prefix."""


def available() -> bool:
    """Whether roots are known, and not only guessed by patterns."""
    return importlib.util.find_spec("farahidi") is not None


def known_roots(words: Iterable[str]) -> list[list[RootReading]]:
    """The readings of each word by `farahidi`, and where it knows none by their patterns.

    Raises ImportError without it.
    """
    analyser = _analyser()
    return [_known(analyser, letters(word)) or list(_guessed(letters(word))) for word in words]


@lru_cache(maxsize=1)
def _analyser() -> Any:
    from farahidi import Analyzer  # type: ignore[import-not-found, unused-ignore]

    return Analyzer()


def _known(analyser: Any, word: str) -> list[RootReading]:
    for spelled in _spellings(word):
        found = [
            RootReading(_plain(each.root), letters(each.lemma or ""), _LEAST + (each.score or 0.0))
            for each in analyser.analyze(spelled)
            if each.root  # the lexicon lists many words again as names, without a root
        ]
        if found:
            return found
    return []


def _spellings(word: str) -> Iterator[str]:
    """A word, and as it is spelled by those who set every hamza and all dots, and none too many."""
    yield word
    if match := _BARE_ALEF.match(word):
        for alef in "أإ":
            yield f"{match[1]}{alef}{word[match.end() :]}"
    if match := _SET_ALEF.match(word):
        yield f"{match[1]}ا{word[match.end() :]}"
    if word.endswith("ه"):
        yield word[:-1] + "ة"
    if word.endswith("ى"):
        yield word[:-1] + "ي"


def guessed_roots(words: Iterable[str]) -> list[list[RootReading]]:
    """The roots that the patterns of each word allow; never more than possible."""
    return [list(_guessed(letters(word))) for word in words]


def _guessed(word: str) -> Iterator[RootReading]:
    for split in splits(word):
        for base in split.bases:
            if root := patterns.root(base.word):
                yield RootReading(root, "", _LEAST)


def shares(readings: Sequence[RootReading], counts: Counts) -> dict[str, float]:
    """The roots of a word with their shares: a reading weighs more whose lemma is common."""
    known = counts({fold(each.lemma).text for each in readings})
    weights: dict[str, float] = {}
    for each in readings:
        seen = known[fold(each.lemma).text] if each.lemma else 0
        weight = each.weight * (_UNSEEN + seen) * _A_LETTER ** len(each.lemma)
        weights[each.root] = weights.get(each.root, 0.0) + weight
    total = sum(weights.values())
    guessed = not any(each.lemma for each in readings)
    return {root: n / total * (SURE if guessed else 1) for root, n in weights.items()}


def _plain(root: str | None) -> str:
    return letters(root or "").translate(_SEATS)


def roots_meant(word: str, read: RootReader, counts: Counts) -> list[str]:
    """The roots that somebody who types `word` asks for: those of the word, or its letters."""
    bare = letters(word)
    found = shares(read([bare])[0], counts)
    sure = [root for root, share in found.items() if share >= SURE]
    spelled = _plain(bare)
    if spelled in found:  # a root was typed
        return [spelled]
    if _FEWEST <= len(bare) <= _MOST and not set(bare) & set("اةىوي"):
        sure.append(spelled)
    return list(dict.fromkeys(sure or sorted(found, key=found.__getitem__)[-1:]))


def pattern(root: str) -> str:
    """What the folded letters of a word of that root match, as a regular expression.

    Letters that become long vowels, a hamza or nothing are open; of two equal ones one may stand.
    """
    parts = []
    for at, letter in enumerate(root):
        same = at > 0 and root[at - 1] == letter
        if letter in _WEAK:
            parts.append("[اويء]?")
        else:
            parts.append(f"{re.escape(letter)}?" if same else re.escape(letter))
    between = rf"[^\n]{{0,{_MANY_BETWEEN}}}"
    return rf"[^\n]*{between.join(parts)}[^\n]*"
