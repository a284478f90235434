"""JSON on disk that is never half there: written beside, flushed, renamed over, the old one kept.

Nothing here knows what the JSON means.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import shutil
import stat
import sys
import time
from collections.abc import Callable, Generator
from functools import partial
from json.encoder import encode_basestring
from pathlib import Path
from types import EllipsisType
from typing import TypeVar

from viewer.core.base.paths import real_path

REFUSED_S = 2.0
"""Seconds for which a file is asked for again that another program has open. On Windows a virus
scanner, OneDrive or an indexer holds a file for some tens of milliseconds after each change."""

T = TypeVar("T")

TEMPORARY = ".hashiya-"
"""How the name of a file begins that is being written, and is renamed when it is whole."""
_unfinished: set[str] = set()
"""The files that are being written now."""
LAST = "last.json"
"""What a file says now, among its former versions: a copy, which others cannot spoil with the file.
Its writing is not waited for, as it is asked for only where the file is damaged."""
ENDING = 40
"""Code points of a name that the one beside it has too: its kind, and no more than fits."""


class Damaged(Exception):
    """A file that should hold JSON of ours does not.

    `reason`: `empty`, `encoding`, `json`, `folder` (or a pipe, or whatever else is no file), or
    what the one who asked says.
    """

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(str(path), reason)
        self.path = path
        self.reason = reason


def insist(do: Callable[[], T], seconds: float = REFUSED_S) -> T:
    """What `do` returns, which is called again for some seconds while the system refuses it.

    Raises what it raises, PermissionError only after that time.
    """
    until, pause = time.monotonic() + seconds, 0.002
    while True:
        try:
            return do()
        except PermissionError:
            if time.monotonic() >= until:
                raise
        time.sleep(pause)
        pause = min(0.1, 2 * pause)


def replace_file(source: str | Path, target: str | Path, seconds: float = REFUSED_S) -> None:
    """Rename a file over another one, also where somebody has that open. Raises OSError."""
    insist(partial(os.replace, source, target), seconds)


@contextlib.contextmanager
def whole_file(path: Path) -> Generator[Path]:
    """A name beside `path`, with its ending, for what is to be there: whole and on the disk, or
    `path` is as it was, whatever ends the work. A link stays a link; what is no file (a pipe, a
    terminal) is written to itself. Raises OSError."""
    path = Path(real_path(path))
    if path.exists() and not path.is_file():
        yield path
        return
    beside = path.with_name(f"{TEMPORARY}{os.urandom(6).hex()}-{path.name[-ENDING:]}")
    try:
        yield beside
        sync_file(beside)
        replace_file(beside, path)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Have what was written to a file on the disk. Raises OSError."""
    handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove(path: str | Path) -> None:
    """Remove a file, also where somebody has it open. Raises OSError."""
    insist(partial(os.unlink, path))


def read_bytes(path: Path) -> bytes:
    """The bytes of a file of ours. Raises OSError.

    Only Windows refuses what is being replaced; elsewhere a refusal is one for good.
    """
    if sys.platform == "win32" and not path.is_dir():
        return insist(path.read_bytes)
    return path.read_bytes()


def takes_files(folder: Path) -> bool:
    """Whether a new file can be made in a folder, or in the nearest one above that is there."""
    while not folder.is_dir() and folder != folder.parent:
        folder = folder.parent
    beside = folder / f"{TEMPORARY}{os.getpid()}-{os.urandom(8).hex()}.tmp"
    try:
        _claim(beside, False)
    except OSError:
        return False
    with contextlib.suppress(OSError):
        remove(beside)
    return True


def dumps(data: object) -> str:
    """`data` as JSON for people and for git: indented, no escapes where none are needed.

    What `json.dumps(indent=1)` says, several times faster. Keys keep the order they have. Numbers
    that JSON does not know (NaN, infinity) become null. Raises TypeError for what is no JSON.
    """
    try:
        return _pretty(data, "\n")
    except RecursionError:  # the compiled encoder, which does not indent, goes deeper
        return json.dumps(data, ensure_ascii=False)


def _pretty(data: object, pad: str) -> str:
    """`pad`: the line feed and indentation that `data` stands at."""
    if isinstance(data, str):
        return encode_basestring(data)
    inner = pad + " "
    if isinstance(data, dict) and data:
        parts = [f"{_name(key)}: {_pretty(value, inner)}" for key, value in data.items()]
        return "{" + inner + ("," + inner).join(parts) + pad + "}"
    if isinstance(data, list | tuple) and data:
        parts = [_pretty(value, inner) for value in data]
        return "[" + inner + ("," + inner).join(parts) + pad + "]"
    if isinstance(data, float) and not math.isfinite(data):
        return "null"
    return json.dumps(data)


