"""Words that some write apart and some together: `می خواهم`, `می‌خواهم`; `يا أيها`, `يَـٰٓأَيُّهَا`."""

from __future__ import annotations

from dataclasses import replace

from viewer.core.language.arabic import fold
from viewer.core.search.index import Index
from viewer.core.search.query import Clause, Query, Word
from viewer.core.search.spellings import ALEF_MARK, keys

_NON_JOINER = "\u200c"
_SEAMS = _NON_JOINER + ALEF_MARK
"""What a written word has in it that others write as two."""


def with_joined(query: Query, index: Index) -> Query:
    """The query with each pair of neighbouring words also as the one word that the index has, and
    each word with a zero-width non-joiner also as its parts.
    """
    groups = [list(group) for group in query.groups]
    for at, group in enumerate(query.groups):
        for clause in group:
            if len(clause.runs) == 1 and (made := _apart(clause.runs[0])):
                groups[at].append(made)
            if len(clause.runs) == 1 and (made := _together(clause.runs[0], index)):
                groups[at].append(made)
    for at in range(len(groups) - 1):
        first, second = _alone(query.groups[at]), _alone(query.groups[at + 1])
        if first and second and (made := _together((first, second), index)):
            groups[at].append(made)
            groups[at + 1].append(made)
    return replace(query, groups=tuple(map(tuple, groups)))


def _alone(group: tuple[Clause, ...]) -> str:
    """The only word of a group; else empty."""
    words = [word for clause in group for word in clause.words()]
    return words[0] if len(words) == 1 else ""


def _apart(run: tuple[str, ...]) -> Clause | None:
    """The parts of a word, as a phrase."""
    typed = _typed(run[0])
    if len(run) > 1 or _NON_JOINER not in typed.strip(_NON_JOINER):
        return None
    parts = typed.strip(_NON_JOINER).split(_NON_JOINER)
    return Clause((tuple(Word(fold(part).text, part) for part in parts),))


def _together(run: tuple[str, ...], index: Index) -> Clause | None:
    """Two words as one, if the index has it with a seam."""
    if len(run) != 2 or run[0].isascii():
        return None
    typed = "".join(map(_typed, run))
    found = index.spelled(keys(typed))
    if not any(sign in form.written for _, form in found for sign in _SEAMS):
        return None
    return Clause(((Word(fold(typed).text, typed),),))


def _typed(word: str) -> str:
    return word.typed if isinstance(word, Word) else word
