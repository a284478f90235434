"""Changes of many notes at once, as steps that undo takes back: of an earlier version brought
back, of an import, of a tag, of an acceptance. QtCore only."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from viewer.core.base.json_files import Damaged, read_json
from viewer.core.notes.store import Note, NoteStore, load_w3c
from viewer.core.text.document import Document
from viewer.session.base.background_jobs import Job

_SAID = (
    *("text", "tags", "links", "colour", "place", "counterpart"),
    *("other", "imported", "modified"),
)
"""What a step changes in a note, and what undo puts back."""


def notes_of_version(path: Path) -> list[Note]:
    """The notes that a former version of a file of notes holds, by their places."""
    try:
        notes = load_w3c(read_json(path))
    except (OSError, Damaged):
        return []
    live = [note for note in notes if not note.deleted]
    return sorted(live, key=lambda note: (note.place.start if note.place else -1, note.id))


class Rewriting:
    """Notes of one or many documents that say something else now; one step of undo.

    What others wrote into the same notes meanwhile stays. It holds no text that was closed. The
    methods run in the thread of a job
    and raise as `NoteStore.put` does; what was done before that can be taken back.
    """

    def __init__(self, kind: str, store: NoteStore) -> None:
        self.kind, self.count = kind, 0
        self.store = store
        self.taken_back = False
        """Whether undo took it back: what is still under way of it ends."""
        self.done = False
        """Whether anything of it is on disk."""
        self._mutex = threading.Lock()
        self._before: dict[Path, dict[str, Note]] = {}
        self._after: dict[Path, dict[str, Note]] = {}

    @property
    def paths(self) -> list[Path]:
        """The documents whose notes it changes."""
        return list(self._after)

    def put(self, path: Path, notes: Iterable[Note], document: Document | None = None) -> int:
        """Write these notes of a document; how many are new or changed."""
        with self._mutex:
            given = {note.id: note for note in notes}
            if self.taken_back or not given:
                return 0
            now = {note.id: note for note in self.store.notes(path)}
            made = self._after.get(path, {}).keys() - self._before.get(path, {}).keys()
            old = {id: now[id] for id in given.keys() & now.keys() - made}
            count = self.store.put_all(path, self._turned(now, old, given), document)
            self._before[path] = old | self._before.get(path, {})
            self._after.setdefault(path, {}).update(given)
            self.count += count
            self.done = True
            return count

    def forth(self, job: Job) -> None:
        """Do it again."""
        with self._mutex:
            self.taken_back = False
            for path, after in self._after.items():
                now = {note.id: note for note in self.store.notes(path)}
                notes = self._turned(now, self._before[path], after)
                self.store.put_all(path, notes)

    def back(self, job: Job) -> None:
        """Take it back: what was new goes, what was changed says what it said."""
        with self._mutex:
            self.taken_back = True
            for path, after in self._after.items():
                before = self._before[path]
                self.store.delete_all(path, after.keys() - before.keys())
                now = {note.id: note for note in self.store.notes(path)}
                there = {id: note for id, note in before.items() if id in now}
                self.store.put_all(path, self._turned(now, after, there))

    @staticmethod
    def _turned(now: dict[str, Note], said: dict[str, Note], wanted: dict[str, Note]) -> list[Note]:
        """The wanted notes: as they are now, with what is another than was `said`."""
        made = []
        for id, note in wanted.items():
            if id in now:
                old = said.get(id, now[id])
                new = {n: getattr(note, n) for n in _SAID if getattr(old, n) != getattr(note, n)}
                note = replace(now[id], **new)
            made.append(note)
        return made


class Restore(Rewriting):
    """A former version of notes brought back. Notes that were made since stay."""

    def __init__(
        self, store: NoteStore, path: Path, document: Document, wanted: Iterable[Note]
    ) -> None:
        super().__init__("restore", store)
        self._path, self._wanted = path, list(wanted)
        self._document: Document | None = document  # until it was done

    def forth(self, job: Job) -> None:
        if self.paths:
            super().forth(job)
        else:
            self.put(self._path, self._wanted, self._document)
            self._document = None


class Acceptance(Rewriting):
    """The text as it is now is what its notes are about; those that moved (`moved`, with their
    places now, whose twins are not counted yet) are noted there."""

    def __init__(
        self, store: NoteStore, path: Path, document: Document, moved: Iterable[Note]
    ) -> None:
        super().__init__("accept", store)
        self._path, self._moved = path, list(moved)
        self._document: Document | None = document  # until it was done
        self._other: str | None = None
        """The text to be kept when it is done or undone next, in place of the one that is."""

    @property
    def paths(self) -> list[Path]:
        return [self._path]

    def forth(self, job: Job) -> None:
        if self._document is not None:
            self._other = self._document.text()
        self._swap_texts()
        try:
            if self._after:
                super().forth(job)
            else:
                self.put(self._path, list(self._counted()), self._document)
        except BaseException:
            with contextlib.suppress(OSError):
                self._swap_texts()
            raise
        self.done = True
        self._document = None

    def _counted(self) -> Iterator[Note]:
        """What moved, with its twins counted."""
        document = self._document
        for note in self._moved:
            if note.place is not None and document is not None:
                yield replace(note, place=document.counted(note.place))

    def back(self, job: Job) -> None:
        super().back(job)
        self._swap_texts()

    def _swap_texts(self) -> None:
        former = self.store.text_before(self._path)
        if self._other is not None:
            self.store.keep_text(self._path, self._other)
        self._other = former
