"""Pages that stand inside a page in a frame, and files in an object: none of them is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.etree import _Element as Element
else:
    Element = Any

_FROM_OUTSIDE = re.compile(r"\s*(?:(?:https?:)?//|about:|javascript:|data:image)", re.I)
_PLAYED = re.compile(r"(?:image|audio|video)/|application/x-shockwave", re.I)
_TINY = ("0", "1", "0px", "1px")
_SOURCES = {"frame": "src", "iframe": "src", "embed": "src", "object": "data"}


def frames_of(root: Element) -> Iterator[str]:
    """The address of each text in a frame that belongs to the page: not what a server would put
    there, as advertisements, nor what cannot be seen, nor pictures and films."""
    for element in root.iter():
        name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        source = (element.get(_SOURCES[name]) or "").strip() if name in _SOURCES else ""
        inside = (element.get("srcdoc") or "").strip() if name == "iframe" else ""
        if not inside and (not source or _FROM_OUTSIDE.match(source)):
            continue
        tiny = element.get("width") in _TINY or element.get("height") in _TINY
        if not tiny and not _PLAYED.match(element.get("type") or ""):
            yield element.get("title") or element.get("name") or source or name
