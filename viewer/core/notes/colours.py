"""The colours of notes."""

from __future__ import annotations

import re

_EIGHT = "ffd400 ff6666 5fb236 2ea8e5 a28ae5 e56eee f19837 aaaaaa"
COLOURS = tuple(f"#{value}" for value in _EIGHT.split())
"""The eight that readers know from Zotero, in its order."""
_SIX_DIGITS = re.compile("#([0-9a-fA-F]{6})(?:[0-9a-fA-F]{2})?")


def hex_digits(colour: str) -> str:
    """The six digits of a colour, for files that take nothing else; those of the first colour for
    what another program wrote instead of one (`gold`)."""
    found = _SIX_DIGITS.fullmatch(colour)
    return found[1] if found is not None else COLOURS[0].lstrip("#")
