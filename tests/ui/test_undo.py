"""One stack of undo: every kind of change is a step that the menu names; forgetting one corpus
takes no step from another."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from note_parts import note, placed
from ui_parts import open_work, wait

from viewer.app import App
from viewer.core.bitext.pins import Pin

Start = Callable[..., App]

NAMES = {
    "write": "new note",
    "edit": "change of a note",
    "delete": "deletion of a note",
    "accept": "acceptance of the text",
    "restore": "return of an earlier version",
    "retag": "change of a tag",
    "pairs": "change of pairs",
    "pins": "repair of rows",
    "own": "own translation",
    "rules": "teaching of lines",
    "override": "choice for a document",
    "import": "import of 1 note",
}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    lines = [f"الفقرة رقمها {number} من النص." for number in range(20)]
    (folder / "pair.ar.txt").write_text("\n".join(lines), "utf-8")
    lines = [f"The paragraph numbered {number} of the text." for number in range(20)]
    (folder / "pair.en.txt").write_text("\n".join(lines), "utf-8")
    (folder / "single.txt").write_text("نص وحده", "utf-8")
    return folder


def _change(app: App, kind: str, folder: Path) -> None:
    """Do one thing of that kind, on the open work `pair`."""
    session = app.session
    corpus, book, document = session.corpora[0], session.notebook, session.view.documents["ar"]
    if kind == "write":
        book.write(document, document.place(0, 3))
    elif kind == "edit":
        book.edit(document, placed(app)[0].note, colour="red", text="other")
    elif kind == "delete":
        book.delete(document, placed(app)[0].note)
    elif kind == "accept":
        book.accept(document)
    elif kind == "restore":
        book.restore(document, book.versions(document)[0][0])
    elif kind == "retag":
        session.gathering.retag(corpus, "old", "new")
    elif kind == "pairs":
        session.matching.pair(corpus, ("pair.ar.txt", "single.txt"))
    elif kind == "pins":
        session.aligning.set_pins(_side(app), (Pin(range(5, 6), range(7, 8)),))
    elif kind == "own":
        session.aligning.write_own("ar", [0], "fr", "Le paragraphe")
    elif kind == "rules":
        session.teaching.teach(True)
    elif kind == "override":
        session.teaching.turn_block("ar", 2, "rtl")
    else:
        _bring(app, folder)


def _bring(app: App, folder: Path) -> None:
    text = app.session.view.documents["ar"].text()
    at = text.index("رقمها 7")
    quote = {
        "type": "TextQuoteSelector",
        "exact": text[at : at + 7],
        "prefix": text[at - 30 : at],
        "suffix": text[at + 7 : at + 37],
    }
    annotation = {
        "type": "Annotation",
        "id": "urn:uuid:00000000-0000-4000-8000-000000000001",
        "body": {"type": "TextualBody", "value": "theirs"},
        "target": {"source": "pair.ar.txt", "selector": quote},
    }
    file = folder.parent / "one.json"
    file.write_text(json.dumps([annotation]), "utf-8")
    app.session.gathering.bring(app.session.corpora[0], file)


def _side(app: App) -> str:
    return next(iter(app.session.aligning.lined.alignments))


@pytest.mark.parametrize("kind", NAMES)
def test_every_change_is_one_step_named_in_the_menu(start: Start, corpus: Path, kind: str) -> None:
    app = start(str(corpus))
    open_work(app, "pair")
    wait(lambda: app.session.aligning.lined and app.session.aligning.lined.alignments)
    note(app, "ar", "الفقرة", text="mine")
    book = app.session.notebook
    book.edit(app.session.view.documents["ar"], placed(app)[0].note, tags=("old",))
    wait(lambda: placed(app)[0].note.tags == ("old",))
    steps = list(book._undo)
    _change(app, kind, corpus)
    undo, redo = app.window.commands["undo"], app.window.commands["redo"]
    wait(lambda: len(book._undo) == len(steps) + 1)
    assert undo.text().replace("&", "") == f"Undo {NAMES[kind]}"
    book.undo()
    wait(lambda: book._undo == steps and book.can_redo)
    assert redo.text().replace("&", "") == f"Redo {NAMES[kind]}"
    wait(lambda: [(p.note.text, p.note.tags) for p in placed(app)] == [("mine", ("old",))])


@pytest.mark.variants
@pytest.mark.parametrize("kind", ["pairs", "pins", "own", "rules", "override", "retag", "accept"])
def test_forgetting_a_corpus_leaves_the_steps_of_others(
    start: Start, corpus: Path, tmp_path: Path, kind: str
) -> None:
    other = tmp_path / "corpus2"  # its name begins alike
    other.mkdir()
    (other / "x.txt").write_text("نص آخر", "utf-8")
    app = start(str(corpus))
    open_work(app, "pair")
    session = app.session
    wait(lambda: session.aligning.lined and session.aligning.lined.alignments)
    note(app, "ar", "الفقرة", text="mine")
    book = session.notebook
    book.edit(session.view.documents["ar"], placed(app)[0].note, tags=("old",))
    wait(lambda: placed(app)[0].note.tags == ("old",))
    _change(app, kind, corpus)
    wait(lambda: len(book._undo) == 3)
    session.corpora.open_corpus(other)
    wait(lambda: len(session.corpora) == 2 and session.corpora[1].complete)
    wait(lambda: not session.busy)
    done: list[object] = []
    session.forgetting.done.connect(lambda root, left: done.append(left))
    session.forgetting.forget(session.corpora[1], backups=True)
    wait(lambda: done)
    assert [step.kind for step in book._undo] == ["write", "edit", kind]
    session.forgetting.forget(session.corpora[0], backups=True)
    wait(lambda: len(done) == 2)
    assert not book.can_undo
