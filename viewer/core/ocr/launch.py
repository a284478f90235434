"""The same program started with `--ocr`: it shuts itself in and becomes tesseract.

What the system enforces stays over `exec`: nothing can be written, no connection made, and memory
and time are bounded. The picture comes through standard input, the words leave by standard output.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys

from viewer.core.base import sandbox

NICENESS = 10
"""How much rather others may have the processor."""
_KEPT = (
    *("PATH", "HOME", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "WINDIR"),
    *("LD_LIBRARY_PATH", "TESSDATA_PREFIX"),
)


def launch(arguments: list[str]) -> int:
    """Become the program of a command; `arguments`: bytes of memory and seconds of the processor it
    may have, then the command."""
    memory, seconds, *command = arguments
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    environment["OMP_THREAD_LIMIT"] = "1"  # more threads make a page slower, not faster
    if sys.platform != "win32":
        with contextlib.suppress(OSError):
            os.nice(NICENESS)
    sandbox.enclose_program(int(memory), int(seconds))
    if sys.platform == "win32":  # there is no `exec`; the job ends the one with the other
        return subprocess.run(command, env=environment, check=False).returncode
    os.execve(command[0], command, environment)
