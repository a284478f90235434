"""The files of a folder, without what is in them."""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from viewer.core.corpus import scan as scan_module
from viewer.core.corpus.scan import scan


def found(root: Path) -> list[str]:
    return sorted(file.path for step in scan(root) for file in step)


def test_a_scan_finds_texts_and_nothing_else(tmp_path: Path) -> None:
    for name in ("a.txt", "b/c.MD", "b/d.html", "film.mkv", ".hidden.txt", "~$x.txt", "b/.x/e.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    (tmp_path / "hashiya-notes" / "documents").mkdir(parents=True)
    (tmp_path / "hashiya-notes" / "n.txt").write_text("x")
    assert found(tmp_path) == ["a.txt", "b/c.MD", "b/d.html"]


@pytest.mark.skipif(os.name == "nt", reason="links, pipes and odd bytes of POSIX")
def test_links_pipes_and_odd_names_do_no_harm(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    (inside / "deep").mkdir(parents=True)
    outside.mkdir()
    (outside / "secret.txt").write_text("x")
    (inside / "leaves").symlink_to(outside)
    (inside / "secret.txt").symlink_to(outside / "secret.txt")
    (inside / "deep" / "loop").symlink_to(inside)
    (inside / "gone.txt").symlink_to(inside / "nowhere.txt")
    os.mkfifo(inside / "pipe.txt")
    with open(os.fsencode(inside) + b"/\xff\xfe.txt", "w") as file:
        file.write("x")
    (inside / "two\nlines.txt").write_text("x")
    assert found(inside) == sorted([os.fsdecode(b"\xff\xfe.txt"), "two\nlines.txt"])


class Junction:
    """What Windows says of a junction: no link, and yet another folder."""

    def __init__(self, link: Path) -> None:
        self.name, self.path = link.name, str(link)

    def is_dir(self) -> bool:
        return True

    def is_symlink(self) -> bool:
        return False

    def stat(self, follow_symlinks: bool = True) -> SimpleNamespace:
        return SimpleNamespace(st_reparse_tag=scan_module.MOUNT_POINT)


@pytest.mark.usefixtures("links")
def test_a_junction_is_a_link(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    (inside / "deep").mkdir(parents=True)
    (inside / "other").mkdir()
    outside.mkdir()
    top = os.path.realpath(inside)
    entered: dict[str, str] = {}
    entry: Any
    for number, target in enumerate((outside, inside, inside / "deep", inside / "other")):
        link = inside / "deep" / str(number)
        link.symlink_to(target, target_is_directory=True)
        above = frozenset({top, os.path.join(top, "deep")})
        entry = Junction(link)
        entered[target.name] = scan_module._folder(entry, top, above)
    assert entered == {"out": "", "in": "", "deep": "", "other": os.path.join(top, "other")}


@pytest.mark.usefixtures("links")
def test_a_link_is_followed_where_the_corpus_is_a_whole_drive(tmp_path: Path) -> None:
    """The path of a drive's root ends in the separator: E:\\, as / does."""
    (tmp_path / "way").symlink_to(tmp_path, target_is_directory=True)
    top = tmp_path.anchor
    with os.scandir(tmp_path) as entries:
        found = [scan_module._folder(entry, top, frozenset({top})) for entry in entries]
    assert found == [os.path.realpath(tmp_path)]


def test_a_missing_root_is_an_error_and_a_cancelled_scan_ends(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        list(scan(tmp_path / "none"))
    (tmp_path / "a.txt").write_text("x")
    assert sum(len(step) for step in scan(tmp_path, lambda: True)) == 0
