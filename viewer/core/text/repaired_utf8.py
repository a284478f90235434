"""Codecs for files that went through wrong hands: `utf-8-twice`, `utf-8-twice-as-windows-1256`,
`utf-8-and-windows-1256`.

The first two are UTF-8 that a program took for windows-1252, or for windows-1256, and encoded
again. The third is a file that was put together of others: each line is UTF-8 where it can be,
else windows-1256. Importing the module makes them known to Python.
"""

from __future__ import annotations

import codecs
import re
from typing import Any

TWICE = "utf-8-twice"
TWICE_ARABIC = "utf-8-twice-as-windows-1256"
MIXED = "utf-8-and-windows-1256"

_BACK = {
    name: {
        letter: code
        for code in range(0x80, 0x100)
        for letter in (bytes([code]).decode(codec, "replace"), *([chr(code)] * (code < 0xA0)))
        if letter != "\ufffd"
    }
    for name, codec in ((TWICE, "windows-1252"), (TWICE_ARABIC, "windows-1256"))
}
"""The bytes that were taken for letters, by the name of the codec."""
_ARABIC = re.compile("[\u0600-\u06ff]")
_ENOUGH = 10  # letters, or bytes, of a kind from which a file is no chance
_FEW = 3  # of a line


class _Twice(codecs.IncrementalDecoder):
    """Two UTF-8 decoders, one behind the other."""

    name = TWICE

    def __init__(self, errors: str = "strict") -> None:
        super().__init__(errors)
        make = codecs.getincrementaldecoder("utf-8")
        self._outer, self._inner = make(errors), make(errors)

    def decode(self, input: bytes, final: bool = False) -> str:  # type: ignore[override]
        text = self._outer.decode(input, final)
        return self._inner.decode(_bytes_of(text, self.name), final)

    def reset(self) -> None:
        self._outer.reset()
        self._inner.reset()


class _TwiceArabic(_Twice):
    name = TWICE_ARABIC


def _bytes_of(text: str, name: str) -> bytes:
    """Return the bytes that were taken for these letters; others stay what they are."""
    back = _BACK[name]
    made = bytearray()
    for letter in text:
        code = ord(letter)
        if code < 0x80:
            made.append(code)
        elif letter in back:
            made.append(back[letter])
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
    decoders = {TWICE: _Twice, TWICE_ARABIC: _TwiceArabic, MIXED: _Mixed}
    decoder = decoders.get(name.replace("_", "-"))
    if decoder is None:
        return None

    def decode(data: Any, errors: str = "strict", /) -> tuple[str, int]:
        return decoder(errors).decode(bytes(data), True), len(data)

    def encode(text: str, errors: str = "strict", /) -> tuple[bytes, int]:
        once = text.encode("utf-8", errors)
        if decoder is _Mixed:
            return once, len(text)
        codec = "windows-1256" if decoder is _TwiceArabic else "latin-1"
        return once.decode(codec).encode("utf-8"), len(text)

    return codecs.CodecInfo(encode, decode, incrementaldecoder=decoder, name=name)


codecs.register(_find)


def twice(text: str) -> str | None:
    """Return the codec of a text that came out of UTF-8 and is UTF-8 still, None for another.

    Single letters beyond ASCII, as every writing has them, are no UTF-8.
    """
    foreign = {letter for letter in text if letter >= "\x80"}
    if sum(map(text.count, foreign)) < 2 * _ENOUGH:
        return None
    for name, back in _BACK.items():
        if foreign <= back.keys():
            inner = _bytes_of(text, name).decode("utf-8", "replace")
            sound = sum(letter >= "\x80" for letter in inner) - (bad := inner.count("\ufffd"))
            if sound >= _ENOUGH and bad * 10 <= sound:
                return name
    return None


def is_mixed(data: bytes) -> bool:
    """Whether some lines are sound UTF-8 in Arabic, and others are nothing of it."""
    sound = unsound = 0
    for line in data.split(b"\n"):
        if line.isascii():
            continue
        text = line.decode("utf-8", "replace")
        letters, bad = len(_ARABIC.findall(text)), text.count("\ufffd")
        if not bad:
            sound += letters if letters >= _FEW else 0
        else:
            high = sum(byte >= 0x80 for byte in line)
            unsound += high if bad * 2 > high >= _FEW else 0
    return sound >= _ENOUGH and unsound >= _ENOUGH
