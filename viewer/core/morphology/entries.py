"""What a dictionary says about a word, and the keys by which it is found."""

from __future__ import annotations

import heapq
from array import array
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from viewer.core.language.arabic import fold, script_counts

ARTICLE = "ال"
_RUN = 8192
"""Keys that are sorted at once: sorting holds up every other thread of the program."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A headword with what stands for it. `kind`: its part of speech as the dictionary names it.

    `note`: what else it says, in its own words. `vocalised` is empty where it has no vowels.
    """

    word: str
    glosses: tuple[str, ...]
    kind: str = ""
    note: str = ""
    pronunciation: str = ""


class Keys:
    """Folded words, each with numbers: sorted bytes, because a dictionary has 100,000 of them.

    Finding one takes about 20 comparisons; a million keys take as many bytes as their letters and
    eight more for each.
    """

    def __init__(self, pairs: Iterable[tuple[str, int]]) -> None:
        """`pairs`: (folded word, number); the same word may come again."""
        # Bytes and no tuples: of those the garbage collector would look through 100,000.
        encoded = (_encoded(word) + b"\0" + number.to_bytes(4, "big") for word, number in pairs)
        runs = []
        while run := sorted(islice(encoded, _RUN)):
            runs.append(run)
        self._ends, self._numbers = array("I"), array("I")
        letters = bytearray()
        for each in heapq.merge(*runs):
            letters += each[:-5]
            self._ends.append(len(letters))
            self._numbers.append(int.from_bytes(each[-4:], "big"))
        self._letters = bytes(letters)

    def __len__(self) -> int:
        return len(self._ends)

    def _key(self, at: int) -> bytes:
        return self._letters[self._ends[at - 1] if at else 0 : self._ends[at]]

    def find(self, word: str) -> list[int]:
        """The numbers of a folded word."""
        wanted = _encoded(word)
        at = bisect_left(range(len(self)), wanted, key=self._key)
        found = []
        while at < len(self) and self._key(at) == wanted:
            found.append(self._numbers[at])
            at += 1
        return found


def _encoded(word: str) -> bytes:
    return word.replace("\0", "").encode("utf-8", "replace")


def key(word: str) -> str:
    """A headword as it is looked for: folded, with single spaces."""
    return " ".join(fold(word).text.split())


def without_article(word: str) -> str:
    """A folded key without `ال`, where enough is left to be a word."""
    return word[2:] if word.startswith(ARTICLE) and len(word) > 4 else word


def language_of(text: str) -> str:
    """`ar` where most letters are Arabic, `en` where most are Latin, else empty."""
    counts = script_counts(text)
    if not counts:
        return ""
    most = max(counts, key=lambda name: counts[name])
    return {"arabic": "ar", "latin": "en"}.get(most, "")
