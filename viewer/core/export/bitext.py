"""What is exported: a work as units, each the text of a bead in every language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from typing import Protocol

from viewer.core.base import plugins
from viewer.core.base.errors import PluginFailed
from viewer.core.bitext.aligner import Pin
from viewer.core.bitext.alignment import Alignment, Row, rows_of_work
from viewer.core.bitext.translation_check import RowTexts
from viewer.core.bitext.work_file import WorkFile, status_of
from viewer.core.notes.note import Note, told
from viewer.core.notes.store import NoteStore
from viewer.core.text.document import Document
from viewer.core.text.reanchor import PlaceFinder

PUBLISHED, MINE = "published", "mine"
"""Where a translation comes from: a document, or the reader's own hand."""

BITEXT_KINDS = {
    ".docx": "docx", ".html": "html", ".tmx": "tmx", ".xlf": "xliff", ".xlsx": "xlsx",
    ".tsv": "tables", ".md": "tables",
}  # fmt: skip
"""Suffix -> the module here that writes it, a `BitextWriter`."""

_RAISED = str.maketrans("0123456789٠١٢٣٤٥٦٧٨٩", "⁰¹²³⁴⁵⁶⁷⁸⁹" * 2)
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffb\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class UnitNote:
    """A note on words of a unit, or on a whole text (no `quote`): what it says, and who wrote it.

    `quote` as it stands there; `at`: the code point of its line where it begins, -1 where that is
    not known; `modified`: UTC, ISO 8601.
    """

    side: str
    quote: str
    text: str
    author: str = ""
    tags: tuple[str, ...] = ()
    colour: str = ""
    modified: str = ""
    at: int = -1


