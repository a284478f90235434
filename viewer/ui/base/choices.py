"""What a reader can choose from where a setting has a few values, in the words of the moment."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from viewer.core.base.choice_file import Choice
from viewer.core.base.settings import ZOOM_STEPS, Settings
from viewer.ui.base.i18n import LANGUAGES, interface_language, shown_number, shown_percent, tr
from viewer.ui.base.theme import themes

T = TypeVar("T")


class ChoiceList(Generic[T]):
    """A choice of a few values: what it is about, and each value with its name."""

    def __init__(self, title: str, choice: Choice[T], rows: Sequence[tuple[T, str]]) -> None:
        self.title, self.choice, self.rows = title, choice, rows


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


def scans_kept() -> ChoiceList[Any]:
    rows = [
        ("cache", tr("On this computer, made again when it is lost")),
        ("notes", tr("With the notes on it")),
    ]
    return ChoiceList(tr("&Keep the text of scans"), Settings.scans_kept, rows)


def language() -> ChoiceList[str]:
    rows = [("", tr("As the system")), *LANGUAGES.items()]
    return ChoiceList(tr("&Language of the interface"), Settings.language, rows)


def digits() -> ChoiceList[Any]:
    rows = [
        ("", tr("As usual in the language")),
        ("eastern", tr("Eastern: %1").replace("%1", "\u2066٠١٢٣\u2069")),
        ("western", tr("Western: %1").replace("%1", "\u20660123\u2069")),
    ]
    return ChoiceList(tr("&Digits of the interface"), Settings.digits, rows)


def theme() -> ChoiceList[str]:
    language = interface_language()
    named = [(key, t.names.get(language, t.names["en"])) for key, t in themes().items()]
    return ChoiceList(tr("&Theme"), Settings.theme, [("", tr("As the system")), *named])


def tree_order() -> ChoiceList[Any]:
    rows = [
        ("name", tr("By name")),
        ("title", tr("By title")),
        ("newest", tr("Newest first")),
        ("oldest", tr("Oldest first")),
    ]
    return ChoiceList(tr("S&ort the corpus"), Settings.tree_order, rows)


def tree_show() -> ChoiceList[Any]:
    rows = [
        ("both", tr("Title and file name")),
        ("title", tr("Title alone")),
        ("name", tr("File name alone")),
    ]
    return ChoiceList(tr("Ro&ws of the corpus"), Settings.tree_show, rows)


def tree_group() -> ChoiceList[Any]:
    rows = [("folder", tr("By folder")), ("month", tr("By year and month"))]
    return ChoiceList(tr("&Group the corpus"), Settings.tree_group, rows)


def zoom() -> ChoiceList[int]:
    rows = [(step, shown_percent(step / 100)) for step in ZOOM_STEPS]
    return ChoiceList(tr("&Zoom of the text"), Settings.zoom, rows)


def _spacings() -> list[tuple[float, str]]:
    return [
        (1.05, tr("Tight")),
        (1.25, tr("Normal")),
        (1.45, tr("Loose")),
        (1.7, tr("Very loose")),
    ]


def line_spacing() -> ChoiceList[float]:
    return ChoiceList(tr("Line s&pacing"), Settings.line_spacing, _spacings())


def arabic_spacing() -> ChoiceList[float]:
    rows = [(0.0, tr("As in the other texts")), *_spacings()]
    return ChoiceList(tr("Arabic l&ine spacing"), Settings.arabic_spacing, rows)


def measure() -> ChoiceList[int]:
    rows = [(56, tr("Narrow")), (74, tr("Normal")), (96, tr("Wide")), (200, tr("Full"))]
    return ChoiceList(tr("Column &width"), Settings.measure, rows)


def arabic_font() -> ChoiceList[str]:
    return ChoiceList(tr("&Arabic font"), Settings.arabic_font, arabic_fonts())


def latin_font() -> ChoiceList[str]:
    return ChoiceList(tr("L&atin font"), Settings.latin_font, latin_fonts())


def arabic_size() -> ChoiceList[float]:
    rows = [(v, f"{shown_number(v, 2)}×") for v in (1.0, 1.1, 1.25, 1.4, 1.6)]
    return ChoiceList(tr("Arabic si&ze beside Latin"), Settings.arabic_factor, rows)
