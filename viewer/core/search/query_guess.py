"""Arabic typed otherwise: in Latin letters, or with the keyboard set to the other language.

Only words that the index does not know are read anew, and only as words that it knows.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from viewer.core.language.arabic import TOKEN, folded_words
from viewer.core.language.late_pattern import late_pattern
from viewer.core.search.index import Index
from viewer.core.search.query import FIELDS
from viewer.core.search.word_forms import Forms

LAYOUT, TRANSLITERATION = "layout", "transliteration"
SEVERAL = 3
"""Readings of one transliterated word that are searched for together."""
CLOSE = 1.5
"""How much less likely than the best one such a reading may be, in nats."""
MOST_FAR_SHARE = 0.25
"""Share of the signs that may stand for another letter than their first choice."""
SHORT_WORD_COST = 1.25
"""What the readings of a short word may cost all the same."""
_COST = 1.5  # nats that a letter costs which is not the first choice for what was typed
_NEARLY = 0.2  # how much of that one costs that is nearly as likely

# The Arabic (101) layout on the keys of US English, as Windows and X11 have it.
_LATIN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvnm,./`QWERYASHNZX?~JK"
_ARABIC_KEYS = "ضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوزظذًٌَُإٍِأآ~ْ؟ّـ،"
_TO_ARABIC: dict[str, str] = dict(zip(_LATIN_KEYS, _ARABIC_KEYS, strict=True)) | {
    "b": "لا", "B": "لآ", "G": "لأ", "T": "لإ",
}  # fmt: skip
_TO_LATIN: dict[str, str] = {
    arabic: latin for latin, arabic in _TO_ARABIC.items() if latin.islower() or not latin.isalpha()
}
_TWO_KEYS = late_pattern("لا|.", re.DOTALL)

_BUCKWALTER = dict(
    zip(
        "'|>&<}AbptvjHxd*rzs$SDTZEgfqklmnhwYyFNKaui~o`{",
        "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيًٌٍَُِّْٰٱ",
        strict=True,
    )
)
_BUCKWALTER_SIGN = late_pattern(r"(?<=.)[A-Z]|[|>&<}$~{*]|^[SDTZEH](?=[a-z]|$)")

# What each sign of a transliteration may stand for in folded letters, likeliest first; `-` is a
# short vowel, which is not written; `=` joins what is nearly as likely. After ALA-LC (1997) and the
# digits of chat Arabic.
_UNITS = {
    "sh": "ش", "ch": "ش", "kh": "خ", "gh": "غ", "th": "ث ذ", "dh": "ذ ظ ض", "ph": "ف",
    "aa": "ا", "ee": "ي", "ii": "ي", "oo": "و", "ou": "و=-", "uu": "و", "ei": "ي -", "ai": "ي",
    "ay": "ي", "aw": "و", "au": "و",
    "ā": "ا ي", "á": "ي ا", "ī": "ي", "ū": "و", "ē": "ي", "ō": "و",
    "ḥ": "ح", "ṣ": "ص", "ḍ": "ض", "ṭ": "ط", "ẓ": "ظ", "ʿ": "ع", "ʾ": "ا=ي=و=ء=-", "š": "ش",
    "ḫ": "خ", "ġ": "غ", "ǧ": "ج", "ḏ": "ذ", "ṯ": "ث",
    "'": "ا=ي=و=ء=ع=-", "’": "ا=ي=و=ء=ع=-", "‘": "ع", "`": "ع",
    "2": "ا=ي=و=ء", "3": "ع", "5": "خ", "6": "ط", "7": "ح", "8": "ق غ", "9": "ص ق",
    "a": "ا=-", "e": "-=ي ا", "i": "ي=-", "o": "و=-", "u": "و=-", "y": "ي", "w": "و",
    "b": "ب", "c": "ك س ق", "d": "د ض", "f": "ف", "g": "ج غ ق", "h": "ه=ح", "j": "ج", "k": "ك ق",
    "l": "ل", "m": "م", "n": "ن", "p": "ب", "q": "ق", "r": "ر", "s": "س ص", "t": "ت ط", "v": "ف",
    "x": "كس", "z": "ز ظ ذ",
}  # fmt: skip
_UNIT = late_pattern("|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True)))
_ROMAN = late_pattern(rf"(?:{_UNIT.pattern}|-)+")
_ARTICLE = late_pattern(r"^(?:al|el|ash|ad|an|ar|as|at|az|aḍ|aṣ|aṭ|aẓ|ath|adh)-(?=.)")

Unit = tuple[tuple[str, float], ...]
"""Letters, each with what it costs to take them."""


@dataclass(frozen=True)
class Understood:
    """`text` is the query to look for; `how` is empty where it is the one that was typed."""

    text: str
    how: str = ""


def understood(index: Index, query: str) -> Understood:
    """The query with each word that the index does not know read as one that it knows."""
    if "/" in query and re.search(r"(?:^|\s)-?/", query):
        return Understood(query)  # a pattern is meant as it stands
    forms, how = Forms(index, "clitics"), ""
    pieces = re.findall(r"\s+|\S+", query)
    for at, piece in enumerate(pieces):
        if not piece.strip() or _is_sign(piece):
            continue
        left = re.match('[-"“«]*', piece)
        right = re.search('["”»]*$', piece)
        assert left is not None and right is not None
        word = piece[left.end() : right.start()]
        found = _read(forms, index, word) if word and not _known(forms, word) else None
        if found is not None:
            text, how = found
            pieces[at] = f"{left[0]}{text}{right[0]}"
    return Understood("".join(pieces), how)


def _is_sign(piece: str) -> bool:
    sign = piece.lstrip("-").partition(":")[0] in FIELDS and ":" in piece
    return sign or piece in ("OR", "|") or piece.startswith("NEAR") or "*" in piece or "?" in piece


def _known(forms: Forms, text: str) -> bool:
    """Whether every word of it occurs."""
    words = [word for token in TOKEN.findall(text) for word in folded_words(token)]
    return bool(words) and all(forms.folded(word) for word in words)


def _read(forms: Forms, index: Index, word: str) -> tuple[str, str] | None:
    """Another reading of a word, and what it is."""
    if _BUCKWALTER_SIGN.search(word) and all(letter in _BUCKWALTER for letter in word):
        text = "".join(map(_BUCKWALTER.__getitem__, word))
        if _known(forms, text):
            return text, TRANSLITERATION
    text = other_layout(word)
    if text != word and _known(forms, text):
        return text, LAYOUT
    readings = transliterations(index, word)
    return (" OR ".join(readings), TRANSLITERATION) if readings else None


def other_layout(text: str) -> str:
    """What the same keys write with the keyboard set to the other language."""
    if any("\u0600" <= letter <= "\u06ff" for letter in text):
        return "".join(_TO_LATIN.get(key) or key for key in _TWO_KEYS.findall(text))
    return "".join(_TO_ARABIC.get(key) or key for key in text)


def transliterations(index: Index, word: str) -> list[str]:
    """Folded words of the index that `word` may be in Latin letters, the likeliest first."""
    plain = word.lower().strip("-")
    if len(plain) < 2 or not _ROMAN.fullmatch(plain):
        return []
    article = _ARTICLE.match(plain)
    units = tuple(_units(plain[article.end() :] if article else plain))
    for begin in ("ال",) if article else ("", "ال"):
        if ranked := sorted(_ranked(index, begin, units), reverse=True):
            return [term for score, term in ranked[:SEVERAL] if score > ranked[0][0] - CLOSE]
    return []


def _ranked(index: Index, begin: str, units: tuple[Unit, ...]) -> Iterator[tuple[float, str]]:
    """Words of the index that may be so written, after `begin`: by how often and how far."""
    for term in index.matching(begin + "".join(map(_pattern, units))):
        cost = _cost(units, term[len(begin) :])
        if cost is not None and cost <= max(SHORT_WORD_COST, len(units) * MOST_FAR_SHARE):
            count = sum(form.count for form in index.forms([term]))
            yield math.log(count + 1) - _COST * cost, term


def _units(text: str) -> Iterator[Unit]:
    """What each sign may stand for. A doubled consonant is one; a vowel at either end is more."""
    signs = [match[0] for match in _UNIT.finditer(text.replace("-", ""))]
    for at, sign in enumerate(signs):
        if at and sign == signs[at - 1] and sign not in "aeiou":
            continue
        choices = _UNITS[sign]
        if at == 0 and sign[0] in "aeiouāīū":
            choices = " ".join(("ا", "ع", *(f"ا{c}" for c in choices if c in "يو"), "عا"))
        elif at == len(signs) - 1 and sign == "a":
            choices = "ه ا ي - اء"
        elif at == len(signs) - 1 and sign == "h" and signs[at - 1] == "a":
            choices = "ه ح"
        yield tuple(_costs(choices))


def _costs(choices: str) -> Iterator[tuple[str, float]]:
    for rank, group in enumerate(choices.split()):
        for nearly, choice in enumerate(group.split("=")):
            yield choice.replace("-", ""), rank + nearly * _NEARLY


def _pattern(unit: Unit) -> str:
    return f"(?:{'|'.join(choice for choice, _ in unit)})"


def _cost(units: Sequence[Unit], term: str) -> float | None:
    """How far a word is from the first choices of all its signs; None where it does not fit."""

    @cache
    def rest(unit: int, at: int) -> float | None:
        if unit == len(units):
            return 0.0 if at == len(term) else None
        best: float | None = None
        for choice, cost in units[unit]:
            if not term.startswith(choice, at):
                continue
            more = rest(unit + 1, at + len(choice))
            if more is not None and (best is None or cost + more < best):
                best = cost + more
        return best

    return rest(0, 0)
