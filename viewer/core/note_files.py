"""One file of notes: an AnnotationCollection, read whole and written note by note."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from viewer.core.annotations import VERSION, Note, from_json, head, is_annotation, to_json
from viewer.core.merging import merge
from viewer.core.store import Damaged, dumps, read_json


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
    chunks: dict[str, tuple[Note, str]] = field(default_factory=dict)
    """The notes as text, so that a save writes out one note, not five thousand."""

    def written(self, notes: Mapping[str, Note], source: str) -> dict[str, tuple[Note, str]]:
        """Notes as text, sorted by id; those that did not change as they were written before."""
        made = {}
        for id in sorted(notes):
            note, known = notes[id], self.chunks.get(id)
            if known is None or (known[0] is not note and known[0] != note):
                known = note, _indented(to_json(note, source))
            made[id] = known
        return made

    def text(self, about: Mapping[str, Any], chunks: Mapping[str, tuple[Note, str]]) -> str:
        """The whole file: what `dumps` makes of the collection."""
        items = [text for _, text in chunks.values()]
        items += [_indented(item) for item in self.odd]
        top = dumps(head(about, self.extra) | {"items": []}).removesuffix("[]\n}")
        return top + "[\n" + ",\n".join(items) + "\n ]\n}\n"


def _indented(item: object) -> str:
    return "  " + dumps(item).replace("\n", "\n  ")


def read_notes(path: Path) -> NoteFile:
    """Raises OSError and Damaged; a missing file has no notes."""
    try:
        data = read_json(path)
    except (FileNotFoundError, NotADirectoryError):
        return NoteFile(path)
    if not isinstance(data, dict):
        raise Damaged(path, "json")
    about = data.get("hashiya:document")
    file = NoteFile(path, about=about if isinstance(about, dict) else None)
    ours = ("hashiya:version", "items") + (("hashiya:document",) if file.about else ())
    file.extra = {name: value for name, value in data.items() if name not in ours}
    file.newer = _is_newer(data.get("hashiya:version", VERSION))
    items = data.get("items")
    for item in items if isinstance(items, list) else [] if items is None else [items]:
        if is_annotation(item):
            note = from_json(item)
            known = file.notes.get(note.id)
            file.notes[note.id] = note if known is None else merge(known, note)
        else:
            file.odd.append(item)
    return file


def _is_newer(version: object) -> bool:
    try:
        return float(version) > VERSION  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return True


def summary(path: Path) -> tuple[int, str]:
    """How many notes a file holds, and the path of the document that it names."""
    try:
        data = read_json(path)
    except (OSError, Damaged):
        return 0, ""
    if not isinstance(data, dict):
        return 0, ""
    items, about = data.get("items"), data.get("hashiya:document")
    live = {
        str(item.get("id", number))
        for number, item in enumerate(items if isinstance(items, list) else [items])
        if isinstance(item, dict) and is_annotation(item) and not item.get("hashiya:deleted")
    }
    recorded = about.get("path") if isinstance(about, dict) else ""
    return len(live), recorded if isinstance(recorded, str) else ""


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
