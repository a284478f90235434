"""What is written into a note, as a reader types it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from note_parts import ARABIC, note, placed
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from ui_parts import open_work, press, wait

from viewer.app import App
from viewer.ui.panels.notes.editor import HASHTAG, NoteEditor
from viewer.ui.panels.notes.panel import NotesPanel


@pytest.fixture
def editor(start: Callable[..., App], tmp_path: Path) -> NoteEditor:
    (tmp_path / "water.ar.txt").write_text("\n".join(ARABIC), "utf-8")
    app = start(str(tmp_path), language="en")
    open_work(app, "water")
    note(app, "ar", "الأسعار")
    app.window.notes.show_note(placed(app)[0].note.id)
    app.window.notes.editor.tags.setText("سوق")
    return app.window.notes.editor


def kept(editor: NoteEditor, *tags: str) -> None:
    editor.flush()
    book = editor._session.notebook
    wait(lambda: editor._placed and book.wanted(editor._placed.note).tags == tags)


def test_tags_in_the_text_become_tags_and_can_be_taken_off(editor: NoteEditor) -> None:
    editor.text.setPlainText("انظر #اقتصاد و #world-trade، لا C#sharp")
    kept(editor, "سوق", "اقتصاد", "world-trade")
    editor.tags.setText("سوق")
    editor.text.setPlainText(editor.text.toPlainText() + " أيضًا")
    kept(editor, "سوق")


def test_a_tag_that_is_being_typed_is_none_yet(editor: NoteEditor) -> None:
    editor.text.setFocus()
    wait(editor.text.hasFocus)
    editor.text.setPlainText("😀 #econ")
    editor.text.moveCursor(QTextCursor.MoveOperation.End)
    kept(editor, "سوق")
    editor.text.setPlainText("😀 #economy and")
    editor.text.moveCursor(QTextCursor.MoveOperation.End)
    kept(editor, "سوق", "economy")


@pytest.mark.parametrize("text", ["# Title", "a#b", "#1", "x/#part", "##two", "&#65;"])
def test_other_signs_are_no_tags(text: str) -> None:
    assert not HASHTAG.findall(text)


def test_a_card_has_a_menu_and_delete_deletes_what_undo_brings_back(editor: NoteEditor) -> None:
    editor.text.setPlainText("A thought")
    kept(editor, "سوق")
    panel = cast("NotesPanel", editor.window().notes)  # type: ignore[attr-defined]
    menu = panel.card_menu()
    texts = [action.text() for action in menu.actions() if action.text()]
    link = "Copy a &link to it, for another note"
    assert texts == ["&Go to its place", "&Write in it", "&Copy its text", link, "&Delete"]
    menu.actions()[2].trigger()
    assert QGuiApplication.clipboard().text() == "A thought"
    press(panel.list, Qt.Key.Key_Delete)
    wait(lambda: panel.model.rowCount() == 0)
    editor._session.notebook.undo()
    wait(lambda: panel.model.rowCount() == 1)


def test_the_caret_stays_where_one_types_while_notes_are_saved(editor: NoteEditor) -> None:
    """The list is drawn anew at each save; of another note the editor shows nothing meanwhile."""
    book, document = editor._session.notebook, editor._session.view.documents["ar"]
    for at in range(3):
        book.write(document, document.place(at, at + 1))
    wait(lambda: len(book.of(document)) == 4)
    panel = cast("NotesPanel", editor.window().notes)  # type: ignore[attr-defined]
    id = book.of(document)[2].note.id
    panel.show_note(id)
    wait(editor.text.hasFocus)

    def is_saved() -> bool:
        text = editor.text.toPlainText()
        return any(p.note.id == id and p.note.text == text for p in book.of(document))

    for count in range(1, 6):
        QTest.keyClicks(editor.text, "word")
        editor.flush()
        wait(is_saved)
        assert editor.note_id == id and editor.text.toPlainText() == "word" * count
        assert editor.text.textCursor().position() == len("word") * count
