"""The names of the texts in the folders that are open, read in the background. QtCore only."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from viewer.session.base.background_jobs import Job, Jobs
from viewer.session.base.load_jobs import Corpus, Scan, Scanned


class Scanning(QObject):
    """One scan a folder at a time; `found` gets what each finds, step by step."""

    progressed = Signal(int)
    """Texts found so far; -1 when nothing is looked through any more."""
    failed = Signal(object)

    def __init__(self, jobs: Jobs, found: Callable[[Scanned], None]) -> None:
        super().__init__()
        self._jobs, self._found = jobs, found
        self._running: dict[Path, Job] = {}

    @property
    def busy(self) -> bool:
        return bool(self._running)

    def look(self, corpus: Corpus) -> None:
        """Read the names under the folder, again."""
        if corpus.root is not None and corpus.root not in self._running:
            job = self._jobs.run(Scan(corpus), self._told, self._failed, self._told)
            self._running[corpus.root] = job
            self.progressed.emit(0)

    def _told(self, result: Scanned) -> None:
        corpus, files, _, complete = result
        if complete and corpus.root is not None:
            self._running.pop(corpus.root, None)
        self.progressed.emit(len(files) if self._running else -1)
        self._found(result)

    def _failed(self, error: Exception) -> None:
        self._running.clear()
        self.progressed.emit(-1)
        self.failed.emit(error)

    def drop(self, corpus: Corpus) -> None:
        """It is closed."""
        if corpus.root is not None and (job := self._running.pop(corpus.root, None)):
            job.cancel()
            self.progressed.emit(-1)

    def stop(self) -> None:
        """Look through no more folders; what was found of them is shown."""
        for job in self._running.values():
            job.cancel()
        self._running.clear()
        self.progressed.emit(-1)
