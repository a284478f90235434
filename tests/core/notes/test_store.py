"""Notes on disk: where they are, what is kept of them, and that none is ever lost."""

from __future__ import annotations

import errno
import hashlib
import json
import math
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from viewer.core.base import json_files as stores
from viewer.core.base.errors import ReadOnly
from viewer.core.base.json_files import Damaged, dumps
from viewer.core.base.locks import lock
from viewer.core.notes import edit_stamps as stamps
from viewer.core.notes import locations as homes
from viewer.core.notes import store as notes
from viewer.core.notes.locations import decode_path, encode_path
from viewer.core.notes.note_file import read_notes
from viewer.core.notes.store import Note, NoteStore, save_w3c
from viewer.core.text.document import Document, Place

TEXT = "بيت كبير في المدينة\nبيت صغير في القرية\nThe end.\n"
SOURCE = Document.of_text(TEXT, language="ar")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A corpus with a document."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, "utf-8", newline="\n")
    return folder


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def store_of(root: Path | None, data: Path, device: str = "one", **rest: Any) -> NoteStore:
    return NoteStore(root, data, device, "Reader", **rest)


def put(store: NoteStore, document: Path, text: str = "", **rest: Any) -> Note:
    return store.put(document, Note(SOURCE.place(0, 3), text, **rest), SOURCE)


def file_of(store: NoteStore, document: Path) -> dict[str, Any]:
    return json.loads(store.home(document).read_text("utf-8"))


def texts(store: NoteStore, document: Path) -> set[str]:
    return {note.text for note in store.notes(document)}


# What is on disk


def test_a_note_is_on_disk_as_the_design_says(root: Path, data: Path) -> None:
    store, document = store_of(root, data), root / "a.txt"
    note = put(store, document, "نص", tags=("t",))
    written = file_of(store, document)
    assert list(written) == ["@context", "type", "hashiya:version", "hashiya:document", "items"]
    assert written["type"] == "AnnotationCollection"
    assert written["hashiya:document"] == {
        "path": "a.txt",
        "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
        "size": len(TEXT.encode()),
        "format": "txt",
        "formatVersion": 1,
        "language": "ar",
    }
    (item,) = written["items"]
    assert item["id"] == note.id
    assert item["id"].startswith("urn:uuid:")
    position, quote = item["target"][0]["selector"]
    assert (position["start"], position["end"]) == (0, 3)
    assert (quote["exact"], quote["suffix"]) == (TEXT[:3], TEXT[3:35])
    assert item["body"][0]["value"] == "نص"
    assert item["body"][0]["textDirection"] == "auto"
    assert item["body"][1] == {"type": "TextualBody", "purpose": "tagging", "value": "t"}
    assert item["hashiya:colour"] == "#ffd400"
    assert set(item["hashiya:edited"]) == {"body", "tags", "colour", "target"}
    assert item["creator"] == {"type": "Person", "name": "Reader"}


def test_the_hash_is_that_of_the_document_now(root: Path, data: Path) -> None:
    store, document = store_of(root, data), root / "a.txt"
    put(store, document)
    for text in (TEXT, TEXT + "more"):
        document.write_text(text, "utf-8", newline="\n")
        put(store, document)
        about = file_of(store, document)["hashiya:document"]
        assert about["sha256"] == hashlib.sha256(text.encode()).hexdigest()


def test_a_save_writes_what_the_whole_would_be(root: Path, data: Path) -> None:
    store, document = store_of(root, data), root / "a.txt"
    for number in range(5):
        put(store, document, f"{number}\n\u2028")
    text = store.home(document).read_text("utf-8")
    written = json.loads(text)
    whole = save_w3c(store.notes(document), "a.txt", written["hashiya:document"])
    assert text == dumps(whole) + "\n"


def test_the_same_notes_are_the_same_file(root: Path, data: Path) -> None:
    """Saving again changes no line of what did not change: good in git."""
    document = root / "a.txt"
    made = [put(store_of(root, data), document, str(n)) for n in range(4)]
    before = store_of(root, data).home(document).read_text("utf-8").splitlines()
    store = store_of(root, data)
    store.put(document, replace(made[2], text="other"), SOURCE)
    after = store.home(document).read_text("utf-8").splitlines()
    changed = sum(old != new for old, new in zip(before, after, strict=True))
    assert changed <= 4  # the text, the time, and time and counter of its stamp


NOTES = st.builds(
    Note,
    place=st.none()
    | st.builds(
        lambda start, exact: Place(start, start + len(exact), exact, "p", "s"),
        st.integers(0, 2**40),
        st.text(st.characters(), max_size=8),
    ),
    text=st.text(st.characters(), max_size=20),
    tags=st.lists(st.text(st.characters(), max_size=5), max_size=3).map(tuple),
    colour=st.sampled_from(["#ffd400", "#2ea8e5"]),
)


