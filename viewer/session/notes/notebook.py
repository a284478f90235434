"""The notes of the open documents: read, written and undone. Disk is the truth for all of them.

QtCore only. A change goes to disk in a thread of its own, one after the other; only when it is
there do the signals tell of it, and the screen draws what the file says.
"""

from __future__ import annotations

import bisect
import contextlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, Signal

from viewer.core.base.errors import Diverted, SetAside
from viewer.core.notes.colours import COLOURS
from viewer.core.notes.note import Link
from viewer.core.notes.snapshots import LONGEST_SNAPSHOT_CODE_POINTS
from viewer.core.notes.store import Note, NoteStore
from viewer.core.text.document import Document, Place
from viewer.session.base.background_jobs import Job, Jobs
from viewer.session.base.pending_saves import SETTLED_MS, Save, Saves
from viewer.session.base.undo import UndoCommand
from viewer.session.notes.highlight_all import HighlightAll
from viewer.session.notes.restore_version import Acceptance, Restore, Rewriting, notes_of_version

if TYPE_CHECKING:
    from viewer.core.text.similar_passages import Passage

UNDO = 500
PASSAGES_OFFERED = 5
"""Passages that are offered for a place that is lost."""


@dataclass(frozen=True)
class PlacedNote:
    """A note and where it stands in its document now; code points. `status` as `resolve` says.

    `pieces` are the parts of it by block: (block, start, end in code points of the block).
    `path`: of the document that has the note, also where this is the place of its counterpart.
    """

    note: Note
    path: Path
    start: int
    end: int
    status: str
    pieces: tuple[tuple[int, int, int], ...] = ()


class NoteChange(NamedTuple):
    """What undo takes back: one note before and after. `path`: of its document, which may be closed
    by then."""

    path: Path
    before: Note | None
    after: Note | None

    @property
    def kind(self) -> str:
        """What it did: `write`, `edit` or `delete` a note."""
        if self.before is None:
            return "write"
        return "edit" if self.after is not None else "delete"

    @property
    def paths(self) -> tuple[Path, ...]:
        """The documents whose notes it changes."""
        return (self.path,)

    @property
    def turned(self) -> NoteChange:
        """What takes it back."""
        return NoteChange(self.path, self.after, self.before)


Step = NoteChange | Rewriting | UndoCommand
"""What undo takes back at once."""


