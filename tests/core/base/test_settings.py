"""Choices come back as they were; what is broken takes its default."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from viewer.core.base.settings import Settings


def test_round_trip_keeps_what_a_later_version_wrote(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    settings = Settings(zoom=140, theme="sepia", recent=["/a"])
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
    data = {"keys": {"copy": "F4"}, "recent": [1], "colour_names": {"#fff": 2}, "windows": [3]}
    path.write_text(json.dumps(data), "utf-8")
    assert Settings.read(path) == Settings()


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
