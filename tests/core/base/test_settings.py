"""Choices come back as they were; what is broken takes its default."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from viewer.core.base.remembered import Remembered, move_out
from viewer.core.base.settings import Settings


def test_round_trip_keeps_what_a_later_version_wrote(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    settings = Settings(zoom=140, theme="sepia", saved_searches=["/a"])
    settings.extra["later"] = [1]
    settings.write(path)
    assert Settings.read(path) == settings


def test_broken_and_mistyped_parts_take_their_defaults(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    assert Settings.read(path) == Settings()
    path.write_text("{", "utf-8")
    assert Settings.read(path) == Settings()
    data = {"zoom": "large", "size": 900, "justify": 1, "measure": True, "mode": "stacked"}
    path.write_text(json.dumps(data), "utf-8")
    read = Settings.read(path)
    assert (read.zoom, read.size, read.justify, read.measure) == (100, 40.0, True, 74)
    assert read.mode == "stacked"
    data = {"keys": {"copy": "F4"}, "toolbar": [1], "colour_names": {"#fff": 2}, "mode": "x"}
    path.write_text(json.dumps(data), "utf-8")
    assert Settings.read(path) == Settings()
    path.write_text(json.dumps({"recent": [1], "windows": [3, {}], "toured": 1}), "utf-8")
    assert Remembered.read(path) == Remembered(windows=[{}])


def test_settings_saved_by_an_editor_with_a_byte_order_mark_are_read(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"zoom": 140}), "utf-8-sig")
    assert Settings.read(path).zoom == 140


@pytest.mark.parametrize("text", ["{", "[]", "", "[" * 100_000, '{"zoom": 140,}', "\x00"])
def test_what_cannot_be_read_is_kept_and_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(text, "utf-8")
    settings = Settings.read(path)
    assert settings == Settings() and settings.unread is not None
    settings.write(path)
    assert settings.unread.kept.read_text("utf-8") == text
    assert Settings.read(path).unread is None


def test_what_one_object_changes_is_not_the_default_of_another() -> None:
    Settings().toolbar.append("find")
    assert Settings().toolbar == [] and Settings(zoom=140).zoom == 140 != Settings().zoom


OLD: dict[str, Any] = {
    "theme": "sepia",
    "recent": ["/a", "/b"],
    "searches": ["ماء"],
    "saved_searches": ["بئر"],
    "palette": ["copy"],
    "toured": True,
    "device": "0123456789ab",
    "session": {"corpora": ["/a"], "geometry": "AAAA", "split": [1, 2]},
    "windows": [{"corpora": ["/b"]}],
    "later": [1],
}
"""As the settings were before windows and lists of recent things had a file of their own."""


def said(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text("utf-8"))


def test_an_old_file_of_settings_loses_nothing(tmp_path: Path) -> None:
    old, new = tmp_path / "settings.json", tmp_path / "remembered.json"
    old.write_text(json.dumps(OLD), "utf-8")
    settings = Settings.read(old)
    remembered = move_out(settings, new)
    assert remembered.windows == [OLD["session"], *OLD["windows"]]
    assert (remembered.recent, remembered.searches) == (OLD["recent"], OLD["searches"])
    assert (remembered.palette, remembered.toured) == (OLD["palette"], True)
    assert remembered.device == OLD["device"]
    assert (settings.theme, settings.saved_searches) == ("sepia", OLD["saved_searches"])
    settings.write(old)
    assert said(old).keys() & OLD.keys() == {"theme", "saved_searches", "later"}
    assert said(old)["later"] == [1]
    settings = Settings.read(old)
    assert move_out(settings, new) == remembered


def test_what_is_remembered_stays_among_the_settings_until_its_file_is_there(
    tmp_path: Path,
) -> None:
    old, new = tmp_path / "settings.json", tmp_path / "no such folder" / "remembered.json"
    old.write_text(json.dumps(OLD), "utf-8")
    settings = Settings.read(old)
    assert move_out(settings, new).recent == OLD["recent"]
    settings.write(old)
    assert said(old).items() >= OLD.items()


def test_an_older_version_that_ran_in_between_overwrites_nothing(tmp_path: Path) -> None:
    old, new = tmp_path / "settings.json", tmp_path / "remembered.json"
    Remembered(recent=["/new"]).write(new)
    old.write_text(json.dumps(OLD), "utf-8")
    assert move_out(Settings.read(old), new).recent == ["/new"]
