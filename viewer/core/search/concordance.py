"""Hits set out to be studied: sorted by what stands around them, counted, with their company.

Sorting key words in context follows Luhn (1960). Collocates are ranked by the log-likelihood of
Dunning (1993), "Accurate methods for the statistics of surprise and coincidence", and told with the
mutual information of Church and Hanks (1990), "Word association norms, mutual information, and
lexicography".
"""

from __future__ import annotations

import math
import sqlite3
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import nsmallest

from viewer.core.language.arabic import fold, letters
from viewer.core.search.hits import Hit, Hits
from viewer.core.search.index import Form, Index

ORDERS = ("place", "before", "after", "form", "date")
CONTEXT_WORDS = 3
"""Words before or after a hit that its order looks at."""
WINDOW = 5
"""Words on either side of a hit among which collocates are counted."""
LEAST_OCCURRENCES = 3
"""Occurrences in a window below which a word is no collocate."""
BEADS = 2000
"""Rows whose beads are looked at for counterparts."""
PIECE = 5000
"""Hits between two looks at whether to stop."""


@dataclass(frozen=True, slots=True)
class Collocate:
    """A word that stands near the hits. `near`: how often; `count`: how often in the corpus."""

    word: str
    near: int
    count: int
    likelihood: float
    information: float


class Stopped(Exception):
    """Nobody wants the result any more."""


def ordered(
    index: Index, hits: Hits, order: str, stop: Callable[[], bool] = lambda: False
) -> array[int]:
    """The numbers of the hits in one of `ORDERS`; equal ones stay by place. Raises `Stopped`.

    The sorting itself is left to SQLite, which lets other threads of the program run meanwhile.
    """
    if order == "place":
        return array("I", range(len(hits)))
    base = sqlite3.connect(":memory:", isolation_level=None)
    try:
        base.execute("CREATE TABLE keys (number INTEGER PRIMARY KEY, key)")
        base.execute("BEGIN")
        keys = _keys(index, hits, order)
        for at in range(0, len(hits), PIECE):
            if stop():
                raise Stopped
            some = ((number, next(keys)) for number in range(at, min(at + PIECE, len(hits))))
            base.executemany("INSERT INTO keys VALUES (?, ?)", some)
        return array("I", (n for (n,) in base.execute("SELECT number FROM keys ORDER BY key, 1")))
    finally:
        base.close()


def _keys(index: Index, hits: Hits, order: str) -> Iterator[str]:
    """What each hit is sorted by."""
    if order == "form":
        names = [fold(name).text + "\0" + name for name in hits.names]
        yield from (names[shape] for shape in hits.shapes)
    elif order == "date":
        dates = _by_row(index, hits)
        yield from (date or "\uffff" for date in dates)
    else:
        words, behind = _Words(index), order == "after"
        sides = (0, CONTEXT_WORDS) if behind else (CONTEXT_WORDS, 0)
        for at in range(0, len(hits), PIECE):
            for before, after in words.around(hits, at, at + PIECE, *sides):
                yield " ".join(after if behind else reversed(before))


def _by_row(index: Index, hits: Hits) -> Iterator[str]:
    """The date of the document of each hit; those of one document stand together."""
    document = None
    for row in hits.rows:
        if document is None or not document.first <= row < document.first + document.count:
            document = index.document_of(row)
        yield document.date


