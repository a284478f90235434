"""The notes of the open documents: read, written and undone. Disk is the truth for all of them.

QtCore only. A change goes to disk in a thread of its own, one after the other; only when it is
there do the signals tell of it, and the screen draws what the file says.
"""

from __future__ import annotations

import bisect
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

from viewer.core.document import Document, Place
from viewer.core.errors import SetAside
from viewer.core.notes import Note, NoteStore, resolve
from viewer.ui.jobs import Job, Jobs

COLOURS = (
    "#ffd400",
    "#ff6666",
    "#5fb236",
    "#2ea8e5",
    "#a28ae5",
    "#e56eee",
    "#f19837",
    "#aaaaaa",
)
"""The eight that readers know from Zotero, in its order."""

UNDO = 500


@dataclass(frozen=True)
class Placed:
    """A note and where it stands in its document now; code points. `status` as `resolve` says.

    `pieces` are the parts of it by block: (block, start, end in code points of the block).
    """

    note: Note
    path: Path
    start: int
    end: int
    status: str
    pieces: tuple[tuple[int, int, int], ...] = ()


@dataclass(frozen=True)
class Change:
    """What undo takes back: one note before and after."""

    document: Document
    before: Note | None
    after: Note | None


class Deed(Protocol):
    """Another thing that the reader did: pins, own translations. It writes itself."""

    def undo(self) -> None: ...

    def redo(self) -> None: ...


class Notebook(QObject):
    """Notes by document path. A note is on screen when and because it is on disk."""

    changed = Signal(object)
    """The notes of the document at this path are others now."""
    written = Signal(object)
    """A `Note` that reached the disk."""
    saved = Signal(object)
    """When the last change reached the disk, a `datetime`."""
    saving = Signal()
    failed = Signal(object)
    history_changed = Signal()

    def __init__(self, data: Path) -> None:
        super().__init__()
        self._data = data
        self.saves = Jobs(threads=1)
        self.colour = COLOURS[0]
        """The colour of the next highlight: the last one used."""
        self._stores: dict[Path, NoteStore] = {}
        self._documents: dict[Path, Document] = {}
        self._placed: dict[Path, list[Placed]] = {}
        self._undo: list[Change | Deed] = []
        self._redo: list[Change | Deed] = []

    def watch(self, store: NoteStore, document: Document) -> None:
        """A document was opened: read its notes."""
        if document.path is None:
            return
        self._stores[document.path] = store
        self._documents[document.path] = document
        self._placed.pop(document.path, None)
        if not document.arriving:  # of half a text the notes on the rest would seem lost
            self.read(document.path)

    def read(self, path: Path) -> None:
        """Read the notes of an open document from disk, and find their places."""
        self.saves.run(
            _Read(self._stores[path], self._documents[path]), self._took, self.tell_failed
        )

    def _took(self, result: tuple[Path, list[Placed]]) -> None:
        path, placed = result
        self._placed[path] = placed
        self.changed.emit(path)
        store = self._stores[path]
        while store.damaged:
            self.failed.emit(SetAside(*store.damaged.pop(0)))

    def of(self, document: Document) -> list[Placed]:
        """The notes of a document in the order of their places; lost ones come last."""
        return self._placed.get(document.path, []) if document.path else []

    # Writing

    def write(
        self, document: Document, place: Place | None, *, colour: str = "", text: str = ""
    ) -> str:
        """A new note, on a place or on the whole document; its id."""
        self.colour = colour or self.colour
        note = Note(place=place, text=text, colour=self.colour)
        self._apply(Change(document, None, note), self._wrote)
        return note.id

    def edit(self, document: Document, note: Note, **changes: Any) -> None:
        """Another `text`, `tags`, `colour` or `place` for a note."""
        after = replace(note, **changes)
        if after != note:
            self._apply(Change(document, note, after), self._wrote)

    def delete(self, document: Document, note: Note) -> None:
        self._apply(Change(document, note, None), self._wrote)

    def did(self, deed: Deed) -> None:
        """Something else was done that undo takes back, in its turn."""
        self._undo = [*self._undo[-UNDO:], deed]
        self._redo.clear()
        self.history_changed.emit()

    def undo(self) -> None:
        if not self._undo:
            return
        change = self._undo.pop()
        if isinstance(change, Change):
            back = Change(change.document, change.after, change.before)
            self._apply(back, self._unwrote)
        else:
            change.undo()
            self._redo.append(change)
            self.history_changed.emit()

    def redo(self) -> None:
        if not self._redo:
            return
        change = self._redo.pop()
        if isinstance(change, Change):
            self._apply(change, self._rewrote)
        else:
            change.redo()
            self._undo.append(change)
            self.history_changed.emit()

    @property
    def can_undo(self) -> bool:
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        return bool(self._redo)

    def _apply(self, change: Change, done: Callable[[Any], None]) -> None:
        path = change.document.path
        if path is None:
            return
        self.saving.emit()
        self.saves.run(_Write(self._stores[path], change), done, self.tell_failed)

    def _wrote(self, result: Written) -> None:
        self._undo = [*self._undo[-UNDO:], result[0]]
        self._redo.clear()
        self._after(*result)

    def _unwrote(self, result: Written) -> None:
        change = result[0]
        self._redo.append(Change(change.document, change.after, change.before))
        self._after(*result)

    def _rewrote(self, result: Written) -> None:
        self._undo.append(result[0])
        self._after(*result)

    def _after(self, change: Change, placed: Placed | None) -> None:
        path = change.document.path
        assert path is not None
        gone = {note.id for note in (change.before, change.after) if note is not None}
        kept = [p for p in self._placed.get(path, []) if p.note.id not in gone]
        if placed is not None:
            bisect.insort(kept, placed, key=_order)
        self._placed[path] = kept
        self.saved.emit(datetime.now())
        self.history_changed.emit()
        self.changed.emit(path)
        if placed is not None:
            self.written.emit(placed.note)

    def told_saved(self, _: object = None) -> None:
        """Something else than a note reached the disk."""
        self.saved.emit(datetime.now())

    def tell_failed(self, error: Exception) -> None:
        """Something did not reach the disk."""
        self.failed.emit(error)

    def close(self) -> None:
        """Wait until everything is on disk."""
        self.saves.wait()


def _order(placed: Placed) -> tuple[bool, int, int]:
    return placed.status == "lost", placed.start, placed.end


def _placed(document: Document, path: Path, note: Note) -> Placed:
    if note.place is None:
        return Placed(note, path, 0, 0, "document")
    start, end, status = resolve(document, note.place)
    pieces = () if status == "lost" else tuple(_pieces(document, start, end))
    return Placed(note, path, start, end, status, pieces)


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


Written = tuple[Change, Placed | None]


class _Read:
    def __init__(self, store: NoteStore, document: Document) -> None:
        self._store, self._document = store, document

    def __call__(self, job: Job) -> tuple[Path, list[Placed]]:
        path = self._document.path
        assert path is not None
        notes = self._store.notes(path)
        return path, sorted((_placed(self._document, path, n) for n in notes), key=_order)


class _Write:
    def __init__(self, store: NoteStore, change: Change) -> None:
        self._store, self._change = store, change

    def __call__(self, job: Job) -> Written:
        change, path = self._change, self._change.document.path
        assert path is not None
        if change.after is not None:
            after = self._store.put(path, change.after, change.document)
            placed = _placed(change.document, path, after)
            return Change(change.document, change.before, after), placed
        if change.before is not None:
            self._store.delete(path, change.before.id)
        return change, None
