"""The notes of a whole corpus: listed, written to files, read from those of other programs, their
tags renamed. In the background; QtCore only.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, SignalInstance

from viewer.core.base.errors import ReadOnly, Unreadable
from viewer.core.base.json_files import Damaged, whole_file
from viewer.core.bitext.alignment import Alignment
from viewer.core.corpus.works import Work
from viewer.core.notes.note import Counterpart, Note
from viewer.core.notes.snapshots import LONGEST_SNAPSHOT_CODE_POINTS
from viewer.core.text.document import Document, Place
from viewer.core.worker.client import Worker
from viewer.session.base.background_jobs import Job, Jobs
from viewer.session.base.corpora_list import CorporaList
from viewer.session.base.load_jobs import Corpus, Load, Loaded
from viewer.session.base.view_state import View
from viewer.session.bitext.alignment import MEMORY_BYTES, Aligning
from viewer.session.notes.notebook import Notebook, PlacedNote, place_notes
from viewer.session.notes.rename_tag import Retag
from viewer.session.notes.restore_version import Rewriting

if TYPE_CHECKING:
    from viewer.core.export.note_groups import Labels, Noted
    from viewer.core.notes.import_foreign import Imported


@dataclass
class Brought:
    """What came of an import. `left`: what is not in the notes as it was in the file: its quote,
    and why: `document` (none fits), or as `Imported.left` says. `known`: notes that were here
    before."""

    path: Path
    count: int = 0
    known: int = 0
    left: list[tuple[str, str]] = field(default_factory=list)
    error: Exception | None = None
    """What ended it before its end."""


class Gathering(QObject):
    """What is done to the notes of all documents of a corpus together."""

    collected = Signal(object, list)
    """A corpus, and a `Noted` of each of its notes."""
    progressed = Signal(int, int)
    working = Signal(bool)
    """Whether anything is being done."""
    stopped = Signal()
    """The reader did not want it done."""
    written = Signal(object, int)
    """The path of a file, and how many notes are in it."""
    brought = Signal(object)
    """A `Brought`."""
    failed = Signal(object)
    _bringing = Signal(object)
    """The first notes of an import are on disk: from now on undo takes it back."""
    note_shown = Signal(str)
    """The id of a note whose document was opened for it."""
    place_moved = Signal(object, str)
    """A `Place` that is in another document than its link says: what notes call that one."""
    place_lost = Signal(object)
    """A `Place` that is nowhere in its document any more, which is open now."""

    def __init__(
        self,
        view: View,
        notebook: Notebook,
        corpora: CorporaList,
        aligning: Aligning,
        passwords: Mapping[Path, str],
        date_of: Callable[[Corpus, Work], str | None],
    ) -> None:
        super().__init__()
        self._view, self._notebook, self._corpora = view, notebook, corpora
        self._aligning, self._passwords, self._date_of = aligning, passwords, date_of
        self._jobs = Jobs(threads=1)
        self._worker = Worker(MEMORY_BYTES)
        self._job: Job | None = None
        self._wanted: tuple[Path, str | Place | None] = (Path(), "")
        notebook.changed.connect(self._show_wanted)
        notebook.rewritten.connect(self._rewritten)
        self._bringing.connect(notebook.did)

    def _run(self, work: object, done: object) -> None:
        self.cancel()
        self._job = self._jobs.run(work, done, self._failed, self._tell)  # type: ignore[arg-type]
        self.working.emit(True)

    def _failed(self, error: Exception) -> None:
        self._did()
        self.failed.emit(error)

    def _did(self) -> None:
        self._job = None
        self.working.emit(False)

    def stop(self) -> None:
        """Leave off what is being done; a file is not written, notes brought so far stay."""
        if self._job is not None:
            self.cancel()
            self._worker.cancel()
            self.stopped.emit()

    def _tell(self, done: tuple[int, int]) -> None:
        self.progressed.emit(*done)

    def cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._did()

    def current(self) -> Corpus | None:
        """The corpus of the open work, else the last one."""
        return self._corpora.current(self._view.corpus)

    def collect(self, corpus: Corpus) -> None:
        """Find every note of a corpus; `collected` tells."""
        self._run(_Collect(corpus, self._worker, self._date_of), self._collected)

    def _collected(self, result: tuple[Corpus, list[Noted]]) -> None:
        self._did()
        self.collected.emit(*result)

    def write(
        self, corpus: Corpus, notes: Sequence[Noted], path: Path, labels: Labels, group: str
    ) -> None:
        """Notes to a file, with the translations of their quotes."""
        work = _Write(partial(self._load, corpus), corpus, list(notes), path, labels, group)
        self._run(work, self._written)

    def _load(self, corpus: Corpus, work: Work) -> Loaded:
        """In the thread of a job: a work with its rows."""
        prepare = partial(self._aligning.prepare_best, worker=self._worker)
        return Load(corpus, work, self._worker, self._passwords, prepare)(Job())

    def _written(self, result: tuple[Path, int]) -> None:
        self._did()
        self.written.emit(*result)

    def bring(self, corpus: Corpus, path: Path) -> None:
        """The notes in a file of another program into the corpus."""
        shown = [d for d in self._view.published.values() if d.path is not None]
        work = _Bring(
            *(shown, corpus, path, self._passwords.get(path), self._worker, self._bringing)
        )
        self._run(work, self._brought)

    def _brought(self, result: Brought) -> None:
        self._did()
        for document in self._view.published.values():
            if document.path is not None:
                self._notebook.read(document.path)
        self._notebook.history_changed.emit()  # by now it is known how many they are
        self.brought.emit(result)
        if result.error is not None:
            self.failed.emit(result.error)

    def retag(self, corpus: Corpus, old: str, new: str) -> None:
        """Rename a tag in every note of a corpus (merging it with one that is there), or take it
        away (`new` empty). Undo brings it back."""
        self._notebook.perform(Retag(corpus, old, new))

    def _rewritten(self, deed: Rewriting) -> None:
        """Notes of the corpus were changed, or changed back."""
        for corpus in self._corpora:
            if corpus.store is deed.store:
                self.collect(corpus)
                return

    def open_note(self, corpus: Corpus, label: str, id: str) -> None:
        """Open the document of a note and show its place."""
        self._open(corpus, corpus.store.document(label), id)

    def open_place(self, corpus: Corpus, path: Path, place: Place | None) -> None:
        """Open a document and show a place in it; where it is not there any more, the document of
        the corpus in which the place is found."""
        self._open(corpus, path, place)

    def _open(self, corpus: Corpus, path: Path, wanted: str | Place | None) -> None:
        work = corpus.work_of(path) or corpus.work_of(path.parent)
        if work is None:
            if isinstance(wanted, Place):
                self._run(_Seek(corpus, path, wanted, self._worker), self._sought)
            else:
                self.failed.emit(Unreadable(path, "missing"))
            return
        self._wanted = path, wanted
        view = self._view
        if view.work is work and view.corpus is corpus:
            view.jumping.emit()
            self._show_wanted(path)
        else:
            self._corpora.look_into(corpus, work)

    def _sought(self, result: tuple[Corpus, Path, Place, Path | None]) -> None:
        self._did()
        corpus, gone, place, path = result
        if path is None:
            self.failed.emit(Unreadable(gone, "missing"))
        else:
            self.place_moved.emit(place, corpus.store.name_of(path))
            self._open(corpus, path, place)

    def _show_wanted(self, path: Path) -> None:
        """The notes of a document are there: go to the one that was asked for."""
        wanted, id = self._wanted
        view = self._view
        document = next((d for d in view.published.values() if d.path == path), None)
        if path != wanted or document is None or document.arriving:
            return
        if not isinstance(id, str):
            self._wanted = Path(), ""
            if id is not None:
                self._jobs.run(_Locate(document, id), self._located, self.failed.emit)
            return
        placed = next((p for p in self._notebook.of(document) if p.note.id == id), None)
        if placed is None:
            return
        self._wanted = Path(), ""
        if placed.pieces:
            view.place_asked.emit(view.side_of(document), placed.start, placed.end)
        self.note_shown.emit(id)

    def _located(self, result: tuple[Document, Place, tuple[int, int, str]]) -> None:
        document, place, (start, end, status) = result
        side = next((s for s, d in self._view.published.items() if d is document), "")
        if status == "lost":
            self.place_lost.emit(place)
        elif side:
            self._view.place_asked.emit(side, start, end)

    def counterpart(self, placed: PlacedNote) -> Counterpart | None:
        """What the alignment says stands for a note's place on the other side of the open work."""
        view, aligning = self._view, self._aligning
        side = next((s for s, d in view.published.items() if d.path == placed.path), "")
        if not side or not placed.pieces:
            return None
        for other, made, first in aligning.alignments_of(side):
            document = view.documents.get(other)
            if document is None or document.path is None or not isinstance(view.corpus, Corpus):
                continue
            span = across(made, placed, first, document)
            if span is not None:
                name = view.corpus.store.name_of(document.path)
                return Counterpart(name, document.place(*span))
        return None

    def close(self) -> None:
        self.cancel()
        self._worker.close()
        self._jobs.wait(3000)


