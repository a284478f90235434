"""Which blocks stand in which row, and how high the rows are.

A row is one paragraph bead: on each side it holds the blocks `[first, last)`. A block longer than
`PIECE` is cut for layout only: its bead becomes several rows, each with one piece of it.
"""

from __future__ import annotations

import bisect
import itertools
import math
import operator
from array import array
from collections.abc import Callable, Mapping, Sequence

from viewer.core.bitext.alignment import Row
from viewer.core.language.late_pattern import late_pattern
from viewer.core.text.document import Document
from viewer.core.text.invisibles import LETTERLESS
from viewer.core.text.lines import StrLines

PIECE = 4000
"""Code points laid out at once; 1,000 take about half a millisecond."""

LETTERS_SEEN = 400
"""Code points by which it is seen whether the letters of a piece are in fonts of their own."""
_OF_OTHER_FONTS = late_pattern("[\u2190-\u2bff\u2e80-\ud7ff\ue000-\ufaff\ufff0-\uffff]")

FLOOD = 1 << 18
"""Code points of one piece that has no letters, of which nothing is laid out."""

UNITS = 4000
"""Units of a bilingual file that become rows in one step: some 10 ms."""

RELAX = 1 << 18
"""Estimated code points from which a single block makes `ByteLines` too slow to cut."""

Sides = Mapping[str, Document]


