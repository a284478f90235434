"""A note leads to another by its id in the text, and that one tells so."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from note_parts import note, placed
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from ui_parts import open_work, wait

from viewer import app as program
from viewer.core.notes.note import Link
from viewer.ui.panels.notes.note_links import LinkLines

Start = Callable[..., program.App]


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Links are looked for soon after a change."""
    monkeypatch.setattr("viewer.session.notes.note_links.PAUSE_MS", 30)


def make(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name, line in (("letter", "كتب التاجر رسالة طويلة"), ("answer", "وصل الجواب بعد شهر")):
        (folder / f"{name}.ar.txt").write_text(f"{line}\n\nثم سكت الجميع.\n", "utf-8")
    return folder


def say(app: program.App, text: str) -> None:
    """Write this into the note of the editor."""
    editor = app.window.notes.editor
    editor.text.setPlainText(text)
    editor.flush()
    wait(lambda: placed(app)[0].note.text == text)


def linked(app: program.App) -> str:
    lines = app.window.notes.editor.links
    return "" if lines.isHidden() else lines.label.text()


def follow(lines: LinkLines, words: str) -> None:
    """Click the link with these words."""
    found = next(
        a
        for a in re.findall(r'<a href="(go:\d+)">([^<]*)</a>', lines.label.text())
        if words in a[1]
    )
    lines.label.linkActivated.emit(found[0])


def select(app: program.App, words: str) -> None:
    view = app.session.view
    side, document = next(iter(view.documents.items()))
    at = document.text().index(words)
    view.place_asked.emit(side, at, at + len(words))
    wait(lambda: view.selection is not None and view.selection.exact == words)


def links_of(app: program.App) -> tuple[Link, ...]:
    return placed(app)[0].note.links


def test_links_are_followed_both_ways_and_survive_a_new_name(start: Start, tmp_path: Path) -> None:
    folder = make(tmp_path)
    app = start(str(folder))
    open_work(app, "answer")
    note(app, "ar", "الجواب")
    panel = app.window.notes
    target = placed(app)[0].note.id
    panel.take_up(target)
    copy = next(a for a in panel.card_menu().actions() if "link" in a.text())
    copy.trigger()
    assert QGuiApplication.clipboard().text() == target
    open_work(app, "letter")
    note(app, "ar", "التاجر")
    source = placed(app)[0].note.id
    panel.take_up(source)
    say(app, f"أجيب عنها في {target}، بعد شهر")
    wait(lambda: "الجواب" in linked(app))
    assert "Leads to" in linked(app)
    (folder / "answer.ar.txt").rename(folder / "reply.ar.txt")
    app.session.watching.look_again()
    wait(lambda: app.session.corpora[0].work_of(folder / "reply.ar.txt") is not None)
    wait(lambda: not app.session.busy)
    panel.editor.links.ask(placed(app)[0].note, other=False)
    wait(lambda: not app.session.note_links._pause.isActive() and not app.session.note_links._job)
    follow(panel.editor.links, "الجواب")
    wait(lambda: panel.editor.note_id == target)
    assert app.session.view.work is not None and app.session.view.work.name.startswith("reply")
    wait(lambda: "Linked from" in linked(app))
    assert "التاجر" in linked(app) and source


def test_an_id_that_nobody_has_leads_nowhere(start: Start, tmp_path: Path) -> None:
    app = start(str(make(tmp_path)))
    open_work(app, "letter")
    note(app, "ar", "التاجر")
    app.window.notes.take_up(placed(app)[0].note.id)
    said = []
    app.session.note_links.found.connect(said.append)
    say(app, "urn:uuid:00000000-0000-4000-8000-000000000000 <b>x:y</b>")
    wait(lambda: said)
    assert linked(app) == ""


def test_a_place_is_linked_to_another_without_a_note_there(start: Start, tmp_path: Path) -> None:
    folder = make(tmp_path)
    app = start(str(folder))
    open_work(app, "answer")
    select(app, "بعد شهر")
    app.window.pane.place_links.copy()
    assert QGuiApplication.clipboard().text() == "بعد شهر (answer.ar.txt)"
    open_work(app, "letter")
    select(app, "التاجر")
    app.window.pane.link_place()
    wait(lambda: placed(app) and links_of(app))
    app.window.notes.take_up(placed(app)[0].note.id)
    wait(lambda: "بعد شهر" in linked(app))
    (written,) = (folder / "hashiya-notes" / "documents").glob("letter*")
    (item,) = json.loads(written.read_text("utf-8"))["items"]
    (body,) = item["body"]
    assert item["motivation"] == "linking" and body["purpose"] == "linking"
    assert body["type"] == "SpecificResource" and body["source"] == "answer.ar.txt"
    assert body["selector"][1]["exact"] == "بعد شهر"
    text = folder / "answer.ar.txt"
    text.write_text("سطر جديد في أوله\n\n" + text.read_text("utf-8"), "utf-8")
    follow(app.window.notes.editor.links, "بعد شهر")
    wait(lambda: "answer" in (app.session.view.work.name if app.session.view.work else ""))
    wait(lambda: getattr(app.session.view.selection, "exact", "") == "بعد شهر")
    pointed = app.window.notes.pointed
    wait(lambda: not pointed.isHidden())
    assert "This text is linked from" in pointed.label.text()
    follow(pointed, "التاجر")
    wait(
        lambda: (
            app.session.view.work is not None and app.session.view.work.name.startswith("letter")
        )
    )
    wait(lambda: getattr(app.session.view.selection, "exact", "") == "التاجر")


def test_a_pasted_link_is_a_link_of_the_note_and_undo_takes_it_off(
    start: Start, tmp_path: Path
) -> None:
    app = start(str(make(tmp_path)))
    open_work(app, "answer")
    select(app, "بعد شهر")
    app.window.pane.place_links.copy()
    open_work(app, "letter")
    note(app, "ar", "التاجر")
    app.window.notes.take_up(placed(app)[0].note.id)
    editor = app.window.notes.editor
    editor.text.setPlainText("انظر هناك")
    editor.text.paste()
    wait(lambda: links_of(app))
    assert placed(app)[0].note.text == "انظر هناك" == editor.text.toPlainText()
    app.session.notebook.undo()
    wait(lambda: not links_of(app))
    app.session.notebook.redo()
    wait(lambda: links_of(app) and "بعد شهر" in linked(app))
    editor.links.label.linkActivated.emit("off:0")
    wait(lambda: not links_of(app))
    app.session.notebook.undo()
    wait(lambda: links_of(app))


def test_two_brackets_offer_texts_and_notes(start: Start, tmp_path: Path) -> None:
    app = start(str(make(tmp_path)))
    app.window.show()
    open_work(app, "answer")
    note(app, "ar", "بعد شهر", text="جواب متأخر")
    open_work(app, "letter")
    note(app, "ar", "التاجر")
    app.window.notes.take_up(placed(app)[0].note.id)
    text = app.window.notes.editor.text
    app.window.activateWindow()
    text.setFocus()
    wait(text.hasFocus)
    text.insertPlainText("راجع [[")
    popup = text.popup
    wait(popup.isVisible)
    assert text.offers.completionModel().rowCount() == 4, "two texts and two notes"
    text.insertPlainText("متاخر")
    wait(lambda: text.offers.completionModel().rowCount() == 1)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    wait(lambda: links_of(app))
    assert text.toPlainText() == "راجع بعد شهر"
    (link,) = links_of(app)
    assert link.note and not link.path


def test_all_links_of_many_can_be_reached(start: Start, tmp_path: Path) -> None:
    app = start(str(make(tmp_path)))
    open_work(app, "letter")
    document = next(iter(app.session.view.documents.values()))
    links = tuple(Link(path="answer.ar.txt", place=document.place(i, i + 4)) for i in range(20))
    app.session.notebook.write(document, document.place(0, 3), links=links)
    wait(lambda: placed(app))
    app.window.notes.take_up(placed(app)[0].note.id)
    wait(lambda: linked(app).count("Leads to") == 20)


def test_a_link_finds_its_text_under_another_name(start: Start, tmp_path: Path) -> None:
    folder = make(tmp_path)
    app = start(str(folder))
    open_work(app, "answer")
    select(app, "وصل الجواب بعد شهر")
    app.window.pane.place_links.copy()
    open_work(app, "letter")
    select(app, "التاجر")
    app.window.pane.link_place()
    wait(lambda: placed(app) and links_of(app))
    (folder / "answer.ar.txt").rename(folder / "reply.ar.txt")
    app.session.watching.look_again()
    wait(lambda: app.session.corpora[0].work_of(folder / "reply.ar.txt") is not None)
    app.window.notes.take_up(placed(app)[0].note.id)
    wait(lambda: "الجواب" in linked(app))
    follow(app.window.notes.editor.links, "الجواب")
    wait(
        lambda: app.session.view.work is not None and app.session.view.work.name.startswith("reply")
    )
    wait(lambda: getattr(app.session.view.selection, "exact", "") == "وصل الجواب بعد شهر")
    pointed = app.window.notes.pointed
    wait(lambda: not pointed.isHidden() and "التاجر" in pointed.label.text())
    open_work(app, "letter")
    wait(lambda: placed(app))
    assert [link.path for link in links_of(app)] == ["reply.ar.txt"], "as it is called now"


def test_a_note_without_a_selection_is_on_the_paragraph(start: Start, tmp_path: Path) -> None:
    app = start(str(make(tmp_path)))
    open_work(app, "letter")
    view = app.session.view
    (document,) = view.documents.values()
    start_of_last = document.text().index("ثم سكت")
    view.place_asked.emit(view.side_of(document), start_of_last + 3, start_of_last + 3)
    wait(lambda: view.caret == start_of_last + 3)
    app.window.pane.write_note()
    wait(lambda: placed(app))
    assert placed(app)[0].note.place.exact == "ثم سكت الجميع."
    wait(lambda: app.window.notes.editor.note_id == placed(app)[0].note.id)
