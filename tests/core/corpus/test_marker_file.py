"""The file that opens its folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from viewer.core.corpus import marker_file as marker
from viewer.core.formats.registry import known


def test_a_marker_is_named_after_its_folder_and_made_once(tmp_path: Path) -> None:
    folder = tmp_path / "أخبار 2021"
    folder.mkdir()
    assert marker.existing(folder) is None
    made = marker.make(folder)
    assert made == folder / "أخبار 2021.hashiya"
    assert json.loads(made.read_text("utf-8"))["hashiya:version"] == 1
    renamed = made.rename(folder / "other.hashiya")
    assert marker.make(folder) == renamed and len(list(folder.iterdir())) == 1


def test_a_marker_overwrites_nothing(tmp_path: Path) -> None:
    taken = tmp_path / f"{tmp_path.name}.hashiya"
    taken.mkdir()
    with pytest.raises(OSError):
        marker.make(tmp_path)


def test_what_is_a_marker(tmp_path: Path) -> None:
    file, folder = tmp_path / "A.HASHIYA", tmp_path / "b.hashiya"
    file.write_text("", "utf-8")
    folder.mkdir()
    assert marker.is_marker(file)
    assert not marker.is_marker(folder) and not marker.is_marker(tmp_path / "none.hashiya")
    assert not known(file.name)  # it is no text, and not listed among the texts
