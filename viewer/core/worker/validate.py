"""What a worker sends home, checked: its parser may have been turned by a hostile file."""

from __future__ import annotations

import base64
import operator
import re
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from viewer.core.base.errors import REASONS, Unreadable
from viewer.core.language.arabic import letters
from viewer.core.text.document import OMISSIONS, Document, Span

if TYPE_CHECKING:
    from viewer.core.bitext.word_links import Nats
    from viewer.core.corpus.find_pairs import Portrait
    from viewer.core.morphology.roots import RootReading
    from viewer.core.notes.import_foreign import Imported
    from viewer.core.parsing.office.review_table import ReviewRow
    from viewer.core.worker.embedded_images import Picture

_T = TypeVar("_T")
_KEY = re.compile("[0-9a-f]{64}")
"""Of a file of scanned pages: names of files are made of it."""


def document_of(path: Path, answer: dict[str, Any]) -> Document:
    """The document in an answer; raises the error that is in it, or `Unreadable` broken."""
    try:
        _raise(path, answer)
        document = Document.from_json(answer)
        _check(document)
    except _UNSOUND as error:
        raise Unreadable(path, "broken", f"{type(error).__name__}: {error}"[:200]) from error
    return document


def checked(path: Path, made: Callable[[dict[str, Any]], _T], answer: dict[str, Any]) -> _T:
    """What is made of an answer; raises as `document_of`."""
    try:
        _raise(path, answer)
        return made(answer)
    except _UNSOUND as error:
        raise Unreadable(path, "broken", f"{type(error).__name__}: {error}"[:200]) from error


def picture_of(path: Path, answer: dict[str, Any]) -> Picture:
    """The picture in an answer; raises as `document_of`."""
    from viewer.core.worker.embedded_images import Picture

    return checked(path, Picture.from_json, answer)


def piece_of(answer: dict[str, Any]) -> bytes:
    """A piece of a file. Raises KeyError, TypeError or ValueError on other data."""
    return base64.b64decode(answer["piece"], validate=True)


def portrait_of(path: Path, answer: dict[str, Any]) -> Portrait:
    """The portrait in an answer; raises as `document_of`."""
    from viewer.core.corpus.find_pairs import Portrait

    try:
        _raise(path, answer)
        return Portrait.from_json("", answer["portrait"])
    except _UNSOUND as error:
        raise Unreadable(path, "broken", f"{type(error).__name__}: {error}"[:200]) from error


