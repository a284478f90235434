"""The slots for the reader's own translation: one for each row of the open work. QtCore only."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject

from viewer.core.bitext import alignment
from viewer.core.bitext.alignment import Row
from viewer.core.export.bitext import own_language
from viewer.core.text.document import Document
from viewer.session.base.preferences import Preferences
from viewer.session.base.view_state import MINE, View
from viewer.session.bitext.alignment import Aligning, Lined

MOST = 20_000
"""Rows of a work up to which own translations are shown as a column."""


@dataclass(frozen=True)
class Slot:
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


class Slots(QObject):
    """Finds the slot of a row, writes into it, and shows all of them as a column."""

    def __init__(self, view: View, aligning: Aligning, preferences: Preferences) -> None:
        super().__init__()
        self._view, self._aligning, self._preferences = view, aligning, preferences
        aligning.rows_changed.connect(self.show)
        aligning.own_changed.connect(self.show)
        preferences.changed.connect(self._setting_changed)

    def _setting_changed(self, name: str) -> None:
        if name == "mine":
            self.show()

    def _row(self, lined: Lined, side: str, block: int) -> Row | None:
        """The row that a block is in."""
        rows = self._view.rows
        if not rows and side == lined.pivot:
            return Row({side: range(block, block + 1)})
        return next((r for r in rows if block in r.blocks.get(side, ())), None)

    def here(self) -> Slot | None:
        """The slot of the row that the caret is in."""
        view, lined = self._view, self._aligning.lined
        document = view.documents.get(view.side)
        if lined is None or document is None or not len(document):
            return None
        row = self._row(lined, view.side, document.lines.block_at(view.caret))
        return self._slot(lined, row) if row is not None else None

    def _slot(self, lined: Lined, row: Row) -> Slot | None:
        pivot, documents = lined.pivot, lined.documents
        blocks = tuple(b for b in row.blocks.get(pivot, ()) if b not in documents[pivot].furniture)
        if not blocks:
            return None
        source = documents[pivot]
        into = own_language(source)
        own = lined.file.own_for(pivot, source, into).get(blocks[0])
        published = [
            _text(documents[side], run)
            for side, run in row.blocks.items()
            if side in documents and side != pivot
        ]
        text = own.text if own is not None else ""
        told = _text(source, blocks), source.language, "\n".join(published)
        return Slot((pivot, blocks[0]), blocks, *told, into, text)

    def write(self, slot: Slot, text: str) -> Slot:
        """Put a text into a slot; an empty one empties it."""
        side, _ = slot.key
        self._aligning.write_own(side, list(slot.blocks), slot.into, text.strip())
        return replace(slot, text=text.strip())

    def go_on(self) -> None:
        """Put the caret into the next row that can be translated."""
        slot, lined = self.here(), self._aligning.lined
        if slot is None or lined is None:
            return
        side, document = slot.key[0], lined.documents[slot.key[0]]
        after = (b for b in range(slot.blocks[-1] + 1, len(document)))
        block = next((b for b in after if b not in document.furniture), None)
        if block is not None:
            start = document.lines.start(block)
            self._view.place_asked.emit(side, start, start)

    def begin(self) -> None:
        """Put the caret into the row at the top of the screen."""
        view, lined = self._view, self._aligning.lined
        if lined is not None and len(lined.documents[lined.pivot]):
            side, block = lined.pivot, 0
            if view.place is not None and view.place[0] in view.documents:
                side, block = view.place[0], view.place[1]
            start = view.documents[side].lines.start(block)
            view.place_asked.emit(side, start, start)

    # As a column

    def show(self) -> None:
        """Show the own translations as a column of the view, or take it away."""
        view, lined = self._view, self._aligning.lined
        rows = lined.rows() if lined is not None else []
        if lined is None or not self._preferences.settings.mine or not lined.file.own:
            view.line_up(rows, None)
            return
        pivot = lined.documents[lined.pivot]
        own = lined.file.own_for(lined.pivot, pivot, own_language(pivot))
        shown = rows
        if not rows and all(d.units is None for d in lined.documents.values()):
            rows = [Row({lined.pivot: range(b, b + 1)}) for b in alignment.story(pivot)]
        if not own or not rows or len(rows) > MOST:
            view.line_up(shown, None)
            return
        texts: list[str] = []
        made: list[Row] = []
        for row in rows:
            run = row.blocks.get(lined.pivot)
            if run and run.start in own:
                at = len(texts)
                texts.append(own[run.start].text.replace("\n", "\u2028"))
                row = replace(row, blocks={**row.blocks, MINE: range(at, at + 1)})
            made.append(row)
        view.line_up(made, _document(texts, own_language(pivot)))


def _text(document: Document, blocks: tuple[int, ...] | range) -> str:
    return "\n".join(document.lines.block(b) for b in blocks if b not in document.furniture)


def _document(texts: list[str], language: str) -> Document:
    direction = "rtl" if language == "ar" else "ltr"
    return Document.of_text("\n".join(texts), "own", language=language, direction=direction)
