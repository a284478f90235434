"""The lines of a PDF page, each with its text in the order of reading and its place."""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from viewer.core.parsing.pdf.visual_order import (
    Glyph,
    balance,
    has_rtl,
    letters,
    ligature,
    mirrored,
    paired,
    plain_letters,
    read_line,
)

CHARACTERS = 200_000
"""Of one page, those beyond are left out."""

_HYPHEN = "\x02"  # what pdfium writes for a hyphen that divides a word


@dataclass(slots=True)
class Line:
    """A line: its edges and baseline in points from the lower left corner, and its letters' size.

    `hyphen`: a word goes on in the next line. `rtl`: it is read from the right.
    """

    text: str
    left: float
    right: float
    bottom: float
    size: float
    rtl: bool = False
    hyphen: bool = False


class Reader:
    """Reads pages of one document, and learns how its brackets are written."""

    def __init__(self) -> None:
        import pypdfium2.raw as raw

        self._raw = raw
        self._turned = 0

    def lines(self, textpage: Any) -> list[Line]:
        """The lines of a page in the order of the file."""
        count = min(self._raw.FPDFText_CountChars(textpage), CHARACTERS)
        if count <= 0:
            return []
        text = self._characters(textpage, count)
        right_to_left, left_to_right = letters(text)
        rtl_page = right_to_left > left_to_right
        found = []
        for piece in self._pieces(textpage, text):
            line = self._line(textpage, text, piece, rtl_page)
            if line is not None:
                found.append(line)
        return found

    def _pieces(self, textpage: Any, text: str) -> Iterator[list[int]]:
        """The characters of each line. Pieces on one baseline that pdfium took apart are one."""
        if not has_rtl(text):
            yield from (list(range(start, end)) for start, end in _spans(text))
            return
        waiting: list[int] = []
        level = 0.0
        for start, end in _spans(text):
            piece = list(range(start, end))
            letter = next((at for at in piece if _is_base(text[at])), None)
            if letter is None:
                waiting += piece
                continue
            here = self._baseline(textpage, letter)
            if waiting and abs(here - level) > 0.15 * self._size(textpage, letter):
                yield waiting
                waiting = []
            level = here
            waiting += piece
        if waiting:
            yield waiting

    def _baseline(self, textpage: Any, at: int) -> float:
        x, y = ctypes.c_double(), ctypes.c_double()
        self._raw.FPDFText_GetCharOrigin(textpage, at, x, y)
        return y.value

    def _characters(self, textpage: Any, count: int) -> str:
        """One character for each index: a surrogate pair or a missing one must not shift them."""
        buffer = (ctypes.c_ushort * (count + 1))()
        written = self._raw.FPDFText_GetText(textpage, 0, count, buffer)
        if written == count + 1:
            text = bytes(buffer)[: 2 * count].decode("utf-16-le", "replace")
            if len(text) == count:
                return text.replace("\ufffe", _HYPHEN)
        code = self._raw.FPDFText_GetUnicode
        return "".join(_letter(code(textpage, index)) for index in range(count))

    def _line(self, textpage: Any, text: str, piece: list[int], rtl_page: bool) -> Line | None:
        raw = "".join(text[at] for at in piece)
        hyphen = raw.rstrip().endswith((_HYPHEN, "\u00ad"))
        shown = [at for at in piece if not text[at].isspace()]
        if not shown:
            return None
        size = self._size(textpage, shown[len(shown) // 2])
        if not has_rtl(raw):
            first, last = (self._box(textpage, shown[at]) for at in (0, -1))
            left, right = min(first[0], last[0]), max(first[1], last[1])
            bottom = self._baseline(textpage, shown[0])
            plain = " ".join(raw.replace(_HYPHEN, "").replace("\u00ad", "").split())
            return Line(plain, left, right, bottom, size, hyphen=hyphen) if plain else None
        glyphs = self._glyphs(textpage, text, piece)
        rtl_letters, ltr_letters = letters(raw)
        rtl = rtl_page or rtl_letters > ltr_letters
        plain = plain_letters(self._mended(read_line(glyphs, size, rtl), rtl))
        left, right = min(g.left for g in glyphs), max(g.right for g in glyphs)
        base = next((at for at in shown if _is_base(text[at])), shown[0])
        bottom = self._baseline(textpage, base)
        return Line(plain, left, right, bottom, size, rtl)

    def _mended(self, text: str, rtl: bool) -> str:
        """The brackets as they are meant: by those of the line, else as in the lines before."""
        score = balance(text)
        self._turned += (score < 0) - (score > 0)
        if rtl and (score < 0 or (score == 0 and self._turned > 0)):
            text = mirrored(text)
        return paired(text) if rtl else text

    def _glyphs(self, textpage: Any, text: str, piece: list[int]) -> list[Glyph]:
        glyphs: list[Glyph] = []
        begun: tuple[float, float, float] | None = None
        rectangle = self._raw.FS_RECTF()
        where, place = self._raw.FPDFText_GetLooseCharBox, ctypes.byref(rectangle)
        for at in piece:
            letter = text[at]
            if letter in (_HYPHEN, "\u00ad"):
                continue
            where(textpage, at, place)
            box = rectangle.left, rectangle.right, rectangle.bottom
            if box == begun and not letter.isspace() and glyphs[-1].text.strip():
                glyphs[-1].text += letter
            else:
                glyphs.append(Glyph(letter, box[0], box[1]))
            begun = box
        for glyph in glyphs:
            if len(glyph.text) > 1 and has_rtl(glyph.text):
                glyph.text = ligature(glyph.text)
        return glyphs

    def _box(self, textpage: Any, at: int) -> tuple[float, float, float]:
        """Left, right and lower edge of the cell of a character."""
        box = self._raw.FS_RECTF()
        self._raw.FPDFText_GetLooseCharBox(textpage, at, box)
        return box.left, box.right, box.bottom

    def _size(self, textpage: Any, at: int) -> float:
        matrix = self._raw.FS_MATRIX()
        size = self._raw.FPDFText_GetFontSize(textpage, at)
        if self._raw.FPDFText_GetMatrix(textpage, at, matrix):
            size *= (matrix.c**2 + matrix.d**2) ** 0.5
        return min(max(size, 1.0), 1000.0)


def _is_base(letter: str) -> bool:
    return not letter.isspace() and not unicodedata.combining(letter)


def _letter(code: int) -> str:
    if code in (0xFFFE, 0xFFFF):
        return _HYPHEN
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def _spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(text):
        ends = [at for mark in "\r\n" if (at := text.find(mark, start)) >= 0]
        end = min(ends, default=len(text))
        if end > start:
            yield start, end
        start = end + 1
