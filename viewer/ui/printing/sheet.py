"""What is to be printed, and the paper it goes on: sizes, margins, columns, type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QFont, QGuiApplication, QPageLayout, QPageSize

from viewer.core.base.settings import Settings
from viewer.core.text.document import Document
from viewer.ui.base.theme import themes
from viewer.ui.reader.layout.image_loader import Pictures
from viewer.ui.reader.layout.page import PageStyle

FINE = 4
"""Dots for each pixel of the screen: letters are placed by whole dots."""

SEARCHABLE = "IBM Plex Sans Arabic"
"""The font whose Arabic Qt writes into a PDF so that it can be found and copied again."""

MARGIN_MM = (20.0, 18.0)
"""Above and below, before and after the text."""

NOTES_SHARE, GAP_SHARE = 0.24, 0.04
"""Of the width: what notes in the margin take, and the gap between columns."""

PAPERS = {"A4": QPageSize.PageSizeId.A4, "Letter": QPageSize.PageSizeId.Letter}


@dataclass(frozen=True)
class Choices:
    """What the reader wants on paper. `size`: points of Latin text."""

    notes: str = "none"
    """`none`, `margin` or `end`."""
    paper: str = "A4"
    landscape: bool = False
    size: float = 10.5
    title: bool = True
    numbers: bool = True
    searchable: bool = False
    furniture: bool = False
    pages: tuple[range, ...] = ()
    """Which pages, counted from 1; none for all."""


class PaperType(PageStyle):
    """Type for paper; where the text is to be searched, without what hides it from a search."""

    def __init__(self, searchable: bool, *rest: Any) -> None:
        self._searchable = searchable
        super().__init__(*rest)

    def font(self, rtl: bool) -> QFont:
        """Digits of a language's own shape have no code of their own: a PDF would lose them."""
        font = super().font(rtl)
        if self._searchable:
            font.setFeature(QFont.Tag("locl"), 0)
        return font


class Sheet:
    """One page of paper, in dots. `columns`: left edge and width of each side."""

    def __init__(
        self,
        choices: Choices,
        settings: Settings,
        documents: Mapping[str, Document],
        order: Sequence[str],
        pictures: Pictures | None = None,
        mirrored: bool = False,
    ) -> None:
        """`order`: the sides from the left. `mirrored`: notes stand left of several columns."""
        self.choices = choices
        self.size = QPageSize(PAPERS[choices.paper])
        self.dpi = round(QGuiApplication.primaryScreen().logicalDotsPerInchY() * FINE)
        self.dot = self.dpi / 25.4  # of a millimetre
        paper = self.size.size(QPageSize.Unit.Millimeter)
        self.paper = QSizeF(paper.width() * self.dot, paper.height() * self.dot)
        ways = QPageLayout.Orientation
        self.orientation = ways.Landscape if choices.landscape else ways.Portrait
        if choices.landscape:
            self.paper.transpose()
        self.top, self.left = (mm * self.dot for mm in MARGIN_MM)
        self.width = self.paper.width() - 2 * self.left
        self.height = self.paper.height() - 2 * self.top
        self.page = self._page(settings, pictures, choices.size)
        self.small = self._page(settings, None, choices.size * 0.8)
        first = documents[order[0]]
        self.mirrored = first.direction == "rtl" if len(order) == 1 else mirrored
        self.margin: tuple[float, float] | None = None
        self.columns = self._columns(order)

    def _page(self, settings: Settings, pictures: Pictures | None, size: float) -> PageStyle:
        """Type as on screen, black on white, at the size of the paper."""
        choice = replace(
            settings,
            size=size,
            zoom=100 * FINE,
            measure=100_000,
            arabic_font=SEARCHABLE if self.choices.searchable else settings.arabic_font,
        )
        light = themes()["light"]
        colours = {**light.page, "text": "#000000", "background": "#ffffff", "rule": "#b8bcb8"}
        page = PaperType(self.choices.searchable, choice, colours, light.note_opacity, pictures)
        page.picture_height = self.height * 0.8
        return page

    def _columns(self, order: Sequence[str]) -> dict[str, tuple[float, float]]:
        left, width, gap = self.left, self.width, self.width * GAP_SHARE
        if self.choices.notes == "margin":
            notes = self.width * NOTES_SHARE
            width -= notes + gap
            self.margin = (self.left if self.mirrored else self.left + width + gap, notes)
            left += notes + gap if self.mirrored else 0.0
        each = (width - gap * (len(order) - 1)) / len(order)
        return {side: (left + at * (each + gap), each) for at, side in enumerate(order)}
