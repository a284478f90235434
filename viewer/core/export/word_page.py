"""A Word document set as an editor of Arabic sets it: paper, fonts, styles, directions, comments.

python-docx gives documents Letter paper, no Arabic font and slanted quotations; Arabic has no
slanted letters, and Word takes the font, size and weight of Arabic from attributes of their own
(ECMA-376, 17.3.2: `w:cs`, `w:szCs`, `w:bCs`, `w:iCs`).
"""

from __future__ import annotations

import itertools
import locale
from collections.abc import Iterable
from typing import Any

from docx import Document as word
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_DIRECTION
from docx.enum.text import WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor, Twips
from lxml import etree

from viewer.core.export.bitext import clean
from viewer.core.notes.colours import hex_digits

LATIN_FONT, ARABIC_FONT = "Times New Roman", "Times New Roman"
"""On every system that has Word, with letters of both scripts."""
LATIN_PT, ARABIC_PT = 11.5, 14.0
"""Arabic letters are smaller at the same size."""
LETTER_PAPER = {"US", "CA", "MX", "PH", "CL", "CO", "CR", "GT", "PA", "SV", "VE", "DO", "NI"}
"""Countries that print on Letter; the others use A4 (ISO 216)."""
INDENT_TWIPS = 340
"""Of a list, for each level; a twip is the twentieth part of a point."""
SIDE_TWIPS = 140
"""Room at the sides of the cells of a table."""
MARKER_STYLE = "ListMarker"
_MARGIN_MM = 22
_MUTED = RGBColor(0x55, 0x55, 0x55)
_AFTER_STYLE = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
_BEFORE_BORDER = (*_AFTER_STYLE, "numPr", "suppressLineNumbers")
_BEFORE_BIDI = (
    *_BEFORE_BORDER,
    *("pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct"),
    *("topLinePunct", "autoSpaceDE", "autoSpaceDN"),
)
"""What stands before an element in `w:pPr`: the schema wants its order."""


def blank(title: str, rtl: bool, language: str) -> Any:
    """A document without a word, with its styles; `rtl`: the side that its pages begin at."""
    made = word()
    made.core_properties.title, made.core_properties.language = clean(title), language
    section = made.sections[0]
    letter = (locale.getlocale()[0] or "").rpartition("_")[2] in LETTER_PAPER
    section.page_width = Mm(215.9) if letter else Mm(210)
    section.page_height = Mm(279.4) if letter else Mm(297)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Mm(_MARGIN_MM))
    if rtl:
        section._sectPr.append(OxmlElement("w:bidi"))
    styles: Any = made.styles
    _set_fonts(styles["Normal"], LATIN_PT, ARABIC_PT)
    styles["Normal"].paragraph_format.space_after = Pt(5)
    for level, size in enumerate((22.0, 17.0, 14.5, 13.0, 12.0)):
        style = styles["Title" if not level else f"Heading {level}"]
        _set_fonts(style, size, size * ARABIC_PT / LATIN_PT, bold=True)
        style.font.color.rgb = RGBColor(0x22, 0x22, 0x22)
    quote = styles["Quote"]
    _set_fonts(quote, LATIN_PT, ARABIC_PT)
    for name in ("i", "iCs"):
        for slanted in quote.element.rPr.findall(qn(f"w:{name}")):
            quote.element.rPr.remove(slanted)
    quote.font.color.rgb = RGBColor(0x22, 0x22, 0x22)
    return made


def _set_fonts(style: Any, latin: float, arabic: float, bold: bool = False) -> None:
    style.font.name, style.font.size, style.font.bold = LATIN_FONT, Pt(latin), bold
    properties = style.element.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    fonts.set(qn("w:cs"), ARABIC_FONT)
    for name, value in (("bCs", "1" if bold else "0"), ("szCs", str(round(arabic * 2)))):
        for old in properties.findall(qn(f"w:{name}")):
            properties.remove(old)
        made = OxmlElement(f"w:{name}")
        made.set(qn("w:val"), value)
        # After `w:b` and `w:sz`, as the schema wants.
        properties.find(qn("w:b" if name == "bCs" else "w:sz")).addnext(made)


def add_text(paragraph: Any, text: str, rtl: bool, language: str) -> Any:
    """Add a run in its direction and language, and give the paragraph that direction; the run."""
    run = paragraph.add_run(clean(text))
    direct(paragraph, rtl)
    properties = run._r.get_or_add_rPr()
    if rtl:
        properties.append(OxmlElement("w:rtl"))
    made = OxmlElement("w:lang")
    made.set(qn("w:bidi" if rtl else "w:val"), language)
    properties.append(made)
    return run


def bookmark(cell: Any, name: str, number: int) -> None:
    """Set a bookmark, which nobody sees, at the beginning of a cell; its number is its own."""
    first = next(cell._tc.iter(qn("w:p")))
    at = 1 if first.pPr is not None else 0
    for kind in ("bookmarkEnd", "bookmarkStart"):
        made = OxmlElement(f"w:{kind}")
        made.set(qn("w:id"), str(number))
        if kind == "bookmarkStart":
            made.set(qn("w:name"), name)
        first.insert(at, made)