def across(
    made: Alignment, placed: PlacedNote, first: bool, other: Document
) -> tuple[int, int] | None:
    """Where the sentences stand that belong to a note's place: code points of `other`."""
    (block, start, _), (last, _, end) = placed.pieces[0], placed.pieces[-1]
    theirs = made.matching((block, start), (last, end), first)
    if not theirs:
        return None
    (b, s, _), (e, _, t) = min(theirs), max(theirs)
    return other.lines.start(b) + s, other.lines.start(e) + t


class _Locate:
    """Work for a job: where a place stands in a document now."""

    def __init__(self, document: Document, place: Place) -> None:
        self._document, self._place = document, place

    def __call__(self, job: Job) -> tuple[Document, Place, tuple[int, int, str]]:
        from viewer.core.text.reanchor import resolve

        return self._document, self._place, resolve(self._document, self._place)


class _Seek:
    """Work for a job: the document of a corpus in which a place stands whose own one is gone."""

    def __init__(self, corpus: Corpus, path: Path, place: Place, worker: Worker) -> None:
        self._corpus, self._path, self._place, self._worker = corpus, path, place, worker

    def __call__(self, job: Job) -> tuple[Corpus, Path, Place, Path | None]:
        from viewer.core.upkeep.follow_files import holder_of

        corpus = self._corpus
        label, here = corpus.relative(self._path), [file.path for file in corpus.files]
        load = partial(corpus.load, self._worker)
        found = holder_of(self._place, label, here, load)
        return corpus, self._path, self._place, corpus.path(found) if found else None


