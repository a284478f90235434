"""A Word document of notes: a heading a group, each text in its own direction."""

from __future__ import annotations

import io
from itertools import groupby
from typing import Any

from viewer.core.export.note_groups import Groups, Labels, Noted, foot
from viewer.core.export.word_page import add_bar, add_table, add_text, blank, carry, mute
from viewer.core.language.arabic import direction_of_text, guess_language
from viewer.core.notes.note import EMBEDDED, told


def as_docx(groups: Groups, labels: Labels, carried: str = "") -> bytes:
    """The bytes of the document. `carried`: JSON of the notes, which it holds unseen: the document
    can be imported again."""
    rtl = labels.direction == "rtl"
    made = blank(labels.title, rtl, labels.language)
    add_text(made.add_heading("", 0), labels.title, rtl, labels.language)
    for name, notes in groups:
        add_text(made.add_heading("", 1), name, _rtl(name), guess_language(name))
        for noted in notes:
            _note(made, noted, labels)
    if carried:
        carry(made, EMBEDDED, carried)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _note(made: Any, noted: Noted, labels: Labels) -> None:
    """Quote, translation, note, and a line that tells where it comes from."""
    if noted.quote:
        _lines(made, noted.quote, "Quote", noted.note.colour)
    if noted.translation:
        _lines(made, noted.translation, "Quote", "")
    if said := told(noted.note):
        _lines(made, said, None, "")
    rtl = labels.direction == "rtl"
    mute(add_text(made.add_paragraph(), foot(noted, labels), rtl, labels.language))


def _lines(made: Any, text: str, style: str | None, colour: str) -> None:
    """A paragraph a line; lines whose cells are apart by tabs are rows of a table."""
    for is_table, lines in groupby(text.splitlines(), key=lambda line: "\t" in line):
        if is_table:
            _table(made, [line.split("\t") for line in lines])
            continue
        for line in lines:
            paragraph = made.add_paragraph(style=style)
            rtl = _rtl(line)
            add_text(paragraph, line, rtl, guess_language(line))
            if colour:
                add_bar(paragraph, colour, rtl)


def _table(made: Any, rows: list[list[str]]) -> None:
    rtl = _rtl(" ".join(cell for row in rows for cell in row))
    table = add_table(made, max(map(len, rows)), rtl)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=False):
            add_text(cell.paragraphs[0], text, _rtl(text), guess_language(text))


def _rtl(text: str) -> bool:
    return direction_of_text(text) == "rtl"
