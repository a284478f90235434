"""What a PDF page draws as text, object by object: in which order, and what the file says it is."""

from __future__ import annotations

import ctypes
from functools import cached_property
from typing import Any, NamedTuple

_OBJECTS = 20_000  # of a page; those beyond are left out
_MARKED = 64  # code units of the text that a file gives a glyph


class Ink(NamedTuple):
    """What is drawn without characters, its edges, and the text that the file gives it.

    `mark`: what tells its text apart from equal ones, None without one. `after`: the index of a
    character that is drawn before it.
    """

    left: float
    right: float
    bottom: float
    top: float
    text: str
    mark: int | None
    after: int

    def beside(self, baseline: float, size: float) -> bool:
        """Whether it stands in the line on that baseline."""
        return self.bottom < baseline + size and self.top > baseline


class PageObjects:
    """The text objects of one page, which has so many characters."""

    def __init__(self, textpage: Any, characters: int) -> None:
        import pypdfium2.raw as raw

        self._raw, self._page, self._count = raw, textpage, characters
        self._fonts: dict[int | None, int | None] = {}

    def run(self, drawn: Any) -> tuple[int | None, int | None]:
        """Return the number of an object in the order of the file, and what tells its font."""
        found = address(drawn)
        if found is not None and found not in self._fonts:
            self._fonts[found] = address(self._raw.FPDFTextObj_GetFont(drawn))
        return self._numbers.get(found), self._fonts.get(found)

    def marked(self, drawn: Any) -> tuple[str, int | None]:
        """Return the text that the file says itself an object stands for (`ActualText`), if any.

        And what tells that text apart from others: objects that stand for it together share it.
        """
        size = ctypes.c_ulong()
        for at in range(self._raw.FPDFPageObj_CountMarks(drawn)):
            mark = self._raw.FPDFPageObj_GetMark(drawn, at)
            buffer = (ctypes.c_ushort * _MARKED)()
            told = self._raw.FPDFPageObjMark_GetParamStringValue(
                mark, b"ActualText", buffer, ctypes.sizeof(buffer), ctypes.byref(size)
            )
            if told and 2 < size.value <= ctypes.sizeof(buffer):
                text = bytes(buffer)[: size.value - 2].decode("utf-16-le", "replace")
                return _utf16(text), address(mark)
        return "", None

    @cached_property
    def silent(self) -> list[Ink]:
        """What text is drawn without characters of its own, from the left.

        A ligature and its mark may share one text, which pdfium gives to the mark alone.
        """
        numbers = [ctypes.c_float() for _ in range(4)]
        found: list[Ink] = []
        after = 0
        for drawn in self._drawn:
            if (said := self._telling.get(address(drawn))) is not None:
                after = said[0]
            elif self._raw.FPDFPageObj_GetBounds(drawn, *numbers):
                left, bottom, right, top = (number.value for number in numbers)
                if right > left or top == bottom:
                    found.append(Ink(left, right, bottom, top, *self.marked(drawn), after))
        return sorted(found, key=lambda ink: ink.left)

    @cached_property
    def parts(self) -> dict[int | None, list[Ink]]:
        """The same by the text of the file that it is a part of."""
        found: dict[int | None, list[Ink]] = {}
        for ink in self.silent:
            if ink.mark is not None:
                found.setdefault(ink.mark, []).append(ink)
        return found

    @cached_property
    def left_out(self) -> dict[int, list[Ink]]:
        """What stands for a text that pdfium gives for no character of the page, by `after`."""
        found: dict[int, list[Ink]] = {}
        if self.parts:
            told = {self.marked(drawn)[1] for _, drawn in self._telling.values() if drawn}
            for mark, (ink, *_) in self.parts.items():
                if mark not in told and ink.text.strip() and ink.top > ink.bottom:
                    found.setdefault(ink.after, []).append(ink)
        return found

    @cached_property
    def _drawn(self) -> list[Any]:
        """The text objects in the order of the file."""
        raw, page = self._raw, self._page.page
        count = min(raw.FPDFPage_CountObjects(page), _OBJECTS)
        drawn = (raw.FPDFPage_GetObject(page, at) for at in range(count))
        return [each for each in drawn if raw.FPDFPageObj_GetType(each) == raw.FPDF_PAGEOBJ_TEXT]

    @cached_property
    def _numbers(self) -> dict[int | None, int]:
        return {address(drawn): at for at, drawn in enumerate(self._drawn)}

    @cached_property
    def _telling(self) -> dict[int | None, tuple[int, Any]]:
        """The last character of each object that has some, and the object, by its address."""
        found: dict[int | None, tuple[int, Any]] = {}
        for at in range(self._count):
            drawn = self._raw.FPDFText_GetTextObject(self._page, at)
            found[address(drawn)] = at, drawn
        return found


def address(drawn: Any) -> int | None:
    """What tells the objects of a page apart; None for none."""
    return ctypes.addressof(drawn.contents) if drawn else None


def _utf16(text: str) -> str:
    """Return a text whose bytes pdfium took for letters, as it was meant."""
    try:
        return text.encode("latin-1").decode("utf-16-be").removeprefix("\ufeff")
    except UnicodeError:
        return text
