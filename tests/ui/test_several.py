"""What several tabs and windows on the same documents do to each other: nothing is lost."""

from __future__ import annotations

import gc
import json
import sys
import threading
import weakref
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QProgressDialog, QWidget
from ui_parts import another_window, open_work, stop, wait

from viewer import app as program
from viewer.core.base import paths
from viewer.core.base.settings import Settings
from viewer.core.bitext.pins import Pin
from viewer.core.corpus.works import Work
from viewer.core.notes import store as core_notes
from viewer.core.notes.store import Note, NoteStore
from viewer.core.text.document import Document
from viewer.core.upkeep.forget_corpus import forget
from viewer.session.session import Corpus, Session
from viewer.ui.base.theme import themes
from viewer.ui.shell.window import MainWindow

Start = Callable[..., program.App]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name in ("one", "two", "three"):
        lines = [f"{name} هذه فقرة رقمها {number} من نص طويل." for number in range(120)]
        (folder / f"{name}.ar.txt").write_text("\n".join(lines), "utf-8")
    return folder


def work(corpus: Corpus, name: str) -> Work:
    return next(w for w in corpus.works if w.name.startswith(name))


def settle(*sessions: Session) -> None:
    """Until nothing is read any more, and what was queued has run."""
    QTest.qWait(100)  # changes are gathered for a moment
    wait(lambda: not any(s.busy for s in sessions))
    for session in sessions:
        assert session.notebook.saves.wait(60_000)
    QApplication.processEvents()


def works_file(corpus: Path) -> dict[str, list[dict[str, object]]]:
    (file,) = (corpus / "hashiya-notes" / "works").rglob("*.json")
    return json.loads(file.read_text("utf-8"))


# Two windows


def test_two_windows_remember_in_the_same_files(start: Start, corpus: Path) -> None:
    app = start(str(corpus))
    open_work(app, "one")
    seat = another_window(app)
    seat.session.corpora.open_corpus(corpus, corpus / "two.ar.txt")
    wait(lambda: seat.session.view.documents)
    first, second = app.session, seat.session
    first.teaching.override(first.corpora[0], "one.ar.txt", "language", "fa")
    second.teaching.override(second.corpora[0], "two.ar.txt", "language", "ur")
    settle(first, second)
    kept = json.loads((corpus / "hashiya-notes" / "corpus.json").read_text("utf-8"))
    assert set(kept["documents"]) == {"one.ar.txt", "two.ar.txt"}
    app.window.pane.reader.go_to("ar", 60, at=0.0)
    seat.window.pane.reader.go_to("ar", 50, at=0.0)
    QApplication.processEvents()
    app.quit()
    places = json.loads((paths.data_dir() / "places.json").read_text("utf-8"))["places"]
    assert {Path(path).name for path in places} == {"one.ar.txt", "two.ar.txt"}


