"""The verbs: the same core for scripts. Prints what it is asked for, or one sentence of why not.

Imports the core only, so it runs where Qt does not.
"""

from __future__ import annotations

import contextlib
import errno
import itertools
import json
import os
import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from viewer.cli.saying import UNPRINTED, Arguments, Failure, arabic, failure, wrong
from viewer.cli.words import HELP
from viewer.core.base import paths
from viewer.core.base.errors import Unreadable
from viewer.core.base.json_files import Damaged, read_json
from viewer.core.corpus.scan import CorpusFile
from viewer.core.language.arabic import block_direction
from viewer.core.notes.store import Note, NoteStore
from viewer.core.text.document import Document
from viewer.core.text.reanchor import PlaceFinder
from viewer.core.worker.client import Worker

FAILED = 2
"""Exit code when a file could not be read or an argument is wrong."""

_STEP = 1 << 20


def main(argv: list[str]) -> int:
    """Run the verb `argv[0]` with the rest; the exit code."""
    try:
        code = _run(argv)
        sys.stdout.flush()
        return code
    except Failure as said:
        with contextlib.suppress(OSError):
            print(f"hashiya: {said}", file=sys.stderr)
        return FAILED
    except OSError as error:
        _drop_output()
        if error.errno == (errno.EINVAL if sys.platform == "win32" else errno.EPIPE):
            return 0  # a reader like `head` that has enough
        print(f"hashiya: {error.strerror or error}", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        return 130


def _drop_output() -> None:
    """Let the interpreter flush at its end what nobody reads any more."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(argv: list[str]) -> int:
    verb = argv[0] if argv else ""
    if verb not in HELP:
        raise Failure(wrong(f"no such verb: {verb}"))
    options = argv[1 : argv.index("--")] if "--" in argv else argv[1:]
    if "--help" in options or "-h" in options:
        print(HELP[verb][arabic()], end="")
        return 0
    if verb in ("align", "check", "search", "index"):  # the other verbs need nothing of these
        return import_module(f"viewer.cli.{verb}").run(argv[1:])
    return _read(argv[1:]) if verb == "read" else _notes(argv[1:])


def _arguments(verb: str, *options: str) -> Arguments:
    made = Arguments(prog=f"hashiya {verb}", add_help=False, allow_abbrev=False)
    made.add_argument("--json", action="store_true")
    for option in options:
        made.add_argument(option)
    made.add_argument("path", metavar="FILE" if verb == "read" else "FOLDER")
    return made


# read


def _read(argv: list[str]) -> int:
    asked = _arguments("read", "--encoding", "--language").parse_args(argv)
    path = Path(asked.path)
    worker = Worker()
    try:
        document = worker.load(path, asked.encoding, asked.language)
    except Unreadable as error:
        raise failure(path, error.reason, error.detail) from error
    finally:
        worker.close()
    write = sys.stdout.write
    for part in _document_json(asked.path, document) if asked.json else _text(document):
        write(part)
    return 0


def _text(document: Document) -> Iterator[str]:
    """The linear text, in parts, with a line end at its end."""
    last = ""
    for start in range(0, document.lines.length(), _STEP):
        last = document.lines.slice(start, start + _STEP)
        yield last
    if last and not last.endswith("\n"):
        yield "\n"


def _document_json(path: str, document: Document) -> Iterator[str]:
    head = {
        "path": path,
        "format": document.format,
        "encoding": document.encoding.name if document.encoding else None,
        "language": document.language,
        "direction": document.direction,
        "title": document.title,
        "date": document.date,
    }
    yield _dumps(head).removesuffix("\n}") + ',\n "blocks": '
    yield from _list(_blocks(document), " ")
    yield "\n}\n"


def _blocks(document: Document) -> Iterator[dict[str, Any]]:
    """Plain data for each block. Grows the index step by step: nothing else is kept."""
    lines = document.lines
    for index in itertools.count():
        while index >= len(lines):
            if lines.complete:
                return
            lines.grow(_STEP)
        text = lines.block(index)
        own = document.directions.get(index)
        yield {
            "kind": document.kinds.get(index, "paragraph"),
            "text": text,
            "direction": own or block_direction(text, document.direction),
            "furniture": document.furniture.get(index),
        }


# notes


def _notes(argv: list[str]) -> int:
    asked = _arguments("notes").parse_args(argv)
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
    for part in (*_list(found, ""), "\n") if asked.json else map(_line, found):
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


# JSON, in parts


def _dumps(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1)


def _list(items: Iterable[dict[str, Any]], indent: str) -> Iterator[str]:
    """What `json.dumps` makes of a list at that indentation, item by item and faster."""
    encode = json.JSONEncoder(ensure_ascii=False).encode
    before, line = f"[\n{indent} ", f"\n{indent}  "
    for item in items:
        parts = []
        for key, value in item.items():
            simple = value is None or isinstance(value, str)
            told = encode(value) if simple else _dumps(value).replace("\n", line)
            parts.append(f'{line}"{key}": {told}')
        yield f"{before}{{{','.join(parts)}\n{indent} }}"
        before = f",\n{indent} "
    yield "[]" if before.startswith("[") else f"\n{indent}]"
