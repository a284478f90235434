"""Which words of two texts translate each other by the dictionaries of FreeDict on the system:
evidence for their alignment.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from functools import lru_cache
from pathlib import Path

from viewer.core.base.errors import Unreadable
from viewer.core.bitext.lexicon import words, words_of_lines
from viewer.core.dictionaries.dictd import definitions_of, index_lines, parsed, place
from viewer.core.dictionaries.dictzip import Definitions


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
            pairs = _opened(str(path), changed, size).pairs(here, there)
        except Unreadable:  # the panel of words tells of it
            continue
        found |= {(b, a) for a, b in pairs} if turned else pairs
    return found


@lru_cache(maxsize=2)
def _opened(path: str, changed: object, size: object) -> _Dictionary:
    return _Dictionary(Path(path))


class _Dictionary:
    """A dictionary by the stems of its headwords; only definitions that are wanted are read."""

    def __init__(self, index: Path) -> None:
        """Raises `Unreadable`."""
        self._index = index
        self._definitions = Definitions(definitions_of(index)).all()
        self._lines: dict[str, list[list[str]]] = defaultdict(list)
        lines = list(index_lines(index))
        heads = words_of_lines("\n".join(line[0] for line in lines))
        for stems, line in zip(heads, lines, strict=True):
            if len(stems) == 1:
                self._lines[stems[0]].append(line)

    def pairs(self, here: Set[str], there: Set[str]) -> set[tuple[str, str]]:
        """Which stems are translated by which, of single words."""
        found = set()
        for stem in here & self._lines.keys():
            for line in self._lines[stem]:
                offset, length = place(self._index, line)
                text = self._definitions[offset : offset + length].decode("utf-8", "replace")
                for gloss in parsed(text).glosses:
                    stems = words(gloss)
                    if len(stems) == 1 and stems[0] in there:
                        found.add((stem, stems[0]))
        return found
