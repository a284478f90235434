"""The status bar tells the paragraph that is seen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog, QSpinBox
from ui_parts import open_work, wait

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


def test_back_comes_back_from_a_paragraph_that_was_asked_for_by_its_number(app: App) -> None:
    reader, view = app.window.pane.reader, app.session.view
    wait(lambda: told(app) == 1)
    lines = view.documents["ar"].lines

    def fill(number: str) -> None:
        dialog = app.window.pane.findChild(QInputDialog)
        field = dialog.findChild(QSpinBox)
        field.selectAll()
        QTest.keyClicks(field, number)
        dialog.accept()

    for number, gone_to in (("20", 19), ("4001", 399)):  # past the last one: the last
        QTimer.singleShot(0, lambda number=number: fill(number))
        app.window.pane.ask_paragraph()
        assert reader.caret.position == (gone_to, 0)
    app.session.tabs.back()
    assert view.here() == ("ar", lines.start(19))
    app.session.tabs.back()
    assert view.here() == ("ar", 0)


def test_what_is_seen_is_told_of_the_language_of_the_caret(start: Start, tmp_path: Path) -> None:
    for tag, line in (("ar", "هذه هي الفقرة ذات الرقم"), ("en", "This is the paragraph of number")):
        text = "\n".join(f"{line} {n}." for n in range(400))
        (tmp_path / f"text.{tag}.txt").write_text(text, "utf-8")
    app = start(str(tmp_path), "--language", "en")
    open_work(app, "text")
    reader, view = app.window.pane.reader, app.session.view
    wait(lambda: told(app) == 1)
    reader.caret.set("en", (2, 0), (2, 0))
    wait(lambda: told(app) == 3)
    reader.scroll_by(5000)
    wait(lambda: told(app) > 20)
    found = view.seen()
    assert found is not None and found[0] is view.documents["en"]


def test_the_caret_leaves_a_column_that_is_hidden(start: Start, tmp_path: Path) -> None:
    (tmp_path / "pair.ar.txt").write_text("\n".join(f"الجملة رقم {n}." for n in range(9)), "utf-8")
    english = "\n".join(f"Sentence number {n}." for n in range(9))
    (tmp_path / "pair.en.txt").write_text(english, "utf-8")
    app = start(str(tmp_path))
    open_work(app, "pair")
    view, caret = app.session.view, app.window.pane.reader.caret
    wait(lambda: len(view.rows) == 9)
    view.jump("ar", view.documents["ar"].lines.start(7))
    view.set_mode("ltr")
    assert (caret.side, caret.position) == ("en", (7, 0)) and view.side == "en"
    view.set_mode("rtl")
    assert (caret.side, caret.position) == ("ar", (7, 0)) and view.side == "ar"
