"""What a process that parses documents may not do, and what of that the system itself enforces.

An audit hook stops accidents: whatever a library of Python's would do by mistake. It cannot stop
code that a hostile document brings to run, which may call the system without Python. That is the
kernel's part: Landlock on Linux (https://docs.kernel.org/userspace-api/landlock.html),
`sandbox_init` on macOS, a job object on Windows.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import struct
import sys
from typing import Any

_REFUSED = (
    "socket.",
    "urllib.",
    "subprocess.",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "os.startfile",
    "os.system",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.mkdir",
    "os.link",
    "os.symlink",
    "os.truncate",
    "os.chmod",
    "os.chown",
    "os.utime",
    "os.kill",
    "shutil.",
    "sqlite3.connect",
    "winreg.",
    "_winapi.",
    "_posixsubprocess.",
)
_REMOVING = getattr(os, "O_TEMPORARY", 0)
"""On Windows a file that is opened so is removed once it is closed."""
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND | _REMOVING


def refuse(event: str, about: tuple[Any, ...]) -> None:
    """An audit hook: what no parser of ours does for a document, whatever its library could.

    No connection, no other program, no file written, moved or removed. Raises PermissionError.
    """
    if event.startswith(_REFUSED):
        raise PermissionError(event)
    if event == "open" and isinstance(about[2], int) and about[2] & _WRITING:
        path = os.fspath(about[0]) if isinstance(about[0], str | os.PathLike) else ""
        if path != os.devnull:
            raise PermissionError(f"{event} {path}")


def enclose() -> str:
    """Give up, for good, what a parser never needs. Before other threads begin.

    Returns what of the system holds from now on: `landlock`, `seatbelt`, `job`, or nothing but the
    audit hook, then empty.
    """
    sys.dont_write_bytecode = True
    limit("RLIMIT_CORE", 0)
    held = ""
    with contextlib.suppress(OSError, AttributeError, ValueError):
        if sys.platform == "linux":
            held = _landlock()
        elif sys.platform == "darwin":
            held = _seatbelt()
        elif sys.platform == "win32":
            held = _job()
    if sys.platform != "win32":  # where there is no Landlock no file can at least grow
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        limit("RLIMIT_FSIZE", 0)
    sys.addaudithook(refuse)
    return held


def enclose_program(memory: int, seconds: int) -> str:
    """Give up, for good, what a program that only reads and prints never needs, before becoming it.

    It may use so many bytes of memory and seconds of the processor. What it would start itself is
    shut in with it. Returns the same as `enclose`.
    """
    limit("RLIMIT_CORE", 0)
    limit("RLIMIT_CPU", seconds)
    held = ""
    with contextlib.suppress(OSError, AttributeError, ValueError):
        if sys.platform == "linux":
            held = _landlock(executing=True)
        elif sys.platform == "darwin":
            held = _seatbelt(_PROFILE.replace(b"(deny process-exec*)", b""))
        elif sys.platform == "win32":
            held = _job(processes=2, flags=_END_WITH_JOB)
    if sys.platform != "win32":
        limit("RLIMIT_FSIZE", 0)
    limit_memory(memory)
    return held


def limit(name: str, value: int) -> None:
    """Set a soft limit of this process, where the system knows it."""
    if sys.platform == "win32":
        return
    import resource

    kind = getattr(resource, name)
    _, hard = resource.getrlimit(kind)
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    resource.setrlimit(kind, (value, hard))


def limit_memory(size: int) -> None:
    """Let this process have so many bytes: of addresses on Linux, of memory on Windows.

    On macOS the parent watches: its kernel takes the limit and does not keep to it.
    """
    if sys.platform == "linux":
        limit("RLIMIT_AS", size)
    elif sys.platform == "win32":
        with contextlib.suppress(OSError, AttributeError):
            _join_job(_limits(_MEMORY_LIMIT, memory=size))


# Linux ------------------------------------------------------------------------------------------

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
"""The same numbers on every architecture: they were given after the tables were made one."""
_NO_NEW_PRIVILEGES = 38
_EXECUTE, _WRITE_FILE = 1 << 0, 1 << 1
_READING = 1 << 2 | 1 << 3
_RIGHTS_OF = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
"""All rights over files by the version of the interface that brought them: 13, then renaming
between folders, truncating, talking to devices."""
_CONNECTIONS = 1 << 0 | 1 << 1
"""To bind and to connect TCP, from version 4."""
_SCOPES = 1 << 0 | 1 << 1
"""Abstract sockets and signals of processes outside, from version 6."""


def _landlock(executing: bool = False) -> str:
    """Nothing may be written, made, moved, removed or, unless `executing`, executed, no TCP, no
    signal to others.

    Reading stays: the fonts, the parsers themselves and the next document have to be opened.
    """
    assert sys.platform == "linux"
    libc = ctypes.CDLL(None, use_errno=True)
    version = libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), 1)
    if version < 1:
        return ""
    files = max(rights for since, rights in _RIGHTS_OF.items() if since <= version)
    rights = [files & ~_READING & ~(_EXECUTE if executing else 0)]
    if version >= 4:
        rights.append(_CONNECTIONS)
    if version >= 6:
        rights.append(_SCOPES)
    asked = struct.pack(f"={len(rights)}Q", *rights)
    rules = libc.syscall(_CREATE_RULESET, asked, ctypes.c_size_t(len(asked)), 0)
    if rules < 0:
        return ""
    try:
        nowhere = os.open(os.devnull, os.O_PATH)
        try:
            rule = struct.pack("=Qi", _WRITE_FILE, nowhere)
            libc.syscall(_ADD_RULE, rules, 1, rule, 0)
        finally:
            os.close(nowhere)
        if libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) or libc.syscall(_RESTRICT_SELF, rules, 0):
            return ""
    finally:
        os.close(rules)
    return "landlock"


# macOS ------------------------------------------------------------------------------------------

_PROFILE = b"""(version 1)(allow default)(deny network*)(deny file-write*)(deny process-exec*)
(deny process-fork)(deny signal (target others))(allow file-write-data (literal "/dev/null"))"""


def _seatbelt(profile: bytes = _PROFILE) -> str:
    """The same by `sandbox_init`, which Apple calls deprecated and its own programs still use."""
    system = ctypes.CDLL("/usr/lib/libSystem.dylib", use_errno=True)
    why = ctypes.c_char_p()
    return "" if system.sandbox_init(profile, ctypes.c_uint64(0), ctypes.byref(why)) else "seatbelt"


# Windows ----------------------------------------------------------------------------------------

_MOST_PROCESSES, _MEMORY_LIMIT, _END_WITH_JOB = 0x8, 0x100, 0x2000
_EXTENDED_LIMITS, _DESKTOP_LIMITS = 9, 4
_NOTHING_OF_IT = 0xFF
"""Handles of other windows, the clipboard, system settings, desktops, shutting down."""


def _limits(flags: int, processes: int = 0, memory: int = 0) -> bytes:
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION of 64-bit Windows; `memory` in bytes a process."""
    basic = struct.pack("=qqIxxxxQQIxxxxQII", 0, 0, flags, 0, 0, processes, 0, 0, 0)
    return basic + bytes(48) + struct.pack("=QQQQ", memory, 0, 0, 0)


def _job(processes: int = 1, flags: int = 0) -> str:
    """No more processes than that, and nothing of the desktop."""
    desktop = struct.pack("=I", _NOTHING_OF_IT)
    limits = _limits(_MOST_PROCESSES | flags, processes=processes)
    return "job" if _join_job(limits, desktop) else ""


def _join_job(limits: bytes, desktop: bytes = b"") -> bool:
    """Put this process into a job object with these limits; jobs nest from Windows 8 on."""
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined]
    kernel.CreateJobObjectW.restype = kernel.GetCurrentProcess.restype = ctypes.c_void_p
    job = ctypes.c_void_p(kernel.CreateJobObjectW(None, None))
    kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, limits, len(limits))
    if desktop:
        kernel.SetInformationJobObject(job, _DESKTOP_LIMITS, desktop, len(desktop))
    process = ctypes.c_void_p(kernel.GetCurrentProcess())
    return bool(kernel.AssignProcessToJobObject(job, process))
