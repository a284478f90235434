"""Which addresses in marked-up text are kept: links, names to link to, and images."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from urllib.parse import unquote

_OUTSIDE = re.compile(r"(?:https?://|mailto:)\S+\Z", re.I)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[/\\]")
_DATA = re.compile(r"data:image/(?:png|jpe?g|gif|webp|bmp)[;,]", re.I)


class Addresses:
    """Those of one page by itself: the web, its own names, images in its folder or in it."""

    def anchor(self, name: str) -> str:
        """The name in the document of an element with this id."""
        return name

    def link(self, address: str) -> str:
        """The value of a link's span; empty for a link that is not kept."""
        if _OUTSIDE.match(address):
            return address
        return f"#{unquote(address[1:])}" if address.startswith("#") and address[1:] else ""

    def image(self, address: str) -> str:
        """The value of an image's span; empty for one that is elsewhere. Never fetched."""
        address = address.strip()
        if _DATA.match(address):
            return address
        path = posixpath.normpath(unquote(address.partition("?")[0].partition("#")[0]))
        away = _SCHEME.match(address) or path.startswith(("/", "\\", "..")) or ":" in path
        return "" if not address or away else path


class Packed(Addresses):
    """Those of one file among others in an archive: names are `file#id`."""

    def __init__(self, member: str, named: Callable[[str], str]) -> None:
        """`named`: the member that a name means, or an empty text."""
        self._member, self._named = member, named

    def anchor(self, name: str) -> str:
        return f"{self._member}#{name}"

    def link(self, address: str) -> str:
        if _OUTSIDE.match(address):
            return address
        path, _, name = address.partition("#")
        member = self._inside(path) if path else self._member
        if not address or not member:
            return ""
        return f"#{member}#{unquote(name)}" if name else f"#{member}"

    def image(self, address: str) -> str:
        return address if _DATA.match(address.strip()) else self._inside(address.strip())

    def _inside(self, address: str) -> str:
        """The member that a relative address names; empty where there is none."""
        if not address or _SCHEME.match(address):
            return ""
        path = unquote(address.partition("#")[0].partition("?")[0])
        member = posixpath.normpath(posixpath.join(posixpath.dirname(self._member), path))
        return self._named(member)
