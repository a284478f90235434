"""Paragraphs out of the lines of pages, and what stands at the edge of every page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise
from statistics import median

from viewer.core.parsing.pdf.lines import Line
from viewer.core.text.document import ScanPage

_END = re.compile(r"[.!?؟:؛…۔][\"'”’»)\]]*$")
_ITEM = re.compile(r"(?:[•▪◦●○■□–—-]|\(?[\d٠-٩]{1,3}[.)-]|[a-zA-Z][.)])\s")
_NUMBER = re.compile(
    r"\W*(?:page|p\.|صفحة|ص)?\W*[\d٠-٩ivxlc]{1,6}(?:\W+(?:of|من)?\W*[\d٠-٩]+)?\W*", re.I
)
_DIGITS = re.compile(r"\d{1,6}")
_WIDE = 2.6  # of the size of letters: more room than that is not even double spacing
_SPACED, _SPACED_AFTER_END = 1.4, 1.2  # times the pitch of lines, from which it is a gap
_ENDED = 0.6  # of the lines: where more end a sentence, it is no chance
_EDGE = 2  # lines at the top and the bottom of a page that may be the same on many
_ROWS = 4  # that make a column
_NEAR = 40  # lines before and after one, by which the width of its column is judged
_NUMBERS = 4  # in a line, of which one may count the pages

_Key = tuple[str, int, int, int]


@dataclass(slots=True)
class PdfPage:
    """The lines of one page; `head` and `foot` are what it shares with other pages.

    `omitted`: why it has none, where it is unreadable (page) or a picture (scan). `remarks`: how
    many highlights and comments it has. `read`: its paragraphs, where they were read off a picture;
    `scan`: of which one.
    """

    label: str
    lines: list[Line]
    head: list[Line]
    foot: list[Line]
    omitted: str = ""
    remarks: int = 0
    read: list[Paragraph] = field(default_factory=list)
    scan: ScanPage | None = None

    def paragraphs(self, measure: Measure) -> list[Paragraph]:
        """What of its lines belongs together, without its head and foot."""
        if not self.read:
            return paragraphs(self.lines, measure)
        edge = {line.place for line in (*self.head, *self.foot)}
        rest = (
            Paragraph([line for line in each.lines if line.place not in edge], each.level)
            for each in self.read
        )
        return [each for each in rest if each.lines]


class Edges:
    """Finds running heads and page numbers: what many pages have at the same height, word for word
    but for a number that counts the pages. The number of an article that begins a page does not."""

    def __init__(self) -> None:
        self._seen: Counter[_Key] = Counter()
        self._pages = 0

    def mark(self, pages: Sequence[PdfPage]) -> None:
        """Move them from the lines of these pages; what earlier pages had is known."""
        for page in pages:
            for line in (*page.lines[:_EDGE], *page.lines[_EDGE:][-_EDGE:]):
                self._seen.update(_keys(line))
        self._pages += len(pages)
        for page in pages:
            page.head, page.lines = self._split(page.lines)
            foot, lines = self._split(page.lines[::-1])
            page.foot, page.lines = foot[::-1], lines[::-1]

    def _split(self, lines: list[Line]) -> tuple[list[Line], list[Line]]:
        count = 0
        while count < min(_EDGE, len(lines)) and self._is_edge(lines[count]):
            count += 1
        return lines[:count], lines[count:]

    def _is_edge(self, line: Line) -> bool:
        times = max(self._seen[key] for key in _keys(line))
        enough = 2 if _NUMBER.fullmatch(line.text) else 3
        return times >= enough and times * 3 >= min(self._pages, 9)


def _keys(line: Line) -> Iterator[_Key]:
    """Yield what a line has in common with the edges of other pages: its words, where it stands,
    and by how much one of its numbers is ahead of the page, or, on sheets of two pages, of twice
    the page."""
    text, height = line.text[:80], round(line.bottom / 6)
    yield text, height, 0, 0
    for number in islice(_DIGITS.finditer(text), _NUMBERS):
        around = f"{text[: number.start()]}#{text[number.end() :]}"
        for step in (1, 2):
            yield around, height, step, int(number[0]) - step * line.place[0]


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together. `level`: of a heading 1-3, else 0."""

    lines: list[Line]
    level: int = 0

    def joined(self) -> tuple[str, list[int]]:
        """Return its text, and where in it each of its lines begins, in code points."""
        parts, starts, length = list[str](), list[int](), 0
        before: Line | None = None
        for line in self.lines:
            if before is not None and _divided(before, parts[-1], line):
                parts[-1] = parts[-1].removesuffix("-")
            elif before is not None and length:
                parts[-1] += " "
            length = starts[-1] + len(parts[-1]) if starts else 0
            starts.append(length)
            parts.append(line.text)
            length += len(line.text)
            before = line
        return "".join(parts), starts

    @property
    def text(self) -> str:
        return self.joined()[0]


