"""Searching a corpus in the background: its index kept up to date, then asked. QtCore only."""

from __future__ import annotations

import contextlib
import time
from array import array
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from viewer.core.base.choice_file import Choice
from viewer.core.base.remembered import Remembered
from viewer.core.base.settings import Settings
from viewer.core.search.index_progress import DOCUMENTS, WORKS, Progress, index_path
from viewer.core.worker.client import Worker
from viewer.session.base.background_jobs import Job, Jobs
from viewer.session.base.corpora_list import CorporaList
from viewer.session.base.load_jobs import Corpus
from viewer.session.base.preferences import Preferences
from viewer.session.base.view_state import FoundHit, View
from viewer.session.search.search_jobs import (
    MEANING,
    Arrange,
    ArrangedHits,
    AskedQuery,
    Export,
    KeepUp,
    Kept,
    Light,
    Look,
    Study,
    export_rows,
)

if TYPE_CHECKING:
    from viewer.core.search.engine import Search
    from viewer.core.search.hits import Answer, Hit
    from viewer.core.search.index import Index, IndexedBead

LATER_MS = 4000
"""Milliseconds after a corpus was opened until its index is looked after: reading comes first."""
FRESH_S = 20.0
"""Seconds for which an index that was brought up to date is taken to be so."""
GROWTH = 1.5
"""Times as many documents as when it was asked last let an unfinished answer be asked again."""
RECENT = 20
"""Queries that are remembered."""


