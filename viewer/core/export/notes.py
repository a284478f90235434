"""Notes to files and to the clipboard: each with its quote, its translation and where it stands.

Words for the reader (headings, names of colours) come from the caller in `Labels`.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import Any, Protocol

from viewer.core.export.hits import neutral
from viewer.core.export.note_groups import Groups, Labels, Noted, foot, grouped
from viewer.core.language.arabic import direction_of_language, guess_language
from viewer.core.notes.colours import hex_digits
from viewer.core.notes.note import EMBEDDED, JSON_LD_CONTEXT, Note, iri, link_to_json, to_json, told


class NotesWriter(Protocol):
    """What writes notes to one kind of file. `by`: what they are grouped by."""

    def __call__(self, notes: Sequence[Noted], labels: Labels, by: str, /) -> str | bytes: ...


@dataclass(frozen=True)
class NotesKind:
    """A row: what writes such a file, and whether it puts the notes into groups."""

    write: NotesWriter
    grouped: bool = False


def write(notes: Sequence[Noted], path: Path, labels: Labels, group: str = "document") -> None:
    """The notes to a file of one of `NOTES_KINDS`, by its name. Raises OSError."""
    kind = next(kind for end, kind in NOTES_KINDS.items() if path.name.lower().endswith(end))
    said = kind.write(notes, labels, group)
    path.write_bytes(said if isinstance(said, bytes) else said.encode("utf-8", "backslashreplace"))


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


# For people


def markdown(groups: Groups, labels: Labels) -> str:
    lines = [f"# {labels.title}", ""]
    for name, notes in groups:
        lines += [f"## {plain_md(name)}", ""]
        for noted in notes:
            for text in (noted.quote, noted.translation):
                if text:
                    lines += [f"> {plain_md(line)}" for line in text.splitlines()] + [">"]
            if lines[-1] == ">":
                lines[-1] = ""
            if said := told(noted.note):
                lines += [said, ""]
            lines += [f"— {plain_md(foot(noted, labels))}", ""]
    return "\n".join(lines).rstrip() + "\n"


def plain_md(text: str) -> str:
    """`text` so that Markdown takes none of it for a sign."""
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", text)


_STYLE = """
body { margin: 2.5em auto; max-width: 46em; padding: 0 1.5em; color: #222; background: #fff;
  font: 1.02rem/1.6 "Source Serif 4", Georgia, Amiri, serif; }
