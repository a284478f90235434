"""The opened corpora, as every part of the session knows them. QtCore only."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from viewer.core.corpus.works import Work, beginnings
from viewer.session.base.load_jobs import Corpus, SaveFile
from viewer.session.base.pending_saves import Save, Saves

BEGINNINGS = 8
"""Works of a new corpus that are tried until one can be read."""


class Spot(NamedTuple):
    """A place to come back to: a document of a work, the side, code points into it."""

    corpus: Corpus
    path: Path
    side: str
    start: int


class CorporaList(QObject):
    """Which corpora are open, in the order in which they were opened."""

    changed = Signal()
    """A corpus was opened or closed."""
    corpus_changed = Signal(object)
    """More of it is known, or its works are paired otherwise."""
    work_asked = Signal(object, object, object)
    """A corpus and a work of it that is to be shown, at a `Spot` or None."""
    look_asked = Signal(object, object)
    """A corpus and a work of it that the reader looks into: what is kept open stays."""
    named = Signal(object, object)
    """A corpus and a work of it that the reader named from outside its list: a file, the guide."""
    reload_asked = Signal()
    """The open work is to be read again: it, or how to read it, changed."""

    def __init__(self, saves: Saves) -> None:
        super().__init__()
        self._saves = saves
        self._open: list[Corpus] = []
        self.wanted: Path | None = None
        """A document that is to be shown once its corpus is read."""
        self.begun: Work | None = None
        """What is being opened because nothing was; None once the reader asks for something."""
        self._instead: list[Work] = []  # what may be opened if that cannot be read

    def __iter__(self) -> Iterator[Corpus]:
        return iter(self._open)

    def __len__(self) -> int:
        return len(self._open)

    def __getitem__(self, at: int) -> Corpus:
        return self._open[at]

    def current(self, shown: object, folders: bool = False) -> Corpus | None:
        """The corpus that is `shown`, else the last one; of `folders` alone where that is asked."""
        fit = [each for each in self._open if each.root is not None or not folders]
        return next((each for each in fit if each is shown), fit[-1] if fit else None)

    def keep(self, corpus: Corpus) -> None:
        """Write what is remembered of a corpus: it changed."""
        path = corpus.file.path
        self._saves.send(Save(str(path), path, SaveFile(corpus)))

    def open_work(self, corpus: Corpus, work: Work, spot: Spot | None = None) -> None:
        """Ask for a work to be shown."""
        self.work_asked.emit(corpus, work, spot)

    def look_into(self, corpus: Corpus, work: Work) -> None:
        """Ask for a work to be shown without taking the place of what is kept open."""
        self.look_asked.emit(corpus, work)

    def begin(self, corpus: Corpus) -> None:
        """Ask for a work of a new corpus, in which nothing was asked for."""
        self._instead = beginnings(corpus.works, BEGINNINGS)
        self._begin(corpus)

    def begin_instead(self, corpus: Corpus, work: Work) -> bool:
        """Ask for another work than one that cannot be read; not if the reader asked for that."""
        return work is self.begun and corpus in self._open and self._begin(corpus)

    def _begin(self, corpus: Corpus) -> bool:
        if self._instead:
            work = self._instead.pop(0)
            self.open_work(corpus, work)
            self.begun = work
            return True
        return False

    def reload(self) -> None:
        """Ask for the open work to be read again."""
        self.reload_asked.emit()
