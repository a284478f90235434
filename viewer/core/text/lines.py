"""A linear text cut into blocks, in two forms behind one interface: one `str`, or UTF-8 bytes.

Offsets count code points of the text. A text of half a million paragraphs is one buffer and one
array of block starts.
"""

from __future__ import annotations

import bisect
import re
import threading
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, AnyStr, Protocol

from viewer.core.language.late_pattern import late_pattern

CHECKPOINT = 256
"""Blocks between two counted positions of a `ByteLines`."""
SAMPLED_BYTES = 4096
"""Bytes of a step of its index by which it is seen how many a code point takes."""

# A line that holds nothing to see is no block. Both forms must agree to the character:
# spaces, tabs, no-break spaces, zero-width characters, direction marks and byte order marks.
_INVISIBLE = " \t\x0b\x0c\xa0\u200b\u200c\u200d\u200e\u200f\ufeff"
STR_BLOCK = late_pattern(rf"^[{_INVISIBLE}]*+[^\n][^\n]*+", re.M)
"""A line that is a block, in a `str`."""
_BYTE_BLOCK = late_pattern(
    rb"^(?:[ \t\x0b\x0c]|\xc2\xa0|\xe2\x80[\x8b-\x8f]|\xef\xbb\xbf)*+[^\n][^\n]*+", re.M
)
_ODD = f"\n{_INVISIBLE}"
_ODD_BYTES = b"\n" + bytes({letter.encode()[0] for letter in _INVISIBLE})
SEARCHED_UNITS = 2_000_000
"""Units of a text that are looked through at once: some 1 ms."""
TOLD_BY = 16
"""Units behind a passage by which most others of its wording are passed over."""
LONG_LINES = 200
"""Units of a line, on the average of those before, from which its end is looked for: in lines of
500 that takes two thirds of the time of a pattern that goes through them, in short ones more."""


def block_starts(
    data: Any, begin: int, end: int, known: int, block: re.Pattern[Any], odd: Any
) -> list[int]:
    """Where blocks begin in the lines of `[begin, end)`, of which so many are `known` before.

    All of `str`, or of `bytes`. `block`: what a line is that is one. `odd`: the line feed, and what
    else a line may begin with that is none.
    """
    if begin <= known * LONG_LINES:
        return [m.start() for m in block.finditer(data, begin, end)]
    found, line_feed, at = [], odd[:1], begin
    while at < end:
        if data[at] not in odd:
            found.append(at)
            at = data.find(line_feed, at, end) + 1 or end
        elif (next_one := block.search(data, at, end)) is not None:
            found.append(next_one.start())
            at = next_one.end() + 1
        else:
            break
    return found


Passage = tuple[str, str, str, int]
"""What stands before it, its words, what stands behind it, and where its words begin."""


class Lines(Protocol):
    """A linear text cut into blocks; the two forms behind one interface.

    `grow` indexes about `units` more, and counts once all is indexed; it returns whether anything
    is left. What is indexed is usable at once, and threads may ask for it together: who asks for a
    place before it is counted waits for that. `size(a, b)` estimates the code points of blocks a..b
    without decoding them.
    """

    complete: bool
    """Whether all blocks are known."""
    starts: array[int]
    """Where the blocks begin: in units of the form, code points or bytes."""

    @property
    def counted(self) -> bool:
        """Whether nothing is left for `grow`: any place is told at once."""
        ...

    def __len__(self) -> int: ...
    def grow(self, units: int) -> bool: ...
    def block(self, index: int) -> str: ...
    def start(self, index: int) -> int: ...
    def size(self, first: int, last: int) -> float: ...
    def block_at(self, offset: int) -> int: ...
    def slice(self, start: int, end: int) -> str: ...
    def length(self) -> int: ...
    def nth(self, words: str, at: int) -> tuple[int, int]: ...
    def nths(self, passages: Iterable[Passage]) -> list[tuple[int, int]]: ...


