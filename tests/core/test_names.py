"""Language in names, and which sign decides the language of a document."""

import pytest

from viewer.core.formats import load
from viewer.core.names import resolve_language, split_name

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
