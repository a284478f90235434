"""The dates of the documents in the corpora, read in the background when somebody asks for them."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, Signal

from viewer.core.base.errors import Unreadable
from viewer.core.corpus.document_dates import can_tell, date_in_head, is_plain
from viewer.core.corpus.file_facts import FileFacts
from viewer.core.corpus.scan import File
from viewer.core.corpus.works import Work
from viewer.core.language.file_names import date_in_name
from viewer.core.worker.client import Worker
from viewer.session.base.background_jobs import Job, Jobs
from viewer.session.base.load_jobs import Corpus

TELL_S = 0.7
"""Seconds between two reports of what was read."""
AT_A_GLANCE = 2000
"""Files of which it is seen at once whether all is known; of more in the background."""
PATIENCE_S = 8.0
"""Seconds that one document may take for its date."""


class Dating(QObject):
    """What is known of when documents are from; the rest is read once `want` was called."""

    changed = Signal(object)
    """All that can be known of a corpus is, or the reader has it stopped."""
    progressed = Signal(int, int)
    """Documents looked at, and all of them; the two are equal at the end."""

    def __init__(self, worker: Worker, cache: Path) -> None:
        super().__init__()
        self._worker, self._cache = worker, cache
        self._jobs = Jobs(1)
        self._known: dict[Path | None, FileFacts] = {}
        self._looked = WeakKeyDictionary[Corpus, list[File]]()
        """Of which files all was read that there is to know."""
        self._job: Job | None = None
        self.stopped = False
        """The reader wants no more read, until this is set back."""

    def of(self, corpus: Corpus, work: Work) -> str | None:
        """The first date that the documents of a work tell, ISO 8601."""
        known = self._datings(corpus)
        return next((day for path in work.documents.values() if (day := known.of(path))), None)

    def want(self, corpora: Iterable[Corpus]) -> bool:
        """Read what is not known yet; whether that is under way."""
        if self._job is not None or self.stopped:
            return not self.stopped
        for corpus in corpora:
            if not corpus.complete or self._looked.get(corpus) is corpus.files:
                continue
            known = self._datings(corpus)
            if len(corpus.files) > AT_A_GLANCE or any(_missing(known, corpus.files)):
                work = _Read(corpus, known, corpus.files, self._worker)
                self._job = self._jobs.run(work, self._done, self._failed, self._told)
                return True
        return False

    def _datings(self, corpus: Corpus) -> FileFacts:
        if corpus.root not in self._known:
            self._known[corpus.root] = FileFacts(self._cache, "dates", corpus.root)
        return self._known[corpus.root]

    def _told(self, told: tuple[int, int]) -> None:
        self.progressed.emit(*told)

    def _done(self, read: tuple[Corpus, list[File]]) -> None:
        self._job = None
        corpus, files = read
        if len(files) > AT_A_GLANCE:
            self._looked[corpus] = files
        self.progressed.emit(0, 0)
        self.changed.emit(corpus)

    def _failed(self, error: Exception) -> None:
        self._job = None
        self.progressed.emit(0, 0)

    def cancel(self) -> None:
        """Read no more; what was read is kept."""
        self.stopped = True
        if self._job is not None:
            self._job.cancel()
            self._job = None
            self.progressed.emit(0, 0)
            self.changed.emit(None)

    def close(self) -> None:
        self.blockSignals(True)
        self.cancel()
        self._jobs.wait(2000)


def _missing(known: FileFacts, files: Iterable[File]) -> Iterator[File]:
    """Files that may tell a date which is not known yet."""
    return (file for file in files if can_tell(file.path) and not known.knows(file))


class _Read:
    """Work for a job: the dates of files that are not known yet, by name, head, or what the file
    says of itself. It gives the files back."""

    def __init__(self, corpus: Corpus, known: FileFacts, files: list[File], worker: Worker) -> None:
        self._corpus, self._known, self._files, self._worker = corpus, known, files, worker

    def __call__(self, job: Job) -> tuple[Corpus, list[File]]:
        told = time.monotonic()
        missing = list(_missing(self._known, self._files))
        for count, file in enumerate(missing):
            if job.cancelled:
                break
            self._known.put(file, date_in_name(file.path) or self._told(file))
            if time.monotonic() - told > TELL_S:
                told = time.monotonic()
                job.tell((count + 1, len(missing)))
        if missing:
            with contextlib.suppress(OSError):
                self._known.save()
        return self._corpus, self._files

    def _told(self, file: File) -> str | None:
        path = self._corpus.path(file.path)
        if is_plain(file.path):
            return date_in_head(path)
        try:
            return self._worker.load(path, timeout=PATIENCE_S).date
        except Unreadable:
            return None
