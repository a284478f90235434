"""The system's own list of documents used lately.

Linux: `recently-used.xbel` as the desktop bookmark specification has it; other programs' rows stay
as they are. Windows: its shell is told. Elsewhere there is nothing that could be told.
"""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from viewer.core.base.json_files import replace_file

LONGEST_LIST_BYTES = 20_000_000
"""Bytes of a list that is still read and written again."""
_BOOKMARK = "http://www.freedesktop.org/standards/desktop-bookmarks"
_MIME = "http://www.freedesktop.org/standards/shared-mime-info"
_EMPTY = f'<xbel version="1.0" xmlns:bookmark="{_BOOKMARK}" xmlns:mime="{_MIME}"></xbel>'.encode()


def add(paths: Iterable[Path]) -> None:
    """Tell the system that these files and folders were opened. Never raises OSError.

    Where HASHIYA_HOME keeps everything in a folder of its own, the system is told nothing.
    """
    if os.environ.get("HASHIYA_HOME"):
        return
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            _tell_windows(paths)
        elif sys.platform.startswith("linux"):
            data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
            write(Path(data) / "recently-used.xbel", paths, datetime.now(UTC))


def forget(folder: Path) -> None:
    """Take everything in a folder off the system's list, as far as we put it there."""
    if os.environ.get("HASHIYA_HOME") or not sys.platform.startswith("linux"):
        return
    with contextlib.suppress(OSError):
        data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
        erase(Path(data) / "recently-used.xbel", folder)


def erase(file: Path, folder: Path) -> None:
    """Take our rows about a folder out of the list in `file`; those of other programs stay.

    Raises OSError.
    """
    if (root := _parsed(file)) is None:
        return
    address, name = folder.absolute().as_uri(), f"{{{_BOOKMARK}}}application"
    changed = False
    for row in list(root.iter("bookmark")):
        href = row.get("href", "")
        if href != address and not href.startswith(f"{address}/"):
            continue
        programs = list(row.iter(name))
        for ours in (each for each in programs if each.get("name") == "Hashiya"):
            ours.getparent().remove(ours)
            changed = True
        if all(each.get("name") == "Hashiya" for each in programs):
            row.getparent().remove(row)
            changed = True
    if changed:
        _save(file, root)


def write(file: Path, paths: Iterable[Path], moment: datetime) -> bool:
    """Add to the list in `file`; False when it is no list that we understand: it is left alone.

    Written beside and renamed over, for its owner's eyes only. Raises OSError.
    """
    root = _parsed(file)
    if root is None:
        return False
    for path in paths:
        _touch(root, path, moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ"))
    _save(file, root)
    return True


def _parsed(file: Path) -> Any:
    """The list in `file`, an empty one where there is none; None for what is no list."""
    from lxml import etree

    try:
        if file.stat().st_size > LONGEST_LIST_BYTES:
            return None
        data = file.read_bytes()
    except FileNotFoundError:
        data = _EMPTY
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None
    return root if root.tag == "xbel" else None


def _save(file: Path, root: Any) -> None:
    from lxml import etree

    _replace(file, etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _replace(file: Path, data: bytes) -> None:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, beside = tempfile.mkstemp(prefix=".recently-used-", dir=file.parent)
    try:
        with open(descriptor, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        replace_file(beside, file)
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(beside)
        raise


def _touch(root: Any, path: Path, now: str) -> None:
    """The row of one document: made, or its time and our count renewed."""
    from lxml import etree

    address = path.absolute().as_uri()
    row = next((each for each in root.iter("bookmark") if each.get("href") == address), None)
    if row is None:
        row = etree.SubElement(root, "bookmark", href=address, added=now)
    row.set("modified", now)
    row.set("visited", now)
    metadata = _child(_child(row, "info"), "metadata")
    metadata.set("owner", "http://freedesktop.org")
    if metadata.find(f"{{{_MIME}}}mime-type") is None:
        etree.SubElement(metadata, f"{{{_MIME}}}mime-type", type=_type_of(path))
    programs = _child(metadata, f"{{{_BOOKMARK}}}applications")
    name = f"{{{_BOOKMARK}}}application"
    ours = next((each for each in programs.iter(name) if each.get("name") == "Hashiya"), None)
    if ours is None:
        ours = etree.SubElement(programs, name, name="Hashiya", exec="'hashiya %u'", count="0")
    count = ours.get("count", "0")
    ours.set("count", str(int(count) + 1 if count.isdigit() else 1))
    ours.set("modified", now)


def _child(parent: Any, name: str) -> Any:
    from lxml import etree

    found = parent.find(name)
    return etree.SubElement(parent, name) if found is None else found


def _type_of(path: Path) -> str:
    from viewer.core.formats.registry import BY_NAME, SUFFIXES

    if path.is_dir():
        return "inode/directory"
    known = BY_NAME.get(SUFFIXES.get(path.suffix.lower(), ""))
    return known.mime if known else "application/octet-stream"


def _tell_windows(paths: Iterable[Path]) -> None:
    import ctypes

    if sys.platform == "win32":
        for path in paths:
            ctypes.windll.shell32.SHAddToRecentDocs(3, ctypes.c_wchar_p(str(path)))  # 3: a path
