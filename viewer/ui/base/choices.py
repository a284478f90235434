"""What a reader can choose from where a setting has a few values, in words."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QLocale

from viewer.core.base.settings import ZOOM_STEPS
from viewer.ui.base.i18n import LANGUAGES, shown_number, shown_percent, tr
from viewer.ui.base.theme import themes


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
                ("title", tr("By title")),
                ("newest", tr("Newest first")),
                ("oldest", tr("Oldest first")),
            ],
        ),
        "tree_show": (
            tr("Ro&ws of the corpus"),
            "tree_show",
            [
                ("both", tr("Title and file name")),
                ("title", tr("Title alone")),
                ("name", tr("File name alone")),
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
