"""Links on the clipboard: an annotation's body for notes, words for other programs."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from viewer.core.notes.note import Link, link_from_json, link_to_json

LINK_TYPE = "application/ld+json"
LONGEST_BYTES = 100_000
"""Of what is taken for a link; a clipboard may hold anything."""
_ID = re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def copy_link(link: Link, words: str) -> None:
    """Put a link on the clipboard. `words`: what other programs paste."""
    data = QMimeData()
    data.setText(words)
    data.setData(LINK_TYPE, json.dumps(link_to_json(link), ensure_ascii=False).encode())
    QGuiApplication.clipboard().setMimeData(data)


def link_in(data: QMimeData) -> Link | None:
    """The link that was copied, also where only the id of a note is left of it."""
    said = bytes(data.data(LINK_TYPE).data())
    if not said:
        words = data.text().strip() if data.hasText() else ""
        return Link(words) if _ID.fullmatch(words) else None
    try:
        found = json.loads(said) if len(said) <= LONGEST_BYTES else None
    except (ValueError, RecursionError):
        return None
    return link_from_json(found) if isinstance(found, Mapping) else None


def copied_link() -> Link | None:
    """The link on the clipboard; nothing may ever have been copied."""
    data: QMimeData | None = QGuiApplication.clipboard().mimeData()
    return link_in(data) if data is not None else None
