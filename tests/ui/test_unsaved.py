"""What could not be saved stays, is told, tried again, and asked about; every step is undone."""

from __future__ import annotations

import errno
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from note_parts import ARABIC, note, placed, quote
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from ui_parts import notes_file, open_work, press, wait

from viewer.app import App
from viewer.core.base import json_files as core_store
from viewer.core.notes import store as core_notes
from viewer.core.notes.store import NoteStore
from viewer.ui.base import typing_pause
from viewer.ui.base.typing_pause import TypingPause
from viewer.ui.dialogs import unsaved
from viewer.ui.dialogs.unsaved import UnsavedBox

Start = Callable[..., App]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "water.ar.txt").write_text("\n".join(ARABIC), "utf-8")
    (folder / "fire.txt").write_text("حريق في المدينة\nهرب الوزيرُ من بيته", "utf-8")
    return folder


class Disk:
    """A disk that can be full."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.full = False
        self._save = core_notes.save_bytes
        monkeypatch.setattr(core_notes, "save_bytes", self.save)
        monkeypatch.setattr(core_store, "save_bytes", self.save)

    def save(self, path: Path, *rest: Any) -> None:
        if self.full:
            raise OSError(errno.ENOSPC, "No space left on device")
        self._save(path, *rest)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    return Disk(monkeypatch)


def texts_on_disk(folder: Path) -> list[str]:
    store = NoteStore(folder, folder.parent / "another", "there", "")
    return sorted(note.text for _, note in store.all())


def failing(app: App, disk: Disk) -> None:
    """A note whose text could not be saved."""
    open_work(app, "water")
    note(app, "ar", "الكتاب")
    note(app, "ar", "دمشق")
    app.window.notes.show_note(placed(app)[0].note.id)
    disk.full = True
    app.window.notes.editor.text.setPlainText("كلمات كثيرة")
    press(app.window.notes.editor.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wait(lambda: app.session.notebook.unsaved.unsaved)


def test_words_whose_save_failed_are_saved_when_the_disk_has_room(
    start: Start,
    corpus: Path,
    disk: Disk,
) -> None:
    app = start(str(corpus))
    failing(app, disk)
    editor = app.window.notes.editor
    assert "water.ar.txt" in editor.state.text() and "no space" in editor.state.text()
    assert "water.ar.txt" in app.window.notice.label.text()
    first, second = (p.note.id for p in placed(app))
    app.window.notes.show_note(second)
    app.window.notes.show_note(first)  # away and back
    assert editor.text.toPlainText() == "كلمات كثيرة" and "no space" in editor.state.text()
    wait(lambda: not app.session.notebook.unsaved._going)
    disk.full = False
    press(editor.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wait(lambda: "كلمات كثيرة" in texts_on_disk(corpus))
    wait(lambda: editor.state.text() == "")
    assert not app.session.notebook.unsaved.unsaved


def test_it_is_tried_again_by_itself_and_is_one_step_of_undo(
    start: Start,
    corpus: Path,
    disk: Disk,
) -> None:
    app = start(str(corpus))
    failing(app, disk)
    app.window.notes.show_note(placed(app)[1].note.id)
    wait(lambda: not app.session.notebook.unsaved._going)
    disk.full = False
    app.session.notebook.unsaved._again.setInterval(1)
    app.session.notebook.unsaved._again.start()
    wait(lambda: not app.session.notebook.unsaved.unsaved)
    assert "كلمات كثيرة" in texts_on_disk(corpus)
    app.session.notebook.undo()
    wait(lambda: texts_on_disk(corpus) == ["", ""])


def test_leaving_with_unsaved_words_asks(
    start: Start,
    corpus: Path,
    disk: Disk,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    app = start(str(corpus))
    failing(app, disk)
    asked: list[str] = []
    answers = iter(("again", "copy", "elsewhere", "stay", "leave"))

    def answer(box: UnsavedBox) -> int:
        asked.append(box.text() + box.informativeText())
        name = next(answers)
        (box.escapeButton() if name == "stay" else getattr(box, name)).click()
        return 0

    copy = tmp_path / "copy.txt"
    monkeypatch.setattr(UnsavedBox, "exec", answer)
    monkeypatch.setattr(unsaved.QFileDialog, "getSaveFileName", lambda *_: (str(copy), ""))
    app.window.close()
    assert app.window.isVisible() and len(asked) == 4
    assert all("water.ar.txt" in text and "no space" in text for text in asked)
    assert "كلمات كثيرة" in QApplication.clipboard().text()
    assert "كلمات كثيرة" in copy.read_text("utf-8")
    app.leave()
    assert not app.window.isVisible() and len(asked) == 5


def test_an_undo_that_cannot_be_written_can_be_done_again(
    start: Start,
    corpus: Path,
    disk: Disk,
) -> None:
    app = start(str(corpus))
    open_work(app, "water")
    book = app.session.notebook
    note(app, "ar", "الكتاب", text="one")
    failed: list[object] = []
    book.failed.connect(failed.append)
    disk.full = True
    book.undo()
    wait(lambda: failed)
    assert book.can_undo and not book.can_redo and texts_on_disk(corpus) == ["one"]
    disk.full = False
    book.undo()
    wait(lambda: not placed(app))
    disk.full = True
    book.redo()
    wait(lambda: len(failed) == 2)
    disk.full = False
    assert book.can_redo and not book.can_undo
    book.redo()
    wait(lambda: placed(app))


def w3c(count: int) -> str:
    """So many annotations of another program on the Arabic text."""
    text = "\n".join(ARABIC)
    spans = [match.span() for match in re.finditer(r"\w{4,}", text)][:count]
    return json.dumps(
        [
            {
                "type": "Annotation",
                "id": f"urn:uuid:00000000-0000-4000-8000-{start:012}",
                "body": {"type": "TextualBody", "value": f"imported {start}"},
                "target": {
                    "source": "water.ar.txt",
                    "selector": {
                        "type": "TextQuoteSelector",
                        "exact": text[start:end],
                        "prefix": text[max(0, start - 20) : start],
                        "suffix": text[end : end + 20],
                    },
                },
            }
            for start, end in spans
        ]
    )


@pytest.mark.parametrize("language", ["en", "ar"])
def test_an_import_is_one_step_named_in_the_menu(
    start: Start,
    corpus: Path,
    language: str,
) -> None:
    app = start(str(corpus), language=language)
    open_work(app, "water")
    note(app, "ar", "بغداد", text="mine")
    file = corpus.parent / "other.json"
    file.write_text(w3c(10), "utf-8")
    session, undo = app.session, app.window.commands["undo"]
    session.gathering.bring(session.corpora[0], file)
    wait(lambda: len(placed(app)) == 11)
    name = {"en": "Undo import of 10 notes", "ar": "تراجع: استيراد ١٠ ملاحظات"}[language]
    wait(lambda: undo.text().replace("&", "") == name)
    session.notebook.undo()
    wait(lambda: [p.note.text for p in placed(app)] == ["mine"])
    assert texts_on_disk(corpus) == ["mine"]
    session.notebook.redo()
    wait(lambda: len(placed(app)) == 11)
    session.notebook.undo()
    session.notebook.undo()
    wait(lambda: not placed(app))


def test_an_import_that_fails_or_is_stopped_can_be_taken_back(
    start: Start,
    corpus: Path,
) -> None:
    app = start(str(corpus))
    open_work(app, "water")
    file = corpus.parent / "other.json"
    file.write_text(w3c(3), "utf-8")
    gathering = app.session.gathering
    stop: list[object] = []
    gathering._bringing.connect(gathering.cancel)
    gathering._bringing.connect(stop.append)
    gathering.bring(app.session.corpora[0], file)
    wait(lambda: stop)
    app.session.notebook.undo()
    wait(lambda: texts_on_disk(corpus) == [])


def test_an_acceptance_is_one_step(start: Start, corpus: Path) -> None:
    app = start(str(corpus))
    open_work(app, "water")
    note(app, "ar", "دمشق", text="kept")
    book, document = app.session.notebook, app.session.view.documents["ar"]
    book.edit(document, placed(app)[0].note, text="kept and longer")
    wait(lambda: placed(app)[0].note.text == "kept and longer")
    path = corpus / "water.ar.txt"
    path.write_text("سطر جديد\n" + path.read_text("utf-8"), "utf-8")
    app.session.watching.look_again()
    wait(lambda: [p.status for p in placed(app)] == ["moved"])
    before = book.before(app.session.view.documents["ar"])
    book.accept(app.session.view.documents["ar"])
    wait(lambda: [p.status for p in placed(app)] == ["exact"])
    wait(lambda: "acceptance of the text" in app.window.commands["undo"].text())
    book.undo()
    wait(lambda: [p.status for p in placed(app)] == ["moved"])
    assert placed(app)[0].note.text == "kept and longer"
    assert book.before(app.session.view.documents["ar"]) == before
    book.redo()
    wait(lambda: [p.status for p in placed(app)] == ["exact"])
    assert quote(placed(app)[0]) == "دمشق"


def test_what_is_taught_and_chosen_is_a_step(start: Start, corpus: Path) -> None:
    app = start(str(corpus))
    open_work(app, "fire")
    session = app.session
    corpus_ = session.corpora[0]
    app.window.commands["teach_furniture"].trigger()
    assert session.view.document().furniture and session.notebook.can_undo
    session.notebook.undo()
    assert not session.view.document().furniture and not corpus_.file.furniture
    session.teaching.override(corpus_, "fire.txt", "language", "fa")
    wait(lambda: not session.busy)
    session.notebook.undo()
    assert not corpus_.file.documents
    wait(lambda: session.view.document() and session.view.document().language == "ar")
    session.notebook.redo()
    assert corpus_.file.overrides("fire.txt")["language"] == "fa"
    wait(lambda: not session.busy)


def test_typing_without_a_pause_is_over_after_a_while(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typing_pause, "TYPING_PAUSE_MS", 60_000)  # no pause ever
    monkeypatch.setattr(typing_pause, "LONGEST_MS", 50)
    holder, over = QObject(), list[bool]()
    pause = TypingPause(holder)
    pause.over.connect(lambda: over.append(True))

    def typed() -> bool:
        pause.start()
        return bool(over)

    wait(typed)


@pytest.mark.variants
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
@pytest.mark.skipif(sys.platform == "win32", reason="nobody sends signals there")
def test_a_signal_while_typing_loses_no_letter(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.txt").write_text("A line of words.\n", "utf-8")
    environment = {
        **os.environ,
        "HASHIYA_HOME": str(tmp_path / "home"),
        "QT_QPA_PLATFORM": "offscreen",
    }
    child = subprocess.Popen(
        [sys.executable, __file__, str(folder), name],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    try:
        assert child.stdout is not None and child.stdout.readline() == "typed\n"
        child.send_signal(getattr(signal, name))
        assert child.wait(60) == 0
    finally:
        child.kill()
        child.wait()
    assert texts_on_disk(folder) == ["x" * 50]
    assert not list((tmp_path / "home").rglob("unsaved-*"))


def _child(folder: Path, name: str) -> None:
    """The program, with fifty letters typed into a note a moment ago."""
    signal.signal(getattr(signal, name), signal.SIG_DFL)  # also where nohup runs the tests
    from PySide6.QtCore import QTimer

    from viewer import app as program

    shown: list[App] = []
    real = program.App

    def noted(*arguments: Any) -> App:
        shown.append(real(*arguments))
        QTimer.singleShot(0, drive)
        return shown[0]

    program.App = noted  # type: ignore[assignment,misc]

    def drive() -> None:
        app = shown[0]
        open_work(app, "a")
        (side,) = app.session.view.documents
        note(app, side, "words")
        app.window.notes.show_note(placed(app, side)[0].note.id)
        app.window.activateWindow()
        QTest.keyClicks(app.window.notes.editor.text, "x" * 50)
        print("typed", flush=True)

    raise SystemExit(program.main([str(folder)]))


def test_a_new_note_that_could_not_be_saved_comes_later(
    start: Start, corpus: Path, disk: Disk
) -> None:
    app = start(str(corpus))
    open_work(app, "water")
    disk.full = True
    document = app.session.view.documents["ar"]
    app.session.notebook.write(document, None, text="on the whole")
    wait(lambda: app.session.notebook.unsaved.unsaved)
    assert notes_file(corpus) == []
    disk.full = False
    app.session.notebook.unsaved.retry()
    wait(lambda: [p.note.text for p in placed(app)] == ["on the whole"])


if __name__ == "__main__":
    _child(Path(sys.argv[1]), sys.argv[2])
