"""Sheets for Excel and its kin: of rows of bitexts, of notes, hits, words.

Right-to-left sheets, a head that stays, texts that are wrapped and read in their own direction. No
cell is a formula, whatever it begins with: all are written as text.
"""

from __future__ import annotations

import errno
import io
import math
import os
import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.styles.fonts import DEFAULT_FONT
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.dimensions import RowDimension

from viewer.core.export.bitext import Bitext, UnitNote, clean
from viewer.core.export.row_keys import key_of
from viewer.core.language.arabic import direction_of_language, direction_of_text

MOST_ROWS = 1_048_576
MOST_IN_CELL = 32_767
"""Of a sheet, and UTF-16 units of a cell ("Excel specifications and limits")."""
WIDE = 60
"""Letters from which a column is not made wider."""
SAMPLE_ROWS = 200
"""Rows that the widths of the columns are made for."""
NAME_LENGTH = 31
"""Of a sheet, in characters; some of these may not be in it."""
KEY_HEAD = "key:"
"""What the head of the hidden column begins with; the columns follow that its keys tell of."""
_NOT_IN_NAME = re.compile(r"[\[\]:*?/\\']")
_READING = {"rtl": 2, "ltr": 1}
_HEAD = Font(name=DEFAULT_FONT.name, size=DEFAULT_FONT.sz, bold=True)
LINE_PT, HIGHEST_PT = 17.0, 409.5
"""Points of a line, and of a row at most ("Excel specifications and limits")."""
_CELL_GAP = "\u2003"
"""What stands for a tab, which sheets do not show, between the cells of a table in a text."""


class _FittingRow(RowDimension):
    """A row as high as its wrapped text, until somebody edits it: LibreOffice asks for that."""

    @property
    def customHeight(self) -> bool:
        return False


class Sheets:
    """A workbook that is written row by row."""

    def __init__(self) -> None:
        self._book = Workbook(write_only=True)
        self._names: set[str] = set()

    def add(
        self,
        name: str,
        head: Sequence[str],
        rows: Iterable[Sequence[str]],
        rtl: bool,
        hides_last: bool = False,
    ) -> None:
        """A sheet with a head and rows; its last column may be hidden. Raises OSError (EFBIG) for
        more rows than one can have."""
        sheet: Any = self._book.create_sheet(self._named(name))
        sheet.sheet_view.rightToLeft = rtl
        sheet.freeze_panes = "A2"
        sheet.print_title_rows = "1:1"
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.fitToHeight = 0  # as many pages as it takes, each as wide as the sheet
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        coming = iter(rows)
        first = [list(row) for row, _ in zip(coming, range(SAMPLE_ROWS), strict=False)]
        widths: list[int] = []
        for column, title in enumerate(head):
            longest = max((len(row[column]) for row in first), default=0)
            widths.append(max(8, min(WIDE, max(len(title), longest) + 3)))
            sheet.column_dimensions[get_column_letter(column + 1)].width = widths[-1]
        if hides_last:
            sheet.column_dimensions[get_column_letter(len(head))].hidden = True
        sheet.append([self._cell(sheet, text, bold=True) for text in head])
        count = 1
        for each in (first, coming):
            for row in each:
                if (count := count + 1) > MOST_ROWS:
                    sheet.close()
                    raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
                height = _height(row[:-1] if hides_last else row, widths)
                sheet.row_dimensions[count] = _FittingRow(sheet, count, ht=height)
                sheet.append([self._cell(sheet, text) for text in row])
                del sheet.row_dimensions[count]  # it is written: a million of them take room

    def _named(self, name: str) -> str:
        """A name that no other sheet has."""
        plain = _NOT_IN_NAME.sub(" ", clean(name)).strip()[:NAME_LENGTH] or "1"
        named, number = plain, 1
        while named.casefold() in self._names:
            number += 1
            mark = f" {number}"
            named = plain[: NAME_LENGTH - len(mark)] + mark
        self._names.add(named.casefold())
        return named

    def _cell(self, sheet: Any, text: str, bold: bool = False) -> Any:
        shown = clean(text).replace("\t", _CELL_GAP)
        units = shown.encode("utf-16-le", "replace")[: 2 * MOST_IN_CELL]
        made = WriteOnlyCell(sheet, units.decode("utf-16-le", "ignore"))
        made.data_type = "s"  # also where it begins like a formula
        reading = _READING.get(direction_of_text(text), 0)
        made.alignment = Alignment(wrap_text=True, vertical="top", readingOrder=reading)
        if bold:
            made.font = _HEAD
        return made

    def data(self) -> bytes:
        """The bytes of the file."""
        out = io.BytesIO()
        self._book.save(out)
        return out.getvalue()


def _height(row: Iterable[str], widths: Iterable[int]) -> float:
    """Points that a row takes whose texts are wrapped in columns of these widths, in letters; a
    line holds a tenth less, as words are not broken."""
    lines = (
        sum(max(1, math.ceil(1.1 * len(line) / width)) for line in text.split("\n"))
        for text, width in zip(row, widths, strict=False)
    )
    return min(HIGHEST_PT, LINE_PT * max(lines, default=1))


def write(bitexts: Iterable[Bitext], path: Path) -> None:
    """A sheet for each set of languages: document, row, a column a side, status, notes, score, and
    hidden the keys by which a reviser's sheet is read again.

    Raises OSError.
    """
    made = Sheets()
    for sides, works in groupby(bitexts, key=lambda work: dict(work.languages)):
        key = " ".join([KEY_HEAD, *sides, "notes", "status"])
        head = ["document", "row", *sides, "status", "notes", "score", key]
        rtl = direction_of_language(next(iter(sides.values()), "en")) == "rtl"
        made.add(" - ".join(sides), head, (row for work in works for row in _rows(work)), rtl, True)
    if not made._names:
        made.add("1", ["document"], [], False)
    path.write_bytes(made.data())


def _rows(work: Bitext) -> Iterable[list[str]]:
    for number, unit in enumerate(work.units, 1):
        texts = [unit.texts.get(side, "") for side in work.languages]
        notes = "\n".join(map(told_note, unit.notes))
        key = key_of(unit, list(work.languages), [*texts, notes, unit.status])
        yield [work.name, str(number), *texts, unit.status, notes, f"{unit.score:.2f}", key]


def told_note(note: UnitNote) -> str:
    """A note as a cell tells it; of a highlight its words alone."""
    return ": ".join(filter(None, (note.quote, note.text)))


def table(name: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The bytes of a file with one sheet, which runs as its name and head do."""
    made = Sheets()
    made.add(name, head, rows, direction_of_text(f"{name} {' '.join(head)}") == "rtl")
    return made.data()
