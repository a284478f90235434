"""Notes of a file that was imported before: what was changed there since is taken, what the reader
made of them here stays."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

from viewer.core.notes.merge import both, merge, value_of, with_value
from viewer.core.notes.note import FIELDS, Note, link_to_json, to_json

_SAID = FIELDS[:-1]


def recorded(note: Note) -> Note:
    """The note with `imported`: a digest of each field as its file says it."""
    return replace(note, imported={name: _digest(note, name) for name in _SAID})


def updated(mine: Note, given: Note) -> Note:
    """The note that is here, with what its file says otherwise than when it was imported last.

    A text that was changed on both sides stays, and the other one is kept beside it (`other`).
    Of a note that was written here the later version counts, field by field where both know when
    each was written.
    """
    if not mine.imported:
        return _later(mine, given)
    made = mine
    for name in _SAID:
        was, now = mine.imported.get(name), given.imported.get(name)
        if was != now and value_of(made, name) != value_of(given, name):
            made = _taken(made, given, name, touched=_digest(mine, name) != was)
    if made == mine and mine.imported == given.imported:
        return mine
    return replace(made, imported=given.imported, modified=max(mine.modified, given.modified))


def _taken(mine: Note, given: Note, name: str, *, touched: bool) -> Note:
    """A field as the file has it now; `touched`: the reader changed it here too."""
    if name == "target":
        return replace(mine, place=given.place)
    if not touched:
        return with_value(mine, name, value_of(given, name))
    if name == "body":
        return replace(mine, other=both(mine.other, given.text)) if given.text else mine
    if name == "tags":
        return replace(mine, tags=tuple(dict.fromkeys((*mine.tags, *given.tags))))
    return mine


def _later(mine: Note, given: Note) -> Note:
    if mine.edited and given.edited:
        made = merge(mine, replace(given, extra=mine.extra, imported={}))
        said = all(value_of(made, name) == value_of(mine, name) for name in FIELDS)
        return mine if said and made.other == mine.other else made
    if not mine.modified < given.modified:
        return mine
    made = mine
    for name in _SAID:
        if value_of(mine, name) != value_of(given, name):
            made = _taken(made, given, name, touched=name == "body" and bool(mine.text))
    return made if made == mine else replace(made, modified=given.modified)


def _digest(note: Note, name: str) -> str:
    if name == "target":
        place = note.place and note.place._replace(locator="", occurrence=(1, 1))
        value: object = to_json(Note(id="", place=place), "").get("target")
    elif name == "links":
        value = [link_to_json(link) for link in note.links]
    else:
        value = value_of(note, name)
    said = json.dumps(value, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]