def _name(key: object) -> str:
    return encode_basestring(key if isinstance(key, str) else json.dumps(key))


def encoded(data: object) -> bytes:
    """What `dumps` says, in UTF-8; half a letter, which that cannot hold, as JSON's escape."""
    return dumps(data).encode("utf-8", "backslashreplace")


State = tuple[int, int, int]


def state_of(path: Path) -> State | None:
    """What changes when a file does: (time in ns, bytes, inode); None without a file."""
    try:
        return state_in(os.stat(path))
    except OSError:
        return None


def state_in(status: os.stat_result) -> State:
    """The state that a file has by what is known of it: without the inode on Windows, where a
    listing of a folder gives none (0)."""
    inode = 0 if sys.platform == "win32" else status.st_ino
    return status.st_mtime_ns, status.st_size, inode


class Overtaken(Exception):
    """Somebody else wrote the file meanwhile: what was to be written must be merged again."""


def save_json(path: Path, data: object, backups: Path | None = None, keep: int = 10) -> None:
    """Put `data` into `path`, whole or not at all; on return it is on the disk.

    `keep` former versions, thinned by age, stay in a folder of their own under `backups`. Raises
    OSError (and TypeError for what is no JSON): then `path` is as it was.
    """
    save_bytes(path, encoded(data) + b"\n", backups, ..., keep)


def save_bytes(
    path: Path,
    data: bytes,
    backups: Path | None = None,
    expected: State | EllipsisType | None = ...,
    keep: int = 10,
) -> None:
    """What `save_json` does, for JSON that was made into bytes already.

    `expected`: the state that `path` must have when all is ready for the rename (see `state_of`);
    raises `Overtaken` where it has another one.
    """
    name = real_path(path)
    folder = os.path.dirname(name)
    make_folder(Path(folder))
    kept = str(_backups_of(name, backups)) if backups is not None else ""
    beside = f"{folder}{os.sep}{TEMPORARY}{os.getpid()}-{os.urandom(8).hex()}.tmp"
    _unfinished.add(beside)
    try:
        _write(beside, data, _mode(name))
        if kept:
            with contextlib.suppress(OSError):  # a full disk over there must not cost the note
                _back_up(name, kept)
        if expected is not ... and state_of(path) != expected:
            raise Overtaken
        replace_file(beside, name)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(beside)
        raise
    finally:
        _unfinished.discard(beside)
    _sync_folder(folder)
    if kept:
        with contextlib.suppress(OSError):
            Path(kept).mkdir(mode=0o700, parents=True, exist_ok=True)
            Path(kept, LAST).write_bytes(data)
            _prune(kept, keep)


def drop_unfinished() -> None:
    """Leave no half of a file behind: for an end of the process that waits for no disk."""
    for beside in list(_unfinished):
        with contextlib.suppress(OSError):
            os.unlink(beside)


def make_folder(folder: Path) -> None:
    """Make `folder` and what it lies in, so that a power cut does not unmake them."""
    if os.path.isdir(folder):
        return
    make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    _sync_folder(folder.parent)


def _mode(path: str) -> int:
    """The permissions an existing file has (a corpus may be shared), else the reader's own."""
    try:
        return stat.S_IMODE(os.stat(path).st_mode)
    except OSError:
        return 0o600


def _write(path: str, data: bytes, mode: int) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with open(os.open(path, flags, 0o600), "wb", buffering=0) as file:
        view = memoryview(data)
        while view:
            view = view[file.write(view) :]
        if mode != 0o600 and sys.platform != "win32":
            with contextlib.suppress(OSError):
                os.fchmod(file.fileno(), mode)
        os.fsync(file.fileno())


def sweep(path: Path) -> None:
    """Remove a file that somebody was writing when the power went, more than a day ago."""
    with contextlib.suppress(OSError):
        if path.name.startswith(TEMPORARY) and time.time() - path.stat().st_mtime > 86400:
            path.unlink()


