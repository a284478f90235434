"""The list of notes on the screen, as it is when a note is chosen whose editor takes from it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from ui_parts import ARABIC, open_work, wait

from viewer.app import App


def test_no_card_is_left_where_it_stood_when_the_list_was_scrolled(
    start: Callable[..., App], tmp_path: Path
) -> None:
    (tmp_path / "long.ar.txt").write_text("\n".join([ARABIC] * 60), "utf-8")
    app = start(str(tmp_path), language="en")
    open_work(app, "long")
    book, document = app.session.notebook, app.session.view.documents["ar"]
    for number in range(20):
        at = number * 40
        book.write(document, document.place(at, at + 20), text="كلمة " * (number % 7))
    wait(lambda: len(book.of(document)) == 20 and not book.unsaved.late)
    window, panel = app.window, app.window.notes
    panel.show()
    view = panel.list

    def drawn_anew() -> bool:
        """Whether what is on the screen is what is drawn when all is drawn anew."""
        screen = QApplication.primaryScreen().grabWindow(window.winId()).toImage()
        anew = window.grab().toImage()
        shown = QRect(view.viewport().mapTo(window, QPoint()), view.viewport().size())
        return screen.convertToFormat(anew.format()).copy(shown) == anew.copy(shown)

    for row in (2, 4, 5, 6, 3):
        spot = view.visualRect(panel.model.index(row)).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        wait(lambda row=row: view.currentIndex().row() == row and panel.editor.note_id)
        view.scrollTo(view.currentIndex())
        wait(drawn_anew, seconds=10)
    assert view.verticalOffset() > 0
