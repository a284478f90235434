"""`hashiya review`: a reviser's table compared with its text, and what it changed taken."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from viewer.cli.corpus_works import CorpusWorks, ReadWork, corpus_works
from viewer.cli.saying import UNPRINTED, Arguments, Failure, failure, wrong
from viewer.core.base.json_files import Damaged
from viewer.core.bitext.work_file import Recorded, WorkFile
from viewer.core.export.bitext import Bitext, bitext_of_work, placed_notes, written_in
from viewer.core.export.review import (
    NOTE,
    STATUS,
    TRANSLATION,
    Review,
    ReviewChange,
    note_place,
    review_of,
)
from viewer.core.notes.note import Note
from viewer.core.parsing.office.review_table import REVIEW_SUFFIXES
from viewer.core.upkeep.follow_works import digest


def run(argv: list[str]) -> int:
    """Compare a table with the work of a file; print, or take, what it changed; the exit code."""
    asked = _arguments().parse_args(argv)
    table, path = Path(asked.table), Path(asked.path)
    if table.suffix.lower() not in REVIEW_SUFFIXES:
        raise Failure(wrong(f"{table}: {' '.join(REVIEW_SUFFIXES)}"))
    with corpus_works(path, asked.plain) as corpus:
        found = corpus.works(path) if path.is_file() else []
        if not found:
            raise failure(path, "unknown-format" if path.is_file() else "folder")
        read = corpus.read(found[0])
        written = written_in(read.file, read.documents)
        written = replace(written, notes=placed_notes(read.documents, corpus.store))
        work = bitext_of_work(read.work.name, read.documents, read.alignments, written)
        review = review_of(corpus.review(table), work)
        if asked.accept:
            _take(corpus, read, work, [each for each in review.changes if not each.is_late])
    if asked.json:
        print(json.dumps(_as_json(review), ensure_ascii=False, indent=1))
    else:
        sys.stdout.writelines(_lines(review))
    return 0


def _arguments() -> Arguments:
    made = Arguments(prog="hashiya review", add_help=False, allow_abbrev=False)
    for option in ("--json", "--accept", "--plain"):
        made.add_argument(option, action="store_true")
    made.add_argument("table", metavar="TABLE")
    made.add_argument("path", metavar="FILE")
    return made


def _take(
    corpus: CorpusWorks, read: ReadWork, work: Bitext, changes: Iterable[ReviewChange]
) -> None:
    """Write what was changed: own translations, notes, how far rows are. Raises `Failure`."""
    path = corpus.work_file(read.work)
    if path.exists() and read.file is None:
        raise failure(path, "damaged-notes")
    file = read.file or WorkFile(path)
    before = file.doings
    try:
        for each in changes:
            document = read.documents[each.side]
            if each.kind == STATUS:
                file.set_status(work.units[each.row].places, read.documents, each.new)
            elif each.kind == TRANSLATION:
                source = each.source
                file.write_own(source.side, document, source.blocks, each.language, each.new)
            elif document.path is not None:
                place = note_place(each, work, read.documents)
                note = Note(place, each.new, creator=each.author)
                corpus.store.put(document.path, note, document)
        if file.doings != before:
            file.documents = file.documents or [
                Recorded(side, corpus.relative(document), digest(document))
                for side, document in read.documents.items()
            ]
            file.write(corpus.store.backups)
    except (OSError, Damaged) as error:
        raise failure(path, "unwritable") from error


def _lines(review: Review) -> Iterable[str]:
    """For people: `-` and `+` for what was and what is to be, `!` for what cannot be taken."""
    for each in review.changes:
        late = " (late)" if each.is_late else ""
        yield f"{each.row + 1}: {each.kind}{late}\n"
        if old := each.quote if each.kind == NOTE else each.old:
            yield f"- {_line(old)}\n"
        yield f"+ {_line(each.new)}\n"
    for left in review.left:
        yield f"! {_line(left.number)}: {left.reason}: {_line(left.words)}\n"


def _line(text: str) -> str:
    return UNPRINTED.sub(" ", text)


def _as_json(review: Review) -> dict[str, Any]:
    names = ("row", "kind", "language", "old", "new", "quote", "author")
    return {
        "same": review.same,
        "changes": [
            {name: getattr(each, name) for name in names} | {"late": each.is_late}
            for each in review.changes
        ],
        "left": [vars(left) for left in review.left],
    }
