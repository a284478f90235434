"""Patterns of Arabic words: singulars of broken plurals, verbs of their nouns, roots.

In a pattern 1, 2, 3 and 4 stand for the letters of the root. Vowels are not written, so that a
pattern says what a word may be of; a dictionary says whether it is. After Wright, "A Grammar of the
Arabic Language" (1896), §§ 202 and 304.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_LETTER = "[ءأؤئإبتثجحخدذرزسشصضطظعغفقكلمنهوي]"
_STRONG = "[أبتثجحخدذرزسشصضطظعغفقكلمنه]"

_PLURALS = (
    ("أ12ا3", "123 1ا3 123ة ا23"),
    ("آ2ا3", "أ23"),
    ("أ12اء", "12و 12ي ا12 12 12ى 12ء 12اء"),
    ("أ1واء", "1وى 1واء"),
    ("12و3", "123"),
    ("123اء", "12ي3 1ا23"),
    ("أ123ة", "12ا3 12ي3"),
    ("أ12ية", "12اء 12ا"),
    ("أ123اء", "12ي3"),
    ("أ12ياء", "12ي"),
    ("أ12اء", "12ي2"),
    ("م1ا23", "م123 م123ة م1و3 م1ا3ة م12ا3ة"),
    ("م1ا2ي3", "م12و3 م12ا3 م12ي3"),
    ("مشاري3", "مشرو3"),
    ("12ائ3", "12ي3ة 12ا3ة 12و3ة 12و3 12ي3"),
    ("1وا23", "1ا23 1ا23ة 1و23"),
    ("1وا2ي3", "1ا2و3 1ا2ي3 1ا2ا3"),
    ("1وا2", "1ا2ة 1ا2"),
    ("12اة", "1ا2 1ا2ي"),
    ("123ى", "12ي3 123ان"),
    ("12ا34", "1234 1234ة"),
    ("12ا3ي4", "123و4 123ا4 123ي4 123ي4ة"),
    ("أ1ا23", "أ123 إ123"),
    ("أ1ا2ي3", "أ12و3ة أ12و3 إ12ا3"),
    ("123ان", "123 12ي3 1ا23"),
    ("1ي3ان", "1ا3"),
    ("12ايا", "12ية 12وة"),
    ("12ا3ى", "12ي3ة 123ى"),
)
_RARER = (
    ("م1ا2", "م12ى"),
    ("م1ا2ي", "م12ى م12ا م12ي"),
    ("123", "123ة 12ا3 12ي3ة"),
    ("12ا3", "123 123ة 12ي3 1ا23 12ي3ة"),
    ("123ة", "1ا23 123"),
    ("12ى", "12ية 12وة"),
)
_PLURAL_SETS = (
    ("أواخر", "آخر"),
    ("أوائل", "أول"),
    ("برامج", "برنامج"),
    ("نساء", "امرأة"),
    ("أساتذة", "أستاذ"),
    ("ملايين", "مليون"),
    ("مليارات", "مليار"),
    ("أمهات", "أم"),
    ("مياه", "ماء"),
    ("أراضي", "أرض"),
    ("أراض", "أرض"),
    ("أشياء", "شيء"),
    ("دنانير", "دينار"),
    ("أناس", "إنسان"),
    ("ليالي", "ليلة"),
    ("أهالي", "أهل"),
    ("إخوة", "أخ"),
    ("أخوات", "أخت"),
    ("بنات", "بنت"),
    ("سنوات", "سنة"),
    ("آباء", "أب"),
    ("أيام", "يوم"),
    ("شؤون", "شأن"),
    ("رؤوس", "رأس"),
    ("رؤساء", "رئيس"),
    ("زعماء", "زعيم"),
    ("هيئات", "هيئة"),
)
_DERIVED = (  # verbal nouns and participles, with the verbs they are of
    ("است12ا3", "است123"),
    ("است12ا3ة", "است1ا3"),
    ("است1ا3ة", "است1ا3"),
    ("ان12ا3", "ان123"),
    ("ا1ت2ا3", "ا1ت23"),
    ("إ12ا3", "أ123"),
    ("إ12اء", "أ12ى"),
    ("إ1ا3ة", "أ1ا3"),
    ("ت12ي3", "123"),
    ("ت12ية", "12ى"),
    ("ت123", "ت123"),
    ("ت1ا23", "ت1ا23"),
    ("م1ا23ة", "1ا23"),
    ("مست123", "است123"),
    ("مست1ي3", "است1ا3"),
    ("مت1ا23", "ت1ا23"),
    ("مت123", "ت123"),
    ("من123", "ان123"),
    ("م1ت23", "ا1ت23"),
    ("م1ا23", "1ا23"),
    ("م12و3", "123"),
    ("م12ا3", "أ1ا3"),
    ("م123", "123 أ123"),
    ("1ا23", "123"),
    ("12ي3", "123"),
    ("12ا3ة", "123"),
    ("12و3", "123"),
)
_VERBAL_NOUNS = (  # the other way round
    ("است123", "است12ا3"),
    ("است1ا3", "است1ا3ة"),
    ("ا1ت23", "ا1ت2ا3"),
    ("ان123", "ان12ا3"),
    ("أ123", "إ12ا3"),
    ("أ1ا3", "إ1ا3ة"),
    ("1ا23", "م1ا23ة"),
    ("ت1ا23", "ت1ا23"),
    ("123", "ت12ي3 123ة 12ا3ة 12و3"),
)
_ROOTS = (
    # `انتقل` is of the eighth form, of ن ق ل: the seventh is not made of a root with ت first
    *("است12ا3ة", "است12ا3", "است123", "مست123", "ا1ت2ا3", "ا1ت23", "م1ت23"),
    *("ان12ا3", "ان123", "من123"),
    *("مت1ا23", "ت1ا23", "مت123", "إ12ا3", "أ12ا3", "أ123ة", "أ123", "ت12ي3ة", "ت12ي3"),
    *("م1ا23ة", "م1ا2ي3", "م1ا23", "م12و3ة", "م12و3", "م12ا3", "م123ة", "م123", "1وا23", "1ا23ة"),
    *("1ا23", "12ا3ة", "12ا3", "12ي3ة", "12ي3", "12و3ة", "12و3", "12ائ3", "123اء", "123ان"),
    *("123ة", "123ي", "123ية", "123"),
)


@lru_cache(maxsize=512)
def _compiled(pattern: str, strong: bool = False) -> re.Pattern[str]:
    letter = _STRONG if strong else _LETTER
    made, seen = "", set[str]()
    for sign in pattern:
        if sign.isdigit():
            made += f"(?P=r{sign})" if sign in seen else f"(?P<r{sign}>{letter})"
            seen.add(sign)
        else:
            made += sign
    return re.compile(made)


def _made(pattern: str, match: re.Match[str]) -> str:
    return "".join(match[f"r{sign}"] if sign.isdigit() else sign for sign in pattern)


def _through(table: tuple[tuple[str, str], ...], word: str) -> Iterator[str]:
    for pattern, others in table:
        if match := _compiled(pattern).fullmatch(word):
            known = {f"r{n}" for n in "1234"} & match.groupdict().keys()
            for other in others.split():
                if all(f"r{sign}" in known for sign in other if sign.isdigit()):
                    yield _made(other, match)


def singulars(word: str) -> list[str]:
    """What a word may be the broken plural of; both in letters without marks."""
    sets = [one for many, one in _PLURAL_SETS if many == word]
    return list(dict.fromkeys([*sets, *_through(_PLURALS, word)]))


def rarer_singulars(word: str) -> list[str]:
    """The same by patterns that are seldom those of plurals."""
    return list(dict.fromkeys(_through(_RARER, word)))


def verbal_nouns(verb: str) -> list[str]:
    """What a verb's noun may be, for dictionaries that have only that."""
    return list(dict.fromkeys(_through(_VERBAL_NOUNS, verb)))


def verbs(word: str) -> list[str]:
    """The verbs that a noun may be made of: of verbal nouns and participles."""
    found = [other for other in _through(_DERIVED, word) if other != word]
    return list(dict.fromkeys(found))


def root(lemma: str) -> str:
    """The root of a word in letters without marks, where its pattern leaves no doubt; else empty.

    Only strong letters count: a long vowel may be a letter of the root, or of the pattern.
    """
    for bare in (lemma, lemma.removeprefix("ال") if len(lemma) > 4 else ""):
        for pattern in _ROOTS:
            if bare.startswith("م") and pattern[0] != "م":
                continue  # its first letter may be a prefix, and the second double
            if match := _compiled(pattern, strong=True).fullmatch(bare):
                return _made("123", match).replace("أ", "ء")
    return ""