class Notebook(QObject):
    """Notes by document path. A note is on screen when and because it is on disk."""

    changed = Signal(object)
    """The notes of the document at this path are others now."""
    version_offered = Signal(object, object, object, object)
    """A document whose file of notes was damaged, the `SetAside`, the path of the version before,
    and when that was replaced: ns."""
    written = Signal(object)
    """A `Note` that reached the disk."""
    saved = Signal(object)
    """When the last change reached the disk, a `datetime`."""
    saving = Signal()
    failed = Signal(object)
    told = Signal(object)
    """Something that the reader should know of, an error that cost nothing."""
    rewritten = Signal(object)
    """A `Rewriting` was done, undone or done again."""
    history_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.saves = Jobs(threads=1)
        self.unsaved = Saves(self.saves)
        self.unsaved.failed.connect(self.failed)
        self.colour = COLOURS[0]
        """The colour of the next highlight: the last one used."""
        self._stores: dict[Path, NoteStore] = {}
        self._documents: dict[Path, Document] = {}
        self._placed: dict[Path, list[PlacedNote]] = {}
        self._others: dict[Path, dict[Path, list[PlacedNote]]] = {}  # counterparts, by whose notes
        self._before: dict[Path, str | None] = {}
        self._undo: list[Step] = []
        self._redo: list[Step] = []

    def watch(self, store: NoteStore, document: Document) -> None:
        """A document was opened: read its notes."""
        if document.path is None:
            return
        self._stores[document.path] = store
        self._documents[document.path] = document
        self._placed.pop(document.path, None)
        self._others.pop(document.path, None)
        if not document.arriving:  # of half a text the notes on the rest would seem lost
            self.read(document.path)

    def hold(self, documents: Iterable[Document]) -> None:
        """Let go of the texts and notes of all documents but these."""
        held: dict[Path | None, list[Document]] = {}
        for document in documents:
            held.setdefault(document.path, []).append(document)
        for path, document in list(self._documents.items()):
            same = held.get(path, [])
            if not same:
                for known in (self._documents, self._placed, self._others, self._before):
                    known.pop(path, None)
            elif not any(each is document for each in same):  # another tab read it before
                self.watch(self._stores[path], same[-1])

    def forget(self, folder: Path) -> None:
        """Let go of everything in a folder, and of what undo would take back there."""
        inside = [path for path in self._stores if path.is_relative_to(folder)]
        self.hold(d for path, d in self._documents.items() if path not in inside)
        for path in inside:
            del self._stores[path]
        self.unsaved.drop(folder)
        for deeds in (self._undo, self._redo):
            deeds[:] = [d for d in deeds if not any(p.is_relative_to(folder) for p in d.paths)]
        self.history_changed.emit()

    def read(self, path: Path) -> None:
        """Read the notes of an open document from disk, and find their places."""
        if path not in self._documents:
            return
        work = _Read(self._stores[path], self._documents[path], dict(self._documents))
        self.saves.run(work, self._took, self.tell_failed)

    def read_if_changed(self, path: Path) -> None:
        """Read them again where somebody else wrote them since."""
        store = self._stores.get(path)
        if store is not None and path in self._documents and not store.is_current(path):
            self.read(path)

    def _took(self, result: Taken) -> None:
        path, placed, others, before, is_gone = result
        if path not in self._documents:
            return  # let go of meanwhile
        if not placed and self._placed.get(path) and is_gone:
            return  # with its folder, or with the drive: its notes are still shown
        self._placed[path], self._others[path] = placed, others
        self._before[path] = before
        for each in (path, *others):
            self.changed.emit(each)
        store = self._stores[path]
        while store.damaged:
            error = SetAside(*store.damaged.pop(0))
            self.failed.emit(error)
            versions = store.versions(path) if error.path == store.home(path) else []
            if versions:
                self.version_offered.emit(self._documents[path], error, *versions[0])

    def _tell_diverted(self) -> None:
        """Tell of corpora whose notes went elsewhere, because they cannot be written."""
        for store in self._stores.values():
            while store.diverted:
                self.told.emit(Diverted(store.diverted.pop(0), store.folder()))

    def of(self, document: Document) -> list[PlacedNote]:
        """The notes of a document in the order of their places; lost ones come last."""
        return self._placed.get(document.path, []) if document.path else []

    def taken_over(self, document: Document) -> Iterator[tuple[str, int, int]]:
        """Yield id, start and end, code points, of the notes on its text that came in from a file
        of another program."""
        placed = (p for p in self.of(document) if p.note.imported and p.pieces)
        return ((p.note.id, p.start, p.end) for p in placed)

    def tags(self) -> list[str]:
        """Every tag in the open documents, the most used first."""
        notes = (p.note for placed in self._placed.values() for p in placed)
        counts = Counter(tag for note in notes for tag in note.tags)
        return sorted(counts, key=lambda tag: (-counts[tag], tag))

    def counterparts(self, document: Document) -> list[PlacedNote]:
        """Where notes of other open documents have their second place in this one."""
        if document.path is None:
            return []
        return [p for others in self._others.values() for p in others.get(document.path, ())]

    def before(self, document: Document) -> str | None:
        """The text that the notes were made on, where it is another one than now."""
        return self._before.get(document.path) if document.path else None

    def find(self, document: Document, place: Place) -> list[Passage]:
        """Passages that may be a place that is lost, the likeliest first."""
        from viewer.core.text.reanchor import PlaceFinder

        return PlaceFinder(document).candidates(place)[:PASSAGES_OFFERED]

    def accept(self, document: Document) -> None:
        """The text as it is now is what its notes are about; those that moved are noted there."""
        path = document.path
        if path is not None:
            moved = [
                replace(p.note, place=document.span(p.start, p.end))
                for p in self.of(document)
                if p.status == "moved"
            ]
            self.perform(Acceptance(self._stores[path], path, document, moved))

    # Writing

    def write(
        self,
        document: Document,
        place: Place | None,
        *,
        colour: str = "",
        text: str = "",
        links: tuple[Link, ...] = (),
    ) -> str:
        """A new note, on a place (its twins are counted behind the window) or on the whole
        document; its id."""
        self.colour = colour or self.colour
        note = Note(place=place, text=text, colour=self.colour, links=links)
        self._save(document, None, note)
        return note.id

    def highlight_all(self, document: Document, words: str) -> None:
        """Highlight words wherever they stand in a document, in the last colour; `rewritten`."""
        path = document.path
        if path is not None and path in self._stores:
            self.perform(HighlightAll(self._stores[path], path, document, words, self.colour))

    def edit(self, document: Document, note: Note, **changes: Any) -> None:
        """Another `text`, `tags`, `colour` or `place` for a note."""
        after = replace(self.wanted(note), **changes)
        if after != note or self.unsaved.of(note.id) is not None:
            self._save(document, note, after)

    def delete(self, document: Document, note: Note) -> None:
        self._save(document, note, None)

    def wanted(self, note: Note) -> Note:
        """The note as the reader wrote it last, also where that is not on disk yet."""
        save = self.unsaved.of(note.id)
        return save.wanted if save is not None and save.wanted is not None else note

    def _save(self, document: Document, before: Note | None, after: Note | None) -> None:
        """Have a note be on disk as it is after the change, however often that is tried."""
        path, note = document.path, after or before
        if path is None or note is None:
            return
        self.saving.emit()
        work = _Write(self._stores[path], NoteChange(path, before, after), document)
        pending = self.unsaved.of(note.id)
        moved = after is not None and (before is None or after.place != before.place)
        work.counts = moved or (pending is not None and getattr(pending.work, "counts", False))
        words = after.text if after is not None else ""
        self.unsaved.send(Save(note.id, path, work, self._wrote, words, after))

    def did(self, deed: Rewriting | UndoCommand) -> None:
        """Something else was done that undo takes back, in its turn."""
        self._undo = [*self._undo[-UNDO:], deed]
        self._redo.clear()
        self.history_changed.emit()

    def take_back(self, deed: UndoCommand) -> None:
        """Undo that, also where other things were done since."""
        if deed in self._undo:
            self._undo.remove(deed)
            deed.undo()
            self._redo.append(deed)
            self.history_changed.emit()

    def perform(self, deed: Rewriting) -> None:
        """Change many notes, as one step."""
        self.saving.emit()
        self.saves.run(_Turn(deed, False, deed.forth, first=True), self._turned, self.tell_failed)

    def undo(self) -> None:
        """Take the last step back. What is not on disk yet comes before: it is tried again."""
        if not self.unsaved.retry():
            self._turn(self._undo, self._redo, True)

    def redo(self) -> None:
        if not self.unsaved.retry():
            self._turn(self._redo, self._undo, False)

    def _turn(self, steps: list[Step], others: list[Step], back: bool) -> None:
        if not steps:
            return
        step = steps.pop()
        if isinstance(step, NoteChange):
            self._apply(step, back)
        elif isinstance(step, Rewriting):
            self.saving.emit()
            work = step.back if back else step.forth
            self.saves.run(_Turn(step, back, work), self._turned, self.tell_failed)
        else:
            (step.undo if back else step.redo)()
            others.append(step)
        self.history_changed.emit()

    def _apply(self, change: NoteChange, back: bool) -> None:
        self.saving.emit()
        turned = change.turned if back else change
        write = _Write(self._stores[change.path], turned, self._documents.get(change.path))
        self.saves.run(_Turn(change, back, write), self._turned, self.tell_failed)

    def _turned(self, turned: Turned) -> None:
        """A step was undone or done again; one that failed can be tried once more."""
        step, error = turned.step, turned.error
        if isinstance(step, Rewriting):
            self._rewrote(turned, step)
        elif error is not None:
            (self._undo if turned.back else self._redo).append(step)
        elif step.path in self._stores:  # else forgotten meanwhile
            written, placed = turned.result
            (self._redo if turned.back else self._undo).append(
                written.turned if turned.back else written
            )
            self._after(written, placed)
        if error is not None:
            self.failed.emit(error)
        self.history_changed.emit()

    def _rewrote(self, turned: Turned, step: Rewriting) -> None:
        done = turned.error is None
        if turned.first:
            if step.done:  # what was done before it failed can be taken back
                self.did(step)
        else:
            (self._undo if turned.back != done else self._redo).append(step)
        if done:
            self.saved.emit(datetime.now())
        for path in step.paths:
            self.read(path)
        self._tell_diverted()
        self.rewritten.emit(step)

    # Earlier versions

    def versions(self, document: Document) -> list[tuple[Path, int]]:
        """As `NoteStore.versions` tells them."""
        store = self._stores.get(document.path) if document.path else None
        return store.versions(document.path) if store and document.path else []

    def restore(self, document: Document, path: Path) -> None:
        """Let the notes of a document say again what a former version says."""
        if document.path is not None:
            wanted = notes_of_version(path)
            self.perform(Restore(self._stores[document.path], document.path, document, wanted))

    @property
    def next_undo(self) -> Step | None:
        """What undo takes back."""
        return self._undo[-1] if self._undo else None

    @property
    def next_redo(self) -> Step | None:
        """What is done again."""
        return self._redo[-1] if self._redo else None

    @property
    def can_undo(self) -> bool:
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        return bool(self._redo)

    def _wrote(self, result: Written) -> None:
        if result[0].path not in self._stores:
            return  # forgotten meanwhile
        self._undo = [*self._undo[-UNDO:], result[0]]
        self._redo.clear()
        self._after(*result)

    def _after(self, change: NoteChange, placed: PlacedNote | None) -> None:
        path = change.path
        gone = {note.id for note in (change.before, change.after) if note is not None}
        kept = [p for p in self._placed.get(path, []) if p.note.id not in gone]
        if placed is not None:
            bisect.insort(kept, placed, key=_order)
        if path in self._documents:
            self._placed[path] = kept
        touched = self._move_counterpart(path, gone, placed)
        self._tell_diverted()
        if not self.unsaved.unsaved:
            self.saved.emit(datetime.now())
        self.history_changed.emit()
        for each in (path, *touched):
            self.changed.emit(each)
        if placed is not None:
            self.written.emit(placed.note)

    def _move_counterpart(
        self, path: Path, gone: set[str], placed: PlacedNote | None
    ) -> Iterable[Path]:
        """The second places of changed notes anew; the documents that they are in."""
        others = self._others.setdefault(path, {})
        touched = {p for p, some in others.items() if any(x.note.id in gone for x in some)}
        for each in touched:
            others[each] = [p for p in others[each] if p.note.id not in gone]
        if placed is not None:
            store = self._stores[path]
            for where, some in _second(store, path, self._documents, [placed.note]).items():
                others.setdefault(where, []).extend(some)
                touched.add(where)
        return touched

    def told_saved(self, _: object = None) -> None:
        """Something else than a note reached the disk."""
        self.saved.emit(datetime.now())

    def tell_failed(self, error: Exception) -> None:
        """Something did not reach the disk."""
        self.failed.emit(error)

    def close(self) -> None:
        """Wait until everything is on disk, unless it was given up."""
        self.saves.wait(0 if self.unsaved.given_up else SETTLED_MS)


