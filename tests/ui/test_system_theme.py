"""The looks that the system asks for, also when it asks for others while the program runs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QTextEdit, QToolButton, QWidget
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


@pytest.mark.parametrize("key", sorted(themes()))
@pytest.mark.parametrize("make", [QToolButton, QLineEdit, QTextEdit])
def test_what_cannot_be_used_looks_so(
    fonts: list[str], key: str, make: Callable[[], QWidget]
) -> None:
    widget = make()
    widget.setStyleSheet(themes()[key].sheet())
    if isinstance(widget, (QToolButton, QLineEdit, QTextEdit)):
        widget.setText("To learn")
    widget.resize(90, 34)
    widget.ensurePolished()
    usable = widget.grab().toImage()
    widget.setEnabled(False)
    assert widget.grab().toImage() != usable
    widget.deleteLater()
