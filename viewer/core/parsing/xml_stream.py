"""XML as a stream of its repeated elements, read without trusting it."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.core.base.errors import Unreadable
from viewer.core.parsing.read_bytes import encoding_of, text_of
from viewer.core.text import encodings
from viewer.core.text.document import Encoding

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEAD = 1024
_DECLARED = re.compile(rb"""\A\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)""")
# What no XML may hold and some programs write all the same.
_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\r")
_CONTROL_REFERENCE = re.compile(
    rb"&#(?:x0{0,4}(?:[0-8bcefBCEF]|1[0-9a-fA-F])|0{0,4}(?:[0-8]|1[124-9]|2[0-9]|3[01]));"
)
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"<\0", b"\0<", b"\0\0\0<")


def as_utf8(path: Path, data: bytes, asked: str | None) -> tuple[bytes, Encoding]:
    """The bytes of an XML file as UTF-8 without forbidden characters, and how they were read.

    The reader's word goes before the file's own, and that before a guess. Raises `Unreadable`:
    broken when nothing is in it or entities are declared (no file of ours needs them).
    """
    found = _encoding(path, data, asked)
    if found.name == "utf-8" and not found.guessed:
        data = data.removeprefix(codecs.BOM_UTF8)
    else:
        text, found = text_of(path, data, found)
        data = text.encode("utf-8", "replace")
    data = _CONTROL_REFERENCE.sub(b"", data.translate(None, _CONTROLS))
    _refuse_entities(path, data)
    return data, found


def _encoding(path: Path, data: bytes, asked: str | None) -> Encoding:
    if asked or data.startswith(_WIDE):
        return encoding_of(path, data, asked)
    match = _DECLARED.match(data[:_HEAD])
    name = match[1].decode("ascii").lower() if match else "utf-8"
    if name.startswith("utf"):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            return encoding_of(path, data, None)
        return Encoding("utf-8")
    try:
        return Encoding(encodings.plain_name(codecs.lookup(name).name))
    except LookupError:
        return encoding_of(path, data, None)


def _refuse_entities(path: Path, data: bytes) -> None:
    """Raise `Unreadable` unless the file has a root, and declares no entity if it has a DOCTYPE."""
    at, doctype = data.find(b"<"), False
    while at >= 0:
        head = data[at : at + 4]
        if head == b"<!--" or head[:2] == b"<?":
            end = data.find(b"-->" if head == b"<!--" else b"?>", at)
            at = data.find(b"<", end) if end >= 0 else -1
        elif head[:2] == b"<!":
            doctype, at = True, data.find(b"<", at + 2)
        else:
            break
    if at < 0:
        raise Unreadable(path, "broken", "no element")
    if doctype and b"<!ENTITY" in data:
        raise Unreadable(path, "broken", "entities declared")


def entries(path: Path, data: bytes, root: str, tags: tuple[str, ...]) -> Iterator[_Element]:
    """The elements of UTF-8 `data` with these local names, each gone when the next is asked for.

    Raises `Unreadable` (broken) where the XML is, or when its outermost element is no `root`.
    """
    from lxml import etree

    try:
        context = etree.iterparse(
            io.BytesIO(data),
            events=("end",),
            tag=[f"{{*}}{tag}" for tag in tags],
            encoding="utf-8",
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=True,
            remove_comments=True,
            remove_pis=True,
        )
        known = False
        for _, element in context:
            if not known:
                _check_root(path, element.getroottree().getroot(), root)
                known = True
            yield element
            element.clear()
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:
                del parent[0]
        _check_root(path, context.root, root)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(path, "broken", str(error)[:200]) from error


def _check_root(path: Path, element: _Element | None, name: str) -> None:
    if element is None or local(element) != name:
        raise Unreadable(path, "broken", f"no {name}")


def local(element: _Element) -> str:
    """The name of an element without its namespace; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
