"""What a reader did to a work, beside the notes in `works/`: pins, translations, status of rows.

Everything is kept by places, so that it is found again after a text changed; what is not found
stays in the file. Members of a later version are kept too.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

from viewer.core.base.json_files import Damaged, put_back, read_json
from viewer.core.base.merge_json import Data, merged, read_settled, save_merged
from viewer.core.bitext.passed_findings import Passed, by_block, passed_json, passed_of
from viewer.core.bitext.pins import Part, Pin, Pins
from viewer.core.text.document import Document, Place
from viewer.core.text.reanchor import PlaceFinder

QUOTED = 200
"""Code points of a paragraph that are noted down to find it by."""

Places = tuple[Place, ...]
"""The paragraphs of one side, from their beginning."""
KnownPart = Mapping[str, Places]
"""By side; a point, `start == end`, where a side has nothing."""
Sides = tuple[tuple[str, Document, Sequence[int]], tuple[str, Document, Sequence[int]]]
"""Of two sides: the name, the text, and the blocks of the story."""


@dataclass(frozen=True)
class KnownPin:
    """A pin as it is kept: the paragraphs of its parts, by side."""

    parts: tuple[KnownPart, ...]
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Own:
    """The reader's own translation of the paragraphs at `places` of `side`.

    `language`: BCP 47, into which. `created` and `modified`: UTC, ISO 8601.
    """

    side: str
    places: Places
    language: str
    text: str
    created: str = ""
    modified: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)


STATUSES = ("draft", "done", "checked")
"""How far the translation of a row is, least first; a row that has none is not begun."""


@dataclass(frozen=True)
class RowStatus:
    """How far the row is that begins with the paragraph at `place` of `side`.

    `modified`: UTC, ISO 8601.
    """

    side: str
    place: Place
    status: str
    modified: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)


class Doings(NamedTuple):
    """All that a reader did to a work; `into`: the language that they translate into, BCP 47."""

    pins: list[KnownPin]
    own: list[Own]
    statuses: list[RowStatus]
    into: str
    passed: list[Passed]


class Recorded(NamedTuple):
    """A document of the work when it was written: where it was in the corpus, and its text."""

    side: str
    path: str
    sha256: str


@dataclass(eq=False)
class WorkFile:
    """The file of one work. Use `read`; lists are replaced, never changed in place."""

    path: Path
    documents: list[Recorded] = field(default_factory=list)
    pins: list[KnownPin] = field(default_factory=list)
    own: list[Own] = field(default_factory=list)
    statuses: list[RowStatus] = field(default_factory=list)
    into: str = ""
    """The language that the reader translates into, BCP 47; empty: what the texts suggest."""
    passed: list[Passed] = field(default_factory=list)
    extra: dict[str, Any] = field(default_factory=dict)
    damaged: Path | None = None
    """Where an unreadable file was set aside."""
    restored: bool = False
    """Whether what that said last was put in its place."""
    unread: OSError | None = None
    """Why the file could not be read; `write` reads it again, and overwrites nothing unread."""
    _base: Data = field(default_factory=dict)
    """What the file said when it was read or written last."""
    _writing: Lock = field(default_factory=Lock)

    @classmethod
    def read(cls, path: Path, backups: Path | None = None) -> WorkFile:
        """What `path` holds; a damaged file is set aside, never overwritten, and what it said last
        is put in its place, if that is among the `backups`."""
        try:
            data = read_settled(path)
            if not isinstance(data, dict):
                raise Damaged(path, "not an object")
        except FileNotFoundError:
            return cls(path)
        except Damaged:
            aside, restored = put_back(path, backups)
            made = cls.read(path) if restored else cls(path)
            return replace(made, damaged=aside, restored=restored)
        except OSError as error:
            return cls(path, unread=error)
        made = cls(path, recorded(data))
        made._say(data)
        made._base = made._as_json()
        return made

    def _say(self, data: Mapping[str, Any]) -> None:
        """Have what was done be what the JSON says, as far as it can be understood."""
        pins, own = data.get("pins"), data.get("translations")
        self.pins = [_pin(each) for each in _dicts(pins)]
        self.own = [_own(each) for each in _dicts(own) if _text(each.get("text"))]
        found = map(_status, _dicts(data.get("statuses")))
        self.statuses = [each for each in found if each is not None]
        self.into = data["into"] if _text(data.get("into")) else ""
        told = (passed_of(p, _known_places([p.get("place")])) for p in _dicts(data.get("passed")))
        self.passed = [each for each in told if each is not None]
        known = ("hashiya:version", "documents", "pins", "translations", "statuses", "into")
        known = (*known, "passed")
        self.extra = {name: value for name, value in data.items() if name not in known}

    @classmethod
    def glance(cls, path: Path) -> WorkFile | None:
        """As `read`, but what cannot be read is left for who opens it: None."""
        try:
            data = read_json(path)
        except (Damaged, OSError):
            return None
        if not isinstance(data, dict):
            return None
        made = cls(path, recorded(data))
        made._say(data)
        return made

    @property
    def doings(self) -> Doings:
        """What was done until now, to come back to."""
        return Doings(self.pins, self.own, self.statuses, self.into, self.passed)

    def set_doings(self, doings: Doings) -> None:
        """Have what was done be this."""
        self.pins, self.own = doings.pins, doings.own
        self.statuses, self.into = doings.statuses, doings.into
        self.passed = doings.passed

    def move(self, moved: Mapping[str, str]) -> None:
        """Documents are elsewhere: new path by old one."""
        self.documents = [d._replace(path=moved.get(d.path, d.path)) for d in self.documents]

    def call_sides(self, names: Mapping[str, str]) -> None:
        """Have sides be called otherwise: new name by old one, empty for one that stays."""
        names = {old: new or old for old, new in names.items()}
        if len(set(names.values())) < len(names) or all(a == b for a, b in names.items()):
            return
        self.documents = [d._replace(side=names.get(d.side, d.side)) for d in self.documents]
        self.own = [replace(own, side=names.get(own.side, own.side)) for own in self.own]
        self.statuses = [replace(s, side=names.get(s.side, s.side)) for s in self.statuses]
        self.passed = [replace(p, side=names.get(p.side, p.side)) for p in self.passed]
        self.pins = [
            replace(p, parts=tuple({names.get(s, s): x for s, x in q.items()} for q in p.parts))
            for p in self.pins
        ]

    def join(self, other: WorkFile) -> None:
        """Have what another file of the same work has, too."""
        self.pins = [*self.pins, *(pin for pin in other.pins if pin not in self.pins)]
        more = [own for own in other.own if own not in self.own]
        self.own = sorted([*self.own, *more], key=lambda own: own.modified)
        self.statuses = [*self.statuses, *(s for s in other.statuses if s not in self.statuses)]
        self.passed = [*self.passed, *(p for p in other.passed if p not in self.passed)]
        self.into = self.into or other.into
        self.extra = {**other.extra, **self.extra}

    def places_of(self, path: str) -> list[Place]:
        """The paragraphs of a document that pins, translations and statuses are of."""
        sides = {d.side for d in self.documents if d.path == path}
        found = [place for own in self.own if own.side in sides for place in own.places]
        found += [each.place for each in (*self.statuses, *self.passed) if each.side in sides]
        parts = (part for pin in self.pins for part in pin.parts)
        found += [p for part in parts for side in sides for p in part.get(side, ())]
        return [place for place in dict.fromkeys(found) if place.exact.strip()]

    def write(self, backups: Path | None = None) -> None:
        """What another program wrote meanwhile is taken in first. Raises OSError; then the file is
        as it was."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self._writing:
            mine = self._as_json()
            made = save_merged(self.path, self._base, mine, backups, _merged)
            self._base, self.unread = mine, None
            if made != mine and self._as_json() == mine:  # else the next write takes it in
                self._say(made)
                self._base = self._as_json()

    def _as_json(self) -> Data:
        now = self.doings  # another thread may put others in their place
        more: Data = {}
        if now.statuses:
            more["statuses"] = [_status_as_json(each) for each in now.statuses]
        if now.into:
            more["into"] = now.into
        if now.passed:
            more["passed"] = [passed_json(each, _place_json(each.place)) for each in now.passed]
        return {
            "hashiya:version": 1,
            "documents": [
                {"side": d.side, "path": d.path, "sha256": d.sha256} for d in self.documents
            ],
            "pins": [{"parts": [_as_json(p) for p in pin.parts], **pin.extra} for pin in now.pins],
            "translations": [_own_as_json(each) for each in now.own],
            **more,
            **self.extra,
        }

    # Pins

    def pins_for(self, sides: Sides) -> Pins:
        """The pins of two sides that are found in their texts as these are now, in order."""
        finders = _finders(sides)
        found = (_resolved(known, sides, finders) for known in self.pins)
        return _uncrossed(pin for pin in found if pin is not None)

    def set_pins(self, pins: Pins, sides: Sides) -> None:
        """Have these be the pins of two sides; those that cannot be placed at present stay."""
        before = self.pins_for(sides)
        kept: list[KnownPin] = []
        same: dict[Pin, KnownPin] = {}
        finders = _finders(sides)
        for known in self.pins:
            pin = _resolved(known, sides, finders)
            if pin is None or pin not in before:
                kept.append(known)
            elif pin in pins:
                same[pin] = known
        self.pins = [*kept, *(same.get(pin) or _known(pin, sides) for pin in pins)]

    # The reader's own translations

    def own_for(self, side: str, document: Document, language: str) -> dict[int, Own]:
        """Those of a side into a language, by the first paragraph (block) that each is of."""
        found, finder = {}, PlaceFinder(document)
        for own in self.own:
            if own.side == side and own.language == language and own.places:
                block = _block(finder, document, own.places[0])
                if block is not None:
                    found[block] = own
        return found

    def write_own(
        self, side: str, document: Document, blocks: Sequence[int], language: str, text: str
    ) -> None:
        """Have `text` be the translation of these blocks; none for an empty text."""
        before = self.own_for(side, document, language).get(blocks[0])
        now = datetime.now(UTC).isoformat(timespec="seconds")
        places = tuple(_place(document, block) for block in blocks)
        if before is not None:
            if before.text != text or before.places != places:
                changed = replace(before, places=places, text=text, modified=now)
                new = [changed] if text.strip() else []
                self.own = [o for each in self.own for o in (new if each is before else [each])]
        elif text.strip():
            self.own = [*self.own, Own(side, places, language, text, now, now)]

    # How far the rows are

    def statuses_of(self, side: str, document: Document) -> dict[int, str]:
        """The status that is noted down at paragraphs (blocks) of a side."""
        return {block: known.status for block, known in self._resolved_statuses(side, document)}

    def _resolved_statuses(self, side: str, document: Document) -> Iterator[tuple[int, RowStatus]]:
        finder = PlaceFinder(document)
        for known in self.statuses:
            if known.side == side:
                block = _block(finder, document, known.place)
                if block is not None:
                    yield block, known

    def set_status(
        self, blocks: Mapping[str, Sequence[int]], documents: Mapping[str, Document], status: str
    ) -> None:
        """Have `status` be that of the row of these blocks of each side; empty: not begun."""
        told = [
            known
            for side, here in blocks.items()
            for block, known in self._resolved_statuses(side, documents[side])
            if block in here
        ]
        if status and len(told) == 1 and told[0].status == status:
            return
        kept = [known for known in self.statuses if known not in told]
        if status:
            side, here = next((side, here) for side, here in blocks.items() if here)
            now = datetime.now(UTC).isoformat(timespec="seconds")
            kept.append(RowStatus(side, _place(documents[side], here[0]), status, now))
        if kept != self.statuses:
            self.statuses = kept

    def reasons(self, side: str, document: Document) -> dict[tuple[int, str, str], str]:
        """Why findings in rows of a side are passed over, by the block with which the row begins,
        the kind of the finding and what it says."""
        found = by_block(self.passed, side, document)
        return {key: each.reason for key, each in found.items()}

    def pass_over(
        self, side: str, document: Document, block: int, kind: str, said: str, reason: str | None
    ) -> None:
        """Have a finding be passed over for a reason; None: be told of again."""
        known = by_block(self.passed, side, document).get((block, kind, said))
        kept = [each for each in self.passed if each is not known]
        if reason is not None:
            now = datetime.now(UTC).isoformat(timespec="seconds")
            kept.append(Passed(side, _place(document, block), kind, said, reason, now))
        if kept != self.passed:
            self.passed = kept