class _Collect:
    """Work for a job: every note, and what became of its place where the text was changed."""

    def __init__(
        self,
        corpus: Corpus,
        worker: Worker,
        date_of: Callable[[Corpus, Work], str | None],
    ) -> None:
        self._corpus, self._worker, self._date_of = corpus, worker, date_of

    def __call__(self, job: Job) -> tuple[Corpus, list[Noted]]:
        by_document: dict[str, list[Note]] = {}
        for label, note in self._corpus.store.all():
            by_document.setdefault(label, []).append(note)
        found: list[Noted] = []
        for at, (label, notes) in enumerate(by_document.items()):
            if job.cancelled:
                break
            job.tell((at, len(by_document)))
            for noted in self._of(label, notes):
                noted.words  # noqa: B018 # folded here, not while the window waits
                found.append(noted)
        return self._corpus, found

    def _of(self, label: str, notes: list[Note]) -> Iterator[Noted]:
        from viewer.core.export.note_groups import Noted

        corpus, store = self._corpus, self._corpus.store
        path = store.document(label)
        now = store.hash_of(path) or ""
        work = corpus.work_of(path) or corpus.work_of(path.parent)
        day = self._date_of(corpus, work) if work is not None else None
        states = {note.id: "exact" if now else "lost" for note in notes}
        if now and now != store.about(path).get("sha256"):
            states = self._states(label, notes)
        for note in notes:
            state = states.get(note.id, "changed") if note.place else "document"
            title = label.rpartition("/")[2]
            yield Noted(note, label, title, date=day or "", state=state, sha256=now)

    def _states(self, label: str, notes: list[Note]) -> dict[str, str]:
        """What became of the places; nothing for a document that cannot be opened."""
        store = self._corpus.store
        try:
            document = self._corpus.load(self._worker, label)
        except Unreadable:
            return {}
        before = store.text_before(store.document(label))
        placed = place_notes(document, notes, before or "")
        return {each.note.id: each.status for each in placed}


