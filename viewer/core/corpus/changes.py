"""What came, went and changed in a corpus since its reader looked last."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from viewer.core.base.json_files import Damaged, read_json, save_json
from viewer.core.corpus.scan import File

NEW, EDITED, MOVED = "new", "edited", "moved"


@dataclass(frozen=True)
class News:
    """`marks`: path -> `new`, `edited` or `moved`. `moved`: new path -> old one. `gone`: paths."""

    marks: Mapping[str, str] = field(default_factory=dict)
    moved: Mapping[str, str] = field(default_factory=dict)
    gone: tuple[str, ...] = ()


class Seen:
    """Which files of a corpus its reader has seen, and what they were then; a JSON file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._known: dict[str, list[Any]] | None = None
        try:
            data = read_json(path)
            files = data.get("files") if isinstance(data, dict) else None
            if isinstance(files, dict):
                good = ((k, v) for k, v in files.items() if isinstance(v, list) and len(v) == 3)
                self._known = dict(good)
        except (OSError, Damaged):
            pass

    def news(self, files: Iterable[File], digest: Callable[[str], str | None]) -> News:
        """What differs from what was seen; nothing at the first visit. `digest`: SHA-256 of a
        file, asked only of those that may be the same as another one."""
        here = {file.path: file for file in files}
        if self._known is None:
            self._known = {}
            for file in here.values():
                self.see(file, None)
            return News()
        gone = {path: known for path, known in self._known.items() if path not in here}
        marks, moved = {}, {}
        for path, file in here.items():
            known = self._known.get(path)
            if known is None:
                old = next((o for o, k in gone.items() if k[0] == file.size and k[2]
                            and k[2] == digest(path)), None)  # fmt: skip
                if old is not None:
                    del gone[old]
                    moved[path] = old
                marks[path] = MOVED if old is not None else NEW
            elif known[:2] != [file.size, file.mtime_ns] and (
                known[0] != file.size or not known[2] or known[2] != digest(path)
            ):
                marks[path] = EDITED
        return News(marks, moved, tuple(sorted(gone)))

    def see(self, file: File, digest: str | None) -> None:
        """The reader has seen it as it is now."""
        if self._known is not None:
            self._known[file.path] = [file.size, file.mtime_ns, digest or ""]

    def forget(self, path: str) -> None:
        """It is gone, and the reader knows."""
        if self._known is not None:
            self._known.pop(path, None)

    def write(self) -> None:
        """Raises OSError."""
        if self._known is not None:
            save_json(self.path, {"hashiya:version": 1, "files": self._known})
