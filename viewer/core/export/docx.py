"""A Word document with a table of two columns, right-to-left where the language is.

Headings are Word's own, so that they make an outline; notes are Word's own comments on the words
they are about. Each row has a bookmark, by which a reviser's document is read again.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

from viewer.core.export.bitext import Bitext, Unit, UnitLine, UnitNote
from viewer.core.export.row_keys import BOOKMARK_LENGTH, key_of
from viewer.core.export.word_footnotes import Footnotes
from viewer.core.export.word_page import (
    add_inner_table,
    add_table,
    add_text,
    blank,
    bookmark,
    close_up,
    direct,
    indent,
    keep_whole,
    marker_style,
)
from viewer.core.language.arabic import direction_of_language, direction_of_text, guess_language

DEEPEST = 4
"""Headings of a text stand from level 2 to this one; level 1 is the name of the work."""


def write(bitexts: Iterable[Bitext], path: Path) -> None:
    """One document of all of them. Raises OSError."""
    writer = None
    for work in bitexts:
        tag = next(iter(work.languages.values()), "en")
        rtl = direction_of_language(tag) == "rtl"
        writer = writer or _Writer(blank(work.name, rtl, tag))
        writer.add(work, rtl)
    writer = writer or _Writer(blank("", False, "en"))
    writer.footnotes.attach()
    writer.made.save(str(path))


class _Writer:
    """Writes works into a document."""

    def __init__(self, made: Any) -> None:
        self.made = made
        self.footnotes = Footnotes(made)
        self._rows = 0

    def add(self, work: Bitext, rtl: bool) -> None:
        """A work: its name and the table of its rows."""
        named = direction_of_text(work.name) == "rtl"
        add_text(self.made.add_heading("", 1), work.name, named, guess_language(work.name))
        table = add_table(self.made, len(work.languages), rtl)
        referred = {
            (side, note.text)
            for unit in work.units
            for side in work.languages
            for line in unit.lines(side)
            for note in line.footnotes
        }
        is_plain = not any(unit.notes for unit in work.units)
        for unit in work.units:
            # They stand at the foot of their pages; but LibreOffice 7.4 mixes footnotes up in a
            # table that has comments too, so that their rows stay where there are any.
            if is_plain and _is_footnotes(unit, referred):
                continue
            row = table.add_row()
            keep_whole(row)
            texts = [unit.texts.get(side, "") for side in work.languages]
            for cell, side in zip(row.cells, work.languages, strict=True):
                self._fill(cell, unit, side, work.languages[side])
            if key := key_of(unit, list(work.languages), texts, BOOKMARK_LENGTH):
                self._rows += 1
                bookmark(row.cells[0], key, self._rows)

    def _fill(self, cell: Any, unit: Unit, side: str, tag: str) -> None:
        """A cell: a paragraph a line, headings in their style, notes as comments."""
        rtl = direction_of_language(tag) == "rtl"
        notes = [note for note in unit.notes if note.side == side]
        lines = unit.lines(side) or (UnitLine(""),)
        first: Any = cell.paragraphs[0]
        direct(first, rtl)
        last, is_begun = first, False
        for is_table, group in groupby(lines, key=lambda line: line.kind == "table"):
            if is_table:
                self._table(cell, [line.text.split("\t") for line in group], rtl, tag)
                last = cell.paragraphs[-1]  # Word wants one behind a table
                close_up(last)
                if not is_begun:
                    first._p.getparent().remove(first._p)
            else:
                for line in group:
                    for number, text in enumerate(line.text.split("\n")):
                        last = cell.add_paragraph() if is_begun else first
                        is_begun = True
                        self._begin(last, UnitLine("") if number else line, unit.level, tag)
                        self._line(last, line, text, notes, tag)
            is_begun = True
        if notes:  # on words that stand on no one line: on the end of the last one
            run = add_text(last, "", rtl, tag)
            for note in notes:
                _comment(self.made, [run], note)

    def _begin(self, paragraph: Any, line: UnitLine, level: int, tag: str) -> None:
        """Give a paragraph the style of its line, and what stands before a list item."""
        rtl = direction_of_language(tag) == "rtl"
        if level:
            paragraph.style = self.made.styles[f"Heading {min(level + 1, DEEPEST)}"]
        elif line.kind == "quote":
            paragraph.style = self.made.styles["Quote"]
        direct(paragraph, rtl)
        if line.kind in ("list", "footnote") and line.marker:
            indent(paragraph, max(line.level, 1))
            run = add_text(paragraph, f"{line.marker}\t", rtl, tag)
            run.style = self.made.styles[marker_style(self.made)]

    def _line(
        self, paragraph: Any, line: UnitLine, text: str, notes: list[UnitNote], tag: str
    ) -> None:
        """Write a line with the notes whose words are in it, and take these out of `notes`."""
        spans: list[tuple[int, int, UnitNote]] = []
        for note in list(notes):
            at = text.find(note.quote) if note.quote else -1
            if at >= 0:
                spans.append((at, at + len(note.quote), note))
                notes.remove(note)
        rtl = direction_of_language(tag) == "rtl"
        refs = {each.start: each for each in line.footnotes if each.end <= len(text)}
        inside = (edge for start, end, _ in spans for edge in (start, end))
        ends = (edge for each in refs.values() for edge in (each.start, each.end))
        edges = sorted({0, len(text), *inside, *ends})
        runs = {}
        for start, end in pairwise(edges):
            if start in refs:
                runs[start] = self.footnotes.refer(paragraph, refs[start].text)
            else:
                runs[start] = add_text(paragraph, text[start:end], rtl, tag)
        for start, end, note in spans:
            here = [run for at, run in runs.items() if start <= at < end]
            _comment(self.made, here, note)

    def _table(self, cell: Any, rows: list[list[str]], rtl: bool, tag: str) -> None:
        """A table inside a cell."""
        inner = add_inner_table(cell, max(map(len, rows)), rtl)
        for texts in rows:
            for inside, text in zip(inner.add_row().cells, texts, strict=False):
                add_text(inside.paragraphs[0], text, rtl, tag)


def _is_footnotes(unit: Unit, referred: Container[tuple[str, str]]) -> bool:
    """Whether a unit is nothing but footnotes that its own texts refer to."""
    lines = [(side, line) for side in unit.texts for line in unit.lines(side)]
    return bool(lines) and all(
        line.kind == "footnote" and (side, line.text) in referred for side, line in lines
    )


def _comment(made: Any, runs: list[Any], note: UnitNote) -> None:
    author = note.author or "Hashiya"
    comment = made.add_comment(runs, author=author, initials=author[:1])
    for number, line in enumerate(note.text.splitlines() or [note.quote]):
        paragraph = comment.paragraphs[0] if not number else comment.add_paragraph()
        add_text(paragraph, line, direction_of_text(line) == "rtl", guess_language(line))
