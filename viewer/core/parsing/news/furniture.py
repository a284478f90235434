"""What in a plain copy of a news page is not the story: doubled headline, date line, font control …

Only where the head of the text has the shape of such a page is anything marked: better a line of
furniture left in the story than a line of the story taken out of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from viewer.core.language import dates
from viewer.core.language.arabic import fold
from viewer.core.language.late_pattern import late_pattern
from viewer.core.parsing.news.line_patterns import (
    STRONG,
    is_byline,
    is_control,
    is_credit,
    line_kind,
    plain,
    said_kind,
)
from viewer.core.text.document import Document

_WINDOW = 40
"""Blocks looked at from the start, and from the end: so the work is bounded in any text."""
_ZONE = 12
"""Blocks after the headline in which the story begins."""
_LINKS = 30
"""Blocks under a line that leads to other stories."""
_TITLE = 200
_CAPTION = 250
_STORY = 80
"""Code points from which a block is a paragraph of prose rather than a line."""

_CREDIT = re.compile(
    r"(?P<caption>[^()]{3,}(?:\([^()]*\)[^()]*)*)\((?P<credit>[^()]{2,70})\)\s*\.?"
)
_NO_TITLE = re.compile("[.؛;:،,…]\\W*$")
_PART = re.compile(r"[،,|–—•]\s*|\s-\s|^\w+ في ")
"""What stands between a place or a name and a date."""
_ABOUT = late_pattern(
    r"\d|\b(?:from|since|until|till|between|born|died|retrieved|accessed|downloaded|printed"
    r"|effective|copyright|valid|منذ|حتي|الي|ولد|توفي|يبدا)\b"
    r"|(?:\b(?:on|of|by|before|after|من|قبل|بعد)|^(?:في|in))\W*$",
)
"""In what stands before a date, folded: then it is not when the text is from, or one of a span."""
_DATELINE = 40
"""Code points before the date at the beginning of a story."""
_DASH = re.compile(r"\s*(?:\([^()]{2,40}\)\s*)?[-–—:]\s")
_STAMP = re.compile(r"[\d/.-]+(?:T[\d:.]+(?:Z|[+-][\d:]+)?)?")


def mark(document: Document) -> None:
    """Find the furniture of a news page in a plain text; set its title and date.

    Looks at the blocks indexed so far: the first `_WINDOW`, and the last ones of a text that is
    `complete`. Of a text that does not begin like a news page only the date is taken.
    """
    count = len(document)
    head = [plain(document.lines.block(index)) for index in range(min(_WINDOW, count))]
    first_of_tail = max(len(head), count - _WINDOW if document.lines.complete else count)
    rest = {k: plain(document.lines.block(k)) for k in range(first_of_tail, count)}
    page = _Head(head, document.language.partition("-")[0] in ("ar", "fa", "ur") or None)
    texts = dict(enumerate(head)) | rest
    story = [index for index, text in texts.items() if _is_prose(text)]
    last = story[-1] if story else -1
    below = {k: text for k, text in texts.items() if last < k and document.lines.complete}
    if not page.is_news(_marks(texts, page.story_begin, below)):
        document.date = document.date or page.only_date()
        return
    found = dict(page.kinds)
    for index, text in texts.items():
        if kind := line_kind(text, tail=index in below):
            found.setdefault(index, kind)
    if page.doubles_its_lead():
        found.setdefault(page.story_begin, "lead")
    found |= {k: kind for k, kind in _links(texts, found, below).items() if k not in found}
    _apply(document, page, found)


def _marks(texts: Mapping[int, str], begin: int, below: Mapping[int, str]) -> set[str]:
    """Kinds of the lines that only a page has, at the head of the text and below its story."""
    head = (text for index, text in texts.items() if index <= begin)
    kinds = {said_kind(text) for text in (*head, *below.values())}
    return {kind for kind in kinds if kind in STRONG or kind == "byline"}


def _links(
    texts: Mapping[int, str], found: Mapping[int, str], below: Mapping[int, str]
) -> dict[int, str]:
    """Titles of other stories under a line that leads to them.

    Below the story all that follow; in its midst the next one, or all of a list that ends with a
    line of its own.
    """
    made: dict[int, str] = {}
    for index, kind in found.items():
        if kind != "related" or ":" in texts[index].rstrip(" :"):
            continue
        run: list[int] = []
        for at in range(index + 1, index + _LINKS):
            if at not in texts or _is_prose(texts[at]):
                break
            run.append(at)
        closed = any(found.get(at) == "skip" for at in run)
        tail = all(at in below for at in run)
        lines = [at for at in run if at not in found and len(texts[at]) <= _TITLE]
        if not closed and not tail:
            lines = [at for at in lines[:1] if not _NO_TITLE.search(texts[at])]
        made |= dict.fromkeys(lines, "related")
    return made


def _apply(document: Document, page: _Head, found: Mapping[int, str]) -> None:
    for index, kind in found.items():
        document.furniture.setdefault(index, kind)
    if page.title is not None:
        document.kinds.setdefault(page.title, "heading")
        document.levels.setdefault(page.title, 1)
        document.title = document.title or page.texts[page.title]
    document.date = document.date or page.date


class _Head:
    """The first blocks, and what each of them up to the story is."""

    def __init__(self, texts: list[str], day_first: bool | None) -> None:
        self.texts = texts
        self.kinds: dict[int, str] = {}
        self.title: int | None = None
        self.date: str | None = None
        self._day_first = day_first
        self.story_begin = 0
        self._look()

    def _look(self) -> None:
        """Name the lines from the first one to where the story begins."""
        texts, skipped = self.texts, False
        for index in range(min(len(texts), _ZONE)):
            kind = self._kind(index)
            if kind is None and self._stands_before_the_date(index):
                kind = "byline"
            if kind is not None:
                self.kinds[index] = kind
            elif self.title is None and _is_title(texts[index]):
                self.title = index
            elif not skipped and _is_title(texts[index]) and self._goes_on(index + 1):
                skipped = True  # a line under the headline
            else:
                self.story_begin = index
                return
        self.story_begin = min(len(texts), _ZONE)

    def _stands_before_the_date(self, index: int) -> bool:
        """A section, a town or a paper, under a doubled headline and above date or font control."""
        text = self.texts[index]
        if "headline" not in self.kinds.values() or len(text) > 30 or _NO_TITLE.search(text):
            return False
        after = self.texts[index + 1 : index + 4]
        at = next((k for k, t in enumerate(after) if len(t) > 30 or dates.parse(t)), None)
        return at is not None and dates.parse(after[at], self._day_first) is not None

    def only_date(self) -> str | None:
        """The one day that a line above the story names, or the place and date that it begins with.
        Several are a list, or days that the text is about."""
        found: set[date] = set()
        for text in self.texts[:_ZONE]:
            prose = _is_prose(text)
            day = self._dateline(text) if prose else self._day_of_line(text)
            found |= {day} if day else set()
            if prose:
                break
        return found.pop().isoformat() if len(found) == 1 else None

    def _day_of_line(self, text: str) -> date | None:
        """`31 July 2021`, `Published: …`, and behind a place or a name: `Cairo, 31 July 2021`."""
        starts = (0, *(match.end() for match in _PART.finditer(text)))
        for start in starts:
            if day := dates.parse(text[start:], self._day_first):
                return None if _ABOUT.search(fold(text[:start]).text) else day
        return None

    @staticmethod
    def _dateline(text: str) -> date | None:
        """The day in `Cairo, 31 July 2021 (Reuters) - The minister …`."""
        begin = text[:_STORY]
        for start, end, day, _ in dates.dates_in(begin):
            if start > _DATELINE or _ABOUT.search(fold(begin[:start]).text):
                return None
            behind = _DASH.match(begin, end)
            return day if behind and not begin[behind.end()].isdigit() else None
        return None

    def doubles_its_lead(self) -> bool:
        """Whether the first paragraph of the story comes twice."""
        first, *more = [*self.texts[self.story_begin : self.story_begin + 2], ""]
        return _is_prose(first) and more[0] == first

    def _goes_on(self, index: int) -> bool:
        kind = self._kind(index) if index < len(self.texts) else None
        return kind in ("date", "control")

    def _kind(self, index: int) -> str | None:
        """What the block is, by itself and its neighbours; None for story and headline."""
        text = self.texts[index]
        if self.title is not None and _same(text, self.texts[self.title]):
            return "headline"
        if day := dates.parse(text, self._day_first):
            self.date = self.date or day.isoformat()
            return "date"
        if is_control(text):
            return "control"
        if kind := said_kind(text):
            return kind
        if self.title is None:
            return None
        if is_byline(text):
            return "byline"
        return "caption" if self._is_caption(index) else None

    def _is_caption(self, index: int) -> bool:
        """A short text with its credit in brackets, beside the date line or the font control.

        Between these two it needs no credit.
        """
        text = self.texts[index]
        after = self.texts[index + 1] if index + 1 < len(self.texts) else ""
        match = _CREDIT.fullmatch(text)
        if is_control(after):
            dated = self.kinds.get(index - 1) == "date"
            return len(text) <= _CAPTION and (match is not None or (dated and _is_title(text)))
        if match is None or len(text) > _CAPTION:
            return False
        if self.kinds.get(index - 1) not in ("date", "control") and dates.parse(after) is None:
            return False
        doubled = "headline" in self.kinds.values()
        return (doubled and "/" in match["credit"]) or is_credit(match["credit"])

    def is_news(self, marks: set[str]) -> bool:
        """Whether enough of it is there, together, for it to be a copied news page.

        `marks`: what only pages have, as found at both ends of the text.
        """
        kinds = set(self.kinds.values())
        if "date" in kinds and kinds & {"control", "caption"}:
            return True
        if "headline" in kinds:
            return bool(kinds & {"date", "control", "byline"}) or self._has_story()
        if self.title == 0 and marks and ("date" in kinds or "byline" in marks):
            return True
        return self._is_stamped()

    def _has_story(self) -> bool:
        """Whether prose follows, and not verse: nobody doubles a long title above a long text."""
        rest = [text for text in self.texts[self.story_begin :] if said_kind(text) is None][:3]
        long = bool(rest) and all(len(text) >= _STORY for text in rest)
        return self.title is not None and len(self.texts[self.title]) >= 20 and long

    def _is_stamped(self) -> bool:
        """A title, a date in figures, prose: how archives of news are saved as text."""
        if self.title != 0 or self.kinds != {1: "date"} or not _STAMP.fullmatch(self.texts[1]):
            return False
        rest = self.texts[2:]
        if "T" not in self.texts[1] and (not rest or len(rest[0]) < _STORY):
            return False
        return not any(dates.parse(text, self._day_first) for text in rest)


def _is_prose(text: str) -> bool:
    return len(text) >= _STORY and line_kind(text, head=True) is None


def _same(text: str, title: str) -> bool:
    return text == title or fold(text).text == fold(title).text


def _is_title(text: str) -> bool:
    """Whether it could be a headline: two words or more, on a line, without a full stop."""
    return 8 <= len(text) <= _TITLE and " " in text and not _NO_TITLE.search(text)
