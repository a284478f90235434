"""Codecs for files that went through wrong hands.

`utf-8-twice` and `utf-8-twice-as-windows-1256`: UTF-8 that a program took for windows-1252, or for
windows-1256, and encoded again. `utf-8-of-1256`: windows-1256 that it took for windows-1252. The
others are of a file that was put together of others: each line is UTF-8 where it can be, else in
the second encoding. Importing the module makes them known to Python.
"""

from __future__ import annotations

import codecs
import re
from functools import partial
from typing import Any

from viewer.core.language.late_pattern import late_pattern

TWICE = "utf-8-twice"
TWICE_ARABIC = "utf-8-twice-as-windows-1256"
OF_1256 = "utf-8-of-1256"
MIXED = "utf-8-and-windows-1256"
MIXED_LATIN = "utf-8-and-windows-1252"

_LATIN_BACK = {
    letter: code
    for code in range(0x80, 0x100)
    for letter in (bytes([code]).decode("windows-1252", "replace"), chr(code))
    if letter != "\ufffd"
}
_ARABIC_BACK = {bytes([code]).decode("windows-1256"): code for code in range(0x80, 0x100)}
_NOT_LATIN = late_pattern(f"[^\\x00-\\x7f{''.join(_LATIN_BACK)}]")
_AFTER, _HIGH = bytes(range(0x80, 0xC0)), bytes(range(0x80, 0x100))
_ARABIC = re.compile("[\u0600-\u06ff]")
_WORD = re.compile("[\u0621-\u0652]{3,}")
_ARTICLES = 0.1  # of the words of an Arabic text begin with the article at least
_ENOUGH = 10  # Arabic letters or words, from which a file is no chance
_SAMPLE = 50_000  # code points that are judged
_SOUND = 10  # sequences to a bad one, in what was UTF-8
_FEW = 3  # letters of a line, and lines of each kind


class _Repaired(codecs.IncrementalDecoder):
    """Two decoders, one behind the other: between them, letters become the bytes they were."""

    def __init__(self, back: dict[str, int], inner: str, errors: str = "strict") -> None:
        super().__init__(errors)
        self._back = back
        self._outer = codecs.getincrementaldecoder("utf-8")(errors)
        self._inner = codecs.getincrementaldecoder(inner)(errors)

    def decode(self, input: bytes, final: bool = False) -> str:  # type: ignore[override]
        text = self._outer.decode(input, final)
        return self._inner.decode(_bytes_of(text, self._back), final)

    def reset(self) -> None:
        self._outer.reset()
        self._inner.reset()


def _bytes_of(text: str, back: dict[str, int]) -> bytes:
    """Return the bytes that were taken for these letters; others stay what they are."""
    if _foreign(text) <= back.keys():
        return text.translate(str.maketrans(back)).encode("latin-1")
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


def _foreign(text: str) -> set[str]:
    """Return the letters beyond ASCII that there are in a text."""
    return {letter for letter in set(text) if letter >= "\x80"}


class _Mixed(codecs.BufferedIncrementalDecoder):
    """Line by line; the last one waits for its end."""

    def __init__(self, other: str, errors: str = "strict") -> None:
        super().__init__(errors)
        self._other = other

    def _buffer_decode(self, input: bytes, errors: str, final: bool) -> tuple[str, int]:  # type: ignore[override]
        end = len(input) if final else input.rfind(b"\n") + 1
        lines = bytes(input[:end]).splitlines(keepends=True)
        return "".join(self._line(line, errors) for line in lines), end

    def _line(self, line: bytes, errors: str) -> str:
        try:
            return line.decode("utf-8")
        except UnicodeDecodeError:
            return line.decode(self._other, errors)