def _divided(before: Line, text: str, line: Line) -> bool:
    """Whether a word goes on from the text of the line before into the next one."""
    if before.hyphen:
        return True
    return text[-1:] == "-" and text[-2:-1].islower() and line.text[:1].islower()


class Measure:
    """What is usual on some pages: the size of the letters, the pitch of lines, the edges."""

    def __init__(self, pages: Sequence[PdfPage]) -> None:
        sizes: Counter[float] = Counter()
        lefts: Counter[int] = Counter()
        rights: Counter[int] = Counter()
        for page in pages:
            for line in page.lines:
                sizes[_rounded(line.size)] += len(line.text)
                lefts[round(line.left / 2)] += 1
                rights[round(line.right / 2)] += 1
        self.size = sizes.most_common(1)[0][0] if sizes else 12.0
        gaps: Counter[int] = Counter()
        for page in pages:
            for upper, lower in zip(page.lines, page.lines[1:], strict=False):
                gap = upper.bottom - lower.bottom
                if 0 < gap < 3 * self.size and _alike(upper, lower):
                    gaps[round(gap)] += 1
        common = [gap for gap, count in gaps.items() if count * 5 >= max(gaps.values())]
        self.pitch = float(min(common)) if common else 1.2 * self.size

    def level(self, line: Line) -> int:
        """Of a heading, by the size of its letters; 0 for the text."""
        share = line.size / self.size
        if share < 1.15 or len(line.text) > 200:
            return 0
        return 1 if share >= 1.7 else 2 if share >= 1.35 else 3


def _rounded(size: float) -> float:
    return max(1.0, round(size * 2) / 2)


def _alike(one: Line, other: Line) -> bool:
    return abs(one.size - other.size) <= 0.08 * max(one.size, other.size)


def paragraphs(lines: Sequence[Line], measure: Measure) -> list[Paragraph]:
    """The paragraphs of one page."""
    found: list[Paragraph] = []
    columns = _columns(lines)
    for at, line in enumerate(lines):
        level = measure.level(line)
        goes_on = (
            found
            and found[-1].level == level
            and (
                _goes_on(found[-1], line, measure, _around(columns[at], at))
                or (
                    _is_next_column(found[-1].lines[-1], line)
                    and continues(found[-1], Paragraph([line]), _around(columns[at - 1], at - 1))
                )
            )
        )
        if goes_on:
            found[-1].lines.append(line)
        else:
            found.append(Paragraph([line], level))
    return found


def _around(column: dict[int, Line], at: int) -> list[Line]:
    """Return the lines of a column nearest to one of them."""
    return [column[near] for near in range(at - _NEAR, at + _NEAR) if near in column]


def _columns(lines: Sequence[Line]) -> list[dict[int, Line]]:
    """Return, for each line of a page, those of its column: what stands one below the other, but
    for lines that go across another column too, as a title over both."""
    starts = [at for at in range(1, len(lines)) if _is_beside(lines[at - 1], lines[at])]
    bounds = [0, *starts, len(lines)]
    pieces = [range(*pair) for pair in pairwise(bounds)]
    columns: list[dict[int, Line]] = []
    for number, piece in enumerate(pieces):
        beside = [*pieces[max(0, number - 1) : number], *pieces[number + 1 : number + 2]]
        across = {at for other in beside for at in _across(lines, piece, other)}
        if len(across) * 2 > len(piece):
            across = set[int]()
        both = [{at: lines[at] for at in piece if (at in across) == crosses} for crosses in (0, 1)]
        columns += [both[at in across] for at in piece]
    return columns