def language_into(file: WorkFile, documents: Mapping[str, Document], side: str) -> str:
    """The language that a reader translates a side into: chosen for the work, that of what was
    written last, that of another side; else Arabic, and English for what is Arabic."""
    source = _base(documents[side].language)
    written = [own.language for own in reversed(file.own) if own.side == side]
    others = [document.language for name, document in documents.items() if name != side]
    for language in (file.into, *written, *others):
        if language and _base(language) not in (source, "und"):
            return language
    return "en" if source == "ar" else "ar"


def _base(language: str) -> str:
    return language.partition("-")[0].lower()


def status_of(blocks: Mapping[str, range], statuses: Mapping[tuple[str, int], str]) -> str:
    """How far a row is: the least of what is noted down at its blocks; empty: not begun."""
    found = [
        told
        for side, run in blocks.items()
        for block in run
        if (told := statuses.get((side, block)))
    ]
    return min(found, key=_advance, default="")


def _advance(status: str) -> int:
    return STATUSES.index(status) if status in STATUSES else 0


def recorded(data: object) -> list[Recorded]:
    """The documents that the JSON of a work names."""
    return [
        Recorded(each["side"], each["path"], each["sha256"])
        for each in _dicts(data.get("documents") if isinstance(data, dict) else None)
        if all(_text(each.get(name)) for name in ("side", "path", "sha256"))
    ]


