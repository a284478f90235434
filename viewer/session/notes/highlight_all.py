"""A word highlighted wherever it stands in a document. QtCore only."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from viewer.core.notes.store import Note, NoteStore
from viewer.core.text.document import Document, Place
from viewer.session.base.background_jobs import Job
from viewer.session.notes.restore_version import Rewriting

MOST_HIGHLIGHTED = 500
"""Places of a word that are highlighted at once, the first ones."""


class HighlightAll(Rewriting):
    """Some words, with what Arabic writes to their beginning and end; one step of undo.

    A place that is highlighted already stays as it is.
    """

    def __init__(
        self, store: NoteStore, path: Path, document: Document, words: str, colour: str
    ) -> None:
        super().__init__("highlight_all", store)
        self._path, self._words, self._colour = path, words, colour
        self._document: Document | None = document  # until it was done

    def forth(self, job: Job) -> None:
        if self.paths:
            super().forth(job)
        elif self._document is not None:
            document, self._document = self._document, None
            places = document.all_counted(self._places(document, job))
            notes = [Note(place=place, colour=self._colour) for place in places]
            self.put(self._path, notes, document)

    def _places(self, document: Document, job: Job) -> Iterator[Place]:
        from viewer.core.search.find_in_document import DocumentFinder

        there = (note.place for note in self.store.notes(self._path))
        taken = {(place.start, place.end) for place in there if place is not None}
        finder, made = DocumentFinder(document, self._words, mode="clitics"), 0
        while not finder.complete and not job.cancelled:
            for block, start, end in finder.step():
                begin = document.lines.start(block)
                if made < MOST_HIGHLIGHTED and (begin + start, begin + end) not in taken:
                    made += 1
                    yield document.span(begin + start, begin + end)
