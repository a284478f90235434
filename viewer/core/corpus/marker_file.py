"""The marker file: `NAME.hashiya` in a folder opens that folder, where only files can be opened."""

from __future__ import annotations

import json
from pathlib import Path

MARKER_SUFFIX = ".hashiya"
MARKER_VERSION = 1


def is_marker(path: Path) -> bool:
    """Whether a file stands for the folder that it lies in."""
    return path.suffix.lower() == MARKER_SUFFIX and path.is_file()


def existing(folder: Path) -> Path | None:
    """The marker file of a folder, the first by name; None without one. Raises OSError."""
    return next((path for path in sorted(folder.glob(f"*{MARKER_SUFFIX}")) if path.is_file()), None)


def make(folder: Path) -> Path:
    """The folder's marker file, named after it; made where there is none. Raises OSError."""
    found = existing(folder)
    if found is not None:
        return found
    path = folder / f"{folder.name or 'corpus'}{MARKER_SUFFIX}"
    with open(path, "x", encoding="utf-8") as file:
        json.dump({"hashiya:version": MARKER_VERSION, "hashiya:corpus": "."}, file)
        file.write("\n")
    return path
