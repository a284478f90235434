"""Finding words in a text as its reader means them, and where they stand in the source."""

from __future__ import annotations

import re
from bisect import bisect_right

from viewer.core.language.arabic import TOKEN, WORD, fold
from viewer.core.search.stemming import affixes
from viewer.core.search.word_forms import differences
from viewer.core.text.document import Document

_GAP = r"[^\S\n]+"  # any run of white space inside one block


def find(
    text: str, query: str, *, whole_words: bool = False, exact: bool = False
) -> list[tuple[int, int]]:
    """Where `query` stands in `text`: spans in code points of `text`, in order, not overlapping.

    Both are folded (see `arabic.fold`) unless `exact`, which compares letter for letter, case
    too. White space in the query meets any run of white space within a line. With `whole_words`
    a hit begins and ends at the border of a word; marks belong to their word.
    """
    return _Query(query, whole_words, exact).spans(text)


def reasons(text: str, start: int, end: int, query: str) -> list[str]:
    """Why `[start, end)` of `text` is a hit of `query`, as chips: spelling, prefixes, `part`."""
    words = [m for m in re.finditer(TOKEN, text) if m.start() < end and start < m.end()]
    whole = text[words[0].start() : words[-1].end()] if words else text[start:end]
    found: list[str] = []
    if fold(whole).text != fold(text[start:end]).text:
        around = affixes(fold(whole).text, fold(query).text.strip()) if len(words) == 1 else None
        prefix, suffix = around or ("", "")
        found = ([f"{prefix}+"] if prefix else []) + ([f"+{suffix}"] if suffix else [])
        found = found or ["part"]
    return found + differences(text[start:end], query)


class _Query:
    """A query made ready once for many texts."""

    def __init__(self, query: str, whole_words: bool, exact: bool) -> None:
        words = query.split()
        folded = [part for word in words if (part := fold(word).text.strip())]
        self.exact = exact or not folded  # a query of marks alone can only be meant exactly
        parts = [re.escape(word) for word in (words if self.exact else folded)]
        pattern = _GAP.join(parts)
        if whole_words:
            pattern = rf"(?<![{WORD}]){pattern}(?![{WORD}])"
        self._pattern = re.compile(pattern) if parts else None

    def spans(self, text: str) -> list[tuple[int, int]]:
        if self._pattern is None:
            return []
        if self.exact:
            return [match.span() for match in self._pattern.finditer(text)]
        folded = fold(text)
        return [folded.source(*match.span()) for match in self._pattern.finditer(folded.text)]


class Finder:
    """A search through a document in steps, so that a window stays alive meanwhile.

    It completes the document's index as it goes, so it belongs to the thread that owns the
    document. `complete` tells whether everything was searched.
    """

    def __init__(
        self, document: Document, query: str, *, whole_words: bool = False, exact: bool = False
    ) -> None:
        self._document = document
        self._query = _Query(query, whole_words, exact)
        self._next = 0
        self.complete = not query.strip()

    def step(self, budget_blocks: int = 2000) -> list[tuple[int, int, int]]:
        """Search that many blocks more; hits as (block index, start, end), in code points of it."""
        lines = self._document.lines
        while not lines.complete and len(lines) < self._next + budget_blocks:
            lines.grow(1 << 20)
        first, last = self._next, min(len(lines), self._next + budget_blocks)
        if self.complete or first == last:
            self.complete = True
            return []
        blocks = [lines.block(index) for index in range(first, last)]
        self._next, self.complete = last, lines.complete and last == len(lines)
        starts = [0]
        for block in blocks:
            starts.append(starts[-1] + len(block) + 1)
        hits = []
        for start, end in self._query.spans("\n".join(blocks)):
            row = bisect_right(starts, start) - 1
            hits.append((first + row, start - starts[row], end - starts[row]))
        return hits
