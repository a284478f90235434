"""The best alignments of two texts, made by a child that keeps its model loaded, or kept in the
cache; and whether that takes so little that a picture can wait for them."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator

from viewer.core.base.errors import Unreadable
from viewer.core.bitext import alignment
from viewer.core.bitext.alignment import Alignment, Cache, Data, question
from viewer.core.bitext.pins import Pins
from viewer.core.text.document import Document
from viewer.core.worker.client import Worker

TIMEOUT_S = 900.0
FIRST_PICTURE_S = 0.5
"""Seconds that a text is not shown for, where its best rows are there by then."""
LETTER_S = 40e-6
"""Seconds that a letter takes in a child whose model is loaded, until one was measured."""
FINISHED_LETTERS = 100_000
"""Letters of texts whose alignment is not ended when the reader goes on: that takes some seconds,
and to load the model again as long."""


class BestAlignments:
    """Asks one worker, a text at a time, from any thread; what it answers is kept."""

    def __init__(self, worker: Worker, cache: Cache) -> None:
        self._worker, self._cache = worker, cache
        self._turn = threading.Lock()  # held while a text is aligned
        self._asked: Data | None = None  # what is being aligned
        self._loaded: int | None = None  # the child that holds the model
        self._letter_s = LETTER_S

    def of(
        self, first: Document, second: Document, pins: Pins = (), only_best: bool = False
    ) -> Iterator[Alignment]:
        """Alignments of two documents, better each time; to be used up. Raises `Unreadable`."""
        asked = question(first, second, _plain(pins))
        with self._turn:
            if (known := self._known(asked, first, second, pins)) is not None:
                yield known
                return
            answer, self._asked = None, asked
            try:
                begin, was = time.monotonic(), self._loaded
                for answer in self._worker.align(asked, TIMEOUT_S, only_best=only_best):
                    yield _made(first, second, answer, pins)
                self._measure(_letters(asked), time.monotonic() - begin, was)
            finally:
                self._asked = None
            if answer is not None:
                self._keep(asked, answer)

    def _measure(self, letters: int, seconds: float, was: int | None) -> None:
        """Learn from an answer how long another one will take of the child that gave it."""
        self._loaded = self._worker.pid
        if self._loaded is not None and self._loaded == was:
            self._letter_s += (seconds / max(1, letters) - self._letter_s) / 2

    def soon(self, first: Document, second: Document, pins: Pins) -> Alignment | None:
        """The best alignment where it is there within `FIRST_PICTURE_S`. Where it takes longer
        against all reckoning, it goes on: it is in the cache when it is asked for again."""
        asked = question(first, second, _plain(pins))
        if self._asked not in (None, asked) or self._reckoned_s(asked) > FIRST_PICTURE_S:
            return None
        found: list[Alignment | None] = []

        def ask() -> None:
            with contextlib.suppress(Unreadable):  # ended, or closed
                found.append(self.last(first, second, pins))

        asking = threading.Thread(target=ask, name="best-alignment", daemon=True)
        asking.start()
        asking.join(FIRST_PICTURE_S)
        return found[0] if found else None

    def _reckoned_s(self, asked: Data) -> float:
        """Seconds that an answer is likely to take."""
        loaded = self._loaded is not None and self._worker.pid == self._loaded
        return _letters(asked) * self._letter_s if loaded else float("inf")

    def last(self, first: Document, second: Document, pins: Pins = ()) -> Alignment | None:
        """The best alignment. Raises `Unreadable`."""
        found = list(self.of(first, second, pins, only_best=True))
        return found[-1] if found else None

    def without_child(
        self, first: Document, second: Document, pins: Pins
    ) -> tuple[Alignment, bool]:
        """The first alignment of two short documents, made here, and whether none is better."""
        asked = question(first, second, _plain(pins))
        answer, best = next(alignment.answers(asked)), not alignment.has_better(asked)
        if best:
            self._keep(asked, answer)
        return _made(first, second, answer, pins), best

    def known(self, first: Document, second: Document, pins: Pins = ()) -> Alignment | None:
        """What the cache holds; None for nothing, and for what is no answer to that."""
        return self._known(question(first, second, _plain(pins)), first, second, pins)

    def _known(
        self, asked: Data, first: Document, second: Document, pins: Pins
    ) -> Alignment | None:
        answer = self._cache.get(asked)
        try:
            return _made(first, second, answer, pins) if answer is not None else None
        except (ValueError, TypeError, KeyError, IndexError, AttributeError):
            return None

    def _keep(self, asked: Data, answer: Data) -> None:
        with contextlib.suppress(OSError):  # a full disk: it is computed again
            self._cache.put(asked, answer)

    def cancel(self) -> None:
        """End a long alignment under way; a short one is finished and kept."""
        asked = self._asked
        if asked is not None and _letters(asked) > FINISHED_LETTERS:
            self._worker.cancel()

    def close(self) -> None:
        self._worker.close()


def _plain(pins: Pins) -> list[tuple[range, range]]:
    return [(pin.before, pin.after) for pin in pins]


def _made(first: Document, second: Document, answer: Data, pins: Pins) -> Alignment:
    made = Alignment.of(first, second, answer, _plain(pins))
    where = {(bead.before, bead.after): k for k, bead in enumerate(made.beads)}
    made.parts = {where[p.before, p.after]: list(p.parts) for p in pins if p.parts}
    return made


def _letters(asked: Data) -> int:
    return sum(len(text) for side in asked["texts"] for text in side)
