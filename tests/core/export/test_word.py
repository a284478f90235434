"""Word documents: what an editor of Arabic would set, and what comes back from them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from docx import Document as word
from docx.oxml.ns import qn

from viewer.core import formats
from viewer.core.base.errors import Unreadable
from viewer.core.bitext.aligner import Bead
from viewer.core.bitext.alignment import Alignment
from viewer.core.export import docx as bitext_docx
from viewer.core.export import html, word_page
from viewer.core.export import notes as exports
from viewer.core.export.bitext import Bitext, Unit, UnitNote, bitext_of_work, quoted
from viewer.core.export.note_groups import Labels, Noted
from viewer.core.export.review import review_of
from viewer.core.notes.import_foreign import load_annotations
from viewer.core.notes.note import Note
from viewer.core.parsing.office.review_table import read_review
from viewer.core.text.document import Place

SUFFIXES = (".html", ".docx")
ARABIC, ENGLISH = "عادت السفينةُ إلى الميناء (HMS 7) ليلًا", "The ship came home by night"
NOTES = [
    Noted(
        Note(Place(0, len(ARABIC), ARABIC), text="لماذا ليلًا؟ </script> & why", tags=("بحر",)),
        "ships.ar.txt", "السفن", "الدليل", "2021-07-31", ENGLISH, 3,
    ),
    Noted(Note(Place(0, 3, "a\tb\n1\t٢"), text="a table"), "ships.en.txt", "Ships"),
]  # fmt: skip
WORK = Bitext(
    "السفن",
    {"ar": "ar", "en": "en"},
    [
        Unit({"ar": "الفصل الأول", "en": "Chapter one"}, level=1),
        Unit(
            {"ar": f"{ARABIC}\nسطر ثانٍ", "en": ENGLISH},
            notes=(
                UnitNote("ar", "السفينةُ إلى", "أيّ سفينة؟", "ليلى"),
                UnitNote("ar", "إلى الميناء", "which port", ""),
                UnitNote("en", "not there any more", "lost words", "Sam"),
            ),
        ),
    ],
)


def made(tmp_path: Path) -> Any:
    bitext_docx.write([WORK], tmp_path / "x.docx")
    return word(str(tmp_path / "x.docx"))


def told(comment: Any) -> str:
    return "\n".join(paragraph.text for paragraph in comment.paragraphs)


def test_nothing_arabic_is_slanted_and_every_style_names_an_arabic_font(tmp_path: Path) -> None:
    exports.write(NOTES, tmp_path / "n.docx", Labels())
    for document in (made(tmp_path), word(str(tmp_path / "n.docx"))):
        for name in ("Normal", "Quote", "Heading 1", "Heading 2"):
            style: Any = document.styles[name]
            fonts = style.element.rPr.find(qn("w:rFonts"))
            assert fonts.get(qn("w:cs")) and fonts.get(qn("w:cstheme")) is None
            assert style.element.rPr.find(qn("w:szCs")) is not None and not style.font.italic
            assert style.element.rPr.find(qn("w:iCs")) is None


def test_headings_are_words_own_and_rows_stay_whole(tmp_path: Path) -> None:
    document = made(tmp_path)
    table = document.tables[0]
    assert table.rows[0].cells[0].paragraphs[0].style.name == "Heading 2"
    assert table._tbl.tblPr.find(qn("w:bidiVisual")) is not None
    assert table._tbl.tblPr.find(qn("w:tblBorders")) is not None
    assert table.rows[0]._tr.trPr.find(qn("w:cantSplit")) is not None
    paragraph = table.rows[1].cells[0].paragraphs[0]._p
    assert paragraph.pPr.find(qn("w:bidi")) is not None
    assert all(run.rPr.find(qn("w:rtl")) is not None for run in paragraph.r_lst if run.text)


def test_notes_are_comments_on_the_words_they_are_about(tmp_path: Path) -> None:
    document = made(tmp_path)
    comments = {told(comment): comment for comment in document.comments}
    assert set(comments) == {"أيّ سفينة؟", "which port", "lost words"}
    assert comments["أيّ سفينة؟"].author == "ليلى"
    cell = document.tables[0].rows[1].cells[0].paragraphs[0]
    assert cell.text == ARABIC
    for said, quote in (("أيّ سفينة؟", "السفينةُ إلى"), ("which port", "إلى الميناء")):
        number, inside, text = str(comments[said].comment_id), False, ""
        for element in cell._p:
            if element.get(qn("w:id")) == number:
                inside = element.tag == qn("w:commentRangeStart")
            elif inside and element.tag == qn("w:r"):
                text += element.text
        assert text == quote


def test_the_bar_stands_where_the_lines_begin(tmp_path: Path) -> None:
    document = word()
    for rtl, side in ((True, "w:right"), (False, "w:left")):
        paragraph = document.add_paragraph()
        word_page.add_text(paragraph, "x", rtl, "ar")
        word_page.add_bar(paragraph, "#ffd400", rtl)
        borders = paragraph._p.pPr.find(qn("w:pBdr"))  # type: ignore[union-attr]
        assert [each.tag for each in borders] == [qn(side)]  # type: ignore[union-attr]


@pytest.mark.parametrize("colour", ["gold", "", "#12", "#ffd40080"])
def test_a_bar_has_a_colour_that_word_takes(colour: str) -> None:
    paragraph = word().add_paragraph()
    word_page.add_bar(paragraph, colour, rtl=False)
    (side,) = paragraph._p.pPr.find(qn("w:pBdr"))  # type: ignore[union-attr]
    assert side.get(qn("w:color")).lower() == "ffd400"


def test_properties_of_a_paragraph_stand_in_the_order_of_the_schema(tmp_path: Path) -> None:
    exports.write(NOTES, tmp_path / "n.docx", Labels())
    order = ["pStyle", "pBdr", "bidi", "rPr"]
    documents: list[Any] = [word(str(tmp_path / "n.docx")), made(tmp_path)]
    for document in documents:
        for properties in document.element.body.iter(qn("w:pPr")):
            names = [each.tag.rpartition("}")[2] for each in properties]
            assert names == sorted(names, key=order.index)


@pytest.mark.parametrize(("place", "height"), [("en_US", 279.4), ("ar_EG", 297), ("C", 297)])
def test_paper_is_that_of_the_country(
    place: str, height: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(word_page.locale, "getlocale", lambda: (place, "UTF-8"))
    section = word_page.blank("x", True, "ar").sections[0]
    assert abs(section.page_height.mm - height) < 0.1
    assert section._sectPr.find(qn("w:bidi")) is not None


def test_cells_are_a_table_and_no_tabs(tmp_path: Path) -> None:
    exports.write(NOTES, tmp_path / "n.docx", Labels())
    (table,) = word(str(tmp_path / "n.docx")).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["a", "b"], ["1", "٢"]]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_notes_come_back_from_what_people_read(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"notes{suffix}"
    exports.write(NOTES, path, Labels(title="Notes"))
    found = load_annotations(path)
    for imported, noted in zip(found, NOTES, strict=True):
        assert imported.note.place == noted.note.place
        assert (imported.note.text, imported.note.tags) == (noted.note.text, noted.note.tags)
        assert imported.note.id == noted.note.id and noted.file in imported.source


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_pages_and_documents_without_notes_are_told(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"x{suffix}"
    if suffix == ".html":
        path.write_text("<p>words</p>")
    else:
        word().save(str(path))
    with pytest.raises(Unreadable):
        load_annotations(path)


MIXED = """# {0}

