"""Links between notes: the id of one stands in the text of another. QtCore only.

An id is the IRI of an annotation and stays what it is, wherever its document is moved to.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.core.notes.note import Note
from viewer.session.base.background_jobs import Job, Jobs
from viewer.session.base.load_jobs import Corpus
from viewer.session.base.view_state import View
from viewer.session.notes.notebook import Notebook

PAUSE_MS = 300
"""Milliseconds after the last change before the notes of the corpus are read for links."""
_AROUND = ".,;!?()[]<>«»\"'“”‘’،؛؟"


@dataclass(frozen=True)
class Linked:
    """A note at the other end of a link. `label`: of its document, as in `NoteStore.all`."""

    id: str
    label: str
    quote: str


@dataclass(frozen=True)
class LinkedNotes:
    """What a note leads to, and what leads to it."""

    id: str
    to: tuple[Linked, ...]
    back: tuple[Linked, ...]


def named(text: str) -> frozenset[str]:
    """The words of a text that may be ids of notes."""
    words = (word.strip(_AROUND) for word in text.split() if ":" in word)
    return frozenset(words)


class NoteLinks(QObject):
    """Finds the links of one note among all notes of its corpus."""

    found = Signal(object)
    """`LinkedNotes` of the note that was asked for last."""

    def __init__(self, view: View, notebook: Notebook, jobs: Jobs) -> None:
        super().__init__()
        self._view, self._jobs = view, jobs
        self._note: Note | None = None
        self._job: Job | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._find)
        notebook.saved.connect(self._again)
        notebook.changed.connect(self._again)

    def ask(self, note: Note | None) -> None:
        """Find the links of a note; `found` tells them, and tells them again when notes change."""
        self._note = note
        self._pause.start()

    def _again(self, changed: object) -> None:
        if self._note is not None:
            self._pause.start()

    def _find(self) -> None:
        if self._job is not None:
            self._job.cancel()
        corpus = self._view.corpus
        if self._note is not None and isinstance(corpus, Corpus):
            self._job = self._jobs.run(_Find(corpus, self._note), self._done)

    def _done(self, links: LinkedNotes) -> None:
        self._job = None
        if self._note is not None and links.id == self._note.id:
            self.found.emit(links)


class _Find:
    """Work for a job: read every note of a corpus."""

    def __init__(self, corpus: Corpus, note: Note) -> None:
        self._corpus, self._note = corpus, note

    def __call__(self, job: Job) -> LinkedNotes:
        mine, to, back = self._note, [], []
        wanted = named(mine.text)
        for label, note in self._corpus.store.all():
            if job.cancelled:
                break
            if note.id == mine.id:
                continue
            place = note.place.exact if note.place else note.text
            linked = Linked(note.id, label, " ".join(place.split()))
            if note.id in wanted:
                to.append(linked)
            if ":" in note.text and mine.id in named(note.text):
                back.append(linked)
        return LinkedNotes(mine.id, tuple(to), tuple(back))
