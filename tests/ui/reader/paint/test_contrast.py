"""Letters on marks: what is painted over a mark is painted in the page's full ink."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage
from test_resources import contrast, over
from ui_parts import placed

from viewer.core.base.settings import Settings
from viewer.core.text.document import Document, Span
from viewer.core.text.document_builder import Builder
from viewer.ui.base.theme import Theme, themes
from viewer.ui.reader.layout.page import PageStyle
from viewer.ui.reader.paint import bidi_xray as xray
from viewer.ui.reader.paint.marks import Mark
from viewer.ui.reader.widget.view import ReaderView

WORDS = "a link in a caption"


@pytest.mark.parametrize("key", sorted(themes()))
def test_text_can_be_read_under_the_xray(key: str, fonts: list[str]) -> None:
    theme = themes()[key]
    tints = xray.colours(PageStyle(Settings(), theme.page))
    for tint in tints.values():
        for paper in ("background", "counterpart"):
            ground = over(tint.name(), theme.page[paper], xray.STRONGEST)
            assert contrast(theme.page["text"], ground) >= 4.5, (tint.name(), paper)


def page_of(theme: Theme) -> Document:
    builder = Builder()
    builder.add(WORDS, "caption", spans=[Span(2, 6, "link", "https://example.org")])
    return builder.document("html", language="en", direction="ltr")


def inks(view: ReaderView) -> set[str]:
    """The colours of the pixels that are all letter, as painted."""
    view.viewport().repaint()
    cell = placed(view, "en", 0)
    box = QRectF(cell.x, cell.y, cell.cell.width, cell.cell.height).toRect()
    picture = view.viewport().grab(box).toImage().convertToFormat(QImage.Format.Format_RGB32)
    points = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
    return {QColor(picture.pixel(x, y)).name() for x, y in points}


@pytest.mark.variants
@pytest.mark.parametrize("how", ["mark", "selection", "xray"])
def test_muted_letters_and_links_have_full_ink_on_a_mark(
    reader: Callable[..., ReaderView], how: str
) -> None:
    theme = themes()["light"]
    page = theme.page
    view = reader({"en": page_of(theme)}, size=40.0)
    before = inks(view)
    assert {page["muted"], page["link"]} <= before and page["text"] not in before
    if how == "mark":
        view.marks.set("notes", {("en", 0): [Mark(0, len(WORDS), "#5fb236", "id")]})
    elif how == "selection":
        view.caret.set("en", (0, 0), (0, len(WORDS)))
    else:
        view.flow.page.settings.xray = True
    after = inks(view)
    assert page["text"] in after and not {page["muted"], page["link"]} & after
