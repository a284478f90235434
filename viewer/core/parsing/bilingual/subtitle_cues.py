"""When cues are shown, and which cues of two subtitle files belong together."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator

from viewer.core.text.document import Document

_TIME = r"(?:(\d{1,4}):)?(\d{1,3}):(\d{1,2})(?:[.,:](\d{1,3})\d*)?"
TIMING = re.compile(rf"\s*{_TIME}\s*-?-->\s*{_TIME}")
"""The line of a cue that says when; groups: hours, minutes, seconds, fraction, twice."""

_LIVE = 8  # cues of one file that are shown at once, at most: the rest is a mistake of the file
_TRIED = 16  # cues looked at for one, where thousands begin at the same moment
_GROUP = 2  # of a unit with more cues than that on one side, the other side has no more than that

Times = list[tuple[float, float]]
Edge = tuple[int, int]


def seconds(timing: re.Match[str]) -> tuple[float, float]:
    """Start and end of a match of `TIMING`; the end is never before the start."""
    start, end = (_seconds(timing.groups()[at : at + 4]) for at in (0, 4))
    return start, max(start, end)


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, full, fraction = (part or "0" for part in parts)
    return int(hours) * 3600 + int(minutes) * 60 + int(full) + int(fraction.ljust(3, "0")) / 1000


def locator(start: float, end: float) -> str:
    """`00:01:02.500 --> 00:01:05.000`."""
    return f"{_clock(start)} --> {_clock(end)}"


def _clock(time: float) -> str:
    whole, milliseconds = divmod(round(time * 1000), 1000)
    minutes, full = divmod(whole, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{full:02}.{milliseconds:03}"


def times(document: Document) -> Times:
    """Start and end of every block in seconds; a block without its own has those before it."""
    found: Times = []
    last = (0.0, 0.0)
    for index in range(len(document)):
        match = TIMING.match(document.locators.get(index, ""))
        last = seconds(match) if match else last
        found.append(last)
    return found


def matched(first: Document, second: Document) -> tuple[array[int], array[int]]:
    """The units of both documents: cues shown together, for most of the shorter, share one.

    One cue may stand against several, two against two; a cue alone is a unit of its own, in the
    order of time. Linear in the number of cues. Right only for files without an offset.
    """
    one, two = _tamed(times(first)), _tamed(times(second))
    units = array("I"), array("I")
    unit = 0
    at, other = 0, 0
    ends = [*_groups(one, two), (len(one), len(one) - 1, len(two), len(two) - 1)]
    for low, high, other_low, other_high in ends:
        while at < low or other < other_low:
            if other >= other_low or (at < low and one[at][0] <= two[other][0]):
                units[0].append(unit)
                at += 1
            else:
                units[1].append(unit)
                other += 1
            unit += 1
        units[0].extend([unit] * (high + 1 - low))
        units[1].extend([unit] * (other_high + 1 - other_low))
        unit += 1
        at, other = high + 1, other_high + 1
    return units


def _tamed(found: Times) -> Times:
    """Starts that never fall, and no more than `_LIVE` cues at any moment."""
    starts: list[float] = []
    for start, _ in found:
        starts.append(max(start, starts[-1]) if starts else start)
    ahead = [*starts[_LIVE:], *[float("inf")] * min(_LIVE, len(starts))]
    return [
        (start, max(start, min(end, limit)))
        for start, (_, end), limit in zip(starts, found, ahead, strict=True)
    ]


def _edges(one: Times, two: Times) -> Iterator[Edge]:
    """The pairs of cues that are shown together for most of the shorter."""
    low = 0
    for at, (start, end) in enumerate(one):
        while low < len(two) and two[low][1] < start:
            low += 1
        other = low
        while other < min(len(two), low + _TRIED) and two[other][0] <= end:
            begin, stop = two[other]
            both = min(end, stop) - max(start, begin)
            if 2 * both > min(end - start, stop - begin):
                yield at, other
            other += 1


def _groups(one: Times, two: Times) -> Iterator[tuple[int, int, int, int]]:
    """First and last cue of each side (inclusive), for every unit with cues of both."""
    group: tuple[int, int, int, int] | None = None
    for at, other in _edges(one, two):
        if group is None:
            group = (at, at, other, other)
            continue
        low, high, other_low, other_high = group
        if at > high and other > other_high:
            yield group
            group = (at, at, other, other)
        elif other >= other_low:
            wider = (low, max(high, at), other_low, max(other_high, other))
            if min(wider[1] - low, wider[3] - other_low) < _GROUP:
                group = wider
    if group is not None:
        yield group
