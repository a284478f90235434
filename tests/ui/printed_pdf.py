"""PDF files printed by Qt with the fonts of the program, every word in a colour of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from PySide6.QtCore import QMarginsF, QPointF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

PAGE_PT = 420, 595
MARGIN_PT = 40


def colour_of(word: int) -> tuple[int, int, int]:
    """Of the word of that number, up to 71. One part is none, so that no other colour is made of it
    where its edge is smoothed into the white."""
    one, two = 36 * (word % 6), 36 * (word // 6 % 6)
    return (one, two, 0) if word < 36 else (one, 0, two + 36)


def print_words(path: Path, paragraphs: list[str], family: str, rtl: bool, pages: int = 1) -> None:
    """Print paragraphs on each of the pages, in letters of 16 points.

    In a process of its own: what Qt writes of letters depends on what was set in a font before.
    """
    path.write_bytes(_printed(json.dumps([paragraphs, family, rtl, pages])))


@cache
def _printed(about: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "printed.pdf")
        command = [sys.executable, __file__, str(path)]
        subprocess.run(command, input=about, text=True, check=True)
        return path.read_bytes()


def _print(path: str, paragraphs: list[str], family: str, rtl: bool, pages: int) -> None:
    writer = QPdfWriter(path)
    writer.setPageSize(QPageSize(QSizeF(*PAGE_PT), QPageSize.Unit.Point))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setResolution(72)
    painter = QPainter(writer)
    for page in range(pages):
        if page:
            writer.newPage()
        y, word = float(MARGIN_PT), 0
        for text in paragraphs:
            y, word = _paragraph(painter, writer, text, family, rtl, y, word)
    painter.end()


def _paragraph(
    painter: QPainter, writer: QPdfWriter, text: str, family: str, rtl: bool, y: float, word: int
) -> tuple[float, int]:
    font = QFont(family)
    font.setPointSizeF(16)
    layout = QTextLayout(text, font, writer)
    option = QTextOption()
    direction = Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
    option.setTextDirection(direction)
    layout.setTextOption(option)
    ranges, at = [], 0
    for each in text.split(" "):
        form = QTextLayout.FormatRange()
        form.start, form.length, form.format = at, len(each), QTextCharFormat()
        form.format.setForeground(QColor(*colour_of(word)))
        ranges.append(form)
        at += len(each) + 1
        word += 1
    layout.setFormats(ranges)
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(PAGE_PT[0] - 2 * MARGIN_PT)
        line.setPosition(QPointF(0, height))
        height += line.height() * 1.3
    layout.endLayout()
    layout.draw(painter, QPointF(MARGIN_PT, y))
    return y + height + 14, word


if __name__ == "__main__":
    from PySide6.QtWidgets import QApplication

    from viewer import app as program

    application = QApplication([])
    program.load_fonts()
    _print(sys.argv[1], *json.load(sys.stdin))
