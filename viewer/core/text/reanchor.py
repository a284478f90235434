"""Finding a place again after its text changed. It says so when it is not sure, or finds none."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from viewer.core.language.arabic import fold, token_spans
from viewer.core.language.sentences import sentences
from viewer.core.text.document import CONTEXT_LENGTH, Document, Place
from viewer.core.text.lines import Lines, occurrences, reach
from viewer.core.text.lookalikes import Origins, Slice, reads_same, stood_beside
from viewer.core.text.similar_passages import Passage, Passages, likeness, opcodes
from viewer.core.text.word_diff import WordDiff

WORTHLESS_CONTEXT = 12
"""Code points of context up to which it proves nothing."""

CLEAR = 6
"""Code points of context that make a passage one of its own."""

RUN = 4
"""Words that are taken together to know a passage by."""

WINDOW = 4_000_000
"""Code points around the old position in which passages are compared."""

ENOUGH = 0.28
"""Score of a passage from which it may be the place; of others it is below 0.1.
See `similar_passages`."""
LEAD = 0.1
"""By how much it must be more like the place than any other passage."""
RIVAL = 0.35
"""The same where the other one holds the quote too: perhaps the place itself was changed."""
RIVAL_LIKENESS = 0.4
"""Likeness of words that makes a passage such a rival."""
PROOF = 16.0
"""Code points of quote and context that must be there again."""
TELLING_QUOTE = 32
"""Code points from which a quote that is there word for word needs no context to be believed."""
WHOLE = 0.6
"""Share of a quote that must not have been cut off."""
FRAME_LIKENESS = 0.6
"""Likeness of what stands before and after from which the words between may be any."""
SLACK = 24
"""Code points by which a place may overlap what stands before or after it by other evidence."""
SENTENCE = 400
"""Code points before and behind a place in which its sentence begins and ends."""
BOTH = 2
"""Sides of a passage that hold."""
SPREAD = 400
"""Code points that may have come between two passages that were neighbours."""

Found = tuple[int, int, str]
Lost: Found = (0, 0, "lost")


def resolve(document: Document, place: Place) -> Found:
    """What `PlaceFinder.resolve` says of one place."""
    return PlaceFinder(document).resolve([place])[0]


class PlaceFinder:
    """Finds places of one document again; what it learns of the text serves all of them.

    `before`: the text that the places were noted in, where it was kept. Twins are told apart by it
    and by the places around them.
    """

    def __init__(self, document: Document, before: str = "") -> None:
        self._lines, self._before = document.lines, before
        self._passages, self._former = Windows(), Windows()
        self._origins = Origins(before, self._lines.slice, self._like_before)
        self._trail: Trail | None = None

    def resolve(self, places: Sequence[Place]) -> list[Found]:
        """Where each place is now: start and end in code points, and how sure that is.

        `exact`: where it was. `moved`: the same words elsewhere, known by what stands around them;
        marks, hamza, case and punctuation may be others. `changed`: the words or their surroundings
        are others, or they cannot be compared; somebody should look. `lost`: (0, 0). Of twins that
        nothing tells apart none is taken, nor what stood elsewhere in the text before. While the
        position holds only the text around it is read. It may grow the document's lines, in any
        thread.
        """
        found = [self._simply(place) for place in places]
        ranked: dict[int, list[Passage]] = {}
        for number, place in enumerate(places):
            if found[number] is not None or self._stood_twice(place):
                continue
            ranked[number] = self._own(place, self._like(place))
            twin = place.occurrence[1] > 1  # of which some are gone or new: which, nobody said
            clear = None if twin else _clearly(ranked[number])
            found[number] = self._told(place, clear) if clear else None
        if None not in found:
            return [one for one in found if one]
        known = [(p.start, f[0]) for p, f in zip(places, found, strict=True) if f and f != Lost]
        trail = self._evidence(known)
        return [
            one or self._followed(trail, places[number], ranked.get(number))
            for number, one in enumerate(found)
        ]

    def _stood_twice(self, place: Place) -> bool:
        """Whether its sentence stood elsewhere in the text before too: what it was beside of, and
        not what it is like, tells where it went."""
        if not self._origins.knows(place):
            return False
        low = max(0, place.start - SENTENCE)
        window = self._before[low : place.end + SENTENCE].replace("\t", " ")  # a row is one
        spans = ((low + a, low + b) for a, b in sentences(window))
        own = [at for span in spans if span[0] < place.end and place.start < span[1] for at in span]
        sentence = self._before[own[0] : own[-1]] if own else ""
        return bool(sentence) and self._before.find(sentence) != self._before.rfind(sentence)

    def _followed(self, trail: Trail, place: Place, ranked: list[Passage] | None) -> Found:
        """What the way of the text around a place says of it. `ranked`: passages that may be the
        place; None where only what stood around it is asked."""
        if ranked is not None:
            one = trail.only(place, ranked)
            return self._told(place, one) if one else Lost
        return self._beside(trail.now(place), place)

    def _beside(self, answers: list[tuple[int, int] | None], place: Place) -> Found:
        """Which of the answers has beside it what stood beside the place. Of several it is the one
        behind what stood before the place, as an answer stands behind its question."""
        for start, end in filter(None, answers):
            before = self._lines.slice(max(0, start - len(place.prefix)), start)
            after = self._lines.slice(end, end + len(place.suffix))
            if len(answers) == 1:
                sides = ((place.prefix, before), (place.suffix, after))
                like = max(likeness(*map(_folded, side)) for side in sides)
                said = self._said(place, start, end, like)
                return (start, end, "exact") if said == (place.start, place.end, "moved") else said
            alone = place.occurrence[1] == 1 and reads_same(before, place.prefix)
            if alone and not self._is_other(place, start, end):
                return start, end, "changed"
        return Lost

    def candidates(self, place: Place) -> list[Passage]:
        """Passages that may be the place, the likeliest first: for the reader to choose from."""
        if not place.exact.strip():
            return []
        while not self._lines.complete:
            self._lines.grow(1 << 22)
        return [passage for passage in self._like(place) if passage.score > LEAD]

    def _simply(self, place: Place) -> Found | None:
        """Where nothing has to be weighed."""
        lines = self._lines
        reach(lines, place.end + CONTEXT_LENGTH)
        sides = _sides_that_hold(lines, place)
        holds = sides == BOTH or (sides and not self._stood_twice(place))
        if holds and not self._is_other(place, place.start, place.end):
            return place.start, place.end, "exact"
        if not place.exact:
            return _without_words(lines, place)
        while not lines.complete:
            lines.grow(1 << 22)
        whole = place.prefix + place.exact + place.suffix
        nth, count = place.occurrence
        if len(whole) - len(place.exact) >= CLEAR:
            hits = list(islice(occurrences(lines, whole), count + 1))
            start = hits[nth - 1] + len(place.prefix) if len(hits) == count else -1
            if start >= 0 and not self._is_other(place, start, start + len(place.exact)):
                return start, start + len(place.exact), "moved"
        return None if place.exact.strip() else Lost

    def _told(self, place: Place, one: Passage) -> Found:
        beside = max(one.prefix, one.suffix) if place.prefix or place.suffix else 0.0
        return self._said(place, one.start, one.end, beside)

    def _said(self, place: Place, start: int, end: int, beside: float) -> Found:
        """`beside`: likeness of what stands before or behind it."""
        same = reads_same(self._lines.slice(start, end), place.exact)
        sure = len(place.exact) >= TELLING_QUOTE or beside > FRAME_LIKENESS
        return start, end, "moved" if same and sure else "changed"

    def _own(self, place: Place, ranked: list[Passage]) -> list[Passage]:
        """The passages without those that are known to be others."""
        return [one for one in ranked if not _believed(one) or not self._was_other(place, one)]

    def _was_other(self, place: Place, one: Passage) -> bool:
        if self._origins.knows(place):
            return self._origins.is_other(place, one.start, one.end)
        return stood_beside(place, self._lines.slice(one.start, one.end))

    def _is_other(self, place: Place, start: int, end: int) -> bool:
        return self._origins.knows(place) and self._origins.is_other(place, start, end)

    def _like(self, place: Place) -> list[Passage]:
        return self._passages.like(place, self._lines.slice, self._lines.length())

    def _like_before(self, place: Place) -> list[Passage]:
        before = self._before
        return self._former.like(place, lambda a, b: before[a:b], len(before))

    def _evidence(self, known: list[tuple[int, int]]) -> Trail:
        if self._before and self._trail is None:
            after = self._lines.slice(0, self._lines.length())
            self._trail = Trail(shared(self._before, after), self._before, after)
        return self._trail or Trail(known)


class Windows:
    """The part of a text in which passages are looked for; what it learns serves the next."""

    def __init__(self) -> None:
        self._known: dict[int, Passages] = {}

    def like(self, place: Place, text: Slice, length: int) -> list[Passage]:
        """Passages around the position of a place that resemble it, the likeliest first."""
        half = WINDOW // 2
        begin = max(0, min(place.start, length) // half * half - half // 2)
        begin = begin if length > WINDOW else 0
        if begin not in self._known:
            self._known = {begin: Passages(text(begin, begin + WINDOW), begin)}
        return self._known[begin].like(place)


def _clearly(ranked: list[Passage]) -> Passage | None:
    """The best where it is believed, and nothing else comes near."""
    best = ranked[0] if ranked else None
    if best is None or not _believed(best):
        return None
    for other in ranked[1:]:
        rival = other.quote > RIVAL_LIKENESS and _believed(other)
        if best.score - other.score < (RIVAL if rival else LEAD):
            return None
    return best


def _believed(one: Passage) -> bool:
    """Whether enough of what is known of the place is there, and not just the best of nothing."""
    if one.end <= one.start or one.whole < WHOLE:
        return False
    return one.proof >= PROOF and (
        min(one.prefix, one.suffix) > FRAME_LIKENESS or one.score >= ENOUGH
    )


Pair = tuple[int, int]


class Trail:
    """Pairs of positions, old and new, of which something is sure: what stood between two of them
    stands between them now. Where both texts are at hand (`before`, `after`), what lies between
    two pairs is compared word by word.
    """

    def __init__(self, pairs: Iterable[tuple[int, int]], before: str = "", after: str = "") -> None:
        self._pairs = sorted(set(pairs))
        self._before, self._after = before, after
        self._diffs: dict[tuple[Pair, Pair], WordDiff] = {}

    def only(self, place: Place, ranked: list[Passage]) -> Passage | None:
        """The one passage among those that may be the place that stands where it must be."""
        around = self._around(place.start, place.end)
        if around is None:
            return None
        (was, low), (until, high) = around
        if self._before:
            at = low + self._step(place.start, was, until, low, high)
            low = high = at
        else:
            low, high = low - SLACK, high + SLACK
        far = SLACK + len(place.exact) // 3 if self._before else 0
        here = [p for p in ranked if low - far <= p.start <= high + far and _believed(p)]
        if len(here) > 1 and not self._before:
            clear = here[0].score - here[1].score >= LEAD
            return here[0] if clear else None
        return min(here, key=lambda p: abs(p.start - low), default=None)

    def now(self, place: Place) -> list[tuple[int, int] | None]:
        """Where a place of the text before may be now: see `WordDiff.now`."""
        around = self._around(place.start, place.end)
        if around is None:
            return []
        (was, low), (until, high) = around
        if around not in self._diffs:
            self._diffs[around] = WordDiff(self._before[was:until], self._after[low:high])
        found = self._diffs[around].now(place.start - was, place.end - was)
        return [span and (span[0] + low, span[1] + low) for span in found]

    def _around(self, start: int, end: int) -> tuple[Pair, Pair] | None:
        """The pairs before and behind a place, where they are still neighbours."""
        first = bisect_left(self._pairs, (start, -1))
        last = bisect_left(self._pairs, (end, -1), first)
        if self._before:
            ends = (0, 0), (len(self._before), len(self._after))
        elif not 0 < first <= last < len(self._pairs):
            return None
        else:
            ends = self._pairs[0], self._pairs[-1]
        before = self._pairs[first - 1] if first else ends[0]
        after = self._pairs[last] if last < len(self._pairs) else ends[1]
        was, now = after[0] - before[0], after[1] - before[1]
        return (before, after) if 0 <= now <= 2 * was + SPREAD else None

    def _step(self, old: int, was: int, until: int, low: int, high: int) -> int:
        """How far behind `low` the old position is now: code points."""
        one, two = self._before[was:until], self._after[low:high]
        first, second = token_spans(one), token_spans(two)
        words = ([fold(t[a:b]).text for a, b in s] for t, s in ((one, first), (two, second)))
        number = bisect_right(first, (old - was, 1 << 60)) - 1
        for _, a, b, c, d in opcodes(*words):
            if a <= number < b:
                at = min(c + number - a, max(c, d - 1))
                return second[at][0] if at < len(second) else len(two)
        return old - was


def _folded(text: str) -> str:
    return fold(text).text


def _sides_that_hold(lines: Lines, place: Place) -> int:
    """On how many sides of the words what stood there still stands: 0 where the words do not stand
    where they stood, or only by chance."""
    if place.end - place.start != len(place.exact) or not (place.exact or _context(place)):
        return 0
    before = max(0, place.start - len(place.prefix))
    text = lines.slice(before, place.end + len(place.suffix))
    at = place.start - before
    if not text.startswith(place.exact, at):
        return 0
    sides = (place.prefix, text[:at]), (place.suffix, text[at + len(place.exact) :])
    same = [was == now for was, now in sides]
    if all(same):
        return BOTH
    told = any(was and holds for (was, _), holds in zip(sides, same, strict=True))
    return int(told and bool(place.exact))


def _context(place: Place) -> int:
    return len(place.prefix) + len(place.suffix)


def _without_words(lines: Lines, place: Place) -> tuple[int, int, str]:
    """A point between letters, or a place whose maker noted no quote."""
    if place.prefix or place.suffix:
        while not lines.complete:
            lines.grow(1 << 22)
        hits = list(islice(occurrences(lines, place.prefix + place.suffix), 2))
        if len(hits) == 1 and _context(place) >= WORTHLESS_CONTEXT:
            at = hits[0] + len(place.prefix)
            return at, at, "moved"
        return Lost
    if 0 <= place.start < place.end and len(lines.slice(place.end - 1, place.end)) == 1:
        return place.start, place.end, "changed"
    return Lost


def shared(before: str, after: str) -> Iterator[tuple[int, int]]:
    """(position, position) of runs of `RUN` words that stand once in each text, folded.

    What patience diff takes for its anchors: https://bramcohen.livejournal.com/73318.html
    """
    one, two = _runs(before), _runs(after)
    for run, at in one.items():
        there = two.get(run, -1)
        if at >= 0 and there >= 0:
            yield at, there


def _runs(text: str) -> dict[tuple[str, ...], int]:
    """Where each run of words begins in code points of `text`; -1 for one that stands twice."""
    spans = token_spans(text)
    words = [fold(text[a:b]).text for a, b in spans]
    found: dict[tuple[str, ...], int] = {}
    for at in range(len(words) - RUN + 1):
        run = tuple(words[at : at + RUN])
        found[run] = -1 if run in found else spans[at][0]
    return found
