"""A reviser's table taken back into the open work: read in the background, accepted as one step of
undo. QtCore only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from viewer.core.bitext.alignment import Alignment
from viewer.core.bitext.work_file import Doings, WorkFile
from viewer.core.notes.note import Note
from viewer.core.notes.store import NoteStore
from viewer.core.text.document import Document
from viewer.core.worker.client import Worker
from viewer.session.base.background_jobs import Job, Jobs
from viewer.session.base.load_jobs import Corpus
from viewer.session.base.view_state import View
from viewer.session.bitext.alignment import Aligning, can_align
from viewer.session.bitext.export import bitext
from viewer.session.notes.notebook import Notebook
from viewer.session.notes.restore_version import Rewriting

if TYPE_CHECKING:
    from viewer.core.export.bitext import Bitext
    from viewer.core.export.review import Review, ReviewChange


class ReadReview(NamedTuple):
    """A table as it compares with a work: `documents` are those that it was compared with."""

    path: Path
    review: Review
    work: Bitext
    documents: Mapping[str, Document]


class ReviewStep(Rewriting):
    """What was accepted of a table: own translations, which are written already, and notes."""

    def __init__(
        self,
        store: NoteStore,
        own: tuple[WorkFile, Doings, Doings] | None,
        notes: Sequence[tuple[Document, Note]],
    ) -> None:
        super().__init__("review", store)
        self.own = own
        self.turned = False
        """Whether it was undone or done again since `Reviewing` looked."""
        self._notes: list[tuple[Document, Note]] | None = list(notes)  # until it was done
        self._paths = [document.path for document, _ in notes if document.path is not None]

    @property
    def paths(self) -> list[Path]:
        return list(dict.fromkeys(self._paths))

    def forth(self, job: Job) -> None:
        if self._notes is None:
            super().forth(job)
            self.turned = True
            return
        self.done = True  # own translations are there whatever comes of the notes
        given, self._notes = self._notes, None
        for path in self.paths:
            here = [(document, note) for document, note in given if document.path == path]
            self.put(path, [note for _, note in here], here[0][0])

    def back(self, job: Job) -> None:
        super().back(job)
        self.turned = True


class Reviewing(QObject):
    """Reads a table that came back, and takes what the reader accepts of it."""

    read = Signal(object)
    """A `ReadReview`."""
    failed = Signal(object)

    def __init__(self, view: View, aligning: Aligning, notebook: Notebook, worker: Worker) -> None:
        super().__init__()
        self._view, self._aligning, self._notebook = view, aligning, notebook
        self._worker, self._jobs = worker, Jobs(1)
        notebook.rewritten.connect(self._rewritten)

    def open(self, path: Path) -> None:
        """Read a table and compare it with the open work; `read` or `failed` tells."""
        view, lined = self._view, self._aligning.lined
        if view.work is None or not isinstance(view.corpus, Corpus):
            return
        documents = dict(view.published)
        alignments = dict(lined.alignments) if lined is not None and can_align(documents) else {}
        file = lined.file if lined is not None else None
        about = view.work.name, documents, alignments, file, view.corpus.store
        self._jobs.run(_ReadReview(path, about, self._worker), self.read.emit, self.failed.emit)

    def accept(self, found: ReadReview, changes: Sequence[ReviewChange]) -> bool:
        """Take these changes, as one step of undo; whether the work is still the same one."""
        from viewer.core.export.review import NOTE, STATUS, TRANSLATION

        corpus, lined = self._view.corpus, self._aligning.lined
        shown = self._view.published
        same = all(shown.get(side) is each for side, each in found.documents.items())
        if not isinstance(corpus, Corpus) or lined is None or not same:
            return False
        own = [
            (each.source.side, each.source.blocks, each.language, each.new)
            for each in changes
            if each.kind == TRANSLATION
        ]
        statuses = [
            (found.work.units[each.row].places, each.new) for each in changes if each.kind == STATUS
        ]
        notes = [_note(each, found) for each in changes if each.kind == NOTE]
        written = self._aligning.write_many(own, statuses)
        self._notebook.perform(ReviewStep(corpus.store, written, notes))
        return True

    def _rewritten(self, step: Rewriting) -> None:
        if isinstance(step, ReviewStep) and step.turned and step.own is not None:
            file, before, after = step.own
            self._aligning.restore(file, before if step.taken_back else after)
        if isinstance(step, ReviewStep):
            step.turned = False

    def close(self) -> None:
        self.blockSignals(True)
        self._jobs.wait(2000)


def _note(change: ReviewChange, found: ReadReview) -> tuple[Document, Note]:
    from viewer.core.export.review import note_place

    place = note_place(change, found.work, found.documents)
    return found.documents[change.side], Note(place, change.new, creator=change.author)


class _ReadReview:
    """Work for a job: a table read by the parsers' process, and compared."""

    def __init__(
        self,
        path: Path,
        about: tuple[str, dict[str, Document], dict[str, Alignment], WorkFile | None, NoteStore],
        worker: Worker,
    ) -> None:
        self._path, self._about, self._worker = path, about, worker

    def __call__(self, job: Job) -> ReadReview:
        from viewer.core.export.review import review_of

        rows = self._worker.review(self._path)
        work, documents = bitext(*self._about), self._about[1]
        return ReadReview(self._path, review_of(rows, work), work, documents)
