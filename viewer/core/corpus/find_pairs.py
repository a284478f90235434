"""Which documents of a corpus are translations of which, when their names do not say.

What is compared: language, date, numbers, names in both scripts, length, structure; over the whole
folder at once, as an assignment whose sum is best (the auction of Bertsekas 1988), not greedily.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from viewer.core.bitext.features import features
from viewer.core.text.document import Document

READ = 60_000
"""Code points of a document that are looked at."""
KEPT = 0.6
"""Chance that a number or a name of a text is in its translation too."""
STRANGERS = 20
"""Documents without a feature that are added to those of the corpus."""
RARE = 0.2
"""Share of the documents up to which a feature leads to candidates."""
CANDIDATES = 12
CALM = 0.35
"""Weight of a nat: names and numbers of a text are not independent of each other."""
LEAST = 0.5
"""Confidence from which a pair is suggested."""
SPREAD, CHANCE = 0.3, 1.1
"""Deviation of the log ratio of lengths, of translations and of chance pairs."""
DAYS = {0: 3.0, 1: 2.0, 2: 1.0}
"""Nats that dates so many days apart are worth; others cost two."""


@dataclass(frozen=True)
class Portrait:
    """What of a document is compared. `length`: letters and digits. `structure`: headings,
    pictures, links and paragraphs."""

    path: str
    language: str
    length: int
    features: frozenset[str]
    date: str = ""
    structure: tuple[int, int, int, int] = (0, 0, 0, 0)

    def as_json(self) -> dict[str, Any]:
        return {
            "language": self.language,
            "length": self.length,
            "features": sorted(self.features),
            "date": self.date,
            "structure": list(self.structure),
        }

    @classmethod
    def from_json(cls, path: str, data: Mapping[str, Any]) -> Portrait:
        """The way back. Raises KeyError, TypeError or ValueError on other data."""
        a, b, c, d = map(int, data["structure"])
        found = frozenset(str(each) for each in data["features"])
        told = str(data["language"]), int(data["length"]), found, str(data["date"] or "")
        return cls(path, *told, (a, b, c, d))


@dataclass(frozen=True)
class Suggestion:
    """Two documents that look like translations of each other; `confidence` 0 to 1."""

    first: str
    second: str
    confidence: float


def portrait(path: str, document: Document) -> Portrait:
    """What of a document is compared; furniture is left out."""
    found: set[str] = set()
    length = read = headings = pictures = links = paragraphs = 0
    for block in document.blocks():
        if block.furniture:
            continue
        paragraphs += 1
        headings += block.kind == "heading"
        pictures += block.kind == "image"
        links += sum(span.style == "link" for span in block.spans)
        length += sum(map(str.isalnum, block.text))
        if read < READ:
            read += len(block.text)
            found |= {f for f in features(block.text) if f[0] != "e"}
    structure = headings, pictures, links, paragraphs
    language = document.language.partition("-")[0]
    return Portrait(path, language, length, frozenset(found), document.date or "", structure)


def suggest(
    portraits: Iterable[Portrait], refused: Iterable[tuple[str, str]] = ()
) -> list[Suggestion]:
    """The pairs of documents in two languages that are likely, the surest first.

    What fits a document that has a partner, and nothing else, is suggested as another translation
    of it. `refused`: pairs that the reader said are none.
    """
    by_language: dict[str, list[Portrait]] = defaultdict(list)
    for each in portraits:
        if each.length:
            by_language[each.language].append(each)
    apart = {frozenset(pair) for pair in refused}
    found: list[Suggestion] = []
    arabic = by_language.pop("ar", [])
    for others in by_language.values():
        found += _between(arabic, others, apart)
    return sorted(found, key=lambda s: (-s.confidence, s.first, s.second))


def _between(
    first: Sequence[Portrait], second: Sequence[Portrait], apart: set[frozenset[str]]
) -> Iterator[Suggestion]:
    if not first or not second:
        return
    scores = _scores(first, second, apart)
    rows, columns = _totals(scores, len(first), len(second))
    taken = set()
    for a, b in assignment(scores).items():
        sure = _odds(scores[a][b]) / max(rows[a], columns[b])
        if sure >= LEAST:
            taken.add(b)
            yield Suggestion(first[a].path, second[b].path, round(sure, 3))
    for b in columns.keys() - taken:  # another translation of what has one
        a = max((a for a in scores if b in scores[a]), key=lambda a: scores[a][b])
        sure = _odds(scores[a][b]) / columns[b]
        if sure >= LEAST:
            yield Suggestion(first[a].path, second[b].path, round(sure, 3))


def _scores(
    first: Sequence[Portrait], second: Sequence[Portrait], apart: set[frozenset[str]]
) -> dict[int, dict[int, float]]:
    """Of the candidates, by position in both lists: log likelihood ratios in calm nats."""
    counts = [Counter(f for each in side for f in each.features) for side in (first, second)]
    where: dict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(first):
        for feature in each.features:
            if counts[0][feature] <= max(3, RARE * len(first)):
                where[feature].append(at)
    scores: dict[int, dict[int, float]] = defaultdict(dict)
    for b, each in enumerate(second):
        near: Counter[int] = Counter()
        for feature in each.features:
            worth = math.log((len(first) + STRANGERS) / max(1, counts[0][feature]))
            for a in where.get(feature, ()):
                near[a] += worth  # type: ignore[assignment]
        for a in heapq.nlargest(CANDIDATES, near, key=near.__getitem__):
            if frozenset((first[a].path, each.path)) not in apart:
                scores[a][b] = _score(first[a], each, counts, (len(first), len(second)))
    return scores


def _score(
    one: Portrait, two: Portrait, counts: Sequence[Counter[str]], sizes: tuple[int, int]
) -> float:
    nats = _shared(two.features, one.features, counts[0], sizes[0])
    mine = {f for f in one.features if f[0] != "s"}  # every Arabic word has a skeleton
    nats += _shared(mine, two.features, counts[1], sizes[1])
    return CALM * (nats + _dates(one.date, two.date)) + _lengths(one, two) + _structure(one, two)


def _shared(wanted: Iterable[str], there: frozenset[str], counts: Counter[str], size: int) -> float:
    """What the features of one document are worth that the other has, or has not."""
    nats = 0.0
    for feature in wanted:
        if not counts[feature]:
            continue  # in no document of that language: it tells nothing of this one
        chance = min(0.9, counts[feature] / (size + STRANGERS))
        if feature in there:
            nats += max(0.0, math.log(KEPT / chance))
        else:
            nats += min(0.0, math.log((1 - KEPT) / (1 - chance)))
    return nats


def _dates(one: str, two: str) -> float:
    try:
        apart = abs((date.fromisoformat(one[:10]) - date.fromisoformat(two[:10])).days)
    except ValueError:
        return 0.0
    return DAYS.get(apart, -2.0) / CALM


def _lengths(one: Portrait, two: Portrait) -> float:
    """By the ratio of lengths: English takes about a quarter more letters than Arabic."""
    off = math.log(two.length / one.length) - (0.22 if one.language == "ar" else 0.0)
    return math.log(CHANCE / SPREAD) - 0.5 * off * off * (SPREAD**-2 - CHANCE**-2)


def _structure(one: Portrait, two: Portrait) -> float:
    """By how many headings, pictures, links and paragraphs there are."""
    nats = 0.0
    for a, b in zip(one.structure, two.structure, strict=True):
        if a or b:
            nats += 0.6 - 1.2 * abs(a - b) / max(a, b)
    return nats


def _odds(nats: float) -> float:
    return math.exp(min(50.0, nats))


def _totals(
    scores: Mapping[int, Mapping[int, float]], size: int, other: int
) -> tuple[dict[int, float], dict[int, float]]:
    """For each document of either side the odds of all its candidates and of none together."""
    rows = {a: size + sum(map(_odds, row.values())) for a, row in scores.items()}
    columns: dict[int, float] = defaultdict(lambda: float(other))
    for row in scores.values():
        for b, weight in row.items():
            columns[b] += _odds(weight)
    return rows, columns


def assignment(scores: Mapping[int, Mapping[int, float]], gap: float = 0.01) -> dict[int, int]:
    """The pairs whose scores have the greatest sum, to within `gap` a pair; none below zero."""
    prices: dict[int, float] = defaultdict(float)
    owner: dict[int, int] = {}
    waiting = deque(a for a, row in scores.items() if row)
    while waiting:
        a = waiting.popleft()
        best, value, second = None, 0.0, 0.0  # nothing is worth nothing
        for b, score in scores[a].items():
            gain = score - prices[b]
            if gain > value:
                best, value, second = b, gain, value
            elif gain > second:
                second = gain
        if best is None:
            continue
        prices[best] += value - second + gap
        if best in owner:
            waiting.append(owner[best])
        owner[best] = a
    return {a: b for b, a in owner.items()}
