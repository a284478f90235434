"""Sheets for Excel and its kin: of rows of bitexts, of notes, hits, words.

Right-to-left sheets, a head that stays, texts that are wrapped and read in their own direction. No
cell is a formula, whatever it begins with: all are written as text.
"""

from __future__ import annotations

import errno
import io
import os
import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

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
        coming = iter(rows)
        first = [list(row) for row, _ in zip(coming, range(SAMPLE_ROWS), strict=False)]
        for column, title in enumerate(head):
            longest = max((len(row[column]) for row in first), default=0)
            width = min(WIDE, max(len(title), longest) + 3)
            sheet.column_dimensions[get_column_letter(column + 1)].width = max(8, width)
        if hides_last:
            sheet.column_dimensions[get_column_letter(len(head))].hidden = True
        sheet.append([self._cell(sheet, text, bold=True) for text in head])
        count = 1
        for each in (first, coming):
            for row in each:
                if (count := count + 1) > MOST_ROWS:
                    sheet.close()
                    raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
                sheet.append([self._cell(sheet, text) for text in row])

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
        units = clean(text).encode("utf-16-le", "replace")[: 2 * MOST_IN_CELL]
        made = WriteOnlyCell(sheet, units.decode("utf-16-le", "ignore"))
        made.data_type = "s"  # also where it begins like a formula
        reading = _READING.get(direction_of_text(text), 0)
        made.alignment = Alignment(wrap_text=True, vertical="top", readingOrder=reading)
        if bold:
            made.font = Font(bold=True)
        return made

    def data(self) -> bytes:
        """The bytes of the file."""
        out = io.BytesIO()
        self._book.save(out)
        return out.getvalue()


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
