"""Scans read in the background, page by page, the page that is looked at first. QtCore only."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.core.base.errors import NoTesseract, PagesUnread, Unreadable
from viewer.core.base.locks import NOTES_FOLDER
from viewer.core.base.settings import Settings
from viewer.core.corpus.corpus_file import READ_AS
from viewer.core.parsing.scan.layer_folders import LAYERS
from viewer.core.text.document import Document, ScanPage
from viewer.core.worker.client import Cancelled, Worker, layers_of
from viewer.session.base.background_jobs import Job, Jobs
from viewer.session.base.corpora_list import CorporaList
from viewer.session.base.load_jobs import Corpus
from viewer.session.base.preferences import Preferences
from viewer.session.base.view_state import View
from viewer.session.loader import Loader
from viewer.session.pages.shown_pages import ShownPages

if TYPE_CHECKING:
    from viewer.core.ocr.tesseract import Engine, PageReader

RENEWED_S = 3.0
"""Seconds at least between two times that the text is made anew of the pages read by then."""
RENEWED_SHARE = 5.0
"""Times as long as that takes is waited until the next one."""
RETRY_MS = 400
"""Milliseconds until it is tried again, where the reader is in the midst of something."""


@dataclass
class _Reading:
    """A document whose pages are being read."""

    corpus: Corpus
    path: Path
    tag: str
    asked: str
    folder: Path
    scans: dict[int, ScanPage]
    labels: dict[int, str]
    waiting: list[int]
    total: int
    anew: bool
    """Whether pages are read again that were read before."""
    reader: PageReader
    languages: str = ""
    engine: Engine | None = None
    failed: list[tuple[int, Unreadable]] = field(default_factory=list)

    @property
    def done(self) -> int:
        return self.total - len(self.waiting)


class PageReading(QObject):
    """Has the pages of the open scans read, one document after the other."""

    progressed = Signal(int, int)
    """Pages that are read, and all that are to be; twice 0 when nothing is read any more."""
    failed = Signal(object)
    """`NoTesseract`, `PagesUnread`, or an OSError: a page could not be kept."""
    renewed = Signal(object)
    """A corpus: there is more text in a document of it."""

    def __init__(
        self,
        view: View,
        preferences: Preferences,
        corpora: CorporaList,
        loader: Loader,
        pages: ShownPages,
        data: Path,
        cache: Path,
    ) -> None:
        super().__init__()
        self._view, self._preferences, self._corpora = view, preferences, corpora
        self._loader, self._pages = loader, pages
        self._data, self._cache = data, cache
        self._jobs, self._finding, self._worker = Jobs(1), Jobs(1), Worker()
        self._job: Job | None = None
        self._now: _Reading | None = None
        self._left: set[Path] = set()  # what the reader stopped, or what cannot be read here
        self._told = False  # that there is nothing to read with
        self._unread: PagesUnread | None = None  # to be told
        self._stale = False  # pages were read that the text does not have yet
        self._renewed_at, self._began, self._took_s = 0.0, 0.0, 0.0
        self.held = False
        """Whether the reader is writing in the text: it must not be made anew."""
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(RETRY_MS)
        self._again.timeout.connect(self._renew)
        view.opening.connect(self._opening)
        view.opened.connect(self._follow)
        view.arrived.connect(self._follow)
        preferences.changed.connect(self._setting_changed)

    # What is to be read

    @property
    def reading(self) -> Path | None:
        """The file that is being read."""
        return self._now.path if self._now is not None else None

    def scan(self) -> Document | None:
        """The document with pages that are pictures which the reader is in."""
        here, found = self._view.document(), self._scans()
        return here if here in found else next(iter(found), None)

    def _scans(self) -> list[Document]:
        return [d for d in self._view.published.values() if d.scans and d.file is not None]

    def _setting_changed(self, choice: object) -> None:
        if choice is Settings.read_scans:
            self._follow()

    def _opening(self) -> None:
        self._began = time.monotonic()

    def _follow(self) -> None:
        """Other documents are open: leave off what is not, and begin what is."""
        if not self._loader.loading:
            self._took_s = time.monotonic() - self._began
        self._tell_unread()
        open_now = {document.file for document in self._view.published.values()}
        if self._now is not None and self._now.path not in open_now:
            self._leave()
        if self._now is None and self._preferences.settings.read_scans:
            for document in self._scans():
                if not document.arriving and document.unread and document.file not in self._left:
                    self._start(document, document.unread)
                    return

    def read(self, languages: str | None = None) -> None:
        """Read the scan that the reader is in: what is not read of it; all of it anew where other
        `languages` are said, which are remembered."""
        document, corpus = self.scan(), self._view.corpus
        if document is None or document.file is None or not isinstance(corpus, Corpus):
            return
        if languages is not None:
            corpus.file.override(corpus.relative(document.file), READ_AS, languages or None)
            self._corpora.keep(corpus)
        self._leave()
        self._left.discard(document.file)
        self._told = False
        unread = document.unread if languages is None else []
        self._start(document, unread or list(document.scans), anew=not unread)

    def _start(self, document: Document, pages: Iterable[int], anew: bool = False) -> None:
        corpus, path = self._view.corpus, document.file
        if not isinstance(corpus, Corpus) or path is None or document.pages is None:
            return
        if self._loader.is_unlocked(path):  # its text must not lie about unlocked
            self._left.add(path)
            return
        asked = self._asked(corpus, path)
        waiting = list(pages)
        labels = dict(document.pages.labels)
        from viewer.core.ocr.tesseract import PageReader  # here: not part of the start

        self._now = _Reading(
            *(corpus, path, document.language, asked, self.folder(corpus, path)),
            *(dict(document.scans), labels, waiting, len(waiting), anew, PageReader()),
        )
        self.progressed.emit(0, len(waiting))
        self._job = self.find(self._found, self._not_found)

    def find(self, found: Callable[[Engine], None], failed: Callable[[Exception], None]) -> Job:
        """Look for what there is to read with, and tell of it: methods of objects of Qt."""
        return self._finding.run(_Find(), found, failed)

    def languages_of(self, engine: Engine) -> list[str]:
        """What the scan that the reader is in is read as, as far as the engine can."""
        document, corpus = self.scan(), self._view.corpus
        if document is None or document.file is None or not isinstance(corpus, Corpus):
            return []
        try:
            return engine.choose(document.language, self._asked(corpus, document.file)).split("+")
        except NoTesseract:
            return []

    def _asked(self, corpus: Corpus, path: Path) -> str:
        """The languages that the reader said, for that document or for all."""
        said = corpus.file.overrides(corpus.relative(path)).get(READ_AS)
        return said or self._preferences.settings.scan_languages

    def folder(self, corpus: Corpus, path: Path) -> Path:
        """Where what is read off a file is kept: in the cache, or with the notes on it."""
        if self._preferences.settings.scans_kept == "cache":
            return self._cache / LAYERS
        return with_notes(corpus, path, self._data)

    # Reading

    def _found(self, engine: Engine) -> None:
        now = self._now
        if now is None:
            return
        try:
            now.languages = engine.choose(now.tag, now.asked)
        except NoTesseract as error:
            self._not_found(error)
            return
        now.engine = engine
        self._next()

    def _not_found(self, error: Exception) -> None:
        """There is nothing here to read with: told once, until the reader asks again."""
        if self._now is not None:
            self._left.add(self._now.path)
            if isinstance(error, NoTesseract) and not error.languages:
                from viewer.core.ocr.tesseract import BY_TAG, UNTOLD

                known = BY_TAG.get(self._now.tag.partition("-")[0], UNTOLD[0])
                error = NoTesseract([known], error.has_program)
            self._end()
        if not self._told or not isinstance(error, NoTesseract):
            self._told = True
            self.failed.emit(error)

    def _next(self) -> None:
        now = self._now
        if now is None or now.engine is None:
            return
        if not now.waiting:
            self._finish(now)
            return
        here = self._pages.here() if self._pages.is_of(now.path) else 0
        page = min(now.waiting, key=lambda each: (each < here, abs(each - here)))
        self._job = self._jobs.run(_Read(now, page, self._worker), self._took, self._not_kept)

    def _took(self, result: tuple[_Reading, int, Unreadable | None]) -> None:
        now, page, error = result
        if now is not self._now or isinstance(error, Cancelled):
            return
        now.waiting.remove(page)
        if error is not None:
            now.failed.append((page, error))
        else:
            self._stale = True
        self.progressed.emit(now.done, now.total)
        self._renew()
        self._next()

    def _not_kept(self, error: Exception) -> None:
        """A page was read and could not be written: no other would be."""
        self.stop()
        self.failed.emit(error)

    def _finish(self, now: _Reading) -> None:
        if now.failed:
            self._left.add(now.path)
            labels = [now.labels.get(page, str(page + 1)) for page, _ in now.failed]
            self._unread = PagesUnread(now.path, labels)
        self._end()
        self._renew()
        self.renewed.emit(now.corpus)
        self._tell_unread()

    def _tell_unread(self) -> None:
        """Tell of pages that could not be read, once the text that is on its way is there: it
        would take the message off the screen."""
        if self._unread is not None and not self._stale and not self._loader.loading:
            error, self._unread = self._unread, None
            self.failed.emit(error)

    def _end(self) -> None:
        self._now = self._job = None
        self.progressed.emit(0, 0)

    def stop(self) -> None:
        """Leave off until it is asked for again; what is read stays."""
        now = self._now
        if now is not None:
            self._left.add(now.path)
            self._leave()
            self._renew()

    def _leave(self) -> None:
        now = self._now
        if now is None:
            return
        if self._job is not None:
            self._job.cancel()
        now.reader.stop()
        self._worker.cancel()
        some = now.done > len(now.failed)
        self._end()
        if some:
            self.renewed.emit(now.corpus)

    # The text

    def _renew(self) -> None:
        """Make the text anew of what is read by now, where that disturbs nobody."""
        if not self._stale:
            return
        done = self._now is None
        since = time.monotonic() - self._renewed_at
        soon = not done and since < max(RENEWED_S, RENEWED_SHARE * self._took_s)
        if soon or self.held or self._view.selection is not None or self._loader.loading:
            self._again.start()
            return
        self._stale = False
        self._renewed_at = time.monotonic()
        self._loader.reload()

    def close(self) -> None:
        """End what reads."""
        self._again.stop()
        self._stale = False
        if self._now is not None:
            self._now.reader.stop()
        self._worker.close()
        self._jobs.wait(3000)
        self._finding.wait(1000)


def with_notes(corpus: Corpus, path: Path, data: Path) -> Path:
    """The folder for layers beside the notes on a file, be they in its corpus or in `data`."""
    for folder in corpus.store.home(path).parents:
        if folder.name == NOTES_FOLDER:
            return folder / LAYERS
    return data / LAYERS


class _Find:
    """Work for a job: what there is to read with. Raises `NoTesseract`."""

    def __call__(self, job: Job) -> Engine:
        from viewer.core.ocr.tesseract import find_engine

        return find_engine()


class _Read:
    """Work for a job: a page read and kept; or why it could not be read. Raises OSError."""

    def __init__(self, now: _Reading, page: int, worker: Worker) -> None:
        self._now, self._page, self._worker = now, page, worker

    def __call__(self, job: Job) -> tuple[_Reading, int, Unreadable | None]:
        from viewer.core.parsing.scan.layer import as_read, save_page

        now, scan = self._now, self._now.scans[self._page]
        assert now.engine is not None
        if not now.anew and as_read(map(Path, layers_of(now.path)), scan.key, scan.page):
            return now, self._page, None  # since the document was loaded
        try:
            pixels = self._worker.pixels(now.path, self._page)
            text = now.reader.read(now.engine, now.languages, pixels, now.path)
        except Unreadable as error:
            return now, self._page, error
        save_page(now.folder, scan.key, scan.page, text)
        return now, self._page, None
