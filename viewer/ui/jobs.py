"""Slow work off the GUI thread."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

log = logging.getLogger(__name__)


class Job(QObject):
    """A piece of work under way. Signals arrive in the thread that made it."""

    done = Signal(object)
    failed = Signal(object)
    """The exception."""
    progressed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        """Ask it to stop: nothing is announced any more, and the work may look and leave."""
        self._cancelled.set()

    @property
    def cancelled(self) -> bool:
        return self._cancelled.is_set()


class _Runner(QRunnable):
    def __init__(self, job: Job, work: Callable[[Job], Any]) -> None:
        super().__init__()
        self._job, self._work = job, work

    def run(self) -> None:
        job = self._job
        if job.cancelled:
            return
        try:
            result = self._work(job)
        except Exception as error:  # whatever it is, it belongs to the one who asked
            log.info("job failed: %r", error)
            if not job.cancelled:
                job.failed.emit(error)
        else:
            if not job.cancelled:
                job.done.emit(result)


class Jobs:
    """Runs work in threads of a pool; with `threads=1` strictly one after the other."""

    def __init__(self, threads: int = 2) -> None:
        self._pool = QThreadPool()
        self._pool.setMaxThreadCount(threads)
        self._kept: list[Job] = []

    def run(
        self,
        work: Callable[[Job], Any],
        done: Callable[[Any], None] | None = None,
        failed: Callable[[Any], None] | None = None,
        progressed: Callable[[Any], None] | None = None,
    ) -> Job:
        """Start `work(job)`; the others are bound methods of objects that live in this thread."""
        job = Job()
        for signal, slot in ((job.done, done), (job.failed, failed), (job.progressed, progressed)):
            if slot is not None:
                signal.connect(slot)
        self._kept = [j for j in self._kept[-64:] if not j.cancelled]
        self._kept.append(job)  # signals under way need their sender
        self._pool.start(_Runner(job, work))
        return job

    def wait(self, milliseconds: int = 30_000) -> bool:
        """Until everything started is over; False if it takes longer."""
        return self._pool.waitForDone(milliseconds)