class StrLines:
    """Lines over one `str`: every format but large plain UTF-8."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts: array[int] = array("I")
        self._end = 0
        self._lock = threading.Lock()
        self.complete = not text

    def __len__(self) -> int:
        return len(self.starts)

    @property
    def counted(self) -> bool:
        return self.complete

    def grow(self, units: int) -> bool:
        if self.complete:
            return False
        with self._lock:
            text, begin = self.text, self._end
            end = text.find("\n", begin + units) if begin + units < len(text) else -1
            end = len(text) if end < 0 else end + 1
            known = len(self.starts)
            self.starts.extend(block_starts(text, begin, end, known, STR_BLOCK, _ODD))
            self._end, self.complete = end, end >= len(text)
            return not self.complete

    def append(self, text: str) -> None:
        """Add lines at the end, still to be indexed."""
        with self._lock:
            self.text = f"{self.text}\n{text}" if self.text else text
            self.complete = self._end >= len(self.text)

    def block(self, index: int) -> str:
        start = self.starts[index]
        end = self.text.find("\n", start)
        return self.text[start : end if end >= 0 else len(self.text)]

    def start(self, index: int) -> int:
        return self.starts[index]

    def size(self, first: int, last: int) -> float:
        starts = self.starts
        end = starts[last] if last < len(starts) else self._end
        return end - starts[first] if first < last else 0

    def block_at(self, offset: int) -> int:
        return max(0, bisect.bisect_right(self.starts, offset) - 1)

    def slice(self, start: int, end: int) -> str:
        return self.text[start:end]

    def length(self) -> int:
        return len(self.text)

    def nth(self, words: str, at: int) -> tuple[int, int]:
        """Which, from 1, of how many `words` the one at code point `at` is."""
        return nth_of(self.text, words, at)

    def nths(self, passages: Iterable[Passage]) -> list[tuple[int, int]]:
        """The same of many passages, for which the text is gone through once for each wording."""
        return nths_of(self.text, list(passages))


class ByteLines:
    """Lines over UTF-8 bytes: what a 50 MB text is opened as, decoded a block at a time.

    The bytes hold no BOM and no carriage return. Bad bytes read as U+FFFD; a line feed never is
    part of a sequence, so a block decodes alone as it would inside the whole.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.starts: array[int] = array("I" if len(data) < 2**32 else "Q")
        self._end = 0
        self._sampled = self._points = 0  # bytes looked at for `size`, and their code points
        self._checkpoints: list[tuple[int, int, int]] = [(0, 0, 0)]  # block, byte, code point
        self._total = 0
        self.bad_bytes = 0
        """Sequences that cannot be read, as far as it is counted."""
        self._found = ((-1, 0), 0)
        """The last place that was asked for, with how much was indexed then; its byte."""
        self._lock = threading.Lock()
        self.complete = self.counted = not data

    def __len__(self) -> int:
        return len(self.starts)

    def grow(self, units: int) -> bool:
        if self.complete:
            return self._count(units)
        with self._lock:
            data, begin = self.data, self._end
            end = data.find(b"\n", begin + units) if begin + units < len(data) else -1
            end = len(data) if end < 0 else end + 1
            known = len(self.starts)
            self.starts.extend(block_starts(data, begin, end, known, _BYTE_BLOCK, _ODD_BYTES))
            sample = data[max(begin, end - SAMPLED_BYTES) : end]
            self._sampled += len(sample)
            self._points += len(sample.decode("utf-8", "ignore"))
            self._end, self.complete = end, end >= len(data)
        return True

    def _count(self, units: int) -> bool:
        """Count about `units` bytes more of what is indexed whole; whether any are left."""
        until = self._checkpoints[-1][1] + units
        while self._checkpoints[-1][1] < until:
            if not self._count_on():
                self._count_rest()
                return False
        return True

    def _count_on(self) -> bool:
        """Count as far as the next checkpoint, if that is indexed."""
        with self._lock:
            block, byte, point = self._checkpoints[-1]
            block += CHECKPOINT
            if block >= len(self.starts):
                return False
            points, bad = self._counts(byte, self.starts[block])
            self.bad_bytes += bad
            self._checkpoints.append((block, self.starts[block], point + points))
        return True

    def _count_rest(self) -> None:
        """Count what stands below the last checkpoint of a text that is indexed whole."""
        with self._lock:
            if not self.counted:
                _, byte, point = self._checkpoints[-1]
                points, bad = self._counts(byte, self._end)
                self.bad_bytes += bad
                self._total, self.counted = point + points, True

    def _counts(self, begin: int, end: int) -> tuple[int, int]:
        """Code points, and sequences that cannot be read."""
        data = self.data[begin:end]
        try:
            return len(data.decode()), 0
        except UnicodeDecodeError:
            text = data.decode("utf-8", "replace")
        return len(text), max(0, text.count("\ufffd") - data.count(b"\xef\xbf\xbd"))

    def block(self, index: int) -> str:
        start = self.starts[index]
        end = self.data.find(b"\n", start)
        return self.data[start : end if end >= 0 else len(self.data)].decode("utf-8", "replace")

    def start(self, index: int) -> int:
        while len(self._checkpoints) <= index // CHECKPOINT and self._count_on():
            pass
        _, byte, point = self._checkpoints[index // CHECKPOINT]
        return point + len(self.data[byte : self.starts[index]].decode("utf-8", "replace"))

    def size(self, first: int, last: int) -> float:
        starts = self.starts
        end = starts[last] if last < len(starts) else self._end
        ratio = self._points / max(1, self._sampled)
        return (end - starts[first]) * ratio if first < last else 0

    def block_at(self, offset: int) -> int:
        return max(0, bisect.bisect_right(self.starts, self._byte(offset)) - 1)

    def _byte(self, offset: int) -> int:
        """The byte where the code point `offset` begins; many ask for that of the caret."""
        asked, (known, at) = (offset, self._end), self._found
        if asked != known:
            self._found = asked, (at := self._look_for(offset))
        return at

    def _look_for(self, offset: int) -> int:
        while self._checkpoints[-1][2] <= offset and self._count_on():
            pass
        low = bisect.bisect_right(self._checkpoints, offset, key=lambda c: c[2]) - 1
        _, byte, point = self._checkpoints[low]
        after = self._checkpoints[low + 1 : low + 2]
        end = after[0][1] if after else self._end
        text = self.data[byte:end].decode("utf-8", "replace")
        if "\ufffd" not in text:
            return byte + len(text[: offset - point].encode())
        while point < offset and byte < end:  # replaced bytes have no length to count back from
            stop = min(end, byte + 4)
            while stop > byte + 1 and len(self.data[byte:stop].decode("utf-8", "replace")) > 1:
                stop -= 1
            byte, point = stop, point + 1
        return byte

    def slice(self, start: int, end: int) -> str:
        begin = self._byte(start)
        return self.data[begin : self._byte(end)].decode("utf-8", "replace")

    def length(self) -> int:
        while not self.counted:
            self.grow(1 << 20)
        return self._total

    def nth(self, words: str, at: int) -> tuple[int, int]:
        return nth_of(self.data, _utf8(words), self._byte(at))

    def nths(self, passages: Iterable[Passage]) -> list[tuple[int, int]]:
        found = [(_utf8(a), _utf8(b), _utf8(c), self._byte(at)) for a, b, c, at in passages]
        return nths_of(self.data, found)


def _utf8(words: str) -> bytes:
    return words.encode("utf-8", "surrogatepass")


def reach(lines: Lines, offset: int) -> None:
    """Index the text as far as the code point `offset`."""
    while not lines.complete and (not len(lines) or lines.start(len(lines) - 1) <= offset):
        lines.grow(1 << 20)
    if not lines.complete:
        lines.grow(1)  # another thread may be at it: starts it knows already cannot be sliced yet


def nth_of(data: AnyStr, words: AnyStr, at: int) -> tuple[int, int]:
    """Which, from 1, of how many `words` in `data` the one at `at` is."""
    if not words:
        return 1, 1
    starts = list(_starts(data, words))
    before = bisect.bisect_left(starts, at)
    return before + 1, max(before + 1, len(starts))


def nths_of(
    data: AnyStr, passages: Sequence[tuple[AnyStr, AnyStr, AnyStr, int]]
) -> list[tuple[int, int]]:
    """The same of many passages: what stands before them, their words, what stands behind, and
    where the words begin."""
    starts: dict[tuple[AnyStr, AnyStr, AnyStr], list[int]] = {each[:3]: [] for each in passages}
    wordings: dict[AnyStr, dict[AnyStr, list[tuple[AnyStr, AnyStr, AnyStr]]]] = {}
    for alike in starts:
        beginnings = wordings.setdefault(alike[1], {})
        beginnings.setdefault(alike[2][:TOLD_BY], []).append(alike)
    for words, beginnings in wordings.items():
        lengths = {len(beginning) for beginning in beginnings}
        for at in _starts(data, words):
            end = at + len(words)
            behinds = {data[end : end + n] for n in lengths}  # alike at the end of a text
            for alike in chain(*[beginnings.get(each, ()) for each in behinds]):
                before, _, behind = alike
                begin = at - len(before)
                if begin >= 0 and data.startswith(before, begin) and data.startswith(behind, end):
                    starts[alike].append(at)
    nths = [(bisect.bisect_left(starts[each[:3]], each[3]) + 1, each[:3]) for each in passages]
    return [(nth, max(nth, len(starts[alike]))) for nth, alike in nths]


def _starts(data: AnyStr, words: AnyStr) -> Iterator[int]:
    """Where `words` begin in `data`; where a line comes again and again they overlap."""
    begin = 0
    while begin <= len(data) - len(words):  # by pieces: while one is gone through no thread goes on
        end = begin + SEARCHED_UNITS
        at = data.find(words, begin, end + len(words) - 1)
        while at >= 0:
            yield at
            at = data.find(words, at + 1, end + len(words) - 1)
        begin = end


def occurrences(lines: Lines, words: str) -> Iterator[int]:
    """Where `words` begin in a text that is indexed whole; a large one is not decoded for it."""
    if not isinstance(lines, ByteLines):
        yield from _starts(lines.slice(0, lines.length()), words)
        return
    data = lines.data
    for at in _starts(data, words.encode("utf-8", "surrogatepass")):
        block = max(0, bisect.bisect_right(lines.starts, at) - 1)
        start = lines.starts[block] if len(lines) else 0
        first = lines.start(block) if len(lines) else 0
        if at < start:  # in the blank lines before the first block
            first, start = 0, 0
        yield first + len(data[start:at].decode("utf-8", "replace"))
