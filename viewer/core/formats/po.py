"""PO: the messages of a program with their translations, as gettext writes them."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from viewer.core.base.errors import Unreadable
from viewer.core.language.file_names import split_name
from viewer.core.parsing.bilingual.sides import Entry, clean_tag, guessed_sides, in_parts, sides_of
from viewer.core.parsing.read_bytes import encoding_of, read, text_of
from viewer.core.text import encodings
from viewer.core.text.document import Document, Encoding, joined

VERSION = 1

_LIMIT = 256 << 20
_HEAD = 65_536
_SAMPLE = 50
_LINE = re.compile(
    r"[ \t]*(?:(msgid_plural|msgid|msgctxt|msgstr)(?:\[(\d{1,3})\])?[ \t]*)?\"(.*?)\"?[ \t]*"
)
_ESCAPE = re.compile(r"\\(?:([0-7]{1,3})|x([0-9a-fA-F]{2})|(.))", re.S)
_LETTERS = {"n": "\n", "t": "\t", "r": "\n", "a": "", "b": "", "f": "", "v": ""}
_CHARSET = re.compile(rb'(?i)"Content-Type:[^"\n]*?charset=([\w.:-]+)')


@dataclass(slots=True)
class _Message:
    context: list[str] = field(default_factory=list)
    sources: dict[int, list[str]] = field(default_factory=dict)
    targets: dict[int, list[str]] = field(default_factory=dict)

    def entry(self, first: str, second: str) -> Entry:
        """Every form of the plural is a text of its own; forms that are the same count once."""
        for side, texts in ((first, self.sources), (second, self.targets)):
            for text in dict.fromkeys(_unescaped("".join(texts[at])) for at in sorted(texts)):
                yield side, text

    @property
    def is_header(self) -> bool:
        return not self.context and not any(map("".join, self.sources.values()))


def load(path: Path, encoding: str | None = None, language: str | None = None) -> Document:
    """The document in `path`, of the first side. Raises `Unreadable`."""
    return joined(parts(path, encoding, language))


def parts(
    path: Path, encoding: str | None = None, language: str | None = None
) -> Iterator[Document]:
    """The same bit by bit. `language` is that of the translation, against the header's."""
    data = read(path, _LIMIT)
    text, found = text_of(path, data, _encoding(path, data, encoding))
    del data
    source, target = _languages(path, text, language)
    sides = sides_of((source, target))
    names = {tag: side for side, tag in sides.items()}
    first, second = names[clean_tag(source)], names[clean_tag(target)]
    units = (m.entry(first, second) for m in _messages(path, text) if not m.is_header)
    yield from in_parts(units, sides, "po", path, format_version=VERSION, encoding=found)


def _encoding(path: Path, data: bytes, asked: str | None) -> Encoding:
    """The reader's word, bytes that are UTF-8, the header's word, a guess."""
    match = _CHARSET.search(data, 0, _HEAD)
    if asked or match is None or data.startswith(codecs.BOM_UTF8) or encodings.is_utf8(data):
        return encoding_of(path, data, asked)
    try:
        name = encodings.plain_name(codecs.lookup(match[1].decode("ascii")).name)
        encodings.decode(b"", Encoding(name))
    except (LookupError, ValueError):
        return encoding_of(path, data, None)
    return encoding_of(path, data, None) if name.startswith(("utf", "ascii")) else Encoding(name)


def _languages(path: Path, text: str, asked: str | None) -> tuple[str, str]:
    """Of the messages and of their translations; what the header does not say, the text tells."""
    header: dict[str, str] = {}
    sample: list[list[tuple[str, str]]] = []
    for message in _messages(path, text):
        if message.is_header:
            lines = _unescaped("".join(message.targets.get(0, []))).split("\n")
            pairs = (line.partition(":") for line in lines)
            header = header or {name.strip().lower(): value.strip() for name, _, value in pairs}
        else:
            sample.append(list(message.entry("source", "target")))
        if len(sample) == _SAMPLE:
            break
    source = clean_tag(header.get("x-source-language") or "en")
    target = clean_tag(asked or header.get("language") or split_name(path.name)[1] or "")
    if target == "und":
        said = " ".join(text for entry in sample for side, text in entry if side == "target")
        (target,) = guessed_sides([said], ["und"])
    return source, target if target != source else f"{target}-x-target"


def _messages(path: Path, text: str) -> Iterator[_Message]:
    """The messages of the file without the obsolete ones; `broken` where none of it is PO."""
    message, into = _Message(), None
    alien = known = 0
    at = 0
    while at < len(text):
        end = text.find("\n", at)
        end = end if end >= 0 else len(text)
        line, at = text[at:end], end + 1
        if not line or line[0] == "#" or not (match := _LINE.fullmatch(line)):
            alien += bool(line.strip() and not line.lstrip().startswith("#"))
            continue
        word, number, piece = match.groups()
        known += 1
        if word in ("msgid", "msgctxt") and message.targets:
            yield message
            message = _Message()
        if word == "msgctxt":
            into = message.context
        elif word:
            texts = message.targets if word == "msgstr" else message.sources
            form = 1 if word == "msgid_plural" else int(number or 0)
            into = texts[form] = []
        if into is not None:
            into.append(piece)
    if message.sources or message.targets:
        yield message
    if alien > known:
        raise Unreadable(path, "broken", "no messages")


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(_letter, text) if "\\" in text else text


def _letter(match: re.Match[str]) -> str:
    octal, hexadecimal, letter = match.groups()
    if letter is not None:
        return _LETTERS.get(letter, letter)
    code = int(octal, 8) if octal else int(hexadecimal, 16)
    return chr(code) if code >= 32 else ""
