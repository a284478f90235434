"""A note, and the W3C Web Annotation that it is on disk.

Source: https://www.w3.org/TR/annotation-model/. What a note does not understand of an annotation
stays in `Note.extra` and comes back when it is written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, NamedTuple

from viewer.core.text.document import Place

NOTES_VERSION = 1
"""Of the files that are written here. A file of a higher one is read and not written."""

JSON_LD_CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"hashiya": "urn:hashiya:"}]
EMBEDDED = "urn:hashiya:notes"
"""What marks the annotations inside a web page or a Word document of notes: the type of a script,
the namespace of a part of custom XML."""
COLOUR = "#ffd400"
FIELDS = ("body", "tags", "links", "colour", "target", "deleted")
"""What is stamped, and merged, on its own."""

Stamp = tuple[str, str, int]
"""When and where a field was written: UTC time, device id, counter."""

NEVER: Stamp = ("", "", 0)

_KNOWN = {
    *("@context", "id", "@id", "type", "motivation", "created", "modified", "creator"),
    *("body", "bodyValue", "target"),
    *("hashiya:colour", "hashiya:deleted", "hashiya:other", "hashiya:edited", "hashiya:imported"),
}
_OURS = ("highlighting", "commenting", "linking")
_CHARACTERS = re.compile(r"char=(\d{1,15}),(\d{1,15})")  # RFC 5147
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:?\d\d)")
_LAST_OFFSET = 2**53
_NOT_IN_IRI = re.compile(r'[\x00-\x20\x7f<>"{}|\\^`%?#:\ud800-\udfff]')


def new_id() -> str:
    import uuid  # here, as in the next one: who only reads makes none

    return uuid.uuid4().urn


class Counterpart(NamedTuple):
    """The other half of a note on two places: `path` of its document as `NoteStore.name_of` says,
    and where it stands there."""

    path: str
    place: Place


class Link(NamedTuple):
    """Where a note leads: to another (`note`, its id), or to a document and a place in it (`path`
    as `NoteStore.name_of` says; `place` None: to the whole). `label`: words to know it by."""

    note: str = ""
    path: str = ""
    place: Place | None = None
    label: str = ""


@dataclass(frozen=True)
class Note:
    """What a reader wrote in the margin, on a place or (`place` None) on the whole document.

    Times are ISO 8601, UTC, with Z; `NoteStore.put` fills them. `edited`: field -> stamp.
    `other`: the text of another machine that was written at the same time as `text`.
    `extra`: the annotation it was read from, where that says more than a note does.
    `imported`: of a note of another program, field -> digest of what its file said.
    """

    place: Place | None = None
    text: str = ""
    tags: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    colour: str = COLOUR
    id: str = field(default_factory=new_id)
    created: str = ""
    modified: str = ""
    creator: str = ""
    deleted: bool = False
    other: str = ""
    edited: Mapping[str, Stamp] = field(default_factory=dict, hash=False)
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)
    counterpart: Counterpart | None = None
    imported: Mapping[str, str] = field(default_factory=dict, hash=False)


def told(note: Note) -> str:
    """The text of a note, then a line for each of its links, for whoever cannot follow them."""
    return "\n".join(filter(None, (note.text, *map(_told_link, note.links))))


def _told_link(link: Link) -> str:
    words = link.label or " ".join((link.place.exact if link.place else "").split())
    file = f"({link.path})" if link.path and link.path != words else ""
    return "→ " + (" ".join(f"\u2068{part}\u2069" for part in (words, file) if part) or link.note)


# Reading


def is_annotation(item: object) -> bool:
    if not isinstance(item, dict):
        return False
    kinds = _list(item.get("type", item.get("@type")))
    return any(k in ("Annotation", "oa:Annotation") for k in kinds) or "target" in item


def from_json(data: Mapping[str, Any]) -> Note:
    """The note that an annotation is. Takes anything; what has the wrong type is passed over."""
    id = data.get("id", data.get("@id"))
    deleted = data.get("hashiya:deleted") is True
    note = Note(
        place=None if deleted else _place(data),
        text="" if deleted else _text(data),
        tags=() if deleted else tuple(_tags(data)),
        links=() if deleted else _links(data),
        colour=_colour(data),
        id=id if isinstance(id, str) and id else _id_of(data),
        created=_first_text(data.get("created")),
        modified=_first_text(data.get("modified")),
        creator=_creator(data),
        deleted=deleted,
        other=_string(data.get("hashiya:other")),
        edited=_edited(data),
        counterpart=None if deleted else _counterpart(data),
        imported=_imported(data),
    )
    same = to_json(note, _source(data)) == data
    return note if same else replace(note, extra=dict(data))


def _id_of(data: Mapping[str, Any]) -> str:
    """For an annotation without a name: the same one each time it is read."""
    import uuid

    return uuid.uuid5(uuid.NAMESPACE_OID, json.dumps(data, sort_keys=True)).urn


def _list(value: object) -> list[Any]:
    """JSON-LD writes a set of one as the thing itself."""
    return value if isinstance(value, list) else [] if value is None else [value]


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""


def _first_text(value: object) -> str:
    return next((v for v in _list(value) if isinstance(v, str)), "")


def _colour(data: Mapping[str, Any]) -> str:
    return _string(data.get("hashiya:colour")) or COLOUR


def _creator(data: Mapping[str, Any]) -> str:
    for agent in _list(data.get("creator")):
        if isinstance(agent, str):
            return agent
        if isinstance(agent, dict):
            names = (_first_text(agent.get(key)) for key in ("name", "nickname", "id"))
            if name := next(filter(None, names), ""):
                return name
    return ""


def _edited(data: Mapping[str, Any]) -> dict[str, Stamp]:
    stamps = data.get("hashiya:edited")
    if not isinstance(stamps, dict):
        return {}
    return {name: s for name, value in stamps.items() if (s := _stamp(value)) is not None}


def _imported(data: Mapping[str, Any]) -> dict[str, str]:
    said = data.get("hashiya:imported")
    given = said.items() if isinstance(said, dict) else ()
    return {name: value for name, value in given if isinstance(value, str)}


def _stamp(value: object) -> Stamp | None:
    if not isinstance(value, list) or len(value) != 3:
        return None
    time, device, counter = value
    if not isinstance(time, str) or not isinstance(device, str) or type(counter) is not int:
        return None
    if not _TIME.fullmatch(time):
        return None
    if not time.endswith("Z"):
        try:
            moment = datetime.fromisoformat(time).astimezone(UTC)
        except (ValueError, OverflowError):
            return None
        time = moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return time, device, counter


def _bodies(data: Mapping[str, Any]) -> tuple[list[Any], list[Any], list[Any], list[Any]]:
    """The bodies that are the text, those that are tags, those that are links, and the rest.

    A body without a purpose has that of its annotation.
    """
    texts, tags, links, rest = [], [], [], []
    for body in _list(data.get("body")):
        value = body.get("value") if isinstance(body, dict) else None
        if isinstance(value, str) and "tagging" in _list(
            body.get("purpose", data.get("motivation"))
        ):
            tags.append(body)
        elif link_from_json(body) is not None:
            links.append(body)
        else:
            (texts if _body_text(body) else rest).append(body)
    return texts, tags, links, rest


def _body_text(body: object) -> str:
    """The words of a body; of a choice between bodies those of the first that has any."""
    if not isinstance(body, dict):
        return ""
    if isinstance(body.get("value"), str):
        return body["value"]
    return next(filter(None, map(_body_text, _list(body.get("items")))), "")


def _text(data: Mapping[str, Any]) -> str:
    texts = [_body_text(body) for body in _bodies(data)[0]]
    return "\n\n".join(texts) or _string(data.get("bodyValue"))


def _tags(data: Mapping[str, Any]) -> list[str]:
    return [body["value"] for body in _bodies(data)[1]]


def _links(data: Mapping[str, Any]) -> tuple[Link, ...]:
    return links_from_json(_bodies(data)[2])


def has_links(data: Mapping[str, Any]) -> bool:
    """Whether an annotation leads to notes or places."""
    return bool(links_from_json(data.get("body")))


def links_from_json(bodies: object) -> tuple[Link, ...]:
    """Those of a list of bodies that are links."""
    return tuple(link for body in _list(bodies) if (link := link_from_json(body)) is not None)


def link_from_json(body: object) -> Link | None:
    """The link that a body is whose purpose is linking; None for any other thing."""
    if not isinstance(body, dict) or "linking" not in _list(body.get("purpose")):
        return None
    path, label = body.get("hashiya:path"), _string(body.get("hashiya:label"))
    if isinstance(path, str):
        return Link(path=path, place=_place_in(body), label=label)
    source = _string(body.get("source"))
    return Link(source, label=label) if source and "value" not in body else None


def _parts(thing: object) -> Iterator[dict[str, Any]]:
    """A target or selector, or those it is a choice or list of."""
    for part in _list(thing):
        if isinstance(part, dict):
            yield part
            if "selector" not in part:
                yield from _parts(part.get("items"))


def _source(data: Mapping[str, Any]) -> str:
    for target in _list(data.get("target")):
        if isinstance(target, dict):
            return _string(target.get("source"))
        if isinstance(target, str):
            return target
    return ""


def _place(data: Mapping[str, Any]) -> Place | None:
    own = (t for t in _parts(data.get("target")) if not isinstance(t.get("hashiya:path"), str))
    return next(filter(None, map(_place_in, own)), None)


def _place_in(target: Mapping[str, Any]) -> Place | None:
    selectors = list(_parts(target.get("selector")))
    span = next(filter(None, map(_span, selectors)), None)
    quote = next(filter(None, map(_quote, selectors)), None)
    if span is None and quote is None:
        return None
    where, nth = _string(target.get("hashiya:locator")), _nth(target.get("hashiya:occurrence"))
    return Place(*(span or (0, 0)), *(quote or ("", "", "")), where, nth)


def _nth(value: object) -> tuple[int, int]:
    if not isinstance(value, list) or len(value) != 2 or any(type(n) is not int for n in value):
        return 1, 1
    return (value[0], value[1]) if 1 <= value[0] <= value[1] else (1, 1)


def _counterpart(data: Mapping[str, Any]) -> Counterpart | None:
    for target in _parts(data.get("target")):
        path = target.get("hashiya:path")
        if isinstance(path, str) and (place := _place_in(target)) is not None:
            return Counterpart(path, place)
    return None


def _span(selector: Mapping[str, Any]) -> tuple[int, int] | None:
    """Code points. Not of a selector inside another: that one counts from elsewhere."""
    if "TextPositionSelector" in _list(selector.get("type")):
        start, end = _offset(selector.get("start")), _offset(selector.get("end"))
    elif "FragmentSelector" in _list(selector.get("type")):
        match = _CHARACTERS.match(_string(selector.get("value")))
        start, end = (int(match[1]), int(match[2])) if match else (None, None)
    else:
        return None
    return (start, end) if start is not None and end is not None and start <= end else None


def _offset(value: object) -> int | None:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return value if type(value) is int and 0 <= value < _LAST_OFFSET else None


def _quote(selector: Mapping[str, Any]) -> tuple[str, str, str] | None:
    inner = (q for part in _parts(selector.get("refinedBy")) if (q := _quote(part)))
    if found := next(inner, None):
        return found
    if "TextQuoteSelector" not in _list(selector.get("type")):
        return None
    exact, prefix, suffix = (_string(selector.get(k)) for k in ("exact", "prefix", "suffix"))
    return (exact, prefix, suffix) if exact or prefix or suffix else None


# Writing


def save_w3c(
    notes: Iterable[Note],
    source: str = "",
    document: Mapping[str, Any] | None = None,
    extra: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The notes as an AnnotationCollection, sorted by id.

    `source` is the IRI of the document; `document` what `hashiya:document` shall hold; `extra`
    the members of the collection that are not ours.
    """
    items = [to_json(note, source) for note in sorted(notes, key=lambda note: note.id)]
    return {**head(document, extra), "items": items}


