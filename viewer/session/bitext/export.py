"""Works to files, in the background. QtCore only."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from viewer.core.base.errors import Unreadable
from viewer.core.base.json_files import whole_file
from viewer.core.bitext.alignment import Alignment
from viewer.core.bitext.work_file import WorkFile
from viewer.core.corpus.works import Work
from viewer.core.notes.store import NoteStore
from viewer.core.text.document import Document
from viewer.core.worker.client import Worker
from viewer.core.worker.read_ahead import processes, read_ahead
from viewer.session.base.background_jobs import Job, Jobs
from viewer.session.base.load_jobs import Corpus, Load
from viewer.session.base.view_state import View
from viewer.session.bitext.alignment import MEMORY_BYTES, Aligning, can_align

if TYPE_CHECKING:
    from viewer.core.export.bitext import Bitext


class Write:
    """Work for a job: works to one file, which is whole or not there."""

    def __init__(
        self,
        bitext_of: Callable[[Job, Work, Worker], Bitext],
        works: list[Work],
        path: Path,
        workers: list[Worker],
    ) -> None:
        self._bitext_of, self._works, self._path = bitext_of, works, path
        self._workers = workers
        self._errors: list[Exception] = []

    def __call__(self, job: Job) -> tuple[Path, int, list[Exception]]:
        self._write(job)
        return self._path, len(self._works) - len(self._errors), self._errors

    def _write(self, job: Job) -> None:
        from viewer.core.export.bitext import write

        with whole_file(self._path) as beside:
            write(self._bitexts(job), beside)
            job.check()

    def _bitexts(self, job: Job) -> Iterator[Bitext]:
        read = partial(self._bitext_of, job)
        for at, (_, reading) in enumerate(read_ahead(read, self._works, self._workers)):
            job.tell((at, len(self._works)))
            try:
                made = reading.result()
            except Unreadable as error:
                job.check()
                self._errors.append(error)
                continue
            job.check()
            yield made


class WriteEdition(Write):
    """Work for a job: works as an edition, a page or a folder, which is whole or as it was."""

    title = language = ""
    """Of the edition; the language that it speaks to its readers, `ar` or `en`."""

    def _write(self, job: Job) -> None:
        from viewer.core.export.edition.write import write_edition

        write_edition(self._bitexts(job), self._path, self.title, self.language, job.check)


def bitext(
    name: str,
    documents: dict[str, Document],
    alignments: dict[str, Alignment],
    file: WorkFile | None,
    store: NoteStore | None = None,
) -> Bitext:
    """A work with the reader's own translations and, out of `store`, notes, to be exported."""
    from viewer.core.export.bitext import bitext_of_work, placed_notes, written_in

    known = alignments if can_align(documents) else {}
    written = written_in(file, documents)
    if store is not None:
        written = replace(written, notes=placed_notes(documents, store))
    return bitext_of_work(name, documents, known, written)


class Exporting(QObject):
    """Writes what a dialog asked for."""

    progressed = Signal(int, int)
    """Works written, and all of them."""
    done = Signal(object, int, list)
    """The file, how many works are in it, and what could not be read."""
    failed = Signal(object, object)
    """The file and why it was not written; None when that was the reader's wish."""

    def __init__(self, view: View, aligning: Aligning, passwords: Mapping[Path, str]) -> None:
        super().__init__()
        self._view, self._aligning, self._passwords = view, aligning, passwords
        self._jobs = Jobs(1)
        # Its own: what is opened meanwhile does not wait for them.
        self._workers = [Worker(MEMORY_BYTES) for _ in range(processes())]
        self._job: Job | None = None
        self._path = Path()

    def write(self, corpus: Corpus, works: list[Work], path: Path) -> None:
        """Write works to a file of the kind that its suffix says."""
        self.cancel()
        self._path = path
        self._begin(Write(partial(self._bitext, corpus), works, path, self._workers))

    def write_edition(
        self, corpus: Corpus, works: list[Work], path: Path, title: str, language: str
    ) -> None:
        """Write works as an edition that speaks `language`: a page (`.html`), or a folder."""
        self.cancel()
        self._path = path
        work = WriteEdition(partial(self._bitext, corpus), works, path, self._workers)
        work.title, work.language = title, language
        self._begin(work)

    def _begin(self, work: Write) -> None:
        self._job = self._jobs.run(work, self._done, self._failed, self._progressed)

    def _bitext(self, corpus: Corpus, job: Job, work: Work, worker: Worker) -> Bitext:
        """In a thread of the job: a work as it is shown, or read for this.

        Raises `Unreadable`.
        """
        view, lined = self._view, self._aligning.lined
        if work is view.work:
            made = lined.alignments if lined is not None else {}
            file = lined.file if lined is not None else None
            return bitext(work.name, dict(view.published), made, file, corpus.store)
        prepare = partial(self._aligning.prepare_best, worker=worker)
        found = Load(corpus, work, worker, self._passwords, prepare)(job.part())
        if found.errors:
            raise found.errors[0]
        made = found.lined.alignments if found.lined is not None else {}
        file = found.lined and found.lined.file
        return bitext(work.name, found.documents, made, file, corpus.store)

    def _progressed(self, done: tuple[int, int]) -> None:
        self.progressed.emit(*done)

    def _done(self, result: tuple[Path, int, list[Exception]]) -> None:
        self._job = None
        self.progressed.emit(1, 1)
        self.done.emit(*result)

    def _failed(self, error: Exception) -> None:
        self._job = None
        self.failed.emit(self._path, error)

    def cancel(self) -> None:
        """Write no more; what was there before stays."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
            for worker in self._workers:
                worker.cancel()  # a long text is not read to its end for this

    def close(self) -> None:
        self.cancel()
        for worker in self._workers:
            worker.close()
        self._jobs.wait(2000)
