"""The text and its blocks: both forms of lines agree, offsets are code points, places are found."""

import json
from array import array
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.core.text import lines as forms
from viewer.core.text.document import Document, Span, joined
from viewer.core.text.document_builder import BitextBuilder, Builder
from viewer.core.text.lines import CHECKPOINT, ByteLines, Lines, StrLines
from viewer.core.text.single_byte_lines import SingleByteLines

PIECES = st.sampled_from(
    [
        *(b"\n", b"\n\n", b" ", b"\t", b"\x0c", b"a"),
        *map(str.encode, "كé😀\u200f\u00a0\ufeff\u2028"),
        *(b"\xff", b"\xd8", b"\xe2\x80", b"\xf0\x9f\x98"),  # bad and broken sequences
    ]
)
SOURCES = st.lists(PIECES, max_size=40).map(b"".join)


def grown(lines, units=7):
    while lines.grow(units):
        pass
    return lines


@given(SOURCES, st.integers(1, 30))
def test_both_forms_agree(data, units):
    text = data.decode("utf-8", "replace")
    one, other = grown(ByteLines(data), units), grown(StrLines(text), units)
    assert len(one) == len(other) and one.length() == other.length() == len(text)
    for index in range(len(other)):
        assert one.block(index) == other.block(index)
        assert one.start(index) == other.start(index)
        assert text[one.start(index) :].startswith(one.block(index))
    for offset in range(len(text) + 1):
        assert one.block_at(offset) == other.block_at(offset)
        assert one.slice(offset, offset + 5) == text[offset : offset + 5]


@given(SOURCES)
def test_blocks_hold_everything_that_can_be_seen(data):
    text = data.decode("utf-8", "replace")
    document = Document(StrLines(text), "txt")
    blank = " \t\x0b\x0c\xa0\u200b\u200c\u200d\u200e\u200f\ufeff"
    seen = [line for line in text.split("\n") if line.strip(blank)]
    assert [block.text for block in document.blocks()] == seen


def test_counted_positions_far_inside():
    rows = [
        f"{'سطر' if n % 3 else 'row'} {n} 😀" + "\n" * (n % 2) for n in range(CHECKPOINT * 3 + 5)
    ]
    text = "\n".join(rows)
    one, other = grown(ByteLines(text.encode()), 1000), grown(StrLines(text), 10**6)
    for index in (0, 1, CHECKPOINT - 1, CHECKPOINT, CHECKPOINT + 1, 2 * CHECKPOINT, len(one) - 1):
        start = other.start(index)
        assert one.start(index) == start
        assert one.block_at(start) == one.block_at(start + 2) == index
        assert one.slice(start, start + 40) == text[start : start + 40]
    assert one.size(0, len(one)) == pytest.approx(len(text), rel=0.02)


def test_what_is_known_while_growing_stays():
    text = "\n".join(f"سطر {n}" for n in range(1000))
    lines = ByteLines(text.encode())
    lines.grow(500)
    known = [(lines.start(i), lines.block(i)) for i in range(len(lines))]
    assert 10 < len(known) < 1000 and not lines.complete
    grown(lines, 333)
    assert [(lines.start(i), lines.block(i)) for i in range(len(known))] == known


def test_place_has_quote_and_context():
    document = Document.of_text("قال 😀 الرجل كلمته\nثم مضى")
    place = document.place(6, 11)
    assert (place.exact, place.prefix, place.suffix) == ("الرجل", "قال 😀 ", " كلمته\nثم مضى")
    long = Document.of_text("x" * 100)
    assert len(long.place(50, 51).prefix) == len(long.place(50, 51).suffix) == 32


def test_builder_keeps_what_is_special_and_drops_what_shows_nothing():
    builder = Builder()
    assert builder.add(" \u200f") is None
    assert builder.add("عنوان", "heading", level=2) == 0
    assert builder.add("a\r\nb", direction="ltr", spans=[Span(0, 1, "bold")]) == 1
    document = builder.document("html", title="T")
    assert document.text() == "عنوان\na\u2028b"
    first, second = document.blocks()
    assert (first.kind, first.level, first.start, first.end) == ("heading", 2, 0, 5)
    assert (second.start, second.end, second.direction) == (6, 9, "ltr")
    assert (second.kind, second.furniture, second.spans) == (
        "paragraph",
        None,
        (Span(0, 1, "bold"),),
    )
    assert document.kinds == {0: "heading"}


def test_json_and_back():
    builder = Builder()
    builder.add("a", "list", level=1, marker="•", furniture="navigation", direction="rtl")
    builder.add("b", spans=[Span(0, 1, "link", "https://x.org/")])
    document = builder.document("html", language="en", date="2020-01-01")
    again = Document.from_json(json.loads(json.dumps(document.as_json())))
    assert list(again.blocks()) == list(document.blocks())
    assert (again.language, again.date, again.encoding) == ("en", "2020-01-01", None)


@pytest.mark.parametrize("data", [{}, {"text": 1}, {"text": "a", "format": "x"}])
def test_foreign_json_is_an_ordinary_error(data):
    with pytest.raises((KeyError, TypeError, ValueError)):
        Document.from_json(data)


