"""Where sentences of Arabic and English end.

A full stop ends one unless it belongs to an abbreviation, an initial or the number of an item;
`؟ ! … ۔` end one with the quotes and brackets that close behind them.
"""

from __future__ import annotations

import re

from viewer.core.language.late_pattern import late_pattern

_END = late_pattern(
    r"""(?: (?P<stop>\.) | [!?؟…۔]+ | \.{2,} ) (?P<close>[.!?؟…"'»”’)\]]*) (?=\s)
    | [\n\t\v\f\u2028\u2029]+""",
    re.VERBOSE,
)
_WORD = late_pattern(r"[^\s«»“”\"()\[\]]*$")
_SPACE = late_pattern(r"\s+")
_KNOWN = (
    "mr mrs ms dr prof st sr jr gen col lt sgt capt rev hon pres gov sen rep vs etc al cf ca no nos"
    " vol vols fig figs p pp ch ed eds inc ltd co corp dept est approx jan feb mar apr jun jul aug"
    " sep sept oct nov dec e.g i.e u.s u.k u.n a.m p.m ph.d b.c a.d"
    " د أ م ص ج ط ت ق هـ ه مج تح س ع ر ش ق.م ب.م أ.د د.م ص.ب ص.م ج.م.ع إلخ الخ"
)
_ABBREVIATIONS = frozenset(_KNOWN.split())
_ALSO_LAST = "etc إلخ الخ a.m p.m u.s u.k u.n co inc ltd هـ ه ق.م ب.م"
_SURE = frozenset(_ALSO_LAST.split())
"""Abbreviations that may end a sentence too: a capital letter behind them says so."""


def sentences(text: str) -> list[tuple[int, int]]:
    """`[start, end)` of each sentence in code points, without the space around it."""
    found, start = [], 0
    for match in _END.finditer(text):
        if match["stop"] and not _ends(text, start, match):
            continue
        if not match["stop"] and match["close"] and _goes_on(text, match.end()):
            continue
        start = _add(found, text, start, match.end())
    _add(found, text, start, len(text))
    return found


def _add(found: list[tuple[int, int]], text: str, start: int, end: int) -> int:
    """Note `[start, end)` down, if there is anything in it; where the next one begins."""
    body = text[start:end]
    if stripped := body.strip():
        begin = start + body.index(stripped[0])
        found.append((begin, begin + len(stripped)))
    return end


def _goes_on(text: str, end: int) -> bool:
    """Whether what follows begins with a small letter: `"Why?" he asked`."""
    space = _SPACE.match(text, end)
    return text[space.end() : space.end() + 1].islower() if space else False


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a full stop ends a sentence that began at `start`."""
    if _goes_on(text, match.end()):
        return False
    if match["close"]:
        return True
    found = _WORD.search(text, start, match.start())
    word = found[0].strip("'’،,;؛:-–—").lower() if found else ""
    if found and word.isdigit() and not text[start : found.start()].strip():
        return False  # the number of an item
    if word in _ABBREVIATIONS or (word.lstrip("وبلفك") in _ABBREVIATIONS and len(word) < 4):
        return word in _SURE and _capital(text, match.end())
    initial = len(word) == 1 and word.isalpha()
    return not initial


def _capital(text: str, end: int) -> bool:
    space = _SPACE.match(text, end)
    return text[space.end() : space.end() + 1].isupper() if space else False
