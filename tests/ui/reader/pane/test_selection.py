"""What is selected, and what becomes of it."""

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
