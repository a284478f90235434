"""Language in names, and which sign decides the language of a document."""

import pytest

from viewer.core.formats import SUFFIXES, load, load_parts
from viewer.core.language.file_names import date_in_name, resolve_language, split_name

ARABIC_TEXT = "وصلت السفينة إلى الميناء عند الفجر"
ENGLISH_TEXT = "The ship came to the harbour in the morning and it was cold"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("x.ar.txt", "x.en.html"),
        ("a/x_ar.txt", "a/x_en.txt"),
        ("x-AR.txt", "x-EN.txt"),
        ("x (Arabic).txt", "x (English).txt"),
        ("x (عربي).txt", "x (إنجليزي).txt"),
        ("x [العربية].txt", "x [الإنجليزية].txt"),
        ("ar/x.txt", "en/x.txt"),
        ("Arabic/news/x.txt", "English/news/x.md"),
        ("a/عربي/x.txt", "a/إنجليزي/x.txt"),
        ("talk/ar.txt", "talk/en.txt"),
        ("v1.2.ar.txt", "v1.2.en.txt"),
    ],
)
def test_pairs(one, other):
    assert split_name(one)[0] == split_name(other)[0]
    assert (split_name(one)[1], split_name(other)[1]) == ("ar", "en")


@pytest.mark.parametrize(
    "path", ["bazaar.txt", "x.txt", "garden.md", "x (2).txt", "سيارة.txt", "1.5"]
)
def test_names_that_say_nothing(path):
    assert split_name(path)[1] is None


def test_different_works_stay_apart():
    assert split_name("a/x.ar.txt")[0] != split_name("b/x.en.txt")[0]
    assert split_name("ar/x.txt")[0] != split_name("en/y.txt")[0]


def test_who_decides():
    assert resolve_language("fa", "en", "x.en.txt", ARABIC_TEXT) == ("fa", "rtl")
    assert resolve_language(None, "ar-EG", "x.txt", ARABIC_TEXT) == ("ar-EG", "rtl")
    assert resolve_language(None, "en", "x.txt", ARABIC_TEXT) == ("ar", "rtl")  # a template's word
    assert resolve_language(None, None, "x.ar.txt", "12:30") == ("ar", "rtl")
    assert resolve_language(None, None, "ar/x.txt", ENGLISH_TEXT) == ("en", "ltr")
    assert resolve_language(None, None, "x.txt", "12:30") == ("und", "ltr")


HALF_TRANSLATED = f"{ENGLISH_TEXT}\n{ARABIC_TEXT}\n{ENGLISH_TEXT}"


@pytest.mark.parametrize(
    ("declared", "path", "head", "runs", "expected"),
    [
        (None, "ar-MA/x.html", ENGLISH_TEXT, "rtl", "ar"),  # the page and its folder agree
        ("ar", "x.ar.html", ENGLISH_TEXT, None, "ar"),
        (None, "x.html", HALF_TRANSLATED, "rtl", "ar"),  # a third of the letters
        ("ar-MA", "x.html", HALF_TRANSLATED, None, "ar-MA"),
        (None, "x.ar.txt", HALF_TRANSLATED, None, "ar"),
        ("fa", "x.html", HALF_TRANSLATED, "rtl", "fa"),
        ("ar", "x.html", ENGLISH_TEXT, "rtl", "en"),  # a template for another article
        ("en", "x.html", HALF_TRANSLATED, "rtl", "en"),  # it contradicts itself: letters decide
        ("en", "x.html", f"{ARABIC_TEXT} {ENGLISH_TEXT[:20]}", None, "ar"),
        (None, "en/x.html", f"{ARABIC_TEXT} {ENGLISH_TEXT[:20]}", None, "ar"),
    ],
)
def test_a_text_translated_by_half_is_what_it_is_said_to_be(declared, path, head, runs, expected):
    language, direction = resolve_language(None, declared, path, head, runs)
    assert language == expected
    assert direction == ("ltr" if expected == "en" else "rtl")


def test_a_page_that_runs_from_right_to_left_is_read_so(tmp_path):
    folder = tmp_path / "ar-MA"
    folder.mkdir()
    page = folder / "x.html"
    page.write_text(f'<html><body dir="rtl"><p>{ENGLISH_TEXT}</p></body></html>', "utf-8")
    document = load(page)
    assert (document.language, document.direction) == ("ar", "rtl")


