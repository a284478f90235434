"""The definitions of a dictionary file, plain or compressed, read where they are needed.

The format of dictzip is in its manual page and in RFC 1952: a gzip file whose extra field `RA`
tells the length of each piece, and the pieces are compressed so that each can be read alone.
"""

from __future__ import annotations

import io
import struct
import zlib
from itertools import accumulate
from pathlib import Path

from viewer.core.base.errors import Unreadable
from viewer.core.parsing.read_bytes import read

LARGEST_DICTZIP_BYTES = 512 << 20
"""Bytes of a dictionary, unpacked, beyond which it is not read."""
LONGEST_DEFINITION_BYTES = 1 << 20
"""Bytes of a definition, beyond which the rest of it is left out."""

_HEAD = struct.Struct("<4sIBB")
_EXTRA, _NAME, _COMMENT, _CHECK = 4, 8, 16, 2


class Definitions:
    """The bytes of a `.dict` or `.dict.dz`, by offset and length. For any thread."""

    def __init__(self, path: Path) -> None:
        """Raises `Unreadable`: broken, too-large, and what the file system says."""
        self.path = path
        self._data = read(path, LARGEST_DICTZIP_BYTES)
        self._piece, self._places = 0, [0]
        self._last = -1, b""
        if self._data[:2] == b"\x1f\x8b":
            self._open()
        elif path.suffix == ".dz":
            raise Unreadable(path, "broken", "not compressed")

    def __len__(self) -> int:
        """Bytes there are at most."""
        return self._piece * (len(self._places) - 1) if self._piece else len(self._data)

    def read(self, offset: int, length: int) -> bytes:
        """Some bytes; fewer where the file has no more. Raises `Unreadable` (broken)."""
        length = min(length, LONGEST_DEFINITION_BYTES)
        if offset < 0 or length <= 0:
            return b""
        if not self._piece:
            return self._data[offset : offset + length]
        first, last = offset // self._piece, (offset + length - 1) // self._piece
        whole = b"".join(self._unpacked(n) for n in range(first, last + 1))
        start = offset - first * self._piece
        return whole[start : start + length]

    def all(self) -> bytes:
        """Everything. Raises `Unreadable` (broken)."""
        if not self._piece:
            return self._data
        return b"".join(self._unpacked(n) for n in range(len(self._places) - 1))

    def _unpacked(self, number: int) -> bytes:
        if number >= len(self._places) - 1:
            return b""
        last, whole = self._last
        if number == last:  # neighbours are read one after the other
            return whole
        packed = self._data[self._places[number] : self._places[number + 1]]
        try:
            whole = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, self._piece)
        except zlib.error as error:
            raise Unreadable(self.path, "broken", str(error)) from error
        self._last = number, whole
        return whole

    def _open(self) -> None:
        """Find the pieces; unpack at once what is gzip without them."""
        try:
            stream = io.BytesIO(self._data)
            flags = _HEAD.unpack(stream.read(_HEAD.size))[0][3]
            pieces = _pieces(_field(stream)) if flags & _EXTRA else None
            if pieces is None:
                self._data = unpacked(self.path, self._data)
                return
            for flag in (_NAME, _COMMENT):
                if flags & flag:
                    _skip_text(stream)
            stream.read(2 if flags & _CHECK else 0)
        except (struct.error, ValueError) as error:
            raise Unreadable(self.path, "broken", str(error)) from error
        self._piece, sizes = pieces
        if self._piece * len(sizes) > LARGEST_DICTZIP_BYTES:
            raise Unreadable(self.path, "too-large")
        self._places = list(accumulate(sizes, initial=stream.tell()))
        if self._places[-1] > len(self._data):
            raise Unreadable(self.path, "broken", "cut short")


def _field(stream: io.BytesIO) -> bytes:
    (length,) = struct.unpack("<H", stream.read(2))
    return stream.read(length)


def _pieces(extra: bytes) -> tuple[int, tuple[int, ...]] | None:
    """Bytes of a piece unpacked, and of each piece packed; None without the field `RA`."""
    at = 0
    while at + 4 <= len(extra):
        name, length = struct.unpack_from("<2sH", extra, at)
        at += 4
        if name == b"RA":
            version, size, count = struct.unpack_from("<3H", extra, at)
            if version != 1 or not size:
                raise ValueError("no dictzip of version 1")
            return size, struct.unpack_from(f"<{count}H", extra, at + 6)
        at += length
    return None


def _skip_text(stream: io.BytesIO) -> None:
    while (letter := stream.read(1)) != b"\0":
        if not letter:
            raise ValueError("no end of a name")


def unpacked(path: Path, data: bytes) -> bytes:
    """A whole gzip file. Raises `Unreadable`: broken, or too-large for what blows up."""
    worker = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        made = worker.decompress(data, LARGEST_DICTZIP_BYTES)
    except zlib.error as error:
        raise Unreadable(path, "broken", str(error)) from error
    if worker.unconsumed_tail:
        raise Unreadable(path, "too-large")
    if not worker.eof:
        raise Unreadable(path, "broken", "cut short")
    return made
