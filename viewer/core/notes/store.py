"""The notes of documents on disk: read, merged, written, never lost.

`Note` is made in `note`, `resolve` in `text.reanchor`, the place on disk in `locations`; who works
with notes needs this module only.
"""

from __future__ import annotations

import contextlib
import errno
import os
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from viewer.core.base.errors import ReadOnly
from viewer.core.base.json_files import (
    Damaged,
    Overtaken,
    backups_of,
    keep_version,
    last_of,
    retire,
    save_bytes,
    set_aside,
)
from viewer.core.base.locks import lock
from viewer.core.base.merge_json import ATTEMPTS, stays
from viewer.core.notes.edit_stamps import Stamps
from viewer.core.notes.locations import Homes, Signature, signature
from viewer.core.notes.merge import merge, newest
from viewer.core.notes.note import (
    Note,
    from_json,
    iri,
    new_id,
    save_w3c,
    to_json,
)
from viewer.core.notes.note_file import NoteFile, load_w3c, read_notes, summary, summary_of
from viewer.core.notes.snapshots import keep_text, kept_text, move_text, text_file
from viewer.core.text.document import Document
from viewer.core.text.reanchor import resolve

__all__ = ["Note", "NoteStore", "load_w3c", "merge", "new_id", "resolve", "save_w3c"]

CACHED = 64
"""Files of notes that a store keeps in memory."""

_REFUSED = (errno.EACCES, errno.EPERM, errno.EROFS)


class _Unheld(NamedTuple):
    """What was written where others could not be held off."""

    path: Path
    data: bytes
    notes: list[Note]


