"""A word list for Anki and other cards: text with columns, which Anki's own import reads.

Anki's manual ("Text files") tells of the lines that begin with `#` and say how the file is to be
read. A deck of its own format would need a library with four others behind it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from viewer.core.dictionaries.word_list import Listed
from viewer.core.export.hits import neutral


def write(words: Iterable[Listed], head: Sequence[str], path: Path) -> int:
    """Write words as `.xlsx` or `.csv` (for a spreadsheet) or `.tsv` (for Anki); how many.

    Raises OSError.

    Columns, named by `head`: word, translation, root, language, state.
    """
    rows = [(w.word, w.gloss, " ".join(w.root), w.language, w.state) for w in words]
    if path.suffix.lower() == ".xlsx":
        from viewer.core.export.xlsx import table  # here: loads a library

        path.write_bytes(table(head[0], head, rows))
        return len(rows)
    if path.suffix.lower() == ".csv":
        with path.open("w", encoding="utf-8-sig", newline="") as out:
            csv.writer(out).writerows([head, *([neutral(cell) for cell in row] for row in rows)])
        return len(rows)
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write("#separator:tab\n#html:false\n#columns:" + "\t".join(map(_cell, head)) + "\n")
        out.write("#tags column:5\n")
        out.writelines("\t".join(map(_cell, row)) + "\n" for row in rows)
    return len(rows)


def _cell(text: str) -> str:
    """On one line; a first `#` would be a comment, a quote would begin a longer cell."""
    plain = " ".join(text.replace('"', "”").split())
    return f"\u200e{plain}" if plain.startswith("#") else plain