@pytest.mark.slow
def test_windows_change_their_look_one_after_the_other(
    start: Start, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = start(str(corpus))
    open_work(app, "one")
    seats = [app.seats[0], *(another_window(app) for _ in range(2))]
    before, front = [seat.window for seat in seats], app.front
    sheet = themes()["dark"].sheet()
    changed: list[MainWindow] = []
    dress = MainWindow.dress_part

    def noted(window: MainWindow, part: QWidget) -> None:
        changed.append(window)
        dress(window, part)

    monkeypatch.setattr(MainWindow, "dress_part", noted)
    app.session.settings.theme = "dark"
    app._restyle()
    assert changed == [front.window]  # one part of it
    wait(lambda: not app._pale)
    assert len(set(changed)) == 3
    assert [seat.window for seat in seats] == before  # none is built anew
    whole = QApplication.instance()
    assert isinstance(whole, QApplication) and not whole.styleSheet()  # it would cost all windows
    assert all(seat.window.isVisible() for seat in seats)
    for seat in seats:
        assert len(seat.window.dressed()) > 6
        assert all(part.styleSheet().startswith(sheet) for part in seat.window.dressed())


@pytest.mark.parametrize("theme", ["dark"])
def test_what_comes_into_a_window_later_has_its_look(
    start: Start, corpus: Path, theme: str
) -> None:
    app = start(str(corpus))
    open_work(app, "one")
    window, sheet = app.window, themes()[theme].sheet()
    app.session.set(Settings.theme, theme)
    wait(lambda: app.theme.key == theme and not app._pale)
    box = QDialog(window)
    box.setStyleSheet("QLabel { margin: 3px; }")
    box.show()
    assert box.styleSheet().startswith(sheet) and box.styleSheet().endswith("margin: 3px; }")
    outline = window.outline
    outline.show()
    assert outline.styleSheet() == sheet
    app.session.set(Settings.theme, "light")
    wait(lambda: app.theme.key == "light" and not app._pale)
    light = themes()["light"].sheet()
    assert {box.styleSheet(), outline.styleSheet()} == {f"{light}QLabel {{ margin: 3px; }}", light}
    box.close()


def test_a_tab_that_moves_to_a_window_keeps_its_place(start: Start, corpus: Path) -> None:
    app = start(str(corpus))
    open_work(app, "one")
    app.window.pane.reader.go_to("ar", 60, at=0.0)
    app.session.tabs.open(app.session.corpora[0], work(app.session.corpora[0], "two"))
    settle(app.session)
    seat = another_window(app, app.session.tabs.tabs[0])
    wait(lambda: seat.session.view.documents and not seat.session.busy)
    assert seat.session.view.place == ("ar", 60, 0)


def test_undo_holds_no_closed_text_and_takes_back_what_was_written_in_it(
    start: Start, corpus: Path
) -> None:
    app = start(str(corpus))
    open_work(app, "one")
    notebook, view = app.session.notebook, app.session.view
    document = view.documents["ar"]
    path, held = document.path, weakref.ref(document)
    assert path is not None
    notebook.write(document, document.place(0, 3), text="ملاحظة")
    wait(lambda: notebook.can_undo)
    del document
    open_work(app, "two")
    settle(app.session)
    wait(lambda: gc.collect() >= 0 and held() is None)
    store = app.session.corpora[0].store
    assert [note.text for note in store.notes(path)] == ["ملاحظة"]
    notebook.undo()
    wait(lambda: not store.notes(path))
    wait(lambda: notebook.can_redo)
    notebook.redo()
    wait(lambda: [note.text for note in store.notes(path)] == ["ملاحظة"])


def test_a_window_that_was_closed_is_freed(start: Start, corpus: Path) -> None:
    app = start(str(corpus))
    open_work(app, "one")
    seat = another_window(app)
    seat.session.corpora.open_corpus(corpus)
    view = weakref.ref(seat.session.view)
    wait(lambda: view().documents)
    settle(seat.session)
    held = weakref.ref(next(iter(seat.session.view.documents.values())))
    seat.window.close()
    del seat
    settle(app.session)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert held() is None


# The same work in two tabs


def test_own_translations_of_two_tabs_do_not_hide_each_other(start: Start, corpus: Path) -> None:
    app = start(str(corpus))
    open_work(app, "one")
    session = app.session
    first = session.tabs.current

    def own() -> list[str]:
        file, document = session.aligning.lined.file, session.view.documents["ar"]
        return [each.text for each in file.own_for("ar", document, "en").values()]

    session.aligning.write_own("ar", [0], "en", "FIRST")
    session.tabs.open(session.corpora[0], work(session.corpora[0], "one"))
    settle(session)
    assert own() == ["FIRST"]
    session.aligning.write_own("ar", [0], "en", "SECOND")
    session.tabs.activate(first)
    settle(session)
    assert own() == ["SECOND"]
    session.aligning.write_own("ar", [0], "en", "THIRD")
    settle(session)
    assert own() == ["THIRD"] and works_file(corpus)["translations"][-1]["text"] == "THIRD"


@pytest.mark.slow
def test_a_pin_that_was_undone_behind_stays_undone(start: Start, corpus: Path) -> None:
    lines = [f"one this is paragraph number {number} of a long text." for number in range(120)]
    (corpus / "one.en.txt").write_text("\n".join(lines), "utf-8")
    app = start(str(corpus))
    open_work(app, "one")
    session = app.session
    settle(session)
    wait(lambda: session.aligning.lined and session.aligning.lined.alignments)
    aligning, first = session.aligning, session.tabs.current
    side = next(iter(aligning.lined.alignments))
    aligning.set_pins(side, (Pin(range(5, 6), range(7, 8)),))
    settle(session)
    assert len(works_file(corpus)["pins"]) == 1
    session.tabs.open(session.corpora[0], work(session.corpora[0], "two"))
    settle(session)
    session.notebook.undo()
    settle(session)
    assert works_file(corpus)["pins"] == []
    session.tabs.activate(first)
    settle(session)
    wait(lambda: session.aligning.lined and session.aligning.lined.alignments)
    assert not session.aligning._pins(side)


# Tabs that come back, or go, at an awkward moment


def test_another_tab_chosen_while_the_corpus_is_read(start: Start, corpus: Path) -> None:
    app = start(str(corpus))
    open_work(app, "one")
    app.session.tabs.open(app.session.corpora[0], work(app.session.corpora[0], "two"))
    settle(app.session)
    app.quit()
    stop(app)
    again = start()
    again.restore()
    tabs = again.session.tabs
    tabs.activate(tabs.tabs[0])
    wait(lambda: again.session.view.documents and not again.session.busy)
    assert [tab.path.name for tab in tabs.tabs] == ["one.ar.txt", "two.ar.txt"]
    assert again.session.view.work.name == "one.ar.txt"
    tabs.step(True)
    wait(lambda: again.session.view.work.name == "two.ar.txt" and again.session.view.documents)


def test_tabs_of_single_files_come_back(start: Start, corpus: Path) -> None:
    app = start(str(corpus / "one.ar.txt"))
    session = app.session
    wait(lambda: session.view.documents and not session.busy)
    first = session.tabs.current
    session.corpora.add_files([corpus / "two.ar.txt"])
    session.tabs.open(session.corpora[0], work(session.corpora[0], "two"))
    settle(session)
    assert session.tabs.current is not first
    app.quit()
    stop(app)
    again = start()
    again.restore()
    wait(lambda: again.session.view.documents and not again.session.busy)
    assert again.session.view.work.name == "two.ar.txt"
    again.session.tabs.step(True)
    wait(lambda: again.session.view.documents and "one" in again.session.view.work.name)


def test_a_tab_follows_its_document_when_that_is_renamed(start: Start, corpus: Path) -> None:
    app = start(str(corpus))
    open_work(app, "one")
    session = app.session
    session.tabs.open(session.corpora[0], work(session.corpora[0], "two"))
    settle(session)
    (corpus / "one.ar.txt").rename(corpus / "uno.ar.txt")
    session.corpora.rescan(session.corpora[0])
    wait(lambda: any(w.name.startswith("uno") for w in session.corpora[0].works))
    settle(session)
    assert [tab.path.name for tab in session.tabs.tabs] == ["uno.ar.txt", "two.ar.txt"]
    session.tabs.step(True)
    wait(lambda: session.view.work.name == "uno.ar.txt" and session.view.documents)


def test_the_tab_in_front_follows_its_work_and_stays_at_its_place(
    start: Start, corpus: Path
) -> None:
    app = start(str(corpus))
    open_work(app, "one")
    session = app.session
    settle(session)
    wait(lambda: session.corpora[0].looked)
    session.watching.see(session.corpora[0])
    session.watching.settle(60_000)
    session.tabs.keep()
    told: list[Path] = []
    session.tabs.gone.connect(told.append)
    session.view.place = ("ar", 2, 0)
    for old in sorted(corpus.glob("one.*")):
        old.rename(old.with_name(f"uno{old.name[3:]}"))
    session.watching.look_again()
    wait(lambda: session.view.work and session.view.work.name.startswith("uno"))
    settle(session)
    wait(lambda: session.view.documents and not session.busy)
    assert len(session.tabs.tabs) == 1 and session.tabs.current.path.name.startswith("uno")
    assert session.reading.places.get(session.tabs.current.path) == (
        "ar",
        session.view.documents["ar"].lines.start(2),
    )
    session.tabs.look_for_files()
    assert told == []


def test_a_document_renamed_while_the_program_was_closed_is_open_again(
    start: Start, corpus: Path
) -> None:
    app = start(str(corpus))
    open_work(app, "two")
    session = app.session
    settle(session)
    wait(lambda: session.corpora[0].looked)
    session.watching.see(session.corpora[0])
    session.watching.settle(60_000)
    session.view.place = ("ar", 3, 0)
    stop(app)
    (corpus / "two.ar.txt").rename(corpus / "zwei.ar.txt")
    again = start()
    again.restore()
    view = again.session.view
    wait(lambda: view.documents and view.work.name.startswith("zwei"))
    assert view.place == ("ar", 3, 0)


def test_a_document_deleted_while_the_program_was_closed_is_told(
    start: Start, corpus: Path
) -> None:
    app = start(str(corpus))
    open_work(app, "two")
    settle(app.session)
    stop(app)
    (corpus / "two.ar.txt").unlink()
    again, told = start(), []
    again.session.failed.connect(told.append)
    again.restore()
    wait(lambda: told and again.session.view.documents)
    assert told[0].path.name == "two.ar.txt"


@pytest.mark.variants
@pytest.mark.parametrize("whole", [False, True])
def test_a_document_deleted_while_it_is_open_is_said_on_its_tab(
    start: Start, corpus: Path, tmp_path: Path, whole: bool
) -> None:
    (corpus / "one.ar.txt").write_text("نص لا يشبه سواه في شيء", "utf-8")
    app = start(str(corpus))
    open_work(app, "two")
    session = app.session
    session.tabs.open(session.corpora[0], work(session.corpora[0], "one"))
    wait(lambda: session.view.work.name.startswith("one") and not session.busy)
    settle(session)
    document = session.view.documents["ar"]
    session.notebook.write(document, document.place(0, 3), text="kept")
    settle(session)
    bar, away = app.window.panes.bar, tmp_path / "away"
    moved = corpus if whole else corpus / "one.ar.txt"
    moved.rename(away)
    session.watching.look_again()
    wait(lambda: "no longer there" in bar.tabText(1))
    wait(lambda: "no longer there" in app.window.notice.label.text())
    assert "no longer there" in app.window.windowTitle()
    assert ("no longer there" in bar.tabText(0)) == whole
    session.watching._read_notes(again=True)
    settle(session)
    assert session.view.documents["ar"] is document
    assert [p.note.text for p in session.notebook.of(document)] == ["kept"]
    away.rename(moved)
    session.watching.look_again()
    wait(lambda: "no longer there" not in bar.tabText(1))
    settle(session)
    assert [p.note.text for p in session.notebook.of(document)] == ["kept"]


def test_a_copy_that_arrives_while_its_document_is_open_is_shown(
    start: Start, corpus: Path, tmp_path: Path
) -> None:
    app = start(str(corpus))
    open_work(app, "one")
    session = app.session
    document = session.view.documents["ar"]
    session.notebook.write(document, document.place(0, 3), text="mine")
    wait(lambda: len(session.notebook.of(document)) == 1)
    settle(session)
    other = NoteStore(corpus, tmp_path / "elsewhere", "elsewhere", "Other")
    home = other.home(document.path)
    kept = home.read_bytes()
    for number, name in enumerate(("one.ar.txt 2", "one.ar.txt_conflict-20260131-101500")):
        other.put(document.path, Note(document.place(8, 12), f"theirs {number}"), document)
        home.with_name(f"{name}.json").write_bytes(home.read_bytes())
        home.write_bytes(kept)
    session.watching.look_again()
    wait(lambda: len(session.notebook.of(document)) == 3)
    assert [path.name for path in home.parent.iterdir()] == ["one.ar.txt.json"]


def test_what_was_still_being_read_shows_beside(start: Start, corpus: Path) -> None:
    app = start(str(corpus))
    open_work(app, "one")
    session = app.session
    session.open_work(session.corpora[0], work(session.corpora[0], "two"))
    session.tabs.open_beside(session.corpora[0], work(session.corpora[0], "three"))
    reader = app.window.panes.beside.reader
    wait(lambda: reader.flow.documents and session.view.documents)
    assert session.tabs.beside.path.name == "two.ar.txt"


def test_the_trail_has_no_place_where_nobody_was(start: Start, corpus: Path) -> None:
    app = start(str(corpus))
    open_work(app, "one")
    session = app.session
    app.window.pane.reader.go_to("ar", 60, at=0.0)
    session.open_work(session.corpora[0], work(session.corpora[0], "two"))
    session.open_work(session.corpora[0], work(session.corpora[0], "three"))
    settle(session)
    assert [spot.path.name for spot in session.tabs.current.back] == ["one.ar.txt"]


def test_back_into_a_document_that_comes_in_parts(start: Start, corpus: Path) -> None:
    rows = [
        f"هذه فقرة رقمها {n} من نص طويل,This is paragraph {n} of a long text" for n in range(9000)
    ]
    (corpus / "big.csv").write_text("\n".join(["ar,en", *rows]), "utf-8")
    app = start(str(corpus))
    open_work(app, "big")
    session = app.session
    settle(session)
    side, document = next(iter(session.view.documents.items()))
    session.view.jump(side, document.lines.start(8000))
    session.open_work(session.corpora[0], work(session.corpora[0], "one"))
    settle(session)
    session.tabs.back()
    wait(lambda: session.view.work.name.startswith("big") and not session.busy)
    wait(lambda: session.view.place is not None and session.view.place[1] > 7900)


def test_texts_that_no_tab_holds_are_let_go(start: Start, corpus: Path) -> None:
    app = start(str(corpus))
    open_work(app, "one")
    session = app.session
    held = weakref.ref(session.view.documents["ar"])
    open_work(app, "two")
    settle(session)
    wait(lambda: not gc.collect() or held() is None)
    wait(lambda: held() is None)


def test_the_text_of_a_closed_tab_is_let_go_where_another_tab_has_it_too(
    start: Start, corpus: Path
) -> None:
    app = start(str(corpus))
    open_work(app, "one")
    session = app.session
    settle(session)
    first = session.view.documents["ar"]
    session.tabs.open(session.corpora[0], work(session.corpora[0], "two"))
    settle(session)
    session.tabs.open(session.corpora[0], work(session.corpora[0], "one"))
    settle(session)
    held = weakref.ref(session.view.documents["ar"])
    session.tabs.activate(session.tabs.tabs[1])
    session.tabs.close(session.tabs.tabs[2])
    settle(session)
    assert held() is not first
    wait(lambda: gc.collect() >= 0 and held() is None)


def test_texts_of_a_closed_corpus_are_let_go(start: Start, corpus: Path) -> None:
    app = start(str(corpus))
    open_work(app, "one")
    session = app.session
    settle(session)
    QApplication.processEvents()  # the status bar tells of it
    held = [weakref.ref(document) for document in session.view.documents.values()]
    session.tabs.open(session.corpora[0], work(session.corpora[0], "two"))
    settle(session)
    held += [weakref.ref(document) for document in session.view.documents.values()]
    session.corpora.close_corpus(session.corpora[0])
    settle(session)
    wait(lambda: gc.collect() >= 0 and not any(each() for each in held))


# Forgetting


def noted(store: NoteStore, path: Path) -> Document:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("hello world. " * 20, "utf-8")
    document = Document.of_text(path.read_text("utf-8"), language="en", direction="ltr")
    document.path = path
    for text in ("one", "two"):
        store.put(path, Note(place=document.place(0, 5), text=text), document)
    store.keep_text(path, document.text())
    return document


def test_forgetting_one_corpus_takes_nothing_from_others(tmp_path: Path) -> None:
    data, cache = tmp_path / "data", tmp_path / "cache"
    data.mkdir()
    cache.mkdir()
    single = NoteStore(None, data, "here", "me")
    alone = noted(single, tmp_path / "else" / "single.txt")
    store = NoteStore(tmp_path / "a", data, "here", "me")
    mine = noted(store, tmp_path / "a" / "a.txt")
    forget(tmp_path / "a", store, data, cache, backups=True)
    assert single.versions(alone.path) and single.has_text(alone.path)
    assert not store.versions(mine.path) and not store.has_text(mine.path)
    above = tmp_path / "shared"
    (above / "hashiya-notes").mkdir(parents=True)
    b, c = (NoteStore(above / name, data, "here", "me") for name in "bc")
    gone, stays = noted(b, above / "b" / "b.txt"), noted(c, above / "c" / "c.txt")
    forget(above / "b", b, data, cache, backups=True)
    assert c.versions(stays.path) and c.has_text(stays.path)
    assert not b.versions(gone.path) and not b.has_text(gone.path)
    assert len(b.notes(gone.path)) == len(c.notes(stays.path)) == 2


def test_nothing_comes_back_after_forgetting(start: Start, corpus: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "x.txt").write_text("نص", "utf-8")
    app = start(str(corpus))
    open_work(app, "one")
    seat = another_window(app)
    seat.session.corpora.open_corpus(corpus, corpus / "two.ar.txt")
    wait(lambda: seat.session.view.documents)
    seat.session.corpora.open_corpus(other)
    settle(app.session, seat.session)
    document = app.session.view.documents["ar"]
    for number in range(5):  # and at once, while they are being saved
        app.session.notebook.write(document, document.place(number * 3, number * 3 + 2))
    done: list[object] = []
    app.session.forgetting.done.connect(lambda root, left: done.append(left))
    app.session.forgetting.forget(app.session.corpora[0], backups=True)
    wait(lambda: done)
    assert not app.session.notebook.can_undo
    settle(app.session, seat.session)
    app.quit()
    assert not list((corpus / "hashiya-notes").rglob("*.gz"))
    assert str(corpus) not in (paths.data_dir() / "layouts.json").read_text("utf-8")
    notes = (corpus / "hashiya-notes" / "documents" / "one.ar.txt.json").read_text("utf-8")
    assert len(json.loads(notes).get("items", json.loads(notes).get("notes", []))) == 5


# Keys


def test_letters_that_need_ctrl_and_alt_are_typed(
    start: Start, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = start(str(corpus))
    open_work(app, "one")
    app.window.activateWindow()
    app.window.focus_filter()
    line = app.window.tree.filter
    wait(line.hasFocus)
    monkeypatch.setattr(sys, "platform", "win32")
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    event = QKeyEvent(QEvent.Type.KeyPress, 0x104, held, 30, 0, 0, "ą")
    QCoreApplication.sendEvent(app.window.windowHandle(), event)
    monkeypatch.undo()
    assert line.text() == "ą"


def test_notes_that_were_damaged_come_back_with_one_click(start: Start, corpus: Path) -> None:
    app = start(str(corpus))
    open_work(app, "one")
    session = app.session
    document = session.view.documents["ar"]
    for words in ("first", "second"):
        session.notebook.write(document, document.place(0, 3), text=words)
        settle(session)
    wait(lambda: len(session.notebook.of(document)) == 2)
    home = session.corpora[0].store.home(document.path)
    home.write_text("{ no notes", "utf-8")
    session.watching.look_again()
    notice = app.window.notice
    wait(lambda: notice.restore.isVisible() and not session.notebook.of(document))
    notice.restore.click()
    wait(lambda: {p.note.text for p in session.notebook.of(document)} == {"first", "second"})
    assert list(home.parent.glob("*.unreadable-1.json"))


def test_leaving_waits_for_a_slow_disk_and_says_so(
    start: Start, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = start(str(corpus))
    open_work(app, "one")
    session = app.session
    document, gate = session.view.documents["ar"], threading.Event()
    save = core_notes.save_bytes

    def slow(*rest: object) -> None:
        assert gate.wait(60)
        save(*rest)  # type: ignore[arg-type]

    monkeypatch.setattr(core_notes, "save_bytes", slow)
    session.notebook.write(document, document.place(0, 3), text="slowly")
    told: list[str] = []

    def look() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QProgressDialog):
            told.append(box.labelText())
            gate.set()
        else:
            QTimer.singleShot(20, look)

    QTimer.singleShot(0, look)
    app.window.close()
    assert "one.ar.txt" in told[0]
    assert [n.text for n in session.corpora[0].store.notes(document.path)] == ["slowly"]


@pytest.mark.slow
def test_nothing_keeps_the_colours_of_the_theme_before(start: Start, seeds: Path) -> None:
    app = start(str(seeds), "--theme", "sepia")
    open_work(app, "letter")
    window = app.window
    for panel in window.parts.values():
        panel.show()
    window.pane.find_bar.open("ا")
    window.notice.tell("What is told", warning=True)
    app.session.set(Settings.theme, "dark")
    wait(lambda: app.theme.key == "dark" and not app._pale)
    parts = {**window.parts, "tree": window.tree, "start": window.start, "notice": window.notice}
    parts |= {"bar": window.pane.bar, "find": window.pane.find_bar, "text": window.pane.reader}
    parts |= {"tools": window.commands.toolbar, "palette": window.palette_box}
    kept = {name: left_over(part.grab().toImage(), "sepia", "dark") for name, part in parts.items()}
    assert {name: colours for name, colours in kept.items() if colours} == {}


def left_over(picture: QImage, before: str, now: str) -> set[str]:
    """Colours of one theme that another has not, which more than a few dots of a picture have."""
    old, new = themes()[before], themes()[now]
    known = {*new.colours.values(), *new.page.values()}
    plain = picture.convertToFormat(QImage.Format.Format_RGB32)  # held: its memory is counted
    dots = Counter(memoryview(plain.bits()).cast("I"))
    gone = {*old.colours.values(), *old.page.values()} - known
    return {colour for colour in gone if dots[QColor(colour).rgb()] > 4}


def test_windows_and_texts_that_were_closed_are_gone(start: Start, corpus: Path) -> None:
    """Nothing holds a window, its session, its views or its texts once the reader closed it."""
    app = start(str(corpus))
    open_work(app, "one")
    known = [each for _ in range(4) for each in used_and_closed(app, corpus)]

    def alive() -> Counter[str]:
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
        return Counter(type(held).__name__ for each in known if (held := each()) is not None)

    try:
        wait(lambda: not alive())
    except AssertionError:
        raise AssertionError(alive()) from None


def used_and_closed(app: program.App, corpus: Path) -> list[weakref.ref[Any]]:
    """A window in which both texts were read and all panels shown, closed again: what it was."""
    seat = another_window(app)
    session, window = seat.session, seat.window
    session.open_paths([corpus])
    wait(lambda: session.corpora and session.corpora[0].complete)
    for part in ("two", "one"):
        session.open_work(session.corpora[0], work(session.corpora[0], part))
        settle(session)
    for panel in window.parts.values():
        panel.show()
    parts = (session, session.view, session.notebook, session.searching, window)
    views = (window.pane, window.pane.reader, window.commands, *window.parts.values())
    known = [weakref.ref(each) for each in (*parts, *views, *session.view.documents.values())]
    window.close()
    return known
