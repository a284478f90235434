"""Whether a final `ى` or `ه` is another word than `ي` or `ة`, or only another habit of spelling.

Much of the press leaves the dots away, or sets too many: `المصرى`, `إلي`, `الحكومه`. A reader
means the word in either spelling, but not `على` with `علي`. Where a corpus has both spellings, it
tells which: words that have one right spelling show how often its writers do so, and a word that
stands in the other spelling far more often than that is a word of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from viewer.core.language.arabic import fold, letters
from viewer.core.search.index import Form

_OTHER = {"ي": "ى", "ى": "ي", "ه": "ة", "ة": "ه"}
_RIGHT = {
    "ي": ("في", "الذي", "التي", "رئيسي"),
    "ى": ("إلى", "الى", "حتى", "أخرى", "الأخرى"),
    "ه": ("هذه", "فيه", "عليه", "عنه"),
    "ة": ("الحكومة", "المدينة", "الدولة", "القاهرة", "الجمعة", "السنة", "الساعة", "العربية"),
}
"""By their last letter, words that have only one right spelling."""
BEFORE_WORD = ("", "و", "ال", "وال", "ل", "ب")
_PRIOR = 0.2, 50.0
"""Wrong spellings, and words, that are taken for seen before the first one is."""
_SLACK = 1.5
"""How many times as often as the words above a word may be spelled otherwise."""


class Vocabulary(Protocol):
    """Written words and how often they occur: of an index, or of a text."""

    def forms(self, folded: Iterable[str]) -> Iterable[Form]:
        """The written forms of folded words, as far as they occur."""
        ...


class FinalLetters:
    """What the words of an index or a text say about their last letters; read when first asked."""

    def __init__(self, words: Vocabulary) -> None:
        self._words = words
        self._habits: dict[str, float] = {}

    def other_word(self, word: str) -> str:
        """The word that differs in its last letter only, where it is another one; else empty.

        `word` is written as it stands, without marks.
        """
        last = word[-1:]
        if last not in _OTHER or len(word) < 2:
            return ""
        other = word[:-1] + _OTHER[last]
        counts = self._counts([word])
        mine, theirs = counts.get(word, 0), counts.get(other, 0)
        if not theirs or not mine:
            return ""
        both = (mine + theirs) * _SLACK
        misspelled = theirs <= both * self._habit(last)
        misspells = mine <= both * self._habit(other[-1])
        return "" if misspelled or misspells else other

    def _habit(self, last: str) -> float:
        """The share of words with that last letter that are spelled with the other one."""
        if last not in self._habits:
            words = _RIGHT[last]
            counts = self._counts(words)
            right = sum(counts.get(word, 0) for word in words)
            wrong = sum(counts.get(word[:-1] + _OTHER[last], 0) for word in words)
            self._habits[last] = (wrong + _PRIOR[0]) / (right + wrong + _PRIOR[1])
        return self._habits[last]

    def _counts(self, words: Iterable[str]) -> dict[str, int]:
        """How often words occur to the letter, by themselves and with `و`, `ال` and the like."""
        found: dict[str, int] = {}
        longer = {before + fold(word).text: len(before) for word in words for before in BEFORE_WORD}
        for form in self._words.forms(longer):
            bare = letters(form.written)[longer[form.folded] :]
            found[bare] = found.get(bare, 0) + form.count
        return found
