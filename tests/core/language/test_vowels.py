"""Vowels laid over a text: marks alone are taken from what a model says."""

from __future__ import annotations

from pathlib import Path

import pytest

from viewer.core.base.errors import Unreadable
from viewer.core.language import vowels
from viewer.core.language.arabic import letters
from viewer.core.worker.client import Worker
from viewer.core.worker.validate import vocalised_of


@pytest.fixture
def says(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What the model says of a piece of text; the same without an entry."""
    said: dict[str, str] = {}
    monkeypatch.setattr(vowels, "_reader", lambda: lambda text: said.get(text, text))
    return said


def test_marks_are_laid_over_the_letters_that_were_written(says: dict[str, str]) -> None:
    says["وصل القطار (USA) 12."] = "وَصَلَ الْقِطَارُ (USA) 12."
    assert vowels.vocalised(["وصل القطار (USA) 12."]) == ["وَصَلَ الْقِطَارُ (USA) 12."]


def test_letters_that_were_mended_stay_as_they_were(says: dict[str, str]) -> None:
    says["الامر"] = "الأَمْرُ"
    assert vowels.vocalised(["الامر"]) == ["الاَمْرُ"]
    says["لاكن"] = "لَكِنْ"  # a letter fewer: nothing can be laid over it
    assert vowels.vocalised(["لاكن"]) == ["لاكن"]


def test_marks_that_were_written_stay(says: dict[str, str]) -> None:
    says["عَلم"] = "عِلْمٌ"
    assert vowels.vocalised(["عَلم"]) == ["عَلْمٌ"]


def test_what_the_model_adds_or_loses_is_not_believed(says: dict[str, str]) -> None:
    says["وصل القطار"] = "وَصَلَ الْقِطَارُ الْيَوْمَ"
    assert vowels.vocalised(["وصل القطار"]) == ["وصل القطار"]


def test_long_texts_are_read_in_pieces_that_make_them_up(says: dict[str, str]) -> None:
    text = "كتاب جديد " * 200 + "\nقال: نعم! ثم سكت؟ " + "ا" * 1500
    assert vowels.vocalised([text, ""]) == [text, ""]
    assert max(map(len, vowels._pieces(text))) <= vowels.LONGEST_READ


def test_a_child_may_add_marks_and_nothing_else() -> None:
    assert vocalised_of(["كتب"], {"vowels": ["كَتَبَ"]}) == ["كَتَبَ"]
    for said in (["كاتب"], [], ["كتب", "كتب"], [None], "x"):
        with pytest.raises(Unreadable):
            vocalised_of(["كتب"], {"vowels": said})


def test_without_the_extra_the_child_says_so() -> None:
    if vowels.available():
        pytest.skip("the extra is installed")
    worker = Worker()
    try:
        with pytest.raises(Unreadable):
            worker.vowels(["كتب"])
    finally:
        worker.close()


@pytest.mark.skipif(not vowels.available(), reason="needs the extra vowels")
def test_a_sentence_gets_its_vowels_in_a_child(tmp_path: Path) -> None:
    worker = Worker()
    text = "وصل القطار إلى المحطة قبل الفجر."
    try:
        (found,) = worker.vowels([text])
    finally:
        worker.close()
    assert letters(found) == text and "الْقِطَار" in found
