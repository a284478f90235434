"""Finding words in a text as its reader means them, and where they stand in the source."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from viewer.core.language.arabic import TOKEN, WORD, fold, folded_words
from viewer.core.morphology.stemming import affixes, stem
from viewer.core.search.index import Form
from viewer.core.search.query import Word
from viewer.core.search.readings import Evidence
from viewer.core.search.spellings import hamza_key, has_marks, is_uneven, keys
from viewer.core.search.word_forms import MODES, Matcher, differences
from viewer.core.text.document import Document

Span = tuple[int, int]
"""Start and end, in code points."""
STEPS = MODES[:4]
"""How freely the find bar looks: as `word_forms.MODES`, without the words of a root."""
_GAP = r"([^\S\n]*)"  # any run of white space inside one block; none over a non-joiner only
_NON_JOINER = "\u200c"
_SAMPLE = 200_000
"""Code points of a document whose words say what is a prefix."""


def find(
    text: str, query: str, *, mode: str = "spelling", whole_words: bool = False
) -> list[tuple[int, int]]:
    """Where `query` stands in `text`: spans in code points of `text`, in order, not overlapping.

    `written` compares letter for letter and mark for mark, case too; `spelling` compares what both
    fold to (`arabic.fold`). White space in the query meets any run of white space within a line.
    With `whole_words` a hit begins and ends at the border of a word; marks belong to their word.
    `clitics` and `stem` look for whole words as `word_forms` means them.
    """
    return _asked(query, mode, whole_words, text).spans(text)


def _asked(query: str, mode: str, whole_words: bool, sample: str) -> _Letters | _Words:
    if mode == "written":
        return _Letters(query, whole_words, written=True)
    words = _Words(query, mode, sample)
    return words if mode != "spelling" else _Letters(query, whole_words, False, words)


def reasons(text: str, start: int, end: int, query: str) -> list[str]:
    """Why `[start, end)` of `text` is a hit of `query`, as chips: spelling, prefixes, `part`."""
    words = [m for m in TOKEN.finditer(text) if m.start() < end and start < m.end()]
    whole = text[words[0].start() : words[-1].end()] if words else text[start:end]
    found: list[str] = []
    if fold(whole).text != fold(text[start:end]).text:
        around = affixes(fold(whole).text, fold(query).text.strip()) if len(words) == 1 else None
        prefix, suffix = around or ("", "")
        found = ([f"{prefix}+"] if prefix else []) + ([f"+{suffix}"] if suffix else [])
        found = found or ["part"]
    return found + differences(text[start:end], query)


class _Letters:
    """A query for letters, made ready once for many texts.

    `others` finds the words that are spelled so differently that they fold to other letters.
    """

    def __init__(
        self, query: str, whole_words: bool, written: bool, others: _Words | None = None
    ) -> None:
        self._others, self._uneven = others, is_uneven(query)
        words = query.split()
        folded = [part for word in words if (part := fold(word).text.strip())]
        self.written = written or not folded  # a query of marks alone can only be meant so
        parts = [re.escape(word) for word in (words if self.written else folded)]
        pattern = _GAP.join(parts)
        if whole_words:
            pattern = rf"(?<![{WORD}]){pattern}(?![{WORD}])"
        self._pattern = re.compile(pattern) if parts else None

    def spans(self, text: str) -> list[tuple[int, int]]:
        if self._pattern is None:
            return []
        matches = self._pattern.finditer
        if self.written:
            return [match.span() for match in matches(text) if all(match.groups())]
        folded = fold(text)
        met = ((folded.source(*m.span()), m.groups()) for m in matches(folded.text))
        found = [span for span, gaps in met if all(gaps) or _joined(text[slice(*span)], gaps)]
        if self._others is not None and (self._uneven or has_marks(text)):
            found = _merged(found, self._others.spans(text))
        return found


def _merged(found: list[Span], more: list[Span]) -> list[Span]:
    """Both in order; of `more` what overlaps nothing in `found`."""
    starts = [start for start, _ in found]
    ends = [end for _, end in found]
    new = [s for s in more if bisect_right(ends, s[0]) == bisect_left(starts, s[1])]
    return sorted([*found, *new])


def _joined(found: str, gaps: tuple[str, ...]) -> bool:
    """Whether every gap that is empty is a non-joiner in the text."""
    return found.count(_NON_JOINER) >= gaps.count("")


class TextWords:
    """The written words of a text and how often they occur."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        """`counts` of matches of `arabic.TOKEN`."""
        self._forms: dict[str, list[Form]] = {}
        for written, count in counts.items():
            for folded in folded_words(written):
                self._forms.setdefault(folded, []).append(Form(0, written, folded, count))

    def __iter__(self) -> Iterator[Form]:
        for forms in self._forms.values():
            yield from forms

    def forms(self, folded: Iterable[str]) -> Iterator[Form]:
        for word in folded:
            yield from self._forms.get(word, ())


class _Words:
    """A query for words with prefixes and suffixes, made ready once for many texts."""

    def __init__(self, query: str, mode: str, sample: str) -> None:
        evidence = Evidence(TextWords(Counter(TOKEN.findall(sample))))
        words = [Word(fold(typed).text, typed) for typed in TOKEN.findall(query)]
        self._matchers = [Matcher(word, word.typed, mode, evidence) for word in words]
        self._meant: dict[str, tuple[bool, ...]] = {}

    def spans(self, text: str) -> list[tuple[int, int]]:
        tokens = list(TOKEN.finditer(text))
        self._judge({token[0] for token in tokens} - self._meant.keys())
        many, found, at = len(self._matchers), [], 0
        while many and at <= len(tokens) - many:
            run = tokens[at : at + many]
            if all(self._meant[token[0]][n] for n, token in enumerate(run)) and _beside(text, run):
                found.append((run[0].start(), run[-1].end()))
                at += many
            else:
                at += 1
        return found

    def _judge(self, new: set[str]) -> None:
        """Which of some written words each word of the query means."""
        forms = {word: Form(0, word, fold(word).text, 1) for word in new}
        told = []
        for matcher in self._matchers:
            met = ((key, form) for form in forms.values() for key in keys(form.written))
            alike = (form for form in forms.values() if _has_stem(form, matcher.stem))
            told.append(matcher.meant([each for each in met if each[0] in matcher.keys], alike))
        for word, form in forms.items():
            self._meant[word] = tuple(form in meant for meant in told)


def _has_stem(form: Form, wanted: str | None) -> bool:
    return wanted is not None and stem(hamza_key(form.written), form.written) == wanted


def _beside(text: str, run: list[re.Match[str]]) -> bool:
    """Whether the words stand in one line with nothing but white space between them."""
    gaps = (text[a.end() : b.start()] for a, b in pairwise(run))
    return all(gap.isspace() and "\n" not in gap for gap in gaps)


class DocumentFinder:
    """A search through a document in steps, so that a window stays alive meanwhile.

    It completes the document's index as it goes, so it belongs to the thread that owns the
    document. `complete` tells whether everything was searched.
    """

    def __init__(
        self,
        document: Document,
        query: str,
        *,
        mode: str = "spelling",
        whole_words: bool = False,
    ) -> None:
        self._document = document
        self._how = query, mode, whole_words
        self._query: _Letters | _Words | None = None
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
        text, hits = "\n".join(blocks), []
        if self._query is None:
            self._query = _asked(*self._how, text[:_SAMPLE])
        for start, end in self._query.spans(text):
            row = bisect_right(starts, start) - 1
            hits.append((first + row, start - starts[row], end - starts[row]))
        return hits
