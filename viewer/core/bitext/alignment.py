"""Two documents as a bitext: which of their paragraphs correspond, and inside them which sentences.

Furniture is left out of it and keeps its place. What is asked of the aligner and what it answers
are plain data, so that a worker can compute it and the cache can keep it.
"""

from __future__ import annotations

import bisect
import hashlib
import itertools
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from viewer.core.base.json_files import Damaged, read_json, save_json
from viewer.core.bitext import sentence_vectors as vectors
from viewer.core.bitext.beads import Bead
from viewer.core.language.sentences import sentences
from viewer.core.text.document import Document

if TYPE_CHECKING:
    from viewer.core.bitext.aligner import Pin, Similarity
    from viewer.core.bitext.lexicon_learning import KnownPairs

ALIGNER_VERSION = 7
"""Of what the aligner answers; another one makes the cache forget."""
DOUBTFUL = 0.7
"""Score below which somebody should look at a bead."""
HEAD = 40
"""Paragraphs a side that the first estimate of a long work looks at."""

Data = dict[str, Any]
Sentence = tuple[int, int, int]
"""(block, start, end): code points of the block."""
SentencePair = tuple[list[Sentence], list[Sentence], float]
"""Sentences before and after that correspond, and how likely that is."""


def story(document: Document) -> list[int]:
    """The blocks that take part: neither furniture nor blank. Completes the index."""
    document.complete()
    lines, furniture = document.lines, document.furniture
    blocks = (block for block in range(len(document)) if block not in furniture)
    return [block for block in blocks if not lines.block(block).isspace()]


def question(
    before: Document, after: Document, pins: Iterable[Pin] = (), semantic: bool | None = None
) -> Data:
    """What the aligner is asked. `pins` count story blocks; `semantic` None: where installed."""
    from viewer.core.dictionaries.freedict import between

    sides = (before, after)
    blocks = [story(document) for document in sides]
    return {
        "version": ALIGNER_VERSION,
        "texts": [
            [d.lines.block(b) for b in found] for d, found in zip(sides, blocks, strict=True)
        ],
        "marks": [[_mark(d, b) for b in found] for d, found in zip(sides, blocks, strict=True)],
        "pins": [[a.start, a.stop, b.start, b.stop] for a, b in pins],
        "semantic": vectors.available() if semantic is None else semantic,
        "dictionaries": between(before.language, after.language),
    }


def has_better(asked: Data) -> bool:
    """Whether the first answer is not the best one."""
    return bool(asked["semantic"] or asked["dictionaries"])


def _mark(document: Document, block: int) -> str:
    """What a block is, where that is worth anything as evidence."""
    kind = document.kinds.get(block, "paragraph")
    if kind == "heading":
        return f"heading {document.levels.get(block, 1)}"
    return "" if kind in ("paragraph", "cue") else kind


def answers(asked: Data, only_best: bool = False) -> Iterator[Data]:
    """The answer, better each time: beads by the texts alone, then with what dictionaries of the
    system know and, if asked, with vectors; `only_best`: those alone, where there are such.

    {"beads": [[first, end, first, end, score]] of story blocks, "inner": {bead: the same of its
    sentences}}; a bead whose one sentence is in the other's one has no inner ones.
    """
    from viewer.core.bitext.aligner import align
    from viewer.core.bitext.known_pairs import known_pairs

    before, after = asked["texts"]
    marks = tuple(asked["marks"])
    pins = [(range(a, b), range(c, d)) for a, b, c, d in asked["pins"]]
    work = _Texts(before, after)

    def answer(near: vectors.Nearness | None, known: KnownPairs) -> Data:
        runs = _Runs(near, *work.starts) if near is not None else None
        beads = align(before, after, marks=marks, pins=pins, similarity=runs, known=known)
        return work.answer(beads, near, known)

    better = has_better(asked) and before and after
    if not (better and only_best):
        yield answer(None, frozenset())
    if better:
        known = known_pairs(before, after, asked["dictionaries"])
        near = vectors.nearness(*work.sentences) if asked["semantic"] else None
        if near is not None or known or only_best:
            yield answer(near, known)


