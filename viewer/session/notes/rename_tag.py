"""A tag renamed, merged or taken away in every note of a corpus."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from viewer.core.notes.note import Note
from viewer.session.base.background_jobs import Job
from viewer.session.base.load_jobs import Corpus
from viewer.session.notes.restore_version import Rewriting


class Retag(Rewriting):
    """A tag of a corpus renamed, or taken away (`new` empty)."""

    def __init__(self, corpus: Corpus, old: str, new: str) -> None:
        super().__init__("retag", corpus.store)
        self._old, self._new = old, new

    def forth(self, job: Job) -> None:
        if self.paths:
            super().forth(job)
            return
        found: dict[Path, list[Note]] = {}
        for label, note in list(self.store.all()):
            if self._old in note.tags:
                changed = replace(note, tags=self._tags(note))
                found.setdefault(self.store.document(label), []).append(changed)
        for path, notes in found.items():
            self.put(path, notes)

    def _tags(self, note: Note) -> tuple[str, ...]:
        changed = (self._new if tag == self._old else tag for tag in note.tags)
        return tuple(dict.fromkeys(tag for tag in changed if tag))
