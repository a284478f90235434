"""Names of files of notes, and the way back, as the systems of readers have them."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from viewer.core.base import json_files
from viewer.core.dictionaries import catalogue
from viewer.core.notes import locations
from viewer.core.notes.locations import Homes, decode_path, encode_path, signature

TMX = "<tmx version='1.4'/>"


def homes(root: Path, data: Path) -> Homes:
    return Homes(root, data, private=False)


def test_notes_at_the_root_of_a_drive_are_those_of_its_documents(tmp_path: Path) -> None:
    """`E:\\hashiya-notes\\…`, here as `/hashiya-notes/…`: nothing stands before the folder."""
    file = str(Path("/hashiya-notes/documents/a/b.txt.json"))
    label = homes(Path("/"), tmp_path).label_of(file, "a/b.txt")
    assert label == "a/b.txt"


def test_a_folder_whose_name_only_ends_like_that_of_notes_is_none(tmp_path: Path) -> None:
    path = tmp_path / "my-hashiya-notes" / "documents" / "a.txt.json"
    assert homes(tmp_path, tmp_path / "data").label_of(str(path), "a.txt") is None


def test_a_side_changes_with_its_file_whatever_the_system_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows says "not found" of what lies under a file, others "not a folder"."""
    file = tmp_path / "x.tmx"
    file.write_text(TMX)
    real = os.stat

    def stat(path: str | Path, *args: object, **more: object) -> os.stat_result:
        try:
            return real(path, *args, **more)  # type: ignore[arg-type]
        except NotADirectoryError as error:
            raise FileNotFoundError(*error.args) from error

    monkeypatch.setattr(os, "stat", stat)
    before = signature(file / "ar")
    assert before is not None and before == signature(file)
    file.write_text(TMX + "\n")
    assert signature(file / "ar") != before
    assert signature(tmp_path / "gone.tmx" / "ar") is None
    assert signature(tmp_path / "gone.txt") is None


def test_a_name_of_another_system_is_read_without_falling(monkeypatch: pytest.MonkeyPatch) -> None:
    """`a%FF.txt.json` came from Linux; Windows has no name with that byte."""

    def fsdecode(data: bytes) -> str:
        return data.decode("utf-8", "surrogatepass")

    monkeypatch.setattr(locations.os, "fsdecode", fsdecode)
    assert decode_path("a%FF.txt.json") == "a\udcff.txt"
    assert decode_path(encode_path("باب/a.txt")) == "باب/a.txt"


def test_letter_case_does_not_make_another_document(tmp_path: Path) -> None:
    """Two names of one file that differ in case alone, as on Windows and macOS."""
    text, data = tmp_path / "Text.txt", tmp_path / "data"
    text.write_text("one")
    apart = not (tmp_path / "text.TXT").exists()
    if apart:  # letter case tells names apart here
        (tmp_path / "text.TXT").hardlink_to(text)
        (tmp_path / "text.txt").write_text("another")
    mine = Homes(None, data, private=False)
    home = mine.home(text)
    mine.settle(text, home)
    assert Homes(None, data, private=False).home(tmp_path / "text.TXT") == home
    assert (Homes(None, data, private=False).home(tmp_path / "text.txt") != home) == apart


def test_states_are_the_same_from_a_listing_and_from_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A listing of a folder gives no inode on Windows: none is compared there."""
    monkeypatch.setattr(json_files.sys, "platform", "win32")
    file = tmp_path / "a.json"
    file.write_text("{}")
    listed = dict(locations._json_files(str(tmp_path)))  # pyright: ignore[reportPrivateUsage]
    assert listed[str(file)] == signature(file) and listed[str(file)][2] == 0


@pytest.mark.parametrize("system", [sys.platform, "win32"])
def test_a_save_expects_what_was_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str
) -> None:
    """Else every file that is there already has been overtaken, and no note is saved."""
    monkeypatch.setattr(json_files.sys, "platform", system)
    (tmp_path / "a.json").write_text("{}")
    seen = signature(tmp_path / "a.json")
    assert seen is not None and seen == json_files.state_of(tmp_path / "a.json")
    json_files.save_bytes(tmp_path / "a.json", b"[]", expected=seen)


def test_dictionaries_are_looked_for_where_windows_has_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(catalogue.sys, "platform", "win32")
    monkeypatch.setenv("PROGRAMFILES", r"C:\Program Files")
    monkeypatch.setenv("APPDATA", r"C:\Users\a\AppData\Roaming")
    monkeypatch.delenv("PROGRAMFILES(X86)", raising=False)
    found = [str(place) for place in catalogue.system_places()]
    assert len(found) == 2 and not any(place.startswith("/usr") for place in found)
