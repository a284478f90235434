"""What two texts in Arabic and English share without a dictionary: the features of a segment.

Numbers in any digits, Latin words, names by the skeleton of their consonants, what a sentence ends
with, and the whole of it. A feature is a string; two segments that share a rare one are likely to
be translations.
"""

from __future__ import annotations

from functools import lru_cache

from viewer.core.language.arabic import fold
from viewer.core.language.late_pattern import late_pattern
from viewer.core.language.name_sounds import skeleton

_NUMBER = late_pattern(r"\d+(?:[.,]\d+)*")
_LATIN = late_pattern(r"[a-z][a-z'’-]*[a-z]|[a-z]")
_ARABIC = late_pattern("[\u0621-\u064a]+")
_NAME = late_pattern(r"(?<![\w'’-])[A-Z][A-Za-z'’-]+")
_ENDS = {"?": "?", "؟": "?", "!": "!", ":": ":", "…": "…"}

_PREFIX = late_pattern("^(?:[وف]?(?:[بك]?ال|لل)|[وف][بكل]?|[بكل])(?=..)")


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