def _sync_folder(folder: str | Path) -> None:
    """Make a rename in `folder` survive a power cut, where the system can."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError):  # some network file systems refuse
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def backups_of(path: Path, backups: Path) -> Path:
    """The folder under `backups` that keeps the former versions of `path`; oldest name first."""
    return _backups_of(real_path(path), backups)


def retire(path: Path, backups: Path) -> None:
    """Take a file away whose content is elsewhere by now; it stays among the backups. Raises
    OSError: then it is where it was."""
    real = real_path(path)
    _back_up(real, str(_backups_of(real, backups)))
    remove(path)
    _sync_folder(path.parent)


def _backups_of(real: str, backups: Path) -> Path:
    stem = os.path.splitext(os.path.basename(real))[0]
    return backups / f"{stem[:40]}-{_digest(real)[:16]}"


def _back_up(path: str, folder: str) -> None:
    name = f"{folder}{os.sep}{time.time_ns():020}.json"
    try:
        _link(path, name)
    except FileNotFoundError:
        if not os.path.exists(path):
            return
        os.makedirs(folder, mode=0o700, exist_ok=True)
        _link(path, name)


def keep_version(path: Path, data: bytes, backups: Path) -> None:
    """Put what a file said among its former versions, as the newest. Raises OSError."""
    folder = backups_of(path, backups)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    save_bytes(folder / f"{time.time_ns():020}.json", data)


def last_of(path: Path, backups: Path) -> bytes:
    """What was put into `path` last, for a file that is damaged; nothing where that is unknown."""
    try:
        return (backups_of(path, backups) / LAST).read_bytes()
    except OSError:
        return b""


def put_back(path: Path, backups: Path | None) -> tuple[Path, bool]:
    """Set a damaged file aside, and put the newest version of it that is an object of JSON in its
    place. Where the damaged one is now, and whether there was such a version. Raises OSError."""
    aside = set_aside(path)
    if backups is None:
        return aside, False
    folder = backups_of(path, backups)
    versions = sorted(folder.glob("[0-9]*.json"), reverse=True)
    for version in (folder / LAST, *versions):
        with contextlib.suppress(OSError, Damaged):
            if isinstance(read_json(version), dict):
                data = version.read_bytes()
                break
    else:
        return aside, False
    save_bytes(path, data)
    return aside, True


def _prune(folder: str, keep: int) -> None:
    """Leave `keep` backups, the older the sparser: after the sync, which need not wait for that."""
    names = sorted(name for name in os.listdir(folder) if name != LAST)
    while len(names) > keep:
        name = names.pop(_crowded([int(n[:20]) if n[:20].isdigit() else 0 for n in names]))
        os.unlink(f"{folder}{os.sep}{name}")


def _crowded(times: list[int]) -> int:
    """Which of several versions is missed least: of old ones few are kept, of recent ones more,
    the newest two always. `times`: ns, oldest first."""
    now = time.time_ns()
    ages = [math.log(max(1, now - moment)) for moment in times]
    gaps = {at: ages[at - 1] - ages[at + 1] for at in range(1, len(ages) - 2)}
    return min(gaps, key=lambda at: gaps[at], default=0)


def _link(path: str, name: str) -> None:
    """A second name costs no writing; another disk, or one without links, gets a copy."""
    try:
        os.link(path, name)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copyfile(path, name)


def _digest(real: str) -> str:
    import hashlib  # here: who only reads needs none

    return hashlib.sha256(os.fsencode(real)).hexdigest()


def read_json(path: Path) -> object:
    """What `path` holds. Raises OSError where it cannot be read, `Damaged` where it is no JSON.

    FileNotFoundError also where a file stands in the place of a folder above it.

    NaN and infinities, which JSON does not know, read as None.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a pipe would be waited for, for ever
            raise Damaged(path, "folder")
        data = read_bytes(path)
    except NotADirectoryError as error:
        raise FileNotFoundError(*error.args) from error
    except OSError as error:
        if path.is_dir():  # what Windows says of one
            raise Damaged(path, "folder") from error
        raise
    if not data.strip():
        raise Damaged(path, "empty")
    try:
        return json.loads(data.decode("utf-8-sig"), parse_constant=_none)
    except UnicodeDecodeError as error:
        raise Damaged(path, "encoding") from error
    except (ValueError, RecursionError) as error:
        raise Damaged(path, "json") from error


def _none(constant: str) -> None:
    return None


def set_aside(path: Path) -> Path:
    """Rename what cannot be read to `NAME.unreadable-1.json`, or the next free number.

    Returns the new name. Raises OSError; nothing is ever renamed over an existing file.
    """
    number = 1
    while True:
        target = path.with_name(f"{path.stem}.unreadable-{number}.json")
        try:
            _claim(target, path.is_dir() and not path.is_symlink())
            break
        except FileExistsError:
            number += 1
    try:
        if sys.platform == "win32" and target.is_dir():
            target.rmdir()
        replace_file(path, target)
    except BaseException:
        with contextlib.suppress(OSError):
            target.rmdir() if target.is_dir() else target.unlink()
        raise
    _sync_folder(path.parent)
    return target


def _claim(target: Path, folder: bool) -> None:
    """Take a name that nobody has. Raises FileExistsError."""
    if folder:
        target.mkdir()
    else:
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
