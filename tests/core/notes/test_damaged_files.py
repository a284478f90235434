"""Files of notes that somebody damaged: what was last seen of them is the first way back."""

from __future__ import annotations

from pathlib import Path

import pytest

from viewer.core.notes.store import Note, NoteStore
from viewer.core.text.document import Document
from viewer.session.notes.restore_version import notes_of_version

TEXT = Document.of_text("كان في المدينة سوق كبيرة يقصدها الناس من القرى.", "txt")


@pytest.mark.parametrize("left", [b"", b"\0" * 90, b'{"items": [', b"[1]"])
def test_what_was_last_seen_of_a_damaged_file_is_its_newest_version(
    tmp_path: Path, left: bytes
) -> None:
    root = tmp_path / "corpus"
    root.mkdir()
    document = root / "market.txt"
    document.write_text(TEXT.text(), "utf-8")
    store = NoteStore(root, tmp_path / "home", "one", "ليلى")
    for number in range(3):
        store.put(document, Note(TEXT.place(0, 4 + number), f"{number}"), TEXT)
    store.home(document).write_bytes(left)
    assert store.notes(document) == [] and store.damaged
    newest, _ = store.versions(document)[0]
    assert {note.text for note in notes_of_version(newest)} == {"0", "1", "2"}
