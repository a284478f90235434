"""WordprocessingML -> blocks: the reader of a body and of the notes that it calls."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from viewer.core.parsing.office.docx_package import Package, cells_of, choice_of, rows_of, unwrapped
from viewer.core.parsing.office.docx_styles import (
    VAL,
    ParagraphLook,
    W,
    is_on,
    local,
    number,
    run_look,
)
from viewer.core.parsing.office.paragraph_runs import BREAK, Runs, Style
from viewer.core.parsing.office.symbol_fonts import signs
from viewer.core.text.document_builder import Builder

if TYPE_CHECKING:
    from lxml.etree import _Element as Element
else:
    Element = Any

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_LINK = re.compile(r"(?:https?://|mailto:)\S+\Z", re.I)
_FIELD_LINK = re.compile(
    r'\s*HYPERLINK\s+(?:(\\l)\s+)?"?([^"\s]+)"?(?:\s+\\l\s+"?([^"\s]+))?', re.I
)
_DIAGRAM = re.compile(r"/(?:chart|chartex|diagram|slicer)\Z")
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_WRAPS = ("ins", "moveTo", "smartTag", "customXml", "sdtContent", "rubyBase", "fldSimple", "dir",
          "bdo", "hyperlink")  # fmt: skip
_SIGNS = {"tab": "\t", "ptab": "\t", "br": BREAK, "cr": BREAK, "noBreakHyphen": "\u2011",
          "softHyphen": "\xad"}  # fmt: skip


class WordReader:
    """Reads a body, and then the notes that it called, into a builder."""

    def __init__(
        self, package: Package, builder: Builder, tags: dict[str, str], prefix: str = ""
    ) -> None:
        """`tags`: the languages (`val`, `bidi`) of which nothing need be said.

        `prefix`: before the names of notes, where two readers share one file.
        """
        self._package, self._builder, self._prefix = package, builder, prefix
        self._base = {key: tag.lower().partition("-")[0] for key, tag in tags.items()}
        self._numbering = package.numbering()
        kinds = ("footnotes", "endnotes", "comments")
        self._notes = {kind: package.notes(kind) for kind in kinds}
        self._called: dict[str, dict[str, int]] = {kind: {} for kind in kinds}
        self._runs = Runs()
        self._links: list[Style] = []
        self._comments: dict[str, bool] = {}  # open ranges: whether they hold text yet
        self._fields: list[list[Any]] = []  # [the code, whether it goes on, whether it was a link]
        self._boxes: list[Element] = []
        self._look: dict[str, Any] = {}
        self._note = ""

    # blocks

    def blocks(self, parent: Element) -> None:
        """Every block inside `parent`."""
        for _ in self.steps(parent):
            pass

    def steps(self, parent: Element) -> Iterator[None]:
        """The same, child by child."""
        for child in unwrapped(parent):
            name = local(child)
            if name == "p":
                self.paragraph(child)
            elif name == "tbl":
                self._table(child)
            elif name == "bookmarkStart":
                self._bookmark(child)
            elif name in ("altChunk", "subDoc"):
                self._omit_part(child)
            elif name == "AlternateContent" and (choice := choice_of(child)) is not None:
                self.blocks(choice)
            yield

    def _omit_part(self, element: Element) -> None:
        """A text of another format, or in a file beside this one, that Word would show here."""
        which = element.get(_R + "id") or ""
        self._builder.omit("part", self._package.relations.get(which, ("", which))[1])

    def paragraph(self, element: Element) -> None:
        properties = element.find(W + "pPr")
        look = self._content(element, properties)
        if properties is not None and properties.find(f"{W}rPr/{W}del") is not None:
            return  # its end was deleted: it goes on in the next
        kind, level, marker = look.kind, look.level, ""
        if look.numbering[0] != "0" and self._runs:
            found = self._numbering.marker(*look.numbering)
            if found is not None and kind == "heading":
                self._number_heading(found)
            elif found is not None:
                kind, level, marker = "list", min(look.numbering[1], 8) + 1, found
        if self._note:
            kind, level = self._note, 0
        direction = None if look.bidi is None else "rtl" if look.bidi else "ltr"
        self._runs.flush(self._builder, kind, level=level, marker=marker, direction=direction)
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.blocks(box)

    def _number_heading(self, marker: str) -> None:
        """The number is part of what a heading says: `Article 3` may be nothing but a number."""
        text, self._runs = self._runs, Runs()
        if marker:
            self._runs.write(f"{marker} ")
        self._runs.append(text, "")

    def _content(self, element: Element, properties: Element | None) -> ParagraphLook:
        look = self._package.styles.paragraph(properties)
        outer, self._look = self._look, look.look
        if look.kind == "heading":
            plain = ("bold", "bold_cs", "italic", "italic_cs", "underline")
            self._look = {key: value for key, value in look.look.items() if key not in plain}
        self._inline(element)
        self._look = outer
        while self._fields and self._fields[-1][1]:  # a code that never ended
            self._fields.pop()
        return look

    def _table(self, table: Element) -> None:
        rows = [list(cells_of(row)) for row in rows_of(table)]
        paragraphs = max((len(cell.findall(W + "p")) for row in rows for cell in row), default=0)
        nested = any(cell.find(W + "tbl") is not None for row in rows for cell in row)
        if max(map(len, rows), default=0) <= 1 or nested or paragraphs > 3:
            for row in rows:
                for cell in row:
                    self.blocks(cell)
            return
        turned = is_on(table.find(f"{W}tblPr/{W}bidiVisual"))
        for row in rows_of(table):
            self._row(row, turned)

    def _row(self, row: Element, turned: bool) -> None:
        cells: list[Runs] = []
        bidi = turned
        for cell in cells_of(row):
            runs, bidi_here = self._cell(cell)
            cells.append(runs)
            bidi = bidi or bidi_here
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            more = number(span.get(VAL), 1) - 1 if span is not None else 0
            cells.extend(Runs() for _ in range(min(more, 50)))
        header = is_on(row.find(f"{W}trPr/{W}tblHeader"))
        line = Runs()
        line.cells(cells)
        direction = "rtl" if bidi else None
        line.flush(self._builder, "table", level=1 if header else 0, direction=direction)
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.blocks(box)

    def _cell(self, cell: Element) -> tuple[Runs, bool]:
        """The cell on one line, and whether its first paragraph runs from right to left."""
        outer, line = self._runs, Runs()
        bidi: bool | None = None
        for paragraph in unwrapped(cell):
            if local(paragraph) == "p":
                self._runs = Runs()
                look = self._content(paragraph, paragraph.find(W + "pPr"))
                bidi = look.bidi if bidi is None else bidi
                if look.numbering[0] != "0" and self._runs:
                    marker = self._numbering.marker(*look.numbering)
                    self._number_heading(marker or "")
                line.append(self._runs, " ")
        self._runs = outer
        return line, bool(bidi)

    def notes(self) -> None:
        """The notes that were called, also by notes; a link leads back from each."""
        done: set[tuple[str, str]] = set()
        waiting = True
        while waiting:
            waiting = False
            for kind, called in self._called.items():
                for name, count in list(called.items()):
                    if (kind, name) not in done:
                        done.add((kind, name))
                        waiting = True
                        self._add_note(kind, name, count)

    def _add_note(self, kind: str, name: str, count: int) -> None:
        note = self._notes[kind][name]
        address = self._address(kind, name, count)
        self._builder.anchor(address)
        self._note = "comment" if kind == "comments" else "footnote"
        back = ("link", f"#{address}-ref")
        if kind == "comments":
            who = (note.get(W + "author") or note.get(W + "initials") or "").strip()
            self._runs.write(who or str(count), (back,))
            self._runs.write(": ")
        else:
            self._runs.write(str(count), (back, ("sup", "")))
            self._runs.write(" ")
        self.blocks(note)
        self._runs.flush(self._builder, self._note)
        self._note = ""

    def _address(self, kind: str, name: str, count: int) -> str:
        if kind == "comments":
            return f"{self._prefix}comment{name}"
        return f"{self._prefix}{'fn' if kind == 'footnotes' else 'en'}{count}"

    # inline

    def _inline(self, parent: Element) -> None:
        for child in parent:
            name = local(child)
            if name == "r":
                self._run(child)
            elif name in _WRAPS:
                links = self._wrapped(child, name)
                self._links.extend(links)
                self._inline(child)
                del self._links[len(self._links) - len(links) :]
            elif name == "sdt":
                content = child.find(W + "sdtContent")
                if content is not None and not is_on(child.find(f"{W}sdtPr/{W}showingPlcHdr")):
                    self._inline(content)
            elif name == "ruby":
                self._inline(child)
            elif name == "bookmarkStart":
                self._bookmark(child)
            elif name == "commentRangeStart":
                self._comments[child.get(W + "id") or ""] = False
            elif name == "commentRangeEnd":
                self._comments.pop(child.get(W + "id") or "", None)
            elif name == "subDoc":
                self._omit_part(child)
            elif name in ("oMath", "oMathPara"):
                math = "".join(part.text or "" for part in child.iter() if local(part) == "t")
                self._write(math, ())
            elif name == "AlternateContent" and (choice := choice_of(child)) is not None:
                self._inline(choice)

    def _wrapped(self, element: Element, name: str) -> list[Style]:
        """The styles that an element gives to the runs inside."""
        if name == "hyperlink":
            anchor = element.get(W + "anchor")
            kind, target = self._package.relations.get(element.get(_R + "id") or "", ("", ""))
            return _link(target if kind == "outside" else "", anchor)
        if name == "fldSimple":
            return _field_link(element.get(W + "instr") or "")
        value = element.get(VAL)
        style = {"dir": "direction", "bdo": "override"}.get(name)
        return [(style, value)] if style and value in ("rtl", "ltr") else []

    def _run(self, run: Element) -> None:
        properties = run.find(W + "rPr")
        said = run_look(properties)
        if style := said.get("style"):
            said = self._package.styles.run(style) | said
        look = self._look | said
        styles = (*_styles(look), *self._links)
        for child in run:
            name = local(child)
            if name == "fldChar":
                self._field(child.get(W + "fldCharType"))
            elif name == "instrText" and self._fields:
                self._fields[-1][0] += (child.text or "")[:2000]
            elif name == "commentReference":
                self._comment(child.get(W + "id") or "")
            elif look.get("hidden") or any(field[1] for field in self._fields):
                continue
            elif name == "t":
                text = child.text or ""
                text = signs(text, look["font"]) if look.get("font") else text
                self._write(text, (*styles, *self._language(text, look, said)))
            elif name in _SIGNS:
                self._write(_SIGNS[name], styles)
            elif name in ("footnoteReference", "endnoteReference"):
                styles = (*styles, *self._note_reference(child, name, styles))
            elif name == "sym":
                code = child.get(W + "char") or ""
                sign = chr(int(code, 16)) if re.fullmatch("[0-9A-Fa-f]{4}", code) else ""
                self._write(signs(sign, child.get(W + "font") or ""), ())
            elif name in ("drawing", "pict", "object"):
                self._drawing(child, styles)
            elif name == "AlternateContent" and (choice := choice_of(child)) is not None:
                self._drawing(choice, styles)
            elif name == "ruby":
                self._inline(child)

    def _write(self, text: str, styles: tuple[Style, ...]) -> None:
        for name in self._comments:
            if name in self._notes["comments"]:
                styles = (*styles, ("link", f"#{self._address('comments', name, 0)}"))
                self._comments[name] = self._comments[name] or bool(text.strip())
        self._runs.write(text, styles)

    def _language(self, text: str, look: dict[str, Any], said: dict[str, Any]) -> list[Style]:
        """A language other than the document's, where the letters do not contradict it."""
        key = "bidi" if look.get("rtl") else "val"
        tag = said.get(key)
        if not tag or tag.lower().partition("-")[0] == self._base.get(key):
            return []
        fits = bool(_RTL.search(text)) == (key == "bidi") and any(map(str.isalpha, text))
        return [("language", tag)] if fits else []

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(["", True, []])
        elif kind == "separate" and self._fields:
            field = self._fields[-1]
            field[1], field[2] = False, _field_link(field[0])
            self._links.extend(field[2])
        elif kind == "end" and self._fields:
            for link in self._fields.pop()[2]:
                if link in self._links:
                    self._links.remove(link)

    def _note_reference(
        self, element: Element, name: str, styles: tuple[Style, ...]
    ) -> list[Style]:
        """The number of a note; what follows in the run has its link where it has its own mark."""
        kind, note = name.removesuffix("Reference") + "s", element.get(W + "id") or ""
        if note not in self._notes[kind]:
            return []
        count = self._called[kind].setdefault(note, len(self._called[kind]) + 1)
        address = self._address(kind, note, count)
        self._builder.anchor(f"{address}-ref")
        link: list[Style] = [("link", f"#{address}")]
        if element.get(W + "customMarkFollows") in ("1", "true", "on"):
            return link
        plain = [style for style in styles if style != ("sup", "")]
        self._write(str(count), (*plain, *link, ("sup", "")))
        return []

    def _comment(self, name: str) -> None:
        if name not in self._notes["comments"]:
            return
        called = self._called["comments"]
        if name in called:
            return
        called[name] = len(called) + 1
        address = self._address("comments", name, 0)
        self._builder.anchor(f"{address}-ref")
        if not self._comments.pop(name, False):
            self._runs.mark_last_word(("link", f"#{address}"))

    def _bookmark(self, element: Element) -> None:
        if (name := element.get(W + "name")) and name != "_GoBack":
            self._builder.anchor(name)

    def _drawing(self, element: Element, styles: tuple[Style, ...]) -> None:
        """Its picture here, its text boxes after the paragraph."""
        self._boxes.extend(_outermost(element, "txbxContent"))
        words = next(
            (found for part in element.iter() if local(part) in ("docPr", "shape")
             if (found := part.get("descr") or part.get("alt") or part.get("title"))),
            "",
        )  # fmt: skip
        for part in element.iter():
            name = local(part)
            if name in ("OLEObject", "control"):
                self._builder.omit("part", part.get("ProgID") or part.get(W + "name") or words)
            elif name == "graphicData" and _DIAGRAM.search(part.get("uri") or ""):
                self._builder.omit("drawing", words or _name_of(element))
            if name not in ("blip", "imagedata"):
                continue
            which = part.get(_R + "embed") or part.get(_R + "id") or ""
            kind, target = self._package.relations.get(which, ("", ""))
            where = self._package.member(target) if kind != "outside" else ""
            self._runs.image(words, where, styles)


