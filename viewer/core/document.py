"""One text in one language: a single source string, the offsets of its blocks, and what is special.

Every offset that leaves this module counts code points of `Document`'s text, the loader's linear
text: one `\\n` between blocks, never markup, never a carriage return. A document of half a million
paragraphs is one buffer and one array of block starts; a `Block` is made when somebody asks.
"""

from __future__ import annotations

import bisect
import re
import threading
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

CONTEXT = 32
"""Code points of text kept before and after a place, so that it can be found again."""

CHECKPOINT = 256
"""Blocks between two counted positions of a `ByteLines`."""

# A line that holds nothing to see is no block. Both forms must agree to the character:
# spaces, tabs, no-break spaces, zero-width characters, direction marks and byte order marks.
_INVISIBLE = " \t\x0b\x0c\xa0\u200b-\u200f\ufeff"
_STR_BLOCK = re.compile(rf"^[{_INVISIBLE}]*+[^\n][^\n]*+", re.M)
_BYTE_BLOCK = re.compile(
    rb"^(?:[ \t\x0b\x0c]|\xc2\xa0|\xe2\x80[\x8b-\x8f]|\xef\xbb\xbf)*+[^\n][^\n]*+", re.M
)


@dataclass(frozen=True, slots=True)
class Place:
    """A span of a document that can be found again after the text changed.

    `start` and `end` are code points of the document's text; `prefix` and `suffix` are the
    `CONTEXT` code points around it (W3C TextQuoteSelector).
    """

    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A styled run inside a block. Offsets are code points from the block's start.

    `style`: bold, italic, underline, strike, code, sub, sup, link, language, direction;
    `value`: the address of a link, the tag of a language, `rtl` or `ltr`; else empty.
    """

    start: int
    end: int
    style: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph-like unit. `[start, end)` in code points, without the line end.

    `kind`: paragraph, heading, list, quote, table, code, caption, image, rule, footnote, comment.
    `level`: of a heading 1-6, of a list or quote its depth. `marker`: what stands before a list
    item. `direction`: `rtl` or `ltr` where the file says so itself, else None.
    `furniture`: its kind when the block is not the story, else None.
    """

    index: int
    start: int
    end: int
    text: str
    kind: str = "paragraph"
    level: int = 0
    marker: str = ""
    direction: str | None = None
    furniture: str | None = None
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Encoding:
    """How the bytes were read. `guessed` is False after a BOM, strict UTF-8 or by the reader."""

    name: str
    guessed: bool = False
    bad_bytes: int = 0


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
            self.starts.extend([m.start() for m in _STR_BLOCK.finditer(text, begin, end)])
            self._end, self.complete = end, end >= len(text)
            return not self.complete

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
            point += self._count(byte, self.starts[block])
            byte = self.starts[block]
            self._counted.append((block, byte, point))
        self._end, self.complete = end, end >= len(data)
        self._total = point + self._count(byte, end)
        self._ratio = end / max(1, self._total)
        return not self.complete

    def _count(self, begin: int, end: int) -> int:
        return len(self.data[begin:end].decode("utf-8", "replace"))

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
        low = bisect.bisect_right(self._counted, offset, key=lambda c: c[2]) - 1
        block, byte, point = self._counted[low]
        last = min(block + CHECKPOINT, len(self.starts))
        for index in range(block + 1, last):
            point += self._count(byte, self.starts[index])
            if point > offset:
                return index - 1
            byte = self.starts[index]
        return max(0, last - 1)

    def _byte(self, offset: int) -> int:
        """The byte where the code point `offset` begins."""
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


