"""The rows of the open work: estimated at once, aligned in the background, repaired by hand.

QtCore only. The aligner runs in a process of its own; what it found is kept in the cache.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.core.base.errors import SetAside, Unreadable
from viewer.core.bitext import alignment
from viewer.core.bitext import pins as repairs
from viewer.core.bitext.alignment import Alignment, Cache, Row
from viewer.core.bitext.pins import Pins
from viewer.core.bitext.work_file import Doings, Recorded, Sides, WorkFile
from viewer.core.notes.locations import encode_path
from viewer.core.text.document import Document
from viewer.core.text.lines import ByteLines
from viewer.core.upkeep.follow_works import digest, own_file
from viewer.core.worker.client import Worker
from viewer.session.base.background_jobs import Job, Jobs
from viewer.session.base.load_jobs import Corpus, Loaded
from viewer.session.base.pending_saves import Save, Saves
from viewer.session.base.undo import UndoCommand
from viewer.session.bitext.best_alignments import FINISHED_LETTERS, BestAlignments

QUICK = 120
"""Paragraphs a side that are aligned before they are shown: about a fifth of a second."""
AT_ONCE_BYTES = 2_000_000
"""Bytes of a text that is estimated before it is shown; a larger one is shown first."""
MOST_PARAGRAPHS = 30_000
"""Paragraphs a side that are aligned; of more the n-th stands beside the n-th."""
HOLD_MS = 500
"""Milliseconds that rows under repair wait for those that the aligner finds: shown at once where it
is that quick, they are drawn once."""
MEMORY_BYTES = 4 << 30
"""Bytes that the process of the aligner may use (Linux)."""


@dataclass
class Lined:
    """A work with its rows. `waiting`: the sides whose alignment is not the best yet."""

    corpus: Corpus
    documents: Mapping[str, Document]
    file: WorkFile
    alignments: dict[str, Alignment] = field(default_factory=dict)
    waiting: set[str] = field(default_factory=set)
    _rows: tuple[object, list[Row]] = ((), [])

    @property
    def pivot(self) -> str:
        return next(iter(self.documents))

    def rows(self) -> list[Row]:
        """What stands beside what; nothing until each side is aligned somehow. The same list as
        long as the alignments are the same."""
        return self.rows_with({})

    def rows_with(self, better: Mapping[str, Alignment]) -> list[Row]:
        """The rows once these alignments are taken: for a job, that they are ready by then."""
        alignments = {**self.alignments, **better}
        made = tuple(alignments.items())
        known = self._rows  # another thread may put others in their place meanwhile
        if known[0] != made:
            complete = len(alignments) == len(self.documents) - 1
            known = made, alignment.rows(self.pivot, alignments) if complete else []
            self._rows = known
        return known[1]

    def sides(self, side: str) -> Sides:
        """What is aligned to be shown as `side`."""
        made = self.alignments[side]
        return (self.pivot, made.before, made.story[0]), (side, made.after, made.story[1])


def can_align(documents: Mapping[str, Document]) -> bool:
    """Whether they are texts of their own, not sides of a file that says what belongs together."""
    return len(documents) > 1 and all(
        d.units is None and not d.arriving for d in documents.values()
    )


def _small(document: Document) -> bool:
    lines = document.lines
    return not isinstance(lines, ByteLines) or len(lines.data) <= AT_ONCE_BYTES


def line_up(corpus: Corpus, documents: Mapping[str, Document], best: BestAlignments) -> Lined:
    """The rows to begin with: the best ones where they are there or come soon, else aligned
    without vectors if that is quick, else estimated."""
    found = Lined(corpus, documents, _file(corpus, documents))
    for side, document in documents.items():
        first = documents[found.pivot]
        if side == found.pivot:
            continue
        found.waiting.add(side)
        if not (_small(first) and _small(document)):
            continue
        story = alignment.story(first), alignment.story(document)
        if max(map(len, story)) > MOST_PARAGRAPHS:
            continue
        found.alignments[side] = Alignment(first, document, [], story=story)
        pins = found.file.pins_for(found.sides(side))
        made = best.known(first, document, pins) or best.soon(first, document, pins)
        if made is not None:
            found.waiting.discard(side)
        elif max(map(len, story)) <= QUICK:
            made, is_best = best.without_child(first, document, pins)
            if is_best:
                found.waiting.discard(side)
        else:
            made = repairs.applied(alignment.estimate(first, document), pins)
        found.alignments[side] = made
    return found


def _paragraphs(document: Document) -> int:
    """About how many take part; completes the index."""
    document.complete()
    return len(document) - len(document.furniture)


def _file(corpus: Corpus, documents: Mapping[str, Document]) -> WorkFile:
    """What was done to a work; `corpus.damaged` tells of a file that could not be read. It is
    named after the first document."""
    folder = corpus.store.corpus_file().parent / "works"
    named = {s: (corpus.relative(d.path).lstrip("/"), d) for s, d in documents.items() if d.path}
    path = folder / encode_path(next(iter(named.values()))[0])
    try:
        file = own_file(path, folder, named, _there(corpus), corpus.store.backups)
    except OSError as error:
        file = WorkFile(path, unread=error)
    if file.damaged is not None:
        corpus.damaged.append(SetAside(file.path, file.damaged, file.restored))
    if file.unread is not None:
        corpus.damaged.append(file.unread)
    return file


def _there(corpus: Corpus) -> Callable[[str], bool]:
    return lambda name: corpus.path(name).exists() or corpus.path(name).parent.is_file()


class Refine:
    """Work for a job: the best alignment of each side that waits for one.

    It tells of each answer, better each time; of the `last` alone where one is shown already.
    """

    def __init__(
        self, lined: Lined, sides: Mapping[str, Pins], best: BestAlignments, last: bool = False
    ) -> None:
        self._lined, self._sides, self._best, self._last = lined, sides, best, last

    def __call__(self, job: Job) -> tuple[Lined, dict[str, Alignment]]:
        lined, best = self._lined, {}
        for side, pins in self._sides.items():
            first, second = lined.documents[lined.pivot], lined.documents[side]
            if job.cancelled or max(map(_paragraphs, (first, second))) > MOST_PARAGRAPHS:
                continue
            for best[side] in self._best.of(first, second, pins, only_best=self._last):
                lined.rows_with({side: best[side]})
                job.tell((lined, side, best[side]))
        return lined, best


class SaveWork:
    """Work for a job: what was done to a work, to disk."""

    def __init__(self, file: WorkFile, backups: Path) -> None:
        self._file, self._backups = file, backups

    def __call__(self, job: Job) -> None:
        self._file.write(self._backups)


class Aligning(QObject):
    """Holds the rows of the view, and what the reader did to them."""

    working = Signal(bool)
    """Whether an alignment is under way."""
    rested = Signal()
    """The rows that are shown are the best there are."""
    own_changed = Signal()
    """The reader's own translations are others."""
    rows_changed = Signal()
    """What stands beside what is another now."""
    did = Signal(object)
    """An `UndoCommand`: what the reader did just now."""
    saving = Signal()
    saved = Signal()
    """What the reader did is on its way to the disk, and is there."""
    failed = Signal(object)
    """An exception to tell the reader of."""

    def __init__(self, saves: Saves, cache: Path, backups: Path) -> None:
        super().__init__()
        self._saves, self._backups = saves, backups
        self._cache = Cache(cache)
        self._best = BestAlignments(Worker(MEMORY_BYTES), self._cache)
        self._jobs = Jobs(1)  # its own: an alignment takes longer than a reader waits for a text
        self._job: Job | None = None
        self._held = QTimer(self)
        self._held.setSingleShot(True)
        self._held.setInterval(HOLD_MS)
        self._held.timeout.connect(self.rows_changed)
        self.lined: Lined | None = None
        """The work that is shown; None where nothing is aligned."""

    @property
    def busy(self) -> bool:
        """Whether an alignment is under way."""
        return self._job is not None

    # From a load to the rows

    def prepare(self, found: Loaded) -> Lined | None:
        """For the thread of a load: the rows to begin with."""
        documents = found.documents
        if not documents:
            return None
        if len(documents) > 1 and can_align(documents):
            return line_up(found.corpus, documents, self._best)
        return Lined(found.corpus, documents, _file(found.corpus, documents))

    def prepare_best(self, found: Loaded, worker: Worker) -> Lined | None:
        """The same as good as it gets, however long that takes; aligned by that worker."""
        lined = self.prepare(found)
        if lined is not None and lined.waiting:
            job = found.job.part()
            for side in list(lined.waiting):
                pins = lined.file.pins_for(lined.sides(side)) if side in lined.alignments else ()
                best = BestAlignments(worker, self._cache)
                lined.alignments |= Refine(lined, {side: pins}, best, last=True)(job)[1]
        return lined

    def prepare_ahead(self, found: Loaded) -> None:
        """For a job: have the best rows of a work in the cache before it is opened. What was done
        to it is not known here, so this is of no use to a work that was repaired."""
        documents = list(found.documents.values())
        if not found.errors and can_align(found.documents):
            first, letters = documents[0], sum(d.lines.length() for d in documents)
            for second in documents[1:] if letters <= FINISHED_LETTERS else ():
                if self._best.known(first, second) is None and not found.job.cancelled:
                    self._best.last(first, second)

    def show(self, lined: Lined | None) -> None:
        """These are the rows of the view; better ones are looked for."""
        self._stop()
        self.lined = lined
        self._show_rows()
        if lined is not None:
            while lined.corpus.damaged:
                self.failed.emit(lined.corpus.damaged.pop())
            shown = all(side in lined.alignments for side in lined.waiting)
            few = all(max(map(len, made.story)) <= QUICK for made in lined.alignments.values())
            self._refine({side: self._pins(side) for side in lined.waiting}, last=shown and few)
            if not lined.waiting:
                self.rested.emit()

    def _pins(self, side: str) -> Pins:
        assert self.lined is not None
        made = self.lined.alignments.get(side)
        return repairs.pins_of(made) if made is not None else ()

    def _refine(self, sides: Mapping[str, Pins], last: bool = False) -> None:
        if sides and self.lined is not None:
            work = Refine(self.lined, sides, self._best, last)
            self._job = self._jobs.run(work, self._refined, self._failed, self._better)
            self.working.emit(True)

    def _better(self, result: tuple[Lined, str, Alignment]) -> None:
        lined, side, made = result
        if lined is self.lined and repairs.pins_of(made) == (
            self._pins(side) if side in lined.alignments else repairs.pins_of(made)
        ):
            lined.alignments[side] = made
            self._show_rows()

    def _show_rows(self) -> None:
        self._held.stop()
        self.rows_changed.emit()

    def _refined(self, result: tuple[Lined, dict[str, Alignment]]) -> None:
        self._job, lined = None, result[0]
        if lined is self.lined:
            lined.waiting.clear()
            self._show_held()
            self.rested.emit()
        self.working.emit(False)

    def _show_held(self) -> None:
        """Rows that waited for better ones are shown as they are."""
        if self._held.isActive():
            self._show_rows()

    def _failed(self, error: Exception) -> None:
        self._job = None
        self._show_held()
        self.working.emit(False)
        if not isinstance(error, Unreadable):
            self.failed.emit(error)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
            self._best.cancel()
            self.working.emit(False)

    def cancel(self) -> None:
        """The rows stay as they are."""
        self._stop()
        self._show_held()

    def close(self) -> None:
        self._stop()
        self._best.close()
        self._jobs.wait(2000)

    # Asking

    def alignments_of(self, side: str) -> Iterator[tuple[str, Alignment, bool]]:
        """(the other side, the alignment, whether `side` is the first of it) of a side."""
        if self.lined is not None:
            for other, made in self.lined.alignments.items():
                if side == self.lined.pivot:
                    yield other, made, True
                elif side == other:
                    yield self.lined.pivot, made, False

    # Doing

    def set_pins(self, side: str, pins: Pins) -> None:
        """Have these be the pins of a side; the rest is aligned again between them."""
        lined = self.lined
        if lined is None or side not in lined.alignments or pins == self._pins(side):
            return
        before = lined.file.doings
        lined.file.set_pins(pins, lined.sides(side))
        self._did("pins", before)
        self._show_pins(side, pins)

    def _show_pins(self, side: str, pins: Pins) -> None:
        """Show the rows with these pins: once, where the aligner is quick with the rest."""
        assert self.lined is not None
        self._stop()
        before = self.lined.alignments[side]
        self.lined.alignments[side] = made = repairs.applied(before, pins)
        self._refine({side: pins}, last=True)
        same = [(b.before, b.after) for b in before.beads] == [
            (b.before, b.after) for b in made.beads
        ]
        if same and before.parts == made.parts:  # only confirmed: nothing will move
            self._show_rows()
        elif not self._held.isActive():
            self._held.start()

    def write_own(self, side: str, blocks: Sequence[int], language: str, text: str) -> None:
        """The reader's own translation of some blocks of a side; an empty text takes it away."""
        lined = self.lined
        if lined is not None and blocks:
            before = lined.file.doings
            lined.file.write_own(side, lined.documents[side], blocks, language, text)
            self._did_own("own", before)

    def write_many(
        self,
        own: Iterable[tuple[str, Sequence[int], str, str]],
        statuses: Iterable[tuple[Mapping[str, Sequence[int]], str]],
    ) -> tuple[WorkFile, Doings, Doings] | None:
        """Write own translations, each a side, its blocks, the language and the text, and how far
        the rows of some blocks are. What they are written to, with the states before and after:
        the step of undo is the caller's. None where nothing changed."""
        lined = self.lined
        if lined is None:
            return None
        before = lined.file.doings
        for side, blocks, language, text in own:
            lined.file.write_own(side, lined.documents[side], blocks, language, text)
        for places, status in statuses:
            lined.file.set_status(places, lined.documents, status)
        if lined.file.doings == before:
            return None
        lined.file.documents = _documents(lined)
        self._save(lined.file)
        self.own_changed.emit()
        return lined.file, before, lined.file.doings

    def set_status(self, blocks: Mapping[str, Sequence[int]], status: str) -> None:
        """How far the row of these blocks of each side is; empty: not begun."""
        lined = self.lined
        if lined is not None and any(blocks.values()):
            before = lined.file.doings
            lined.file.set_status(blocks, lined.documents, status)
            self._did_own("status", before)

    def pass_over(self, side: str, block: int, kind: str, said: str, reason: str | None) -> None:
        """Have a finding in the row that begins with a block be passed over; None: told again."""
        lined = self.lined
        document = lined.documents.get(side) if lined is not None else None
        if lined is not None and document is not None:
            before = lined.file.doings
            lined.file.pass_over(side, document, block, kind, said, reason)
            self._did_own("passed", before)

    def set_into(self, language: str) -> None:
        """The language that the work is translated into by the reader, BCP 47."""
        lined = self.lined
        if lined is not None:
            before = lined.file.doings
            lined.file.into = language
            self._did_own("into", before)

    def _did_own(self, kind: str, before: Doings) -> None:
        assert self.lined is not None
        if self.lined.file.doings != before:
            self._did(kind, before)
            self.own_changed.emit()

    def _did(self, kind: str, before: Doings) -> None:
        assert self.lined is not None
        file = self.lined.file
        file.documents = _documents(self.lined)
        self._save(file)
        where = tuple(d.path for d in self.lined.documents.values() if d.path is not None)
        restore = partial(self.restore, file)
        self.did.emit(UndoCommand(kind, restore, before, file.doings, where))

    def restore(self, file: WorkFile, state: Doings) -> None:
        """Have what was done to a work be this, for undo or redo: the work may be another object
        by now, or not be shown at all."""
        lined = self.lined
        here = lined is not None and lined.file.path == file.path
        target = lined.file if lined is not None and here else file
        before = target.doings
        target.set_doings(state)
        self._save(target)
        if lined is not None and here:
            for side in lined.alignments:
                pins = target.pins_for(lined.sides(side))
                if pins != self._pins(side):
                    self._show_pins(side, pins)
            if before._replace(pins=state.pins) != state:
                self.own_changed.emit()

    def _save(self, file: WorkFile) -> None:
        self.saving.emit()
        work = SaveWork(file, self._backups)
        words = "\n".join(own.text for own in file.own)
        self._saves.send(Save(str(file.path), file.path, work, self._saved, words))

    def _saved(self, _: object) -> None:
        self.saved.emit()


def _documents(lined: Lined) -> list[Recorded]:
    made = []
    for side, document in lined.documents.items():
        assert document.path is not None
        made.append(Recorded(side, lined.corpus.relative(document.path), digest(document)))
    return made