def head(document: Mapping[str, Any] | None, extra: Mapping[str, Any] | None) -> dict[str, Any]:
    """The members of a collection but its `items`, in their order."""
    rest = dict(extra or {})
    made: dict[str, Any] = {"@context": rest.pop("@context", JSON_LD_CONTEXT)}
    made["type"] = rest.pop("type", "AnnotationCollection")
    made["hashiya:version"] = NOTES_VERSION
    if document is not None:
        made["hashiya:document"] = dict(document)
    ours = ("hashiya:version", "hashiya:document", "items")
    return made | {name: value for name, value in rest.items() if name not in ours}


def to_json(note: Note, source: str) -> dict[str, Any]:
    """The note as an annotation on `source`, an IRI. Members have a steady order.

    What `note.extra` says is kept as it is written there, unless the note says otherwise now.
    """
    raw = note.extra
    made: dict[str, Any] = {"@context": raw["@context"]} if "@context" in raw else {}
    made |= {"id": note.id, "type": raw.get("type", "Annotation")}
    if note.deleted:
        made["hashiya:deleted"] = True
    else:
        if raw.get("hashiya:deleted", True) is not True:
            made["hashiya:deleted"] = raw["hashiya:deleted"]
        why = "commenting" if note.text else "linking" if note.links else "highlighting"
        same = (note.text, note.links) == (_text(raw), _links(raw))
        same = same or raw.get("motivation", why) not in _OURS
        _keep(made, raw, "motivation", why, why if same else None)
    _keep(made, raw, "created", note.created, _first_text(raw.get("created")))
    _keep(made, raw, "modified", note.modified, _first_text(raw.get("modified")))
    agent = {"type": "Person", "name": note.creator} if note.creator else None
    _keep(made, raw, "creator", agent, agent if note.creator == _creator(raw) else None)
    if not note.deleted:
        _put_body(made, note)
        same = _place(raw) == note.place and _counterpart(raw) == note.counterpart
        target = _targets(note, source)
        nowhere = raw.get("target", _targets(note, "")) == _targets(note, "")  # on no document yet
        _keep(made, raw, "target", target, target if same and not nowhere else None)
        _keep(made, raw, "hashiya:colour", note.colour, _colour(raw))
        _keep(made, raw, "hashiya:other", note.other, _string(raw.get("hashiya:other")))
    else:
        made["target"] = raw.get("target", source)
    stamps = {name: list(stamp) for name, stamp in sorted(note.edited.items())}
    _keep(made, raw, "hashiya:edited", stamps, {n: list(s) for n, s in _edited(raw).items()})
    _keep(made, raw, "hashiya:imported", dict(sorted(note.imported.items())), _imported(raw))
    return made | {name: value for name, value in raw.items() if name not in _KNOWN}


