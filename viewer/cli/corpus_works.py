"""The works of a folder for the verbs: their documents, what was done to them, aligned as the
window aligns them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

from viewer.cli.saying import failure
from viewer.core.base import paths
from viewer.core.base.errors import Unreadable
from viewer.core.base.locks import NOTES_FOLDER
from viewer.core.bitext.alignment import Alignment, Cache, question
from viewer.core.bitext.work_file import WorkFile
from viewer.core.corpus import taught_rules
from viewer.core.corpus.corpus_file import CorpusFile
from viewer.core.corpus.scan import scan
from viewer.core.corpus.works import Work, works
from viewer.core.language.arabic import direction_of_language
from viewer.core.notes.locations import encode_path
from viewer.core.notes.store import NoteStore
from viewer.core.parsing.office.review_table import ReviewRow
from viewer.core.text.document import Document
from viewer.core.worker.client import Worker
from viewer.core.worker.read_ahead import processes, read_ahead

ALIGNMENT_S = 900.0
"""Seconds that the alignment of a work may take."""


def corpus_of(path: Path) -> Path:
    """The folder that is the corpus of a file: the nearest one with notes, else its own."""
    for folder in path.absolute().parents:
        if (folder / NOTES_FOLDER).is_dir():
            return folder
    return path.absolute().parent


@dataclass
class ReadWork:
    """A work as it is read: its documents by their sides, aligned with the first where they are
    texts of their own, and what a reader did to it (None for nothing that can be read)."""

    work: Work
    documents: dict[str, Document]
    alignments: dict[str, Alignment]
    file: WorkFile | None


class CorpusWorks:
    """Reads works of a folder; to be closed."""

    def __init__(self, root: Path, plain: bool = False) -> None:
        """`plain`: align without sentence vectors, though they are installed."""
        private = root in paths.own_folders()
        self.root, self._semantic = root, False if plain else None
        self.store = NoteStore(root, paths.data_dir(), device="", creator="", private=private)
        self.said = CorpusFile.read(self.store.corpus_file())
        self._worker, self._cache = Worker(), Cache(paths.cache_dir())

    def close(self) -> None:
        self._worker.close()

    def works(self, only: Path | None = None) -> list[Work]:
        """All of them, or those that a file is a document of. Raises OSError."""
        files = [file for step in scan(self.root) for file in step]
        found = works(files, self.said.pairs, self.said.refused)
        if only is None:
            return found
        name = only.absolute().relative_to(self.root).as_posix()
        return [work for work in found if name in work.documents.values()]

    def work_file(self, work: Work) -> Path:
        """Where what is done to a work is kept."""
        folder = self.store.corpus_file().parent / "works"
        return folder / encode_path(next(iter(work.documents.values())))

    def review(self, table: Path) -> list[ReviewRow]:
        """The rows of a reviser's table. Raises `Unreadable`."""
        return self._worker.review(table)

    def relative(self, document: Document) -> str:
        """The path of a document in the folder."""
        assert document.path is not None
        return document.path.relative_to(self.root).as_posix()

    def read_all(self, works: list[Work]) -> Iterator[tuple[Work, Future[ReadWork]]]:
        """Read works by several processes at once, as `read_ahead`."""
        more = [Worker() for _ in range(min(len(works), processes()) - 1)]
        try:
            yield from read_ahead(self.read, works, [self._worker, *more])
        finally:
            for worker in more:
                worker.close()

    def read(self, work: Work, worker: Worker | None = None) -> ReadWork:
        """Read a work. Raises `Unreadable`."""
        worker = worker or self._worker
        documents = dict(self._documents(work, worker))
        file = WorkFile.glance(self.work_file(work))
        pivot, *others = documents
        alignments = {}
        if all(document.units is None for document in documents.values()):
            for side in others:
                alignments[side] = self._aligned(documents, pivot, side, file, worker)
        return ReadWork(work, documents, alignments, file)

    def _documents(self, work: Work, worker: Worker) -> Iterator[tuple[str, Document]]:
        for side, path in work.documents.items():
            said = self.said.overrides(path)
            read = worker.load(self.root / path, said.get("encoding"), said.get("language"))
            sides = read.sides() if read.others else {side: read}
            for key, document in sides.items():
                label = f"{path}/{key}" if read.others else path
                taught_rules.apply(document, self.said.rules(label))
                told = self.said.overrides(label)
                if told.get("direction"):
                    document.direction = told["direction"]
                elif told.get("language"):
                    document.direction = direction_of_language(told["language"])
                yield key, document

    def _aligned(
        self,
        documents: Mapping[str, Document],
        pivot: str,
        side: str,
        file: WorkFile | None,
        worker: Worker,
    ) -> Alignment:
        first, second = documents[pivot], documents[side]
        empty = Alignment(first, second, [])
        sides = (pivot, first, empty.story[0]), (side, second, empty.story[1])
        pins = file.pins_for(sides) if file is not None else ()
        plain = [(pin.before, pin.after) for pin in pins]
        asked = question(first, second, plain, semantic=self._semantic)
        answer = self._cache.get(asked)
        if answer is None:
            (answer,) = worker.align(asked, ALIGNMENT_S, only_best=True)
            with contextlib.suppress(OSError):  # a full disk: it is computed again
                self._cache.put(asked, answer)
        made = Alignment.of(first, second, answer, plain)
        where = {(bead.before, bead.after): at for at, bead in enumerate(made.beads)}
        made.parts = {where[p.before, p.after]: list(p.parts) for p in pins if p.parts}
        return made


@contextlib.contextmanager
def corpus_works(path: Path, plain: bool = False) -> Iterator[CorpusWorks]:
    """The works of a folder, or of the corpus of a file. Raises `Failure`."""
    if not path.exists():
        raise failure(path, "missing")
    made = CorpusWorks(path.absolute() if path.is_dir() else corpus_of(path), plain)
    try:
        yield made
    except Unreadable as error:
        raise failure(error.path, error.reason, error.detail) from error
    finally:
        made.close()
