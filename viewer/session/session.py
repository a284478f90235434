"""What is open now, and what can be done to it. One a process; widgets call it and listen to it.

QtCore only. It speaks no words for the reader: what went wrong is an exception with data.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from viewer.core import formats
from viewer.core.base.errors import SetAside, Unreadable
from viewer.core.base.file_registry import shared
from viewer.core.base.paths import cache_dir, guide_dir, own_folders
from viewer.core.base.settings import ZOOM_STEPS, Settings
from viewer.core.corpus import marker_file as marker
from viewer.core.corpus.scan import CorpusFile, File, Work, works
from viewer.core.notes.store import NoteStore
from viewer.core.text.document import Document
from viewer.core.worker.client import Worker
from viewer.session.base.background_jobs import Job, Jobs
from viewer.session.base.load_jobs import Corpus, Load, Loaded, SaveFile, Scanned, Warm
from viewer.session.base.pending_saves import Save
from viewer.session.base.view_state import View
from viewer.session.bitext.alignment import Aligning
from viewer.session.bitext.export import Exporting
from viewer.session.bitext.own_translation import Slots
from viewer.session.bitext.pairing import Matching
from viewer.session.bitext.pin_editing import Repairing
from viewer.session.document_dates import Dating
from viewer.session.forget_corpus import Forgetting
from viewer.session.line_rules import Said, Teaching, remembered
from viewer.session.notes.corpus_notes import Gathering
from viewer.session.notes.notebook import Notebook
from viewer.session.read_aloud import Speaking
from viewer.session.reading_position import Reading
from viewer.session.restore import Returning
from viewer.session.scan import Scanning
from viewer.session.search.corpus_search import Searching
from viewer.session.tabs import Filling, Spot, Tab, Tabs
from viewer.session.watch_files import Watching
from viewer.session.words.word_lookup import Lookups

RECENT = 12
PATIENCE = 0.5
"""Seconds from which a parse is ended when the reader goes on to another work."""


class Session(QObject):
    """The opened corpora, the notes in them, the views, the reader's choices."""

    corpora_changed = Signal()
    """A corpus was opened or closed."""
    corpus_changed = Signal(object)
    """More of it is known, or its works are paired otherwise."""
    failed = Signal(object)
    """An exception to tell the reader of: mostly `Unreadable`."""
    unknown_dropped = Signal(list)
    """Names of what is no text that Hashiya reads; the rest was opened."""
    paths_opened = Signal(list)
    """Folders and single files that the reader opened, not those that came back by themselves."""
    settings_changed = Signal(str)
    """The name of the choice that changed."""
    document_changed = Signal(object)
    """Language, direction or encoding of the document at a path was set by the reader."""

    def __init__(self, settings: Settings, data: Path, state: dict[str, Any] | None = None) -> None:
        super().__init__()
        self.settings = settings
        self.state = dict(state or {})
        """What is kept of the window for the next start."""
        self.data = data
        self.jobs = Jobs()
        self.worker = Worker()
        self.corpora: list[Corpus] = []
        self.view = View(settings.mode)
        self.tabs = Tabs(self)
        self.notebook = Notebook()
        self.dating = Dating(self.worker, cache_dir())
        self.aligning = Aligning(self, cache_dir())
        self.slots = Slots(self)
        self.matching = Matching(self)
        self.exporting = Exporting(self)
        self.searching = Searching(self, cache_dir())
        self.lookups = Lookups(self, cache_dir())
        self.speaking = Speaking(self)
        self.reading = Reading(self, data)
        self.returning = Returning(self, data)
        self.forgetting = Forgetting(self, data, cache_dir())
        self.repairing = Repairing(self)
        self.teaching = Teaching(self)
        self.watching = Watching(self)
        self.gathering = Gathering(self)
        self.scanning = Scanning(self.jobs, self._scanned)
        self.scanning.failed.connect(self.failed)
        self._loading: Job | None = None
        self._spot: Spot | None = None  # where the reader wants to be in what is being loaded
        self._warmed = False
        self._wanted: Path | None = None  # opened once its corpus is scanned
        self.passwords: dict[Path, str] = {}  # forgotten with the program
        self.watching.connect_session()

    @property
    def busy(self) -> bool:
        """Whether names or a document are being read."""
        return self.scanning.busy or self.loading

    @property
    def loading(self) -> bool:
        """Whether a document is being read."""
        return self._loading is not None

    # Corpora

    def open_paths(self, paths: Iterable[Path]) -> None:
        """Open folders as corpora and files as documents; name what cannot be."""
        unknown: list[str] = []
        single: list[Path] = []
        folders: list[Path] = []
        for path in paths:
            path = Path(path).absolute()
            folder = path.parent if marker.is_marker(path) else path
            if folder.is_dir():
                folders.append(folder)
                self.returning.open(folder)
            elif not path.exists():
                self.failed.emit(Unreadable(path, "missing"))
            elif formats.known(path.name):
                single.append(path)
            else:
                unknown.append(path.name)
        if single:
            self.open_files(single)
        if folders or single:
            self.paths_opened.emit(folders + single)
        if unknown:
            self.unknown_dropped.emit(unknown)

    def _new_corpus(self, root: Path | None) -> Corpus:
        choice = self.settings
        private = root in own_folders()
        store = NoteStore(root, self.data, choice.device, choice.creator, private=private)
        file = shared(CorpusFile.read, store.corpus_file())
        if file.damaged is not None:
            self.failed.emit(SetAside(file.path, file.damaged))
        if file.unread is not None:
            self.failed.emit(file.unread)
        return Corpus(root, store, file)

    def open_corpus(self, root: Path, wanted: Path | None = None) -> Corpus:
        """Show a folder. Its names are read in the background; `wanted` is opened when found."""
        known = next((c for c in self.corpora if c.root == root), None)
        corpus = known or self._new_corpus(root)
        if known is None:
            self.corpora.append(corpus)
            self._remember(root)
            self.corpora_changed.emit()
        self._wanted = wanted
        self.rescan(corpus)
        return corpus

    def rescan(self, corpus: Corpus) -> None:
        """Read the names under the folder again."""
        self.scanning.look(corpus)

    def _scanned(self, result: Scanned) -> None:
        corpus, files, found, complete = result
        if corpus not in self.corpora:
            return
        first = complete and not corpus.complete
        same = corpus.complete and (corpus.files, corpus.works) == (files, found)
        corpus.files, corpus.works, corpus.complete = files, found, complete
        if complete:
            self._warm()
        if not same:
            self.corpus_changed.emit(corpus)
        self._open_wanted(corpus, first)

    def _warm(self) -> None:
        """Once the first corpus is there: get ready what the first odd document would wait for."""
        if not self._warmed:
            self._warmed = True
            self.jobs.run(Warm(self.worker))

    def _open_wanted(self, corpus: Corpus, first: bool) -> None:
        """What was asked for, or (`first`: the corpus is new here) something to begin with."""
        if self._wanted is not None and (work := corpus.work_of(self._wanted)):
            self._wanted = None
            self.open_work(corpus, work)
        elif first and corpus.works and self._wanted is None and not self.view.work:
            pairs = [work for work in corpus.works if len(work.documents) > 1]
            self.open_work(corpus, (pairs or corpus.works)[0])

    def find_moved(self, corpus: Corpus) -> None:
        """It is known by now which documents are elsewhere: tabs follow, what was to be opened is
        opened there, or told to be gone."""
        self.tabs.found(corpus)
        wanted, root, here = self._wanted, corpus.root, self.tabs.current.path
        if wanted is None and here is not None and self.tabs.current.corpus is corpus:
            wanted = here if corpus.work_of(here) is None else None
        if wanted is None or root is None or not wanted.is_relative_to(root):
            return
        new = corpus.file.moved.get(corpus.relative(wanted))
        if new is None and wanted == here and self.view.documents:
            return  # it was deleted while it is read
        self._wanted = corpus.path(new) if new else None
        if new is None:
            self.failed.emit(Unreadable(wanted, "missing"))
        self._open_wanted(corpus, self.view.work is None)

    def open_files(self, paths: list[Path]) -> None:
        """Single files: in their corpus if it is open, else among the files on their own."""
        inside = next((c for c in self.corpora if c.root and paths[0].is_relative_to(c.root)), None)
        if inside is not None and (work := inside.work_of(paths[0])):
            self.open_work(inside, work)
            return
        corpus = self.add_files(paths)
        if work := corpus.work_of(paths[0]):
            self.open_work(corpus, work)

    def add_files(self, paths: list[Path]) -> Corpus:
        """List files among those on their own, opening none."""
        corpus = next((c for c in self.corpora if c.root is None), None)
        if corpus is None:
            corpus = self._new_corpus(None)
            corpus.complete = True
            self.corpora.append(corpus)
        names = [f.path for f in corpus.files]
        for path in paths:
            if str(path) not in names:
                status = path.stat()
                corpus.files.append(File(str(path), status.st_size, status.st_mtime_ns))
        corpus.works = works(corpus.files, corpus.file.pairs)
        self.corpora_changed.emit()
        self.tabs.found(corpus)
        return corpus

    def close_corpus(self, corpus: Corpus) -> None:
        """Take it off the screen; nothing on disk changes."""
        if corpus in self.corpora:
            self.returning.keep(corpus)
            self.corpora.remove(corpus)
            self.scanning.drop(corpus)
            if self.view.corpus is corpus:
                self.close_work()
            self.tabs.drop(corpus)
            self.corpora_changed.emit()

    def _remember(self, root: Path) -> None:
        if root == guide_dir():
            return
        recent = [str(root), *(r for r in self.settings.recent if r != str(root))]
        self.set("recent", recent[:RECENT])

    # Works

    def open_work(self, corpus: Corpus, work: Work, spot: Spot | None = None) -> None:
        """Load its documents in the background and show them in the view, at a spot."""
        self._stop_loading()
        self.reading.leave()
        self.tabs.opening(corpus, work, tracked=spot is None)
        self._begin(corpus, work, spot)

    def take_up(self, tab: Tab) -> None:
        """Show a tab that came to the front: as it was left, or read again if its files changed."""
        self._stop_loading()
        self.reading.leave()
        corpus, found = tab.corpus, tab.shown
        work = corpus.work_of(tab.path) if corpus is not None and tab.path is not None else None
        if corpus is None or work is None:
            if corpus is None and tab.path is not None:
                self._wanted = tab.path  # its corpus is still being read
            self._close_view()
        elif found is not None and work == tab.work and tab.is_fresh:
            self.view.corpus, self.view.work = corpus, work
            self.view.opening.emit()
            self._show(found, tab.place)
        else:
            tab.work = work
            self._begin(corpus, work, None)

    def _begin(self, corpus: Corpus, work: Work, spot: Spot | None) -> None:
        self.view.corpus, self.view.work, self._spot = corpus, work, spot
        self.view.opening.emit()
        load = Load(corpus, work, self.worker, self.passwords, self.aligning.prepare)
        self._loading = self.jobs.run(load, self._loaded, self._load_failed, self._part_loaded)

    def fill(self, tab: Tab) -> None:
        """Load what is shown beside the work in front."""
        if tab.corpus is not None and tab.work is not None:
            load = Load(tab.corpus, tab.work, self.worker, self.passwords, self.aligning.prepare)
            filling = Filling(tab, self.tabs, self.notebook)
            filling.failed.connect(self.failed)
            self.jobs.run(load, filling.done, self.failed.emit, filling.part)

    def _stop_loading(self) -> None:
        """The reader goes on: what is being loaded is not shown any more."""
        if self._loading is not None:
            self._loading.cancel()
            self._loading = None
            self.worker.cancel(older=PATIENCE)

    def _part_loaded(self, found: Loaded) -> None:
        if found.job is not self._loading:
            return
        if found.part is None:
            self._show(found)
        elif self.view.documents:
            next(iter(self.view.documents.values())).extend(found.part)
            self.view.arrived.emit()
            self._go_to_spot()

    def _show(self, found: Loaded, place: tuple[str, int, int] | None = None) -> None:
        for document in found.documents.values():
            self.notebook.watch(found.corpus.store, document)
        lined = found.lined
        self.view.place = None
        if self.view.work is not None:
            path = found.corpus.path(next(iter(self.view.work.documents.values())))
            self.view.place = self.reading.show(path, found.documents)
        self.view.place = place or self.view.place
        self.view.shown = self.view.work
        self.view.show(found.documents, lined.rows() if lined is not None else ())
        self.aligning.show(lined)
        self.notebook.hold(self.tabs.documents())
        self._go_to_spot()

    def _go_to_spot(self) -> None:
        """Show where the reader wants to be, once that part of the document is there."""
        spot, document = self._spot, None
        if spot is not None:
            document = self.view.documents.get(spot.side)
        if spot is None or document is None:
            return
        if document.arriving and spot.start >= document.lines.length():
            return
        self._spot = None
        self.view.place_asked.emit(spot.side, spot.start, spot.start)

    def _loaded(self, found: Loaded) -> None:
        if found.job is not self._loading:
            return  # the reader went on to another one meanwhile
        self._loading = None
        if found.documents and found.documents == self.view.documents:  # its first part is shown
            self._arrived(list(found.documents.values()))
            self.aligning.show(found.lined)
        elif found.documents:
            self._show(found)
        else:
            self.close_work()
        if found.documents:
            self.tabs.took(self.tabs.current, found)
        for error in found.errors:
            self.failed.emit(error)

    def _arrived(self, documents: list[Document]) -> None:
        """The last part of what is shown is there: now every note can be placed."""
        for document in documents:
            document.arriving = False
            if document.path is not None:
                self.notebook.read(document.path)
        self.view.arrived.emit()
        if self.view.query.text:
            self.view.find(self.view.query)

    def close_work(self) -> None:
        """Take the work in front off the screen; its tab stays, empty."""
        self._stop_loading()
        self._close_view()
        self.tabs.closed()

    def _close_view(self) -> None:
        self.reading.close()
        self.view.close()
        self.aligning.show(None)

    def _load_failed(self, error: Exception) -> None:
        self.close_work()
        self.failed.emit(error)

    def unlock(self, path: Path, password: str) -> None:
        """Open the work with that document, which is locked with a password."""
        self.passwords[path] = password
        for corpus in self.corpora:
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
        corpus, work = self.view.corpus, self.view.work
        if isinstance(corpus, Corpus) and work is not None:
            self.open_work(corpus, work)

    def keep(self, corpus: Corpus) -> None:
        """What is remembered of the corpus changed: write it."""
        path = corpus.file.path
        self.notebook.unsaved.send(Save(str(path), path, SaveFile(corpus)))

    # What the reader says about a document

    def override(self, corpus: Corpus, path: str, name: str, value: str | None) -> None:
        """Set `language`, `direction` or `encoding` of a document, None for as detected."""
        before = remembered(corpus)
        corpus.file.override(path, name, value)
        self.keep(corpus)
        self.notebook.did(Said(self, corpus, "override", before, remembered(corpus)))
        self.document_changed.emit(corpus.path(path))
        work = self.view.work
        shown = work.documents.values() if work and self.view.corpus is corpus else ()
        if any(path == p or path.startswith(f"{p}/") for p in shown):
            self.reload()

    def override_folder(self, corpus: Corpus, path: str, encoding: str) -> None:
        """Read every document in the folder of `path` in that encoding, unless said otherwise."""
        before = remembered(corpus)
        corpus.file.override(path.rpartition("/")[0] + "/", "encoding", encoding)
        corpus.file.override(path, "encoding", None)
        self.keep(corpus)
        self.notebook.did(Said(self, corpus, "override", before, remembered(corpus)))
        self.reload()

    # Choices

    def set(self, name: str, value: Any) -> None:
        """Change one of the settings, by its name."""
        if getattr(self.settings, name) != value:
            setattr(self.settings, name, value)
            if name == "creator":
                for corpus in self.corpora:
                    corpus.store.creator = value
            self.settings_changed.emit(name)

    def zoom(self, step: int) -> None:
        """One step larger or smaller; 0 for 100 percent."""
        if step == 0:
            self.set("zoom", 100)
            return
        zoom = self.settings.zoom
        larger = [z for z in ZOOM_STEPS if z > zoom]
        smaller = [z for z in ZOOM_STEPS if z < zoom]
        steps = larger[:1] if step > 0 else smaller[-1:]
        if steps:
            self.set("zoom", steps[0])

    def close(self) -> None:
        """Finish what is being saved and end the worker."""
        self.scanning.stop()
        for corpus in self.corpora:
            self.returning.keep(corpus)
        self.reading.end()
        self.watching.close()
        self.gathering.close()
        self.exporting.close()
        self.speaking.close()
        self.lookups.close()
        self.searching.close()
        self.matching.close()
        self.aligning.close()
        self.notebook.close()
        self.dating.close()
        self.worker.close()
        self.jobs.wait(2000)
