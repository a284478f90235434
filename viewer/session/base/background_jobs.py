"""Slow work off the GUI thread."""

from __future__ import annotations

import contextlib
import logging
import threading
from collections import deque
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

log = logging.getLogger(__name__)

DONE, FAILED, PROGRESSED, OVER = "done", "failed", "progressed", "over"


class WorkCancelled(Exception):
    """Raised by work that leaves off because its job was cancelled; nobody is told."""


class Job:
    """A piece of work under way; what it tells arrives in the GUI thread.

    No QObject: the last who holds it may be a thread of the pool.
    """

    def __init__(self) -> None:
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        """Ask it to stop: nothing is announced any more, and the work may look and leave."""
        self._cancelled.set()

    @property
    def cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return self._cancelled.is_set()

    def is_cancelled(self) -> bool:
        """The same, for whoever asks a function."""
        return self.cancelled

    def check(self) -> None:
        """Raise `WorkCancelled` if it was asked to stop."""
        if self.cancelled:
            raise WorkCancelled

    def part(self) -> Job:
        """A job for a part of its work: cancelled with it, and what it tells reaches nobody."""
        made = Job()
        made._cancelled = self._cancelled
        return made

    def tell(self, progress: object) -> None:
        """From the work: how far it is, or a part of what it found."""
        _MAIL.came.emit(self, PROGRESSED, progress)


class _Asker(QObject):
    """The signals of a job to whoever asked for it; lives and dies in the GUI thread."""

    done = Signal(object)
    failed = Signal(object)
    progressed = Signal(object)


class _Mail(QObject):
    """Brings what jobs tell to the GUI thread, and drops there what comes of cancelled ones."""

    came = Signal(object, str, object)
    """(job, what, value), from any thread."""

    def __init__(self) -> None:
        super().__init__()
        self.askers: dict[Job, _Asker] = {}
        self.came.connect(self._deliver)

    def _deliver(self, job: Job, what: str, value: object) -> None:
        asker = self.askers.pop(job, None) if what == OVER else self.askers.get(job)
        if asker is not None and what != OVER and not job.cancelled:
            signals = {DONE: asker.done, FAILED: asker.failed, PROGRESSED: asker.progressed}
            signals[what].emit(value)


_MAIL = _Mail()
"""Lives in the thread that imported this: the one of the GUI."""
_POOL = QThreadPool()
"""Of the whole program. How much is done at once is for the queues to say: none of them may keep
another waiting, or what the reader wrote would wait for an alignment."""
_POOL.setMaxThreadCount(1000)


def _post(job: Job, what: str, value: object) -> None:
    with contextlib.suppress(RuntimeError):  # the program has ended: nobody is there to hear it
        _MAIL.came.emit(job, what, value)


def _do(job: Job, work: Callable[[Job], Any]) -> None:
    """Do the work in this thread, and tell what came of it."""
    try:
        if not job.cancelled:
            _post(job, DONE, work(job))
    except Exception as error:  # whatever it is, it belongs to the one who asked
        log.info("job failed: %r", error)
        _post(job, FAILED, error)
    finally:
        _post(job, OVER, None)


class _Drain(QRunnable):
    """Does what waits in a queue until that is empty. It holds no work between two jobs, because a
    busy pool may never let go of the runnable itself."""

    def __init__(self, take: Callable[[], tuple[Job, Callable[[Job], Any]] | None]) -> None:
        super().__init__()
        self._take = take

    def run(self) -> None:
        while (next_one := self._take()) is not None:
            _do(*next_one)
            del next_one


def all_over(milliseconds: int) -> bool:
    """Wait until no thread works for any queue of the program; False if it takes longer."""
    return _POOL.waitForDone(milliseconds)


class Jobs:
    """A queue of work: at most `threads` of it at once, with 1 strictly one after the other.

    The threads come from one pool for all queues of the program, and end there when they idle.
    """

    def __init__(self, threads: int = 2) -> None:
        self._threads = threads
        self._changed = threading.Condition()
        self._waiting: deque[tuple[Job, Callable[[Job], Any]]] = deque()
        self._running = 0

    def run(
        self,
        work: Callable[[Job], Any],
        done: Callable[[Any], None] | None = None,
        failed: Callable[[Any], None] | None = None,
        progressed: Callable[[Any], None] | None = None,
    ) -> Job:
        """Start `work(job)`; the others are bound methods of objects that live in this thread."""
        job, asker = Job(), _Asker()
        told = (asker.done, done), (asker.failed, failed), (asker.progressed, progressed)
        for signal, slot in told:
            if slot is not None:
                signal.connect(slot)
        _MAIL.askers[job] = asker
        with self._changed:
            self._waiting.append((job, work))
            if self._running < self._threads:
                self._running += 1
                _POOL.start(_Drain(self._take))
        return job

    def _take(self) -> tuple[Job, Callable[[Job], Any]] | None:
        """What is next for a thread of the pool; None: there is nothing, it goes."""
        with self._changed:
            if self._waiting:
                return self._waiting.popleft()
            self._running -= 1
            self._changed.notify_all()
            return None

    def wait(self, milliseconds: int = 30_000) -> bool:
        """Until everything started is over; False if it takes longer."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._running, milliseconds / 1000)
