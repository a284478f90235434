"""The text that was read off the picture of a page: words, where they stand, how sure they are."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

DOUBTFUL_PERCENT = 60.0
"""Confidence below which a word is doubtful."""
SURE_PERCENT = 100.0
"""Confidence of what a person wrote."""
MOST_WORDS = 100_000
"""Of one page."""
_WORD_LENGTH = 400
_LONG = 4  # letters of a word that is wider than it is high
_TURNS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
"""What tesseract writes around words of the other direction; the order of the words says it."""

WordBox = tuple[float, float, float, float]
"""Left, top, right and bottom, pixels of the picture that was read."""


class ScanWord(NamedTuple):
    """A word; `confidence` in percent. `read`: what stood here before somebody corrected it."""

    text: str
    box: WordBox
    confidence: float
    read: str | None = None

    @property
    def is_doubtful(self) -> bool:
        return self.confidence < DOUBTFUL_PERCENT


@dataclass(slots=True)
class ScanLine:
    """Words in the order of reading, one space between them."""

    words: list[ScanWord] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words if word.text)

    def placed(self) -> Iterator[tuple[int, ScanWord]]:
        """Yield each word that shows something with where it begins in the text, code points."""
        at = 0
        for word in self.words:
            if word.text:
                yield at, word
                at += len(word.text) + 1

    def boxes(self) -> list[WordBox]:
        """The box of each letter of the text; a word is shared out evenly among its letters."""
        made: list[WordBox] = []
        before: WordBox | None = None
        for _, word in self.placed():
            if before is not None:
                made.append(_between(before, word.box))
            made += _letters(word)
            before = word.box
        return made


def _between(one: WordBox, two: WordBox) -> WordBox:
    """The room between two words, that of a space; nothing where they stand apart or touch."""
    left, right = min(one[2], two[2]), max(one[0], two[0])
    high = max(one[3] - one[1], two[3] - two[1])
    if not left < right < left + 3 * high:
        return one[0], one[1], one[0], one[3]
    return left, min(one[1], two[1]), right, max(one[3], two[3])


def _letters(word: ScanWord) -> Iterator[WordBox]:
    """Yield the boxes of the letters of a word; a mark has that of the letter it stands on."""
    left, top, right, bottom = word.box
    bases = [not unicodedata.combining(letter) for letter in word.text]
    count, at = max(1, sum(bases)), -1
    step, rtl = (right - left) / count, is_rtl(word.text)
    for base in bases:
        at = min(count - 1, max(0, at + base))
        begin = right - (at + 1) * step if rtl else left + at * step
        yield begin, top, begin + step, bottom


def is_rtl(text: str) -> bool:
    """Whether a text is read from the right: its first letter with a direction is."""
    kinds = (unicodedata.bidirectional(letter) for letter in text)
    return next((kind != "L" for kind in kinds if kind in ("L", "R", "AL")), False)


@dataclass(slots=True)
class PageText:
    """What was read on a page of `size` pixels; `paragraphs` hold lines.

    `turned`: by how many quarters, against the clock, the picture of the page was turned; `size`
    and boxes are those of the picture upright.
    `engine`: the program that read it, and its version; `languages`: as it calls them, with `+`.
    """

    size: tuple[int, int]
    engine: str
    languages: str
    paragraphs: list[list[ScanLine]] = field(default_factory=list)
    turned: int = 0

    def lines(self) -> Iterator[ScanLine]:
        """Yield the lines that show something, in the order of reading."""
        return (line for lines in self.paragraphs for line in lines if line.text)

    def words(self) -> Iterator[ScanWord]:
        return (word for lines in self.paragraphs for line in lines for word in line.words)

    def line_height(self) -> float:
        """Pixels that a line is high, its highest and lowest letter included; 0 without lines."""
        from statistics import median  # here: not part of the start

        boxes = [[word.box for word in line.words] for line in self.lines()]
        heights = [max(b[3] for b in line) - min(b[1] for b in line) for line in boxes]
        return median(heights) if heights else 0.0

    def sureness(self) -> tuple[float, float]:
        """How sure a letter is on average, percent, and how much all are together."""
        words = [(word.confidence, len(word.text)) for word in self.words()]
        sure = sum(confidence * length for confidence, length in words)
        return sure / max(1, sum(length for _, length in words)), sure

    def stands(self) -> bool:
        """Whether its words stand one beside the other, as in a picture that is upright."""
        boxes = [word.box for word in self.words() if len(word.text) >= _LONG]
        high = sum(box[3] - box[1] > box[2] - box[0] for box in boxes)
        return high * 2 <= len(boxes)

    def on_page(self, box: WordBox) -> WordBox:
        """Return where a box is on the picture as it is, in shares of its width and height."""
        left, top, right, bottom = share_of(box, self.size)
        return {
            0: (left, top, right, bottom),
            1: (top, 1 - right, bottom, 1 - left),
            2: (1 - right, 1 - bottom, 1 - left, 1 - top),
            3: (1 - bottom, left, 1 - top, right),
        }[self.turned]

    def scaled(self, size: tuple[int, int]) -> PageText:
        """The same on a picture of the page of that size."""
        across, down = size[0] / self.size[0], size[1] / self.size[1]
        made = PageText(size, self.engine, self.languages)
        for lines in self.paragraphs:
            scaled = [ScanLine([_scaled(w, across, down) for w in line.words]) for line in lines]
            made.paragraphs.append(scaled)
        return made

    def as_json(self) -> dict[str, Any]:
        return {
            "hashiya:version": 1,
            "engine": self.engine,
            "languages": self.languages,
            "size": list(self.size),
            "turned": self.turned,
            "paragraphs": [
                [
                    [[w.text, *(round(side) for side in w.box), round(w.confidence)] for w in words]
                    for words in (line.words for line in lines)
                ]
                for lines in self.paragraphs
            ],
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> PageText:
        """The way back. Raises KeyError, TypeError or ValueError on other data."""
        width, height = (int(side) for side in data["size"])
        if width < 1 or height < 1:
            raise ValueError("size")
        turned = int(data.get("turned", 0)) % 4
        made = cls((width, height), str(data["engine"]), str(data["languages"]), turned=turned)
        for lines in data["paragraphs"]:
            made.paragraphs.append([ScanLine([_word(each) for each in line]) for line in lines])
        return made


def share_of(box: WordBox, size: tuple[int, int]) -> WordBox:
    """A box of a picture of that size, in shares of its width and height."""
    return box[0] / size[0], box[1] / size[1], box[2] / size[0], box[3] / size[1]


def _scaled(word: ScanWord, across: float, down: float) -> ScanWord:
    left, top, right, bottom = word.box
    return word._replace(box=(left * across, top * down, right * across, bottom * down))


def _word(data: list[Any]) -> ScanWord:
    text, *sides, confidence = data
    left, top, right, bottom = (float(side) for side in sides)
    numbers = left, top, right, bottom, float(confidence)
    if not isinstance(text, str) or not all(map(math.isfinite, numbers)):
        raise ValueError("word")
    return ScanWord(cleaned(text), numbers[:4], numbers[4])


def cleaned(text: str) -> str:
    """A word without what turns its direction, controls and spaces at its ends."""
    shown = " ".join(_TURNS.sub("", text).split())
    kept = (each for each in shown if unicodedata.category(each) not in _UNSEEN)
    return "".join(kept).strip()[:_WORD_LENGTH]


_UNSEEN = ("Cc", "Cs", "Co", "Cn", "Zl", "Zp")

_BLOCK, _PARAGRAPH, _LINE, _WORD = 2, 3, 4, 5


def from_tsv(text: str, size: tuple[int, int], engine: str, languages: str) -> PageText:
    """What tesseract's TSV says of a page: its words in logical order, line by line.

    Its columns are level, page, block, paragraph, line, word, left, top, width, height, confidence
    and text (tesseract(1), `tsv`). Raises ValueError where it is no such table.
    """
    rows = text.replace("\r\n", "\n").split("\n")
    if not rows or not rows[0].startswith("level\tpage_num\t"):
        raise ValueError("no TSV")
    made = PageText(size, engine, languages)
    count = 0
    for row in rows[1:]:
        cells = row.split("\t", 11)
        if len(cells) < 11:
            continue
        level = int(cells[0])
        if level == _PARAGRAPH:
            made.paragraphs.append([])
        elif level == _LINE:
            made.paragraphs[-1].append(ScanLine())
        elif level == _WORD and len(cells) == 12 and (word := cleaned(cells[11])):
            left, top, width, height = (float(cell) for cell in cells[6:10])
            box = left, top, left + width, top + height
            made.paragraphs[-1][-1].words.append(ScanWord(word, box, float(cells[10])))
            count += 1
            if count >= MOST_WORDS:
                break
    made.paragraphs = [
        kept for lines in made.paragraphs if (kept := [line for line in lines if line.words])
    ]
    return made
