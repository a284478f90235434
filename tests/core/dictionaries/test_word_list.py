"""The reader's words: kept with care, merged word by word, exported for cards."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from viewer.core.base.errors import ReadOnly
from viewer.core.dictionaries.word_list import GONE, Listed, WordList, merged
from viewer.core.export import words


def clock() -> Callable[[], str]:
    ticks = iter(range(1000))
    return lambda: f"2026-01-01T00:00:{next(ticks):02}.000+00:00"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "hashiya-notes" / "words.json"


def test_a_word_comes_back(path: Path) -> None:
    made = WordList.read(path, clock())
    made.look_up("كِتاب", "ar", "book", "كتب")
    made.look_up("كتاب", "ar")
    made.write()
    (word,) = WordList.read(path).words()
    assert (word.word, word.looked, word.gloss, word.state) == ("كِتاب", 2, "book", "looked-up")


def test_what_the_reader_said_stays_when_it_is_looked_up_again(path: Path) -> None:
    made = WordList.read(path, clock())
    made.set_state(made.look_up("كتاب", "ar"), "known")
    assert made.look_up("كتاب", "ar").state == "known"
    with pytest.raises(ValueError):
        made.set_state(made.words()[0], "forgotten")


def test_two_writers_lose_nothing(path: Path) -> None:
    tick = clock()
    one, two = WordList.read(path, tick), WordList.read(path, tick)
    one.set_state(one.look_up("كتاب", "ar", "book"), "to-learn")
    one.write()
    two.look_up("بيت", "ar", "house")
    two.set_state(two.look_up("كتاب", "ar"), "known")
    two.write()
    one.look_up("سوق", "ar", "market")
    one.write()
    found = {word.word: word for word in WordList.read(path).words()}
    assert set(found) == {"كتاب", "بيت", "سوق"}
    assert found["كتاب"].state == "known" and found["كتاب"].gloss == "book"


def test_a_removed_word_stays_gone_and_can_come_back(path: Path) -> None:
    tick = clock()
    one, two = WordList.read(path, tick), WordList.read(path, tick)
    one.look_up("كتاب", "ar")
    one.write()
    two.write()
    two.set_state(two.words()[0], GONE)
    two.write()
    one.write()
    assert one.words() == [] and one.get("ar", "كتاب") is None
    assert one.look_up("كتاب", "ar").looked == 1
    assert [word.word for word in one.words()] == ["كتاب"]


def test_merging_is_the_same_whichever_comes_first() -> None:
    old = Listed("كتاب", "ar", "known", "book", "كتب", 5, "2", "3", {"a": 1, "c": 1})
    new = Listed("كتاب", "ar", "to-learn", "", "", 2, "1", "4", {"b": 2, "c": 2})
    made = merged(old, new)
    assert made == merged(new, old)
    assert (made.state, made.gloss, made.looked, made.created) == ("to-learn", "book", 5, "1")
    assert made.extra == {"a": 1, "b": 2, "c": 2}


def test_unknown_members_survive(path: Path) -> None:
    path.parent.mkdir()
    word = {"word": "كتاب", "language": "ar", "state": "known", "deck": {"x": 1}}
    path.write_text(json.dumps({"hashiya:version": 1, "words": [word, 7], "mood": "good"}), "utf-8")
    made = WordList.read(path, clock())
    made.look_up("كتاب", "ar")
    made.write()
    data = json.loads(path.read_text("utf-8"))
    assert data["mood"] == "good" and data["words"][0]["deck"] == {"x": 1}


def test_a_newer_file_is_only_read(path: Path) -> None:
    path.parent.mkdir()
    path.write_text(
        '{"hashiya:version": 2, "words": [{"word": "كتاب", "state": "known"}]}', "utf-8"
    )
    made = WordList.read(path)
    before = path.read_bytes()
    with pytest.raises(ReadOnly):
        made.write()
    assert path.read_bytes() == before


@pytest.mark.parametrize("text", ["", "{", "[]", '{"words": 5}'])
def test_a_damaged_file_is_set_aside(path: Path, text: str) -> None:
    path.parent.mkdir()
    path.write_text(text, "utf-8")
    made = WordList.read(path)
    assert made.damaged is not None and made.damaged.read_text("utf-8") == text
    made.look_up("كتاب", "ar")
    made.write()
    assert len(WordList.read(path).words()) == 1


def test_a_backup_is_kept(path: Path, tmp_path: Path) -> None:
    made = WordList.read(path, clock())
    for word in ("كتاب", "بيت"):
        made.look_up(word, "ar")
        made.write(tmp_path / "backups")
    assert len(list((tmp_path / "backups").rglob("[0-9]*.json"))) == 1


WORDS = [
    Listed("كتاب", "ar", "to-learn", 'a "book";\tvolume', "كتب", 2),
    Listed("#وسم", "ar", "known", "=tag"),
]
HEAD = ["Word", "Translation", "Root", "Language", "State"]


def test_export_for_anki(tmp_path: Path) -> None:
    path = tmp_path / "words.tsv"
    assert words.write(WORDS, HEAD, path) == 2
    lines = path.read_text("utf-8").splitlines()
    assert lines[0] == "#separator:tab" and "#tags column:5" in lines
    cards = [line.split("\t") for line in lines if not line.startswith("#")]
    assert cards[0] == ["كتاب", "a ”book”; volume", "ك ت ب", "ar", "to-learn"]
    assert len(cards) == 2 and all(len(card) == 5 for card in cards)


def test_export_for_a_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "words.csv"
    words.write(WORDS, HEAD, path)
    rows = list(csv.reader(path.read_text("utf-8-sig").splitlines()))
    assert rows[0] == HEAD and rows[2][1] == "'=tag"
