"""How many words a text has: what stands between spaces, as word processors count."""

from __future__ import annotations

from collections.abc import Callable
from typing import AnyStr

from viewer.core.text.lines import ByteLines, Lines, StrLines
from viewer.core.text.single_byte_lines import SingleByteLines

UNITS_AT_ONCE = 1 << 16
"""Units that are looked at together: about a millisecond of work."""


def count_words(lines: Lines, stop: Callable[[], bool]) -> int | None:
    """The words of a text, which need not be indexed; None when `stop()` said so meanwhile."""
    if isinstance(lines, ByteLines | SingleByteLines):  # large: it is not decoded for this
        return _count(lines.data, b" ", stop)
    text = lines.text if isinstance(lines, StrLines) else lines.slice(0, lines.length())
    return _count(text, " ", stop)


def _count(data: AnyStr, space: AnyStr, stop: Callable[[], bool]) -> int | None:
    count, inside = 0, False
    for begin in range(0, len(data), UNITS_AT_ONCE):
        if stop():
            return None
        part = data[begin : begin + UNITS_AT_ONCE]
        count += len(part.split())
        if inside and part[:1].strip():  # one that the cut went through was counted twice
            count -= 1
        inside = bool((part[-1:] or space).strip())
    return count
