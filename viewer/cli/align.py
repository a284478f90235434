"""`hashiya align`: which paragraphs of two documents are translations of which."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from viewer.cli.saying import Arguments, Failure, failure, wrong
from viewer.core.base.errors import Unreadable
from viewer.core.base.json_files import whole_file
from viewer.core.bitext import sentence_vectors as vectors
from viewer.core.bitext.aligner import Bead, align
from viewer.core.bitext.alignment import Alignment, answers, question
from viewer.core.export.bitext import BITEXT_KINDS, Bitext, Unit, bitext_of, write
from viewer.core.text.document import Document
from viewer.core.worker.client import Worker


def run(argv: list[str]) -> int:
    """Align and print or write what was asked for; the exit code."""
    asked = _arguments().parse_args(argv)
    out = Path(asked.tmx or asked.output) if asked.tmx or asked.output else None
    if out is not None and asked.tmx and out.suffix.lower() != ".tmx":
        raise Failure(wrong(f"{out}: .tmx"))
    if out is not None and out.suffix.lower() not in BITEXT_KINDS:
        raise Failure(wrong(f"{out}: {' '.join(BITEXT_KINDS)}"))
    first, second = (load(Path(path)) for path in (asked.before, asked.after))
    sides = sides_of(first, second)
    semantic = vectors.available() and not asked.plain
    if asked.sentences:
        texts = _segments(first), _segments(second)
        near = vectors.nearness(*texts) if semantic and all(texts) else None
        beads = align(*texts, similarity=near)
        found = [(list(bead.before), list(bead.after), bead.score) for bead in beads]
        bitext = _of_segments(Path(asked.before).name, beads, texts, (first, second), sides)
    else:
        *_, answer = answers(question(first, second, semantic=semantic))
        aligned = Alignment.of(first, second, answer)
        found = [
            (aligned.blocks(k, True), aligned.blocks(k, False), bead.score)
            for k, bead in enumerate(aligned.beads)
        ]
        bitext = bitext_of(Path(asked.before).name, aligned, sides)
    if out is not None:
        try:
            with whole_file(out) as beside:
                write([bitext], beside)
        except OSError as error:
            raise failure(out, "unwritable") from error
    if asked.json:
        sys.stdout.writelines(_json(found, sides))
    elif out is None:
        sys.stdout.writelines(f"{before}:{after}\n" for before, after, _ in found)
    return 0


def _arguments() -> Arguments:
    made = Arguments(prog="hashiya align", add_help=False, allow_abbrev=False)
    for option in ("--json", "--sentences", "--plain"):
        made.add_argument(option, action="store_true")
    made.add_argument("--tmx", metavar="OUT")
    made.add_argument("--output", metavar="OUT")
    made.add_argument("before", metavar="AR")
    made.add_argument("after", metavar="EN")
    return made


def load(path: Path) -> Document:
    """The document in a file. Raises `Failure`."""
    worker = Worker()
    try:
        document = worker.load(path)
    except Unreadable as error:
        raise failure(path, error.reason, error.detail) from error
    finally:
        worker.close()
    return document


def _segments(document: Document) -> list[str]:
    """Its lines, blank ones too: they count."""
    return document.text().removesuffix("\n").split("\n")


def sides_of(first: Document, second: Document) -> tuple[str, str]:
    """What the sides are called: by their languages, `und` where that is not known."""
    before, after = (d.language.partition("-")[0] for d in (first, second))
    return before, after if after != before else f"{after}-2"


def _of_segments(
    name: str,
    beads: Sequence[Bead],
    texts: tuple[list[str], list[str]],
    documents: tuple[Document, Document],
    sides: tuple[str, str],
) -> Bitext:
    languages = {side: d.language for side, d in zip(sides, documents, strict=True)}
    units = []
    for bead in beads:
        runs = zip(sides, texts, (bead.before, bead.after), strict=True)
        said = {side: " ".join(lines[at] for at in run) for side, lines, run in runs if run}
        units.append(Unit(said, 0, bead.score))
    return Bitext(name, languages, units)


def _json(
    found: Sequence[tuple[list[int], list[int], float]], sides: tuple[str, str]
) -> Iterator[str]:
    """`{"beads": […]}`, a bead a line."""
    yield '{"beads": ['
    for number, (before, after, score) in enumerate(found):
        bead = {sides[0]: before, sides[1]: after, "score": round(score, 3)}
        yield (",\n " if number else "\n ") + json.dumps(bead, ensure_ascii=False)
    yield "\n]}\n"