@dataclass(frozen=True)
class FootnoteRef:
    """Where a line refers to a footnote, `[start, end)` in its code points, and what that says."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class UnitLine:
    """A block of a unit. `kind`, `level` and `marker` as of `document.Block`."""

    text: str
    kind: str = "paragraph"
    level: int = 0
    marker: str = ""
    footnotes: tuple[FootnoteRef, ...] = ()


@dataclass(frozen=True)
class UnitSource:
    """What a reader's own translation of a unit is of: the first side that has text, and its
    blocks; `start`: where these begin, in code points of the document."""

    side: str
    blocks: tuple[int, ...]
    start: int


@dataclass(frozen=True)
class Facts:
    """What a document says of itself; `date`: ISO 8601. Each may be empty."""

    title: str = ""
    author: str = ""
    date: str = ""


@dataclass(frozen=True)
class Unit:
    """The text of a bead by side; a side that has none is left out.

    `level`: of a heading, else 0. `score` 0 to 1; `confirmed` by the reader. `mine`: the sides that
    the reader wrote. `status`: how far the reader is with it: `draft`, `done`, `checked`; empty
    where nothing was said. `blocks`: what the lines of a text are, where that is known. `source`:
    what a translation of it is of, and `places`: its blocks by side; both where that is known.
    """

    texts: Mapping[str, str]
    level: int = 0
    score: float = 1.0
    confirmed: bool = False
    mine: frozenset[str] = frozenset()
    status: str = ""
    notes: tuple[UnitNote, ...] = ()
    blocks: Mapping[str, tuple[UnitLine, ...]] = field(default_factory=dict)
    source: UnitSource | None = None
    places: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def lines(self, side: str) -> tuple[UnitLine, ...]:
        """The blocks of a side."""
        said = self.texts.get(side, "")
        return self.blocks.get(side) or tuple(map(UnitLine, said.split("\n") if said else ()))


@dataclass(frozen=True)
class Bitext:
    """A work to be exported. `languages`: side -> BCP 47, the source first; `facts` by side;
    `notes` on whole texts. `extras`: what its documents have besides, which is in no unit."""

    name: str
    languages: Mapping[str, str]
    units: list[Unit]
    facts: Mapping[str, Facts] = field(default_factory=dict)
    notes: tuple[UnitNote, ...] = ()
    extras: tuple[str, ...] = ()


@dataclass(frozen=True)
class Written:
    """What the reader did to a work, by the side and block where it begins: translations by their
    languages (BCP 47), and how far a row is; and notes by the side and block that they are on, -1
    for the whole text."""

    own: Mapping[tuple[str, int], Mapping[str, str]] = field(default_factory=dict)
    statuses: Mapping[tuple[str, int], str] = field(default_factory=dict)
    notes: Mapping[tuple[str, int], tuple[UnitNote, ...]] = field(default_factory=dict)


def written_in(file: WorkFile | None, documents: Mapping[str, Document]) -> Written:
    """What the file of a work says of its documents."""
    own: dict[tuple[str, int], dict[str, str]] = {}
    statuses: dict[tuple[str, int], str] = {}
    for side, document in documents.items() if file is not None else ():
        assert file is not None
        for language in {each.language for each in file.own if each.side == side}:
            for block, each in file.own_for(side, document, language).items():
                own.setdefault((side, block), {})[language] = each.text
        if file.statuses:
            told = file.statuses_of(side, document)
            statuses |= {(side, block): status for block, status in told.items()}
    return Written(own, statuses)


def placed_notes(
    documents: Mapping[str, Document], store: NoteStore
) -> dict[tuple[str, int], tuple[UnitNote, ...]]:
    """The notes on documents, by the side and block where each begins, -1 for the whole text.

    Those whose words are not found any more are left out.
    """
    found: dict[tuple[str, int], tuple[UnitNote, ...]] = {}
    for side, document in documents.items():
        if document.path is None:
            continue
        lines, notes = document.lines, store.notes(document.path)
        placed = [(note, note.place) for note in notes if note.place is not None]
        finder = PlaceFinder(document, store.text_before(document.path) or "")
        where = finder.resolve([place for _, place in placed])
        for (note, _), (start, end, status) in zip(placed, where, strict=True):
            if status != "lost":
                block = lines.block_at(start)
                said = clean(lines.slice(start, end)), start - lines.start(block)
                found[side, block] = (
                    *found.get((side, block), ()),
                    _unit_note(note, side, *said),
                )
        whole = tuple(_unit_note(note, side) for note in notes if note.place is None)
        found |= {(side, -1): whole} if whole else {}
    return found


def _unit_note(note: Note, side: str, quote: str = "", at: int = -1) -> UnitNote:
    text, author = clean(told(note)), clean(note.creator)
    tags = tuple(map(clean, note.tags))
    return UnitNote(side, quote, text, author, tags, note.colour, note.modified, at)


def bitext_of(name: str, alignment: Alignment, sides: tuple[str, str]) -> Bitext:
    """The bitext of two aligned documents: a unit a bead."""
    documents = alignment.before, alignment.after
    named = dict(zip(sides, documents, strict=True))
    languages = {side: document.language for side, document in named.items()}
    return Bitext(clean(name), languages, list(_units(alignment, sides)), _facts(named))


def bitext_of_work(
    name: str,
    documents: Mapping[str, Document],
    alignments: Mapping[str, Alignment],
    written: Written = Written(),
) -> Bitext:
    """The bitext of a work: by its beads, by the units of a bilingual file, or a block a unit.

    What the reader wrote is a side of its own, one for each language.
    """
    pivot, *others = documents
    if len(others) == 1 and others[0] in alignments:
        made = bitext_of(name, alignments[others[0]], (pivot, others[0]))
        places = _places(alignments[others[0]], (pivot, others[0]))
    else:
        found = rows_of_work(documents, alignments)
        languages = {side: d.language for side, d in documents.items()}
        units = [_unit_of(documents, row) for row in found]
        made = Bitext(clean(name), languages, units, _facts(documents))
        places = [row.blocks for row in found]
    extras = (d.lines.block(block) for d in documents.values() for block in sorted(d.furniture))
    return replace(_with_written(made, places, written), extras=tuple(extras))


def rows_to_check(bitext: Bitext) -> list[RowTexts]:
    """The first side of each unit beside the reader's own translation, or else the second side."""
    source, *others = bitext.languages
    mine = [side for side in others if side.endswith("-mine")]
    found = []
    for unit in bitext.units:
        targets = (unit.texts[side] for side in (*mine, *others) if unit.texts.get(side))
        found.append(RowTexts(unit.texts.get(source, ""), next(targets, "")))
    return found


