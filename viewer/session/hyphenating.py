"""The patterns by which words of open texts are parted, loaded in the background. QtCore only."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.core.language.hyphenation import Hyphenation
from viewer.core.text.document import Document
from viewer.session.base.background_jobs import Job, Jobs

PARTED_MS = 700
"""Milliseconds after a text was opened: its first picture comes before."""


class Hyphenating(QObject):
    """Loads each language once."""

    ready = Signal()
    """Words of one more language can be parted."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self.patterns = Hyphenation()
        self._jobs = jobs
        self._wanted: set[str] = set()
        self._asked: set[str] = set()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(PARTED_MS)
        self._later.timeout.connect(self._load)

    def want(self, documents: Iterable[Document]) -> None:
        """Have the patterns of documents ready; `ready` tells when more are there."""
        self._wanted |= {d.language for d in documents if d.direction == "ltr"} - {"und"}
        if self._wanted - self._asked:
            self._later.start()

    def _load(self) -> None:
        for language in sorted(self._wanted - self._asked):
            self._asked.add(language)
            self._jobs.run(_Load(self.patterns, language), self._loaded)

    def _loaded(self, found: bool) -> None:
        if found:
            self.ready.emit()


class _Load:
    """Work for a job: half a second of parsing."""

    def __init__(self, patterns: Hyphenation, language: str) -> None:
        self._patterns, self._language = patterns, language

    def __call__(self, job: Job) -> bool:
        self._patterns.load(self._language)
        return bool(self._patterns.points(self._language, "responsibility"))
