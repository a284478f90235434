"""Paths that the system will not say all of."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from viewer.core.base import long_paths, paths


def test_what_a_volume_will_not_tell_is_the_path_in_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: object, **more: object) -> str:
        raise OSError("more data available")

    (tmp_path / "a").mkdir()
    assert paths.real_path(tmp_path / "a" / ".." / "a") == os.path.realpath(tmp_path / "a")
    monkeypatch.setattr(os.path, "realpath", refuse)
    assert paths.real_path(tmp_path / "a" / "..") == str(tmp_path)


def test_windows_is_asked_for_long_paths_without_its_registry(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    block = ctypes.create_string_buffer(b"\x00\x01\x02\x04\x05", 5)
    asked = SimpleNamespace(RtlGetCurrentPeb=lambda: ctypes.addressof(block))
    monkeypatch.setattr(sys, "platform", "linux")
    long_paths.allow_long_paths()
    assert block.raw == b"\x00\x01\x02\x04\x05"
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "WinDLL", {"ntdll": asked}.__getitem__, raising=False)
    long_paths.allow_long_paths()
    assert block.raw == b"\x00\x01\x02\x84\x05"


def test_a_folder_beyond_260_characters_is_made_listed_and_read(tmp_path: Path) -> None:
    long_paths.allow_long_paths()
    deep = tmp_path.joinpath(*["كتاب الحيوان الجزء الأول من المجموعة"] * 9)
    deep.mkdir(parents=True)
    (deep / "نص.txt").write_text("نص", "utf-8")
    assert len(str(deep)) > 300
    assert [path.read_text("utf-8") for path in deep.iterdir()] == ["نص"]
    assert paths.real_path(deep) == os.path.realpath(tmp_path) + str(deep)[len(str(tmp_path)) :]
