"""What makes a line full beside its spaces: words that are parted, and Arabic letters drawn out."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtGui import QFont, QFontMetricsF

from viewer.core.language.kashida import TATWEEL, kashida_place
from viewer.core.language.late_pattern import late_pattern
from viewer.ui.reader.layout.line_breaks import LineWord

HYPHEN = "-"
DRAWN_OUT = 0.8
"""Share of what is left of a line that kashidas may take; the rest goes to the spaces."""
LONGEST_KASHIDA = 3
"""Tatweels in one word."""
_SAMPLE = {True: "هذا نص عربي للقياس", False: "this is an English text"}
_LETTERS = late_pattern(r"[^\W\d_]+")
SHORTEST_PARTED = 5
"""Letters of the shortest word that is parted."""

Points = Callable[[str], Sequence[int]]


def parted(
    words: Sequence[LineWord], texts: Sequence[str], points: Points, metrics: QFontMetricsF
) -> list[LineWord]:
    """The words of a paragraph, those that may be parted in pieces; never the last one.

    `texts`: what each word says. The pieces are together as wide as the word.
    """
    hyphen, found = metrics.horizontalAdvance(HYPHEN), list[LineWord]()
    for number, (word, text) in enumerate(zip(words, texts, strict=True)):
        cuts = _cuts(text, points) if number + 1 < len(words) else []
        if not cuts:
            found.append(word)
            continue
        bounds = [0, *cuts, len(text)]
        wide = [metrics.horizontalAdvance(text[a:b]) for a, b in itertools.pairwise(bounds)]
        scale = word.width / max(1.0, sum(wide))
        for at, (cut, width) in enumerate(zip(bounds, wide, strict=False)):
            end = at + 1 == len(wide)
            space, mark = word.space if at == 0 else 0.0, 0.0 if end else hyphen
            found.append(LineWord(word.start + cut, width * scale, space, mark))
    return found


def _cuts(text: str, points: Points) -> list[int]:
    """Where a word may be parted: one run of small letters, perhaps with a capital first."""
    runs = list(_LETTERS.finditer(text))
    if len(runs) != 1 or len(runs[0][0]) < SHORTEST_PARTED or not runs[0][0][1:].islower():
        return []
    return [runs[0].start() + at for at in points(runs[0][0])]


def drawn_out(texts: Sequence[str], slack: float, tatweel: float) -> dict[int, tuple[int, int]]:
    """Which words of a line are drawn out: number of the word -> (code point, tatweels).

    `slack`: pixels that are left; `tatweel`: pixels of one. The best places first, and each word
    once before any twice.
    """
    wanted = int(slack * DRAWN_OUT // tatweel) if tatweel >= 1 else 0
    places = [(*place, n) for n, text in enumerate(texts) if (place := kashida_place(text))]
    found: dict[int, tuple[int, int]] = {}
    for again in range(LONGEST_KASHIDA):
        for _, at, number in sorted(places):
            if wanted <= 0:
                return found
            found[number] = at, again + 1
            wanted -= 1
    return found


class Measures(NamedTuple):
    """What is asked of a font for each paragraph, pixels: an average letter, a space, a tatweel."""

    letter: float
    space: float
    tatweel: float


def measures(font: QFont, rtl: bool) -> Measures:
    """Those of a font; asked once, because text that may fall back on another font is shaped."""
    return _measures(tuple(font.families()), font.pointSizeF(), font.bold(), font.italic(), rtl)


@lru_cache(maxsize=64)
def _measures(
    families: tuple[str, ...], points: float, bold: bool, italic: bool, rtl: bool
) -> Measures:
    font = QFont(list(families))
    font.setPointSizeF(points)
    font.setBold(bold)
    font.setItalic(italic)
    metrics, sample = QFontMetricsF(font), _SAMPLE[rtl]
    letter = metrics.horizontalAdvance(sample) / len(sample)
    tatweel = tatweel_width(metrics) if rtl else 0.0
    return Measures(letter, metrics.horizontalAdvance(" "), tatweel)


def tatweel_width(metrics: QFontMetricsF) -> float:
    """Pixels by which one more tatweel lengthens a word; 0 where the font has none."""
    if not metrics.inFontUcs4(ord(TATWEEL)):
        return 0.0
    two, three = (metrics.horizontalAdvance("ب" + TATWEEL * n + "ب") for n in (2, 3))
    return three - two