class Searching(QObject):
    """Asks one query at a time; a new one takes the place of the one before."""

    progressed = Signal(object)
    """A `Progress` of the index; None when it is up to date."""
    found = Signal(object)
    """An `Answer`, or the part of one that is there by now."""
    emptied = Signal()
    """The corpus that was searched is closed: nothing is found any more."""
    arranged = Signal(object)
    """An `ArrangedHits`."""
    studied = Signal(str, object)
    """What was asked of `study`, and what it found."""
    studying = Signal(bool)
    """Whether something is being counted."""
    exporting = Signal(object)
    """(hits written, all of them)."""
    exported = Signal(object)
    """The file that hits were written to."""
    failed = Signal(object)
    """The exception."""

    def __init__(
        self, view: View, corpora: CorporaList, preferences: Preferences, cache: Path
    ) -> None:
        super().__init__()
        self._view, self._corpora, self._preferences = view, corpora, preferences
        self._cache = cache
        self._keeping, self._looking, self._studying = Jobs(1), Jobs(1), Jobs(1)
        self._keep: tuple[Job, KeepUp, Corpus] | None = None
        self._again: Corpus | None = None
        self._look_job: Job | None = None
        self._light_job: Job | None = None
        self._study_jobs: dict[str, Job] = {}
        self._worker = Worker()
        self._stage: str | None = DOCUMENTS  # what is not all in the index yet
        self.indexed = (0, 0)
        """How many documents are in the index by now, and of how many, while it is made."""
        self._asked_at = 0
        self._wanted: tuple[str, int, int] | None = None
        self._index: tuple[Path, Index] | None = None
        self.corpus: Corpus | None = None
        self.asked: AskedQuery | None = None
        self.answered: AskedQuery | None = None
        """What `answer` is the answer to."""
        self.answer: Answer | None = None
        self.shown: Search | None = None
        self._fresh = 0.0
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(LATER_MS)
        self._later.timeout.connect(self._begin)
        # Queued: the panes take over the new documents first, whoever connected earlier.
        queued = Qt.ConnectionType.QueuedConnection
        view.opening.connect(self._stop_lighting)
        view.opened.connect(self._go_on, queued)
        corpora.corpus_changed.connect(self._changed)
        corpora.changed.connect(self._closed)
        preferences.changed.connect(self._setting_changed)

    # The index

    def has_meaning(self) -> bool:
        """Whether searching by meaning is possible here at all."""
        from viewer.core.bitext import sentence_vectors

        return sentence_vectors.available()

    def _changed(self, corpus: Corpus) -> None:
        if corpus.complete and self.corpus is corpus:
            self.keep_up(corpus)
        elif corpus.complete and self.corpus is None:
            self._later.start()

    def renew(self, corpus: Corpus) -> None:
        """A document of a corpus has another text, though its file is the same."""
        if corpus is self.corpus and corpus.root is not None:
            self.keep_up(corpus)

    def _setting_changed(self, choice: Choice[Any]) -> None:
        if choice is Settings.meaning and self.corpus is not None:
            self.keep_up(self.corpus)

    def _begin(self) -> None:
        corpus = self.current()
        if self.corpus is None and corpus is not None:
            self.use(corpus)

    def current(self) -> Corpus | None:
        """The corpus of the open work, else the last one that is a folder."""
        return self._corpora.current(self._view.corpus, folders=True)

    def _closed(self) -> None:
        if self._keep is not None and self._keep[2] not in self._corpora:
            self._keep[1].end()
            self._keep[0].cancel()
            self._keep = None
            self.progressed.emit(None)
        if self.corpus is not None and self.corpus not in self._corpora:
            self.cancel()
            self.corpus = self.answer = self.shown = self.asked = self.answered = None
            self._drop()
            self.emptied.emit()

    def keep_up(self, corpus: Corpus) -> None:
        """Bring the index of a corpus up to date; `progressed` tells how far that is."""
        assert corpus.root is not None
        if self._keep is not None:
            if self._keep[2] is corpus:
                self._again = corpus
                return
            self._keep[1].end()
            self._keep[0].cancel()
        work = KeepUp(corpus.root, self._preferences.settings.meaning)
        job = self._keeping.run(work, self._kept, self._not_kept, self._step)
        self._keep = job, work, corpus

    def stop_keeping(self) -> None:
        """Leave the index as far as it is, until the next search or change."""
        if self._keep is not None:
            self._keep[1].end()
            self._keep[0].cancel()
            self._keep = self._again = None
            self._fresh = time.monotonic()
            self.progressed.emit(None)

    def after_indexing(self, work: Callable[[Job], Any], done: Callable[[Any], None]) -> None:
        """Run something once this session writes into no index any more."""
        self._keeping.run(work, done, self.failed.emit)

    def _step(self, step: Progress) -> None:
        """The index grew; once the words are all there, what was found before is asked again."""
        partial = self.so_far
        if step.stage == DOCUMENTS:
            self.indexed = step.done, step.total
        if step.done < step.total:
            self._stage = step.stage
        elif self._stage == DOCUMENTS:
            self._stage = WORKS
        self.progressed.emit(step)
        if partial and self.asked is not None and (not self.so_far or self._has_grown()):
            self._ask(self.asked)

    def _has_grown(self) -> bool:
        """Whether so many documents came into the index that an answer is worth asking again."""
        return self._look_job is None and self.indexed[0] > GROWTH * self._asked_at

    def _kept(self, kept: Kept) -> None:
        again, self._keep, self._again = self._again, None, None
        self._fresh = time.monotonic()
        if kept.complete:
            self._stage = None
        self.progressed.emit(None)
        if kept.changed and self.asked is not None:
            self._ask(self.asked)
        if again is not None and again in self._corpora:
            self.keep_up(again)

    def _not_kept(self, error: Exception) -> None:
        self._keep = None
        self.progressed.emit(None)
        self.failed.emit(error)

    @property
    def busy(self) -> bool:
        return self._keep is not None or self._look_job is not None

    @property
    def making(self) -> bool:
        """Whether the index is being made or looked after."""
        return self._keep is not None

    @property
    def so_far(self) -> bool:
        """Whether more may be found of what is asked than is in the index by now."""
        meaning = self.asked is not None and self.asked.mode == MEANING
        return self._stage == DOCUMENTS or (meaning and self._stage is not None)

    # A query

    def use(self, corpus: Corpus) -> None:
        """Search this corpus from now on."""
        if self.corpus is not corpus:
            self.cancel()
            self.corpus, self.asked, self.answer, self.shown = corpus, None, None, None
            self.answered, self._stage = None, DOCUMENTS
            self.keep_up(corpus)

    def look(self, corpus: Corpus, asked: AskedQuery) -> None:
        """Look for a query in a corpus; `found` tells of the answer."""
        self.use(corpus)
        if self._keep is None and time.monotonic() - self._fresh > FRESH_S:
            self.keep_up(corpus)  # if files changed, the answer comes again
        self._ask(asked)

    def _ask(self, asked: AskedQuery) -> None:
        self.cancel()
        corpus = self.corpus
        if corpus is None or corpus.root is None:
            return
        self.asked, self._asked_at = asked, self.indexed[0]
        work = Look(index_path(self._cache, corpus.root), corpus, asked, self._worker)
        self._look_job = self._looking.run(work, self._found, self._look_failed, self._found)

    def _found(self, answer: Answer) -> None:
        from viewer.core.search.engine import Search

        if answer.complete:
            self._look_job = None
        if self.corpus is None or self.asked is None:
            return
        self.answer, self.answered = answer, self.asked
        self.shown = Search.again(self.index(), answer.query, answer.mode)
        self.found.emit(answer)

    def _look_failed(self, error: Exception) -> None:
        self._look_job = None
        self.failed.emit(error)

    def clear(self) -> None:
        """Nothing is asked any more."""
        self.cancel()
        self.asked = self.answer = self.shown = self.answered = None
        if not self._view.query.text:
            self._view.show_hits([])

    def index(self) -> Index:
        """The index of the corpus, for this thread."""
        from viewer.core.search.index import Index

        assert self.corpus is not None and self.corpus.root is not None
        path = index_path(self._cache, self.corpus.root)
        if self._index is None or self._index[0] != path:
            self._drop()
            self._index = path, Index(path)
        return self._index[1]

    def _drop(self) -> None:
        if self._index is not None:
            self._index[1].close()
            self._index = None

    def cancel(self) -> None:
        """Stop looking; what is in the index stays there."""
        if self._look_job is not None:
            self._look_job.cancel()
        self._look_job = None
        self._stop_lighting()
        self.stop_studies()

    def _stop_lighting(self) -> None:
        if self._light_job is not None:
            self._light_job.cancel()
            self._light_job = None

    def stop_studies(self) -> None:
        """Count no more."""
        for job in self._study_jobs.values():
            job.cancel()
        self._study_jobs = {}
        self.studying.emit(False)

    def arrange(self, order: str, without: Collection[int] = ()) -> None:
        """Sort the hits of the answer and leave out some written forms; `arranged` tells."""
        if self.answer is not None and self.corpus is not None:
            work = Arrange(self._path(), self.answer.hits, order, frozenset(without))
            self._study("", work, self._arranged)

    def study(self, what: str) -> None:
        """Count collocates, time, counterparts, words (of the documents found), all_words."""
        if self.answer is not None and self.corpus is not None:
            self._study(what, Study(self._path(), self.answer.hits, what), self._studied)

    def _study(self, name: str, work: Any, done: Any) -> None:
        if (old := self._study_jobs.pop(name, None)) is not None:
            old.cancel()
        self._study_jobs[name] = self._studying.run(work, done, self._study_failed)
        self.studying.emit(True)

    def _study_failed(self, error: Exception) -> None:
        self.stop_studies()
        self.failed.emit(error)

    def _path(self) -> Path:
        assert self.corpus is not None and self.corpus.root is not None
        return index_path(self._cache, self.corpus.root)

    def _arranged(self, arranged: ArrangedHits | None) -> None:
        self._did_study("")
        if arranged is not None:
            self.arranged.emit(arranged)

    def _studied(self, result: tuple[str, Any]) -> None:
        self._did_study(result[0])
        self.studied.emit(*result)

    def _did_study(self, name: str) -> None:
        self._study_jobs.pop(name, None)
        self.studying.emit(any(name != "export" for name in self._study_jobs))

    def remember(self, query: str) -> None:
        """Keep a query among the last ones."""
        before = self._preferences.remembered.searches
        kept = [query, *(each for each in before if each != query)][:RECENT]
        self._preferences.set(Remembered.searches, kept)

    def export(self, numbers: array[int], head: list[str], target: Path) -> None:
        """Write hits to a file; `exporting` and `exported` tell."""
        if self.answer is not None:
            work = Export(self._path(), self.answer, numbers, head, target)
            job = self._studying.run(
                work, self.exported.emit, self.failed.emit, self.exporting.emit
            )
            self._study_jobs["export"] = job

    def rows(self, numbers: Iterable[int]) -> list[Sequence[str]]:
        """Some hits as cells, for the clipboard."""
        if self.answer is None or self.shown is None:
            return []
        return list(export_rows(self.shown, self.answer, numbers))

    # A hit

    def hit(self, number: int) -> Hit | None:
        """A hit of the answer in its real letters; None when it is gone meanwhile."""
        if self.shown is None or self.answer is None:
            return None
        with contextlib.suppress(LookupError):
            return self.shown.hit(self.answer.hits, number)
        return None

    def bead(self, hit: Hit) -> IndexedBead | None:
        """What corresponds to the block of a hit."""
        with contextlib.suppress(LookupError):
            return self.index().bead(hit.row)
        return None

    def open(self, path: str, start: int, end: int) -> None:
        """Show a place where it stands, opening its work if that is not open."""
        corpus, view = self.corpus, self._view
        work = corpus.work_of(corpus.path(path)) if corpus is not None else None
        if work is None and corpus is not None:  # a side of a bilingual file
            work = corpus.work_of(corpus.path(path.rpartition("/")[0]))
        if corpus is None or work is None:
            return
        self._wanted = path, start, end
        if view.corpus is corpus and view.work is work and view.documents:
            view.jumping.emit()
            self._go_on()
        else:
            self._corpora.look_into(corpus, work)

    def _go_on(self) -> None:
        corpus, view = self.corpus, self._view
        if self._wanted is None or corpus is None or not view.documents:
            return
        path, start, end = self._wanted
        self._wanted = None
        for side, document in view.documents.items():
            if document.path == corpus.path(path):
                view.place_asked.emit(side, start, end)
                if document.lines.complete:
                    self._light(side, path, start)

    def _light(self, side: str, path: str, start: int) -> None:
        """Show all hits of the open document; `start` is where the current one begins."""
        self._stop_lighting()
        if self.answer is not None:
            work = Light(self._path(), self.answer, path, side, start)
            self._light_job = self._looking.run(work, self._lit, self.failed.emit)

    def _lit(self, result: tuple[list[FoundHit], int]) -> None:
        self._light_job = None
        self._view.show_hits(*result)

    def close(self) -> None:
        self._later.stop()
        self.cancel()
        if self._keep is not None:
            self._keep[1].end()
            self._keep[0].cancel()
        self._worker.close()
        for jobs in (self._keeping, self._looking, self._studying):
            jobs.wait(2000)
        self.answer = self.shown = None  # what is still on its way finds nothing to be shown
        self._drop()
