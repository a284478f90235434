"""The menus that list choices: recent corpora, themes, languages, type."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QLocale
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from viewer.core.base.settings import ZOOM_STEPS
from viewer.session.session import Session
from viewer.ui.base.i18n import LANGUAGES, shown_number, shown_percent, tr
from viewer.ui.base.theme import themes
from viewer.ui.tree.model import isolated, shown_name


class ChoiceMenu(QMenu):
    """One of several values for one setting."""

    def __init__(
        self,
        title: str,
        session: Session,
        name: str,
        rows: Iterable[tuple[Any, str]],
        parent: QWidget,
    ) -> None:
        super().__init__(title, parent)
        self._session, self._name = session, name
        group = QActionGroup(self)
        for value, text in rows:
            action = self.addAction(text)
            action.setData(value)
            action.setCheckable(True)
            group.addAction(action)
        self.aboutToShow.connect(self._check)
        self.triggered.connect(self._chosen)
        self._check()

    def _check(self) -> None:
        now = getattr(self._session.settings, self._name)
        for action in self.actions():
            action.setChecked(action.data() == now)

    def _chosen(self, action: QAction) -> None:
        self._session.set(self._name, action.data())


class RecentMenu(QMenu):
    """The corpora opened lately."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(tr("Open &recent"), parent)
        self._session = session
        self.aboutToShow.connect(self._fill)
        self.triggered.connect(self._open)
        self._fill()

    def _fill(self) -> None:
        self.clear()
        for folder in self._session.settings.recent:
            path = Path(folder)
            action = self.addAction(isolated(shown_name(path.name or folder)))
            action.setData(folder)
            action.setToolTip(folder)
            action.setEnabled(path.is_dir())
        if self.isEmpty():
            self.addAction(tr("Nothing opened yet")).setEnabled(False)

    def _open(self, action: QAction) -> None:
        if action.data():
            self._session.open_paths([Path(action.data())])


def arabic_fonts() -> list[tuple[str, str]]:
    return [
        ("Amiri", tr("Amiri (book)")),
        ("Noto Sans Arabic", tr("Noto Sans Arabic (plain)")),
        ("IBM Plex Sans Arabic", tr("IBM Plex Sans Arabic (plain)")),
    ]


def latin_fonts() -> list[tuple[str, str]]:
    return [
        ("Source Serif 4", tr("Source Serif (book)")),
        ("IBM Plex Sans Arabic", tr("IBM Plex Sans (plain)")),
        ("Amiri", tr("Amiri (book)")),
    ]


def _type_choices() -> dict[str, tuple[str, str, list[tuple[Any, str]]]]:
    """(title, setting, choices) of the menus about type."""
    return {
        "spacing": (
            tr("Line s&pacing"),
            "line_spacing",
            [
                (1.05, tr("Tight")),
                (1.25, tr("Normal")),
                (1.45, tr("Loose")),
                (1.7, tr("Very loose")),
            ],
        ),
        "arabic_spacing": (
            tr("Arabic l&ine spacing"),
            "arabic_spacing",
            [
                (0.0, tr("As in the other texts")),
                (1.05, tr("Tight")),
                (1.25, tr("Normal")),
                (1.45, tr("Loose")),
                (1.7, tr("Very loose")),
            ],
        ),
        "measure": (
            tr("Column &width"),
            "measure",
            [(56, tr("Narrow")), (74, tr("Normal")), (96, tr("Wide")), (200, tr("Full"))],
        ),
        "arabic_font": (tr("&Arabic font"), "arabic_font", arabic_fonts()),
        "latin_font": (tr("L&atin font"), "latin_font", latin_fonts()),
        "arabic_size": (
            tr("Arabic si&ze beside Latin"),
            "arabic_factor",
            [(v, f"{shown_number(v, 2)}×") for v in (1.0, 1.1, 1.25, 1.4, 1.6)],
        ),
    }


def choices(name: str) -> tuple[str, str, list[tuple[Any, str]]]:
    """(title, setting, values with their names) of a choice, in the language of the moment."""
    language = QLocale().name().split("_")[0]
    found: dict[str, tuple[str, str, list[tuple[Any, str]]]] = {
        "theme": (
            tr("&Theme"),
            "theme",
            [
                ("", tr("As the system")),
                *((key, t.names.get(language, t.names["en"])) for key, t in themes().items()),
            ],
        ),
        "language": (
            tr("&Language of the interface"),
            "language",
            [("", tr("As the system")), *LANGUAGES.items()],
        ),
        "digits": (
            tr("&Digits of the interface"),
            "digits",
            [
                ("", tr("As usual in the language")),
                ("eastern", tr("Eastern: %1").replace("%1", "\u2066٠١٢٣\u2069")),
                ("western", tr("Western: %1").replace("%1", "\u20660123\u2069")),
            ],
        ),
        "tree_order": (
            tr("S&ort the corpus"),
            "tree_order",
            [
                ("name", tr("By name")),
                ("newest", tr("Newest first")),
                ("oldest", tr("Oldest first")),
            ],
        ),
        "tree_group": (
            tr("&Group the corpus"),
            "tree_group",
            [("folder", tr("By folder")), ("month", tr("By year and month"))],
        ),
        "zoom": (
            tr("&Zoom of the text"),
            "zoom",
            [(step, shown_percent(step / 100)) for step in ZOOM_STEPS],
        ),
        **_type_choices(),
    }
    return found[name]


def submenu(name: str, session: Session, parent: QWidget) -> QMenu:
    """The menu that a row of the table of commands names."""
    if name == "recent":
        return RecentMenu(session, parent)
    title, setting, rows = choices(name)
    return ChoiceMenu(title, session, setting, rows, parent)
