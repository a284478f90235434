"""The works after the shown one, aligned while it is read: they open with their best rows."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from viewer.core.corpus.works import Work
from viewer.core.worker.client import Worker
from viewer.session.base.background_jobs import Job, Jobs
from viewer.session.base.load_jobs import Corpus, Load
from viewer.session.base.view_state import View
from viewer.session.bitext.alignment import AT_ONCE_BYTES, Aligning

BEFORE_AHEAD_MS = 1500
"""Milliseconds that a work is shown, with the best rows it has, before those after it are read:
who leafs through a corpus is not to be slowed down."""
WORKS_AHEAD = 2
"""How many works after the shown one are aligned."""


class AligningAhead(QObject):
    """Fills the cache of alignments; nothing of it is shown, and no error of it told."""

    def __init__(self, view: View, aligning: Aligning, passwords: Mapping[Path, str]) -> None:
        super().__init__()
        self._view, self._aligning, self._passwords = view, aligning, passwords
        self._worker, self._jobs = Worker(), Jobs(1)
        self._job: Job | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(BEFORE_AHEAD_MS)
        self._timer.timeout.connect(self._begin)
        view.opening.connect(self._stop)
        aligning.rested.connect(self._timer.start)

    def _stop(self) -> None:
        self._timer.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _begin(self) -> None:
        self._stop()
        corpus, work = self._view.corpus, self._view.work
        if not isinstance(corpus, Corpus) or work is None or work not in corpus.works:
            return
        if len(work.documents) > 1:
            at = corpus.works.index(work) + 1
            following = [
                each for each in corpus.works[at : at + WORKS_AHEAD] if len(each.documents) > 1
            ]
            if following:
                self._job = self._jobs.run(partial(self._align, corpus, following))

    def _align(self, corpus: Corpus, works: list[Work], job: Job) -> None:
        for work in works:
            paths = [corpus.path(path) for path in work.documents.values()]
            if not job.cancelled and all(map(_is_short, paths)):
                prepare = self._aligning.prepare_ahead
                Load(corpus, work, self._worker, self._passwords, prepare)(job.part())

    def close(self) -> None:
        self._stop()
        self._worker.close()
        self._jobs.wait(2000)


def _is_short(path: Path) -> bool:
    try:
        return path.stat().st_size <= AT_ONCE_BYTES
    except OSError:
        return False