{1} 2021[^1].

> {2}

- {3}
  - {3} HMS-7

| {0} | {1} |
|---|---|
| 2020 | 12 |

[^1]: {2} (7).
"""


def mixed(tmp_path: Path) -> Bitext:
    """A work with lists, a table, a quotation and a footnote, as its documents are read."""
    words = {"ar": ("عنوان", "نص مُشَكَّل", "قول", "بند"), "en": ("Title", "Words", "Said", "Item")}
    read = {}
    for side, each in words.items():
        path = tmp_path / f"mixed.{side}.md"
        path.write_text(MIXED.format(*each), "utf-8")
        read[side] = formats.load(path)
    beads = [Bead(range(n, n + 1), range(n, n + 1), 1.0) for n in range(len(read["ar"]))]
    return bitext_of_work("mixed", read, {"en": Alignment(read["ar"], read["en"], beads)})


def test_footnotes_are_words_own_and_their_numbers_no_digits_of_the_text(tmp_path: Path) -> None:
    work = mixed(tmp_path)
    assert [unit.texts["en"] for unit in work.units][1] == "Words 2021¹."
    bitext_docx.write([work], tmp_path / "x.docx")
    (table,) = word(str(tmp_path / "x.docx")).tables
    assert [cell.text for cell in table.rows[1].cells] == ["نص مُشَكَّل 2021.", "Words 2021."]
    assert len(table.rows) == len(work.units) - 1  # that of the footnote stands below
    read = formats.load(tmp_path / "x.docx")
    told = [block.text for block in read.blocks() if block.kind == "footnote"]
    assert [each.lstrip("12 ") for each in told] == ["قول (7).", "Said (7)."]


def test_a_quotation_raises_the_numbers_of_footnotes(tmp_path: Path) -> None:
    mixed(tmp_path)
    document = formats.load(tmp_path / "mixed.en.md")
    text = document.lines.slice(0, document.lines.length())
    start, end = text.index("2021"), text.index("Item")
    assert text[start:].startswith("20211.")
    assert quoted(document, start, end).startswith("2021¹.\nSaid\n")
    assert quoted(document, start, start + 4) == "2021"
    assert quoted(document, 0, len(text)) == text.replace("20211", "2021¹", 1)


def test_lists_tables_and_quotations_are_set_as_such(tmp_path: Path) -> None:
    work = mixed(tmp_path)
    bitext_docx.write([work], tmp_path / "x.docx")
    rows = word(str(tmp_path / "x.docx")).tables[0].rows
    quote, first, second, inner = (row.cells[1] for row in rows[2:6])
    assert quote.paragraphs[0].style.name == "Quote"
    assert [each.paragraphs[0].text for each in (first, second)] == ["•\tItem", "•\tItem HMS-7"]
    depths = [each._tc.xpath("string(.//w:ind/@w:start)") for each in (first, second)]
    assert int(depths[1]) == 2 * int(depths[0])
    assert [cell.text for cell in inner.tables[0].rows[0].cells] == ["Title", "Words"]
    room = int(inner.width) - 2 * word_page.SIDE_TWIPS * 635  # a twip is 635 EMU
    assert 0 < sum(cell.width for cell in inner.tables[0].rows[0].cells) <= room
    assert inner._tc.findall(qn("w:p"))  # behind a table Word wants a paragraph
    review = review_of(read_review(tmp_path / "x.docx"), work)
    assert (review.changes, review.left, review.same) == ([], [], len(work.units) - 1)
    html.write([work], tmp_path / "x.html")
    page = (tmp_path / "x.html").read_text("utf-8")
    assert '<p class="item d1">• Item</p>' in page and '<p class="item d2">• Item HMS-7' in page
    assert "<h2>Title</h2>" in page and "<blockquote><p>Said</p>" in page
    assert "<td>Title</td><td>Words</td>" in page
