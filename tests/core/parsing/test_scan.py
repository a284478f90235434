"""The text of scanned pages: what tesseract says of them, where it is kept, what is corrected."""

import json

import pytest
from page_pictures import TSV_HEAD, page, tsv

from viewer.core import formats
from viewer.core.parsing.scan import layer
from viewer.core.parsing.scan.corrections import (
    Correction,
    corrected,
    corrections_of,
)
from viewer.core.parsing.scan.page_text import PageText, from_tsv, share_of

SIZE = (300, 420)


def read(*paragraphs, size=SIZE):
    return from_tsv(tsv(paragraphs), size, "tesseract 5", "ara")


def texts(page):
    return [line.text for line in page.lines()]


# What tesseract says ------------------------------------------------------------------------------


def test_words_stay_in_the_order_in_which_they_are_read():
    line = [("سنة", 200, 40, 50), ("١٣٤٥", 150, 40, 40), ("عن", 120, 40, 20),
            ("Cambridge", 10, 40, 60), ("Press", 75, 40, 40), ("12/3/1948", 2, 40, 6)]  # fmt: skip
    assert texts(read([line])) == ["سنة ١٣٤٥ عن Cambridge Press 12/3/1948"]


def test_marks_that_turn_directions_are_left_out():
    assert texts(read([[("\u200eORI\u200f", 1, 1, 9), ("\u200f\u202bكتاب\u202c", 20, 1, 9)]])) == [
        "ORI كتاب"
    ]


def test_the_joiner_of_persian_stays():
    assert texts(read([[("می\u200cخواهم", 1, 1, 9)]])) == ["می\u200cخواهم"]


def test_empty_words_lines_and_paragraphs_are_no_lines():
    found = read([[(" ", 1, 1, 9)], [("x", 1, 1, 9)]], [[("\u200f", 1, 1, 9)]])
    assert texts(found) == ["x"] and len(found.paragraphs) == 1


def test_a_tab_or_a_quotation_mark_in_a_word_ends_no_row():
    row = '5\t1\t1\t1\t1\t1\t5\t5\t9\t9\t90\t"a\tb'
    head = f"{TSV_HEAD}\n3\t1\t1\t1\t0\t0\t0\t0\t9\t9\t-1\t\n4\t1\t1\t1\t1\t0\t0\t0\t9\t9\t-1\t\n"
    assert texts(from_tsv(head + row, SIZE, "t", "eng")) == ['"a b']


@pytest.mark.parametrize("text", ["", "nothing", f"{TSV_HEAD}\n5\t1\t1\t1\t1\t1\tx\t2\t3\t4\t5\tz"])
def test_what_is_no_table_is_refused(text):
    with pytest.raises((ValueError, IndexError)):
        from_tsv(text, SIZE, "t", "eng")


def test_letters_share_a_word_out_in_their_direction():
    (line,) = read([[("كتابٌ", 100, 40, 100), ("12", 50, 40, 40)]]).lines()
    boxes = line.boxes()
    assert len(boxes) == len(line.text)
    assert [box[0] for box in boxes[:5]] == [175, 150, 125, 100, 100]  # a mark stands on its letter
    assert [box[0] for box in boxes[6:]] == [50, 70]
    assert boxes[5][:3:2] == (90, 100)  # the space


def test_a_page_comes_back_from_disk_as_it_was(tmp_path):
    found = read([[("كتاب", 150, 40, 100, 33.4), ("12", 100, 40, 40)]])
    layer.save_page(tmp_path, "ab", 6, found)
    assert layer.page_file(tmp_path, "ab", 6).name == "0007.json"
    again = layer.as_read([tmp_path], "ab", 6)
    assert again is not None and again.as_json() == found.as_json()
    assert layer.as_read([tmp_path], "ab", 5) is None


