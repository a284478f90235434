"""A Word document with a table of two columns, right-to-left where the language is."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from docx import Document as word
from docx.enum.table import WD_TABLE_DIRECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from viewer.core.export.bitext import Bitext
from viewer.core.language.arabic import direction_of_language


def write(bitexts: Iterable[Bitext], path: Path) -> None:
    """One document of all of them. Raises OSError."""
    made = word()
    for work in bitexts:
        rtl = direction_of_language(next(iter(work.languages.values()), "en")) == "rtl"
        direct(made.add_heading(work.name, 1), rtl)
        table = made.add_table(rows=0, cols=len(work.languages))
        if rtl:  # the first column stands at the right
            table.table_direction = WD_TABLE_DIRECTION.RTL
        for unit in work.units:
            cells = table.add_row().cells
            for cell, (side, tag) in zip(cells, work.languages.items(), strict=True):
                _fill(cell, unit.texts.get(side, ""), tag, bold=unit.level > 0)
    made.save(str(path))


def _fill(cell: Any, text: str, tag: str, *, bold: bool) -> None:
    paragraph = cell.paragraphs[0]
    rtl = direction_of_language(tag) == "rtl"
    for number, line in enumerate(text.splitlines() or [""]):
        if number:
            paragraph = cell.add_paragraph()
        run = paragraph.add_run(line)
        run.bold = bold or None
        direct(paragraph, rtl, tag)


def direct(paragraph: Any, rtl: bool, tag: str = "") -> None:
    """`w:bidi` for the paragraph, `w:rtl` and the language for what is in it."""
    if rtl:
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
    for run in paragraph.runs:
        properties = run._r.get_or_add_rPr()
        if rtl and run.bold:  # in the order that the schema wants
            properties.append(OxmlElement("w:bCs"))
        if rtl:
            properties.append(OxmlElement("w:rtl"))
        if tag:
            language = OxmlElement("w:lang")
            language.set(qn("w:bidi" if rtl else "w:val"), tag)
            properties.append(language)
