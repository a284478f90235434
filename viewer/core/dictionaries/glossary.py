"""Glossaries of the reader's own: terms in two languages, from tables and from TBX."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from viewer.core.base.errors import Unreadable
from viewer.core.morphology.entries import Entry, Keys, key, language_of, without_article
from viewer.core.parsing.read_bytes import encoding_of, read, text_of

TABLES = (".tsv", ".csv")
LARGEST_TABLE_BYTES = 64 << 20
"""Bytes of a table."""
MOST_TERMS = 1_000_000
"""Terms of a glossary; the rest is left out."""
_SAMPLE = 200
_KINDS = ("pos", "part of speech", "partofspeech", "kind", "نوع")
_NOTES = ("description", "note", "notes", "definition", "comment", "context", "ملاحظة", "تعريف")
_TERMS = ("source", "target", "term", "string", "arabic", "english", "عرب", "إنجليزي")

Term = tuple[str, str, str, str]
"""Arabic, English, part of speech, note."""


class Glossary:
    """Terms of Arabic and English, found from either side."""

    def __init__(self, path: Path, terms: Iterable[Term]) -> None:
        self.path, self.title = path, path.stem
        self.language, self.into = "ar", "en"
        self._terms = list(islice(terms, MOST_TERMS))
        arabic = (_keys(term[0]) for term in self._terms)
        english = (_keys(term[1]) for term in self._terms)
        self.keys = Keys((word, at) for at, words in enumerate(arabic) for word in words)
        self._english = Keys((word, at) for at, words in enumerate(english) for word in words)

    def __len__(self) -> int:
        return len(self._terms)

    def find(self, word: str) -> list[Entry]:
        """The terms of a folded Arabic word."""
        found = self.keys.find(without_article(word))
        return [self._entry(at) for at in dict.fromkeys(found)]

    def reverse(self, word: str) -> list[Entry]:
        """The terms of a folded English word, Arabic first as in `find`."""
        return [self._entry(at) for at in dict.fromkeys(self._english.find(word))]

    def _entry(self, at: int) -> Entry:
        arabic, english, kind, note = self._terms[at]
        return Entry(arabic, tuple(_alternatives(english)), kind, note)


def _alternatives(cell: str) -> list[str]:
    """The translations in a cell."""
    for sign in (";", "؛", " | "):
        if sign in cell:
            return [part.strip() for part in cell.split(sign) if part.strip()]
    return [cell.strip()]


def _keys(cell: str) -> list[str]:
    words = (without_article(key(word)) for word in _alternatives(cell))
    return [word for word in words if word]


def table_terms(path: Path) -> list[Term]:
    """The terms in a TSV or CSV file. Raises `Unreadable`; broken without two languages in it."""
    data = read(path, LARGEST_TABLE_BYTES)
    text, _ = text_of(path, data, encoding_of(path, data, None))
    try:
        rows = _rows(text, path.suffix.lower() == ".tsv")
    except csv.Error as error:
        raise Unreadable(path, "broken", str(error)) from error
    columns = _columns(rows[:_SAMPLE])
    if columns is None:
        raise Unreadable(path, "broken", "no two languages")
    found = []
    for row in rows:
        cells = [row[at].strip() if 0 <= at < len(row) else "" for at in columns]
        if language_of(cells[0]) == "ar" and cells[1] and language_of(cells[1]) != "ar":
            found.append((cells[0], cells[1], cells[2], cells[3]))
    return found


def oriented(terms: Iterable[Term], source: str) -> Iterator[tuple[str, Sequence[str]]]:
    """Terms of a language (BCP 47), each with the translations of which one is to be used."""
    for arabic, other, *_ in terms:
        said, into = (arabic, other) if source.startswith("ar") else (other, arabic)
        for part in _alternatives(said):
            yield part, _alternatives(into)


def _rows(text: str, tabs: bool) -> list[list[str]]:
    lines = [line for line in text.replace("\0", "").split("\n") if not line.startswith("#")]
    stream = io.StringIO("\n".join(lines))
    if tabs:
        return [row for row in csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE) if row]
    widths: dict[str, int] = {}
    for sign in ",;\t":
        counts = Counter(len(row) for row in csv.reader(lines[:_SAMPLE], delimiter=sign) if row)
        width, times = counts.most_common(1)[0] if counts else (0, 0)
        widths[sign] = times if width > 1 else 0
    best = max(widths, key=lambda sign: widths[sign])
    return [row for row in csv.reader(stream, delimiter=best) if row]


def _columns(rows: Sequence[Sequence[str]]) -> tuple[int, int, int, int] | None:
    """The columns of Arabic, English, part of speech (-1: none) and note (-1: none)."""
    width = max(map(len, rows), default=0)
    head = [cell.strip().lower() for cell in rows[0]] if rows else []
    languages = [
        Counter(language_of(row[at]) for row in rows if at < len(row)) for at in range(width)
    ]
    arabic = max(range(width), key=lambda at: languages[at]["ar"], default=-1)
    if arabic < 0 or not languages[arabic]["ar"]:
        return None
    kind = next((at for at, name in enumerate(head) if name in _KINDS), -1)
    note = next((at for at, name in enumerate(head) if name in _NOTES), -1)
    others = [at for at in range(width) if at not in (arabic, kind, note) and languages[at]["en"]]
    if not others:
        return None

    def worth(at: int) -> tuple[bool, int, int]:
        named = (
            at < len(head) and any(part in head[at] for part in _TERMS) and "lang" not in head[at]
        )
        return named, len({row[at] for row in rows if at < len(row)}), -abs(at - arabic)

    return arabic, max(others, key=worth), kind, note