def test_the_last_reading_counts_wherever_it_is(tmp_path):
    import os

    one, two = tmp_path / "one", tmp_path / "two"
    layer.save_page(one, "ab", 0, read([[("old", 1, 1, 9)]]))
    layer.save_page(two, "ab", 0, read([[("new", 1, 1, 9)]]))
    os.utime(layer.page_file(one, "ab", 0), ns=(1, 1))
    for folders in ((one, two), (two, one)):
        assert texts(layer.page_text(folders, "ab", 0)) == ["new"]


@pytest.mark.parametrize("data", [b"", b"[]", b'{"size": [0, 0]}', b'{"size": [1, 1]}', b"\xff"])
def test_a_damaged_layer_is_a_page_to_be_read(tmp_path, data):
    file = layer.page_file(tmp_path, "ab", 0)
    file.parent.mkdir()
    file.write_bytes(data)
    assert layer.page_text([tmp_path], "ab", 0) is None


# What is corrected --------------------------------------------------------------------------------


def fix(page_text, word, text, id="1"):
    box = next(each.box for each in page_text.words() if each.text == word)
    return Correction(id, 0, share_of(box, page_text.size), word, text)


def test_a_corrected_word_is_sure():
    found = read([[("كتات", 150, 40, 60, 20), ("قديم", 80, 40, 60)]])
    made = corrected(found, [fix(found, "كتات", "كتاب")])
    assert texts(made) == ["كتاب قديم"] and texts(found) == ["كتات قديم"]
    word = next(made.words())
    assert not word.is_doubtful and word.read == "كتات"


def test_a_correction_holds_when_the_page_is_read_anew():
    first = read([[("كتات", 150, 40, 60), ("قديم", 80, 40, 60)]])
    known = [fix(first, "كتات", "كتاب")]
    again = read([[("كتاث", 302, 82, 118), ("قديم", 160, 80, 120)]], size=(600, 840))
    assert texts(corrected(again, known)) == ["كتاب قديم"]  # twice the size, read otherwise
    right = read([[("كتاب", 150, 40, 60), ("قديم", 80, 40, 60)]])
    assert texts(corrected(right, known)) == ["كتاب قديم"]


def test_a_word_that_falls_in_two_or_grows_together():
    first = read([[("abcdef", 100, 40, 60), ("next", 170, 40, 40)]])
    known = [fix(first, "abcdef", "ABCDEF")]
    two = read([[("abc", 100, 40, 28), ("def", 131, 40, 29), ("next", 170, 40, 40)]])
    assert texts(corrected(two, known)) == ["ABCDEF next"]
    one = read([[("xabcdefnexty", 60, 40, 190)]])
    assert texts(corrected(one, known)) == ["xABCDEFnexty"]
    other = read([[("something", 60, 40, 190)]])  # no such word in it: it waits
    assert texts(corrected(other, known)) == ["something"]


def test_a_correction_of_a_word_that_is_gone_changes_nothing():
    first = read([[("word", 100, 40, 60)]])
    moved = read([[("word", 100, 240, 60)]])
    assert texts(corrected(moved, [fix(first, "word", "other")])) == ["word"]


def test_a_word_can_be_taken_away_or_become_two():
    found = read([[("~|", 10, 40, 20), ("intwo", 40, 40, 60)]])
    made = corrected(found, [fix(found, "~|", "", "1"), fix(found, "intwo", "in two", "2")])
    assert texts(made) == ["in two"]


def test_odd_corrections_are_passed_over():
    good = {"page": 0, "box": [0, 0, 1, 1], "read": "a", "text": "b"}
    told = {"1": good, "2": {}, "3": good | {"box": [0, 0, 1]}, "4": good | {"box": ["x"] * 4}}
    assert [each.id for each in corrections_of({"corrections": told | {"5": 7}})] == ["1"]
    assert corrections_of([]) == corrections_of({"corrections": 3}) == []
    assert corrections_of({"corrections": {"1": json.loads(json.dumps(good))}})[0].text == "b"


# As a document ------------------------------------------------------------------------------------


