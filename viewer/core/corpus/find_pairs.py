"""Which documents of a corpus are translations of which, when their names do not say.

What is compared: date, numbers, names in both scripts, length, structure; over the whole
folder at once, as an assignment whose sum is best (the auction of Bertsekas 1988), not greedily.
"""

from __future__ import annotations

import heapq
import math
import operator
from collections import Counter, defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import PurePosixPath
from typing import Any

from viewer.core.bitext.features import features
from viewer.core.text.document import Document

READ = 60_000
"""Code points of a document that are looked at."""
STRANGERS = 20
"""Documents without a feature that are added to those of the corpus."""
RARE = 0.2
"""Share of the documents up to which a feature leads to candidates."""
FEW = 25
"""Documents that may always have it: a text may be there in many formats."""
PAIR_CANDIDATES = 12
SUGGESTED_FROM = 0.5
"""Confidence from which a pair is suggested."""
TWINS = 0.8
"""Share of common features from which two documents of one language are the same text."""
SAME_FORMAT = 0.3
"""Nats by which a document of the same format is preferred, where a text is there in several."""
CHANCE_KEPT = 0.6
"""Chance that a number or a name of a text is in its translation too."""
FEATURE_KINDS = (("n", max, 3.0), ("l", min, 3.0), ("s", min, 6.0))
"""Numbers, Latin words, skeletons of names: of which document's features a share is taken, and nats
of features that nobody has, added to those: few of them prove little. A text and its translation
have the same numbers; of Latin words and names, which every word of one script looks like, only the
document with fewer can tell."""
BIAS = -2.51
WEIGHTS = (15.491, -1.283, 10.506, -0.997, -2.416, -1.578, 0.131, -0.735, 2.402)
"""Of what `_score` looks at, in nats: a logistic regression over 464 pairs of translations (public
health, manuals; 3 to 127 in a folder, alone and among news) and 4,900 of the likeliest others."""
SPREAD = 0.3
"""Deviation of the log ratio of lengths of translations."""
DAYS = {0: 3.0, 1: 2.0, 2: 1.0}
"""Nats that dates so many days apart are worth, less where many have them; others cost two."""


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


Partners = Mapping[str, Collection[str]]


def suggest(
    portraits: Iterable[Portrait],
    refused: Iterable[tuple[str, str]] = (),
    partners: Partners | None = None,
) -> list[Suggestion]:
    """The pairs of documents in two languages that are likely, the surest first.

    `refused`: pairs that the reader said are none. `partners`: by path the documents that one is
    paired with already; no further one is suggested in the language of any of them. A document
    whose language is not known is passed over.
    """
    by_language: dict[str, list[Portrait]] = defaultdict(list)
    language: dict[str, str] = {}
    for each in portraits:
        language[each.path] = each.language
        if each.length and each.language != "und":
            by_language[each.language].append(each)
    apart = {frozenset(pair) for pair in refused}
    taken = {
        path: {language.get(other, "") for other in others}
        for path, others in (partners or {}).items()
    }
    found: list[Suggestion] = []
    for one, two in combinations(sorted(by_language, key=_order), 2):
        first = [each for each in by_language[one] if two not in taken.get(each.path, ())]
        second = [each for each in by_language[two] if one not in taken.get(each.path, ())]
        found += _between(first, second, apart)
    return sorted(found, key=lambda s: (-s.confidence, s.first, s.second))


def _order(language: str) -> tuple[bool, str]:
    """Arabic first: it is what others are compared with."""
    return language != "ar", language


def _between(
    first: Sequence[Portrait], second: Sequence[Portrait], apart: set[frozenset[str]]
) -> Iterator[Suggestion]:
    if not first or not second:
        return
    scores = _scores(first, second, apart)
    columns: dict[int, list[int]] = defaultdict(list)
    for a, row in scores.items():
        for b in row:
            columns[b].append(a)
    for a, b in assignment(scores).items():
        rivals = [scores[a][k] for k in scores[a] if k != b and not _twins(second[k], second[b])]
        rivals += [scores[k][b] for k in columns[b] if k != a and not _twins(first[k], first[a])]
        odds = _odds(scores[a][b])
        sure = odds / (1 + odds + sum(map(_odds, rivals)))
        if sure >= SUGGESTED_FROM:
            yield Suggestion(first[a].path, second[b].path, round(sure, 3))


def _twins(one: Portrait, two: Portrait) -> bool:
    """Whether they are one text twice, perhaps in another format."""
    both = len(one.features & two.features)
    return both >= TWINS * len(one.features | two.features)


