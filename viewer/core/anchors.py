"""Finding a place again after its text changed. It says so when it is not sure, or finds none."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import islice

from viewer.core.arabic import fold
from viewer.core.document import CONTEXT, Document, Place
from viewer.core.lines import ByteLines, Lines

MANY = 2000
"""Occurrences of a quote that are weighed by their context; more of them need context to find."""

LONG = 32
"""Code points from which a quote that stands there once needs no context to be believed."""

SHORT = 12
"""Code points up to which a quote without its context is nobody's."""

CLEAR = 6
"""Code points of context by which the best of several places must lead."""

FOLDED = 4_000_000
"""Code points around the old position in which a folded spelling is looked for."""

Lost = (0, 0, "lost")


def resolve(document: Document, place: Place) -> tuple[int, int, str]:
    """Where `place` is now: start and end in code points, and how sure that is.

    `exact`: where it was. `moved`: the same words elsewhere, known by what stands around them.
    `changed`: the words or their surroundings are others, or they cannot be compared; somebody
    should look. `lost`: (0, 0). Of twins that nothing tells apart none is taken. While the
    position holds only the text around it is read. It may grow `document.lines`, in any thread.
    """
    lines = document.lines
    _reach(lines, place.end + CONTEXT)
    if _holds(lines, place):
        return place.start, place.end, "exact"
    if not place.exact:
        return _without_words(lines, place)
    while not lines.complete:
        lines.grow(1 << 22)
    for search in (_exactly, _folded, _between):
        if found := search(lines, place):
            return found
    return Lost


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
        hits = list(islice(_occurrences(lines, place.prefix + place.suffix), 2))
        if len(hits) == 1 and _context(place) >= SHORT:
            at = hits[0] + len(place.prefix)
            return at, at, "moved"
        return Lost
    if 0 <= place.start < place.end and len(lines.slice(place.end - 1, place.end)) == 1:
        return place.start, place.end, "changed"
    return Lost


def _exactly(lines: Lines, place: Place) -> tuple[int, int, str] | None:
    """The same words elsewhere."""
    hits = _candidates(lines, place)
    size = len(place.exact)
    if not hits:
        return None

    def score(at: int) -> int:
        before = lines.slice(max(0, at - len(place.prefix)), at)
        after = lines.slice(at + size, at + size + len(place.suffix))
        return _common(before[::-1], place.prefix[::-1]) + _common(after, place.suffix)

    best = _best(hits, score, place)
    if best is not None:
        return best, best + size, "moved"
    if len(hits) > 1 or size < SHORT:
        return Lost if place.start not in hits else (place.start, place.end, "changed")
    return hits[0], hits[0] + size, "moved" if size >= LONG else "changed"


def _best(hits: list[int], score: Callable[[int], int], place: Place) -> int | None:
    """The hit that its context speaks for clearly, and against all others; else None."""
    scores = sorted(((score(at), at) for at in hits), reverse=True)
    top, second = scores[0][0], scores[1][0] if len(scores) > 1 else -CLEAR
    whole = _context(place)
    if whole == 0 or top < min(CLEAR, whole) or top == second:
        return None
    if top < whole and top - second < CLEAR:
        return None
    return scores[0][1]


def _candidates(lines: Lines, place: Place) -> list[int]:
    """Where the words stand; where that is nearly everywhere, with some context only."""
    hits = list(islice(_occurrences(lines, place.exact), MANY + 1))
    if len(hits) <= MANY:
        return hits
    before, after = place.prefix[-SHORT:], place.suffix[:SHORT]
    found = {at + len(before) for at in islice(_occurrences(lines, before + place.exact), MANY)}
    found |= set(islice(_occurrences(lines, place.exact + after), MANY))
    return sorted(found) if len(found) < MANY else []


def _common(one: str, two: str) -> int:
    """Code points that both begin with."""
    count = 0
    for a, b in zip(one, two, strict=False):
        if a != b:
            break
        count += 1
    return count


def _occurrences(lines: Lines, words: str) -> Iterator[int]:
    """Where `words` begin in a text that is indexed whole; a large one is not decoded for it."""
    if not isinstance(lines, ByteLines):
        text = lines.slice(0, lines.length())
        at = text.find(words)
        while at >= 0:
            yield at
            at = text.find(words, at + 1)
        return
    data, needle = lines.data, words.encode("utf-8", "surrogatepass")
    at = data.find(needle)
    while at >= 0:
        block = max(0, bisect_right(lines.starts, at) - 1)
        start = lines.starts[block] if len(lines) else 0
        first = lines.start(block) if len(lines) else 0
        if at < start:  # in the blank lines before the first block
            first, start = 0, 0
        yield first + len(data[start:at].decode("utf-8", "replace"))
        at = data.find(needle, at + 1)


def _folded(lines: Lines, place: Place) -> tuple[int, int, str] | None:
    """The words in another spelling: with or without marks, another alef, another case."""
    words = fold(place.exact).text
    if not words.strip():
        return None
    begin = max(0, place.start - FOLDED // 2)
    folded = fold(lines.slice(begin, begin + FOLDED))
    hits: list[int] = []
    at = folded.text.find(words)
    while at >= 0 and len(hits) <= MANY:
        hits.append(at)
        at = folded.text.find(words, at + 1)
    if not hits or len(hits) > MANY:
        return None
    before, after = fold(place.prefix).text[::-1], fold(place.suffix).text

    def score(at: int) -> int:
        left = folded.text[max(0, at - len(before)) : at][::-1]
        end = at + len(words)
        return _common(left, before) + _common(folded.text[end : end + len(after)], after)

    best = _best(hits, score, place)
    if best is None and len(hits) == 1 and len(words) >= SHORT:
        best = hits[0]
    if best is None:
        return None
    start, end = folded.source(best, best + len(words))
    return begin + start, begin + end, "changed"


def _between(lines: Lines, place: Place) -> tuple[int, int, str] | None:
    """What stands now between the prefix and the suffix, when each is there once."""
    if min(len(place.prefix), len(place.suffix)) < SHORT:
        return None
    before = list(islice(_occurrences(lines, place.prefix), 2))
    after = list(islice(_occurrences(lines, place.suffix), 2))
    if len(before) != 1 or len(after) != 1:
        return None
    start, end = before[0] + len(place.prefix), after[0]
    if not start < end <= start + 2 * len(place.exact) + CONTEXT:
        return None
    return start, end, "changed"