def _merged(base: Data, mine: Data, theirs: Data) -> Data:
    """As `merge_json.merged`; the documents are those that are here, and of several translations
    of a paragraph the newest is the last, which is the one shown."""
    made = merged(base, mine, theirs)
    made["documents"] = mine["documents"]
    own = made.get("translations")
    if isinstance(own, list) and own != mine["translations"]:
        made["translations"] = sorted(own, key=_modified)
    return made


def _modified(own: object) -> str:
    said = own.get("modified") if isinstance(own, dict) else None
    return said if isinstance(said, str) else ""


def _known(pin: Pin, sides: Sides) -> KnownPin:
    parts = pin.parts or ((pin.before, pin.after),)
    return KnownPin(tuple(_places(part, sides) for part in parts))


def _finders(sides: Sides) -> dict[str, PlaceFinder]:
    """One for each side: what it learns of a text serves all pins."""
    return {name: PlaceFinder(document) for name, document, _ in sides}


def _resolved(known: KnownPin, sides: Sides, finders: Mapping[str, PlaceFinder]) -> Pin | None:
    """The pin in the texts as they are now; None where a paragraph of it is not found."""
    parts = [part for each in known.parts if (part := _part(each, sides, finders)) is not None]
    return _pin_of(parts) if parts and len(parts) == len(known.parts) else None


