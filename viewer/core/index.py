"""The full-text index of a corpus: SQLite FTS5 over folded text, in the cache folder.

A row of the index is a block. What is stored beside it is the block's own text, so that a hit is
shown in its real letters without opening the document. Deleting the file loses nothing.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from viewer.core.arabic import fold
from viewer.core.corpus import File
from viewer.core.document import Document
from viewer.core.stems import stem

VERSION = 1
"""Of the tables; another one builds the index anew."""
TOKEN = re.compile(r"[^\W_]+")
"""What FTS5's `unicode61` takes for a word of folded text, with the categories that we give it."""

_TABLES = """
CREATE TABLE documents (
  id INTEGER PRIMARY KEY, path TEXT UNIQUE, size INTEGER, mtime INTEGER,
  language TEXT, title TEXT, date TEXT);
CREATE TABLE blocks (
  id INTEGER PRIMARY KEY, document INTEGER, block INTEGER, start INTEGER, text TEXT);
CREATE INDEX of_document ON blocks (document);
CREATE VIRTUAL TABLE words USING fts5(
  folded, content='', tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co'");
CREATE VIRTUAL TABLE terms USING fts5vocab(words, 'row');
CREATE TABLE forms (term TEXT PRIMARY KEY, stem TEXT) WITHOUT ROWID;
CREATE INDEX by_stem ON forms (stem);
"""


@dataclass(frozen=True)
class Found:
    """A block that may hold a hit. `start`: of the block, in code points of the document."""

    path: str
    language: str
    block: int
    start: int
    text: str