h2 { margin-top: 2em; border-bottom: 1px solid #ccc; }
article { break-inside: avoid; margin: 1.2em 0; padding-inline-start: .9em;
  border-inline-start: .3em solid var(--colour, #ccc); }
blockquote { margin: 0 0 .4em; }
blockquote, p { unicode-bidi: plaintext; text-align: start; }
:lang(ar) { font-family: Amiri, "Noto Naskh Arabic", "Traditional Arabic", serif;
  font-size: 1.12em; line-height: 1.8; }
.translation { color: #555; }
footer { color: #666; font-size: .85em; }
@media print { body { margin: 0; max-width: none; font-size: 11pt; } }
"""


def html(groups: Groups, labels: Labels, carried: str = "") -> str:
    """A page that prints well and loads nothing.

    `carried`: JSON of the notes, which stands in the page unseen: a page can be imported again.
    """
    parts = [
        f'<!DOCTYPE html>\n<html lang="{escape(labels.language)}" dir="{labels.direction}">\n'
        '<head><meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(labels.title)}</title>\n<style>{_STYLE}</style></head>\n<body>\n<main>\n"
        f"<h1>{escape(labels.title)}</h1>\n"
    ]
    for name, notes in groups:
        parts.append(f'<h2 dir="auto">{escape(name)}</h2>\n')
        parts += [_article(noted, labels) for noted in notes]
    parts.append("</main>\n")
    if carried:  # no browser runs a script of a type that it does not know
        inside = carried.replace("<", "\\u003c")
        parts.append(f'<script type="{EMBEDDED}">{inside}</script>\n')
    return "".join([*parts, "</body>\n</html>\n"])


def _article(noted: Noted, labels: Labels) -> str:
    colour = f"#{hex_digits(noted.note.colour)}"
    texts = [
        ("blockquote", "", noted.quote),
        ("blockquote", ' class="translation"', noted.translation),
        ("p", "", told(noted.note)),
    ]
    inside = "".join(
        f"<{tag}{kind}{_language(text)}>{'<br>'.join(map(escape, text.splitlines()))}</{tag}>\n"
        for tag, kind, text in texts
        if text
    )
    below = escape(foot(noted, labels))
    return f'<article style="--colour: {colour}">\n{inside}<footer>{below}</footer>\n</article>\n'


def _language(text: str) -> str:
    language = guess_language(text)
    return f' lang="{language}" dir="{direction_of_language(language)}"'


def table(notes: Iterable[Noted], labels: Labels) -> str:
    """CSV with a byte order mark; no cell is a formula."""
    out = io.StringIO()
    out.write("\ufeff")
    made = csv.writer(out)
    made.writerow(labels.heads())
    for noted in notes:
        made.writerow([neutral(cell) for cell in labels.cells(noted)])
    return out.getvalue()


# For programs


def _targets(noted: Noted) -> list[dict[str, Any]]:
    """The place of a note, and its second one: W3C targets."""
    return list(to_json(replace(noted.note, extra={}), iri(noted.file))["target"])


def w3c(notes: Iterable[Noted]) -> dict[str, Any]:
    """An AnnotationCollection over all the documents (https://www.w3.org/TR/annotation-model/)."""
    items = []
    for noted in notes:
        item = to_json(noted.note, iri(noted.file))
        target = item.get("target")
        if isinstance(target, list) and target and isinstance(target[0], dict):
            target[0] = target[0] | {"source": iri(noted.file)}
        if noted.translation:
            item["hashiya:translation"] = noted.translation
        about = {"title": noted.title, "source": noted.source, "date": noted.date}
        item["hashiya:about"] = {k: v for k, v in about.items() if v}
        if noted.sha256:
            item["hashiya:about"]["sha256"] = noted.sha256
        items.append(item)
    return {
        "@context": JSON_LD_CONTEXT,
        "type": "AnnotationCollection",
        "total": len(items),
        "items": items,
    }


def epub(notes: Iterable[Noted]) -> dict[str, Any]:
    """`annotations.json` of the EPUB Annotations 1.0 draft (https://w3c.github.io/epub-specs/)."""
    items = []
    for noted in notes:
        note = noted.note
        target, *second = _targets(noted)  # in the draft it is one, without positions
        selector = [s for s in target.pop("selector", ()) if s["type"] == "TextQuoteSelector"]
        body: dict[str, Any] = {"type": "TextualBody", "value": note.text, "format": "text/plain"}
        body |= {"color": note.colour} if note.colour else {}
        body |= {"tag": list(note.tags)} if note.tags else {}
        target |= {"meta": {"page": noted.page}} | ({"selector": selector} if selector else {})
        items.append({
            "@context": "http://www.w3.org/ns/anno.jsonld", "id": note.id, "type": "Annotation",
            "created": note.created, "modified": note.modified,
            "creator": {"type": "Person", "name": note.creator},
            "body": body, "target": target,
            **({"hashiya:counterpart": second} if second else {}), **_links(note),
        })  # fmt: skip
    return {
        "@context": "https://www.w3.org/ns/epub-anno.jsonld", "type": "AnnotationSet",
        "items": items,
    }  # fmt: skip


def hypothesis(notes: Iterable[Noted]) -> dict[str, Any]:
    """What the API of Hypothesis returns for a search (https://h.readthedocs.io/en/latest/api/)."""
    rows = []
    for noted in notes:
        note = noted.note
        rows.append({
            "id": note.id.removeprefix("urn:uuid:"), "created": note.created,
            "updated": note.modified, "user": f"acct:{note.creator or 'reader'}@localhost",
            "uri": iri(noted.file), "text": note.text, "tags": list(note.tags),
            "target": _targets(noted),
            "document": {"title": [noted.title]},
            "user_info": {"display_name": note.creator}, "hashiya:colour": note.colour,
            **_links(note),
        })  # fmt: skip
    return {"total": len(rows), "rows": rows}


def _links(note: Note) -> dict[str, Any]:
    """Where a format has no place for links."""
    return {"hashiya:links": list(map(link_to_json, note.links))} if note.links else {}


# The kinds of files


def _docx(notes: Sequence[Noted], labels: Labels, group: str) -> bytes:
    from viewer.core.export.notes_docx import as_docx  # here: loads a library

    return as_docx(grouped(notes, labels, group), labels, _json(w3c(notes)))


def _xlsx(notes: Sequence[Noted], labels: Labels, group: str) -> bytes:
    from viewer.core.export.xlsx import table as sheet  # here: loads a library

    return sheet(labels.title, labels.heads(), map(labels.cells, notes))


def _page(notes: Sequence[Noted], labels: Labels, group: str) -> str:
    return html(grouped(notes, labels, group), labels, _json(w3c(notes)))


NOTES_KINDS = {
    ".html": NotesKind(_page, True),
    ".docx": NotesKind(_docx, True),
    ".md": NotesKind(lambda notes, labels, by: markdown(grouped(notes, labels, by), labels), True),
    ".xlsx": NotesKind(_xlsx),
    ".csv": NotesKind(lambda notes, labels, by: table(notes, labels)),
    ".jsonld": NotesKind(lambda notes, labels, by: _json(w3c(notes))),
    ".epub.json": NotesKind(lambda notes, labels, by: _json(epub(notes))),
    ".hypothesis.json": NotesKind(lambda notes, labels, by: _json(hypothesis(notes))),
}
"""Ending of a file -> how it is written."""
