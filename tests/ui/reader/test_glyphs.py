"""Letters are where their glyphs are drawn, also where one font lacks some of a stretch."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from viewer.core.text.document import Document
from viewer.ui.reader.widget.view import ReaderView

Make = Callable[..., ReaderView]
FONTS = ("Amiri", "Noto Sans Arabic", "IBM Plex Sans Arabic")
TEXTS = {
    "ar": "كتب إلى reader@example.org عن COVID-19 (45%) في الصباح، €5 ۝ ثم عاد",
    "en": "They said «قف (هنا) غدًا، الآن» and left for the café.",
    "he": "אמר (שלום, לך) כי COVID-19 12.5% הוא",
    "ur": "اس نے کہا COVID-19 (ڈاکٹر) 45%",
}


@pytest.mark.parametrize("font", FONTS)
@pytest.mark.parametrize("language", TEXTS)
def test_each_letter_is_where_its_glyph_is(reader: Make, language: str, font: str) -> None:
    text = TEXTS[language]
    direction = "ltr" if language == "en" else "rtl"
    document = Document.of_text(text, language=language, direction=direction)
    view = reader({language: document}, width=1200, arabic_font=font)
    part = next(view.flow.placed(0, 0.0)).cell.parts[0]
    line, seen = part.layout.lineAt(0), 0
    for lead, trail, unit, after in part.edges(0):
        drawn = line.glyphRuns(unit, after - unit)
        around = line.glyphRuns(unit - 1, after - unit + 2) if unit else drawn
        alone = sum(len(run.glyphIndexes()) for run in around) > 2
        if len(drawn) == 1 and len(drawn[0].glyphIndexes()) == 1 and alone:
            box = drawn[0].boundingRect()
            near = max(0.6, 0.4 * box.width())  # kerned letters reach into each other
            assert min(lead, trail) == pytest.approx(box.left(), abs=near), text[unit:]
            assert max(lead, trail) == pytest.approx(box.right(), abs=near), text[unit:]
            seen += 1
    assert seen > len(text) // 2