def _order(placed: PlacedNote) -> tuple[bool, int, int]:
    return placed.status == "lost", placed.start, placed.end


def place_notes(document: Document, notes: Iterable[Note], before: str = "") -> list[PlacedNote]:
    """Notes where they stand in their document now, in the order of their places."""
    from viewer.core.text.reanchor import PlaceFinder

    path, given = document.path, list(notes)
    assert path is not None
    places = [note.place for note in given if note.place is not None]
    found = iter(PlaceFinder(document, before).resolve(places))
    made = []
    for note in given:
        if note.place is None:
            made.append(PlacedNote(note, path, 0, 0, "document"))
        else:
            made.append(_standing(document, path, note, next(found)))
    return sorted(made, key=_order)


def _standing(
    document: Document, path: Path, note: Note, found: tuple[int, int, str]
) -> PlacedNote:
    start, end, status = found
    pieces = () if status == "lost" else tuple(_pieces(document, start, end))
    return PlacedNote(note, path, start, end, status, pieces)


def _second(
    store: NoteStore, path: Path, open_: Mapping[Path, Document], notes: Iterable[Note]
) -> dict[Path, list[PlacedNote]]:
    """The second places of notes in the documents that are open."""
    from viewer.core.text.reanchor import PlaceFinder

    found: dict[Path, list[Note]] = {}
    for note in notes:
        if note.counterpart is not None:
            where = store.path_of(note.counterpart.path, path)
            if where in open_ and not open_[where].arriving:
                found.setdefault(where, []).append(note)
    made: dict[Path, list[PlacedNote]] = {}
    for where, some in found.items():
        document = open_[where]
        places = [n.counterpart.place for n in some if n.counterpart is not None]
        resolved = PlaceFinder(document).resolve(places)
        made[where] = [
            _standing(document, path, note, at) for note, at in zip(some, resolved, strict=True)
        ]
    return made


