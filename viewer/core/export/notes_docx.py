"""A Word document of notes: a heading a group, each text in its own direction."""

from __future__ import annotations

import io
from typing import Any

from docx import Document as word
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from viewer.core.export.bitext import clean
from viewer.core.export.docx import direct
from viewer.core.export.note_groups import Groups, Labels, Noted, foot
from viewer.core.language.arabic import direction_of_text


def as_docx(groups: Groups, labels: Labels) -> bytes:
    """The bytes of the document."""
    made = word()
    _add(made.add_heading("", 0), labels.title, labels.direction == "rtl")
    for name, notes in groups:
        _add(made.add_heading("", 1), name, _rtl(name))
        for noted in notes:
            _note(made, noted, labels)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _note(made: Any, noted: Noted, labels: Labels) -> None:
    if noted.quote:
        _lines(made, noted.quote, "Quote", noted.note.colour)
    if noted.translation:
        _lines(made, noted.translation, "Quote", "")
    if noted.note.text:
        _lines(made, noted.note.text, None, "")
    rtl = labels.direction == "rtl"
    paragraph = made.add_paragraph()
    run = _add(paragraph, foot(noted, labels), rtl)
    run.font.size = Pt(8.5)
    run.font.color.rgb = RGBColor(0x66, 0x66, 0x66)


def _lines(made: Any, text: str, style: str | None, colour: str) -> None:
    for line in text.splitlines():
        paragraph = made.add_paragraph(style=style)
        _add(paragraph, line, _rtl(line))
        if colour:
            _bar(paragraph, colour)


def _bar(paragraph: Any, colour: str) -> None:
    """A bar of the note's colour at the side where its lines begin."""
    borders, side = OxmlElement("w:pBdr"), OxmlElement("w:left")
    for name, value in (("val", "single"), ("sz", "24"), ("space", "8")):
        side.set(qn(f"w:{name}"), value)
    side.set(qn("w:color"), colour.lstrip("#")[:6] or "auto")
    borders.append(side)
    properties = paragraph._p.get_or_add_pPr()
    bidi = properties.find(qn("w:bidi"))
    if bidi is not None:  # in the order that the schema wants
        bidi.addprevious(borders)
    else:
        properties.append(borders)


def _rtl(text: str) -> bool:
    return direction_of_text(text) == "rtl"


def _add(paragraph: Any, text: str, rtl: bool) -> Any:
    run = paragraph.add_run(clean(text))
    direct(paragraph, rtl, "ar" if rtl else "en")
    return run