class _Texts:
    """The paragraphs of both sides as sentences. `starts`: of each paragraph its first one."""

    def __init__(self, before: Sequence[str], after: Sequence[str]) -> None:
        found = [[[t[a:b] for a, b in sentences(t)] for t in side] for side in (before, after)]
        self.sentences = [[text for parts in side for text in parts] for side in found]
        self.starts: list[list[int]] = []
        for side in found:
            starts = [0]
            for parts in side:
                starts.append(starts[-1] + len(parts))
            self.starts.append(starts)

    def answer(
        self, beads: Sequence[Bead], similarity: Similarity | None, known: KnownPairs = frozenset()
    ) -> Data:
        """Align the sentences inside the beads."""
        from viewer.core.bitext.aligner import align

        first, second = self.starts
        corners = [(first[x.before.start], second[x.after.start]) for x in beads]
        borders = [(range(i, i), range(j, j)) for i, j in corners]
        found = align(*self.sentences, pins=borders, similarity=similarity, known=known)
        inner, at = {}, 0
        for number, bead in enumerate(beads):
            begin, stop = first[bead.before.start], first[bead.before.stop]
            other, end = second[bead.after.start], second[bead.after.stop]
            mine = []
            while at < len(found) and found[at].before.stop <= stop and found[at].after.stop <= end:
                mine.append(_row(found[at], begin, other))
                at += 1
            if bead.before and bead.after and len(mine) > 1:
                inner[str(number)] = mine
        return {"beads": [_row(bead) for bead in beads], "inner": inner}


def _row(bead: Bead, a: int = 0, b: int = 0) -> list[float]:
    before, after = bead.before, bead.after
    ends = [before.start - a, before.stop - a, after.start - b, after.stop - b]
    return [*ends, round(bead.score, 3)]


class _Runs:
    """The nearness of runs of paragraphs, by those of their sentences."""

    def __init__(self, near: vectors.Nearness, before: Sequence[int], after: Sequence[int]) -> None:
        self._near, self._before, self._after = near, before, after

    def _sentences(self, before: range, after: range) -> tuple[range, range]:
        return (
            range(self._before[before.start], self._before[before.stop]),
            range(self._after[after.start], self._after[after.stop]),
        )

    def __call__(self, before: range, after: range) -> float:
        return self._near(*self._sentences(before, after))

    def many(self, before: tuple[Any, Any], after: tuple[Any, Any]) -> Any:
        from viewer.core.bitext.arrays import np

        first, second = np.array(self._before), np.array(self._after)
        return self._near.many(
            (first[before[0]], first[before[1]]), (second[after[0]], second[after[1]])
        )

    def fit(self, beads: Iterable[tuple[range, range]]) -> None:
        self._near.fit(self._sentences(*bead) for bead in beads)


