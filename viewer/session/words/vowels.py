"""The vowels of what is read, shown when the reader asks for them. QtCore only."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from viewer.core.base.errors import NotInstalled
from viewer.core.bitext.alignment import RowIndex, row_of_unit
from viewer.core.language import vowels
from viewer.core.worker.client import Worker
from viewer.session.base.background_jobs import Job, Jobs
from viewer.session.base.view_state import View

LONGEST_VOCALISED = 1_500
"""Code points of a selection or a paragraph whose vowels are shown."""


class Vowels(QObject):
    """A layer over the text, never in it."""

    found = Signal(str, int, int, str)
    """Side, block and code points into it, below which the text stands that has its vowels."""
    failed = Signal(object)
    """The exception; `NotInstalled` where the extra is missing."""

    def __init__(self, view: View, worker: Worker) -> None:
        super().__init__()
        self._view, self._worker = view, worker
        self._jobs = Jobs(1)
        self._job: Job | None = None

    def show_here(self) -> None:
        """Of the selection, else of the paragraph of the caret, or the Arabic one beside it."""
        place = self._place()
        if place is None:
            return
        if not vowels.available():
            self.failed.emit(NotInstalled("vowels", vowels.PACKAGE))
            return
        if self._job is not None:
            self._job.cancel()
        self._job = self._jobs.run(Vocalise(self._worker, *place), self._take, self.failed.emit)

    def _place(self) -> tuple[str, int, int, str] | None:
        """Side, block and code points into it of an Arabic text, and that text."""
        view, (side, caret) = self._view, self._view.here()
        document = view.documents.get(side)
        if document is None or not len(document):
            return None
        block = document.lines.block_at(caret)
        chosen = view.selection
        if chosen is not None and vowels.is_arabic(chosen.exact):
            offset = caret - document.lines.start(block)
            return side, block, offset, chosen.exact[:LONGEST_VOCALISED]
        for other, at in ((side, block), *self._beside(side, block)):
            text = view.documents[other].lines.block(at)
            if vowels.is_arabic(text):
                return other, at, len(text), text[:LONGEST_VOCALISED]
        return None

    def _beside(self, side: str, block: int) -> list[tuple[str, int]]:
        """The first paragraphs of the row on the other sides."""
        view, rows = self._view, RowIndex(self._view.rows)
        number = rows.number(side, block)
        row = rows.rows[number] if number is not None else None
        if row is None and side in view.published:
            row = row_of_unit(view.published, side, block)
        blocks = row.blocks.items() if row is not None else ()
        return [(other, run.start) for other, run in blocks if run and other in view.documents]

    def _take(self, told: tuple[str, int, int, str]) -> None:
        self._job = None
        self.found.emit(*told)

    def close(self) -> None:
        self.blockSignals(True)
        if self._job is not None:
            self._job.cancel()
        self._jobs.wait(2000)


class Vocalise:
    """Work for a job: a text with its vowels, and where it is."""

    def __init__(self, worker: Worker, side: str, block: int, offset: int, text: str) -> None:
        self._worker, self._text = worker, text
        self._place = side, block, offset

    def __call__(self, job: Job) -> tuple[str, int, int, str]:
        return (*self._place, self._worker.vowels([self._text])[0])