def _scores(
    first: Sequence[Portrait], second: Sequence[Portrait], apart: set[frozenset[str]]
) -> dict[int, dict[int, float]]:
    """Of the candidates, by position in both lists: the log odds that they are translations."""
    weights = [_Weights(side) for side in (first, second)]
    where: dict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(first):
        for feature in each.features:
            if weights[0].counts[feature] <= max(FEW, RARE * len(first)):
                where[feature].append(at)
    scores: dict[int, dict[int, float]] = defaultdict(dict)
    for b, each in enumerate(second):
        near: Counter[int] = Counter()
        for feature in each.features:
            worth = weights[0].of(feature)
            for a in where.get(feature, ()):
                near[a] += worth  # type: ignore[assignment]
        for a in heapq.nlargest(PAIR_CANDIDATES, near, key=near.__getitem__):
            if frozenset((first[a].path, each.path)) not in apart:
                scores[a][b] = _score(first[a], each, weights)
    return scores


class _Weights:
    """What it is worth, in nats, that a feature is shared: the more the rarer it is."""

    def __init__(self, side: Sequence[Portrait]) -> None:
        self.counts = Counter(feature for each in side for feature in each.features)
        self._days = Counter(each.date[:10] for each in side)
        self._size = len(side) + STRANGERS

    def of(self, feature: str) -> float:
        return math.log(self._size / (self.counts[feature] + 1))

    def of_day(self, day: str) -> float:
        return math.log(self._size / (self._days[day] + 1))

    def sum(self, features: Iterable[str]) -> float:
        return sum(map(self.of, features))

    def likelihood(self, wanted: Iterable[str], there: frozenset[str]) -> float:
        """What it tells, in nats, which of the features `wanted` a document of this side has."""
        nats = 0.0
        for feature in wanted:
            if not self.counts[feature]:
                continue  # in no document of that language: it tells nothing of this one
            chance = min(0.9, self.counts[feature] / self._size)
            if feature in there:
                nats += max(0.0, math.log(CHANCE_KEPT / chance))
            else:
                nats += min(0.0, math.log((1 - CHANCE_KEPT) / (1 - chance)))
        return nats


def _score(one: Portrait, two: Portrait, weights: Sequence[_Weights]) -> float:
    told: list[float] = []
    for kind, of_which, doubt in FEATURE_KINDS:
        mine = {f for f in one.features if f[0] == kind}
        yours = {f for f in two.features if f[0] == kind}
        shared = sum(min(weights[0].of(f), weights[1].of(f)) for f in mine & yours)
        all_of = of_which(weights[0].sum(mine), weights[1].sum(yours))
        told += [shared / (all_of + doubt), math.log1p(shared)]
    names = {f for f in one.features if f[0] != "s"} if one.language == "ar" else one.features
    likely = weights[0].likelihood(two.features, one.features)
    likely += weights[1].likelihood(names, two.features)  # every Arabic word has a skeleton
    told += [max(-40.0, min(60.0, likely)), _lengths(one, two), _structure(one, two)]
    same = SAME_FORMAT * (PurePosixPath(one.path).suffix == PurePosixPath(two.path).suffix)
    return BIAS + same + sum(map(operator.mul, WEIGHTS, told)) + _dates(one, two, weights)


def _dates(one: Portrait, two: Portrait, weights: Sequence[_Weights]) -> float:
    days = one.date[:10], two.date[:10]
    try:
        apart = abs((date.fromisoformat(days[0]) - date.fromisoformat(days[1])).days)
    except ValueError:
        return 0.0
    rare = min(side.of_day(day) for side, day in zip(weights, days, strict=True))
    return min(DAYS[apart], rare) if apart in DAYS else -2.0


def _lengths(one: Portrait, two: Portrait) -> float:
    """How far the ratio of lengths is from what is usual; English takes a quarter more letters
    than Arabic. At most 4."""
    usual = 0.22 * ((one.language == "ar") - (two.language == "ar"))
    off = math.log(two.length / one.length) - usual
    return min(4.0, (off / SPREAD) ** 2)


def _structure(one: Portrait, two: Portrait) -> float:
    """How alike headings, pictures, links and paragraphs are in number."""
    likeness = 0.0
    for a, b in zip(one.structure, two.structure, strict=True):
        if a or b:
            likeness += 0.6 - 1.2 * abs(a - b) / max(a, b)
    return likeness


def _odds(nats: float) -> float:
    return math.exp(min(50.0, nats))


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
