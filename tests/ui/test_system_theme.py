"""The looks that the system asks for, also when it asks for others while the program runs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from ui_parts import wait

from viewer import app as program
from viewer.ui.base.theme import themes


@pytest.mark.parametrize(("key", "follows"), [("", True), ("sepia", False)])
def test_high_contrast_that_is_turned_on_meanwhile_is_worn(
    start: Callable[..., program.App], monkeypatch: pytest.MonkeyPatch, key: str, follows: bool
) -> None:
    app = start()
    app.settings.theme = key
    before = app.theme.key
    assert before != "contrast"
    monkeypatch.setattr(program, "choose", lambda key: themes()[key or "contrast"])
    hints = QGuiApplication.styleHints().accessibility()
    hints.contrastPreferenceChanged.emit(Qt.ContrastPreference.HighContrast)
    if follows:
        wait(lambda: app.theme.key == "contrast")
    else:
        QGuiApplication.processEvents()
        assert app.theme.key == before
