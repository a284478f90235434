"""One module for each format, with `VERSION` and `load`. No format knows another."""

from viewer.core.formats.registry import (
    FORMATS,
    SUFFIXES,
    is_page_folder,
    is_plain,
    is_scanned,
    known,
    known_file,
    load,
    load_parts,
    suffixes,
)

__all__ = [
    "FORMATS",
    "SUFFIXES",
    "is_page_folder",
    "is_plain",
    "is_scanned",
    "known",
    "known_file",
    "load",
    "load_parts",
    "suffixes",
]