@dataclass(eq=False)
class Alignment:
    """The beads of two documents, in order. Their ranges count the blocks of `story`.

    `inner`: bead -> the beads of its sentences, counted from its first one. `pinned`: the beads
    that the reader confirmed; `parts`: of some of these the runs that belong together inside,
    where their order differs in the two languages.
    """

    before: Document
    after: Document
    beads: list[Bead]
    inner: dict[int, list[Bead]] = field(default_factory=dict)
    pinned: frozenset[int] = frozenset()
    parts: dict[int, list[Pin]] = field(default_factory=dict)
    story: tuple[list[int], list[int]] = field(default_factory=lambda: ([], []))

    def __post_init__(self) -> None:
        if not any(self.story):
            self.story = story(self.before), story(self.after)
        self._asked: tuple[int, list[SentencePair]] | None = None
        self._stops = (
            [bead.before.stop for bead in self.beads],
            [bead.after.stop for bead in self.beads],
        )

    @classmethod
    def of(
        cls, before: Document, after: Document, answer: Data, pins: Iterable[Pin] = ()
    ) -> Alignment:
        """What an answer says. Raises ValueError or IndexError when it is about other texts."""
        beads = [_bead(row) for row in answer["beads"]]
        inner = {int(k): [_bead(row) for row in rows] for k, rows in answer["inner"].items()}
        said = set(pins)
        pinned = frozenset(k for k, b in enumerate(beads) if (b.before, b.after) in said)
        made = cls(before, after, beads, inner, pinned)
        for side, ends in zip(made.story, made._stops, strict=True):
            if (ends[-1] if ends else 0) != len(side):
                raise ValueError("another text")
        return made

    def run(self, bead: int, first: bool) -> range:
        return self.beads[bead].before if first else self.beads[bead].after

    def blocks(self, bead: int, first: bool) -> list[int]:
        """The blocks of a bead in the first document or the second."""
        run = self.run(bead, first)
        return self.story[0 if first else 1][run.start : run.stop]

    def bead_of(self, block: int, first: bool) -> int | None:
        """The bead that a block is in; None for furniture."""
        found = self.story[0 if first else 1]
        at = bisect.bisect_left(found, block)
        if at == len(found) or found[at] != block:
            return None
        return bisect.bisect_right(self._stops[0 if first else 1], at)

    def sentences(self, bead: int, first: bool) -> list[Sentence]:
        return self._sentences(self.run(bead, first), first)

    def _sentences(self, run: range, first: bool) -> list[Sentence]:
        document = self.before if first else self.after
        return [
            (block, start, end)
            for block in self.story[0 if first else 1][run.start : run.stop]
            for start, end in sentences(document.lines.block(block))
        ]

    def pairs(self, bead: int) -> list[SentencePair]:
        """The sentences of a bead that correspond, and how likely that is."""
        if self._asked is None or self._asked[0] != bead:  # the pointer asks again and again
            self._asked = bead, self._pairs(bead)
        return self._asked[1]

    def _pairs(self, bead: int) -> list[SentencePair]:
        if bead in self.parts:
            return [
                (self._sentences(a, True), self._sentences(b, False), 1.0)
                for a, b in self.parts[bead]
            ]
        before, after = self.sentences(bead, True), self.sentences(bead, False)
        inner = self.inner.get(bead)
        if inner is None:
            return [(before, after, self.beads[bead].score)]
        return [
            (
                before[x.before.start : x.before.stop],
                after[x.after.start : x.after.stop],
                x.score,
            )
            for x in inner
        ]

    def matching(
        self, low: tuple[int, int], high: tuple[int, int], first: bool, most: int = 200
    ) -> list[Sentence]:
        """The sentences of the other side that belong to `[low, high)`: (block, offset) each.

        `most`: paragraphs of it that are looked at.
        """
        beads = {self.bead_of(b, first) for b in range(low[0], min(high[0], low[0] + most) + 1)}
        found = []
        for bead in sorted(b for b in beads if b is not None):
            for before, after, _ in self.pairs(bead):
                mine, theirs = (before, after) if first else (after, before)
                if any((b, end) > low and (b, start) < high for b, start, end in mine):
                    found += theirs
        return found

    def counterpart(
        self, block: int, offset: int, first: bool
    ) -> tuple[list[Sentence], list[Sentence]]:
        """The sentences around a position of one document, and those of the other."""
        bead = self.bead_of(block, first)
        for before, after, _ in self.pairs(bead) if bead is not None else ():
            mine, theirs = (before, after) if first else (after, before)
            if any(b == block and offset <= end for b, _, end in mine):
                return mine, theirs
        return [], []


def _bead(row: Sequence[float]) -> Bead:
    a, b, c, d = map(int, row[:4])
    return Bead(range(a, b), range(c, d), float(row[4]))


class Row(NamedTuple):
    """A row of a work: on each side the blocks `[first, end)`, furniture among them.

    `score`: of its most doubtful bead; 1 where it has nothing to doubt. `pinned`: all of its beads
    are.
    """

    blocks: Mapping[str, range]
    score: float = 1.0
    pinned: bool = False


def rows(pivot: str, alignments: Mapping[str, Alignment]) -> list[Row]:
    """The rows of a work whose first side, the pivot, is aligned with each other one.

    Where two translations part the pivot differently, a row reaches to where both part it.
    """
    if len(alignments) == 1:
        ((side, each),) = alignments.items()
        return _rows_of_two(pivot, side, each)
    stops = ({0, *(bead.before.stop for bead in a.beads)} for a in alignments.values())
    borders = sorted(set.intersection(*stops)) if alignments else []
    groups: list[dict[str, list[int]]] = [{} for _ in borders]
    alone: list[list[tuple[str, int]]] = [[] for _ in borders]
    for side, each in alignments.items():
        for k, bead in enumerate(each.beads):
            at = bisect.bisect_left(borders, bead.before.stop)
            if not bead.before and borders[at] == bead.before.stop:
                alone[at].append((side, k))
            else:
                groups[at].setdefault(side, []).append(k)
    made: list[Row] = []
    for group, inserted in zip(groups, alone, strict=True):
        if group:
            made += _crossing_rows(pivot, alignments, group) or [_row_of(pivot, alignments, group)]
        made += [_row_of(pivot, alignments, {side: [k]}) for side, k in inserted]
    return made