def _place(document: Document, block: int) -> Place:
    start, text = document.lines.start(block), document.lines.block(block)
    return document.place(start, start + min(len(text), QUOTED))


def _places(part: Part, sides: Sides) -> KnownPart:
    return {
        name: tuple(_place(document, blocks[at]) for at in run)
        if run
        else (_point(document, blocks, run.start),)
        for (name, document, blocks), run in zip(sides, part, strict=True)
    }


def _point(document: Document, blocks: Sequence[int], at: int) -> Place:
    """Where there is nothing: before that paragraph of the story, or at its end."""
    lines = document.lines
    if at < len(blocks):
        start = lines.start(blocks[at])
    else:
        start = lines.start(blocks[-1]) + len(lines.block(blocks[-1])) if blocks else 0
    return document.place(start, start)


def _block(finder: PlaceFinder, document: Document, place: Place) -> int | None:
    ((start, _, status),) = finder.resolve([place])
    return None if status == "lost" else document.lines.block_at(start)


def _part(known: KnownPart, sides: Sides, finders: Mapping[str, PlaceFinder]) -> Part | None:
    """The paragraphs of a part in the story of today; None when one is gone or they are torn."""
    first, second = (
        _run(known.get(name, ()), finders[name], document, blocks)
        for name, document, blocks in sides
    )
    return (first, second) if first is not None and second is not None else None


def _run(
    places: Places, finder: PlaceFinder, document: Document, blocks: Sequence[int]
) -> range | None:
    if not places:
        return None
    if places[0].start == places[0].end:
        return _empty(places[0], finder, document, blocks)
    found = []
    for place in places:
        block = _block(finder, document, place)
        at = bisect.bisect_left(blocks, block) if block is not None else len(blocks)
        if at == len(blocks) or blocks[at] != block:
            return None
        found.append(at)
    return range(found[0], found[-1] + 1) if found == list(range(found[0], found[-1] + 1)) else None


