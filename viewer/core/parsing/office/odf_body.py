"""OpenDocument text -> blocks: the reader of a body and of the notes that it holds."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from viewer.core.parsing.office.odf_styles import (
    DRAW,
    OFFICE,
    SVG,
    TABLE,
    TEXT,
    OdfStyles,
    Style,
    marker,
    whole,
)
from viewer.core.parsing.office.paragraph_runs import BREAK, Runs
from viewer.core.parsing.office.paragraph_runs import Style as Run
from viewer.core.text.document_builder import Builder

if TYPE_CHECKING:
    from lxml.etree import _Element as Element
else:
    Element = Any

_HREF = "{http://www.w3.org/1999/xlink}href"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_DC = "{http://purl.org/dc/elements/1.1/}"
_SPACE = re.compile(r"[ \t\r\n]+")
_FLAT_PICTURE = re.compile(rb"(<office:binary-data>)([^<]*+)(</office:binary-data>)")
_LINK = re.compile(r"(?:https?://|mailto:)\S+\Z", re.I)
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_UNSEEN = {
    TEXT + name
    for name in ("tracked-changes", "sequence-decls", "variable-decls", "user-field-decls",
                 "dde-connection-decls", "alphabetical-index-auto-mark-file", "ruby-text",
                 "script", "note-body", "note-citation")
} | {OFFICE + "forms", SVG + "title", SVG + "desc", OFFICE + "binary-data"}  # fmt: skip


class OdfReader:
    """Reads the body of a text into a builder, then its notes."""

    def __init__(
        self, builder: Builder, styles: OdfStyles, has_member: Callable[[str], bool], body: Element
    ) -> None:
        self._builder, self._styles, self._has_member = builder, styles, has_member
        self._ranges = {end.get(OFFICE + "name") for end in body.iter(OFFICE + "annotation-end")}
        self.languages: Counter[tuple[str, str, bool]] = Counter()
        """Letters by (script `val` or `bidi`, tag, whether more than the default says it)."""
        self._runs = Runs()
        self._space = True
        self._links: list[Run] = []
        self._notes: list[tuple[str, str, Element]] = []  # address, citation, element
        self._called: list[str] = []
        self._comments: dict[str, str] = {}  # open ranges -> address
        self._frames: list[Element] = []
        self._lists: list[tuple[dict[int, Any], dict[int, int]]] = []
        self._counts: dict[str, dict[int, int]] = {}
        self._list_names: dict[str, str] = {}
        self._outline: dict[int, int] = {}
        self._marker: str | None = None
        self._note = ""
        self._page = "Standard"

    # blocks

    def blocks(self, parent: Element) -> None:
        """Every block inside `parent`."""
        for child in parent:
            if not isinstance(child.tag, str) or child.tag in _UNSEEN:
                continue
            if child.tag in (TEXT + "p", TEXT + "h"):
                self._paragraph(child)
            elif child.tag == TEXT + "list":
                self._list(child)
            elif child.tag == TABLE + "table":
                self._table(child)
            elif child.tag == TEXT + "section" and child.get(TEXT + "display") == "none":
                continue
            elif child.tag.startswith(DRAW):
                self._frame(child, ())
                self._flush_frames()
            elif child.tag.startswith((TEXT, OFFICE)) and not _is_source(child):
                self._omit_linked(child)
                self._bookmark(child)
                self.blocks(child)

    def _omit_linked(self, section: Element) -> None:
        """A section that another file fills, where its text is not kept in this one."""
        source = section.find(TEXT + "section-source")
        if source is not None and not any(_is_text(part) for part in section.iter()):
            self._builder.omit("part", source.get(_HREF) or section.get(TEXT + "name") or "")

    def _paragraph(self, element: Element) -> None:
        style = self._styles.get("paragraph", element.get(TEXT + "style-name"))
        kind, level, sign = "paragraph", 0, ""
        if element.tag == TEXT + "h":
            kind, level = "heading", min(max(whole(element.get(TEXT + "outline-level"), 1), 1), 6)
        elif style.outline or style.title:
            kind, level = "heading", min(style.outline or 1, 6)
        elif self._lists:
            kind, level, sign = "list", len(self._lists), self._marker or ""
        elif style.quote:
            kind, level = "quote", 1
        look = style.look
        if kind == "heading":
            look = {key: style.look[key] for key in ("val", "bidi") if key in style.look}
            self._number(element, level)
        if style.look.get("hidden"):
            look = look | {"hidden": True}
        self._space = True
        self._inline(element, look)
        if self._note:
            kind, level, sign = self._note, 0, ""
        direction = self._direction(style)
        index = self._runs.flush(self._builder, kind, level=level, marker=sign, direction=direction)
        if index is not None:
            self._marker = None
        self._flush_frames()

    def _direction(self, style: Style) -> str | None:
        """A style may begin a page of another kind, which lasts until the next that does."""
        self._page = style.page or self._page
        return self._styles.direction(style, self._page)

    def _number(self, element: Element, level: int) -> None:
        """The number of a heading is part of what it says."""
        if self._lists and self._marker:
            self._runs.write(f"{self._marker} ")
        elif element.tag == TEXT + "h" and element.get(TEXT + "is-list-header") != "true":
            levels = self._styles.outline
            if level in levels and (levels[level].format or levels[level].prefix):
                self._count(self._outline, level, levels[level].start)
                self._runs.write(f"{marker(levels, self._outline, level)} ")

    @staticmethod
    def _count(counts: dict[int, int], level: int, start: int) -> None:
        counts[level] = counts.get(level, start - 1) + 1
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]

    def _flush_frames(self) -> None:
        """The text boxes of a paragraph come after it."""
        frames, self._frames = self._frames, []
        outer, self._lists = self._lists, []
        for frame in frames:
            self.blocks(frame)
        self._lists = outer

    def _list(self, element: Element) -> None:
        name = element.get(TEXT + "style-name") or ""
        depth = len(self._lists) + 1
        if self._lists:
            levels, counts = self._lists[-1]
            levels = self._styles.lists.get(name, levels)
            if element.get(TEXT + "continue-numbering") != "true":
                counts.pop(depth, None)
        else:
            name = name or self._style_of_items(element)
            levels = self._styles.lists.get(name, {})
            before = self._list_names.get(element.get(TEXT + "continue-list") or "", None)
            if before is None and element.get(TEXT + "continue-numbering") == "true":
                before = name
            counts = dict(self._counts.get(before, {})) if before is not None else {}
            self._counts[name] = counts
            if key := element.get(_XML_ID):
                self._list_names[key] = name
        self._lists.append((levels, counts))
        for item in element:
            if item.tag == TEXT + "list-item":
                start = levels[depth].start if depth in levels else 1
                if (value := item.get(TEXT + "start-value")) is not None:
                    counts[depth] = whole(value, 1) - 1
                self._count(counts, depth, start)
                self._marker = marker(levels, counts, depth)
            if item.tag in (TEXT + "list-item", TEXT + "list-header"):
                self.blocks(item)
                self._marker = None
        self._lists.pop()

    def _style_of_items(self, element: Element) -> str:
        """The list style that the first paragraph's own style names."""
        first = next(element.iter(TEXT + "p", TEXT + "h"), None)
        if first is None:
            return ""
        return self._styles.get("paragraph", first.get(TEXT + "style-name")).list_style

    def _table(self, table: Element) -> None:
        rows = [(row, header, _cells(row)) for row, header in _rows(table, False)]
        widest = max((len(cells) for _, _, cells in rows), default=0)
        paragraphs = max((len(c.findall(TEXT + "p")) for *_, row in rows for c in row), default=0)
        nested = any(cell.find(TABLE + "table") is not None for *_, row in rows for cell in row)
        if widest <= 1 or nested or paragraphs > 3:
            for *_, cells in rows:
                for cell in cells:
                    self.blocks(cell)
            return
        for _, header, cells in rows:
            line, direction = Runs(), None
            read: list[Runs] = []
            for cell in cells:
                runs, said = self._cell(cell)
                read.append(runs)
                direction = direction or said
            line.cells(read)
            line.flush(self._builder, "table", level=1 if header else 0, direction=direction)
            self._flush_frames()

    def _cell(self, cell: Element) -> tuple[Runs, str | None]:
        """The cell on one line, and the direction that its first paragraph says."""
        outer, line = self._runs, Runs()
        direction = None
        for at, paragraph in enumerate(cell.iter(TEXT + "p", TEXT + "h")):
            style = self._styles.get("paragraph", paragraph.get(TEXT + "style-name"))
            direction = self._direction(style) if at == 0 else direction
            if any(up.tag in (TEXT + "note", OFFICE + "annotation", DRAW + "text-box")
                   for up in paragraph.iterancestors() if up is not cell):  # fmt: skip
                continue
            self._runs, self._space = Runs(), True
            self._inline(paragraph, style.look)
            line.append(self._runs, " ")
        self._runs = outer
        return line, direction

    def notes(self) -> None:
        """The notes, also those in notes; a link leads back from each."""
        while self._notes:
            address, citation, element = self._notes.pop(0)
            self._builder.anchor(address)
            back = ("link", f"#{address}-ref")
            comment = element.tag == OFFICE + "annotation"
            self._note = "comment" if comment else "footnote"
            if comment:
                self._runs.write(citation, (back,))
                self._runs.write(": ")
                self.blocks(element)
            else:
                self._runs.write(citation, (back, ("sup", "")))
                self._runs.write(" ")
                body = element.find(TEXT + "note-body")
                if body is not None:
                    self.blocks(body)
            self._runs.flush(self._builder, self._note)
            self._note = ""

    # inline

    def _inline(self, element: Element, look: dict[str, Any]) -> None:
        self._write(element.text, look)
        for child in element:
            if isinstance(child.tag, str) and child.tag not in _UNSEEN:
                self._child(child, look)
            self._write(child.tail, look)

    def _child(self, child: Element, look: dict[str, Any]) -> None:
        name = child.tag.rpartition("}")[2]
        if child.tag.startswith(DRAW):
            self._frame(child, self._run_styles(look))
        elif name == "s":
            self._write_raw(" " * min(whole(child.get(TEXT + "c"), 1), 100), look)
        elif name in ("tab", "line-break"):
            self._write_raw("\t" if name == "tab" else BREAK, look)
            self._space = True
        elif name == "span":
            style = self._styles.get("text", child.get(TEXT + "style-name"))
            said = {key: True for key in ("said",) if {"val", "bidi"} & style.look.keys()}
            self._inline(child, look | style.look | said)
        elif name == "a":
            links = _links(child.get(_HREF) or "")
            self._links.extend(links)
            self._inline(child, look)
            del self._links[len(self._links) - len(links) :]
        elif name == "note":
            self._call_note(child, look)
        elif name == "annotation":
            self._call_comment(child)
        elif name == "annotation-end":
            self._comments.pop(child.get(OFFICE + "name") or "", None)
        elif name in ("bookmark", "bookmark-start", "reference-mark", "reference-mark-start"):
            self._bookmark(child)
        elif name in ("hidden-text", "hidden-paragraph"):
            return
        else:
            self._inline(child, look)

    def _write(self, text: str | None, look: dict[str, Any]) -> None:
        """Text whose white space collapses."""
        if text:
            text = _SPACE.sub(" ", text)
            if self._space:
                text = text.removeprefix(" ")
            if text:
                self._space = text.endswith(" ")
                self._write_raw(text, look)

    def _write_raw(self, text: str, look: dict[str, Any]) -> None:
        if look.get("hidden"):
            return
        styles = self._run_styles(look)
        key = "bidi" if _RTL.search(text) else "val"
        tag = look.get(key)
        if tag and (letters := sum(map(str.isalpha, text))):
            self.languages[key, tag, tag != self._styles.default.look.get(key)] += letters
            if look.get("said") and _differ(tag, self._styles.default.look.get(key)):
                styles = (*styles, ("language", tag))
        self._runs.write(text, styles)

    def _run_styles(self, look: dict[str, Any]) -> tuple[Run, ...]:
        found: list[Run] = [
            (name, "") for name in ("bold", "italic", "underline", "strike") if look.get(name)
        ]
        if place := look.get("place"):
            found.append((place, ""))
        found.extend(("link", f"#{address}") for address in self._comments.values())
        return (*found, *self._links)

    def _call_note(self, note: Element, look: dict[str, Any]) -> None:
        cited = note.find(TEXT + "note-citation")
        citation = "".join(map(str, cited.itertext())).strip() if cited is not None else ""
        kind = "en" if note.get(TEXT + "note-class") == "endnote" else "fn"
        count = 1 + sum(address.startswith(kind) for address in self._called)
        address = f"{kind}{count}"
        self._called.append(address)
        self._notes.append((address, citation or str(count), note))
        self._builder.anchor(f"{address}-ref")
        self._space = False
        plain = tuple(style for style in self._run_styles(look) if style != ("sup", ""))
        self._runs.write(citation or str(count), (*plain, ("link", f"#{address}"), ("sup", "")))

    def _call_comment(self, comment: Element) -> None:
        count = 1 + sum(address.startswith("comment") for address in self._called)
        address = f"comment{count}"
        self._called.append(address)
        who = (comment.findtext(_DC + "creator") or "").strip() or str(count)
        self._notes.append((address, who, comment))
        self._builder.anchor(f"{address}-ref")
        if (name := comment.get(OFFICE + "name")) and name in self._ranges:
            self._comments[name] = address
        else:
            self._runs.mark_last_word(("link", f"#{address}"))

    def _bookmark(self, element: Element) -> None:
        if name := element.get(TEXT + "name"):
            self._builder.anchor(name)

    def _frame(self, frame: Element, styles: tuple[Run, ...]) -> None:
        """Its picture here, its text boxes after the paragraph."""
        words = frame.findtext(SVG + "desc") or frame.findtext(SVG + "title") or ""
        for child in frame.iter(DRAW + "image"):
            where = (child.get(_HREF) or "").removeprefix("./")
            number = child.findtext(OFFICE + "binary-data") or ""
            inside = where if self._has_member(where) else number
            self._runs.image(words, inside, styles)
            self._space = False
            break
        for child in frame.iter(DRAW + "object", DRAW + "object-ole", DRAW + "floating-frame"):
            name = frame.get(DRAW + "name") or child.get(_HREF) or words
            self._builder.omit("drawing" if child.tag == DRAW + "object" else "part", name)
        boxes = list(frame.iter(DRAW + "text-box"))
        self._frames.extend(box for box in boxes if not _inside(box, boxes))
        if not boxes and frame.find(TEXT + "p") is not None:
            self._frames.append(frame)  # a shape with text


