"""The written forms in an index that are of the root of a word; what was learnt of them is kept."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterable, Sequence

from viewer.core.language.arabic import letters
from viewer.core.morphology.roots import (
    SURE,
    RootReader,
    RootReading,
    guessed_roots,
    pattern,
    roots_meant,
    shares,
)
from viewer.core.search.index import MANY, Form, Index, Transaction, marks
from viewer.core.search.readings import Evidence

POSSIBLE = 0.05
"""Share of the readings of a word below which it is not told of as possible."""
MOST_READ = 4000
"""Written words that are read for one root, the commonest: those of weak roots may be many more."""
READ_AT_ONCE = 50
"""Words that are read, and kept, together: about a second, after which a search may be given up."""
SURELY, PERHAPS = "root", "root?"
"""Why a form is found."""


class RootForms:
    """Finds the words of a root, and asks `read` about those that nobody asked about before."""

    def __init__(self, index: Index, evidence: Evidence, read: RootReader) -> None:
        self._index, self._evidence, self._read = index, evidence, read

    def forms(self, typed: str) -> dict[Form, tuple[str, ...]]:
        """The forms of the root of a written word, surely or perhaps."""
        found: dict[Form, tuple[str, ...]] = {}
        for root in roots_meant(typed, self._readings, self._evidence.counts):
            forms = self._index.forms(self._index.matching(pattern(root)))
            forms = sorted(forms, key=_count, reverse=True)[:MOST_READ]
            bare = [letters(form.written) for form in forms]
            known = dict(zip(bare, self._readings(bare), strict=True))
            for word, form in zip(bare, forms, strict=True):
                share = shares(known[word], self._evidence.counts).get(root, 0.0)
                if share > POSSIBLE and found.get(form) != (SURELY,):
                    found[form] = (SURELY if share > SURE else PERHAPS,)
        return found

    def _readings(self, words: Sequence[str]) -> list[list[RootReading]]:
        """Of each word, out of the index where they are in it."""
        known = self._kept(words)
        new = list(dict.fromkeys(word for word in words if word not in known))
        for at in range(0, len(new), READ_AT_ONCE):
            some = new[at : at + READ_AT_ONCE]
            read = dict(zip(some, self._read(some), strict=True))
            if self._read is not guessed_roots:  # guesses give way once roots are known
                self._keep(read.items())
            known |= read
        return [known[word] for word in words]

    def _kept(self, words: Sequence[str]) -> dict[str, list[RootReading]]:
        found = {}
        for at in range(0, len(words), MANY):
            some = words[at : at + MANY]
            ask = f"SELECT word, readings FROM roots WHERE word IN ({marks(some)})"
            for word, readings in self._index.base.execute(ask, some):
                found[word] = [RootReading(*each) for each in json.loads(readings)]
        return found

    def _keep(self, read: Iterable[tuple[str, list[RootReading]]]) -> None:
        rows = [(word, json.dumps(readings, ensure_ascii=False)) for word, readings in read]
        with contextlib.suppress(sqlite3.OperationalError), Transaction(self._index.base):
            self._index.base.executemany("INSERT OR REPLACE INTO roots VALUES (?, ?)", rows)


def _count(form: Form) -> int:
    return form.count