def terms_of(path: Path, answer: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    """Some terms of a glossary; raises as `document_of`."""
    try:
        _raise(path, answer)
        found = [(a, b, c, d) for a, b, c, d in answer["terms"]]
        if not all(type(part) is str for term in found for part in term):
            raise ValueError("terms")
    except _UNSOUND as error:
        raise Unreadable(path, "broken", f"{type(error).__name__}: {error}"[:200]) from error
    return found


def review_rows(answer: dict[str, Any]) -> list[ReviewRow]:
    """Some rows of a reviser's table. Raises KeyError, TypeError or ValueError on other data."""
    from viewer.core.parsing.office.review_table import review_row

    return [review_row(each) for each in answer["rows"]]


def table_of(answer: dict[str, Any]) -> Nats:
    """What words are to each other; raises as `document_of`."""
    from viewer.core.bitext.word_table import nats_of

    return checked(Path(), nats_of, answer)


def vocalised_of(texts: list[str], answer: dict[str, Any]) -> list[str]:
    """These texts with other marks, and not one letter else; raises as `document_of`."""

    def same(answer: dict[str, Any]) -> list[str]:
        found = answer["vowels"]
        if list(map(letters, found)) != list(map(letters, texts)):
            raise ValueError("letters")
        return found

    return checked(Path(), same, answer)


def roots_of(words: int, answer: dict[str, Any]) -> list[list[RootReading]]:
    """The readings of so many words; raises as `document_of`."""
    from viewer.core.morphology.roots import RootReading

    try:
        _raise(Path(), answer)
        found = [
            [RootReading(str(root), str(lemma), float(weight)) for root, lemma, weight in readings]
            for readings in answer["roots"]
        ]
        if len(found) != words:
            raise ValueError("roots")
    except _UNSOUND as error:
        raise Unreadable(Path(), "broken", f"{type(error).__name__}: {error}"[:200]) from error
    return found


def imported_of(path: Path, answer: dict[str, Any]) -> list[Imported]:
    """The notes in an answer; raises as `document_of`."""
    from viewer.core.notes.import_foreign import from_json

    try:
        _raise(path, answer)
        return from_json(answer)
    except _UNSOUND as error:
        raise Unreadable(path, "broken", f"{type(error).__name__}: {error}"[:200]) from error


_UNSOUND = (KeyError, TypeError, ValueError, AttributeError, IndexError, OverflowError, zlib.error)


def _raise(path: Path, answer: dict[str, Any]) -> None:
    """Raise the error that is in an answer, if it is one."""
    if "unreadable" in answer:
        reason, detail = answer["unreadable"]
        known = reason in REASONS
        raise Unreadable(path, reason if known else "broken", str(detail)[:500])


def _check(document: Document) -> None:
    """Raise ValueError unless every value of the document is what the rest of us relies on."""
    for name in ("format", "language", "direction", "title", "author", "date", "side"):
        value = getattr(document, name)
        if not isinstance(value, str) and (value is not None or name in _NEVER_NONE):
            raise ValueError(name)
    if document.direction not in ("rtl", "ltr") or type(document.format_version) is not int:
        raise ValueError("direction or version")
    if type(document.remarks) is not int:
        raise ValueError("remarks")
    encoding = document.encoding
    if encoding is not None and not isinstance(encoding.name, str):
        raise ValueError("encoding")
    for name in ("kinds", "markers", "directions", "furniture", "locators", "levels"):
        wanted = int if name == "levels" else str
        for index, value in getattr(document, name).items():
            if not _is_block(document, index) or type(value) is not wanted:
                raise ValueError(name)
    for index, spans in document.spans.items():
        if not _is_block(document, index) or not all(map(_is_span, spans)):
            raise ValueError("spans")
    for name, index in document.anchors.items():
        if type(name) is not str or not _is_block(document, index):
            raise ValueError("anchors")
    for entry in document.contents:
        if type(entry.level) is not int or not _is_block(document, entry.block):
            raise ValueError("contents")
        if type(entry.title) is not str:
            raise ValueError("contents")
    told = [word for each in document.omissions for word in (each.kind, each.name)]
    if len(told) > 2 * OMISSIONS or not all(type(word) is str for word in told):
        raise ValueError("omissions")
    for page, scan in document.scans.items():
        if min(page, scan.page) < 0 or not _KEY.fullmatch(scan.key):
            raise ValueError("scans")
    if document.pages is not None and len(document.pages):
        start, _, _ = document.pages[len(document.pages) - 1]
        if start > document.lines.length():
            raise ValueError("pages")
    _check_sides(document)


def _check_sides(document: Document) -> None:
    for each in (document, *document.others):
        if "/" in each.side or each.side in (".", "..") or bool(each.side) != bool(document.side):
            raise ValueError("side")
        units = each.units
        if units is not None and (
            len(units) != len(each) or any(map(operator.gt, units, units[1:]))
        ):
            raise ValueError("units")
        if each is not document:
            _check(each)
    if document.others and len(document.sides()) != 1 + len(document.others):
        raise ValueError("sides")


_NEVER_NONE = ("format", "language", "side")


def _is_block(document: Document, index: Any) -> bool:
    return type(index) is int and 0 <= index < len(document)


def _is_span(span: Span) -> bool:
    numbers = type(span.start) is int and type(span.end) is int
    return numbers and 0 <= span.start <= span.end and type(span.style) is type(span.value) is str
