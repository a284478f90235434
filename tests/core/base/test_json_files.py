"""JSON on disk: whole or not at all, the old version kept, what is broken put out of the way."""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from viewer.core.base import json_files as store
from viewer.core.base.json_files import (
    Damaged,
    backups_of,
    dumps,
    read_json,
    retire,
    save_json,
    set_aside,
    whole_file,
)
from viewer.core.base.settings import Settings


def test_what_is_saved_is_read(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "a.json"
    data = {"z": "نص", "a": [1, None, {"b": "\u2028\x00"}]}
    save_json(path, data)
    assert read_json(path) == data
    assert list(data) == list(read_json(path))  # type: ignore[call-overload]
    assert path.read_text("utf-8") == json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    assert os.listdir(path.parent) == ["a.json"]


TREES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters()),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.text(st.characters()) | st.integers(), inner)
    ),
)


@settings(
    max_examples=40,
    suppress_health_check=list(HealthCheck),  # pyright: ignore[reportArgumentType]
)
@given(TREES)
def test_it_is_written_as_the_standard_library_would(data: object) -> None:
    assert dumps(data) == json.dumps(data, ensure_ascii=False, indent=1)


def test_what_is_too_deep_to_indent_is_written_all_the_same(tmp_path: Path) -> None:
    deep: object = 1
    for _ in range(700):
        deep = [deep]
    save_json(tmp_path / "a.json", deep)
    assert read_json(tmp_path / "a.json") == deep


@pytest.mark.parametrize("text", ["\ud800", "a\udcffb", "\ude00\ud83d"])
def test_half_letters_stay_what_they_are(tmp_path: Path, text: str) -> None:
    save_json(tmp_path / "a.json", [text])
    (tmp_path / "a.json").read_bytes().decode("utf-8")
    assert read_json(tmp_path / "a.json") == [text]


