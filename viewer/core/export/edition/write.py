"""An edition on the disk: whole or not there, and nothing of anybody else's is touched."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from viewer.core.base.json_files import replace_file, sync_file
from viewer.core.export.bitext import Bitext
from viewer.core.export.edition.pages import GENERATOR, EditionPages
from viewer.core.export.edition.words import EditionWords

_OURS = re.compile(r"(?:index|notes)\.html|edition\.(?:js|css)|texts/\d+\.html|data/\w+\.js")
"""The files of an edition, by their paths in its folder."""
_HEAD_BYTES = 2000
"""Bytes of `index.html` in which its maker is named."""


class NotAnEdition(OSError):
    """The folder holds something else; nothing was written."""


def _go_on() -> None:
    """Nobody wants it to leave off."""


def write_edition(
    bitexts: Iterable[Bitext],
    out: Path,
    title: str,
    language: str,
    check: Callable[[], None] = _go_on,
) -> None:
    """Write an edition that speaks `language` (`ar`, `en`): one page where `out` ends in `.html`,
    else a folder.

    A folder may be new, empty, or an edition, of which the files are replaced; others in it stay.
    Raises `NotAnEdition`, OSError; what `bitexts` raises leaves all as it was, and so does
    what `check` raises, which is asked before each file.
    """
    single = out.suffix.lower() in (".html", ".htm")
    if not single and not _may_be_written(out):
        raise NotAnEdition(0, "not an edition", str(out))
    beside = Path(tempfile.mkdtemp(prefix=".hashiya-", dir=out.parent))
    try:

        def put(name: str, content: str) -> None:
            check()
            path = beside / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(content, "utf-8", "replace", newline="\n")
            sync_file(path)

        pages = EditionPages(title, EditionWords(language), single, put)
        for work in bitexts:
            pages.add(work)
        pages.finish(check)
        check()
        if single:
            replace_file(beside / "index.html", out)
        else:
            _move(beside, out)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _may_be_written(folder: Path) -> bool:
    if not folder.exists():
        return True
    if not folder.is_dir():
        return False
    if not any(folder.iterdir()):
        return True
    try:
        with (folder / "index.html").open("rb") as file:
            return f'content="{GENERATOR}"'.encode() in file.read(_HEAD_BYTES)
    except OSError:
        return False


def _move(made: Path, folder: Path) -> None:
    """Put the files into the folder, `index.html` last, and take away what was of an earlier
    edition: a text that was left out must not stay there to be read."""
    new = {path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file()}
    for name in sorted(new, key=lambda name: (name == "index.html", name)):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        replace_file(made / name, target)
    for path in sorted(folder.glob("*")) + sorted(folder.glob("*/*")):
        name = path.relative_to(folder).as_posix()
        if _OURS.fullmatch(name) and name not in new and path.is_file():
            path.unlink()
