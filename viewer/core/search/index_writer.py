"""Taking documents into the index of a corpus and out of it; see `index`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from viewer.core.corpus.scan import File
from viewer.core.language.arabic import TOKEN, fold
from viewer.core.morphology.stemming import stem
from viewer.core.search.index import CROWD, MANY, Index, Transaction, decoded, encoded, marks
from viewer.core.search.spellings import hamza_key, is_uneven, keys
from viewer.core.text.document import Document

_LAST = "SELECT first + count FROM documents ORDER BY first DESC LIMIT 1"
_WORDS = re.compile(r"[^\W_]+")
_HALF = re.compile("[\ud800-\udfff]")


class Writer:
    """Takes documents into an index and out of it. One at a time writes."""

    def __init__(self, index: Index) -> None:
        self.index, self._base = index, index.base
        self._forms: dict[str, tuple[str, str, tuple[int, ...]]] = {}  # signs, folded, ids

    def behind(self, files: Iterable[File]) -> tuple[list[File], list[str]]:
        """(what is new or changed, the paths that are gone)."""
        known = {
            decoded(path): (size, mtime)
            for path, size, mtime in self._base.execute("SELECT file, size, mtime FROM documents")
        }
        there = {file.path: file for file in files}
        new = [f for path, f in there.items() if known.get(path) != (f.size, f.mtime_ns)]
        return new, [path for path in known if path not in there]

    def put(self, found: Sequence[tuple[File, Document | None]]) -> None:
        """Take files in, in place of what was known of them; None for one that is unreadable.

        One transaction: it is in the index whole or not at all.
        """
        try:
            with Transaction(self._base):
                counts: Counter[int] = Counter()
                for file, document in found:
                    self._forget(file.path, counts)
                    sides = document.sides() if document is not None and document.others else {}
                    for side, each in sides.items():
                        self._add(file, f"{file.path}/{side}", each, counts)
                    if sides:
                        self._line_up(file, sides)
                    else:
                        self._add(file, file.path, document, counts)
                self._count(counts)
        except BaseException:
            self._forms.clear()  # what was rolled back is to be written again
            raise
        self.index.changed()

    def forget(self, paths: Iterable[str]) -> None:
        """They are gone."""
        counts: Counter[int] = Counter()
        with Transaction(self._base):
            for path in paths:
                self._forget(path, counts)
            self._count(counts)
        self.index.changed()

    def _count(self, counts: Counter[int]) -> None:
        rows = ((n, id) for id, n in counts.items() if n)
        self._base.executemany("UPDATE forms SET count = count + ? WHERE id = ?", rows)

    def _forget(self, path: str, counts: Counter[int]) -> None:
        self._base.execute("DELETE FROM scans WHERE file = ?", (encoded(path),))
        ask = "SELECT id, first, count FROM documents WHERE file = ?"
        for id, first, count in self._base.execute(ask, (encoded(path),)).fetchall():
            rows = range(first, first + count)
            for row, _, text in self.index.texts(rows).fetchall():
                found = self._met(TOKEN.findall(text))
                counts.subtract(chain.from_iterable(ids for _, _, ids in found))
                words = " ".join(folded for _, folded, _ in found)
                self._base.execute(
                    "INSERT INTO words (words, rowid, folded) VALUES ('delete', ?, ?)", (row, words)
                )
            for table in ("texts", "streams", "beads", "vectors"):
                ask = f"DELETE FROM {table} WHERE row >= ? AND row < ?"
                self._base.execute(ask, (rows.start, rows.stop))
            self._base.execute("DELETE FROM beads WHERE document = ?", (id,))
            self._base.execute("DELETE FROM documents WHERE id = ?", (id,))

    def _add(self, file: File, path: str, document: Document | None, counts: Counter[int]) -> None:
        (first,) = self._base.execute(_LAST).fetchone() or (1,)
        texts, streams, words, total = [], [], [], 0
        blocks = list(document.blocks()) if document is not None else []
        tokens = [TOKEN.findall(block.text) for block in blocks]
        self._learn(chain.from_iterable(tokens))
        for row, (block, mine) in enumerate(zip(blocks, tokens, strict=True), first):
            found = [self._forms[token] for token in mine]
            signs = "".join([each[0] for each in found])
            counts.update(chain.from_iterable([each[2] for each in found]))
            total += len(signs)
            texts.append((row, block.start, sound(block.text)))
            streams.append((row, signs))
            words.append((row, " ".join([each[1] for each in found])))
        many = self._base.executemany
        many("INSERT INTO texts VALUES (?, ?, ?)", texts)
        many("INSERT INTO streams VALUES (?, ?)", streams)
        many("INSERT INTO words (rowid, folded) VALUES (?, ?)", words)
        about: tuple[str | None, ...] = ("und", None, None)
        if document is not None:
            title = document.title if document.title is None else sound(document.title)
            about = document.language, title, document.date
        names = encoded(file.path), encoded(path)
        self._base.execute(
            "INSERT INTO documents (file, path, size, mtime, language, title, date, first, count,"
            " words) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*names, file.size, file.mtime_ns, *about, first, len(texts), total),
        )

    def _line_up(self, file: File, sides: Mapping[str, Document]) -> None:
        """Beads of a file that says itself what belongs together, with its first side."""
        (pivot, first), *others = sides.items()
        for side, other in others:
            one, two = (encoded(f"{file.path}/{name}") for name in (pivot, side))
            self.line_up(one, two, _same_units(first, other))
            self.line_up(two, one, _same_units(other, first))

    def line_up(
        self, path: bytes, other: bytes, beads: Iterable[tuple[int, int, int, float]]
    ) -> None:
        """Note what corresponds to blocks of a document: (block, start, end, score).

        In a transaction of the caller.
        """
        ask = "SELECT first, count, id FROM documents WHERE path = ?"
        mine = self._base.execute(ask, (path,)).fetchone()
        theirs = self._base.execute(ask, (other,)).fetchone()
        if mine is None or theirs is None:
            return
        rows = ((mine[0] + block, theirs[2], *rest) for block, *rest in beads if block < mine[1])
        self._base.executemany("INSERT OR REPLACE INTO beads VALUES (?, ?, ?, ?, ?)", rows)

    def _met(self, tokens: Sequence[str]) -> list[tuple[str, str, tuple[int, ...]]]:
        self._learn(tokens)
        return [self._forms[token] for token in tokens]

    def _learn(self, tokens: Iterable[str]) -> None:
        """Give signs to the written forms among `tokens` that this writer has not met."""
        new = [token for token in set(tokens) if token not in self._forms]
        if not new:
            return
        known: dict[tuple[str, str], tuple[int, int]] = {}
        for at in range(0, len(new), MANY):
            some = new[at : at + MANY]
            ask = f"SELECT written, folded, id, sign FROM forms WHERE written IN ({marks(some)})"
            known |= {(row[0], row[1]): row[2:] for row in self._base.execute(ask, some)}
        (last,) = self._base.execute("SELECT coalesce(max(id), 0) FROM forms").fetchone()
        made, spelled = [], []
        plain = fold("\n".join(new)).text.split("\n")  # all at once: a quarter of the time
        for token, text in zip(new, plain, strict=True):
            words, found = _WORDS.findall(text), []
            others = keys(token)[1:] if len(words) == 1 and is_uneven(token) else ()
            key = hamza_key(token) if others else ""
            for folded in words:
                if (each := known.get((token, folded))) is None:
                    last += 1
                    each = last, _sign(last)
                    made.append((*each, token, folded, stem(key or folded, token)))
                    spelled += [(key, last) for key in others]
                found.append(each)
            signs = "".join(chr(sign) for _, sign in found)
            self._forms[token] = signs, " ".join(words), tuple(id for id, _ in found)
        self._base.executemany("INSERT INTO forms VALUES (?, ?, ?, ?, ?, 0)", made)
        self._base.executemany("INSERT INTO spellings VALUES (?, ?)", spelled)


def _sign(id: int) -> int:
    """The code point for the form of that number, from 1: surrogates are left out."""
    return min(id if id < 0xD800 else id + 0x800, CROWD)


def _same_units(document: Document, other: Document) -> Iterator[tuple[int, int, int, float]]:
    """What of `other` is of the same unit as each block."""
    spans: dict[int, tuple[int, int]] = {}
    for block, unit in zip(other.blocks(), other.units or (), strict=False):
        spans[unit] = (spans.get(unit, (block.start, 0))[0], block.end)
    for block, unit in enumerate(document.units or ()):
        if unit in spans:
            yield block, *spans[unit], 1.0


def sound(text: str) -> str:
    """`text` with U+FFFD for halves of letters, which SQLite does not take; as long as before."""
    return _HALF.sub("\ufffd", text)
