"""Hits as a table for a spreadsheet, a page or the clipboard. Cells: see `concordance.as_rows`."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from itertools import takewhile
from pathlib import Path

from viewer.core.language.arabic import direction_of_text

_FORMULA = ("=", "+", "-", "@", "\t", "\r")

_STYLE = """\
body { font: 11pt/1.6 "Noto Sans Arabic", Amiri, sans-serif; margin: 2em; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid #ccc; padding: .3em .6em; vertical-align: top; }
td { unicode-bidi: plaintext; text-align: start; }
mark { background: #ffe9a8; font-weight: bold; }
small { color: #666; }
"""


def neutral(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula (OWASP, "CSV injection")."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def write(
    rows: Iterable[Sequence[str]],
    head: Sequence[str],
    title: str,
    path: Path,
    stop: Callable[[], bool] = lambda: False,
) -> None:
    """As CSV or, by the suffix of `path`, HTML or a sheet for Excel. Raises OSError."""
    if path.suffix.lower() == ".xlsx":
        from viewer.core.export.xlsx import table  # here: loads a library

        path.write_bytes(table(title, head, takewhile(lambda _: not stop(), rows)))
        return
    parts = _html(rows, head, title) if path.suffix.lower() == ".html" else _csv(rows, head)
    with path.open("w", encoding="utf-8", newline="") as out:
        for part in parts:
            if stop():
                return
            out.write(part)


def _csv(rows: Iterable[Sequence[str]], head: Sequence[str]) -> Iterator[str]:
    """With a byte order mark: without it spreadsheets read Arabic as another encoding."""
    yield "\ufeff"
    yield _line(head)
    yield from map(_line, rows)


def _line(row: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow([neutral(" ".join(cell.split())) for cell in row])
    return out.getvalue()


def _html(rows: Iterable[Sequence[str]], head: Sequence[str], title: str) -> Iterator[str]:
    rtl = direction_of_text(title) == "rtl"
    yield f'<!DOCTYPE html>\n<html dir="{"rtl" if rtl else "ltr"}"><meta charset="utf-8">\n'
    yield f"<title>{escape(title)}</title>\n<style>\n{_STYLE}</style>\n"
    yield f"<h1>{escape(title)}</h1>\n<table>\n"
    names = [head[0], head[3], head[7], head[6]]
    yield f"<tr>{''.join(f'<th>{escape(name)}</th>' for name in names)}</tr>\n"
    for row in rows:
        path, block, before, hit, after, why, date, bead = map(escape, row)
        yield (
            f"<tr><td>{path} <small>¶{block}</small></td>"
            f'<td dir="auto">{before}<mark>{hit}</mark>{after} <small>{why}</small></td>'
            f'<td dir="auto">{bead}</td><td>{date}</td></tr>\n'
        )
    yield "</table>\n</html>\n"


def as_text(rows: Iterable[Sequence[str]]) -> str:
    """For the clipboard: a line a hit, cells apart by tabs."""
    return "".join("\t".join(" ".join(cell.split()) for cell in row) + "\n" for row in rows)


def as_html(rows: Iterable[Sequence[str]], head: Sequence[str], title: str) -> str:
    return "".join(_html(rows, head, title))
