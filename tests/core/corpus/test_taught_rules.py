import json
from pathlib import Path

import pytest

from viewer.core.corpus.corpus_file import CorpusFile
from viewer.core.corpus.taught_rules import KIND, Rule, apply, shape
from viewer.core.text.document import Document


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12 تعليقًا", "٣ تعليقا"),
        ("نُشر في 31 تموز 2021", "نشر في 3 كانون الأول 2022"),
        ("السبت 1/2/2021 10:30", "الأحد ٣/٤/٢٠٢٢ ٩:١٥"),
        ("3 min read", "12  min read"),
        ("\u200fشارك", "شارِك"),
    ],
)
def test_lines_that_are_like_each_other(one: str, other: str) -> None:
    assert shape(one) == shape(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("شارك", "شارك الخبر"), ("3 دقائق", "3 ساعات"), ("x" * 121 + "1", "x" * 121 + "2")],
)
def test_lines_that_are_not(one: str, other: str) -> None:
    assert shape(one) != shape(other)


def test_rules_are_applied_and_taken_back() -> None:
    document = Document.of_text("عنوان\n12 تعليقا\nنص طويل\nشارك\n3 تعليقا")
    document.furniture[3] = "share"
    apply(document, [Rule(shape("5 تعليقا")), Rule(shape("شارك"), story=True)])
    assert document.furniture == {1: KIND, 4: KIND}
    apply(document, [Rule(shape("نص طويل"))])
    assert document.furniture == {2: KIND, 3: "share"}
    apply(document, [])
    assert document.furniture == {3: "share"} and not document.ruled


def test_rules_of_a_folder_hold_below_it_and_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "corpus.json"
    path.write_text(json.dumps({"furniture": {"bad": 3, "worse/": [1, {"line": 5}]}, "x": 1}))
    file = CorpusFile.read(path)
    assert file.rules("worse/a.txt") == []
    file.set_rules("/", [Rule("a"), Rule("b")])
    file.set_rules("news/", [Rule("a", story=True)])
    file.write()
    again = CorpusFile.read(path)
    assert again.rules("x.txt") == again.rules("other/x.txt") == [Rule("a"), Rule("b")]
    assert again.rules("news/deep/x.txt") == [Rule("a"), Rule("b"), Rule("a", story=True)]
    assert again.extra == {"x": 1}
    again.set_rules("/", [])
    again.set_rules("news/", [])
    assert again.rules("news/x.txt") == []


def test_the_nearest_folder_has_the_last_word() -> None:
    document = Document.of_text("a\nb")
    apply(document, [Rule("a"), Rule("b"), Rule("a", story=True)])
    assert document.furniture == {1: KIND}
