"""`hashiya search`: words in every document of a folder, as Arabic spells them."""

from __future__ import annotations

import json
import sqlite3
import sys
from pathlib import Path
from typing import Any

from viewer import paths
from viewer.cli.saying import Arguments, failure
from viewer.core.alignment import Alignment, Cache, answers, question
from viewer.core.corpus import CorpusFile, scan, works
from viewer.core.corpus_search import MODES, Hit, as_json, search
from viewer.core.document import Document
from viewer.core.errors import Unreadable
from viewer.core.index import Index
from viewer.core.indexing import index_path, update
from viewer.core.notes import NoteStore
from viewer.core.worker import Worker


def run(argv: list[str]) -> int:
    """Bring the index up to date, search and print; the exit code."""
    asked = _arguments().parse_args(argv)
    root = Path(asked.folder)
    if not root.is_dir():
        raise failure(root, "not-a-folder" if root.exists() else "no-folder")
    corpus = _Corpus(root.absolute())
    try:
        index = corpus.indexed()
    except (OSError, sqlite3.Error) as error:
        raise failure(root, "unreadable") from error
    try:
        answer = search(index, asked.query, asked.mode, asked.language or "", asked.limit)
        if asked.json:
            told = as_json(answer, asked.query, corpus.bead)
            print(json.dumps(told, ensure_ascii=False, indent=1))
            return 0
    finally:
        index.close()
        corpus.worker.close()
    for hit in answer.hits:
        line = f"{hit.before}«{hit.text}»{hit.after}"
        sys.stdout.write(f"{hit.path}: {' '.join(line.split())}\n")
    return 0


def _arguments() -> Arguments:
    made = Arguments(prog="hashiya search", add_help=False, allow_abbrev=False)
    made.add_argument("--json", action="store_true")
    made.add_argument("--mode", choices=MODES, default="clitics")
    made.add_argument("--language", choices=("ar", "en"))
    made.add_argument("--limit", type=int, default=100)
    made.add_argument("folder", metavar="FOLDER")
    made.add_argument("query", metavar="QUERY")
    return made


class _Corpus:
    """The folder that is searched, with its works."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._files = [file for step in scan(root) for file in step]
        store = NoteStore(root, paths.data_dir(), device="", creator="")
        self._said = CorpusFile.read(store.corpus_file())
        found = works(self._files, self._said.pairs, self._said.refused)
        self._works = {p: w for w in found if len(w.documents) > 1 for p in w.documents.values()}
        self._cache = Cache(paths.cache_dir())
        self._aligned: dict[tuple[str, str], Alignment | None] = {}
        self.worker = Worker()

    def indexed(self) -> Index:
        """Its index, brought up to date. Raises OSError, sqlite3.Error."""
        index = Index(index_path(paths.cache_dir(), self._root))
        for _ in update(index, self._root, self._files, self._said, self.worker):
            pass
        return index

    def bead(self, hit: Hit) -> dict[str, Any] | None:
        """What corresponds to a hit on the other side of its work; None where nothing does."""
        work = self._works.get(hit.path)
        if work is None:
            return None
        pivot, *others = work.documents.values()
        other = others[0] if hit.path == pivot else hit.path
        made = self._alignment(pivot, other)
        number = made.bead_of(hit.block, hit.path == pivot) if made is not None else None
        if made is None or number is None:
            return None
        first = hit.path != pivot
        document, blocks = made.before if first else made.after, made.blocks(number, first)
        if not blocks:
            return None
        start = document.lines.start(blocks[0])
        end = document.lines.start(blocks[-1]) + len(document.lines.block(blocks[-1]))
        path, text = pivot if first else other, document.lines.slice(start, end)
        return {"path": path, "start": start, "end": end, "text": text}

    def _alignment(self, pivot: str, other: str) -> Alignment | None:
        if (pivot, other) not in self._aligned:
            try:
                documents = self._load(pivot), self._load(other)
                asked = question(*documents, semantic=False)
                answer = self._cache.get(asked)
                if answer is None:
                    (answer,) = answers(asked)
                    self._cache.put(asked, answer)
                self._aligned[pivot, other] = Alignment.of(*documents, answer)
            except Unreadable:
                self._aligned[pivot, other] = None
        return self._aligned[pivot, other]

    def _load(self, path: str) -> Document:
        said = self._said.overrides(path)
        return self.worker.load(self._root / path, said.get("encoding"), said.get("language"))
