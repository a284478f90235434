"""The vowels of an Arabic text as it is probably read: extra `vowels`.

The one place that knows the package. Its models lie in the wheel; nothing is fetched. It also
mends spellings (`الامر`); of that nothing is taken: the letters stay as they were written.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from viewer.core.language.arabic import TOKEN, letters

PACKAGE = "text2tashkeel==0.1.0"
"""What pip installs for the extra."""
LONGEST_READ = 600
"""Code points that are read at once; of a longer sentence each piece by itself."""
_SENTENCE = re.compile(r"[^.!?؟؛\n]+[.!?؟؛\n]*")
_MARKED = re.compile("([\u0621-\u064a\u0671])([\u064b-\u0652\u0670]*)")
_ARABIC = re.compile("[\u0621-\u064a]")


def available() -> bool:
    """Whether the extra is installed."""
    return importlib.util.find_spec("text2tashkeel") is not None


@lru_cache(maxsize=1)
def _reader() -> Callable[[str], str]:
    from text2tashkeel import Diacritizer  # type: ignore[import-not-found, unused-ignore]

    return Diacritizer().diacritize


def vocalised(texts: Sequence[str]) -> list[str]:
    """Texts with the vowels that they are probably read with; marks that were written stay.

    Raises ImportError without the extra.
    """
    read = _reader()
    return ["".join(_laid_over(piece, read(piece)) for piece in _pieces(text)) for text in texts]


def _pieces(text: str) -> Iterator[str]:
    """A text in sentences, none of them too long; together they are the text."""
    at = 0
    for match in _SENTENCE.finditer(text):
        yield from _cut(text[at : match.end()])
        at = match.end()
    yield from _cut(text[at:])


def _cut(sentence: str) -> Iterator[str]:
    while len(sentence) > LONGEST_READ:
        end = sentence.rfind(" ", 1, LONGEST_READ) + 1 or LONGEST_READ
        yield sentence[:end]
        sentence = sentence[end:]
    if sentence:
        yield sentence


def _laid_over(text: str, read: str) -> str:
    """The marks of a reading over the letters of a text: word over word, where these match."""
    made, words = [], [match[0] for match in TOKEN.finditer(read)]
    found = list(TOKEN.finditer(text))
    if len(words) != len(found):
        return text
    at = 0
    for match, word in zip(found, words, strict=True):
        made += [text[at : match.start()], _word(match[0], word)]
        at = match.end()
    return "".join([*made, text[at:]])


def _word(written: str, read: str) -> str:
    """A word with the marks of another one that has as many letters."""
    marks = [match[2] for match in _MARKED.finditer(read)]
    if len(marks) != len(_MARKED.findall(written)) or len(letters(written)) != len(marks):
        return written
    own = _MARKED.finditer(written)
    return "".join(m[1] + (m[2] or mark) for m, mark in zip(own, marks, strict=True))


def is_arabic(text: str) -> bool:
    """Whether there is anything in a text that vowels could stand over."""
    return _ARABIC.search(text) is not None
