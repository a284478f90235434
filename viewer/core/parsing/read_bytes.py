"""Reading a file's bytes, with everything that may go wrong told as `Unreadable`."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from viewer.core.base.errors import Unreadable
from viewer.core.text import encodings
from viewer.core.text.document import Encoding

LARGEST_FILE_BYTES = 1 << 30
"""Bytes above which no file is opened."""


def read(path: Path, limit: int = LARGEST_FILE_BYTES) -> bytes:
    """The whole file, never memory-mapped: a file cut short by somebody else must not kill us."""
    return _read(path, limit + 1, limit)


def read_head(path: Path, count: int) -> bytes:
    """The first `count` bytes of it."""
    return _read(path, count, None)


def _read(path: Path, count: int, limit: int | None) -> bytes:
    try:
        with open(path, "rb", opener=_opener) as file:
            about = os.fstat(file.fileno())
            if not stat.S_ISREG(about.st_mode):
                raise Unreadable(path, "broken", "not a regular file")
            if limit is not None and about.st_size > limit:
                raise Unreadable(path, "too-large", str(about.st_size))
            return file.read(min(count, about.st_size + 1))  # a buffer for no more
    except OSError as error:
        raise Unreadable(path, _reason(path, error), error.strerror or "") from error
    except MemoryError as error:
        raise Unreadable(path, "memory") from error
    except ValueError as error:  # a NUL in the name
        raise Unreadable(path, "missing", str(error)) from error


def _opener(path: str, flags: int) -> int:
    """Never wait for somebody to write into a pipe."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _reason(path: Path, error: OSError) -> str:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return "missing"
    if isinstance(error, IsADirectoryError) or path.is_dir():
        return "folder"
    return "permission" if isinstance(error, PermissionError) else "broken"


def encoding_of(path: Path, data: bytes, asked: str | None) -> Encoding:
    """The reader's encoding, else the detected one. Raises `Unreadable` (encoding, binary)."""
    try:
        if asked:
            encodings.decode(b"", Encoding(asked))
            return Encoding(asked)
        return encodings.detect(data)
    except encodings.Binary as error:
        raise Unreadable(path, "binary") from error
    except (LookupError, ValueError) as error:  # ValueError: a NUL in the name
        raise Unreadable(path, "encoding", asked or "") from error


def text_of(path: Path, data: bytes, encoding: Encoding) -> tuple[str, Encoding]:
    """The decoded text with line feeds alone as line ends, and the encoding with what was bad."""
    try:
        text, encoding = encodings.decode(data, encoding)
    except MemoryError as error:
        raise Unreadable(path, "memory") from error
    text = text.rstrip("\0")
    if b"\r" in data:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text, encoding
