"""The colours of notes."""

from __future__ import annotations

_EIGHT = "ffd400 ff6666 5fb236 2ea8e5 a28ae5 e56eee f19837 aaaaaa"
COLOURS = tuple(f"#{value}" for value in _EIGHT.split())
"""The eight that readers know from Zotero, in its order."""
