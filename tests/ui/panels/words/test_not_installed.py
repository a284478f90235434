"""An extra that is missing: what the reader is told."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest

from viewer.core.base.errors import NotInstalled
from viewer.core.language import vowels
from viewer.ui.base.error_messages import sentence


def test_what_is_not_installed_is_told_with_the_way_to_have_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    project = tomllib.loads((Path(__file__).parents[4] / "pyproject.toml").read_text("utf-8"))
    assert project["project"]["optional-dependencies"]["vowels"] == [vowels.PACKAGE]
    told = sentence(NotInstalled("vowels", vowels.PACKAGE))
    assert "vowels" in told and f"-m pip install {vowels.PACKAGE}" in told
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    told = sentence(NotInstalled("vowels", vowels.PACKAGE))
    assert "vowels" in told and "pip install" not in told and "./run" in told
