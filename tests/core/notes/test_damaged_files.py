"""Files of notes that somebody damaged: what was last seen of them is the first way back."""

from __future__ import annotations

from pathlib import Path

import pytest

from viewer.core.bitext.work_file import WorkFile
from viewer.core.corpus.corpus_file import CorpusFile
from viewer.core.dictionaries.word_list import WordList
from viewer.core.notes.store import Note, NoteStore
from viewer.core.text.document import Document
from viewer.session.notes.restore_version import notes_of_version

TEXT = Document.of_text("كان في المدينة سوق كبيرة يقصدها الناس من القرى.", "txt")


LEFT = [
    b"",
    b"\0" * 90,
    b'{"items": [',
    b"[1]",
    b"{}",
    b'{"items": null}',
    b'{"items": 5}',
    b'{"type": "Annotation"}',
]
"""What a damaged file holds."""


@pytest.mark.parametrize("again", [False, True], ids=["open", "started anew"])
@pytest.mark.parametrize("left", LEFT)
def test_what_was_last_seen_of_a_damaged_file_is_its_newest_version(
    tmp_path: Path, left: bytes, again: bool
) -> None:
    root = tmp_path / "corpus"
    root.mkdir()
    document = root / "market.txt"
    document.write_text(TEXT.text(), "utf-8")
    store = NoteStore(root, tmp_path / "home", "one", "ليلى")
    for number in range(3):
        store.put(document, Note(TEXT.place(0, 4 + number), f"{number}"), TEXT)
    store.home(document).write_bytes(left)
    if again:
        store = NoteStore(root, tmp_path / "home", "one", "ليلى")
    assert store.notes(document) == [] and store.damaged
    newest, _ = store.versions(document)[0]
    assert {note.text for note in notes_of_version(newest)} == {"0", "1", "2"}


@pytest.mark.parametrize("left", [b"", b"\0" * 90, b'{"pairs": [', b"[1]"])
def test_what_was_said_of_a_corpus_or_a_work_or_words_last_is_put_back(
    tmp_path: Path, left: bytes
) -> None:
    backups = tmp_path / "backups"
    corpus = CorpusFile(tmp_path / "corpus.json", pairs=[("a.ar.txt", "b.en.txt")])
    work = WorkFile(tmp_path / "work.json")
    work.write_own("ar", TEXT, [0], "fr", "Un marché")
    words = WordList(tmp_path / "words.json")
    words.look_up("سوق", "ar")
    for file in (corpus, work, words):
        file.write(backups)
        file.path.write_bytes(left)
    again = CorpusFile.read(corpus.path, backups)
    assert again.restored and again.damaged and again.damaged.read_bytes() == left
    assert again.pairs == CorpusFile.read(corpus.path).pairs == corpus.pairs
    done = WorkFile.read(work.path, backups)
    assert done.restored and [own.text for own in done.own] == ["Un marché"]
    listed = WordList.read(words.path, backups=backups)
    assert listed.restored and [word.word for word in listed.words()] == ["سوق"]


def test_what_was_never_saved_is_not_put_back(tmp_path: Path) -> None:
    path = tmp_path / "corpus.json"
    path.write_text("{", "utf-8")
    file = CorpusFile.read(path, tmp_path / "backups")
    assert file.damaged and not file.restored and not path.exists()
