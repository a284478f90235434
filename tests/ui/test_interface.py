"""The window explains itself: digits, settings, toolbar, tour, guide, empty panels; both languages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from ui_parts import open_work, press, wait

from viewer import app as program
from viewer.ui import i18n
from viewer.ui.numbers import NumberBox
from viewer.ui.reader.hints import explained

Start = Callable[..., program.App]
CONTROL = Qt.KeyboardModifier.ControlModifier
BOTH = pytest.mark.parametrize("language", ["ar", "en"])


# Digits ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "digits", "number"),
    [("ar", "", "١٢"), ("en", "", "12"), ("ar", "western", "12"), ("en", "eastern", "١٢")],
)
def test_numbers_have_the_digits_that_the_reader_wants(
    start: Start, seeds: Path, language: str, digits: str, number: str
) -> None:
    app = start(language=language)
    app.session.set("digits", digits)
    app.build()
    app.session.open_paths([seeds])
    open_work(app, "baghdad")
    assert i18n.tr("%n hit(s)", None, 12).startswith(number)
    assert i18n.shown_number(12) == number
    assert number in i18n.shown_date("2021-07-12")
    assert number in i18n.shown_moment(datetime(2021, 7, 3, 12, 30), "HH:mm")
    assert number in i18n.shown_percent(0.12)
    assert number in i18n.shown_locator("12")
    assert app.window is not None
    status = app.window.statusBar()
    shown = " ".join((status.place.text(), status.progress.text(), status.date.text()))
    wrong = "0123456789" if number == "١٢" else "٠١٢٣٤٥٦٧٨٩"
    assert any(c.isdigit() for c in shown) and not set(shown) & set(wrong)
    text = app.session.view.documents["ar"].text()
    assert "31 يوليو 2021" in text  # what the document says stays as it is


def test_a_field_for_numbers_takes_both_kinds_of_digits(start: Start) -> None:
    start(language="ar")
    box = NumberBox(6, 40, 0.5, 12.5)
    assert box.text() == "١٢٫٥"
    for typed in ("14.5", "١٤٫٥", "14٫٥"):
        box.setValue(6)
        box.lineEdit().setText(typed)
        box.interpretText()
        assert box.value() == 14.5
    box.deleteLater()
