"""Searching a corpus in the background: its index brought up to date, then asked. QtCore only."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from viewer.core.corpus_search import Answer, Hit, search
from viewer.core.index import Index
from viewer.core.indexing import index_path, update
from viewer.core.worker import Worker
from viewer.ui.errands import Corpus
from viewer.ui.jobs import Job, Jobs

if TYPE_CHECKING:
    from viewer.ui.session import Session

SHOWN = 2000
"""Hits that are listed; all are counted."""


class _Stopped:
    """Whether a job was cancelled, for the core to ask."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def __call__(self) -> bool:
        return self._job.cancelled


class _Search:
    """Work for a job: what a query finds in a corpus."""

    def __init__(self, corpus: Corpus, query: str, mode: str, cache: Path, worker: Worker) -> None:
        self._corpus, self._query, self._mode = corpus, query, mode
        self._cache, self._worker = cache, worker

    def __call__(self, job: Job) -> Answer:
        corpus = self._corpus
        assert corpus.root is not None
        index = Index(index_path(self._cache, corpus.root))
        try:
            files = list(corpus.files)
            stopped = _Stopped(job)
            for done in update(index, corpus.root, files, corpus.file, self._worker, stopped):
                job.progressed.emit(done)
            return search(index, self._query, self._mode, limit=SHOWN, stop=stopped)
        finally:
            index.close()


class Searching(QObject):
    """Asks one query at a time; a new one takes the place of the one before."""

    progressed = Signal(int, int)
    """Documents taken into the index, and all that wait for that."""
    found = Signal(object)
    """An `Answer`."""

    def __init__(self, session: Session, cache: Path) -> None:
        super().__init__()
        self._session, self._cache = session, cache
        self._jobs = Jobs(1)
        self._worker: Worker | None = None
        self._job: Job | None = None
        self._corpus: Corpus | None = None
        self._wanted: Hit | None = None
        session.view.opened.connect(self._go_on)

    def look(self, corpus: Corpus, query: str, mode: str) -> None:
        """Look for a query in a corpus; `found` tells of the answer."""
        self.cancel()
        self._corpus = corpus
        self._worker = self._worker or Worker()
        work = _Search(corpus, query, mode, self._cache, self._worker)
        self._job = self._jobs.run(work, self._done, self._failed, self._progressed)

    def _progressed(self, done: tuple[int, int]) -> None:
        self.progressed.emit(*done)

    def _done(self, answer: Answer) -> None:
        self._job = None
        self.found.emit(answer)

    def _failed(self, error: Exception) -> None:
        self._job = None
        self._session.failed.emit(error)
        self.found.emit(Answer(""))

    def cancel(self) -> None:
        """Stop looking; what is in the index stays there."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def open(self, hit: Hit) -> None:
        """Show a hit where it stands, opening its work if that is not open."""
        corpus, view = self._corpus, self._session.view
        if corpus is None or (work := corpus.work_of(corpus.path(hit.path))) is None:
            return
        self._wanted = hit
        if view.corpus is corpus and view.work is work and view.documents:
            self._go_on()
        else:
            self._session.open_work(corpus, work)

    def _go_on(self) -> None:
        hit, corpus, view = self._wanted, self._corpus, self._session.view
        if hit is None or corpus is None or not view.documents:
            return
        self._wanted = None
        for side, document in view.documents.items():
            if document.path == corpus.path(hit.path):
                view.jump(side, hit.start)
                view.place_asked.emit(side, hit.start, hit.end)

    def close(self) -> None:
        self.cancel()
        if self._worker is not None:
            self._worker.close()
        self._jobs.wait(2000)