def _empty(
    place: Place, finder: PlaceFinder, document: Document, blocks: Sequence[int]
) -> range | None:
    ((start, _, status),) = finder.resolve([place])
    if status == "lost":
        return None
    block = document.lines.block_at(start)
    at = bisect.bisect_left(blocks, block)
    if at < len(blocks) and start > document.lines.start(block):
        at += 1
    return range(at, at)


def _pin_of(parts: Sequence[Part]) -> Pin:
    if len(parts) == 1:
        return Pin(*parts[0])
    ranges = []
    for runs in zip(*parts, strict=True):
        full = [run for run in runs if run]
        ranges.append(range(min(r.start for r in full), max(r.stop for r in full)))
    return Pin(ranges[0], ranges[1], tuple(parts))


def _uncrossed(pins: Iterable[Pin]) -> Pins:
    """The pins in order; of those that cross after the text changed, the first."""
    kept: list[Pin] = []
    for pin in sorted(pins, key=_order):
        if not kept or (
            pin.before.start >= kept[-1].before.stop and pin.after.start >= kept[-1].after.stop
        ):
            kept.append(pin)
    return tuple(kept)


def _order(pin: Pin) -> tuple[int, int, int, int]:
    return pin.before.start, pin.after.start, pin.before.stop, pin.after.stop


# JSON


def _as_json(part: KnownPart) -> dict[str, Any]:
    return {side: [_place_json(place) for place in places] for side, places in part.items()}


def _place_json(place: Place) -> dict[str, Any]:
    """A TextPositionSelector and a TextQuoteSelector (W3C) in one."""
    return {
        "start": place.start,
        "end": place.end,
        "exact": place.exact,
        "prefix": place.prefix,
        "suffix": place.suffix,
    }


def _own_as_json(own: Own) -> dict[str, Any]:
    return {
        "source": own.side,
        "places": [_place_json(place) for place in own.places],
        "language": own.language,
        "text": own.text,
        "created": own.created,
        "modified": own.modified,
        **own.extra,
    }


def _pin(data: Mapping[str, Any]) -> KnownPin:
    parts = tuple(
        {side: _known_places(places) for side, places in part.items()}
        for part in _dicts(data.get("parts"))
    )
    return KnownPin(parts, {k: v for k, v in data.items() if k != "parts"})


def _own(data: Mapping[str, Any]) -> Own:
    names = ("source", "places", "language", "text", "created", "modified")
    side, language, text, created, modified = (
        data[name] if _text(data.get(name)) else ""
        for name in ("source", "language", "text", "created", "modified")
    )
    extra = {k: v for k, v in data.items() if k not in names}
    places = _known_places(data.get("places"))
    return Own(side, places, language, text, created, modified, extra)


def _status_as_json(known: RowStatus) -> dict[str, Any]:
    return {
        "source": known.side,
        "place": _place_json(known.place),
        "status": known.status,
        "modified": known.modified,
        **known.extra,
    }


def _status(data: Mapping[str, Any]) -> RowStatus | None:
    """None where it cannot be understood."""
    places = _known_places([data.get("place")])
    side, status, modified = (data.get(name) for name in ("source", "status", "modified"))
    if not (places and isinstance(side, str) and isinstance(status, str)):
        return None
    names = ("source", "place", "status", "modified")
    extra = {k: v for k, v in data.items() if k not in names}
    return RowStatus(side, places[0], status, modified if isinstance(modified, str) else "", extra)


def _known_places(data: object) -> Places:
    found = []
    for each in _dicts(data):
        numbers = [each.get("start"), each.get("end")]
        words = [each.get(name, "") for name in ("exact", "prefix", "suffix")]
        if all(type(n) is int for n in numbers) and all(isinstance(w, str) for w in words):
            found.append(Place(each["start"], each["end"], *words))
    return tuple(found)


def _dicts(data: object) -> list[dict[str, Any]]:
    return [each for each in data if isinstance(each, dict)] if isinstance(data, list) else []


def _text(value: object) -> bool:
    return isinstance(value, str) and bool(value)
