"""Names of files and texts of others, made safe to stand in a line of the interface."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=1 << 16)
def shown_name(name: str) -> str:
    """A file's name, safe on one line: no line ends, no marks that turn the text round."""
    hidden = dict.fromkeys((8234, 8235, 8236, 8237, 8238, 8294, 8295, 8296))
    hidden |= {0x2069: None, 0x200E: None, 0x200F: None}
    text = name.encode("utf-8", "replace").decode("utf-8").translate(hidden)
    return "".join(c if c.isprintable() else "\u2423" for c in text)


def isolated(text: str) -> str:
    """In Unicode isolates, so that `تقرير (2).txt` reads right in any surroundings."""
    return f"\u2068{text}\u2069"
