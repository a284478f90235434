"""Which blocks of a saved page are its story: an extractor's opinion, and what follows from it.

trafilatura (https://trafilatura.readthedocs.io) is asked only about pages that have something
around their story. It tells the words of the story; the blocks, their order and their marks are
our own, and nothing is dropped: what it leaves out becomes furniture.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator

from viewer.core.language import dates
from viewer.core.parsing.news.line_patterns import line_kind
from viewer.core.text.document import Document

log = logging.getLogger(__name__)

_LONGEST = 2_000_000  # code points of a page above which only our own opinion counts
_ENOUGH = 200  # letters of a story below which the extractor found none
_SHARE = 0.25  # of the letters of the page
_PROSE = 80  # letters from which a block is a paragraph rather than a line
_BETWEEN = 3  # shorter blocks at most, between two paragraphs of one story
_PARTS_OF_PROSE = ("code", "list", "table", "quote", "footnote")  # of which there may be many
_MISSED = 0.5  # of the prose in the story, from which that outside is not beside it
_NO_TEASER = 240  # letters from which a paragraph is not what leads to another story
_SHORT = 12  # letters below which a block is compared as a whole
_NO_WORD = re.compile(r"[\W_]+")


def judge(document: Document, source: str, within: range = range(0)) -> None:
    """Mark what is around the story of a page, `source` its markup.

    `within`: the blocks of the element that the page itself calls its article.
    """
    if len(source) > _LONGEST:
        return
    told = _Told(source)
    blocks = [_letters(document.lines.block(index)) for index in range(len(document))]
    total = sum(map(len, blocks))
    inside = [index for index, letters in enumerate(blocks) if told.has(letters)]
    found = sum(len(blocks[index]) for index in inside)
    if found < max(_ENOUGH, _SHARE * total):
        return
    _take_back(document, blocks, inside)
    prose = [index for index in inside if len(blocks[index]) >= _PROSE] or inside
    first = min(prose[0], within.start if prose[0] in within else prose[0])
    last = max(prose[-1], within.stop - 1 if prose[-1] in within else 0)
    first = _farther(document, blocks, range(first - 1, -1, -1), first)
    last = _farther(document, blocks, range(last + 1, len(blocks)), last)
    first, last = _with_what_is_prose(document, blocks, first, last)
    for index in _outside(document, blocks, first, last, set(inside)):
        document.furniture.setdefault(index, "navigation")
    _name_the_lines(document, prose[0])


def _take_back(document: Document, blocks: list[str], inside: list[int]) -> None:
    """Take the extractor's word for prose in what looked like furniture, and for the lines that
    stand with it there."""
    taken = {index for index in inside if len(blocks[index]) >= _PROSE}
    beside = {index for index in inside if len(blocks[index]) >= _SHORT} - taken
    for way in (inside, inside[::-1]):
        for index in way:
            near = {index - 1, index + 1} & taken & document.furniture.keys()
            if index in beside and near and not _is_linked(document, index):
                taken.add(index)
    for index in taken:
        document.furniture.pop(index, None)


def _farther(document: Document, blocks: list[str], way: range, edge: int) -> int:
    """Return where the story ends, seen along `way` from the `edge` that the extractor found.

    A paragraph that follows after a line or two is still the story, if nothing says otherwise.
    """
    between = 0
    for index in way:
        if index in document.furniture or _is_linked(document, index):
            break
        if len(blocks[index]) >= _PROSE:
            edge, between = index, 0
        elif document.kinds.get(index) not in _PARTS_OF_PROSE:
            between += 1
            if between > _BETWEEN:
                break
    return edge


def _with_what_is_prose(
    document: Document, blocks: list[str], first: int, last: int
) -> tuple[int, int]:
    """Where the story begins and ends if the extractor saw only a part of it.

    So it is where what it left out holds paragraphs as long as no teaser is, or much of the prose.
    """
    prose = [
        index
        for index, letters in enumerate(blocks)
        if len(letters) >= _PROSE
        and index not in document.furniture
        and not _is_linked(document, index)
    ]
    seen = sum(len(blocks[index]) for index in prose if first <= index <= last)
    missed = [index for index in prose if not first <= index <= last]
    if sum(len(blocks[index]) for index in missed) < _MISSED * seen:
        missed = [index for index in missed if len(blocks[index]) >= _NO_TEASER]
    return min([first, *missed]), max([last, *missed])


def _is_linked(document: Document, index: int) -> bool:
    """Whether most of a block leads elsewhere."""
    links = [span for span in document.spans.get(index, ()) if span.style == "link"]
    return sum(link.end - link.start for link in links) * 2 > len(document.lines.block(index))


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


def _name_the_lines(document: Document, first: int) -> None:
    """Tell date lines, bylines and the like above the story, and lines that say what they are."""
    for index in range(len(document)):
        kind = line_kind(document.lines.block(index), head=index < first)
        if kind is not None and document.kinds.get(index) != "heading":
            document.furniture[index] = kind
        if kind == "date" and (day := dates.parse(document.lines.block(index))):
            document.date = document.date or day.isoformat()