def _keep(made: dict[str, Any], raw: Mapping[str, Any], name: str, value: Any, was: Any) -> None:
    """Write a member as it was written, while it still means the same."""
    if raw and value == was:
        if name in raw:
            made[name] = raw[name]
    elif value:
        made[name] = value


def _put_body(made: dict[str, Any], note: Note) -> None:
    """The bodies that the note changed anew, all the others as they are."""
    raw = note.extra
    same_text, same_tags = _text(raw) == note.text, tuple(_tags(raw)) == note.tags
    if same_text and same_tags and _links(raw) == note.links:
        made |= {name: raw[name] for name in ("body", "bodyValue") if name in raw}
        return
    texts, old, linking, rest = _bodies(raw)
    if "bodyValue" in raw and not texts and same_text:
        texts = [_text_body(note.text, {})]
    tags = {body["value"]: body for body in old if "purpose" in body}
    if not same_text:
        first = texts[0] if texts and isinstance(texts[0].get("value"), str) else {}
        texts = [_text_body(note.text, first)] if note.text else []
    plain = {"type": "TextualBody", "purpose": "tagging"}
    known = {link_from_json(body): body for body in linking}
    links = [known.get(link, link_to_json(link)) for link in note.links]
    bodies = [*texts, *(tags.get(tag, plain | {"value": tag}) for tag in note.tags), *links, *rest]
    if bodies:
        made["body"] = bodies


