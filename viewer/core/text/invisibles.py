"""Characters that cannot be seen but change how a text is read, by their names in Unicode."""

from __future__ import annotations

from viewer.core.language.late_pattern import late_pattern
from viewer.core.text.lines import ByteLines, Lines, StrLines

NAMES = {
    "\u00a0": "NBSP",
    "\u00ad": "SHY",
    "\u034f": "CGJ",
    "\u061c": "ALM",
    "\u180e": "MVS",
    "\u200b": "ZWSP",
    "\u200c": "ZWNJ",
    "\u200d": "ZWJ",
    "\u200e": "LRM",
    "\u200f": "RLM",
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u202f": "NNBSP",
    "\u2060": "WJ",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
    "\ufeff": "BOM",
}
"""The usual abbreviations (Unicode Standard, annex 9 and code charts)."""

OVERRIDES = ("\u202d", "\u202e")
"""What has letters run against their own direction: a text can be made to look like another."""
_OVERRIDES_IN_UTF8 = late_pattern(rb"\xe2\x80[\xad\xae]")
"""Both at once: looking for each in 50 MB takes four times as long, as Arabic letters end in the
same bytes."""

_ALL = late_pattern(f"[{''.join(NAMES)}\\x01-\\x08\\x0b-\\x1f\\x7f-\\x9f\U000e0000-\U000e007f]")


LETTERLESS = late_pattern(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufe20-\ufe2f\ufeff"
    "\U000e0000-\U000e01ef]{400,}"
)
"""Marks and controls in such a number that nobody meant them to be read: what shapes them takes
far longer than letters, and nothing of them is seen."""


def find(text: str) -> list[tuple[int, str]]:
    """(code points from the start, name) of each; of one without a name its number."""
    return [(m.start(), NAMES.get(m[0], f"{ord(m[0]):04X}")) for m in _ALL.finditer(text)]


def has_overrides(lines: Lines) -> bool:
    """Whether a text has direction overrides, looked up in the form in which it is kept.

    One byte a letter has none of them.
    """
    if isinstance(lines, StrLines):
        return any(mark in lines.text for mark in OVERRIDES)
    if not isinstance(lines, ByteLines) or b"\xe2" not in lines.data:  # asked in no time
        return False
    return _OVERRIDES_IN_UTF8.search(lines.data) is not None
