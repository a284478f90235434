"""Dictionaries of StarDict: `.ifo` tells what they are, `.idx` the words, `.dict` what they mean.

The format is told in StarDict's own documentation (StarDictFileFormat): an index entry is a word,
a zero byte, offset and length, big-endian. Definitions are text or markup; of markup the text is
shown.
"""

from __future__ import annotations

import re
import struct
from array import array
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from viewer.core.base.errors import Unreadable
from viewer.core.dictionaries.dictzip import Definitions, unpacked
from viewer.core.morphology.entries import Entry, Keys, key, language_of, without_article
from viewer.core.parsing.read_bytes import read

STARDICT_SUFFIX = ".ifo"
LARGEST_STARDICT_BYTES = 256 << 20
MOST_LINES = 24
_TEXT, _SIZED = "mlgtxykwhnr", "WP"
_TAG = re.compile(r"<[^<>]{0,400}>")
_BREAK = re.compile(r"(?i)<(?:br|/?p|/?div|/?li|/?tr|/?dd|/?dt)\b[^<>]{0,200}>")
_NUMBER = re.compile(r"^\s*(?:\d{1,3}[.)]|[-•*])\s+")


class StarDict:
    """A dictionary of two languages, as `dictd.Dictd`."""

    def __init__(self, ifo: Path) -> None:
        """Raises `Unreadable` where a file of it is missing or broken."""
        self.path = ifo
        self._about = _about(ifo)
        self.title = self._about.get("bookname", ifo.stem)[:80]
        self._wide = self._about.get("idxoffsetbits") == "64"
        self._types = self._about.get("sametypesequence", "")
        self.definitions = Definitions(_beside(ifo, ".dict.dz", ".dict"))
        self._words: list[str] = []
        self._offsets, self._lengths = array("Q"), array("I")
        self._read_index(_data(_beside(ifo, ".idx.gz", ".idx")))
        pairs = [(without_article(key(word)), at) for at, word in enumerate(self._words)]
        self.keys = Keys([*pairs, *self._synonyms()])
        self._reverse: Keys | None = None
        self.language, self.into = self._languages()

    def _read_index(self, data: bytes) -> None:
        step, at = 12 if self._wide else 8, 0
        form = ">QI" if self._wide else ">II"
        while (end := data.find(b"\0", at)) >= 0:
            if end + 1 + step > len(data):
                raise Unreadable(self.path, "broken", "index cut short")
            offset, length = struct.unpack_from(form, data, end + 1)
            self._words.append(data[at:end].decode("utf-8", "replace"))
            self._offsets.append(offset)
            self._lengths.append(length)
            at = end + 1 + step
        if at < len(data):
            raise Unreadable(self.path, "broken", "index cut short")

    def _synonyms(self) -> Iterator[tuple[str, int]]:
        try:
            data = read(self.path.with_suffix(".syn"), LARGEST_STARDICT_BYTES)
        except Unreadable:
            return  # there need be none
        at = 0
        while (end := data.find(b"\0", at)) >= 0 and end + 5 <= len(data):
            (number,) = struct.unpack_from(">I", data, end + 1)
            if number < len(self._words):
                yield without_article(key(data[at:end].decode("utf-8", "replace"))), number
            at = end + 5

    def _languages(self) -> tuple[str, str]:
        step = max(1, len(self._words) // 60)
        sample = [self._entry(at) for at in range(0, len(self._words), step)]
        glosses = " ".join(gloss for entry in sample for gloss in entry.glosses)
        return language_of(" ".join(entry.word for entry in sample)), language_of(glosses)

    def _entry(self, at: int) -> Entry:
        data = self.definitions.read(self._offsets[at], self._lengths[at])
        return Entry(self._words[at], tuple(_lines(_texts(data, self._types))))

    def find(self, word: str) -> list[Entry]:
        """The entries of a folded word, with or without the article. Raises `Unreadable`."""
        found = dict.fromkeys(self.keys.find(without_article(word)))
        return [self._entry(at) for at in found]

    def reverse(self, word: str) -> list[Entry]:
        """The entries one of whose lines is the folded word. The first call reads all."""
        if self._reverse is None:
            self._reverse = Keys(
                (without_article(key(gloss)), at)
                for at in range(len(self._words))
                for gloss in self._entry(at).glosses
            )
        return [self._entry(at) for at in dict.fromkeys(self._reverse.find(without_article(word)))]


def _about(ifo: Path) -> dict[str, str]:
    lines = read(ifo, 1 << 20).decode("utf-8-sig", "replace").splitlines()
    if not lines or not lines[0].startswith("StarDict's dict ifo file"):
        raise Unreadable(ifo, "broken", "no ifo file of StarDict")
    pairs = (line.partition("=") for line in lines[1:] if "=" in line)
    return {name.strip(): value.strip() for name, _, value in pairs}


def _beside(ifo: Path, *suffixes: str) -> Path:
    for suffix in suffixes:
        path = ifo.with_suffix(suffix)
        if path.exists():
            return path
    raise Unreadable(ifo.with_suffix(suffixes[-1]), "missing")


def _data(path: Path) -> bytes:
    data = read(path, LARGEST_STARDICT_BYTES)
    return unpacked(path, data) if data[:2] == b"\x1f\x8b" else data


def _texts(data: bytes, types: str) -> Iterator[str]:
    """The texts of a definition; pictures and sounds are passed over."""
    at, left = 0, types
    while at < len(data):
        kind = left[:1] if types else chr(data[at])
        left, at = left[1:], at if types else at + 1
        last = bool(types) and not left
        if kind in _SIZED or kind.isupper():
            if not last:
                if at + 4 > len(data):
                    return
                at += 4 + struct.unpack_from(">I", data, at)[0]
        elif kind in _TEXT and kind:
            end = len(data) if last else data.find(b"\0", at)
            end = end if end >= 0 else len(data)
            yield data[at:end].decode("utf-8", "replace")
            at = end + 1
        else:
            return
        if last:
            return


def _lines(texts: Iterator[str]) -> Iterator[str]:
    count = 0
    for text in texts:
        plain = unescape(_TAG.sub("", _BREAK.sub("\n", text))) if "<" in text else text
        for line in plain.split("\n"):
            line = " ".join(_NUMBER.sub("", line).split())
            if line and count < MOST_LINES:
                count += 1
                yield line