def link_to_json(link: Link) -> dict[str, Any]:
    """The link as a body of an annotation, whose purpose is linking."""
    made: dict[str, Any] = {"type": "SpecificResource", "purpose": "linking"}
    made |= _target(link.place, iri(link.path)) if link.path else {"source": link.note}
    made |= {"hashiya:path": link.path} if link.path else {}
    return made | ({"hashiya:label": link.label} if link.label else {})


def _text_body(text: str, was: Mapping[str, Any]) -> dict[str, Any]:
    new = {"type": "TextualBody", "purpose": "commenting", "format": "text/plain"}
    return {**new, "textDirection": "auto", **was, "value": text}


def iri(path: str) -> str:
    """A path as the relative IRI that is the source of an annotation."""
    return _NOT_IN_IRI.sub(_percent, path)


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "surrogatepass"))


def _targets(note: Note, source: str) -> list[dict[str, Any]]:
    made = [_target(note.place, source)]
    if note.counterpart is not None:
        path = note.counterpart.path
        made.append(_target(note.counterpart.place, iri(path)) | {"hashiya:path": path})
    return made


def _target(place: Place | None, source: str) -> dict[str, Any]:
    if place is None:
        return {"source": source}
    position = {"type": "TextPositionSelector", "start": place.start, "end": place.end}
    quote = {"type": "TextQuoteSelector", "exact": place.exact}
    quote |= {"prefix": place.prefix, "suffix": place.suffix}
    where: dict[str, Any] = {"hashiya:locator": place.locator} if place.locator else {}
    if place.occurrence != (1, 1):
        where["hashiya:occurrence"] = list(place.occurrence)
    return {"source": source, **where, "selector": [position, quote]}
