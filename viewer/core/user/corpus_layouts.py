"""How each corpus was left: its tabs, how they were read, which panels stood beside them.

A JSON file of `{"layouts": {folder: layout}}` in the user's data folder, the last closed at the
end. Paths and numbers, never text. What is broken in it is passed over.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from viewer.core.base.json_files import Damaged, read_json, save_json

LAYOUTS_KEPT = 60
"""Corpora that are remembered; of more the ones not closed for longest are forgotten."""


class Layouts:
    """A layout, which is any JSON object, by the folder of its corpus."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._layouts: dict[str, dict[str, Any]] = {}
        self._changed = False
        try:
            found = read_json(path)
        except (OSError, Damaged):
            return
        listed = found.get("layouts") if isinstance(found, dict) else None
        if isinstance(listed, dict):
            self._layouts = {key: each for key, each in listed.items() if isinstance(each, dict)}

    def get(self, folder: Path) -> dict[str, Any]:
        return self._layouts.get(str(folder), {})

    def put(self, folder: Path, layout: dict[str, Any]) -> None:
        """Remember it, once it is written."""
        if self._layouts.get(str(folder)) == layout:
            return
        self._changed = True
        self._layouts.pop(str(folder), None)
        self._layouts[str(folder)] = layout
        while len(self._layouts) > LAYOUTS_KEPT:
            del self._layouts[next(iter(self._layouts))]

    def forget(self, folder: Path) -> None:
        """Forget the corpus in a folder, once that is written."""
        if self._layouts.pop(str(folder), None) is not None:
            self._changed = True

    def write(self) -> None:
        """Write it if anything changed; in any thread. Raises OSError."""
        if not self._changed:
            return
        self._changed = False
        try:
            save_json(self.path, {"layouts": self._layouts.copy()})
        except OSError:
            self._changed = True
            raise
