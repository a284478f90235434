"""A Word document with a table of two columns, right-to-left where the language is.

Headings are Word's own, so that they make an outline; notes are Word's own comments on the words
they are about. Each row has a bookmark, by which a reviser's document is read again.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

from viewer.core.export.bitext import Bitext, Unit, UnitNote
from viewer.core.export.row_keys import BOOKMARK_LENGTH, key_of
from viewer.core.export.word_page import (
    add_table,
    add_text,
    blank,
    bookmark,
    direct,
    keep_whole,
)
from viewer.core.language.arabic import direction_of_language, direction_of_text, guess_language

DEEPEST = 4
"""Headings of a text stand from level 2 to this one; level 1 is the name of the work."""


def write(bitexts: Iterable[Bitext], path: Path) -> None:
    """One document of all of them. Raises OSError."""
    made, marked = None, 0
    for work in bitexts:
        tag = next(iter(work.languages.values()), "en")
        rtl = direction_of_language(tag) == "rtl"
        made = made or blank(work.name, rtl, tag)
        named = direction_of_text(work.name) == "rtl"
        add_text(made.add_heading("", 1), work.name, named, guess_language(work.name))
        table = add_table(made, len(work.languages), rtl)
        for unit in work.units:
            row = table.add_row()
            keep_whole(row)
            texts = [unit.texts.get(side, "") for side in work.languages]
            if key := key_of(unit, list(work.languages), texts, BOOKMARK_LENGTH):
                marked += 1
                bookmark(row.cells[0].paragraphs[0], key, marked)
            for cell, side in zip(row.cells, work.languages, strict=True):
                _fill(made, cell, unit, side, work.languages[side])
    (made or blank("", False, "en")).save(str(path))


def _fill(made: Any, cell: Any, unit: Unit, side: str, tag: str) -> None:
    """A cell: a paragraph a line, headings in their style, notes as comments."""
    rtl = direction_of_language(tag) == "rtl"
    style = made.styles[f"Heading {min(unit.level + 1, DEEPEST)}"] if unit.level else None
    notes = [note for note in unit.notes if note.side == side]
    paragraph = cell.paragraphs[0]
    direct(paragraph, rtl)
    for number, line in enumerate(unit.texts.get(side, "").splitlines() or [""]):
        if number:
            paragraph = cell.add_paragraph()
        if style is not None:
            paragraph.style = style
        _line(made, paragraph, line, notes, tag)
    if notes:  # on words that stand on no one line: on the end of the last one
        run = add_text(paragraph, "", rtl, tag)
        for note in notes:
            _comment(made, [run], note)


def _line(made: Any, paragraph: Any, line: str, notes: list[UnitNote], tag: str) -> None:
    """Write a line with the notes whose words are in it, and take these out of `notes`."""
    spans: list[tuple[int, int, UnitNote]] = []
    for note in list(notes):
        at = line.find(note.quote) if note.quote else -1
        if at >= 0:
            spans.append((at, at + len(note.quote), note))
            notes.remove(note)
    rtl = direction_of_language(tag) == "rtl"
    edges = sorted({0, len(line), *(edge for start, end, _ in spans for edge in (start, end))})
    runs = {start: add_text(paragraph, line[start:end], rtl, tag) for start, end in pairwise(edges)}
    for start, end, note in spans:
        _comment(made, [run for at, run in runs.items() if start <= at < end], note)


def _comment(made: Any, runs: list[Any], note: UnitNote) -> None:
    author = note.author or "Hashiya"
    comment = made.add_comment(runs, author=author, initials=author[:1])
    for number, line in enumerate(note.text.splitlines() or [note.quote]):
        paragraph = comment.paragraphs[0] if not number else comment.add_paragraph()
        add_text(paragraph, line, direction_of_text(line) == "rtl", guess_language(line))