def _name_of(drawing: Element) -> str:
    return next((part.get("name") or "" for part in drawing.iter() if local(part) == "docPr"), "")


def _outermost(element: Element, name: str) -> Iterator[Element]:
    """The elements of that name, of two versions of one drawing the first; none in another."""
    for child in element:
        if local(child) == name:
            yield child
        elif local(child) == "AlternateContent":
            if (choice := choice_of(child)) is not None:
                yield from _outermost(choice, name)
        else:
            yield from _outermost(child, name)


def _link(address: str, anchor: str | None) -> list[Style]:
    if _LINK.match(address):
        return [("link", address + (f"#{anchor}" if anchor else ""))]
    return [("link", f"#{anchor}")] if anchor and not address else []


def _field_link(code: str) -> list[Style]:
    """The link that the code of a field makes of its result."""
    match = _FIELD_LINK.match(code)
    if not match:
        return []
    return _link("", match[2]) if match[1] else _link(match[2], match[3])


def _styles(look: dict[str, Any]) -> list[Style]:
    """The spans of a run. Right to left the complex script's switches count, where they are set."""
    found: list[Style] = []
    for name in ("bold", "italic"):
        own = look.get(name, False)
        if look.get(f"{name}_cs", own) if look.get("rtl") else own:
            found.append((name, ""))
    found.extend((name, "") for name in ("underline", "strike") if look.get(name))
    if place := look.get("place"):
        found.append((place, ""))
    return found
