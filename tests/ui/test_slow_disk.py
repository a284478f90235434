"""A disk that answers late, or never: the window waits for none, and what was written stays."""

from __future__ import annotations

import errno
import os
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from note_parts import ARABIC
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QProgressDialog, QPushButton
from ui_parts import open_work, wait

from viewer.app import App
from viewer.core.base import choice_file, json_files, paths
from viewer.core.base.errors import Unsaved
from viewer.core.base.settings import Settings
from viewer.core.notes import store as core_notes
from viewer.core.notes.store import NoteStore
from viewer.core.user import reading_positions
from viewer.session.base.background_jobs import Jobs
from viewer.session.base.pending_saves import Save
from viewer.session.base.state_files import all_written
from viewer.ui.base.error_messages import sentence
from viewer.ui.dialogs import unsaved

Start = Callable[..., App]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "water.ar.txt").write_text("\n".join(ARABIC), "utf-8")
    return folder


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Notes reach the disk once it is open."""
    opened, save = threading.Event(), core_notes.save_bytes

    def slow(*rest: Any) -> None:
        assert opened.wait(120)
        save(*rest)

    monkeypatch.setattr(core_notes, "save_bytes", slow)
    yield opened
    opened.set()


def texts_on_disk(folder: Path) -> list[str]:
    store = NoteStore(folder, folder.parent / "another", "there", "")
    return sorted(note.text for _, note in store.all())


def written(app: App, text: str) -> None:
    """A note that is on its way to disk."""
    open_work(app, "water")
    document = app.session.view.documents["ar"]
    app.session.notebook.write(document, document.place(0, 3), text=text)
    wait(lambda: app.session.notebook.unsaved.going)


def rescue_files() -> list[Path]:
    return unsaved.rescued(paths.data_dir())


def test_leaving_without_saving_waits_for_nothing(
    start: Start, corpus: Path, gate: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = start(str(corpus))
    written(app, "late")
    monkeypatch.setattr(unsaved, "QUIET_MS", 10)
    session, waited = app.session, []
    real = Jobs.wait

    def wait_for(jobs: Jobs, milliseconds: int = 30_000) -> bool:
        if jobs is session.notebook.saves:
            waited.append(milliseconds)
        return real(jobs, min(milliseconds, 100))

    def leave() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QProgressDialog):
            box.findChild(QPushButton).click()
        else:
            QTimer.singleShot(20, leave)

    monkeypatch.setattr(Jobs, "wait", wait_for)
    QTimer.singleShot(0, leave)
    app.leave()
    assert not app.window.isVisible()
    app.quit()
    assert waited == [0] and not gate.is_set()
    gate.set()
    wait(lambda: real(session.notebook.saves, 10))


def test_an_end_by_the_system_keeps_late_words_in_a_file_of_their_own(
    start: Start, corpus: Path, gate: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unsaved, "QUIET_MS", 10)
    monkeypatch.setattr(unsaved, "SETTLED_MS", 100)
    app = start(str(corpus))
    written(app, "كلمات متأخرة")
    app.commit()
    assert "water.ar.txt" in app.window.notice.label.text()
    (file,) = rescue_files()
    assert "كلمات متأخرة" in file.read_text("utf-8")
    gate.set()


def test_words_that_come_after_all_leave_no_such_file(
    start: Start, corpus: Path, gate: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unsaved, "QUIET_MS", 10)
    app = start(str(corpus))
    written(app, "late")
    seen: list[bool] = []

    def look() -> None:  # runs only while the window does not stand still
        if rescue_files():
            seen.append(True)
            gate.set()
        else:
            QTimer.singleShot(10, look)

    QTimer.singleShot(0, look)
    app.commit()
    assert seen and texts_on_disk(corpus) == ["late"] and not rescue_files()


def test_a_reader_who_stays_after_all_loses_nothing(
    start: Start, corpus: Path, gate: threading.Event
) -> None:
    app = start(str(corpus))
    written(app, "first")
    saves = app.session.notebook.unsaved
    saves.give_up()
    document = app.session.view.documents["ar"]
    app.session.notebook.write(document, document.place(4, 8), text="second")
    saves.take_up()
    gate.set()
    wait(lambda: texts_on_disk(corpus) == ["first", "second"])
    wait(lambda: not saves.late)


def test_words_that_were_rescued_are_told_of_at_the_next_start(start: Start) -> None:
    file = paths.data_dir() / f"{unsaved.RESCUED}20200101-101010.txt"
    file.write_text("/corpus/water.ar.txt\n\nكلمات\n", "utf-8")
    app = start()
    app.offer_report()
    notice = app.window.notice
    assert notice.words.isVisible() and file.name in notice.label.text()
    notice.words.click()
    wait(lambda: app.session.view.documents)
    assert "كلمات" in app.session.view.document().text()
    assert not rescue_files() and not notice.isVisible()
    app.offer_report()
    assert not notice.isVisible()


def test_the_window_writes_nothing_itself(
    start: Start, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: dict[str, set[int]] = {}

    def watch(module: Any) -> None:
        real = module.replace_file

        def noted(source: Any, target: Any, *rest: Any) -> None:
            threads.setdefault(Path(target).name, set()).add(threading.get_ident())
            real(source, target, *rest)

        monkeypatch.setattr(module, "replace_file", noted)

    for module in (json_files, choice_file, reading_positions):
        watch(module)
    app = start(str(corpus))
    open_work(app, "water")
    app.session.set(Settings.zoom, 120)
    app.save()
    app.session.reading.places.put(corpus / "water.ar.txt", "ar", 20)
    app.session.reading.keep()
    app.session.corpora.close_corpus(app.session.corpora[0])
    assert all_written()
    assert {"settings.json", "remembered.json", "places.json", "layouts.json"} <= threads.keys()
    assert all(threading.get_ident() not in each for each in threads.values())


@pytest.mark.parametrize(("language", "mark"), [("ar", "\u200f"), ("en", "\u200e")])
def test_a_message_runs_as_the_window_does(
    start: Start, corpus: Path, language: str, mark: str
) -> None:
    app = start(language=language)
    reason = OSError(errno.ENOSPC, "full")
    app.session.failed.emit(Unsaved(Path("book.txt" if language == "ar" else "كتاب.txt"), reason))
    assert app.window.notice.label.text().startswith(mark)
    late = [Save(name, Path(name), work=str, error=reason) for name in ("a.txt", "كتاب")]
    lines = unsaved.UnsavedBox(late, app.window).informativeText().split("\n")
    assert len(lines) == 2 and all(line.startswith(mark) for line in lines)


@pytest.mark.parametrize("number", sorted(errno.errorcode))
def test_no_word_of_the_system_is_in_a_message(start: Start, number: int) -> None:
    app = start(language="ar") if number == errno.ENOSPC else None
    error = OSError(number, os.strerror(number), "ملف")
    for each in (error, Unsaved(Path("ملف"), error)):
        assert os.strerror(number) not in sentence(each)
        assert app is None or not re.search("[A-Za-z]", sentence(each))
