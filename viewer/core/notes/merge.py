"""Two versions of one note as one: field by field, the newest wins, and no text is lost."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from viewer.core.notes.note import FIELDS, NEVER, Note, Stamp, to_json


def order(stamp: Stamp) -> tuple[str, str, int]:
    """What stamps are compared by: `…41Z` is before `…41.5Z`."""
    return stamp[0].rstrip("Z"), stamp[1], stamp[2]


def stamp_of(note: Note, name: str) -> Stamp:
    return note.edited.get(name, NEVER)


_WITHOUT_STAMPS = ("created", "creator", "extra", "imported")


def newest(note: Note) -> Stamp:
    return max(note.edited.values(), key=order, default=NEVER)


def value_of(note: Note, name: str) -> Any:
    """The value of one of `FIELDS`; that of `target` is both places."""
    if name == "target":
        return note.place, note.counterpart
    return getattr(note, "text" if name == "body" else name)


def with_value(note: Note, name: str, value: Any) -> Note:
    if name == "target":
        return replace(note, place=value[0], counterpart=value[1])
    return replace(note, **{"text" if name == "body" else name: value})


def both(first: str, second: str) -> str:
    """Two texts that are kept beside the chosen one; what one of them says already, once."""
    if second in first:
        return first
    return second if first in second else f"{first}\n\n{second}"


def _weight(note: Note, name: str) -> tuple[object, ...]:
    """What decides about a field: its stamp, then that of the note, then what it says."""
    return order(stamp_of(note, name)), order(newest(note)), repr(value_of(note, name))


def merge(one: Note, two: Note, *, other: bool = True) -> Note:
    """Two versions of the note with this id as one, the same whichever comes first.

    Field by field the newest stamp wins. A deletion wins over older edits, not over newer ones.
    A text that loses against another device's is kept as `other` (unless told not to).
    """
    if (order(newest(two)), to_text(two)) > (order(newest(one)), to_text(one)):
        one, two = two, one  # what has no stamps of its own comes from the newest
    if one.deleted != two.deleted:
        grave, live = (one, two) if one.deleted else (two, one)
        gone = order(stamp_of(grave, "deleted")) >= order(newest(live))
        return grave if gone else live
    made = one
    for name in (*FIELDS, *_WITHOUT_STAMPS):
        if _weight(two, name) > _weight(one, name):
            made = with_value(made, name, value_of(two, name))
    edited = {**two.edited, **one.edited}
    for name in set(one.edited) & set(two.edited):
        edited[name] = max(one.edited[name], two.edited[name], key=order)
    times = [note.modified for note in (one, two) if note.modified]
    made = replace(made, edited=edited, modified=max(times, default=""))
    return replace(made, other=_other(one, two, made.text)) if other else made


def _other(one: Note, two: Note, text: str) -> str:
    newer, older = stamp_of(one, "body"), stamp_of(two, "body")
    if order(older) > order(newer):
        one, two, newer, older = two, one, older, newer
    if newer == older:
        return both(one.other, two.other)
    apart = newer[1] != older[1] and two.text and two.text != text
    return both(one.other, two.text) if apart else one.other


def to_text(note: Note) -> str:
    return json.dumps(to_json(note, ""), sort_keys=True)
