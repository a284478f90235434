"""The verbs: the same core for scripts. Prints what it is asked for, or one sentence of why not.

Imports the core only, so it runs where Qt does not.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from importlib import import_module

from viewer.cli.saying import Failure, arabic, wrong
from viewer.cli.words import HELP

FAILED = 2
"""Exit code when a file could not be read or an argument is wrong."""


def main(argv: list[str]) -> int:
    """Run the verb `argv[0]` with the rest; the exit code."""
    try:
        code = _run(argv)
        sys.stdout.flush()
        return code
    except Failure as said:
        with contextlib.suppress(OSError):
            print(f"hashiya: {said}", file=sys.stderr)
        return FAILED
    except OSError as error:
        _drop_output()
        if error.errno == (errno.EINVAL if sys.platform == "win32" else errno.EPIPE):
            return 0  # a reader like `head` that has enough
        print(f"hashiya: {error.strerror or error}", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        return 130


def _drop_output() -> None:
    """Let the interpreter flush at its end what nobody reads any more."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(argv: list[str]) -> int:
    verb = argv[0] if argv else ""
    if verb not in HELP:
        raise Failure(wrong(f"no such verb: {verb}"))
    options = argv[1 : argv.index("--")] if "--" in argv else argv[1:]
    if "--help" in options or "-h" in options:
        print(HELP[verb][arabic()], end="")
        return 0
    return import_module(f"viewer.cli.{verb}").run(argv[1:])  # none needs what the others import
