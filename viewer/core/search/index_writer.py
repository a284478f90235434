"""Taking documents into the index of a corpus and out of it; see `index`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain

from viewer.core.corpus.scan import File
from viewer.core.language.arabic import TOKEN, fold
from viewer.core.morphology.stemming import stem
from viewer.core.search.index import MANY, Index, Transaction, decoded, encoded, marks, sign_of
from viewer.core.search.spellings import hamza_key, is_uneven, keys
from viewer.core.text.document import Document
from viewer.core.text.lines import ByteLines

_LAST = "SELECT first + count FROM documents ORDER BY first DESC LIMIT 1"
_WORDS = re.compile(r"[^\W_]+")
_HALF = re.compile("[\ud800-\udfff]")


class Writer:
    """Takes documents into an index and out of it. One at a time writes."""

    def __init__(self, index: Index) -> None:
        self.index, self._base = index, index.base
        self._signs: dict[str, str] = {}  # by token, as are the next two
        self._folded: dict[str, str] = {}
        self._ids: dict[str, tuple[int, ...]] = {}
        self._made: list[tuple[int, int, str, str, str]] = []  # forms of this transaction
        self._spelled: list[tuple[str, int]] = []
        self._last = 0  # the number of the last form
        self._knows_all = False

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
        with self._writing() as counts:
            for file, document in found:
                self._forget(file.path, counts)
                sides = document.sides() if document is not None and document.others else {}
                for side, each in sides.items():
                    self._add(file, f"{file.path}/{side}", each, counts)
                if sides:
                    self._line_up(file, sides)
                else:
                    self._add(file, file.path, document, counts)

    def forget(self, paths: Iterable[str]) -> None:
        """They are gone."""
        with self._writing() as counts:
            for path in paths:
                self._forget(path, counts)

    @contextmanager
    def _writing(self) -> Generator[Counter[str], None, None]:
        """A transaction, and how often the tokens come and go in it, noted at its end."""
        counts: Counter[str] = Counter()
        try:
            with Transaction(self._base):
                ask = "SELECT coalesce(max(id), 0) FROM forms"
                (last,) = self._base.execute(ask).fetchone()
                self._knows_all = last == 0 or (self._knows_all and last == self._last)
                self._last = last
                yield counts
                self._count(counts)
        except BaseException:
            for each in (self._signs, self._folded, self._ids):
                each.clear()  # what was rolled back is to be written again
            self._knows_all = False
            raise
        finally:
            self._made, self._spelled = [], []
        self.index.changed()

    def _count(self, counts: Counter[str]) -> None:
        """Write the forms that are new, and how often each occurs now."""
        found: Counter[int] = Counter()
        for token, n in counts.items():
            for id in self._ids[token]:
                found[id] += n
        made = [(*form, found.pop(form[0], 0)) for form in self._made]
        many = self._base.executemany
        many("INSERT INTO forms VALUES (?, ?, ?, ?, ?, ?)", made)
        many("INSERT INTO spellings VALUES (?, ?)", self._spelled)
        rows = ((n, id) for id, n in sorted(found.items()) if n)
        many("UPDATE forms SET count = count + ? WHERE id = ?", rows)

    def _forget(self, path: str, counts: Counter[str]) -> None:
        self._base.execute("DELETE FROM scans WHERE file = ?", (encoded(path),))
        ask = "SELECT id, first, count FROM documents WHERE file = ?"
        for id, first, count in self._base.execute(ask, (encoded(path),)).fetchall():
            rows = range(first, first + count)
            for row, _, text in self.index.texts(rows).fetchall():
                tokens = TOKEN.findall(text)
                self._learn(tokens)
                counts.subtract(tokens)
                words = " ".join(map(self._folded.__getitem__, tokens))
                self._base.execute(
                    "INSERT INTO words (words, rowid, folded) VALUES ('delete', ?, ?)", (row, words)
                )
            for table in ("texts", "streams", "beads", "vectors"):
                ask = f"DELETE FROM {table} WHERE row >= ? AND row < ?"
                self._base.execute(ask, (rows.start, rows.stop))
            self._base.execute("DELETE FROM beads WHERE document = ?", (id,))
            self._base.execute("DELETE FROM documents WHERE id = ?", (id,))

    def _add(self, file: File, path: str, document: Document | None, counts: Counter[str]) -> None:
        (first,) = self._base.execute(_LAST).fetchone() or (1,)
        blocks = _blocks(document) if document is not None else []
        tokens = [TOKEN.findall(text) for _, text in blocks]
        self._learn(chain.from_iterable(tokens))
        counts.update(chain.from_iterable(tokens))
        sign, folded = self._signs.__getitem__, self._folded.__getitem__
        streams = [(row, "".join(map(sign, mine))) for row, mine in enumerate(tokens, first)]
        words = [(row, " ".join(map(folded, mine))) for row, mine in enumerate(tokens, first)]
        texts = [(row, start, sound(text)) for row, (start, text) in enumerate(blocks, first)]
        total = sum(len(signs) for _, signs in streams)
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

    def _learn(self, tokens: Iterable[str]) -> None:
        """Give signs to the written forms among `tokens` that this writer has not met."""
        new = [token for token in dict.fromkeys(tokens) if token not in self._signs]
        if not new:
            return
        plain = fold("\n".join(new)).text.split("\n")  # all at once: a quarter of the time
        folded_words = [_WORDS.findall(text) for text in plain]
        known = {} if self._knows_all else self._known(chain.from_iterable(folded_words))
        for token, words in zip(new, folded_words, strict=True):
            found: list[tuple[int, int]] = []
            others = keys(token)[1:] if len(words) == 1 and is_uneven(token) else ()
            key = hamza_key(token) if others else ""
            for folded in words:
                if (each := known.get((token, folded))) is None:
                    self._last += 1
                    each = self._last, sign_of(self._last)
                    self._made.append((*each, token, folded, stem(key or folded, token)))
                    self._spelled += [(key, self._last) for key in others]
                found.append(each)
            self._signs[token] = "".join(chr(sign) for _, sign in found)
            self._folded[token] = " ".join(words)
            self._ids[token] = tuple(id for id, _ in found)

    def _known(self, folded: Iterable[str]) -> dict[tuple[str, str], tuple[int, int]]:
        """The number and the sign of the forms that the index has of folded words."""
        known: dict[tuple[str, str], tuple[int, int]] = {}
        words = list(dict.fromkeys(folded))
        for at in range(0, len(words), MANY):
            some = words[at : at + MANY]
            ask = f"SELECT written, folded, id, sign FROM forms WHERE folded IN ({marks(some)})"
            known |= {(row[0], row[1]): row[2:] for row in self._base.execute(ask, some)}
        return known

    def finish(self) -> None:
        """Make what is quicker made at once than kept up, when all is written."""
        self._base.execute("CREATE INDEX IF NOT EXISTS by_stem ON forms (stem)")


def _blocks(document: Document) -> list[tuple[int, str]]:
    """Start and text of every block. Bytes are decoded at once: alone, each would have to be found
    from the last place that was counted."""
    document.complete()
    lines = document.lines
    if isinstance(lines, ByteLines):
        lines = Document.of_text(document.text()).lines
    return [(lines.start(index), lines.block(index)) for index in range(len(lines))]


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
