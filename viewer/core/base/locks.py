"""Locks on files: against other threads and programs of this reader, and against other readers of a
shared folder."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
import time
from collections.abc import Callable, Generator
from functools import cache, partial
from pathlib import Path

from viewer.core.base import paths

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None

NOTES_FOLDER = "hashiya-notes"
"""The folder that readers of a corpus may share."""
LOCK_FOLDER = ".locks"
SHARED_LOCKS = 16
"""Lock files in a shared folder: so many writes may go on at once."""
LOCK_SECONDS = 30.0
"""How long a lock is waited for. Its holder keeps it for one write to disk."""
RENAMES_IN_VAIN = 100
"""Where so many in a row fail though nobody is seen to hold the folder, there is no locking."""


@contextlib.contextmanager
def lock(path: Path, folder: Path | None = None) -> Generator[bool]:
    """Hold `path` against other threads, processes and readers. Not to be nested. What is yielded
    tells whether all others are held off.

    One lock is a file of the reader's, under `folder` (the data folder's `locks`), at most 4,096
    of them. What lies in a `hashiya-notes` is held by a second one, in there, for all who share
    it. The system drops a lock with its holder, however that ended; so does the server of a
    network folder when a machine is gone. Raises TimeoutError after `LOCK_SECONDS`. Where a system
    or a share has no locks, a folder that is put there holds (not on Windows); where that cannot be
    had either, the work goes on without: then what was written is to be looked at once more, see
    `merge_json.stays`.
    """
    real = paths.real_path(path)
    with contextlib.ExitStack() as held:
        name = (folder or paths.data_dir() / "locks") / f"{_digest(real)[:3]}.lock"
        alone = _hold(held, name, 0o600)
        if (shared := _shared(real)) is not None:
            alone = _hold(held, shared, _mode_like(shared.parent.parent))
            _revalidate(real, _locks_end_here(shared.parent))
        yield alone


def _hold(held: contextlib.ExitStack, name: Path, mode: int) -> bool:
    """Lock a file until `held` ends, or put a folder there where locks hold nobody off; whether
    everybody is. Raises TimeoutError."""
    release = _held(name, mode)
    if release is not None:
        held.callback(release)
    if sys.platform == "win32" or (release is not None and not _locks_end_here(name.parent)):
        return release is not None
    release = _held_by_renaming(name, mode)
    if release is not None:
        held.callback(release)
    return release is not None


def _shared(real: str) -> Path | None:
    """The lock in the shared folder that a file lies in: the same one for whoever shares it."""
    before, mark, inside = real.rpartition(f"{os.sep}{NOTES_FOLDER}{os.sep}")
    if not mark:
        return None
    number = int(_digest(inside.replace(os.sep, "/"))[:8], 16) % SHARED_LOCKS
    return Path(before, NOTES_FOLDER, LOCK_FOLDER, f"{number:x}")


def _mode_like(folder: Path) -> int:
    """Who may write in a folder may lock there."""
    while not folder.is_dir() and folder != folder.parent:
        folder = folder.parent
    with contextlib.suppress(OSError):
        return 0o600 | (stat.S_IMODE(folder.stat().st_mode) & 0o066)
    return 0o600


def _revalidate(real: str, far: bool) -> None:
    """Have a network file system ask its server: opening a file does, where `stat` may answer
    with what was so some seconds ago. One in user space (`far`) is asked for the length too: a
    file that grew would be read as far as it went before."""
    if sys.platform != "win32":
        with contextlib.suppress(OSError):
            handle = os.open(real, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
            try:
                if far:
                    _ask_for_length(handle)
            finally:
                os.close(handle)


def _ask_for_length(handle: int) -> None:
    """statx(2) with AT_EMPTY_PATH and AT_STATX_FORCE_SYNC; Python has no call for it."""
    import ctypes  # here: only few folders are mounted like that

    with contextlib.suppress(AttributeError):  # a C library without it
        ctypes.CDLL(None).statx(
            handle, b"", 0x1000 | 0x2000, 0x7FF, ctypes.create_string_buffer(256)
        )


def _locks_end_here(folder: Path) -> bool:
    """Whether other machines do not see a lock of ours in a folder, though it can be had: so with
    sshfs and other file systems in user space, with folders that a virtual machine shares, and with
    servers that were mounted to be asked for none. Known on Linux only."""
    if sys.platform != "linux":
        return False
    try:
        kind, options = _mounted(os.stat(folder).st_dev)
    except OSError:
        return False
    return kind.startswith("fuse.") or kind in _OF_GUESTS or not _UNASKED.isdisjoint(options)


MOUNTS = Path("/proc/self/mountinfo")
_OF_GUESTS = frozenset({"9p", "prl_fs", "vboxsf", "virtiofs", "vmhgfs"})
_UNASKED = frozenset({"local_lock=all", "local_lock=flock", "nobrl", "nolock"})
"""What nfs(5) and mount.cifs(8) call it when locks are the machine's own."""


@cache
def _mounted(device: int) -> tuple[str, tuple[str, ...]]:
    """The type of a mounted file system and its own options, from `MOUNTS` (proc(5)). Raises
    OSError."""
    assert sys.platform == "linux"
    wanted = f"{os.major(device)}:{os.minor(device)}"
    with open(MOUNTS, encoding="utf-8", errors="replace") as mounts:
        for line in mounts:
            if line.split(" ", 3)[2] == wanted:
                kind, *rest = line.rstrip("\n").partition(" - ")[2].split(" ")
                return kind, tuple(rest[-1].split(",")) if rest else ()
    return "", ()


