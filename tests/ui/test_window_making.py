"""Another window is made part by part: what happens before it is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from note_parts import note, placed
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid
from ui_parts import another_window, open_work, wait

from viewer.app import App
from viewer.core.base.settings import Settings
from viewer.ui.base.theme import themes
from viewer.ui.shell.window import MainWindow

Start = Callable[..., App]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    for name in ("one", "two"):
        (tmp_path / f"{name}.ar.txt").write_text(f"نص {name}", "utf-8")
    return tmp_path


def test_no_window_is_shown_before_it_is_whole(start: Start, corpus: Path) -> None:
    app = start(str(corpus))
    seat = app.open_window()
    assert app.renewing and seat not in app.seats and not seat.window.isVisible()
    for _ in range(3):
        QApplication.processEvents()
    assert not seat.window.isVisible()
    wait(lambda: seat in app.seats)
    assert seat.window.isVisible() and not seat.window.isAncestorOf(app.window)
    wait(lambda: not app.renewing)


@pytest.mark.parametrize("choice", ["language", "theme"])
def test_what_is_chosen_meanwhile_holds_for_it(start: Start, corpus: Path, choice: str) -> None:
    app = start(str(corpus), language="en")
    open_work(app, "one")
    seat = app.open_window()
    for _ in range(4):
        QApplication.processEvents()
    value = {"language": "ar", "theme": "dark"}[choice]
    app.session.set(getattr(Settings, choice), value)
    wait(lambda: seat in app.seats and not app.renewing and not app._pale)
    windows = [each.window for each in app.seats]
    assert len(windows) == 2 and all(window.isVisible() for window in windows)
    if choice == "language":
        assert all(window.isRightToLeft() for window in windows)
    else:
        sheet = themes()["dark"].sheet()
        assert all(part.styleSheet().startswith(sheet) for part in seat.window.dressed())


def test_the_last_window_may_be_closed_before_the_new_one_is_there(
    start: Start, corpus: Path
) -> None:
    app = start(str(corpus))
    open_work(app, "one")
    tab = app.session.tabs.tabs[0]
    before = app.window
    seat = app.open_window(tab)
    before.close()
    assert app.seats == [seat] and seat.window.isVisible()
    wait(lambda: seat.session.view.documents)
    assert seat.session.view.work.name.startswith("one")  # it moved before that


def test_a_tab_that_is_closed_meanwhile_does_not_come(start: Start, corpus: Path) -> None:
    app = start(str(corpus))
    open_work(app, "one")
    app.session.tabs.open(app.session.corpora[0], app.session.corpora[0].works[1])
    tab = app.session.tabs.tabs[0]
    seat = app.open_window(tab)
    app.session.tabs.close(tab)
    wait(lambda: seat in app.seats)
    assert not seat.session.busy and not seat.session.view.documents


def test_a_window_that_fails_is_not_shown(
    start: Start, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = start(str(corpus))
    told: list[type[BaseException]] = []
    monkeypatch.setattr("sys.excepthook", lambda kind, *_: told.append(kind))
    connect = MainWindow._connect

    def fail(window: MainWindow) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(MainWindow, "_connect", fail)
    app.open_window()
    wait(lambda: told)
    assert told == [ZeroDivisionError] and len(app.seats) == 1 and not app.renewing
    monkeypatch.setattr(MainWindow, "_connect", connect)
    assert another_window(app).window.isVisible()


def test_a_window_that_is_given_up_leaves_the_one_that_is_shown_in_place(
    start: Start, corpus: Path
) -> None:
    app = start(str(corpus), language="en")
    open_work(app, "one")
    app.session.set(Settings.language, "ar")
    maker = app._maker
    wait(lambda: maker._coming is not None and "full_screen" in vars(maker._coming[1]))
    app.session.set(Settings.language, "en")  # that is given up
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert app.session.returning.arrangement() == app.window.arrangement.panels()
    wait(lambda: not app.renewing)
    assert app.session.returning.arrangement() == app.window.arrangement.panels()


FIELDS: dict[str, Callable[[MainWindow], QWidget]] = {
    "text": lambda window: window.pane.reader.proxy,
    "filter of the files": lambda window: window.tree.filter,
    "files": lambda window: window.tree.view,
    "filter of the notes": lambda window: window.notes.filter,
}


@pytest.mark.parametrize("where", FIELDS)
def test_the_keyboard_stays_where_it_was(start: Start, corpus: Path, where: str) -> None:
    app = start(str(corpus), language="en")
    open_work(app, "one")
    field = FIELDS[where]
    field(app.window).setFocus()
    assert app.window.focusWidget() is field(app.window)
    before = app.window
    app.session.set(Settings.language, "ar")
    wait(lambda: app.window is not before and not app.renewing)
    assert app.window.focusWidget() is field(app.window)


def test_a_window_that_another_took_the_place_of_is_not_coloured_on(
    start: Start, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slowly(window: MainWindow) -> Iterator[None]:
        while True:
            yield
            window.children()

    app = start(str(corpus), language="en")
    open_work(app, "one")
    before = app.window
    monkeypatch.setattr(MainWindow, "restyle", slowly)
    app.session.set(Settings.theme, "dark")
    app.session.set(Settings.language, "ar")
    wait(lambda: app.window is not before and not app.renewing)
    wait(lambda: not isValid(before))
    wait(lambda: not app._pale)


def test_what_was_typed_and_chosen_stays_when_the_language_changes(
    start: Start, corpus: Path
) -> None:
    app = start(str(corpus), language="en")
    open_work(app, "one")
    window, session = app.window, app.session
    note(app, "ar", "نص")
    session.notebook.edit(session.view.documents["ar"], placed(app)[0].note, tags=("وسم",))
    wait(lambda: window.notes.tags.count() == 2)
    window.tree.filter.setText("on")
    window.notes.filter.setText("no such note")
    window.notes.tags.setCurrentIndex(1)
    window.corpus_notes.show()
    wait(lambda: window.corpus_notes.boxes["tag"].count() > 1)
    window.corpus_notes.text.setText("2021")
    window.corpus_notes.boxes["tag"].setCurrentIndex(1)
    window.corpus_notes.boxes["state"].setCurrentIndex(1)
    window.search.ask("نص")
    window.search.question.across.setChecked(True)
    window.search.results.tabs.setCurrentIndex(1)
    window.search.results.order.setCurrentIndex(2)
    wait(lambda: window.search.results.by_document.rowCount() == 2)
    window.search.hide()  # it is made anew when it is next wanted
    window.words.field.setText("كلمة")
    window.pane.show_find()
    window.pane.find_bar.field.setText("zzz")
    window.pane.find_bar.hide()
    session.set(Settings.language, "ar")
    wait(lambda: app.window is not window and not app.renewing)
    window = app.window
    assert window.isRightToLeft()
    assert window.tree.filter.text() == "on"
    assert window.notes.filter.text() == "no such note"
    assert window.notes.tags.currentData() == "وسم"
    assert window.corpus_notes.text.text() == "2021"
    wait(lambda: window.corpus_notes.model.count())
    assert window.corpus_notes.boxes["tag"].currentData() == "وسم"
    assert window.corpus_notes.boxes["state"].currentData() == "exact"
    assert window.corpus_notes.boxes["state"].currentText() == "\u2068بلا تغيير\u2069"
    assert window.words.field.text() == "كلمة" and window.pane.find_bar.field.text() == "zzz"
    assert "search" not in window.parts.made
    assert window.search.question.query.text() == "نص"
    assert window.search.question.across.isChecked()
    assert window.search.results.tabs.currentIndex() == 1
    assert window.search.results.order.currentData() == "after"
    wait(lambda: window.search.results.by_document.rowCount() == 2)


def test_the_note_below_the_list_stays_when_the_language_changes(
    start: Start, corpus: Path
) -> None:
    app = start(str(corpus), language="en")
    open_work(app, "one")
    session, before = app.session, app.window
    note(app, "ar", "نص", text="first")
    note(app, "ar", "one", text="second")
    last = placed(app)[1].note.id
    before.notes.show_note(last)
    before.notes.editor.text.insertPlainText("more ")
    before.notes.editor.tags.setText("typed")
    session.set(Settings.language, "ar")
    wait(lambda: app.window is not before and not app.renewing)
    assert app.window.notes.editor.note_id == last
    assert "more" in app.window.notes.editor.text.toPlainText()
    assert app.window.notes.editor.tags.text() == "typed"
    wait(lambda: app.window.tree.model.counts.get(corpus) == {"one.ar.txt": 2})


@pytest.mark.parametrize("when", ["half made", "just replaced"])
def test_no_window_is_left_to_python_when_the_program_ends(
    start: Start, corpus: Path, when: str
) -> None:
    app = start(str(corpus))
    open_work(app, "one")
    before, maker = app.window, app._maker
    app.session.set(Settings.digits, "eastern")
    if when == "half made":
        wait(lambda: maker._coming is not None)
        assert maker._coming is not None
        gone = maker._coming[1]
    else:
        wait(lambda: app.window is not before)
        gone = before
    assert isValid(gone)
    app.quit()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(gone) and not app.renewing
