"""Reading aloud: which voices there are, and what reaches their program. The programs are fakes."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from viewer.core.user import text_to_speech as speech

posix = pytest.mark.skipif(sys.platform == "win32", reason="the fake programs are scripts")


def program(folder: Path, name: str, listing: str) -> Path:
    """A fake that lists voices and writes down what it was told."""
    path, log = folder / name, folder / "log"
    path.write_text(
        "#!/bin/sh\n"
        f'case "$1$2" in "-L"|"-v?") cat <<\'END\'\n{listing}\nEND\n exit;; esac\n'
        f'for each in "$@"; do printf "[%s]" "$each" >> "{log}"; done\n'
        f'case "$1" in --wait) ;; --cancel) ;; *) cat >> "{log}";; esac\n'
    )
    path.chmod(0o755)
    return log


@posix
def test_speech_dispatcher(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listing = "NAME                 LANGUAGE   VARIANT\nArabic               ar         none\n"
    log = program(tmp_path, "spd-say", listing + "English (GB)         en-GB      none")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(speech.sys, "platform", "linux")
    found = speech.voices()
    assert {"ar", "en"} <= set(found) and found["ar"].engine == "spd-say"
    text = "--help; `rm` $(x) 'كتاب'"
    assert speech.speak(found["ar"], text).wait(10) == 0
    assert log.read_text("utf-8") == f"[--wait][--language][ar][--][{text}]"
    speech.hush(found["ar"])
    assert log.read_text("utf-8").endswith("[--cancel]")


@posix
def test_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listing = "Majed               ar_001    # مرحبًا\nGood News           en_US    # Hello"
    log = program(tmp_path, "say", listing)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(speech.sys, "platform", "darwin")
    found = speech.voices()
    assert found["ar"].name == "Majed" and found["en"].name == "Good News"
    assert speech.speak(found["ar"], "-v كتاب").wait(10) == 0
    assert log.read_text("utf-8") == "[-v][Majed][-f][-]-v كتاب"


def test_no_voice_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert speech.voices() == {}


def test_long_texts_are_spoken_in_pieces() -> None:
    made = speech.pieces("سطر\n\n  آخر \0 \n" + "كلمة " * 2000)
    assert made[:2] == ["سطر", "آخر"] and all(
        len(each) <= speech.LONGEST_UTTERANCE_CODE_POINTS for each in made
    )
    assert sum(each.count("كلمة") for each in made) == 2000
