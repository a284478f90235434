"""A reviser's table: rows of a bilingual sheet or Word document that came back.

Only read here, in the process of the parsers; what is in it is judged by `export.review`.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from viewer.core.base.errors import Unreadable

REVIEW_SUFFIXES = (".xlsx", ".docx")
MOST_REVIEW_ROWS = 200_000
"""Rows that are read of a table."""
_FIXED = ("document", "row", "status", "notes", "score")
"""Names of columns that are no side; that of the keys begins with `_KEY_HEAD`."""
_KEY_HEAD = "key:"
_MARKER_STYLE = "ListMarker"
_MARK = re.compile(r"hashiya_\w+")


@dataclass(frozen=True)
class ReviewComment:
    """A comment on words (`quote`) of a column, or on the whole cell."""

    column: str
    text: str
    author: str = ""
    quote: str = ""


@dataclass(frozen=True)
class ReviewRow:
    """A row as it came back. `texts` by column: a side in a sheet, its number in a document.
    `columns`: those that the key tells of, in order. `footnotes`: the column and the words of each
    that the row refers to, in order. `status`, `footnotes` None: the table has no such thing."""

    work: str
    number: str
    texts: dict[str, str]
    key: str = ""
    columns: tuple[str, ...] = ()
    notes: str = ""
    comments: tuple[ReviewComment, ...] = ()
    status: str | None = None
    footnotes: tuple[tuple[str, str], ...] | None = None

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def review_row(data: dict[str, Any]) -> ReviewRow:
    """The way back from `as_json`. Raises KeyError, TypeError or ValueError on other data."""
    comments = tuple(ReviewComment(**each) for each in data["comments"])
    texts, columns = dict(data["texts"]), tuple(data["columns"])
    status, footnotes = data["status"], data["footnotes"]
    if footnotes is not None:
        footnotes = tuple((column, text) for column, text in footnotes)
    plain = [data[name] for name in ("work", "number", "key", "notes")]
    said = [*plain, *texts, *texts.values(), *columns]
    said += [part for each in comments for part in asdict(each).values()]
    said += [part for each in footnotes or () for part in each] + [status or ""]
    if not all(type(part) is str for part in said):
        raise ValueError("a row of a review")
    work, number, key, notes = plain
    return ReviewRow(work, number, texts, key, columns, notes, comments, status, footnotes)


def read_review(path: Path) -> list[ReviewRow]:
    """The rows of a table. Raises `Unreadable`."""
    read = {".xlsx": _sheets, ".docx": _tables}.get(path.suffix.lower())
    if read is None:
        raise Unreadable(path, "unknown-format", " ".join(REVIEW_SUFFIXES))
    try:
        found = [row for row, _ in zip(read(path), range(MOST_REVIEW_ROWS), strict=False)]
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise Unreadable(path, "broken", str(error)[:200]) from error
    except OSError as error:
        raise Unreadable(
            path, "missing" if isinstance(error, FileNotFoundError) else "broken"
        ) from error
    return found


# Sheets


def _sheets(path: Path) -> Iterator[ReviewRow]:
    from openpyxl import load_workbook

    for sheet in load_workbook(path, data_only=True).worksheets:
        rows = sheet.iter_rows()
        head = [str(cell.value or "") for cell in next(rows, ())]
        if "document" not in head or "row" not in head:
            continue  # a sheet of somebody else's
        for row in rows:
            if any(cell.value is not None or cell.comment for cell in row):
                yield _sheet_row(head, row)


def _sheet_row(head: Sequence[str], row: Sequence[Any]) -> ReviewRow:
    said = {name: _cell(cell.value) for name, cell in zip(head, row, strict=False) if name}
    keys = next((name for name in said if name.startswith(_KEY_HEAD)), "")
    sides = (name for name in said if name not in _FIXED and name != keys)
    comments = tuple(
        ReviewComment(name, cell.comment.text.strip(), cell.comment.author or "")
        for name, cell in zip(head, row, strict=False)
        if cell.comment is not None and cell.comment.text.strip()
    )
    work, number, notes = (said.get(name, "") for name in ("document", "row", "notes"))
    texts, columns = {side: said[side] for side in sides}, tuple(keys.split()[1:])
    key, status = said.get(keys, ""), said.get("status")
    return ReviewRow(work, number, texts, key, columns, notes, comments, status)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = str(value).replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\u2003", "\t")  # as `xlsx` writes them


# Word


def _tables(path: Path) -> Iterator[ReviewRow]:
    from docx import Document as word
    from docx.oxml.ns import qn

    document = word(str(path))
    comments = {str(each.comment_id): each for each in document.comments}
    footnotes = _footnotes(document)
    work = ""
    body: Any = document.element
    for part in body.body:
        if part.tag == qn("w:p"):
            style = part.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
            name = "" if style is None else style.get(qn("w:val"), "")
            work = _text(part) if name.replace(" ", "").lower() == "heading1" else work
        elif part.tag == qn("w:tbl"):
            for number, row in enumerate(part.findall(qn("w:tr")), 1):  # none of a table inside
                yield _table_row(work, number, row, comments, footnotes)


def _footnotes(document: Any) -> dict[str, str]:
    """What the footnotes of a document say, by their ids."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn

    related = document.part.rels.values()
    parts = (each.target_part for each in related if each.reltype == RELATIONSHIP_TYPE.FOOTNOTES)
    return {
        note.get(qn("w:id"), ""): "\n".join(map(_text, note.iter(qn("w:p")))).strip()
        for part in parts
        for note in parse_xml(part.blob).iter(qn("w:footnote"))
    }


