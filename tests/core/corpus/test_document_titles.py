"""What a document is called: what it says itself, its first heading, its first line."""

from __future__ import annotations

from pathlib import Path

import pytest

from viewer.core import formats
from viewer.core.corpus.document_titles import LONGEST_TITLE, title_in_head, title_of


@pytest.mark.parametrize(
    ("data", "title"),
    [
        ("خبر اليوم\nنص".encode(), "خبر اليوم"),
        ("\n\n  ***  \n2021-07-03\n عنوان   طويل \n".encode(), "عنوان طويل"),
        ("\u202bعنوان\u202c\n".encode(), "عنوان"),
        ("می‌خواهم\n".encode(), "می‌خواهم"),
        ("خبر".encode("cp1256") + b"\n" + "وصل الوزير إلى بغداد".encode("cp1256"), "خبر"),
        ("ﺍ".encode() * 4000, None),
        (b"", None),
        (b"1\n2\n3", None),
        (
            "######OpenITI#\n#META# 020.BookTITLE\t:: كتاب المطر\n#META#Header#End#\n".encode(),
            "كتاب المطر",
        ),
    ],
)
def test_first_line_of_a_plain_text(tmp_path: Path, data: bytes, title: str | None) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    told = title_in_head(path)
    assert told is None or len(told) <= LONGEST_TITLE
    if title is not None or len(data) < 100:
        assert told == title


def test_a_page_says_its_title_and_else_its_heading(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text("<title>اسم الصفحة</title><h1>عنوان</h1><p>نص</p>", "utf-8")
    assert title_of(formats.load(page)) == "اسم الصفحة"
    page.write_text("<p>مقدمة قصيرة</p><h1>عنوان</h1><p>نص</p>", "utf-8")
    assert title_of(formats.load(page)) in ("عنوان", "مقدمة قصيرة")


def test_a_missing_file_has_no_title(tmp_path: Path) -> None:
    assert title_in_head(tmp_path / "none.txt") is None
