"""Word documents (.docx): the text as it would be printed with every change accepted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from viewer.core.base.errors import Unreadable
from viewer.core.language.arabic import direction_of_language, guess_language
from viewer.core.language.file_names import resolve_language
from viewer.core.parsing.html.linked_data import iso_day
from viewer.core.parsing.office.docx_body import WordReader
from viewer.core.parsing.office.docx_package import Element, Package, cells_of, rows_of, unwrapped
from viewer.core.parsing.office.docx_styles import W, local
from viewer.core.parsing.zip_archive import Archive
from viewer.core.text.document import Document, joined
from viewer.core.text.document_builder import BitextBuilder, Builder

VERSION = 1

_FIRST, _LATER = 200, 2000  # blocks of the first part, and of each later one
_LINES = 3  # paragraphs beside a table of two languages, at most


def load(path: Path, encoding: str | None = None, language: str | None = None) -> Document:
    """The document in `path`; a table of two languages as a bilingual one. Raises `Unreadable`."""
    return joined(parts(path, encoding, language))


def parts(
    path: Path, encoding: str | None = None, language: str | None = None
) -> Iterator[Document]:
    """The same bit by bit: the first paragraphs, then more; the notes come with the last."""
    try:
        package = Package(Archive(path))
        about = package.about()
        about["date"] = iso_day(about["date"] or "")
        body = package.document.find(W + "body")
        if body is None:
            raise Unreadable(path, "broken", "no body")
        tags = _languages(package)
        rows, columns = _two_columns(body) or ([], ())
        if columns and language is None:
            yield _bitext(path, package, body, rows, columns, tags, about)
            return
        builder = Builder()
        reader = WordReader(package, builder, tags)
        wanted, said = _FIRST, ("", "")
        for _ in reader.steps(body):
            if len(builder) >= wanted:
                part = builder.document("docx", True, format_version=VERSION, path=path)
                said = said if said[0] else _said(path, part, tags, language)
                yield _with(part, said, about)
                wanted = _LATER
        reader.notes()
    except RecursionError as error:
        raise Unreadable(path, "broken", "nested too deep") from error
    part = builder.document("docx", format_version=VERSION, path=path)
    yield _with(part, said if said[0] else _said(path, part, tags, language), about)


def _said(path: Path, first: Document, tags: dict[str, str], asked: str | None) -> tuple[str, str]:
    """Language and direction, by the first part."""
    head = first.lines.slice(0, 20_000)
    return resolve_language(asked, _declared(tags, guess_language(head)), str(path), head)


def _with(part: Document, said: tuple[str, str], about: dict[str, str | None]) -> Document:
    part.language, part.direction = said
    part.title, part.author, part.date = (about[name] for name in ("title", "author", "date"))
    return part


def _languages(package: Package) -> dict[str, str]:
    """The tag of the runs for each of `val` (left to right) and `bidi`: what most of them say."""
    base = package.styles.paragraph(None).look
    tags = {key: base[key] for key in ("val", "bidi") if key in base}
    counts = {"val": Counter[str](), "bidi": Counter[str]()}
    for element in package.document.iter(W + "lang"):
        for key, counter in counts.items():
            if tag := element.get(W + key):
                counter[tag] += 1
    runs = sum(1 for _ in package.document.iter(W + "r"))
    for key, counter in counts.items():
        if counter and counter.most_common(1)[0][1] * 2 > runs:
            tags[key], tags[f"{key} said"] = counter.most_common(1)[0][0], "1"
    return tags


def _declared(tags: dict[str, str], seen: str) -> str | None:
    """What the file says of a text that looks like `seen`.

    The tags of a template (en-US, ar-SA) stand in every file, so they count only where the text
    does not look otherwise; a tag set on the text itself counts by its script.
    """
    key = "bidi" if direction_of_language(seen) == "rtl" else "val"
    tag = tags.get(key)
    if tag is None or seen == "und" or f"{key} said" in tags:
        return tag
    return tag if tag.lower().partition("-")[0] == seen.partition("-")[0] else None


def _two_columns(body: Element) -> tuple[list[Element], tuple[str, str]] | None:
    """The rows and the two languages of a body that is one table of two; None of any other."""
    table = None
    beside = 0
    for child in unwrapped(body):
        name = local(child)
        if name == "tbl":
            if table is not None:
                return None
            table = child
        elif name == "p" and any((text.text or "").strip() for text in child.iter(W + "t")):
            beside += 1
    if table is None or beside > _LINES:
        return None
    rows = list(rows_of(table))
    if not rows or any(len(list(cells_of(row))) != 2 for row in rows):
        return None
    columns: list[list[str]] = [[], []]
    for row in rows:
        for texts, cell in zip(columns, cells_of(row), strict=True):
            texts.append("".join(text.text or "" for text in cell.iter(W + "t")))
    first, second = (guess_language("\n".join(texts)) for texts in columns)
    if first == second or "und" in (first, second):
        return None
    return rows, (first, second)


def _bitext(
    path: Path,
    package: Package,
    body: Element,
    rows: list[Element],
    languages: tuple[str, ...],
    tags: dict[str, str],
    about: dict[str, Any],
) -> Document:
    """A unit for each row, and one for each line above or below the table."""
    builder = BitextBuilder({tag: tag for tag in languages})
    readers = {
        tag: WordReader(package, side, tags, prefix=f"{tag}-" if at else "")
        for at, (tag, side) in enumerate(builder.sides.items())
    }
    for child in unwrapped(body):
        if local(child) == "p":
            text = "".join(part.text or "" for part in child.iter(W + "t"))
            if re.search(r"\w", text):
                readers[_side(guess_language(text), languages)].paragraph(child)
                builder.end_unit()
        elif local(child) == "tbl":
            for row in rows:
                for tag, cell in zip(languages, cells_of(row), strict=True):
                    readers[tag].blocks(cell)
                builder.end_unit()
    for reader in readers.values():
        reader.notes()
    builder.end_unit()
    return builder.document("docx", path, format_version=VERSION, **about)


def _side(tag: str, languages: tuple[str, ...]) -> str:
    """The side that a line belongs to: its language, else one of its direction, else the first."""
    runs = direction_of_language(tag)
    same = [language for language in languages if direction_of_language(language) == runs]
    return tag if tag in languages else (same or languages)[0]
