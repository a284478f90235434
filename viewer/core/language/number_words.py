"""Numbers that are written as words, in Arabic and in English.

What may be read in several ways counts in each, so that who compares two texts takes no word for a
number that is missing.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

SCALES = {
    "thousand": 1e3, "thousands": 1e3, "k": 1e3, "million": 1e6, "millions": 1e6, "m": 1e6,
    "billion": 1e9, "billions": 1e9, "bn": 1e9, "trillion": 1e12,
    "الف": 1e3, "الاف": 1e3, "الفا": 1e3, "مليون": 1e6, "ملايين": 1e6, "مليونا": 1e6,
    "مليار": 1e9, "مليارات": 1e9, "بليون": 1e9, "تريليون": 1e12,
}  # fmt: skip
"""By folded words."""
_FROM_ZERO = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen",
    "- first - third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
    " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth",
    "صفر واحد اثنان ثلاثه اربعه خمسه سته سبعه ثمانيه تسعه",
    "- احدي اثنين ثلاث اربع خمس ست سبع ثماني تسع",
    "- واحده اثنتان - - - - - ثمان",
    "- احد اثنا",
    "- حادي اثني",
    "- حاديه اثنتا",
    "- اول ثاني ثالث رابع خامس سادس سابع ثامن تاسع عاشر",
    "- اولي ثانيه ثالثه رابعه خامسه سادسه سابعه ثامنه تاسعه عاشره",
)
_TENS = (
    "twenty thirty forty fifty sixty seventy eighty ninety",
    "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth",
    "عشرون ثلاثون اربعون خمسون ستون سبعون ثمانون تسعون",
    "عشرين ثلاثين اربعين خمسين ستين سبعين ثمانين تسعين",
)
_DECADES = (
    "twenties thirties forties fifties sixties seventies eighties nineties",
    *(" ".join(f"{ten}{end}" for ten in _TENS[3].split()) for end in ("يات", "ات")),
)
_HUNDRED = {"hundred", "hundreds", "hundredth", "ميه", "مايه", "ميات"}
_TEEN_WORDS = {"عشر", "عشره"}
_SHARES = {"half": 0.5, "quarter": 0.25, "quarters": 0.25, "نصف": 0.5, "ربع": 0.25, "ارباع": 0.25}
_AND = {"and", "a", "و"}
_PREFIXES = ("", "و", "ال", "وال", "ب", "بال", "ل", "لل", "ول", "وب", "ف")
_ONE, _TEEN, _BY_HUNDRED, _BY_SCALE, _BY_SHARE, _DIGITS = range(6)


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[int, float]]:
    """What words are and are worth."""
    made = {word: (_BY_SCALE, scale) for word, scale in SCALES.items() if len(word) > 2}
    for words in _FROM_ZERO:
        made |= {word: (_ONE, float(n)) for n, word in enumerate(words.split()) if word != "-"}
    for words in _TENS:
        made |= {word: (_ONE, 10.0 * n) for n, word in enumerate(words.split(), 2)}
    for words in _DECADES:
        made |= {word: (_ONE, 1900.0 + 10 * n) for n, word in enumerate(words.split(), 2)}
    units = _FROM_ZERO[3].split()[3:]
    for n, unit in enumerate((*units[:5], "ثمان", units[6]), 3):
        made |= {f"{unit}{each}": (_ONE, 100.0 * n) for each in ("ميه", "مايه")}
    ends = ("ان", "ين", "ا", "ي")
    made |= {f"{each}{end}": (_ONE, 200.0) for each in ("ميت", "مايت") for end in ends}
    for word, scale in (("الف", 1e3), ("مليون", 1e6), ("مليار", 1e9)):
        made |= {f"{word}{end}": (_ONE, 2 * scale) for end in ("ان", "ين")}
    made |= dict.fromkeys(_HUNDRED, (_BY_HUNDRED, 100.0))
    made |= dict.fromkeys(_TEEN_WORDS, (_TEEN, 10.0))
    return made | {word: (_BY_SHARE, share) for word, share in _SHARES.items()}


_DUALS = {"الفا": 2e3, "الفي": 2e3, "مليونا": 2e6, "مليوني": 2e6, "مليارا": 2e9, "ملياري": 2e9}
"""Which may also be one of them in another case."""


@lru_cache(maxsize=1 << 12)
def _known(word: str) -> tuple[int, float] | None:
    bare, table = _bare(word), _table()
    if bare[-1].isdecimal():
        return _DIGITS, float(bare[-1])
    return next((table[each] for each in bare if each in table), None)


def _bare(word: str) -> list[str]:
    """The word with and without what Arabic writes before it."""
    return [word.removeprefix(each) for each in _PREFIXES if word.startswith(each)]


def values(words: Iterable[str]) -> set[float]:
    """The numbers that folded words say; tens of years twice (`nineties`: 90, 1990), and shares
    (`half`: 0.5, 50). Digits count where they go on words: `a million and 250 thousand`."""
    found: set[float] = set()
    run = _Run()
    for word in words:
        known = _known(word)
        if known is None and word in _AND:
            continue
        if known is None or not run.takes(*known):
            found |= run.said
            run = _Run()
        if known is not None:
            run.add(*known)
        if word[-1:] in "اي":
            found |= {_DUALS[each] for each in _bare(word) if each in _DUALS}
    return found | run.said


class _Run:
    """Words that make one number: `total` of the scales so far, `group` below the next one."""

    def __init__(self) -> None:
        self.total = self.group = self.scale = 0.0
        self.has_words = False
        self._also: set[float] = set()

    @property
    def said(self) -> set[float]:
        """What they say, empty for digits alone."""
        return {self.total + self.group} | self._also if self.has_words else set()

    def takes(self, kind: int, value: float) -> bool:
        """Whether a word can go on it: `three four` are two numbers."""
        if kind == _DIGITS or (kind == _ONE and value >= 1000):
            return not self.group
        if kind == _ONE:
            return not self.group % 10 if value < 10 else self.group % 100 < min(value, 10)
        return kind != _TEEN or self.group % 100 < 10

    def add(self, kind: int, value: float) -> None:
        """Take a word."""
        if kind == _BY_SCALE:
            self.has_words = self.has_words or not self.group
            part = (self.group or 1.0) * value
            self._also |= {part}
            self.total, self.group, self.scale = self.total + part, 0.0, value
            return
        self.has_words = self.has_words or kind != _DIGITS
        if kind == _BY_HUNDRED:
            self.group = (self.group or 1.0) * value
        elif kind == _BY_SHARE:
            shares = {value, self.group * value}
            self._also |= shares | {100 * each for each in shares}
            self._also |= {self.total + value * self.scale, self.group}
            self.group += value
        else:
            self._also |= {value % 100} if 1900 < value < 2000 else set()
            self.group += value
