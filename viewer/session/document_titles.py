"""The titles of the documents in the corpora, read in the background when somebody shows them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.core.base.errors import Unreadable
from viewer.core.corpus.document_dates import is_plain
from viewer.core.corpus.document_titles import LARGEST_BYTES, title_in_head, title_of
from viewer.core.corpus.file_facts import FileFacts
from viewer.core.corpus.scan import File
from viewer.core.corpus.works import Work
from viewer.core.worker.client import Worker
from viewer.session.base.background_jobs import Job, Jobs
from viewer.session.base.load_jobs import Corpus

GATHERED_MS = 40
"""Milliseconds in which the rows of a picture ask together."""
AT_ONCE = 50
"""Files that are read between two tellings."""
TITLE_TIMEOUT_S = 8.0
"""Seconds that one document may take for its title."""


class Titles(QObject):
    """What documents are called. What is asked for first is read first, the rest after `want`."""

    changed = Signal(object)
    """More is known of a corpus."""

    def __init__(self, cache: Path) -> None:
        super().__init__()
        self._worker, self._cache = Worker(), cache
        self._jobs = Jobs(1)
        self._known: dict[Path | None, FileFacts] = {}
        self._files: dict[Path | None, tuple[list[File], dict[str, File]]] = {}
        self._asked: dict[tuple[Corpus, str], None] = {}
        self._wanted: dict[Corpus, Iterator[File]] = {}
        self._job: Job | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(GATHERED_MS)
        self._timer.timeout.connect(self._read)

    @property
    def busy(self) -> bool:
        """Whether a title that was asked for is not known yet."""
        return self._job is not None or bool(self._asked) or bool(self._wanted)

    def of(self, corpus: Corpus, work: Work, language: str = "", ask: bool = False) -> str | None:
        """What a work is called in a language if it has it, else in its first one.

        `ask`: have it read where it is not known; `changed` tells.
        """
        path = work.documents.get(language) or next(iter(work.documents.values()))
        return self.of_document(corpus, path, ask)

    def of_document(self, corpus: Corpus, path: str, ask: bool = False) -> str | None:
        """What the document with a path in a corpus is called; `ask` as in `of`."""
        known = self._facts(corpus)
        if ask and (corpus, path) not in self._asked:
            file = self._file(corpus, path)
            if file is not None and not known.knows(file):
                self._asked[corpus, path] = None
                if not self._timer.isActive() and self._job is None:
                    self._timer.start()
        return known.of(path)

    def want(self, corpora: Iterable[Corpus], language: str = "") -> None:
        """Have the titles of all works read that are not known."""
        self._wanted = {corpus: self._missing(corpus, language) for corpus in corpora}
        if self._wanted and self._job is None:
            self._timer.start()

    def _missing(self, corpus: Corpus, language: str) -> Iterator[File]:
        """Files whose titles are not known, of each work the one in a language, else the first."""
        known, files = self._facts(corpus), {file.path: file for file in corpus.files}
        for work in corpus.works:
            path = work.documents.get(language) or next(iter(work.documents.values()))
            if (file := files.get(path)) is not None and not known.knows(file):
                yield file

    def _facts(self, corpus: Corpus) -> FileFacts:
        if corpus.root not in self._known:
            self._known[corpus.root] = FileFacts(self._cache, "titles", corpus.root)
        return self._known[corpus.root]

    def _file(self, corpus: Corpus, path: str) -> File | None:
        listed, files = self._files.get(corpus.root, (None, {}))
        if listed is not corpus.files or len(files) != len(corpus.files):
            files = {file.path: file for file in corpus.files}
            self._files[corpus.root] = corpus.files, files
        return files.get(path)

    def _read(self) -> None:
        """Begin with what was asked last: it is what is on the screen."""
        if self._job is not None:
            return
        files: Iterable[File]
        if self._asked:
            corpus = next(reversed(self._asked))[0]
            paths = [path for other, path in reversed(self._asked) if other is corpus][:AT_ONCE]
            for path in paths:
                del self._asked[corpus, path]
            files = [file for path in paths if (file := self._file(corpus, path)) is not None]
        elif self._wanted:
            corpus, files = next(iter(self._wanted.items()))
        else:
            return
        last = not self._asked and not self._wanted
        work = _ReadTitles(corpus, self._facts(corpus), files, self._worker, last)
        self._job = self._jobs.run(work, self._done, self._failed)

    def _done(self, read: tuple[Corpus, Iterable[File], int]) -> None:
        self._job = None
        corpus, files, count = read
        if not count and self._wanted.get(corpus) is files:
            del self._wanted[corpus]
        if count:
            self.changed.emit(corpus)
        self._read()

    def _failed(self, error: Exception) -> None:
        self._job = None
        self._read()

    def close(self) -> None:
        self.blockSignals(True)
        self._asked.clear()
        self._wanted.clear()
        if self._job is not None:
            self._job.cancel()
        self._worker.close()
        self._jobs.wait(2000)


class _ReadTitles:
    """Work for a job: the titles of the next files, and how many these were; `last`: keep all on
    the disk then, as where there are none."""

    def __init__(
        self, corpus: Corpus, known: FileFacts, files: Iterable[File], worker: Worker, last: bool
    ) -> None:
        self._corpus, self._known, self._files = corpus, known, files
        self._worker, self._last = worker, last

    def __call__(self, job: Job) -> tuple[Corpus, Iterable[File], int]:
        count = 0
        for file in islice(self._files, AT_ONCE):
            if job.cancelled:
                break
            self._known.put(file, self._title(file))
            count += 1
        if self._last or job.cancelled or not count:
            with contextlib.suppress(OSError):
                self._known.save()
        return self._corpus, self._files, count

    def _title(self, file: File) -> str | None:
        if is_plain(file.path):
            return title_in_head(self._corpus.path(file.path))
        if file.size > LARGEST_BYTES:
            return None
        try:
            path = self._corpus.path(file.path)
            return title_of(self._worker.load(path, timeout=TITLE_TIMEOUT_S))
        except Unreadable:
            return None
