"""What a search found: a table of places, and each of them in its real letters."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from viewer.core.search.query import Query


@dataclass(frozen=True)
class Hit:
    """`[start, end)` in code points of the document's text. `why`: how each word was found.

    `row`: of the index. `date`: of the document, ISO 8601 or empty.
    """

    path: str
    block: int
    start: int
    end: int
    text: str
    before: str
    after: str
    why: tuple[str, ...] = ()
    row: int = 0
    date: str = ""


@dataclass(eq=False)
class Hits:
    """Where a query was found: a table with a column for each part, a line for each hit.

    `words`: `firsts` and `lasts` count the words of the row; else they are code points of its
    text. `shapes` are numbers into `names`, the written forms without their marks.
    """

    words: bool = True
    rows: array[int] = field(default_factory=lambda: array("q"))
    firsts: array[int] = field(default_factory=lambda: array("I"))
    lasts: array[int] = field(default_factory=lambda: array("I"))
    shapes: array[int] = field(default_factory=lambda: array("I"))
    across: array[int] = field(default_factory=lambda: array("b"))
    """1 for what only stands in the translation of a hit."""
    names: list[str] = field(default_factory=list)
    counts: Counter[int] = field(default_factory=Counter)
    """Hits by shape."""
    doubtful: set[int] = field(default_factory=set)
    """Shapes that are found though they may be another word."""
    why: tuple[str, ...] = ()
    """Of all of them, where they were found otherwise than by their words."""

    def __len__(self) -> int:
        return len(self.rows)

    def add(self, row: int, first: int, last: int, shape: int, across: bool = False) -> None:
        self.rows.append(row)
        self.firsts.append(first)
        self.lasts.append(last)
        self.shapes.append(shape)
        self.across.append(across)
        self.counts[shape] += 1

    def extend(self, rows: Iterable[int], words: Sequence[int], shapes: Sequence[int]) -> None:
        """Add hits of one word each: in which rows, which words of these, in which forms."""
        self.rows.extend(rows)
        self.firsts.extend(words)
        self.lasts.extend(words)
        self.shapes.extend(shapes)
        self.across.frombytes(bytes(len(shapes)))
        self.counts.update(shapes)

    def forms(self) -> dict[str, int]:
        """How often each written form was found, the commonest first."""
        return {self.names[shape]: count for shape, count in self.counts.most_common()}

    def of(self, order: Iterable[int]) -> Hits:
        """Those lines, in that order."""
        made, chosen = Hits(self.words, names=self.names, why=self.why), array("I", order)
        made.doubtful = self.doubtful
        for name in ("rows", "firsts", "lasts", "shapes", "across"):
            mine: array[int] = getattr(self, name)
            getattr(made, name).extend(map(mine.__getitem__, chosen))
        made.counts.update(made.shapes)
        return made

    def parts(self, spans: Iterable[tuple[int, int]]) -> Hits:
        """All of its lines `[start, end)` by `[start, end)`, in that order."""
        made, order = Hits(self.words, names=self.names, why=self.why), list(spans)
        made.doubtful, made.counts = self.doubtful, Counter(self.counts)
        for name in ("rows", "firsts", "lasts", "shapes", "across"):
            mine, theirs = getattr(self, name), getattr(made, name)
            for start, end in order:
                theirs.extend(mine[start:end])
        return made

    def copy(self) -> Hits:
        """As it is now, for another thread."""
        made = Hits(self.words, self.rows[:], self.firsts[:], self.lasts[:], self.shapes[:])
        made.across, made.names = self.across[:], list(self.names)
        made.counts, made.why, made.doubtful = Counter(self.counts), self.why, set(self.doubtful)
        return made


@dataclass
class Answer:
    """What was found of a query. `total` counts all occurrences; `late`: blocks given up on."""

    query: Query
    mode: str
    hits: Hits
    documents: int = 0
    complete: bool = True
    late: int = 0
    how: str = ""
    """How the query was read, where not as it was typed: `layout` or `transliteration`."""

    @property
    def total(self) -> int:
        return len(self.hits)

    @property
    def across(self) -> int:
        """How many of them only stand in the translation of a hit."""
        return sum(self.hits.across)

    @property
    def understood(self) -> str:
        return self.query.as_text()


def as_json(
    answer: Answer, query: str, hits: Iterable[Hit], bead: Callable[[Hit], Any]
) -> dict[str, Any]:
    """What `hashiya search` prints of some hits; `bead` gives what stands beside one."""
    return {
        "query": query,
        "understood": answer.understood,
        "total": answer.total,
        "hits": [
            {
                "path": hit.path,
                "block": hit.block,
                "start": hit.start,
                "end": hit.end,
                "text": hit.text,
                "before": hit.before,
                "after": hit.after,
                "why": list(hit.why),
                "bead": bead(hit),
            }
            for hit in hits
        ],
    }


def word_start(text: str, begin: int, around: int) -> int:
    """Where the context before `begin` starts: between words, if there are any."""
    start = max(0, begin - around)
    if start and not text[start - 1].isspace():
        space = next((at for at in range(start, begin) if text[at].isspace()), begin - 1)
        start = space + 1 if space + 1 < begin else start
    return start


def word_end(text: str, end: int, around: int) -> int:
    stop = min(len(text), end + around)
    if stop < len(text) and not text[stop].isspace():
        space = next((at for at in range(stop - 1, end, -1) if text[at].isspace()), stop)
        stop = space
    return stop