def _rows_of_two(pivot: str, side: str, made: Alignment) -> list[Row]:
    """The rows of two sides: a bead each."""
    before, after = made.story
    found: list[Row] = []
    for number, bead in enumerate(made.beads):
        if number in made.parts and (
            crossing := _crossing_rows(pivot, {side: made}, {side: [number]})
        ):
            found += crossing
            continue
        blocks = {}
        if one := bead.before:
            blocks[pivot] = range(before[one.start], before[one.stop - 1] + 1)
        if two := bead.after:
            blocks[side] = range(after[two.start], after[two.stop - 1] + 1)
        score = min(1.0, bead.score) if len(blocks) == 2 else 1.0
        found.append(Row(blocks, score, number in made.pinned))
    return found


def _crossing_rows(
    pivot: str, alignments: Mapping[str, Alignment], group: Mapping[str, Sequence[int]]
) -> list[Row]:
    """The rows of a bead whose paragraphs stand in another order in the other language, one for
    each of its parts; none for any other bead, or where furniture stands among them."""
    ((side, numbers), *others) = group.items()
    made = alignments[side]
    parts = made.parts.get(numbers[0], []) if not others and len(numbers) == 1 else []
    if not parts:
        return []
    found: list[dict[str, range]] = []
    for part in parts:
        here = {}
        for key, known, run in zip((pivot, side), made.story, part, strict=True):
            if run:
                here[key] = range(known[run.start], known[run.stop - 1] + 1)
        found.append(here)
    for key in (pivot, side):
        runs = sorted((here[key] for here in found if key in here), key=_start)
        if any(one.stop != two.start for one, two in itertools.pairwise(runs)):
            return []
    return [Row(here, 1.0, numbers[0] in made.pinned) for here in found]


def _start(run: range) -> int:
    return run.start


class RowIndex:
    """The rows of a work by the blocks that are in them."""

    def __init__(self, made: Sequence[Row]) -> None:
        self.rows = made
        found: dict[str, list[tuple[int, int]]] = {}
        for number, row in enumerate(made):
            for side, run in row.blocks.items():
                if run:
                    found.setdefault(side, []).append((run.start, number))
        self._runs = {side: sorted(runs) for side, runs in found.items()}

    def number(self, side: str, block: int) -> int | None:
        """Which row a block is in; None for one that is in no row."""
        runs = self._runs.get(side, [])
        at = bisect.bisect_right(runs, (block, len(self.rows))) - 1
        if at < 0 or block not in self.rows[runs[at][1]].blocks[side]:
            return None
        return runs[at][1]

    def after(self, side: str, block: int) -> int:
        """The first row that begins after a block on its side; their number where none does."""
        runs = self._runs.get(side, [])
        at = bisect.bisect_right(runs, (block, len(self.rows)))
        return runs[at][1] if at < len(runs) else len(self.rows)


def in_order(made: Sequence[Row]) -> Sequence[Row]:
    """The rows so that no side has a paragraph above an earlier one: those that cross are one."""
    found: list[Row] = []
    ends: dict[str, int] = {}
    for row in made:
        if any(run.start < ends.get(side, 0) for side, run in row.blocks.items()):
            row = _both(found.pop(), row)
        found.append(row)
        ends.update({side: max(run.stop, ends.get(side, 0)) for side, run in row.blocks.items()})
    return found if len(found) < len(made) else made


def _both(one: Row, two: Row) -> Row:
    blocks = dict(one.blocks)
    for side, run in two.blocks.items():
        here = blocks.get(side, run)
        blocks[side] = range(min(here.start, run.start), max(here.stop, run.stop))
    return Row(blocks, min(one.score, two.score), one.pinned and two.pinned)


