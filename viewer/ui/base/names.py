"""Names of files and texts of others, made safe to stand in a line of the interface."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

LONGEST_NAME_CODE_POINTS = 1000
"""Code points of a name that are shown. No file system has longer ones, but titles may be."""
JOINERS = "\u200c\u200d"
"""Non-joiner and joiner: Persian and Urdu are misspelled without them."""
_UNSEEN = dict.fromkeys(
    # soft hyphen, space without width and byte order mark; what turns the text round
    [0xAD, 0x200B, 0xFEFF, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)


@lru_cache(maxsize=1 << 16)
def shown_name(name: str) -> str:
    """A file's name or a title, safe on one line: no line ends, no marks that turn the text round,
    cut where it is a book."""
    if len(name) > LONGEST_NAME_CODE_POINTS:
        name = name[: LONGEST_NAME_CODE_POINTS - 1] + "…"
    if name.isprintable():  # as nearly all are: no mark that turns is, no half of a surrogate pair
        return name
    text = name.encode("utf-8", "replace").decode("utf-8").translate(_UNSEEN)
    return "".join(c if c.isprintable() or c in JOINERS else _stand_in(c) for c in text)


def _stand_in(letter: str) -> str:
    """What is shown for what cannot be: a space for one of another width, a sign for the rest."""
    return " " if unicodedata.category(letter) == "Zs" else "\u2423"


def sentence_of_window(text: str) -> str:
    """A sentence that runs as the window does, whatever name it begins with: Qt goes by the first
    strong letter, also where that is isolated."""
    rtl = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    mark = "\u200f" if rtl else "\u200e"
    return "\n".join(mark + line for line in text.split("\n"))


def isolated(text: str) -> str:
    """In Unicode isolates, so that `تقرير (2).txt` reads right in any surroundings."""
    return f"\u2068{text}\u2069"
