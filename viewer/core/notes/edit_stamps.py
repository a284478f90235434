"""Who wrote what when: the stamps of notes, and what a writer had seen before others changed it."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from viewer.core.notes.merge import both, newest, order, stamp_of, value_of, with_value
from viewer.core.notes.note import FIELDS, Note, Stamp


class Stamps:
    """Makes the stamps of one device, and notes as they are written with them."""

    def __init__(self, device: str) -> None:
        self.device = device
        self._past: dict[tuple[str, str, Stamp], list[Any]] = {}
        self._made: set[Stamp] = set()
        self._last: tuple[str, int] = ("", 0)

    def stamp(self, after: Stamp) -> Stamp:
        """Now: later than every stamp of this store and than `after`, whatever the clock says."""
        last, counter = self._last
        now = max(_iso(datetime.now(UTC)), last)
        if now <= after[0]:  # the clock of another machine is ahead
            with contextlib.suppress(ValueError, OverflowError):
                moment = datetime.fromisoformat(after[0]) + timedelta(milliseconds=1)
                now = max(now, _iso(moment))
        self._last = (now, max(counter, after[2] if now == after[0] else 0) + 1)
        stamp = (now, self.device, self._last[1])
        self._made.add(stamp)
        return stamp

    def new(self, note: Note, grave: Note | None, creator: str) -> Note:
        """A note that is not there, or not any more."""
        after = max(newest(note), newest(grave) if grave else newest(note), key=order)
        stamp = self.stamp(after)
        plain = Note(colour="")
        changed = [name for name in FIELDS if value_of(note, name) != value_of(plain, name)]
        return replace(
            note,
            tags=tuple(note.tags),
            deleted=False,
            created=note.created or stamp[0],
            modified=note.modified or stamp[0],
            creator=note.creator or creator,
            edited=dict.fromkeys([*changed, *(["deleted"] if grave else [])], stamp),
        )

    def changed(self, note: Note, theirs: Note) -> Note:
        """`theirs`, which is on disk, with what the caller changed in it."""
        stamp = self.stamp(max(newest(note), newest(theirs), key=order))
        made, edited = theirs, dict(theirs.edited)
        for name in FIELDS[:-1]:
            mine = value_of(note, name)
            mine = tuple(mine) if name == "tags" else mine
            seen = self._past.get((note.id, name, stamp_of(note, name)), ())
            if mine != value_of(theirs, name) and mine not in seen:
                made = with_value(made, name, mine)
                edited[name] = stamp
        if self._moved_on(note, theirs):
            if made.text != theirs.text:
                made = replace(made, other=both(made.other, theirs.text))
        elif note.other != theirs.other:
            made = replace(made, other=note.other)
            edited["body"] = stamp
        if note.creator and note.creator != theirs.creator:
            made = replace(made, creator=note.creator)
        if note.imported:
            made = replace(made, imported=note.imported)
        if made == theirs:
            return made
        later = note.modified > theirs.modified  # so says the file that it was imported from
        return replace(made, modified=note.modified if later else stamp[0], edited=edited)

    def _moved_on(self, note: Note, theirs: Note) -> bool:
        """Whether somebody else changed the text since the caller of `put` read it."""
        was, now = stamp_of(note, "body"), stamp_of(theirs, "body")
        return (note.id, "body", was) in self._past or (was != now and now not in self._made)

    def superseded(self, old: Mapping[str, Note], new: Mapping[str, Note]) -> None:
        """Remember what readers of this store saw before somebody else changed it."""
        for id, note in old.items():
            theirs = new.get(id)
            if theirs is None:
                continue
            for name in FIELDS:
                value = value_of(note, name)
                if value != value_of(theirs, name):
                    self._past.setdefault((id, name, stamp_of(note, name)), []).append(value)


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
