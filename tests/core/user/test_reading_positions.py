"""Where the reader was: kept, forgotten, read back from files that are not as they should be."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from viewer.core.language.reading_speed import LONGEST_TOLD_MINUTES, minutes
from viewer.core.user import reading_positions as places
from viewer.core.user.reading_positions import ReadingPlaces


def test_a_place_comes_back_and_the_beginning_is_not_kept(tmp_path: Path) -> None:
    kept = ReadingPlaces(tmp_path / "places.json")
    kept.put(Path("/c/x.ar.txt"), "ar", 1234)
    kept.put(Path("/c/y.ar.txt"), "en", 7)
    kept.put(Path("/c/y.ar.txt"), "en", 0)
    kept.write()
    again = ReadingPlaces(tmp_path / "places.json")
    assert again.get(Path("/c/x.ar.txt")) == ("ar", 1234)
    assert again.get(Path("/c/y.ar.txt")) is None and len(again) == 1


def test_no_word_of_a_text_is_kept_and_nobody_else_may_read_it(tmp_path: Path) -> None:
    kept = ReadingPlaces(tmp_path / "places.json")
    kept.put(Path("/c/x.txt"), "ar", 5)
    kept.write()
    data = json.loads((tmp_path / "places.json").read_text("utf-8"))
    assert [type(part) for part in data["places"][str(Path("/c/x.txt"))]] == [str, int, str]
    if sys.platform != "win32":  # a home is its user's alone there
        assert (tmp_path / "places.json").stat().st_mode & 0o077 == 0


def test_a_corpus_can_be_forgotten(tmp_path: Path) -> None:
    kept = ReadingPlaces(tmp_path / "places.json")
    for name in ("/c/a.txt", "/c/d/b.txt", "/cc/a.txt"):
        kept.put(Path(name), "ar", 5)
    kept.forget(Path("/c"))
    kept.write()
    again = ReadingPlaces(tmp_path / "places.json")
    assert again.get(Path("/cc/a.txt")) and len(again) == 1


def test_the_longest_unread_are_forgotten_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "POSITIONS_KEPT", 3)
    kept = ReadingPlaces(tmp_path / "places.json")
    for number in (1, 2, 3, 1, 4):
        kept.put(Path(f"/{number}"), "ar", 5)
    assert [n for n in (1, 2, 3, 4) if kept.get(Path(f"/{n}"))] == [1, 3, 4]


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{", '{"places": 3}', '{"places": {"a": [1, 2, 3], "b": ["ar", "x", ""]}}'],
)
def test_a_broken_file_is_as_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "places.json").write_text(text)
    assert len(ReadingPlaces(tmp_path / "places.json")) == 0


def test_arabic_takes_longer_to_read_than_english() -> None:
    assert minutes("ar", 6120) == minutes("ar-EG", 6120) == 10
    assert minutes("en", 9870) == 10
    assert minutes("en", 10) == 1
    assert minutes("und", 5000) is None and minutes("en", 0) is None
    assert minutes("en", 987 * (LONGEST_TOLD_MINUTES + 1)) is None
