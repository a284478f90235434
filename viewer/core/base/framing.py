"""What a worker and its parent say to each other: a length (8 bytes, big-endian), that much JSON.

Never pickle: a parser may have been turned by a hostile file.
"""

from __future__ import annotations

import json
import os
import struct
import sys
from typing import IO, Any, Protocol

FRAME = 512 << 20
"""Bytes of the longest answer that is read."""

END = {"end": True}
"""The last answer to a question."""
NO_MEMORY = {"unreadable": ["memory", ""]}
"""The answer of a worker that has no memory left."""

_LENGTH = struct.Struct(">Q")


class Pipe(Protocol):
    """What frames are written into."""

    def write(self, data: bytes, /) -> object: ...

    def flush(self) -> None: ...


def guarded_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """Standard input and output for frames alone; descriptors 0 and 1 become harmless."""
    pipes = os.dup(0), os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    try:
        os.dup2(2, 1)
    except OSError:  # a windowed program without a standard error
        os.dup2(nowhere, 1)
    if sys.platform == "win32":
        import msvcrt

        for pipe in pipes:
            msvcrt.setmode(pipe, os.O_BINARY)
    return os.fdopen(pipes[0], "rb"), os.fdopen(pipes[1], "wb")


def write_frame(stream: Pipe, data: Any) -> None:
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    payload = body.encode("utf-8", "surrogatepass")  # file names and bad text hold surrogates
    stream.write(_LENGTH.pack(len(payload)))
    stream.write(payload)
    stream.flush()


def read_frame(stream: IO[bytes], limit: int = FRAME) -> Any:
    """The next frame. Raises EOFError at the end, ValueError when it is no frame of ours."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    if length > limit:
        raise ValueError(f"a frame of {length} bytes")
    body = stream.read(length)
    if len(body) < length:
        raise EOFError
    return json.loads(body.decode("utf-8", "surrogatepass"))
