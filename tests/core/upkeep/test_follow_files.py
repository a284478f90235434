"""Notes stay with their texts: copies of sync programs merged, documents followed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from viewer.core.base.errors import Unreadable
from viewer.core.corpus.changes import Seen
from viewer.core.corpus.scan import File
from viewer.core.formats import load
from viewer.core.notes.locations import signature
from viewer.core.notes.note import Counterpart, Note
from viewer.core.notes.snapshots import text_file
from viewer.core.notes.store import NoteStore
from viewer.core.text.document import Document, Place
from viewer.core.upkeep.follow_files import Followed, absorb, follow, original_of

TEXT = (
    "أعلن المتحدث أن الاجتماع سيُعقد في العاصمة خلال الأسبوع المقبل.\n"
    "وأضاف أن التحضيرات بلغت مراحلها الأخيرة رغم تأجيل الجولة السابقة.\n"
    "وقال مسؤول رفيع إن البنود نوقشت في العاصمة بالفعل، والنص النهائي جاهز.\n"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, "utf-8")
    return folder


def store_of(root: Path, device: str = "here") -> NoteStore:
    return NoteStore(root, root.parent / f"data-{device}", device, "Reader")


def note(store: NoteStore, root: Path, words: str = "التحضيرات", name: str = "a.txt") -> Note:
    document = load(root / name)
    at = document.text().index(words)
    return store.put(
        root / name, Note(place=document.place(at, at + len(words)), text=words), document
    )


def files(root: Path) -> list[File]:
    found = [p for p in sorted(root.rglob("*.*")) if p.is_file() and "hashiya-notes" not in p.parts]
    return [File(p.relative_to(root).as_posix(), p.stat().st_size, 0) for p in found]


def home_of(root: Path, name: str = "a.txt") -> Path:
    return root / "hashiya-notes" / "documents" / f"{name}.json"


COPIES = (
    "a.txt (Reader's conflicted copy 2026-01-31).json",
    "a.txt (conflicted copy 2026-01-31 101500).json",
    "a.txt (نسخة متعارضة).json",
    "a.txt.sync-conflict-20260131-101500-ABCDEF7.json",
    "a.txt_conf(2026-01-31).json",
    "a.txt (1).json",
    "a.txt-LAPTOP.json",
    "a.txt 2.json",
    "a.txt_conflict-20260131-101500.json",
    "a.txt [conflicted].json",
    "a.txt (copia in conflitto di Sara 2026-01-31).json",
    "a.txt (競合コピー 2026-01-31).json",
    "a.txt.Conflict.json",
    "a.txt_DESKTOP_Jan-31-101500-2026_Conflict.json",
)


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_of_a_sync_program_is_merged_and_removed(root: Path, name: str) -> None:
    mine = note(store_of(root), root)
    other = note(store_of(root, "there"), root, "البنود")
    home = home_of(root)
    copy = home.with_name(name)
    shutil.move(home, copy)
    store = store_of(root)
    store.merge_in(root / "a.txt", [mine])
    assert absorb(store) == 1
    assert not copy.exists()
    assert {n.id for n in store_of(root).notes(root / "a.txt")} == {mine.id, other.id}


def test_three_machines_and_their_copies(root: Path) -> None:
    """The same note edited on three machines: the newest text, and the others kept beside it."""
    first = note(store_of(root), root)
    home, copies = home_of(root), []
    base = home.read_bytes()
    for number, device in enumerate(("two", "three")):
        home.write_bytes(base)
        store = store_of(root, device)
        seen = store.notes(root / "a.txt")[0]
        store.put(
            root / "a.txt", Note(**{**vars(seen), "text": f"by {device}"}), load(root / "a.txt")
        )
        note(store, root, ("البنود", "المتحدث")[number])
        copies.append(home.with_name(f"a.txt.sync-conflict-20260131-10150{number}-X.json"))
        shutil.copy(home, copies[-1])
    home.write_bytes(base)
    store = store_of(root)
    seen = store.notes(root / "a.txt")[0]
    store.put(root / "a.txt", replace(seen, text="by one"), load(root / "a.txt"))
    assert absorb(store) == 2
    found = {n.id: n for n in store_of(root).notes(root / "a.txt")}
    assert len(found) == 3
    texts = found[first.id].text + found[first.id].other
    assert all(f"by {device}" in texts for device in ("one", "two", "three"))


def test_a_document_that_is_named_like_a_copy_is_none(root: Path) -> None:
    for name in ("a.txt (1)", "a.txt-LAPTOP"):
        (root / f"{name}.txt").write_text(TEXT, "utf-8")
        note(store_of(root), root, name=f"{name}.txt")
    note(store_of(root), root)
    assert absorb(store_of(root)) == 0
    assert original_of(Path("/n/documents/a (1).txt.json"), "a (1).txt") is None


def test_what_cannot_be_read_is_left_where_it_is(root: Path) -> None:
    note(store_of(root), root)
    copy = home_of(root).with_name(COPIES[0])
    copy.write_text("{", "utf-8")
    assert absorb(store_of(root)) == 0 and copy.read_text() == "{"


def test_a_copy_with_more_in_it_than_notes_is_left_alone(root: Path) -> None:
    note(store_of(root), root)
    data = json.loads(home_of(root).read_text("utf-8"))
    data["items"].append({"something": "of another program"})
    copy = home_of(root).with_name(COPIES[0])
    copy.write_text(json.dumps(data), "utf-8")
    assert absorb(store_of(root)) == 0 and copy.exists()


def test_a_file_that_was_written_to_meanwhile_is_not_taken_away(root: Path) -> None:
    note(store_of(root), root)
    home, store = home_of(root), store_of(root)
    state = signature(home)
    note(store_of(root, "there"), root, "البنود")
    assert not store.retire(home, state) and home.exists()
    assert store.retire(home, signature(home)) and not home.exists()
    (kept, *_) = [path for path, _ in store.versions(root / "a.txt")]
    assert len(json.loads(kept.read_text("utf-8"))["items"]) == 2


def test_notes_of_a_newer_program_do_not_stop_the_others(root: Path) -> None:
    for name in ("b.txt", "c.txt"):
        (root / name).write_text(TEXT.replace("رفيع", name), "utf-8")
        note(store_of(root), root, name=name)
    newer = json.loads(home_of(root, "b.txt").read_text("utf-8")) | {"hashiya:version": 99}
    home_of(root, "b.txt").write_text(json.dumps(newer), "utf-8")
    for name in ("b.txt", "c.txt"):
        shutil.copy(home_of(root, name), home_of(root, f"{name} (conflicted copy)"))
    assert absorb(store_of(root)) == 1
    assert json.loads(home_of(root, "b.txt").read_text("utf-8"))["hashiya:version"] == 99


def test_marks_of_git_are_read_as_two_sides(root: Path) -> None:
    mine = note(store_of(root), root)
    home = home_of(root)
    ours = home.read_text("utf-8")
    second = note(store_of(root), root, "البنود")
    theirs = home.read_text("utf-8")
    home.write_text(f"<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> other\n", "utf-8")
    store = store_of(root)
    assert {n.id for n in store.notes(root / "a.txt")} == {mine.id, second.id}
    note(store, root, "المتحدث")
    assert len(json.loads(home.read_text("utf-8"))["items"]) == 3


def test_notes_follow_a_document_that_was_moved(root: Path) -> None:
    made = note(store_of(root), root)
    (root / "in").mkdir()
    (root / "a.txt").rename(root / "in" / "ب.txt")
    store = store_of(root)
    assert follow(store, files(root), never) == [Followed("a.txt", "in/ب.txt", 1)]
    assert [n.id for n in store_of(root).notes(root / "in" / "ب.txt")] == [made.id]
    assert not home_of(root).exists()
    assert follow(store_of(root), files(root), never) == []


def unasked(path: str) -> str | None:
    raise AssertionError(path)


def never(path: str) -> Document:
    raise AssertionError("content is enough")


def test_notes_follow_a_document_that_was_converted_and_edited(root: Path) -> None:
    store = store_of(root)
    for words in ("التحضيرات بلغت", "العاصمة خلال", "والنص النهائي"):
        note(store, root, words)
    store.keep_text(root / "a.txt", TEXT)
    (root / "a.txt").unlink()
    (root / "a.md").write_text(f"# عنوان جديد\n\n{TEXT.replace('رفيع', 'كبير')}", "utf-8")
    (root / "b.txt").write_text("نص آخر لا علاقة له بما سبق\n" * 9, "utf-8")
    store = store_of(root)
    assert follow(store, files(root), lambda path: load(root / path)) == [
        Followed("a.txt", "a.md", 3)
    ]
    assert store.text_before(root / "a.md") == TEXT
    assert store.text_before(root / "a.txt") is None


def test_notes_follow_one_of_many_like_it_that_was_edited_before(root: Path) -> None:
    """The bulletins of a week: only the content as it was at the last look tells which is which."""
    store, here = store_of(root), root / "a.txt"
    for name in ("b.txt", "c.txt"):
        (root / name).write_text(TEXT, "utf-8")
    written = note(store, root)
    seen = Seen(root.parent / "seen.json")
    seen.news(files(root), unasked)
    for day in ("الاثنين", "الثلاثاء"):
        here.write_text(f"{here.read_text('utf-8')}{day}\n", "utf-8")
        assert follow(store, files(root), load_from(root), seen) == []
    seen.write()
    here.rename(root / "z.txt")
    again = Seen(seen.path)
    assert follow(store, files(root), load_from(root), again) == [Followed("a.txt", "z.txt", 1)]
    assert [each.id for each in store.notes(root / "z.txt")] == [written.id]
    assert list(again.contents.known) == ["z.txt"]


@pytest.mark.parametrize("ending", ["", "الخميس\n"])
def test_notes_follow_the_one_that_is_new_among_copies(root: Path, ending: str) -> None:
    """`ending`: it was edited too before we looked again."""
    store, seen = store_of(root), Seen(root.parent / "seen.json")
    (root / "b.txt").write_text(TEXT, "utf-8")
    note(store, root)
    follow(store, files(root), load_from(root), seen)
    seen.news(files(root), unasked)
    (root / "a.txt").rename(root / "z.txt")
    (root / "z.txt").write_text(TEXT + ending, "utf-8")
    found = follow(store, files(root), load_from(root), seen)
    assert found == [Followed("a.txt", "z.txt", 1)]


def test_contents_that_make_no_sense_are_none(root: Path) -> None:
    path = root.parent / "seen.json"
    path.write_text('{"files": {}, "contents": {"a.txt": [[], {}, [1]], "b.txt": 1}}', "utf-8")
    store = store_of(root)
    note(store, root)
    (root / "a.txt").rename(root / "z.txt")
    found = follow(store, files(root), load_from(root), Seen(path))
    assert found == [Followed("a.txt", "z.txt", 1)]


def load_from(root: Path) -> Callable[[str], Document]:
    return lambda path: load(root / path)


def test_notes_do_not_follow_where_it_is_not_clear(root: Path) -> None:
    store = store_of(root)
    for words in ("التحضيرات بلغت", "العاصمة خلال"):
        note(store, root, words)
    (root / "a.txt").unlink()
    for name in ("b.txt", "c.txt"):
        (root / name).write_text("خبر.\n" + TEXT, "utf-8")

    def opened(path: str) -> Document:
        if path == "broken.txt":
            raise Unreadable(root / path, "broken")
        return load(root / path)

    assert follow(store_of(root), files(root), opened) == []
    assert home_of(root).exists()


def test_a_note_on_two_places_comes_back(root: Path) -> None:
    store = store_of(root)
    there = Counterpart("a.en.txt", Place(3, 9, "capital", "the ", " next", "", (2, 3)))
    made = note(store, root)
    store.put(root / "a.txt", replace(made, counterpart=there), load(root / "a.txt"))
    found = store_of(root, "there").notes(root / "a.txt")[0]
    assert found.counterpart == there and found.place == made.place
    targets = json.loads(home_of(root).read_text("utf-8"))["items"][0]["target"]
    assert [t.get("hashiya:path") for t in targets] == [None, "a.en.txt"]
    assert store.path_of("a.en.txt", root / "a.txt") == root / "a.en.txt"


def test_a_kept_text_that_is_broken_is_none(root: Path) -> None:
    store = store_of(root)
    store.keep_text(root / "a.txt", TEXT)
    assert store.text_before(root / "a.txt") == TEXT
    text_file(home_of(root)).write_bytes(b"\x1f\x8b broken")
    assert store.text_before(root / "a.txt") is None
