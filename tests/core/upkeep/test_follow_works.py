"""What was done to works stays with them, in every order of edit, rename and pairing again."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from viewer.core.bitext.pins import Pin
from viewer.core.bitext.work_file import Recorded, WorkFile
from viewer.core.corpus.corpus_file import CorpusFile
from viewer.core.corpus.scan import scan
from viewer.core.corpus.taught_rules import Rule
from viewer.core.corpus.works import works
from viewer.core.formats import load
from viewer.core.notes.locations import encode_path
from viewer.core.text.document import Document
from viewer.core.upkeep.follow_works import absorb_works, digest, follow_works, move_works, own_file

ARABIC = "".join(f"فقرة رقم {n} عن أحوال السوق في ذلك الموسم البعيد.\n" for n in range(12))
ENGLISH = "".join(
    f"Paragraph {n} on the state of the market in that far season.\n" for n in range(12)
)


class Desk:
    """A corpus of one hand-made pair with a pin, an own translation and a choice of language; as
    `session` works with it, step by step."""

    def __init__(self, root: Path) -> None:
        self.root, self.notes = root, root / "hashiya-notes"
        self.works = self.notes / "works"
        (root / "in").mkdir(parents=True)
        self.names = ["in/one.txt", "in/two.txt"]
        for name, text in zip(self.names, (ARABIC, ENGLISH), strict=True):
            (root / name).write_text(text, "utf-8")
        (root / "else.txt").write_text("شيء آخر تماما لا علاقة له بما سبق.\n" * 9, "utf-8")
        file = CorpusFile(self.notes / "corpus.json")
        file.pair(*self.names)
        file.override("in/one.txt", "language", "ar")
        file.set_rules("in/", [Rule("^%")])
        file.write()
        self.look()
        work = self.open()
        (side, one), (other, two) = self.documents().items()
        blocks = [list(range(12)), list(range(12))]
        work.set_pins(
            (Pin(range(3, 4), range(4, 5)),), ((side, one, blocks[0]), (other, two, blocks[1]))
        )
        work.write_own(side, one, [5], "en", "My own words.")
        work.documents = [
            Recorded(s, self.relative(d), digest(d)) for s, d in self.documents().items()
        ]
        work.write()

    def relative(self, document: Document) -> str:
        assert document.path is not None
        return document.path.relative_to(self.root).as_posix()

    def files(self) -> list:
        return [file for step in scan(self.root, lambda: False) for file in step]

    def look(self) -> list[str]:
        """What a scan and the look after it do; what is nowhere."""
        file, files = CorpusFile.read(self.notes / "corpus.json"), self.files()
        if file.follow(self.root, files):
            file.write()
        moved, left = follow_works(
            file, self.works, files, lambda name: load(self.root / name), dict(file.moved)
        )
        file.move(moved, [each.path for each in files])
        move_works(self.works, moved | file.moved)
        file.write()
        return left

    def documents(self) -> dict[str, Document]:
        """Of the pair; empty where it is none any more."""
        file = CorpusFile.read(self.notes / "corpus.json")
        found = works(self.files(), file.pairs, file.refused)
        work = next((w for w in found if len(w.documents) == 2), None)
        return {s: load(self.root / p) for s, p in work.documents.items()} if work else {}

    def open(self) -> WorkFile:
        named = {s: (self.relative(d), d) for s, d in self.documents().items()}
        path = self.works / encode_path(next(iter(named.values()))[0])
        return own_file(
            path, self.works, named, lambda n: (self.root / n).exists(), self.root / "b"
        )

    def edit(self, which: int) -> None:
        path = self.root / self.names[which]
        path.write_text("A line before.\n" + path.read_text("utf-8"), "utf-8")

    def rename(self, which: int) -> None:
        new = f"in/renamed-{which}.txt"
        (self.root / self.names[which]).rename(self.root / new)
        self.names[which] = new

    def check(self) -> None:
        documents = self.documents()
        assert {self.relative(d) for d in documents.values()} == set(self.names)
        work = self.open()
        (side, one), (other, two) = documents.items()
        both = ((side, one, range(len(one))), (other, two, range(len(two))))
        assert len(work.pins_for(both)) == 1
        first = next(s for s, d in documents.items() if self.relative(d) == self.names[0])
        assert [o.text for o in work.own_for(first, documents[first], "en").values()] == [
            "My own words."
        ]
        assert (
            CorpusFile.read(self.notes / "corpus.json").overrides(self.names[0])["language"] == "ar"
        )


STEPS = ("edit 0", "edit 1", "rename 0", "rename 1")


@pytest.mark.parametrize("order", list(permutations(STEPS, 3)))
def test_work_follows_in_every_order_with_a_look_between(
    tmp_path: Path, order: tuple[str, ...]
) -> None:
    desk = Desk(tmp_path / "corpus")
    for step in order:
        what, which = step.split()
        getattr(desk, what)(int(which))
        assert desk.look() == []
        desk.check()


@pytest.mark.parametrize(
    "steps", [("edit 0", "rename 0"), ("rename 1", "edit 1"), ("rename 0", "rename 1")]
)
def test_work_follows_where_nobody_looked_between(tmp_path: Path, steps: tuple[str, ...]) -> None:
    desk = Desk(tmp_path / "corpus")
    for step in steps:
        what, which = step.split()
        getattr(desk, what)(int(which))
    assert desk.look() == []
    desk.check()


def test_work_follows_a_second_name_where_only_the_way_from_the_first_is_known(
    tmp_path: Path,
) -> None:
    desk = Desk(tmp_path / "corpus")
    first, last = desk.names[0], "in/last.ar.txt"
    desk.rename(0)
    assert desk.look() == []
    second = desk.names[0]
    (desk.root / second).rename(desk.root / last)
    moved, left = follow_works(
        CorpusFile.read(desk.notes / "corpus.json"),
        *(desk.works, desk.files(), lambda name: load(desk.root / name)),
        {first: last},  # the reader never saw it under its second name
    )
    assert left == [] and moved == {second: last}


def test_a_folder_that_is_moved_takes_its_rules_along(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "corpus")
    (desk.root / "in").rename(desk.root / "out")
    desk.names = [name.replace("in/", "out/") for name in desk.names]
    assert desk.look() == []
    desk.check()
    file = CorpusFile.read(desk.notes / "corpus.json")
    assert file.rules_of("out/") == [Rule("^%")]
    assert file.rules_of("in/") == []


@pytest.mark.parametrize("which", [0, 1])
def test_what_cannot_be_followed_is_told_and_comes_back_with_a_new_pair(
    tmp_path: Path, which: int
) -> None:
    desk = Desk(tmp_path / "corpus")
    gone = desk.names[which]
    text = (desk.root / gone).read_text("utf-8")
    (desk.root / gone).unlink()
    assert desk.look() == [gone]
    assert desk.look() == [gone]
    new = desk.root / "in" / "new.txt"
    new.write_text(text.replace("رقم", "عدد").replace("Paragraph", "Section"), "utf-8")
    desk.names[which] = "in/new.txt"
    file = CorpusFile.read(desk.notes / "corpus.json")
    file.pair(*desk.names)
    file.write()
    work = desk.open()
    assert len(work.pins) == 1
    assert [own.text for own in work.own] == ["My own words."]


def test_a_pair_made_in_the_other_order_has_what_was_done_before(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "corpus")
    file = CorpusFile.read(desk.notes / "corpus.json")
    file.pairs = [(desk.names[1], desk.names[0])]
    file.write()
    desk.check()


@pytest.mark.parametrize("mark", [" 2", " (1)", "_conflict-20260131-101500", "-LAPTOP"])
def test_copies_of_sync_programs_are_taken_in(tmp_path: Path, mark: str) -> None:
    desk = Desk(tmp_path / "corpus")
    other = CorpusFile(desk.notes / f"corpus{mark}.json")
    other.pair("else.txt", "third.txt")
    other.override("in/two.txt", "language", "en")
    other.write()
    (work,) = desk.works.rglob("*.json")
    copy = work.with_name(f"{work.stem}{mark}.json")
    theirs = WorkFile.read(work)
    text = load(desk.root / desk.names[0])
    theirs.path = copy
    theirs.write_own(theirs.own[0].side, text, [7], "en", "Their words.")
    theirs.write()
    file = CorpusFile.read(desk.notes / "corpus.json")
    assert absorb_works(file, desk.works, tmp_path / "backups") == 2
    assert not copy.exists()
    assert not other.path.exists()
    assert ("else.txt", "third.txt") in file.pairs
    assert CorpusFile.read(file.path).overrides("in/two.txt")["language"] == "en"
    assert {own.text for own in WorkFile.read(work).own} == {"My own words.", "Their words."}
    assert absorb_works(file, desk.works, tmp_path / "backups") == 0
