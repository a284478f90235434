"""One module for each format, with `VERSION` and `load`. No format knows another."""

from viewer.core.formats.registry import (
    FORMATS,
    SUFFIXES,
    is_plain,
    known,
    known_file,
    load,
    load_parts,
)

__all__ = ["FORMATS", "SUFFIXES", "is_plain", "known", "known_file", "load", "load_parts"]
