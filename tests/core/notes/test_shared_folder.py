"""Two readers with data folders of their own write into one shared folder: nothing is lost."""

from __future__ import annotations

import errno
import itertools
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from viewer.core.base import json_files, locks, merge_json
from viewer.core.base.merge_json import merged, save_merged
from viewer.core.bitext.work_file import WorkFile
from viewer.core.corpus.corpus_file import CorpusFile
from viewer.core.dictionaries import word_list as word_list_module
from viewer.core.dictionaries.word_list import WordList
from viewer.core.notes import store as store_module
from viewer.core.notes.store import Note, NoteStore
from viewer.core.text.document import Document

WRITER = Path(__file__).resolve().parents[1] / "share.py"
TEXT = "".join(f"سطر رقم {n} من النص\n" for n in range(40))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, "utf-8")
    return folder


def write_together(root: Path, tmp_path: Path, count: int, how: str) -> NoteStore:
    """Have two readers write so many notes each, pairs and own translations at the same time."""
    started = []
    for name in ("one", "two"):
        home = tmp_path / name
        asked = [sys.executable, WRITER, root, home, name, str(count), how]
        environment = os.environ | {
            "HASHIYA_HOME": str(home),
            "PYTHONPATH": os.pathsep.join(sys.path),
        }
        pipe = subprocess.PIPE
        started.append(subprocess.Popen(asked, env=environment, stdin=pipe, stdout=pipe, text=True))
    for child in started:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
    for child in started:
        assert child.stdin is not None
        child.stdin.write("\n")
        child.stdin.flush()
    for child in started:
        child.communicate(timeout=300)
        assert child.returncode == 0
    return NoteStore(root, tmp_path / "third", "third", "third")


NOT_THERE = pytest.mark.skipif(sys.platform == "win32", reason="locks by folders are for Linux")


BY_FOLDERS = [pytest.param(how, marks=NOT_THERE) for how in ("unlocked", "renamed")]


