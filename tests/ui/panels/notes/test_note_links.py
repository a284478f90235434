"""A note leads to another by its id in the text, and that one tells so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from note_parts import note, placed
from PySide6.QtGui import QGuiApplication
from ui_parts import open_work, wait

from viewer import app as program

Start = Callable[..., program.App]


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
    label = app.window.notes.editor.links
    return "" if label.isHidden() else label.text()


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
    wait(lambda: f'href="{target}"' in linked(app))
    assert "Leads to" in linked(app) and "الجواب" in linked(app)
    (folder / "answer.ar.txt").rename(folder / "reply.ar.txt")
    app.session.watching.look_again()
    wait(lambda: app.session.corpora[0].work_of(folder / "reply.ar.txt") is not None)
    wait(lambda: not app.session.busy)
    panel.editor.links.ask(placed(app)[0].note, other=False)
    wait(lambda: not app.session.note_links._pause.isActive() and not app.session.note_links._job)
    panel.editor.links.linkActivated.emit(target)
    wait(lambda: panel.editor.note_id == target)
    assert app.session.view.work is not None and app.session.view.work.name.startswith("reply")
    wait(lambda: f'href="{source}"' in linked(app))
    assert "Linked from" in linked(app) and "التاجر" in linked(app)


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
