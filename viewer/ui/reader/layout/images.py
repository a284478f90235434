"""Pictures in a cell: above their caption, or below the paragraph that they are in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from viewer.ui.reader.layout.cells import Cell
from viewer.ui.reader.layout.spans import IMAGE_SIGN


def add_pictures(cell: Cell, found: Sequence[tuple[QImage, float, float]], gap: float) -> None:
    """Give a cell its pictures, each of so many pixels (width, height), `gap` between them."""
    figure = cell.block.kind == "image"
    y = 0.0 if figure else cell.height + gap
    for image, width, height in found:
        left = (cell.width - width) / 2
        if not figure:
            left = cell.width - width if cell.style.rtl else 0.0
        cell.pictures.append((image, QRectF(left, y, width, height)))
        y += height + gap
    if figure:
        for part in cell.parts:
            part.y += y
        cell.height = y + cell.height if cell.block.text.strip(IMAGE_SIGN) else y - gap
    else:
        cell.height = y - gap
