"""The program's own small files, written off the GUI thread: a slow disk keeps no reader waiting.

QtCore only. One queue for the whole program, so that the last state of a file is what stays.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from viewer.session.base.background_jobs import Job, Jobs

log = logging.getLogger(__name__)

WRITTEN_MS = 5_000
"""Milliseconds that the last of them are waited for when the program ends."""

_WRITES = Jobs(threads=1)


def write_soon(write: Callable[[], None]) -> None:
    """Have `write()` run in a thread, after what was asked for before. An OSError is logged: a full
    disk is no reason to stop reading."""
    _WRITES.run(_Quiet(write))


def all_written(milliseconds: int = WRITTEN_MS) -> bool:
    """Wait until everything is written; False if it takes longer."""
    return _WRITES.wait(milliseconds)


class _Quiet:
    """Work for a job that tells failures to the log only."""

    def __init__(self, write: Callable[[], None]) -> None:
        self._write = write

    def __call__(self, job: Job) -> None:
        try:
            self._write()
        except OSError as error:
            log.warning("not saved: %r", error)