def _across(lines: Sequence[Line], piece: range, other: range) -> Iterator[int]:
    """Yield the lines of a piece that are also over or under another one, if it is a column."""
    if len(other) < _ROWS:
        return
    left = median(lines[at].left for at in other)
    right = median(lines[at].right for at in other)
    for at in piece:
        line = lines[at]
        if line.right > left + line.size and line.left < right - line.size:
            yield at


def _goes_on(paragraph: Paragraph, line: Line, measure: Measure, around: Sequence[Line]) -> bool:
    before = paragraph.lines[-1]
    gap = before.bottom - line.bottom
    if before.hyphen:
        return gap > 0
    pitch = max(measure.pitch, measure.pitch * line.size / measure.size)
    spaced = _SPACED_AFTER_END if _END.search(before.text) else _SPACED
    if (
        not 0 < gap <= min(spaced * pitch, _WIDE * line.size)
        or not _alike(before, line)
        or _ITEM.match(line.text)
    ):
        return False
    if paragraph.level:
        return True
    return _is_full(before, line, around) and not _is_indented(before, line, paragraph)


def _is_next_column(before: Line, line: Line) -> bool:
    """Whether a line stands at the top of the column beside that of the line before."""
    return _is_beside(before, line) and (
        line.right < before.left if before.rtl else line.left > before.right
    )


def _is_beside(before: Line, line: Line) -> bool:
    """Whether a line stands higher than the one before, on either side of it."""
    beside = line.right < before.left or line.left > before.right
    return beside and line.bottom > before.bottom + line.size


def _is_full(before: Line, line: Line, around: Sequence[Line]) -> bool:
    """Whether the first word of `line` had no room in the line before."""
    column = [o for o in around if o.left < before.right and o.right > before.left] or [line]
    widths = [other.right - other.left for other in column]
    if _END.search(before.text):
        ended = sum(_END.search(other.text) is not None for other in column)
        if median(widths) < 0.8 * max(widths) or ended > _ENDED * len(column) > 1:
            return False  # most lines end early, or with a sentence: each is a paragraph
    left, right = min(other.left for other in column), max(other.right for other in column)
    room = before.left - left if _is_ragged_left(column, before.rtl) else right - before.right
    width = (line.right - line.left) / max(1, len(line.text))
    word = len(line.text.split(" ", 1)[0])
    return room < (word + 2) * width + 0.5 * line.size


def _is_ragged_left(column: Sequence[Line], rtl: bool) -> bool:
    """Whether lines end on the left: they should from right to left, unless that edge is even."""
    even_left = _even([line.left for line in column], column[0].size)
    even_right = _even([line.right for line in column], column[0].size)
    clear = len(column) // 6
    return even_left <= even_right + clear if rtl else even_right > even_left + clear


def _even(edges: Sequence[float], size: float) -> int:
    """Return how many edges of lines are about where the usual one is."""
    usual = median(edges)
    return sum(abs(edge - usual) <= 0.7 * size for edge in edges)


def _is_indented(before: Line, line: Line, paragraph: Paragraph) -> bool:
    if before.rtl != line.rtl:
        return False
    inset = before.right - line.right if line.rtl else line.left - before.left
    if inset > 0.8 * line.size:
        return not line.rtl or (inset < 6 * line.size and _END.search(before.text) is not None)
    return len(paragraph.lines) > 1 and inset < -1.5 * line.size and not line.rtl


def continues(last: Paragraph, first: Paragraph, lines: Sequence[Line]) -> bool:
    """Whether the last paragraph of a page goes on with the first one of the next."""
    before, line = last.lines[-1], first.lines[0]
    if last.level or first.level or not _alike(before, line) or before.rtl != line.rtl:
        return False
    if before.hyphen:
        return True
    if _END.search(before.text) or _ITEM.match(line.text):
        return False
    return sum(len(each.text) for each in last.lines[-60:]) > 60 and _is_full(before, line, lines)
