"""The pictures of the pages of one file, drawn by the worker as they are needed. QtCore only."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from viewer.core.base.errors import Unreadable
from viewer.core.notes.locations import Signature, signature
from viewer.core.pages.sheets import PageLetters, PageSheet, Tile, TileKey
from viewer.core.worker.client import Cancelled, Worker
from viewer.session.base.background_jobs import Job, Jobs

KEPT_PIXELS = 32_000_000
"""Pixels of pages that are kept, 128 MB; more only where a screen has more."""

KEPT_S = 0.5
"""Seconds from which drawing is ended when the reader goes on to another file."""

Wish = TileKey | int
"""A square of a page, or the page whose letters are wanted."""


class PagePictures(QObject):
    """Asks for one thing at a time, so that what is on the screen now comes next."""

    listed = Signal()
    """`sheets` are known, or `error` says why not."""
    drawn = Signal()
    """One more square can be painted, or will never be."""
    read = Signal(int, object)
    """The page of this number has these letters."""

    def __init__(self, worker: Worker, password_of: Callable[[Path], str | None]) -> None:
        super().__init__()
        self._worker, self._password_of = worker, password_of
        self._jobs = Jobs(1)
        self._path: Path | None = None
        self._job: Job | None = None
        self._asked: Wish | None = None  # what is on its way
        self._wishes: list[Wish] = []
        self._needed: set[Wish] = set()
        self._tiles: OrderedDict[TileKey, Tile] = OrderedDict()
        self._pixels = 0
        self.taken: dict[int, tuple[str, ...]] = {}
        """By page: ids of the notes whose highlights in the file are not drawn."""
        self.sheets: list[PageSheet] = []
        self.error: Unreadable | None = None
        self.errors: dict[int, Unreadable] = {}
        """By page: why it cannot be drawn."""
        self.seen = 0
        """The first page on the screen."""
        self._state: Signature | None = None

    def open(self, path: Path | None) -> None:
        """Take another file, or the same after a change; None for none."""
        if self._job is not None:
            self._job.cancel()
            self._worker.cancel(older=KEPT_S)
        self._path, self._job, self._asked, self._wishes = path, None, None, []
        self._state = signature(path) if path is not None else None
        self.seen = 0
        self._tiles.clear()
        self._pixels = 0
        self.sheets, self.error, self.errors = [], None, {}
        if path is not None:
            self._run(self._worker.sheets, self._took_sheets, path)

    def shows(self, path: Path) -> bool:
        """Whether that file is open here, and is as it was then."""
        return path == self._path and self.error is None and self._state == signature(path)

    @property
    def busy(self) -> bool:
        """Whether something is on its way."""
        return self._job is not None

    def tile(self, key: TileKey) -> Tile | None:
        """The picture of a square, if it is there."""
        found = self._tiles.get(key)
        if found is not None:
            self._tiles.move_to_end(key)
        return found

    def others(self, page: int, scale: float) -> Iterator[tuple[TileKey, Tile]]:
        """What is there of a page at other scales than this, those that were used last at the end:
        better than nothing while the page is drawn."""
        return ((k, t) for k, t in self._tiles.items() if k.page == page and k.scale != scale)

    def want(self, wishes: Iterable[Wish]) -> None:
        """Fetch these, the first one first, and nothing else; what is there of them stays."""
        needed = list(wishes)
        if needed:
            first = needed[0]
            self.seen = first if isinstance(first, int) else first.page
        self._needed = set(needed)
        self._wishes = [wish for wish in needed if self._is_open(wish)]
        self._go_on()

    def _is_open(self, wish: Wish) -> bool:
        page = wish if isinstance(wish, int) else wish.page
        there = wish == self._asked or wish in self._tiles
        return not there and page not in self.errors

    def _go_on(self) -> None:
        if self._job is not None or not self._wishes or self._path is None:
            return
        self._asked = wish = self._wishes.pop(0)
        if isinstance(wish, TileKey):
            taken = self.taken.get(wish.page, ())
            self._run(self._worker.tile, self._took_tile, self._path, wish, taken)
        else:
            self._run(self._worker.letters, self._took_letters, self._path, wish)

    def _run(self, ask: Callable[..., Any], took: Callable[[Any], None], *about: Any) -> None:
        work = _Ask(ask, about, self._password_of(about[0]))
        self._job = self._jobs.run(work, took)

    def _took_sheets(self, result: tuple[Any, ...]) -> None:
        self._job = None
        _, found, self.error = result
        self.sheets = found or []
        self.listed.emit()
        self._go_on()

    def _took_tile(self, result: tuple[Any, ...]) -> None:
        self._job = self._asked = None
        (_, key, taken), tile, error = result
        if isinstance(tile, Tile) and taken == self.taken.get(key.page, ()):
            self._tiles[key] = tile
            self._pixels += tile.width * tile.height
            self._forget_old()
        elif error is not None:
            self.errors[key.page] = error
        self.drawn.emit()
        self._go_on()

    def take(self, ids: Mapping[int, tuple[str, ...]]) -> None:
        """Draw highlights of the file no more whose ids as notes these are, by page."""
        others = {page for page, _ in self.taken.items() ^ ids.items()}
        self.taken = dict(ids)
        for key in [key for key in self._tiles if key.page in others]:
            old = self._tiles.pop(key)
            self._pixels -= old.width * old.height
        if others:
            self.drawn.emit()

    def _forget_old(self) -> None:
        """Let go of what was used longest ago, unless the screen needs it."""
        for key in [key for key in self._tiles if key not in self._needed]:
            if self._pixels <= KEPT_PIXELS:
                return
            old = self._tiles.pop(key)
            self._pixels -= old.width * old.height

    def _took_letters(self, result: tuple[Any, ...]) -> None:
        self._job = self._asked = None
        (_, page), letters, error = result
        if letters is None and error is not None:
            letters = PageLetters([])  # it may still be drawn
        if letters is not None:
            self.read.emit(page, letters)
        self._go_on()

    def close(self) -> None:
        """Ask for nothing more."""
        self.open(None)
        self._worker.close()
        self._jobs.wait(2000)


class _Ask:
    """Work for a job: one question about pages; (what it was about, what was found, or why not)."""

    def __init__(
        self, ask: Callable[..., Any], about: tuple[Any, ...], password: str | None
    ) -> None:
        self._ask, self._about, self._password = ask, about, password

    def __call__(self, job: Job) -> tuple[Any, ...]:
        try:
            return self._about, self._ask(*self._about, self._password), None
        except Cancelled:
            return self._about, None, None
        except Unreadable as error:
            return self._about, None, error
