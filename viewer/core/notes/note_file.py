"""One file of notes: an AnnotationCollection, read whole and written note by note."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from viewer.core.base.json_files import Damaged, encoded, read_bytes, read_json
from viewer.core.notes.merge import merge
from viewer.core.notes.note import (
    NOTES_VERSION,
    Note,
    from_json,
    has_links,
    head,
    is_annotation,
    to_json,
)

_MARKS = re.compile(rb"^(<{7}|\|{7}|={7}|>{7})(?![<|=>])[^\n]*(?:\n|\Z)", re.M)
"""The lines that git writes around and between two sides which changed the same lines."""


@dataclass(eq=False)
class NoteFile:
    """A file of notes as it was on disk when `state` was so."""

    path: Path
    state: object = None
    notes: dict[str, Note] = field(default_factory=dict)
    about: dict[str, Any] | None = None
    """`hashiya:document`."""
    extra: dict[str, Any] = field(default_factory=dict)
    odd: list[Any] = field(default_factory=list)
    """Items that are no annotations."""
    newer: bool = False
    blocked: Damaged | None = None
    """It could be neither read nor set aside."""
    behind: bool = False
    """Some of the notes are in other files only."""
    chunks: dict[str, tuple[Note, bytes]] = field(default_factory=dict)
    """The notes as JSON, so that a save writes out one note, not five thousand."""

    def bytes(self, source: str) -> bytes:
        """The whole file: what `dumps` makes of the collection, its notes sorted by id.

        `source`: the IRI of the document. Notes that did not change stay as they were written.
        """
        items = [self._chunk(id, source) for id in sorted(self.notes)]
        items += [_indented(item) for item in self.odd]
        top = encoded(head(self.about, self.extra) | {"items": []}).removesuffix(b"[]\n}")
        items[0] = top + b"[\n" + items[0]
        items[-1] += b"\n ]\n}\n"
        return b",\n".join(items)

    def _chunk(self, id: str, source: str) -> bytes:
        note, known = self.notes[id], self.chunks.get(id)
        if known is None or (known[0] is not note and known[0] != note):
            known = self.chunks[id] = note, _indented(to_json(note, source))
        return known[1]


def _indented(item: object) -> bytes:
    return b"  " + encoded(item).replace(b"\n", b"\n  ")


def read_notes(path: Path) -> NoteFile:
    """Raises OSError and Damaged; a missing file has no notes."""
    try:
        data = read_json(path)
    except (FileNotFoundError, NotADirectoryError):
        return NoteFile(path)
    except Damaged as damage:
        return _both_sides(path, damage)
    return _of(path, data)


def _both_sides(path: Path, damage: Damaged) -> NoteFile:
    """Of a file in which git marked a conflict: the notes of both sides, merged."""
    found = _sides_of(read_bytes(path)) if damage.reason == "json" else None
    if found is None:
        raise damage
    sides = []
    for data in found:
        try:
            side = json.loads(data.decode("utf-8-sig"))
        except (ValueError, RecursionError):
            raise damage from None
        sides.append(_of(path, side))
    ours, theirs = sides
    for id, note in theirs.notes.items():
        ours.notes[id] = merge(ours.notes[id], note) if id in ours.notes else note
    ours.newer, ours.behind = ours.newer or theirs.newer, True
    return ours


def _sides_of(data: bytes) -> tuple[bytes, bytes] | None:
    """The two files that git made one of; None where its marks do not stand in order.

    One pass: a pattern over whole conflicts takes hours on marks that never close.
    """
    sides, state, end = (bytearray(), bytearray()), b">", 0
    after = {b">": b"<", b"<": b"|=", b"|": b"=", b"=": b">"}
    for mark in _MARKS.finditer(data):
        sign = mark[1][:1]
        if sign not in after[state]:
            return None
        _add(sides, state, data[end : mark.start()])
        state, end = sign, mark.end()
    if state != b">" or not end:
        return None
    _add(sides, state, data[end:])
    return bytes(sides[0]), bytes(sides[1])


def _add(sides: tuple[bytearray, bytearray], state: bytes, part: bytes) -> None:
    """Add what stands after a mark: to ours, to theirs, to neither (the common origin) or both."""
    for side, signs in zip(sides, (b"><", b">="), strict=True):
        if state in signs:
            side += part


def _of(path: Path, data: object) -> NoteFile:
    """Raises Damaged for JSON that is no collection."""
    items = data.get("items") if isinstance(data, dict) else None
    if not isinstance(data, dict) or not isinstance(items, list | dict):
        raise Damaged(path, "json")
    about = data.get("hashiya:document")
    file = NoteFile(path, about=about if isinstance(about, dict) else None)
    ours = ("hashiya:version", "items") + (("hashiya:document",) if file.about else ())
    file.extra = {name: value for name, value in data.items() if name not in ours}
    file.newer = _is_newer(data.get("hashiya:version", NOTES_VERSION))
    for item in items if isinstance(items, list) else [items]:
        if is_annotation(item):
            note = from_json(item)
            known = file.notes.get(note.id)
            file.notes[note.id] = note if known is None else merge(known, note)
        else:
            file.odd.append(item)
    return file


def _is_newer(version: object) -> bool:
    try:
        return float(version) > NOTES_VERSION  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return True


def summary_of(file: NoteFile) -> tuple[int, str, bool]:
    """What `summary` says of the file once this is on disk."""
    live = [note for note in file.notes.values() if not note.deleted]
    path = (file.about or {}).get("path", "")
    return len(live), path, any(note.links for note in live)


def summary(path: Path) -> tuple[int, str, bool]:
    """How many notes a file holds, the path of the document that it names, and whether any of the
    notes has links."""
    try:
        data = read_json(path)
    except (OSError, Damaged):
        return 0, "", False
    if not isinstance(data, dict):
        return 0, "", False
    items, about = data.get("items"), data.get("hashiya:document")
    live = {
        str(item.get("id", number)): has_links(item)
        for number, item in enumerate(items if isinstance(items, list) else [items])
        if isinstance(item, dict) and is_annotation(item) and not item.get("hashiya:deleted")
    }
    recorded = about.get("path") if isinstance(about, dict) else ""
    return len(live), recorded if isinstance(recorded, str) else "", any(live.values())


def load_w3c(data: object) -> list[Note]:
    """The notes in an annotation, a collection, a page, or a list of them; `data` is parsed JSON.

    Whatever is not understood stays in `Note.extra`; what is no annotation is passed over. Two
    annotations with the same id become one note.
    """
    found: dict[str, Note] = {}
    for annotation in _annotations(data):
        note = from_json(annotation)
        found[note.id] = merge(found[note.id], note) if note.id in found else note
    return list(found.values())


def _annotations(data: object) -> Iterator[dict[str, Any]]:
    waiting = [data]
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            waiting.extend(reversed(item))
        elif is_annotation(item):
            yield item  # type: ignore[misc]
        elif isinstance(item, dict):
            parts = (item.get(name) for name in ("next", "rows", "@graph", "items", "first"))
            waiting.extend(part for part in parts if isinstance(part, dict | list))
