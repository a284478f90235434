"""What the golden report does not hold: front matter, inert markup, Arabic headings."""

import pytest

from viewer.core.formats import load


@pytest.fixture
def text(tmp_path):
    def open_text(source, **how):
        path = tmp_path / "x.md"
        path.write_text(source, "utf-8")
        return load(path, **how)

    return open_text


@pytest.mark.parametrize(
    "source",
    ["---\n\ntext\n\n---\n", "---\nnot a field\n---\ntext", "--- \ntext", "text\n---\na: b\n---\n"],
)
def test_a_line_of_hyphens_is_no_front_matter(text, source):
    document = text(source)
    assert document.author is None and "text" in document.text()


def test_front_matter(text):
    document = text("---\ntitle: 'عنوان: فرعي'\nlang: fa\ndir: rtl\ntags:\n  - a\n...\nText")
    assert (document.title, document.language, document.direction) == ("عنوان: فرعي", "fa", "rtl")
    assert document.text() == "Text"


def test_title_is_the_first_heading(text):
    assert text("## Two\n\n# One\n\ntext").title == "One"
    assert text("text").title is None


def test_no_markup_shows(text):
    source = (
        "# عنوان {#id}\n\n<div onclick=x>*a*</div>\n\n`<b>` &amp; \\* [x](javascript:y) ![p](q.png)"
    )
    document = text(source)
    assert document.text() == "عنوان\n*a*\n<b> & * x \ufffc"
    assert all(span.style != "link" for spans in document.spans.values() for span in spans)


def test_line_feeds_inside_a_paragraph_are_spaces(text):
    assert text("a\nb  \nc").text() == "a b\u2028c"
    assert text("a\\\nb").text() == "a\u2028b"
    assert text("`a\\\nb` c\\").text() == "a\\ b c\\"


def levels(document):
    return [(block.text, block.level) for block in document.blocks()]


def test_lists_nest_by_where_the_text_of_an_item_begins(text):
    source = "1. a\n   - b\n   - c\n     - d\n\n   more\n2. e\n\n- f\n  - g\n    - h\n"
    assert levels(text(source)) == [
        ("a", 1), ("b", 2), ("c", 2), ("d", 3), ("more", 1),
        ("e", 1), ("f", 1), ("g", 2), ("h", 3),
    ]  # fmt: skip


def test_numbers_of_a_list_with_a_bracket(text):
    document = text("مقدمة\n\n1) أول\n2) ثان\n\nثم (3) كلمة\n")
    assert [(b.kind, b.text) for b in document.blocks()] == [
        ("paragraph", "مقدمة"), ("list", "أول"), ("list", "ثان"), ("paragraph", "ثم (3) كلمة"),
    ]  # fmt: skip


def test_what_is_struck_out(text):
    document = text("هذا ~~محذوف~~ و`~~رمز~~` و~~ هنا ~~")
    assert document.text() == "هذا محذوف و~~رمز~~ و~~ هنا ~~"
    assert [s.style for s in document.spans[0]] == ["strike", "code"]


def test_rules_and_code_are_left_alone(text):
    source = "- a\n\n* * *\n\n    - code\n\n```\n- x\n   - y\n```\n"
    assert [(b.kind, b.text) for b in text(source).blocks()] == [
        ("list", "a"), ("code", "- code"), ("code", "- x"), ("code", "   - y"),
    ]  # fmt: skip


@pytest.mark.parametrize("source", ["[" * 30_000, "[a](" * 5000, "![" * 9000, "<a " * 9000])
def test_endless_brackets_are_text(text, source):
    assert text(source).text().replace("\u2028", "") == source.strip()
