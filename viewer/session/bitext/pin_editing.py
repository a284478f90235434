"""Repairs of the beads of the open work by hand, where the caret is. QtCore only."""

from __future__ import annotations

import bisect

from PySide6.QtCore import QObject, Signal

from viewer.core.bitext import pins as repairs
from viewer.core.bitext.alignment import Alignment, Row
from viewer.core.bitext.pins import Pins
from viewer.session.base.view_state import View
from viewer.session.bitext.alignment import Aligning

Here = tuple[str, Alignment, bool, int, int]
"""The side whose alignment it is, that, whether the caret is in its first, the bead, the paragraph
(counted in the story)."""


class Repairing(QObject):
    """What the commands of the menu do to the bead that the caret is in."""

    shown = Signal()
    """Borders are shown to be dragged, or are not any more."""

    def __init__(self, view: View, aligning: Aligning) -> None:
        super().__init__()
        self._view, self._aligning = view, aligning
        self.on = False
        """Whether borders are shown."""

    def toggle(self) -> None:
        self.on = not self.on
        self.shown.emit()

    def here(self) -> Here | None:
        """Where the caret is; None where there is no bead."""
        view = self._view
        document = view.documents.get(view.side)
        for side, made, first in self._aligning.alignments_of(view.side):
            if document is None:
                break
            block = document.lines.block_at(view.caret)
            bead = made.bead_of(block, first)
            if bead is not None:
                at = bisect.bisect_left(made.story[0 if first else 1], block)
                return side if first else view.side, made, first, bead, at
        return None

    def is_pinned(self) -> bool:
        """Whether the bead at the caret is confirmed."""
        here = self.here()
        return here is not None and here[3] in here[1].pinned

    def confirm(self) -> None:
        """Confirm the bead, or leave it to the aligner again."""
        if here := self.here():
            self._set(here, repairs.confirm(here[1], here[3]))

    def merge(self) -> None:
        """One bead of it and the next."""
        if here := self.here():
            self._set(here, repairs.merge(here[1], here[3]))

    def swap(self) -> None:
        """Its translation and that of the next bead stand in the other order."""
        if here := self.here():
            self._set(here, repairs.swap(here[1], here[3]))

    def split(self) -> None:
        """A new bead begins with the paragraph of the caret."""
        if here := self.here():
            _, made, first, bead, at = here
            self._set(here, repairs.split(made, bead, at, first))

    def move(self, up: bool) -> None:
        """The paragraph of the caret goes to the bead above or below."""
        if here := self.here():
            _, made, first, bead, at = here
            self._set(here, repairs.move(made, bead, at, first, up))

    def alone(self) -> None:
        """The paragraph of the caret has no translation."""
        if here := self.here():
            _, made, first, bead, at = here
            self._set(here, repairs.alone(made, bead, at, first))

    def drag(self, row: Row, side: str, block: int) -> None:
        """The border above a row stands above that block of a side."""
        for key, made, first in self._aligning.alignments_of(side):
            bead = _first_bead(row, made, {side: first, key: not first})
            if bead is not None:
                at = bisect.bisect_left(made.story[0 if first else 1], block)
                pins = repairs.border(made, bead, at, first)
                self._aligning.set_pins(key if first else side, pins)
                return

    def _set(self, here: Here, pins: Pins) -> None:
        self._aligning.set_pins(here[0], pins)


def _first_bead(row: Row, made: Alignment, sides: dict[str, bool]) -> int | None:
    """The first bead of a row; `sides`: those of the alignment, and which is its first."""
    found = [
        made.bead_of(block, first)
        for side, first in sides.items()
        for block in row.blocks.get(side, ())
    ]
    return min((bead for bead in found if bead is not None), default=None)
