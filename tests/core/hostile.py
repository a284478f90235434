"""What no file may do to a format: damage it in every way and see that it is read or refused."""

import html
import io
import itertools
import json
import random
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from office_samples import SAMPLES, docx, fodt, p, r
from pdf_maker import pdf

from viewer.core import formats
from viewer.core.base.errors import REASONS, Unreadable
from viewer.core.text.document import Document


def read_or_refused(path: Path) -> Document | None:
    """The document, or None after an `Unreadable` with a reason that there is."""
    try:
        document = formats.load(path)
    except Unreadable as error:
        assert error.reason in REASONS and error.path == path
        return None
    json.dumps(document.as_json()).encode("utf-8", "surrogatepass")
    for each in (document, *document.others):
        no_return = each.units is None and "\r" not in each.text()
        assert no_return or len(each.units or ()) == len(each)
    return document


def mutated(data: bytes, count: int, seed: int = 3) -> Iterator[bytes]:
    """Copies of `data`, each damaged in its own way; of an archive mostly inside a member."""
    chance = random.Random(seed)
    for _ in range(count):
        if zipfile.is_zipfile(io.BytesIO(data)) and chance.random() < 0.7:
            yield _repacked(data, chance)
        else:
            yield _damaged(data, chance)


def _repacked(data: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    victim = chance.choice(sorted(members))
    members[victim] = _damaged(members[victim], chance)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


def _damaged(data: bytes, chance: random.Random) -> bytes:
    """Cut, with bytes changed, with pieces doubled or left out."""
    damaged = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(damaged) + 1)
        length = chance.randint(0, 40)
        way = chance.randrange(4)
        if way == 0:
            del damaged[at : at + length]
        elif way == 1:
            damaged[at:at] = damaged[at : at + length] * chance.randint(1, 3)
        elif way == 2:
            damaged[at : at + 1] = bytes([chance.randrange(256)])
        else:
            damaged[at : at + length] = chance.choice(
                [b"\0", b"\xff\xfe", b"<", b">", b'"', b"\n", b"&#0;", b"-->", b"99999999999"]
            )
    if chance.random() < 0.3:
        del damaged[chance.randrange(len(damaged) + 1) :]
    return bytes(damaged)


# Whole files that ask too much of whoever shows them


POISONS: dict[str, str] = {
    "one-long-line": "كلمة word " * 200_000,
    "one-long-word": "ع" * 1_000_000,
    "empty-lines": "\n" * 300_000,
    "marks-on-one-letter": "ب" + "\u064e" * 100_000,
    "joiners": "\u200d" * 500_000,
    "bidi-controls": "\u202e\u2066\u202b" * 60_000 + "end",
    "line-separators": "سطر\u2028" * 100_000,
    "carriage-returns": "line\r" * 100_000,
    "nulls": "a\0b" * 50_000,
    "tags": "<b><i><a href='x'>" * 20_000,
    "tabs": "\t".join(map(str, range(100_000))),
    "beyond-the-plane": "\U0001f468\u200d\U0001f469\U00010900\U000e0041" * 40_000,
}
"""Texts by what is wrong with them."""


def hostile_files() -> Iterator[tuple[str, bytes]]:
    """A hundred and more (name, bytes), of every format."""
    for poison, text in POISONS.items():
        for ending, wrap in _WRAPS.items():
            yield f"{poison}.{ending}", wrap(text)
    for name, make in SAMPLES.items():
        data = make()
        yield f"cut-{name}", data[: len(data) // 2]
        yield f"zeros-{name}", data[:40] + bytes(2_000_000)
    yield "bomb.docx", docx(p(r("a" * 60_000_000)))
    yield "entities.fodt", _ENTITIES + fodt("<text:p>&f;</text:p>")
    yield "deep.html", b"<div>" * 100_000 + "نص".encode()
    yield "deep.fodt", fodt("<text:span>" * 100_000)
    yield "deep.rtf", b"{\\rtf1 " + b"{\\b " * 100_000 + b"x"
    yield "columns.html", b"<table><tr>" + b"<td>x</td>" * 100_000 + b"</tr></table>"
    yield "pages.pdf", pdf([[(300, 700, 12, "صفحة")]] * 3_000)
    yield "cut.pdf", pdf([[(300, 700, 12, "صفحة")]])[:400]


_ENTITIES = (
    "<!DOCTYPE x ["
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 40}">' for a, b in itertools.pairwise("abcdef"))
    + '<!ENTITY a "aaaaaaaa">]>'
).encode()


def _escaped(text: str) -> str:
    return html.escape(re.sub("[\0-\x08\x0b-\x1f]", "\ufffd", text))


def _utf8(form: str) -> Callable[[str], bytes]:
    """What puts a text into a file of that form, as it is."""
    return lambda text: form.replace("%", text).encode()


_WRAPS: dict[str, Callable[[str], bytes]] = {
    "txt": _utf8("%"),
    "md": _utf8("# %\n\n| a | b |\n|---|---|\n| % | x |\n"),
    "html": _utf8("<p>%</p><pre>%</pre>"),
    "csv": _utf8('a,"%"\n%'),
    "srt": _utf8("1\n00:00:01,000 --> 00:00:02,000\n%\n"),
    "po": lambda text: f'msgid "a"\nmsgstr {json.dumps(text, ensure_ascii=False)}\n'.encode(),
    "docx": lambda text: docx(p(r(_escaped(text)))),
    "fodt": lambda text: fodt(f"<text:p>{_escaped(text)}</text:p>"),
    "rtf": lambda text: b"{\\rtf1 " + text.encode("cp1256", "replace") + b"\\par}",
}
"""File endings with what puts a text into such a file."""