@given(NOTES, NOTES)
@settings(
    max_examples=50,
    suppress_health_check=list(HealthCheck),  # pyright: ignore[reportArgumentType]
    deadline=None,
)
def test_what_put_returns_is_what_the_disk_has(tmp_path: Path, one: Note, two: Note) -> None:
    document = tmp_path / "c" / "a.txt"
    store = store_of(tmp_path / "c", tmp_path / "data")
    saved = store.put(document, one, SOURCE)
    saved = store.put(document, replace(two, id=saved.id, edited=saved.edited), SOURCE)
    assert (saved.text, saved.tags, saved.place) == (two.text, two.tags, two.place)
    fresh = {n.id: n for n in store_of(tmp_path / "c", tmp_path / "data").notes(document)}
    assert fresh[saved.id] == saved


def test_unknown_members_survive_at_every_level(root: Path, data: Path) -> None:
    store, document = store_of(root, data), root / "a.txt"
    note = put(store, document, "words", tags=("t",))
    path, written = store.home(document), file_of(store, document)
    written["x:top"] = [1, {"a": None}]
    written["label"] = "notes"
    written["hashiya:document"]["x:about"] = 1
    item = written["items"][0]
    item["x:note"] = {"deep": [1]}
    item["creator"]["x:agent"] = 1
    item["body"][0]["x:body"] = 1
    item["body"][1]["x:tag"] = 1
    item["target"][0]["x:target"] = 1
    item["target"][0]["selector"][1]["x:selector"] = 1
    item["hashiya:edited"]["x:field"] = ["2026-01-01T00:00:00.000Z", "z", 1]
    written["items"] += ["no annotation", {"x:odd": 1}]
    path.write_text(json.dumps(written), "utf-8")
    (read,) = store.notes(document)
    store.put(document, replace(read, colour="#ff6666", text="new words"), SOURCE)
    again = file_of(store, document)
    expected = json.loads(json.dumps(written))
    expected["items"][0]["hashiya:colour"] = "#ff6666"
    expected["items"][0]["body"][0]["value"] = "new words"
    for old in (again, expected):
        old["items"][0].pop("modified")
        stamps = old["items"][0].pop("hashiya:edited")
        assert stamps["x:field"] == ["2026-01-01T00:00:00.000Z", "z", 1]
    assert again == expected
    assert note.id == read.id


# Changing, deleting, undoing


def test_only_what_changed_is_stamped(root: Path, data: Path) -> None:
    store, document = store_of(root, data), root / "a.txt"
    first = put(store, document, "words")
    second = store.put(document, replace(first, colour="#ff6666"), SOURCE)
    assert {n for n in first.edited if first.edited[n] != second.edited[n]} == {"colour"}
    assert second.modified >= first.modified == first.created == second.created


def test_putting_what_is_there_writes_nothing(root: Path, data: Path) -> None:
    store, document = store_of(root, data), root / "a.txt"
    note = put(store, document, "words")
    before = store.home(document).stat()
    assert store.put(document, note, SOURCE) == note
    assert store.home(document).stat() == before


def test_a_tombstone_keeps_id_and_times_and_no_word(root: Path, data: Path) -> None:
    store, document = store_of(root, data), root / "a.txt"
    note = put(store, document, "secret", tags=("hidden",))
    store.delete(document, note.id)
    (item,) = file_of(store, document)["items"]
    assert (item["id"], item["created"]) == (note.id, note.created)
    assert item["modified"] > note.modified
    assert set(item["hashiya:edited"]) == {"deleted"}
    assert "body" not in item
    text = store.home(document).read_text("utf-8")
    assert not any(word in text for word in ("secret", "hidden", TEXT[:3]))
    assert store.notes(document) == []
    assert store.counts() == {}
    store.delete(document, note.id)
    store.delete(document, "urn:uuid:none")
    assert len(file_of(store, document)["items"]) == 1


def test_putting_a_deleted_note_revives_it_for_everybody(root: Path, data: Path) -> None:
    store, document = store_of(root, data), root / "a.txt"
    note = put(store, document, "words")
    store.delete(document, note.id)
    grave = store.home(document).read_bytes()
    back = store.put(document, note, SOURCE)
    assert (back.text, back.place, back.deleted) == ("words", note.place, False)
    assert back.created == note.created
    # the tombstone comes again from another machine: older than the new life
    tomb = json.loads(grave)["items"][0]
    written = file_of(store, document)
    written["items"].append(tomb)
    store.home(document).write_text(json.dumps(written), "utf-8")
    assert store.notes(document) == [back]


def test_undo_and_redo_put_old_versions_and_leave_no_trace(root: Path, data: Path) -> None:
    store, document = store_of(root, data), root / "a.txt"
    one = put(store, document, "one")
    two = store.put(document, replace(one, text="two"), SOURCE)
    undone = store.put(document, one, SOURCE)
    assert (undone.text, undone.other) == ("one", "")
    redone = store.put(document, two, SOURCE)
    assert (redone.text, redone.other) == ("two", "")


