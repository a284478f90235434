"""Where the letters of a laid-out line are, from the glyphs that Qt draws."""

from __future__ import annotations

from bisect import bisect_left
from itertools import groupby

from PySide6.QtGui import QGlyphRun, QTextLayout, QTextLine

Edge = tuple[float, float, int, int]
"""Leading x, trailing x, first unit and unit after of a character: pixels, UTF-16 units."""


def drawn_width(line: QTextLine) -> float:
    """Pixels from the first to the last glyph of a line; the space that ends it has none."""
    boxes = [run.boundingRect() for run in line.glyphRuns()]
    if not boxes:
        return 0.0
    return max(box.right() for box in boxes) - min(box.left() for box in boxes)


def line_edges(layout: QTextLayout, line: QTextLine, visible: int) -> list[Edge]:
    """Every character of a line, from the glyphs as they are drawn.

    `visible` is the unit after the last letter: the space that ends a line has no glyph and takes
    no room.

    `cursorToX` cannot say it: where runs of other direction meet it gives one of two places, and
    it is off by the space that ends a line.
    """
    start = line.textStart()
    end = visible if visible > start else start
    flags = QTextLayout.GlyphRunRetrievalFlag.RetrieveAll
    drawn = ((run.stringIndexes(), run) for run in line.glyphRuns(start, -1, flags))
    # a forced line break (U+2028) is a run without a glyph
    runs = sorted(((min(indexes), indexes, run) for indexes, run in drawn if indexes), key=_first)
    stretches = [(f, list(each)) for f, each in groupby(runs, _first) if f < end]
    found: list[Edge] = []
    for at, (first, fonts) in enumerate(stretches):
        first = start if at == 0 else first
        last = stretches[at + 1][0] if at + 1 < len(stretches) else end
        stops = [first, *filter(layout.isValidCursorPosition, range(first + 1, last))]
        told = {index for _, indexes, _ in fonts for index in indexes}
        if len(fonts) > 1 and not told.issuperset(stops):
            found += _letter_edges(line, stops, last)
        else:
            found += _run_edges(fonts[-1][2], stops, last)
    over = found[-1][1] if found else 0.0
    rest = range(end, start + line.textLength())
    return found + [(over, over, unit, unit + 1) for unit in rest]


def _run_edges(run: QGlyphRun, stops: list[int], end: int) -> list[Edge]:
    """The edges of the characters that begin at `stops` in a run of one direction.

    A glyph is drawn from its left edge. A character without a glyph of its own (the alef of a
    lam-alef) takes its share of the one before.
    """
    box, rtl = run.boundingRect(), run.isRightToLeft()
    left: dict[int, float] = {}
    for index, position in zip(run.stringIndexes(), run.positions(), strict=False):
        left.setdefault(index, position.x())
    own = [u for at, u in enumerate(stops) if u in left or at == 0]
    origin = box.right() if rtl else box.left()
    target = box.left() if rtl else box.right()
    found: list[Edge] = []
    behind = 0  # the stop after those of the letters so far
    for at, unit in enumerate(own):
        after = own[at + 1] if at + 1 < len(own) else end
        if rtl:
            begin = left.get(own[at - 1], origin) if at else origin
            stop = left.get(unit, target) if at + 1 < len(own) else target
        else:
            begin = left.get(unit, origin) if at else origin
            stop = left.get(after, target) if at + 1 < len(own) else target
        begun, behind = behind, bisect_left(stops, after, behind)
        shared = stops[begun:behind]
        step = (stop - begin) / len(shared)
        for k, u in enumerate(shared):
            next_unit = shared[k + 1] if k + 1 < len(shared) else after
            found.append((begin + step * k, begin + step * (k + 1), u, next_unit))
    return found


def _letter_edges(line: QTextLine, stops: list[int], end: int) -> list[Edge]:
    """The edges of the characters that begin at `stops`, asked for one by one.

    Where two fonts draw the letters of a stretch, Qt tells all but the first of its runs with wrong
    indexes of the string. Letters that one glyph draws together share it.
    """
    found: list[Edge] = []
    bounds = [*stops, end]
    at = 0
    while at < len(stops):
        over = at + 1
        while over < len(stops) and _glyphs(line, stops[at], bounds[over + 1]) == 1:
            over += 1
        boxes = [run.boundingRect() for run in line.glyphRuns(stops[at], bounds[over] - stops[at])]
        left = min((box.left() for box in boxes), default=found[-1][1] if found else 0.0)
        right = max((box.right() for box in boxes), default=left)
        rtl = any(run.isRightToLeft() for run in line.glyphRuns(stops[at], 1))
        begin, way = (right, -1) if rtl else (left, 1)
        step = way * (right - left) / (over - at)
        for share, unit in enumerate(stops[at:over]):
            edge = begin + step * share
            found.append((edge, edge + step, unit, bounds[at + share + 1]))
        at = over
    return found


def _glyphs(line: QTextLine, start: int, end: int) -> int:
    """How many glyphs draw the units from `start` to `end`."""
    return sum(len(run.glyphIndexes()) for run in line.glyphRuns(start, end - start))


def _first(run: tuple[int, object, object]) -> int:
    return run[0]
