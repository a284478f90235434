"""Subtitle files, and cues of two files that belong together."""

import random
from pathlib import Path

import pytest

from viewer.core import formats
from viewer.core.base.errors import Unreadable
from viewer.core.parsing.bilingual import subtitle_cues as cues
from viewer.core.text.document_builder import Builder

SAMPLES = Path(__file__).parents[2] / "data" / "formats"


def load(tmp_path, text, name="x.srt"):
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return formats.load(path)


def texts(document):
    return [block.text for block in document.blocks()]


def subtitled(*times):
    builder = Builder()
    for number, (start, end) in enumerate(times):
        builder.add(f"cue {number}", "cue", locator=cues.locator(start, end))
    return builder.document("subtitles")


def units(first, second):
    one, two = cues.matched(subtitled(*first), subtitled(*second))
    return list(one), list(two)


@pytest.mark.parametrize(
    "timing", ["00:00:01,500 --> 00:00:02,250", "0:1.5-->0:2.25", "00:00:01.500  -> 00:00:02.25"]
)
def test_times_are_written_in_one_way(tmp_path, timing):
    if " -> " in timing:
        with pytest.raises(Unreadable):
            load(tmp_path, f"1\n{timing}\nHello\n")
        return
    document = load(tmp_path, f"1\n{timing}\nHello\n")
    assert document.locators == {0: "00:00:01.500 --> 00:00:02.250"}
    assert cues.times(document) == [(1.5, 2.25)]


def test_blank_lines_missing_numbers_and_numbers_that_are_said(tmp_path):
    document = load(
        tmp_path,
        "00:01,0 --> 00:02,0\nOne\n00:03,0 --> 00:04,0\nTwo\n\nstill two\n3\n"
        "00:05,0 --> 00:06,0\n1984\n\n\n9\n00:07,0 --> 00:08,0\n\n10\n00:09,0 --> 00:10,0\nTen",
    )
    assert texts(document) == ["One", "Two\u2028still two", "1984", "Ten"]
    assert document.locators[3] == "00:00:09.000 --> 00:00:10.000"
    assert {block.kind for block in document.blocks()} == {"cue"}


def test_a_text_without_a_cue_is_no_subtitle(tmp_path):
    with pytest.raises(Unreadable) as error:
        load(tmp_path, "Only a text.\n")
    assert error.value.reason == "broken"
    assert len(load(tmp_path, "WEBVTT\n\nNOTE nothing yet\n", "x.vtt")) == 0


def test_tags_that_are_not_closed_end_with_the_cue(tmp_path):
    document = load(tmp_path, "0:01 --> 0:02\n<i>a <b>b\n\n0:03 --> 0:04\n</i>c {\\i1}d{\\i0} {e}")
    assert texts(document) == ["a b", "c d {e}"]
    styles = [[(s.start, s.end, s.style) for s in b.spans] for b in document.blocks()]
    assert styles == [[(0, 3, "italic"), (2, 3, "bold")], [(2, 3, "italic")]]


# Cues of two files


def test_cues_shown_together_are_one_unit():
    assert units([(1, 3), (4, 6)], [(1.1, 3.2), (4.2, 5.8)]) == ([0, 1], [0, 1])


def test_a_cue_alone_is_a_unit_in_the_order_of_time():
    assert units([(1, 2), (5, 6)], [(3, 4), (5, 6), (7, 8)]) == ([0, 2], [1, 2, 3])
    assert units([], [(1, 2)]) == ([], [0])
    assert units([(1, 2)], []) == ([0], [])


def test_one_against_two_and_two_against_two():
    assert units([(1, 6), (7, 8)], [(1, 3), (3, 6), (7, 8)]) == ([0, 1], [0, 0, 1])
    assert units([(1, 3), (3, 6)], [(1, 6)]) == ([0, 0], [0])
    assert units([(0, 5), (5, 6)], [(0, 2.5), (2.5, 6)]) == ([0, 0], [0, 0])


def test_a_chain_does_not_swallow_the_film():
    one = [(at, at + 10) for at in range(0, 1000, 10)]
    two = [(at, at + 10) for at in range(4, 1004, 10)]
    first, second = units(one, two)
    assert max(first.count(unit) for unit in first) <= 2
    assert max(second.count(unit) for unit in second) <= 2


def test_whatever_the_times_the_units_never_fall_and_leave_none_out():
    chance = random.Random(5)
    for _ in range(300):
        sides = []
        for _ in range(2):
            starts = [chance.uniform(0, 30) for _ in range(chance.randint(0, 20))]
            if chance.random() < 0.7:
                starts.sort()
            sides.append([(start, start + chance.choice([0, 1, 2, 9, 99])) for start in starts])
        one, two = units(*sides)
        assert [len(one), len(two)] == list(map(len, sides))
        assert one == sorted(one) and two == sorted(two)
        assert set(one) | set(two) == set(range(len(set(one) | set(two))))


@pytest.mark.parametrize("count", [5_000, pytest.param(50_000, marks=pytest.mark.slow)])
def test_very_many_cues_are_matched(count):
    for step in (2, 0):
        document = subtitled(*((at * step, at * step + 3) for at in range(count)))
        one, two = cues.matched(document, document)
        assert len(one) == len(two) == count


def test_substation_alpha(tmp_path):
    path = tmp_path / "x.ass"
    path.write_text(
        "[Script Info]\nTitle: x\n\n[V4+ Styles]\nFormat: Name\nStyle: Default\n\n[Events]\n"
        "Format: Layer, Start, End, Style, Text\nComment: 0,0:00:00.00,0:00:01.00,D,not said\n"
        "Dialogue: 0,0:00:05.50,0:00:07.00,D,{\\pos(1,2)}ثانيا، ثم {\\i1}مائلا{\\i0}\n"
        "Dialogue: 0,0:00:01.00,0:00:02.00,D,أولا\\Nسطر\n"
        "Dialogue: 0,0:00:08.00,0:00:09.00,D,{\\p1}m 0 0 l 9 9{\\p0}\n",
        "utf-8",
    )
    document = formats.load(path)
    assert [b.text for b in document.blocks()] == ["أولا\u2028سطر", "ثانيا، ثم مائلا"]
    assert document.locators[0].startswith("00:00:01")
    assert [(s.start, s.end, s.style) for s in document.block(1).spans] == [(10, 15, "italic")]
