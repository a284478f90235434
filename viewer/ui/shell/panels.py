"""The panels of a window, each made when it is first wanted: a start shows one or two of them.

Until then an empty dock keeps the place of a panel. What only a panel needs is imported here, in
the function that makes it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Literal, NamedTuple, Protocol, runtime_checkable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDockWidget, QMainWindow

from viewer.session.base.background_jobs import Job, Jobs
from viewer.session.session import Session
from viewer.ui.base.carried_fields import Fields, fields_of, fill_fields
from viewer.ui.base.i18n import tr
from viewer.ui.base.theme import Theme

IMPORTED_MS = 1500
"""Milliseconds after the start at which what the panels need is imported, in a thread: the first
look at one is not to wait for that."""
PLACES = ("above", "beside", "below")


class PanelMaker(Protocol):
    """What makes a panel: a dock that is called as its row."""

    def __call__(self, session: Session, theme: Theme, /) -> QDockWidget: ...


@runtime_checkable
class ComesBack(Protocol):
    """A panel that shows more than its fields say."""

    def come_back(self) -> None:
        """Show what the one before showed: its fields hold again what was typed."""
        ...


class PanelRow(NamedTuple):
    """`name`: of the panel as an object, and of its command; `text`: of its row in the menu.

    `place`: beside the text, `above` what else stands there, or `below` the text.
    """

    name: str
    text: str
    make: PanelMaker
    keys: str
    place: Literal["above", "beside", "below"]
    icon: str = ""


def _outline(session: Session, theme: Theme) -> QDockWidget:
    from viewer.ui.panels.outline import OutlinePanel

    return OutlinePanel(session)


def _notes(session: Session, theme: Theme) -> QDockWidget:
    from viewer.ui.panels.notes.panel import NotesPanel

    return NotesPanel(session, theme)


def _translation(session: Session, theme: Theme) -> QDockWidget:
    from viewer.ui.panels.translation import TranslationPanel

    return TranslationPanel(session)


def _words(session: Session, theme: Theme) -> QDockWidget:
    from viewer.ui.panels.words.panel import WordsPanel

    return WordsPanel(session, theme)


def _search(session: Session, theme: Theme) -> QDockWidget:
    from viewer.ui.panels.search.panel import SearchPanel

    return SearchPanel(session, theme)


def _corpus_notes(session: Session, theme: Theme) -> QDockWidget:
    from viewer.ui.panels.notes.corpus_panel import CorpusNotesPanel

    return CorpusNotesPanel(session, theme)


def _changes(session: Session, theme: Theme) -> QDockWidget:
    from viewer.ui.panels.notes.changes import ChangesPanel

    return ChangesPanel(session, theme)


def _checks(session: Session, theme: Theme) -> QDockWidget:
    from viewer.ui.panels.checks import ChecksPanel

    return ChecksPanel(session)


def panel_rows() -> list[PanelRow]:
    """Every panel, in the order of the menu and the language of the moment."""
    return [
        PanelRow("notes", tr("&Notes"), _notes, "F10", "beside", "notes"),
        PanelRow("outline", tr("&Outline"), _outline, "F8", "above", "outline"),
        PanelRow("search", tr("Searc&h"), _search, "F12", "below", "search"),
        PanelRow("translation", tr("Tr&anslation"), _translation, "Ctrl+F10", "beside"),
        PanelRow("corpus_notes", tr("Notes of the cor&pus"), _corpus_notes, "Shift+F10", "below"),
        PanelRow("changes", tr("Chan&ges"), _changes, "Ctrl+F8", "below"),
        PanelRow("checks", tr("Translation chec&k"), _checks, "Ctrl+Shift+F8", "below"),
        PanelRow("words", tr("Wor&ds"), _words, "Ctrl+F9", "beside"),
    ]


class _ImportAll:
    """Work for a job: what the panels need is there when they are made."""

    def __call__(self, job: Job) -> None:
        import viewer.core.search.engine
        import viewer.core.search.query_guess
        import viewer.ui.panels.checks
        import viewer.ui.panels.notes.changes
        import viewer.ui.panels.notes.corpus_panel
        import viewer.ui.panels.notes.editor
        import viewer.ui.panels.notes.panel
        import viewer.ui.panels.outline
        import viewer.ui.panels.search.panel
        import viewer.ui.panels.translation
        import viewer.ui.panels.words.panel  # noqa: F401


class Panels(Mapping[str, QDockWidget]):
    """The panels by their names; to ask for one makes it. `made` are those that were asked for."""

    def __init__(
        self,
        window: QMainWindow,
        session: Session,
        theme: Theme,
        came: Callable[[str, QDockWidget], None],
    ) -> None:
        """`came` is told of each panel as it is made."""
        self.rows = panel_rows()
        self._by_name = {row.name: row for row in self.rows}
        self.below = {row.name for row in self.rows if row.place == "below"}
        """The names of panels that are wide rather than high."""
        self._window, self._session, self._theme, self._came = window, session, theme, came
        self.docks: dict[str, QDockWidget] = {}
        """What stands in the place of each panel: it, or an empty dock."""
        for row in sorted(self.rows, key=lambda row: PLACES.index(row.place)):
            self.docks[row.name] = QDockWidget()
            self.docks[row.name].hide()
        self.made: dict[str, QDockWidget] = {}
        self._carried: dict[str, Fields] = {}  # of panels of the window before that were not made
        self._jobs = Jobs(threads=1)
        self._later = QTimer(window)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._prepare)
        self._later.start(IMPORTED_MS)

    def _prepare(self) -> None:
        self._jobs.run(_ImportAll())

    def __getitem__(self, name: str) -> QDockWidget:
        if name not in self.made:
            empty, make = self.docks[name], self._by_name[name].make
            panel = make(self._session, self._theme)
            self.docks[name] = self.made[name] = panel
            self._window.tabifyDockWidget(empty, panel)  # in its place …
            self._window.removeDockWidget(empty)  # … instead of it
            empty.deleteLater()
            panel.hide()
            self._came(name, panel)
            self._fill(name)
        return self.made[name]

    def take_up(self, before: Panels) -> None:
        """Have the panels hold what those of the window before do, once they are made."""
        made = {name: fields_of(panel) for name, panel in before.made.items()}
        self._carried = before._carried | made
        for name in self.made:
            self._fill(name)

    def _fill(self, name: str) -> None:
        panel = self.made[name]
        if (fields := self._carried.pop(name, None)) is not None:
            fill_fields(panel, fields)
            if isinstance(panel, ComesBack):
                panel.come_back()

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_name)

    def __len__(self) -> int:
        return len(self._by_name)

    def is_shown(self, name: str) -> bool:
        """Whether the reader sees it, or would with the window in front."""
        return name in self.made and not self.made[name].isHidden()
