"""Footnotes of a Word document, which python-docx does not write (ECMA-376, 17.11)."""

from __future__ import annotations

from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from lxml import etree

from viewer.core.export.word_page import ARABIC_PT, LATIN_PT, add_text, raise_run
from viewer.core.language.arabic import direction_of_text, guess_language

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_SIZE_PT = 9.0


class Footnotes:
    """Those of one document, in the order in which they are referred to."""

    def __init__(self, made: Any) -> None:
        self._made = made
        self._root = OxmlElement("w:footnotes")
        for number, kind in ((-1, "separator"), (0, "continuationSeparator")):
            self._add(number).append(OxmlElement("w:r"))
            note = self._root[-1]
            note.set(qn("w:type"), kind)
            note[0][0].append(OxmlElement(f"w:{kind}"))
        self._count = 0

    def _add(self, number: int) -> Any:
        """A new footnote; its paragraph."""
        note, paragraph = OxmlElement("w:footnote"), OxmlElement("w:p")
        note.set(qn("w:id"), str(number))
        note.append(paragraph)
        self._root.append(note)
        return paragraph

    def refer(self, paragraph: Any, text: str) -> Any:
        """Add a reference to a new footnote at the end of a paragraph; its run."""
        self._count += 1
        rtl = direction_of_text(text) == "rtl"
        inside = Paragraph(self._add(self._count), self._made._body)
        mark = inside.add_run()
        mark._r.append(OxmlElement("w:footnoteRef"))
        raise_run(mark)
        run = add_text(inside, f" {text}", rtl, guess_language(text))
        run.font.size = Pt(_SIZE_PT)
        size = OxmlElement("w:szCs")
        size.set(qn("w:val"), str(round(_SIZE_PT * 2 * ARABIC_PT / LATIN_PT)))
        run._r.rPr.find(qn("w:sz")).addnext(size)
        there = paragraph.add_run()
        raise_run(there)
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(self._count))
        there._r.append(reference)
        return there

    def attach(self) -> None:
        """Put them into the document, where there are any."""
        if self._count:
            package = self._made.part.package
            blob = etree.tostring(self._root, xml_declaration=True, encoding="UTF-8")
            part = Part(PackURI("/word/footnotes.xml"), _TYPE, blob, package)
            self._made.part.relate_to(part, RT.FOOTNOTES)
