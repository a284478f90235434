"""What one pane shows and where its reader is in it. QtCore only: no widget, no picture."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.core.base.settings import Mode
from viewer.core.bitext.alignment import Row
from viewer.core.corpus.works import Work
from viewer.core.text.document import Document, Place

if TYPE_CHECKING:
    from viewer.core.search.find_in_document import DocumentFinder

MINE = "mine"
"""The side of the reader's own translation."""


class TranslationProgress(NamedTuple):
    """How many of the rows of a work are how far; `total`: all of them."""

    draft: int = 0
    done: int = 0
    checked: int = 0
    total: int = 0

    @property
    def share(self) -> float:
        """Of the rows that are done or checked, 0 to 1."""
        return min(1.0, (self.done + self.checked) / max(1, self.total))


FIND_BLOCKS = 400
"""Blocks searched in one step; the window answers between steps."""

HITS_SHOWN = 20_000
"""Hits that are kept to be drawn; beyond that they are only counted."""


class FindQuery(NamedTuple):
    """What is looked for in the open documents, and how."""

    text: str = ""
    whole_words: bool = False
    mode: str = "spelling"


class FoundHit(NamedTuple):
    """`[start, end)` in code points of a block of one side."""

    side: str
    block: int
    start: int
    end: int


class Before(NamedTuple):
    """Where the reader was: `[start, end)` was selected, `top` stood at the top of the screen."""

    side: str
    start: int
    end: int
    top: tuple[str, int, int] | None


