"""The slots for the reader's own translation: one for each row of the open work. QtCore only."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from PySide6.QtCore import QObject

from viewer.core.base.choice_file import Choice
from viewer.core.base.settings import Settings
from viewer.core.bitext.alignment import Row, RowIndex, story
from viewer.core.bitext.work_file import Own, WorkFile, language_into, status_of
from viewer.core.language.arabic import direction_of_language
from viewer.core.text.document import Document
from viewer.session.base.preferences import Preferences
from viewer.session.base.view_state import MINE, TranslationProgress, View
from viewer.session.bitext.alignment import Aligning, Lined

MOST_ROWS = 20_000
"""Rows of a work up to which own translations are shown as a column."""
FINISHED = ("done", "checked")
"""Statuses of rows that nothing is left to do in."""


class Slot(NamedTuple):
    """The own translation of some blocks of a side, and what is beside it.

    `language`: of the source; `into`: the language that it is translated into.
    """

    key: tuple[str, int]
    blocks: tuple[int, ...]
    source: str
    language: str
    published: str
    into: str
    text: str


@dataclass
class _Told:
    """What the file of a work says of its documents as they are now, by side and block."""

    marks: tuple[object, ...]
    own: dict[tuple[str, int], Own] = field(default_factory=dict)
    statuses: dict[tuple[str, int], str] = field(default_factory=dict)


class Slots(QObject):
    """Finds the slot of a row, writes into it, and shows all of them as a column."""

    def __init__(self, view: View, aligning: Aligning, preferences: Preferences) -> None:
        super().__init__()
        self._view, self._aligning, self._preferences = view, aligning, preferences
        self._told: _Told | None = None
        self._index: RowIndex | None = None
        aligning.rows_changed.connect(self.show)
        aligning.own_changed.connect(self.show)
        view.indexed.connect(self.show)
        preferences.changed.connect(self._setting_changed)

    def _setting_changed(self, choice: Choice[Any]) -> None:
        if choice is Settings.mine:
            self.show()

    # Rows, whatever they come from

    def _indexed(self) -> RowIndex:
        if self._index is None or self._index.rows is not self._view.rows:
            self._index = RowIndex(self._view.rows)
        return self._index

    def _row(self, lined: Lined, side: str, block: int) -> Row | None:
        """The row that a block is in, with what it has on each side."""
        if self._view.rows:
            number = self._indexed().number(side, block)
            return self._view.rows[number] if number is not None else None
        document = self._view.documents.get(side)
        if document is None or block >= len(document) or block in document.furniture:
            return None
        if document.units is None:
            return Row({side: range(block, block + 1)}) if side in lined.documents else None
        return _unit(lined.documents, document.units[block])

    def _rows_after(self, lined: Lined, side: str, block: int) -> Iterator[Row]:
        """The rows that begin below a block, in order; all of them for a block of -1."""
        if self._view.rows:
            index = self._indexed()
            here = index.number(side, block)
            first = here + 1 if here is not None else index.after(side, block)
            yield from self._view.rows[first if block >= 0 else 0 :]
            return
        units = {s: d.units for s, d in self._view.documents.items() if d.units is not None}
        if side in units:
            first = units[side][block] + 1 if block >= 0 else 0
            last = max((u[-1] for u in units.values() if u), default=-1)
            yield from (_unit(lined.documents, unit) for unit in range(first, last + 1))
        elif side in lined.documents:
            document = lined.documents[side]
            for at in range(block + 1, len(document)):
                if at not in document.furniture and not document.lines.block(at).isspace():
                    yield Row({side: range(at, at + 1)})

    def _here(self) -> tuple[Lined, Row] | None:
        """The row that the caret is in."""
        view, lined = self._view, self._aligning.lined
        document = view.documents.get(view.side)
        if lined is None or document is None or not len(document):
            return None
        row = self._row(lined, view.side, document.lines.block_at(view.caret))
        return (lined, row) if row is not None else None

    def _go(self, lined: Lined, row: Row) -> bool:
        """Put the caret into a row: on its side if that has text there, else on the first one
        shown; whether there is any."""
        view = self._view
        wide = view.mode in ("side", "stacked")
        side = view.side if row.blocks.get(view.side) else ""
        if not side and wide and (source := _source(lined.documents, row)) is not None:
            side = source[0]
        if side:
            start = view.documents[side].lines.start(row.blocks[side].start)
            view.jump(side, start)
        return bool(side)

    # The slot of a row

    def here(self) -> Slot | None:
        """The slot of the row that the caret is in."""
        found = self._here()
        return self._slot(*found) if found is not None else None

    def _slot(self, lined: Lined, row: Row) -> Slot | None:
        found = _source(lined.documents, row)
        if found is None:
            return None
        (side, blocks), documents = found, lined.documents
        source = documents[side]
        into = language_into(lined.file, documents, side)
        own = self._of(lined).own.get((side, blocks[0]))
        published = [
            _text(documents[other], run)
            for other, run in row.blocks.items()
            if other in documents and other != side
        ]
        text = own.text if own is not None else ""
        told = _text(source, blocks), source.language, "\n".join(published)
        return Slot((side, blocks[0]), blocks, *told, into, text)

    def write(self, slot: Slot, text: str) -> Slot:
        """Put a text into a slot; an empty one empties it."""
        side, _ = slot.key
        self._aligning.write_own(side, list(slot.blocks), slot.into, text.strip())
        return slot._replace(text=text.strip())

    def go_on(self) -> None:
        """Put the caret into the next row that can be translated."""
        self._go_on(())

    def go_on_undone(self) -> None:
        """Put the caret into the next row that is not done; past the last comes the first."""
        self._go_on(FINISHED)

    def _go_on(self, skipped: tuple[str, ...]) -> None:
        lined = self._aligning.lined
        side, caret = self._view.here()
        document = self._view.documents.get(side)
        if lined is None or document is None or not len(document):
            return
        block = document.lines.block_at(caret) if self._view.side else -1
        for first in (block, -1) if skipped else (block,):
            for row in self._rows_after(lined, side, first):
                if _source(lined.documents, row) is not None:
                    told = status_of(row.blocks, self._view.statuses)
                    if told not in skipped and self._go(lined, row):
                        return

    def begin(self) -> None:
        """Put the caret into the row at the top of the screen, or the next below what is none."""
        lined, (side, caret) = self._aligning.lined, self._view.here()
        document = self._view.documents.get(side)
        if lined is None or document is None or not len(document):
            return
        block = document.lines.block_at(caret)
        if (row := self._row(lined, side, block)) is not None and _source(lined.documents, row):
            start = document.lines.start(block)
            self._view.place_asked.emit(side, start, start)
            return
        for row in self._rows_after(lined, side, block):
            if _source(lined.documents, row) is not None and self._go(lined, row):
                return

    # How far it is

    @property
    def status(self) -> str | None:
        """How far the row of the caret is; empty: not begun. None where no row is."""
        found = self._here()
        if found is None or _source(found[0].documents, found[1]) is None:
            return None
        return status_of(found[1].blocks, self._view.statuses)

    def set_status(self, status: str) -> None:
        """How far the row of the caret is; empty: not begun."""
        found = self._here()
        if found is not None and _source(found[0].documents, found[1]) is not None:
            lined, row = found
            blocks = {side: run for side, run in row.blocks.items() if side in lined.documents}
            self._aligning.set_status(blocks, status)

    @property
    def into(self) -> str:
        """The language that the work is translated into, BCP 47; empty where nothing is open."""
        lined = self._aligning.lined
        return language_into(lined.file, lined.documents, lined.pivot) if lined else ""

    def set_into(self, language: str) -> None:
        """Translate the work into that language from now on."""
        self._aligning.set_into(language)

    # As a column

    def _of(self, lined: Lined) -> _Told:
        """What the file says of the documents as they are; lists of it are replaced, not changed,
        so that the same ones say the same."""
        file, documents = lined.file, lined.documents
        sizes = tuple(len(document) for document in documents.values())
        marks = (file.own, file.statuses, file.into, lined, *sizes)
        old = self._told
        if old is not None and len(old.marks) == len(marks):
            same = all(
                a is b or (isinstance(a, int) and a == b)
                for a, b in zip(old.marks, marks, strict=True)
            )
            if same:
                return old
        self._told = _Told(marks, own_of(file, documents), statuses_of(file, documents))
        return self._told

    def show(self) -> None:
        """Show the own translations as a column of the view, or take it away."""
        view, lined = self._view, self._aligning.lined
        rows = lined.rows() if lined is not None else []
        if lined is None:
            self._told = self._index = None  # they hold the texts
            view.line_up(rows, None)
            view.tell_statuses({}, None)
            return
        told = self._of(lined)
        mine = self._preferences.settings.mine and bool(told.own)
        count = len(rows) or max(map(len, lined.documents.values()))
        if not mine or count > MOST_ROWS:
            view.line_up(rows, None)
        elif rows:
            view.line_up(*_column(lined, rows, told.own))
        elif all(d.units is not None for d in lined.documents.values()):
            view.line_up([], _unit_column(lined.documents, told.own))
        elif len(lined.documents) == 1:
            blocks = story(lined.documents[lined.pivot])
            rows = [Row({lined.pivot: range(block, block + 1)}) for block in blocks]
            view.line_up(*_column(lined, rows, told.own))
        else:
            view.line_up(rows, None)
        self._tell(lined, told)

    def _tell(self, lined: Lined, told: _Told) -> None:
        """How far the rows are: what was said, else a draft where there is a translation."""
        statuses = {**dict.fromkeys(told.own, "draft"), **told.statuses}
        if not statuses:
            self._view.tell_statuses({}, None)
            return
        found: dict[object, str] = {}
        for side, block in statuses:
            row = self._row(lined, side, block)
            if row is not None and (source := _source(lined.documents, row)) is not None:
                found[source[0], source[1][0]] = status_of(row.blocks, statuses)
        counts = Counter(found.values())
        done, checked = counts["done"], counts["checked"]
        draft = len(found) - done - checked
        progress = TranslationProgress(draft, done, checked, self._total(lined))
        self._view.tell_statuses(statuses, progress)

    def _total(self, lined: Lined) -> int:
        """The rows that can be translated."""
        if self._view.rows:
            return len(self._view.rows)
        pivot = lined.documents[lined.pivot]
        if pivot.units is not None:
            return len({*pivot.units})
        return len(pivot) - len(pivot.furniture)


def own_of(file: WorkFile, documents: Mapping[str, Document]) -> dict[tuple[str, int], Own]:
    """The reader's own translations of a work into the language of the moment, by the side and
    block that each begins at."""
    return {
        (side, block): own
        for side, document in documents.items()
        if file.own
        for block, own in file.own_for(side, document, language_into(file, documents, side)).items()
    }


def statuses_of(file: WorkFile, documents: Mapping[str, Document]) -> dict[tuple[str, int], str]:
    """How far rows of a work are, by the side and block where that is noted down."""
    return {
        (side, block): status
        for side, document in documents.items()
        if file.statuses
        for block, status in file.statuses_of(side, document).items()
    }


def _source(documents: Mapping[str, Document], row: Row) -> tuple[str, tuple[int, ...]] | None:
    """The side of a row that is translated, and its blocks: the first that has any."""
    for side, document in documents.items():
        found = (b for b in row.blocks.get(side, ()) if b not in document.furniture)
        if blocks := tuple(b for b in found if document.lines.block(b).strip()):
            return side, blocks
    return None


def _unit(documents: Mapping[str, Document], unit: int) -> Row:
    """The row of a unit of a bilingual file or of subtitles."""
    blocks = {}
    for side, document in documents.items():
        known = document.units
        if known is not None:
            first = bisect_left(known, unit)
            run = range(first, bisect_left(known, unit + 1, first))
            if run:
                blocks[side] = run
    return Row(blocks)


def _text(document: Document, blocks: tuple[int, ...] | range) -> str:
    return "\n".join(document.lines.block(b) for b in blocks if b not in document.furniture)


def _column(
    lined: Lined, rows: list[Row], own: Mapping[tuple[str, int], Own]
) -> tuple[list[Row], Document | None]:
    """The rows with the own translations as a side of their own."""
    written: list[Own] = []
    made: list[Row] = []
    for row in rows:
        if any((side, b) in own for side, run in row.blocks.items() for b in run):
            side, blocks = _source(lined.documents, row) or ("", (0,))
            if (mine := own.get((side, blocks[0]))) is not None:
                at = len(written)
                written.append(mine)
                row = row._replace(blocks={**row.blocks, MINE: range(at, at + 1)})
        made.append(row)
    return (made, _document(written)) if written else (rows, None)


def _unit_column(
    documents: Mapping[str, Document], own: Mapping[tuple[str, int], Own]
) -> Document | None:
    """The own translations of units, each in the unit of what it translates."""
    by_unit: dict[int, Own] = {}
    for (side, block), each in own.items():
        by_unit.setdefault((documents[side].units or array("I"))[block], each)
    units = sorted(by_unit)
    made = _document([by_unit[unit] for unit in units]) if units else None
    if made is not None:
        made.units = array("I", units)
    return made


def _document(written: list[Own]) -> Document:
    """The own translations as a text; one in a language of another direction has its own."""
    language = Counter(own.language for own in written).most_common(1)[0][0]
    direction = direction_of_language(language)
    texts = [own.text.replace("\n", "\u2028") for own in written]
    made = Document.of_text("\n".join(texts), "own", language=language, direction=direction)
    for block, own in enumerate(written):
        if (way := direction_of_language(own.language)) != direction:
            made.directions[block] = way
    return made
