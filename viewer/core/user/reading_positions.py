"""Where the reader was in each document, kept in the user's data folder. Numbers, never text.

A JSON file of `{"places": {path: [side, code points from the start, day]}}`, the last read at the
end. What is broken in it is passed over; a place that is lost costs one look for it.
"""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

from viewer.core.base.json_files import read_bytes, replace_file

POSITIONS_KEPT = 2000
"""Documents that are remembered; of more the ones not read for longest are forgotten."""


class ReadingPlaces:
    """The last place in every document, by its path. Positions are code points of the text."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._places: dict[str, tuple[str, int, str]] = {}
        self._changed = False
        try:
            found = json.loads(read_bytes(path))["places"].items()
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return
        for key, value in found:
            if isinstance(value, list) and list(map(type, value)) == [str, int, str]:
                self._places[key] = (value[0], max(0, value[1]), value[2])

    def __len__(self) -> int:
        return len(self._places)

    def put(self, document: Path, side: str, start: int) -> None:
        """The reader is at `start` in that side; of the beginning there is nothing to remember."""
        before = self._places.pop(str(document), None)
        if start > 0:
            self._places[str(document)] = (side, start, date.today().isoformat())
        while len(self._places) > POSITIONS_KEPT:
            del self._places[next(iter(self._places))]
        self._changed = self._changed or before is not None or start > 0

    def get(self, document: Path) -> tuple[str, int] | None:
        """(side, code points) of the last place; None for a document never read, or its start."""
        found = self._places.get(str(document))
        return found and found[:2]

    def move(self, old: Path, new: Path) -> None:
        """A document is elsewhere; a place that is known there stays."""
        found = self._places.pop(str(old), None)
        if found is not None:
            self._places.setdefault(str(new), found)
            self._changed = True

    def forget(self, folder: Path) -> None:
        """Forget every document in a folder."""
        inside = [key for key in self._places if Path(key).is_relative_to(folder)]
        for key in inside:
            del self._places[key]
        self._changed = self._changed or bool(inside)

    def write(self) -> None:
        """Write beside and rename over, if anything changed; in any thread. Raises OSError."""
        if not self._changed:
            return
        self._changed = False
        data = {"places": {key: list(value) for key, value in self._places.copy().items()}}
        beside = self.path.with_name(self.path.name + ".new")
        try:
            with open(beside, "w", encoding="utf-8", opener=_private) as file:
                json.dump(data, file, ensure_ascii=False)
            replace_file(beside, self.path)
        except OSError:
            self._changed = True
            raise


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