def close_up(paragraph: Any) -> None:
    """Have an empty paragraph take next to no room."""
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = Pt(2)
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY


def direct(paragraph: Any, rtl: bool) -> None:
    """Give a paragraph its direction."""
    properties = paragraph._p.get_or_add_pPr()
    if rtl and properties.find(qn("w:bidi")) is None:
        _insert(properties, OxmlElement("w:bidi"), _BEFORE_BIDI)


def add_bar(paragraph: Any, colour: str, rtl: bool) -> None:
    """A bar of a colour (`#rrggbb`) at the side where the lines begin: borders are not mirrored."""
    borders, side = OxmlElement("w:pBdr"), OxmlElement("w:right" if rtl else "w:left")
    for name, value in (("val", "single"), ("sz", "24"), ("space", "8")):
        side.set(qn(f"w:{name}"), value)
    side.set(qn("w:color"), hex_digits(colour))
    borders.append(side)
    _insert(paragraph._p.get_or_add_pPr(), borders, _BEFORE_BORDER)


def _insert(properties: Any, made: Any, before: Iterable[str]) -> None:
    """Put an element behind the last of those that must stand before it."""
    names = {qn(f"w:{name}") for name in before}
    there = [each for each in properties if each.tag in names]
    if there:
        there[-1].addnext(made)
    else:
        properties.insert(0, made)


def add_table(made: Any, columns: int, rtl: bool) -> Any:
    """A table with fine lines between its rows; its first column stands where reading begins."""
    table = made.add_table(rows=0, cols=columns)
    dress_table(table, rtl)
    return table


def add_inner_table(cell: Any, columns: int, rtl: bool) -> Any:
    """A table inside a cell, as wide as the text of that is; its own cells have less room."""
    table = cell.add_table(0, columns)
    for column in table.columns:
        column.width = (cell.width - 2 * Twips(SIDE_TWIPS)) // columns
    dress_table(table, rtl, SIDE_TWIPS // 2)
    return table


def dress_table(table: Any, rtl: bool, side: int = SIDE_TWIPS) -> None:
    """Give a table its direction, fine lines and room in its cells (`side`: twips)."""
    if rtl:
        table.table_direction = WD_TABLE_DIRECTION.RTL
    borders = OxmlElement("w:tblBorders")
    for name in ("top", "bottom", "insideH", "insideV"):
        line = OxmlElement(f"w:{name}")
        for key, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "BFBFBF")):
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
    table._tbl.tblPr.append(borders)
    margins = OxmlElement("w:tblCellMar")
    for name, twips in (("top", 80), ("left", side), ("bottom", 20), ("right", side)):
        margin = OxmlElement(f"w:{name}")
        margin.set(qn("w:w"), str(twips))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)


def keep_whole(row: Any) -> None:
    """Have no page end in the middle of a row, unless it is longer than a page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def carry(made: Any, namespace: str, text: str) -> None:
    """Let a document hold a text unseen, as a part of custom XML (ECMA-376, 15.2.6), which Word
    keeps when it saves."""
    root = etree.Element(f"{{{namespace}}}notes")
    root.text = clean(text)
    package = made.part.package
    taken = {str(part.partname) for part in package.iter_parts()}
    number = next(n for n in itertools.count(1) if f"/customXml/item{n}.xml" not in taken)
    name = PackURI(f"/customXml/item{number}.xml")
    blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    made.part.relate_to(Part(name, "application/xml", blob, package), RT.CUSTOM_XML)


def raise_run(run: Any) -> None:
    """Have a run stand raised, as references do."""
    run.font.superscript = True


def indent(paragraph: Any, depth: int) -> None:
    """Begin the lines of a paragraph so much further in, its first line a little less."""
    properties = paragraph._p.get_or_add_pPr()
    made = OxmlElement("w:ind")
    made.set(qn("w:start"), str(INDENT_TWIPS * depth))
    made.set(qn("w:hanging"), str(INDENT_TWIPS))
    _insert(properties, made, (*_BEFORE_BIDI, "bidi", "adjustRightInd", "snapToGrid", "spacing"))


def marker_style(made: Any) -> str:
    """The style of what stands before a list item: who reads the text again leaves it out."""
    if MARKER_STYLE not in made.styles:
        made.styles.add_style(MARKER_STYLE, WD_STYLE_TYPE.CHARACTER)
    return MARKER_STYLE


def mute(run: Any, size: float = 8.5) -> None:
    """Small and grey: what is told about a text."""
    run.font.size, run.font.color.rgb = Pt(size), _MUTED
    made = OxmlElement("w:szCs")
    made.set(qn("w:val"), str(round(size * 2 * ARABIC_PT / LATIN_PT)))
    run._r.rPr.find(qn("w:sz")).addnext(made)
