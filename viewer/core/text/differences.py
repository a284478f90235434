"""What changed between two versions of a text: paragraph by paragraph, and word by word inside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from viewer.core.text.similar_passages import opcodes

SAME, GONE, NEW = "same", "gone", "new"
ALIKE_PERCENT = 50
"""Percent of letters in common from which two paragraphs are one that was changed."""
TOO_LONG = 40_000
"""Words or paragraphs a side from which only what is the same at both ends is told apart."""

_TOKEN = re.compile(r"\w+\s*|[^\w\s]\s*|\s+")  # a space goes with what is before it


@dataclass(frozen=True)
class Piece:
    """`kind`: `same`, `gone` (of the old text) or `new`."""

    kind: str
    text: str


@dataclass(frozen=True)
class Change:
    """A paragraph that is not what it was. `old` and `new`: where it begins and ends, in code
    points of each text; None where it is not there. `pieces`: word by word."""

    old: tuple[int, int] | None
    new: tuple[int, int] | None
    pieces: tuple[Piece, ...]


def words(old: str, new: str) -> list[Piece]:
    """How `old` became `new`, word by word."""
    one, two = _TOKEN.findall(old), _TOKEN.findall(new)
    if max(len(one), len(two)) > TOO_LONG:
        return [Piece(GONE, old), Piece(NEW, new)]
    made: list[Piece] = []
    plain = ([token.strip() for token in side] for side in (one, two))
    for tag, a, b, c, d in opcodes(*plain):
        if tag == "equal":
            made.append(Piece(SAME, "".join(two[c:d])))
            continue
        if b > a:
            made.append(Piece(GONE, "".join(one[a:b])))
        if d > c:
            made.append(Piece(NEW, "".join(two[c:d])))
    return made


def paragraphs(old: str, new: str) -> list[Change]:
    """The paragraphs (lines that are not blank) that changed, came and went; in order."""
    one, two = _lines(old), _lines(new)
    made: list[Change] = []
    first = [old[a:b] for a, b in one]
    second = [new[a:b] for a, b in two]
    for tag, a, b, c, d in _runs(first, second):
        if tag != "equal":
            made += _matched(list(zip(one[a:b], first[a:b], strict=True)),
                             list(zip(two[c:d], second[c:d], strict=True)))  # fmt: skip
    return made


def _lines(text: str) -> list[tuple[int, int]]:
    return [m.span() for m in re.finditer(r"[^\n]*\S[^\n]*", text)]


def _runs(one: Sequence[str], two: Sequence[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """As `SequenceMatcher.get_opcodes` tells them, without what is the same at both ends."""
    head = 0
    while head < min(len(one), len(two)) and one[head] == two[head]:
        head += 1
    tail = 0
    while tail < min(len(one), len(two)) - head and one[-1 - tail] == two[-1 - tail]:
        tail += 1
    a, b = one[head : len(one) - tail], two[head : len(two) - tail]
    if max(len(a), len(b)) > TOO_LONG:
        yield "replace", head, head + len(a), head, head + len(b)
        return
    for tag, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        yield tag, head + i, head + j, head + k, head + m


Line = tuple[tuple[int, int], str]


def _matched(gone: list[Line], new: list[Line]) -> Iterator[Change]:
    """Paragraphs that went and came at one place: those that are alike are one that changed."""
    at = 0
    for span, text in gone:
        like = next((n for n in range(at, min(at + 20, len(new))) if _alike(text, new[n][1])), -1)
        if like < 0:
            yield Change(span, None, (Piece(GONE, text),))
            continue
        for other, words_ in new[at:like]:
            yield Change(None, other, (Piece(NEW, words_),))
        yield Change(span, new[like][0], tuple(words(text, new[like][1])))
        at = like + 1
    for other, words_ in new[at:]:
        yield Change(None, other, (Piece(NEW, words_),))


def _alike(one: str, two: str) -> bool:
    from rapidfuzz import fuzz

    return fuzz.ratio(one, two, score_cutoff=ALIKE_PERCENT) > 0
