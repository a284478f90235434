"""What is exported: a work as units, each the text of a bead in every language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path

from viewer.core.bitext.aligner import Pin
from viewer.core.bitext.alignment import Alignment, Row, rows, story
from viewer.core.text.document import Document

PUBLISHED, MINE = "published", "mine"
"""Where a translation comes from: a document, or the reader's own hand."""

KINDS = {
    ".tmx": "tmx", ".xlf": "xliff", ".tsv": "tables", ".md": "tables", ".html": "html",
    ".docx": "docx",
}  # fmt: skip
"""Suffix -> the module that writes it."""

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffb\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Unit:
    """The text of a bead by side; a side that has none is left out.

    `level`: of a heading, else 0. `score` 0 to 1; `confirmed` by the reader. `mine`: the sides that
    the reader wrote.
    """

    texts: Mapping[str, str]
    level: int = 0
    score: float = 1.0
    confirmed: bool = False
    mine: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Bitext:
    """A work to be exported. `languages`: side -> BCP 47, the source first."""

    name: str
    languages: Mapping[str, str]
    units: list[Unit]


def own_language(document: Document) -> str:
    """The language that a reader translates a document into."""
    return "en" if document.language.partition("-")[0] == "ar" else "ar"


def bitext_of(name: str, alignment: Alignment, sides: tuple[str, str]) -> Bitext:
    """The bitext of two aligned documents: a unit a bead."""
    documents = alignment.before, alignment.after
    languages = {side: d.language for side, d in zip(sides, documents, strict=True)}
    return Bitext(clean(name), languages, list(_units(alignment, sides)))


def bitext_of_work(
    name: str,
    documents: Mapping[str, Document],
    alignments: Mapping[str, Alignment],
    own: Mapping[int, str] | None = None,
    language: str = "",
) -> Bitext:
    """The bitext of a work: by its beads, by the units of a bilingual file, or a block a unit.

    `own`: the reader's own translations into `language`, by the first block of the first document
    that each is of; they are a side of their own.
    """
    pivot, *others = documents
    if len(others) == 1 and others[0] in alignments:
        made = bitext_of(name, alignments[others[0]], (pivot, others[0]))
        starts = _starts(alignments[others[0]])
    else:
        found = _rows(documents, alignments)
        languages = {side: d.language for side, d in documents.items()}
        units = [_unit_of(documents, row) for row in found]
        made = Bitext(clean(name), languages, units)
        starts = [row.blocks[pivot].start if pivot in row.blocks else None for row in found]
    return _with_own(made, starts, own or {}, language)


def _rows(documents: Mapping[str, Document], alignments: Mapping[str, Alignment]) -> list[Row]:
    pivot = next(iter(documents))
    if len(alignments) == len(documents) - 1 and alignments:
        return rows(pivot, alignments)
    if any(d.units is None for d in documents.values()):
        return [Row({pivot: range(block, block + 1)}) for block in story(documents[pivot])]
    by_unit: dict[int, dict[str, range]] = {}
    for side, document in documents.items():
        for block, unit in enumerate(document.units or ()):
            here = by_unit.setdefault(unit, {})
            here[side] = range(here[side].start if side in here else block, block + 1)
    return [Row(by_unit[unit]) for unit in sorted(by_unit)]


def _unit_of(documents: Mapping[str, Document], row: Row) -> Unit:
    texts, level = {}, 0
    for side, run in row.blocks.items():
        document = documents[side]
        blocks = [block for block in run if block not in document.furniture]
        texts[side] = "\n".join(map(_text(document), blocks))
        level = level or document.levels.get(run[0], 0) * _is_heading(document, run[0])
    return Unit(texts, level, row.score, row.pinned)


def _starts(alignment: Alignment) -> list[int | None]:
    """Of each unit of `_units` the first block before."""
    found: list[int | None] = []
    for number, bead in enumerate(alignment.beads):
        for before, _ in alignment.parts.get(number, [(bead.before, bead.after)]):
            found.append(alignment.story[0][before.start] if before else None)
    return found


def _with_own(
    made: Bitext, starts: list[int | None], own: Mapping[int, str], language: str
) -> Bitext:
    if not own:
        return made
    side = f"{language}-mine"
    units = [
        replace(
            unit,
            texts={**unit.texts, side: clean(own[start])},
            mine=unit.mine | {side},
        )
        if start is not None and start in own
        else unit
        for unit, start in zip(made.units, starts, strict=True)
    ]
    return Bitext(made.name, {**made.languages, side: language}, units)


def _units(alignment: Alignment, sides: tuple[str, str]) -> Iterator[Unit]:
    for number, bead in enumerate(alignment.beads):
        for part in alignment.parts.get(number, [(bead.before, bead.after)]):
            yield _unit(alignment, number, part, sides)


def _unit(alignment: Alignment, number: int, part: Pin, sides: tuple[str, str]) -> Unit:
    texts, level = {}, 0
    documents = alignment.before, alignment.after
    for side, document, known, run in zip(sides, documents, alignment.story, part, strict=True):
        if blocks := known[run.start : run.stop]:
            texts[side] = "\n".join(map(_text(document), blocks))
            level = level or document.levels.get(blocks[0], 0) * _is_heading(document, blocks[0])
    return Unit(texts, level, alignment.beads[number].score, number in alignment.pinned)


def _is_heading(document: Document, block: int) -> bool:
    return document.kinds.get(block) == "heading"


def _text(document: Document) -> Callable[[int], str]:
    return lambda block: clean(document.lines.block(block))


def clean(text: str) -> str:
    """Without what no XML may hold, and pictures; line breaks inside a block as they are."""
    return _FORBIDDEN.sub("", text.replace("\u2028", "\n"))


def flat(text: str) -> str:
    """On one line."""
    return " ".join(text.split())


def write(bitexts: Iterable[Bitext], path: Path) -> None:
    """Write them to a file whose kind its suffix names. Raises OSError, KeyError."""
    module = import_module(f"viewer.core.export.{KINDS[path.suffix.lower()]}")
    module.write(bitexts, path)
