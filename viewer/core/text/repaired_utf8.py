"""Two codecs for files that went through wrong hands: `utf-8-twice`, `utf-8-and-windows-1256`.

The first is UTF-8 that a program took for windows-1252 and encoded again. The second is a file
that was put together of others: each line is UTF-8 where it can be, else windows-1256. Importing
the module makes them known to Python.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing_extensions import Buffer

TWICE = "utf-8-twice"
MIXED = "utf-8-and-windows-1256"

_BACK = {
    letter: code
    for code in range(0x80, 0x100)
    for letter in (bytes([code]).decode("windows-1252", "replace"), chr(code))
    if letter != "\ufffd"
}
_ARABIC = re.compile("[\u0600-\u06ff]")
_ENOUGH = 10  # Arabic letters, or lines of each kind, from which a file is no chance
_FEW = 3


class _Twice(codecs.IncrementalDecoder):
    """Two UTF-8 decoders, one behind the other."""

    def __init__(self, errors: str = "strict") -> None:
        super().__init__(errors)
        make = codecs.getincrementaldecoder("utf-8")
        self._outer, self._inner = make(errors), make(errors)

    def decode(self, input: bytes, final: bool = False) -> str:  # type: ignore[override]
        text = self._outer.decode(input, final)
        return self._inner.decode(_bytes_of(text), final)

    def reset(self) -> None:
        self._outer.reset()
        self._inner.reset()


def _bytes_of(text: str) -> bytes:
    """Return the bytes that were taken for these letters; others stay what they are."""
    made = bytearray()
    for letter in text:
        code = ord(letter)
        if code < 0x80:
            made.append(code)
        elif letter in _BACK:
            made.append(_BACK[letter])
        else:
            made += letter.encode("utf-8", "replace")
    return bytes(made)


class _Mixed(codecs.BufferedIncrementalDecoder):
    """Line by line; the last one waits for its end."""

    def _buffer_decode(self, input: bytes, errors: str, final: bool) -> tuple[str, int]:  # type: ignore[override]
        end = len(input) if final else input.rfind(b"\n") + 1
        lines = bytes(input[:end]).splitlines(keepends=True)
        return "".join(_line(line, errors) for line in lines), end


def _line(line: bytes, errors: str) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("windows-1256", errors)


def _find(name: str) -> codecs.CodecInfo | None:
    decoders = {TWICE: _Twice, MIXED: _Mixed}
    decoder = decoders.get(name.replace("_", "-"))
    if decoder is None:
        return None

    def decode(data: Buffer, errors: str = "strict") -> tuple[str, int]:
        whole = bytes(data)
        return decoder(errors).decode(whole, True), len(whole)

    def encode(text: str, errors: str = "strict") -> tuple[bytes, int]:
        once = text.encode("utf-8", errors)
        twice = once.decode("latin-1").encode("utf-8")
        return twice if decoder is _Twice else once, len(text)

    return codecs.CodecInfo(encode, decode, incrementaldecoder=decoder, name=name)


codecs.register(_find)


def is_twice(text: str) -> bool:
    """Whether a text that came out of UTF-8 is UTF-8 still, and Arabic."""
    foreign = [letter for letter in text if letter >= "\x80"]
    if len(foreign) < 2 * _ENOUGH or any(letter not in _BACK for letter in foreign):
        return False
    inner = _bytes_of(text).decode("utf-8", "replace")
    arabic = len(_ARABIC.findall(inner))
    return arabic >= _ENOUGH and inner.count("\ufffd") * 10 <= arabic


def is_mixed(data: bytes) -> bool:
    """Whether some lines are sound UTF-8 in Arabic, and others are nothing of it."""
    sound = unsound = 0
    for line in data.split(b"\n"):
        if line.isascii():
            continue
        text = line.decode("utf-8", "replace")
        bad = text.count("\ufffd")
        if not bad:
            sound += len(_ARABIC.findall(text)) >= _FEW
        else:
            high = sum(byte >= 0x80 for byte in line)
            unsound += bad * 2 > high >= _FEW
    return sound >= _FEW and unsound >= _FEW
