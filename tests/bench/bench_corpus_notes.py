"""20,000 notes in a corpus of 200 documents, 5,000 in one document: listed, filtered, saved.

    python tests/bench/bench_corpus_notes.py

Each figure beside reading the same files of notes as plain JSON, in the same run.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtWidgets import QApplication, QWidget

from viewer.core.export.note_groups import Noted
from viewer.core.notes.note import Note
from viewer.core.notes.store import NoteStore
from viewer.core.text.document import Document
from viewer.session.notes.notebook import place_notes
from viewer.ui.panels.notes.corpus_panel import NoteTable


def filled(root: Path, documents: int, each: int) -> NoteStore:
    store = NoteStore(root, root.parent / f"data-{root.name}", "bench", "Reader")
    for number in range(documents):
        text = "".join(
            f"{n} قال الوزير {n * 7} إن الأسعار ارتفعت في {number}\n" for n in range(each)
        )
        path = root / f"{number}.txt"
        path.write_text(text, "utf-8")
        document = Document.of_text(text, path=path)
        starts = [document.lines.start(n) for n in range(each)]
        notes = [Note(place=document.place(at, at + 20), text=f"note {at}") for at in starts]
        store.put_all(path, notes, document)
    return store


def timed(name: str, work: object, against: float = 0.0) -> float:
    began = time.perf_counter()
    work()  # type: ignore[operator]
    spent = time.perf_counter() - began
    ratio = f"  {spent / against:.2f} of reading the JSON" if against else ""
    print(f"{name:52}{1000 * spent:9.1f} ms{ratio}")
    return spent


def main() -> None:
    app = QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        many, one = Path(folder) / "many", Path(folder) / "one"
        for root in (many, one):
            root.mkdir()
        filled(many, 200, 100)
        store = NoteStore(many, Path(folder) / "data-many", "bench", "Reader")
        files = list(many.rglob("*.json"))
        plain = timed(
            "20,000 notes: plain JSON", lambda: [json.loads(f.read_bytes()) for f in files]
        )
        found: list[Noted] = []

        def listed() -> None:
            found.extend(Noted(note, label, label) for label, note in store.all())
            for each in found:
                each.words  # noqa: B018 # as the job does

        timed("20,000 notes: listed (in the background)", listed, plain)
        parent = QWidget()
        table = NoteTable(parent)
        timed("20,000 notes: taken by the table", lambda: table.take(found), plain)
        wanted: dict[str, str] = dict.fromkeys(("tag", "colour", "author", "state"), "")
        timed("20,000 notes: filtered by a word", lambda: table.filter("وزير", wanted), plain)
        large = filled(one, 1, 5000)
        path = one / "0.txt"
        document = Document.of_text(path.read_text("utf-8"), path=path)
        notes = large.notes(path)
        timed("5,000 notes in a document: placed", lambda: place_notes(document, notes), plain)
        first = notes[0]
        timed(
            "one of them saved", lambda: large.put(path, replace(first, text="x"), document), plain
        )
    del app


if __name__ == "__main__":
    main()