class View(QObject):
    """The open work of a pane. Positions in the documents are code points."""

    opening = Signal()
    """A work is being loaded: `work` says which."""
    opened = Signal()
    """`documents` changed."""
    jumping = Signal()
    """The reader is about to be taken to another place of the documents."""
    mode_changed = Signal()
    place_asked = Signal(str, int, int)
    """Show and select `[start, end)` of a side."""
    glance_asked = Signal(str, int, int)
    """The same for what is still being typed: where it is on the screen nothing moves."""
    returned = Signal(object)
    """Back to where the reader was, a `Before`."""
    selection_changed = Signal()
    hits_changed = Signal()
    arrived = Signal()
    """More of an open document is here, at its end."""
    indexed = Signal()
    """All of the open documents is known, to the last paragraph."""
    relayed = Signal()
    """Directions of an open document changed."""
    aligned = Signal()
    """`rows` changed."""
    furnished = Signal()
    """What is furniture in an open document changed."""
    statuses_changed = Signal()
    """`statuses` and `progress` changed."""

    def __init__(self, mode: Mode = "side") -> None:
        super().__init__()
        self.corpus: object | None = None
        self.work: Work | None = None
        self.shown: Work | None = None
        """The work that `documents` are of; `work` is perhaps still being read."""
        self.documents: dict[str, Document] = {}
        self.rows: list[Row] = []
        """What stands beside what; empty where nothing was aligned."""
        self.statuses: dict[tuple[str, int], str] = {}
        """How far the translation of rows is, by the side and block where it is noted down."""
        self.progress: TranslationProgress | None = None
        """How far the whole work is; None where nothing was begun."""
        self.mode: Mode = mode
        self.side = ""
        self.selection: Place | None = None
        """Without its `occurrence`: it changes with each step of the mouse."""
        self.caret = 0
        self.seen_first: tuple[str, int, int] | None = None
        """(side, block, code points) of the first line on the screen, in the language of the caret,
        where the caret is not on it."""
        self.place: tuple[str, int, int] | None = None
        """(side, block, offset) at the top of the screen, kept for the next start."""
        self.query = FindQuery()
        self.hits: list[FoundHit] = []
        self.current = -1
        self.searching = False
        self.before_find: Before | None = None
        """Where the reader was before the hit that is shown while words are typed."""
        self._glancing = False
        self._awaited: bool | None = None  # a step, forward or not, to a hit not found yet
        self._finders: list[tuple[str, DocumentFinder]] = []
        self._steps = QTimer(self)
        self._steps.setInterval(0)
        self._steps.timeout.connect(self._search_on)

    def show(self, documents: dict[str, Document], rows: Iterable[Row] = ()) -> None:
        self.documents, self.rows = documents, list(rows)
        self.selection, self.side, self.caret, self.seen_first = None, "", 0, None
        self.before_find = None
        self._stop()
        self.opened.emit()
        if self.query.text:
            self.find(self.query)

    @property
    def published(self) -> dict[str, Document]:
        """The documents without the reader's own translation."""
        return {side: d for side, d in self.documents.items() if side != MINE}

    def line_up(self, rows: list[Row], mine: Document | None = None) -> None:
        """These are the rows of the documents now, with the reader's own translation or without."""
        before = self.documents.get(MINE)
        same = mine is before or (mine and before and _alike(mine, before))
        if rows == self.rows and same:
            return
        self.rows = rows
        if not same:
            self.documents = self.published | ({MINE: mine} if mine is not None else {})
            self.side = self.side if self.side in self.documents else ""
        self.aligned.emit()
        if not same and self.query.text:
            self.find(self.query)

    def tell_statuses(
        self, statuses: dict[tuple[str, int], str], progress: TranslationProgress | None
    ) -> None:
        """This is how far the rows are now."""
        if (statuses, progress) != (self.statuses, self.progress):
            self.statuses, self.progress = statuses, progress
            self.statuses_changed.emit()

    def close(self) -> None:
        self.corpus = self.work = None
        self.show({})

    def set_mode(self, mode: Mode) -> None:
        """`side`, `stacked`, or one side alone: `rtl`, `ltr`; see `side_alone`."""
        if mode != self.mode:
            self.mode = mode
            self.mode_changed.emit()

    def select(self, side: str, caret: int, place: Place | None) -> None:
        """The reader's caret and selection, as the pane tells them."""
        if not self._glancing:
            self._settle()
        self.side, self.caret, self.selection = side, caret, place
        self.selection_changed.emit()

    def jump(self, side: str, start: int, end: int | None = None) -> None:
        """Show the place at `start`, code points of a side, or `[start, end)`; `back` comes back
        from there."""
        if self.documents:
            self.jumping.emit()
        self.place_asked.emit(side, start, start if end is None else end)

    def here(self) -> tuple[str, int]:
        """Where the caret is; before the first click what is at the top of the screen.

        The side is empty where nothing is open.
        """
        if not self.side and self.place is not None and self.place[0] in self.documents:
            side, block, offset = self.place
            lines = self.documents[side].lines
            return side, lines.start(block) + offset if block < len(lines) else 0
        return self.side or self._first_side(), self.caret

    def rests(self) -> tuple[str, int]:
        """The same; while words are typed to be found, where that began."""
        before = self.before_find
        return self.here() if before is None else (before.side, before.start)

    def seen(self) -> tuple[Document, int, int] | None:
        """The document and the block that the caret is in, and the code points into it; where it
        was left behind, or nobody clicked yet, what is at the top of the screen."""
        if self.seen_first is not None:
            side, block, offset = self.seen_first
            document = self.documents.get(side)
            if document is not None and block < len(document):
                return document, block, offset
        document = self.document()
        if document is None or not len(document):
            return None
        block = document.lines.block_at(self.caret)
        return document, block, self.caret - document.lines.start(block)

    def document(self) -> Document | None:
        """The document that the caret is in; before the first click the first that is shown."""
        return self.documents.get(self.side) or self.documents.get(self._first_side())

    def _first_side(self) -> str:
        """The first side that is shown; empty where nothing is open."""
        alone = side_alone(self.mode, self.documents) if self.mode in ("rtl", "ltr") else ""
        return alone or next(iter(self.documents), "")

    def paragraph(self) -> tuple[str, int]:
        """The text of the block that the caret is in, and the code points into it; empty where
        there is none."""
        document = self.document()
        if document is None or not len(document):
            return "", 0
        block = document.lines.block_at(self.caret)
        return document.lines.block(block), self.caret - document.lines.start(block)

    def side_of(self, document: Document) -> str:
        return next((s for s, d in self.documents.items() if d is document), "")

    # Find

    def find(self, query: FindQuery, *, typed: bool = False) -> None:
        """Look for it in what is shown, in steps; `hits_changed` tells of each.

        `typed`: the reader is still typing. The next hit is shown; `leave_find` comes back.
        """
        from viewer.core.search.find_in_document import DocumentFinder

        self._stop()
        self.query = query
        if typed and self.before_find is None:
            side, start = self.here()
            end = start
            if self.selection is not None:
                start, end = self.selection.start, self.selection.end
            self.before_find = Before(side, start, end, self.place) if side else None
        if query.text.strip() and self.documents:
            self._finders = [
                (
                    side,
                    DocumentFinder(
                        document, query.text, mode=query.mode, whole_words=query.whole_words
                    ),
                )
                for side, document in self.documents.items()
            ]
            self.searching = True
            self._steps.start()
        else:
            self._glance()
        self.hits_changed.emit()

    def leave_find(self) -> None:
        """Nothing is looked for any more; what was only shown while it was typed is left again."""
        before = self.before_find
        self.before_find = None
        if before is not None and self.current >= 0:
            self.returned.emit(before)
        self.find(FindQuery())

    def _glance(self) -> None:
        """Show the next hit from where typing began, or that place again where there is none."""
        before = self.before_find
        if before is None or self.current >= 0:
            return
        self._glancing = True
        if not self.hits and not self.searching:
            self.returned.emit(before)
        elif (at := self._nearest(True, before.side, before.start)) >= 0:
            self.current = at
            self.glance_asked.emit(*self._place_of(self.hits[at]))
        self._glancing = False

    def _settle(self) -> None:
        """The reader stays at the hit that was shown while it was typed; `back` leaves it."""
        if self.before_find is not None and self.current >= 0:
            self.jumping.emit()
        self.before_find = None

    def _place_of(self, hit: FoundHit) -> tuple[str, int, int]:
        start = self.documents[hit.side].lines.start(hit.block)
        return hit.side, start + hit.start, start + hit.end

    def show_hits(self, hits: list[FoundHit], current: int = -1) -> None:
        """Show what a search through the corpus found here, in place of what was looked for."""
        self._stop()
        self.query, self.hits, self.current = FindQuery(), hits, current
        self.hits_changed.emit()

    def _stop(self) -> None:
        self._steps.stop()
        self._finders, self.hits, self.current, self.searching = [], [], -1, False
        self._awaited = None

    def _search_on(self) -> None:
        side, finder = self._finders[0]
        found = finder.step(FIND_BLOCKS)
        self.hits += [FoundHit(side, *where) for where in found]
        if finder.complete:
            self._finders.pop(0)
        if not self._finders:
            self._steps.stop()
            self.searching = False
        if self._awaited is not None:
            self.step_hit(self._awaited)
        self._glance()
        if found or not self.searching:
            self.hits_changed.emit()

    def step_hit(self, forward: bool) -> FoundHit | None:
        """The next or previous hit from where the caret is; past the last comes the first. None
        where there is none, or it is not found yet: then it is shown once it is."""
        at, self._awaited = self.current, None
        if at < 0:
            at = self._nearest(forward, self.side, self.caret)
            if at < 0:
                self._awaited = forward if self.searching else None
                return None
            self.before_find = None
            self.jumping.emit()
        else:
            self._settle()
            at = (at + (1 if forward else -1)) % len(self.hits)
        self.current = at
        self.place_asked.emit(*self._place_of(self.hits[at]))
        self.hits_changed.emit()
        return self.hits[at]

    def _nearest(self, forward: bool, side: str, position: int) -> int:
        """The number of the next or previous hit from a place, round the end; -1: none, or it is
        not found yet."""
        last = -1 if self.searching else len(self.hits) - 1
        if not self.hits or not side:
            return min(0, last) if forward else last
        order, lines = list(self.documents), self.documents[side].lines
        block = lines.block_at(position)
        here = order.index(side), block, position - lines.start(block)
        if forward:
            at = bisect_left(self.hits, here, key=lambda h: (order.index(h.side), h.block, h.start))
            return at if at < len(self.hits) else min(0, last)
        at = bisect_right(self.hits, here, key=lambda h: (order.index(h.side), h.block, h.end))
        return at - 1 if at and (at < len(self.hits) or not self.searching) else last


def side_alone(mode: str, documents: Mapping[str, Document]) -> str:
    """The side that `rtl` or `ltr` shows alone: of that direction, or, where all run the same way,
    the first and the second. Empty where nothing is open."""
    sides = [side for side in documents if side != MINE] or list(documents)
    if len({documents[side].direction for side in sides}) > 1:
        return next(side for side in sides if documents[side].direction == mode)
    at = 1 if mode == "ltr" and len(sides) > 1 else 0
    return sides[at] if sides else ""


def _alike(one: Document, two: Document) -> bool:
    """Whether two columns of own translations show the same."""
    return (
        one.text() == two.text()
        and (one.language, one.units) == (two.language, two.units)
        and one.directions == two.directions
    )
