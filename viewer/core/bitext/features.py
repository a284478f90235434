"""What two texts in Arabic and English share without a dictionary: the features of a segment.

Numbers in any digits, Latin words, names by the skeleton of their consonants, what a sentence ends
with, and the whole of it. A feature is a string; two segments that share a rare one are likely to
be translations.
"""

from __future__ import annotations

import re
from functools import lru_cache

from viewer.core.language.arabic import fold

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_LATIN = re.compile(r"[a-z][a-z'’-]*[a-z]|[a-z]")
_ARABIC = re.compile("[\u0621-\u064a]+")
_NAME = re.compile(r"(?<![\w'’-])[A-Z][A-Za-z'’-]+")
_ENDS = {"?": "?", "؟": "?", "!": "!", ":": ":", "…": "…"}

# Letters that are written for one another in names; vowels and their carriers are left out.
_CLASSES = {
    "B": "بپbp", "F": "فڤfv", "T": "تطثt", "D": "دضذظd", "R": "رr", "S": "سصشزsz",
    "K": "كقغجگkqgj", "H": "حهخhx", "L": "لl", "M": "مm", "N": "نn",
}  # fmt: skip
_CODE = {letter: code for code, letters in _CLASSES.items() for letter in letters}
_DIGRAPHS = (("sch", "s"), ("sh", "s"), ("ch", "s"), ("ph", "f"), ("kh", "h"), ("gh", "k"),
             ("th", "t"), ("dh", "d"), ("ck", "k"), ("x", "ks"))  # fmt: skip
_SILENT = re.compile("(?<=[aeiou])h(?![aeiou])|(?<=n)g(?![aeiou])")  # Mehdi, Washington
_SOFT_C = re.compile("c(?=[eiy])")
_PREFIX = re.compile("^(?:[وف]?(?:[بك]?ال|لل)|[وف][بكل]?|[بكل])(?=..)")


@lru_cache(maxsize=1 << 16)
def skeleton(word: str) -> str:
    """The consonants of a name in classes that both scripts share; `أوباما` and `Obama`: BM.

    A doubled consonant counts once, a final `ة` and an `h` that closes a syllable not at all.
    """
    word = word.lower()
    if word.isascii():
        for letters, sound in _DIGRAPHS:
            word = word.replace(letters, sound)
        word = _SOFT_C.sub("s", word).replace("c", "k")
        word = _SILENT.sub("", word)
    codes = [code for letter in word if (code := _CODE.get(letter))]
    return "".join(code for at, code in enumerate(codes) if not at or code != codes[at - 1])


@lru_cache(maxsize=1 << 16)
def _sounds(word: str) -> frozenset[str]:
    """How an Arabic word would be heard as a name, with and without a prefix."""
    bare = _PREFIX.sub("", word)
    return frozenset(f"s{key}" for each in {word, bare} if len(key := skeleton(each)) > 2)


def features(text: str) -> set[str]:
    """Those of a segment in either language."""
    folded = fold(text).text
    found = {f"={whole}"} if (whole := " ".join(folded.split())) else set()
    found |= {f"n{number.replace(',', '').rstrip('.')}" for number in _NUMBER.findall(folded)}
    found |= {f"l{word}" for word in _LATIN.findall(folded) if len(word) > 1}
    for name in _NAME.findall(text):
        if len(key := skeleton(name.replace("'s", "").replace("’s", ""))) > 2:
            found.add(f"s{key}")
    for word in _ARABIC.findall(folded):
        found |= _sounds(word)
    end = text.rstrip(" \"'»”’)]").rstrip()[-1:]
    if end in _ENDS:
        found.add(f"e{_ENDS[end]}")
    return found