class NoteStore:
    """The notes of one corpus (`root`), or of files without one (`root` None).

    `data` is the reader's data folder, `device` names this machine in merges, `creator` the
    reader in new notes. A `private` corpus is left untouched: its notes go to `data`. Any thread
    may call it, and other processes may write the same files.
    """

    def __init__(
        self, root: Path | None, data: Path, device: str, creator: str, *, private: bool = False
    ) -> None:
        self.device = device
        self.creator = creator
        self._data = data
        self._homes = Homes(root, data, private)
        self._mutex = threading.RLock()
        self._files: dict[Path, NoteFile] = {}
        self._counts: dict[str, tuple[object, int, str, bool]] = {}
        self._stamps = Stamps(device)
        self.damaged: list[tuple[Path, Path]] = self._homes.damaged
        """Files that could not be read: their old names, and those they have now."""
        self.diverted: list[Path] = []
        """Corpora that cannot be written: their notes went to the data folder."""
        self._told: set[Path] = set()

    # Where things are

    def home(self, document: Path) -> Path:
        """The file that the notes of a document are in, or will be."""
        return self._homes.home(document)

    @property
    def backups(self) -> Path:
        """The folder of this reader for former versions of files."""
        return self._data / "backups"

    def corpus_file(self) -> Path:
        """Where `corpus.json` of this corpus belongs."""
        return self._homes.corpus_file()

    def seen_file(self) -> Path:
        """Where it is noted which documents of the corpus were seen on this machine."""
        return self._homes.own_folder() / "seen.json"

    def is_current(self, document: Path) -> bool:
        """Whether the disk holds what this store read or wrote last. Never waits: False while
        another thread reads or writes."""
        with self._at_once() as free:
            if not free:
                return False
            home, also = self._homes.where(document)
            known = self._files.get(home)
            state = (signature(home), *((path, signature(path)) for path in also))
            return known is not None and known.state == state

    @contextlib.contextmanager
    def _at_once(self) -> Generator[bool]:
        """The mutex where nobody has it, for callers that must not wait for a disk or a lock."""
        free = self._mutex.acquire(blocking=False)
        try:
            yield free
        finally:
            if free:
                self._mutex.release()

    def folder(self) -> Path:
        """The folder that new notes of this corpus go to."""
        return self._homes.folder()

    def name_of(self, document: Path) -> str:
        """What notes call a document: its path from the folder that has the notes."""
        return self._homes.name_of(document)

    def path_of(self, name: str, beside: Path) -> Path:
        """The way back from `name_of`, for a name in the notes of `beside`."""
        return self._homes.path_of(name, beside)

    def about(self, document: Path) -> dict[str, Any]:
        """What the file of notes says of its document: path, sha256, size, format, language."""
        with self._mutex:
            return dict(self._load(self._homes.where(document), remember=False).about or {})

    def document(self, label: str) -> Path:
        """The document that is called so in `counts`."""
        return self._homes.root / label if self._homes.root is not None else Path(label)

    def label(self, file: Path, recorded: str) -> str | None:
        """What the document of a file of notes is called in `counts`; see `Homes.label_of`."""
        return self._homes.label_of(str(file), recorded)

    def files(self) -> Iterator[tuple[Path, str]]:
        """Every file of notes of the corpus, with the path of the document that it names."""
        for path, state in self._homes.files():
            known = self._counts.get(path)
            if known is None or known[0] != state:
                known = self._counts[path] = (state, *summary(Path(path)))
            yield Path(path), known[2]

    def hash_of(self, document: Path) -> str | None:
        """SHA-256 of a document, in hex; None for one that cannot be read."""
        found = self._homes.hashes.of(document)
        return found[0] if found else None

    # Reading

    def notes(self, document: Path) -> list[Note]:
        """The notes of a document as the disk has them now, deleted ones left out.

        Raises OSError where the file is there and the system does not let it be read.
        """
        with self._mutex:
            return [
                note
                for note in self._load(self._homes.where(document)).notes.values()
                if not note.deleted
            ]

    def all(self) -> Iterator[tuple[str, Note]]:
        """Every note of the corpus, with the path of its document as in `counts`."""
        yield from self._of(sorted(self.counts()))

    def leading(self) -> Iterator[tuple[str, Note]]:
        """The notes of the corpus that have links, as `all`; files without any are not read."""
        found: set[str] = set()
        for path, recorded in self.files():
            if self._counts[str(path)][3]:
                found.add(self._homes.label_of(str(path), recorded) or "")
        yield from ((label, note) for label, note in self._of(sorted(found - {""})) if note.links)

    def _of(self, labels: Iterable[str]) -> Iterator[tuple[str, Note]]:
        for label in labels:
            document = self.document(label)
            with self._mutex:
                kept = self._load(self._homes.where(document), remember=False)
            yield from ((label, note) for note in kept.notes.values() if not note.deleted)

    def counts(self) -> dict[str, int]:
        """How many notes a document has, for those with any: by its path relative to the root,
        with `/`; without a root by its absolute path. A file is read again when it changed."""
        found: dict[str, int] = {}
        twice: set[str] = set()
        for path, recorded in self.files():
            label = self._homes.label_of(str(path), recorded)
            if label is None:
                continue
            if label in found:
                twice.add(label)
            found[label] = self._counts[str(path)][1]
        for label in twice:
            with self._at_once() as free, contextlib.suppress(OSError):
                if free:  # else it is counted rightly the next time
                    found[label] = len(self.notes(self.document(label)))
        return {label: count for label, count in found.items() if count}

    def _load(
        self, where: tuple[Path, list[Path]], *, remember: bool = True, locked: bool = False
    ) -> NoteFile:
        """The notes in these files, from memory while the disk holds the same."""
        home, also = where
        state = (signature(home), *((path, signature(path)) for path in also))
        known = self._files.get(home)
        if known is not None and known.state == state and known.blocked is None:
            return known
        told = len(self.damaged)
        file = self._read(home, locked)
        if len(self.damaged) > told:
            self._keep(home, known)
        file.state = state
        for path in also:
            self._overlay(file, path)
        if known is not None:
            self._stamps.superseded(known.notes, file.notes)
            file.chunks = known.chunks
        if remember:
            self._files.pop(home, None)
            self._files[home] = file
            while len(self._files) > CACHED:
                del self._files[next(iter(self._files))]
        return file

    def _keep(self, home: Path, known: NoteFile | None) -> None:
        """Put what was last seen of a damaged file, or last written, among its former versions: it
        was more than the last of those."""
        if known is not None and (known.notes or known.odd):
            data = known.bytes(iri(str((known.about or {}).get("path", ""))))
        else:
            data = last_of(home, self.backups)
        if data:
            with contextlib.suppress(OSError):
                keep_version(home, data, self.backups)

    def _overlay(self, file: NoteFile, path: Path) -> None:
        """Take in what another file has newer, or alone."""
        try:
            other = read_notes(path)
        except (OSError, Damaged):
            return
        for id, note in other.notes.items():
            mine = file.notes.get(id)
            made = note if mine is None else merge(mine, note, other=False)
            if mine is None or made.edited != mine.edited:
                file.notes[id] = made
                file.behind = True

    def _read(self, path: Path, locked: bool) -> NoteFile:
        """What is on disk; what is no file of notes is set aside, and nothing comes of it."""
        try:
            return read_notes(path)
        except Damaged:
            if not locked:  # perhaps somebody is at it
                time.sleep(0.05)
                with lock(path, self._data / "locks"):
                    return self._read(path, True)
        try:
            return read_notes(path)
        except Damaged as damage:
            try:
                self.damaged.append((path, set_aside(path)))
            except OSError:
                return NoteFile(path, blocked=damage)
            return NoteFile(path)

    # Writing

    def put(self, document: Path, note: Note, source: Document) -> Note:
        """Write a note, new or changed, and return it as it is on disk now.

        What others wrote meanwhile is read first; only what the caller changed is stamped. Where
        two changed a text, the other one is kept in `Note.other`. A deleted note lives again.
        Raises ReadOnly, OSError, or Damaged where a broken file can not even be renamed; then
        nothing has changed.
        """

        def change(file: NoteFile) -> bool:
            theirs = file.notes.get(note.id)
            changed = self._take(file, self._made_of(note, theirs))
            written.append(file.notes[note.id])
            return changed

        written: list[Note] = []
        self._write(document, change, source)
        return written[-1]

    def delete(self, document: Path, id: str) -> None:
        """Leave a tombstone of the note: its id and times, no words. Raises as `put` does."""
        self.delete_all(document, (id,))

    def delete_all(self, document: Path, ids: Iterable[str]) -> int:
        """Leave tombstones of many notes at once; how many there were. Raises as `put` does."""
        given = sorted(ids)

        def change(file: NoteFile) -> int:
            found = (file.notes.get(id) for id in given)
            return sum(
                self._take(file, self._grave_of(note))
                for note in found
                if note is not None and not note.deleted
            )

        return self._write(document, change, None) if given else 0

    def put_all(self, document: Path, notes: Iterable[Note], source: Document | None = None) -> int:
        """Write many notes of a document at once; how many changed. Raises as `put` does."""
        given = list(notes)

        def change(file: NoteFile) -> int:
            count = 0
            for note in given:
                theirs = file.notes.get(note.id)
                count += self._take(file, self._made_of(note, theirs))
            return count

        return self._write(document, change, source)

    def merge_in(self, document: Path, others: Iterable[Note]) -> int:
        """Merge other versions of the notes of a document with what it has; how many changed.

        Raises as `put` does.
        """
        return self._write(document, self._merging(list(others)), None)

    def _merging(self, others: list[Note]) -> Callable[[NoteFile], int]:
        def change(file: NoteFile) -> int:
            changed = 0
            for note in others:
                mine = file.notes.get(note.id)
                changed += self._take(file, note if mine is None else merge(mine, note))
            return changed

        return change

    def adopt(self, old: Path, new: Path) -> int:
        """Let the notes of `old`, which is gone, be those of `new`; how many there are.

        They are on disk there before they leave their old file. Raises as `put` does.
        """
        with self._mutex:
            source, target = self._homes.home(old), self._homes.home(new)
            state = signature(source)
            kept = self._load(self._homes.where(old), remember=False)
            if source != target:
                self.merge_in(new, list(kept.notes.values()))
                move_text(source, target)
                self.retire(source, state)
            self._homes.settle(new, target)
            return sum(not note.deleted for note in kept.notes.values())

    def retire(self, file: Path, state: Signature | None) -> bool:
        """Take away a file of notes that were merged into another, unless somebody wrote to it
        since it was so; it stays among the backups. Whether it went."""
        with self._mutex, lock(file, self._data / "locks"), contextlib.suppress(OSError):
            if signature(file) == state:
                retire(file, self.backups)
                self._files.pop(file, None)
                return True
        return False

    # The text that the notes were made on

    def text_before(self, document: Path) -> str | None:
        """The text that the notes of a document were made on, where it was kept."""
        return kept_text(self._homes.home(document))

    def versions(self, document: Path) -> list[tuple[Path, int]]:
        """Former versions of the file of notes, the newest first, and when each was replaced: ns.

        They may be read with `load_w3c`.
        """
        folder = backups_of(self._homes.home(document), self.backups)
        try:
            names = sorted(os.listdir(folder), reverse=True)
        except OSError:
            return []
        return [(folder / name, int(name[:20])) for name in names if name[:20].isdigit()]

    def has_text(self, document: Path) -> bool:
        return text_file(self._homes.home(document)).exists()

    def keep_text(self, document: Path, text: str) -> None:
        """From now on that is the text that its notes were made on. Raises OSError."""
        keep_text(self._homes.home(document), text)

    def _made_of(self, note: Note, theirs: Note | None) -> Note:
        """What is to be on disk when `note` is put where `theirs` is."""
        if theirs is None or theirs.deleted:
            return self._stamps.new(note, theirs, self.creator)
        return self._stamps.changed(note, theirs)

    def _grave_of(self, note: Note) -> Note:
        stamp = self._stamps.stamp(newest(note))
        return Note(
            id=note.id,
            created=note.created,
            modified=stamp[0],
            deleted=True,
            edited={"deleted": stamp},
        )

    def _take(self, file: NoteFile, note: Note) -> bool:
        """Have `note` be in the file; whether that is new."""
        if note == file.notes.get(note.id):
            return False
        if note.extra:  # what it says now, without the words that were changed
            note = from_json(to_json(note, ""))
        file.notes[note.id] = note
        return True

    def _write(
        self, document: Path, change: Callable[[NoteFile], Any], source: Document | None
    ) -> Any:
        with self._mutex:
            changed, unheld = self._write_merged(document, change, source)
        for _ in range(ATTEMPTS):
            if unheld is None or stays(unheld.path, unheld.data):
                return changed
            with self._mutex:
                _, unheld = self._write_merged(document, self._merging(unheld.notes), None)
        raise TimeoutError(str(self._homes.home(document)))

    def _write_merged(
        self, document: Path, change: Callable[[NoteFile], Any], source: Document | None
    ) -> tuple[Any, _Unheld | None]:
        for _ in range(ATTEMPTS):
            try:
                return self._write_once(document, change, source)
            except Overtaken:  # on a share that cannot lock: what came is merged
                continue
            except OSError as error:
                home = self._homes.home(document)
                if error.errno not in _REFUSED or not self._homes.refuse(home):
                    raise
        raise TimeoutError(str(self._homes.home(document)))

    def _write_once(
        self, document: Path, change: Callable[[NoteFile], Any], source: Document | None
    ) -> tuple[Any, _Unheld | None]:
        """`change` changes the notes of the file and returns something true where it did."""
        home, also = where = self._homes.where(document)
        unheld: _Unheld | None = None
        with lock(home, self._data / "locks") as alone:
            file = self._load(where, locked=True)
            if file.newer:
                raise ReadOnly(home, "newer-version")
            if file.blocked is not None:
                raise file.blocked
            try:
                changed = change(file)
                if not changed and not file.behind:
                    return changed, None
                data = self._save(file, document, source)
            except BaseException:
                self._files.pop(home, None)  # it is not what the disk has
                raise
            if alone:
                file.state = (signature(home), *((path, signature(path)) for path in also))
                self._counts[str(home)] = (file.state[0], *summary_of(file))
            else:  # whose file is there, who knows
                file.state, unheld = None, _Unheld(home, data, list(file.notes.values()))
        self._homes.settle(document, home)
        self._tell_diverted(document, home)
        return changed, unheld

    def _tell_diverted(self, document: Path, home: Path) -> None:
        corpus = self._homes.diverted(document, home)
        if corpus is not None and corpus not in self._told:
            self._told.add(corpus)
            self.diverted.append(corpus)

    def _save(self, file: NoteFile, document: Path, source: Document | None) -> bytes:
        recorded = self._homes.recorded(document, file.path)
        about = file.about = {**(file.about or {}), "path": recorded}
        if (found := self._homes.hashes.of(document)) is not None:
            about |= {"sha256": found[0], "size": found[1]}
        if source is not None:
            about |= {"format": source.format, "formatVersion": source.format_version}
            about["language"] = source.language
        data = file.bytes(iri(recorded))
        state = file.state[0] if isinstance(file.state, tuple) else None
        save_bytes(file.path, data, self.backups, state)
        file.behind = False
        return data