def test_the_first_letters_do_not_decide(tmp_path):
    path = tmp_path / "x.txt"
    path.write_text(f"BBC 12:30\nCOVID-19 {ARABIC_TEXT}\n", "utf-8")
    assert load(path).direction == "rtl"
    assert load(path, language="en").direction == "ltr"


def test_region_and_leftovers():
    assert split_name("x.ar-EG.txt") == ("/x", "ar")
    assert split_name("x_en_US.txt") == ("/x", "en")
    assert split_name("a b - ar.txt") == ("/a b", "ar")
    assert split_name("") == ("/", None)


@pytest.mark.parametrize(
    ("path", "stem", "language"),
    [
        ("a.fa.txt", "/a", "fa"),
        ("a.he.txt", "/a", "he"),
        ("report_FR.docx", "/report", "fr"),
        ("report-deutsch.pdf", "/report", "de"),
        ("تقرير عربي.docx", "/تقرير", "ar"),
        ("x (Türkçe).txt", "/x", "tr"),
        ("x.pt-BR.srt", "/x", "pt"),
        ("de/x.txt", "*/x", "de"),
        ("texts/FA/x.txt", "texts/*/x", "fa"),
        ("Contract_DE.docx", "/Contract", "de"),
        ("read-it.txt", "/read-it", None),
        ("as it is.txt", "/as it is", None),
        ("who_am.txt", "/who_am", None),
        ("may.txt", "/may", None),
        ("IT/budget.xlsx", "IT/budget", None),
        ("budget-IT.csv", "/budget-IT", None),
    ],
)
def test_names_tell_any_language(path: str, stem: str, language: str | None) -> None:
    assert split_name(path) == (stem, language)


def test_a_folder_of_pages_names_its_language_without_a_suffix() -> None:
    assert split_name("books/souk.ar") == ("books/souk", "ar") == split_name("books/souk.ar.pdf")
    short = [suffix for suffix in SUFFIXES if len(suffix) <= 10]
    assert all(split_name(f"x{suffix}") == ("/x", None) for suffix in short)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("a/2021-07-03 title.txt", "2021-07-03"),
        ("JA-1-20170429.txt", "2017-04-29"),
        ("تقرير ٢٠٢١_٠٧_٠٣.txt", "2021-07-03"),
        ("2021-13-03 20190230.txt", None),
        ("120210703.txt", None),
        ("2021-07-03/x.txt", None),
        ("x-20210703123000.html", "2021-07-03"),
        ("31-7-2021 x.txt", "2021-07-31"),
        ("x 31_07_2021.docx", "2021-07-31"),
        ("July 31 2021.txt", "2021-07-31"),
        ("31 July 2021 - x.pdf", "2021-07-31"),
        ("٣١_يوليو_٢٠٢١.txt", "2021-07-31"),
        ("31 تموز 2021.txt", "2021-07-31"),
        ("خبر 3-7-2021.txt", "2021-07-03"),
        ("21 ذو الحجة 1442.txt", "2021-07-31"),
        ("x 3-7-2021.txt", None),  # March or July
        ("1 July 2021 to 3 July 2021.txt", None),
        ("3-10 July 2021.txt", None),
        ("from 3 July to 10 July 2021.txt", None),
        ("من ٣ إلى ١٠ يوليو ٢٠٢١.txt", None),
        ("1-7-2021 - 31-7-2021.txt", None),
        ("2021-07-03_2021-07-10.txt", None),
        ("20210703 v20210705.txt", None),
        ("report 2021.txt", None),
        ("1234567890 31.txt", None),
    ],
)
def test_dates_in_names(name: str, day: str | None) -> None:
    assert date_in_name(name) == day


def test_a_text_that_tells_no_day_is_of_the_one_in_its_name(tmp_path):
    for name in ("31-7-2021 x.txt", "31-7-2021 x.md", "31-7-2021 x.srt", "x.txt"):
        path = tmp_path / name
        path.write_text("1\n00:00:01,000 --> 00:00:02,000\nWords.\n", "utf-8")
        day = None if name == "x.txt" else "2021-07-31"
        assert load(path).date == day == next(load_parts(path)).date
    path = tmp_path / "31-7-2021.md"
    path.write_text("---\ndate: 2020-01-02\n---\nWords.\n", "utf-8")
    assert load(path).date == "2020-01-02"