class Rows:
    """The rows of a work, grown from the top as its documents are indexed.

    A row is one of the `beads`. Where there are none, the n-th story block of one side stands
    beside the n-th of the other; furniture stands in rows without story, or nowhere when
    `furniture` is False. Where all documents tell the `units` of their blocks, a row is a unit.
    """

    def __init__(
        self,
        documents: Sides,
        furniture: bool = True,
        beads: Sequence[Row] = (),
        bands: bool = True,
    ) -> None:
        """`bands`: what stands alone on either side may share a row, which a sign tells."""
        self.documents = dict(documents)
        self.sides = tuple(documents)
        self._show = furniture
        self.first = {side: array("I") for side in self.sides}
        self.last = {side: array("I") for side in self.sides}
        self._next = dict.fromkeys(self.sides, 0)
        self._piece: dict[int, int] = {}  # row -> which piece of its block
        self._cuts: dict[tuple[str, int], list[int]] = {}
        self._furniture = {side: sorted(d.furniture) for side, d in documents.items()}
        self._in_units = bool(documents) and all(d.units is not None for d in documents.values())
        self._unit = 0
        self._beads, self._bead = beads, 0
        self._bead_of: dict[int, int] = {}  # first row -> its bead
        self._apart: set[int] = set()  # rows whose sides are no translations of each other
        self._no_band = 0 if bands else len(beads)  # the bead from where such a row may begin
        self._crossing: dict[tuple[str, int], int] = {}  # block out of order -> its row

    def __len__(self) -> int:
        return len(self.first[self.sides[0]]) if self.sides else 0

    @property
    def complete(self) -> bool:
        return self.waiting and not any(d.arriving for d in self.documents.values())

    @property
    def waiting(self) -> bool:
        """Whether there is a row for all that is here: what is missing has yet to arrive."""
        return all(
            d.lines.complete and self._next[side] >= len(d) for side, d in self.documents.items()
        )

    def blocks(self, row: int, side: str) -> range:
        """Indices of the blocks that `side` has in `row`; several, one, or none."""
        return range(self.first[side][row], self.last[side][row])

    def shown(self, row: int, side: str) -> Sequence[int]:
        """The same without the furniture between two of them, when that is hidden."""
        blocks, furniture = self.blocks(row, side), self.documents[side].furniture
        if self._show or len(blocks) < 2 or not furniture:
            return blocks
        return [block for block in blocks if block not in furniture]

    def bead(self, row: int) -> Row | None:
        """The bead whose first row this is."""
        number = self._bead_of.get(row)
        return self._beads[number] if number is not None else None

    def is_apart(self, row: int) -> bool:
        """Whether a row holds paragraphs of several sides that stand alone, one below the other."""
        return row in self._apart

    def piece(self, row: int, side: str, block: int) -> tuple[int, int | None]:
        """The part of `block` that `row` shows: code points from its start, None for its end."""
        cuts = self._cuts.get((side, block))
        if cuts is None:
            return 0, None
        k = self._piece.get(row, 0)
        return cuts[k], cuts[k + 1] if k + 1 < len(cuts) else None

    def row_of(self, side: str, block: int, offset: int = 0) -> int:
        """The row with that block (hidden: the next one), and with that offset if it is cut."""
        row = self._crossing.get((side, block))
        if row is None:
            row = min(bisect.bisect_right(self.last[side], block), max(0, len(self) - 1))
        cuts = self._cuts.get((side, block))
        return row + (bisect.bisect_right(cuts, offset) - 1 if cuts else 0)

    def size(self, first: int, last: int, side: str) -> float:
        """Estimated code points of `side` in the rows `[first, last)`."""
        if first >= last:
            return 0.0
        lines = self.documents[side].lines
        size = max(0, lines.size(self.first[side][first], self.last[side][last - 1]))
        return min(size, PIECE * (last - first)) if self._piece else size

    def grow(self) -> bool:
        """Make rows of what is indexed by now; returns whether there are new ones."""
        before = len(self)
        if self._in_units:
            self._unit_rows()
            return len(self) > before
        self._bead_rows()
        if self._bead < len(self._beads):
            return len(self) > before
        for side, document in self.documents.items():
            if len(self._furniture[side]) != len(document.furniture):
                self._furniture[side] = sorted(document.furniture)
        while True:
            self._furniture_rows()
            if not (run := self._run()):
                return len(self) > before
            self._story_rows(run)

    def _bead_rows(self) -> None:
        """Rows of the next beads, each below the furniture that stands before it."""
        stop = min(len(self._beads), self._bead + UNITS)
        long = self._long_ahead(stop)
        known = {side: len(document) for side, document in self.documents.items()}
        cut, below = any(long.values()), self._next
        while self._bead < stop:  # thousands at once, when rows are replaced: no calls for most
            here, follows = self._beads[self._bead].blocks, True
            for side, run in here.items():
                if run.stop > known[side]:
                    return  # not indexed yet
                follows = follows and run.start == below[side]
            if not follows:
                self._furniture_before(self._from(here))
                self._note_crossing(here)
            row = len(self.first[self.sides[0]])
            self._bead_of[row] = self._bead
            count = 1
            if len(here) == 1 and self._bead >= self._no_band and (band := self._band(stop, known)):
                self._apart.add(row)
                here, count = band
            if cut:
                self._append_unit(here, long)
            else:
                self._append_blocks(here)
            for side, run in here.items():
                if run.stop > below[side]:
                    below[side] = run.stop
            self._bead += count

    def _band(self, stop: int, known: Mapping[str, int]) -> tuple[dict[str, range], int] | None:
        """What stands alone from the next bead on, and how many beads that is: paragraphs of
        several sides share the height of one row. None where they are of one side; what the reader
        set alone, or is long, keeps its row."""
        found: dict[str, range] = {}
        number = self._bead
        while number < stop:
            bead = self._beads[number]
            alone = [(side, run) for side, run in bead.blocks.items() if run]
            if len(alone) != 1 or bead.pinned:
                break
            side, run = alone[0]
            above = found.get(side, range(run.start, self._next[side]))
            size = self.documents[side].lines.size(above.start, min(run.stop, known[side]))
            if run.start != above.stop or run.stop > known[side] or size > PIECE:
                break
            found[side] = range(above.start, run.stop)
            number += 1
        self._no_band = max(number, self._bead + 1)
        return (found, number - self._bead) if len(found) > 1 else None

    def _long_ahead(self, stop: int) -> dict[str, set[int]]:
        """The blocks that are cut among those of the next beads, by side."""
        found: dict[str, set[int]] = {}
        for side, document in self.documents.items():
            ahead = self._beads[self._bead : stop]
            runs = [run for bead in ahead if (run := bead.blocks.get(side))]
            begin = min((run.start for run in runs), default=0)
            end = min(max((run.stop for run in runs), default=0), len(document))
            found[side] = set(self._long(side, begin, end)) if begin < end else set()
        return found

    def _from(self, here: Mapping[str, range]) -> Mapping[str, range]:
        """The blocks of the next bead with those before them that stand in beads below it."""
        found = here
        for number in range(self._bead + 1, len(self._beads)):
            above = {
                side: range(run.start, found[side].stop)
                for side, run in self._beads[number].blocks.items()
                if side in found and run.start < found[side].start
            }
            if not above:
                break
            found = {**found, **above}
        return found

    def _note_crossing(self, here: Mapping[str, range]) -> None:
        """Remember where the blocks of a bead stand that others of its side cross."""
        for side, run in here.items():
            row = len(self) - 1
            while row >= 0 and self.first[side][row] > run.start:
                self._crossing |= {(side, block): row for block in self.blocks(row, side)}
                self._crossing |= {(side, block): len(self) for block in run}
                row -= 1

    def _furniture_before(self, here: Mapping[str, range]) -> None:
        while before := {
            side: self._next[side] for side in here if self._next[side] < here[side].start
        }:
            for side in before:
                self._next[side] += 1
            if self._show:
                self._append(before, 1)

    def _furniture_rows(self) -> None:
        """The furniture that comes next, of all sides beside each other: it fills half the page."""
        while here := {
            side: self._next[side]
            for side, document in self.documents.items()
            if self._next[side] in document.furniture and self._next[side] < len(document)
        }:
            for side in here:
                self._next[side] += 1
            if self._show:
                self._append(here, 1)

    def _run(self) -> int:
        """How many story blocks follow on all sides before the next furniture."""
        runs = []
        for side, document in self.documents.items():
            begin, stops = self._next[side], self._furniture[side]
            at = bisect.bisect_left(stops, begin)
            stop = stops[at] if at < len(stops) else len(document)
            if begin < stop:
                runs.append(stop - begin)
            elif not document.lines.complete or begin < len(document) or document.arriving:
                return 0
        return min(runs, default=0)

    def _unit_rows(self) -> None:
        """Rows of the next units, one each; a unit with a very long block takes several."""
        known = {side: d.units for side, d in self.documents.items() if d.units is not None}
        last = max((units[-1] for units in known.values() if units), default=-1)
        stop = min(self._unit + UNITS, last + 1)
        long: dict[str, set[int]] = {}
        for side, units in known.items():
            begin = self._next[side]
            end = bisect.bisect_left(units, stop, begin)
            long[side] = set(self._long(side, begin, end)) if begin < end else set()
        for unit in range(self._unit, stop):
            here: dict[str, range] = {}
            for side, units in known.items():
                begin = end = self._next[side]
                while end < len(units) and units[end] == unit:
                    end += 1
                here[side] = range(begin, end)
                self._next[side] = end
            self._append_unit(here, long)
        self._unit = stop

    def _append_unit(self, here: Mapping[str, range], long: Mapping[str, set[int]]) -> None:
        if any(long.values()) and any(
            not long[side].isdisjoint(blocks) for side, blocks in here.items()
        ):
            for k in range(max(map(len, here.values()))):
                nth = {side: blocks[k] for side, blocks in here.items() if k < len(blocks)}
                self._append_pieces(nth, long)
        elif any(here.values()):
            self._append_blocks(here)

    def _append_blocks(self, here: Mapping[str, range]) -> None:
        for side in self.sides:
            last = self.last[side]
            blocks = here.get(side)
            if blocks is None:
                end = last[-1] if last else 0
                self.first[side].append(end)
                last.append(end)
            else:
                self.first[side].append(blocks.start)
                last.append(blocks.stop)

    def _story_rows(self, run: int) -> None:
        begin = {
            side: self._next[side]
            for side, document in self.documents.items()
            if self._next[side] < len(document)
        }
        long = {side: set(self._long(side, b, b + run)) for side, b in begin.items()}
        stops = sorted({k - begin[side] for side, found in long.items() for k in found})
        done = 0
        for stop in [*stops, run]:
            if stop > done:
                self._append({side: b + done for side, b in begin.items()}, stop - done)
            if stop < run:
                here = {side: b + stop for side, b in begin.items()}
                self._append_pieces(here, long)
            done = stop + 1
        for side in begin:
            self._next[side] += run

    def _append(self, begin: Mapping[str, int], count: int) -> None:
        for side in self.sides:
            if side in begin:
                borders = array("I", range(begin[side], begin[side] + count + 1))
                self.first[side].extend(borders[:-1])
                self.last[side].extend(borders[1:])
            else:
                here = self.last[side][-1] if self.last[side] else 0
                self.first[side].extend(itertools.repeat(here, count))
                self.last[side].extend(itertools.repeat(here, count))

    def _append_pieces(self, here: Mapping[str, int], long: Mapping[str, set[int]]) -> None:
        cuts = {side: self._cut(side, b) if b in long[side] else [0] for side, b in here.items()}
        for k in range(max(map(len, cuts.values()))):
            self._piece[len(self)] = k
            self._append({side: b for side, b in here.items() if k < len(cuts[side])}, 1)

    def _long(self, side: str, begin: int, end: int) -> list[int]:
        lines = self.documents[side].lines
        starts = lines.starts[begin : end + 1]
        gaps = list(map(operator.sub, starts[1:], starts))
        found = []
        if gaps and max(gaps) > PIECE:
            found = [begin + k for k, gap in enumerate(gaps) if gap > PIECE]
        if len(gaps) < end - begin:
            found.append(end - 1)
        if any(lines.size(k, k + 1) > RELAX for k in found):
            self._relax(side)
        lines = self.documents[side].lines
        return [k for k in found if len(lines.block(k)) > PIECE]

    def _relax(self, side: str) -> None:
        """A line of megabytes: one `str` is cut in place, bytes would be decoded each time."""
        document = self.documents[side]
        if isinstance(document.lines, StrLines):
            return
        known = len(document)
        document.lines = StrLines(document.text())
        while len(document) < known and document.lines.grow(1 << 22):
            pass

    def _cut(self, side: str, block: int) -> list[int]:
        text = self.documents[side].lines.block(block)
        cuts, at = [0], _step(text, 0)
        while at < len(text):
            space = text.rfind(" ", (cuts[-1] + at) // 2, at)
            cuts.append(space + 1 if space >= 0 else at)
            at = cuts[-1] + _step(text, cuts[-1])
        self._cuts[side, block] = cuts
        return cuts


def _step(text: str, start: int) -> int:
    """Code points of the piece from `start` on: fewer where they take long to lay out, being
    forced line breaks or signs of fonts that have to be looked for; more of what is not."""
    flood = LETTERLESS.match(text, start, start + FLOOD)
    if flood is not None and len(flood[0]) >= PIECE:
        return len(flood[0])
    piece = text[start : start + PIECE]
    astral = len(piece.encode("utf-16-le", "surrogatepass")) // 2 - len(piece)
    if astral + piece.count("\u2028") > PIECE // 10:
        return PIECE // 8
    looked_for = len(_OF_OTHER_FONTS.findall(piece, 0, LETTERS_SEEN))
    return PIECE // 4 if looked_for > LETTERS_SEEN // 10 else PIECE


class Heights:
    """Row heights in pixels: estimated in chunks, exact once a row was laid out.

    `estimate(first, last)` gives the estimated sum of the rows `[first, last)`. Forgetting all
    exact heights (zoom, resize) costs one estimate a chunk.
    """

    CHUNK = 256

    def __init__(self, estimate: Callable[[int, int], float]) -> None:
        self._estimate = estimate
        self._count = 0
        self.reset(0)

    def reset(self, count: int) -> None:
        self._count = 0
        self._sums: list[float] = []
        self._rows: dict[int, array[float]] = {}
        self._prefix: list[float] | None = None
        self.extend(count)

    def extend(self, count: int) -> None:
        """There are `count` rows now; what is known of the earlier ones stays."""
        if count == self._count:
            return
        chunk = self._count // self.CHUNK
        known = self._rows.get(chunk)
        self._count = count
        del self._sums[chunk:]
        for low in range(chunk * self.CHUNK, count, self.CHUNK):
            self._sums.append(self._estimate(low, min(low + self.CHUNK, count)))
        if known is not None:
            low = chunk * self.CHUNK + len(known)
            high = min((chunk + 1) * self.CHUNK, count)
            known.extend(self._estimate(row, row + 1) for row in range(low, high))
            self._sums[chunk] = math.fsum(known)
        self._prefix = None

    def __len__(self) -> int:
        return self._count

    def _sums_before(self) -> list[float]:
        if self._prefix is None:
            self._prefix = list(itertools.accumulate(self._sums, initial=0.0))
        return self._prefix

    def _chunk(self, chunk: int) -> array[float]:
        rows = self._rows.get(chunk)
        if rows is None:
            low = chunk * self.CHUNK
            high = min(low + self.CHUNK, self._count)
            rows = array("d", (self._estimate(row, row + 1) for row in range(low, high)))
            self._rows[chunk] = rows
            self._sums[chunk] = math.fsum(rows)
            self._prefix = None
        return rows

    def total(self) -> float:
        return self._sums_before()[-1]

    def set(self, row: int, height: float) -> None:
        chunk, k = divmod(row, self.CHUNK)
        rows = self._chunk(chunk)
        if abs(difference := height - rows[k]) > 0.01:
            rows[k] = height
            self._sums[chunk] += difference
            self._prefix = None

    def top(self, row: int) -> float:
        """Pixels above `row`."""
        if not self._count:
            return 0.0
        chunk, k = divmod(min(row, self._count - 1), self.CHUNK)
        rows = self._chunk(chunk)
        return self._sums_before()[chunk] + math.fsum(rows[:k])

    def locate(self, y: float) -> tuple[int, float]:
        """The row at `y` pixels from the top, and how far below its upper edge that is."""
        if not self._count:
            return 0, 0.0
        chunk = bisect.bisect_right(self._sums_before(), max(0.0, y)) - 1
        chunk = min(chunk, len(self._sums) - 1)
        rows = self._chunk(chunk)
        y = max(0.0, y) - self._sums_before()[chunk]
        for k, height in enumerate(rows):
            if y < height:
                return chunk * self.CHUNK + k, max(0.0, y)
            y -= height
        return chunk * self.CHUNK + len(rows) - 1, rows[-1]
