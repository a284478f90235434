"""The panels of a window: a row each, for the window, the menu, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from PySide6.QtWidgets import QDockWidget

from viewer.session.session import Session
from viewer.ui.base.i18n import tr
from viewer.ui.base.theme import Theme
from viewer.ui.panels.checks import ChecksPanel
from viewer.ui.panels.notes.changes import ChangesPanel
from viewer.ui.panels.notes.corpus_panel import CorpusNotesPanel
from viewer.ui.panels.notes.panel import NotesPanel
from viewer.ui.panels.outline import OutlinePanel
from viewer.ui.panels.search.panel import SearchPanel
from viewer.ui.panels.translation import TranslationPanel
from viewer.ui.panels.words.panel import WordsPanel

PLACES = ("above", "beside", "below")


class PanelMaker(Protocol):
    """What makes a panel: a class of `ui.panels`, a dock that is called as its row."""

    def __call__(self, session: Session, theme: Theme, /) -> QDockWidget: ...


@dataclass(frozen=True)
class PanelRow:
    """`name`: of the panel as an object, and of its command; `text`: of its row in the menu.

    `place`: beside the text, `above` what else stands there, or `below` the text.
    """

    name: str
    text: str
    make: PanelMaker
    keys: str
    place: Literal["above", "beside", "below"]
    icon: str = ""


def panel_rows() -> list[PanelRow]:
    """Every panel, in the order of the menu and the language of the moment."""
    return [
        PanelRow("notes", tr("&Notes"), NotesPanel, "F10", "beside", "notes"),
        PanelRow("outline", tr("&Outline"), OutlinePanel, "F8", "above", "outline"),
        PanelRow("search", tr("Searc&h"), SearchPanel, "F12", "below", "search"),
        PanelRow("translation", tr("Tr&anslation"), TranslationPanel, "Ctrl+F10", "beside"),
        PanelRow(
            "corpus_notes", tr("Notes of the cor&pus"), CorpusNotesPanel, "Shift+F10", "below"
        ),
        PanelRow("changes", tr("Chan&ges"), ChangesPanel, "Ctrl+F8", "below"),
        PanelRow("checks", tr("Translation chec&k"), _checks, "Ctrl+Shift+F8", "below"),
        PanelRow("words", tr("Wor&ds"), WordsPanel, "Ctrl+F9", "beside"),
    ]


def _checks(session: Session, theme: Theme) -> QDockWidget:
    return ChecksPanel(session)  # draws nothing of its own


def made(rows: list[PanelRow], session: Session, theme: Theme) -> dict[str, QDockWidget]:
    """The panels by their names, in the order in which they are docked."""
    by_place = sorted(rows, key=lambda row: PLACES.index(row.place))
    return {row.name: row.make(session, theme) for row in by_place}
