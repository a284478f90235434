"""The panels of a window, each made when it is first wanted: a start shows one or two of them.

Until then an empty dock keeps the place of a panel. What only a panel needs is imported here, in
the function that makes it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from PySide6.QtWidgets import QDockWidget, QMainWindow

from viewer.session.session import Session
from viewer.ui.base.theme import Theme

Maker = Callable[[Session, Theme], QDockWidget]


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


MAKERS: dict[str, Maker] = {
    "outline": _outline,
    "notes": _notes,
    "translation": _translation,
    "words": _words,
    "search": _search,
    "corpus_notes": _corpus_notes,
    "changes": _changes,
    "checks": _checks,
}
"""By the names of the panels, in the order in which they stand."""


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
        self._window, self._session, self._theme, self._came = window, session, theme, came
        self.docks: dict[str, QDockWidget] = {}
        """What stands in the place of each panel: it, or an empty dock."""
        for name in MAKERS:
            self.docks[name] = QDockWidget()
            self.docks[name].hide()
        self.made: dict[str, QDockWidget] = {}

    def __getitem__(self, name: str) -> QDockWidget:
        if name not in self.made:
            empty, panel = self.docks[name], MAKERS[name](self._session, self._theme)
            self.docks[name] = self.made[name] = panel
            self._window.tabifyDockWidget(empty, panel)  # in its place …
            self._window.removeDockWidget(empty)  # … instead of it
            empty.deleteLater()
            panel.hide()
            self._came(name, panel)
        return self.made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(MAKERS)

    def __len__(self) -> int:
        return len(MAKERS)

    def is_shown(self, name: str) -> bool:
        """Whether the reader sees it, or would with the window in front."""
        return name in self.made and not self.made[name].isHidden()
