"""Which document is shown as pages, and where its text stands on them. QtCore only."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from viewer.core.base.choice_file import Choice
from viewer.core.base.settings import PageMode, Settings
from viewer.core.pages.places import PagePlaces
from viewer.core.pages.sheets import PageLetters
from viewer.core.text.document import Document
from viewer.core.worker.client import Worker
from viewer.session.base.preferences import Preferences
from viewer.session.base.view_state import View
from viewer.session.pages.page_pictures import PagePictures

BESIDE, ALONE = "beside", "alone"
"""The page next to the text, or in its stead; the setting `page` is empty for the text alone."""


class ShownPages(QObject):
    """Follows the view: the pages are those of the document that the reader is in."""

    changed = Signal()
    """Another document is shown as pages, or none, or how they are shown."""
    page_asked = Signal(int)
    """Show the page of this number, which has no text."""
    placed = Signal()
    """The letters of one more page are known."""

    def __init__(
        self,
        view: View,
        preferences: Preferences,
        worker: Worker,
        passwords: dict[Path, str],
        taken_over: Callable[[Document], Iterable[tuple[str, int, int]]],
    ) -> None:
        """`taken_over`: id, start and end, code points, of the notes that a document's own remarks
        became."""
        super().__init__()
        self._view, self._preferences, self._taken_over = view, preferences, taken_over
        self.pictures = PagePictures(worker, passwords.get)
        self.side = ""
        self.places: PagePlaces | None = None
        """Of the document whose pages are shown; None where no document has pages, or nobody wants
        to see them."""
        self.pictures.read.connect(self._read)
        view.opened.connect(self._follow)
        view.arrived.connect(self._follow)
        view.selection_changed.connect(self._follow)
        view.mode_changed.connect(self._follow)
        preferences.changed.connect(self._set)

    @property
    def mode(self) -> PageMode:
        """`beside`, `alone`, or empty for the text alone."""
        return self._preferences.get(self._choice)

    @property
    def _choice(self) -> Choice[PageMode]:
        """Where it is chosen: scans are looked at otherwise than files that have a text."""
        document = self.wanted()
        return Settings.scan_page if document is not None and _is_scan(document) else Settings.page

    @property
    def available(self) -> bool:
        """Whether a document is open that has pages."""
        return any(document.pages is not None for document in self._view.documents.values())

    @property
    def shown(self) -> PageMode:
        """How pages are shown now: those of a document without text always, and alone unless
        another one has some."""
        if self.places is None or len(self.places.document):
            return self.mode if self.places is not None else ""
        if not any(map(len, self._view.documents.values())):
            return ALONE
        return self.mode or BESIDE

    def toggle(self, mode: PageMode) -> None:
        """Show the pages `beside` the text or `alone`; the text alone if they are shown so."""
        self._preferences.set(self._choice, "" if self.mode == mode else mode)

    def _set(self, choice: object) -> None:
        if choice in (Settings.page, Settings.scan_page):
            self._follow()
            self.changed.emit()

    def _follow(self) -> None:
        document = self.wanted()
        if document is not None and not self.mode and (len(document) or document.arriving):
            document = None
        if document is (self.places.document if self.places is not None else None):
            return
        self.side = self._view.side_of(document) if document is not None else ""
        self.places = PagePlaces(document) if document is not None else None
        file = document.file if document is not None else None
        if file is None or not self.pictures.shows(file):
            self.pictures.open(file)
        self.notes_changed()
        self.changed.emit()

    def notes_changed(self) -> None:
        """What a note of the document paints on a page, the file's own picture leaves out."""
        by_page: dict[int, list[str]] = {}
        if (places := self.places) is not None:
            for id, start, end in self._taken_over(places.document):
                for page in range(places.page_of(start), places.page_of(max(start, end - 1)) + 1):
                    by_page.setdefault(page, []).append(id)
        self.pictures.take({page: tuple(sorted(ids)) for page, ids in by_page.items()})

    def wanted(self) -> Document | None:
        """The document of the caret, if it has pages; else the one shown, else the first."""
        here, shown = self._view.document(), self.places.document if self.places else None
        open_now = list(self._view.documents.values())
        if here is not None and here.pages is not None:
            return here
        if any(document is shown for document in open_now):
            return shown
        return next((document for document in open_now if document.pages is not None), None)

    def is_of(self, path: Path) -> bool:
        """Whether the pages of that file are those that the reader is in."""
        document = self.wanted()
        return document is not None and document.file == path

    def here(self) -> int:
        """The page, from 0, at the top of the screen."""
        document, place = self.wanted(), self._view.place
        if self.places is not None or document is None or place is None or not document.pages:
            return self.pictures.seen
        side, block, offset = place
        if self._view.documents.get(side) is not document or block >= len(document):
            return 0
        lines = document.pages
        return lines[lines.at(document.lines.start(block) + offset)][1]

    def start_of(self, label: str) -> int | None:
        """Where the text of a page begins, by what the document calls it, in any digits; of several
        of that name the next one after the caret. None where there is none."""
        document = self.wanted()
        if document is None or document.pages is None:
            return None
        wanted = _plain(label)
        here = self._view.here()[1]
        named = (page for page, name in document.pages.labels.items() if _plain(name) == wanted)
        found = (document.pages.of_page(page) for page in sorted(named))
        starts = [document.pages[lines[0]][0] for lines in found if lines]
        return next((start for start in starts if start > here), min(starts, default=None))

    def show(self, label: str) -> bool:
        """Show the picture of the page that is called so; whether there is one."""
        sheets, wanted = self.pictures.sheets, _plain(label)
        pages = (page for page, sheet in enumerate(sheets) if _plain(sheet.label) == wanted)
        found = next(pages, None)
        if found is not None:
            self.page_asked.emit(found)
        return found is not None

    def _read(self, page: int, letters: PageLetters) -> None:
        if self.places is not None:
            self.places.letters[page] = letters
            self.placed.emit()

    def close(self) -> None:
        self.pictures.close()


def _is_scan(document: Document) -> bool:
    """Whether most of its pages are pictures."""
    labels = document.pages.labels if document.pages is not None else {}
    return 0 < len(labels) <= 2 * len(document.scans)


def _plain(label: str) -> str:
    """A label as it is compared: digits of every script are one, and so are XIV and xiv."""
    letters = (str(unicodedata.digit(letter, letter)) for letter in label.strip())
    return "".join(letters).casefold()