def document_of(tmp_path, *pages):
    book = tmp_path / "book"
    book.mkdir()
    for at, paragraphs in enumerate(pages, 1):
        picture = page(lines=0)
        picture.putpixel((at, 0), 7)
        picture.save(book / f"p{at:03}.png")
        if paragraphs is not None:
            key = layer.content_key(book / f"p{at:03}.png")
            layer.save_page(tmp_path / "layers", key, 0, read(*paragraphs))
    (document,) = formats.load_parts(book, layers=[tmp_path / "layers"])
    return document


def body(at, *words):
    """A line of the text that fills the page."""
    return [(word, 20 + 65 * place, 60 + 20 * at, 63) for place, word in enumerate(words)]


def test_paragraphs_running_heads_and_pages(tmp_path):
    def one(number):
        head = [[("History", 100, 10, 60), (f"{number}", 200, 10, 20)]]
        return head, [
            body(0, "the", "first", "line", names[number]),
            body(1, names[number], "ends."),
        ]

    names = {11: "here", 12: "there", 13: "elsewhere"}
    document = document_of(tmp_path, *map(one, names))
    story = [b.text for b in document.blocks() if b.furniture is None]
    assert story == [f"the first line {name} {name} ends." for name in names.values()]
    extras = [b.text for b in document.blocks() if b.furniture == "page"]
    assert extras == ["History 11", "History 12", "History 13"]
    assert [document.locator(b.index) for b in document.blocks() if b.furniture is None] == [
        *("1", "2", "3")
    ]


def test_a_paragraph_goes_on_over_the_page(tmp_path):
    lines = [body(at, "every", "line", "is", "full") for at in range(4)]
    document = document_of(tmp_path, [lines], [[body(0, "and", "goes", "on", "here.")]])
    (block,) = document.blocks()
    assert block.text.endswith("is full and goes on here.")
    assert document.pages.label(block.start) == "1" and document.pages.label(block.end - 3) == "2"


def test_pages_that_are_still_to_be_read_are_named(tmp_path):
    document = document_of(tmp_path, [[body(0, "one.")]], None, [[body(0, "three.")]], ())
    assert document.text() == "one.\nthree." and document.unread == [1]
    assert [(each.kind, each.name) for each in document.omissions] == [("scan", "2")]


def test_doubtful_words_are_marked_where_they_stand(tmp_path):
    sure, doubtful = ("sure", 20, 60, 60, 95), ("doubt", 90, 60, 60, 12)
    document = document_of(tmp_path, [[[sure, doubtful], [doubtful]]], None)
    (block,) = document.blocks()
    marked = [block.text[s.start : s.end] for s in block.spans if s.style == "doubtful"]
    assert block.text == "sure doubt doubt" and marked == ["doubt", "doubt"]


def test_large_short_lines_are_headings(tmp_path):
    title = [[("Title", 100, 10, 90)]]
    found = from_tsv(
        tsv([title], high=30) + tsv([[body(0, "text", "of", "it.")]]).split("\n", 3)[3],
        SIZE,
        "t",
        "eng",
    )
    path = tmp_path / "x.png"
    page().save(path)
    layer.save_page(tmp_path / "layers", layer.content_key(path), 0, found)
    (document,) = formats.load_parts(path, layers=[tmp_path / "layers"])
    assert document.kinds == {0: "heading"} and document.text() == "Title\ntext of it."


def test_bad_readings_do_not_make_a_document_unreadable(tmp_path):
    noise = [[[("ء7نم[]x#", 20, 60 + 14 * at, 200, 3)] for at in range(20)]]
    assert len(document_of(tmp_path, noise, None)) > 0


def test_a_stamp_is_another_one_after_each_reading_and_correction(tmp_path):
    seen = {layer.stamp([tmp_path], ["ab"])}
    layer.save_page(tmp_path, "ab", 0, PageText((1, 1), "t", "eng"))
    seen.add(layer.stamp([tmp_path], ["ab"]))
    layer.save_page(tmp_path, "ab", 1, PageText((1, 1), "t", "eng"))
    seen.add(layer.stamp([tmp_path], ["ab"]))
    layer.corrections_file(tmp_path, "ab").write_text("{}")
    seen.add(layer.stamp([tmp_path], ["ab"]))
    assert len(seen) == 4
