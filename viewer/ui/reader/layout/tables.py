"""Table rows: one cell of text a column, the first on the right when the row runs right to left.

`QTextTable` never mirrors its columns, whatever direction it is given; this does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtGui import QFontMetricsF

from viewer.core.text.document import Block
from viewer.ui.reader.layout.cells import Cell, CellStyle, Part


def table_cell(block: Block, style: CellStyle, width: float, columns: Sequence[float]) -> Cell:
    """A row of a table; the first cell stands on the right when the block runs right to left.

    `columns` are the pixels each column takes, gaps not counted.
    """
    parts, start, x = [], 0, 0.0
    gap = table_gap(style)
    for text, column in zip(block.text.split("\t"), columns, strict=False):
        part = Part(text, start, style, block.spans)
        part.lay_out(column)
        part.part_words()
        part.x = width - x - column if style.rtl else x
        part.y = gap / 3
        parts.append(part)
        start += len(text) + 1
        x += column + gap
    cell = Cell(block, parts, style, width)
    cell.height += gap / 3
    return cell


def table_gap(style: CellStyle) -> float:
    return style.font.pointSizeF() * 1.1


SMALLEST = 0.68
"""How small the letters of a crowded table become, as a share of those around it."""


def column_widths(
    rows: Iterable[Block], style: CellStyle, width: float
) -> tuple[list[float], float]:
    """Pixels for each column of a table: natural where there is room, else shrunk fairly.

    No column becomes narrower than its longest word while the words of all of them have room;
    where they have none, the second value says how much smaller the letters have to be.
    """
    natural: list[float] = []
    least: list[float] = []
    metrics, slack = QFontMetricsF(style.font), style.pitch / 8
    for block in rows:
        for i, text in enumerate(block.text.split("\t")):
            wide = Part(text, 0, style, ()).natural_width() + 2
            longest = sorted(text.split(), key=len)[-2:]
            word = max(map(metrics.horizontalAdvance, longest), default=0.0) + slack
            if i < len(natural):
                natural[i], least[i] = max(natural[i], wide), max(least[i], word)
            else:
                natural.append(wide)
                least.append(word)
    room = width - table_gap(style) * (len(natural) - 1)
    if sum(natural) <= room:
        return natural, 1.0
    scale = min(1.0, max(SMALLEST, room / max(1.0, sum(least))))
    natural, least = [n * scale for n in natural], [few * scale for few in least]
    if sum(least) <= room + 1:
        wanted = [max(0.0, n - few) for n, few in zip(natural, least, strict=True)]
        rest, total = max(0.0, room - sum(least)), sum(wanted) or 1.0
        shares = zip(least, wanted, strict=True)
        return [few + rest * more / total for few, more in shares], scale
    fair, found = room / max(1, len(natural)), [0.0] * len(natural)
    narrow = [i for i, wide in enumerate(natural) if wide <= fair]
    rest = room - sum(natural[i] for i in narrow)
    wide_sum = sum(wide for i, wide in enumerate(natural) if i not in narrow)
    for i, wide in enumerate(natural):
        found[i] = wide if i in narrow else max(24.0, rest * wide / wide_sum)
    return found, scale
