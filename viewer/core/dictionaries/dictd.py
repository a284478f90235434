"""Dictionaries of the dictd server (RFC 2229), read from its files: an index and definitions.

The index has a line for each headword: the word, offset and length of its definition, in base 64
with the digits A-Z a-z 0-9 + / (manual page of dictfmt). FreeDict's definitions are a line with the
headword and its pronunciation, then the translations, numbered where there are several.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from pathlib import Path

from viewer.core.base.errors import Unreadable
from viewer.core.dictionaries.dictzip import Definitions
from viewer.core.morphology.entries import Entry, Keys, key, language_of, without_article
from viewer.core.parsing.read_bytes import read

INDEX = ".index"
_DIGITS = {
    letter: value
    for value, letter in enumerate(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    )
}
_ABOUT = ("00database", "00-database")
_HEADWORD = re.compile(r"^(.*?)(?:\s+/([^/]*)/)?(?:\s*<([^<>]{1,40})>)?\s*$")
_NUMBERED = re.compile(r"^\s*\d{1,3}\.\s+")
_EDITION = re.compile(r"\s+ver\. [\d.]+$")
_SAMPLE = 60


def number(digits: str) -> int:
    """A number as the index writes it. Raises KeyError for what is none."""
    value = 0
    for digit in digits:
        value = value * 64 + _DIGITS[digit]
    return value


class Entries:
    """The definitions of a dictionary by their numbers, read where they are needed."""

    def __init__(self, definitions: Definitions) -> None:
        self.definitions = definitions
        self._offsets, self._lengths = array("Q"), array("I")

    def __len__(self) -> int:
        return len(self._offsets)

    def add(self, offset: int, length: int) -> None:
        self._offsets.append(offset)
        self._lengths.append(length)

    def place(self, at: int) -> tuple[int, int]:
        """Offset and length in bytes; several headwords may share a definition."""
        return self._offsets[at], self._lengths[at]

    def read(self, at: int) -> Entry:
        """Raises `Unreadable`."""
        return parsed(self.definitions.read(*self.place(at)).decode("utf-8", "replace"))


def headwords(index: Path) -> tuple[list[str], Entries, tuple[int, int] | None]:
    """The headwords, their entries, and where the name of the dictionary is said.

    Raises `Unreadable` where index or definitions cannot be read.
    """
    entries = Entries(Definitions(_definitions_of(index)))
    text = read(index, 1 << 28).decode("utf-8", "replace")
    words, short = [], None
    for line in text.split("\n"):
        parts = line.split("\t")
        if len(parts) < 3:
            continue
        try:
            offset, length = number(parts[1]), number(parts[2].strip())
        except KeyError as error:
            raise Unreadable(index, "broken", line[:80]) from error
        if parts[0].startswith(_ABOUT):
            short = (offset, length) if "short" in parts[0] else short
        elif offset < 1 << 40 and length < 1 << 31:
            entries.add(offset, length)
            words.append(parts[0])
    return words, entries, short


class Dictd:
    """A dictionary of two languages. `language`: of its headwords; `into`: of what stands there."""

    def __init__(self, index: Path) -> None:
        """Raises `Unreadable` where index or definitions cannot be read."""
        self.path = index
        self.name = index.name.removesuffix(INDEX)
        words, self.entries, short = headwords(index)
        self.keys = Keys((without_article(key(word)), at) for at, word in enumerate(words))
        self._reverse: Keys | None = None
        self.title = self._say(short) or self.name
        self.language, self.into = self._languages()

    def _say(self, short: tuple[int, int] | None) -> str:
        if short is None:
            return ""
        said = self.entries.definitions.read(*short).decode("utf-8", "replace")
        return _EDITION.sub("", said.strip().split("\n")[-1].strip())[:80]

    def _languages(self) -> tuple[str, str]:
        step = max(1, len(self.entries) // _SAMPLE)
        sample = [self.entries.read(at) for at in range(0, len(self.entries), step)]
        glosses = " ".join(gloss for entry in sample for gloss in entry.glosses)
        return language_of(" ".join(entry.word for entry in sample)), language_of(glosses)

    def find(self, word: str) -> list[Entry]:
        """The entries of a folded word, with or without the article. Raises `Unreadable`."""
        return _distinct(self.entries.read(at) for at in self.keys.find(without_article(word)))

    def reverse(self, word: str) -> list[Entry]:
        """The entries one of whose translations is the folded word. The first call reads all."""
        if self._reverse is None:
            self._reverse = Keys(self._reversed())
        return _distinct(self.entries.read(at) for at in self._reverse.find(without_article(word)))

    def _reversed(self) -> Iterator[tuple[str, int]]:
        data, seen = self.entries.definitions.all(), set[tuple[int, int]]()
        for at in range(len(self.entries)):
            offset, length = place = self.entries.place(at)
            if place in seen:
                continue
            seen.add(place)
            text = data[offset : offset + length].decode("utf-8", "replace")
            for gloss in key_lines(text):
                yield gloss, at


def _definitions_of(index: Path) -> Path:
    start = index.name.removesuffix(INDEX)
    for ending in (".dict.dz", ".dict"):
        path = index.with_name(start + ending)
        if path.exists():
            return path
    raise Unreadable(index.with_name(start + ".dict"), "missing")


def parsed(text: str) -> Entry:
    """A definition as FreeDict writes it; of any other the lines are the translations."""
    head, _, rest = text.strip("\n").partition("\n")
    match = _HEADWORD.match(head)
    word, sound, kind = match.groups() if match else (head, None, None)
    glosses = [_NUMBERED.sub("", line).strip() for line in rest.split("\n")]
    return Entry(word.strip(), tuple(g for g in glosses if g), kind or "", "", sound or "")


def key_lines(text: str) -> Iterator[str]:
    """The folded translations of a definition, without the article."""
    for gloss in parsed(text).glosses:
        yield without_article(key(gloss))


def _distinct(entries: Iterator[Entry]) -> list[Entry]:
    return list(dict.fromkeys(entries))
