"""The list of words that translate each other: read, and evidence where nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest

from viewer.core.base.paths import resources_dir
from viewer.core.bitext.aligner import align
from viewer.core.bitext.alignment import question
from viewer.core.bitext.lexicon import words
from viewer.core.bitext.word_concepts import concepts
from viewer.core.formats.txt import load
from viewer.core.worker.client import Worker

ARABIC = [
    "زرع الفلاح شجرة قرب النهر.",
    "جلست الطبيبة في الحديقة ليلا.",
    "فتح المدير مكتبة جديدة.",
    "باع التاجر حصانا أسود.",
]
ENGLISH = [
    "A farmer has planted a tree near the river.",
    "The director opened a new library.",
    "A merchant sold a black horse.",
]


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("والوزراء", "ministers"),
        ("بالمدرسة", "schools"),
        ("تشرين الثاني", "November"),
        ("القاهرة", "Cairo"),
        ("مليون", "a million"),
        ("الاثنين", "on Monday"),
        ("أيها الزملاء", "colleagues"),
        ("عزيزتي ليلى", "Dear Leila"),
    ],
)
def test_words_in_both_languages_name_one_concept(arabic: str, english: str) -> None:
    assert concepts(words(arabic)) & concepts(words(english))


def test_words_that_have_nothing_to_do_with_each_other_name_none() -> None:
    assert not concepts(words("شجرة")) & concepts(words("minister"))
    assert not concepts([]) and not concepts(["qwerty"])


def test_every_line_of_the_list_has_two_sides() -> None:
    lines = (resources_dir() / "lexicon" / "ar-en.tsv").read_text("utf-8").splitlines()
    assert "CC0" in "".join(line for line in lines if line.startswith("#"))
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    assert len(rows) > 500
    for row in rows:
        assert len(row) == 2 and all(words(each) for side in row for each in side.split("|"))
        assert row[0].isascii() and not row[1].isascii()


def test_a_line_that_was_left_out_is_found_by_what_the_others_say() -> None:
    first = align(ARABIC, ENGLISH)[0]
    assert 0 in first.before and 0 in first.after


def test_the_enclosed_process_reads_the_list(tmp_path: Path) -> None:
    for name, lines in (("a.ar.txt", ARABIC), ("a.en.txt", ENGLISH)):
        (tmp_path / name).write_text("\n".join(lines), "utf-8")
    asked = question(load(tmp_path / "a.ar.txt"), load(tmp_path / "a.en.txt"), semantic=False)
    worker = Worker()
    try:
        *_, answer = worker.align(asked, 60.0)
    finally:
        worker.close()
    begin, _, other, end, _ = answer["beads"][0]
    assert begin == other == 0 and end == 1
