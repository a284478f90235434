"""What is on its way to the disk, and what did not get there: kept, and tried again.

QtCore only. What a reader wrote stays here until it is on the disk.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal

from viewer.core.base.errors import Unsaved
from viewer.session.base.background_jobs import Job, Jobs

AGAIN_MS = 5_000
"""Milliseconds after which what failed is tried again by itself."""
SETTLED_MS = 30_000
"""Milliseconds for which the end of what is being saved is waited for."""


@dataclass(eq=False)
class Save:
    """Something of the reader's to be written. `key`: what it is of; a later one takes its place.

    `path`: of the document, or of the file, that a message names. `words`: what the reader typed.
    """

    key: str
    path: Path
    work: Callable[[Job], Any]
    done: Callable[[Any], None] | None = None
    words: str = ""
    wanted: Any = None
    """What will be on disk, for whoever goes on from there."""
    error: Exception | None = None
    """Why it is not there; None while it is on its way."""


class _Outcome(NamedTuple):
    save: Save
    result: Any = None
    error: Exception | None = None


class _Attempt:
    """Work for a job: never fails, but tells how it went."""

    def __init__(self, save: Save) -> None:
        self._save = save

    def __call__(self, job: Job) -> _Outcome:
        try:
            return _Outcome(self._save, self._save.work(job))
        except Exception as error:  # whatever it is, the words are kept
            return _Outcome(self._save, error=error)


class Saves(QObject):
    """Sends what was written to disk, one after the other, and keeps what did not get there."""

    changed = Signal()
    """Something else is unsaved now, or nothing."""
    failed = Signal(object)
    """An `Unsaved`: told once, not at each attempt."""
    settled = Signal()
    """Nothing is on its way to disk any more."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._pending: dict[str, Save] = {}
        self._going = 0
        self.given_up = False
        """Whether nobody waits any more for what is not on disk yet."""
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self.retry)

    def of(self, key: str) -> Save | None:
        """What of that is not on disk yet: on its way, or failed."""
        return self._pending.get(key)

    @property
    def unsaved(self) -> list[Save]:
        """What failed, in the order in which it was written."""
        return [save for save in self._pending.values() if save.error is not None]

    def send(self, save: Save) -> None:
        self._pending.pop(save.key, None)
        self._pending[save.key] = save
        if not self.given_up:
            self._send(save)

    def _send(self, save: Save) -> None:
        self._going += 1
        self._jobs.run(_Attempt(save), self._came)

    def _came(self, outcome: _Outcome) -> None:
        self._going -= 1
        if self.given_up:
            return  # nobody is there any more; whoever comes back sends it again
        save, last = outcome.save, self._pending.get(outcome.save.key) is outcome.save
        if outcome.error is None:
            if last:
                del self._pending[save.key]
            if save.done is not None:
                save.done(outcome.result)
            self.changed.emit()
        elif last:
            known, save.error = save.error, outcome.error
            self._again.start()
            self.changed.emit()
            if str(known) != str(outcome.error):
                self.failed.emit(Unsaved(save.path, outcome.error))
        if not self._going:
            self.settled.emit()

    def retry(self) -> bool:
        """Try what failed once more; whether there was anything."""
        unsaved = self.unsaved
        if unsaved and self._going:
            self._again.start()
        elif unsaved:
            self._again.stop()
            for save in unsaved:
                self._send(save)
        return bool(unsaved)

    def drop(self, folder: Path) -> None:
        """Give up what is unsaved of a folder, which is to be forgotten."""
        inside = [s.key for s in self._pending.values() if s.path.is_relative_to(folder)]
        for key in inside:
            del self._pending[key]

    def give_up(self) -> None:
        """Wait for nothing any more: the reader leaves without it, or it is kept elsewhere."""
        self.given_up = True
        self._again.stop()
        self.settled.emit()

    def take_up(self) -> None:
        """The reader stays after all: try again."""
        if self.given_up:
            self.given_up = False
            for save in list(self._pending.values()):
                self._send(save)

    @property
    def late(self) -> list[Save]:
        """What is not on disk: on its way, or failed."""
        return list(self._pending.values())

    @property
    def going(self) -> list[Save]:
        """What is on its way to disk."""
        return [s for s in self._pending.values() if s.error is None] if self._going else []

    def settle(self, milliseconds: int = SETTLED_MS) -> None:
        """Wait until nothing is on its way any more. The window is drawn meanwhile."""
        self._again.stop()
        if not self._going or self.given_up:
            return
        loop, limit = QEventLoop(), QTimer()
        limit.setSingleShot(True)
        self.settled.connect(loop.quit)
        limit.timeout.connect(loop.quit)
        limit.start(milliseconds)
        loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
