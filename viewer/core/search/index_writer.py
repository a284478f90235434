"""Taking documents into the index of a corpus and out of it; see `index`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager

from viewer.core.corpus.scan import File
from viewer.core.language.arabic import TOKEN
from viewer.core.search.index import (
    MANY,
    STREAM,
    SURROGATES,
    Index,
    Transaction,
    decoded,
    encoded,
    marks,
    sign_of,
)
from viewer.core.search.text_reading import NewForms, Taken, TakenText, forms_of

_LAST = "SELECT first + count FROM documents ORDER BY first DESC LIMIT 1"
_HALF = re.compile("[\ud800-\udfff]")
_NOTHING = TakenText("", "und", None, None, [], [], [])
"""What is taken of a file that is unreadable."""


class Writer:
    """Takes documents into an index and out of it. One at a time writes."""

    def __init__(self, index: Index) -> None:
        self.index, self._base = index, index.base
        self._signs: list[str] = []  # by the code points of a `TextReader`, as are the next three
        self._folded: list[str] = []  # with a space behind it
        self._ids: list[int] = []
        self._met: list[int] = []  # how often, in this transaction
        self._same = True  # each of these code points is the sign of its form
        self._gone: dict[str, list[tuple[str, int]]] = {}  # words and forms of what is forgotten
        self._new: dict[tuple[str, str], tuple[int, int]] = {}  # forms of this transaction
        self._made: list[tuple[int, int, str, str, str]] = []
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

    def put(self, found: Iterable[tuple[File, Taken | None]]) -> None:
        """Take files in, in place of what was known of them; None for one that is unreadable.

        One transaction: it is in the index whole or not at all. What one `TextReader` took is put
        in its order; after an error a new one has to begin.
        """
        with self._writing() as counts:
            for file, taken in found:
                self._forget(file.path, counts)
                if taken is None:
                    self._add(file, _NOTHING)
                    continue
                self._meet(taken, counts)
                for text in taken.texts:
                    self._add(file, text)
                for one, two, beads in taken.beads:
                    paths = encoded(f"{file.path}/{one}"), encoded(f"{file.path}/{two}")
                    self.line_up(*paths, beads)

    def forget(self, paths: Iterable[str]) -> None:
        """They are gone."""
        with self._writing() as counts:
            for path in paths:
                self._forget(path, counts)

    @contextmanager
    def _writing(self) -> Generator[Counter[int], None, None]:
        """A transaction, and how often forms come and go in it, noted at its end."""
        counts: Counter[int] = Counter()
        try:
            with Transaction(self._base):
                ask = "SELECT coalesce(max(id), 0) FROM forms"
                (last,) = self._base.execute(ask).fetchone()
                self._knows_all = last == 0 or (self._knows_all and last == self._last)
                self._last = last
                yield counts
                self._count(counts)
        except BaseException:
            for each in (self._signs, self._folded, self._ids, self._gone):
                each.clear()  # what was rolled back is to be written again
            self._knows_all = False
            raise
        finally:
            self._met = [0] * len(self._ids)
            self._new, self._made, self._spelled = {}, [], []
        self.index.changed()

    def _count(self, counts: Counter[int]) -> None:
        """Write the forms that are new, and how often each occurs now."""
        self._settle(counts)
        made = [(*form, counts.pop(form[0], 0)) for form in self._made]
        many = self._base.executemany
        many("INSERT INTO forms VALUES (?, ?, ?, ?, ?, ?)", made)
        many("INSERT INTO spellings VALUES (?, ?)", self._spelled)
        rows = ((n, id) for id, n in sorted(counts.items()) if n)
        many("UPDATE forms SET count = count + ? WHERE id = ?", rows)

    def _begin(self) -> None:
        """Know no form of a `TextReader`."""
        self._signs, self._folded, self._ids, self._met = [""], [""], [0], [0]
        self._same = True

    def _settle(self, counts: Counter[int]) -> None:
        """Count the forms that were met."""
        for id, n in zip(self._ids, self._met, strict=True):
            if n:
                counts[id] += n

    def _forget(self, path: str, counts: Counter[int]) -> None:
        self._base.execute("DELETE FROM scans WHERE file = ?", (encoded(path),))
        ask = "SELECT id, first, count FROM documents WHERE file = ?"
        for id, first, count in self._base.execute(ask, (encoded(path),)).fetchall():
            rows = range(first, first + count)
            for row, _, text in self.index.texts(rows).fetchall():
                tokens = TOKEN.findall(text)
                self._recall(tokens)
                forms = [form for token in tokens for form in self._gone[token]]
                counts.subtract(id for _, id in forms)
                words = " ".join(folded for folded, _ in forms)
                self._base.execute(
                    "INSERT INTO words (words, rowid, folded) VALUES ('delete', ?, ?)", (row, words)
                )
            for table in ("texts", "streams", "beads", "vectors"):
                ask = f"DELETE FROM {table} WHERE row >= ? AND row < ?"
                self._base.execute(ask, (rows.start, rows.stop))
            self._base.execute("DELETE FROM beads WHERE document = ?", (id,))
            self._base.execute("DELETE FROM documents WHERE id = ?", (id,))

    def _add(self, file: File, text: TakenText) -> None:
        (first,) = self._base.execute(_LAST).fetchone() or (1,)
        signs, met = self._signs, self._met
        streams = text.words if self._same else [words.translate(signs) for words in text.words]
        plain = [words.translate(self._folded) for words in text.words]
        for form in map(ord, "".join(text.words)):
            met[form] += 1
        many = self._base.executemany
        texts = zip(text.starts, map(sound, text.texts), strict=True)
        many(
            "INSERT INTO texts VALUES (?, ?, ?)",
            ((row, *each) for row, each in enumerate(texts, first)),
        )
        kept = (signs.encode(STREAM) for signs in streams)
        many("INSERT INTO streams VALUES (?, ?)", enumerate(kept, first))
        many("INSERT INTO words (rowid, folded) VALUES (?, ?)", enumerate(plain, first))
        title = text.title if text.title is None else sound(text.title)
        path = f"{file.path}/{text.side}" if text.side else file.path
        about = (encoded(file.path), encoded(path), file.size, file.mtime_ns, text.language, title)
        self._base.execute(
            "INSERT INTO documents (file, path, size, mtime, language, title, date, first, count,"
            " words) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*about, text.date, first, len(text.texts), sum(map(len, streams))),
        )

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

    def _meet(self, taken: Taken, counts: Counter[int]) -> None:
        """Give signs and numbers to the forms that a `TextReader` met first in a file."""
        if taken.first:
            self._settle(counts)
            self._knows_all = self._knows_all and not self._ids
            self._new |= {made[2:4]: made[:2] for made in self._made}
            self._begin()
        entries = self._entries(taken.new, self._knows_all)
        for folded, (id, sign) in zip(taken.new.folded, entries, strict=True):
            if len(self._ids) == SURROGATES[0]:  # they stand for nothing
                for texts in (self._signs, self._folded):
                    texts += [""] * SURROGATES[1]
                for numbers in (self._ids, self._met):
                    numbers += [0] * SURROGATES[1]
            self._same = self._same and sign == len(self._ids)
            self._signs.append(chr(sign))
            self._folded.append(f"{folded} ")
            self._ids.append(id)
            self._met.append(0)

    def _recall(self, tokens: Iterable[str]) -> None:
        """Ask for the words among `tokens` that were not yet asked for."""
        wanted = [token for token in dict.fromkeys(tokens) if token not in self._gone]
        forms, uncommon = forms_of(wanted)
        numbers = (id for id, _ in self._entries(forms, False))
        found = list(zip(forms.folded, numbers, strict=True))
        self._gone |= {token: [form] for token, form in zip(forms.written, found, strict=True)}
        self._gone |= {token: [found[at] for at in places] for token, places in uncommon.items()}

    def _entries(self, forms: NewForms, all_new: bool) -> Iterator[tuple[int, int]]:
        """The number and the sign of each form. `all_new`: none of them is in the index."""
        known = {} if all_new else self._known(forms.folded)
        others = dict(forms.others)
        for at, form in enumerate(zip(*forms[:3], strict=True)):
            yield known.get(form[:2]) or self._form(*form, others.get(at, ()), all_new)

    def _form(
        self, written: str, folded: str, stem: str, others: Iterable[str], is_new: bool
    ) -> tuple[int, int]:
        """The number and the sign of a form that the index has not; `is_new`: nor was it made in
        this transaction."""
        if not is_new and (made := self._new.get((written, folded))) is not None:
            return made
        self._last += 1
        made = self._last, sign_of(self._last)
        self._made.append((*made, written, folded, stem))
        self._spelled += [(other, self._last) for other in others]
        if not is_new:
            self._new[written, folded] = made
        return made

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


def sound(text: str) -> str:
    """`text` with U+FFFD for halves of letters, which SQLite does not take; as long as before."""
    return _HALF.sub("\ufffd", text)
