"""Which annotations of a PDF page are remarks of a reader: highlights and comments (12.5.6)."""

from __future__ import annotations

from collections.abc import Collection, Generator
from contextlib import contextmanager
from typing import Any

KINDS = frozenset((1, 3, 9, 10, 11, 12))
"""Text, FreeText, Highlight, Underline, Squiggly and StrikeOut, as pdfium numbers them."""
_FREE_TEXT = 3
MOST = 5_000
"""Annotations of one page that are looked at."""


@contextmanager
def closing(annotation: Any) -> Generator[Any]:
    """An annotation of pdfium's, let go of afterwards."""
    import pypdfium2.raw as raw

    try:
        yield annotation
    finally:
        raw.FPDFPage_CloseAnnot(annotation)


def remarks_of(page: Any, kinds: Collection[int] = KINDS) -> list[int]:
    """The indices of the remarks of these kinds among the annotations of a page."""
    import pypdfium2.raw as raw

    found = []
    for at in range(min(raw.FPDFPage_GetAnnotCount(page), MOST)):
        with closing(raw.FPDFPage_GetAnnot(page, at)) as annotation:
            if raw.FPDFAnnot_GetSubtype(annotation) in kinds:
                found.append(at)
    return found


def holds_words(page: Any) -> bool:
    """Whether there are remarks on a page that are written on it."""
    return bool(remarks_of(page, (_FREE_TEXT,)))
