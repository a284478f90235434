"""What ties the columns together: the counterpart of a word, of a sentence, of a selection."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject

from viewer.core.bitext.alignment import Alignment, Sentence
from viewer.session.base.view_state import View
from viewer.session.bitext.alignment import Aligning
from viewer.session.bitext.word_links import LinkedWord, WordLinking
from viewer.ui.reader.paint.marks import Key, Mark
from viewer.ui.reader.widget.view import ReaderView


class Parallel(QObject):
    """Shows, for what is pointed at, clicked or selected on one side, where it is on the other."""

    def __init__(
        self, view: View, aligning: Aligning, linking: WordLinking, reader: ReaderView
    ) -> None:
        super().__init__(reader)
        self._view, self._aligning, self._reader = view, aligning, reader
        self._linking = linking
        self._shown: tuple[object, ...] = ()
        self._pointed = ("", 0, 0)
        self._followed: dict[Key, list[Mark]] = {}  # the word of the caret
        reader.pointed.connect(self._point)
        reader.selected.connect(self._follow)
        view.opened.connect(self._forget)
        view.aligned.connect(self._forget)
        linking.learned.connect(self._learned)

    def _forget(self) -> None:
        self._shown, self._pointed, self._followed = (), ("", 0, 0), {}
        self._reader.twin = None
        for layer in ("counterpart", "matching", "word"):
            self._reader.marks.set(layer, {})

    def _point(self, side: str, block: int, offset: int) -> None:
        """Light up the sentence under the pointer and its counterparts; the word likewise."""
        self._pointed = side, block, offset
        self._mark_words()
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
        self._follow_word()
        reader.viewport().update()

    def _follow_word(self) -> None:
        """The word of the caret, with its counterpart, where the caret was put by the reader."""
        caret, reader = self._reader.caret, self._reader
        words = [] if caret.has_selection else self._linking.of(caret.side, *caret.position)
        self._followed = _words(words)
        for word in words[:1]:
            block, start, _ = word.theirs[0]
            reader.twin = word.other, block, start
        self._mark_words()

    def _mark_words(self) -> None:
        """Underline what is pointed at, else the word of the caret, and its counterpart."""
        found = _words(self._linking.of(*self._pointed)) or self._followed
        if self._reader.marks.set("word", found):
            self._reader.viewport().update()

    def _learned(self) -> None:
        self._follow_word()
        self._reader.viewport().update()

    def go_across(self) -> None:
        """Put the caret where its counterpart is."""
        if (twin := self._reader.twin) is not None:
            side, block, offset = twin
            start = self._view.documents[side].lines.start(block) + offset
            self._view.place_asked.emit(side, start, start)


def _words(words: Iterable[LinkedWord]) -> dict[Key, list[Mark]]:
    found: dict[Key, list[Mark]] = {}
    for word in words:
        for side, parts in ((word.side, word.mine), (word.other, word.theirs)):
            for block, start, end in parts:
                found.setdefault((side, block), []).append(Mark(start, end, "caret"))
    return found


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
