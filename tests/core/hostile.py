"""What no file may do to a format: damage it in every way and see that it is read or refused."""

import json
import random
from pathlib import Path

from viewer.core import formats
from viewer.core.document import Document
from viewer.core.errors import REASONS, Unreadable


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


def mutated(data: bytes, count: int, seed: int = 3):
    """Copies of `data`: cut, with bytes changed, with pieces doubled or left out."""
    chance = random.Random(seed)
    for _ in range(count):
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
        yield bytes(damaged)
