"""How a verb says that something is wrong: one sentence on one line, in the terminal's language."""

from __future__ import annotations

import argparse
import os
import re
import sys
from pathlib import Path
from typing import NoReturn

from viewer.cli.words import SENTENCES
from viewer.core.base.errors import PluginFailed

UNPRINTED = re.compile("[\x00-\x1f\x7f\x85\u2028\u2029]")


class Failure(Exception):
    """What `main` says before it returns `FAILED`."""


def arabic() -> bool:
    """Whether the terminal's locale is Arabic: the first of these variables that says anything.

    Windows sets none of them: there it is the language of its own menus.
    """
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return value.startswith("ar")
    if sys.platform == "win32":
        import ctypes

        # The lower ten bits are the language without its country; 1 is Arabic (winnt.h).
        return ctypes.WinDLL("kernel32").GetUserDefaultUILanguage() & 0x3FF == 1
    return False


def failure(path: Path | str, reason: str, detail: str = "") -> Failure:
    """One sentence on one line, with the name of the file."""
    name = UNPRINTED.sub("\ufffd", str(path))
    said = SENTENCES.get(reason, SENTENCES["unreadable"])[arabic()]
    if reason in ("encoding", "unknown-format", "plugin") and detail:
        said += f" ({UNPRINTED.sub(' ', detail)})"
    return Failure(f"«{name}»: {said}." if arabic() else f"{name}: {said}.")


def plugin_failure(error: PluginFailed) -> Failure:
    """One sentence on one line, with the name of the plug-in."""
    said = SENTENCES[f"plugin-{error.reason}"][arabic()]
    if error.reason == "broken":
        said += f" ({UNPRINTED.sub(' ', error.detail)})"
    return Failure(f"«{error.plugin}»: {said}." if arabic() else f"{error.plugin}: {said}.")


def wrong(message: str) -> str:
    told = UNPRINTED.sub(" ", message)
    return f"وسيط خاطئ، انظر ‎--help‎: {told}" if arabic() else f"{told} (see --help)"


class Arguments(argparse.ArgumentParser):
    """One sentence instead of a page of usage."""

    def error(self, message: str) -> NoReturn:
        raise Failure(wrong(message))


def path_arguments(verb: str, *options: str) -> Arguments:
    """Of a verb that takes one path, and `--json`."""
    made = Arguments(prog=f"hashiya {verb}", add_help=False, allow_abbrev=False)
    made.add_argument("--json", action="store_true")
    for option in options:
        made.add_argument(option)
    made.add_argument("path", metavar="FILE" if verb == "read" else "FOLDER")
    return made
