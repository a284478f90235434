"""What others do to an opened corpus meanwhile, and what came since the reader looked last.

QtCore only. Folders are watched; since the system tells nothing of edits inside a folder that is
watched only as such, the open documents and their notes are watched by themselves, and everything
is looked at again when the window becomes active.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from viewer.core.base.errors import Unreadable
from viewer.core.corpus.changes import News, Seen
from viewer.core.corpus.scan import File
from viewer.core.notes.locations import NOTES_FOLDER, Signature, signature
from viewer.core.text.document import Document
from viewer.core.worker.client import Worker
from viewer.session.base.background_jobs import Job, Jobs
from viewer.session.base.load_jobs import Corpus
from viewer.session.base.view_state import View
from viewer.session.corpora import Corpora
from viewer.session.loader import Loader
from viewer.session.notes.notebook import Notebook
from viewer.session.tabs import Tabs

if TYPE_CHECKING:
    from viewer.core.upkeep.follow_files import Followed

    Looked = tuple[Corpus, News, list[Followed], int, list[str], bool]
    """What a look found: news, notes that followed, copies merged, documents that are nowhere, and
    whether pairs and choices went elsewhere."""

QUIET_MS = 400
"""Milliseconds without a change after which it is looked at."""
FOLDERS = 1000
"""Folders of a corpus that are watched; systems allow a few thousand."""


class Watching(QObject):
    """Keeps what is on screen like what is on disk, and notes with the texts they are about."""

    news_changed = Signal(object)
    """A corpus: what is new in it is others now."""
    followed = Signal(object, list)
    """A corpus, and each `Followed` document whose notes went to another one."""
    lost = Signal(object, list)
    """A corpus, and the paths of documents that are gone: the pairs, pins, translations and
    choices of them wait."""

    def __init__(
        self,
        parent: QObject,
        view: View,
        notebook: Notebook,
        corpora: Corpora,
        loader: Loader,
        tabs: Tabs,
    ) -> None:
        super().__init__(parent)  # its watcher must end in this thread, not where Python likes
        self._view, self._notebook, self._corpora = view, notebook, corpora
        self._loader, self._tabs = loader, tabs
        self._watcher = QFileSystemWatcher(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(QUIET_MS)
        self._pause.timeout.connect(self._look)
        self._jobs = Jobs(threads=1)
        self._worker = Worker()  # its own: a look must not make the next text wait
        self._changed: set[Path] = set()
        self._news: dict[Corpus, News] = {}
        self._seen: dict[Corpus, Seen] = {}
        self._states: dict[Path, Signature | None] = {}
        self._left: dict[Corpus, list[str]] = {}
        self._watcher.directoryChanged.connect(self._told)
        self._watcher.fileChanged.connect(self._told)
        corpora.corpus_changed.connect(self._corpus_changed)
        view.opened.connect(self._opened)
        notebook.written.connect(self._note_written)

    # News

    def news(self, corpus: Corpus) -> News:
        return self._news.get(corpus, News())

    def _corpus_changed(self, corpus: Corpus) -> None:
        if corpus.root is not None and corpus.complete:
            seen = self._seen.get(corpus)
            if seen is None:
                seen = self._seen[corpus] = Seen(corpus.store.seen_file())
            self._watch(corpus)
            self._jobs.run(_Look(corpus, seen, self._worker), self._looked)

    def _looked(self, result: Looked) -> None:
        corpus, news, moved, merged, left, elsewhere = result
        if corpus not in self._corpora:
            return
        corpus.looked = True
        if elsewhere:
            self._corpora.rescan(corpus)
        self._find_moved(corpus)
        if left and left != self._left.get(corpus):
            self._left[corpus] = left
            self.lost.emit(corpus, left)
        self._news[corpus] = news
        self.news_changed.emit(corpus)
        if moved:
            self.followed.emit(corpus, moved)
        if merged or moved:
            self._read_notes(again=True)
        self._see_open()

    def _find_moved(self, corpus: Corpus) -> None:
        """It is known by now which documents are elsewhere: tabs follow, what was to be opened is
        opened there, or told to be gone."""
        tabs, corpora, root = self._tabs, self._corpora, corpus.root
        self._loader.carry_places(corpus)
        tabs.found(corpus)
        wanted, here = corpora.wanted, tabs.current.path
        if wanted is None and here is not None and tabs.current.corpus is corpus:
            wanted = here if corpus.work_of(here) is None else None
        if wanted is None or root is None or not wanted.is_relative_to(root):
            return
        if corpus.work_of(wanted) is not None:
            return  # it is there, and was asked for since this look began
        new = corpus.file.moved.get(corpus.relative(wanted))
        if new is None and wanted == here and self._view.documents:
            return  # it was deleted while it is read
        if new is not None and wanted == here and (work := corpus.work_of(corpus.path(new))):
            corpora.wanted = None
            self._loader.follow(corpus, work)
            return
        corpora.wanted = corpus.path(new) if new else None
        if new is None:
            corpora.failed.emit(Unreadable(wanted, "missing"))
        corpora.open_wanted(corpus, self._view.work is None)

    def _opened(self) -> None:
        self._watch_open()
        self._see_open()

    def _see_open(self) -> None:
        """What is open is no news any more."""
        view = self._view
        if isinstance(view.corpus, Corpus) and view.work is not None and view.documents:
            self.see(view.corpus, view.work.documents.values())

    def see(self, corpus: Corpus, paths: Iterable[str] | None = None) -> None:
        """The reader has seen these documents (all of them without `paths`)."""
        seen, news = self._seen.get(corpus), self.news(corpus)
        if seen is None:
            return
        wanted = set(paths) if paths is not None else {*news.marks, *news.gone}
        fresh = [f for f in corpus.files if f.path in wanted]
        marks = {path: kind for path, kind in news.marks.items() if path not in wanted}
        gone = tuple(path for path in news.gone if path not in wanted)
        self._jobs.run(_See(corpus, seen, fresh, wanted.intersection(news.gone)))
        if len(marks) != len(news.marks) or gone != news.gone:
            self._news[corpus] = News(marks, news.moved, gone)
            self.news_changed.emit(corpus)

    # Watching

    def _watch(self, corpus: Corpus) -> None:
        self._jobs.run(_Folders(corpus), self._found_folders)

    def _found_folders(self, result: tuple[Corpus, list[Path]]) -> None:
        corpus, folders = result
        if corpus in self._corpora:
            self._add(folders)

    def _watch_open(self) -> None:
        view = self._view
        paths = [d.file for d in view.published.values() if d.file is not None]
        self._states = {path: signature(path) for path in paths}
        self._add(paths)

    def _add(self, paths: Iterable[Path]) -> None:
        known = {*self._watcher.directories(), *self._watcher.files()}
        if new := [str(path) for path in paths if str(path) not in known]:
            self._watcher.addPaths(new)

    def _note_written(self, note: object) -> None:
        """A first note makes folders that were not there to be watched."""
        corpus = self._view.corpus
        if isinstance(corpus, Corpus) and corpus.root is not None and corpus.complete:
            notes = corpus.root / NOTES_FOLDER / "documents"
            if str(notes) not in self._watcher.directories():
                self._watch(corpus)

    def _told(self, path: str) -> None:
        self._changed.add(Path(path))
        self._pause.start()

    def look_again(self) -> None:
        """The window became active: others may have done anything."""
        self._changed |= {c.root for c in self._corpora if c.root is not None}
        self._pause.start(0)

    def _look(self) -> None:
        self._pause.setInterval(QUIET_MS)  # `look_again` does not wait, the next one does
        changed, self._changed = self._changed, set()
        notes = [path for path in changed if NOTES_FOLDER in path.parts]
        others = changed - set(notes)
        for corpus in self._corpora:
            root = corpus.root
            if root is not None and any(p == root or p.is_relative_to(root) for p in others):
                self._corpora.rescan(corpus)
            if root is not None and any(p.is_relative_to(root) for p in notes):
                self._jobs.run(_Absorb(corpus), self._absorbed)
        self._read_notes()
        self._reload_changed()

    def _absorbed(self, merged: int) -> None:
        if merged:
            self._read_notes(again=True)

    def _read_notes(self, *, again: bool = False) -> None:
        """Of the open documents, where the disk holds others than the screen; `again`: of all,
        because the store itself wrote what the screen has not."""
        notebook, view = self._notebook, self._view
        for document in view.published.values():
            if document.path is not None and not document.arriving:
                (notebook.read if again else notebook.read_if_changed)(document.path)

    def _reload_changed(self) -> None:
        """An open document that somebody edited is shown as it is now."""
        if self._corpora.busy or self._loader.loading:  # look again when that is over
            self._pause.start()
            return
        now = {path: signature(path) for path in self._states}
        if any(state != self._states[path] and state for path, state in now.items()):
            self._states = now
            self._corpora.reload()
        self._tabs.renew_beside()
        self._tabs.look_for_files()
        self._add(path for path in now if now[path])  # after a rename it is watched no more

    def settle(self, milliseconds: int) -> None:
        """Wait until nothing is written any more."""
        self._jobs.wait(milliseconds)

    def close(self) -> None:
        self._pause.stop()
        self._worker.close()
        self._jobs.wait(3000)


class _Look:
    """Work for a job: merge what sync programs left, let notes follow, find out what is new."""

    def __init__(self, corpus: Corpus, seen: Seen, worker: Worker) -> None:
        self._corpus, self._seen, self._worker = corpus, seen, worker

    def __call__(self, job: Job) -> Looked:
        from viewer.core.upkeep.follow_files import absorb, follow
        from viewer.core.upkeep.follow_works import follow_works, move_works

        corpus, store = self._corpus, self._corpus.store
        merged = absorb(store) + self._absorb_works()
        moved = follow(store, corpus.files, self._load, self._seen)
        news = self._seen.news(corpus.files, self._digest)
        with contextlib.suppress(OSError):
            self._seen.write()
        known = {old: new for new, old in news.moved.items()} | corpus.file.moved
        known |= {each.old: each.new for each in moved}
        folder = store.corpus_file().parent / "works"
        elsewhere, left = follow_works(corpus.file, folder, corpus.files, self._load, known)
        changed = bool(elsewhere.keys() & corpus.file.said_of())
        corpus.file.move(known | elsewhere, [file.path for file in corpus.files])
        with contextlib.suppress(OSError):  # it is tried again with the next look
            move_works(folder, known | elsewhere)
            if changed:
                corpus.file.write(store.backups)
        return corpus, news, moved, merged, left, changed

    def _absorb_works(self) -> int:
        from viewer.core.upkeep.follow_works import absorb_works

        file, store = self._corpus.file, self._corpus.store
        return absorb_works(file, file.path.parent / "works", store.backups)

    def _load(self, path: str) -> Document:
        return self._corpus.load(self._worker, path)

    def _digest(self, path: str) -> str | None:
        return self._corpus.store.hash_of(self._corpus.path(path))


class _Folders:
    """Work for a job: the folders of a corpus that are to be watched."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def __call__(self, job: Job) -> tuple[Corpus, list[Path]]:
        root = self._corpus.root
        assert root is not None
        names = {file.path.rpartition("/")[0] for file in self._corpus.files}
        notes = root / NOTES_FOLDER / "documents"
        folders = {root, root / NOTES_FOLDER, notes}
        folders |= {above / name for name in names for above in (root, notes)}
        return self._corpus, sorted(f for f in folders if f.is_dir())[:FOLDERS]


class _Absorb:
    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def __call__(self, job: Job) -> int:
        from viewer.core.upkeep.follow_files import absorb

        return absorb(self._corpus.store)


class _See:
    def __init__(self, corpus: Corpus, seen: Seen, files: list[File], gone: Iterable[str]) -> None:
        self._corpus, self._seen, self._files, self._gone = corpus, seen, files, gone

    def __call__(self, job: Job) -> None:
        for file in self._files:
            self._seen.see(file, self._corpus.store.hash_of(self._corpus.path(file.path)))
        for path in self._gone:
            self._seen.forget(path)
        with contextlib.suppress(OSError):
            self._seen.write()
