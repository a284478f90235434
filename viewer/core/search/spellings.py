"""The spellings under which one written word is found: seats of the hamza, alefs that are marks.

Folding (`arabic.fold`) makes one letter of several and loses nothing that a reader would miss in
most words. Some words are the same to a reader though their folded letters differ: `مسؤول` and
`مسئول`, `مئة` and `مائة`, `شيء` and `شئ`, `ٱلْكِتَـٰب` and `الكتاب`. Such a word has several
keys, and two words are the same where they share one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from viewer.core.language.arabic import fold, letters
from viewer.core.language.late_pattern import late_pattern

ALEF_MARK = "\u0670"
"""The alef above a letter; standard spelling writes most as a letter, not that of `هذا`."""
_ABOVE, _BELOW, _MADDA = "\u0654", "\u0655", "\u0653"
_UNEVEN = late_pattern(f"[أإآؤئء{_ABOVE}{_BELOW}{ALEF_MARK}\u06e5-\u06e7]")
_MARKS = late_pattern(f"[{_ABOVE}{_BELOW}{ALEF_MARK}\u06e5-\u06e7]")
_ALEFS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا"})
_SEATS = str.maketrans(dict.fromkeys(f"ؤئ{_ABOVE}{_BELOW}", "ء"))
_HAMZAS = str.maketrans(dict.fromkeys(f"أإؤئ{_ABOVE}{_BELOW}", "ء") | {"آ": "ءا"})
_KEPT = ALEF_MARK + _ABOVE + _BELOW
_LAST = late_pattern("(?:[يى]ء|ئ)$")
_HUNDRED = late_pattern(
    "((?:[وف]?(?:[بلك]?(?:ال)?|لل))(?:ثلاث|اربع|أربع|خمس|ست|سبع|ثمان|ثماني|تسع)?)مائ(?=(?:[ةه]|تا|تي|تان|تين)$)"
)
_LONG = late_pattern(f"و{ALEF_MARK}ا?|ى{ALEF_MARK}(?=.)|ى{ALEF_MARK}$|ا?{ALEF_MARK}ا?")
_SMALL = str.maketrans({"\u06e5": "و", "\u06e6": "ي", "\u06e7": "ي"})
"""Small letters above, as they are pronounced: `إِبْرَٰهِـۧمَ`, `دَاوُۥدَ`."""


@lru_cache(maxsize=1 << 16)
def keys(word: str) -> tuple[str, ...]:
    """The folded spellings of a written word, that of `fold` first.

    A word without a hamza and without an alef above has that one alone.
    """
    plain = fold(word).text
    if word.isascii() or not _UNEVEN.search(written := _composed(word)):
        return (plain,)
    found = [plain]
    for spelled in _long(written):
        bare = letters(_with_hamzas(spelled))
        bare = _HUNDRED.sub(r"\1مئ", bare)
        found.append(fold(bare).text)
        for last in dict.fromkeys((bare, _LAST.sub("يء", bare))):
            found += [fold(last.translate(_ALEFS).translate(_SEATS)).text]
            found += [fold(last.translate(_HAMZAS)).text]
    return tuple(dict.fromkeys(found))


def spelling_tables() -> dict[str, Any]:
    """What `keys` goes by, for a program in another language that shall find the same words."""
    maps = {"alefs": _ALEFS, "seats": _SEATS, "hamzas": _HAMZAS, "small": _SMALL}
    patterns = {"uneven": _UNEVEN, "last": _LAST, "hundred": _HUNDRED, "long": _LONG}
    return {
        "alefMark": ALEF_MARK,
        "kept": _KEPT,
        **{name: {chr(k): v for k, v in each.items()} for name, each in maps.items()},
        **{name: each.pattern for name, each in patterns.items()},
    }


def hamza_key(word: str) -> str:
    """The word folded but for its hamzas, which are one letter wherever they sit."""
    if word.isascii() or not _UNEVEN.search(word):
        return fold(word).text
    bare = letters(_with_hamzas(_composed(word)))
    return fold(bare.translate(_ALEFS).translate(_SEATS)).text


def is_uneven(text: str) -> bool:
    """Whether a word of it has more than one key."""
    return _UNEVEN.search(text) is not None


def has_marks(text: str) -> bool:
    """Whether marks of a text stand for letters."""
    return _MARKS.search(text) is not None


def _composed(word: str) -> str:
    """NFC; a hamza that stands on tatweel (`شَيْـًٔا`) is a letter of its own."""
    return unicodedata.normalize("NFC", word)


def _with_hamzas(word: str) -> str:
    """Hamzas above and below letters as the letter, which marks are not."""
    return re.sub(f"[{_ABOVE}{_BELOW}]", "ء", word)


def _long(word: str) -> Iterator[str]:
    """The word without its alefs above, and with them as letters.

    `ٱلصَّلَوٰة` is `الصلاة`; the second of `ٱلسَّمَـٰوَٰت` stands behind a `و` that stays.
    """
    yield word.replace(ALEF_MARK, "")
    kept = word.translate(_SMALL)
    if ALEF_MARK not in word and kept == word:
        return
    bare = "".join(sign for sign in kept if sign in _KEPT or letters(sign))
    yield _LONG.sub(_as_alef, bare)
    yield _LONG.sub(_behind, bare)


def _as_alef(match: re.Match[str]) -> str:
    return "ى" if match[0] == f"ى{ALEF_MARK}" and match.end() == len(match.string) else "ا"


def _behind(match: re.Match[str]) -> str:
    return f"{match[0][0]}ا" if match[0][0] == "و" else _as_alef(match)
