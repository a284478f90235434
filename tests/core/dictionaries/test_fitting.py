"""Which reading fits where a word stands: its translation beside it, the word before, names."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from dictionary_samples import dictd

from viewer.core.bitext.word_links import linked_spans
from viewer.core.dictionaries import catalogue
from viewer.core.dictionaries.catalogue import Places, Shelf, opened
from viewer.core.dictionaries.fitting import Context
from viewer.core.dictionaries.lookup import look_up, word_before
from viewer.core.dictionaries.service import Desk
from viewer.core.dictionaries.tbx import terms
from viewer.core.language.arabic import letters, token_spans
from viewer.core.worker.word_tables import answer, question

SAID = (
    ("العام", "العام\n1. Annum\n2. Blanketer\n"),
    ("المواجهة", "المواجهة\n1. Braving\n2. Confronting\n3. Defiance\n"),
    ("أعرج", "أعرج\nGimp\n"),
    ("يولر", "يولر\nEuler\n"),
    ("فرات", "فرات\nEuphrates\n"),
    ("السبت", "السبت\n1. Hibernating\n2. Saturday\n"),
    ("أمّن", "أمّن\nSafetied\n"),
    ("التزام", "التزام\nObligation\n"),
    ("درج", "درج\nDrawer\n"),
    ("أدراج", "أدراج\nStairs\n"),
)


@pytest.fixture
def full(tmp_path: Path) -> Shelf:
    dictd(tmp_path, "ara-eng", SAID, False)
    return opened(Places((tmp_path,)))


def first(word: str, shelf: Shelf, context: Context | None = None) -> str:
    found = look_up(word, "ar", shelf, context=context or Context())
    return found[0].glosses[0].lower() if found else ""


def test_everyday_words_stand_before_rare_ones(full: Shelf) -> None:
    assert first("السبت", full) == "saturday"
    assert first("الأمن", full) == "security"
    assert first("العام", full) == "year"


def test_everyday_words_are_known_without_any_dictionary() -> None:
    for word, gloss in (("وبالأمن", "security"), ("العراقية", "iraqi"), ("العراق", "iraq")):
        assert first(word, Shelf()) == gloss, word


def test_everyday_english_words_are_known_without_any_dictionary() -> None:
    found = look_up("Ambassadors", "en", Shelf())
    assert "سفير" in found[0].glosses


def test_what_the_translation_says_stands_first(full: Shelf) -> None:
    beside = "It does not seek a confrontation, least of all in public."
    assert first("مواجهة", full, Context("إلى", beside)) == "confronting"
    assert first("العام", full, Context("", beside)) == "public"


def test_the_nearest_to_what_the_translation_says_stands_first(tmp_path: Path) -> None:
    said = (
        ("جغرافي", "جغرافي\n1. Geographer\n2. Geographical\n"),
        ("كامل", "كامل\n1. Completer\n2. Complete\n"),
        ("بري", "بري\n1. Wildling\n2. Wild\n"),
    )
    dictd(tmp_path, "ara-eng", said, False)
    shelf = opened(Places((tmp_path,)))
    assert first("جغرافي", shelf, Context("", "by geographical places")) == "geographical"
    assert first("كامل", shelf, Context("", "in complete silence")) == "complete"
    assert first("بري", shelf, Context("", "of the wild wood")) == "wild"


def test_what_the_counterpart_says_outweighs_the_rest_of_the_row(tmp_path: Path) -> None:
    said = (("عين", "عين\n1. Eye\n2. Spring\n"), ("علم", "علم\n1. Science\n2. Flag\n"))
    dictd(tmp_path, "ara-eng", said, False)
    shelf = opened(Places((tmp_path,)))
    beside = "with the eye of science he saw the spring and the flag"
    assert first("عين", shelf, Context("", beside, "spring")) == "spring"
    assert first("علم", shelf, Context("", beside, "flag")) == "flag"
    assert first("علم", shelf, Context("", beside, "science")) == "science"


def test_how_it_is_probably_read_chooses_between_readings(tmp_path: Path) -> None:
    said = (("عَلَم", "عَلَم\nFlag\n"), ("عِلْم", "عِلْم\nScience\n"))
    dictd(tmp_path, "ara-eng", said, False)
    shelf = opened(Places((tmp_path,)))
    assert first("علم", shelf, Context(vocalised="عَلَمُ")) == "flag"
    assert first("علم", shelf, Context(vocalised="عِلْمٌ")) == "science"
    assert first("علم", shelf, Context("", "a flag", vocalised="عِلْمٌ")) == "flag"


def test_a_name_is_told_with_its_letters_in_latin_ones(tmp_path: Path) -> None:
    desk = Desk(terms)
    places = Places((tmp_path,))
    there = Context("", "Then Saleh came.", "Saleh")
    found = desk.consult("صالح", "ar", places, context=there)
    assert found.here == "Saleh"
    unknown = desk.consult("زنبورك", "ar", places)
    assert not unknown.analyses and unknown.latin.startswith("Znb")
    assert desk.consult("كتاب", "ar", places).latin == ""


def test_that_with_a_pronoun_behind_a_preposition(full: Shelf) -> None:
    for word in ("بأنه", "كأنها", "وبأنهم"):
        assert first(word, full) == "that", word


def test_an_article_and_a_pronoun_do_not_stand_together(full: Shelf) -> None:
    parts = [[part.kind for part in each.segments] for each in look_up("الأعرجي", "ar", full)]
    assert not [kinds for kinds in parts if "possessive" in kinds]
    found = look_up("التزامه", "ar", full)[0]
    assert found.glosses[0].casefold() == "obligation" and found.segments[-1].kind == "possessive"


@pytest.mark.parametrize(
    ("word", "beside", "name"),
    [
        ("الأعرجي", "Iraq's adviser, Qasim al-Araji, spoke.", "al-Araji"),
        ("تولر", "The ambassador, Matthew Tueller, said", "Tueller"),
        ("كالفرت", "General Calvert's visit", "Calvert"),
        ("وتولر", "and Tueller", "Tueller"),
    ],
)
def test_a_name_is_told_as_the_translation_spells_it(full, word, beside, name):
    found = look_up(word, "ar", full, context=Context("", beside))[0]
    assert found.kind == "name" and found.glosses == (name,)


def test_a_word_that_is_translated_is_no_name(full: Shelf) -> None:
    assert first("السبت", full, Context("", "On Saturday Sabot came.")) == "saturday"
    assert first("الأعرجي", full, Context("", "All of Iraq knew.")) != "iraq"


def test_the_word_before() -> None:
    text = "قال الرئيس. وصل قاسم الأعرجي"
    assert word_before(text, text.index("الأعرجي")) == "قاسم"
    assert word_before(text, text.index("وصل")) == ""
    assert word_before(text, 0) == ""


NEWS = Path(__file__).parents[3] / "seeds" / "news" / "baghdad-ambassador"
RIGHT = """
السفير ambassador|الأميركي american,us|بغداد baghdad|نريد want|التصعيد escalation
طهران tehran|العراق iraq|يوليو july|القوات forces|الأميركية american
القتالية combat,fighting|تخرج leave,leaves|نهاية end|العام year|أرشيف archive|حاشية hashiya
صورة picture,image,photo|متخيلة imagined|الخط text,font|ماثيو matthew|تولر tueller
المسؤولين officials,official|السبت saturday|واشنطن washington|تسعى seek,seeks
مواجهة confrontation,confronting|إيران iran|سيما especially
الأراضي territory,territories,lands|العراقية iraqi|وأنها that|تنظر look,looks|بعين eye
الرضا favour,satisfaction|وساطة mediation|دبلوماسية diplomatic|تعيد restores,restore
الهدوء calm|البلدين countries,country|وجاء come,came|كلام speaking,speak,speech,talk
لقاء meeting|جمعه brought,gathered,gathering|بمستشار adviser,advisor|الأمن security
القومي national|العراقي iraqi|قاسم qasim|الأعرجي al-araji|وحضره attended|قائد commander
قوات forces|التحالف coalition|الدولي international|الجنرال general|كالفرت calvert
الضابط officer|المكلف charged,commissioned|بالإشراف overseeing,oversight,supervision
إنهاء end,ending
"""
"""What each of the first 60 forms of four letters and more means where it stands."""


@pytest.mark.slow
def test_first_glosses_of_a_text_beside_its_translation() -> None:
    """With FreeDict, where it is installed or `FREEDICT` names its folder."""
    places = (Path(os.environ["FREEDICT"]),) if "FREEDICT" in os.environ else ()
    shelf = opened(Places(places or catalogue.system_places()))
    if not any("ara" in str(each.path) for each in shelf.dictionaries):
        pytest.skip("FreeDict Arabic-English is not installed")
    told = [each.split(" ") for line in RIGHT.strip().split("\n") for each in line.split("|")]
    right = {word: meant.split(",") for word, meant in told}
    arabic, english = (
        NEWS.with_suffix(f".{tag}.txt").read_text("utf-8").split("\n") for tag in ("ar", "en")
    )
    pairs = list(zip(arabic, english, strict=False))
    asked = question(pairs, [], ("ar", "en"), Places(places or catalogue.system_places()), False)
    nats = answer(asked)["nats"]
    wrong, missed, seen = {}, {}, set()
    for text, beside in pairs:
        links = linked_spans(text, beside, nats)
        for start, end in token_spans(text):
            word = letters(text[start:end])
            if word in right and word not in seen:
                seen.add(word)
                before = word_before(text, start)
                gloss = first(word, shelf, Context(before, beside))
                if gloss not in right[word]:
                    wrong[word] = gloss
                here = " ".join(beside[c:d] for (a, b), (c, d) in links if a <= start < b)
                told = here.lower() or first(word, shelf, Context(before, beside))
                if not any(meant in told for meant in right[word]):
                    missed[word] = told
    assert len(seen) == len(right) == 60
    assert len(wrong) <= 11, wrong
    assert len(missed) <= 8, missed  # what stands first in the panel: "In this text: …"
