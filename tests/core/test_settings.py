"""Choices come back as they were; what is broken takes its default."""

from __future__ import annotations

import json
from pathlib import Path

from viewer.core.settings import Settings


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
