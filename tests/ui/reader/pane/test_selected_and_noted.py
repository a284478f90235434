"""What is selected and noted in the pane."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from ui_parts import open_work, wait

from viewer.app import App
from viewer.core.text.lines import StrLines


def test_twins_of_a_selection_are_counted_when_it_is_noted(
    start: Callable[..., App], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "twins.en.txt").write_text("a line of words\n" * 20, "utf-8")
    app = start(str(tmp_path))
    open_work(app, "twins")
    counted: list[int] = []
    nth = StrLines.nth

    def noted(self: StrLines, words: str, at: int) -> tuple[int, int]:
        counted.append(at)
        return nth(self, words, at)

    monkeypatch.setattr(StrLines, "nth", noted)
    pane, view = app.window.pane, app.session.view
    for end in range(165, 175):  # as the mouse is drawn over them
        pane.reader.caret.select_place("en", 162, end)
    assert view.selection is not None and view.selection.exact == "line of words"[:12]
    assert not counted
    pane.highlight()
    document = view.document()
    wait(lambda: app.session.notebook.of(document))
    place = app.session.notebook.of(document)[0].note.place
    assert place is not None and place.occurrence == (9, 16)


def test_notes_that_are_told_of_in_one_turn_are_drawn_once(
    start: Callable[..., App], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "lines.en.txt").write_text("a line of words\n" * 20, "utf-8")
    app = start(str(tmp_path))
    open_work(app, "lines")
    document = app.session.view.document()
    assert document is not None and document.path is not None
    drawn: list[str] = []
    monkeypatch.setattr(
        "viewer.ui.reader.pane.pane.note_marks", lambda side, notes: drawn.append(side) or {}
    )
    for _ in range(3):
        app.session.notebook.changed.emit(document.path)
    wait(lambda: drawn and not app.window.pane._drawing.isActive())
    assert drawn == ["en"]
