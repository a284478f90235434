"""The formats of dictionaries and glossaries, read from samples made here; hostile ones too."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from dictionary_samples import ARABIC, ENGLISH, TBX, TBX3, dictd, dictzip, stardict

from viewer.core.base.errors import Unreadable
from viewer.core.dictionaries import catalogue as shelf
from viewer.core.dictionaries import tbx
from viewer.core.dictionaries.dictd import Dictd, number
from viewer.core.dictionaries.dictzip import Definitions
from viewer.core.dictionaries.glossary import Glossary, table_terms
from viewer.core.dictionaries.stardict import StarDict
from viewer.core.morphology.entries import Keys, key
from viewer.core.worker.client import Worker


def test_keys_find_every_number_of_a_word() -> None:
    keys = Keys([("ب", 1), ("ا", 2), ("ب", 3), ("بب", 4)])
    assert sorted(keys.find("ب")) == [1, 3] and keys.find("بب") == [4]
    assert keys.find("") == [] and keys.find("ت") == []


def test_numbers_of_an_index() -> None:
    assert [number("A"), number("BA"), number("Lw7Y")] == [
        0,
        64,
        11 * 64**3 + 48 * 64**2 + 59 * 64 + 24,
    ]


def test_dictzip_is_read_piece_by_piece(tmp_path: Path) -> None:
    data = "".join(f"سطر {n}\n" for n in range(200)).encode()
    path = tmp_path / "a.dict.dz"
    path.write_bytes(dictzip(data, piece=64))
    opened = Definitions(path)
    for start, length in ((0, 10), (60, 9), (63, 130), (len(data) - 5, 5)):
        assert opened.read(start, length) == data[start : start + length]
    assert opened.all() == data
    assert opened.read(len(data) + 1000, 10) == b"" and opened.read(-1, 5) == b""
    assert gzip.decompress(path.read_bytes()) == data  # and it is gzip, as the sample should be


def test_gzip_without_pieces_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "a.dict.dz"
    path.write_bytes(gzip.compress(b"0123456789" * 50))
    assert Definitions(path).read(10, 5) == b"01234"


@pytest.mark.parametrize("packed", [True, False])
def test_dictd(tmp_path: Path, packed: bool) -> None:
    made = Dictd(dictd(tmp_path, "ara-eng", ARABIC, packed))
    assert (made.title, made.language, made.into) == ("ara-eng of the test", "ar", "en")
    (entry,) = made.find(key("كِتَاب"))[:1]
    assert entry.word == "الكتاب" and entry.glosses == ("Book", "Volume")
    assert entry.pronunciation == "ʔalkitaːb"
    assert [e.word for e in made.reverse(key("volume"))] == ["الكتاب"]
    assert made.find(key("الشرق الاوسط"))[0].glosses == ("Middle East",)
    assert made.find("غيرموجود") == []


def test_dictd_from_english(tmp_path: Path) -> None:
    made = Dictd(dictd(tmp_path, "eng-ara", ENGLISH, True))
    assert (made.language, made.into) == ("en", "ar")
    assert made.find("book")[0].glosses == ("الكتاب", "السِفر")
    assert made.reverse(key("كتاب"))[0].word == "Book"


def test_stardict(tmp_path: Path) -> None:
    entries = [("جائحة", b"1. pandemic\n2. plague"), ("حمى", b"fever")]
    made = StarDict(stardict(tmp_path, entries, synonyms=[("وباء", 0)]))
    assert (made.title, made.language, made.into) == ("Terms of the test", "ar", "en")
    assert made.find(key("جائحة"))[0].glosses == ("pandemic", "plague")
    assert made.find(key("وباء"))[0].word == "جائحة"
    assert made.reverse("fever")[0].word == "حمى"


def test_stardict_with_markup_wide_offsets_and_a_picture(tmp_path: Path) -> None:
    picture = b"P" + (4).to_bytes(4, "big") + b"\x89PNG"
    definition = picture + "hكتاب<br><b>book &amp; volume</b>\0".encode()
    made = StarDict(stardict(tmp_path, [("book", definition)], types="", wide=True))
    assert made.find("book")[0].glosses == ("كتاب", "book & volume")


TABLES = {
    "plain.tsv": "جائحة\tpandemic\nحمى\tfever; heat\n",
    "head.csv": "id,sourceLang,targetLang,sourceString,targetString\n1,en,ar_AR,pandemic,جائحة\n"
    '2,en,ar_AR,"fever; heat",حمى\n',
    "notes.csv": "stringID,pos,description,sourceString,targetString\n"
    '1,noun,"A long word, about a disease everywhere",pandemic,جائحة\n2,noun,x,fever; heat,حمى\n',
    "semicolon.csv": "Arabic;English;Note\nجائحة;pandemic;n\nحمى;fever;n\n",
}


@pytest.mark.parametrize("name", TABLES)
def test_tables(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(TABLES[name], "utf-8")
    made = Glossary(path, table_terms(path))
    assert made.find(key("الجائحة"))[0].glosses == ("pandemic",)
    assert made.reverse("fever")[0].word == "حمى"
    assert len(made) == 2


def test_a_table_keeps_part_of_speech_and_note(tmp_path: Path) -> None:
    path = tmp_path / "notes.csv"
    path.write_text(TABLES["notes.csv"], "utf-8")
    entry = Glossary(path, table_terms(path)).find(key("جائحة"))[0]
    assert entry.kind == "noun" and entry.note.startswith("A long word, about")


@pytest.mark.parametrize(
    ("text", "word", "gloss"), [(TBX, "وباء عالمي", "pandemic"), (TBX3, "حمى", "fever")]
)
def test_tbx(tmp_path: Path, text: str, word: str, gloss: str) -> None:
    path = tmp_path / "a.tbx"
    path.write_text(text, "utf-8")
    entry = Glossary(path, tbx.terms(path)).find(key(word))[0]
    assert entry.glosses == (gloss,)


def test_tbx_is_parsed_by_the_worker(tmp_path: Path) -> None:
    path = tmp_path / "a.tbx"
    path.write_text(TBX, "utf-8")
    worker = Worker()
    try:
        assert worker.terms(path)[0] == (
            "جائحة",
            "pandemic",
            "noun",
            "a disease all over the world",
        )
        path.write_text(LAUGHS, "utf-8")
        with pytest.raises(Unreadable):
            worker.terms(path)
    finally:
        worker.close()


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE martif [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    "<martif><text><body><termEntry>&b;</termEntry></body></text></martif>"
)
BROKEN = {
    "laughs.tbx": LAUGHS.encode(),
    "cut.tbx": TBX.encode()[:400],
    "other.tbx": b"<html></html>",
    "empty.tsv": b"",
    "one.csv": "كلمة\nأخرى\n".encode(),
    "binary.tsv": bytes(range(256)) * 20,
    "no.ifo": b"not StarDict\n",
    "alone.ifo": b"StarDict's dict ifo file\nversion=2.4.2\nbookname=x\n",
    "alone.index": b"word\tA\tB\n",
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_told_and_the_others_stay(tmp_path: Path, name: str) -> None:
    (tmp_path / "good.tsv").write_text(TABLES["plain.tsv"], "utf-8")
    (tmp_path / name).write_bytes(BROKEN[name])
    found = shelf.opened(shelf.Places(own=(tmp_path,)))
    assert [error.path.stem for error in found.unreadable] == [name.split(".")[0]]
    assert [each.title for each in found.glossaries] == ["good"]


def test_hostile_binary_dictionaries(tmp_path: Path) -> None:
    dictd(tmp_path, "ara-eng", ARABIC, True)
    packed = tmp_path / "ara-eng.dict.dz"
    whole = packed.read_bytes()
    for size in (1, 11, 13, 30, len(whole) // 2):
        packed.write_bytes(whole[:size])
        with pytest.raises(Unreadable):
            Dictd(tmp_path / "ara-eng.index").find(key("كتاب"))
    packed.write_bytes(whole)
    (tmp_path / "ara-eng.index").write_text("كتاب\t////////\t////\n", "utf-8")
    assert Dictd(tmp_path / "ara-eng.index").find(key("كتاب")) == []


def test_a_stardict_index_that_lies(tmp_path: Path) -> None:
    ifo = stardict(tmp_path, [("جائحة", b"pandemic")])
    (tmp_path / "terms.idx.gz").write_bytes(gzip.compress("كلمة\0\xff".encode("latin-1", "ignore")))
    with pytest.raises(Unreadable):
        StarDict(ifo)


def test_the_shelf_sees_that_a_file_changed(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text(TABLES["plain.tsv"], "utf-8")
    places = shelf.Places(corpus=tmp_path)
    before = shelf.state(places)
    assert before == shelf.state(places) == shelf.opened(places).state
    path.write_text(TABLES["plain.tsv"] + "نص\ttext\n", "utf-8")
    assert shelf.state(places) != before


def test_what_has_no_arabic_is_left_on_the_disk(tmp_path: Path) -> None:
    dictd(tmp_path, "thesaurus", [("book", "Book\nvolume\n")], False)
    assert not shelf.opened(shelf.Places(system=(tmp_path,)))
