"""Notes with what a reader wants to know of them elsewhere, in groups, and the words for that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from viewer.core.language.arabic import fold
from viewer.core.notes.note import Note, told

COLUMNS = (
    "title", "quote", "translation", "note", "tags", "colour", "author", "created", "modified",
    "source", "date", "paragraph", "page", "state", "file", "id",
)  # fmt: skip
"""Of a table of notes, in order."""
GROUPS = ("document", "tag", "date")


@dataclass(frozen=True)
class Noted:
    """A note with what a reader wants to know of it elsewhere.

    `file`: the path of its document in the corpus; `source`: whose text it is; `date`: ISO 8601,
    of the document; `translation`: the bead's other side. `paragraph` counts from 1, 0 for none.
    """

    note: Note
    file: str
    title: str = ""
    source: str = ""
    date: str = ""
    translation: str = ""
    paragraph: int = 0
    state: str = ""
    sha256: str = ""
    language: str = "und"

    @cached_property
    def words(self) -> str:
        """All that a reader may look for in it, folded."""
        note = self.note
        told = (self.quote, note.text, *note.tags, self.file, note.creator)
        return fold(" ".join(told)).text

    @property
    def quote(self) -> str:
        return self.note.place.exact if self.note.place else ""

    @property
    def page(self) -> str:
        return self.note.place.locator if self.note.place else ""


@dataclass(frozen=True)
class Labels:
    """The words of a report in the reader's language. `columns`: by the names in `COLUMNS`;
    `colours`: by their values; `states` likewise. `comma`: between tags. `direction` of the
    interface."""

    title: str = "Notes"
    columns: Mapping[str, str] = field(default_factory=dict)
    colours: Mapping[str, str] = field(default_factory=dict)
    states: Mapping[str, str] = field(default_factory=dict)
    untagged: str = ""
    undated: str = ""
    whole: str = ""
    comma: str = ", "
    direction: str = "ltr"
    language: str = "en"

    def cells(self, noted: Noted) -> list[str]:
        """A row of the table, as `COLUMNS` says."""
        note = noted.note
        return [
            noted.title, noted.quote, noted.translation, told(note), self.comma.join(note.tags),
            self.colours.get(note.colour, note.colour), note.creator, note.created, note.modified,
            noted.source, noted.date, str(noted.paragraph or ""), noted.page,
            self.states.get(noted.state, noted.state), noted.file, note.id,
        ]  # fmt: skip

    def heads(self) -> list[str]:
        return [self.columns.get(name, name) for name in COLUMNS]


Groups = list[tuple[str, list[Noted]]]


def grouped(notes: Iterable[Noted], labels: Labels, group: str) -> Groups:
    """By `document`, `tag` (a note with two tags stands twice) or `date` (month), in order."""
    found: dict[tuple[Any, ...], list[Noted]] = {}
    names: dict[tuple[Any, ...], str] = {}
    for noted in notes:
        for key, name in _keys(noted, labels, group):
            found.setdefault(key, []).append(noted)
            names[key] = name
    return [(names[key], found[key]) for key in sorted(found)]


def _keys(noted: Noted, labels: Labels, group: str) -> Iterator[tuple[tuple[Any, ...], str]]:
    if group == "tag":
        for tag in noted.note.tags or ("",):
            yield (not tag, tag), tag or labels.untagged
    elif group == "date":
        month = noted.date[:7]
        yield (not month, month), month or labels.undated
    else:
        yield (noted.file,), noted.title or noted.file


def foot(noted: Noted, labels: Labels) -> str:
    """Where a note comes from, and what else is to be said of it, on one line."""
    note, heads = noted.note, dict(zip(COLUMNS, labels.heads(), strict=True))
    where = [noted.title if noted.title != noted.file else "", noted.source, noted.date]
    if noted.paragraph:
        where.append(f"¶{noted.paragraph}")
    where += [noted.page, noted.file]
    if not noted.quote:
        where.insert(0, labels.whole)
    about = [*(f"#{tag}" for tag in note.tags), labels.colours.get(note.colour, note.colour)]
    about += [note.creator, note.modified[:10]]
    if noted.state in ("lost", "changed"):
        about.append(f"{heads['state']}: {labels.states.get(noted.state, noted.state)}")
    return " | ".join(_isolated(part) for part in (*where, *about) if part)


def _isolated(text: str) -> str:
    return f"\u2068{text}\u2069"