@dataclass(eq=False)
class Document:
    """One text in one language.

    `language` is BCP 47 or `und`; `direction` is `rtl` or `ltr`, resolved from the language, never
    from the first letter. `date` is ISO 8601 or None. The dictionaries are sparse, keyed by block
    index: what is not in them is a plain paragraph of the story.
    """

    lines: Lines
    format: str
    format_version: int = 1
    path: Path | None = None
    encoding: Encoding | None = None
    language: str = "und"
    direction: str = "ltr"
    title: str | None = None
    author: str | None = None
    date: str | None = None
    kinds: dict[int, str] = field(default_factory=dict)
    levels: dict[int, int] = field(default_factory=dict)
    markers: dict[int, str] = field(default_factory=dict)
    directions: dict[int, str] = field(default_factory=dict)
    furniture: dict[int, str] = field(default_factory=dict)
    spans: dict[int, tuple[Span, ...]] = field(default_factory=dict)

    @classmethod
    def of_text(cls, text: str, format: str = "txt", **rest: Any) -> Document:
        """A document over `text` whose every non-blank line is a block; indexed whole."""
        lines = StrLines(text)
        while lines.grow(1 << 22):
            pass
        return cls(lines, format, **rest)

    def __len__(self) -> int:
        """How many blocks are known; grows until `lines.complete`."""
        return len(self.lines)

    def complete(self) -> None:
        """Index what is left, at once."""
        while not self.lines.complete:
            self.lines.grow(1 << 22)

    def block(self, index: int) -> Block:
        start, text = self.lines.start(index), self.lines.block(index)
        return Block(
            index,
            start,
            start + len(text),
            text,
            self.kinds.get(index, "paragraph"),
            self.levels.get(index, 0),
            self.markers.get(index, ""),
            self.directions.get(index),
            self.furniture.get(index),
            self.spans.get(index, ()),
        )

    def blocks(self) -> Iterator[Block]:
        """Every block in order; completes the index."""
        self.complete()
        return (self.block(index) for index in range(len(self)))

    def text(self) -> str:
        """The whole linear text, as one `str` (for a large document: that much memory)."""
        return self.lines.slice(0, self.lines.length())

    def place(self, start: int, end: int) -> Place:
        """The span `[start, end)`, code points, with its quote and context."""
        prefix = self.lines.slice(max(0, start - CONTEXT), start)
        suffix = self.lines.slice(end, end + CONTEXT)
        return Place(start, end, self.lines.slice(start, end), prefix, suffix)

    def as_json(self) -> dict[str, Any]:
        """Plain data, whole: what a worker sends home."""
        return {
            "text": self.text(),
            **{name: getattr(self, name) for name in _PLAIN},
            **{name: list(getattr(self, name).items()) for name in _SPARSE},
            "encoding": self.encoding
            and [self.encoding.name, self.encoding.guessed, self.encoding.bad_bytes],
            "spans": [
                [index, [[s.start, s.end, s.style, s.value] for s in spans]]
                for index, spans in self.spans.items()
            ],
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Document:
        """The way back from `as_json`. Raises KeyError, TypeError or ValueError on other data."""
        document = cls.of_text(data["text"], **{name: data[name] for name in _PLAIN})
        for name in _SPARSE:
            setattr(document, name, dict(data[name]))
        if data["encoding"]:
            document.encoding = Encoding(*data["encoding"])
        document.spans = {
            index: tuple(Span(*span) for span in spans) for index, spans in data["spans"]
        }
        return document


_PLAIN = ("format", "format_version", "language", "direction", "title", "author", "date")
_SPARSE = ("kinds", "levels", "markers", "directions", "furniture")


class Builder:
    """Collects blocks while a format is parsed, and makes the document of them."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._rest: dict[str, dict[int, Any]] = {name: {} for name in (*_SPARSE, "spans")}

    def __len__(self) -> int:
        return len(self._texts)

    def add(
        self,
        text: str,
        kind: str = "paragraph",
        *,
        level: int = 0,
        marker: str = "",
        direction: str | None = None,
        furniture: str | None = None,
        spans: Iterable[Span] = (),
    ) -> int | None:
        """Append a block, return its index; None (and nothing is added) when it shows nothing.

        A line feed inside `text` becomes U+2028, which Qt breaks at and no offset notices.
        """
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\u2028")
        if not _STR_BLOCK.match(text):
            return None
        index = len(self._texts)
        self._texts.append(text)
        found = {
            "kinds": kind if kind != "paragraph" else None,
            "levels": level,
            "markers": marker,
            "directions": direction,
            "furniture": furniture,
            "spans": tuple(spans),
        }
        for name, value in found.items():
            if value:
                self._rest[name][index] = value
        return index

    def document(self, format: str, **rest: Any) -> Document:
        return Document.of_text("\n".join(self._texts), format, **self._rest, **rest)
