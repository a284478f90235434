"""One text in one language: a single source string, the offsets of its blocks, and what is special.

Every offset that leaves this module counts code points of `Document`'s text, the loader's linear
text: one `\\n` between blocks, never markup, never a carriage return. A document of half a million
paragraphs is one buffer and one array of block starts; a `Block` is made when somebody asks.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from viewer.core.text.lines import Lines, StrLines
from viewer.core.text.page_lines import PageLines

CONTEXT_LENGTH = 32
"""Code points of text kept before and after a place, so that it can be found again."""


class Place(NamedTuple):
    """A span of a document that can be found again after the text changed.

    `start` and `end` are code points of the document's text; `prefix` and `suffix` are the
    `CONTEXT_LENGTH` code points around it (W3C TextQuoteSelector). `locator`: the page or the times
    to cite, as the document's source counts them. `occurrence`: which, from 1, of how many passages
    with the same words and surroundings it was when it was noted.
    """

    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""
    locator: str = ""
    occurrence: tuple[int, int] = (1, 1)


class Span(NamedTuple):
    """A styled run inside a block. Offsets are code points from the block's start.

    `style`: bold, italic, underline, strike, code, sub, sup, link, language, image, direction (runs
    that way, apart from what is around it), override (each of its letters runs that way), doubtful
    (a word that may have been misread);
    `value`: the address of a link (`#name` for one of the document's `anchors`), the tag of a
    language, `rtl` or `ltr`, where the bytes of an image are (a member of the file, a path
    relative to its folder, or a `data:` address); else empty.
    """

    start: int
    end: int
    style: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph-like unit. `[start, end)` in code points, without the line end, told by its
    `lines` when asked for: a large text is counted late. One of no text starts at 0.

    `kind`: paragraph, heading, list, quote, table, code, caption, image, rule, footnote, comment,
    cue.
    `level`: of a heading 1-6, of a list or quote its depth. `marker`: what stands before a list
    item. `direction`: `rtl` or `ltr` where the file says so itself, else None.
    `furniture`: its kind when the block is not the story, else None.
    """

    index: int
    text: str
    kind: str = "paragraph"
    level: int = 0
    marker: str = ""
    direction: str | None = None
    furniture: str | None = None
    spans: tuple[Span, ...] = ()
    lines: Lines | None = field(default=None, compare=False, repr=False)

    @property
    def start(self) -> int:
        return self.lines.start(self.index) if self.lines is not None else 0

    @property
    def end(self) -> int:
        return self.start + len(self.text)


class OutlineEntry(NamedTuple):
    """A line of a table of contents: depth from 1, its words, the block that it leads to."""

    level: int
    title: str
    block: int


OMISSIONS = 200
"""Of one document that are told by name."""
OMISSION_NAME = 200
"""Code points of such a name."""


class Omission(NamedTuple):
    """A part of the file that the document does not show.

    `kind`: chapter (named, but not in the file), unit (without text), page (unreadable), scan (a
    page that is a picture), letters (a page some of whose letters are not known), part (a text of
    another format inside), frame (a page inside a page), drawing (a chart or diagram), picture,
    language (beyond those shown); `name`: which, as the file names it.
    """

    kind: str
    name: str


class ScanPage(NamedTuple):
    """A page that is a picture. `key`: SHA-256 of the file it is in; `page`: which one there, from
    0; `read`: whether its text was read off it."""

    key: str
    page: int
    read: bool


class Encoding(NamedTuple):
    """How the bytes were read. `guessed` is False after a BOM, strict UTF-8 or by the reader."""

    name: str
    guessed: bool = False
    bad_bytes: int = 0


@dataclass(eq=False)
class Document:
    """One text in one language.

    `language` is BCP 47 or `und`; `direction` is `rtl` or `ltr`, resolved from the language, never
    from the first letter. `date` is ISO 8601 or None. The dictionaries are sparse, keyed by block
    index: what is not in them is a plain paragraph of the story.

    A bilingual file is several documents, one a `side`: the first has the `others`; `units` tells
    of every block which unit of the file it belongs to (never falling), and their paths are the
    file's with the side behind it, as if the file were a folder. `anchors`: name -> the block that
    a link `#name` leads to. `locators`: where a block stands in its source, from there on until
    the next: a page (PDF), or the times of a cue. `contents` is the file's own table of contents,
    which may say less than its headings: see `outline`. While `arriving`, more will be added at
    the end. `overrides`: it has characters that turn the direction of letters round (told by who
    loads it). `ruled`: blocks that a reader's rule made furniture or text, and what furniture each
    was before, empty for none. `omissions`: what of the file it does not show. `pages`: where its
    lines stand on pages, if the file has pages to be shown. `remarks`: highlights and
    comments that are in the file itself. `scans`: by page, from 0, those that are pictures.
    """

    lines: Lines
    format: str
    format_version: int = 1
    path: Path | None = None
    encoding: Encoding | None = None
    language: str = "und"
    direction: str = "ltr"
    title: str | None = None
    author: str | None = None
    date: str | None = None
    kinds: dict[int, str] = field(default_factory=dict)
    levels: dict[int, int] = field(default_factory=dict)
    markers: dict[int, str] = field(default_factory=dict)
    directions: dict[int, str] = field(default_factory=dict)
    furniture: dict[int, str] = field(default_factory=dict)
    locators: dict[int, str] = field(default_factory=dict)
    spans: dict[int, tuple[Span, ...]] = field(default_factory=dict)
    anchors: dict[str, int] = field(default_factory=dict)
    contents: tuple[OutlineEntry, ...] = ()
    side: str = ""
    units: array[int] | None = None
    others: tuple[Document, ...] = ()
    arriving: bool = False
    overrides: bool = False
    ruled: dict[int, str] = field(default_factory=dict)
    omissions: tuple[Omission, ...] = ()
    pages: PageLines | None = None
    remarks: int = 0
    scans: dict[int, ScanPage] = field(default_factory=dict)

    @classmethod
    def of_text(cls, text: str, format: str = "txt", **rest: Any) -> Document:
        """A document over `text` whose every non-blank line is a block; indexed whole."""
        lines = StrLines(text)
        while lines.grow(1 << 22):
            pass
        return cls(lines, format, **rest)

    def __len__(self) -> int:
        """How many blocks are known; grows until `lines.complete`."""
        return len(self.lines)

    def complete(self) -> None:
        """Index what is left, at once."""
        while not self.lines.complete:
            self.lines.grow(1 << 22)

    def block(self, index: int) -> Block:
        return Block(
            index,
            self.lines.block(index),
            self.kinds.get(index, "paragraph"),
            self.levels.get(index, 0),
            self.markers.get(index, ""),
            self.directions.get(index),
            self.furniture.get(index),
            self.spans.get(index, ()),
            self.lines,
        )

    def blocks(self) -> Iterator[Block]:
        """Every block in order; completes the index."""
        self.complete()
        return (self.block(index) for index in range(len(self)))

    def text(self) -> str:
        """The whole linear text, as one `str` (for a large document: that much memory)."""
        return self.lines.slice(0, self.lines.length())

    def place(self, start: int, end: int) -> Place:
        """The span `[start, end)`, code points, with its quote and context, and which of its twins
        it is: for that the whole text is gone through."""
        return self.counted(self.span(start, end))

    def span(self, start: int, end: int) -> Place:
        """The same as if it had no twins."""
        prefix = self.lines.slice(max(0, start - CONTEXT_LENGTH), start)
        suffix = self.lines.slice(end, end + CONTEXT_LENGTH)
        exact, where = self.lines.slice(start, end), self.locator_at(start)
        return Place(start, end, exact, prefix, suffix, where)

    def counted(self, place: Place) -> Place:
        """A place with which of its twins it is; one that is not there stays as it is."""
        words, start = place.prefix + place.exact + place.suffix, place.start - len(place.prefix)
        if self.lines.slice(start, start + len(words)) != words:
            return place
        return place._replace(occurrence=self.lines.nth(words, start))

    def all_counted(self, places: Iterable[Place]) -> list[Place]:
        """The same of many places that are there, in a tenth of the time."""
        found = list(places)
        passages = [(each.prefix, each.exact, each.suffix, each.start) for each in found]
        twins = zip(found, self.lines.nths(passages), strict=True)
        return [place._replace(occurrence=which) for place, which in twins]

    def locator(self, block: int) -> str:
        """The page that a block is on, or its times; empty where the source has neither."""
        if not self.locators:
            return ""
        while block > 0 and block not in self.locators:
            block -= 1
        return self.locators.get(block, "")

    def locator_at(self, position: int) -> str:
        """The same of a place: a paragraph may go on over pages."""
        label = self.pages.label(position) if self.pages is not None else ""
        return label or self.locator(self.lines.block_at(position))

    def locator_in(self, block: int, offset: int) -> str:
        """The same of a place so many code points into a block."""
        if self.pages is None:  # where a block begins is not asked for: in a large text it is late
            return self.locator(block)
        return self.locator_at(self.lines.start(block) + offset)

    def outline(self) -> list[OutlineEntry]:
        """Its headings; its own table of contents where that says more, and in a PDF, whose
        headings are told by their size."""
        headings = sorted(block for block, kind in self.kinds.items() if kind == "heading")
        if len(self.contents) > (1 if self.format == "pdf" else len(headings)):
            return list(self.contents)
        titles = (" ".join(self.lines.block(block).split()) for block in headings)
        return [
            OutlineEntry(self.levels.get(block, 1), title, block)
            for block, title in zip(headings, titles, strict=True)
        ]

    @property
    def unread(self) -> list[int]:
        """The pages that are pictures whose text nobody read yet."""
        return [page for page, scan in self.scans.items() if not scan.read]

    @property
    def bad_bytes(self) -> int:
        """What could not be read and shows as U+FFFD, as far as it is known."""
        counted = self.encoding.bad_bytes if self.encoding else 0
        return max(counted, getattr(self.lines, "bad_bytes", 0))

    @property
    def file(self) -> Path | None:
        """The file that it is in."""
        return self.path.parent if self.path is not None and self.side else self.path

    def locate(self, file: Path) -> None:
        """It is in that file, and so are its other sides."""
        for document in (self, *self.others):
            document.path = file / document.side if document.side else file

    def sides(self) -> dict[str, Document]:
        """Every side of a bilingual file; of another, the document under its language."""
        return {document.side or document.language: document for document in (self, *self.others)}

    def extend(self, part: Document) -> None:
        """Add the blocks of `part` at the end, the other sides of it to the same sides here.

        A side that was not in the first part is left out. What is known of the whole (title,
        author, date) is taken where it was not known before.
        """
        self.complete()
        base = len(self)
        if self.pages is not None and part.pages is not None:
            self.pages.extend(part.pages, self.lines.length() + 1 if base else 0)
        if len(part):
            if not isinstance(self.lines, StrLines):
                self.lines = StrLines(self.text())
                self.complete()
            part.complete()
            self.lines.append(part.text())
            self.complete()
        for name in (*_SPARSE, "spans"):
            mine = getattr(self, name)
            mine.update((base + index, value) for index, value in getattr(part, name).items())
        self.anchors.update((name, base + index) for name, index in part.anchors.items())
        self.contents += tuple(
            OutlineEntry(e.level, e.title, base + e.block) for e in part.contents
        )
        if self.units is not None and part.units is not None:
            self.units.extend(part.units)
        self.overrides = self.overrides or part.overrides
        self.remarks += part.remarks
        self.omissions = (self.omissions + part.omissions)[:OMISSIONS]
        self.ruled.update((base + index, kind) for index, kind in part.ruled.items())
        self.scans.update(part.scans)
        for name in ("title", "author", "date"):
            setattr(self, name, getattr(self, name) or getattr(part, name))
        theirs = {other.side: other for other in part.others}
        for other in self.others:
            if other.side in theirs:
                other.extend(theirs[other.side])

    def as_json(self) -> dict[str, Any]:
        """Plain data, whole: what a worker sends home."""
        return {
            "text": self.text(),
            **{name: getattr(self, name) for name in _PLAIN},
            **{name: list(getattr(self, name).items()) for name in (*_SPARSE, "anchors")},
            "encoding": self.encoding
            and [self.encoding.name, self.encoding.guessed, self.encoding.bad_bytes],
            "spans": [
                [index, [[s.start, s.end, s.style, s.value] for s in spans]]
                for index, spans in self.spans.items()
            ],
            "contents": [[each.level, each.title, each.block] for each in self.contents],
            "omissions": [[each.kind, each.name] for each in self.omissions],
            "units": None if self.units is None else self.units.tolist(),
            "pages": None if self.pages is None else self.pages.as_json(),
            "scans": [[page, *scan] for page, scan in self.scans.items()],
            "others": [other.as_json() for other in self.others],
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Document:
        """The way back from `as_json`. Raises KeyError, TypeError or ValueError on other data."""
        document = cls.of_text(data["text"], **{name: data[name] for name in _PLAIN})
        for name in (*_SPARSE, "anchors"):
            setattr(document, name, dict(data[name]))
        if data["encoding"]:
            document.encoding = Encoding(*data["encoding"])
        document.spans = {
            index: tuple(Span(*span) for span in spans) for index, spans in data["spans"]
        }
        document.contents = tuple(OutlineEntry(*each) for each in data["contents"])
        document.omissions = tuple(Omission(*each) for each in data["omissions"])
        if data["units"] is not None:
            document.units = array("I", data["units"])
        if data["pages"] is not None:
            document.pages = PageLines.from_json(data["pages"])
        document.scans = {
            int(page): ScanPage(str(key), int(at), bool(read))
            for page, key, at, read in data["scans"]
        }
        document.others = tuple(cls.from_json(other) for other in data["others"])
        return document


_PLAIN = (
    *("format", "format_version", "language", "direction", "title", "author", "date", "side"),
    "remarks",
)
_SPARSE = ("kinds", "levels", "markers", "directions", "furniture", "locators")


def joined(parts: Iterable[Document]) -> Document:
    """One document of the parts that a format's `parts` yields: at least one."""
    first, *rest = parts
    for part in rest:
        first.extend(part)
    return first
