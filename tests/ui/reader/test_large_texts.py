"""A text of megabytes: what the window leaves to the background, or to when it is wanted."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from ui_parts import open_work, wait

from viewer.app import App
from viewer.core.text.lines import ByteLines

Start = Callable[..., App]
LINE = "أعلن المتحدث أن الاجتماع سيُعقد في العاصمة خلال الأسبوع المقبل. "
COUNT = 20_000
"""Lines, of some 2 MB: it stays bytes, and its head alone is indexed at first."""


@pytest.fixture
def large(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    text = "".join(f"{number % 100} {LINE}\n" for number in range(COUNT))
    (folder / "large.ar.txt").write_text(text, "utf-8")
    return folder


@pytest.fixture
def passed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Bytes that the main thread had to go through: to index them, or for twins of a place."""
    made: list[int] = []
    grow, nth = ByteLines.grow, ByteLines.nth

    def here(count: int) -> None:
        if threading.current_thread() is threading.main_thread():
            made.append(count)

    def growing(lines: ByteLines, units: int) -> bool:
        here(units)
        return grow(lines, units)

    def counting(lines: ByteLines, words: str, at: int) -> tuple[int, int]:
        here(len(lines.data))
        return nth(lines, words, at)

    monkeypatch.setattr(ByteLines, "grow", growing)
    monkeypatch.setattr(ByteLines, "nth", counting)
    return made


def test_a_late_place_is_indexed_behind_the_window(
    start: Start, large: Path, passed: list[int]
) -> None:
    app = start()
    session, reader = app.session, app.window.pane.reader
    session.reading.places.put(large / "large.ar.txt", "ar", COUNT * len(LINE) * 9 // 10)
    shown: list[tuple[int, int]] = []

    def opened() -> None:
        shown.append((reader.flow.place()[1], sum(passed)))

    session.view.opened.connect(opened)
    session.open_paths([large])
    wait(lambda: shown)
    ((block, bytes_passed),) = shown
    assert block > COUNT * 8 // 10 and bytes_passed < 10_000


def test_a_selection_counts_its_twins_only_for_a_note(
    start: Start, large: Path, passed: list[int]
) -> None:
    app = start(str(large))
    open_work(app, "large")
    reader, view = app.window.pane.reader, app.session.view
    wait(lambda: reader.flow.indexed)
    document = view.documents["ar"]
    begin = document.lines.start(150)  # its twins are a hundred lines away from each other
    reader.go_to("ar", 150)
    passed.clear()
    reader.caret.select_place("ar", begin, begin + 10)
    assert view.selection is not None
    assert view.selection.exact == document.lines.slice(begin, begin + 10)
    assert not passed
    app.window.pane.highlight()
    wait(lambda: app.session.notebook.of(document))
    (placed,) = app.session.notebook.of(document)
    assert isinstance(document.lines, ByteLines) and len(document.lines.data) not in passed
    assert placed.note.place == document.place(begin, begin + 10)
    assert placed.note.place.occurrence == (2, COUNT // 100)
