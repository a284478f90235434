"""Arabic in Latin letters by the ALA-LC romanization table (Library of Congress, 2012).

Short vowels have to be known: from the text, from an analyser, or from the list of common names
below. Where they are not, consonants and long vowels alone are given, and that is told.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from viewer.core.language.arabic import letters, token_spans

Vocalise = Callable[[str], str]
"""A word in letters -> the same with vowels; empty where they are not known."""

_CONSONANTS = {
    "ء": "ʼ", "أ": "ʼ", "إ": "ʼ", "ؤ": "ʼ", "ئ": "ʼ", "ب": "b", "ت": "t", "ث": "th", "ج": "j",
    "ح": "ḥ", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "س": "s", "ش": "sh", "ص": "ṣ",
    "ض": "ḍ", "ط": "ṭ", "ظ": "ẓ", "ع": "ʻ", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ل": "l",
    "م": "m", "ن": "n", "ه": "h", "و": "w", "ي": "y", "پ": "p", "چ": "ch", "ڤ": "v", "گ": "g",
    "ژ": "zh", "ک": "k", "ی": "y",
}  # fmt: skip
_FATHA, _DAMMA, _KASRA, _SHADDA, _SUKUN = "\u064e", "\u064f", "\u0650", "\u0651", "\u0652"
_DAGGER, _TANWIN = "\u0670", "\u064b\u064c\u064d"
_SHORT = {_FATHA: "a", _DAMMA: "u", _KASRA: "i"}
_MARKS = f"{_FATHA}{_DAMMA}{_KASRA}{_SHADDA}{_SUKUN}{_DAGGER}{_TANWIN}"
_VOWELS = "aiuāīūá"
_SMALL = ("al-", "wa-", "bi-", "lil-", "ibn", "bint", "li-")

_NAMES = """
مُحَمَّد أَحْمَد مَحْمُود حامِد عَلِيّ حَسَن حُسَيْن عُمَر عُثْمان خالِد يُوسُف إِبْراهِيم إِسْماعِيل إِسْحاق يَعْقُوب مُوسَى عِيسَى
داوُود سُلَيْمان مُصْطَفَى مُرْتَضَى سَعِيد سَعْد صالِح قاسِم كَرِيم جَمال ناصِر نَجِيب أَنْوَر حُسْنِي عَبْد اللّٰه
رَحْمٰن عَزِيز فَيْصَل فَهْد سَلْمان بَنْدَر طارِق زِياد زَيْد جَعْفَر حَمْزَة طَه أَمِين أَمِير بَشّار حافِظ رَفِيق سَمِير
هِشام هاشِم وَلِيد ياسِر ياسِين فاطِمَة عائِشَة خَدِيجَة زَيْنَب مَرْيَم لَيْلَى سَلْمَى نُور هُدَى أَمَل سَمِيرَة نادِيَة
كاظِم كاظِمِيّ بَرْهَم جَواد باقِر صادِق رِضا عادِل مَهْدِيّ حَيْدَر هادِي نُورِي مالِك مالِكِيّ
بَغْداد دِمَشْق القاهِرَة بَيْرُوت مَكَّة مَدِينَة القُدْس قُدْس قاهِرَة رِياض دَوْحَة مَسْقَط عَمّان حَلَب حِمْص مَوْصِل بَصْرَة نَجَف كَرْبَلاء
عِراق سُورِيا لُبْنان أُرْدُنّ فِلَسْطِين مِصْر لِيبِيا تُونِس جَزائِر مَغْرِب سُودان يَمَن كُوَيْت قَطَر بَحْرَيْن سَعُودِيَّة
إِمارات إِيران تُرْكِيا سَيِّد شَيْخ بِن ابْن بِنْت أَبُو أَبِي أُمّ دِين رَشِيد هارُون مَأْمُون خَلِيل طاهِر طه
"""


@dataclass(frozen=True, slots=True)
class Romanised:
    """`whole`: every word's vowels were known."""

    text: str
    whole: bool


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    return {letters(name): name for name in unicodedata.normalize("NFC", _NAMES).split()}


def romanised(text: str, vocalise: Vocalise | None = None, name: bool = True) -> Romanised:
    """`text` in Latin letters; capitals where `name` says that its words are names."""
    found, whole, at = [], True, 0
    for start, end in dict.fromkeys(token_spans(text)):
        found.append(text[at:start].translate(_PUNCTUATION))
        word, known = _known(text[start:end], vocalise)
        latin = ala_lc(word)
        found.append(_capital(latin) if name else latin)
        whole, at = whole and known, end
    found.append(text[at:].translate(_PUNCTUATION))
    return Romanised("".join(found), whole)


_PUNCTUATION = str.maketrans("،؛؟", ",;?")