def places_of_work(
    documents: Mapping[str, Document], alignments: Mapping[str, Alignment]
) -> list[tuple[str, int]]:
    """Of each unit of `bitext_of_work` the side and block with which it begins."""
    pivot, *others = documents
    if len(others) == 1 and others[0] in alignments:
        found = _places(alignments[others[0]], (pivot, others[0]))
    else:
        found = [row.blocks for row in rows_of_work(documents, alignments)]
    return [next(((s, run.start) for s, run in each.items() if run), (pivot, 0)) for each in found]


def _facts(documents: Mapping[str, Document]) -> dict[str, Facts]:
    told = ((side, (d.title, d.author, d.date)) for side, d in documents.items())
    return {side: Facts(*(flat(clean(each or "")) for each in said)) for side, said in told}


def _unit_of(documents: Mapping[str, Document], row: Row) -> Unit:
    blocks = {
        side: [block for block in run if block not in documents[side].furniture]
        for side, run in row.blocks.items()
    }
    return _made_unit(documents, blocks, row.score, row.pinned)


def _places(alignment: Alignment, sides: tuple[str, str]) -> list[Mapping[str, range]]:
    """Of each unit of `_units` the blocks on each side."""
    return [
        {
            side: range(known[run.start], known[run.stop - 1] + 1)
            for side, known, run in zip(sides, alignment.story, part, strict=True)
            if run
        }
        for number, bead in enumerate(alignment.beads)
        for part in alignment.parts.get(number, [(bead.before, bead.after)])
    ]


def _with_written(made: Bitext, places: Sequence[Mapping[str, range]], written: Written) -> Bitext:
    if not (written.own or written.statuses or written.notes):
        return made
    whole = tuple(n for (_, block), notes in written.notes.items() if block < 0 for n in notes)
    languages, units = dict(made.languages), []
    for unit, blocks in zip(made.units, places, strict=True):
        lines = ((side, block) for side, run in blocks.items() for block in run)
        starts = ((side, run.start) for side, run in blocks.items() if run)
        own = next((written.own[start] for start in starts if start in written.own), {})
        mine = {f"{language}-mine": clean(text) for language, text in sorted(own.items())}
        languages |= {f"{language}-mine": language for language in own}
        units.append(
            replace(
                unit,
                texts={**unit.texts, **mine},
                mine=unit.mine | mine.keys(),
                status=status_of(blocks, written.statuses),
                notes=tuple(note for line in lines for note in written.notes.get(line, ())),
            )
        )
    return replace(made, languages=languages, units=units, notes=whole)


def _units(alignment: Alignment, sides: tuple[str, str]) -> Iterator[Unit]:
    for number, bead in enumerate(alignment.beads):
        for part in alignment.parts.get(number, [(bead.before, bead.after)]):
            yield _unit(alignment, number, part, sides)


def _unit(alignment: Alignment, number: int, part: Pin, sides: tuple[str, str]) -> Unit:
    documents = dict(zip(sides, (alignment.before, alignment.after), strict=True))
    runs = zip(sides, alignment.story, part, strict=True)
    found = {side: list(known[run.start : run.stop]) for side, known, run in runs}
    blocks = {side: here for side, here in found.items() if here}
    score, pinned = alignment.beads[number].score, number in alignment.pinned
    return _made_unit(documents, blocks, score, pinned)


def _made_unit(
    documents: Mapping[str, Document],
    blocks: Mapping[str, Sequence[int]],
    score: float,
    confirmed: bool,
) -> Unit:
    """The unit of these blocks of each side; a heading where one begins with it."""
    lines = {
        side: tuple(_line(documents[side], block) for block in here)
        for side, here in blocks.items()
    }
    heads = (here[0] for here in lines.values() if here)
    level = next((head.level for head in heads if head.kind == "heading" and head.level), 0)
    texts = {side: "\n".join(line.text for line in here) for side, here in lines.items()}
    places = {side: told for side, here in blocks.items() if (told := _told(documents[side], here))}
    first = next(iter(places.items()), None)
    source = UnitSource(*first, documents[first[0]].lines.start(first[1][0])) if first else None
    return Unit(texts, level, score, confirmed, blocks=lines, source=source, places=places)


