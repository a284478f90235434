"""From glyphs on a page to text: what stands left and right becomes what is read first and next.

PDF files keep glyphs and their places. The order of letters in an Arabic line, its spaces and
the two halves of a bracket have to be found again from where they stand.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_RTL_LETTER = re.compile("[\u05d0-\u05ea\u0620-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")
_LTR_LETTER = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u04ff]")
_FORMS = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")
_BRACKET = re.compile(r"[()\[\]{}«»‹›]")
_SEPARATORS = frozenset(".,:/-+٫٬")
_TERMINATORS = frozenset("%$€£#°")
_MIRRORED = str.maketrans("()[]{}«»‹›<>", ")(][}{»«›‹><")
_OPENING = "([{«‹"
_CLOSING = ")]}»›"


@dataclass(slots=True)
class Glyph:
    """What is drawn at one place: the characters it stands for, its left and right edge."""

    text: str
    left: float
    right: float

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
    known = _ligatures()
    return characters if characters in known else characters[::-1]


@cache
def _ligatures() -> frozenset[str]:
    """What the ligatures that Unicode has stand for, in the order of reading."""
    codes = (*range(0xFC00, 0xFD3E), *range(0xFDF0, 0xFDFC), *range(0xFEF5, 0xFEFD))
    plain = (unicodedata.normalize("NFKC", chr(code)).strip(" ـ") for code in codes)
    return frozenset(text for text in plain if len(text) > 1) | {"لله"}


def read_line(glyphs: Sequence[Glyph], size: float, rtl: bool) -> str:
    """The text of a line, in the order of reading. Spaces are found by the gaps.

    `size` is that of the letters, in the unit of the edges. Blank glyphs tell where a narrow gap
    is a space.
    """
    blanks = sorted(glyph.left for glyph in glyphs if not glyph.text.strip())
    shown = [glyph for glyph in glyphs if glyph.text.strip()]
    marks = [glyph for glyph in shown if glyph.is_mark]
    drawn = [glyph for glyph in shown if not glyph.is_mark] if marks else shown
    drawn = drawn or shown
    drawn.sort(key=lambda glyph: glyph.left + glyph.right)
    texts = _with_marks(drawn, marks if drawn is not shown else [])
    units: list[str] = []
    for at, glyph in enumerate(drawn):
        if at and _is_space(drawn[at - 1].right, glyph.left, size, blanks):
            units.append(" ")
        units.append(texts[at])
    if not rtl:
        return "".join(_runs(units, _is_rtl, _is_ltr_strong, _rtl_order)).strip()
    return "".join(_rtl_order(units)).strip()


def _is_space(left: float, right: float, size: float, blanks: list[float]) -> bool:
    gap = right - left
    if gap > 0.16 * size:
        return True
    edge = 0.1 * size
    return gap > 0.02 * size and any(left - edge <= blank <= right + edge for blank in blanks)


def _with_marks(drawn: list[Glyph], marks: list[Glyph]) -> list[str]:
    """The text of every glyph, with the marks that stand above or below it."""
    texts = [glyph.text for glyph in drawn]
    for mark in sorted(marks, key=lambda glyph: -glyph.right):
        centre = (mark.left + mark.right) / 2
        best = min(
            range(len(drawn)),
            key=lambda at: (
                max(drawn[at].left - centre, centre - drawn[at].right, 0.0),
                abs(drawn[at].left + drawn[at].right - 2 * centre),
            ),
        )
        texts[best] += mark.text
    return texts


@lru_cache(maxsize=8192)
def _is_rtl(unit: str) -> bool:
    return _RTL.search(unit) is not None and not unit[0].isdecimal()


@lru_cache(maxsize=8192)
def _is_digit(unit: str) -> bool:
    return unit[0].isdecimal()


@lru_cache(maxsize=8192)
def _is_ltr_strong(unit: str) -> bool:
    return unit[0].isalpha() and not _is_rtl(unit)


def _rtl_order(units: list[str]) -> list[str]:
    """Units from left to right -> in the order of a line from right to left."""
    order = units[::-1]
    made: list[str] = []
    at = 0
    while at < len(order):
        if _is_rtl(order[at]) or order[at] == " ":
            made.append(order[at])
            at += 1
            continue
        end = _ltr_run(order, at)
        if end > at:
            made.extend(_mended(order[at:end][::-1]))
            at = end
        else:
            made.append(order[at])
            at += 1
    return made


def _ltr_run(order: list[str], at: int) -> int:
    """The end of what is read from left to right and begins there (seen from the right)."""
    start = at
    while at < len(order) and order[at] in _TERMINATORS:
        at += 1
    if at == len(order) or not (_is_ltr_strong(order[at]) or order[at][0] in "0123456789"):
        at = start
        if not (_is_digit(order[at]) or _is_ltr_strong(order[at])):
            return start
    has_letter = False
    end = at
    while at < len(order):
        unit = order[at]
        if _is_rtl(unit):
            break
        if _is_ltr_strong(unit) or _is_digit(unit):
            gap = order[end:at]
            letter = _is_ltr_strong(unit)
            joins = not gap or letter or has_letter
            if not joins and not (len(gap) == 1 and gap[0] in _SEPARATORS):
                break
            has_letter = has_letter or letter
            end = at + 1
        at += 1
    return end


def _runs(units: list[str], inside, outside, turned) -> list[str]:
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
        made.extend(_mended(turned(units[at : end + 1])))
        at = end + 1
    return made


def _mended(units: list[str]) -> list[str]:
    text = "".join(units)
    if balance(text) >= 0:
        return units
    return [unit.translate(_MIRRORED) for unit in units]


def balance(text: str) -> int:
    """Brackets that find their other half as they are, less those that would if turned round."""
    return _pairs(text, _OPENING, _CLOSING) - _pairs(text, _CLOSING, _OPENING)


def _pairs(text: str, opening: str, closing: str) -> int:
    if _BRACKET.search(text) is None:
        return 0
    waiting: list[int] = []
    pairs = 0
    for letter in text:
        if letter in opening:
            waiting.append(opening.index(letter))
        elif letter in closing and waiting and waiting[-1] == closing.index(letter):
            waiting.pop()
            pairs += 1
    return pairs


def mirrored(text: str) -> str:
    """The text with every bracket turned round."""
    return text.translate(_MIRRORED)


def paired(text: str) -> str:
    """Where brackets of a kind find no other half either way, every second one closes."""
    if _BRACKET.search(text) is None:
        return text
    for opening, closing in zip(_OPENING, _CLOSING, strict=True):
        places = [at for at, letter in enumerate(text) if letter in (opening, closing)]
        if places and len(places) % 2 == 0 and _pairs(text, opening, closing) * 2 < len(places):
            made = list(text)
            for number, at in enumerate(places):
                made[at] = closing if number % 2 else opening
            text = "".join(made)
    return text
