"""What a reader does to beads by hand: merge, split, move a border, swap, no translation, confirm.

Every repair makes pins of the beads that it touches; the aligner runs again between pins only.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from viewer.core.bitext.alignment import Alignment
from viewer.core.bitext.beads import Bead

Part = tuple[range, range]


class Pin(NamedTuple):
    """A bead that the reader confirmed: the segments before and after, counted in the story.

    `parts`, where there are several: which of its paragraphs belong together inside it, when
    their order differs in the two languages.
    """

    before: range
    after: range
    parts: tuple[Part, ...] = ()


Pins = tuple[Pin, ...]
"""In order; they never cross or overlap."""


def pins_of(alignment: Alignment) -> Pins:
    """The pins that an alignment was made with."""
    beads = ((k, alignment.beads[k]) for k in sorted(alignment.pinned))
    return tuple(Pin(b.before, b.after, tuple(alignment.parts.get(k, ()))) for k, b in beads)


def confirm(made: Alignment, bead: int) -> Pins:
    """Pin the bead; one that is pinned is left to the aligner again."""
    pins = pins_of(made)
    found = made.beads[bead]
    if bead in made.pinned:
        return tuple(p for p in pins if (p.before, p.after) != (found.before, found.after))
    return _with(pins, [Pin(found.before, found.after)])


def merge(made: Alignment, bead: int) -> Pins:
    """Make one bead of it and the next."""
    if bead + 1 >= len(made.beads):
        return pins_of(made)
    one, two = made.beads[bead : bead + 2]
    before = range(one.before.start, two.before.stop)
    return _with(pins_of(made), [Pin(before, range(one.after.start, two.after.stop))])


def swap(made: Alignment, bead: int) -> Pins:
    """The translations of it and of the next bead stand in the other order; of one whose own
    are so, they stand again as they are in the text."""
    if len(parts := made.parts.get(bead, ())) == 2:
        (a, b), (c, d) = parts
        return _with(pins_of(made), [Pin(a, d), Pin(c, b)])
    if bead + 1 >= len(made.beads):
        return pins_of(made)
    one, two = made.beads[bead : bead + 2]
    if not (one.before and one.after and two.before and two.after):
        return pins_of(made)
    before = range(one.before.start, two.before.stop)
    after = range(one.after.start, two.after.stop)
    parts = ((one.before, two.after), (two.before, one.after))
    return _with(pins_of(made), [Pin(before, after, parts)])


def split(made: Alignment, bead: int, at: int, first: bool) -> Pins:
    """A new bead begins at the paragraph `at` of a side; on the other side at the nearest border.

    What is on the other side is shared out by length; a single paragraph stays above.
    """
    found = made.beads[bead]
    mine, theirs = _sides(found, first)
    if not mine.start < at < mine.stop:
        return pins_of(made)
    border = _nearest(made, mine, theirs, at, first)
    upper = _bead(range(mine.start, at), range(theirs.start, border), first)
    lower = _bead(range(at, mine.stop), range(border, theirs.stop), first)
    return _with(pins_of(made), [upper, lower])


def _nearest(made: Alignment, mine: range, theirs: range, at: int, first: bool) -> int:
    """The border on the other side that shares it out as `at` shares out this one, by length."""
    lengths = [_lengths(made, run, side) for run, side in ((mine, first), (theirs, not first))]
    share = sum(lengths[0][: at - mine.start]) / max(1, sum(lengths[0]))
    total, passed, best = max(1, sum(lengths[1])), 0, (2.0, theirs.stop)
    for k, length in enumerate(lengths[1], 1):
        passed += length
        best = min(best, (abs(passed / total - share), theirs.start + k))
    return best[1]


def _lengths(made: Alignment, run: range, first: bool) -> list[int]:
    document = made.before if first else made.after
    blocks = made.story[0 if first else 1]
    return [len(document.lines.block(blocks[at])) for at in run]


def move(made: Alignment, bead: int, at: int, first: bool, up: bool) -> Pins:
    """The paragraph `at` goes to the bead above, with those over it in its bead; or to the one
    below, with those under it."""
    mine, _ = _sides(made.beads[bead], first)
    return border(made, bead if up else bead + 1, at + 1 if up else at, first) if mine else ()


def border(made: Alignment, bead: int, at: int, first: bool) -> Pins:
    """The border above a bead stands before the paragraph `at` of a side, in it or the one above.

    Above the first bead and below the last, what is moved away is a bead of its own.
    """
    beads = made.beads
    above = _sides(beads[bead - 1], first) if bead > 0 else None
    below = _sides(beads[bead], first) if bead < len(beads) else None
    if above is None and below is None:
        return pins_of(made)
    if above is None:
        assert below is not None
        above = range(below[0].start, below[0].start), range(below[1].start, below[1].start)
    if below is None:
        below = range(above[0].stop, above[0].stop), range(above[1].stop, above[1].stop)
    at = min(max(at, above[0].start), below[0].stop)
    pins = [
        _bead(range(above[0].start, at), above[1], first),
        _bead(range(at, below[0].stop), below[1], first),
    ]
    return _with(pins_of(made), [pin for pin in pins if pin.before or pin.after])


def alone(made: Alignment, bead: int, at: int, first: bool) -> Pins:
    """The paragraph `at` has no translation; what is beside it belongs to the rest of its bead,
    and is left to the aligner where there is no rest."""
    mine, theirs = _sides(made.beads[bead], first)
    if at not in mine:
        return pins_of(made)
    over, under = range(mine.start, at), range(at + 1, mine.stop)
    cut = theirs.stop if over else theirs.start
    pins = [
        _bead(over, range(theirs.start, cut), first),
        _bead(range(at, at + 1), range(cut, cut), first),
        _bead(under, range(cut, theirs.stop), first),
    ]
    return _with(pins_of(made), [pin for pin in pins if (pin.before if first else pin.after)])


def _sides(bead: Bead, first: bool) -> tuple[range, range]:
    return (bead.before, bead.after) if first else (bead.after, bead.before)


def _bead(mine: range, theirs: range, first: bool) -> Pin:
    return Pin(mine, theirs) if first else Pin(theirs, mine)


def _with(pins: Pins, new: Sequence[Pin]) -> Pins:
    """The pins with new ones in place of those that they touch."""
    a, b = new[0].before.start, new[-1].before.stop
    c, d = new[0].after.start, new[-1].after.stop
    kept = [
        pin
        for pin in pins
        if (pin.before.stop <= a and pin.after.stop <= c)
        or (pin.before.start >= b and pin.after.start >= d)
    ]
    return tuple(
        sorted([*kept, *new], key=lambda pin: (pin.before.start, pin.after.start, pin.before.stop))
    )


def applied(made: Alignment, pins: Pins) -> Alignment:
    """The alignment with these pins, at once: what they do not touch stays until it is aligned.

    What a pin cuts off from its bead goes to a neighbour that can hold it, or stands alone.
    """
    corners = [(0, 0), *((p.before.stop, p.after.stop) for p in pins)]
    ends = [*((p.before.start, p.after.start) for p in pins), _end(made)]
    beads: list[Bead] = []
    pinned, parts = set(), {}
    stops = [bead.before.stop for bead in made.beads]
    for number, (low, high) in enumerate(zip(corners, ends, strict=True)):
        first = max(0, bisect.bisect_left(stops, low[0]) - 1)
        beads += _between(made.beads, first, low, high)
        if number < len(pins):
            pin = pins[number]
            pinned.add(len(beads))
            if pin.parts:
                parts[len(beads)] = list(pin.parts)
            beads.append(Bead(pin.before, pin.after, 1.0))
    whole = {(b.before, b.after): k for k, b in enumerate(made.beads)}
    inner = {}
    for k, bead in enumerate(beads):
        old = whole.get((bead.before, bead.after))
        if old is not None and old in made.inner and k not in parts:
            inner[k] = made.inner[old]
    return replace(made, beads=beads, inner=inner, pinned=frozenset(pinned), parts=parts)


def _end(made: Alignment) -> tuple[int, int]:
    return len(made.story[0]), len(made.story[1])


def _between(
    beads: Sequence[Bead], first: int, low: tuple[int, int], high: tuple[int, int]
) -> list[Bead]:
    """The beads from `first` clipped to what lies between two corners; nothing is left out."""
    found: list[Bead] = []
    for bead in map(beads.__getitem__, range(first, len(beads))):
        if bead.before.start > high[0] or (found and bead.after.start > high[1]):
            break
        before = range(max(bead.before.start, low[0]), min(bead.before.stop, high[0]))
        after = range(max(bead.after.start, low[1]), min(bead.after.stop, high[1]))
        if before or after:
            found.append(Bead(before, after, bead.score))
    return list(_filled(found, low, high))


def _filled(found: Sequence[Bead], low: tuple[int, int], high: tuple[int, int]) -> list[Bead]:
    """Beads from corner to corner without a hole, whatever clipping left of them."""
    made: list[Bead] = []
    i, j = low
    for bead in found:
        before = range(i, max(i, bead.before.stop) if bead.before else i)
        after = range(j, max(j, bead.after.stop) if bead.after else j)
        if before or after:
            made.append(Bead(before, after, bead.score))
        i, j = before.stop, after.stop
    if (i, j) != high:
        made.append(Bead(range(i, high[0]), range(j, high[1]), 0.0))
    return made