def _told(document: Document, blocks: Sequence[int]) -> tuple[int, ...]:
    """Those of the blocks that are not blank."""
    return tuple(block for block in blocks if document.lines.block(block).strip())


def _line(document: Document, block: int) -> UnitLine:
    text, kind = clean(document.lines.block(block)), document.kinds.get(block, "paragraph")
    level, marker = document.levels.get(block, 0), document.markers.get(block, "")
    footnotes = tuple(_footnotes(document, block))
    for each in footnotes:  # 2021 with a reference to footnote 1 is no 20211
        raised = text[each.start : each.end].translate(_RAISED)
        text = text[: each.start] + raised + text[each.end :]
    return UnitLine(text, kind, level, clean(marker), footnotes)


def _footnotes(document: Document, block: int) -> Iterator[FootnoteRef]:
    """The links of a block that lead to a footnote."""
    said = document.lines.block(block)
    for begin, stop, to in _references(document, block):
        start, end = len(clean(said[:begin])), len(clean(said[:stop]))
        yield FootnoteRef(start, end, clean(document.lines.block(to)))


def _references(document: Document, block: int) -> Iterator[tuple[int, int, int]]:
    """Where a block refers to footnotes, in its code points, and their blocks."""
    for span in document.spans.get(block, ()):
        to = document.anchors.get(span.value.removeprefix("#"), -1) if span.style == "link" else -1
        if span.value.startswith("#") and document.kinds.get(to) == "footnote" and to != block:
            yield span.start, span.end, to


def quoted(document: Document, start: int, end: int) -> str:
    """The code points `[start, end)` of a document as they are quoted: the numbers of footnotes are
    raised, and no digits of the words before them."""
    lines = document.lines
    text = lines.slice(start, end)
    for block in range(lines.block_at(start), lines.block_at(end) + 1):
        here = lines.start(block) - start
        for first, last, _ in _references(document, block):
            if here + first >= 0 and here + last <= len(text):
                raised = text[here + first : here + last].translate(_RAISED)
                text = text[: here + first] + raised + text[here + last :]
    return text


def clean(text: str) -> str:
    """Without what no XML may hold, and pictures; line breaks inside a block as they are."""
    return _FORBIDDEN.sub("", text.replace("\u2028", "\n"))


def flat(text: str) -> str:
    """On one line."""
    return " ".join(text.split())


def write(bitexts: Iterable[Bitext], path: Path) -> None:
    """Write them to a file whose kind its suffix names. Raises OSError, KeyError."""
    suffix = path.suffix.lower()
    if suffix in BITEXT_KINDS:
        _writer(BITEXT_KINDS[suffix]).write(bitexts, path)
    else:
        _write_by_plugin(plugins.points(plugins.EXPORTERS)[suffix], bitexts, path)


def bitext_kinds() -> tuple[str, ...]:
    """Every suffix that is written, those of allowed plug-ins last."""
    others = plugins.points(plugins.EXPORTERS)
    return (*BITEXT_KINDS, *(suffix for suffix in others if suffix not in BITEXT_KINDS))


def _write_by_plugin(point: plugins.Point, bitexts: Iterable[Bitext], path: Path) -> None:
    """Have a plug-in write; its errors bear its name, those of the texts and the disk do not."""
    whole = list(bitexts)
    writer = point.load()
    try:
        writer.write(whole, path)
    except OSError:
        raise
    except (Exception, SystemExit) as error:
        raise PluginFailed(point.plugin.name, "broken", plugins.what(error)) from error


class BitextWriter(Protocol):
    """What a module that exports bitexts must have."""

    def write(self, bitexts: Iterable[Bitext], path: Path) -> None:
        """One file of all of them. Raises OSError."""
        ...


def _writer(name: str) -> BitextWriter:
    return import_module(f"viewer.core.export.{name}")  # type: ignore[return-value]
