"""What no file may do to a format: damage it in every way and see that it is read or refused."""

import io
import json
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path

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
        assert ("\r" not in each.text() and each.units is None) or len(each.units) == len(each)
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
