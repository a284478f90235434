"""The characters of a PDF page as pdfium gives them: what they are, and where they are drawn."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from viewer.core.parsing.pdf.brackets import kept_by_pdfium
from viewer.core.parsing.pdf.page_objects import PageObjects, address
from viewer.core.parsing.pdf.visual_order import FILLER, Glyph, has_rtl, is_ligature, ligature, word

CHARACTERS = 200_000
"""Of one page, those beyond are left out."""

HYPHEN = "\x02"
"""What pdfium writes for a hyphen that divides a word."""

_DIVIDERS = (HYPHEN, "\u00ad")
_BLANK = re.compile("[ \r\n]")
_NEXT_LINE = 0.8  # of the size of letters: baselines farther apart are two lines
_NEXT_LINE_FAR, _FAR_ASIDE = 0.4, 5.0  # the same, where the next letter stands so far to a side
_JOINT_PT = 0.02  # up to which two edges are one
_CONTROLS = "\t\n\x0b\x0c\r"
_BESIDE = 0.3  # of the size of letters: as near as the letters of a word
UNTOLD = "\ufffd"
"""Of a glyph that the file has no letter for."""

_UNKNOWN = "\x1b"  # what has no letter in the file
_SEPARATORS = re.compile("[\x1c-\x1f]")  # so do these, which are blank for `str.isspace`
_SPACE_WIDTH = 0.1  # of the size of letters: narrower than any space
_FLAT = 0.25  # of the size of letters: the height of a kashida
_MARK = 0.45  # the same, above the baseline, over which there is only a mark
_NEAR = 4  # glyphs before, among which a repeated one may be


class _Cell(NamedTuple):
    """A character, its left and right edge, where its glyph begins, and its index."""

    letter: str
    left: float
    right: float
    origin: float
    at: int


class Characters:
    """The characters of one page; places and sizes in points from its lower left corner."""

    def __init__(self, textpage: Any) -> None:
        import pypdfium2.raw as raw

        self._raw = raw
        self._page = textpage
        self._box = raw.FS_RECTF()
        self._matrix = raw.FS_MATRIX()
        self._invisible: dict[int | None, bool] = {}
        self._origins: dict[int, tuple[float, float]] = {}
        self._sizes: dict[int, float] = {}
        self._edges: dict[int, tuple[float, float]] = {}
        self.text = self._read(min(raw.FPDFText_CountChars(textpage), CHARACTERS))
        self._objects = PageObjects(textpage, len(self.text))

    def _read(self, count: int) -> str:
        """Return one character for each index: a surrogate pair or a missing one is one too."""
        if count <= 0:
            return ""
        buffer = (ctypes.c_ushort * (count + 1))()
        written = self._raw.FPDFText_GetText(self._page, 0, count, buffer)
        if written == count + 1:
            text = bytes(buffer)[: 2 * count].decode("utf-16-le", "replace")
            if len(text) == count:
                return _SEPARATORS.sub(_UNKNOWN, text.replace("\ufffe", HYPHEN))
        code = self._raw.FPDFText_GetUnicode
        return "".join(_letter(code(self._page, index)) for index in range(count))

    @cached_property
    def _kept(self) -> set[int]:
        """The brackets that pdfium did not turn round."""
        spans = ((start, self.text[start:end]) for start, end in self.spans())
        return {start + at for start, text in spans for at in kept_by_pdfium(text)}

    def _says_nothing(self, at: int, baseline: float) -> bool:
        """Whether nothing is drawn of it, the line that lengthens a word (kashida), or a mark."""
        _, _, bottom, top = self.ink(at)
        size = self.size(at)
        flat = top - bottom < _FLAT * size and abs(bottom - baseline) < _FLAT * size
        return top <= bottom or flat or bottom > baseline + _MARK * size

    def spans(self) -> Iterator[tuple[int, int]]:
        """Yield the stretches between the line ends that pdfium found, and those it passed over."""
        start = 0
        for match in _BLANK.finditer(self.text):
            at = match.start()
            if match[0] in "\r\n" or self._is_line_end(at):
                if at > start:
                    yield start, at
                start = at + 1
        if start < len(self.text):
            yield start, len(self.text)

    def _is_line_end(self, blank: int) -> bool:
        """Whether what comes after a blank stands in another line of a page that is not turned."""
        if not 0 < blank < len(self.text) - 1:
            return False
        before, after = blank - 1, blank + 1
        if self.text[before].isspace() or self.text[after].isspace():
            return False
        away = abs(self.baseline(before) - self.baseline(after))
        size = max(self.size(before), self.size(after))
        far = abs(self._origin(before)[0] - self._origin(after)[0]) > _FAR_ASIDE * size
        if away < (_NEXT_LINE_FAR if far else _NEXT_LINE) * size:
            return False
        self._raw.FPDFText_GetMatrix(self._page, before, self._matrix)
        return abs(self._matrix.b) < abs(self._matrix.a)

    def goes_back(self, piece: list[int]) -> bool:
        """Whether a word of it is drawn left of the one before, or a space elsewhere: letters that
        a font lacks are drawn in another one, after all others."""
        text = self.text
        return any(
            self._origin(at + 1)[0] < self._origin(at - 1)[0] or self._is_astray(at)
            for at in piece[1:-1]
            if text[at] == " " and not (text[at - 1].isspace() or text[at + 1].isspace())
        )

    def _is_astray(self, space: int) -> bool:
        """Whether a space that the file draws stands far from the letters before and after it."""
        before, here, after = (self._origin(at)[0] for at in (space - 1, space, space + 1))
        room = self.size(space - 1)
        astray = not before - room < here < after + room
        return astray and self._raw.FPDFText_IsGenerated(self._page, space) == 0

    def shown(self, piece: list[int]) -> list[int]:
        """Return those that are not blank."""
        return [at for at in piece if not self.text[at].isspace()]

    def base(self, piece: list[int]) -> int | None:
        """Return the first one that is neither blank nor a mark."""
        text = self.text
        bases = (a for a in piece if not text[a].isspace() and not unicodedata.combining(text[a]))
        return next(bases, None)

    def bases(self, piece: list[int]) -> list[int]:
        """Return those that are neither blank nor marks."""
        text = self.text
        return [a for a in piece if not text[a].isspace() and not unicodedata.combining(text[a])]

    def baseline(self, at: int) -> float:
        return self._origin(at)[1]

    def _origin(self, at: int) -> tuple[float, float]:
        if (found := self._origins.get(at)) is None:
            x, y = ctypes.c_double(), ctypes.c_double()
            self._raw.FPDFText_GetCharOrigin(self._page, at, x, y)
            found = self._origins[at] = x.value, y.value
        return found

    def edges(self, at: int) -> tuple[float, float]:
        """Return the left and right edge of its cell."""
        if (found := self._edges.get(at)) is None:
            self._raw.FPDFText_GetLooseCharBox(self._page, at, ctypes.byref(self._box))
            found = self._edges[at] = self._box.left, self._box.right
        return found

    def ink(self, at: int) -> tuple[float, float, float, float]:
        """Return the left and right edge of what is drawn of it, its bottom and its top."""
        sides = [ctypes.c_double() for _ in range(4)]
        self._raw.FPDFText_GetCharBox(self._page, at, *sides)
        left, right, bottom, top = (side.value for side in sides)
        return left, right, bottom, top

    def extent(self, piece: list[int]) -> tuple[float, float]:
        """Return the left and right edge of all of them."""
        edges = [self.edges(at) for at in self.shown(piece)] or [(0.0, 0.0)]
        return min(left for left, _ in edges), max(right for _, right in edges)

    def size(self, at: int) -> float:
        """Return the size of the letter, at least one point."""
        if (known := self._sizes.get(at)) is not None:
            return known
        size = self._raw.FPDFText_GetFontSize(self._page, at)
        if self._raw.FPDFText_GetMatrix(self._page, at, self._matrix):
            size *= (self._matrix.c**2 + self._matrix.d**2) ** 0.5
        self._sizes[at] = size = min(max(size, 1.0), 1000.0)
        return size

    def glyphs(self, piece: list[int]) -> list[Glyph]:
        """Return what is drawn at each place: ligatures and words of scanned pages are one."""
        groups: dict[tuple[Any, ...], list[_Cell]] = {}
        words: dict[tuple[Any, ...], tuple[bool, list[_Cell]]] = {}
        blanks = 0
        for at in piece:
            letter = self.text[at]
            if letter in _DIVIDERS:
                continue
            left, right = self.edges(at)
            x, y = self._origin(at)
            if letter in _CONTROLS and self._is_untold(at):
                letter = _UNKNOWN
            if letter < " " and not letter.isspace() and self._says_nothing(at, y):
                letter = FILLER
            cell = _Cell(letter, left, right, x, at)
            if letter.isspace():
                blanks += 1
                groups[(at,)] = [cell]
                continue
            drawn = self._raw.FPDFText_GetTextObject(self._page, at)
            number = address(drawn)
            matrix = self._scanned(drawn, number, at)
            if matrix:
                words.setdefault((blanks, *matrix), (matrix[0] < 0, []))[1].append(cell)
            else:
                groups.setdefault((number, round(x, 2), round(y, 2)), []).append(cell)
        joined = [self._joined(cells) for group in groups.values() for cells in _apart(group)]
        joined += self._left_out_of(piece)
        self._doubt(joined)
        return self._once(joined) + [
            self._word(cells, mirrored) for mirrored, cells in words.values()
        ]

    def _word(self, cells: list[_Cell], mirrored: bool) -> Glyph:
        """Return a word that is placed as one."""
        if mirrored:
            joined: list[Glyph] = []
            for cell in sorted(cells, key=lambda cell: -cell.left):
                if joined and unicodedata.combining(cell.letter):
                    joined[-1].text += cell.letter
                else:
                    joined.append(Glyph(cell.letter, cell.left, cell.right, cell.left, cell.at))
            return word(joined, True)
        same: dict[float, list[_Cell]] = {}
        for cell in cells:
            same.setdefault(round(cell.origin, 2), []).append(cell)
        return word([self._joined(group) for group in same.values()], False)

    def _scanned(self, drawn: Any, number: int | None, at: int) -> tuple[float, ...] | None:
        """Return the matrix of invisible text, which is the same for all letters of a word.

        Programs that recognise letters write it so over their pictures; some mirror it, so that
        every word from right to left keeps its order of reading, its numbers too.
        """
        if not self._raw.FPDFText_GetMatrix(self._page, at, self._matrix):
            return None
        matrix = self._matrix
        if self._is_invisible(drawn, number) or (matrix.a < 0 < matrix.d):
            return matrix.a, matrix.d, matrix.e, matrix.f
        return None

    def is_scanned(self, piece: list[int]) -> bool:
        """Whether it is invisible text, as it stands over the picture of a page."""
        first = next((at for at in piece if not self.text[at].isspace()), None)
        drawn = self._raw.FPDFText_GetTextObject(self._page, first) if first is not None else None
        return bool(drawn) and self._is_invisible(drawn, address(drawn))

    def _is_invisible(self, drawn: Any, number: int | None) -> bool:
        if number not in self._invisible:
            mode = self._raw.FPDFTextObj_GetTextRenderMode(drawn) if drawn else None
            self._invisible[number] = mode == self._raw.FPDF_TEXTRENDERMODE_INVISIBLE
        return self._invisible[number]

    def _joined(self, group: list[_Cell]) -> Glyph:
        """Return the glyph that some characters of one origin are, in the order of reading."""
        text, left, right, origin, at = group[0]
        drawn = self._raw.FPDFText_GetTextObject(self._page, at)
        mark: int | None = None
        if len(group) == 1:
            if unicodedata.combining(text):
                left, right, *_ = self.ink(at)
        else:
            text = "".join(cell.letter for cell in group)
            left, right = min(cell.left for cell in group), max(cell.right for cell in group)
            from_left = "".join(cell.letter for cell in sorted(group, key=lambda cell: cell.left))
            if not has_rtl(text):
                text = from_left
            elif drawn and sorted((told := self._objects.marked(drawn))[0]) == sorted(text):
                inks = self._objects.parts.get(told[1], [])
                left = min(left, *(ink.left for ink in inks), left)
                right = max(right, *(ink.right for ink in inks), right)
                text, origin = told[0], left
                mark = told[1] if inks else None
            else:
                text = _ligature(text, from_left[::-1], group)
        run, font = self._objects.run(drawn)
        kept = at in self._kept
        return Glyph(text, left, right, origin, at, run=run, font=font, mark=mark, kept=kept)

    def _doubt(self, glyphs: Sequence[Glyph]) -> None:
        """Have glyphs in Arabic words whose letters the file does not tell say nothing, where a
        mark over them tells theirs, else that they are unknown: pdfium gives their codes for
        letters."""
        arabic = [glyph for glyph in glyphs if has_rtl(glyph.text)]
        for glyph in glyphs if arabic else ():
            if len(glyph.text) != 1 or has_rtl(glyph.text) or not self._is_untold(glyph.at):
                continue
            room, baseline = _BESIDE * self.size(glyph.at), self.baseline(glyph.at)
            beside = [
                o for o in arabic if o.left - room < glyph.right and glyph.left < o.right + room
            ]
            if any(self._tells(other, glyph) for other in beside):
                glyph.text = FILLER
            elif beside:
                nothing = glyph.text == FILLER or self._says_nothing(glyph.at, baseline)
                glyph.text = FILLER if nothing else UNTOLD

    def _is_untold(self, at: int) -> bool:
        return self._raw.FPDFText_HasUnicodeMapError(self._page, at) == 1

    def _tells(self, mark: Glyph, glyph: Glyph) -> bool:
        """Whether a glyph that is no more than a mark says the letters of the one it stands on."""
        on_it = mark.left < glyph.right and glyph.left < mark.right
        letters = any(not unicodedata.combining(letter) for letter in mark.text)
        baseline = self.baseline(glyph.at)
        below = self.ink(mark.at)[3] <= baseline + _FLAT * self.size(mark.at)
        return on_it and letters and (below or self._says_nothing(mark.at, baseline))

    def _left_out_of(self, piece: list[int]) -> Iterator[Glyph]:
        """Yield what is drawn in a line without a character, but with a text of its own."""
        for at in piece if self._objects.left_out else ():
            for ink in self._objects.left_out.get(at, ()):
                if ink.beside(self.baseline(at), self.size(at)):
                    yield Glyph(ink.text, ink.left, ink.right, ink.left, at)

    def _once(self, glyphs: list[Glyph]) -> list[Glyph]:
        """Return the glyphs without those that repeat the letters of a glyph beside them.

        Some programs write the letter and its marks for the glyph of each: one of the two stands
        on the other, or above or below the line.
        """
        found: list[Glyph] = []
        for glyph in sorted(glyphs, key=lambda glyph: glyph.left):
            half = len(glyph.text) // 2
            if half > 1 and glyph.text[:half] == glyph.text[half:]:
                glyph.text = glyph.text[:half]
            for before in found[-_NEAR:] if len(glyph.text) > 1 else ():
                if None not in (glyph.mark, before.mark) and glyph.mark != before.mark:
                    continue  # each has a text of its own, and all its ink
                if sorted(glyph.text) == sorted(before.text) and self._stand_together(
                    glyph, before
                ):
                    before.left = min(before.left, glyph.left)
                    before.right = max(before.right, glyph.right)
                    break
            else:
                found.append(glyph)
        return found

    def _stand_together(self, one: Glyph, other: Glyph) -> bool:
        shared = min(one.right, other.right) - max(one.left, other.left)
        if shared > 0.4 * min(one.right - one.left, other.right - other.left):
            return True
        raised = abs(self.baseline(one.at) - self.baseline(other.at)) > 0.01 * self.size(one.at)
        return raised and shared > -0.5 * self.size(one.at)

    def blanks(self, baseline: float, size: float) -> list[float]:
        """Return where the spaces of a line stand that a file draws alone."""
        level = 0.05 * size
        return [
            ink.left
            for ink in self._objects.silent
            if ink.top == ink.bottom and abs(ink.bottom - baseline) < level
        ]

    def drawn_spaces(self, piece: list[int], baseline: float, size: float) -> list[float]:
        """Return the middles of the spaces among the characters of a line that the file draws."""
        found: list[float] = []
        for at in piece:
            if self.text[at] != " " or self._raw.FPDFText_IsGenerated(self._page, at) != 0:
                continue
            left, right = self.edges(at)
            if (
                right - left > _SPACE_WIDTH * size
                and abs(self.baseline(at) - baseline) < _FLAT * size
            ):
                found.append((left + right) / 2)
        return found

    def is_inked(self, left: float, right: float, baseline: float, size: float) -> bool:
        """Whether a silent glyph fills most of the gap between two places of a line."""
        free, reach = 0.0, left
        for ink in self._objects.silent:
            if ink.top <= ink.bottom or not ink.beside(baseline, size):
                continue
            if ink.right > reach and ink.left < right:
                free = max(free, ink.left - reach)
                reach = ink.right
        return max(free, right - reach) < 0.16 * size


def _apart(group: list[_Cell]) -> list[list[_Cell]]:
    """Return characters of one origin by the glyphs they are: a mark may stand where the pen
    already is for the next letter. The cell of one glyph is cut into as many as it has letters,
    or left whole for all of them."""
    if len(group) == 1:
        return [group]
    found: list[list[_Cell]] = []
    for cell in sorted(group, key=lambda cell: cell.left):
        for cells in found:
            last = cells[-1]
            if abs(cell.left - last.right) < _JOINT_PT or (
                abs(cell.left - last.left) < _JOINT_PT and abs(cell.right - last.right) < _JOINT_PT
            ):
                cells.append(cell)
                break
        else:
            found.append([cell])
    return [sorted(cells, key=lambda cell: cell.at) for cells in found]


def _ligature(given: str, from_right: str, group: list[_Cell]) -> str:
    """Return the letters of a ligature, as they are read.

    pdfium cuts its cell into one for each letter: from the right, unless it took the line for one
    from the left. Where it leaves the cell whole, their order is that of its answer.
    """
    if len({cell.left for cell in group}) == 1:
        made = ligature(given)
        return given if unicodedata.combining(made[0]) else made
    turned = from_right[::-1]
    if unicodedata.combining(from_right[0]) and not unicodedata.combining(turned[0]):
        return turned
    plain = "".join(letter for letter in from_right if not unicodedata.combining(letter))
    return turned if is_ligature(plain[::-1]) and not is_ligature(plain) else from_right


def _letter(code: int) -> str:
    if code in (0xFFFE, 0xFFFF):
        return HYPHEN
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
