"""What came, went and changed in a corpus since its reader looked last."""

from __future__ import annotations

import contextlib
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
        data: object = None
        with contextlib.suppress(OSError, Damaged):
            data = read_json(path)
        said = data if isinstance(data, dict) else {}
        self._known = _triples(said.get("files"))
        self.contents = Contents(_triples(said.get("contents")) or {})

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

    def knows(self, path: str) -> bool:
        """Whether a file was there when its reader looked at it, or first at the corpus."""
        return self._known is not None and path in self._known

    def forget(self, path: str) -> None:
        """It is gone, and the reader knows."""
        if self._known is not None:
            self._known.pop(path, None)

    def write(self) -> None:
        """Raises OSError."""
        if self._known is not None:
            kept = {"contents": self.contents.known} if self.contents.known else {}
            save_json(self.path, {"hashiya:version": 1, "files": self._known, **kept})


class Contents:
    """What files were at the last look, by content: a file of notes says only what its text was
    when a note was written, and it may have been edited since, before it was renamed."""

    def __init__(self, known: Mapping[str, list[Any]]) -> None:
        self.known = dict(known)
        """Path -> [bytes, time in ns, SHA-256]."""

    def of(self, path: str) -> tuple[int, str] | None:
        """(bytes, SHA-256) of a file at the last look."""
        size, _, digest = self.known.get(path, (0, 0, ""))
        return (size, digest) if digest else None

    def learn(
        self,
        paths: Iterable[str],
        here: Mapping[str, File],
        digest: Callable[[str], str | None],
    ) -> None:
        """From now on these files are known, as they are now or were last, and no others.
        `digest`: SHA-256 of a file, asked of those that were written since."""
        before, self.known = self.known, {}
        for path in paths:
            file, known = here.get(path), before.get(path)
            state = [file.size, file.mtime_ns] if file is not None else None
            if known is not None and state in (None, known[:2]):
                self.known[path] = known
            elif state is not None and (found := digest(path)):
                self.known[path] = [*state, found]


def _triples(value: object) -> dict[str, list[Any]] | None:
    """What may be [bytes, time, digest] by path; None where there is nothing of the kind."""
    if not isinstance(value, dict):
        return None
    return {k: v for k, v in value.items() if isinstance(v, list) and len(v) == 3}
