"""Finding a place again after its text changed. It says so when it is not sure, or finds none."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from viewer.core.language.arabic import fold, token_spans
from viewer.core.text.document import CONTEXT_LENGTH, Document, Place
from viewer.core.text.lines import Lines, occurrences
from viewer.core.text.lookalikes import Origins, reads_same, stood_beside
from viewer.core.text.similar_passages import Passage, Passages, opcodes

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
        found, unsure = [], []
        for number, place in enumerate(places):
            said = self._simply(place)
            if said is None:
                ranked = self._own(place, self._like(place))
                twin = place.occurrence[1] > 1  # of which some are gone or new: which, nobody said
                clear = None if twin else _clearly(ranked)
                if clear is None:
                    unsure.append((number, ranked))
                else:
                    said = self._told(place, clear)
            found.append(said or Lost)
        if unsure:
            known = [(p.start, f[0]) for p, f in zip(places, found, strict=True) if f != Lost]
            trail = self._evidence(known)
            for number, ranked in unsure:
                if (one := trail.only(places[number], ranked)) is not None:
                    found[number] = self._told(places[number], one)
        return found

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
        _reach(lines, place.end + CONTEXT_LENGTH)
        if _holds(lines, place) and not self._is_other(place, place.start, place.end):
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
        if not reads_same(self._lines.slice(one.start, one.end), place.exact):
            return one.start, one.end, "changed"
        around = place.prefix or place.suffix
        sure = len(place.exact) >= TELLING_QUOTE or (
            around and max(one.prefix, one.suffix) > FRAME_LIKENESS
        )
        return one.start, one.end, "moved" if sure else "changed"

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

    def like(self, place: Place, text: Callable[[int, int], str], length: int) -> list[Passage]:
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


class Trail:
    """Pairs of positions, old and new, of which something is sure: what stood between two of them
    stands between them now. Where both texts are at hand (`before`, `after`), what lies between
    two pairs is compared word by word.
    """

    def __init__(self, pairs: Iterable[tuple[int, int]], before: str = "", after: str = "") -> None:
        self._pairs = sorted(set(pairs))
        self._before, self._after = before, after

    def only(self, place: Place, ranked: list[Passage]) -> Passage | None:
        """The one passage among those that may be the place that stands where it must be."""
        around = self._around(place.start)
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

    def _around(self, old: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
        """The pairs before and after a position, where they are still neighbours."""
        at = bisect_right(self._pairs, (old, -1))
        if not 0 < at < len(self._pairs):
            return None
        before, after = self._pairs[at - 1], self._pairs[at]
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


def _reach(lines: Lines, offset: int) -> None:
    """Index the text up to `offset`."""
    while not lines.complete and (not len(lines) or lines.start(len(lines) - 1) <= offset):
        lines.grow(1 << 20)
    if not lines.complete:
        lines.grow(1)  # another thread may be at it: starts it knows already cannot be sliced yet


def _holds(lines: Lines, place: Place) -> bool:
    """Whether the words stand where they stood, with what stood before or after them."""
    if place.end - place.start != len(place.exact) or not (place.exact or _context(place)):
        return False
    before = max(0, place.start - len(place.prefix))
    text = lines.slice(before, place.end + len(place.suffix))
    at = place.start - before
    if not text.startswith(place.exact, at):
        return False
    if not _context(place):
        return True
    prefix = bool(place.prefix) and text[:at] == place.prefix
    suffix = bool(place.suffix) and text[at + len(place.exact) :] == place.suffix
    return (prefix and suffix) if not place.exact else (prefix or suffix)


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
