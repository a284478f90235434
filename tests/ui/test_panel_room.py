"""The panels below the text share one place: they never widen the window, and keep a height."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from ui_parts import open_work, stop, wait

from viewer import app as program

Start = Callable[..., program.App]
BELOW = ("search", "corpus_notes", "changes", "checks")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_all_panels_below_have_room_in_a_narrow_window(start: Start, language: str) -> None:
    app = start("--language", language)
    window = app.window
    window.resize(1200, 650)
    window.show()
    for name in BELOW:
        window.arrangement.toggle_panel(name)
        wait(window.parts[name].isVisible)
        wait(lambda name=name: not window.parts[name].visibleRegion().isEmpty())
    assert window.width() == 1200 and window.minimumSizeHint().width() <= 1200
    shown = [name for name in BELOW if not window.parts[name].visibleRegion().isEmpty()]
    assert shown == ["checks"]


def test_the_key_of_a_panel_behind_another_brings_it_up(start: Start) -> None:
    window = start().window
    window.show()
    search, checks = window.parts["search"], window.parts["checks"]
    for name in ("search", "checks", "search"):
        window.arrangement.toggle_panel(name)
        wait(lambda name=name: not window.parts[name].visibleRegion().isEmpty())
    assert not checks.isHidden() and checks.visibleRegion().isEmpty()
    window.arrangement.toggle_panel("search")
    wait(search.isHidden)
    assert not checks.isHidden()


def test_a_height_that_was_dragged_is_there_again(start: Start) -> None:
    window = start().window
    window.resize(1200, 900)
    window.show()
    window.arrangement.toggle_panel("search")
    search = window.parts["search"]
    wait(lambda: not search.visibleRegion().isEmpty())
    window.resizeDocks([search], [300], Qt.Orientation.Vertical)
    wait(lambda: search.height() == 300)
    window.arrangement.toggle_panel("checks")
    wait(lambda: not window.parts["checks"].visibleRegion().isEmpty())
    assert abs(window.parts["checks"].height() - 300) < 40, "but for the tabs"
    for name in ("search", "search", "checks"):
        window.arrangement.toggle_panel(name)
    wait(lambda: search.isHidden() and window.parts["checks"].isHidden())
    window.arrangement.toggle_panel("search")
    wait(lambda: not search.visibleRegion().isEmpty())
    assert abs(search.height() - 300) < 40


def test_on_a_low_screen_an_empty_panel_above_another_says_whole_lines(
    start: Start, tmp_path: Path
) -> None:
    (tmp_path / "one.ar.txt").write_text("نص قصير للملاحظات\n" * 5, "utf-8")
    app = start(str(tmp_path), language="ar")
    window, notes = app.window, app.window.notes
    window.resize(1008, 560)
    window.show()
    open_work(app, "one")
    window.translation.write_here()
    empty = notes.empty
    wait(lambda: empty.isVisible() and window.translation.text.isVisible())
    window.resizeDocks([notes, window.translation], [1, 500], Qt.Orientation.Vertical)
    wait(lambda: empty.height() < 60)  # as low as it goes
    assert empty.heightForWidth(empty.width()) <= empty.height()


def test_on_a_low_screen_the_list_of_notes_keeps_room_beside_the_editor(
    start: Start, tmp_path: Path
) -> None:
    (tmp_path / "one.ar.txt").write_text("نص قصير للملاحظات\n" * 5, "utf-8")
    app = start(str(tmp_path), "--language", "en")
    window, notes = app.window, app.window.notes
    window.resize(1000, 560)
    window.show()
    open_work(app, "one")
    window.pane.reader.caret.select_place("ar", 0, 8)
    window.pane.write_note()
    wait(lambda: notes.editor.isVisible() and notes.model.rowCount() == 1)
    wait(lambda: notes.editor.text.height() > 48)
    wait(lambda: notes.list.height() > 110)


def test_a_panel_that_stood_behind_another_is_no_wider_at_the_next_start(start: Start) -> None:
    app = start()
    window = app.window
    window.resize(1240, 700)
    window.show()
    window.arrangement.toggle_panel("words")
    words = window.parts["words"]
    wait(lambda: not words.visibleRegion().isEmpty())
    window.resizeDocks([words], [300], Qt.Orientation.Horizontal)
    wait(lambda: words.width() == 300)
    kept = window.arrangement.keep()
    for _ in range(2):  # the notes are behind the words from the start on
        stop(app)
        app = start()
        window = app.window
        window.arrangement.restore(kept)
        window.show()
        words = window.parts["words"]
        wait(lambda words=words: not words.visibleRegion().isEmpty())
        words.raise_()
        kept = window.arrangement.keep()
        assert (words.width(), kept["notes_width"]) == (300, 300)
