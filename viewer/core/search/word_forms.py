"""Which written forms a word of a query means, and how each differs from what was typed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import product

from viewer.core.language.arabic import fold, letters
from viewer.core.search.index import Index
from viewer.core.search.stemming import (
    BEFORE_LAM,
    PREFIXES,
    SUFFIXES,
    affixes,
    after_lam,
    is_arabic,
    stem,
)

MODES = ("exact", "clitics", "stem")
FORMS = 4000
"""Folded words that one word is looked for in; more would say nothing any more."""


class Forms:
    """The written forms in an index that each word of a query means in one of the modes."""

    def __init__(self, index: Index, mode: str) -> None:
        if mode not in MODES:
            raise ValueError(mode)
        self._index, self.mode = index, mode
        self._folded: dict[str, dict[str, tuple[str, ...]]] = {}
        self._signs: dict[str, dict[str, tuple[str, ...]]] = {}
        self._known: dict[str, bool] = {}

    def folded(self, word: str) -> dict[str, tuple[str, ...]]:
        """Folded words -> why they are meant: `wildcard`, `stem`, a prefix `و+`, a suffix `+ها`."""
        if word not in self._folded:
            self._folded[word] = dict(list(self._find(word).items())[:FORMS])
        return self._folded[word]

    def signs(self, word: str) -> dict[str, tuple[str, ...]]:
        """The same by what stands for the written forms in a stream."""
        if word not in self._signs:
            found = {}
            for form in self._index.forms(self.folded(word)):
                why = self.folded(word)[form.folded]
                if "+ه" in why and letters(form.written).endswith("ة"):  # that is no pronoun
                    if self.mode != "stem" or stem(form.folded) != stem(word):
                        continue
                    why = ("stem",)
                found[chr(form.sign)] = why
            self._signs[word] = found
        return self._signs[word]

    def pattern(self, run: Iterable[str]) -> str:
        """Words one after the other as a regular expression for streams."""
        signs = ("".join(map(re.escape, self.signs(word))) for word in run)
        return "".join(f"[{each}]" if each else "(?!)" for each in signs)

    def _find(self, word: str) -> dict[str, tuple[str, ...]]:
        if "*" in word or "?" in word:
            start = word.rstrip("*")
            if "*" in start or "?" in start:
                pattern = re.escape(word).replace(r"\*", r"[^\n]*").replace(r"\?", r"[^\n]")
                return dict.fromkeys(self._index.matching(pattern), ("wildcard",))
            return dict.fromkeys(self._index.beginning(start), ("wildcard",))
        found: dict[str, tuple[str, ...]] = {word: ()} if self._knows(word) else {}
        if self.mode != "exact" and is_arabic(word):
            found |= self._with_affixes(word)
        if self.mode == "stem":
            for form in self._index.with_stem(stem(word)):
                found.setdefault(form.folded, ("stem",))
        return found

    def _with_affixes(self, word: str) -> dict[str, tuple[str, ...]]:
        bare = [word, word[:-1] + "ت"] if word.endswith("ه") else [word]
        endings = ("", *SUFFIXES)
        terms = {"".join(parts) for parts in product(("", *PREFIXES), bare, endings)}
        if written := after_lam(word):
            terms |= {prefix + written for prefix in BEFORE_LAM}
        found = {}
        for form in self._index.forms(terms):
            around = affixes(form.folded, word, self._knows)
            if around is not None:
                prefix, suffix = around
                why = ([f"{prefix}+"] if prefix else []) + ([f"+{suffix}"] if suffix else [])
                found[form.folded] = tuple(why)
        return found

    def _knows(self, word: str) -> bool:
        if word not in self._known:
            self._known[word] = bool(self._index.forms([word]))
        return self._known[word]


def differences(written: str, typed: str) -> list[str]:
    """How a word is spelled otherwise than it was typed, as chips: `أ→ا`, `tashkeel`, `case` …

    `typed` is a whole query; only letters that it has nowhere are told of.
    """
    found: list[str] = []
    if written == typed:
        return found
    bare = letters(written)
    if "\u0640" in written and "\u0640" not in typed:
        found.append("tatweel")
    without = bare.replace("\u0640", "")
    left = written.replace("\u0640", "")
    if len(left) != len(without):
        marks = set(left) - set(without)
        found += _marks(marks, set(typed))
    for letter in dict.fromkeys(without):
        plain = fold(letter).text
        if plain == letter or letter in typed:
            continue
        if plain == letter.lower():
            if letter.lower() in typed:
                found.append("case")
        else:
            found.append(f"{letter}→{plain}")
    return list(dict.fromkeys(found))


def _marks(marks: Iterable[str], typed: set[str]) -> list[str]:
    new = [mark for mark in marks if mark not in typed]
    hidden = [mark for mark in new if "\u200b" <= mark <= "\u206f" or mark in "\u00ad\u061c\ufeff"]
    return (["tashkeel"] if len(new) > len(hidden) else []) + (["invisible"] if hidden else [])
