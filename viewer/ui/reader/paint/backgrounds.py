"""What stands behind the text of a block: bars beside quotes, grounds of code, rules of tables."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from viewer.ui.reader.layout.cells import Cell
from viewer.ui.reader.layout.page import PageStyle

BAR, HEADER = 3.0, 2.0
"""Thickness of a quote's bar and of the rule below the head of a table, in thin rules."""


def grounds(
    cell: Cell,
    page: PageStyle,
    height: float,
    first: bool = True,
    last: bool = True,
    thin: float = 1.0,
) -> Iterator[tuple[QRectF, QColor]]:
    """(rectangle from the upper left corner, colour) for a part of a cell of that height.

    `first`, `last`: the cell begins, ends with this part. `thin`: pixels of a thin rule.
    """
    rule, kind, rtl = page.colours["rule"], cell.block.kind, cell.style.rtl
    if kind == "quote":
        depth = max(1, cell.block.level)
        for level in range(depth):  # a bar for each quote that this one is in
            x = cell.style.indent * level / depth
            left = cell.width - x - BAR * thin if rtl else x
            yield QRectF(left, 0, BAR * thin, height), rule
    elif kind == "code":
        soft = QColor(rule)
        soft.setAlphaF(0.35)
        above, below = (page.gap / 2 if edge else 0.0 for edge in (first, last))
        yield QRectF(0, -above, cell.width, height + above + below), soft
    elif kind == "table" and last:
        thick = thin * (HEADER if cell.block.level else 1.0)
        yield QRectF(0, height + page.gap / 2, cell.width, thick), rule
