"""From glyphs on a page to text: what stands left and right becomes what is read first and next.

PDF files keep glyphs and their places. The order of letters in an Arabic line, its spaces and
the two halves of a bracket have to be found again from where they stand.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from typing import Any

from viewer.core.parsing.pdf.brackets import mended, paired
from viewer.core.parsing.pdf.inverse_bidi import is_ltr, is_rtl, logical

_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_RTL_LETTER = re.compile("[\u05d0-\u05ea\u0620-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")
_LTR_LETTER = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u04ff]")
_FORMS = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")


FILLER = "\u200b"
"""What is drawn to fill a line and says nothing."""

_ALEFS = frozenset("اأإآٱ")
_SPACE = 0.16  # of the size of letters: a gap that is a space
_WIDE = 0.22  # the same, in a line whose spaces the file draws
_SAME_PLACE_PT = 0.05
_LEANING = 0.4  # of the size of letters: how far a mark may be drawn beside the letter it is of


class PlacedUnit(str):
    """What stands at one place of a line: a letter with its marks, and the glyph that shows it."""

    glyph: Glyph | None = None

    @classmethod
    def of(cls, text: str, glyph: Glyph) -> PlacedUnit:
        unit = cls(text)
        unit.glyph = glyph
        return unit

    def translate(self, table: Any, /) -> PlacedUnit:
        """Return it with other letters, shown by the same glyph: a bracket turned round."""
        unit = PlacedUnit(super().translate(table))
        unit.glyph = self.glyph
        return unit


@dataclass(slots=True)
class Glyph:
    """What is drawn at one place: the characters it stands for, its left and right edge.

    `origin`: where the pen stood, left of what it drew; letters may lean over their neighbours.
    `at`: its number in the order of pdfium; `run`: that of what the file draws at one go, `font`
    tells its font, `mark` the text that the file gives it together with other glyphs; `kept`: a
    bracket that pdfium did not turn round. `letters`: of a word that a file places as one, as
    scanned pages have them, what stands in it from the left.
    """

    text: str
    left: float
    right: float
    origin: float | None = None
    at: int = 0
    letters: tuple[str, ...] = ()
    run: int | None = None
    font: int | None = None
    mark: int | None = None
    kept: bool = False

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def begin(self) -> float:
        return self.left if self.origin is None else self.origin

    @property
    def is_mark(self) -> bool:
        return _is_mark(self.text)


@lru_cache(maxsize=8192)
def _is_mark(text: str) -> bool:
    return all(map(unicodedata.combining, text))


def has_rtl(text: str) -> bool:
    return _RTL.search(text) is not None


def letters(text: str) -> tuple[int, int]:
    """Letters from right to left, and from left to right."""
    return len(_RTL_LETTER.findall(text)), len(_LTR_LETTER.findall(text))


def plain_letters(text: str) -> str:
    """Letters in the shape they have in a word -> the letters themselves."""
    return _FORMS.sub(_plain, text)


def _plain(match: re.Match[str]) -> str:
    return "".join(
        unicodedata.normalize("NFKC", letter).strip(" ") or letter for letter in match[0]
    )


def ligature(characters: str) -> str:
    """The characters of one glyph of a line from right to left, in the order of reading.

    They come last one first, unless they were one character that pdfium took apart.
    """
    return characters if is_ligature(characters) else characters[::-1]


def is_ligature(characters: str) -> bool:
    """Whether they are what a ligature that Unicode has stands for, in the order of reading."""
    return characters in _ligatures()


@cache
def _ligatures() -> frozenset[str]:
    """What the ligatures that Unicode has stand for, in the order of reading."""
    codes = (*range(0xFC00, 0xFD3E), *range(0xFDF0, 0xFDFC), *range(0xFEF5, 0xFEFD))
    plain = (unicodedata.normalize("NFKC", chr(code)).strip(" ـ") for code in codes)
    return frozenset(text for text in plain if len(text) > 1) | {"لله"}


def read_line(glyphs: Sequence[Glyph], size: float, rtl: bool, **how: Any) -> str:
    """Return the text of a line, as `line_units` does; without the blanks at its ends."""
    return "".join(line_units(glyphs, size, rtl, **how)).strip()


def line_units(
    glyphs: Sequence[Glyph],
    size: float,
    rtl: bool,
    *,
    arabic: bool = False,
    turned: bool = False,
    inked: Callable[[float, float], bool] | None = None,
    spaces: Sequence[float] = (),
    drawn_spaces: Sequence[float] = (),
) -> list[str]:
    """Return what a line is made of, in the order of reading. Spaces are found by the gaps.

    `size` is that of the letters, in the unit of the edges. Blank glyphs tell where a narrow gap
    is a space; `inked` whether something is drawn between two places; `spaces` where one begins for
    certain; `drawn_spaces` the middle of those that the file draws, beside what gaps tell.
    `arabic`: the last letter before the line, in its paragraph, was Arabic. `turned`: brackets
    among letters from right to left are written as they look.
    """
    blanks = sorted(glyph.left for glyph in glyphs if not glyph.text.strip())
    certain, told = sorted(spaces), sorted(drawn_spaces)
    drawn, texts = _bases(glyphs, size)
    units: list[str] = []
    reach = drawn[0].right if drawn else 0.0
    for before, glyph, text in zip([None, *drawn], drawn, texts, strict=False):
        if before is not None:
            gap = reach, min(glyph.left, glyph.begin)
            if glyph.letters or before.letters:
                space = abs(glyph.left - reach) > 0.05 * size
            elif _one_between(certain, before.begin, glyph.begin - 0.1 * size) or _one_between(
                told, before.middle, glyph.middle
            ):
                space = True
            else:
                wide = (_WIDE if certain else _SPACE) * size
                space = _is_space(*gap, size, blanks, wide) and not (inked and inked(*gap))
            units += [" "] * space
        reach = max(reach, glyph.right) if units else glyph.right
        units += glyph.letters or (PlacedUnit.of(text, glyph),) * (text != FILLER)
    order = partial(logical, arabic=arabic, turned=turned)
    return order(units) if rtl else _runs(units, is_rtl, is_ltr, order)


def _one_between(places: list[float], left: float, right: float) -> bool:
    """Whether one of them, from the left, lies between two others."""
    at = bisect_right(places, left)
    return at < len(places) and places[at] < right


def word(glyphs: Sequence[Glyph], mirrored: bool) -> Glyph:
    """Return the glyphs of a word that a file places as one as a glyph.

    `mirrored`: they stand from the right in the order of reading, its numbers too.
    """
    drawn, texts = _bases(glyphs)
    units = [PlacedUnit.of(text, glyph) for text, glyph in zip(texts, drawn, strict=True)]
    letters = logical(units[::-1], turned=True) if mirrored else units
    left, right = min(g.left for g in glyphs), max(g.right for g in glyphs)
    return Glyph("".join(texts), left, right, left, drawn[0].at, tuple(letters))


def _bases(glyphs: Sequence[Glyph], size: float = 0.0) -> tuple[list[Glyph], list[str]]:
    """Return what is no mark, from the left, and the text of each with its marks."""
    shown = [glyph for glyph in glyphs if glyph.text.strip()]
    marks = [glyph for glyph in shown if glyph.is_mark]
    if len(marks) == len(shown):
        marks = []
    drawn = _from_left([glyph for glyph in shown if not (marks and glyph.is_mark)])
    return drawn, _with_marks(drawn, marks, size)


def _from_left(glyphs: list[Glyph]) -> list[Glyph]:
    """Return the letters of a line from the left.

    Where two stand over one another so that neither their middles nor their origins can be
    trusted alone, the order of the file decides, which is that of reading.
    """
    made = sorted(glyphs, key=lambda glyph: glyph.left + glyph.right)
    for at in range(1, len(made)):
        while at and _is_left_of(made[at], made[at - 1]):
            made[at - 1], made[at] = made[at], made[at - 1]
            at -= 1
    return made


def _is_left_of(one: Glyph, other: Glyph) -> bool:
    """Whether a letter whose middle is farther to the right stands left of the other all the same.

    An alef that lies on a lam is read after it: they are a ligature of two glyphs.
    """
    shared = min(one.right, other.right) - max(one.left, other.left)
    if shared > 0.6 * max(one.right - one.left, other.right - other.left):
        letters = _base(one.text), _base(other.text)
        if letters[0] in _ALEFS and letters[1] == "ل":
            return True
        if letters[1] in _ALEFS and letters[0] == "ل":
            return False
    return other.begin > one.begin and other.at < one.at


@lru_cache(maxsize=8192)
def _base(text: str) -> str:
    """Return the letters of a glyph without its marks."""
    return "".join(letter for letter in text if not unicodedata.combining(letter))


def written(text: str) -> str:
    """Return the letters of a line themselves, its brackets in pairs."""
    return plain_letters(paired(text))


def _is_space(left: float, right: float, size: float, blanks: list[float], wide: float) -> bool:
    gap = right - left
    if gap > wide:
        return True
    edge = 0.1 * size
    return gap > 0.02 * size and any(left - edge <= blank <= right + edge for blank in blanks)


def _with_marks(drawn: list[Glyph], marks: list[Glyph], size: float) -> list[str]:
    """The text of every glyph, with the marks that stand above or below it."""
    texts = [glyph.text for glyph in drawn]
    if not marks:
        return texts
    ends = [*(glyph.begin for glyph in drawn[1:]), drawn[-1].right]
    cells = [(g.begin, min(g.right, end)) for g, end in zip(drawn, ends, strict=True)]
    marks = sorted(marks, key=lambda glyph: -glyph.right)
    for mark, best in zip(marks, _bearers(drawn, cells, marks, size), strict=True):
        first = texts[best][:1]
        if is_ligature(plain_letters(drawn[best].text)) and _is_of_the_first(
            mark, drawn[best], sum(cells[best]) / 2
        ):
            texts[best] = first + mark.text + texts[best][1:]
        else:
            texts[best] += mark.text
    return texts


def _is_of_the_first(mark: Glyph, drawn: Glyph, middle: float) -> bool:
    """Whether a mark over a ligature belongs to its first letter.

    Where it is drawn at the place where the ligature ends, nobody has set it over a letter: a plain
    alef bears no vowel, and one with a hamza above no kasra.
    """
    if abs(mark.begin - drawn.begin) > _SAME_PLACE_PT:
        return _middle(mark) > middle
    last = plain_letters(drawn.text)[-1:]
    if last == "ا" and not set(mark.text) & set("ًٌٍ"):
        return True
    return _middle(mark) > middle or (last in "أآ" and mark.text == "ِ")


def _bearers(
    drawn: list[Glyph], cells: list[tuple[float, float]], marks: list[Glyph], size: float
) -> list[int]:
    """Return which letter bears each mark: the one it stands over or under.

    Fonts draw a mark beside its letter, too, over the next one. A file that has most marks behind
    their letters, or before them, tells by that order which of the two is meant.
    """
    centres = [(mark.left + mark.right) / 2 for mark in marks]
    able = [at for at, glyph in enumerate(drawn) if glyph.text[0].isalpha()] or range(len(drawn))
    nearest = [
        min(able, key=lambda at: (_away(cells[at], x), abs(sum(cells[at]) - 2 * x)))
        for x in centres
    ]
    found = list(nearest)
    for neighbours in (_in_their_run, _in_the_next_run):
        for told in neighbours(drawn, able, marks, centres):
            same = sum(one == other for one, other in zip(nearest, told, strict=True))
            if 2 * same > sum(other >= 0 for other in told):
                found = [
                    other if other >= 0 and _away(cells[other], x) < _LEANING * size else best
                    for best, other, x in zip(found, told, centres, strict=True)
                ]
                break
    return found


def _in_their_run(
    drawn: list[Glyph], able: Sequence[int], marks: list[Glyph], centres: list[float]
) -> Iterator[list[int]]:
    """Yield the letter before each mark of what a file draws at one go, then that behind it."""
    filed = sorted(able, key=lambda at: drawn[at].at)
    order = [drawn[at].at for at in filed]
    places = [bisect_right(order, mark.at) for mark in marks]
    for step in (1, 0):
        beside = [filed[at - step] if 0 <= at - step < len(filed) else -1 for at in places]
        yield [
            other if mark.run is not None and drawn[other].run == mark.run else -1
            for mark, other in zip(marks, beside, strict=True)
        ]


def _in_the_next_run(
    drawn: list[Glyph], able: Sequence[int], marks: list[Glyph], centres: list[float]
) -> Iterator[list[int]]:
    """Yield the letter nearest to each mark that is drawn by itself in what the file draws next,
    then in what it draws before."""
    letters: dict[int, list[int]] = {}
    for at in able:
        if (run := drawn[at].run) is not None:
            letters.setdefault(run, []).append(at)
    runs = sorted(letters)
    for step in (0, 1):
        told: list[int] = []
        for mark, centre in zip(marks, centres, strict=True):
            near = bisect_right(runs, mark.run) - step if mark.run is not None else -1
            if mark.run in letters or not 0 <= near < len(runs):
                told.append(-1)
                continue
            told.append(min(letters[runs[near]], key=lambda at: abs(_middle(drawn[at]) - centre)))
        yield told


def _middle(glyph: Glyph) -> float:
    return (glyph.left + glyph.right) / 2


def _away(cell: tuple[float, float], place: float) -> float:
    """Return how far a place of a line is from a cell."""
    return max(cell[0] - place, place - cell[1], 0.0)


def _runs(
    units: list[str],
    inside: Callable[[str], bool],
    outside: Callable[[str], bool],
    turned: Callable[[list[str]], list[str]],
) -> list[str]:
    """Turn around every stretch between the first and last unit `inside`, up to one `outside`."""
    made: list[str] = []
    at = 0
    while at < len(units):
        if not inside(units[at]):
            made.append(units[at])
            at += 1
            continue
        end = probe = at
        while probe < len(units) and not outside(units[probe]):
            if inside(units[probe]):
                end = probe
            probe += 1
        made.extend(mended(turned(units[at : end + 1])))
        at = end + 1
    return made
