"""Bidi X-ray: base direction of each paragraph, runs by direction and level, overrides in red.

Drawn behind and over the laid-out text, never into it. The runs are those of the glyphs as they
were laid out; the levels come from the explicit marks of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPolygonF

from viewer.core.language.bidi import Stretch, run_level, stretches
from viewer.ui.base.i18n import tr
from viewer.ui.reader.layout.cells import Cell, Part
from viewer.ui.reader.layout.flow import Flow, PlacedCell
from viewer.ui.reader.layout.page import PageStyle

FAINT, TINT_STEP, STRONGEST = 0.15, 0.1, 0.36
"""Opacity of the tint at the base level, what each level adds, and its end."""

SEAM_PX = 12.0
"""Pixels between runs of one direction: a space has no glyph of its own."""

REACH = 4_000
"""Code points before a cell in which marks are looked for: only a line of megabytes has more."""

RUNS = 300
"""Runs that are shown of a cell: a flood of marks must not stop the drawing."""

_MARKS_ALONE = re.compile("[\u202a-\u202e\u2066-\u2069\u200b-\u200f\u2060]*")
"""What has no letter, and so nothing to tint."""

_MARK = re.compile("[\u202a-\u202e\u2066-\u2069]")

Run = tuple[QRectF, bool, int, bool]
"""Where a run is in its cell, whether it runs right to left, its level, whether it is forced."""


def colours(page: PageStyle) -> dict[str, QColor]:
    """Of the tints, by what they stand for."""
    dark = page.colours["background"].lightnessF() < 0.5
    return {
        "rtl": page.colours["caret"],
        "ltr": page.colours["hit_current"].lighter(160 if dark else 100),
        "override": page.colours["warning"],
    }


def runs(cell: Cell) -> list[Run]:
    """The runs of a cell, kept with it."""
    if "xray" not in cell.painted:
        text, before = cell.block.text, max(0, cell.start - REACH)
        if cell.parts[0].hidden:
            text = ""
        elif len(_MARK.findall(text, before, cell.end)) > RUNS:
            before = cell.start
        levels = [
            each._replace(start=each.start + before, end=each.end + before)
            for each in stretches(text[before : cell.end], cell.style.rtl)
            if not _MARKS_ALONE.fullmatch(text, each.start + before, each.end + before)
        ]
        found = [run for part in cell.parts for run in _part_runs(part, levels)]
        cell.painted["xray"] = ([], found)
    return cell.painted["xray"][1]


def _part_runs(part: Part, levels: list[Stretch]) -> list[Run]:
    found: list[Run] = []
    for number in range(part.layout.lineCount()):
        line = part.layout.lineAt(number)
        first, last = part.line_range(number)
        for each in levels[bisect_right(levels, first, key=_end) :]:
            low, high = max(first, each.start), min(last, each.end)
            if low >= high or len(found) >= RUNS:
                break
            begin, end = part.units.utf16(low - part.start), part.units.utf16(high - part.start)
            here: list[Run] = []
            for run in line.glyphRuns(begin, end - begin):
                box, right = run.boundingRect(), run.isRightToLeft()
                where = QRectF(part.x + box.x(), part.y + line.y(), box.width(), line.height())
                here.append((where, right, run_level(each.level, right), each.override))
            found += _joined(here)
    return found


def _joined(found: list[Run]) -> list[Run]:
    """Runs that only another font or format sets apart, as one."""
    joined: list[Run] = []
    for run in sorted(found, key=_left):
        last = joined[-1] if joined else None
        alike = last is not None and last[1:] == run[1:]
        if last is not None and alike and run[0].left() - last[0].right() < SEAM_PX:
            joined[-1] = (last[0].united(run[0]), *last[1:])
        else:
            joined.append(run)
    return joined


def _end(stretch: Stretch) -> int:
    return stretch.end


def _left(run: Run) -> float:
    return run[0].left()


def paint_behind(painter: QPainter, placed: PlacedCell, page: PageStyle) -> None:
    """The tints of a cell, under its letters; a stroke below what is forced."""
    tints = colours(page)
    base = 1 if placed.cell.style.rtl else 0
    pitch = placed.cell.style.pitch
    for where, rtl, level, forced in runs(placed.cell):
        colour = QColor(tints["override" if forced else "rtl" if rtl else "ltr"])
        strength = FAINT + TINT_STEP * (level - base) + (0.1 if forced else 0.0)
        colour.setAlphaF(min(STRONGEST, strength))
        height = min(where.height(), pitch - 2)
        top = placed.y + where.center().y() - height / 2
        box = QRectF(placed.x + where.x() + 0.5, top, max(1.0, where.width() - 1), height)
        painter.fillRect(box, colour)
        if forced:
            painter.fillRect(QRectF(box.x(), box.bottom() - 2, box.width(), 2), tints["override"])


def paint_base(painter: QPainter, placed: PlacedCell, page: PageStyle) -> None:
    """The base direction of a paragraph: an arrow in the margin where its lines begin."""
    cell = placed.cell
    if cell.start:
        return
    rtl = cell.style.rtl
    size = max(4.0, page.gutter * 0.24)
    x = placed.x + cell.width + size + 6 if rtl else placed.x - size - 6
    y = placed.y + cell.parts[0].y + cell.style.pitch / 2
    tip = -size if rtl else size
    arrow = [QPointF(x + tip, y), QPointF(x - tip, y - size), QPointF(x - tip, y + size)]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours(page)["rtl" if rtl else "ltr"])
    painter.drawPolygon(QPolygonF(arrow))
    painter.restore()


def paint_legend(painter: QPainter, flow: Flow, mirrored: bool) -> None:
    """What the tints mean, in the lower corner where lines of the interface end."""
    page = flow.page
    words = {
        "rtl": tr("right to left"),
        "ltr": tr("left to right"),
        "override": tr("forced direction"),
    }
    font, pad, spot = QFont(), 8.0, 11.0
    bare = len(words) * (spot + pad * 2.2) + pad
    wanted = sum(map(QFontMetricsF(font).horizontalAdvance, words.values()))
    if wanted > (room := flow.width - 20 - bare):  # a narrow pane has smaller letters
        font.setPointSizeF(max(6.0, font.pointSizeF() * room / wanted))
    painter.setFont(font)
    metrics = QFontMetricsF(font)
    widths = {key: metrics.horizontalAdvance(text) for key, text in words.items()}
    width = sum(widths.values()) + bare
    height = metrics.height() + pad
    box = QRectF(flow.width - width - 10, flow.height - height - 8, width, height)
    if mirrored:
        box.moveLeft(10)
    painter.setPen(page.colours["rule"])
    painter.setBrush(page.colours["background"])
    painter.drawRect(box)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    at = pad
    for key, text in words.items():
        for size, low in ((spot, "spot"), (widths[key], "text")):
            x = box.right() - at - size if mirrored else box.left() + at
            if low == "spot":
                there = QRectF(x, box.center().y() - spot / 2, spot, spot)
                painter.fillRect(there, colours(page)[key])
            else:
                painter.setPen(page.colours["text"])
                middle = Qt.AlignmentFlag.AlignVCenter
                painter.drawText(QRectF(x, box.top(), size + 2, height), middle, text)
            at += size + (pad * 0.7 if low == "spot" else pad * 1.5)