def _known(word: str, vocalise: Vocalise | None) -> tuple[str, bool]:
    """A word with its vowels, and whether they are known."""
    word = unicodedata.normalize("NFKC", word).replace("\u0640", "")
    if re.search(f"[{_FATHA}{_DAMMA}{_KASRA}]", word):
        return word, True
    bare = letters(word)
    for start in ("", "ال", "وال", "و"):
        rest = bare.removeprefix(start)
        if bare.startswith(start) and rest in _names():
            return start + _names()[rest], True
    made = vocalise(bare) if vocalise is not None else ""
    if made:
        return made, True
    return word, not re.search("[\u0621-\u064a]", word)


def ala_lc(word: str) -> str:
    """One vocalised Arabic word in small letters; what is no Arabic stays."""
    signs = _read(unicodedata.normalize("NFC", word))
    bare = "".join(letter for letter, _ in signs)
    if bare in _IRREGULAR:
        return _IRREGULAR[bare]
    for start, latin in _STARTS:
        if bare.startswith(start) and len(bare) > len(start) + 1:
            letter, marks = signs[len(start)]  # doubled after the article: that is not written
            return latin + _latin([(letter, marks.replace(_SHADDA, "")), *signs[len(start) + 1 :]])
    return _latin(signs)


_IRREGULAR = {"الله": "allāh", "ابن": "ibn", "بن": "ibn", "عمرو": "ʻamr", "مائة": "miʼah"}
_STARTS = (("وال", "wa-al-"), ("بال", "bi-al-"), ("كال", "ka-al-"), ("لل", "lil-"), ("ال", "al-"))


def _read(word: str) -> list[tuple[str, str]]:
    """(letter, marks) in order."""
    found: list[tuple[str, str]] = []
    for sign in word:
        if sign in _MARKS and found:
            found[-1] = found[-1][0], found[-1][1] + sign
        elif sign not in _MARKS:
            found.append((sign, ""))
    return found


def _latin(signs: list[tuple[str, str]]) -> str:
    made = ""
    for at, (letter, marks) in enumerate(signs):
        before = signs[at - 1] if at else ("", "")
        after = signs[at + 1] if at + 1 < len(signs) else ("", "")
        made += _sign(letter, marks, before, after, made)
    return made.replace("aā", "ā").replace("iī", "ī").replace("uū", "ū").replace("aá", "á")


def _sign(
    letter: str, marks: str, before: tuple[str, str], after: tuple[str, str], made: str
) -> str:
    """What one letter adds; `made`: what is there by now."""
    vowel = "".join(_SHORT[mark] for mark in marks if mark in _SHORT)
    vowel += "ā" if _DAGGER in marks else ""
    vowel = "ā" if vowel == "aā" else vowel
    if letter == "آ":
        return "ā" if not made else "ʼā"
    if letter in "اٱ":
        return _alef(vowel, before, made)
    if letter == "ى":
        return "á" if not after[0] else "ā"
    if letter == "ة":
        return ("h" if made.endswith("a") else "ah") if not after[0] else "t"
    if letter in "أإءئؤ" and not made:
        return vowel or ("i" if letter == "إ" else "a" if letter == "أ" else "")
    if letter in "ويی" and (long := _long(letter, marks, vowel, before, after, made)) is not None:
        return long
    sound = _CONSONANTS.get(letter, letter)
    doubled = sound * 2 if _SHADDA in marks else sound
    prime = "ʹ" if sound == "h" and made[-1:] in "tdks" and made else ""
    return prime + doubled + vowel


def _alef(vowel: str, before: tuple[str, str], made: str) -> str:
    if not made:
        return vowel or "a"
    if "\u064b" in before[1]:
        return "an" if len(made) > 1 else ""
    if before[0] == "و" and made.endswith("ū"):
        return ""
    return vowel if vowel and vowel != "a" else "ā"


def _long(
    letter: str,
    marks: str,
    vowel: str,
    before: tuple[str, str],
    after: tuple[str, str],
    made: str,
) -> str | None:
    """A `و` or `ي` as a vowel; None where it is a consonant."""
    sound, short = ("ū", "u") if letter == "و" else ("ī", "i")
    consonant = "w" if letter == "و" else "y"
    if not made or before[0] == "":
        return None
    if _SHADDA in marks and made.endswith(short):
        final = letter != "و" and not after[0] and not vowel
        return sound if final else sound + consonant + vowel
    if vowel or _SHADDA in marks:
        return None
    if made[-1] == "a":
        return consonant  # aw, ay
    if made[-1] in _VOWELS and made[-1] != short:
        return None
    if letter == "و" and made[-1] == "u" and after == ("ا", ""):
        return sound  # of a verb, with a silent alef
    return None if after[0] in tuple("اىآوي") else sound


def _capital(latin: str) -> str:
    for small in _SMALL:
        if latin.startswith(small):
            if not small.endswith("-"):
                return latin if latin == small else latin[:1].upper() + latin[1:]
            return small + _capital(latin[len(small) :])
    for at, sign in enumerate(latin):
        if sign.isalpha() and sign not in "ʻʼ":
            return latin[:at] + sign.upper() + latin[at + 1 :]
    return latin
