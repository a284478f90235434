"""The pictures in the open documents: decoded by the worker when they come near the screen."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from viewer.core.base.errors import Unreadable
from viewer.core.text.document import Document
from viewer.core.worker.client import Cancelled, Worker
from viewer.core.worker.embedded_images import Picture
from viewer.session.base.background_jobs import Job, Jobs

BOUNDS_PX = (1600, 2400)
"""Pixels within which a picture is decoded."""
KEPT_BYTES = 96 << 20
"""Bytes of decoded pictures that are kept."""

Key = tuple[Path, str]
"""The file of a document, and where in it (the value of an image's span)."""


class Shown:
    """A decoded picture; `width` and `height` are those of the original, in pixels."""

    def __init__(self, picture: Picture) -> None:
        width, height = picture.shown
        form = QImage.Format.Format_RGBA8888
        borrowed = QImage(picture.pixels, width, height, 4 * width, form)
        self.image = borrowed.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
        self.width, self.height = picture.size


class Pictures(QObject):
    """What is decoded. Nothing is read that is neither in a document nor in its corpus."""

    arrived = Signal()
    """One more can be drawn, or turned out to be missing."""

    def __init__(self, worker: Worker) -> None:
        super().__init__()
        self._worker = worker
        self._jobs = Jobs(1)
        self._root: Path | None = None
        self._found: OrderedDict[Key, Shown | None] = OrderedDict()  # None: cannot be shown
        self._size = 0
        self._wanted: list[Key] = []
        self._asked: Key | None = None

    @property
    def busy(self) -> bool:
        """Whether pictures are on their way."""
        return self._asked is not None

    def missing(self, document: Document, where: str) -> bool:
        """Whether there is no such picture, or none that can be shown."""
        return document.file is None or self._found.get((document.file, where), self) is None

    def begin(self, root: Path | None) -> None:
        """Other documents are shown, of the corpus at `root`; what is not decoded yet can wait."""
        self._root = root
        self._wanted.clear()

    def get(self, document: Document, where: str) -> Shown | None:
        """The picture, if it is here; else it is fetched, and `arrived` tells."""
        if document.file is None:
            return None
        key = document.file, where
        if key in self._found:
            self._found.move_to_end(key)
            return self._found[key]
        if key != self._asked and key not in self._wanted:
            self._wanted.append(key)
            self._ask()
        return None

    def _ask(self) -> None:
        if self._asked is None and self._wanted:
            self._asked = self._wanted.pop()
            root = self._root or self._asked[0].parent
            self._jobs.run(_Fetch(self._worker, self._asked, root), self._fetched)

    def _fetched(self, result: tuple[Key, Shown | None, bool]) -> None:
        key, shown, final = result
        self._asked = None
        if final:
            self._found[key] = shown
            self._size += shown.image.sizeInBytes() if shown else 0
            while self._size > KEPT_BYTES and len(self._found) > 1:
                _, old = self._found.popitem(last=False)
                self._size -= old.image.sizeInBytes() if old else 0
        if final:
            self.arrived.emit()
        self._ask()

    def close(self) -> None:
        """Ask for nothing more."""
        self._wanted.clear()
        self._jobs.wait(2000)


class _Fetch:
    """Work for a job: one picture; whether that was the last word about it."""

    def __init__(self, worker: Worker, key: Key, root: Path) -> None:
        self._worker, self._key, self._root = worker, key, root

    def __call__(self, job: Job) -> tuple[Key, Shown | None, bool]:
        path, where = self._key
        try:
            found = self._worker.picture(path, where, self._root, BOUNDS_PX)
        except Cancelled:
            return self._key, None, False
        except Unreadable:
            return self._key, None, True
        return self._key, Shown(found), True
