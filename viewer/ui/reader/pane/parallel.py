"""What ties the columns together: the counterpart of a sentence, of a click, of a selection."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject

from viewer.core.bitext.alignment import Alignment, Sentence
from viewer.session.base.view_state import View
from viewer.session.bitext.alignment import Aligning
from viewer.ui.reader.paint.marks import Key, Mark
from viewer.ui.reader.widget.view import ReaderView


class Parallel(QObject):
    """Shows, for what is pointed at, clicked or selected on one side, where it is on the other."""

    def __init__(self, view: View, aligning: Aligning, reader: ReaderView) -> None:
        super().__init__(reader)
        self._view, self._aligning, self._reader = view, aligning, reader
        self._shown: tuple[object, ...] = ()
        reader.pointed.connect(self._point)
        reader.selected.connect(self._follow)
        view.opened.connect(self._forget)
        view.aligned.connect(self._forget)

    def _forget(self) -> None:
        self._shown = ()
        self._reader.twin = None
        for layer in ("counterpart", "matching"):
            self._reader.marks.set(layer, {})

    def _point(self, side: str, block: int, offset: int) -> None:
        """Light up the sentence under the pointer and its counterparts."""
        found: dict[Key, list[Mark]] = {}
        for other, made, first in self._aligning.alignments_of(side):
            mine, theirs = made.counterpart(block, offset, first)
            if theirs:
                found |= _marks(side, mine) | _marks(other, theirs)
        shown = tuple(sorted((key, *marks) for key, marks in found.items()))
        if shown != self._shown:
            self._shown = shown
            self._reader.marks.set("counterpart", found)
            self._reader.viewport().update()

    def _follow(self) -> None:
        """The caret moved: where its counterpart is; what a selection corresponds to."""
        caret, reader = self._reader.caret, self._reader
        found: dict[Key, list[Mark]] = {}
        reader.twin = None
        for other, made, first in self._aligning.alignments_of(caret.side):
            block, offset = caret.position
            mine, theirs = made.counterpart(block, offset, first)
            if theirs and reader.twin is None:
                reader.twin = other, theirs[0][0], _along(made, mine, theirs, offset, not first)
            if caret.has_selection:
                low, high = caret.range()
                found |= _marks(other, made.matching(low, high, first))
        reader.marks.set("matching", found)
        reader.viewport().update()

    def go_across(self) -> None:
        """Put the caret where its counterpart is."""
        if (twin := self._reader.twin) is not None:
            side, block, offset = twin
            start = self._view.documents[side].lines.start(block) + offset
            self._view.place_asked.emit(side, start, start)


def _marks(side: str, sentences: Iterable[Sentence]) -> dict[Key, list[Mark]]:
    found: dict[Key, list[Mark]] = {}
    for block, start, end in sentences:
        found.setdefault((side, block), []).append(Mark(start, end, "counterpart"))
    return found


def _along(
    made: Alignment, mine: list[Sentence], theirs: list[Sentence], offset: int, first: bool
) -> int:
    """The word in the first of the other sentences about as far along as the offset in this one."""
    _, start, end = mine[0]
    share = min(1.0, max(0.0, (offset - start) / max(1, end - start)))
    block, begin, stop = theirs[0]
    document = made.before if first else made.after
    text = document.lines.block(block)
    at = begin + round(share * (stop - begin))
    return max(begin, text.rfind(" ", begin, at) + 1) if share else begin