class _Words:
    """The folded words around hits, from the streams of their rows."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._folded: dict[str, str] = {}

    def around(
        self, hits: Hits, begin: int, end: int, before: int, after: int
    ) -> Iterator[tuple[list[str], list[str]]]:
        """So many words before, and after, each of the hits `[begin, end)`; fewer in short rows."""
        streams = self._index.streams_of(dict.fromkeys(hits.rows[begin:end]))
        found: list[tuple[str, str]] = []
        for number, row in enumerate(hits.rows[begin:end], begin):
            first, last = self._place(hits, number, row)
            signs = streams.get(row, "")
            found.append(
                (signs[max(0, first - before) : first], signs[last + 1 : last + 1 + after])
            )
        new = set("".join(map("".join, found))).difference(self._folded)
        some = "".join(new)
        forms = self._index.signed(some)
        self._folded |= {s: f.folded for s, f in zip(some, forms, strict=True)}
        folded = self._folded
        for one, other in found:
            yield [folded[sign] for sign in one], [folded[sign] for sign in other]

    def _place(self, hits: Hits, number: int, row: int) -> tuple[int, int]:
        """First and last word of a hit; where code points are told, those that it touches."""
        first, last = hits.firsts[number], hits.lasts[number]
        if hits.words:
            return first, last
        _, _, spans = self._index.row(row)
        inside = [at for at, (start, end) in enumerate(spans) if start < last and end > first]
        if inside:
            return inside[0], inside[-1]
        at = sum(end <= first for _, end in spans)
        return at, at - 1


def collocates(
    index: Index, hits: Hits, count: int = 100, stop: Callable[[], bool] = lambda: False
) -> list[Collocate]:
    """The words that stand near the hits oftener than chance, the surest first.

    A word is counted once for each hit. Raises `Stopped`.
    """
    words, near = _Words(index), Counter[str]()
    for at in range(0, len(hits), PIECE):
        if stop():
            raise Stopped
        for before, after in words.around(hits, at, at + PIECE, WINDOW, WINDOW):
            near.update({*before, *after})
    found = {word: n for word, n in near.items() if n >= LEAST_OCCURRENCES}
    counts: Counter[str] = Counter()
    written = _Written()
    for form in index.forms(found):
        counts[form.folded] += form.count
        written.see(form, form.count)
    total, around = max(1, index.words()), len(hits) * 2 * WINDOW
    made = (_collocate(word, n, counts[word], around, total) for word, n in found.items())
    best = nsmallest(count, (c for c in made if c.information > 0), key=_rank)
    return [replace(each, word=written.of(each.word)) for each in best]


def _rank(collocate: Collocate) -> tuple[float, str]:
    return -collocate.likelihood, collocate.word


def commonest(counts: Counter[str], count: int) -> list[tuple[str, int]]:
    """The commonest words; equal ones by their letters, for sets give them in any order."""
    return nsmallest(count, counts.items(), key=lambda each: (-each[1], each[0]))


class _Written:
    """How a folded word is written most often.

    Here and where words are counted no object is kept for each: the window's thread has to look
    at every object that is new, whoever made it.
    """

    def __init__(self) -> None:
        self._most: dict[str, int] = {}
        self._best: dict[str, str] = {}

    def see(self, form: Form, count: int) -> None:
        folded, now = form.folded, letters(form.written)
        before = self._most.get(folded, -1), self._best.get(folded, "")
        self._most[folded], self._best[folded] = max((count, now), before)

    def of(self, folded: str) -> str:
        return self._best.get(folded, folded)


def counterparts(index: Index, hits: Hits, count: int = 5) -> list[Collocate]:
    """The words of the other language that stand in the beads of the hits oftener than chance."""
    near, around, seen = Counter[str](), 0, set[int]()
    for row, across in zip(hits.rows, hits.across, strict=True):
        if across or row in seen or len(seen) >= BEADS:
            continue
        seen.add(row)
        for _, signs in index.streams(index.beside(row)):
            around += len(signs)
            near.update(set(signs))
    words, counts, written = Counter[str](), Counter[str](), _Written()
    for form in index.signed("".join(near)):
        words[form.folded] += near[chr(form.sign)]
        written.see(form, near[chr(form.sign)])
    common = [(word, n) for word, n in commonest(words, 300) if n >= 2 and len(word) > 2]
    for form in index.forms(word for word, _ in common):
        counts[form.folded] += form.count
    total = max(1, index.words())
    made = (_collocate(word, n, counts[word], around, total) for word, n in common)
    best = nsmallest(count, (c for c in made if c.information > 1), key=_rank)
    return [replace(each, word=written.of(each.word)) for each in best]


def _collocate(word: str, near: int, count: int, around: int, total: int) -> Collocate:
    """Scored on the table of occurrences near the hits and elsewhere (Dunning 1993)."""
    around = min(around, total)
    near = min(near, count)
    outside, rest = count - near, max(0, total - around)
    share = count / total
    expected, elsewhere = around * share, rest * share
    likelihood = 2 * (_nats(near, expected) + _nats(outside, elsewhere))
    information = math.log2(near / expected) if expected and near else 0.0
    return Collocate(word, near, count, likelihood, information)


def _nats(seen: float, expected: float) -> float:
    return seen * math.log(seen / expected) if seen and expected else 0.0


def over_time(index: Index, hits: Hits) -> list[tuple[str, int, int]]:
    """(month or year, hits, words) of dated documents, in order, none left out in between.

    Months where the hits span at most ten years, else years. `words`: of all documents then.
    """
    hit_dates: Counter[str] = Counter(date[:7] for date in _by_row(index, hits) if date)
    if not hit_dates:
        return []
    first, last = min(hit_dates)[:4], max(hit_dates)[:4]
    monthly = int(last) - int(first) < 10 and all(len(date) == 7 for date in hit_dates)
    size = 7 if monthly else 4
    found, words = Counter[str](), Counter[str]()
    for date, count in hit_dates.items():
        found[date[:size]] += count
    for document in index.documents():
        words[document.date[:size]] += document.words
    steps = _months(min(found), max(found)) if monthly else _years(first, last)
    return [(step, found[step], words[step]) for step in steps]


def _years(first: str, last: str) -> Iterator[str]:
    return (f"{year:04}" for year in range(int(first), int(last) + 1))


def _months(first: str, last: str) -> Iterator[str]:
    begin, end = (int(date[:4]) * 12 + int(date[5:]) - 1 for date in (first, last))
    return (f"{month // 12:04}-{month % 12 + 1:02}" for month in range(begin, end + 1))


def frequencies(
    index: Index,
    hits: Hits | None = None,
    count: int = 500,
    stop: Callable[[], bool] = lambda: False,
) -> list[tuple[str, int]]:
    """The commonest words of the corpus, or of the documents with hits. Raises `Stopped`."""
    if hits is None:
        return [(letters(form.written), form.count) for form in index.frequencies(count)]
    signs: Counter[str] = Counter()
    for document in _documents(index, hits):
        if stop():
            raise Stopped
        for _, stream in index.streams(range(document[0], document[1])):
            signs.update(stream)
    words, written, every = Counter[str](), _Written(), "".join(signs)
    for at in range(0, len(every), PIECE):
        for form in index.signed(every[at : at + PIECE]):
            words[form.folded] += signs[chr(form.sign)]
            written.see(form, signs[chr(form.sign)])
    return [(written.of(word), n) for word, n in commonest(words, count)]


def _documents(index: Index, hits: Hits) -> Iterator[tuple[int, int]]:
    """The rows of each document with hits. Those stand in the order of the corpus, not of rows."""
    rows, told = range(0), set[int]()
    for row in hits.rows:
        if row not in rows:
            document = index.document_of(row)
            rows = range(document.first, document.first + document.count)
            if document.first not in told:
                told.add(document.first)
                yield rows.start, rows.stop


def as_rows(hits: Iterable[Hit], beads: Iterable[str]) -> Iterator[Sequence[str]]:
    """Hits for a table: document, block from 1, before, hit, after, why, date, translation."""
    for hit, bead in zip(hits, beads, strict=True):
        yield (
            hit.path,
            str(hit.block + 1),
            hit.before,
            hit.text,
            hit.after,
            " ".join(hit.why),
            hit.date,
            bead,
        )
