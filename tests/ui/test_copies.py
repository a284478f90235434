"""Copies of files of notes that programs of synchronisation make, taken in and shown."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from note_parts import placed
from ui_parts import open_work, wait

from viewer.app import App
from viewer.core.notes.note import Note, save_w3c
from viewer.core.text.document import Document
from viewer.session.watch_files import QUIET_MS

Start = Callable[..., App]
TEXT = "\n".join(f"الفقرة رقم {number} من كتاب البحر" for number in range(12))
COPIES = (
    "river.ar.txt 2.json", "river.ar.txt (1).json", "river.ar.txt_conflict-20260102-030405.json",
    "river.ar.txt (conflicted copy 2026-01-02 030405).json",
    "river.ar.txt.sync-conflict-20260102-030405-ABCDEFG.json", "river.ar.txt-LAPTOP-7.json",
)  # fmt: skip


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "river.ar.txt").write_text(TEXT, "utf-8")
    (folder / "sea.txt").write_text("نص آخر", "utf-8")
    return folder


def notes_file(name: str, corpus: Path, number: int) -> None:
    """A file of one note on the paragraph of that number."""
    document = Document.of_text(TEXT, language="ar", direction="rtl")
    start = TEXT.index(f"رقم {number} ")
    note = Note(place=document.place(start, start + 6), text=f"note {number}")
    note = replace(note, edited={"body": ("2026-01-02T03:04:05.000Z", f"device{number}", 1)})
    folder = corpus / "hashiya-notes" / "documents"
    folder.mkdir(parents=True, exist_ok=True)
    data = save_w3c([note], "river.ar.txt", {"path": "river.ar.txt"})
    (folder / name).write_text(json.dumps(data, ensure_ascii=False), "utf-8")


ALL = sorted(f"note {number}" for number in range(7))


@pytest.mark.parametrize("turn", range(3))
def test_six_copies_that_lie_there_at_opening_are_shown(
    start: Start, corpus: Path, turn: int
) -> None:
    for number, name in enumerate(("river.ar.txt.json", *COPIES)):
        notes_file(name, corpus, number)
    app = start(str(corpus))
    open_work(app, "river")
    wait(lambda: sorted(p.note.text for p in placed(app)) == ALL)


def test_copies_that_come_while_the_text_is_open_are_shown(start: Start, corpus: Path) -> None:
    notes_file("river.ar.txt.json", corpus, 0)
    app = start(str(corpus))
    open_work(app, "river")
    wait(lambda: [p.note.text for p in placed(app)] == ["note 0"])
    for number, name in enumerate(COPIES, 1):
        notes_file(name, corpus, number)
    app.session.watching.look_again()
    wait(lambda: sorted(p.note.text for p in placed(app)) == ALL)


def test_a_look_at_once_is_no_rule_for_the_next(start: Start, corpus: Path) -> None:
    app = start(str(corpus))
    open_work(app, "river")
    watching = app.session.watching
    watching.look_again()
    wait(lambda: not watching._pause.isActive())
    assert watching._pause.interval() == QUIET_MS


def test_a_paragraph_of_a_text_outside_the_corpus_is_turned_round(
    start: Start, corpus: Path, tmp_path: Path
) -> None:
    app = start(str(corpus))
    outside = tmp_path / "elsewhere.txt"
    outside.write_text("سطر\nline", "utf-8")
    here = app.session.corpora[0]
    assert here.relative(outside) == outside.as_posix() and here.relative(corpus / "a/b") == "a/b"
    open_work(app, "river")
    app.session.view.documents["ar"].path = outside
    app.session.teaching.turn_block("ar", 0, "rtl")
    assert app.session.view.documents["ar"].directions[0] == "ltr"
    app.session.open_paths([outside])
    wait(lambda: not app.session.busy and len(app.session.view.document() or ()) == 2)
    side = next(iter(app.session.view.documents))
    app.session.teaching.turn_block(side, 0, "rtl")
    assert app.session.view.documents[side].directions[0] == "ltr"
