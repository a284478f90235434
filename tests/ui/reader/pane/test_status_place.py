"""The status bar tells the paragraph that is seen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from ui_parts import wait

from viewer.app import App

Start = Callable[..., App]


@pytest.fixture
def app(start: Start, tmp_path: Path) -> App:
    file = tmp_path / "text.ar.txt"
    file.write_text("\n".join(f"هذه هي الفقرة ذات الرقم {n} من النص." for n in range(400)), "utf-8")
    return start(str(file), "--language", "en")


def told(app: App) -> int:
    """The number of the paragraph, from 1."""
    _, number, *_ = [*app.window.status.place.text().replace(",", "").split(), "", ""]
    return int(number or 0)


def test_before_the_first_click_it_is_the_one_at_the_top(app: App) -> None:
    wait(lambda: told(app) == 1)
    app.window.pane.go_end()
    wait(lambda: told(app) > 350)


def test_a_caret_that_is_on_the_screen_tells_and_one_left_behind_does_not(app: App) -> None:
    reader = app.window.pane.reader
    wait(lambda: told(app) == 1)
    QTest.keyClick(reader, Qt.Key.Key_Down)
    QTest.keyClick(reader, Qt.Key.Key_Down)
    wait(lambda: told(app) == 3)
    reader.scroll_by(5000)
    wait(lambda: told(app) > 20)
    top = reader.flow.place()[1] + 1
    wait(lambda: told(app) == top)
    QTest.keyClick(reader, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    wait(lambda: told(app) == 400)
