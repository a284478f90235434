"""What is open now, and what can be done to it. One a window; widgets call it and listen to it.

QtCore only. It speaks no words for the reader: what went wrong is an exception with data.

Here the parts are introduced to each other; none of them knows the session. What no first picture
needs is made when it is first asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from viewer.core.base.choice_file import Choice
from viewer.core.base.paths import cache_dir
from viewer.core.base.remembered import Remembered
from viewer.core.base.settings import ZOOM_STEPS, Settings
from viewer.core.corpus.works import Work
from viewer.core.worker.client import Worker
from viewer.session.base.background_jobs import Jobs
from viewer.session.base.corpora_list import Spot
from viewer.session.base.load_jobs import Corpus
from viewer.session.base.preferences import Preferences
from viewer.session.base.view_state import View
from viewer.session.bitext.align_ahead import AligningAhead
from viewer.session.bitext.alignment import Aligning
from viewer.session.bitext.own_translation import Slots
from viewer.session.bitext.pin_editing import Repairing
from viewer.session.bitext.word_links import WordLinking
from viewer.session.corpora import Corpora
from viewer.session.document_dates import Dating
from viewer.session.document_titles import Titles
from viewer.session.forget_corpus import Forgetting
from viewer.session.hyphenating import Hyphenating
from viewer.session.line_rules import Teaching
from viewer.session.loader import Loader
from viewer.session.notes.corpus_notes import Gathering
from viewer.session.notes.note_links import NoteLinks
from viewer.session.notes.notebook import Notebook
from viewer.session.page_reading import PageReading
from viewer.session.pages.shown_pages import ShownPages
from viewer.session.pdf_copy import PdfCopying
from viewer.session.read_aloud import Speaking
from viewer.session.reading_position import ReadingPosition
from viewer.session.restore import Returning
from viewer.session.search.corpus_search import Searching
from viewer.session.tabs import Tabs
from viewer.session.watch_files import Watching
from viewer.session.words.vowels import Vowels
from viewer.session.words.word_lookup import Lookups
from viewer.session.words.word_states import WordStates

if TYPE_CHECKING:
    from viewer.session.bitext.export import Exporting
    from viewer.session.bitext.pairing import Matching
    from viewer.session.bitext.translation_check import Checking
    from viewer.session.notes.review import Reviewing
    from viewer.session.plugins import Plugins
    from viewer.session.word_corrections import WordCorrections

T = TypeVar("T")
LATE = ("matching", "exporting", "checking", "reviewing", "plugins")
"""The parts that are made when they are first asked for, and have something to end."""


class Session(QObject):
    """The opened corpora, the notes in them, the views, the reader's choices."""

    failed = Signal(object)
    """An exception to tell the reader of: mostly `Unreadable`."""
    settings_changed = Signal(object)
    """The `Choice` that changed."""

    def __init__(
        self,
        settings: Settings,
        data: Path,
        state: dict[str, Any] | None = None,
        remembered: Remembered | None = None,
    ) -> None:
        """`data`: the folder for notes on single files; `state`: what was kept of the window."""
        super().__init__()
        self.state = dict(state or {})
        """What is kept of the window for the next start."""
        self.settings = settings
        self.remembered = remembered or Remembered()
        self.preferences = Preferences(settings, self.remembered)
        self.jobs = Jobs()
        self.worker = Worker()
        self.view = View(settings.mode)
        self.notebook = Notebook()
        self._make_ground(data, cache_dir())
        self._make_subjects(data, cache_dir())
        self._connect()

    def _make_ground(self, data: Path, cache: Path) -> None:
        """What brings works to the screen."""
        view, notebook, saves = self.view, self.notebook, self.notebook.unsaved
        self.corpora = Corpora(view, saves, self.preferences, self.jobs, self.worker, data)
        self.reading = ReadingPosition(view, data)
        self.tabs = Tabs(view, notebook, self.corpora, self.reading.places)
        self.aligning = Aligning(saves, cache, data / "backups")
        self.loader = Loader(
            *(view, notebook, self.corpora, self.tabs),
            *(self.reading, self.aligning, self.worker, self.jobs),
        )
        self.ahead = AligningAhead(view, self.aligning, self.loader.passwords)
        self.corpora.look_asked.connect(self.look_into)
        self.corpora.named.connect(self.tabs.bring)
        self.pages = ShownPages(
            *(view, self.preferences, Worker(), self.loader.passwords, notebook.taken_over)
        )
        notebook.changed.connect(self.pages.notes_changed)
        self.page_reading = PageReading(
            *(view, self.preferences, self.corpora, self.loader, self.pages, data, cache)
        )
        self.returning = Returning(view, self.tabs, self.corpora, data)

    def _make_subjects(self, data: Path, cache: Path) -> None:
        """What can be done with what is open."""
        view, notebook, corpora = self.view, self.notebook, self.corpora
        preferences, passwords = self.preferences, self.loader.passwords
        self._data = data
        self.dating = Dating(self.worker, cache)
        self.titles = Titles(cache)
        self.slots = Slots(view, self.aligning, preferences)
        self.repairing = Repairing(view, self.aligning)
        self.copying = PdfCopying(self.pages, notebook, passwords)
        self.searching = Searching(view, corpora, preferences, cache)
        terms = self.worker.terms
        self.lookups = Lookups(view, corpora, preferences, terms, cache, data / "backups")
        self.linking = WordLinking(
            *(view, self.aligning, corpora, preferences, self.lookups.places, cache)
        )
        self.vowels = Vowels(view, self.worker)
        self.states = WordStates(view, preferences, self.lookups.refresh)
        self.hyphenating = Hyphenating(self.jobs)
        self.speaking = Speaking(view)
        self.teaching = Teaching(view, notebook, corpora)
        self.gathering = Gathering(
            view, notebook, corpora, self.aligning, passwords, self.dating.of
        )
        self.note_links = NoteLinks(
            *(view, notebook, self.jobs, partial(self.titles.of_document, ask=True))
        )
        self.watching = Watching(self, view, notebook, corpora, self.loader, self.tabs)
        self.forgetting = Forgetting(
            *(corpora, notebook, preferences, self.searching, self.watching),
            *(self.reading.places, self.returning.layouts, data, cache),
        )

    def _connect(self) -> None:
        corpora, notebook = self.corpora, self.notebook
        corpora.folder_asked.connect(self.returning.open)
        corpora.listed.connect(self.tabs.found)
        corpora.closing.connect(self.returning.keep)
        corpora.closed.connect(self.loader.drop)
        self.aligning.saving.connect(notebook.saving)
        self.aligning.saved.connect(notebook.told_saved)
        self.aligning.did.connect(notebook.did)
        self.lookups.counterpart = self.linking.text_of
        self.lookups.listed.connect(self.states.take)
        self.lookups.vocalise = self.worker.vowels
        self.linking.learned.connect(self.lookups.follow_links)
        self.searching.progressed.connect(self.lookups.follow_index)
        self.lookups.index_wanted.connect(self.searching.use)
        self.lookups.place_asked.connect(self.searching.open)
        self.page_reading.renewed.connect(self.searching.renew)
        for teller in (corpora, self.loader, self.aligning, self.copying, self.page_reading):
            teller.failed.connect(self.failed)
        self.preferences.changed.connect(self.settings_changed)

    # Parts that are made when they are first asked for

    @cached_property
    def matching(self) -> Matching:
        from viewer.session.bitext.pairing import Matching

        part = Matching(self.view, self.corpora)
        part.did.connect(self.notebook.did)
        part.failed.connect(self.failed)
        return part

    @cached_property
    def word_corrections(self) -> WordCorrections:
        from viewer.session.word_corrections import WordCorrections

        saves, did = self.notebook.unsaved, self.notebook.did
        part = WordCorrections(
            *(self.view, saves, did, self.page_reading, self.loader.reload, self._data)
        )
        part.corrected.connect(self.searching.renew)
        return part

    @cached_property
    def exporting(self) -> Exporting:
        from viewer.session.bitext.export import Exporting

        return Exporting(self.view, self.aligning, self.loader.passwords)

    @cached_property
    def checking(self) -> Checking:
        from viewer.session.bitext.translation_check import Checking

        part = Checking(self.view, self.aligning, self.lookups.places)
        part.failed.connect(self.failed)
        return part

    @cached_property
    def reviewing(self) -> Reviewing:
        from viewer.session.notes.review import Reviewing

        part = Reviewing(self.view, self.aligning, self.notebook, self.worker)
        part.failed.connect(self.failed)
        return part

    @cached_property
    def plugins(self) -> Plugins:
        from viewer.session.plugins import Plugins

        part = Plugins(self.corpora)
        part.failed.connect(self.failed)
        return part

    @property
    def busy(self) -> bool:
        """Whether names or a document are being read."""
        return self.corpora.busy or self.loader.loading

    # What is asked for most

    def open_paths(self, paths: Iterable[Path]) -> None:
        """Open folders as corpora and files as documents; name what cannot be."""
        self.corpora.open_paths(paths)

    def open_work(self, corpus: Corpus, work: Work, spot: Spot | None = None) -> None:
        """Load its documents in the background and show them in the view, at a spot."""
        self.loader.open_work(corpus, work, spot)

    def look_into(self, corpus: Corpus, work: Work) -> None:
        """Show a work in the tab that is not kept, or in front where the reader wants it so."""
        spare = self.settings.preview_tabs
        (self.tabs.look_into if spare else self.open_work)(corpus, work)

    def set(self, choice: Choice[T], value: T) -> None:
        """Change one of the settings: `session.set(Settings.zoom, 110)`."""
        self.preferences.set(choice, value)

    def toggle(self, choice: Choice[bool]) -> None:
        """Change one that is on or off."""
        self.set(choice, not self.preferences.get(choice))

    def zoom(self, step: int) -> None:
        """One step larger or smaller; 0 for 100 percent."""
        if step == 0:
            self.set(Settings.zoom, 100)
            return
        zoom = self.settings.zoom
        larger = [z for z in ZOOM_STEPS if z > zoom]
        smaller = [z for z in ZOOM_STEPS if z < zoom]
        steps = larger[:1] if step > 0 else smaller[-1:]
        if steps:
            self.set(Settings.zoom, steps[0])

    def close(self) -> None:
        """Finish what is being saved and end the worker."""
        self.corpora.scanning.stop()
        for corpus in self.corpora:
            self.returning.keep(corpus)
        self.reading.end()
        self.watching.close()
        self.gathering.close()
        for name in LATE:
            if name in vars(self):
                getattr(self, name).close()
        self.page_reading.close()
        self.linking.close()
        self.vowels.close()
        self.states.close()
        self.pages.close()
        self.copying.close()
        self.speaking.close()
        self.lookups.close()
        self.searching.close()
        self.ahead.close()
        self.aligning.close()
        self.notebook.close()
        self.dating.close()
        self.titles.close()
        self.worker.close()
        self.jobs.wait(2000)