def test_numbers_that_json_does_not_know_become_null(tmp_path: Path) -> None:
    save_json(tmp_path / "a.json", {"a": [float("nan"), float("inf"), 1.5]})
    assert "NaN" not in (tmp_path / "a.json").read_text()
    assert read_json(tmp_path / "a.json") == {"a": [None, None, 1.5]}
    (tmp_path / "b.json").write_text('{"a": NaN, "b": -Infinity}')
    assert read_json(tmp_path / "b.json") == {"a": None, "b": None}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b'{"a": "\xff"}', "encoding"),
        (b'{"a": 1', "json"),
        (b"[" * 100_000, "json"),
        (b"<<<<<<< HEAD\n{}", "json"),
        (b"1" * 5000, "json"),
    ],
)
def test_what_is_no_json_is_damaged(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(data)
    with pytest.raises(Damaged) as caught:
        read_json(path)
    assert (caught.value.path, caught.value.reason) == (path, reason)
    assert path.read_bytes() == data


def test_a_folder_is_damaged_and_nothing_is_missing(tmp_path: Path) -> None:
    with pytest.raises(Damaged):
        read_json(tmp_path)
    with pytest.raises(FileNotFoundError):
        read_json(tmp_path / "none.json")


def test_a_byte_order_mark_is_no_damage(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b'\xef\xbb\xbf{"a": 1}')
    assert read_json(tmp_path / "a.json") == {"a": 1}


# Saving that fails


@pytest.mark.parametrize("fails", ["replace", "fsync"])
def test_a_save_that_fails_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    path = tmp_path / "a.json"
    save_json(path, "old")

    def fail(*arguments: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, fails, fail)
    with pytest.raises(OSError):
        save_json(path, "new", tmp_path / "backups")
    assert read_json(path) == "old"
    assert [name for name in os.listdir(tmp_path) if name.endswith(".tmp")] == []


def test_no_json_is_no_save(tmp_path: Path) -> None:
    save_json(tmp_path / "a.json", "old")
    with pytest.raises(TypeError):
        save_json(tmp_path / "a.json", {"a": object()})
    assert read_json(tmp_path / "a.json") == "old"


def test_a_backup_that_fails_costs_no_save(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.json"
    save_json(path, 1)
    (tmp_path / "file").write_text("")
    save_json(path, 2, tmp_path / "file")
    assert read_json(path) == 2


def test_it_is_on_the_disk_before_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    for name in ("fsync", "replace"):
        call = getattr(os, name)

        def noted(*arguments: object, name: str = name, call: object = call) -> object:
            done.append(name)
            return call(*arguments)  # type: ignore[operator]

        monkeypatch.setattr(os, name, noted)
    save_json(tmp_path / "a.json", 1)
    folder = [] if sys.platform == "win32" else ["fsync"]
    assert done == ["fsync", "replace", *folder]


# Backups, links, permissions


def test_versions_are_kept_the_older_the_sparser(tmp_path: Path) -> None:
    path, backups = tmp_path / "a.json", tmp_path / "deep" / "backups"
    for number in range(15):
        save_json(path, number, backups, keep=4)
    folder = backups_of(path, backups)
    kept = [read_json(version) for version in sorted(folder.glob("[0-9]*"))]
    assert len(kept) == 4 and kept[0] == 0 and kept[-2:] == [12, 13]
    assert read_json(path) == 14


def test_backups_on_another_disk_are_copies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object) -> None:
        raise OSError(errno.EXDEV, "another disk")

    monkeypatch.setattr(os, "link", fail)
    for number in range(3):
        save_json(tmp_path / "a.json", number, tmp_path / "backups")
    folder = backups_of(tmp_path / "a.json", tmp_path / "backups")
    assert [read_json(version) for version in sorted(folder.glob("[0-9]*"))] == [0, 1]


def test_two_files_with_one_name_have_two_backups(tmp_path: Path) -> None:
    one, two = tmp_path / "1" / "a.json", tmp_path / "2" / "a.json"
    assert backups_of(one, tmp_path) != backups_of(two, tmp_path)


def test_what_is_written_beside_is_whole_or_not_there(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 240 + ".csv")
    path.write_text("old", "utf-8")
    with pytest.raises(ZeroDivisionError), whole_file(path) as beside:
        beside.write_text("half", "utf-8")
        raise ZeroDivisionError
    assert path.read_text("utf-8") == "old" and list(tmp_path.iterdir()) == [path]
    with whole_file(path) as beside:
        assert beside.suffix == ".csv" and path.read_text("utf-8") == "old"
        beside.write_text("new", "utf-8")
    assert path.read_text("utf-8") == "new" and list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_a_pipe_is_written_to_itself(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with whole_file(tmp_path / "pipe") as beside:
        assert beside == tmp_path / "pipe"


@pytest.mark.usefixtures("links")
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target, link = tmp_path / "real" / "a.json", tmp_path / "a.json"
    target.write_text("1")
    link.symlink_to(target)
    save_json(link, 2)
    assert link.is_symlink()
    assert read_json(target) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="no such permissions")
def test_a_new_file_is_private_and_a_shared_one_stays_shared(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    save_json(path, 1)
    assert path.stat().st_mode & 0o777 == 0o600
    path.chmod(0o664)
    save_json(path, 2)
    assert path.stat().st_mode & 0o777 == 0o664


# Setting aside


def test_nothing_is_set_aside_over_anything(tmp_path: Path) -> None:
    (tmp_path / "a.txt.unreadable-1.json").write_text("first")
    (tmp_path / "a.txt.unreadable-2.json").mkdir()
    (tmp_path / "a.txt.json").write_text("broken")
    assert set_aside(tmp_path / "a.txt.json") == tmp_path / "a.txt.unreadable-3.json"
    assert (tmp_path / "a.txt.unreadable-1.json").read_text() == "first"
    assert (tmp_path / "a.txt.unreadable-3.json").read_text() == "broken"
    assert not (tmp_path / "a.txt.json").exists()


def test_a_folder_is_set_aside_with_what_is_in_it(tmp_path: Path) -> None:
    (tmp_path / "a.json").mkdir()
    (tmp_path / "a.json" / "b").write_text("b")
    assert (set_aside(tmp_path / "a.json") / "b").read_text() == "b"


def test_setting_aside_nothing_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        set_aside(tmp_path / "none.json")
    assert os.listdir(tmp_path) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes by name")
def test_a_pipe_in_place_of_a_file_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.json")
    with pytest.raises(Damaged):
        read_json(tmp_path / "pipe.json")


def test_below_a_file_there_is_nothing(tmp_path):
    (tmp_path / "folder").write_text("x", "utf-8")
    with pytest.raises(FileNotFoundError):
        read_json(tmp_path / "folder" / "corpus.json")


# Files that somebody else has open


def refusing(times: int, call: Callable[..., object], suffix: str = "") -> Callable[..., object]:
    """`call`, refused so many times for files that end so, as Windows does with an open file."""
    left = [times]

    def called(*arguments: object, **options: object) -> object:
        if str(arguments[-1]).endswith(suffix) and left[0] > 0:
            left[0] -= 1
            raise PermissionError(errno.EACCES, "in use", str(arguments[0]))
        return call(*arguments, **options)

    return called


def test_a_replace_that_is_refused_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.json"
    save_json(path, "old")
    monkeypatch.setattr(os, "replace", refusing(4, os.replace))
    save_json(path, "new", tmp_path / "backups")
    assert read_json(path) == "new"
    (tmp_path / "b.json").write_text("{")
    monkeypatch.setattr(os, "replace", refusing(4, os.replace))
    assert set_aside(tmp_path / "b.json").read_text() == "{"


def test_what_stays_refused_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "replace", refusing(10**6, os.replace))
    with pytest.raises(PermissionError):
        store.replace_file(tmp_path / "a", tmp_path / "b", seconds=0.02)


def test_a_removal_that_is_refused_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.json"
    save_json(path, 1)
    monkeypatch.setattr(os, "unlink", refusing(4, os.unlink, "a.json"))
    retire(path, tmp_path / "backups")
    assert not path.exists()


def test_a_file_that_is_being_replaced_on_windows_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.json"
    save_json(path, {"a": 1})
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(Path, "read_bytes", refusing(4, Path.read_bytes, "a.json"))
    assert read_json(path) == {"a": 1}


def test_settings_that_are_open_elsewhere_are_not_taken_for_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "settings.json"
    monkeypatch.setattr(os, "replace", refusing(2, os.replace))
    Settings(creator="Somebody").write(path)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(Path, "read_bytes", refusing(2, Path.read_bytes, "settings.json"))
    assert Settings.read(path).creator == "Somebody"


@pytest.mark.skipif(
    sys.platform == "win32", reason="no open file is removed there: it is swept after a day"
)
def test_an_end_that_waits_for_no_disk_leaves_no_half_of_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, seen = tmp_path / "a.json", []
    store.save_bytes(path, b"1")

    def ended(handle: int) -> None:
        seen.append(len(list(tmp_path.iterdir())))
        store.drop_unfinished()
        seen.append(len(list(tmp_path.iterdir())))

    monkeypatch.setattr(store.os, "fsync", ended)
    with pytest.raises(FileNotFoundError):
        store.save_bytes(path, b"2")
    assert seen == [2, 1] and path.read_bytes() == b"1"
