"""Which blocks of a saved page are its story: an extractor's opinion, and what follows from it.

trafilatura (https://trafilatura.readthedocs.io) is asked only about pages that have something
around their story. It tells the words of the story; the blocks, their order and their marks are
our own, and nothing is dropped: what it leaves out becomes furniture.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from viewer.core.language import dates
from viewer.core.parsing.html.html_reader import BlockMarkup
from viewer.core.parsing.news.line_patterns import (
    is_notice_of_rights,
    line_kind,
    plain,
    said_kind,
)
from viewer.core.text.document import Document

log = logging.getLogger(__name__)

_LONGEST = 2_000_000  # code points of a page above which only our own opinion counts
_ENOUGH = 200  # letters of a story below which the extractor found none
_FEW = 80  # the same, where they are most of the page
_SHARE = 0.25  # of the letters of the page
_PROSE = 80  # letters from which a block is a paragraph rather than a line
_BETWEEN = 3  # shorter blocks at most, between two paragraphs of one story
_PARTS_OF_PROSE = ("code", "list", "table", "quote", "footnote")  # of which there may be many
_MISSED = 0.5  # of the prose in the story, from which that outside is not beside it
_NO_TEASER = 240  # letters from which a paragraph is not what leads to another story
_MINOR = 4  # times the prose of boxes, that there is at least of the story around them
_LIST = 3  # links one below the other that are a list; in one line there are more
_BEGIN = 4  # blocks of a page, among which its menu begins
_LAST = 8  # blocks at the end of a page, among which its rights are told
_SHORT = 12  # letters below which a block is compared as a whole
_NO_WORD = re.compile(r"[\W_]+")


def judge(
    document: Document, source: str, markup: Sequence[BlockMarkup] = (), within: range = range(0)
) -> None:
    """Mark what is around the story of a page, `source` its text with tags.

    `markup`: how each block stands in the page; `within`: the blocks of the element that the page
    itself calls its article.
    """
    if len(source) > _LONGEST:
        return
    page = _Page(document, markup)
    told = _Told(source)
    blocks = page.blocks
    inside = [index for index, letters in enumerate(blocks) if told.has(letters)]
    if not page.is_story(inside):
        return
    page.take_back(inside)
    prose = [index for index in inside if len(blocks[index]) >= _PROSE] or inside
    first = min(prose[0], within.start if prose[0] in within else prose[0])
    last = max(prose[-1], within.stop - 1 if prose[-1] in within else 0)
    first = page.farther(range(first - 1, -1, -1), first)
    last = page.farther(range(last + 1, len(blocks)), last)
    first, last = page.with_what_is_prose(first, last, prose)
    last = page.end_of_place(last)
    for index in _outside(document, blocks, first, last, set(inside)):
        document.furniture.setdefault(index, "navigation")
    for index in page.menus(range(prose[0], prose[-1] + 1), set(inside)):
        document.furniture.setdefault(index, "navigation")
    _name_the_lines(document, prose[0], prose[-1])


class _Page:
    """The blocks of a page, by the letters of each, and how they are set."""

    def __init__(self, document: Document, markup: Sequence[BlockMarkup]) -> None:
        self._document = document
        self._markup = markup
        self.blocks = [_letters(document.lines.block(index)) for index in range(len(document))]

    def is_linked(self, index: int) -> bool:
        """Whether most of a block leads elsewhere."""
        return self._links(index)[0] * 2 > len(self._document.lines.block(index))

    def _links(self, index: int) -> tuple[int, int]:
        """Return how many letters of a block lead elsewhere, in how many links."""
        if index >= len(self._markup):
            return 0, 0
        return self._markup[index].linked, self._markup[index].links

    def _place(self, index: int) -> tuple[str, ...]:
        """Return the elements around a block where their classes tell it from others."""
        place = self._markup[index].place if index < len(self._markup) else ()
        return place if any(not each.endswith(".") for each in place) else ()

    def is_story(self, inside: Sequence[int]) -> bool:
        """Whether these blocks are enough of the page, its menus aside, to be its story."""
        length = [0 if self.is_linked(at) else len(self.blocks[at]) for at in range(self._count)]
        found = sum(length[index] for index in inside)
        enough = _FEW if found * 2 > sum(length) else _ENOUGH
        return found >= max(enough, _SHARE * sum(length))

    @property
    def _count(self) -> int:
        return len(self.blocks)

    def take_back(self, inside: Sequence[int]) -> None:
        """Take the extractor's word for prose in what looked like furniture, and for the lines
        that stand with it there; but where this is a small part of the story, only for what is
        long: then the name is right, and the extractor took a box for text."""
        furniture, blocks = self._document.furniture, self.blocks
        prose = {index for index in inside if len(blocks[index]) >= _PROSE}
        taken = prose & furniture.keys()
        letters = sum(len(blocks[index]) for index in taken)
        if letters * _MINOR <= sum(len(blocks[index]) for index in prose):
            taken = {index for index in taken if len(blocks[index]) >= _NO_TEASER}
        beside = {index for index in inside if len(blocks[index]) >= _SHORT} - prose
        for index in (*inside, *reversed(inside)):
            if index in beside and {index - 1, index + 1} & taken and not self.is_linked(index):
                taken.add(index)
        for index in taken:
            furniture.pop(index, None)

    def farther(self, way: range, edge: int) -> int:
        """Return where the story ends, seen along `way` from the `edge` that the extractor found.

        A paragraph that follows after a line or two is still the story, if nothing says otherwise.
        """
        document, between = self._document, 0
        for index in way:
            if index in document.furniture or self.is_linked(index):
                break
            if len(self.blocks[index]) >= _PROSE:
                edge, between = index, 0
            elif document.kinds.get(index) not in _PARTS_OF_PROSE:
                between += 1
                if between > _BETWEEN:
                    break
        return edge

    def with_what_is_prose(self, first: int, last: int, told: Sequence[int]) -> tuple[int, int]:
        """Where the story begins and ends if the extractor saw only a part of it.

        So it is where what it left out holds paragraphs as long as no teaser is, or much of the
        prose, or paragraphs in the same place as two of the story: posts of a forum.
        """
        blocks = self.blocks
        prose = [
            index
            for index, letters in enumerate(blocks)
            if len(letters) >= _PROSE
            and index not in self._document.furniture
            and not self.is_linked(index)
        ]
        places = Counter(self._place(index) for index in told)
        seen = sum(len(blocks[index]) for index in prose if first <= index <= last)
        missed = [index for index in prose if not first <= index <= last]
        if sum(len(blocks[index]) for index in missed) < _MISSED * seen:
            missed = [
                index
                for index in missed
                if len(blocks[index]) >= _NO_TEASER
                or (self._place(index) and places[self._place(index)] > 1)
            ]
        return min([first, *missed]), max([last, *missed])

    def end_of_place(self, last: int) -> int:
        """Return where the element ends that the last paragraph of the story stands in: short
        lines at its end are text."""
        document = self._document
        place = self._place(last)
        after = last + 1
        while place and after < self._count and self._place(after) == place:
            if after in document.furniture or self.is_linked(after):
                break
            last, after = after, after + 1
        return last

    def menus(self, story: range, inside: set[int]) -> Iterator[int]:
        """Yield what leads elsewhere: lists of links amid the story that the extractor left out,
        with the line above each; those above its headline, or with which the page begins, and
        lines of many links around it, whatever the extractor says."""
        kinds = self._document.kinds
        top = next((at for at in range(story.start) if kinds.get(at) == "heading"), 0)
        for run in self._lists():
            begins = run.start < _BEGIN and len(run) > _LIST and run.stop <= story.start
            if run.stop <= top or (begins and not top):
                yield from run
            elif run.start in story and run.stop in story and inside.isdisjoint(run):
                above = self._document.lines.block(run.start - 1)
                if above.rstrip().endswith(":"):
                    continue
                if said_kind(plain(above)) or (
                    run.start - 1 not in inside and len(self.blocks[run.start - 1]) < _PROSE
                ):
                    yield run.start - 1
                yield from run
        for index in range(self._count):
            if index not in story and self._links(index)[1] > _LIST and self._leads(index, 0.6):
                yield index

    def _lists(self) -> Iterator[range]:
        """Yield the stretches of blocks that are nothing but links, at least `_LIST` of them."""
        start = 0
        for index in range(self._count + 1):
            if index < self._count and self._leads(index, 0.9):
                continue
            if index - start >= _LIST:
                yield range(start, index)
            start = index + 1

    def _leads(self, index: int, share: float) -> bool:
        """Whether so much of a block leads elsewhere."""
        return self._links(index)[0] > share * len(self._document.lines.block(index))


class _Told:
    """What the extractor takes for the story."""

    def __init__(self, source: str) -> None:
        text = _extracted(source)
        self._lines = {_letters(line) for line in text.split("\n")}
        self._whole = _letters(text)

    def has(self, letters: str) -> bool:
        """Whether a block of these letters is in it; a very short one as a line of its own."""
        if len(letters) < _SHORT:
            return bool(letters) and letters in self._lines
        return letters in self._whole


def _extracted(source: str) -> str:
    """The text of the story; empty where the extractor finds none or fails: it has no last word."""
    try:
        from trafilatura import bare_extraction  # here: a fifth of a second

        found = bare_extraction(
            source, include_comments=False, include_images=False, with_metadata=False
        )
    except MemoryError:
        raise
    except Exception as error:
        log.info("no opinion on a page: %r", error)
        return ""
    return (found.text if found is not None and not isinstance(found, dict) else "") or ""


def _letters(text: str) -> str:
    return _NO_WORD.sub("", text).casefold()


def _outside(
    document: Document, blocks: list[str], first: int, last: int, inside: set[int]
) -> Iterator[int]:
    """Blocks before and after the prose that the extractor left out, headlines aside.

    What lies in the midst of the story is part of it, whatever the extractor thinks.
    """
    while first and document.kinds.get(first - 1) == "heading":
        first -= 1  # those above its first paragraph are the story's
    for index in range(len(blocks)):
        kind = document.kinds.get(index)
        if index in inside or kind in ("image", "caption", "rule", "footnote", "comment"):
            continue
        title = kind == "heading" and document.levels.get(index, 1) <= 2
        if (index < first and not title) or index > last:
            yield index


def _name_the_lines(document: Document, first: int, last: int) -> None:
    """Tell date lines, bylines and the like above the story, and lines that say what they are."""
    for index in range(len(document)):
        text = document.lines.block(index)
        kind = line_kind(text, head=index < first)
        if index > max(last, len(document) - _LAST) and is_notice_of_rights(text):
            kind = "navigation"
        if kind is not None and document.kinds.get(index) != "heading":
            document.furniture[index] = kind
        if kind == "date" and (day := dates.parse(text)):
            document.date = document.date or day.isoformat()
