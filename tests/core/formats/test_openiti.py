"""OpenITI mARkdown: found by its first line, its lines joined, its pages cited."""

import os

import pytest

from viewer.core import formats
from viewer.core.corpus.scan import scan

BOOK = (
    "######OpenITI#\n#META# 020.BookTITLE :: كتاب\n#META#Header#End#\n\n"
    "### | باب\n# سطر أول\n~~وثان ms12\n~~وثالث PageV03P014\n# بعد PageV03P015\n"
)


@pytest.mark.parametrize(
    "name", ["0300X.Kitab.JK000001-ara1", "kitab", "x.mARkdown", "x.txt", "x.completed"]
)
def test_a_text_is_known_by_its_first_line(tmp_path, name):
    (tmp_path / name).write_text(BOOK, "utf-8")
    assert [file.path for files in scan(tmp_path) for file in files] == [name]
    document = formats.load(tmp_path / name)
    assert [b.text for b in document.blocks()] == ["باب", "سطر أول وثان وثالث", "بعد"]
    assert (document.format, document.title) == ("openiti", "كتاب")
    assert document.kinds == {0: "heading"} and document.locators == {0: "3/14", 2: "3/15"}


def test_other_files_without_an_ending_stay_unknown(tmp_path):
    (tmp_path / "Makefile").write_text("all:\n", "utf-8")
    (tmp_path / "x.jar").write_text(BOOK, "utf-8")
    (tmp_path / "empty").touch()
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
    assert [file.path for files in scan(tmp_path) for file in files] == []


def test_markdown_is_markdown(tmp_path):
    (tmp_path / "x.markdown").write_text("# عنوان\n", "utf-8")
    assert formats.load(tmp_path / "x.markdown").format == "md"


def test_the_halves_of_a_verse_stand_apart(tmp_path):
    (tmp_path / "x.txt").write_text("######OpenITI#\n# شطر %~% شطر\n", "utf-8")
    assert formats.load(tmp_path / "x.txt").text() == "شطر\u2003\u2003شطر"
