"""Where an Arabic word may be lengthened by a kashida (tatweel).

The order of preference is that of Uniscribe (SCRIPT_JUSTIFY_ARABIC_…): after seen and sad, before
the last letters of certain shapes, else before the last letter that is joined.
"""

from __future__ import annotations

import unicodedata

TATWEEL = "\u0640"
_BOTH = frozenset("بتثجحخسشصضطظعغفقكلمنهيئپچکگی" + TATWEEL)
"""Letters that join on both sides."""
_BEFORE = frozenset("اأإآدذرزوؤةىژ")
"""Letters that join only to the one before them."""
_ALEFS = frozenset("اأإآ")
_BEST = tuple(map(frozenset, ("سشصض", "ةهد", "اطظلكگک", "رزيىی", "وعغقف")))
"""Letters, the first after which and the others before which, as the last of the word, a kashida is
preferred, in order."""
_NEVER = frozenset({"الله", "لله", "والله", "بالله", "تالله", "فالله"})


def kashida_place(word: str) -> tuple[int, int] | None:
    """(rank, index): how good the best place of a word is, 0 for the best, and before which code
    point of it the kashida stands. None where no two letters join, or a ligature would break."""
    letters = [(at, c) for at, c in enumerate(word) if not unicodedata.combining(c)]
    while letters and letters[-1][1] not in _BOTH and letters[-1][1] not in _BEFORE:
        letters.pop()  # what follows the word: a comma, a bracket
    if "".join(c for _, c in letters) in _NEVER:
        return None
    best: tuple[int, int] | None = None
    for number in range(1, len(letters)):
        (_, before), (at, after) = letters[number - 1 : number + 1]
        if before not in _BOTH or not (after in _BOTH or after in _BEFORE):
            continue
        if before == "ل" and after in _ALEFS:
            continue
        rank = _rank(before, after, number + 1 == len(letters))
        if best is None or rank <= best[0]:  # of equal ones the last
            best = rank, at
    return best


def _rank(before: str, after: str, last: bool) -> int:
    if before == TATWEEL or before in _BEST[0]:
        return 0
    if last:
        return next((n for n, letters in enumerate(_BEST) if n and after in letters), len(_BEST))
    return len(_BEST) + 1