class _Write:
    """Work for a job: notes to a file, which is whole or not there."""

    def __init__(
        self,
        load: Callable[[Work], Loaded],
        corpus: Corpus,
        notes: list[Noted],
        path: Path,
        labels: Labels,
        group: str,
    ) -> None:
        self._load, self._corpus, self._notes, self._path = load, corpus, notes, path
        self._labels, self._group = labels, group

    def __call__(self, job: Job) -> tuple[Path, int]:
        from viewer.core.export.notes import write

        with whole_file(self._path) as beside:
            notes = [noted for found in self._told(job) for noted in found]
            write(notes, beside, self._labels, self._group)
            job.check()
        return self._path, len(notes)

    def _told(self, job: Job) -> Iterator[list[Noted]]:
        """The notes work by work, with all that the texts tell of them."""
        by_file: dict[str, list[Noted]] = {}
        for noted in self._notes:
            by_file.setdefault(noted.file, []).append(noted)
        store, done = self._corpus.store, 0
        while by_file:
            label = next(iter(by_file))
            job.check()
            job.tell((done, len(self._notes)))
            path = store.document(label)
            work = self._corpus.work_of(path) or self._corpus.work_of(path.parent)
            made = self._of_work(work, by_file) if work is not None else {}
            for each in made or (label,):
                notes = made.get(each) or by_file[each]
                by_file.pop(each, None)
                done += len(notes)
                yield notes

    def _of_work(self, work: Work, by_file: dict[str, list[Noted]]) -> dict[str, list[Noted]]:
        corpus, found = self._corpus, self._load(work)
        alignments = found.lined.alignments if found.lined is not None else {}
        made: dict[str, list[Noted]] = {}
        for side, document in found.documents.items():
            label = corpus.relative(document.path) if document.path else ""
            if label in by_file:
                made[label] = self._in(side, document, by_file[label], found, alignments)
        return made

    def _in(
        self,
        side: str,
        document: Document,
        notes: list[Noted],
        found: Loaded,
        alignments: dict[str, Alignment],
    ) -> list[Noted]:
        from viewer.core.export.bitext import quoted

        pivot = next(iter(found.documents))
        other = next((s for s in found.documents if s != side), "")
        made = alignments.get(other if side == pivot else side)
        wanted = {noted.note.id: noted for noted in notes}
        before = self._corpus.store.text_before(document.path) if document.path else ""
        told = []
        for placed in place_notes(document, [n.note for n in notes], before or ""):
            noted, translation = wanted[placed.note.id], ""
            if placed.note.counterpart is not None:
                translation = placed.note.counterpart.place.exact
            elif made is not None and placed.pieces:
                text = found.documents[other]
                span = across(made, placed, side == pivot, text)
                translation = quoted(text, *span) if span else ""
            told.append(
                replace(
                    noted,
                    title=document.title or noted.title,
                    source=document.author or "",
                    date=document.date or noted.date,
                    translation=translation,
                    paragraph=placed.pieces[0][0] + 1 if placed.pieces else 0,
                    state=placed.status,
                    language=document.language,
                )
            )
        return told


