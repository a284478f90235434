"""Notes that other programs wrote: W3C annotations, EPUB's annotations.json, Hypothesis, brat,
REFI-QDA. Read in a worker; what comes out is plain data.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from viewer.core.base.errors import Unreadable
from viewer.core.notes.import_again import recorded
from viewer.core.notes.note import COLOUR, EMBEDDED, Note, links_from_json, to_json
from viewer.core.notes.note import from_json as from_annotation
from viewer.core.notes.note_file import load_w3c
from viewer.core.parsing.read_bytes import read
from viewer.core.parsing.zip_archive import Archive, Element
from viewer.core.text.document import CONTEXT_LENGTH, Place

FOREIGN_SUFFIXES = (".json", ".jsonld", ".ann", ".qdpx", ".pdf", ".html", ".docx")
"""A web page and a Word document of notes that we wrote hold them once more as JSON. A PDF has the
remarks that were written into it; `pages.pdf_remarks` reads them."""
LARGEST_IMPORT_BYTES = 64 << 20
"""Bytes of a file of annotations above which it is not read."""
MOST_ANNOTATIONS = 200_000
"""Annotations that are taken out of one file."""

CUSTOM_PARTS = 50
"""Parts of custom XML of a Word document that are looked at: other programs add theirs."""

_NOT_KEPT = (
    *("target", "@context", "hashiya:edited", "hashiya:imported"),
    *("hashiya:translation", "hashiya:about", "hashiya:counterpart", "hashiya:links"),
)
"""Members of an annotation that are not in the note made of it: what is said anew there."""

_BRAT = re.compile(r"(T\d+)\t(\S+) (\d+) (?:[\d ;]*?)(\d+)\t(.*)")
_CHARACTERS = re.compile(r"char=(\d{1,15}),(\d{1,15})")  # RFC 5147
_PIECES = re.compile(r"T\d+\t\S+ [\d ]*;")
_ATTRIBUTE = re.compile(r"[AM]\d+\t(\S+) (T\d+)(?: (.+))?")
_REMARK = re.compile(r"#\d+\t\S+ (T\d+)\t(.*)")
_QDA = "{urn:QDA-XML:project:1.0}"
_QDA_TOLD = (
    *("PDFSelection", "PictureSelection", "AudioSelection", "VideoSelection"),
    *("TranscriptSelection", "Case", "Set", "Link", "Variable"),
)
"""Elements of a project of which no note is made."""


@dataclass(frozen=True)
class Imported:
    """A note, and what its file says of the document that it is on: a path, an address, a title.

    `left`: what of it no note can hold: `place` (said in a way that is not understood), `pieces`
    (it stands in several; the note is on all between them, too), `several` (it stands in several
    places: there is a note on each), `choice` (of what was to choose from the first was taken),
    `kind` (a relation, an event: then nothing of it is a note, only told).
    """

    note: Note
    source: str = ""
    title: str = ""
    left: tuple[str, ...] = ()


def load_annotations(path: Path) -> list[Imported]:
    """Every annotation in a file of another program. Raises `Unreadable`."""
    suffix = path.suffix.lower()
    if suffix == ".ann":
        return list(_brat(path))
    if suffix == ".qdpx":
        return list(_refi(path))
    return list(_json(path))


def as_json(found: list[Imported]) -> dict[str, Any]:
    """Plain data: what a worker sends home."""
    return {"annotations": [[to_json(i.note, ""), i.source, i.title, list(i.left)] for i in found]}


def from_json(answer: Mapping[str, Any]) -> list[Imported]:
    """The way back. Raises KeyError, TypeError or ValueError on other data."""
    found = []
    for annotation, source, title, left in answer["annotations"]:
        (note,) = load_w3c(annotation)
        why = tuple(map(str, left))
        extra = {name: said for name, said in note.extra.items() if name not in _NOT_KEPT}
        note = recorded(replace(note, extra=extra))
        found.append(Imported(note, str(source), str(title), why))
    return found


def _id(*parts: str) -> str:
    """The id of a note whose maker gave it another one: the same each time it is read."""
    return uuid.uuid5(uuid.NAMESPACE_URL, "\n".join(parts)).urn


# JSON


def _json(path: Path) -> Iterator[Imported]:
    try:
        data = json.loads(_json_text(path))
    except (ValueError, RecursionError) as error:
        raise Unreadable(path, "broken", str(error)[:200]) from error
    rows = data.get("rows") if isinstance(data, dict) else data if isinstance(data, list) else None
    if isinstance(rows, list) and any(isinstance(r, dict) and "uri" in r for r in rows):
        known = (row for row in rows[:MOST_ANNOTATIONS] if isinstance(row, dict))
        yield from (_hypothesis(*each) for row in known for each in _by_target(row))
        return
    for whole in load_w3c(data)[:MOST_ANNOTATIONS]:
        for raw, left in _by_target(whole.extra or to_json(whole, "")):
            note = from_annotation(raw)
            source, _, fragment = _source(raw).partition("#")
            if note.place is None and (span := _CHARACTERS.fullmatch(fragment)):
                note = replace(note, place=Place(int(span[1]), int(span[2]), ""))
            note = _with_epub(note, raw)
            yield Imported(note, source, "", (*left, *_left(raw, note)))


def _by_target(raw: Mapping[str, Any]) -> Iterator[tuple[dict[str, Any], tuple[str, ...]]]:
    """An annotation on several places as one for each, with its words, and what of it is to be
    told; the first keeps its id.

    A note stands in one place, or in two that we wrote ourselves (those stay together). Of a
    `Choice` any one is meant: the first is taken.
    """
    first, further = _targets(raw.get("target"))
    told = ("several",) if further else ()
    body = raw.get("body")
    bodies = body if isinstance(body, list) else [body]
    if any(_choices(part) for part in (first, *bodies)):
        told = (*told, "choice")
    yield {**raw, "target": _chosen(first)}, told
    for target in further:
        id = _id("target", str(raw.get("id") or raw), json.dumps(target, sort_keys=True))
        left = ("choice",) if _choices(target) else ()
        yield {**raw, "id": id, "target": _chosen(target)}, left


def _choices(part: object) -> list[object]:
    """What else there is to choose from."""
    if not isinstance(part, dict) or part.get("type") != "Choice":
        return []
    items = part.get("items")
    return items[1:] if isinstance(items, list) else []


def _chosen(target: object) -> object:
    items = target.get("items") if isinstance(target, dict) else None
    choice = isinstance(target, dict) and target.get("type") == "Choice"
    return items[0] if choice and isinstance(items, list) and items else target


def _targets(target: object) -> tuple[object, list[object]]:
    """The first target, with our own second one, and the others."""
    if isinstance(target, dict) and "selector" not in target and target.get("type") != "Choice":
        target = target.get("items") or target
    if not isinstance(target, list) or not target:
        return target, []
    ours = [t for t in target if isinstance(t, dict) and "hashiya:path" in t]
    others = [t for t in target if t not in ours]
    return ([*others[:1], *ours] if ours else others[0]), others[1:]


def _json_text(path: Path) -> str:
    """The JSON that a file is, or that a web page or Word document of notes carries.

    Raises `Unreadable`, ValueError.
    """
    if path.suffix.lower() == ".html":
        page = read(path, LARGEST_IMPORT_BYTES).decode("utf-8-sig")
        _, mark, rest = page.partition(f'<script type="{EMBEDDED}">')
        if not mark:
            raise Unreadable(path, "broken", "no annotations in it")
        return rest.partition("</script>")[0]
    if path.suffix.lower() == ".docx":
        archive = Archive(path)
        for number in range(1, CUSTOM_PARTS + 1):
            part = archive.xml(f"customXml/item{number}.xml")
            if part is not None and part.tag == f"{{{EMBEDDED}}}notes":
                return part.text or ""
        raise Unreadable(path, "broken", "no annotations in it")
    return read(path, LARGEST_IMPORT_BYTES).decode("utf-8-sig")


def _left(raw: Mapping[str, Any], note: Note) -> Iterator[str]:
    """What of an annotation the note made of it does not hold."""
    target = raw.get("target")
    targets = target if isinstance(target, list) else [target]
    if note.place is None and any(
        each.get("selector") if isinstance(each, dict) else "#" in str(each) for each in targets
    ):
        yield "place"


def _source(raw: Mapping[str, Any]) -> str:
    target = raw.get("target")
    for each in target if isinstance(target, list) else [target]:
        source = each.get("source", each.get("id")) if isinstance(each, dict) else each
        if isinstance(source, dict):
            source = source.get("id")
        if isinstance(source, str):
            return source
    return ""


def _with_epub(note: Note, raw: Mapping[str, Any]) -> Note:
    """Colour and tags as the draft of EPUB annotations writes them into the body."""
    body = raw.get("body")
    if second := raw.get("hashiya:counterpart"):  # the draft knows one target
        note = replace(note, counterpart=from_annotation({"target": second}).counterpart)
    note = replace(note, links=note.links or links_from_json(raw.get("hashiya:links")))
    if not isinstance(body, dict):
        return note
    tags, colour = body.get("tag"), body.get("color")
    if isinstance(tags, list):
        note = replace(note, tags=note.tags or tuple(t for t in tags if isinstance(t, str)))
    if _is_colour(colour):
        note = replace(note, colour=str(colour))
    return note


def _hypothesis(row: Mapping[str, Any], left: tuple[str, ...] = ()) -> Imported:
    target = row.get("target")
    (note,) = load_w3c({"type": "Annotation", "target": target if target else {}})
    tags = row.get("tags")
    user = str(row.get("user") or "").removeprefix("acct:").partition("@")[0]
    document = row.get("document")
    titles = document.get("title") if isinstance(document, dict) else None
    colour, creator = row.get("hashiya:colour"), row.get("hashiya:creator")
    info = row.get("user_info")
    shown = info.get("display_name") if isinstance(info, dict) else None
    id = str(row.get("id") or row)
    made = Note(
        id=f"urn:uuid:{id}" if _is_uuid(id) else _id("hypothesis", id),
        place=note.place,
        text=str(row.get("text") or ""),
        tags=tuple(t for t in tags if isinstance(t, str)) if isinstance(tags, list) else (),
        created=str(row.get("created") or ""),
        modified=str(row.get("updated") or ""),
        creator=next((n for n in (creator, shown) if isinstance(n, str)), user),
        counterpart=note.counterpart,
        links=links_from_json(row.get("hashiya:links")),
        colour=str(colour) if _is_colour(colour) else COLOUR,
    )
    title = titles[0] if isinstance(titles, list) and titles else ""
    return Imported(made, str(row.get("uri") or ""), str(title), (*left, *_left(row, made)))


def _is_colour(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch("#[0-9a-fA-F]{6}", value) is not None


def _is_uuid(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[0-9a-f-]{36}", value) is not None


# brat: https://brat.nlplab.org/standoff.html


def _brat(path: Path) -> Iterator[Imported]:
    """Text-bound annotations with their remarks and attributes (as tags); offsets count code points
    of the text beside. Events, relations and what is said of them are told only."""
    lines = read(path, LARGEST_IMPORT_BYTES).decode("utf-8", "replace").splitlines()
    remarks: dict[str, list[str]] = {}
    attributes: dict[str, list[str]] = {}
    for line in lines:
        if match := _REMARK.fullmatch(line):
            remarks.setdefault(match[1], []).append(match[2])
        elif match := _ATTRIBUTE.fullmatch(line):
            name, key, value = match.groups()
            attributes.setdefault(key, []).append(f"{name}:{value}" if value else name)
    text = _beside(path)
    for line in lines[:MOST_ANNOTATIONS]:
        if match := _BRAT.fullmatch(line):
            key, kind, start, end, exact = match.groups()
            place = _placed(text, int(start), int(end), exact)
            note = Note(
                place=place,
                tags=tuple(dict.fromkeys((kind, *attributes.get(key, ())))),
                text="\n".join(remarks.get(key, ())),
                id=_id("brat", path.stem, key, exact),
            )
            left = ("pieces",) if _PIECES.match(line) else ()
            yield Imported(note, f"{path.stem}.txt", "", left)
        elif line.strip() and not (_REMARK.fullmatch(line) or _ATTRIBUTE.fullmatch(line)):
            yield Imported(Note(text=line), f"{path.stem}.txt", "", ("kind",))


def _beside(path: Path) -> str:
    """The text that a brat file annotates, if it is there."""
    try:
        return read(path.with_suffix(".txt"), LARGEST_IMPORT_BYTES).decode("utf-8", "replace")
    except Unreadable:
        return ""


def _placed(text: str, start: int, end: int, exact: str = "") -> Place:
    """A place with its surroundings, where the text is known."""
    if not 0 <= start <= end <= len(text):
        return Place(start, end, exact)
    found = text[start:end]
    if exact and " ".join(found.split()) != " ".join(exact.split()) and found[:1] != exact[:1]:
        return Place(start, end, exact)
    before, after = text[max(0, start - CONTEXT_LENGTH) : start], text[end : end + CONTEXT_LENGTH]
    return Place(start, end, found, before, after)


# REFI-QDA: https://www.qdasoftware.org


def _refi(path: Path) -> Iterator[Imported]:
    """Codings of plain text; a code is a tag, a note on a selection its text."""
    archive = Archive(path)
    project = archive.xml("project.qde")
    if project is None:
        raise Unreadable(path, "broken", "no project.qde")
    codes = {
        code.get("guid", ""): (code.get("name", ""), code.get("color", ""))
        for code in project.iter(f"{_QDA}Code")
    }
    users = {u.get("guid", ""): u.get("name", "") for u in project.iter(f"{_QDA}User")}
    notes = {
        note.get("guid", ""): _content(archive, note, "plainTextPath").replace("\r\n", "\n")
        for note in project.iter(f"{_QDA}Note")
    }
    count = 0
    for source in project.iter(f"{_QDA}TextSource"):
        text = _content(archive, source, "plainTextPath")
        for selection in source.iter(f"{_QDA}PlainTextSelection"):
            count += 1
            if count > MOST_ANNOTATIONS:
                return
            note = _selection(selection, text, codes, users, notes)
            yield Imported(note, source.get("name", ""), source.get("name", ""))
        if source.find(f"{_QDA}Coding") is not None or source.find(f"{_QDA}NoteRef") is not None:
            whole = _selection(source, text, codes, users, notes)
            yield Imported(replace(whole, place=None), source.get("name", ""))
    for element in project.iter(*(f"{_QDA}{name}" for name in _QDA_TOLD)):
        name = element.get("name") or element.get("guid") or ""
        kind = element.tag.removeprefix(_QDA)
        yield Imported(Note(text=f"{kind} {name}"), left=("kind",))


def _content(archive: Archive, element: Element, attribute: str) -> str:
    inline = element.findtext(f"{_QDA}PlainTextContent")
    if inline is not None:
        return inline
    where = str(element.get(attribute) or "").partition("://")[2]
    data = archive.read(f"Sources/{where}") or archive.read(f"sources/{where}") if where else None
    return (data or b"").decode("utf-8-sig", "replace")


def _selection(
    selection: Element,
    text: str,
    codes: Mapping[str, tuple[str, str]],
    users: Mapping[str, str],
    notes: Mapping[str, str],
) -> Note:
    start, end = (
        position - text.count("\r\n", 0, position)  # of the file, in which a line end may be two
        for position in map(_number, map(selection.get, ("startPosition", "endPosition")))
    )
    text, guid = text.replace("\r\n", "\n"), selection.get("guid", "").lower()
    refs = [ref.get("targetGUID", "") for ref in selection.findall(f"{_QDA}Coding/{_QDA}CodeRef")]
    known = [codes[ref] for ref in refs if ref in codes]
    texts = [selection.findtext(f"{_QDA}Description") or ""]
    texts += [notes.get(r.get("targetGUID", ""), "") for r in selection.findall(f"{_QDA}NoteRef")]
    colour = next((c for _, c in known if re.fullmatch("#[0-9a-fA-F]{6}", c)), COLOUR)
    return Note(
        place=_placed(text, start, end),
        tags=tuple(dict.fromkeys(name for name, _ in known if name)),
        text="\n\n".join(filter(None, texts)),
        colour=colour.lower(),
        created=selection.get("creationDateTime", ""),
        modified=selection.get("modifiedDateTime", ""),
        id=f"urn:uuid:{guid}" if _is_uuid(guid) else _id("refi", str(start), text[start:end]),
        creator=users.get(selection.get("creatingUser", ""), ""),
    )


def _number(value: str | None) -> int:
    return int(value) if value and value.isdigit() and len(value) < 16 else 0


# Which document


def wanted_names(imported: Imported) -> list[str]:
    """What a document may be called that an imported note is on, the surest first: the last part
    of its path or address, with and without suffix, and the title."""
    path = unquote(urlsplit(imported.source).path if "://" in imported.source else imported.source)
    name = path.rstrip("/").rpartition("/")[2]
    stem = name.rpartition(".")[0] or name
    names = [path, name, stem, imported.title]
    return [each.casefold() for each in dict.fromkeys(names) if each]
