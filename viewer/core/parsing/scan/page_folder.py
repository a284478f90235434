"""A folder that is one document: nothing but numbered pictures, each of them a page."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import NamedTuple

PICTURE_SUFFIXES = (".png", ".jpg", ".jpeg", ".tif", ".tiff")
LEAST_PAGES = 2
"""Pictures from which on a folder of them is one document."""
_NUMBERED = re.compile(r"(.*?)(\d{1,9})([a-z]?)", re.I | re.S)
"""What stands before the number of a page, the number, and a side of a leaf: `f012v`."""


class PageFile(NamedTuple):
    """A picture in such a folder; `label`: what the page is called, as its name says."""

    name: str
    label: str


def page_files(folder: Path) -> list[PageFile]:
    """The pages of a folder in their order; none where it is no document of its own.

    It is one where every file in it that is not hidden is a picture whose name ends in a number,
    the words before the number are the same in all, no number comes twice, and no folder is in it.
    """
    found: list[tuple[int, str, PageFile]] = []
    heads: set[str] = set()
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if is_ignored(entry.name):
                    continue
                stem, suffix = os.path.splitext(entry.name)
                match = _NUMBERED.fullmatch(stem)
                if match is None or suffix.lower() not in PICTURE_SUFFIXES or entry.is_dir():
                    return []
                heads.add(match[1].casefold())
                number, side = int(match[2]), match[3].lower()
                found.append((number, side, PageFile(entry.name, f"{number}{side}")))
                if len(heads) > 1:
                    return []
    except (OSError, ValueError):  # ValueError: a NUL in the name
        return []
    labels = {page.label for *_, page in found}
    if len(found) < LEAST_PAGES or len(labels) < len(found):
        return []
    return [page for *_, page in sorted(found)]


def is_ignored(name: str) -> bool:
    """Whether a file or folder is none of the reader's: hidden, of a system, or of notes."""
    return name.startswith((".", "~$")) or name.lower() in _SYSTEM


_SYSTEM = {
    *("thumbs.db", "desktop.ini", "$recycle.bin", "system volume information", "__macosx"),
    "hashiya-notes",
}
