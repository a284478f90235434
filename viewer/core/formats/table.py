"""Tables as text, TSV and CSV: two languages side by side, or rows of cells."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from viewer.core.base.errors import Unreadable
from viewer.core.language.arabic import guess_language, script_counts
from viewer.core.language.file_names import resolve_language, split_name
from viewer.core.parsing.bilingual.sides import UNITS_AT_FIRST, UNITS_LATER, in_parts, sides_of
from viewer.core.parsing.read_bytes import encoding_of, read, text_of
from viewer.core.text.document import Document, Encoding, joined
from viewer.core.text.document_builder import Builder

VERSION = 1

_LIMIT = 256 << 20
_LARGEST_CELL = (1 << 31) - 1  # a C long of Windows
_SAMPLE = 4_000_000  # code points by which the way of writing is judged
_ROWS = 200  # by which the columns are judged
_DELIMITERS = ",;\t|"
_SAID = re.compile(r"\Asep=([^\n])\n")  # what Excel writes first
_SOURCE = re.compile(r"(?i)(source|src|original|from)[ _-]?(string|text|segment)?")
_TARGET = re.compile(r"(?i)(target|tgt|trg|translation|to)[ _-]?(string|text|segment)?")

Row = list[str]


def load(path: Path, encoding: str | None = None, language: str | None = None) -> Document:
    """The document in `path`, of the first side where it has two. Raises `Unreadable`."""
    return joined(parts(path, encoding, language))


def parts(
    path: Path, encoding: str | None = None, language: str | None = None
) -> Iterator[Document]:
    """The same bit by bit. `language` is that of a table in one language."""
    data = read(path, _LIMIT)
    text, found = text_of(path, data, encoding_of(path, data, encoding))
    del data
    text = text.replace("\x00", "")
    csv.field_size_limit(_LARGEST_CELL)
    try:
        dialect, text = _dialect(text, path.suffix.lower() == ".tsv")
        sample = list(islice(_rows(text, dialect), _ROWS))
        columns, has_header = _columns(sample)
        rows = _rows(text, dialect)
        if columns:
            yield from _bitext(path, islice(rows, int(has_header), None), columns, found)
        else:
            yield from _table(path, rows, sample, found, language)
    except csv.Error as error:
        raise Unreadable(path, "broken", str(error)) from error


def _bitext(
    path: Path, rows: Iterator[Row], columns: dict[int, str], encoding: Encoding
) -> Iterator[Document]:
    """The document of rows whose `columns` (index -> language) are its sides."""
    sides = sides_of(columns.values())
    names = {tag: side for side, tag in sides.items()}
    of = [(at, names[tag]) for at, tag in columns.items() if tag in names]
    units = ([(side, row[at]) for at, side in of if at < len(row)] for row in rows)
    tags = columns.values()
    yield from in_parts(
        units, sides, "table", path, tags, format_version=VERSION, encoding=encoding
    )


def _table(
    path: Path, rows: Iterator[Row], sample: list[Row], encoding: Encoding, asked: str | None
) -> Iterator[Document]:
    head = "\n".join(" ".join(row)[:2000] for row in sample[:40])
    tag, direction = resolve_language(asked, None, str(path), head)
    builder = Builder()
    about = {"path": path, "encoding": encoding, "language": tag, "direction": direction}
    wanted, begun = UNITS_AT_FIRST, False
    for row in rows:
        cells = (re.sub(r"\s*\t\s*", " ", cell.strip()) for cell in row)
        builder.add("\t".join(cells), "table")
        if len(builder) == wanted:
            yield builder.document("table", format_version=VERSION, **about)
            wanted, begun = UNITS_LATER, True
    if len(builder) or not begun:
        yield builder.document("table", format_version=VERSION, **about)


# How it is written


def _rows(text: str, dialect: type[csv.Dialect]) -> Iterator[Row]:
    """The rows with something in them."""
    return (row for row in csv.reader(io.StringIO(text, newline="\n"), dialect) if any(row))


def _dialect(text: str, is_tsv: bool) -> tuple[type[csv.Dialect], str]:
    """How the cells are divided and quoted; the text without a first line that says it."""
    said = _SAID.match(text)
    if said:
        return _made(said[1], text), text[said.end() :]
    if is_tsv:
        return _made("\t", text), text
    best, dialect = (0.0, 0), _made(",", text)
    for delimiter in _DELIMITERS:
        candidate = _made(delimiter, text)
        counts = Counter(len(row) for row in islice(_rows(text, candidate), _ROWS))
        if not counts:
            break
        width, rows = counts.most_common(1)[0]
        score = (round(rows / counts.total(), 1), width)
        if width > 1 and score > best:
            best, dialect = score, candidate
    return dialect, text


def _made(delimiter: str, text: str) -> type[csv.Dialect]:
    class Found(csv.excel):
        pass

    Found.delimiter = delimiter
    if not _is_quoted(delimiter, text):
        Found.quoting = csv.QUOTE_NONE
        Found.quotechar = None
    return Found


def _is_quoted(delimiter: str, text: str) -> bool:
    """Whether cells that begin with a quotation mark end with one, as a quoted cell does.

    In a text with quotations and no quoting they do not, and a row would swallow the next ones.
    """
    sample, edge = text[:_SAMPLE], f"(?m:^|{re.escape(delimiter)})"
    begun = sum(1 for _ in re.finditer(f'{edge}"', sample))
    if not begun:
        return False
    whole = rf'{edge}"(?:[^"]++|"")*+"(?m:(?={re.escape(delimiter)}|$))'
    proper = list(re.finditer(whole, sample))
    inside = sum(len(re.findall(f'{edge}"', match[0][1:])) for match in proper)
    cut = len(text) > _SAMPLE
    return len(proper) + inside + cut >= 0.9 * begun


# What it holds


def _columns(sample: list[Row]) -> tuple[dict[int, str], bool]:
    """The columns that are sides of a bilingual text, with their languages; is there a header?

    None unless the header names them, or exactly two columns hold text, in different languages.
    """
    if not sample:
        return {}, False
    by_header = _by_header(sample[0], sample[1:])
    if by_header:
        return by_header, True
    width = Counter(map(len, sample)).most_common(1)[0][0]
    texts = [at for at in range(min(width, 50)) if _is_text(_cells(sample, at))]
    if len(texts) != 2:
        return {}, False
    tags = _languages([_cells(sample, at) for at in texts])
    return (dict(zip(texts, tags, strict=True)) if tags else {}), False


def _by_header(header: Row, sample: list[Row]) -> dict[int, str]:
    filled = {at for row in sample for at, cell in enumerate(row) if cell.strip()}
    named = {at: tag for at, cell in enumerate(header) if (tag := _named(cell))}
    named = {at: tag for at, tag in named.items() if at in filled or not sample}
    if len(named) > 1 and len(set(named.values())) == len(named):
        return named
    pairs = [
        [at for at, cell in enumerate(header) if role.fullmatch(cell.strip())]
        for role in (_SOURCE, _TARGET)
    ]
    if [len(found) for found in pairs] != [1, 1]:
        return {}
    at = [found[0] for found in pairs]
    tags = _languages([_cells(sample, column) for column in at])
    return dict(zip(at, tags, strict=True)) if tags else {}


def _named(cell: str) -> str | None:
    """The language that a cell of the header names: `ar`, `English text`, `العربية`."""
    words = re.findall(r"[^\W\d_]+", cell.strip())
    if not 0 < len(words) <= 3 or len(cell) > 40:
        return None
    if len(words) > 1 and len(words[0]) == 2 and re.fullmatch(r"\w\w[-_]\w\w", cell.strip()):
        words = words[:1]
    tags = {tag for word in words if (tag := split_name(f"x_{word}.txt")[1])}
    return tags.pop() if len(tags) == 1 else None


def _cells(rows: list[Row], at: int) -> list[str]:
    return [row[at] for row in rows if at < len(row) and row[at].strip()]


def _is_text(cells: list[str]) -> bool:
    """Whether most cells are words, not numbers, names of a record or addresses."""
    texts = sum(_is_words(cell[:200]) for cell in cells)
    return texts * 2 > len(cells)


def _is_words(cell: str) -> bool:
    letters = sum(map(str.isalpha, cell))
    return letters * 2 > len(cell) and (" " in cell.strip() or not cell.isascii())


def _languages(columns: Sequence[list[str]]) -> list[str]:
    """The languages of two columns; none unless they are different.

    Terms without a function word are told by their letters: Latin ones beside Arabic are English.
    """
    samples = [" ".join(cell[:500] for cell in cells)[:20_000] for cells in columns]
    tags = [guess_language(sample) for sample in samples]
    for at, sample in enumerate(samples):
        counts = script_counts(sample)
        if tags[at] == "und" and counts and max(counts, key=lambda k: counts[k]) == "latin":
            tags[at] = "en" if tags[1 - at].partition("-")[0] not in ("und", "en") else "und"
    return tags if "und" not in tags and tags[0] != tags[1] else []
