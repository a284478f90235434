"""A linear text cut into blocks, in two forms behind one interface: one `str`, or UTF-8 bytes.

Offsets count code points of the text. A text of half a million paragraphs is one buffer and one
array of block starts.
"""

from __future__ import annotations

import bisect
import re
import threading
from array import array
from collections.abc import Iterator
from typing import AnyStr, Protocol

from viewer.core.language.late_pattern import late_pattern

CHECKPOINT = 256
"""Blocks between two counted positions of a `ByteLines`."""

# A line that holds nothing to see is no block. Both forms must agree to the character:
# spaces, tabs, no-break spaces, zero-width characters, direction marks and byte order marks.
_INVISIBLE = " \t\x0b\x0c\xa0\u200b-\u200f\ufeff"
STR_BLOCK = late_pattern(rf"^[{_INVISIBLE}]*+[^\n][^\n]*+", re.M)
"""A line that is a block, in a `str`."""
_BYTE_BLOCK = late_pattern(
    rb"^(?:[ \t\x0b\x0c]|\xc2\xa0|\xe2\x80[\x8b-\x8f]|\xef\xbb\xbf)*+[^\n][^\n]*+", re.M
)


class Lines(Protocol):
    """A linear text cut into blocks; the two forms behind one interface.

    `grow` indexes about `units` more and returns whether anything is left; what lies before is
    usable at once, and threads may ask for it together. `size(a, b)` estimates the code points of
    blocks a..b without decoding them.
    """

    complete: bool
    starts: array[int]
    """Where the blocks begin: in units of the form, code points or bytes."""

    def __len__(self) -> int: ...
    def grow(self, units: int) -> bool: ...
    def block(self, index: int) -> str: ...
    def start(self, index: int) -> int: ...
    def size(self, first: int, last: int) -> float: ...
    def block_at(self, offset: int) -> int: ...
    def slice(self, start: int, end: int) -> str: ...
    def length(self) -> int: ...
    def nth(self, words: str, at: int) -> tuple[int, int]: ...


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

    def grow(self, units: int) -> bool:
        with self._lock:
            text, begin = self.text, self._end
            end = text.find("\n", begin + units) if begin + units < len(text) else -1
            end = len(text) if end < 0 else end + 1
            self.starts.extend([m.start() for m in STR_BLOCK.finditer(text, begin, end)])
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


class ByteLines:
    """Lines over UTF-8 bytes: what a 50 MB text is opened as, decoded a block at a time.

    The bytes hold no BOM and no carriage return. Bad bytes read as U+FFFD; a line feed never is
    part of a sequence, so a block decodes alone as it would inside the whole.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.starts: array[int] = array("I" if len(data) < 2**32 else "Q")
        self._end = 0
        self._ratio = 1.0  # bytes a code point, as seen so far
        self._counted: list[tuple[int, int, int]] = [(0, 0, 0)]  # block, byte, code point
        self._total = 0
        self._bad = 0  # up to the last counted position
        self.bad_bytes = 0
        """Sequences that cannot be read, as far as it is indexed."""
        self._found = ((-1, 0), 0)
        """The last place that was asked for, with how much was indexed then; its byte."""
        self._lock = threading.Lock()
        self.complete = not data

    def __len__(self) -> int:
        return len(self.starts)

    def grow(self, units: int) -> bool:
        with self._lock:
            return self._grow(units)

    def _grow(self, units: int) -> bool:
        data, begin = self.data, self._end
        end = data.find(b"\n", begin + units) if begin + units < len(data) else -1
        end = len(data) if end < 0 else end + 1
        known = len(self.starts)
        self.starts.extend([m.start() for m in _BYTE_BLOCK.finditer(data, begin, end)])
        _, byte, point = self._counted[-1]
        first = -(-known // CHECKPOINT) * CHECKPOINT or CHECKPOINT
        for block in range(first, len(self.starts), CHECKPOINT):
            points, bad = self._counts(byte, self.starts[block])
            point, self._bad = point + points, self._bad + bad
            byte = self.starts[block]
            self._counted.append((block, byte, point))
        self._end, self.complete = end, end >= len(data)
        points, bad = self._counts(byte, end)
        self._total, self.bad_bytes = point + points, self._bad + bad
        self._ratio = end / max(1, self._total)
        return not self.complete

    def _count(self, begin: int, end: int) -> int:
        return len(self.data[begin:end].decode("utf-8", "replace"))

    def _counts(self, begin: int, end: int) -> tuple[int, int]:
        """Code points, and sequences that cannot be read."""
        data = self.data[begin:end]
        text = data.decode("utf-8", "replace")
        bad = text.count("\ufffd")
        return len(text), bad and max(0, bad - data.count(b"\xef\xbf\xbd"))

    def block(self, index: int) -> str:
        start = self.starts[index]
        end = self.data.find(b"\n", start)
        return self.data[start : end if end >= 0 else len(self.data)].decode("utf-8", "replace")

    def start(self, index: int) -> int:
        _, byte, point = self._counted[min(index // CHECKPOINT, len(self._counted) - 1)]
        return point + self._count(byte, self.starts[index])

    def size(self, first: int, last: int) -> float:
        starts = self.starts
        end = starts[last] if last < len(starts) else self._end
        return (end - starts[first]) / self._ratio if first < last else 0

    def block_at(self, offset: int) -> int:
        return max(0, bisect.bisect_right(self.starts, self._byte(offset)) - 1)

    def _byte(self, offset: int) -> int:
        """The byte where the code point `offset` begins; many ask for that of the caret."""
        asked, (known, at) = (offset, self._end), self._found
        if asked != known:
            self._found = asked, (at := self._look_for(offset))
        return at

    def _look_for(self, offset: int) -> int:
        low = bisect.bisect_right(self._counted, offset, key=lambda c: c[2]) - 1
        _, byte, point = self._counted[low]
        end = self._counted[low + 1][1] if low + 1 < len(self._counted) else self._end
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
        while not self.complete:
            self.grow(1 << 20)
        return self._total

    def nth(self, words: str, at: int) -> tuple[int, int]:
        return nth_of(self.data, words.encode("utf-8", "surrogatepass"), self._byte(at))


def nth_of(data: AnyStr, words: AnyStr, at: int) -> tuple[int, int]:
    """Which, from 1, of how many `words` in `data` the one at `at` is."""
    if not words:
        return 1, 1
    starts = list(_starts(data, words))
    before = bisect.bisect_left(starts, at)
    return before + 1, max(before + 1, len(starts))


def _starts(data: AnyStr, words: AnyStr) -> Iterator[int]:
    """Where `words` begin in `data`; where a line comes again and again they overlap."""
    at = data.find(words)
    while at >= 0:
        yield at
        at = data.find(words, at + 1)


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
