"""`hashiya check`: where a translation and its source differ in what they should share."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from viewer.cli.align import load, sides_of
from viewer.cli.saying import Arguments, Failure, failure, wrong
from viewer.core.base.errors import Unreadable
from viewer.core.bitext import sentence_vectors as vectors
from viewer.core.bitext.alignment import Alignment, answers, question
from viewer.core.bitext.translation_check import Finding, Terms, check
from viewer.core.dictionaries.glossary import oriented, table_terms
from viewer.core.export.bitext import Bitext, bitext_of, bitext_of_work, rows_to_check


def run(argv: list[str]) -> int:
    """Check a translation and print what was found; the exit code."""
    asked = _arguments().parse_args(argv)
    bitext = _bitext(Path(asked.source), asked.translation, asked.plain)
    terms = _terms(Path(asked.glossary), bitext) if asked.glossary else ()
    rows = rows_to_check(bitext)
    found = check(rows, terms)
    if asked.json:
        told = {"rows": len(rows), "findings": [_as_json(each) for each in found]}
        print(json.dumps(told, ensure_ascii=False, indent=1))
        return 0
    for each in found:
        said = " → ".join(" ".join(part.split()) for part in (each.said, each.instead) if part)
        sys.stdout.write(f"{each.row + 1}: {each.kind}: {said}\n")
    return 0


def _arguments() -> Arguments:
    made = Arguments(prog="hashiya check", add_help=False, allow_abbrev=False)
    made.add_argument("--json", action="store_true")
    made.add_argument("--plain", action="store_true")
    made.add_argument("--glossary", metavar="FILE")
    made.add_argument("source", metavar="SOURCE")
    made.add_argument("translation", metavar="TRANSLATION", nargs="?")
    return made


def _bitext(source: Path, translation: str | None, plain: bool) -> Bitext:
    """Two documents aligned, or the sides of a bilingual file."""
    first = load(source)
    if translation is None:
        sides = first.sides()
        if len(sides) < 2:
            raise Failure(wrong(f"{source}: one language; name the translation too"))
        return bitext_of_work(source.name, sides, {})
    second = load(Path(translation))
    semantic = vectors.available() and not plain
    *_, answer = answers(question(first, second, semantic=semantic))
    return bitext_of(source.name, Alignment.of(first, second, answer), sides_of(first, second))


def _terms(path: Path, bitext: Bitext) -> Terms:
    """A glossary from the language of the source into the other."""
    try:
        terms = table_terms(path)
    except Unreadable as error:
        raise failure(path, error.reason, error.detail) from error
    return list(oriented(terms, next(iter(bitext.languages.values()))))


def _as_json(found: Finding) -> dict[str, Any]:
    told: dict[str, Any] = {"row": found.row, "kind": found.kind, "said": found.said}
    told["instead"] = found.instead
    return told | ({"other": found.other} if found.other >= 0 else {})
