"""A reviser's table that comes back: every edit is offered, nothing else, nothing is dropped."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document as word
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from openpyxl import load_workbook
from openpyxl.comments import Comment

from viewer.core.base.errors import Unreadable
from viewer.core.bitext.aligner import Bead
from viewer.core.bitext.alignment import Alignment
from viewer.core.export.bitext import (
    Bitext,
    FootnoteRef,
    UnitLine,
    UnitNote,
    Written,
    bitext_of_work,
    write,
)
from viewer.core.export.review import Review, note_place, review_of
from viewer.core.parsing.office.review_table import read_review, review_row
from viewer.core.text.document import Document
from viewer.core.worker.client import Worker

ARABIC = [
    "العنوان الأول", "وصل السفير إلى بغداد في ٣ تموز", "قال إن المحادثات «بنّاءة»",
    "ثم عاد في المساء", "وانتهى الخبر", "قال إن المحادثات «بنّاءة»",
]  # fmt: skip
ENGLISH = [
    "The first title", "The ambassador came to Baghdad", "He called the talks constructive",
    "Then he returned in the evening", "The end", "He called the talks constructive",
]  # fmt: skip
KINDS = ("xlsx", "docx")
SOFFICE = shutil.which("soffice")


def documents(arabic: list[str] = ARABIC) -> dict[str, Document]:
    texts = {"ar": arabic, "en": ENGLISH[: len(arabic)]}
    return {side: Document.of_text("\n".join(t), language=side) for side, t in texts.items()}


def work(both: dict[str, Document], own: str = "") -> Bitext:
    beads = [Bead(range(n, n + 1), range(n, n + 1), 0.9) for n in range(len(both["ar"]))]
    aligned = {"en": Alignment(both["ar"], both["en"], beads)}
    mine = {("ar", 3): {"en": own}} if own else {}
    note = UnitNote("ar", "بغداد", "أيّ يوم؟", "ليلى", at=16)
    return bitext_of_work("الخبر", both, aligned, Written(mine, {}, {("ar", 1): (note,)}))


def exported(tmp_path: Path, kind: str, own: str = "") -> Path:
    path = tmp_path / f"table.{kind}"
    write([work(documents(), own)], path)
    return path


def put(path: Path, row: int, column: int, text: str) -> None:
    """Have a cell say something else; rows and columns of texts count from 0."""
    if path.suffix == ".xlsx":
        book = load_workbook(path)
        book.worksheets[0].cell(row + 2, column + 3, text)
        book.save(path)
        return
    made = word(str(path))
    cell = made.tables[0].rows[row].cells[column]
    for paragraph in cell.paragraphs[1:]:
        paragraph._p.getparent().remove(paragraph._p)
    for run in cell.paragraphs[0].runs[1:]:
        run._r.getparent().remove(run._r)
    cell.paragraphs[0].runs[0].text = text
    made.save(str(path))


def came_back(path: Path, both: dict[str, Document], own: str = "") -> Review:
    return review_of(read_review(path), work(both, own))


def told(review: Review) -> list[tuple[Any, ...]]:
    return [(c.row, c.kind, c.source.blocks, c.language, c.old, c.new) for c in review.changes]


@pytest.mark.parametrize("kind", KINDS)
def test_a_table_that_nobody_touched_changes_nothing(tmp_path: Path, kind: str) -> None:
    review = came_back(exported(tmp_path, kind, "mine"), documents(), "mine")
    assert (review.changes, review.left, review.same) == ([], [], 6)


@pytest.mark.parametrize("kind", KINDS)
def test_an_edited_translation_is_offered_in_its_row(tmp_path: Path, kind: str) -> None:
    path = exported(tmp_path, kind)
    put(path, 5, 1, "He said the talks were useful")
    review = came_back(path, documents())
    assert told(review) == [
        (5, "translation", (5,), "en", ENGLISH[5], "He said the talks were useful")
    ]
    assert review.left == [] and review.same == 5


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_is_found_after_the_text_changed(tmp_path: Path, kind: str) -> None:
    path = exported(tmp_path, kind)
    put(path, 1, 1, "He came")
    put(path, 4, 1, "This is the end")
    changed = ["سطر جديد قبل كل شيء", *ARABIC[:1], "وصل السفير إلى بغداد في ٤ تموز", *ARABIC[2:4]]
    both = documents(changed)
    review = came_back(path, both)
    changed_rows = [(c.row, c.new) for c in review.changes if c.kind == "translation"]
    assert changed_rows == [(2, "He came")]
    assert [(left.reason, left.words) for left in review.left][:1] == [("gone", ARABIC[4])]


@pytest.mark.parametrize("kind", KINDS)
def test_what_changed_here_too_is_told_and_what_did_not_stays(tmp_path: Path, kind: str) -> None:
    path = exported(tmp_path, kind, "my first try")
    review = came_back(path, documents(), "my second try")
    assert review.changes == [] and review.left == []  # the reviser changed nothing there
    put(path, 3, 2, "the reviser's")
    (change,) = came_back(path, documents(), "my second try").changes
    assert (change.old, change.new, change.is_late) == ("my second try", "the reviser's", True)
    (change,) = came_back(path, documents(), "my first try").changes
    assert not change.is_late


@pytest.mark.parametrize("kind", KINDS)
def test_what_cannot_be_taken_is_told(tmp_path: Path, kind: str) -> None:
    path = exported(tmp_path, kind)
    put(path, 2, 0, "قال شيئا آخر")
    put(path, 4, 1, "")
    review = came_back(path, documents())
    assert [(left.reason, left.words) for left in review.left] == [
        ("source", "قال شيئا آخر"),
        ("empty", "The end"),
    ]
    other = review_of(read_review(path), Bitext("else", {"ar": "ar", "en": "en"}, []))
    assert {left.reason for left in other.left} == {"other"} and len(other.left) == 6


def test_rows_without_keys_are_found_by_their_words(tmp_path: Path) -> None:
    path = exported(tmp_path, "xlsx")
    book = load_workbook(path)
    sheet = book.worksheets[0]
    sheet.delete_cols(sheet.max_column)
    sheet.cell(2, 4, "The heading")
    sheet.append(["الخبر", "9", "سطر ليس في النص", "a line of the reviser's own"])
    book.save(path)
    review = came_back(path, documents())
    assert [(c.row, c.new) for c in review.changes] == [(0, "The heading")]
    assert [(left.number, left.reason) for left in review.left] == [("9", "gone")]


def test_comments_and_added_notes_become_notes_and_old_ones_do_not(tmp_path: Path) -> None:
    path = exported(tmp_path, "xlsx")
    book = load_workbook(path)
    sheet = book.worksheets[0]
    sheet.cell(3, 4).comment = Comment("Is it “came” or “arrived”?", "Sam")
    sheet.cell(3, 6, f"{sheet.cell(3, 6).value}\nتعليق جديد")
    book.save(path)
    both = documents()
    review = came_back(path, both)
    assert [(c.row, c.kind, c.side, c.new, c.author) for c in review.changes] == [
        (1, "note", "en", "Is it “came” or “arrived”?", "Sam"),
        (1, "note", "ar", "تعليق جديد", ""),
    ]
    places = [note_place(change, work(both), both) for change in review.changes]
    assert [place.exact for place in places] == [ENGLISH[1], ARABIC[1]]


def test_a_comment_in_word_is_a_note_on_its_words(tmp_path: Path) -> None:
    path = exported(tmp_path, "docx")
    made = word(str(path))
    cell = made.tables[0].rows[2].cells[1]
    run = cell.paragraphs[0].runs[0]
    run.text = "He called the "
    new = cell.paragraphs[0].add_run("talks")
    cell.paragraphs[0].add_run(" constructive")
    made.add_comment([new], "Which ones?", author="Sam")
    made.save(str(path))
    both = documents()
    (change,) = came_back(path, both).changes
    assert (change.kind, change.new, change.quote, change.author) == (
        *("note", "Which ones?", "talks", "Sam"),
    )
    assert note_place(change, work(both), both).exact == "talks"


def test_tracked_changes_are_read_as_they_would_be_taken(tmp_path: Path) -> None:
    path = exported(tmp_path, "docx")
    made = word(str(path))
    paragraph = made.tables[0].rows[4].cells[1].paragraphs[0]
    run = paragraph.runs[0]._r
    gone = parse_xml(
        f'<w:del {nsdecls("w")} w:id="90"><w:r><w:delText>The end</w:delText></w:r></w:del>'
    )
    new = parse_xml(f'<w:ins {nsdecls("w")} w:id="91"><w:r><w:t>It is over</w:t></w:r></w:ins>')
    run.addnext(gone)
    gone.addnext(new)
    run.getparent().remove(run)
    made.save(str(path))
    (change,) = came_back(path, documents()).changes
    assert (change.old, change.new) == ("The end", "It is over")


def test_a_table_is_read_in_the_process_of_the_parsers(tmp_path: Path) -> None:
    worker = Worker()
    try:
        path = exported(tmp_path, "xlsx")
        assert worker.review(path) == read_review(path)
        (tmp_path / "bad.xlsx").write_bytes(b"PK\x03\x04 no")
        with pytest.raises(Unreadable) as raised:
            worker.review(tmp_path / "bad.xlsx")
        assert raised.value.reason == "broken"
    finally:
        worker.close()
    row = dict.fromkeys(("work", "key", "notes"), "") | {"texts": {}, "columns": [], "comments": []}
    with pytest.raises((KeyError, TypeError, ValueError)):
        review_row(row | {"number": 1})


@pytest.mark.slow
@pytest.mark.variants
@pytest.mark.skipif(SOFFICE is None, reason="no LibreOffice here")
@pytest.mark.parametrize("kind", KINDS)
def test_a_table_comes_back_through_libreoffice(tmp_path: Path, kind: str) -> None:
    path = exported(tmp_path, kind, "mine")
    put(path, 1, 1, "He came to Baghdad")
    put(path, 3, 2, "not mine")
    out = tmp_path / "out"
    subprocess.run(
        [str(SOFFICE), "--headless", f"-env:UserInstallation={(tmp_path / 'office').as_uri()}",
         "--convert-to", kind, "--outdir", str(out), str(path)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    if not (out / path.name).exists():
        pytest.skip("this LibreOffice has no program for it")
    rows = read_review(out / path.name)
    assert all(row.key for row in rows) and len(rows) == 6
    review = came_back(out / path.name, documents(), "mine")
    assert [(c.row, c.new) for c in review.changes] == [(1, "He came to Baghdad"), (3, "not mine")]
    assert review.left == []


def test_a_status_that_was_edited_is_offered(tmp_path: Path) -> None:
    path, both = exported(tmp_path, "xlsx"), documents()
    book = load_workbook(path)
    sheet = book.worksheets[0]
    for row, text in ((1, "Checked "), (2, "approved"), (3, "draft")):
        sheet.cell(row + 2, 5, text)
    book.save(path)
    review = came_back(path, both)
    assert [(c.row, c.kind, c.old, c.new, c.is_late) for c in review.changes] == [
        (1, "status", "", "checked", False),
        (3, "status", "", "draft", False),
    ]
    assert [(left.number, left.words, left.reason) for left in review.left] == [
        ("3", "approved", "status")
    ]
    here = replace(work(both), units=[replace(unit, status="done") for unit in work(both).units])
    told = [(c.row, c.old, c.new, c.is_late) for c in review_of(read_review(path), here).changes]
    assert told == [(1, "done", "checked", True), (3, "done", "draft", True)]


def footed() -> Bitext:
    """A work of two rows, the first of which refers to a footnote, which is the third."""
    both = {
        side: Document.of_text("\n".join(lines), language=side)
        for side, lines in {
            "ar": ["قال الوزير¹ ذلك", "ثم ذهب", "وزير المالية"],
            "en": ["The minister¹ said so", "Then he went", "The minister of finance"],
        }.items()
    }
    beads = [Bead(range(n, n + 1), range(n, n + 1), 0.9) for n in range(3)]
    made = bitext_of_work("x", both, {"en": Alignment(both["ar"], both["en"], beads)})
    units = []
    for unit in made.units:
        blocks = {}
        for side, text in unit.texts.items():
            at, foot = text.find("¹"), made.units[2].texts[side]
            ref = (FootnoteRef(at, at + 1, foot),) if at >= 0 else ()
            kind = "footnote" if text == foot else "paragraph"
            blocks[side] = (UnitLine(text, kind, footnotes=ref),)
        units.append(replace(unit, blocks=blocks))
    return replace(made, units=units)


def test_an_edited_footnote_is_offered_and_one_that_is_not_known_is_told(tmp_path: Path) -> None:
    path = tmp_path / "table.docx"
    write([footed()], path)
    assert (untouched := review_of(read_review(path), footed())).changes == untouched.left == []

    def changed(old: str, new: str) -> Review:
        parts = {}
        with zipfile.ZipFile(path) as file:
            parts = {name: file.read(name) for name in file.namelist()}
        assert old.encode() in parts["word/footnotes.xml"]
        notes = parts["word/footnotes.xml"].replace(old.encode(), new.encode())
        with zipfile.ZipFile(tmp_path / "edited.docx", "w") as file:
            for name, data in (parts | {"word/footnotes.xml": notes}).items():
                file.writestr(name, data)
        return review_of(read_review(tmp_path / "edited.docx"), footed())

    review = changed("The minister of finance", "Minister of finance, 2021")
    assert told(review) == [
        (2, "translation", (2,), "en", "The minister of finance", "Minister of finance, 2021")
    ]
    assert [(x.words, x.reason) for x in changed("المالية", "الداخلية").left] == [
        ("وزير الداخلية", "source")
    ]
    made = word(str(path))
    cell = made.tables[0].rows[0].cells[1]
    (gone,) = cell._tc.iter(qn("w:footnoteReference"))
    gone.getparent().remove(gone)
    made.save(str(path))
    left = review_of(read_review(path), footed()).left
    assert [(x.words, x.reason) for x in left] == [("The minister of finance", "footnote")]
