"""Sheets for Excel."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from viewer.core.dictionaries.word_list import Listed
from viewer.core.export import bitext as exports
from viewer.core.export import hits, notes, words, xlsx
from viewer.core.export.bitext import Bitext, Unit, UnitNote
from viewer.core.export.note_groups import Labels, Noted
from viewer.core.notes.note import Note
from viewer.core.parsing.office.review_table import read_review
from viewer.core.text.document import Place


def sheets(data: bytes | Path) -> dict[str, Any]:
    book = load_workbook(io.BytesIO(data) if isinstance(data, bytes) else data)
    return {sheet.title: sheet for sheet in book.worksheets}


def values(sheet: Any) -> list[list[Any]]:
    return [[cell.value or "" for cell in row] for row in sheet.iter_rows()]


def test_no_cell_is_a_formula() -> None:
    (sheet,) = sheets(
        xlsx.table("n", ["=A1"], [["=1+1"], ["+1"], ["@x"], ["-2"], ["007"]])
    ).values()
    assert values(sheet) == [["=A1"], ["=1+1"], ["+1"], ["@x"], ["-2"], ["007"]]
    assert all(cell.data_type == "s" for row in sheet.iter_rows() for cell in row)


def test_sheets_and_cells_run_as_their_words() -> None:
    (sheet,) = sheets(xlsx.table("نتائج", ["المستند"], [["مدرسة"], ["school"]])).values()
    assert sheet.sheet_view.rightToLeft and sheet.freeze_panes == "A2"
    orders = [row[0].alignment.readingOrder for row in sheet.iter_rows()]
    assert orders == [2, 2, 1] and sheet["A2"].alignment.wrap_text
    (sheet,) = sheets(xlsx.table("Hits", ["Document"], [["مدرسة"]])).values()
    assert not sheet.sheet_view.rightToLeft


def test_what_a_sheet_cannot_hold_is_left_out_or_told(monkeypatch: pytest.MonkeyPatch) -> None:
    long = "ا" * 40_000
    (sheet,) = sheets(xlsx.table("a/b[c]:*?", ["x"], [["a\x00\x0bb\ud800"], [long]])).values()
    assert sheet["A2"].value == "ab" and len(sheet["A3"].value) == xlsx.MOST_IN_CELL
    assert not set(sheet.title) & set("[]:*?/\\")
    monkeypatch.setattr(xlsx, "MOST_ROWS", 3)
    with pytest.raises(OSError):
        xlsx.table("n", ["x"], [["1"], ["2"], ["3"]])


def test_rows_are_as_high_as_their_text_and_stay_free_to_grow() -> None:
    long = "كلمة " * 60
    (sheet,) = sheets(xlsx.table("x", ["a", "b"], [["x", "y"], [long, "y\nz"]])).values()
    heights = [sheet.row_dimensions[row].height for row in (2, 3)]
    assert heights == [xlsx.LINE_PT, 6 * xlsx.LINE_PT]
    with zipfile.ZipFile(io.BytesIO(xlsx.table("x", ["a"], [[long]]))) as file:
        assert b"customHeight" not in file.read("xl/worksheets/sheet1.xml")


def test_cells_of_a_table_stand_apart_and_come_back(tmp_path: Path) -> None:
    made = Bitext("x", {"en": "en"}, [Unit({"en": "wheat\t200"})])
    exports.write([made], tmp_path / "x.xlsx")
    assert sheets(tmp_path / "x.xlsx")["en"]["C2"].value == "wheat\u2003200"
    assert [row.texts["en"] for row in read_review(tmp_path / "x.xlsx")] == ["wheat\t200"]


def test_rows_of_works_with_status_and_notes(tmp_path: Path) -> None:
    note = UnitNote("ar", "باب", "باب أم فصل؟")
    one = Bitext("كتاب", {"ar": "ar", "en": "en"}, [
        Unit({"ar": "باب", "en": "A gate"}, status="done", notes=(note,)),
        Unit({"en": "Alone"}, score=0.5),
    ])  # fmt: skip
    exports.write([one, one, Bitext("x", {"en": "en"}, [Unit({"en": "y"})])], tmp_path / "a.xlsx")
    found = sheets(tmp_path / "a.xlsx")
    assert list(found) == ["ar - en", "en"] and found["ar - en"].sheet_view.rightToLeft
    assert found["ar - en"].column_dimensions["H"].hidden
    assert [row[:7] for row in values(found["ar - en"])[1:3]] == [
        ["كتاب", "1", "باب", "A gate", "done", "باب: باب أم فصل؟", "1.00"],
        ["كتاب", "2", "", "Alone", "", "", "0.50"],
    ]
    assert len(values(found["ar - en"])) == 5
    highlight = Unit({"en": "y"}, notes=(UnitNote("en", "y", ""),))
    exports.write([Bitext("x", {"en": "en"}, [highlight])], tmp_path / "h.xlsx")
    assert values(sheets(tmp_path / "h.xlsx")["en"])[1][4] == "y"
    exports.write([], tmp_path / "none.xlsx")
    assert len(sheets(tmp_path / "none.xlsx")) == 1


def test_notes_hits_and_words(tmp_path: Path) -> None:
    noted = Noted(Note(Place(0, 3, "باب"), text="=cmd"), "a.txt", "A")
    notes.write([noted], tmp_path / "n.xlsx", Labels(title="ملاحظات"))
    (sheet,) = sheets(tmp_path / "n.xlsx").values()
    assert "=cmd" in values(sheet)[1] and "باب" in values(sheet)[1]
    head = ["Document", "n", "Before", "Hit", "After", "Why", "Date", "Translation"]
    hits.write([["a", "1", "b", "c", "d", "e", "f", "g"]] * 3, head, "q", tmp_path / "h.xlsx")
    (sheet,) = sheets(tmp_path / "h.xlsx").values()
    assert values(sheet)[0] == head and len(values(sheet)) == 4
    listed = [Listed("كتاب", "ar", gloss="book", root="كتب")]
    assert words.write(listed, ["W", "T", "R", "L", "S"], tmp_path / "w.xlsx") == 1
    (sheet,) = sheets(tmp_path / "w.xlsx").values()
    assert values(sheet)[1][:3] == ["كتاب", "book", "ك ت ب"]
