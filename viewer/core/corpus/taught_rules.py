"""What a reader said of the lines of a folder: `lines like this are furniture`, or are not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from viewer.core.language.arabic import fold
from viewer.core.language.dates import without_names
from viewer.core.text.document import Document

KIND = "rule"
"""The furniture that a rule makes of a line."""
SHORT_LINE = 120
"""Code points up to which lines that differ in numbers and dates alone are like each other."""
BLOCKS = 20_000
"""Blocks of a document that rules are applied to."""

_HIDDEN = re.compile("[\u200b-\u200f\u2066-\u2069\u061c\ufeff\u00ad]+")
_NUMBERS = re.compile(r"\d+(?:[.,:/-]\d+)*")


class Rule(NamedTuple):
    """`line` is a `shape`; `story` means that such lines belong to the text after all."""

    line: str
    story: bool = False


def shape(text: str) -> str:
    """What a line has in common with those like it: its letters as folded, no numbers, no months.

    Of a line longer than `SHORT_LINE` the numbers stay.
    """
    folded = " ".join(fold(_HIDDEN.sub("", text)).text.split())
    return folded if len(text) > SHORT_LINE else _NUMBERS.sub("0", without_names(folded))


def apply(document: Document, rules: Iterable[Rule]) -> None:
    """Have the furniture of a document be what its detection and these rules say, no other."""
    for index, kind in document.ruled.items():
        if kind:
            document.furniture[index] = kind
        else:
            document.furniture.pop(index, None)
    document.ruled.clear()
    known = {rule.line: rule.story for rule in rules}
    for index in range(min(len(document), BLOCKS) if known else 0):
        story = known.get(shape(document.lines.block(index)))
        if story is None or story == (index not in document.furniture):
            continue
        document.ruled[index] = document.furniture.get(index, "")
        if story:
            del document.furniture[index]
        else:
            document.furniture[index] = KIND