def _table_row(
    work: str, number: int, row: Any, comments: dict[str, Any], footnotes: dict[str, str]
) -> ReviewRow:
    from docx.oxml.ns import qn

    cells = row.findall(qn("w:tc"))
    texts = {
        str(at): "\n".join(map(_text, cell.iter(qn("w:p")))).strip()
        for at, cell in enumerate(cells)
    }
    marks = (mark.get(qn("w:name"), "") for mark in row.iter(qn("w:bookmarkStart")))
    key = next(filter(_MARK.fullmatch, marks), "")
    found = tuple(
        _comment(str(at), cell, reference.get(qn("w:id")), comments)
        for at, cell in enumerate(cells)
        for reference in cell.iter(qn("w:commentReference"))
        if reference.get(qn("w:id")) in comments
    )
    referred = tuple(
        (str(at), footnotes.get(reference.get(qn("w:id"), ""), ""))
        for at, cell in enumerate(cells)
        for reference in cell.iter(qn("w:footnoteReference"))
        if _stays(reference)
    )
    told = referred if footnotes else None
    return ReviewRow(work, str(number), texts, key, tuple(texts), "", found, None, told)


def _comment(column: str, cell: Any, id: str, comments: dict[str, Any]) -> ReviewComment:
    from docx.oxml.ns import qn

    inside, quote = False, []
    for each in cell.iter():
        if each.tag == qn("w:commentRangeStart") and each.get(qn("w:id")) == id:
            inside = True
        elif each.tag == qn("w:commentRangeEnd") and each.get(qn("w:id")) == id:
            break
        elif inside and each.tag == qn("w:t"):
            quote.append(each.text or "")
    comment = comments[id]
    text = "\n".join(paragraph.text for paragraph in comment.paragraphs).strip()
    return ReviewComment(column, text, comment.author or "", "".join(quote))


def _text(paragraph: Any) -> str:
    """The text of a paragraph as it reads with all tracked changes taken: what was deleted or
    moved away is not in it."""
    from docx.oxml.ns import qn

    said = []
    for each in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br")):
        if not _stays(each):
            continue
        style = each.getparent().find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
        if style is not None and style.get(qn("w:val")) == _MARKER_STYLE:
            continue  # what stands before a list item is none of its words
        if each.tag == qn("w:t"):
            said.append(each.text or "")
        elif each.getparent().tag == qn("w:r"):
            said.append("\t" if each.tag == qn("w:tab") else "\n")
    return "".join(said)


def _stays(element: Any) -> bool:
    """Whether it is there when all tracked changes are taken."""
    from docx.oxml.ns import qn

    gone = qn("w:moveFrom"), qn("w:del")
    return not any(above.tag in gone for above in element.iterancestors())