def _held_by_renaming(name: Path, mode: int) -> Callable[[], None] | None:
    """Hold a folder that a server lets one of all machines put there, and return what gives it
    back; None where that cannot be had. One that was never given back is taken over after
    `LOCK_SECONDS`, and at once where its holder was a process of this machine that ended.

    A folder cannot be renamed to one that has something in it, and the server sees to that; a file
    that must not be there (O_EXCL) is looked for among what a machine remembers of the folder.
    """
    mark = f"{_machine()}-{os.getpid()}-{os.urandom(6).hex()}"
    mine, held = (name.with_name(f"{name.name}{end}") for end in (f"-{mark}", ".held"))
    try:
        _make_folder(name.parent, mode)
        mine.mkdir()
        _share(mine, mode | (mode & 0o444) >> 2)
        (mine / mark).touch()
        started, others, in_vain = time.monotonic(), _members(held), 0
        while not _renamed(mine, held):
            waited, there = time.monotonic() - started, _members(held)
            # A holder that has just gone is seen as none too, but not every time.
            in_vain = 0 if there else in_vain + 1
            if in_vain == RENAMES_IN_VAIN or waited > 2 * LOCK_SECONDS:
                raise OSError(errno.ENOLCK, "no folder can be put there", str(held))
            gone = set(filter(_ended_here, there)) | (others if waited > LOCK_SECONDS else set())
            for each in gone & there:
                with contextlib.suppress(OSError):
                    (held / each).unlink()
            time.sleep(0.01)
    except OSError:
        _take_away(mine, mark)
        return None
    return partial(_take_away, held, mark)


@cache
def _machine() -> str:
    """What tells this machine, since it started, and this set of process numbers from others."""
    import hashlib  # here: who only reads needs none

    said = b""
    with contextlib.suppress(OSError):
        said = Path("/proc/sys/kernel/random/boot_id").read_bytes()
        said += os.readlink("/proc/self/ns/pid").encode()
    return hashlib.sha256(said or os.urandom(16)).hexdigest()[:12]


def _ended_here(mark: str) -> bool:
    """Whether the holder of that mark was a process of this machine, and is no more."""
    machine, _, rest = mark.partition("-")
    number = rest.partition("-")[0]
    if machine != _machine() or not number.isdecimal():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False


def _renamed(folder: Path, name: Path) -> bool:
    try:
        os.rename(folder, name)
    except OSError:  # of servers each has its own word for what is not empty
        return False
    return True


def _members(folder: Path) -> set[str]:
    try:
        return set(os.listdir(folder))
    except OSError:
        return set()


def _take_away(folder: Path, mark: str) -> None:
    """A folder of this mark, and no other that was put there meanwhile."""
    with contextlib.suppress(OSError):
        (folder / mark).unlink()
    with contextlib.suppress(OSError):
        folder.rmdir()


def _held(name: Path, mode: int) -> Callable[[], None] | None:
    """Lock a file, and return what unlocks it; None where there are no locks. Raises
    TimeoutError."""
    try:
        return _acquire(name, mode)
    except TimeoutError:
        raise
    except (OSError, NotImplementedError):
        return None


def _acquire(name: Path, mode: int) -> Callable[[], None]:
    """Lock a file, and return what unlocks it. Raises OSError, TimeoutError among them.

    Where there is flock it is called directly: filelock makes and removes the file each time,
    which costs a third of a save.
    """
    _make_folder(name.parent, mode)
    if fcntl is None:
        from filelock import FileLock  # here: elsewhere its import would only slow the start

        held = FileLock(name)
        held.acquire(timeout=LOCK_SECONDS, poll_interval=0.003)
        return held.release
    assert sys.platform != "win32"
    handle = os.open(name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    _share(name, mode)
    until = time.monotonic() + LOCK_SECONDS
    try:
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return partial(os.close, handle)
            except BlockingIOError:
                if time.monotonic() > until:
                    raise TimeoutError(errno.ETIMEDOUT, "locked", str(name)) from None
                time.sleep(0.002)
    except BaseException:
        os.close(handle)
        raise


def lock_at_once(name: Path) -> Callable[[], None] | None:
    """Lock a file without waiting, and return what unlocks it; None where another process has it.

    Raises OSError or NotImplementedError where files cannot be locked.
    """
    if fcntl is None:
        from filelock import FileLock, Timeout

        held = FileLock(name)
        try:
            held.acquire(timeout=0)
        except Timeout:
            return None
        return held.release
    assert sys.platform != "win32"
    handle = os.open(name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    except BaseException:
        os.close(handle)
        raise
    return partial(os.close, handle)


def _make_folder(folder: Path, mode: int) -> None:
    """The folder of locks that have this mode, made where it is not there. Raises OSError."""
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _share(folder, mode | (mode & 0o444) >> 2)


def _share(path: Path, mode: int) -> None:
    """Let others have a lock file or its folder who may write beside it, whatever the umask is."""
    if mode & 0o077:
        with contextlib.suppress(OSError):  # somebody else made it
            path.chmod(mode)


def _digest(real: str) -> str:
    import hashlib  # here: who only reads needs none

    return hashlib.sha256(os.fsencode(real)).hexdigest()
