"""A tree of HTML elements -> blocks: what HTML, Markdown and packed HTML share.

Only the visible text comes through; nothing is fetched and nothing is run. Which parts are not
the story is the caller's to say (`furniture_of`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from viewer.core.parsing.html.inline_text import Inline
from viewer.core.parsing.html.links import Addresses
from viewer.core.parsing.office.numerals import numeral
from viewer.core.text.document import Span
from viewer.core.text.document_builder import Builder

if TYPE_CHECKING:
    from lxml.etree import _Element as Element
else:
    Element = Any

_DROPPED = (
    "script style noscript template iframe object embed svg canvas video audio head title meta"
    " link base select option textarea input button datalist map frameset dialog rp"
)
_STYLES = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "cite": "italic",
    "dfn": "italic", "var": "italic", "u": "underline", "ins": "underline", "s": "strike",
    "strike": "strike", "del": "strike", "code": "code", "kbd": "code", "samp": "code",
    "tt": "code", "sub": "sub", "sup": "sup",
}  # fmt: skip
_INLINE = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr"
    " output picture q rp rt ruby s samp small source span strike strong sub sup time tt u var"
    " wbr br"
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LAYOUT = ("table", "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_UNSEEN = re.compile(
    r"(?:^|\s)(?:sr-only|visually-hidden|visuallyhidden|screen-reader-text|mw-editsection)(?:\s|$)"
)
_EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_NOTE = re.compile(r"(?:^|\s)(?:doc-)?(?:footnote|endnote|rearnote)(?:\s|$)")
_STRONG_KINDS = ("L", "R", "AL")
_STRONG_MARKS = {"rtl": "\u200f", "ltr": "\u200e", "": ""}
_STRONG_DEPTH = 40
_STRONG, _STRONG_PARTS = 2000, 200  # code points of a text, and texts, that are looked through
_AROUND = 3  # elements around a block that tell its place
_ELSEWHERE = "elsewhere"  # the run of a link whose address is not kept
_DEEP = 150  # elements inside elements, beyond which only the bare text is taken


@dataclass(frozen=True, slots=True)
class _Context:
    """What holds for the blocks inside an element."""

    kind: str = "paragraph"
    level: int = 0
    lists: int = 0
    quotes: int = 0
    direction: str | None = None
    language: str = ""
    furniture: str | None = None
    depth: int = 0
    place: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BlockMarkup:
    """How a block stands in its page: letters in links to elsewhere, how many links these are, and
    the innermost elements around it with their classes."""

    linked: int
    links: int
    place: tuple[str, ...]


class MarkupReader:
    """Reads elements into `builder`, in the order in which they are seen."""

    def __init__(
        self,
        builder: Builder,
        furniture_of: Callable[[Element, str | None], str | None],
        addresses: Addresses | None = None,
        story: Element | None = None,
    ) -> None:
        """`furniture_of(element, inherited)` names the furniture an element is, None for story.

        `inside` will be the blocks that stand in the element `story`; `markup`: of every block.
        """
        self._story = story
        self.markup: list[BlockMarkup] = []
        self.inside = range(0)
        self._addresses = addresses or Addresses()
        self._builder = builder
        self._dropped = frozenset(_DROPPED.split())
        self._inline_names = frozenset(_INLINE.split())
        self._furniture_of = furniture_of
        self._inline = Inline()
        self._marker = ""

    def read(self, root: Element) -> None:
        """Everything inside `root`. Its own direction and language are the caller's."""
        context = _Context(furniture=self._furniture_of(root, None))
        self._children(root, context)
        self._flush(context)

    # blocks

    def _flush(self, context: _Context) -> None:
        """End the block under way."""
        if self._inline.empty:
            return
        text, spans, only_images = self._inline.take()
        kind = "image" if only_images and context.kind != "table" else context.kind
        links = [span for span in spans if _leads_away(span)]
        spans = [span for span in spans if span.style != _ELSEWHERE]
        if context.language:
            spans.insert(0, Span(0, len(text), "language", context.language))
        index = self._builder.add(
            text,
            kind,
            level=context.level,
            marker=self._marker if kind in ("list", "footnote") else "",
            direction=context.direction,
            furniture=context.furniture,
            spans=spans,
        )
        if index is not None:
            self._marker = ""
            linked = sum(span.end - span.start for span in links)
            self._note(index, BlockMarkup(linked, len(links), context.place))

    def _note(self, index: int, markup: BlockMarkup) -> None:
        none = BlockMarkup(0, 0, ())
        self.markup += [none] * (index - len(self.markup)) + [markup]

    def _children(self, element: Element, context: _Context) -> None:
        if element.text:
            self._inline.write(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self._element(child, context)
            if child.tail:
                self._inline.write(child.tail)

    def _element(self, element: Element, context: _Context) -> None:
        name = _name(element)
        if name == "svg" and not _hidden(element):
            self._svg(element)
        if name in self._dropped or _hidden(element):
            return
        if context.depth > _DEEP:
            self._inline.write(bare_text(element))
        elif name in self._inline_names:
            self._anchor(element)
            self._inline_element(element, name, replace(context, depth=context.depth + 1))
        else:
            self._flush(context)
            self._anchor(element)
            begin = len(self._builder)
            inside = self._context(element, context)
            read = getattr(self, f"_read_{name}", self._read_block)
            read(element, inside)
            self._flush(inside)
            if element is self._story:
                self.inside = range(begin, len(self._builder))

    def _anchor(self, element: Element) -> None:
        """Links lead to the block that holds the element, or that comes first in it."""
        if name := element.get("id") or (element.get("name") if element.tag == "a" else None):
            self._builder.anchor(self._addresses.anchor(name))

    def _context(self, element: Element, context: _Context) -> _Context:
        return _Context(
            context.kind,
            context.level,
            context.lists,
            context.quotes,
            direction=_direction(element) or context.direction,
            language=_language(element) or context.language,
            furniture=self._furniture_of(element, context.furniture),
            depth=context.depth + 1,
            place=(*context.place[1 - _AROUND :], f"{_name(element)}.{element.get('class') or ''}"),
        )

    def _read_block(self, element: Element, context: _Context) -> None:
        name = _name(element)
        if name == "p" and not element.attrib:
            self._children(element, context)
            self._flush(context)
            return
        classes = (element.get("class") or "").split()
        if name in _HEADINGS:
            context = replace(context, kind="heading", level=int(name[1]))
        elif name in ("figcaption", "caption"):
            context = replace(context, kind="caption", level=0)
        elif ("footnote" in classes and name in ("div", "section")) or _is_note(element):
            context = replace(context, kind="footnote", level=0)
        elif name == "blockquote" or "admonition" in classes:
            depth = context.quotes + 1
            context = replace(context, kind="quote", quotes=depth, level=depth)
        self._children(element, context)
        self._flush(context)

    def _read_hr(self, element: Element, context: _Context) -> None:
        """A line across the page shows no text."""

    def _read_pre(self, element: Element, context: _Context) -> None:
        for line in _raw_text(element).strip("\n").split("\n"):
            self._builder.add(
                line.rstrip(),
                "code",
                direction=context.direction,
                furniture=context.furniture,
            )

    # lists

    def _read_ul(self, element: Element, context: _Context) -> None:
        self._items(element, context, lambda item, number: "•")

    def _read_ol(self, element: Element, context: _Context) -> None:
        kind = element.get("type") or "1"
        self._items(element, context, lambda item, number: f"{numeral(number, kind)}.")

    def _items(
        self, element: Element, context: _Context, marker: Callable[[Element, int], str]
    ) -> None:
        kind = "footnote" if context.kind == "footnote" else "list"
        depth = context.lists + 1
        inside = replace(context, kind=kind, lists=depth, level=depth)
        number = _number(element.get("start"), 1)
        for child in element:
            if not isinstance(child.tag, str):
                continue
            if _name(child) == "li" and not _hidden(child):
                number = _number(child.get("value"), number)
                self._marker = marker(child, number)
                number += 1
            self._element(child, inside)
        self._marker = ""

    def _read_dd(self, element: Element, context: _Context) -> None:
        depth = context.lists + 1
        self._children(element, replace(context, kind="list", lists=depth, level=depth))
        self._flush(replace(context, kind="list", level=depth))

    # tables

    def _read_table(self, element: Element, context: _Context) -> None:
        if _is_layout(element):
            self._children(element, context)
            return
        for part in element.iter("caption", "tr"):
            if part.tag == "caption":
                self._element(part, context)
            elif not _hidden(part):
                self._row(part, self._context(part, context))

    def _row(self, row: Element, context: _Context) -> None:
        cells = [cell for cell in row if isinstance(cell.tag, str) and _name(cell) in ("td", "th")]
        parent = row.getparent()
        header = bool(cells) and (
            all(_name(cell) == "th" for cell in cells)
            or (parent is not None and _name(parent) == "thead")
        )
        context = replace(context, kind="table", level=1 if header else 0)
        for at, cell in enumerate(cells):
            if at:
                self._inline.cell()
            if _name(cell) == "th":
                self._inline.begin("bold")
            self._cell(cell, context)
            if _name(cell) == "th":
                self._inline.end()
            for _ in range(min(_number(cell.get("colspan"), 1), 50) - 1):
                self._inline.cell()
        self._flush(context)

    def _cell(self, element: Element, context: _Context) -> None:
        """The content of a cell on one line, whatever blocks it is made of."""
        if context.depth > _DEEP:
            self._inline.write(bare_text(element))
            return
        context = replace(context, depth=context.depth + 1)
        if element.text:
            self._inline.write(element.text)
        for child in element:
            name = _name(child) if isinstance(child.tag, str) else "script"
            if name == "br":
                self._inline.line_break()
            elif name not in self._dropped and not _hidden(child):
                block = name not in self._inline_names
                self._inline.write(" " if block else "")
                self._styled(child, name, lambda child=child: self._cell(child, context))
                self._inline.write(" " if block else "")
            if child.tail:
                self._inline.write(child.tail)

    # inline

    def _inline_element(self, element: Element, name: str, context: _Context) -> None:
        if name == "br":
            if self._inline.line_break():
                self._flush(context)
        elif name == "a" and "footnote-backref" in (element.get("class") or ""):
            self._inline.strip_space()
        else:
            self._styled(element, name, lambda: self._children(element, context))

    def _svg(self, element: Element) -> None:
        """A drawing around one image, as the covers of books have it."""
        for child in element.iter():
            if isinstance(child.tag, str) and _name(child) == "image":
                where = self._addresses.image(child.get(_XLINK) or child.get("xlink:href") or "")
                if where:
                    self._inline.begin("image", where)
                    self._inline.image(element.findtext("{*}title") or "")
                    self._inline.end()

    def _styled(self, element: Element, name: str, content: Callable[[], None]) -> None:
        if name == "img":
            if not (_tiny(element.get("width")) or _tiny(element.get("height"))):
                where = self._addresses.image(element.get("src") or "")
                if where:
                    self._inline.begin("image", where)
                self._inline.image(element.get("alt") or "")
                if where:
                    self._inline.end()
            return
        runs = _runs(element, name, self._addresses)
        for style, value in runs:
            self._inline.begin(style, value)
        if name == "q":
            self._inline.write("“")
        content()
        if name == "q":
            self._inline.write("”")
        for _ in runs:
            self._inline.end()


def _name(element: Element) -> str:
    """The element's name without a namespace, in lower case."""
    return _plain_name(str(element.tag))


@lru_cache(1024)
def _plain_name(tag: str) -> str:
    return tag.rpartition("}")[2].rpartition(":")[2].lower()


def _hidden(element: Element) -> bool:
    return bool(element.attrib) and (
        element.get("hidden") is not None
        or bool(_HIDDEN.search(element.get("style") or ""))
        or bool(_UNSEEN.search(element.get("class") or ""))
    )


def _is_note(element: Element) -> bool:
    """Whether an element of a book is a note: `epub:type`, or the role."""
    said = (
        f"{element.get(_EPUB_TYPE) or element.get('epub:type') or ''} {element.get('role') or ''}"
    )
    return bool(_NOTE.search(said)) and _name(element) in ("aside", "div", "li", "section", "p")


def _language(element: Element) -> str:
    return (
        element.get("lang") or element.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    ).strip()


def _runs(element: Element, name: str, addresses: Addresses) -> list[tuple[str, str]]:
    """The styles an inline element gives, as (style, value)."""
    runs: list[tuple[str, str]] = []
    if name in _STYLES:
        runs.append((_STYLES[name], ""))
    if name == "a" and (given := (element.get("href") or "").strip()):
        address = addresses.link(given)
        if address or not given.startswith("#"):
            runs.append(("link", address) if address else (_ELSEWHERE, ""))
    if name in _INLINE.split():
        direction = _direction(element)
        if not direction and name == "bdi" and element.get("dir") is None:
            direction = _first_strong(element) or "ltr"
        if direction:
            runs.append(("override" if name == "bdo" else "direction", direction))
        if language := _language(element):
            runs.append(("language", language))
    return runs


def _leads_away(span: Span) -> bool:
    """Whether a run is a link to another page."""
    return span.style == _ELSEWHERE or (span.style == "link" and not span.value.startswith("#"))


def _direction(element: Element) -> str:
    """Return the direction that an element gives itself: `rtl`, `ltr`, or empty."""
    said = (element.get("dir") or "").strip().lower()
    if said == "auto":
        return _first_strong(element) or "ltr"
    return said if said in ("rtl", "ltr") else ""


def _first_strong(element: Element, depth: int = 0) -> str:
    """Return the direction of the first strong letter in an element, as `dir="auto"` finds it.

    What has a direction of its own, and what shows nothing, does not count (HTML, 3.2.6.4).
    """
    texts = [element.text or ""]
    for child in element:
        name = _name(child) if isinstance(child.tag, str) else "script"
        counts = name not in ("bdi", "script", "style", "textarea") and child.get("dir") is None
        if counts and depth < _STRONG_DEPTH:
            texts.append(_STRONG_MARKS[_first_strong(child, depth + 1)])
        texts.append(child.tail or "")
        if len(texts) > _STRONG_PARTS:
            break
    kinds = (unicodedata.bidirectional(letter) for text in texts for letter in text[:_STRONG])
    return next(("ltr" if kind == "L" else "rtl" for kind in kinds if kind in _STRONG_KINDS), "")


def _tiny(size: str | None) -> bool:
    """Whether a width or height is that of a counting pixel."""
    return size is not None and size.strip().removesuffix("px") in ("0", "1", "2")


def _number(text: str | None, default: int) -> int:
    """A whole number in ASCII or Arabic digits, of six digits at most; else `default`."""
    text = (text or "").strip()
    return int(text) if re.fullmatch(r"-?\d{1,6}", text) else default


def bare_text(element: Element) -> str:
    """All the text inside an element, white space as in the source."""
    return "".join(str(part) for part in element.itertext())


def _raw_text(element: Element) -> str:
    """The text with its white space; `br` is a line feed."""
    parts = [element.text or ""]
    for child in element:
        name = _name(child) if isinstance(child.tag, str) else "script"
        if name == "br":
            parts.append("\n")
        elif name not in _DROPPED.split():
            parts.append(bare_text(child))
        parts.append(child.tail or "")
    return "".join(parts).replace("\r\n", "\n").replace("\r", "\n")


def _is_layout(table: Element) -> bool:
    """Whether a table only places things on the page: it holds tables, headings, many blocks."""
    if (table.get("role") or "").lower() in ("presentation", "none"):
        return True
    widest = 0
    for row in table.iter("tr"):
        widest = max(widest, sum(1 for cell in row if cell.tag in ("td", "th")))
    if widest <= 1:
        return True
    for cell in table.iter("td"):
        blocks = [child for child in cell.iterdescendants() if child.tag in _LAYOUT]
        if len(blocks) > 3 or any(child.tag in ("table", "h1", "h2") for child in blocks):
            return True
        if sum(1 for child in cell.iterdescendants() if _is_second_break(child)) > 1:
            return True
    return False


def _is_second_break(element: Element) -> bool:
    """Whether it is the second of two breaks, which end a paragraph."""
    before = element.getprevious()
    if element.tag != "br" or before is None or before.tag != "br":
        return False
    return not (before.tail or "").strip()


_KEPT_TAGS = "html|head|title|meta|body|script|style|p|br|hr|h[1-6]|img|li|tr|td|th|a"
_OTHER_TAGS = re.compile(rf"<(/?)(?!/?(?:{_KEPT_TAGS})\b)([a-z][\w:-]*)\b[^<>]*>", re.I)
_INLINE_TAGS = re.compile(
    "abbr|b|bdi|bdo|big|cite|em|font|i|ins|mark|nobr|s|small|span|strike|strong|sub|sup|tt|u", re.I
)


def parse(text: str) -> Element | None:
    """The `html` element of an HTML source, mended where it is broken; None where it is empty.

    A page that nests deeper than the parser goes (2,048) keeps its words and loses its layout.
    """
    text = re.sub(r"\A\s*<\?xml[^>]*>", "", text.replace("\0", "\ufffd"))
    root, whole = _parsed(text)
    return root if whole else _parsed(_OTHER_TAGS.sub(_flattened, text))[0]


def _flattened(tag: re.Match[str]) -> str:
    """In place of a tag that nests: nothing in a line of text, the end of a paragraph elsewhere."""
    return "" if _INLINE_TAGS.fullmatch(tag[2]) else "<p>"


def _parsed(text: str) -> tuple[Element | None, bool]:
    """The root, and whether the parser came to the end of the text: past its limits libxml2 leaves
    out what follows without an error. With `huge_tree` a text or an attribute may have over 10 MB;
    the worker has limits of its own."""
    from lxml import etree, html

    parser = html.HTMLParser(
        no_network=True, huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        root = None
    return root, all(error.type_name != "ERR_RESOURCE_LIMIT" for error in parser.error_log)
