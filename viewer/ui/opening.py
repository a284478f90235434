"""Asking which folder or files to open, and closing a corpus again."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from viewer.core import marker
from viewer.core.formats import SUFFIXES
from viewer.paths import seeds_dir
from viewer.ui.i18n import tr
from viewer.ui.session import Corpus, Session


class Opening(QObject):
    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._window = session, window

    def folder(self) -> None:
        title = tr("Open a folder")
        if folder := QFileDialog.getExistingDirectory(self._window, title):
            self._session.open_paths([Path(folder)])

    def files(self) -> None:
        kinds = " ".join(f"*{suffix}" for suffix in (*SUFFIXES, marker.SUFFIX))
        filters = tr("Texts") + f" ({kinds});;" + tr("All files") + " (*)"
        files, _ = QFileDialog.getOpenFileNames(self._window, tr("Open files"), "", filters)
        if files:
            self._session.open_paths(map(Path, files))

    def sample(self) -> None:
        self._session.open_paths([seeds_dir()])

    def close(self) -> None:
        """Close the corpus of the open work, else the last one."""
        corpus = self._session.view.corpus
        if not isinstance(corpus, Corpus):
            corpus = self._session.corpora[-1] if self._session.corpora else None
        if corpus is not None:
            self._session.close_corpus(corpus)
