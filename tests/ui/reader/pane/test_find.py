"""What is typed into the find bar is looked for from the caret; Escape comes back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from note_parts import note
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from ui_parts import open_work, wait

from viewer.app import App
from viewer.session.base.view_state import FindQuery

Start = Callable[..., App]
LINES = [f"السطر {n} وفيه كلام عادي" for n in range(600)]
LINES[5] = LINES[400] = LINES[500] = "هنا قمر منير"
LINES[450] = "هنا قمة الجبل"


@pytest.fixture
def app(start: Start, tmp_path: Path) -> App:
    (tmp_path / "book.ar.txt").write_text("\n".join(LINES), "utf-8")
    app = start(str(tmp_path), language="ar")
    open_work(app, "book")
    app.window.pane.go_to_paragraph(301)
    app.session.tabs.current.back.clear()
    app.window.pane.show_find()
    return app


def block(app: App) -> int:
    """The block that the caret is in."""
    view = app.session.view
    return view.documents["ar"].lines.block_at(view.caret)


def type_in(app: App, text: str) -> None:
    bar = app.window.pane.find_bar
    bar.field.setText(text)
    wait(lambda: app.session.view.query.text == text and not app.session.view.searching)


def test_the_next_hit_is_shown_while_it_is_typed(app: App) -> None:
    view, bar = app.session.view, app.window.pane.find_bar
    type_in(app, "قم")
    type_in(app, "قمر")
    assert block(app) == 400 and view.selection and view.selection.exact == "قمر"
    assert bar.count.text().startswith("٢") and bar.field.text() == "قمر"
    type_in(app, "قمة")
    assert block(app) == 450  # from where typing began, not from the hit before
    QTest.keyClick(bar, Qt.Key.Key_Escape)
    assert block(app) == 300 and not app.session.tabs.can_go_back


def test_what_is_not_found_or_deleted_comes_back(app: App) -> None:
    top = app.session.view.place
    for text in ("قمرزز", ""):
        type_in(app, "قمر")
        assert block(app) == 400
        type_in(app, text)
        assert block(app) == 300
        wait(lambda: app.session.view.place == top)


def test_return_goes_on_and_stays(app: App) -> None:
    bar, tabs = app.window.pane.find_bar, app.session.tabs
    type_in(app, "قمر")
    QTest.keyClick(bar, Qt.Key.Key_Return)
    assert block(app) == 500
    QTest.keyClick(bar, Qt.Key.Key_Return)
    assert block(app) == 5  # round the end
    QTest.keyClick(bar, Qt.Key.Key_Escape)
    assert block(app) == 5
    tabs.back()
    assert block(app) == 300 and not tabs.can_go_back  # one step for the whole walk


def test_a_click_stays_at_what_was_found(app: App) -> None:
    type_in(app, "قمر")
    app.window.pane.reader.caret.select_place("ar", app.session.view.caret, app.session.view.caret)
    QTest.keyClick(app.window.pane.find_bar, Qt.Key.Key_Escape)
    assert block(app) == 400
    app.session.tabs.back()
    assert block(app) == 300


def test_a_step_waits_until_the_next_hit_is_found(app: App) -> None:
    view = app.session.view
    view.find(FindQuery("قمر"))
    while not view.hits:
        view._search_on()
    assert [hit.block for hit in view.hits] == [5] and view.searching
    assert view.step_hit(True) is None
    wait(lambda: view.current == 1)
    assert block(app) == 400


def test_back_leads_from_a_note_to_where_the_reader_was(app: App) -> None:
    note(app, "ar", "السطر 100")
    notes = app.window.notes
    notes.step(True)
    assert block(app) == 100
    app.session.tabs.back()
    assert block(app) == 300


def test_a_hit_below_the_edge_of_the_screen_is_shown_too(start: Start, tmp_path: Path) -> None:
    """A paragraph is on the screen in part; the bar itself hides some of it."""
    ends = [f"نهاية{n}" for n in range(12)]
    (tmp_path / "long.ar.txt").write_text("\n".join("كلمة " * 70 + end for end in ends), "utf-8")
    app = start(str(tmp_path), language="ar")
    open_work(app, "long")
    reader, bar = app.window.pane.reader, app.window.pane.find_bar
    for end in ends:
        app.window.pane.show_find()
        type_in(app, end)
        rect = reader.caret.rect()
        assert rect is not None and reader.viewport().rect().contains(rect.toRect()), end
        QTest.keyClick(bar, Qt.Key.Key_Escape)
        assert reader.verticalScrollBar().value() == 0
