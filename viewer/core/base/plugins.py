"""Plug-ins: packages of others that bring a format, an export, a dictionary or a verb.

They are told by the entry points of what is installed beside the program
(https://packaging.python.org/specifications/entry-points/). None is loaded before the reader
allowed it, and what was allowed is one version: the next one waits until it is allowed again. What
was allowed, and what it brings, stands in `plugins.json`, so that nothing that is installed is
looked through at a start.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from viewer.core.base.choice_file import write_text
from viewer.core.base.errors import PluginFailed
from viewer.core.base.paths import config_dir

FORMATS, EXPORTERS = "hashiya.formats", "hashiya.exporters"
DICTIONARIES, VERBS = "hashiya.dictionaries", "hashiya.verbs"
GROUPS = (FORMATS, EXPORTERS, DICTIONARIES, VERBS)
"""Of entry points. Their names are suffixes (`.toy`), those of verbs what is typed."""

_SUFFIX, _VERB = re.compile(r"\.[a-z0-9_-]+"), re.compile(r"[a-z][a-z0-9_-]*")
_given: list[str] = []  # to a child: what its parent said is allowed


class Plugin(NamedTuple):
    """A package that is installed, or was when it was allowed: what it brings, by group."""

    name: str
    version: str
    points: Mapping[str, tuple[str, ...]]

    def as_json(self) -> dict[str, Any]:
        points = {group: list(names) for group, names in self.points.items()}
        return {"name": self.name, "version": self.version, "points": points}

    @classmethod
    def from_json(cls, data: Any) -> Plugin:
        """The way back. Raises KeyError, TypeError or AttributeError on other data."""
        points = {
            group: tuple(str(name) for name in data["points"].get(group, ())) for group in GROUPS
        }
        return cls(str(data["name"]), str(data["version"]), points)


class Point(NamedTuple):
    """One thing that an allowed plug-in brings."""

    plugin: Plugin
    group: str
    name: str

    def load(self) -> Any:
        """The object that its package names. Raises `PluginFailed`."""
        from importlib import metadata  # here: not part of the start

        name = self.plugin.name
        try:
            package = metadata.distribution(name)
        except metadata.PackageNotFoundError as error:
            raise PluginFailed(name, "missing") from error
        if package.version != self.plugin.version:
            raise PluginFailed(name, "changed", package.version)
        for each in package.entry_points:
            if (each.group, each.name) == (self.group, self.name):
                try:
                    return each.load()
                except (Exception, SystemExit) as error:
                    raise PluginFailed(name, "broken", what(error)) from error
        raise PluginFailed(name, "missing", self.name)


def what(error: BaseException) -> str:
    """An error of a plug-in in a few words, for people who can ask its makers."""
    return f"{type(error).__name__}: {error}"[:300]


def installed() -> list[Plugin]:
    """Every plug-in there is, allowed or not, by name. None is loaded."""
    from importlib import metadata

    found: dict[str, Plugin] = {}
    for package in metadata.distributions():
        points = {
            group: tuple(
                sorted(p.name for p in package.entry_points.select(group=group) if _fits(p.name))
            )
            for group in GROUPS
        }
        if any(points.values()):
            name = str(package.metadata["Name"])
            found.setdefault(plain(name), Plugin(name, package.version, points))
    return [found[name] for name in sorted(found)]


def _fits(name: str) -> bool:
    return bool(_SUFFIX.fullmatch(name) or _VERB.fullmatch(name))


def plain(name: str) -> str:
    """The name of a package as all spellings of it are compared (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


@cache
def allowed() -> tuple[Plugin, ...]:
    """What the reader allowed, as it was then; nothing where that cannot be read."""
    try:
        text = _given[0] if _given else _file().read_text("utf-8")
        return tuple(map(Plugin.from_json, json.loads(text)["allowed"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return ()


def told() -> str:
    """What is allowed, to be given to a child, which knows no folders of the reader's."""
    return json.dumps({"allowed": [each.as_json() for each in allowed()]}) if allowed() else ""


def obey(text: str) -> None:
    """From now on, allow what `told` said in another process, and nothing else."""
    _given[:] = [text]
    allowed.cache_clear()


def is_allowed(plugin: Plugin) -> bool:
    """Whether this very version is."""
    return any(
        (plain(plugin.name), plugin.version) == (plain(p.name), p.version) for p in allowed()
    )


def allow(plugin: Plugin, on: bool = True) -> None:
    """Allow what is installed, or forbid it again; other versions are forbidden. Raises OSError."""
    others = [each for each in allowed() if plain(each.name) != plain(plugin.name)]
    kept = [*others, plugin] if on else others
    data = {"allowed": [each.as_json() for each in kept]}
    write_text(_file(), json.dumps(data, ensure_ascii=False, indent=1) + "\n")
    allowed.cache_clear()


def points(group: str) -> dict[str, Point]:
    """What allowed plug-ins bring, by suffix or verb; the first that was allowed has it."""
    found: dict[str, Point] = {}
    for plugin in allowed():
        for name in plugin.points[group]:
            found.setdefault(name, Point(plugin, group, name))
    return found


def _file() -> Path:
    return config_dir() / "plugins.json"
