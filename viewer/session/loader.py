"""Works read in the background and brought to the screen. QtCore only."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from viewer.core.corpus.works import Work
from viewer.core.text.document import Document
from viewer.core.worker.client import Worker
from viewer.session.base.background_jobs import Job, Jobs
from viewer.session.base.corpora_list import CorporaList, Spot
from viewer.session.base.load_jobs import Corpus, Load, Loaded
from viewer.session.base.view_state import View
from viewer.session.bitext.alignment import Aligning
from viewer.session.notes.notebook import Notebook
from viewer.session.reading_position import ReadingPosition
from viewer.session.tabs import Tab, Tabs

PARSE_KEPT_S = 0.5
"""Seconds from which a parse is ended when the reader goes on to another work."""


class Filling(QObject):
    """A work on its way to a tab that is not in front; a QObject, so that parts come queued."""

    failed = Signal(object)
    """An exception."""

    def __init__(self, parent: QObject, tab: Tab, tabs: Tabs, notebook: Notebook) -> None:
        super().__init__(parent)
        self._tab, self._tabs, self._notebook = tab, tabs, notebook
        self._first: Document | None = None

    def part(self, found: Loaded) -> None:
        """A part of a document that arrives in parts."""
        if self._first is not None and found.part is not None:
            self._first.extend(found.part)
        else:
            self._first = next(iter(found.documents.values()))

    def done(self, found: Loaded) -> None:
        """All of it is there."""
        tab = self._tab
        if tab in self._tabs.tabs and tab.shown is None and found.documents:
            for document in found.documents.values():
                document.arriving = False
                self._notebook.watch(found.corpus.store, document)
            self._tabs.took(tab, found)
        for error in found.errors:
            self.failed.emit(error)
        self.deleteLater()


class Loader(QObject):
    """Shows works in the view: one after the other, as the reader asks for them."""

    failed = Signal(object)
    """An exception to tell the reader of."""

    def __init__(
        self,
        view: View,
        notebook: Notebook,
        corpora: CorporaList,
        tabs: Tabs,
        reading: ReadingPosition,
        aligning: Aligning,
        worker: Worker,
        jobs: Jobs,
    ) -> None:
        super().__init__()
        self._view, self._notebook, self._corpora, self._tabs = view, notebook, corpora, tabs
        self._reading, self._aligning, self._worker, self._jobs = reading, aligning, worker, jobs
        self._loading: Job | None = None
        self._spot: Spot | None = None  # where the reader wants to be in what is being loaded
        self.passwords: dict[Path, str] = {}
        """By document; forgotten with the program."""
        corpora.work_asked.connect(self.open_work)
        corpora.reload_asked.connect(self.reload)
        tabs.front_asked.connect(self.take_up)
        tabs.filling_asked.connect(self.fill)
        tabs.emptied.connect(self.close_work)
        tabs.changed.connect(self._let_go)

    @property
    def loading(self) -> bool:
        """Whether a document is being read."""
        return self._loading is not None

    def open_work(self, corpus: Corpus, work: Work, spot: Spot | None = None) -> None:
        """Load its documents in the background and show them in the view, at a spot."""
        self._stop_loading()
        self._corpora.begun = None
        self._reading.leave()
        self._tabs.opening(corpus, work, tracked=spot is None)
        self._begin(corpus, work, spot)

    def carry_places(self, corpus: Corpus) -> None:
        """Documents of a corpus are elsewhere: so are the places where the reader was in them."""
        self._reading.leave()
        for old, new in corpus.file.moved.items():
            before, now = corpus.path(old), corpus.path(new)
            if corpus.work_of(before) is None and corpus.work_of(now) is not None:
                self._reading.places.move(before, now)

    def follow(self, corpus: Corpus, work: Work) -> None:
        """The work in front has another name by now: its tab shows it there."""
        self._stop_loading()
        self._tabs.opening(corpus, work, tracked=False)
        self._begin(corpus, work, None)

    def take_up(self, tab: Tab) -> None:
        """Show a tab that came to the front: as it was left, or read again if its files changed."""
        self._stop_loading()
        self._reading.leave()
        corpus, found = tab.corpus, tab.shown
        work = corpus.work_of(tab.path) if corpus is not None and tab.path is not None else None
        if corpus is None or work is None:
            if corpus is None and tab.path is not None:
                self._corpora.wanted = tab.path  # its corpus is still being read
            self._close_view()
        elif found is not None and work == tab.work and tab.is_fresh:
            self._view.corpus, self._view.work = corpus, work
            self._view.opening.emit()
            self._show(found, tab.place)
        else:
            tab.work = work
            self._begin(corpus, work, None)

    def _begin(self, corpus: Corpus, work: Work, spot: Spot | None) -> None:
        again = work == self._view.shown and any(d.scans for d in self._view.documents.values())
        self._view.corpus, self._view.work, self._spot = corpus, work, spot
        self._view.opening.emit()
        path = corpus.path(next(iter(work.documents.values())))
        aim = (spot.side, spot.start) if spot is not None else self._reading.places.get(path)
        load = self._load(corpus, work, aim)
        load.whole = again  # more text may stand before the place of the reader now
        self._loading = self._jobs.run(load, self._loaded, self._load_failed, self._part_loaded)

    def _load(self, corpus: Corpus, work: Work, aim: tuple[str, int] | None = None) -> Load:
        return Load(corpus, work, self._worker, self.passwords, self._aligning.prepare, aim)

    def fill(self, tab: Tab) -> None:
        """Load what is shown beside the work in front."""
        if tab.corpus is not None and tab.work is not None:
            load = self._load(tab.corpus, tab.work)
            filling = Filling(self, tab, self._tabs, self._notebook)
            filling.failed.connect(self.failed)
            self._jobs.run(load, filling.done, self.failed.emit, filling.part)

    def _stop_loading(self) -> None:
        """The reader goes on: what is being loaded is not shown any more."""
        if self._loading is not None:
            self._loading.cancel()
            self._loading = None
            self._worker.cancel(older=PARSE_KEPT_S)

    def _part_loaded(self, found: Loaded) -> None:
        if found.job is not self._loading:
            return
        if found.part is None:
            self._show(found)
        elif self._view.documents:
            next(iter(self._view.documents.values())).extend(found.part)
            self._view.arrived.emit()
            self._go_to_spot()

    def _show(self, found: Loaded, place: tuple[str, int, int] | None = None) -> None:
        for document in found.documents.values():
            self._notebook.watch(found.corpus.store, document)
        lined = found.lined
        self._view.place = None
        if self._view.work is not None:
            path = found.corpus.path(next(iter(self._view.work.documents.values())))
            self._reading.carry(path, found.documents)
            self._view.place = self._reading.show(path, found.documents)
        self._view.place = place or self._view.place
        self._view.shown = self._view.work
        self._view.show(found.documents, lined.rows() if lined is not None else ())
        self._aligning.show(lined)
        self._let_go()
        self._go_to_spot()

    def _let_go(self) -> None:
        """Keep in memory the texts and notes of what a tab holds, and no others."""
        self._notebook.hold(self._tabs.documents())

    def _go_to_spot(self) -> None:
        """Show where the reader wants to be, once that part of the document is there."""
        spot, document = self._spot, None
        if spot is not None:
            document = self._view.documents.get(spot.side)
        if spot is None or document is None:
            return
        if document.arriving and spot.start >= document.lines.length():
            return
        self._spot = None
        self._view.place_asked.emit(spot.side, spot.start, spot.start)

    def _loaded(self, found: Loaded) -> None:
        if found.job is not self._loading:
            return  # the reader went on to another one meanwhile
        self._loading = None
        if found.documents and found.documents == self._view.documents:  # its first part is shown
            self._arrived(list(found.documents.values()))
            self._aligning.show(found.lined)
        elif found.documents:
            self._show(found)
        elif self._instead():
            return
        else:
            self.close_work()
        if found.documents:
            self._tabs.took(self._tabs.current, found)
        for error in found.errors:
            self.failed.emit(error)

    def _arrived(self, documents: list[Document]) -> None:
        """The last part of what is shown is there: now every note can be placed."""
        for document in documents:
            document.arriving = False
            if document.path is not None:
                self._notebook.read(document.path)
        self._view.arrived.emit()
        if self._view.query.text:
            self._view.find(self._view.query)

    def close_work(self) -> None:
        """Take the work in front off the screen; its tab stays, empty."""
        self._stop_loading()
        self._close_view()
        self._tabs.closed()

    def _close_view(self) -> None:
        self._reading.close()
        self._view.close()
        self._aligning.show(None)

    def _instead(self) -> bool:
        """Whether another work is being opened in place of one that nobody asked for."""
        corpus, work = self._view.corpus, self._view.work
        if not isinstance(corpus, Corpus) or work is None:
            return False
        return self._corpora.begin_instead(corpus, work)

    def _load_failed(self, error: Exception) -> None:
        if self._instead():
            return
        self.close_work()
        self.failed.emit(error)

    def unlock(self, path: Path, password: str) -> None:
        """Open the work with that document, which is locked with a password."""
        self.passwords[path] = password
        for corpus in self._corpora:
            if (corpus.root is None or path.is_relative_to(corpus.root)) and (
                work := corpus.work_of(path)
            ):
                self.open_work(corpus, work)
                return

    def is_unlocked(self, path: Path) -> bool:
        """Whether the reader gave a password for it, right or wrong."""
        return path in self.passwords

    def reload(self) -> None:
        """Load the shown work again: it, or how to read it, changed."""
        corpus, work = self._view.corpus, self._view.work
        if isinstance(corpus, Corpus) and work is not None:
            self.open_work(corpus, work)

    def drop(self, corpus: Corpus) -> None:
        """A corpus was closed: nothing of it stays on the screen."""
        if self._view.corpus is corpus:
            self.close_work()
        self._tabs.drop(corpus)
