"""Notes brought back from an earlier version of their file. QtCore only."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from viewer.core.document import Document
from viewer.core.notes import Note, NoteStore, load_w3c
from viewer.core.store import Damaged, read_json
from viewer.ui.jobs import Job


class Writing(Protocol):
    """Whoever shows the notes."""

    def write_again(self, work: Callable[[Job], Path]) -> None:
        """Do it in the background, then read the notes of the document at the path."""


def notes_of_version(path: Path) -> list[Note]:
    """The notes that a former version of a file of notes holds, by their places."""
    try:
        notes = load_w3c(read_json(path))
    except (OSError, Damaged):
        return []
    live = [note for note in notes if not note.deleted]
    return sorted(live, key=lambda note: (note.place.start if note.place else -1, note.id))


class Restore:
    """A former version of notes brought back, as work for a job and as what undo takes back.

    Notes that were made since stay.
    """

    def __init__(
        self, notebook: Writing, store: NoteStore, document: Document, wanted: Iterable[Note]
    ) -> None:
        assert document.path is not None
        self._notebook, self._store, self._document = notebook, store, document
        self._wanted, self.path = list(wanted), document.path
        self._before: list[Note] = []

    def __call__(self, job: Job) -> Restore:
        self._before = self._store.notes(self.path)
        now = {note.id: note for note in self._before}
        back = [_saying(now.get(note.id), note) for note in self._wanted]
        self._store.put_all(self.path, back, self._document)
        return self

    def undo(self) -> None:
        self._notebook.write_again(self._back)

    def redo(self) -> None:
        self._notebook.write_again(self._forth)

    def _forth(self, job: Job) -> Path:
        return self(job).path

    def _back(self, job: Job) -> Path:
        before = {note.id: note for note in self._before}
        now = {note.id: note for note in self._store.notes(self.path)}
        for note in self._wanted:
            if note.id not in before:
                self._store.delete(self.path, note.id)
        back = [_saying(now.get(id), note) for id, note in before.items()]
        self._store.put_all(self.path, back, self._document)
        return self.path


def _saying(now: Note | None, then: Note) -> Note:
    """The note as it is now, saying what it said then."""
    if now is None:
        return then
    now = replace(now, text=then.text, tags=then.tags, colour=then.colour)
    return replace(now, place=then.place, counterpart=then.counterpart)
