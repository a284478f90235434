"""How names sound in Arabic and Latin letters: the consonants that both scripts write."""

from __future__ import annotations

import re
from functools import lru_cache

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
