"""The files of a folder. Only names, sizes and times are read, and the first bytes of files whose
names do not say what they are."""

from __future__ import annotations

import contextlib
import os
import stat
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from viewer.core import formats
from viewer.core.base.paths import real_path
from viewer.core.parsing.scan.page_folder import PICTURE_SUFFIXES, is_ignored, page_files

FILES_AT_ONCE = 500
"""Files that one step of a scan brings."""

MOUNT_POINT = 0xA0000003
"""IO_REPARSE_TAG_MOUNT_POINT of Windows, which `stat` names there alone."""


class File(NamedTuple):
    """`path` is relative to the corpus, with `/`; undecodable bytes as surrogates. Bytes, ns."""

    path: str
    size: int
    mtime_ns: int


def scan(root: Path, cancelled: Callable[[], bool] = lambda: False) -> Iterator[list[File]]:
    """The documents under `root`, folder by folder from the top, in steps.

    Hidden and system files are skipped; links that leave the root or come back to a folder on
    their way, pipes, sockets and devices are not followed. Raises OSError only for `root` itself.
    """
    top = real_path(root)
    waiting: deque[tuple[str, frozenset[str]]] = deque([("", frozenset({top}))])
    found: list[File] = []
    first = True
    while waiting and not cancelled():
        folder, above = waiting.popleft()
        try:
            entries = sorted(os.scandir(os.path.join(root, folder)), key=lambda e: e.name)
        except OSError:
            if first:
                raise
            continue
        first = False
        for entry in entries:
            if is_ignored(entry.name):
                continue
            path = f"{folder}/{entry.name}" if folder else entry.name
            if inside := _folder(entry, top, above):
                if formats.is_page_folder(Path(entry.path)):
                    found.append(_page_folder(entry, path))
                else:
                    waiting.append((path, above | {inside}))
            elif _is_of_web_page(folder, entry.name):
                continue
            elif formats.known_file(Path(entry.path)) and (file := _file(entry, path, top)):
                found.append(file)
                if len(found) >= FILES_AT_ONCE:
                    yield found
                    found = []
    yield found


def _inside(path: str, folder: str) -> bool:
    """Whether a real path lies in a real folder; one at the root of a drive ends in a separator."""
    return path.startswith(os.path.join(folder, ""))


def _is_junction(entry: os.DirEntry[str]) -> bool:
    """Whether a folder is a link to another one of the kind that Windows calls a junction."""
    status = entry.stat(follow_symlinks=False)
    return getattr(status, "st_reparse_tag", 0) == MOUNT_POINT


def _folder(entry: os.DirEntry[str], top: str, above: frozenset[str]) -> str:
    """The real path of a folder that may be entered, else an empty string."""
    try:
        if not entry.is_dir():
            return ""
        if not entry.is_symlink() and not _is_junction(entry):
            return entry.path
        real = os.path.realpath(entry.path)
    except OSError:
        return ""
    return (
        real
        if _inside(real, top)
        and real not in above
        and not any(_inside(known, real) for known in above)
        else ""
    )


def _page_folder(entry: os.DirEntry[str], path: str) -> File:
    """A folder of pages as a document: the bytes of all, and the time of the last change."""
    states: list[os.stat_result] = []
    with contextlib.suppress(OSError):
        states.append(entry.stat())
    for page in page_files(Path(entry.path)):
        with contextlib.suppress(OSError):
            states.append(os.stat(os.path.join(entry.path, page.name)))
    latest = max((state.st_mtime_ns for state in states), default=0)
    return File(path, sum(state.st_size for state in states[1:]), latest)


def _is_of_web_page(folder: str, name: str) -> bool:
    """Whether a picture is part of a page that a browser saved in the folder above."""
    return folder.endswith("_files") and name.lower().endswith(PICTURE_SUFFIXES)


def _file(entry: os.DirEntry[str], path: str, top: str) -> File | None:
    try:
        status = entry.stat()
        if not stat.S_ISREG(status.st_mode):
            return None
        if entry.is_symlink() and not _inside(os.path.realpath(entry.path), top):
            return None
    except OSError:
        return None
    return File(path, status.st_size, status.st_mtime_ns)
