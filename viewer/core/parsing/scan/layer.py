"""The text of scanned pages on disk: what was read off each, and what was corrected by hand.

A file is known by the SHA-256 of its content, so its text stays with it under any name. In a folder
of layers a page is `KEY/0001.json`, what was corrected in all of them is `KEY.json`.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from viewer.core.base.errors import Unreadable
from viewer.core.base.json_files import Damaged, read_json, save_bytes
from viewer.core.parsing.scan.corrections import Correction, corrected, corrections_of
from viewer.core.parsing.scan.page_text import PageText
from viewer.core.text.document import ScanPage


def content_key(path: Path) -> str:
    """What a file is known by. Raises `Unreadable`."""
    try:
        state = os.stat(path)
        return _digest(str(path), state.st_mtime_ns, state.st_size)
    except OSError as error:
        raise Unreadable(path, "missing", str(error)) from error


@lru_cache(maxsize=4096)
def _digest(path: str, mtime_ns: int, size: int) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def page_file(folder: Path, key: str, page: int) -> Path:
    """Where the text of a page belongs, counted from 0."""
    return folder / key / f"{page + 1:04}.json"


def corrections_file(folder: Path, key: str) -> Path:
    return folder / f"{key}.json"


def as_read(folders: Iterable[Path], key: str, page: int) -> PageText | None:
    """What was read off a page last, as it was read; None where it is still to be read."""
    files: list[tuple[int, Path]] = []
    for folder in folders:
        file = page_file(folder, key, page)
        with contextlib.suppress(OSError):
            files.append((file.stat().st_mtime_ns, file))
    for _, file in sorted(files, reverse=True):
        with contextlib.suppress(OSError, Damaged, KeyError, TypeError, ValueError):
            if isinstance(data := read_json(file), dict):
                return PageText.from_json(data)
    return None


def kept_corrections(folders: Iterable[Path], key: str) -> list[Correction]:
    """What was corrected in the pages of a file; what cannot be understood is left out."""
    found: dict[str, Correction] = {}
    for folder in folders:
        with contextlib.suppress(OSError, Damaged):
            for each in corrections_of(read_json(corrections_file(folder, key))):
                found.setdefault(each.id, each)
    return list(found.values())


def page_text(folders: Sequence[Path], key: str, page: int) -> PageText | None:
    """The text of a page with what was corrected in it; None where it is still to be read."""
    read = as_read(folders, key, page)
    if read is None:
        return None
    here = [each for each in kept_corrections(folders, key) if each.page == page]
    return corrected(read, here)


def scan_page(folders: Sequence[Path], file: Path, page: int) -> tuple[ScanPage, PageText | None]:
    """What is told of a page, from 0, of a file whose page is a picture, and its text if that was
    read. Raises `Unreadable`."""
    key = content_key(file)
    text = page_text(folders, key, page)
    return ScanPage(key, page, text is not None), text


def save_page(folder: Path, key: str, page: int, text: PageText) -> None:
    """Keep what was read off a page. Raises OSError."""
    data = json.dumps(text.as_json(), ensure_ascii=False, separators=(",", ":"))
    save_bytes(page_file(folder, key, page), data.encode("utf-8"))


def stamp(folders: Iterable[Path], keys: Iterable[str]) -> int:
    """A number that is another one when a page was read or corrected since; 0 for no layer."""
    made = 0
    for key in keys:
        for folder in folders:
            for path in (folder / key, corrections_file(folder, key)):
                with contextlib.suppress(OSError):
                    made += path.stat().st_mtime_ns
    return made
