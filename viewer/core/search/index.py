"""The full-text index of a corpus: SQLite FTS5 over folded text, in the cache folder.

A row is a block. FTS5 tells which rows may hold a query. The stream of a row, one code point for
each of its words, tells where, how it is spelled and what stands around it, without reading the
text: a phrase in any of its spellings is a regular expression of character classes. The text is
there to be shown. Deleting the file loses nothing.
"""

from __future__ import annotations

import re
import sqlite3
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from viewer.core.corpus.works import natural_key
from viewer.core.language.arabic import token_spans

INDEX_VERSION = 7
"""Of the tables; another one builds the index anew."""
MANY = 500
"""Values that one statement asks for."""
STREAM = "utf-16-le"
"""In which streams are kept: many are read in half the time that UTF-8 would take."""
ROWS_KEPT = 256
"""Rows whose text stays in memory."""

_TABLES = """
CREATE TABLE documents (
  id INTEGER PRIMARY KEY, file BLOB, path BLOB UNIQUE, size INTEGER, mtime INTEGER, language TEXT,
  title TEXT, date TEXT, first INTEGER, count INTEGER, words INTEGER);
CREATE INDEX by_file ON documents (file);
CREATE INDEX by_first ON documents (first);
CREATE TABLE texts (row INTEGER PRIMARY KEY, start INTEGER, text TEXT);
CREATE TABLE streams (row INTEGER PRIMARY KEY, signs BLOB);
CREATE VIRTUAL TABLE words USING fts5(folded, content='', columnsize=0, tokenize='ascii');
CREATE TABLE forms (
  id INTEGER PRIMARY KEY, sign INTEGER, written TEXT, folded TEXT, stem TEXT, count INTEGER);
CREATE INDEX by_folded ON forms (folded);
CREATE INDEX crowded ON forms (sign) WHERE sign = 1114111;
CREATE TABLE spellings (key TEXT, form INTEGER, PRIMARY KEY (key, form)) WITHOUT ROWID;
CREATE TABLE roots (word TEXT PRIMARY KEY, readings TEXT) WITHOUT ROWID;
CREATE TABLE beads (
  row INTEGER PRIMARY KEY, document INTEGER, start INTEGER, end INTEGER, score REAL);
CREATE INDEX bead_to ON beads (document);
CREATE TABLE works (key BLOB PRIMARY KEY, signature TEXT) WITHOUT ROWID;
CREATE TABLE vectors (row INTEGER PRIMARY KEY, vector BLOB);
CREATE TABLE scans (file BLOB PRIMARY KEY, keys TEXT, stamp TEXT) WITHOUT ROWID;
INSERT INTO words (words, rank) VALUES ('hashsize', 33554432);
"""
"""The last line: FTS5 may gather 32 MB before it writes, so that a step is written once. Stems get
their index when all is written (`Writer.finish`): to keep it up meanwhile costs as much as they do.
"""
_READ_DOCUMENTS = (
    "SELECT id, path, language, coalesce(title, ''), coalesce(date, ''), first, count, words"
    " FROM documents"
)
CROWD = 0x10FFFF
"""The sign that new words share when all others are taken: what it stands for is read in the text.

There are 1,112,062 others: the code points but U+0000, the surrogates and this one.
"""
SURROGATES = 0xD800, 0x800
"""The first of the code points that stand for nothing, and how many there are."""


@dataclass(frozen=True, slots=True)
class Form:
    """A word as it is written somewhere. `sign`: the code point that stands for it in a stream.

    `count`: how often it occurs in the corpus.
    """

    sign: int
    written: str
    folded: str
    count: int


@dataclass(frozen=True, slots=True)
class Indexed:
    """A document in the index. Its blocks are the rows `[first, first + count)`.

    `words`: how many it has. `order`: its place among the documents of the corpus, -1 where only
    this one was read.
    """

    id: int
    path: str
    language: str
    title: str
    date: str
    first: int
    count: int
    words: int
    order: int = -1


@dataclass(frozen=True, slots=True)
class IndexedBead:
    """What corresponds to a row: `[start, end)` in code points of another document's text."""

    document: Indexed
    start: int
    end: int
    text: str
    score: float


