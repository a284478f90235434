"""Forgetting a corpus: closed everywhere, then wiped from this machine. QtCore only."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from viewer.core.base.remembered import Remembered
from viewer.core.notes.store import NoteStore
from viewer.core.user.corpus_layouts import Layouts
from viewer.core.user.reading_positions import ReadingPlaces
from viewer.session.base.background_jobs import Job
from viewer.session.base.load_jobs import Corpus
from viewer.session.base.preferences import Preferences
from viewer.session.base.state_files import write_soon
from viewer.session.corpora import Corpora
from viewer.session.notes.notebook import Notebook
from viewer.session.search.corpus_search import Searching
from viewer.session.watch_files import Watching

SAVED_MS = 3000
"""Milliseconds that what is being written is waited for, at most."""


class Forgetting(QObject):
    """What the program remembers by itself goes; what the reader wrote stays where it is."""

    begun = Signal(object)
    """The folder: other windows have to `leave` it too."""
    left = Signal(object)
    """The folder: whoever remembers something of it drops that."""
    done = Signal(object, list)
    """The folder, and the files that could not be removed."""

    def __init__(
        self,
        corpora: Corpora,
        notebook: Notebook,
        preferences: Preferences,
        searching: Searching,
        watching: Watching,
        places: ReadingPlaces,
        layouts: Layouts,
        data: Path,
        cache: Path,
    ) -> None:
        super().__init__()
        self._corpora, self._notebook, self._preferences = corpora, notebook, preferences
        self._searching, self._watching = searching, watching
        self._places, self._layouts = places, layouts
        self._data, self._cache = data, cache

    def forget(self, corpus: Corpus, *, backups: bool) -> None:
        """Close a corpus and wipe what is remembered of it; `done` tells."""
        preferences, root = self._preferences, corpus.root
        if root is None:
            return
        self.leave(root)
        self.begun.emit(root)
        recent = [each for each in preferences.remembered.recent if each != str(root)]
        preferences.set(Remembered.recent, recent)
        preferences.set(Remembered.searches, [])  # they name no corpus
        self._layouts.forget(root)
        write_soon(self._places.write)
        write_soon(self._layouts.write)
        work = _Forget(root, corpus.store, self._data, self._cache, backups)
        self._searching.after_indexing(work, self._wiped)

    def leave(self, root: Path) -> None:
        """Close the corpus in this window, and remember nothing of it."""
        self._notebook.saves.wait(SAVED_MS)  # what is being saved would come back to disk
        for corpus in [each for each in self._corpora if each.root == root]:
            self._corpora.close_corpus(corpus)
        self._places.forget(root)
        self._notebook.forget(root)
        self._watching.settle(SAVED_MS)
        self.left.emit(root)

    def _wiped(self, result: tuple[Path, list[Path]]) -> None:
        self.done.emit(*result)


class _Forget:
    """Work for a job."""

    def __init__(
        self, root: Path, store: NoteStore, data: Path, cache: Path, backups: bool
    ) -> None:
        self._root, self._store, self._backups = root, store, backups
        self._data, self._cache = data, cache

    def __call__(self, job: Job) -> tuple[Path, list[Path]]:
        from viewer.core.upkeep.forget_corpus import forget

        left = forget(self._root, self._store, self._data, self._cache, backups=self._backups)
        return self._root, left
