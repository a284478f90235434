"""Locks: threads, programs and readers of a folder shut each other out, nobody for good."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from viewer.core.base import locks as locks_of
from viewer.core.base.json_files import read_json, save_json
from viewer.core.base.locks import lock


@pytest.mark.parametrize("flock", [True, False])
def test_a_lock_shuts_out_threads_and_leaves_nothing_beside_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, flock: bool
) -> None:
    if not flock:
        monkeypatch.setattr(locks_of, "fcntl", None)  # as on Windows
    path, locks, inside, most = tmp_path / "a.json", tmp_path / "locks", [0], [0]

    def work() -> None:
        for _ in range(20):
            with lock(path, locks):
                inside[0] += 1
                most[0] = max(most[0], inside[0])
                os.listdir(tmp_path)
                inside[0] -= 1

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1]
    assert os.listdir(tmp_path) == ["locks"]


def test_the_lock_of_a_dead_process_blocks_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = (
        "import os, sys\nfrom pathlib import Path\nfrom viewer.core.base.locks import lock\n"
        "with lock(Path(sys.argv[1]), Path(sys.argv[2])): os._exit(9)"
    )
    path, locks = tmp_path / "a.json", tmp_path / "locks"
    assert subprocess.run([sys.executable, "-c", code, path, locks]).returncode == 9
    monkeypatch.setattr(locks_of, "LOCK_SECONDS", 1)
    with lock(path, locks):
        pass


def test_a_held_lock_ends_in_an_error_and_not_in_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks_of, "LOCK_SECONDS", 0.05)
    path, locks = tmp_path / "a.json", tmp_path / "locks"
    with lock(path, locks), pytest.raises(TimeoutError), lock(path, locks):
        pass


def test_where_no_lock_can_be_made_the_work_goes_on(tmp_path: Path) -> None:
    (tmp_path / "locks").write_text("a file in the way")
    with lock(tmp_path / "a.json", tmp_path / "locks"):
        save_json(tmp_path / "a.json", 1)
    assert read_json(tmp_path / "a.json") == 1


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_notes_are_locked_where_no_system_of_ours_tells_of_mounts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str
) -> None:
    """Neither os.major nor /proc is there on Windows."""
    notes = tmp_path / "hashiya-notes" / "a.json"
    notes.parent.mkdir()
    locks_of._mounted.cache_clear()
    monkeypatch.delattr(os, "major", raising=False)
    monkeypatch.setattr(locks_of.sys, "platform", system)
    assert not locks_of._locks_end_here(notes.parent)


@pytest.mark.skipif(sys.platform != "linux", reason="/proc/self/mountinfo")
@pytest.mark.parametrize(
    ("mounted", "ends"),
    [
        ("ext4 /dev/sda1 rw,errors=continue", False),
        ("ext4", False),
        ("vboxsf  rw", True),
        ("fuse.sshfs me@there:/ rw,user_id=0", True),
        ("vboxsf texts rw,iocharset=utf8", True),
        ("nfs4 there:/ rw,vers=4.2,local_lock=none", False),
        ("nfs there:/ rw,vers=3,nolock,local_lock=all", True),
        ("cifs //there/texts rw,vers=3.1.1,soft", False),
        ("cifs //there/texts rw,vers=3.1.1,nobrl", True),
    ],
)
def test_a_lock_that_other_machines_do_not_see_is_known_by_the_mount(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mounted: str, ends: bool
) -> None:
    device = tmp_path.stat().st_dev
    mounts = tmp_path / "mountinfo"
    number = f"{os.major(device)}:{os.minor(device)}"
    mounts.write_text(f"1 2 0:0 / / rw - tmpfs none rw\n36 35 {number} / /there rw - {mounted}\n")
    monkeypatch.setattr(locks_of, "MOUNTS", mounts)
    locks_of._mounted.cache_clear()
    try:
        assert locks_of._locks_end_here(tmp_path) == ends
    finally:
        locks_of._mounted.cache_clear()
