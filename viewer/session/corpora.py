"""Corpora opened and closed, and what is in them as their folders are read. QtCore only."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal

from viewer.core import formats
from viewer.core.base.choice_file import Choice
from viewer.core.base.errors import SetAside, Unreadable
from viewer.core.base.file_registry import shared
from viewer.core.base.paths import guide_dir, own_folders
from viewer.core.base.remembered import Remembered
from viewer.core.base.settings import Settings
from viewer.core.corpus import marker_file
from viewer.core.corpus.corpus_file import CorpusFile
from viewer.core.corpus.scan import File
from viewer.core.corpus.works import works
from viewer.core.notes.store import NoteStore
from viewer.core.worker.client import Worker
from viewer.session.base.background_jobs import Jobs
from viewer.session.base.corpora_list import CorporaList
from viewer.session.base.load_jobs import Corpus, FindPartners, Scanned, Warm
from viewer.session.base.pending_saves import Saves
from viewer.session.base.preferences import Preferences
from viewer.session.base.view_state import View
from viewer.session.scan import Scanning

RECENT_CORPORA = 12
"""Corpora that are remembered as opened lately."""


class Corpora(CorporaList):
    """Opens folders as corpora, and files in them or on their own."""

    folder_asked = Signal(object)
    """A folder that the reader wants to open, with all that was open in it."""
    listed = Signal(object)
    """A corpus of single files has more of them now."""
    closing = Signal(object)
    """A corpus is about to be closed: whoever remembers how it is left does so now."""
    closed = Signal(object)
    """A corpus that is open no more: it goes from the screen."""
    failed = Signal(object)
    """An exception to tell the reader of."""
    unknown_dropped = Signal(list)
    """Names of what is no text that Hashiya reads; the rest was opened."""
    paths_opened = Signal(list)
    """Folders and single files that the reader opened, not those that came back by themselves."""

    def __init__(
        self,
        view: View,
        saves: Saves,
        preferences: Preferences,
        jobs: Jobs,
        worker: Worker,
        data: Path,
    ) -> None:
        super().__init__(saves)
        self._view, self._preferences, self._data = view, preferences, data
        self._jobs, self._worker = jobs, worker
        self.scanning = Scanning(jobs, self._scanned)
        self.scanning.failed.connect(self.failed)
        self._warmed = False
        self._asked = 0  # single files whose partners are looked for
        self._unknown: list[str] = []  # names of what no format reads, to be told of
        preferences.changed.connect(self._setting_changed)

    @property
    def busy(self) -> bool:
        """Whether names are being read."""
        return self.scanning.busy or bool(self._asked)

    def _setting_changed(self, choice: Choice[Any]) -> None:
        if choice is Settings.creator:
            for corpus in self:
                corpus.store.creator = self._preferences.settings.creator

    def open_paths(self, paths: Iterable[Path]) -> None:
        """Open folders as corpora and files as documents; name what cannot be."""
        single: list[Path] = []
        folders: list[Path] = []
        for path in paths:
            path = Path(path).absolute()
            folder = path.parent if marker_file.is_marker(path) else path
            if folder.is_dir() and not formats.is_page_folder(folder):
                folders.append(folder)
                self.folder_asked.emit(folder)
            elif not path.exists():
                self.failed.emit(Unreadable(path, "missing"))
            elif formats.known_file(path):
                single.append(path)
            else:
                self._unknown.append(path.name)
        if single:
            self.open_files(single)
        if folders or single:
            self.paths_opened.emit(folders + single)
        if not self._asked:
            self._tell_unknown()

    def _tell_unknown(self) -> None:
        """What could not be opened is told after what could: that clears what was told before."""
        unknown, self._unknown = self._unknown, []
        if unknown:
            self.unknown_dropped.emit(unknown)

    def _new_corpus(self, root: Path | None) -> Corpus:
        kept = self._preferences
        private = root in own_folders()
        device, creator = kept.remembered.device, kept.settings.creator
        store = NoteStore(root, self._data, device, creator, private=private)
        file = shared(CorpusFile.read, store.corpus_file(), store.backups)
        if file.damaged is not None:
            self.failed.emit(SetAside(file.path, file.damaged, file.restored))
        if file.unread is not None:
            self.failed.emit(file.unread)
        return Corpus(root, store, file)

    def open_corpus(self, root: Path, wanted: Path | None = None) -> Corpus:
        """Show a folder. Its names are read in the background; `wanted` is opened when found."""
        known = next((c for c in self._open if c.root == root), None)
        corpus = known or self._new_corpus(root)
        if known is None:
            self._open.append(corpus)
            self._remember(root)
            self.changed.emit()
        self.wanted = wanted
        self.rescan(corpus)
        return corpus

    def rescan(self, corpus: Corpus) -> None:
        """Read the names under the folder again."""
        self.scanning.look(corpus)

    def _scanned(self, result: Scanned) -> None:
        corpus, files, found, complete = result
        if corpus not in self._open:
            return
        first = complete and not corpus.complete
        same = corpus.complete and corpus.files is files and corpus.works is found
        corpus.files, corpus.works, corpus.complete = files, found, complete
        if complete:
            self._warm()
        if not same:
            self.corpus_changed.emit(corpus)
        self.open_wanted(corpus, first)

    def _warm(self) -> None:
        """Once the first corpus is there: start the child that reads most formats."""
        if not self._warmed:
            self._warmed = True
            self._jobs.run(Warm(self._worker))

    def open_wanted(self, corpus: Corpus, first: bool) -> None:
        """What was asked for, or (`first`: the corpus is new here) something to begin with."""
        if self.wanted is not None and (work := corpus.work_of(self.wanted)):
            self.wanted = None
            self.named.emit(corpus, work)
        elif first and self.wanted is None and not self._view.work:
            self.begin(corpus)

    def open_files(self, paths: list[Path]) -> None:
        """Single files: in their corpus if it is open, else among the files on their own, with
        their partners from the same folder."""
        inside = next((c for c in self._open if c.root and paths[0].is_relative_to(c.root)), None)
        if inside is not None and (work := inside.work_of(paths[0])):
            self.named.emit(inside, work)
            return
        self._asked += 1
        self._jobs.run(FindPartners(paths), self._partnered, self._unpartnered)

    def _partnered(self, paths: list[Path]) -> None:
        self._asked -= 1
        corpus = self.add_files(paths)
        if work := corpus.work_of(paths[0]):
            self.named.emit(corpus, work)
        self._tell_unknown()

    def _unpartnered(self, error: Exception) -> None:
        self._asked -= 1
        self.failed.emit(error)
        self._tell_unknown()

    def add_files(self, paths: list[Path]) -> Corpus:
        """List files among those on their own, opening none."""
        corpus = next((c for c in self._open if c.root is None), None)
        if corpus is None:
            corpus = self._new_corpus(None)
            corpus.complete = True
            self._open.append(corpus)
        names = [f.path for f in corpus.files]
        for path in paths:
            if path.as_posix() not in names:
                status = path.stat()
                corpus.files.append(File(path.as_posix(), status.st_size, status.st_mtime_ns))
        corpus.works = works(corpus.files, corpus.file.pairs)
        self.changed.emit()
        self.listed.emit(corpus)
        return corpus

    def close_corpus(self, corpus: Corpus) -> None:
        """Take it off the screen; nothing on disk changes."""
        if corpus in self._open:
            self.closing.emit(corpus)
            self._open.remove(corpus)
            self.scanning.drop(corpus)
            self.closed.emit(corpus)
            self.changed.emit()

    def _remember(self, root: Path) -> None:
        if root == guide_dir():
            return
        recent = [str(root), *(r for r in self._preferences.remembered.recent if r != str(root))]
        self._preferences.set(Remembered.recent, recent[:RECENT_CORPORA])
