"""Lines and paragraphs of a page that was read off its picture, as those of a page with text."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from viewer.core.parsing.pdf.lines import Line
from viewer.core.parsing.pdf.paragraphs import Paragraph
from viewer.core.parsing.scan.page_text import PageText, ScanLine, is_rtl

_USUAL_PT = 12.0
"""Points of the letters of the text: their true size is not known, and does not matter."""
_HEADINGS = ((1.7, 1), (1.35, 2))
"""Times the usual height of a line from which it is a heading, and of which level."""
_HEADING_LINES, _HEADING_LENGTH = 2, 200
_TOP_PT = 10_000.0


def scanned_paragraphs(page: PageText, number: int, width_pt: float) -> list[Paragraph]:
    """The paragraphs of the page of that number, from 0, which is so many points wide.

    How high a line stands is told by its rank from the nearer edge, because scans are askew: so
    the running heads of many pages are at the same height.
    """
    usual = median([_height(line) for line in page.lines()] or [1.0]) or 1.0
    count, scale = sum(1 for _ in page.lines()), width_pt / page.size[0]
    made: list[Paragraph] = []
    at = 0
    for lines in page.paragraphs:
        shown = [line for line in lines if line.text]
        level = _level(shown, usual)
        size = _USUAL_PT * dict([(0, 1.0), *((lv, share) for share, lv in _HEADINGS)])[level]
        found: list[Line] = []
        for line in shown:
            nearer = count - 1 - at
            bottom = _USUAL_PT * nearer if nearer < at else _TOP_PT - _USUAL_PT * at
            left = min(word.box[0] for _, word in line.placed()) * scale
            right = max(word.box[2] for _, word in line.placed()) * scale
            doubtful = list(_doubtful(line))
            rtl, place = is_rtl(line.text), (number, at)
            found.append(
                Line(line.text, left, right, bottom, size, rtl, place=place, doubtful=doubtful)
            )
            at += 1
        if found:
            made.append(Paragraph(found, level))
    return made


def _height(line: ScanLine) -> float:
    boxes = [word.box for _, word in line.placed()]
    return median(box[3] - box[1] for box in boxes)


def _level(lines: list[ScanLine], usual: float) -> int:
    length = sum(len(line.text) for line in lines)
    if not 0 < len(lines) <= _HEADING_LINES or length > _HEADING_LENGTH:
        return 0
    share = min(map(_height, lines)) / usual
    return next((level for least, level in _HEADINGS if share >= least), 0)


def _doubtful(line: ScanLine) -> Iterator[tuple[int, int]]:
    return ((at, at + len(word.text)) for at, word in line.placed() if word.is_doubtful)
