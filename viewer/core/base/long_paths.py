"""Paths of more than 260 characters on Windows, which has to be asked for them.

A program may use them where its manifest says so and where, in the registry, an administrator has
allowed them; few have. Windows keeps what came of it as a bit of each process, and asks that bit
alone: whoever sets it has no need of `\\\\?\\` before every path, which would make another place
of the same folder. The runtime of Go has set it so for all of its programs since 1.21
(`initLongPathSupport` in src/runtime/os_windows.go); the block is in winternl.h.
"""

from __future__ import annotations

import ctypes
import sys

_FLAGS = 3
"""Bytes from the start of the process environment block to its bit field, on 32 and 64 bits."""
_AWARE = 0x80
"""IsLongPathAwareProcess."""


def allow_long_paths() -> None:
    """Let this process open, list and make what lies at longer paths; nothing on other systems."""
    if sys.platform != "win32":
        return
    block = ctypes.WinDLL("ntdll").RtlGetCurrentPeb
    block.restype = ctypes.c_void_p
    ctypes.c_ubyte.from_address(block() + _FLAGS).value |= _AWARE
