"""Paths that the system will not say all of."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from viewer.core.base import paths


def test_what_a_volume_will_not_tell_is_the_path_in_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: object, **more: object) -> str:
        raise OSError("more data available")

    (tmp_path / "a").mkdir()
    assert paths.real_path(tmp_path / "a" / ".." / "a") == os.path.realpath(tmp_path / "a")
    monkeypatch.setattr(os.path, "realpath", refuse)
    assert paths.real_path(tmp_path / "a" / "..") == str(tmp_path)
