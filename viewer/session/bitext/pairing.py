"""Documents into works: by hand, and by suggestions over a whole corpus. QtCore only."""

from __future__ import annotations

import time
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from viewer.core.base.errors import Unreadable
from viewer.core.corpus.works import Work, works
from viewer.core.worker.client import Worker
from viewer.session.base.background_jobs import Job, Jobs
from viewer.session.base.corpora_list import CorporaList
from viewer.session.base.load_jobs import Corpus
from viewer.session.base.undo import UndoCommand
from viewer.session.base.view_state import View

if TYPE_CHECKING:
    from viewer.core.corpus.find_pairs import Portrait, Suggestion

TELL_S = 0.3
"""Seconds between two reports."""

Pairs = list[tuple[str, str]]
Choices = tuple[Pairs, Pairs]
"""What is paired and what is refused."""


class _Read:
    """Work for a job: compare the documents of a corpus. Those with partners too: they may have
    none in a third language."""

    def __init__(self, corpus: Corpus, worker: Worker) -> None:
        self._corpus, self._worker = corpus, worker

    def __call__(self, job: Job) -> list[Suggestion]:
        from viewer.core.corpus.find_pairs import suggest

        corpus = self._corpus
        paths = [path for work in corpus.works for path in work.documents.values()]
        partners = {a: [b for b in w.documents.values() if b != a]
                    for w in corpus.works for a in w.documents.values()}  # fmt: skip
        found: list[Portrait] = []
        told = 0.0
        for at, path in enumerate(paths):
            if job.cancelled:
                return []
            if time.monotonic() - told > TELL_S:
                told = time.monotonic()
                job.tell((at, len(paths)))
            if (made := self._portrait(path)) is not None:
                found.append(made)
        job.tell((len(paths), len(paths)))
        return suggest(found, corpus.file.refused, partners)

    def _portrait(self, path: str) -> Portrait | None:
        from viewer.core.corpus.find_pairs import Portrait

        said = self._corpus.file.overrides(path)
        try:
            made = self._worker.portrait(
                self._corpus.path(path), said.get("encoding"), said.get("language")
            )
        except Unreadable:
            return None
        return Portrait(path, made.language, made.length, made.features, made.date, made.structure)


def _each_two(work: Work) -> Iterable[tuple[str, str]]:
    paths = list(work.documents.values())
    return ((a, b) for at, a in enumerate(paths) for b in paths[at + 1 :])


class Matching(QObject):
    """Pairs documents, takes works apart, and looks for pairs."""

    progressed = Signal(int, int)
    """Documents read, and all of them."""
    found = Signal(object, list)
    """The corpus and its `Suggestion`s, the surest first."""

    did = Signal(object)
    """An `UndoCommand`: what the reader did just now."""
    failed = Signal(object)
    """An exception to tell the reader of."""

    def __init__(self, view: View, corpora: CorporaList) -> None:
        super().__init__()
        self._view, self._corpora = view, corpora
        self._jobs = Jobs(1)
        self._job: Job | None = None
        self._worker = Worker()
        self._corpus: Corpus | None = None

    # By hand

    def pair(self, corpus: Corpus, *pairs: tuple[str, str]) -> None:
        """Make works of documents; what they were paired with stays with them. Remembered."""
        before = self._choices(corpus)
        for first, second in pairs:
            for path in (first, second):
                work = corpus.work_of(corpus.path(path))
                for other in work.documents.values() if work is not None else ():
                    if other != path:
                        corpus.file.pair(path, other)
            corpus.file.pair(first, second)
        self._did(corpus, before)
        if len(pairs) == 1 and (work := corpus.work_of(corpus.path(pairs[0][0]))):
            self._corpora.open_work(corpus, work)

    def unpair(self, corpus: Corpus, work: Work) -> None:
        """Take a work apart into its documents. Remembered."""
        before = self._choices(corpus)
        first = next(iter(work.documents.values()))
        for one, two in _each_two(work):
            corpus.file.unpair(one, two)
        self._did(corpus, before)
        alone = corpus.work_of(corpus.path(first))
        if self._view.corpus is corpus and alone is not None:
            self._corpora.open_work(corpus, alone)

    def refuse(self, corpus: Corpus, *pairs: tuple[str, str]) -> None:
        """These are no pairs: they are not suggested again."""
        before = self._choices(corpus)
        for pair in pairs:
            corpus.file.unpair(*pair)
        self._did(corpus, before)

    @staticmethod
    def _choices(corpus: Corpus) -> Choices:
        return list(corpus.file.pairs), list(corpus.file.refused)

    def _did(self, corpus: Corpus, before: Choices) -> None:
        after = self._choices(corpus)
        self._changed(corpus)
        where = (corpus.root,) if corpus.root is not None else ()
        self.did.emit(UndoCommand("pairs", partial(self._restore, corpus), before, after, where))

    def _restore(self, corpus: Corpus, choices: Choices) -> None:
        corpus.file.pairs, corpus.file.refused = list(choices[0]), list(choices[1])
        self._changed(corpus)
        view = self._view
        if view.corpus is corpus and view.work is not None and view.work not in corpus.works:
            path = next(iter(view.work.documents.values()))
            if (work := corpus.work_of(corpus.path(path))) is not None:
                self._corpora.open_work(corpus, work)

    def _changed(self, corpus: Corpus) -> None:
        self._corpora.keep(corpus)
        corpus.works = works(corpus.files, corpus.file.pairs, corpus.file.refused)
        self._corpora.corpus_changed.emit(corpus)

    # Suggestions

    def look(self, corpus: Corpus) -> None:
        """Look for pairs in a corpus, in the background; `found` tells of them."""
        self.cancel()
        self._corpus = corpus
        work = _Read(corpus, self._worker)
        self._job = self._jobs.run(work, self._found, self._failed, self._progressed)

    def _progressed(self, done: tuple[int, int]) -> None:
        self.progressed.emit(*done)

    def _found(self, suggestions: list[Suggestion]) -> None:
        self._job = None
        self.found.emit(self._corpus, suggestions)

    def _failed(self, error: Exception) -> None:
        self._job = None
        self.failed.emit(error)
        self.found.emit(self._corpus, [])

    def cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def close(self) -> None:
        self.cancel()
        self._worker.close()
        self._jobs.wait(2000)