class Index:
    """One connection; for one thread. One process writes, any number read meanwhile (WAL)."""

    def __init__(self, path: Path) -> None:
        """Open or make the index at `path`; a damaged one, or one of another version, is made anew.

        Raises OSError or sqlite3.Error where nothing can be written.
        """
        self.path = path
        try:
            self._open()
        except sqlite3.DatabaseError:
            for name in (path, *path.parent.glob(path.name + "-*")):
                name.unlink(missing_ok=True)
            self._open()
        self._vocabulary: tuple[int, str] | None = None
        self._terms: set[str] = set()  # written by this connection, so not again

    def _open(self) -> None:
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._base = sqlite3.connect(self.path, timeout=30, isolation_level=None)
        self._base.execute("PRAGMA journal_mode=WAL")
        self._base.execute("PRAGMA synchronous=NORMAL")
        (version,) = self._base.execute("PRAGMA user_version").fetchone()
        if version not in (0, VERSION):
            self._base.close()
            raise sqlite3.DatabaseError("another version")
        if version == 0:
            self._base.executescript(f"BEGIN; {_TABLES} PRAGMA user_version={VERSION}; COMMIT;")

    def close(self) -> None:
        self._base.close()

    # Writing

    def behind(self, files: Iterable[File]) -> tuple[list[File], list[str]]:
        """(what is new or changed, the paths that are gone)."""
        known = {
            path: (size, mtime)
            for path, size, mtime in self._base.execute("SELECT path, size, mtime FROM documents")
        }
        there = {file.path: file for file in files}
        new = [f for path, f in there.items() if known.get(path) != (f.size, f.mtime_ns)]
        return new, [path for path in known if path not in there]

    def put(self, found: Sequence[tuple[File, Document | None]]) -> None:
        """Take documents in, in place of what was known of them; None for one that is unreadable.

        One transaction: it is in the index whole or not at all.
        """
        try:
            with self._transaction():
                for file, document in found:
                    self._forget(file.path)
                    self._add(file, document)
        except BaseException:
            self._terms.clear()  # what was rolled back is to be written again
            raise

    def forget(self, paths: Iterable[str]) -> None:
        """They are gone."""
        with self._transaction():
            for path in paths:
                self._forget(path)

    def _transaction(self) -> _Transaction:
        return _Transaction(self._base)

    def _forget(self, path: str) -> None:
        row = self._base.execute("SELECT id FROM documents WHERE path=?", (path,)).fetchone()
        if row is None:
            return
        for id, text in self._base.execute("SELECT id, text FROM blocks WHERE document=?", row):
            self._base.execute(
                "INSERT INTO words (words, rowid, folded) VALUES ('delete', ?, ?)",
                (id, fold(text).text),
            )
        self._base.execute("DELETE FROM blocks WHERE document=?", row)
        self._base.execute("DELETE FROM documents WHERE id=?", row)

    def _add(self, file: File, document: Document | None) -> None:
        about: tuple[str | None, ...] = ("und", None, None)
        if document is not None:
            about = document.language, document.title, document.date
        id = self._base.execute(
            "INSERT INTO documents (path, size, mtime, language, title, date)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (file.path, file.size, file.mtime_ns, *about),
        ).lastrowid
        (last,) = self._base.execute("SELECT coalesce(max(id), 0) FROM blocks").fetchone()
        terms: set[str] = set()
        blocks, words = [], []
        for row, block in enumerate(document.blocks() if document is not None else (), last + 1):
            folded = fold(block.text).text
            blocks.append((row, id, block.index, block.start, block.text))
            words.append((row, folded))
            terms.update(TOKEN.findall(folded))
        many = self._base.executemany
        many("INSERT INTO blocks VALUES (?, ?, ?, ?, ?)", blocks)
        many("INSERT INTO words (rowid, folded) VALUES (?, ?)", words)
        new = terms - self._terms
        self._terms |= new
        many("INSERT OR IGNORE INTO forms VALUES (?, ?)", ((term, stem(term)) for term in new))

    # Asking

    def __len__(self) -> int:
        """How many documents are in it."""
        return self._base.execute("SELECT count(*) FROM documents").fetchone()[0]

    def knows(self, term: str) -> bool:
        found = self._base.execute("SELECT 1 FROM forms WHERE term=?", (term,)).fetchone()
        return found is not None

    def with_stem(self, wanted: str) -> list[str]:
        rows = self._base.execute("SELECT term FROM forms WHERE stem=?", (wanted,))
        return [term for (term,) in rows]

    def matching(self, pattern: re.Pattern[str]) -> list[str]:
        """The terms that a pattern of whole lines (re.MULTILINE) matches."""
        (count,) = self._base.execute("SELECT count(*) FROM forms").fetchone()
        if self._vocabulary is None or self._vocabulary[0] != count:
            terms = (term for (term,) in self._base.execute("SELECT term FROM forms"))
            self._vocabulary = count, "\n".join(terms)
        return pattern.findall(self._vocabulary[1])

    def count(self, terms: Iterable[str]) -> int:
        """How often these terms stand in the corpus."""
        ask = "SELECT cnt FROM terms WHERE term=?"
        rows = (self._base.execute(ask, (term,)).fetchone() for term in terms)
        return sum(row[0] for row in rows if row is not None)

    def blocks(
        self, match: str, language: str = "", stop: Callable[[], bool] = lambda: False
    ) -> Iterator[Found]:
        """The blocks that an FTS5 query matches, in the order of documents and blocks."""
        ask = (
            "SELECT d.path, d.language, b.block, b.start, b.text FROM words"
            " JOIN blocks b ON b.id = words.rowid JOIN documents d ON d.id = b.document"
            " WHERE words MATCH ?"
        )
        values = [match]
        if language:
            ask += " AND (d.language = ? OR d.language LIKE ?)"
            values += [language, f"{language}-%"]
        for row in self._base.execute(ask + " ORDER BY words.rowid", values):
            if stop():
                return
            yield Found(*row)


class _Transaction:
    """`with` it: everything inside, or nothing."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self._base = base

    def __enter__(self) -> None:
        self._base.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: object, *_: object) -> None:
        self._base.execute("ROLLBACK" if kind else "COMMIT")
