"""What words of two languages mean, by a list that comes with the program: evidence where a text is
too short to teach any.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from viewer.core.base.paths import resources_dir
from viewer.core.bitext.lexicon import words

_LIST = "lexicon/ar-en.tsv"
_BOM = "utf-8-sig"


def concepts(stems: Sequence[str]) -> set[str]:
    """The concepts that the stems of a segment name, as features; see `lexicon.words`."""
    known = _known()
    found = {concept for stem in stems for concept in known.get((stem,), ())}
    for two in itertools.pairwise(stems):
        found.update(known.get(two, ()))
    return found


def listed_pairs(before: Iterable[str], after: Iterable[str]) -> set[tuple[str, str]]:
    """The stems of two texts of which the list translates the one by the other."""
    by_concept: dict[str, list[str]] = defaultdict(list)
    for stem in after:
        for concept in _known().get((stem,), ()):
            by_concept[concept].append(stem)
    return {
        (stem, other)
        for stem in before
        for concept in _known().get((stem,), ())
        for other in by_concept.get(concept, ())
        if stem.isascii() != other.isascii()  # a word of French may look like one of English
    }


@cache
def _known() -> dict[tuple[str, ...], list[str]]:
    """Concepts by the one or two stems that name them; none where the list is not there."""
    try:
        lines = (resources_dir() / _LIST).read_text(_BOM).splitlines()
    except OSError:
        return {}
    found: dict[tuple[str, ...], list[str]] = {}
    for number, line in enumerate(lines):
        sides = line.split("\t")
        if line.startswith("#") or len(sides) != 2:
            continue
        said = [name for side in sides for name in side.split("|")]
        said += [f"ال{name}" for name in said if not name.isascii()]  # a first و is no prefix then
        names = {tuple(words(name)) for name in said}
        for name in names:
            if 1 <= len(name) <= 2:
                found.setdefault(name, []).append(f"d{number}")
    return found
