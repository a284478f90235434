"""Forgetting a corpus: closed everywhere, then wiped from this machine. QtCore only."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from viewer.core.notes.store import NoteStore
from viewer.core.upkeep.forget_corpus import forget
from viewer.session.base.background_jobs import Job
from viewer.session.base.load_jobs import Corpus

if TYPE_CHECKING:
    from viewer.session.session import Session

SAVED = 3000
"""Milliseconds that what is being written is waited for, at most."""


class Forgetting(QObject):
    """What the program remembers by itself goes; what the reader wrote stays where it is."""

    begun = Signal(object)
    """The folder: other windows have to `leave` it too."""
    left = Signal(object)
    """The folder: whoever remembers something of it drops that."""
    done = Signal(object, list)
    """The folder, and the files that could not be removed."""

    def __init__(self, session: Session, data: Path, cache: Path) -> None:
        super().__init__(session)
        self._session, self._data, self._cache = session, data, cache

    def forget(self, corpus: Corpus, *, backups: bool) -> None:
        """Close a corpus and wipe what is remembered of it; `done` tells."""
        session, root = self._session, corpus.root
        if root is None:
            return
        self.leave(root)
        self.begun.emit(root)
        settings = session.settings
        session.set("recent", [each for each in settings.recent if each != str(root)])
        session.set("searches", [])  # they name no corpus
        with contextlib.suppress(OSError):
            session.reading.places.write()
        with contextlib.suppress(OSError):
            session.returning.layouts.forget(root)
        work = _Forget(root, corpus.store, self._data, self._cache, backups)
        session.searching.after_indexing(work, self._wiped)

    def leave(self, root: Path) -> None:
        """Close the corpus in this window, and remember nothing of it."""
        session = self._session
        session.notebook.saves.wait(SAVED)  # what is being saved would come back to disk
        for corpus in [each for each in session.corpora if each.root == root]:
            session.close_corpus(corpus)
        session.reading.places.forget(root)
        session.notebook.forget(root)
        session.watching.settle(SAVED)
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
        left = forget(self._root, self._store, self._data, self._cache, backups=self._backups)
        return self._root, left