class Index:
    """One connection; for one thread. One process writes, any number read meanwhile (WAL)."""

    def __init__(self, path: Path) -> None:
        """Open or make the index at `path`; a damaged one, or one of another version, is made anew.

        Raises OSError or sqlite3.Error where nothing can be written.
        """
        self.path = path
        try:
            self._open()
        except sqlite3.OperationalError:  # the disk, or somebody who does not let go
            raise
        except sqlite3.DatabaseError:
            for name in (path, *path.parent.glob(path.name + "-*")):
                name.unlink(missing_ok=True)
            self._open()
        self._read_at = -1  # the `state` that what is remembered is of
        self._documents: tuple[list[Indexed], list[int]] | None = None
        self._vocabulary: tuple[int, str] | None = None
        self._rows: OrderedDict[int, tuple[int, str, list[tuple[int, int]]]] = OrderedDict()

    def _open(self) -> None:
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.base = sqlite3.connect(
            self.path, timeout=30, isolation_level=None, check_same_thread=False
        )
        try:
            self.base.execute("PRAGMA journal_mode=WAL")
            self.base.execute("PRAGMA synchronous=NORMAL")
            if not self._version():
                with Transaction(self.base):
                    if not self._version():  # nobody else made it meanwhile
                        for table in _TABLES.split(";"):
                            self.base.execute(table)
                        self.base.execute(f"PRAGMA user_version={INDEX_VERSION}")
            if self._version() != INDEX_VERSION:
                raise sqlite3.DatabaseError("another version")
        except sqlite3.Error:
            self.base.close()
            raise

    def _version(self) -> int:
        return self.base.execute("PRAGMA user_version").fetchone()[0]

    def close(self) -> None:
        self.base.close()

    # Documents

    @property
    def state(self) -> int:
        """Another number after every change that somebody else made."""
        return self.base.execute("PRAGMA data_version").fetchone()[0]

    def changed(self) -> None:
        """Forget what is remembered of it: this connection wrote."""
        self._documents = self._vocabulary = None
        self._rows.clear()

    def documents(self) -> list[Indexed]:
        """All of them, by their rows."""
        return self._known()[0]

    def _known(self) -> tuple[list[Indexed], list[int]]:
        self._forget_outdated()
        if self._documents is None:
            found = self._read_documents()
            self._documents = found, [each.first for each in found]
        return self._documents

    def _forget_outdated(self) -> None:
        """Forget what is remembered, where somebody else wrote meanwhile."""
        if self._read_at != (state := self.state):
            self.changed()
            self._read_at = state

    def _read_documents(self) -> list[Indexed]:
        rows = self.base.execute(f"{_READ_DOCUMENTS} ORDER BY first").fetchall()
        names = [decoded(row[1]) for row in rows]
        keys = [(name.rpartition("/")[0], natural_key(name)) for name in names]
        place = {at: n for n, at in enumerate(sorted(range(len(keys)), key=keys.__getitem__))}
        return [
            Indexed(row[0], names[at], *row[2:8], order=place[at]) for at, row in enumerate(rows)
        ]

    def document_of(self, row: int) -> Indexed:
        """The document that a row is in; read alone while the others are not wanted."""
        self._forget_outdated()
        if self._documents is not None:
            documents, firsts = self._documents
            return documents[bisect_right(firsts, row) - 1]
        one = f"{_READ_DOCUMENTS} WHERE first <= ? ORDER BY first DESC LIMIT 1"
        found = self.base.execute(one, (row,)).fetchone()
        if found is None:
            raise IndexError(row)
        return Indexed(found[0], decoded(found[1]), *found[2:8])

    def document(self, path: str) -> Indexed | None:
        """The document at that path."""
        found = self.base.execute(f"{_READ_DOCUMENTS} WHERE path = ?", (encoded(path),)).fetchone()
        return Indexed(found[0], path, *found[2:8]) if found is not None else None

    def __len__(self) -> int:
        """How many documents are in it."""
        return self.base.execute("SELECT count(*) FROM documents").fetchone()[0]

    def words(self) -> int:
        """How many words all documents have."""
        return self.base.execute("SELECT coalesce(sum(words), 0) FROM documents").fetchone()[0]

    def scans(self) -> dict[str, tuple[list[str], str]]:
        """The files with pages that are pictures: what those are known by (`layer.content_key`),
        and their `layer.stamp` when they were taken in."""
        rows = self.base.execute("SELECT file, keys, stamp FROM scans")
        return {decoded(file): (keys.split(), stamp) for file, keys, stamp in rows}

    def note_scan(self, path: str, keys: Iterable[str], stamp: str) -> None:
        """Keep that of a file."""
        row = encoded(path), " ".join(keys), stamp
        self.base.execute("INSERT OR REPLACE INTO scans VALUES (?, ?, ?)", row)

    # Written forms

    def forms(self, folded: Iterable[str]) -> Iterator[Form]:
        """Yield the written forms of folded words, as far as they occur."""
        return self._forms("folded", list(folded))

    def spelled(self, keys: Iterable[str]) -> list[tuple[str, Form]]:
        """The written forms that have one of these keys (`spellings.keys`), each with the key."""
        found: dict[tuple[str, int, str], Form] = {}
        wanted = list(keys)
        for at in range(0, len(wanted), MANY):
            some = wanted[at : at + MANY]
            ask = (
                "SELECT folded, sign, written, folded, count FROM forms WHERE count > 0"
                f" AND folded IN ({marks(some)}) UNION"
                " SELECT key, sign, written, folded, count FROM spellings"
                f" JOIN forms ON forms.id = form WHERE count > 0 AND key IN ({marks(some)})"
            )
            for key, *row in self.base.execute(ask, [*some, *some]):
                form = Form(*row)
                found[key, form.sign, form.folded] = form
        return [(key, form) for (key, _, _), form in found.items()]

    def with_stem(self, wanted: str) -> list[Form]:
        return list(self._forms("stem", [wanted]))

    def signed(self, signs: str) -> list[Form]:
        """The written forms that the signs of a stream stand for, in order."""
        wanted = set(map(ord, signs))
        numbers = [number_of(sign) for sign in wanted if sign != CROWD]
        found = {form.sign: form for form in self._forms("id", numbers)}
        if CROWD in wanted:
            ask = f"SELECT sign, written, folded, count FROM forms WHERE sign = {CROWD} LIMIT 1"
            found[CROWD] = Form(*self.base.execute(ask).fetchone())
        return [found[ord(sign)] for sign in signs]

    def _forms(self, column: str, values: Sequence[object]) -> Iterator[Form]:
        for at in range(0, len(values), MANY):
            some = values[at : at + MANY]
            ask = (
                f"SELECT sign, written, folded, count FROM forms WHERE {column} IN ({marks(some)})"
            )
            for row in self.base.execute(ask + " AND count > 0", some):
                yield Form(*row)

    def matching(self, pattern: str) -> list[str]:
        """The folded words that a regular expression matches whole."""
        state = self.state
        if self._vocabulary is None or self._vocabulary[0] != state:
            ask = "SELECT DISTINCT folded FROM forms WHERE count > 0"
            self._vocabulary = state, "\n".join(term for (term,) in self.base.execute(ask))
        return re.findall(f"^{pattern}$", self._vocabulary[1], re.MULTILINE)

    def beginning(self, start: str) -> list[str]:
        """The folded words that begin so."""
        ask = "SELECT DISTINCT folded FROM forms WHERE folded >= ? AND folded < ? AND count > 0"
        return [term for (term,) in self.base.execute(ask, (start, start + "\U0010ffff"))]

    def frequencies(self, limit: int) -> list[Form]:
        """The commonest folded words; `sign` and `written` are those of one of their forms."""
        ask = (
            "SELECT sign, written, folded, sum(count) AS n FROM forms WHERE count > 0"
            " GROUP BY folded ORDER BY n DESC, folded LIMIT ?"
        )
        return [Form(*row) for row in self.base.execute(ask, (limit,))]

    # Rows

    def rows(self, match: str) -> Iterator[tuple[int, bytes]]:
        """The rows that an FTS5 query matches, in order, each with its stream in `STREAM`."""
        ask = "SELECT s.row, s.signs FROM words JOIN streams s ON s.row = words.rowid"
        return self.base.execute(ask + " WHERE words MATCH ? ORDER BY words.rowid", (match,))

    def streams(self, rows: range) -> Iterator[tuple[int, str]]:
        """Those of some rows, decoded."""
        return ((row, signs.decode(STREAM)) for row, signs in self.encoded_streams(rows))

    def encoded_streams(self, rows: range) -> Iterator[tuple[int, bytes]]:
        """The same as they are kept."""
        ask = "SELECT row, signs FROM streams WHERE row >= ? AND row < ?"
        return self.base.execute(ask, (rows.start, rows.stop))

    def streams_of(self, rows: Iterable[int]) -> dict[int, str]:
        """Those of rows that need not follow each other."""
        found, wanted = dict[int, str](), list(rows)
        for at in range(0, len(wanted), MANY):
            some = wanted[at : at + MANY]
            ask = f"SELECT row, signs FROM streams WHERE row IN ({marks(some)})"
            found |= {row: signs.decode(STREAM) for row, signs in self.base.execute(ask, some)}
        return found

    def stream(self, row: int) -> str:
        """A code point for each word of a row."""
        return next((signs for _, signs in self.streams(range(row, row + 1))), "")

    def texts(self, rows: range) -> sqlite3.Cursor:
        """(row, its start in code points of the document, its text)."""
        ask = "SELECT row, start, text FROM texts WHERE row >= ? AND row < ? ORDER BY row"
        return self.base.execute(ask, (rows.start, rows.stop))

    def row(self, row: int) -> tuple[int, str, list[tuple[int, int]]]:
        """Start of the block in code points of its document, its text, and where its words are."""
        self._forget_outdated()
        found = self._rows.get(row)
        if found is None:
            start, text = next(((s, t) for _, s, t in self.texts(range(row, row + 1))), (0, ""))
            found = self._rows[row] = start, text, token_spans(text)
            if len(self._rows) > ROWS_KEPT:
                self._rows.popitem(last=False)
        return found

    def text(self, document: Indexed, start: int, end: int) -> str:
        """Whole blocks of a document that lie in `[start, end)` of its text."""
        ask = (
            "SELECT text FROM texts WHERE row >= ? AND row < ? AND start >= ? AND start < ?"
            " ORDER BY row"
        )
        values = document.first, document.first + document.count, start, end
        return "\n".join(text for (text,) in self.base.execute(ask, values))

    def beside(self, row: int) -> range:
        """The rows that correspond to a row; none where that is not known."""
        ask = (
            "SELECT d.first, d.count, b.start, b.end FROM beads b"
            " JOIN documents d ON d.id = b.document WHERE b.row = ?"
        )
        found = self.base.execute(ask, (row,)).fetchone()
        if found is None:
            return range(0)
        first, count, start, end = found
        ask = (
            "SELECT min(row), max(row) FROM texts WHERE row >= ? AND row < ?"
            " AND start >= ? AND start < ?"
        )
        low, high = self.base.execute(ask, (first, first + count, start, end)).fetchone()
        return range(low, high + 1) if low is not None else range(0)

    def bead(self, row: int) -> IndexedBead | None:
        """What corresponds to a row, if its work was aligned."""
        ask = (
            "SELECT d.first, b.start, b.end, b.score FROM beads b"
            " JOIN documents d ON d.id = b.document WHERE b.row = ?"
        )
        found = self.base.execute(ask, (row,)).fetchone()
        if found is None:
            return None
        first, start, end, score = found
        document = self.document_of(first)
        return IndexedBead(document, start, end, self.text(document, start, end), score)


def sign_of(id: int) -> int:
    """The code point for the form of that number, from 1: surrogates are left out."""
    first, count = SURROGATES
    return min(id if id < first else id + count, CROWD)


def number_of(sign: int) -> int:
    """The way back, of a sign that is no `CROWD`."""
    first, count = SURROGATES
    return sign if sign < first else sign - count


def encoded(path: str) -> bytes:
    """A path, which may hold undecodable bytes, as the index keeps it."""
    return path.encode("utf-8", "surrogatepass")


def decoded(path: bytes) -> str:
    return path.decode("utf-8", "surrogatepass")


def marks(values: Sequence[object]) -> str:
    """Question marks for so many values of a statement."""
    return ",".join("?" * len(values))


class Transaction:
    """`with` it: everything inside, or nothing."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self._base = base

    def __enter__(self) -> None:
        self._base.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: object, *_: object) -> None:
        self._base.execute("ROLLBACK" if kind else "COMMIT")
