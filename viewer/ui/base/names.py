"""Names of files and texts of others, made safe to stand in a line of the interface."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

LONGEST_NAME_CODE_POINTS = 1000
"""Code points of a name that are shown. No file system has longer ones, but titles may be."""


@lru_cache(maxsize=1 << 16)
def shown_name(name: str) -> str:
    """A file's name or a title, safe on one line: no line ends, no marks that turn the text round,
    cut where it is a book."""
    if len(name) > LONGEST_NAME_CODE_POINTS:
        name = name[: LONGEST_NAME_CODE_POINTS - 1] + "…"
    hidden = dict.fromkeys((8234, 8235, 8236, 8237, 8238, 8294, 8295, 8296))
    hidden |= {0x2069: None, 0x200E: None, 0x200F: None}
    text = name.encode("utf-8", "replace").decode("utf-8").translate(hidden)
    return "".join(c if c.isprintable() else "\u2423" for c in text)


def sentence_of_window(text: str) -> str:
    """A sentence that runs as the window does, whatever name it begins with: Qt goes by the first
    strong letter, also where that is isolated."""
    rtl = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    mark = "\u200f" if rtl else "\u200e"
    return "\n".join(mark + line for line in text.split("\n"))


def isolated(text: str) -> str:
    """In Unicode isolates, so that `تقرير (2).txt` reads right in any surroundings."""
    return f"\u2068{text}\u2069"
