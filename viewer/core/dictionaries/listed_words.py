"""Where the words of the reader's list stand in a text, with what Arabic writes to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from viewer.core.dictionaries.word_list import Listed
from viewer.core.language.arabic import TOKEN, fold
from viewer.core.morphology.stemming import affixes, is_arabic, stem

SHOWN_STATES = ("to-learn", "known")
"""Words that were only looked up are not shown."""


class ListedWords:
    """Some words with their states, made ready for many texts."""

    def __init__(self, words: Iterable[Listed]) -> None:
        self._by_stem: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for word in words:
            folded = fold(word.word).text
            if word.state in SHOWN_STATES and folded:
                self._by_stem[stem(folded)].append((folded, word.state))
        self._known: dict[str, str] = {}

    def __bool__(self) -> bool:
        return bool(self._by_stem)

    def places(self, text: str) -> Iterator[tuple[int, int, str]]:
        """`[start, end)` in code points of the words that are listed, and their state."""
        for token in TOKEN.finditer(text):
            written = token[0]
            if (state := self._known.get(written)) is None:
                state = self._known[written] = self._state(fold(written).text)
            if state:
                yield *token.span(), state

    def _state(self, folded: str) -> str:
        near = self._by_stem.get(stem(folded), ())
        exact = (state for word, state in near if word == folded)
        forms = (state for word, state in near if _is_form(folded, word))
        return next(exact, "") or next(forms, "")


def _is_form(folded: str, word: str) -> bool:
    """Whether it is the word with prefixes or suffixes; an English one in another ending."""
    return affixes(folded, word) is not None if is_arabic(folded) else True
