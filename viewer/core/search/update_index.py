"""Bringing the index of a corpus up to date, step by step, so that it can be read meanwhile.

First the words of what is new or changed, then what corresponds in its works, then, where that is
wanted, the vectors of its passages.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from viewer.core.base.errors import Unreadable
from viewer.core.base.json_files import Damaged, read_json
from viewer.core.bitext import sentence_vectors as vectors
from viewer.core.bitext.alignment import DOUBTFUL, Alignment, Cache, question
from viewer.core.bitext.work_file import WorkFile
from viewer.core.corpus.corpus_file import CorpusFile
from viewer.core.corpus.scan import File, scan
from viewer.core.corpus.works import Work, works
from viewer.core.notes.locations import encode_path
from viewer.core.notes.store import NoteStore
from viewer.core.parsing.scan.layer import stamp
from viewer.core.search.index import Index, Transaction, decoded, encoded
from viewer.core.search.index_progress import DOCUMENTS, MEANING, WORKS, Progress
from viewer.core.search.index_writer import Writer
from viewer.core.search.reading_ahead import Wanted, read
from viewer.core.search.text_reading import Taken
from viewer.core.text.document import Document
from viewer.core.worker.client import Worker, layers_of

DOCUMENTS_AT_FIRST, DOCUMENTS_AT_ONCE = 50, 1000
"""Documents that are taken in together, at first and later; one transaction."""
BYTES = 8_000_000
"""Bytes of files after which a step ends earlier."""
ALIGNED_UP_TO = 5_000
"""Paragraphs of a document beyond which its work is not aligned for the search alone."""
TIMEOUT = 60.0
"""Seconds that the alignment of a work may take."""
PASSAGES = 256
"""Rows whose vectors are made together."""
SHORTEST_PASSAGE = 20
"""Code points below which a row is no passage."""


@dataclass(eq=False)
class Indexer:
    """What is needed to read a corpus into its index. One process at a time."""

    index: Index
    root: Path
    store: NoteStore
    worker: Worker
    cache: Cache
    stop: Callable[[], bool] = lambda: False
    said: CorpusFile = field(init=False)

    def __post_init__(self) -> None:
        self.writer = Writer(self.index)
        self.said = CorpusFile.read(self.store.corpus_file())
        self._files: list[File] = []

    def update(self, meaning: int = 0) -> Iterator[Progress]:
        """All stages. `meaning`: megabytes of text up to which vectors are made; 0 for none."""
        self._files = [file for step in scan(self.root, self.stop) for file in step]
        if self.stop():
            return
        yield from self.documents()
        yield from self.works()
        size = sum(file.size for file in self._files)
        if meaning and vectors.available() and size <= meaning * 1_000_000:
            with contextlib.suppress(ImportError):  # installed, but it cannot be loaded
                yield from self.meaning()

    # Words

    def documents(self) -> Iterator[Progress]:
        """Read what is new or changed and forget what is gone.

        A document that cannot be read is noted as seen, so that it is not tried at every start.
        """
        new, gone = self.writer.behind(self._files)
        new += self._read_since({file.path for file in new})
        self.writer.forget(gone)
        done = size = 0
        yield Progress(DOCUMENTS, done, len(new))
        wanted = [Wanted(file.path, *self._read_as(file.path)) for file in new]
        with closing(read(self.root, self.worker, wanted, sum(f.size for f in new))) as taken:
            for step in _steps(new):
                self.writer.put(self._until_stopped(step, taken))
                if self.stop():
                    return
                done, size = done + len(step), size + sum(file.size for file in step)
                yield Progress(DOCUMENTS, done, len(new), size)
        self.writer.finish()

    def _read_as(self, path: str) -> tuple[str | None, str | None]:
        """The encoding and the language of a document, where the reader named them."""
        said = self.said.overrides(path)
        return said.get("encoding"), said.get("language")

    def _until_stopped(
        self, step: Sequence[File], taken: Iterator[Taken | None]
    ) -> Iterator[tuple[File, Taken | None]]:
        """The files of a step as they are read, and noted which of their pages are pictures."""
        for file, each in zip(step, taken, strict=False):
            if self.stop():
                return
            yield file, each
            if each is not None and each.scans:  # now that the file is in
                stamped = self._stamp(file.path, each.scans)
                self.index.note_scan(file.path, each.scans, stamped)

    def _read_since(self, besides: set[str]) -> list[File]:
        """Files whose pages were read off their pictures, or corrected, since they were taken in;
        `besides`: those that are known to be new."""
        known = self.index.scans()
        files = [f for f in self._files if f.path in known and f.path not in besides]
        return [f for f in files if self._stamp(f.path, known[f.path][0]) != known[f.path][1]]

    def _stamp(self, path: str, keys: Sequence[str]) -> str:
        folders = [Path(folder) for folder in layers_of(self.root / path)]
        return str(stamp(folders, keys))

    def _load(self, path: str) -> Document | None:
        try:
            return self.worker.load(self.root / path, *self._read_as(path))
        except Unreadable:
            return None

    # Works

    def known_works(self) -> Mapping[str, Work]:
        """The works of more than one document, by the paths of their documents."""
        files = self._files or [
            File(decoded(path), 0, 0)
            for (path,) in self.index.base.execute("SELECT DISTINCT file FROM documents")
        ]
        found = works(files, self.said.pairs, self.said.refused)
        return {p: w for w in found if len(w.documents) > 1 for p in w.documents.values()}

    def works(self) -> Iterator[Progress]:
        """Align what is not aligned as its documents and its pins are now."""
        known = list(dict.fromkeys(w.key for w in self.known_works().values()))
        by_key = {work.key: work for work in self.known_works().values()}
        waiting = [by_key[key] for key in known if self._stale(by_key[key])]
        yield Progress(WORKS, 0, len(waiting))
        for done, work in enumerate(waiting, 1):
            if self.stop():
                return
            self.align(work)
            yield Progress(WORKS, done, len(waiting))

    def _stale(self, work: Work) -> bool:
        ask = "SELECT signature FROM works WHERE key = ?"
        row = self.index.base.execute(ask, (encoded(work.key),)).fetchone()
        return row is None or row[0] != self._signature(work)

    def _signature(self, work: Work) -> str:
        """Another one when a document of a work, or what was pinned in it, changed."""
        told: list[str] = []
        for path in work.documents.values():
            ask = "SELECT id, size, mtime FROM documents WHERE file = ? ORDER BY id"
            row = self.index.base.execute(ask, (encoded(path),)).fetchone()
            told.append(f"{path} {row}")
        try:
            told.append(str(self._pins(work).stat().st_mtime_ns))
        except OSError:
            told.append("")
        return hashlib.sha256("\n".join(told).encode("utf-8", "surrogatepass")).hexdigest()

    def _pins(self, work: Work) -> Path:
        folder = self.store.corpus_file().parent / "works"
        return folder / encode_path(next(iter(work.documents.values())))

    def ensure(self, path: str) -> None:
        """Align the work of a document now, if that is not done yet."""
        work = self.known_works().get(path)
        if work is not None and self._stale(work):
            self.align(work)

    def align(self, work: Work) -> None:
        """Note which blocks correspond in a work: its first document with each other one."""
        pivot, *others = work.documents.values()
        first = self._load(pivot)
        made: list[tuple[str, Alignment]] = []
        for path in others:
            other = self._load(path)
            if first is not None and other is not None:
                found = self._alignment(work, path, first, other)
                made += [(path, found)] if found is not None else []
        with Transaction(self.index.base):
            for path, found in made:
                for mine, theirs, side in ((pivot, path, True), (path, pivot, False)):
                    self.writer.line_up(encoded(mine), encoded(theirs), _beads(found, side))
            self.index.base.execute(
                "INSERT OR REPLACE INTO works VALUES (?, ?)",
                (encoded(work.key), self._signature(work)),
            )

    def _alignment(
        self, work: Work, path: str, first: Document, second: Document
    ) -> Alignment | None:
        try:
            pins = self._pinned(work, path, first, second)
            for semantic in (True, False):
                asked = question(first, second, pins, semantic=semantic)
                answer = self.cache.get(asked)
                if answer is not None:
                    return Alignment.of(first, second, answer, pins)
            if max(map(len, asked["texts"])) > ALIGNED_UP_TO:
                return None
            (answer,) = self.worker.align(asked, TIMEOUT, only_best=True)
            made = Alignment.of(first, second, answer, pins)
            self.cache.put(asked, answer)
            return made
        except (Unreadable, OSError, ValueError, LookupError, TypeError):
            return None

    def _pinned(
        self, work: Work, other: str, first: Document, second: Document
    ) -> list[tuple[range, range]]:
        """What the reader confirmed of a work; a file that is damaged is left to its opening."""
        path = self._pins(work)
        try:
            read_json(path)
        except (OSError, Damaged):
            return []
        empty = Alignment(first, second, [])
        names = {document: side for side, document in work.documents.items()}
        pivot = next(iter(names.values()))
        sides = (pivot, first, empty.story[0]), (names[other], second, empty.story[1])
        return [(pin.before, pin.after) for pin in WorkFile.read(path).pins_for(sides)]

    # Meaning

    def meaning(self) -> Iterator[Progress]:
        """Vectors of the passages that have none. Raises ImportError without the extra."""
        base = self.index.base
        missing = (
            "FROM texts t WHERE length(t.text) >= ?"
            " AND NOT EXISTS (SELECT 1 FROM vectors v WHERE v.row = t.row)"
        )
        (total,) = base.execute(f"SELECT count(*) {missing}", (SHORTEST_PASSAGE,)).fetchone()
        done = 0
        yield Progress(MEANING, 0, total)
        while not self.stop():
            ask = f"SELECT t.row, t.text {missing} LIMIT ?"
            rows = base.execute(ask, (SHORTEST_PASSAGE, PASSAGES)).fetchall()
            if not rows:
                return
            made = vectors.packed([text for _, text in rows])
            with Transaction(base):
                base.executemany(
                    "INSERT OR REPLACE INTO vectors VALUES (?, ?)",
                    ((row, vector) for (row, _), vector in zip(rows, made, strict=True)),
                )
            done += len(rows)
            yield Progress(MEANING, done, total)


def _steps(files: Sequence[File]) -> Iterator[list[File]]:
    step: list[File] = []
    size, most = 0, DOCUMENTS_AT_FIRST
    for file in files:
        step.append(file)
        size += file.size
        if len(step) >= most or size >= BYTES:
            yield step
            step, size, most = [], 0, DOCUMENTS_AT_ONCE
    if step:
        yield step


def _beads(made: Alignment, first: bool) -> Iterator[tuple[int, int, int, float]]:
    """(block, start, end, score): what corresponds to each block of a side."""
    other = made.after if first else made.before
    for number, bead in enumerate(made.beads):
        mine, theirs = made.blocks(number, first), made.blocks(number, not first)
        if not mine or not theirs or bead.score < DOUBTFUL / 2:
            continue
        last = theirs[-1]
        start = other.lines.start(theirs[0])
        end = other.lines.start(last) + len(other.lines.block(last))
        for block in mine:
            yield block, start, end, bead.score
