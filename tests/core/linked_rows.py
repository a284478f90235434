"""Rows whose words were linked by hand, and how well words are linked beside them.

A file in `tests/data/word_links` has three lines a row: the Arabic, the English, and the links:
`ar=en`, words of a side joined by `+`, the second of a kind as `word/2`; after `=~` a link that is
right too, though nobody would miss it (`the` beside a word with the article).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from viewer.core.bitext.word_links import SpanPair

FOLDER = Path(__file__).resolve().parents[1] / "data" / "word_links"
TUNED, KEPT_BACK = ("pump",), ("council", "lighthouse")
"""What constants were fitted to, and what nobody looked at meanwhile."""


@dataclass(frozen=True)
class LinkedRow:
    """A row: `sure` and `possible` links are spans in code points of both texts."""

    arabic: str
    english: str
    sure: list[SpanPair]
    possible: list[SpanPair]


def linked_rows(path: Path) -> Iterator[LinkedRow]:
    lines = [line for line in path.read_text("utf-8").split("\n") if line and line[0] != "#"]
    for arabic, english, links in zip(lines[0::3], lines[1::3], lines[2::3], strict=True):
        sure: list[SpanPair] = []
        possible: list[SpanPair] = []
        for link in links.split():
            one, other = link.split("=")
            kept = possible if other[0] == "~" else sure
            kept += product(
                (_span(arabic, word) for word in one.split("+")),
                (_span(english, word) for word in other.lstrip("~").split("+")),
            )
        yield LinkedRow(arabic, english, sure, possible)


def _span(text: str, named: str) -> tuple[int, int]:
    word, _, number = named.partition("/")
    found = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text)]
    return found[int(number or 1) - 1]


def scores(
    rows: Iterable[LinkedRow], link: Callable[[str, str], list[SpanPair]]
) -> tuple[float, float]:
    """Precision: links made that are right; coverage: words with a sure link that got one."""
    right = made = got = words = 0
    for row in rows:
        found = link(row.arabic, row.english)
        made += len(found)
        right += sum(any(_same(one, each) for each in row.sure + row.possible) for one in found)
        for side in (0, 1):
            linked = {pair[side] for pair in row.sure}
            words += len(linked)
            got += sum(any(_over(pair[side], span) for pair in found) for span in linked)
    return right / max(1, made), got / max(1, words)


def _same(one: SpanPair, other: SpanPair) -> bool:
    return _over(one[0], other[0]) and _over(one[1], other[1])


def _over(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
