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


class Dictd:
    """A dictionary of two languages. `language`: of its headwords; `into`: of what stands there."""

    def __init__(self, index: Path) -> None:
        """Raises `Unreadable` where index or definitions cannot be read."""
        self.path = index
        self.definitions = Definitions(definitions_of(index))
        self.name = index.name.removesuffix(INDEX)
        self._offsets, self._lengths = array("Q"), array("I")
        words, short = self._read_index()
        self.keys = Keys((without_article(key(word)), at) for at, word in enumerate(words))
        self._reverse: Keys | None = None
        self.title = self._say(short) or self.name
        self.language, self.into = self._languages()

    def _read_index(self) -> tuple[list[str], tuple[int, int] | None]:
        """The headwords, and where the name of the dictionary is said."""
        words, short = [], None
        for line in index_lines(self.path):
            word, (offset, length) = line[0], place(self.path, line)
            if word.startswith(_ABOUT):
                short = (offset, length) if "short" in word else short
            elif offset < 1 << 40 and length < 1 << 31:
                self._offsets.append(offset)
                self._lengths.append(length)
                words.append(word)
        return words, short

    def _say(self, short: tuple[int, int] | None) -> str:
        if short is None:
            return ""
        lines = self.definitions.read(*short).decode("utf-8", "replace").strip().split("\n")
        return _EDITION.sub("", lines[-1].strip())[:80]

    def _languages(self) -> tuple[str, str]:
        step = max(1, len(self._offsets) // _SAMPLE)
        sample = [self._entry(at) for at in range(0, len(self._offsets), step)]
        glosses = " ".join(gloss for entry in sample for gloss in entry.glosses)
        return language_of(" ".join(entry.word for entry in sample)), language_of(glosses)

    def _entry(self, at: int) -> Entry:
        data = self.definitions.read(self._offsets[at], self._lengths[at])
        return parsed(data.decode("utf-8", "replace"))

    def find(self, word: str) -> list[Entry]:
        """The entries of a folded word, with or without the article. Raises `Unreadable`."""
        return _distinct(self._entry(at) for at in self.keys.find(without_article(word)))

    def reverse(self, word: str) -> list[Entry]:
        """The entries one of whose translations is the folded word. The first call reads all."""
        if self._reverse is None:
            self._reverse = Keys(self._reversed())
        return _distinct(self._entry(at) for at in self._reverse.find(without_article(word)))

    def _reversed(self) -> Iterator[tuple[str, int]]:
        data, seen = self.definitions.all(), set[int]()
        for at, (offset, length) in enumerate(zip(self._offsets, self._lengths, strict=True)):
            if offset in seen:
                continue
            seen.add(offset)
            text = data[offset : offset + length].decode("utf-8", "replace")
            for gloss in key_lines(text):
                yield gloss, at


def index_lines(index: Path) -> Iterator[list[str]]:
    """[headword, offset, bytes of its definition] of each line, as `place` reads it; headwords that
    begin with `00database` tell of the dictionary itself. Raises `Unreadable`."""
    for line in read(index, 1 << 28).decode("utf-8", "replace").split("\n"):
        parts = line.split("\t")
        if len(parts) > 2:
            yield parts


def place(index: Path, line: list[str]) -> tuple[int, int]:
    """Offset and bytes of the definition that a line of an index is about. Raises `Unreadable`."""
    try:
        return number(line[1]), number(line[2].strip())
    except KeyError as error:
        raise Unreadable(index, "broken", " ".join(line)[:80]) from error


def definitions_of(index: Path) -> Path:
    """The file that an index is of. Raises `Unreadable` (missing)."""
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