# Two windows, two machines


def test_two_windows_that_change_different_things_both_have_their_way(
    root: Path, data: Path
) -> None:
    document = root / "a.txt"
    one, two = store_of(root, data, "one"), store_of(root, data, "two")
    note = put(one, document, "words", tags=("old",))
    (seen,) = two.notes(document)
    one.put(document, replace(note, text="new words"), SOURCE)
    made = two.put(document, replace(seen, colour="#ff6666"), SOURCE)
    assert (made.text, made.colour, made.other) == ("new words", "#ff6666", "")
    assert one.notes(document) == [made]


def test_two_windows_that_change_the_text_lose_neither(root: Path, data: Path) -> None:
    document = root / "a.txt"
    one, two = store_of(root, data, "one"), store_of(root, data, "two")
    note = put(one, document, "words")
    (seen,) = two.notes(document)
    one.put(document, replace(note, text="first"), SOURCE)
    made = two.put(document, replace(seen, text="second"), SOURCE)
    assert (made.text, made.other) == ("second", "first")
    assert file_of(one, document)["items"][0]["hashiya:other"] == "first"
    settled = two.put(document, replace(made, other=""), SOURCE)
    assert settled.other == ""
    assert one.notes(document) == [settled]


def test_the_same_with_one_device_in_two_processes(root: Path, data: Path) -> None:
    document = root / "a.txt"
    one, two = store_of(root, data), store_of(root, data)
    note = put(one, document, "words")
    (seen,) = two.notes(document)
    one.put(document, replace(note, text="first"), SOURCE)
    made = two.put(document, replace(seen, text="second"), SOURCE)
    assert {made.text, made.other} == {"first", "second"}


def test_a_text_changed_by_hand_in_the_file_is_kept(root: Path, data: Path) -> None:
    store, document = store_of(root, data), root / "a.txt"
    note = put(store, document, "words")
    path = store.home(document)
    path.write_text(path.read_text("utf-8").replace("words", "by hand"), "utf-8")
    made = store.put(document, replace(note, colour="#ff6666"), SOURCE)
    assert (made.text, made.colour) == ("by hand", "#ff6666")
    path.write_text(path.read_text("utf-8").replace("by hand", "by hand again"), "utf-8")
    made = store.put(document, replace(made, text="typed"), SOURCE)
    assert (made.text, made.other) == ("typed", "by hand again")


def test_an_edit_after_a_deletion_elsewhere_lives(root: Path, data: Path) -> None:
    document = root / "a.txt"
    one, two = store_of(root, data, "one"), store_of(root, data, "two")
    note = put(one, document, "words")
    (seen,) = two.notes(document)
    one.delete(document, note.id)
    made = two.put(document, replace(seen, text="more"), SOURCE)
    assert one.notes(document) == [made]


def test_a_note_that_somebody_cut_out_of_the_file_comes_back_when_put(
    root: Path, data: Path
) -> None:
    store, document = store_of(root, data), root / "a.txt"
    note = put(store, document, "words")
    store.home(document).unlink()
    assert store.notes(document) == []
    store.put(document, replace(note, colour="#ff6666"), SOURCE)
    assert texts(store, document) == {"words"}


def test_duplicate_ids_become_one_note_with_all_of_their_words(root: Path, data: Path) -> None:
    store, document = store_of(root, data), root / "a.txt"
    put(store, document, "words")
    written = file_of(store, document)
    twin = json.loads(json.dumps(written["items"][0]))
    twin["body"][0]["value"] = "other words"
    twin["hashiya:edited"]["body"] = ["2020-01-01T00:00:00Z", "two", 1]
    written["items"].append(twin)
    store.home(document).write_text(json.dumps(written), "utf-8")
    (note,) = store.notes(document)
    assert (note.text, note.other) == ("words", "other words")
    assert store.counts() == {"a.txt": 1}