_DECODERS = {
    TWICE: partial(_Repaired, _LATIN_BACK, "utf-8"),
    TWICE_ARABIC: partial(_Repaired, _ARABIC_BACK, "utf-8"),
    OF_1256: partial(_Repaired, _LATIN_BACK, "windows-1256"),
    MIXED: partial(_Mixed, "windows-1256"),
    MIXED_LATIN: partial(_Mixed, "windows-1252"),
}
_ENCODINGS = {
    TWICE: ("utf-8", "latin-1"),
    TWICE_ARABIC: ("utf-8", "windows-1256"),
    OF_1256: ("windows-1256", "latin-1"),
}
"""In which a text was written, and for which one that was taken."""


def _find(name: str) -> codecs.CodecInfo | None:
    name = name.replace("_", "-")
    decoder = _DECODERS.get(name)
    if decoder is None:
        return None

    def decode(data: Any, errors: str = "strict", /) -> tuple[str, int]:
        return decoder(errors).decode(bytes(data), True), len(data)

    def encode(text: str, errors: str = "strict", /) -> tuple[bytes, int]:
        if name not in _ENCODINGS:
            return text.encode("utf-8", errors), len(text)
        written, taken = _ENCODINGS[name]
        return text.encode(written, errors).decode(taken).encode("utf-8"), len(text)

    return codecs.CodecInfo(encode, decode, incrementaldecoder=decoder, name=name)  # type: ignore[arg-type]


codecs.register(_find)


def repair(text: str) -> str | None:
    """Return the name of what a text that came out of UTF-8 is still: an encoding in letters that
    another one has for its bytes; None for a text that is well.

    Single letters beyond ASCII, as every writing has them, are no UTF-8.
    """
    text = text[:_SAMPLE]
    if len(text) - len(text.encode("ascii", "ignore")) < 2 * _ENOUGH:
        return None
    latin = None if _NOT_LATIN.search(text) else _bytes_of(text, _LATIN_BACK)
    for name, data in ((TWICE, latin), (TWICE_ARABIC, _as_windows_1256(text))):
        if data is not None and _may_be_utf8(data):
            inner = data.decode("utf-8", "replace")
            bad = inner.count("\ufffd")
            sound = len(inner) - len(inner.encode("ascii", "ignore")) - bad
            if sound >= _ENOUGH and bad * _SOUND <= sound:
                return name
    if latin is not None:
        words = _WORD.findall(latin.decode("windows-1256"))
        if len(words) >= _ENOUGH:
            articles = sum(word.startswith("ال") for word in words)
            return OF_1256 if articles > _ARTICLES * len(words) else None
    return None


def _as_windows_1256(text: str) -> bytes | None:
    try:
        return text.encode("windows-1256")
    except UnicodeEncodeError:
        return None


def _may_be_utf8(data: bytes) -> bool:
    """Whether bytes may be UTF-8, in any order: of those that begin a sequence few have none of the
    others to go on with. Most texts are no more to be looked at."""
    after = len(data) - len(data.translate(None, _AFTER))
    return (high_bytes(data) - 2 * after) * _SOUND <= after


def high_bytes(data: bytes) -> int:
    """Return how many bytes are beyond ASCII."""
    return len(data) - len(data.translate(None, _HIGH))


def mixture(data: bytes) -> str | None:
    """Return the name of two encodings in turns: where some lines are sound UTF-8 beyond ASCII, and
    others are nothing of it; None for another file."""
    sound = arabic = unsound = latin = 0
    for line in data.split(b"\n"):
        if line.isascii():
            continue
        text = line.decode("utf-8", "replace")
        bad = text.count("\ufffd")
        if not bad:
            sound += 1
            letters = len(_ARABIC.findall(text))
            arabic += letters if letters >= _FEW else 0
        elif bad * 2 > (high := high_bytes(line)):
            latin += 1
            unsound += high if high >= _FEW else 0
    if arabic:
        return MIXED if arabic >= _ENOUGH and unsound >= _ENOUGH else None
    return MIXED_LATIN if sound >= _FEW and latin >= _FEW else None
