"""Laying paragraphs out is most of what opening a text takes: each is laid out once for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from ui_parts import ARABIC, open_work, wait

from viewer.app import App
from viewer.core.base.settings import Settings
from viewer.core.text.document import Document
from viewer.ui.reader.layout.cells import Cell
from viewer.ui.reader.layout.page import PageStyle


@pytest.fixture
def laid_out(monkeypatch: pytest.MonkeyPatch) -> Counter[int]:
    """How often each paragraph was laid out."""
    times: Counter[int] = Counter()
    lay_out = PageStyle._lay_out

    def counted(
        self: PageStyle,
        document: Document,
        index: int,
        piece: tuple[int, int | None],
        width: float,
    ) -> Cell:
        times[index] += 1
        return lay_out(self, document, index, piece, width)

    monkeypatch.setattr(PageStyle, "_lay_out", counted)
    return times


def settled(app: App) -> None:
    """Until nothing is being opened or made, and what stands next to the screen is laid out."""
    for _ in range(5):
        wait(lambda: not app.session.busy and not app.renewing)
        wait(lambda: not app.window.pane.reader._preparing.isActive())
        QApplication.processEvents()


def test_a_text_is_laid_out_once_whether_it_needs_a_bar_or_not(
    start: Callable[..., App], tmp_path: Path, laid_out: Counter[int]
) -> None:
    (tmp_path / "short.txt").write_text("نص قصير", "utf-8")
    (tmp_path / "long.txt").write_text("\n".join([ARABIC] * 60), "utf-8")
    app = start(str(tmp_path))
    for name in ("short", "long", "short"):
        open_work(app, name)
        laid_out.clear()
        open_work(app, "long" if name == "short" else "short")
        settled(app)
        assert set(laid_out.values()) == {1}


def test_a_window_in_another_language_lays_its_text_out_once(
    start: Callable[..., App], tmp_path: Path, laid_out: Counter[int]
) -> None:
    (tmp_path / "long.ar.txt").write_text("\n".join([ARABIC] * 60), "utf-8")
    app = start(str(tmp_path), language="en")
    open_work(app, "long")
    app.window.pane.reader.go_to("ar", 30, 40, at=0.0)
    settled(app)
    place = app.session.view.place
    assert place is not None and place[1] == 30
    laid_out.clear()
    app.session.set(Settings.language, "ar")
    wait(lambda: app.window.isRightToLeft())
    settled(app)
    assert len(laid_out) > 1 and set(laid_out.values()) == {1}
    assert app.session.view.place == place
