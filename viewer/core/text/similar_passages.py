"""Passages of a text that resemble a quote with what stood around it, the likeliest first.

Candidates come from an index of the text's words: each word of the quote and of its surroundings
votes for the place it would put the quote at. A candidate is then aligned letter by letter, and
weighed as Hypothesis weighs them (quote 50, prefix 20, suffix 20, position 2:
https://github.com/hypothesis/client/blob/main/src/annotator/anchoring/match-quote.ts).
All of it on folded text, so marks, tatweel, alef forms and case make no difference.
"""

from __future__ import annotations

import heapq
import math
import re
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from viewer.core.language.arabic import fold
from viewer.core.text.document import Place

QUOTE_WEIGHT, PREFIX_WEIGHT, SUFFIX_WEIGHT, POSITION_WEIGHT = 50, 20, 20, 2
CHANCE = 0.35
"""Similarity that any two passages have; what is above it counts."""
COMMON = 4000
"""Occurrences from which a word says nothing about where it stands."""
BUCKET = 32
"""Code points in which votes are taken together."""
TRIED = 8
"""Candidates that are aligned."""
UNSURE = 0.6
"""Score below which the votes of words are not trusted: then every passage is compared."""
SWEPT = 2_000_000
"""Code points up to which every passage is compared."""
TORN = 24
"""Code points from which what is missing at an end of a quote was cut off, not changed."""
CUT = 0.45
"""Share of its letters that a part of a quote has anywhere, by chance."""
BY_CHANCE = 3
"""Equal letters in a row that any two texts have."""
SNAP = 16
"""Code points within which a border goes to that of a word."""

_WORD = re.compile(r"\w+")
Codes = list[tuple[str, int, int, int, int]]


@dataclass(frozen=True)
class Passage:
    """`start` and `end` in code points of the source; each figure from 0 to 1."""

    start: int
    end: int
    quote: float
    prefix: float
    suffix: float
    score: float
    whole: float
    """Share of the quote that was not cut off."""
    proof: float
    """Code points of quote and context that are there, above chance."""


class _Quote(NamedTuple):
    """A place, folded. `at`: where it would stand in the folded text if nothing had changed."""

    exact: str
    prefix: str
    suffix: str
    at: int
    starts_word: bool
    ends_word: bool

    @property
    def whole(self) -> str:
        return self.prefix + self.exact + self.suffix


