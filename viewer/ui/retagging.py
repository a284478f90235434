"""A tag renamed, merged or taken away in every note of a corpus."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.core.annotations import Note
from viewer.ui.errands import Corpus
from viewer.ui.jobs import Job

if TYPE_CHECKING:
    from viewer.ui.gathering import Gathering


class Retag:
    """A tag of a corpus renamed, as work for a job and as what undo takes back."""

    def __init__(self, gathering: Gathering, corpus: Corpus, old: str, new: str) -> None:
        self._gathering, self.corpus, self._old, self._new = gathering, corpus, old, new
        self._before: dict[Path, list[Note]] = {}

    def __call__(self, job: Job) -> Retag:
        self._before = {}
        for label, note in list(self.corpus.store.all()):
            if self._old in note.tags:
                path = self.corpus.store.document(label)
                self._before.setdefault(path, []).append(note)
        for path, notes in self._before.items():
            self.corpus.store.put_all(path, [replace(n, tags=self._tags(n)) for n in notes])
        return self

    def _tags(self, note: Note) -> tuple[str, ...]:
        changed = (self._new if tag == self._old else tag for tag in note.tags)
        return tuple(dict.fromkeys(tag for tag in changed if tag))

    def undo(self) -> None:
        self._gathering.write_again(self._back, self.corpus)

    def redo(self) -> None:
        self._gathering.write_again(self, self.corpus)

    def _back(self, job: Job) -> None:
        for path, notes in self._before.items():
            now = {note.id: note for note in self.corpus.store.notes(path)}
            back = [replace(now[n.id], tags=n.tags) for n in notes if n.id in now]
            self.corpus.store.put_all(path, back)
