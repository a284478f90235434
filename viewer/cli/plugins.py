"""`hashiya plugins`: what is installed beside the program, and what of it is allowed."""

from __future__ import annotations

import json

from viewer.cli.saying import Arguments, failure
from viewer.core.base import paths, plugins
from viewer.core.base.plugins import Plugin


def run(argv: list[str]) -> int:
    """List the plug-ins, allow or forbid one; the exit code."""
    made = Arguments(prog="hashiya plugins", add_help=False, allow_abbrev=False)
    made.add_argument("--json", action="store_true")
    made.add_argument("deed", nargs="?", choices=("allow", "forbid"))
    made.add_argument("name", nargs="?")
    asked = made.parse_args(argv)
    if asked.deed:
        if not asked.name:
            made.error("NAME")
        _put(asked.name, asked.deed == "allow")
    found = plugins.installed()
    if asked.json:
        rows = [each.as_json() | {"allowed": plugins.is_allowed(each)} for each in found]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return 0
    for each in found:
        brought = " ".join(name for names in each.points.values() for name in names)
        print(f"{'+' if plugins.is_allowed(each) else '-'} {each.name} {each.version}: {brought}")
    return 0


def _put(name: str, on: bool) -> None:
    """Allow what is installed, or forbid it, or what was allowed once. Raises `Failure`."""
    known: list[Plugin] = [*plugins.installed(), *(() if on else plugins.allowed())]
    chosen = next((p for p in known if plugins.plain(p.name) == plugins.plain(name)), None)
    if chosen is None:
        raise failure(name, "no-plugin")
    try:
        plugins.allow(chosen, on)
    except OSError as error:
        raise failure(paths.config_dir(), "unwritable", str(error)) from error
