"""Which words of two texts translate each other by the dictionaries of FreeDict on the system:
evidence for their alignment.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from viewer.core.base.errors import Unreadable
from viewer.core.bitext.lexicon import words
from viewer.core.dictionaries.freedict import translations


def known_pairs(
    before: Iterable[str], after: Iterable[str], dictionaries: Iterable[Sequence[object]]
) -> set[tuple[str, str]]:
    """(stem before, stem after) of texts; a dictionary that cannot be read says nothing.

    `dictionaries`: as `freedict.between` tells of them.
    """
    sides = [{stem for text in side for stem in words(text)} for side in (before, after)]
    found: set[tuple[str, str]] = set()
    for path, changed, size, turned in dictionaries:
        here, there = sides[::-1] if turned else sides
        try:
            table = _stems(str(path), changed, size)
        except Unreadable:  # the panel of words tells of it
            continue
        pairs = {(a, b) for a in here & table.keys() for b in table[a] & there}
        found |= {(b, a) for a, b in pairs} if turned else pairs
    return found


@lru_cache(maxsize=2)
def _stems(path: str, changed: object, size: object) -> dict[str, set[str]]:
    """By the stem of a headword those of its translations, of single words; about two seconds for
    50,000 entries, once. Raises `Unreadable`."""
    found: dict[str, set[str]] = defaultdict(set)
    for word, gloss in translations(Path(path)):
        stems = words(word), words(gloss)
        if len(stems[0]) == len(stems[1]) == 1:
            found[stems[0][0]].add(stems[1][0])
    return dict(found)
