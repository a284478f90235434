"""Brackets: which half is meant, where a file keeps their shape or their sense."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import groupby

_BRACKET = re.compile(r"[()\[\]{}«»‹›]")
_MIRRORED = str.maketrans("()[]{}«»‹›<>", ")(][}{»«›‹><")
_DIRECTIONS = {"L": "L", "R": "R", "AL": "R"} | dict.fromkeys(
    ("AN", "EN", "NSM", "CS", "ES", "ET", "BN"), "W"
)
_OPENING = "([{«‹"
_CLOSING = ")]}»›"
PAIRS = tuple(zip(_OPENING, _CLOSING, strict=True))
"""The two halves of each kind of bracket."""


def mirrored(text: str) -> str:
    """Return the text with every bracket turned round."""
    return text.translate(_MIRRORED)


def kept_by_pdfium(text: str) -> set[int]:
    """Return where in the text of a line, as pdfium gives it, brackets stand as in the file.

    pdfium turns those round that it takes for a part of a stretch from right to left: those behind
    an Arabic letter, in its own order. (CPDF_TextPage::CloseTempLine, CFX_BidiString)
    """
    if _BRACKET.search(text) is None:
        return set()
    kinds = [_DIRECTIONS.get(unicodedata.bidirectional(letter), "N") for letter in text]
    stretches = Counter(kind for kind, _ in groupby(kinds))
    current = "R" if stretches["R"] and stretches["R"] >= stretches["L"] else "L"
    found: set[int] = set()
    for at, kind in enumerate(kinds):
        current = kind if kind in "RL" else current
        if current == "L" and kind == "N" and _BRACKET.match(text[at]):
            found.add(at)
    return found


def mended(units: Sequence[str]) -> list[str]:
    """Return a run from left to right with its brackets turned where that pairs more of them."""
    text = "".join(units)
    if balance(text) >= 0:
        return list(units)
    return [mirrored(unit) for unit in units]


def balance(text: str) -> int:
    """Brackets that find their other half as they are, less those that would if turned round."""
    return _pairs(text, _OPENING, _CLOSING) - _pairs(text, _CLOSING, _OPENING)


def _pairs(text: str, opening: str, closing: str) -> int:
    if _BRACKET.search(text) is None:
        return 0
    waiting: list[int] = []
    pairs = 0
    for letter in text:
        if letter in opening:
            waiting.append(opening.index(letter))
        elif letter in closing and waiting and waiting[-1] == closing.index(letter):
            waiting.pop()
            pairs += 1
    return pairs


def paired(text: str) -> str:
    """Where brackets of a kind find no other half either way, every second one closes."""
    if _BRACKET.search(text) is None:
        return text
    for opening, closing in PAIRS:
        places = [at for at, letter in enumerate(text) if letter in (opening, closing)]
        if places and len(places) % 2 == 0 and _pairs(text, opening, closing) * 2 < len(places):
            made = list(text)
            for number, at in enumerate(places):
                made[at] = closing if number % 2 else opening
            text = "".join(made)
    return text