class Passages:
    """A text (or a part of one that begins at `base`, in code points), ready to be searched."""

    def __init__(self, text: str, base: int = 0) -> None:
        self._folded, self._base = fold(text), base
        self._spots: dict[str, list[int]] | None = None
        self._count = 1

    def like(self, place: Place) -> list[Passage]:
        """What resembles the quote of `place`, the likeliest first; no two overlap by half."""
        quote = self._quote(place)
        if not quote.whole.strip():
            return []
        found = {span[:2]: self._weighed(quote, *span) for span in self._spans(quote)}
        best = sorted(found.values(), key=lambda p: -p.score)
        if (not best or best[0].score < UNSURE) and (swept := self._sweep(quote)):
            best = sorted([*best, *swept], key=lambda p: -p.score)
        return list(_apart(best))

    def _quote(self, place: Place) -> _Quote:
        exact, prefix, suffix = (
            fold(part).text for part in (place.exact, place.prefix, place.suffix)
        )
        share = len(self._folded.text) / max(1, len(self._folded.original))
        return _Quote(
            exact,
            prefix,
            suffix,
            int((place.start - self._base) * share),
            bool(exact[:1].isalnum() and not prefix[-1:].isalnum()),
            bool(exact[-1:].isalnum() and not suffix[:1].isalnum()),
        )

    # Candidates

    def _spans(self, quote: _Quote) -> Iterator[tuple[int, int, float]]:
        whole, text = quote.whole, self._folded.text
        room = BUCKET + 24 + len(whole) // 5
        for at in self._voted(whole):
            low, high = max(0, at - room), min(len(text), at + len(whole) + room)
            yield self._aligned(quote, low, high)
        for at in self._exact(quote):
            yield at, at + len(quote.exact), 1.0

    def _exact(self, quote: _Quote) -> Iterator[int]:
        """Where the very words stand, nearest to the old place first."""
        found, at = [], self._folded.text.find(quote.exact) if quote.exact.strip() else -1
        while at >= 0 and len(found) < COMMON:
            found.append(at)
            at = self._folded.text.find(quote.exact, at + 1)
        yield from heapq.nsmallest(TRIED, found, key=lambda at: abs(at - quote.at))

    def _voted(self, whole: str) -> list[int]:
        """Where the words of `whole` would put its beginning, most votes first."""
        spots, votes = self._index(), defaultdict[int, float](float)
        for match in _WORD.finditer(whole):
            known = spots.get(match[0], ())
            if not 0 < len(known) <= COMMON:
                continue
            weight, offset = math.log(1 + self._count / len(known)), match.start()
            for spot in known:
                votes[(spot - offset) // BUCKET] += weight
        both = ((votes[b] + votes.get(b + 1, 0.0), b) for b in list(votes))
        return [b * BUCKET for _, b in heapq.nlargest(TRIED, both)]

    def _index(self) -> dict[str, list[int]]:
        """Where each word of the text begins."""
        if self._spots is None:
            self._spots = defaultdict(list)
            for match in _WORD.finditer(self._folded.text):
                self._spots[match[0]].append(match.start())
            self._count = sum(map(len, self._spots.values()))
        return self._spots

    def _sweep(self, quote: _Quote) -> list[Passage]:
        """The one passage most like the quote with its surroundings, and like it alone."""
        from rapidfuzz import fuzz

        text, found = self._folded.text, []
        for words in (quote.whole, quote.exact):
            if len(text) > SWEPT or len(words) < 12:
                continue
            hit = fuzz.partial_ratio_alignment(words, text, score_cutoff=55)
            if hit is not None:
                low = max(0, hit.dest_start - len(quote.prefix) - 24)
                high = min(len(text), hit.dest_end + len(quote.suffix) + 24)
                found.append(self._weighed(quote, *self._aligned(quote, low, high)))
        return found

    # Alignment

    def _aligned(self, quote: _Quote, low: int, high: int) -> tuple[int, int, float]:
        """Where the quote begins and ends in `[low, high)` of the folded text, and how much of it
        was not cut off."""
        from rapidfuzz import fuzz

        text, whole = self._folded.text, quote.whole
        hit = fuzz.partial_ratio_alignment(whole, text[low:high])
        if hit is not None:
            spare = 12 + len(whole) // 8
            low, high = (
                max(low, low + hit.dest_start - spare),
                min(high, low + hit.dest_end + spare),
            )
        first = len(quote.prefix)
        last = first + len(quote.exact)
        codes = opcodes(whole, text[low:high])
        first, last = _there(codes, first, last)
        start, end = low, low
        for _, a, b, c, d in codes:
            if a <= first < b:
                start = low + min(c + first - a, d)
            if a < last <= b:
                end = low + (d if last == b else min(c + last - a, d))
        kept = (last - first) / max(1, len(quote.exact))
        return *self._snapped(quote, start, max(start, end)), kept

    def _snapped(self, quote: _Quote, start: int, end: int) -> tuple[int, int]:
        """The borders at those of words, where those of the quote were."""
        if quote.starts_word:
            start = self._border(start, ahead=True)
        if quote.ends_word:
            end = self._border(end, ahead=False)
        return start, max(start, end)

    def _border(self, at: int, *, ahead: bool) -> int:
        """The nearest begin (`ahead`) or end of a word."""
        low = max(0, at - SNAP)
        spans = (m.span() for m in _WORD.finditer(self._folded.text, low, at + SNAP))
        borders = [low_ if ahead else high for low_, high in spans]
        if low and borders and ahead and borders[0] == low:
            del borders[0]  # in the middle of a word
        return min(borders, key=lambda border: abs(border - at), default=at)

    def _weighed(self, quote: _Quote, start: int, end: int, kept: float) -> Passage:
        text = self._folded.text
        same = likeness(quote.exact, text[start:end])
        before = likeness(quote.prefix, text[max(0, start - len(quote.prefix)) : start])
        after = likeness(quote.suffix, text[end : end + len(quote.suffix)])
        near = 1 - min(1.0, abs(start - quote.at) / max(1, len(text)))
        parts = [(QUOTE_WEIGHT, same), (POSITION_WEIGHT, near)]
        parts += [(PREFIX_WEIGHT, before)] if quote.prefix else []
        parts += [(SUFFIX_WEIGHT, after)] if quote.suffix else []
        score = sum(w * value for w, value in parts) / sum(w for w, _ in parts)
        first, last = self._folded.source(start, end)
        sizes = len(quote.exact), len(quote.prefix), len(quote.suffix)
        proof = sum(n * like for n, like in zip(sizes, (same, before, after), strict=True))
        return Passage(
            first + self._base, last + self._base, same, before, after, score, kept, proof
        )


def opcodes(one: Sequence[Hashable], two: Sequence[Hashable]) -> Codes:
    """How `one` becomes `two`: (what, from and to in one, from and to in two)."""
    from rapidfuzz.distance import Levenshtein  # here: no place is looked for at the start

    edits = Levenshtein.opcodes(one, two)
    return [(o.tag, o.src_start, o.src_end, o.dest_start, o.dest_end) for o in edits]


def _there(codes: Codes, first: int, last: int) -> tuple[int, int]:
    """The part of `[first, last)` of a quote that is still there: without what was cut off at its
    ends, as where a sentence of two was moved away. The run with the most letters that are the
    same over those that are not; a few equal letters alone are chance."""
    best, total, begin, found = 0.0, 0.0, first, (first, last)
    for tag, a, b, _, _ in codes:
        low, high = max(a, first), min(b, last)
        if low >= high:
            continue
        if tag == "equal" and b - a > BY_CHANCE:
            total += high - low
            if total > best:
                best, found = total, (begin, high)
        else:
            total -= (high - low) * 0.6
            if total <= 0:
                total, begin = 0.0, high
    begin = found[0] if _is_cut(codes, first, found[0]) else first
    return begin, found[1] if _is_cut(codes, found[1], last) else last


def _is_cut(codes: Codes, first: int, last: int) -> bool:
    """Whether that part of a quote is long, and not there at all."""
    same = sum(max(0, min(b, last) - max(a, first)) for tag, a, b, _, _ in codes if tag == "equal")
    return last - first >= TORN and same < CUT * (last - first)


def likeness(one: str, two: str) -> float:
    """How alike two passages are, above chance."""
    from rapidfuzz.distance import Levenshtein

    alike = Levenshtein.normalized_similarity(one, two)
    return max(0.0, (alike - CHANCE) / (1 - CHANCE))


def _apart(ranked: list[Passage]) -> Iterator[Passage]:
    """The passages without those that share most of a better one."""
    kept: list[Passage] = []
    for each in ranked:
        size = max(1, min(each.end - each.start, *(p.end - p.start for p in kept), 10**9))
        shared = (min(p.end, each.end) - max(p.start, each.start) for p in kept)
        if max(shared, default=0) * 2 < size and all(p.start != each.start for p in kept):
            kept.append(each)
            yield each