@given(SOURCES, st.integers(0, 400))
def test_places_are_told_before_they_are_counted(data, offset):
    text = (data * 9).decode("utf-8", "replace")
    other = grown(StrLines(text))
    at = min(offset, len(text))
    for question in (
        lambda lines: lines.block_at(at),
        lambda lines: lines.slice(at, at + 9),
        lambda lines: [lines.start(index) for index in reversed(range(len(lines)))],
        lambda lines: lines.length(),
    ):
        one = ByteLines(data * 9)
        while not one.complete:
            one.grow(50)
        assert question(one) == question(other)
        assert question(grown(one)) == question(other)
        assert one.counted


def test_a_large_text_is_indexed_to_its_end_without_being_counted(monkeypatch):
    text = "".join(f"سطر {n}\n" for n in range(CHECKPOINT * 5))
    lines = ByteLines(text.encode())
    monkeypatch.setattr(ByteLines, "_counts", None)  # who counts fails
    document = Document(lines, "txt")
    while not lines.complete:
        lines.grow(1000)
    assert document.block(len(document) - 1).text == f"سطر {CHECKPOINT * 5 - 1}"
    assert not lines.counted


def test_bad_bytes_of_a_large_text_are_counted_as_it_is_indexed():
    line = "سطر سليم \ufffd\n".encode()  # the letter itself is not a bad byte
    data = (line * 700 + b"\xd8 \xff\n" + line * 700) + b"end \xc3"
    document = Document(ByteLines(data), "txt")
    while document.lines.grow(3000):
        pass
    assert document.bad_bytes == 3


def test_parts_are_one_document():
    def part(words: str, unit: int) -> Document:
        builder = BitextBuilder({"ar": "ar", "en": "en"})
        builder.sides["ar"].anchor(words)
        builder.sides["ar"].add(f"{words} عربي", "heading", level=1, spans=[Span(0, 2, "bold")])
        builder.end_unit()
        builder.sides["ar"].add("سطر")
        builder.sides["en"].add(f"{words} English")
        builder.end_unit()
        document = builder.document("tmx", Path("x.tmx"))
        for each in (document, *document.others):
            each.units = array("I", (u + unit for u in each.units or ()))
        return document

    whole = joined([part("a", 0), part("b", 2)])
    assert whole.text() == "a عربي\nسطر\nb عربي\nسطر"
    assert whole.units == array("I", [0, 1, 2, 3]) and whole.anchors == {"a": 0, "b": 2}
    assert whole.kinds == {0: "heading", 2: "heading"} and set(whole.spans) == {0, 2}
    (english,) = whole.others
    assert english.text() == "a English\nb English" and english.units == array("I", [1, 3])
    assert english.path == Path("x.tmx/en") and english.file == whole.file == Path("x.tmx")
    again = Document.from_json(json.loads(json.dumps(whole.as_json())))
    assert again.as_json() == whole.as_json()


@given(SOURCES)
def test_blocks_begin_at_the_same_lines_whether_these_are_long_or_short(data):
    single = SingleByteLines(data, "windows-1256")
    for text, block, odd in (
        (data, forms._BYTE_BLOCK, forms._ODD_BYTES),
        (data.decode("utf-8", "replace"), forms.STR_BLOCK, forms._ODD),
        (data, single._block, single._odd),
    ):
        short = forms.block_starts(text, 0, len(text), 0, block, odd)
        assert forms.block_starts(text, 0, len(text), -1, block, odd) == short


@pytest.mark.parametrize("words", ["أب", "أبأ", "\n"])
def test_twins_are_counted_over_the_pieces_of_a_text(
    words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "أبأبأ\n" * 40
    there = [at for at in range(len(text)) if text.startswith(words, at)]
    for piece in (1, 2, 3, 7, 1000):
        monkeypatch.setattr(forms, "SEARCHED_UNITS", piece)
        for form in (grown(StrLines(text), 1000), grown(ByteLines(text.encode()), 1000)):
            assert list(forms.occurrences(form, words)) == there
            assert form.nth(words, there[5]) == (6, len(there))
            assert form.nths([("", words, "", at) for at in there]) == [
                (nth, len(there)) for nth in range(1, len(there) + 1)
            ]


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1256", "text"])
def test_twins_of_many_passages_are_those_of_each(encoding: str) -> None:
    text = "".join(f"قال {number % 7} في بيت\nفي دار {number % 3}\n" for number in range(60))
    data = text.encode("utf-8" if encoding == "text" else encoding)
    form: Lines = ByteLines(data) if encoding == "utf-8" else StrLines(text)
    form = SingleByteLines(data, encoding) if encoding == "windows-1256" else form
    document = Document(grown(form, 1000), "txt")
    starts = [at for at in range(len(text)) if text.startswith(("في", "قال"), at)]
    places = [document.span(at, at + 2) for at in starts]
    counted = document.all_counted(places)
    assert counted == [document.counted(place) for place in places]
    assert {place.occurrence for place in counted} > {(1, 3), (2, 3), (3, 3)}