def test_stamps_grow_when_the_clock_does_not(
    root: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter([9, 9, 3, 1, 9, 8, 2, 2, 1])

    class Clock(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return datetime(2026, 1, 1, 0, 0, next(clock), tzinfo=UTC)

    store, document = store_of(root, data), root / "a.txt"
    monkeypatch.setattr(stamps, "datetime", Clock)
    note, seen = put(store, document, "0"), []
    for number in range(7):
        note = store.put(document, replace(note, text=str(number + 1)), SOURCE)
        seen.append(note.edited["body"])
    assert seen == sorted(set(seen))
    assert [stamp[2] for stamp in seen] == sorted({stamp[2] for stamp in seen})
    assert put(store, document).edited["colour"] > seen[-1]  # from one note to the next too


def test_an_edit_is_newer_than_what_a_fast_clock_wrote(root: Path, data: Path) -> None:
    store, document = store_of(root, data, "a"), root / "a.txt"
    put(store, document, "words")
    path = store.home(document)
    written = file_of(store, document)
    written["items"][0]["hashiya:edited"]["body"] = ["2999-01-01T00:00:00.000Z", "z", 7]
    path.write_text(json.dumps(written), "utf-8")
    (note,) = store.notes(document)
    made = store.put(document, replace(note, text="newer"), SOURCE)
    assert made.edited["body"] > ("2999-01-01T00:00:00.000Z", "z", 7)


WRITER = """
import sys
from pathlib import Path
from viewer.core.text.document import Document
from viewer.core.notes.store import Note, NoteStore
root, data, name, count = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
source = Document.of_text("text")
store = NoteStore(root, data, name, name)
print("ready", flush=True)
sys.stdin.readline()
for number in range(count):
    note = store.put(root / "a.txt", Note(text=f"{name}-{number}"), source)
    print(note.id, flush=True)
"""


def writer(root: Path, data: Path, name: str, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(root), str(data), name, str(count)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


@pytest.mark.parametrize("count", [200, pytest.param(2000, marks=pytest.mark.slow)])
def test_two_processes_that_write_at_once_lose_nothing(root: Path, data: Path, count: int) -> None:
    children = [writer(root, data, name, count) for name in ("one", "two")]
    for child in children:
        assert child.stdout is not None and child.stdout.readline() == "ready\n"
    for child in children:
        assert child.stdin is not None
        child.stdin.write("\n")
        child.stdin.flush()
    printed = {line for child in children for line in child.communicate()[0].split()}
    assert [child.returncode for child in children] == [0, 0]
    store = store_of(root, data)
    assert {note.id for note in store.notes(root / "a.txt")} == printed
    assert len(printed) == 2 * count


def test_threads_that_write_at_once_lose_nothing(root: Path, data: Path) -> None:
    store, document = store_of(root, data), root / "a.txt"

    def work(name: int) -> None:
        for number in range(25):
            put(store, document, f"{name}-{number}")
            store.counts()

    threads = [threading.Thread(target=work, args=(name,)) for name in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(texts(store_of(root, data), document)) == 100


# Killed


def forked_writer(root: Path, data: Path, name: str) -> tuple[int, int]:
    """A process that writes notes and says their ids till it is killed: its id, and the end of a
    pipe. It begins at once: what it needs is imported."""
    output, told = os.pipe()
    if pid := os.fork():
        os.close(told)
        return pid, output
    try:
        store = store_of(root, data, name)
        while True:
            os.write(told, put(store, root / "a.txt", name).id.encode() + b"\n")
    finally:
        os._exit(1)


def kill_while_writing(root: Path, data: Path, seed: int) -> None:
    """A child writes notes and says so; it is killed; what it said must be on disk."""
    pick = random.Random(seed)
    pid, output = forked_writer(root, data, f"child{seed}")
    with open(output, encoding="ascii") as pipe:
        said = [pipe.readline().strip() for _ in range(pick.randrange(3))]
        time.sleep(pick.random() * 0.02)
        os.kill(pid, signal.SIGKILL)
        said += pipe.read().split()
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == -signal.SIGKILL
    home = store_of(root, data).home(root / "a.txt")
    items = json.loads(home.read_text("utf-8"))["items"] if home.exists() else []
    on_disk = {item["id"] for item in items}
    assert {id for id in said if len(id) == 45} <= on_disk
    store = store_of(root, data)
    put(store, root / "a.txt", "after")
    assert {note.id for note in store.notes(root / "a.txt")} >= on_disk
    assert store.damaged == []


@pytest.mark.skipif(sys.platform == "win32", reason="kill is another thing there")
def test_a_killed_process_loses_nothing_it_said_was_saved(root: Path, data: Path) -> None:
    for seed in range(20):
        kill_while_writing(root, data, seed)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="kill is another thing there")
@pytest.mark.parametrize("batch", range(20))
def test_a_thousand_killed_processes_lose_nothing(root: Path, data: Path, batch: int) -> None:
    """Fifty a test: a busy machine takes ten times as long, and the names tell how far it is."""
    for seed in range(50):
        kill_while_writing(root, data, 1000 + 50 * batch + seed)


# Where notes live


def home_in(folder: Path, name: str) -> Path:
    return folder / "hashiya-notes" / "documents" / f"{name}.json"


def test_notes_live_at_the_root_or_in_the_nearest_folder_that_has_notes(
    root: Path, data: Path
) -> None:
    store = store_of(root, data)
    deep = root / "x" / "y" / "d.txt"
    assert store.home(root / "a.txt") == home_in(root, "a.txt")
    assert store.home(deep) == home_in(root, "x/y/d.txt")
    (root / "x" / "hashiya-notes").mkdir(parents=True)
    assert store.home(deep) == home_in(root / "x", "y/d.txt")
    assert store.home(root / "a.txt") == home_in(root, "a.txt")


def test_notes_above_the_root_are_found(root: Path, data: Path) -> None:
    (root / "hashiya-notes").mkdir()
    sub = root / "sub"
    sub.mkdir()
    store = store_of(sub, data)
    assert store.home(sub / "b.txt") == home_in(root, "sub/b.txt")
    assert store.folder() == root / "hashiya-notes"
    put(store, sub / "b.txt", "words")
    put(store_of(root, data), root / "a.txt")
    assert store.counts() == {"b.txt": 1}
    assert store_of(root, data).counts() == {"a.txt": 1, "sub/b.txt": 1}
    assert data in store.corpus_file().parents  # its paths count from another folder


def test_a_single_file_in_a_corpus_has_the_notes_of_the_corpus(root: Path, data: Path) -> None:
    put(store_of(root, data), root / "a.txt", "words")
    single = store_of(None, data)
    assert texts(single, root / "a.txt") == {"words"}
    put(single, root / "a.txt", "more")
    assert texts(store_of(root, data), root / "a.txt") == {"words", "more"}
    assert single.counts() == {(root / "a.txt").as_posix(): 2}


def test_a_single_file_without_a_corpus_leaves_its_folder_alone(root: Path, data: Path) -> None:
    store, document = store_of(None, data), root / "a.txt"
    put(store, document, "words")
    assert data in store.home(document).parents
    assert os.listdir(root) == ["a.txt"]
    index = json.loads((store.home(document).parent / "index.json").read_text("utf-8"))
    (entry,) = index["documents"].values()
    assert (entry["path"], entry["size"]) == (str(document), len(TEXT.encode()))
    again = store_of(None, data)
    assert texts(again, document) == {"words"}
    assert again.counts() == {document.as_posix(): 1}
    assert [(path, note.text) for path, note in again.all()] == [(document.as_posix(), "words")]


def test_a_single_file_that_moved_keeps_its_notes_and_a_copy_has_none(
    root: Path, data: Path
) -> None:
    put(store_of(None, data), root / "a.txt", "words")
    shutil.copy(root / "a.txt", root / "copy.txt")
    assert store_of(None, data).notes(root / "copy.txt") == []
    (root / "copy.txt").unlink()
    (root / "a.txt").rename(root / "b.txt")
    store = store_of(None, data)
    assert texts(store, root / "b.txt") == {"words"}
    put(store, root / "b.txt", "more")
    assert store_of(None, data).counts() == {(root / "b.txt").as_posix(): 2}
    (root / "a.txt").write_text("another text", "utf-8")
    put(store, root / "a.txt", "third")
    assert store_of(None, data).counts() == {
        (root / "a.txt").as_posix(): 1,
        (root / "b.txt").as_posix(): 2,
    }


def test_notes_on_a_single_file_are_there_when_its_folder_is_opened(root: Path, data: Path) -> None:
    document = root / "a.txt"
    note = put(store_of(None, data), document, "words")
    store = store_of(root, data)
    assert texts(store, document) == {"words"}
    assert store.counts() == {"a.txt": 1}
    put(store, document, "more")
    assert store.home(document) == home_in(root, "a.txt")
    assert len(file_of(store, document)["items"]) == 2
    assert store.counts() == {"a.txt": 2}
    store.delete(document, note.id)
    assert texts(store_of(root, data), document) == {"more"}


@pytest.fixture
def read_only_root(root: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A corpus that cannot be written; the tests may run as root, whom no mode stops."""
    monkeypatch.setattr(homes, "writable", lambda folder: not folder.is_relative_to(root))
    yield root
    assert sorted(os.listdir(root)) in (["a.txt"], ["a.txt", "hashiya-notes"])


def test_a_read_only_corpus_has_its_notes_in_the_data_folder(
    read_only_root: Path, data: Path
) -> None:
    store, document = store_of(read_only_root, data), read_only_root / "a.txt"
    put(store, document, "words")
    assert data in store.home(document).parents
    assert data in store.folder().parents
    assert data in store.corpus_file().parents
    assert store.counts() == {"a.txt": 1}
    assert texts(store_of(read_only_root, data), document) == {"words"}


def test_the_notes_that_a_read_only_corpus_brings_are_read(
    root: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = root / "a.txt"
    note = put(store_of(root, data), document, "published")
    before = home_in(root, "a.txt").read_bytes()
    monkeypatch.setattr(homes, "writable", lambda folder: False)
    store = store_of(root, data)
    assert texts(store, document) == {"published"}
    store.put(document, replace(note, text="changed"), SOURCE)
    put(store, document, "own")
    assert texts(store_of(root, data), document) == {"changed", "own"}
    assert store.counts() == {"a.txt": 2}
    store.delete(document, note.id)
    assert texts(store_of(root, data), document) == {"own"}
    assert home_in(root, "a.txt").read_bytes() == before
    monkeypatch.undo()  # now it can be written: nothing went away
    assert texts(store_of(root, data), document) == {"own"}


def test_a_corpus_that_turns_out_to_be_read_only(
    root: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save = notes.save_bytes

    def refuse(path: Path, *rest: Any) -> None:
        if path.is_relative_to(root):
            raise PermissionError(errno.EACCES, "no")
        save(path, *rest)

    monkeypatch.setattr(notes, "save_bytes", refuse)
    monkeypatch.setattr(homes, "takes_files", lambda folder: False)
    store, document = store_of(root, data), root / "a.txt"
    put(store, document, "words")
    put(store, document, "more")
    assert texts(store, document) == {"words", "more"}
    assert data in store.home(document).parents
    assert store.diverted == [root]


def test_a_file_that_is_open_elsewhere_makes_no_corpus_read_only(
    root: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, document = store_of(root, data), root / "a.txt"
    put(store, document, "words")
    real = os.replace

    def refuse(source: object, target: object) -> None:
        raise PermissionError(errno.EACCES, "in use", str(source))

    monkeypatch.setattr(os, "replace", refuse)
    monkeypatch.setattr(stores.insist, "__defaults__", (0.02,))
    monkeypatch.setattr(stores.replace_file, "__defaults__", (0.02,))
    with pytest.raises(PermissionError):
        put(store, document, "more")
    monkeypatch.setattr(os, "replace", real)
    put(store, document, "more")
    assert store.home(document) == home_in(root, "a.txt")
    assert texts(store_of(root, data), document) == {"words", "more"}
    assert store.diverted == []


def test_a_full_disk_is_an_error_and_no_note(
    root: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, document = store_of(root, data), root / "a.txt"
    put(store, document, "words")

    def full(*rest: Any) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(notes, "save_bytes", full)
    with pytest.raises(OSError):
        put(store, document, "more")
    assert texts(store, document) == {"words"}
    monkeypatch.undo()
    put(store, document, "again")
    assert texts(store_of(root, data), document) == {"words", "again"}


def test_a_private_corpus_is_left_alone_wherever_it_is_mounted(
    root: Path, data: Path, tmp_path: Path
) -> None:
    store = store_of(root, data, private=True)
    put(store, root / "a.txt", "words")
    assert os.listdir(root) == ["a.txt"]
    assert store.counts() == {"a.txt": 1}
    there = tmp_path / "mount" / "corpus"
    shutil.copytree(root, there)
    shutil.rmtree(root)
    moved = store_of(there, data, private=True)
    assert texts(moved, there / "a.txt") == {"words"}
    assert moved.counts() == {"a.txt": 1}
    assert moved.corpus_file() == store.corpus_file()


NAMES = [
    "a.txt",
    "نص عربي/قديم.ar.txt",
    "50% off.txt",
    "100%25.txt",
    "a\udcff.txt",
    "a%FF.txt",
    'q"<:>|?*\\.txt',
    "folder.json/a.txt",
    "a.json",
    "a.unreadable-1",
    "dot./space /x.",
    "\x01\x7f.txt",
]


@pytest.mark.parametrize("name", NAMES)
def test_names_lead_to_notes_and_back(name: str) -> None:
    path = encode_path(name)
    assert decode_path(path) == name
    path.encode("utf-8")
    assert not set(path) & set('<>:"|?*\\\x01\x7f')
    assert not homes.UNREADABLE.search(path)


@given(st.lists(st.text(st.characters(exclude_characters="/\x00"), min_size=1), min_size=1))
def test_no_two_documents_share_their_notes(parts: list[str]) -> None:
    name = "/".join(parts)
    path = encode_path(name)
    assert all(len(part.encode()) <= 185 for part in path.split("/"))
    if "~" not in path and "\ud800" not in name:
        assert encode_path(decode_path(path)) == path


def test_long_names_are_cut_and_told_apart(root: Path, data: Path) -> None:
    store = store_of(root, data)
    long = [root / ("ن" * 120 + f"{number}.txt") for number in range(2)]
    for number, document in enumerate(long):
        put(store, document, str(number))
    assert len({store.home(document) for document in long}) == 2
    for number, document in enumerate(long):
        assert len(store.home(document).name.encode()) <= 185
        assert texts(store_of(root, data), document) == {str(number)}
    assert store_of(root, data).counts() == {document.name: 1 for document in long}


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes there")
def test_names_that_are_no_utf8_have_notes(root: Path, data: Path) -> None:
    document = root / os.fsdecode(b"a\xff.txt")
    document.write_text(TEXT, "utf-8", newline="\n")
    put(store_of(root, data), document, "words")
    store = store_of(root, data)
    assert texts(store, document) == {"words"}
    assert store.counts() == {document.name: 1}
    assert store.home(document).name == "a%FF.txt.json"


def test_a_document_and_a_folder_named_like_its_notes(root: Path, data: Path) -> None:
    store = store_of(root, data)
    put(store, root / "x", "one")
    put(store, root / "x.json" / "y", "two")
    assert store_of(root, data).counts() == {"x": 1, "x.json/y": 1}


# Counting


def test_counts_read_only_what_changed(
    root: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = store_of(root, data)
    for number in range(20):
        put(writer, root / f"{number}.txt")
    store, read = store_of(root, data), []
    summary = notes.summary
    monkeypatch.setattr(notes, "summary", lambda path: (read.append(path), summary(path))[1])
    assert len(store.counts()) == 20
    assert len(read) == 20
    assert store.counts() == store.counts()
    assert len(read) == 20
    put(writer, root / "3.txt")
    assert store.counts()["3.txt"] == 2
    assert read[20:] == [writer.home(root / "3.txt")]
    put(store, root / "3.txt")
    assert store.counts()["3.txt"] == 3
    assert len(read) == 21


def test_counts_take_in_notes_in_deeper_folders(root: Path, data: Path) -> None:
    (root / "x" / "hashiya-notes").mkdir(parents=True)
    put(store_of(root, data), root / "x" / "d.txt", "words")
    store = store_of(root, data)
    assert store.counts() == {"x/d.txt": 1}
    assert [(path, note.text) for path, note in store.all()] == [("x/d.txt", "words")]


def test_counts_take_in_the_first_notes_that_another_window_writes(root: Path, data: Path) -> None:
    store = store_of(root, data)
    assert store.counts() == {}
    put(store_of(root, data), root / "a.txt")
    assert store.counts() == {"a.txt": 1}


# What is broken

GARBAGE = [
    b"",
    b"not json",
    b'{"items": [',
    b"\xff\xfe",
    b"[" * 5000,
    b"null",
    b'"text"',
    b"[1, 2]",
    b'<<<<<<< HEAD\n{"items": []}\n=======\n',
]


@pytest.mark.parametrize("garbage", GARBAGE)
def test_an_unreadable_file_is_set_aside_and_told_of(
    root: Path, data: Path, garbage: bytes
) -> None:
    store, document = store_of(root, data), root / "a.txt"
    path = store.home(document)
    path.parent.mkdir(parents=True)
    path.write_bytes(garbage)
    assert store.counts() == {}
    assert path.read_bytes() == garbage
    assert store.notes(document) == []
    ((old, new),) = store.damaged
    assert old == path
    assert new.read_bytes() == garbage
    put(store, document, "words")
    assert new.read_bytes() == garbage
    assert texts(store_of(root, data), document) == {"words"}
    assert store_of(root, data).counts() == {"a.txt": 1}


def test_an_unreadable_file_is_not_written_over_by_put(root: Path, data: Path) -> None:
    store, document = store_of(root, data), root / "a.txt"
    path = store.home(document)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"broken")
    put(store, document, "words")
    assert store.damaged[0][1].read_bytes() == b"broken"


def test_what_can_be_neither_read_nor_renamed_stays(
    root: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, document = store_of(root, data), root / "a.txt"
    path = store.home(document)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"broken")

    def refuse(path: Path) -> Path:
        raise OSError(errno.EACCES, "no")

    monkeypatch.setattr(notes, "set_aside", refuse)
    assert store.notes(document) == []
    with pytest.raises(Damaged):
        put(store, document, "words")
    assert path.read_bytes() == b"broken"


def test_a_folder_in_place_of_the_notes(root: Path, data: Path) -> None:
    store, document = store_of(root, data), root / "a.txt"
    store.home(document).mkdir(parents=True)
    (store.home(document) / "mine").write_text("mine")
    assert store.notes(document) == []
    put(store, document, "words")
    assert (store.damaged[0][1] / "mine").read_text() == "mine"
    assert texts(store_of(root, data), document) == {"words"}


WRONG: list[Any] = [
    {"items": {"id": "urn:uuid:1", "type": "Annotation", "bodyValue": "one"}},
    {"items": [None, 1, "x", [], {}, {"type": "Annotation"}]},
    {"items": [{"type": "Annotation", "id": 5, "body": 7, "target": [[1]], "creator": {}}]},
    {"items": [{"type": "Annotation", "hashiya:edited": {"body": ["x", 1], "tags": None}}]},
    {"items": [], "hashiya:document": [1], "@context": None, "type": {}},
    {"items": [{"target": {"selector": {"type": "TextPositionSelector", "start": 1e400}}}]},
    {"items": [{"target": "", "x": float("nan"), "hashiya:other": 3, "created": [None]}]},
    {"hashiya:version": 1.0, "items": [{"target": 1, "body": [{"value": None}], "x": "\ud800"}]},
]


def members(data: Any) -> list[str]:
    """Every leaf that JSON can hold, with its way from the top, for telling what was kept."""
    if isinstance(data, dict):
        return [f"{k} {m}" for k, v in data.items() for m in members(v) or ["{}"]]
    if isinstance(data, list):
        return [m for v in data for m in members(v)]
    return ["None"] if isinstance(data, float) and not math.isfinite(data) else [repr(data)]


@pytest.mark.parametrize("wrong", WRONG)
def test_wrong_types_crash_nothing_and_are_kept(root: Path, data: Path, wrong: Any) -> None:
    store, document = store_of(root, data), root / "a.txt"
    path = store.home(document)
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(wrong), "utf-8")
    before = len(store.notes(document))
    store.counts()
    put(store, document, "words")
    assert len(store_of(root, data).notes(document)) == before + 1
    assert store.damaged == []
    text = path.read_text("utf-8")
    json.loads(text, parse_constant=lambda name: pytest.fail(name))
    kept = members(file_of(store, document)["items"])
    items = wrong.get("items")
    lost = [m for m in members(items if isinstance(items, list) else [items]) if m not in kept]
    assert [member for member in lost if member not in ("None", "id 5")] == []


def test_a_file_of_a_newer_version_is_read_and_not_written(root: Path, data: Path) -> None:
    store, document = store_of(root, data), root / "a.txt"
    note = put(store, document, "words")
    written = file_of(store, document)
    for version, newer in ((2, True), (1.5, True), ("2", True), ([], True), (1, False), (0, False)):
        written["hashiya:version"] = version
        text = json.dumps(written)
        store.home(document).write_text(text, "utf-8")
        assert texts(store, document) == {"words"}
        if not newer:
            put(store, document, "words")
        else:
            with pytest.raises(ReadOnly) as caught:
                put(store, document, "more")
            assert caught.value.reason == "newer-version"
            with pytest.raises(ReadOnly):
                store.delete(document, note.id)
            assert store.home(document).read_text("utf-8") == text


def test_a_lost_or_broken_index_is_made_again(root: Path, data: Path) -> None:
    for name in ("a.txt", "b.txt"):
        put(store_of(None, data), root / name, name)
    index = data / "notes" / "index.json"
    for broken in (None, b"broken", b"[]"):
        if broken is None:
            index.unlink()
        else:
            index.write_bytes(broken)
        store = store_of(None, data)
        assert store.counts() == {(root / "a.txt").as_posix(): 1, (root / "b.txt").as_posix(): 1}
        assert texts(store, root / "a.txt") == {"a.txt"}
        assert len(store.damaged) == (broken is not None)
        put(store, root / "c.txt")
        assert len(store_of(None, data).counts()) == 3
        store.delete(root / "c.txt", store.notes(root / "c.txt")[0].id)


def test_what_a_killed_process_left_half_written_is_swept_away(root: Path, data: Path) -> None:
    store = store_of(root, data)
    put(store, root / "a.txt")
    old = store.home(root / "a.txt").parent / ".hashiya-1-2.tmp"
    new = old.with_name(".hashiya-3-4.tmp")
    for path in (old, new):
        path.write_text("half")
    os.utime(old, (0, 0))
    assert store.counts() == {"a.txt": 1}
    assert (old.exists(), new.exists()) == (False, True)


def test_marks_of_a_conflict_that_never_close_take_no_time(tmp_path):
    path = tmp_path / "x.json"
    path.write_bytes(b"<<<<<<< a\n=======\n" * 40_000)
    with pytest.raises(Damaged):
        read_notes(path)


@pytest.mark.parametrize("base", [b"", b'||||||| base\n{"items": [\n'])
def test_both_sides_of_a_conflict_are_read(tmp_path, base):
    path = tmp_path / "x.json"
    ours, theirs = (b'"x": %d,\n' % n for n in (1, 2))
    data = b"{\n<<<<<<< HEAD\n%s%s=======\n%s>>>>>>> other\n"
    path.write_bytes(data % (ours, base, theirs) + b'"items": []}\n')
    file = read_notes(path)
    assert file.behind and file.extra == {"x": 1}


def test_who_asks_whether_the_disk_is_read_never_waits_for_a_lock(root: Path, data: Path) -> None:
    """The thread of the window asks that while another one waits for a lock or a slow disk."""
    store, document = store_of(root, data), root / "a.txt"
    put(store, document, "words")
    assert store.is_current(document)
    home = store.home(document)
    held, done = lock(home, data / "locks"), threading.Event()

    def write() -> None:
        put(store, document, "more")
        done.set()

    writer = threading.Thread(target=write)
    with held:
        writer.start()
        while store.is_current(document):  # until the writer has begun
            pass
        assert store.counts() == {"a.txt": 1}
        assert store.home(document) == home
        assert not done.is_set()
    writer.join()
    assert store.is_current(document)
    assert texts(store, document) == {"words", "more"}