def _pieces(document: Document, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """(block, start, end in code points of the block) for each block in `[start, end)`."""
    lines = document.lines
    block = lines.block_at(start)
    begin, length = lines.start(block), len(lines.block(block))
    yield block, start - begin, min(end - begin, length)
    while (begin := begin + length + 1) < end and (block := block + 1) < len(lines):
        begin, length = lines.start(block), len(lines.block(block))
        if begin < end:
            yield block, 0, min(end - begin, length)


Written = tuple[NoteChange, PlacedNote | None]
Taken = tuple[Path, list[PlacedNote], dict[Path, list[PlacedNote]], str | None, bool]
"""A document's path, its notes, those of others on it, the text before, and whether it is gone."""


class _Read:
    def __init__(
        self, store: NoteStore, document: Document, open_: Mapping[Path, Document]
    ) -> None:
        self._store, self._document, self._open = store, document, open_

    def __call__(self, job: Job) -> Taken:
        document, path = self._document, self._document.path
        assert path is not None
        notes = self._store.notes(path)
        before = self._store.text_before(path) if notes else None
        if before is not None and _same(document, before):
            before = None
        placed = place_notes(document, notes, before or "")
        second = _second(self._store, path, self._open, notes)
        return path, placed, second, before, not notes and not path.exists()


def _same(document: Document, text: str) -> bool:
    """Whether that is its text; a long one is not decoded to find out that it is longer."""
    return document.lines.length() == len(text) and document.text() == text


class _Write:
    """Work for a job: a note as it is after the change, to disk; placed, if the text is open."""

    def __init__(self, store: NoteStore, change: NoteChange, document: Document | None) -> None:
        self._store, self._change, self._document = store, change, document
        self.counts = False
        """Whether the twins of its place are to be counted: all of a text is gone through."""

    def __call__(self, job: Job) -> Written:
        change, store, document = self._change, self._store, self._document
        path = change.path
        if change.after is not None and document is None:
            store.put_all(path, [change.after])
            after = next(n for n in store.notes(path) if n.id == change.after.id)
            return NoteChange(path, change.before, after), None
        if change.after is not None and document is not None:
            note, place = change.after, change.after.place
            if self.counts and place is not None:
                note = replace(note, place=document.counted(place))
            after = store.put(path, note, document)
            if not document.arriving and document.lines.length() <= LONGEST_SNAPSHOT_CODE_POINTS:
                with contextlib.suppress(OSError):  # the note is on disk: that is what matters
                    if not store.has_text(path):
                        store.keep_text(path, document.text())
            (placed,) = place_notes(document, [after])
            return NoteChange(path, change.before, after), placed
        if change.before is not None:
            store.delete(path, change.before.id)
        return change, None


class Turned(NamedTuple):
    """How it went to do, undo or redo a step. `result`: what its work returned."""

    step: NoteChange | Rewriting
    back: bool
    first: bool = False
    result: Any = None
    error: Exception | None = None


class _Turn:
    """Work for a job: never fails, but tells how it went, so that no step is lost."""

    def __init__(
        self,
        step: NoteChange | Rewriting,
        back: bool,
        work: Callable[[Job], Any],
        first: bool = False,
    ) -> None:
        self._step, self._back, self._work, self._first = step, back, work, first

    def __call__(self, job: Job) -> Turned:
        try:
            return Turned(self._step, self._back, self._first, self._work(job))
        except Exception as error:  # whatever it is, it is told
            return Turned(self._step, self._back, self._first, error=error)
