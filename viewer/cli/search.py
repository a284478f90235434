"""`hashiya search`: words in every document of a folder, as Arabic spells them."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from viewer.cli.index import opened
from viewer.cli.saying import Arguments, Failure, wrong
from viewer.core.morphology.roots import available, guessed_roots
from viewer.core.search.engine import Search, noted
from viewer.core.search.hits import Hit, as_json
from viewer.core.search.query import BadPattern
from viewer.core.search.query_guess import understood
from viewer.core.search.update_index import Indexer
from viewer.core.search.word_forms import MODES


def run(argv: list[str]) -> int:
    """Bring the index up to date, search and print; the exit code."""
    asked = _arguments().parse_args(argv)
    with opened(Path(asked.folder)) as indexer:
        for step in indexer.update():
            if step.stage != "documents" and not asked.across:
                break  # works are aligned where a hit is in them
        query = asked.query if asked.literal else understood(indexer.index, asked.query).text
        try:
            language, notes = asked.language or "", noted(indexer.store)
            roots = indexer.worker.roots if available() else guessed_roots
            search = Search(indexer.index, query, asked.mode, language, notes, asked.across, roots)
        except BadPattern as error:
            raise Failure(wrong(str(error))) from error
        answer = search.run()
        hits = (search.hit(answer.hits, at) for at in range(min(asked.limit, answer.total)))
        if asked.json:
            told = as_json(answer, asked.query, hits, _Beside(indexer))
            print(json.dumps(told, ensure_ascii=False, indent=1))
            return 0
        for hit in hits:
            line = " ".join(f"{hit.before}«{hit.text}»{hit.after}".split())
            sys.stdout.write(f"{hit.path}: {line}\n")
    return 0


def _arguments() -> Arguments:
    made = Arguments(prog="hashiya search", add_help=False, allow_abbrev=False)
    made.add_argument("--json", action="store_true")
    made.add_argument("--mode", choices=MODES, type=_mode, default="clitics")
    made.add_argument("--language", metavar="TAG")
    made.add_argument("--limit", type=int, default=100)
    made.add_argument("--literal", action="store_true")
    made.add_argument("--across", action="store_true")
    made.add_argument("folder", metavar="FOLDER")
    made.add_argument("query", metavar="QUERY")
    return made


def _mode(name: str) -> str:
    """One of `MODES`; `exact` is what `spelling` was called."""
    return "spelling" if name == "exact" else name


class _Beside:
    """What corresponds to a hit on the other side of its work; None where nothing does."""

    def __init__(self, indexer: Indexer) -> None:
        self._indexer = indexer
        self._works = indexer.known_works()
        self._seen: set[str] = set()

    def __call__(self, hit: Hit) -> dict[str, Any] | None:
        work = self._works.get(hit.path)
        if work is not None and work.key not in self._seen:
            self._seen.add(work.key)
            self._indexer.ensure(hit.path)
        bead = self._indexer.index.bead(hit.row)
        if bead is None:
            return None
        return {
            "path": bead.document.path,
            "start": bead.start,
            "end": bead.end,
            "text": bead.text,
        }
