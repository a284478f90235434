"""What is known of each file of a corpus without opening it again: its date, its title."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from viewer.core.base.json_files import Damaged, read_json, save_json
from viewer.core.corpus.scan import File

RULES = 2
"""Goes up when the same file is told otherwise: what is kept is asked anew."""


def facts_path(cache: Path, kind: str, root: Path | None) -> Path:
    """Where facts of a kind (`dates`, `titles`) about a corpus are kept."""
    name = hashlib.sha256(str(root).encode("utf-8", "surrogatepass")).hexdigest()[:24]
    return cache / kind / f"{name}.json"


class FileFacts:
    """One fact of a kind about each document of a corpus, as far as known; in the cache folder."""

    def __init__(self, cache: Path, kind: str, root: Path | None) -> None:
        self._file = facts_path(cache, kind, root)
        self._known: dict[str, tuple[int, int, str | None]] = {}
        try:
            data: Any = read_json(self._file)
            kept = data["files"].items() if data["rules"] == RULES else ()
            self._known = {path: (s, m, fact) for path, (s, m, fact) in kept}
        except (OSError, Damaged, AttributeError, KeyError, TypeError, ValueError):
            self._known = {}

    def knows(self, file: File) -> bool:
        """Whether the file was looked at as it is now."""
        known = self._known.get(file.path)
        return known is not None and known[:2] == (file.size, file.mtime_ns)

    def put(self, file: File, fact: str | None) -> None:
        self._known[file.path] = (file.size, file.mtime_ns, fact)

    def of(self, path: str) -> str | None:
        """None where it is not known, or the file tells none."""
        known = self._known.get(path)
        return known[2] if known is not None else None

    def save(self) -> None:
        """Raises OSError."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        files = {path: list(entry) for path, entry in self._known.items()}
        save_json(self._file, {"rules": RULES, "files": files}, None)