class _Bring:
    """Work for a job: notes of another program, each to the document that it is on."""

    def __init__(
        self,
        shown: list[Document],
        corpus: Corpus,
        path: Path,
        password: str | None,
        worker: Worker,
        begun: SignalInstance,
    ) -> None:
        self._corpus, self._path, self._worker = corpus, path, worker
        self._password = password
        self._deed, self._begun = Rewriting("import", corpus.store), begun
        self._open = shown

    def __call__(self, job: Job) -> Brought:
        made = Brought(self._path)
        given = self._worker.annotations(self._path, self._password)
        for number, (document, some) in enumerate(self._by_document(given, made)):
            if job.cancelled or self._deed.taken_back or made.error is not None:
                break
            job.tell((number, len(given)))
            self._put(document, some, made)
        return made

    def _by_document(
        self, given: list[Imported], made: Brought
    ) -> Iterator[tuple[Document, list[Note]]]:
        from viewer.core.notes.import_foreign import wanted_names

        names: dict[str, str] = {}
        for file in self._corpus.files:
            name = file.path.rpartition("/")[2].casefold()
            for key in (file.path.casefold(), name, name.rpartition(".")[0]):
                names.setdefault(key, file.path)
        found: dict[str, list[Note]] = {}
        rest: list[Note] = []
        for imported in given:
            made.left += [(_quote(imported.note), why) for why in imported.left]
            if "kind" in imported.left:
                continue
            path = next((names[n] for n in wanted_names(imported) if n in names), "")
            (found.setdefault(path, []) if path else rest).append(imported.note)
        for path, notes in found.items():
            try:
                shown = (d for d in self._open if d.path == self._corpus.path(path))
                yield next(shown, None) or self._corpus.load(self._worker, path), notes
            except Unreadable:
                made.left += [(_quote(note), "document") for note in notes]
        for document in self._open:  # what names no document of the corpus may be on the open one
            placed = place_notes(document, rest)
            here = {p.note.id for p in placed if p.status not in ("lost", "document")}
            if here:
                yield document, [note for note in rest if note.id in here]
            rest = [note for note in rest if note.id not in here]
        made.left += [(_quote(note), "document") for note in rest]

    def _put(self, document: Document, notes: list[Note], made: Brought) -> None:
        from viewer.core.notes.import_again import updated

        path = document.path
        assert path is not None
        good = []
        for placed in place_notes(document, notes):
            if placed.status == "lost":
                made.left.append((_quote(placed.note), "place"))
            elif placed.status == "document":
                good.append(placed.note)
            else:
                place = document.place(placed.start, placed.end)
                good.append(replace(placed.note, place=place))
        first = not self._deed.paths
        try:
            store = self._corpus.store
            known = {note.id: note for note in store.notes(path)}
            good = [updated(known[n.id], n) if n.id in known else n for n in good]
            new = [note for note in good if note is not known.get(note.id)]
            made.known += len(good) - len(new)  # with what was done to them since
            good = new
            made.count += self._deed.put(path, good, document)
            if (
                good
                and document.lines.length() <= LONGEST_SNAPSHOT_CODE_POINTS
                and not store.has_text(path)
            ):
                with contextlib.suppress(OSError):  # the notes are on disk: that is what matters
                    store.keep_text(path, document.text())
        except (OSError, ReadOnly, Damaged) as error:
            made.error = error
        if first and self._deed.paths:
            self._begun.emit(self._deed)


def _quote(note: Note) -> str:
    return note.place.exact if note.place else note.text
