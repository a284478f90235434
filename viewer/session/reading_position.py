"""How far the reader is, and where the reader was in each document. QtCore only."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.core.base.file_registry import shared
from viewer.core.language.reading_speed import minutes
from viewer.core.pages.places import carried
from viewer.core.text.document import Document
from viewer.core.text.lines import reach
from viewer.core.user.reading_positions import ReadingPlaces
from viewer.session.base.state_files import write_soon
from viewer.session.base.view_state import View

PLACE_WRITTEN_MS = 5000
"""Milliseconds from the last move until the place is written."""


class ReadingPosition(QObject):
    """Follows the reader through the open work and brings a work back to its last place."""

    progressed = Signal()
    """`share` changed."""
    returned = Signal(str, int, int)
    """The last place of a work that came in parts is there now: side, block, offset."""

    def __init__(self, view: View, data: Path) -> None:
        super().__init__()
        self._view = view
        self.places = shared(ReadingPlaces, data / "places.json")
        self.share: float | None = None
        """How much of the text lies behind, 0 to 1; None where all of it is on the screen."""
        self._shown: Path | None = None  # of the first document: what a work is remembered by
        self._awaited = self._ended = False
        view.arrived.connect(self._arrived)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PLACE_WRITTEN_MS)
        self._pause.timeout.connect(self.keep)

    def move(self, share: float | None) -> None:
        """The place on screen, `place` of the view, is another now."""
        if share != self.share:
            self.share = share
            self.progressed.emit()
        if not self._ended:
            self._pause.start()

    def minutes_left(self) -> int | None:
        """Minutes that the rest takes in the language on screen; None where nobody can say."""
        view = self._view
        if view.place is None or view.place[0] not in view.documents:
            return None
        side, block, offset = view.place
        document = view.documents[side]
        if not document.lines.counted or document.arriving:
            return None
        rest = document.lines.length() - document.lines.start(block) - offset
        return minutes(document.language, rest)

    def leave(self) -> None:
        """Remember where the reader is, before another work is shown."""
        view, path = self._view, self._shown
        if path is None or view.place is None or view.place[0] not in view.documents:
            return
        if self._awaited:  # it is not here yet, so the reader cannot have left it
            return
        side, block, offset = view.place
        lines = view.documents[side].lines
        if block < len(lines):
            self.places.put(path, side, lines.start(block) + offset)

    def show(self, path: Path, documents: Mapping[str, Document]) -> tuple[str, int, int] | None:
        """A work is shown, remembered by `path`: (side, block, offset) where it was left."""
        self._shown, self._awaited = path, False
        return self._place(documents)

    def carry(self, path: Path, documents: Mapping[str, Document]) -> None:
        """The work that is shown was read again; of a scan there may be more text than before."""
        if path != self._shown:
            return
        self.leave()
        found = self.places.get(path)
        old = self._view.documents.get(found[0]) if found is not None else None
        new = documents.get(found[0]) if found is not None else None
        if found is not None and old is not None and new is not None and new.scans:
            self.places.put(path, found[0], carried(found[1], old, new))

    def close(self) -> None:
        """Nothing is shown any more."""
        self.leave()
        self._shown = None

    def end(self) -> None:
        """The program ends: write the last place, and nothing after it."""
        self._ended = True
        self._pause.stop()
        self.keep()

    def _arrived(self) -> None:
        view = self._view
        if not self._awaited or self._shown is None:
            return
        untouched = view.place is None or view.place[1:] == (0, 0)
        place = self._place(view.documents) if untouched else None
        self._awaited = self._awaited and untouched
        if place is not None:
            self.returned.emit(*place)

    def _place(self, documents: Mapping[str, Document]) -> tuple[str, int, int] | None:
        found = self.places.get(self._shown) if self._shown is not None else None
        if found is None or found[0] not in documents:
            return None
        side, start = found
        lines = documents[side].lines
        reach(lines, start)
        if not len(lines):
            return None
        block = lines.block_at(start)
        offset, length = start - lines.start(block), len(lines.block(block))
        beyond = block == len(lines) - 1 and offset > length
        self._awaited = beyond and documents[side].arriving
        return None if self._awaited else (side, block, min(offset, length))

    def keep(self) -> None:
        """Write what is remembered."""
        self.leave()
        write_soon(self.places.write)
