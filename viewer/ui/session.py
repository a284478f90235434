"""What is open now, and what can be done to it. One a process; widgets call it and listen to it.

QtCore only. It speaks no words for the reader: what went wrong is an exception with data.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from viewer.core import formats
from viewer.core.arabic import direction_of_language
from viewer.core.corpus import CorpusFile, File, Work, scan, works
from viewer.core.document import Document
from viewer.core.errors import SetAside, Unreadable
from viewer.core.notes import NoteStore
from viewer.core.settings import ZOOM_STEPS, Settings
from viewer.core.worker import Worker
from viewer.paths import seeds_dir
from viewer.ui.jobs import Job, Jobs
from viewer.ui.notebook import Notebook
from viewer.ui.view import View

RECENT = 12
STEP_FILES = 2000
"""Files found between two pictures of a corpus that is being scanned."""


@dataclass(eq=False)
class Corpus:
    """An opened folder; `root` None holds the single files that were opened on their own."""

    root: Path | None
    store: NoteStore
    file: CorpusFile
    files: list[File] = field(default_factory=list)
    works: list[Work] = field(default_factory=list)
    complete: bool = False

    def path(self, relative: str) -> Path:
        return self.root / relative if self.root else Path(relative)

    def work_of(self, path: Path) -> Work | None:
        for work in self.works:
            if any(self.path(p) == path for p in work.documents.values()):
                return work
        return None


Loaded = tuple[Job, Corpus, dict[str, Document], list[Unreadable]]


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
    settings_changed = Signal(str)
    """The name of the choice that changed."""
    document_changed = Signal(object)
    """Language, direction or encoding of the document at a path was set by the reader."""

    def __init__(self, settings: Settings, data: Path) -> None:
        super().__init__()
        self.settings = settings
        self.data = data
        self.jobs = Jobs()
        self.worker = Worker()
        self.corpora: list[Corpus] = []
        self.view = View(settings.mode)
        self.notebook = Notebook(data)
        self._scans: dict[Path, Job] = {}
        self._loading: Job | None = None
        self._wanted: Path | None = None  # opened once its corpus is scanned

    @property
    def busy(self) -> bool:
        """Whether names or a document are being read."""
        return bool(self._scans) or self._loading is not None

    # Corpora

    def open_paths(self, paths: Iterable[Path]) -> None:
        """Open folders as corpora and files as documents; name what cannot be."""
        unknown: list[str] = []
        single: list[Path] = []
        for path in paths:
            path = Path(path).absolute()
            if path.is_dir():
                self.open_corpus(path)
            elif not path.exists():
                self.failed.emit(Unreadable(path, "missing"))
            elif formats.known(path.name):
                single.append(path)
            else:
                unknown.append(path.name)
        if single:
            self._open_files(single)
        if unknown:
            self.unknown_dropped.emit(unknown)

    def _new_corpus(self, root: Path | None) -> Corpus:
        choice = self.settings
        sample = root is not None and root == seeds_dir()
        store = NoteStore(root, self.data, choice.device, choice.creator, private=sample)
        file = CorpusFile.read(store.corpus_file())
        if file.damaged is not None:
            self.failed.emit(SetAside(file.path, file.damaged))
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
        if corpus.root is None or corpus.root in self._scans:
            return
        self._scans[corpus.root] = self.jobs.run(
            _Scan(corpus), self._scanned, self._scan_failed, self._scanned
        )

    def _scanned(self, result: tuple[Corpus, list[File], list[Work], bool]) -> None:
        corpus, files, found, complete = result
        if corpus not in self.corpora:
            return
        corpus.files, corpus.works, corpus.complete = files, found, complete
        if complete and corpus.root is not None:
            self._scans.pop(corpus.root, None)
        self.corpus_changed.emit(corpus)
        self._open_wanted(corpus)

    def _open_wanted(self, corpus: Corpus) -> None:
        if self._wanted is not None and (work := corpus.work_of(self._wanted)):
            self._wanted = None
            self.open_work(corpus, work)
        elif corpus.complete and corpus.works and self._wanted is None and not self.view.work:
            pairs = [work for work in corpus.works if len(work.documents) > 1]
            self.open_work(corpus, (pairs or corpus.works)[0])

    def _scan_failed(self, error: Exception) -> None:
        self._scans.clear()
        self.failed.emit(error)

    def _open_files(self, paths: list[Path]) -> None:
        """Single files: in their corpus if it is open, else among the files on their own."""
        inside = next((c for c in self.corpora if c.root and paths[0].is_relative_to(c.root)), None)
        if inside is not None and (work := inside.work_of(paths[0])):
            self.open_work(inside, work)
            return
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
        if work := corpus.work_of(paths[0]):
            self.open_work(corpus, work)

    def close_corpus(self, corpus: Corpus) -> None:
        """Take it off the screen; nothing on disk changes."""
        if corpus in self.corpora:
            self.corpora.remove(corpus)
            if corpus.root is not None and (job := self._scans.pop(corpus.root, None)):
                job.cancel()
            if self.view.corpus is corpus:
                self.view.close()
            self.corpora_changed.emit()

    def _remember(self, root: Path) -> None:
        recent = [str(root), *(r for r in self.settings.recent if r != str(root))]
        self.set("recent", recent[:RECENT])

    # Works

    def open_work(self, corpus: Corpus, work: Work) -> None:
        """Load its documents in the background and show them in the view."""
        if self._loading is not None:
            self._loading.cancel()
        self.view.corpus, self.view.work = corpus, work
        self.view.opening.emit()
        self._loading = self.jobs.run(
            _Load(corpus, work, self.worker), self._loaded, self._load_failed
        )

    def _loaded(self, result: Loaded) -> None:
        job, corpus, documents, errors = result
        if job is not self._loading:
            return  # the reader went on to another one meanwhile
        self._loading = None
        for document in documents.values():
            self.notebook.watch(corpus.store, document)
        if documents:
            self.view.show(documents)
        else:
            self.view.close()
        for error in errors:
            self.failed.emit(error)

    def _load_failed(self, error: Exception) -> None:
        self._loading = None
        self.view.close()
        self.failed.emit(error)

    def reload(self) -> None:
        """Load the shown work again: it, or how to read it, changed."""
        corpus, work = self.view.corpus, self.view.work
        if isinstance(corpus, Corpus) and work is not None:
            self.open_work(corpus, work)

    def pair(self, corpus: Corpus, first: str, second: str) -> None:
        """Make one work of two documents, by hand; remembered in the corpus."""
        corpus.file.pair(first, second)
        self._corpus_file_changed(corpus)
        corpus.works = works(corpus.files, corpus.file.pairs, corpus.file.refused)
        self.corpus_changed.emit(corpus)
        if work := corpus.work_of(corpus.path(first)):
            self.open_work(corpus, work)

    def unpair(self, corpus: Corpus, work: Work) -> None:
        """Take a work apart into its documents; remembered."""
        first, *rest = work.documents.values()
        for second in rest:
            corpus.file.unpair(first, second)
        self._corpus_file_changed(corpus)
        corpus.works = works(corpus.files, corpus.file.pairs, corpus.file.refused)
        self.corpus_changed.emit(corpus)
        alone = corpus.work_of(corpus.path(first))
        if self.view.corpus is corpus and alone is not None:
            self.open_work(corpus, alone)

    def _corpus_file_changed(self, corpus: Corpus) -> None:
        self.notebook.saves.run(_SaveFile(corpus), None, self._save_failed)

    def _save_failed(self, error: Exception) -> None:
        self.failed.emit(error)

    # What the reader says about a document

    def override(self, corpus: Corpus, path: str, name: str, value: str | None) -> None:
        """Set `language`, `direction` or `encoding` of a document, None for as detected."""
        corpus.file.override(path, name, value)
        self._corpus_file_changed(corpus)
        self.document_changed.emit(corpus.path(path))
        work = self.view.work
        if self.view.corpus is corpus and work and path in work.documents.values():
            self.reload()

    def override_folder(self, corpus: Corpus, path: str, encoding: str) -> None:
        """Read every document in the folder of `path` in that encoding, unless said otherwise."""
        corpus.file.override(path.rpartition("/")[0] + "/", "encoding", encoding)
        corpus.file.override(path, "encoding", None)
        self._corpus_file_changed(corpus)
        self.reload()

    def turn_block(self, side: str, block: int, current: str) -> None:
        """Turn one paragraph round, or give it back its own direction; remembered."""
        corpus, work = self.view.corpus, self.view.work
        document = self.view.documents.get(side)
        if document is None or work is None or not isinstance(corpus, Corpus):
            return
        start = document.lines.start(block)
        turned = "ltr" if current == "rtl" else "rtl"
        document.directions[block] = turned
        corpus.file.override_block(work.documents[side], start, turned)
        self._corpus_file_changed(corpus)
        self.view.relayed.emit()

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
        for job in self._scans.values():
            job.cancel()
        self.notebook.close()
        self.worker.close()
        self.jobs.wait(2000)

    # What comes back at the next start

    def as_json(self) -> dict[str, Any]:
        corpora = [str(c.root) for c in self.corpora if c.root]
        work = self.view.work
        corpus = self.view.corpus
        here = None
        if work is not None and isinstance(corpus, Corpus):
            here = str(corpus.path(next(iter(work.documents.values()))))
        return {
            "corpora": corpora,
            "document": here,
            "place": list(self.view.place) if self.view.place else None,
            "saved": datetime.now().isoformat(timespec="seconds"),
        }

    def restore(self, data: dict[str, Any]) -> bool:
        """Open what was open; False when there is nothing to come back to."""
        wanted = data.get("document")
        path = Path(wanted) if isinstance(wanted, str) else None
        place = data.get("place")
        if isinstance(place, list) and len(place) == 3:
            self.view.place = (str(place[0]), int(place[1]), int(place[2]))
        folders = [Path(f) for f in data.get("corpora", ()) if isinstance(f, str)]
        folders = [f for f in folders if f.is_dir()]
        for folder in folders:
            inside = path is not None and path.is_relative_to(folder)
            wanted_here = path if inside else self._wanted
            self.open_corpus(folder, wanted_here)
        if path is not None and path.is_file() and self._wanted is None:
            self._open_files([path])
        return bool(folders) or bool(path and path.is_file())


class _Scan:
    """Work for a job: the names under a corpus, told in steps."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def __call__(self, job: Job) -> tuple[Corpus, list[File], list[Work], bool]:
        corpus, files, told = self._corpus, [], 0
        assert corpus.root is not None
        choices = corpus.file.pairs, corpus.file.refused
        for step in scan(corpus.root, lambda: job.cancelled):
            files += step
            if not told or len(files) - told >= STEP_FILES * (1 + told // STEP_FILES):
                told = len(files)
                if not corpus.works:
                    job.progressed.emit((corpus, list(files), works(files, *choices), False))
        return corpus, files, works(files, *choices), True


class _Load:
    """Work for a job: the documents of a work, with what the reader said about them."""

    def __init__(self, corpus: Corpus, work: Work, worker: Worker) -> None:
        self._corpus, self._work, self._worker = corpus, work, worker

    def __call__(self, job: Job) -> Loaded:
        documents, errors = {}, []
        for side, path in self._work.documents.items():
            try:
                documents[side] = self._load(path, side)
            except Unreadable as error:
                errors.append(error)
        return job, self._corpus, documents, errors

    def _load(self, relative: str, side: str) -> Document:
        corpus = self._corpus
        said = corpus.file.overrides(relative)
        path = corpus.path(relative)
        language = said.get("language")
        document = self._worker.load(path, said.get("encoding"), language)
        if said.get("direction"):
            document.direction = said["direction"]
        elif language:
            document.direction = direction_of_language(language)
        for start, direction in said.get("blocks", {}).items():
            block = document.lines.block_at(int(start))
            if block < len(document) and document.lines.start(block) == int(start):
                document.directions[block] = direction
        return document


class _SaveFile:
    """Work for a job: what is remembered of a corpus, to disk."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def __call__(self, job: Job) -> None:
        self._corpus.file.write()
