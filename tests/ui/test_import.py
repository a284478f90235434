"""Notes that come from files of other programs: once, again, and back from our own exports."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from ui_parts import open_work, wait

from viewer.app import App
from viewer.core.export.note_groups import Labels, Noted
from viewer.core.export.notes import write
from viewer.core.notes.note import Counterpart, Note
from viewer.core.text.document import Document
from viewer.session.notes.corpus_notes import Brought

Start = Callable[..., App]

LINES = [
    "باب في الماء والأنهار", "قال الراوي إن السفينة رست عند الجسر.", "ثم مضى كل إلى بيته.",
    "باب في النار والحطب", "قال الراوي إن السفينة رست عند الجسر.", "ثم مضى كل إلى بيته.",
    "خاتمة الكتاب وفيها ذكر الجسر والسفينة.",
]  # fmt: skip


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "river.ar.txt").write_text("\n".join(LINES), "utf-8")
    (folder / "river.en.txt").write_text("On water\nThe ship lay at the bridge.\n", "utf-8")
    return folder


def bring(app: App, file: Path) -> Brought:
    """Import a file, and what came of it."""
    told: list[Brought] = []
    gathering = app.session.gathering
    gathering.brought.connect(told.append)
    gathering.bring(app.session.corpora[0], file)
    wait(lambda: told)
    gathering.brought.disconnect(told.append)
    return told[0]


def kept(app: App) -> dict[str, Note]:
    return {note.id: note for _, note in app.session.corpora[0].store.all()}


def row(number: int, exact: str, text: str, **more: object) -> dict[str, Any]:
    selector = {"type": "TextQuoteSelector", "exact": exact}
    return {
        "id": f"h{number}", "uri": "http://x/river.ar.txt", "text": text, "tags": ["one"],
        "created": "2024-01-01T00:00:00Z", "updated": "2024-01-02T00:00:00Z",
        "target": [{"source": "http://x/river.ar.txt", "selector": [selector]}], **more,
    }  # fmt: skip


def hypothesis(path: Path, *rows: dict[str, Any]) -> Path:
    path.write_text(json.dumps({"total": len(rows), "rows": list(rows)}), "utf-8")
    return path


def test_importing_again_takes_what_changed_and_doubles_nothing(start: Start, corpus: Path) -> None:
    app = start(str(corpus))
    open_work(app, "river")
    file = hypothesis(corpus.parent / "h.json", row(1, LINES[0], "a"), row(2, LINES[6], "b"))
    assert bring(app, file).count == 2
    again = bring(app, file)
    assert (again.count, again.known, len(kept(app))) == (0, 2, 2)
    changed = row(2, LINES[6], "b, thought over", tags=["two"], updated="2024-02-03T00:00:00Z")
    hypothesis(file, row(1, LINES[0], "a"), changed, row(3, LINES[3], "c"))
    third = bring(app, file)
    assert (third.count, third.known) == (2, 1)
    notes = {note.text: note for note in kept(app).values()}
    assert set(notes) == {"a", "b, thought over", "c"}
    note = notes["b, thought over"]
    assert (note.tags, note.modified, note.other) == (("two",), "2024-02-03T00:00:00Z", "")
    app.session.notebook.undo()
    wait(lambda: {note.text for note in kept(app).values()} == {"a", "b"})


def test_what_the_reader_made_of_an_imported_note_stays(start: Start, corpus: Path) -> None:
    app = start(str(corpus))
    open_work(app, "river")
    file = hypothesis(corpus.parent / "h.json", row(1, LINES[0], "a"), row(2, LINES[6], "b"))
    bring(app, file)
    store, path = app.session.corpora[0].store, corpus / "river.ar.txt"
    document = app.session.view.documents["ar"]
    for note in store.notes(path):
        store.put(path, replace(note, text=note.text + ", mine", colour="#aabbcc"), document)
    assert bring(app, file).known == 2
    hypothesis(file, row(1, LINES[0], "a, theirs"), row(2, LINES[6], "b", tags=["one", "new"]))
    bring(app, file)
    notes = {note.text: note for note in kept(app).values()}
    assert {text: note.other for text, note in notes.items()} == {
        "a, mine": "a, theirs", "b, mine": "",
    }  # fmt: skip
    assert notes["b, mine"].tags == ("one", "new")
    assert {note.colour for note in notes.values()} == {"#aabbcc"}
    assert bring(app, file).count == 0


@pytest.mark.parametrize("name", ["a.ann", "w.json"])
def test_a_file_without_times_is_known_again(start: Start, corpus: Path, name: str) -> None:
    app = start(str(corpus))
    open_work(app, "river")
    file = corpus.parent / f"river.ar{name[1:]}"
    file.with_suffix(".txt").write_text("\n".join(LINES), "utf-8")

    def written(tag: str) -> Path:
        body = {"type": "TextualBody", "value": tag, "purpose": "tagging"}
        selector = {"type": "TextPositionSelector", "start": 0, "end": len(LINES[0])}
        target = {"source": "river.ar.txt", "selector": selector}
        w3c = {"type": "Annotation", "id": "urn:x", "body": body, "target": target, "rights": "r"}
        brat = f"T1\t{tag} 0 {len(LINES[0])}\t{LINES[0]}\n"
        file.write_text(brat if name.endswith("ann") else json.dumps([w3c]), "utf-8")
        return file

    assert bring(app, written("Place")).count == 1
    assert bring(app, written("Place")).count == 0
    if name == "w.json":  # the tag is part of what brat knows a note by
        assert bring(app, written("Person")).count == 1
    (note,) = kept(app).values()
    assert note.tags == (("Person",) if name == "w.json" else ("Place",))
    assert note.place is not None and note.place.exact == LINES[0]
    if name == "w.json":
        assert note.extra["rights"] == "r"  # what no note knows of is carried


def all_kinds(arabic: Document, english: Document) -> list[Note]:
    """Notes on twins, in many colours, by many authors, some on two places or on none."""
    text = "\n".join(LINES)
    twins = [i for i in range(len(text)) if text.startswith(LINES[1], i)]
    spots = [(i, i + len(LINES[1])) for i in twins] + [(0, 3), (5, 11)]
    other = Counterpart("river.en.txt", english.place(9, 17))
    notes = []
    for number in range(24):
        place = arabic.place(*spots[number % 4]) if number % 7 else None
        notes.append(
            Note(
                place=place, text=f"{number}\nقول", tags=(f"t{number % 3}", "عام"),
                colour=f"#0000{number:02x}", creator=f"قارئ @ {number % 5}",
                created=f"2023-01-01T00:00:{number:02}.000Z",
                modified=f"2023-02-01T00:00:{number:02}.000Z",
                counterpart=other if place and number % 5 == 0 else None,
            )
        )  # fmt: skip
    return notes


@pytest.mark.parametrize("ending", [".jsonld", ".epub.json", ".hypothesis.json"])
def test_every_field_comes_back_from_an_export(start: Start, corpus: Path, ending: str) -> None:
    app = start(str(corpus))
    open_work(app, "river")
    documents = app.session.view.documents
    notes = all_kinds(documents["ar"], documents["en"])
    file = corpus.parent / f"out{ending}"
    write([Noted(note, "river.ar.txt", title="River") for note in notes], file, Labels())
    told = bring(app, file)
    assert told.count == len(notes) and not told.left
    plain = {"edited": {}, "imported": {}, "extra": {}}
    back = [replace(note, **plain) for note in kept(app).values()]  # type: ignore[arg-type]
    assert sorted(back, key=lambda n: n.text) == sorted(notes, key=lambda n: n.text)
    assert bring(app, file).count == 0
