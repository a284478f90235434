"""Packed documents (zip) and the XML in them, read in memory under limits; nothing is unpacked.

No path of an archive ever names a place on a disk: members are keys. XML is parsed without
entities, network or outside definitions.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from viewer.core.base.errors import Unreadable
from viewer.core.parsing.read_bytes import read

if TYPE_CHECKING:
    from lxml.etree import _Element as Element
else:
    Element = Any

MEMBERS = 20_000
"""Members above which an archive is refused."""
MEMBER_SIZE = 64 << 20
"""Unpacked bytes above which a member is refused."""
TOTAL_SIZE = 256 << 20
"""Unpacked bytes that are read out of one archive at most."""
_FILE_SIZE = 512 << 20
_RATIO = 500  # unpacked to packed bytes; a long document of one repeated line packs 1:200
_RATIO_FROM = 8 << 20  # unpacked bytes below which the ratio does not matter
_OLE = b"\xd0\xcf\x11\xe0"  # an encrypted .docx is packed so
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class Archive:
    """A zip file read whole into memory. Every method raises `Unreadable`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        data = read(path, _FILE_SIZE)
        if data.startswith(_OLE):
            raise Unreadable(path, "encrypted" if _ENCRYPTED in data else "broken", "ole")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            infos = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise Unreadable(path, "broken", str(error)) from error
        except (IndexError, OverflowError, UnicodeError, RuntimeError) as error:
            raise Unreadable(path, "broken", repr(error)) from error
        if len(infos) > MEMBERS:
            raise Unreadable(path, "too-large", f"{len(infos)} members")
        self._members = {info.filename: info for info in infos}
        self._alike: dict[str, str] = {}
        for name in self._members:
            self._alike.setdefault(_folded(name), name)
        self._left = TOTAL_SIZE

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def named(self, name: str) -> str:
        """Return the member that a document means by a name; empty where there is none.

        Programs and disks write one name in other cases, Unicode forms, percent codes or strokes.
        """
        return name if name in self._members else self._alike.get(_folded(name), "")

    def read(self, name: str) -> bytes | None:
        """The bytes of a member; None where there is none of that name."""
        info = self._members.get(name)
        if info is None:
            return None
        if info.flag_bits & 1:
            raise Unreadable(self.path, "encrypted", name)
        limit = min(MEMBER_SIZE, self._left)
        packed = max(info.compress_size, 1)
        bomb = info.file_size > _RATIO_FROM and info.file_size / packed > _RATIO
        if info.file_size > limit or bomb:
            raise Unreadable(self.path, "too-large", f"{name}: {info.file_size}")
        try:
            with self._zip.open(info) as member:
                data = member.read(limit + 1)
        except MemoryError as error:
            raise Unreadable(self.path, "memory", name) from error
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise Unreadable(self.path, "broken", f"{name}: {error}") from error
        except Exception as error:  # whatever lzma, bz2 and odd headers make of odd bytes
            raise Unreadable(self.path, "broken", f"{name}: {error!r}") from error
        if len(data) > limit:
            raise Unreadable(self.path, "too-large", name)
        self._left -= len(data)
        return data

    def xml(self, name: str) -> Element | None:
        """The root of an XML member; None where there is none of that name."""
        data = self.read(name)
        return None if data is None else parse_xml(self.path, data, name)

    def optional_xml(self, name: str) -> Element | None:
        """The root of an XML member that the document can do without: None also where it is bad."""
        try:
            return self.xml(name)
        except Unreadable as error:
            if error.reason != "broken":
                raise
            return None


def _folded(name: str) -> str:
    """Return a name without what programs write differently."""
    return unicodedata.normalize("NFC", unquote(name.replace("\\", "/"))).casefold()


def parse_xml(path: Path, data: bytes, name: str = "") -> Element:
    """The root of an XML text. Raises `Unreadable` (broken): also where it defines entities."""
    from lxml import etree

    if re.search(rb"<!ENTITY|<\x00!\x00E\x00N\x00T", data[: 1 << 20]):
        raise Unreadable(path, "broken", f"{name}: defines entities")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(path, "broken", f"{name}: {error}") from error
