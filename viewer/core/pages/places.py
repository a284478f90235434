"""One place, two ways to say it: code points of a document, and boxes on its pages."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from viewer.core.pages.sheets import NO_LETTERS, Box, LetterLine, PageLetters
from viewer.core.text.document import Document

_LETTERS = 4
"""Of a line that is wider than it is high, unless it is turned."""
_JOINED_PT = 1.5
"""Points between boxes of a line that are painted as one."""
_KNOWN = {"R": True, "AL": True, "L": False, "EN": False, "AN": False}
"""Whether letters of a bidirectional class are read from the right."""


class PagePlaces:
    """Places of a document on its pages, as far as the letters of the pages are known."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.letters: dict[int, PageLetters] = {}
        """By page, from 0."""

    def page_of(self, position: int) -> int:
        """The number of the page that a place of the text is on."""
        lines = self.document.pages
        return lines[lines.at(position)][1] if lines else 0

    def where(self, position: int) -> tuple[int, Box | None, float]:
        """The page of a place, the box of its letter, if that is known, and else what share of the
        lines of the page stands before it."""
        lines = self.document.pages
        if not lines:
            return 0, None, 0.0
        index = lines.at(position)
        start, page, line = lines[index]
        boxes = self._boxes(page, line)
        box = boxes[min(max(position - start, 0), len(boxes) - 1)] if boxes else None
        return page, box, line / max(1, len(lines.of_page(page)))

    def lines_of(self, page: int) -> Iterator[tuple[int, int, LetterLine]]:
        """Yield (start, end, boxes) of each line of a page, in code points of the text."""
        lines, length = self.document.pages, self.document.lines.length()
        if lines is None:
            return
        for index in lines.of_page(page):
            start, _, line = lines[index]
            boxes = self._boxes(page, line)
            yield start, min(lines.end(index, length), start + len(boxes)), boxes

    def _boxes(self, page: int, line: int) -> LetterLine:
        known = self.letters.get(page)
        return known.lines[line] if known is not None and line < len(known.lines) else NO_LETTERS

    def boxes(self, page: int, start: int, end: int) -> Iterator[Box]:
        """Yield what of `[start, end)` stands on a page, a box for each stretch of a line."""
        for begin, stop, boxes in self.lines_of(page):
            if begin < end and start < stop:
                part = boxes[max(start, begin) - begin : min(end, stop) - begin]
                if len(boxes) >= _LETTERS and _is_tall(boxes.around):
                    yield from map(_across, stretches(map(_across, part)))
                else:
                    yield from stretches(part)

    def position(self, page: int, x: float, y: float) -> int | None:
        """The place between letters that is nearest to a point of a page; None without letters."""
        found = self._nearest(page, x, y)
        if found is None:
            return None
        at, (left, _, right, _) = found
        return at + ((x > (left + right) / 2) != self._is_rtl(at))

    def letter(self, page: int, x: float, y: float) -> int | None:
        """The place of the letter that is drawn at a point of a page, if there is one."""
        found = self._nearest(page, x, y)
        if found is None:
            return None
        at, (left, top, right, bottom) = found
        return at if left <= x <= right and top <= y <= bottom else None

    def _nearest(self, page: int, x: float, y: float) -> tuple[int, Box] | None:
        """The letter nearest to a point, of those over one another the one in whose middle it is,
        and its box. Only letters of lines as near as the nearest are looked at."""

        def down(box: Box) -> float:
            return max(box[1] - y, y - box[3], 0.0)

        def far(letter: tuple[int, Box]) -> tuple[float, ...]:
            left, top, right, bottom = box = letter[1]
            across = max(left - x, x - right, 0.0)
            return down(box), across, abs(top + bottom - 2 * y), abs(left + right - 2 * x)

        lines = [line for line in self.lines_of(page) if line[1] > line[0]]
        away = [down(boxes.around) for _, _, boxes in lines]
        nearest = min(away, default=0.0)
        letters = (
            (start + at, boxes[at])
            for (start, end, boxes), each in zip(lines, away, strict=True)
            if each <= nearest
            for at in range(end - start)
        )
        return min(letters, key=far, default=None)

    def first(self, page: int, y: float) -> int | None:
        """The first place of the text whose line reaches below a height of a page; without letters
        that of the line at this share of the page's; None where the page has no text."""
        lines = self.document.pages
        indices = lines.of_page(page) if lines else ()
        if lines is None or not indices:
            return None
        for start, end, boxes in self.lines_of(page):
            if end > start and boxes[0][3] > y:
                return start
        return lines[indices[-1] if page in self.letters else indices[0]][0]

    def _is_rtl(self, position: int) -> bool:
        """Whether the letter at a place is read from the right; a sign or a space, if what comes
        next stands on its left."""
        kind = unicodedata.bidirectional(self.document.lines.slice(position, position + 1) or " ")
        if kind in _KNOWN:
            return _KNOWN[kind]
        here, after = self.where(position)[1], self.where(position + 1)[1]
        if here is None or after is None or here[1] != after[1]:
            return self.document.direction == "rtl"
        return after[0] < here[0]


def carried(position: int, old: Document, new: Document) -> int:
    """The place in a document that was read anew, when pages of it were read off their pictures
    meanwhile: as far into the text of its page, or at the next page that has some."""
    before, after = old.pages, new.pages
    if not before or not after:
        return position
    page = before[before.at(position)][1]
    into = position - before[before.of_page(page)[0]][0]
    if lines := after.of_page(page):
        end = after.end(lines[-1], new.lines.length())
        return min(after[lines[0]][0] + max(0, into), max(0, end - 1))
    return next((start for start, number, _ in after if number > page), new.lines.length())


def _is_tall(box: Box) -> bool:
    return box[3] - box[1] > box[2] - box[0]


def _across(box: Box) -> Box:
    """A box with its sides for its heights: on a page that is turned by a quarter, letters of a
    line stand one below the other."""
    left, top, right, bottom = box
    return top, left, bottom, right


def stretches(boxes: Iterable[Box]) -> Iterator[Box]:
    """Yield boxes of letters, those that touch in one line of the page as one."""
    made: Box | None = None
    for left, top, right, bottom in sorted(boxes, key=lambda box: (box[1], box[3], box[0])):
        if right <= left:
            continue
        same = made is not None and (top, bottom) == (made[1], made[3])
        if made is not None and same and left <= made[2] + _JOINED_PT:
            made = made[0], top, max(made[2], right), bottom
            continue
        if made is not None:
            yield made
        made = left, top, right, bottom
    if made is not None:
        yield made
