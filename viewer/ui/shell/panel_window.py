"""The part of the main window that deals with its panels, which are made when they are wanted."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QChildEvent, QEvent, QObject, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDockWidget, QMainWindow, QStackedWidget, QWidget
from shiboken6 import isValid

from viewer.session.session import Session
from viewer.ui.base.carried_fields import fields_of, fill_fields
from viewer.ui.base.guarded import guarded
from viewer.ui.base.theme import Theme
from viewer.ui.commands.menubar import Commands
from viewer.ui.reader.pane.pane import ReaderPane
from viewer.ui.shell.panels import Panels
from viewer.ui.shell.window_layout import Arrangement
from viewer.ui.tree.panel import CorpusTree

if TYPE_CHECKING:
    from viewer.core.language.transliteration import Romanised
    from viewer.session.words.lookup_jobs import AskedWord
    from viewer.ui.commands.palette import Palette
    from viewer.ui.panels.checks import ChecksPanel
    from viewer.ui.panels.notes.changes import ChangesPanel
    from viewer.ui.panels.notes.corpus_panel import CorpusNotesPanel
    from viewer.ui.panels.notes.panel import NotesPanel
    from viewer.ui.panels.outline import OutlinePanel
    from viewer.ui.panels.search.panel import SearchPanel
    from viewer.ui.panels.translation import TranslationPanel
    from viewer.ui.panels.words.panel import WordsPanel
    from viewer.ui.shell.opening import Opening
    from viewer.ui.shell.start_page import StartPage


OWN_SHEET = "ownSheet"
"""The property of a part of a window with the style sheet that it has besides that of the theme."""


@guarded
class PanelWindow(QMainWindow):
    """A window with panels: each is an attribute of it, and made when that is asked for.

    What is not made at the start has the style sheet of the theme in each part for itself, which
    outweighs the one that the window began with: to dress all of a window takes longer than it may
    stand still.
    """

    in_parts = False
    """Whether each part has the style sheet for itself."""

    session: Session
    theme: Theme
    tree: CorpusTree
    middle: QStackedWidget
    pane: ReaderPane
    commands: Commands
    arrangement: Arrangement
    opening: Opening
    parts: Panels

    def make(self, parts: Iterator[None], *, in_steps: bool) -> None:
        """Make the window: all of it, or nothing yet but what `make_next` does."""
        self._to_make = parts
        while not in_steps and self.make_next():
            pass

    def make_next(self) -> bool:
        """Make the next part of the window, which takes about as long as a picture on the screen
        may; whether there is more to be made."""
        return next(self._to_make, self) is not self

    def dressed(self) -> list[QWidget]:
        """The parts of the window, those that are seen first: bars, panels, dialogs. No empty
        docks: nobody sees them."""
        every = (each for each in self.children() if isinstance(each, QWidget))
        parts = (each for each in every if type(each) is not QDockWidget)
        return sorted(parts, key=QWidget.isHidden)

    def dress(self) -> Iterator[None]:
        """Do the next step of giving each part the style sheet of the theme."""
        if not self.in_parts:
            self.in_parts = True
            self.installEventFilter(self)
        for part in self.dressed():
            self.dress_part(part)
            yield

    def dress_part(self, part: QWidget) -> None:
        """Give a part the style sheet of the theme; what it said of itself stands."""
        if not isValid(part):
            return
        own = part.property(OWN_SHEET)
        if own is None:
            own = part.styleSheet()
            part.setProperty(OWN_SHEET, own)
        if part.styleSheet() != (sheet := self.theme.sheet() + own):
            part.setStyleSheet(sheet)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A part came into the window, which is dressed part by part. (As `childEvent` it would be
        called for each of the hundred actions that every window makes and unmakes.)"""
        if event.type() == QEvent.Type.ChildPolished and isinstance(event, QChildEvent):
            part = event.child()
            if isinstance(part, QWidget) and type(part) is not QDockWidget:
                self.dress_part(part)
        return False

    @property
    def is_empty(self) -> bool:
        """Whether nothing is open."""
        session = self.session
        return not (session.view.documents or session.view.work or session.corpora)

    def may_leave(self) -> bool:
        """Whether all is on disk, or the reader leaves what is not: they are asked."""
        from viewer.ui.dialogs.unsaved import may_leave  # here: not part of the start

        return may_leave(self.session.notebook.unsaved, self)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # now: one that is made behind another may be given up before it is shown
        self.session.returning.arrangement = self.arrangement.panels
        self.refresh()

    def refresh(self) -> None:
        """Show what can be done at the moment."""
        raise NotImplementedError

    @cached_property
    def start(self) -> StartPage:
        from viewer.ui.shell.start_page import StartPage

        page = StartPage(self.session, self.theme)
        self.opening.serve(page)
        self.middle.addWidget(page)
        return page

    def toggle_tree(self) -> None:
        self.arrangement.toggle(self.tree)
        self.refresh()

    def focus_filter(self) -> None:
        self.tree.show()
        self.tree.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.tree.filter.selectAll()

    def focus_text(self) -> None:
        self.pane.split.focused().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _panel(self, name: str) -> Any:
        return self.parts[name]

    @property
    def outline(self) -> OutlinePanel:
        return self._panel("outline")

    @property
    def notes(self) -> NotesPanel:
        return self._panel("notes")

    @property
    def translation(self) -> TranslationPanel:
        return self._panel("translation")

    @property
    def words(self) -> WordsPanel:
        return self._panel("words")

    @property
    def search(self) -> SearchPanel:
        return self._panel("search")

    @property
    def corpus_notes(self) -> CorpusNotesPanel:
        return self._panel("corpus_notes")

    @property
    def changes(self) -> ChangesPanel:
        return self._panel("changes")

    @property
    def checks(self) -> ChecksPanel:
        return self._panel("checks")

    @cached_property
    def palette_box(self) -> Palette:
        from viewer.ui.commands.palette import Palette

        palette = Palette(self, self.session, self.theme)
        palette.guide_asked.connect(self.opening.guide_at)
        return palette

    def connect_panels(self) -> None:
        """Have what is told of outside the panels reach them, made by then or not."""
        session = self.session
        self.pane.note_asked.connect(self._show_note)
        self.pane.highlighted.connect(self._take_up_note)
        self.pane.part_made.connect(self.commands.tell_keys)
        for part in (session.lookups, session.speaking, session.vowels):
            part.failed.connect(session.failed)
        session.lookups.asked.connect(self._word_asked)
        session.lookups.romanised.connect(self._romanised)

    def take_up(self, before: PanelWindow) -> None:
        """Hold what the reader typed and chose in the window that this one takes the place of."""
        fill_fields(self.tree, fields_of(before.tree))
        self.parts.take_up(before.parts)
        if "notes" in before.parts.made and "notes" in self.parts.made and before.notes.shown_id:
            self.notes.take_up(before.notes.shown_id)
        self.pane.take_up(before.pane)

    def introduce(self, name: str, panel: QDockWidget) -> None:
        """A panel was made: it is introduced to the others."""
        if self.in_parts:
            self.dress_part(panel)  # before it is shown: Qt would dress it twice
        self.arrangement.took(name, panel)
        self.commands.tell_keys(panel)
        panel.visibilityChanged.connect(self.refresh)
        if name == "notes":
            self.notes.lit.connect(self.pane.light)
            self.notes.back_asked.connect(self.focus_text)
        elif name == "translation":
            self.translation.left.connect(self.focus_text)
        elif name == "words":
            self.words.left.connect(self.focus_text)
            self.words.root_asked.connect(self._ask_root)

    def _show_note(self, id: str) -> None:
        self.notes.show_note(id)

    def _take_up_note(self, id: str) -> None:
        self.notes.take_up(id)

    def _ask_root(self, root: str) -> None:
        self.search.ask_root(root)

    def _word_asked(self, asked: AskedWord) -> None:
        if "words" not in self.parts.made:  # else it hears of it itself
            self.words.show_asked(asked)

    def _romanised(self, text: str, found: Romanised) -> None:
        if "words" not in self.parts.made:
            self.words.show_romanised(text, found)
