"""Texts that ask too much of the layout: floods of marks, of forced breaks, of rare signs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextOption
from ui_parts import arabic, press

from viewer.ui.reader.layout.cells import JUSTIFIED_CODE_POINTS, Part
from viewer.ui.reader.layout.rows import PIECE
from viewer.ui.reader.paint import bidi_xray
from viewer.ui.reader.widget.view import ReaderView

Make = Callable[..., ReaderView]


@pytest.mark.variants
@pytest.mark.parametrize(
    "flood", ["\u202e\u2066\u202b", "\u200d", "\u064e\u0651", "\u0301", "\ufe0f\U000e0041"]
)
def test_a_flood_of_marks_is_not_laid_out_and_the_caret_goes_over_it(
    reader: Make, flood: str
) -> None:
    text = f"قبل {flood * (3 * PIECE)} بعد"
    view = reader({"ar": arabic(f"{text}\nآخر")})
    page = view.flow.page
    rows = [p.cell for row in range(len(view.flow.rows)) for p in view.flow.placed(row, 0.0)]
    hidden = [cell for cell in rows if cell.parts[0].hidden]
    assert 0 < len(hidden) <= 2 and all(c.parts[0].layout.text() == "" for c in hidden)
    assert sum(cell.end - cell.start for cell in hidden) > len(text) - 4 * PIECE
    assert all(bidi_xray.runs(cell) == [] for cell in hidden) and page is view.flow.page
    view.flow.page.settings.xray = view.flow.page.settings.invisibles = True
    view.viewport().repaint()
    caret = view.caret
    caret.set("ar", (0, 0), (0, 0))
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_End, Qt.Key.Key_Up):
        for _ in range(8):
            press(view, key)
    for y in range(0, view.height(), 20):
        assert view.flow.hit(view.width() // 2, y) is not None
    caret.set("ar", (0, PIECE * 2), (0, PIECE * 2))
    assert caret.rect() is not None


def test_a_few_marks_are_laid_out(reader: Make) -> None:
    view = reader({"ar": arabic("\u202b\u200f\u2066" * 20 + "\nآخر")})
    (placed,) = view.flow.placed(0, 0.0)
    assert not placed.cell.parts[0].hidden


def test_a_word_of_hundreds_of_letters_is_broken_without_a_trial(
    reader: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[QTextOption.WrapMode] = []
    broken = Part._broken

    def counted(part: Part, width: float, widths: Any, mode: QTextOption.WrapMode) -> float:
        tried.append(mode)
        return broken(part, width, widths, mode)

    monkeypatch.setattr(Part, "_broken", counted)
    view = reader({"ar": arabic("ب" * 3000)})
    list(view.flow.placed(0, 0.0))
    assert set(tried) == {QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere}


def test_pieces_are_short_where_they_take_long(reader: Make) -> None:
    signs = ("سطر\u2028", "\U0001f468\u200d\U0001f469", "慢戀a", "كلمة ")
    for text in (each * PIECE for each in signs):
        view = reader({"ar": arabic(text)})
        pieces = [view.flow.rows.piece(row, "ar", 0) for row in range(3)]
        longest = max((end or 0) - start for start, end in pieces)
        assert longest <= (PIECE if text.startswith("كلمة") else PIECE // 4)


def test_a_file_of_one_line_is_set_ragged_and_paragraphs_are_not(reader: Make) -> None:
    for count, justified in ((300, True), (JUSTIFIED_CODE_POINTS, False)):
        view = reader({"ar": arabic("كلمة " * count)})
        cell = next(view.flow.placed(0, 0.0)).cell
        assert cell.parts[0].style.justify == (justified and view.flow.page.settings.justify)