@pytest.mark.parametrize("how", ["locked", "unheld", *BY_FOLDERS])
def test_two_readers_keep_all_their_notes_pairs_and_translations(
    root: Path, tmp_path: Path, how: str
) -> None:
    count = 10 if how == "unheld" else 30
    store = write_together(root, tmp_path, count, how)
    corpus = CorpusFile.read(store.corpus_file())
    work = WorkFile.read(store.corpus_file().parent / "works" / "a.txt.json")
    assert len(store.notes(root / "a.txt")) == 2 * count
    assert len(corpus.pairs) == 2 * (count // 5) == len(work.own)
    assert (root / "hashiya-notes" / ".locks").exists() == (how != "unheld")


@pytest.mark.slow
def test_two_readers_keep_three_hundred_notes(root: Path, tmp_path: Path) -> None:
    assert len(write_together(root, tmp_path, 150, "locked").notes(root / "a.txt")) == 300


def test_the_lock_of_a_shared_folder_lies_in_it(root: Path, tmp_path: Path) -> None:
    path = root / "hashiya-notes" / "corpus.json"
    with locks.lock(path, tmp_path / "one"):
        (held,) = (root / "hashiya-notes" / ".locks").iterdir()
        assert held.read_bytes() == b""
        locks.LOCK_SECONDS, kept = 0.05, locks.LOCK_SECONDS
        try:
            with pytest.raises(TimeoutError), locks.lock(path, tmp_path / "two"):
                pass
        finally:
            locks.LOCK_SECONDS = kept
    with locks.lock(path, tmp_path / "two"):
        pass


@pytest.fixture
def far(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file in a folder whose locks no other machine sees."""
    monkeypatch.setattr(locks, "_locks_end_here", lambda _: True)
    monkeypatch.setattr(locks, "LOCK_SECONDS", 0.2)
    (root / "hashiya-notes").mkdir()
    return root / "hashiya-notes" / "corpus.json"


def held_by(path: Path) -> list[str]:
    return [f"{each.parent.name}/{each.name}" for each in path.parent.rglob(".locks/*/*")]


@NOT_THERE
def test_a_folder_that_a_server_puts_there_holds_for_all(far: Path, tmp_path: Path) -> None:
    with locks.lock(far, tmp_path / "one"):
        (held,) = held_by(far)
        assert ".held/" in held
    assert held_by(far) == []


@NOT_THERE
def test_a_machine_that_is_gone_blocks_nobody(far: Path, tmp_path: Path) -> None:
    with locks.lock(far, tmp_path / "one"):
        (name,) = (far.parent / ".locks").glob("*.held")
    name.mkdir()
    (name / "of-a-dead-machine").touch()
    with locks.lock(far, tmp_path / "two"):
        (held,) = held_by(far)
        assert "dead" not in held
    assert held_by(far) == []


@NOT_THERE
def test_a_holder_that_is_just_gone_is_no_sign_that_there_are_no_locks(
    far: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Others take turns for seconds, and are seen now and then only."""
    turns, seen, renamed = itertools.count(), itertools.count(), locks._renamed
    clock = itertools.count(0, 0.0005)
    monkeypatch.setattr(locks, "LOCK_SECONDS", 30)
    monkeypatch.setattr(locks.time, "sleep", lambda _: None)
    monkeypatch.setattr(locks.time, "monotonic", lambda: next(clock))
    monkeypatch.setattr(locks, "_members", lambda _: {"other"} if next(seen) % 3 else set())
    monkeypatch.setattr(locks, "_renamed", lambda *to: next(turns) > 6000 and renamed(*to))
    with locks.lock(far, tmp_path / "one"):
        (held,) = held_by(far)
        assert ".held/" in held


@NOT_THERE
def test_a_holder_that_was_killed_on_this_machine_is_not_waited_for(
    far: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "LOCK_SECONDS", 3600.0)
    home = tmp_path / "one"
    script = (
        "import os, signal; from pathlib import Path; from viewer.core.base import locks\n"
        "locks._locks_end_here = lambda folder: True\n"
        f"with locks.lock(Path({str(far)!r}), Path({str(home)!r})):\n"
        "    os.kill(os.getpid(), signal.SIGKILL)"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-c", script], env=environment, check=False)
    (left,) = held_by(far)
    with locks.lock(far, tmp_path / "two"):
        (held,) = held_by(far)
        assert held != left
    assert held_by(far) == []


def test_where_no_folder_can_be_renamed_the_work_goes_on(
    far: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "_renamed", lambda *_: False)
    with locks.lock(far, tmp_path / "one"):
        pass
    assert held_by(far) == []


@pytest.mark.parametrize("kind", [CorpusFile, WorkFile])
def test_what_is_seen_in_part_once_is_not_set_aside(
    kind: type[CorpusFile | WorkFile],
    root: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = root / "hashiya-notes" / "corpus.json"
    path.parent.mkdir()
    path.write_text('{"x:kept": [1, 2]}', "utf-8")
    cut: list[bool] = [True]

    def read(path: Path) -> bytes:
        return path.read_bytes()[: 9 if cut and cut.pop() else None]

    monkeypatch.setattr(json_files, "read_bytes", read)
    assert kind.read(path).damaged is None and not cut
    assert path.exists()


@pytest.fixture
def unheld(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where a share has no locks, and renames no folders."""
    monkeypatch.setattr(locks, "_held", lambda *_: None)
    monkeypatch.setattr(locks, "_held_by_renaming", lambda *_: None)


def writer(what: str, root: Path, home: Path, name: str) -> Callable[[], None]:
    """A reader with a folder of its own, who writes something of that name into what is shared."""
    text = Document.of_text(TEXT, "txt")
    if what == "notes":
        store = NoteStore(root, home, name, name)
        return lambda: void(store.put(root / "a.txt", Note(text.place(0, 3), name), text))
    if what == "pairs":
        corpus = CorpusFile(root / "hashiya-notes" / "corpus.json")
        corpus.pair(f"{name}.ar", f"{name}.en")
        return corpus.write
    words = WordList(root / "hashiya-notes" / "words.json")
    words.look_up(name, "en")
    return words.write


def void(_: object) -> None:
    """Of what is returned nothing is wanted."""


@pytest.mark.usefixtures("unheld")
@pytest.mark.parametrize("what", ["notes", "pairs", "words"])
@pytest.mark.parametrize("when", ["_write", "replace_file"])
def test_what_came_between_the_reading_and_the_rename_is_merged(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: str, what: str
) -> None:
    """Before the last look at the file, and after it."""
    one, two = (writer(what, root, tmp_path / name, name) for name in ("one", "two"))
    do, came, waiting = getattr(json_files, when), threading.Event(), [threading.Thread(target=two)]
    both = list(waiting)

    def slow(*rest: object) -> None:
        if when == "_write":
            do(*rest)
        if waiting:
            waiting.pop().start()
            assert came.wait(10)
        if when != "_write":
            do(*rest)

    save = json_files.save_bytes

    def saved(*rest: Any) -> None:
        save(*rest)
        if threading.current_thread() in both:
            came.set()

    for module in (json_files, store_module, word_list_module):
        monkeypatch.setattr(module, "save_bytes", saved)
    monkeypatch.setattr(json_files, when, slow)
    one()
    both[0].join()
    (path,) = (root / "hashiya-notes").rglob("*.json")
    said = path.read_text("utf-8")
    assert '"one' in said and '"two' in said


@pytest.mark.usefixtures("unheld")
def test_what_another_reader_took_away_is_not_put_back_by_looking_again(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text, path = Document.of_text(TEXT, "txt"), root / "a.txt"
    one, two = (NoteStore(root, tmp_path / name, name, name) for name in ("one", "two"))
    monkeypatch.setattr(merge_json.time, "sleep", lambda _: None)
    note = one.put(path, Note(text.place(0, 3), "one"), text)
    gone = [note.id]
    monkeypatch.setattr(
        merge_json.time, "sleep", lambda _: two.delete(path, gone.pop()) if gone else None
    )
    one.put(path, Note(text.place(4, 7), "two"), text)
    assert [note.text for note in one.notes(path)] == ["two"] == [n.text for n in two.notes(path)]


def test_members_and_elements_are_merged_by_who_changed_them() -> None:
    base = {"a": 1, "list": [1, 2, 3], "deep": {"x": "old", "y": "old"}, "gone": 1, "kept": 1}
    mine = {"a": 2, "list": [1, 3, 4], "deep": {"x": "mine", "y": "old"}, "kept": 1}
    theirs = {"a": 1, "list": [1, 2, 5], "deep": {"x": "old", "y": "new"}, "gone": 1, "more": [1]}
    found = merged(base, mine, theirs)
    assert found == {"a": 2, "list": [1, 4, 5], "deep": {"x": "mine", "y": "new"}, "more": [1]}


def test_a_file_that_is_gone_or_damaged_takes_nothing_away(tmp_path: Path) -> None:
    path, said = tmp_path / "a.json", {"a": [1, 2]}
    assert save_merged(path, said, {"a": [1, 2, 3]}) == {"a": [1, 2, 3]}
    path.write_text("{", "utf-8")
    assert save_merged(path, said, {"a": [1, 2, 3]}) == {"a": [1, 2, 3]}
    assert json.loads(path.read_text("utf-8")) == {"a": [1, 2, 3]}


def test_what_another_reader_took_away_stays_away(tmp_path: Path) -> None:
    path = tmp_path / "corpus.json"
    first = CorpusFile(path)
    first.pair("a", "b")
    first.pair("c", "d")
    first.write()
    second = CorpusFile.read(path)
    second.unpair("a", "b")
    second.write()
    first.override("e", "language", "ar")
    first.write()
    assert CorpusFile.read(path).pairs == [("c", "d")] == first.pairs
    assert CorpusFile.read(path).refused == [("a", "b")]


@pytest.mark.parametrize("kind", [CorpusFile, WorkFile, WordList])
def test_a_file_that_cannot_be_read_for_a_moment_is_left_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: type[CorpusFile | WorkFile | WordList]
) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"mine": "kept"}), "utf-8")
    read = Path.read_bytes

    def broken(self: Path) -> bytes:
        raise OSError(errno.EIO, "input/output error", str(self))

    monkeypatch.setattr(Path, "read_bytes", broken)
    file = kind.read(path)
    assert file.unread is not None
    assert file.damaged is None
    with pytest.raises(OSError):
        file.write()
    assert os.listdir(tmp_path) == ["a.json"]
    monkeypatch.setattr(Path, "read_bytes", read)
    file.write()
    assert json.loads(path.read_text("utf-8"))["mine"] == "kept"
