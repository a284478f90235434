"""Folding and its way back; language; direction."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.core.language.arabic import (
    block_direction,
    direction_of_language,
    fold,
    guess_language,
    script_counts,
)

LETTERS = st.text(
    st.sampled_from(
        "كتب أإآٱىةؤئءـًَُِّْٰۖۗ٠٣۴ ABcéßİſΣ\u200c\u200f\ufeffﷲﻻﻷﷺﹰﬁŉǆ، .\n\U0001f600e\u0301\u0654"
    ),
    max_size=30,
)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("كَتَبَ", "كتب"),
        ("الكِتَابُ", "الكتاب"),
        ("أحمد إلى آل ٱلله", "احمد الي ال الله"),
        ("مدرسة مؤمن قائد شيء", "مدرسه مومن قايد شيء"),
        ("الـــكتاب", "الكتاب"),
        ("ٱلرَّحْمَـٰنِ", "الرحمن"),
        ("لَهُۥ وَبِهِۦ", "له وبه"),
        ("کتاب یک ہے ھم گل", "كتاب يك هے هم گل"),
        ("٢٠٢١ ۱۴۰۰", "2021 1400"),
        ("ﻛﺘﺎﺏ ﻻ ﷲ", "كتاب لا الله"),
        ("Café ÉCOLE Straße", "cafe ecole strasse"),
        ("İstanbul ﬁn", "istanbul fin"),
        ("می\u200cخواهم", "ميخواهم"),
        ("COVID-19", "covid-19"),
        ("\u212b \ufba4", "a ه"),
        ("آية\u06dd", "ايه\u06dd"),
    ],
)
def test_folded_spelling(written, folded):
    assert fold(written).text == folded


@pytest.mark.parametrize("text", ["أإآؤئ ۀ ۂ ۓ", "éàüñ ŻŁ й ё ΐ", "Ǆ ſ Å"])
def test_composed_and_decomposed_fold_alike(text):
    composed, apart = (fold(unicodedata.normalize(form, text)).text for form in ("NFC", "NFD"))
    assert composed == apart


@pytest.mark.parametrize(
    ("text", "needle", "span"),
    [
        ("كَتَبَ الولد", "كتب", "كَتَبَ"),  # the last fatha belongs to the hit
        ("وَكَتَبَ", "كتب", "كَتَبَ"),  # the fatha before does not
        ("شكـراً جزيلا", "شكرا", "شكـراً"),
        ("قال ﷲ أكبر", "الله", "ﷲ"),
        ("ﻻ شيء", "ا ش", "ﻻ ش"),  # the second half of one character takes all of it
        ("die Straße hier", "se hi", "ße hi"),
        ("die Straße hier", "hier", "hier"),
        ("cafe\u0301 noir", "cafe", "cafe\u0301"),
        ("\U0001f600 ٢٠٢١", "2021", "٢٠٢١"),
        ("مُحَمَّدٌ", "حم", "حَمَّ"),
    ],
)
def test_way_back(text, needle, span):
    folded = fold(text)
    at = folded.text.index(fold(needle).text)
    start, end = folded.source(at, at + len(fold(needle).text))
    assert text[start:end] == span


@given(LETTERS)
def test_every_letter_comes_back_to_itself(text):
    folded = fold(text)
    before = 0
    for at in range(len(folded.text)):
        start, end = folded.source(at, at + 1)
        assert before <= start < end <= len(text)
        assert folded.text[at] in fold(text[start:end]).text
        before = start
    assert folded.source(0, 0)[0] == folded.source(0, 0)[1]


@given(LETTERS)
def test_folding_twice_changes_nothing(text):
    once = fold(text).text
    assert fold(once).text == once


@given(LETTERS, LETTERS)
def test_parts_fold_as_the_whole(one, other):
    assert fold(one + other).text == fold(one).text + fold(other).text


def test_language_of_texts():
    assert guess_language("أبلغ السفير الجانب العراقي رغبة بلاده") == "ar"
    assert guess_language("بی‌بی‌سی: او گفت که می‌خواهد کتاب‌های پارسی را بخواند") == "fa"
    assert guess_language("یہ ایک اچھی کتاب ہے اور میں اسے پڑھتا ہوں") == "ur"
    assert guess_language("ئەم کتێبە زۆر باشە و من دەیخوێنمەوە") == "ckb"
    assert guess_language("זה ספר טוב מאוד") == "he"
    assert guess_language("The book is on the table and it was read by all of them") == "en"
    assert guess_language("Le livre est sur la table et il a été lu par tous") == "fr"
    assert guess_language("Das Buch ist auf dem Tisch und wird von allen gelesen") == "de"
    assert guess_language("El libro que está en la mesa es de los niños y las niñas") == "es"
    assert guess_language("Книга лежит на столе") == "ru"
    assert guess_language("Lorem ipsum dolor sit amet consectetur") == "und"
    assert guess_language("12:30 —") == "und"
    assert guess_language("") == "und"


def test_an_arabic_text_full_of_latin_terms_is_arabic():
    assert guess_language("أعلنت شركة Microsoft عن Windows 11 وقالت إنها ستوزعه قريبا") == "ar"


def test_a_foreign_name_does_not_make_arabic_persian():
    assert (
        guess_language("قال الرئيس إن السيدة پریزاد زارت المدينة أمس ثم عادت إلى القاهرة مساءً")
        == "ar"
    )


@pytest.mark.parametrize(
    ("tag", "direction"),
    [
        *[(tag, "rtl") for tag in ("ar", "ar-EG", "ar_EG", "fa", "ckb", "dv", "az-Arab")],
        *[(tag, "ltr") for tag in ("en", "und", "ar-Latn", "arn", "")],
    ],
)
def test_direction_of_language(tag, direction):
    assert direction_of_language(tag) == direction


@pytest.mark.parametrize(
    ("text", "base", "direction"),
    [
        ("BBC: قالت المصادر إن الاجتماع تأجل", "rtl", "rtl"),
        ("12:30", "rtl", "rtl"),
        ("COVID-19 يعود من جديد", "rtl", "rtl"),
        ("Reuters", "rtl", "rtl"),
        ("United Nations Organization", "rtl", "rtl"),
        ("“We do not want any escalation in the region.”", "rtl", "ltr"),
        ("قال الرجل إن الأمر لا يعنيه أبدا", "ltr", "rtl"),
        ("The word كتاب means book in this language", "ltr", "ltr"),
        ("ترجم عبارة the quick brown fox jumps إلى العربية", "rtl", "rtl"),
        ("", "rtl", "rtl"),
    ],
)
def test_block_direction(text, base, direction):
    assert block_direction(text, base) == direction


def test_script_counts():
    assert script_counts("abc كتب ١٢ 12 שלום") == {"latin": 3, "arabic": 3, "hebrew": 4}


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Samsung أعلنت عن هاتفها", "rtl"),
        ("Windows 11 متاح للتحميل", "rtl"),
        ("«نعم» قال الوزير.", "rtl"),
        ("(UN) ترفض القرار", "rtl"),
        ("غدا", "rtl"),
        ("Al Jazeera قناة", "ltr"),
        ("2024-05-06", "ltr"),
    ],
)
def test_a_paragraph_of_a_text_from_left_to_right_runs_as_most_of_its_letters(text, direction):
    assert block_direction(text, "ltr") == direction


@given(st.lists(st.sampled_from("أإآٱىئیةۃؤک٣۴Aİßـَل")))
def test_words_fold_as_texts_do(signs):
    """Short ones are folded in another way, only because it is quicker."""
    word = "".join(signs)
    assert f"{fold(word).text} x" * 9 == fold(f"{word} x" * 9).text