def number_pictures(data: bytes) -> bytes:
    """A flat file with numbers in place of its pictures, which `flat_picture` takes."""
    numbers = itertools.count()
    return _FLAT_PICTURE.sub(lambda found: b"%s%d%s" % (found[1], next(numbers), found[3]), data)


def flat_picture(data: bytes, number: int) -> bytes | None:
    """The base64 of a picture in a flat file."""
    found = next(itertools.islice(_FLAT_PICTURE.finditer(data), number, None), None)
    return found and found[2]


def _is_source(element: Element) -> bool:
    """Whether it tells how an index is made."""
    return element.tag.endswith("-source")


def _is_text(element: Element) -> bool:
    return element.tag in (TEXT + "p", TEXT + "h") and any(
        str(text).strip() for text in element.itertext()
    )


def _inside(box: Element, boxes: list[Element]) -> bool:
    return len(boxes) > 1 and any(up in boxes for up in box.iterancestors())


def _differ(tag: str, base: str | None) -> bool:
    return base is None or tag.partition("-")[0] != base.partition("-")[0]


def _links(address: str) -> list[Run]:
    if _LINK.match(address):
        return [("link", address)]
    inside = address.startswith("#") and len(address) > 1 and "|" not in address
    return [("link", address)] if inside else []


def _rows(table: Element, header: bool) -> Iterator[tuple[Element, bool]]:
    for child in table:
        if child.tag == TABLE + "table-row":
            yield child, header
        elif child.tag == TABLE + "table-header-rows":
            yield from _rows(child, True)
        elif child.tag in (TABLE + "table-rows", TABLE + "table-row-group"):
            yield from _rows(child, header)


def _cells(row: Element) -> list[Element]:
    found: list[Element] = []
    for cell in row:
        if cell.tag in (TABLE + "table-cell", TABLE + "covered-table-cell"):
            times = whole(cell.get(TABLE + "number-columns-repeated"), 1)
            found.extend([cell] * max(1, min(times, 50)))
    return found
