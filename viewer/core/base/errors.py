"""What the core raises. An error carries data; the words for it belong to the interface."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

REASONS = (
    "missing",
    "folder",
    "permission",
    "too-large",
    "binary",
    "encoding",
    "unknown-format",
    "broken",
    "timeout",
    "memory",
    "password",
    "encrypted",
    "old-word",
    "scan",
    "garbled",
    "animated",
    "plugin",
)
"""Every `Unreadable.reason` there is: an interface has a sentence for each.

`password` can be asked for, or the one given was wrong; `encrypted` cannot be opened here; of
`plugin` the detail begins with the name of the plug-in that failed, and a colon.
"""


class SetAside(Exception):
    """A file of ours could not be read; it was kept as `kept`, and nothing was overwritten."""

    def __init__(self, path: Path, kept: Path, restored: bool = False) -> None:
        """`restored`: whether what it said last is in its place now."""
        super().__init__(str(path), str(kept))
        self.path = path
        self.kept = kept
        self.restored = restored


class Diverted(Exception):
    """A corpus cannot be written: notes on it go to the reader's data folder, `folder`."""

    def __init__(self, path: Path, folder: Path) -> None:
        super().__init__(str(path), str(folder))
        self.path = path
        self.folder = folder


class Unsaved(Exception):
    """What was written on `path` is not on disk for that reason; it is kept and tried again."""

    def __init__(self, path: Path, error: Exception) -> None:
        super().__init__(str(path), repr(error))
        self.path = path
        self.error = error


class Unreadable(Exception):
    """A document cannot be read.

    `reason` is one of `REASONS`; `detail` is for a log, in no language of the reader's.
    """

    def __init__(self, path: Path, reason: str, detail: str = "") -> None:
        super().__init__(str(path), reason, detail)
        self.path = path
        self.reason = reason
        self.detail = detail


class PagesUnread(Exception):
    """Pages of a scan could not be read; `labels`: what the document calls them."""

    def __init__(self, path: Path, labels: list[str]) -> None:
        super().__init__(str(path), labels)
        self.path = path
        self.labels = labels


class NoTesseract(Exception):
    """Nothing here can read a page. `languages`: those that are lacking, as tesseract calls them;
    `has_program`: whether it is there itself."""

    def __init__(self, languages: Iterable[str] = (), has_program: bool = False) -> None:
        self.languages, self.has_program = tuple(languages), has_program
        super().__init__("+".join(self.languages))


class NotInstalled(Exception):
    """What was asked for needs an extra that is not here. `extra`: its name, such as `vowels`;
    `package`: what pip is asked to install for it."""

    def __init__(self, extra: str, package: str) -> None:
        super().__init__(extra, package)
        self.extra, self.package = extra, package


class PluginFailed(Exception):
    """A plug-in cannot be used. `reason`: `missing` (no longer installed), `changed` (to another
    version than was allowed: `detail`) or `broken` (`detail`: its error)."""

    def __init__(self, plugin: str, reason: str, detail: str = "") -> None:
        super().__init__(plugin, reason, detail)
        self.plugin = plugin
        self.reason = reason
        self.detail = detail


class ReadOnly(Exception):
    """Notes cannot be written here. `reason`: `newer-version`."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(str(path), reason)
        self.path = path
        self.reason = reason
