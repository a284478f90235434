"""Which words of two texts translate each other by the dictionaries of FreeDict on the system:
evidence for their alignment.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import lru_cache
from pathlib import Path

from viewer.core.base.errors import Unreadable
from viewer.core.bitext.lexicon import stems, words
from viewer.core.dictionaries.dictd import Entries, headwords
from viewer.core.language.arabic import fold


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
            pairs = set(_pairs(here, there, *_headwords(str(path), changed, size)))
        except Unreadable:  # the panel of words tells of it
            continue
        found |= {(b, a) for a, b in pairs} if turned else pairs
    return found


def _pairs(
    here: Set[str], there: Set[str], numbers: Mapping[str, Sequence[int]], entries: Entries
) -> Iterator[tuple[str, str]]:
    """(stem here, stem there) of what the entries of the words here say in a single word."""
    wanted = [(at, stem) for stem in here & numbers.keys() for at in numbers[stem]]
    for at, stem in sorted(wanted, key=lambda each: entries.place(each[0])):
        for gloss in entries.read(at).glosses:
            translation = words(gloss)
            if len(translation) == 1 and translation[0] in there:
                yield stem, translation[0]


@lru_cache(maxsize=2)
def _headwords(
    path: str, changed: object, size: object
) -> tuple[Mapping[str, Sequence[int]], Entries]:
    """By the stem of a headword of one word the numbers of its entries, and these. Raises
    `Unreadable`."""
    found: dict[str, list[int]] = defaultdict(list)
    heads, entries, _ = headwords(Path(path))
    for at, line in enumerate(fold("\n".join(heads)).text.split("\n")):  # one call outruns 50,000
        several = stems(line)
        if len(several) == 1:
            found[several[0]].append(at)
    return found, entries
