"""`hashiya edition`: a corpus, or one work of it, as pages for a browser."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from viewer.cli.corpus_works import CorpusWorks, corpus_works
from viewer.cli.saying import Arguments, arabic, failure
from viewer.core.base.errors import Unreadable
from viewer.core.corpus.works import Work
from viewer.core.export.bitext import Bitext, bitext_of_work, placed_notes, written_in
from viewer.core.export.edition.words import LANGUAGES
from viewer.core.export.edition.write import NotAnEdition, write_edition


def run(argv: list[str]) -> int:
    """Write an edition; the exit code."""
    asked = _arguments().parse_args(argv)
    path, out = Path(asked.path), Path(asked.out)
    with corpus_works(path, asked.plain) as corpus:
        found = corpus.works(None if path.is_dir() else path)
        if not found:
            raise failure(path, "unknown-format" if path.is_file() else "no-texts")
        one = found[0].name if len(found) == 1 else corpus.root.name
        title = asked.title or one
        try:
            write_edition(_bitexts(corpus, found), out, title, asked.interface)
        except NotAnEdition as error:
            raise failure(out, "not-an-edition") from error
        except OSError as error:
            raise failure(error.filename or out, "unwritable") from error
    return 0


def _arguments() -> Arguments:
    made = Arguments(prog="hashiya edition", add_help=False, allow_abbrev=False)
    made.add_argument("--title")
    made.add_argument("--plain", action="store_true")
    made.add_argument("--interface", choices=LANGUAGES, default="ar" if arabic() else "en")
    made.add_argument("path", metavar="FOLDER|FILE")
    made.add_argument("out", metavar="OUT")
    return made


def _bitexts(corpus: CorpusWorks, found: list[Work]) -> Iterator[Bitext]:
    """Those that can be read; of the others it is told why not."""
    for work, reading in corpus.read_all(found):
        try:
            read = reading.result()
        except Unreadable as error:
            if len(found) == 1:
                raise
            print(f"hashiya: {failure(error.path, error.reason)}", file=sys.stderr)
            continue
        written = written_in(read.file, read.documents)
        written = replace(written, notes=placed_notes(read.documents, corpus.store))
        yield bitext_of_work(work.name, read.documents, read.alignments, written)
