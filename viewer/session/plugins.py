"""Which plug-ins there are, and what the reader allows of them. QtCore only."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from viewer.core.base import plugins
from viewer.core.base.plugins import Plugin
from viewer.session.base.background_jobs import Job, Jobs
from viewer.session.corpora import Corpora


def _look(job: Job) -> list[Plugin]:
    """Work for a job: looking through everything that is installed takes a while."""
    return plugins.installed()


def _allow(plugin: Plugin, on: bool, job: Job) -> list[Plugin]:
    """Work for a job: it is on the disk before it counts."""
    plugins.allow(plugin, on)
    return plugins.installed()


class Plugins(QObject):
    """Finds, allows and forbids them; none is loaded here."""

    found = Signal(list)
    """Every `Plugin` that is installed; `core.base.plugins.is_allowed` says which are allowed."""
    failed = Signal(object)
    """Why something could not be written down."""

    def __init__(self, corpora: Corpora) -> None:
        super().__init__()
        self._corpora = corpora
        self._jobs = Jobs(1)

    def look(self) -> None:
        """Find what is installed; `found` tells."""
        self._jobs.run(_look, self.found.emit, self.failed.emit)

    def allow(self, plugin: Plugin, on: bool) -> None:
        """Use it from now on, or no longer; `found` tells when it is so."""
        self._jobs.run(partial(_allow, plugin, on), self._changed, self._not_changed)

    def _changed(self, found: list[Plugin]) -> None:
        self.found.emit(found)
        for corpus in self._corpora:
            self._corpora.rescan(corpus)  # there are more kinds of files now, or fewer

    def _not_changed(self, error: Exception) -> None:
        self.failed.emit(error)
        self.look()

    def close(self) -> None:
        """Wait for what is being written down."""
        self._jobs.wait(2000)
