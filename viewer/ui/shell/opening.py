"""Asking which folder or files to open, and closing a corpus again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMainWindow

from viewer.core import formats
from viewer.core.base.paths import guide_dir, log_dir, seeds_dir
from viewer.core.corpus import marker_file
from viewer.core.user.guide import GuideHeading, guide_pages
from viewer.session.base.load_jobs import Corpus
from viewer.session.session import Session
from viewer.ui.base.i18n import interface_language, tr
from viewer.ui.shell.tour import Tour

if TYPE_CHECKING:
    from viewer.ui.shell.start_page import StartPage


class Opening(QObject):
    """What is opened because a menu or the page of an empty start asks for it."""

    def __init__(self, session: Session, window: QMainWindow, tour: Tour) -> None:
        super().__init__(window)
        self._session, self._window, self._tour = session, window, tour
        self._heading: GuideHeading | None = None  # of the guide, to be gone to when it is there
        session.view.opened.connect(self._opened)

    def folder(self) -> None:
        from PySide6.QtWidgets import QFileDialog  # here: not part of the start

        title = tr("Open a folder")
        if folder := QFileDialog.getExistingDirectory(self._window, title):
            self._session.open_paths([Path(folder)])

    def files(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        kinds = " ".join(
            f"*{suffix}" for suffix in (*formats.suffixes(), marker_file.MARKER_SUFFIX)
        )
        filters = tr("Texts") + f" ({kinds});;" + tr("All files") + " (*)"
        files, _ = QFileDialog.getOpenFileNames(self._window, tr("Open files"), "", filters)
        if files:
            self._session.open_paths(map(Path, files))

    def sample(self) -> None:
        self._session.open_paths([seeds_dir()])

    def guide(self) -> None:
        """The first page of the guide, as a text in both languages."""
        self._session.corpora.open_corpus(guide_dir(), guide_pages(interface_language())[0])

    def guide_at(self, heading: GuideHeading) -> None:
        """The guide, at a heading of it."""
        self._heading = heading
        self._session.corpora.open_corpus(guide_dir(), heading.page)

    def _opened(self) -> None:
        if self._heading is not None:
            QTimer.singleShot(0, self._go_to_heading)  # once the pane has taken the text over

    def _go_to_heading(self) -> None:
        heading, self._heading, view = self._heading, None, self._session.view
        for side, document in view.documents.items():
            if heading is None or document.file != heading.page:
                continue
            for block in range(len(document)):
                if document.lines.block(block).startswith(heading.text):
                    view.jump(side, document.lines.start(block))
                    return

    def tour(self) -> None:
        self._tour.start()

    def logs(self) -> None:
        """The folder of the program's logs, in the system's file manager."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_dir())))

    def serve(self, page: StartPage) -> None:
        """Do what is asked on the page of an empty start."""
        page.folder_asked.connect(self.folder)
        page.files_asked.connect(self.files)
        page.sample_asked.connect(self.sample)
        page.tour_asked.connect(self.tour)
        page.guide_asked.connect(self.guide)

    def close(self) -> None:
        """Close the corpus of the open work, else the last one."""
        corpus = self._session.view.corpus
        if not isinstance(corpus, Corpus):
            corpus = self._session.corpora[-1] if self._session.corpora else None
        if corpus is not None:
            self._session.corpora.close_corpus(corpus)