def rows_of_work(
    documents: Mapping[str, Document], alignments: Mapping[str, Alignment]
) -> list[Row]:
    """The rows of a work: by its beads, by the units of a bilingual file, or a block a row."""
    pivot = next(iter(documents))
    if len(alignments) == len(documents) - 1 and alignments:
        return rows(pivot, alignments)
    if any(d.units is None for d in documents.values()):
        return [Row({pivot: range(block, block + 1)}) for block in story(documents[pivot])]
    by_unit: dict[int, dict[str, range]] = {}
    for side, document in documents.items():
        for block, unit in enumerate(document.units or ()):
            here = by_unit.setdefault(unit, {})
            here[side] = range(here[side].start if side in here else block, block + 1)
    return [Row(by_unit[unit]) for unit in sorted(by_unit)]


def row_of_unit(documents: Mapping[str, Document], side: str, block: int) -> Row | None:
    """The row of a bilingual file that a block is in; None where a side is a text of its own."""
    if any(document.units is None for document in documents.values()):
        return None
    unit = (documents[side].units or ())[block]
    found = {}
    for each, document in documents.items():
        units = document.units or ()
        found[each] = range(bisect.bisect_left(units, unit), bisect.bisect_right(units, unit))
    return Row(found)


def _row_of(
    pivot: str, alignments: Mapping[str, Alignment], group: Mapping[str, Sequence[int]]
) -> Row:
    """The row of some beads of each side, one after the other."""
    blocks: dict[str, range] = {}
    score, pinned = 1.0, True
    for side, numbers in group.items():
        made = alignments[side]
        beads = [made.beads[k] for k in numbers]
        before = range(beads[0].before.start, beads[-1].before.stop)
        after = range(beads[0].after.start, beads[-1].after.stop)
        for key, known, run in ((pivot, made.story[0], before), (side, made.story[1], after)):
            if run:
                blocks[key] = range(known[run.start], known[run.stop - 1] + 1)
        pinned = pinned and made.pinned.issuperset(numbers)
        score = min([score, *(bead.score for bead in beads if bead.before and bead.after)])
    return Row(blocks, score, pinned)


def estimate(before: Document, after: Document) -> Alignment:
    """At once: the first paragraphs aligned, the n-th with the n-th after these."""
    from viewer.core.bitext.aligner import align

    sides = story(before), story(after)
    texts = [
        [d.lines.block(b) for b in found[:HEAD]]
        for d, found in zip((before, after), sides, strict=True)
    ]
    marks = [
        [_mark(d, b) for b in found[:HEAD]] for d, found in zip((before, after), sides, strict=True)
    ]
    whole = max(map(len, sides)) <= HEAD
    beads = align(*texts, marks=(marks[0], marks[1]))
    if not whole:  # the last ones were cut off from what they belong to
        beads = [x for x in beads if max(x.before.stop, x.after.stop) < HEAD * 3 // 4]
        at = beads[-1].before.stop if beads else 0, beads[-1].after.stop if beads else 0
        beads += _one_by_one(at, (len(sides[0]), len(sides[1])))
    return Alignment(before, after, beads, story=sides)


def _one_by_one(begin: tuple[int, int], end: tuple[int, int]) -> Iterator[Bead]:
    a, b = begin
    while a < end[0] or b < end[1]:
        yield Bead(range(a, min(a + 1, end[0])), range(b, min(b + 1, end[1])), 1.0)
        a, b = min(a + 1, end[0]), min(b + 1, end[1])


class Cache:
    """Answers by what was asked, in a folder that may be deleted at any time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "alignments"

    def _path(self, asked: Data) -> Path:
        told = json.dumps(asked, ensure_ascii=False, sort_keys=True)
        return self.folder / f"{hashlib.sha256(told.encode('utf-8', 'replace')).hexdigest()}.json"

    def get(self, asked: Data) -> Data | None:
        try:
            found = read_json(self._path(asked))
        except (OSError, Damaged):
            return None
        return found if isinstance(found, dict) and {"beads", "inner"} <= found.keys() else None

    def put(self, asked: Data, answer: Mapping[str, Any]) -> None:
        """Raises OSError."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        save_json(self._path(asked), dict(answer))
