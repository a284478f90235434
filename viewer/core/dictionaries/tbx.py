"""Terms in TBX (ISO 30042): both the older `martif` with `termEntry` and the newer `tbx`.

To be called where hostile XML can do no harm: in a worker's process, under its limits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.core.base.errors import Unreadable
from viewer.core.dictionaries.glossary import Term
from viewer.core.parsing.read_bytes import read
from viewer.core.parsing.xml_stream import as_utf8, entries, local

if TYPE_CHECKING:
    from lxml.etree import _Element

TBX_SUFFIXES = (".tbx",)
LARGEST_TBX_BYTES = 256 << 20
_CONCEPTS = ("termEntry", "conceptEntry")
_LANGUAGES = ("langSet", "langSec")
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ROOT = re.compile(rb"<(?:\w+:)?(martif|tbx|TBX)[\s>]")


def terms(path: Path) -> Iterator[Term]:
    """Every Arabic term with the English terms of its concept. Raises `Unreadable`."""
    data, _ = as_utf8(path, read(path, LARGEST_TBX_BYTES), None)
    root = _ROOT.search(data[:4096])
    if root is None:
        raise Unreadable(path, "broken", "no TBX")
    for concept in entries(path, data, root[1].decode("ascii"), _CONCEPTS):
        yield from _of_concept(concept)


def _of_concept(concept: _Element) -> Iterator[Term]:
    found: dict[str, list[str]] = {"ar": [], "en": []}
    kind = note = ""
    for part in concept.iter():
        name = local(part)
        if name in _LANGUAGES:
            language = (part.get(_LANG) or part.get("lang") or "").lower()[:2]
            if language in found:
                found[language] += [_text(e) for e in part.iter() if local(e) == "term"]
        elif name == "termNote" and part.get("type") == "partOfSpeech":
            kind = kind or _text(part)
        elif name == "descrip" and part.get("type") in ("definition", "context"):
            note = note or _text(part)
    english = "; ".join(dict.fromkeys(filter(None, found["en"])))
    for word in dict.fromkeys(filter(None, found["ar"])):
        if english:
            yield word, english, kind, note


def _text(element: _Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())
