"""A reviser's table taken back in the window: chosen row by row, and one step of undo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from PySide6.QtCore import Qt
from ui_parts import open_work, wait

from viewer import app as program
from viewer.ui.dialogs.review import ReviewDialog, reason_names, status_names

Start = Callable[..., program.App]
MARKS = "\u2066\u2067\u2068\u2069"
BOTH = pytest.mark.parametrize("language", ["en", "ar"])


def revised(app: program.App, path: Path) -> None:
    """Export the open work, and edit two translations, one source, and add a comment."""
    done = []
    app.session.exporting.done.connect(lambda *told: done.append(told))
    app.session.exporting.write(app.session.view.corpus, [app.session.view.work], path)
    wait(lambda: done)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    for row, text in ((2, "A new title"), (4, "Nobody asked the well.")):
        sheet.cell(row, 4, text)
    sheet.cell(5, 3, "غير ما في الملف")
    sheet.cell(6, 4).comment = Comment("Is that so?", "Sam")
    book.save(path)


@pytest.mark.variants
@BOTH
def test_what_is_ticked_is_taken_as_one_step(start: Start, seeds: Path, language: str) -> None:
    app = start(str(seeds), language=language)
    open_work(app, "the-well")
    table = seeds.parent / "table.xlsx"
    revised(app, table)
    dialog = ReviewDialog(app.session, app.window.theme, app.window)
    dialog.show()
    dialog.open_table(table)
    wait(lambda: dialog.list.topLevelItemCount() == 4)
    kinds = [dialog.list.topLevelItem(at).checkState(0) for at in range(3)]
    assert kinds == [Qt.CheckState.Checked] * 3
    assert dialog.list.topLevelItem(3).text(3) == reason_names()["source"]
    dialog.list.topLevelItem(0).setCheckState(0, Qt.CheckState.Unchecked)
    dialog.list.setCurrentItem(dialog.list.topLevelItem(1))
    assert "Nobody asked the well." in dialog.list.topLevelItem(1).text(3)
    assert "text-decoration: line-through" in dialog.text.toHtml().replace(":line", ": line")
    dialog.take.click()
    assert dialog.list.topLevelItemCount() == 2 and not dialog.take.isEnabled()
    session = app.session
    en = session.view.published["en"]
    wait(lambda: [p.note.text for p in session.notebook.of(en)] == ["Is that so?"])
    file = session.aligning.lined.file
    assert [own.text for own in file.own] == ["Nobody asked the well."]
    assert session.notebook.of(en)[0].note.creator == "Sam"
    app.window.commands["undo"].trigger()
    wait(lambda: not session.notebook.of(en) and not session.aligning.lined.file.own)
    app.window.commands["redo"].trigger()
    wait(lambda: session.notebook.of(en) and session.aligning.lined.file.own)
    app.window.commands["undo"].trigger()
    wait(lambda: not session.notebook.can_undo and not session.notebook.of(en))
    dialog.deleteLater()


@BOTH
def test_a_status_of_the_table_is_taken_and_undone(
    start: Start, seeds: Path, language: str
) -> None:
    app = start(str(seeds), language=language)
    open_work(app, "the-well")
    table, file = seeds.parent / "table.xlsx", app.session.aligning.lined.file
    revised(app, table)
    book = load_workbook(table)
    book.worksheets[0].cell(2, 5, "done")
    book.save(table)
    dialog = ReviewDialog(app.session, app.window.theme, app.window)
    dialog.open_table(table)
    wait(lambda: dialog.list.topLevelItemCount() == 5)
    dialog.none.click()
    item = dialog.list.topLevelItem(1)
    names = status_names()
    assert item.text(2).strip(MARKS) == names[""] and item.text(3).strip(MARKS) == names["done"]
    dialog.list.setCurrentItem(item)
    assert names["done"] in dialog.text.toPlainText()
    item.setCheckState(0, Qt.CheckState.Checked)
    dialog.take.click()
    wait(lambda: [each.status for each in file.statuses] == ["done"] and not file.own)
    wait(lambda: app.session.notebook.can_undo)
    app.window.commands["undo"].trigger()
    wait(lambda: not file.statuses)
    dialog.deleteLater()


def test_a_file_that_is_no_table_is_told_of(start: Start, seeds: Path) -> None:
    app = start(str(seeds))
    open_work(app, "the-well")
    (seeds.parent / "no.xlsx").write_bytes(b"no")
    dialog = ReviewDialog(app.session, app.window.theme, app.window)
    dialog.open_table(seeds.parent / "no.xlsx")
    wait(lambda: "no.xlsx" in dialog.told.text() and not dialog.take.isEnabled())
    open_work(app, "baghdad")
    dialog.deleteLater()
