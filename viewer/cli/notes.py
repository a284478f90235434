"""`hashiya notes`: every note of a folder, as lines or JSON."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from viewer.cli.json_parts import json_list
from viewer.cli.saying import UNPRINTED, failure, path_arguments
from viewer.core.base import paths
from viewer.core.base.errors import Unreadable
from viewer.core.base.json_files import Damaged, read_json
from viewer.core.corpus.corpus_file import CorpusFile
from viewer.core.notes.note import link_to_json
from viewer.core.notes.store import Note, NoteStore
from viewer.core.text.document import Document
from viewer.core.text.reanchor import PlaceFinder
from viewer.core.worker.client import Worker


def run(argv: list[str]) -> int:
    """Print the notes of a folder; the exit code."""
    asked = path_arguments("notes").parse_args(argv)
    root = Path(asked.path)
    if not root.is_dir():
        raise failure(root, "not-a-folder" if root.exists() else "no-folder")
    try:
        store = NoteStore(root.absolute(), paths.data_dir(), device="", creator="")
        found = list(_found(root.absolute(), store))
    except Damaged as error:
        raise failure(error.path, "damaged-notes") from error
    except OSError as error:
        raise failure(error.filename or root, _reason(error)) from error
    for part in (*json_list(found, ""), "\n") if asked.json else map(_line, found):
        sys.stdout.write(part)
    if damaged := _damaged(store):
        sys.stdout.flush()
        raise failure(damaged, "damaged-notes")
    return 0


def _damaged(store: NoteStore) -> Path | None:
    """The first file of notes that cannot be read. It is left where it is: this only looks."""
    for path in sorted((store.folder() / "documents").rglob("*.json")):
        try:
            if ".unreadable-" not in path.name:  # set aside, and told of, before
                read_json(path)
        except (OSError, Damaged):
            return path
    return store.damaged[0][1] if store.damaged else None


def _reason(error: OSError) -> str:
    return "permission" if isinstance(error, PermissionError) else "unreadable"


def _found(root: Path, store: NoteStore) -> Iterator[dict[str, Any]]:
    """Every note, with the quote that the reader marked and how it stands there now."""
    said = CorpusFile.read(store.corpus_file())
    worker = Worker()
    try:
        for label, group in itertools.groupby(store.all(), key=lambda pair: pair[0]):
            notes = [note for _, note in group]
            document = None
            if any(note.place is not None for note in notes):
                document = _document(worker, root / label, said.overrides(label))
            before = store.text_before(root / label) or ""
            states = _states(document, notes, before) if document is not None else {}
            yield from (_note(label, note, states.get(note.id, "lost")) for note in notes)
    finally:
        worker.close()


def _document(worker: Worker, path: Path, said: Any) -> Document | None:
    """The document as the reader reads it; None where that cannot be done any more."""
    try:
        return worker.load(path, said.get("encoding"), said.get("language"))
    except Unreadable:
        return None


def _states(document: Document, notes: list[Note], before: str) -> dict[str, str]:
    """How the places of notes stand in their document, by the ids of the notes."""
    placed = [(note.id, note.place) for note in notes if note.place is not None]
    found = PlaceFinder(document, before).resolve([place for _, place in placed])
    return {id: status for (id, _), (_, _, status) in zip(placed, found, strict=True)}


def _note(label: str, note: Note, state: str) -> dict[str, Any]:
    status = state if note.place is not None else "document"
    return {
        "document": label,
        "quote": note.place.exact if note.place is not None else None,
        "text": note.text,
        "tags": list(note.tags),
        "links": [link_to_json(link) for link in note.links],
        "colour": note.colour,
        "status": status,
        "created": note.created,
        "modified": note.modified,
        "creator": note.creator,
        "id": note.id,
    }


def _line(note: dict[str, Any]) -> str:
    """A note for people: where, what, said what."""
    tags = "".join(f" #{tag}" for tag in note["tags"])
    quote = "" if note["quote"] is None else f" «{note['quote']}»"
    told = f"{note['document']}:{quote} [{note['status']}] {note['text']}{tags}"
    return " ".join(UNPRINTED.sub(" ", told).split()) + "\n"
