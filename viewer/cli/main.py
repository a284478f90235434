"""The verbs: the same core for scripts. Prints what it is asked for, or one sentence of why not.

Imports the core only, so it runs where Qt does not.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from importlib import import_module

from viewer.cli.saying import Failure, arabic, plugin_failure, wrong
from viewer.cli.words import HELP
from viewer.core.base import plugins
from viewer.core.base.errors import PluginFailed

FAILED = 2
"""Exit code when a file could not be read or an argument is wrong."""


def main(argv: list[str]) -> int:
    """Run the verb `argv[0]` with the rest; the exit code."""
    try:
        code = _run(argv)
        sys.stdout.flush()
        return code
    except (Failure, PluginFailed) as error:
        said = plugin_failure(error) if isinstance(error, PluginFailed) else error
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
        if (point := plugins.points(plugins.VERBS).get(verb)) is not None:
            return _run_plugin(point, argv[1:])
        raise Failure(wrong(f"no such verb: {verb}"))
    options = argv[1 : argv.index("--")] if "--" in argv else argv[1:]
    if "--help" in options or "-h" in options:
        print(HELP[verb][arabic()], end="")
        return 0
    return import_module(f"viewer.cli.{verb}").run(argv[1:])  # none needs what the others import


def _run_plugin(point: plugins.Point, argv: list[str]) -> int:
    """A verb of a plug-in; what goes wrong in it is said with its name."""
    try:
        return int(point.load()(argv) or 0)
    except PluginFailed as error:
        raise plugin_failure(error) from error
    except OSError:
        raise
    except Exception as error:
        failed = PluginFailed(point.plugin.name, "broken", plugins.what(error))
        raise plugin_failure(failed) from error
