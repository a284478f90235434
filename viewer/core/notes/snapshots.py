"""The text that the notes of a document were made on, kept beside them to see what changed since.

One text a document, compressed: `hashiya-notes/texts/PATH.txt.gz`, or `UUID.txt.gz` beside a file
of notes in the reader's data folder.
"""

from __future__ import annotations

import contextlib
import gzip
import zlib
from pathlib import Path

from viewer.core.base.json_files import replace_file, save_bytes
from viewer.core.notes.locations import NOTES_FOLDER

LONGEST_SNAPSHOT_CODE_POINTS = 20_000_000
"""Code points of a text above which it is not kept."""


def text_file(home: Path) -> Path:
    """Where the text belongs whose notes are in the file `home`."""
    name = f"{home.name.removesuffix('.json')}.txt.gz"
    for folder in home.parents:
        if folder.name == "documents" and folder.parent.name == NOTES_FOLDER:
            return folder.parent / "texts" / home.parent.relative_to(folder) / name
    return home.with_name(name)


def kept_text(home: Path) -> str | None:
    """None where none is kept, or it cannot be read."""
    try:
        with gzip.open(text_file(home)) as file:
            return file.read(4 * LONGEST_SNAPSHOT_CODE_POINTS).decode("utf-8", "surrogatepass")
    except (OSError, EOFError, UnicodeDecodeError, zlib.error):
        return None


def keep_text(home: Path, text: str) -> None:
    """Raises OSError."""
    if len(text) <= LONGEST_SNAPSHOT_CODE_POINTS:
        data = gzip.compress(text.encode("utf-8", "surrogatepass"), 6, mtime=0)
        save_bytes(text_file(home), data)


def move_text(old: Path, new: Path) -> None:
    """The notes in the file `old` went to the file `new`."""
    source, target = text_file(old), text_file(new)
    with contextlib.suppress(OSError):
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            replace_file(source, target)
