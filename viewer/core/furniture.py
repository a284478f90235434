"""What in a plain copy of a news page is not the story: doubled headline, date line, font control …

Only where the head of the text has the shape of such a page is anything marked: better a line of
furniture left in the story than a line of the story taken out of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from viewer.core import dates
from viewer.core.arabic import fold
from viewer.core.document import Document

_WINDOW = 40
"""Blocks looked at from the start, and from the end: so the work is bounded in any text."""
_ZONE = 10
"""Blocks after the headline in which the story begins."""
_TITLE = 200
_CAPTION = 250
_STORY = 80
"""Code points from which a block is a paragraph of prose rather than a line."""

_LINES = {
    "share": (
        *("شارك", "شاركها", "مشاركة", "شارك القصة", "شارك المقال", "شارك الخبر", "شارك المقالة"),
        *("شارك هذا المقال", "شارك هذا الخبر", "شارك هذه القصة", "مشاركة الخبر", "مشاركة المقال"),
        *("شارك على فيسبوك", "شارك على تويتر", "انسخ الرابط", "نسخ الرابط"),
        *("share", "share this", "share this article", "share this story", "share article"),
        *("share on facebook", "share on twitter", "share on whatsapp", "share via email"),
        *("share this page", "copy link", "copy the link"),
    ),
    "related": (
        *("اقرأ أيضا", "إقرأ أيضا", "اقرأ أيضاً", "اقرأوا أيضا", "الأكثر قراءة", "الأكثر مشاهدة"),
        *("مواضيع ذات صلة", "أخبار ذات صلة", "مقالات ذات صلة", "ذات صلة", "قد يهمك أيضا"),
        *(
            "مواد ذات صلة",
            "اقرأ أكثر",
            "مواضيع متعلقة",
            "أخبار متعلقة",
            "قد يعجبك أيضا",
            "اقرأ المزيد",
        ),
        *("read more", "read also", "also read", "related", "related articles", "related stories"),
        *("related news", "related topics", "related content", "more on this story", "most read"),
        *("recommended stories", "you may also like"),
    ),
    "advertisement": (
        *("إعلان", "إعلانات", "الإعلانات", "advertisement", "advertisements", "advertising"),
        *("story continues below advertisement", "article continues below advertisement"),
    ),
}
_KINDS = {fold(line).text: kind for kind, lines in _LINES.items() for line in lines}
"""Folded line to kind: lines that say what they are, in a text that has the shape of a page."""

_LEADS_TO_A_LINK = ("اقرا ايضا", "اقراوا ايضا", "read more", "read also", "also read")
_AGENCIES = (
    *("رويترز", "الأناضول", "وكالة الأناضول", "فرانس برس", "أ ف ب", "أ.ف.ب", "ا.ف.ب", "د ب أ"),
    *("د.ب.أ", "أ ب", "أ.ب", "أسوشيتد برس", "وات", "واس", "وام", "سانا", "بترا", "قنا", "كونا"),
    *("شينخوا", "وكالات", "العربي الجديد", "الجزيرة", "الجزيرة نت", "العربية", "العربية نت"),
    *("بي بي سي", "سي إن إن", "سبوتنيك", "القدس العربي", "الشرق الأوسط", "غيتي", "Getty"),
    *("Getty Images", "Reuters", "AFP", "AP", "AP Photo", "Associated Press", "Anadolu"),
    *("Anadolu Agency", "AA", "BBC", "CNN", "Xinhua", "dpa", "UPI", "EPA", "EFE", "agencies"),
)
_CREDITS = ("صورة", "الصورة", "تصوير", "أرشيف", "أرشيفية", "photo", "photograph", "archive")
_SOURCES = frozenset(fold(name).text for name in _AGENCIES)
_PICTURES = frozenset(fold(word).text for word in _CREDITS)

_SPACES = re.compile("[\\s\u200b-\u200f\u2066-\u2069\u061c\ufeff\u00ad]+")
_DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_NAMES = r"(?:حجم)?(?:الخط|النص)|(?:text|font)(?:size)?"
_CONTROL = re.compile(
    rf"\+(?:{_NAMES})-|-(?:{_NAMES})\+|(?:{_NAMES})(?:\+-|-\+)|(?:\+-|-\+)(?:{_NAMES})"
    r"|a-a\+|a\+a-|a-aa\+|a\+aa-"
)
_CREDIT = re.compile(
    r"(?P<caption>[^()]{3,}(?:\([^()]*\)[^()]*)*)\((?P<credit>[^()]{2,70})\)\s*\.?"
)
_NO_TITLE = re.compile("[.؛;:،,…]\\W*$")
_BY = re.compile(
    r"(?:By(?:\s+[A-Z][\w.'’-]*){1,4}(?:(?:,|\s+and)(?:\s+[A-Z][\w.'’-]*){1,4}){0,3}"
    r"|(?:بقلم\s*:?|(?:كتب|كتبت|إعداد|تحرير)\s*:)(?:\s+[^\W\d_]+){2,4})"
)
_PLACE = r"(?P<place>[^\W\d_]+(?:[ -][^\W\d_]+){0,2})"
_PLACE_AGENCY = re.compile(
    rf"{_PLACE}(?:\s*\((?P<a>[^()]+)\)"
    r"|\s+(?P<dash>ــ+|[-–—]+|/|\|)\s*(?P<b>[^\W\d_]+(?:[ .]+[^\W\d_]+){0,3}))"
)
_STAMP = re.compile(r"[\d/.-]+(?:T[\d:.]+(?:Z|[+-][\d:]+)?)?")


def mark(document: Document) -> None:
    """Find the furniture of a news page in a plain text; set its title and date.

    Looks at the blocks indexed so far: the first `_WINDOW`, and the last ones of a text that is
    `complete`. Does nothing to a text that does not begin like a news page.
    """
    count = len(document)
    head = [_plain(document.lines.block(index)) for index in range(min(_WINDOW, count))]
    page = _Head(head, document.language.partition("-")[0] in ("ar", "fa", "ur") or None)
    if not page.is_news():
        return
    found = dict(page.kinds)
    first_of_tail = count - _WINDOW if document.lines.complete else count
    for index in (*range(len(head)), *range(max(len(head), first_of_tail), count)):
        text = head[index] if index < len(head) else _plain(document.lines.block(index))
        kind = "control" if _is_control(text) else _line(text)
        if kind is not None:
            found.setdefault(index, kind)
    _apply(document, page, found)


def _apply(document: Document, page: _Head, found: Mapping[int, str]) -> None:
    for index, kind in found.items():
        document.furniture.setdefault(index, kind)
    if page.title is not None:
        document.kinds.setdefault(page.title, "heading")
        document.levels.setdefault(page.title, 1)
        document.title = document.title or page.texts[page.title]
    document.date = document.date or page.date


def line_kind(text: str, *, head: bool = False) -> str | None:
    """The furniture that a line of a news page is by itself; None for what may be the story.

    `head`: it stands above the story, where dates and bylines do.
    """
    text = _plain(text)
    if _is_control(text):
        return "control"
    if kind := _line(text):
        return kind
    if not head:
        return None
    return "date" if dates.parse(text) else "byline" if _is_byline(text) else None


class _Head:
    """The first blocks, and what each of them up to the story is."""

    def __init__(self, texts: list[str], day_first: bool | None) -> None:
        self.texts = texts
        self.kinds: dict[int, str] = {}
        self.title: int | None = None
        self.date: str | None = None
        self._day_first = day_first
        self._story = 0
        self._look()

    def _look(self) -> None:
        """Name the lines from the first one to where the story begins."""
        texts, skipped = self.texts, False
        for index in range(min(len(texts), _ZONE)):
            kind = self._kind(index)
            if kind is not None:
                self.kinds[index] = kind
            elif self.title is None and _is_title(texts[index]):
                self.title = index
            elif not skipped and _is_title(texts[index]) and self._goes_on(index + 1):
                skipped = True  # a line under the headline
            else:
                self._story = index
                return
        self._story = min(len(texts), _ZONE)

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
        if _is_control(text):
            return "control"
        if kind := _line(text):
            return kind
        if self.title is None:
            return None
        if _is_byline(text):
            return "byline"
        return "caption" if self._is_caption(index) else None

    def _is_caption(self, index: int) -> bool:
        """A short text with its credit in brackets, beside the date line or the font control.

        Between these two it needs no credit.
        """
        text = self.texts[index]
        after = self.texts[index + 1] if index + 1 < len(self.texts) else ""
        match = _CREDIT.fullmatch(text)
        if _is_control(after):
            dated = self.kinds.get(index - 1) == "date"
            return len(text) <= _CAPTION and (match is not None or (dated and _is_title(text)))
        if match is None or len(text) > _CAPTION:
            return False
        if self.kinds.get(index - 1) not in ("date", "control") and dates.parse(after) is None:
            return False
        doubled = "headline" in self.kinds.values()
        return (doubled and "/" in match["credit"]) or _is_credit(match["credit"])

    def is_news(self) -> bool:
        """Whether enough of it is there, together, for it to be a copied news page."""
        kinds = set(self.kinds.values())
        if "date" in kinds and kinds & {"control", "caption"}:
            return True
        if "headline" in kinds:
            return bool(kinds & {"date", "control", "byline"}) or self._has_story()
        return self._is_stamped()

    def _has_story(self) -> bool:
        """Whether prose follows, and not verse: nobody doubles a long title above a long text."""
        rest = [text for text in self.texts[self._story :] if _line(text) is None][:3]
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


def _plain(text: str) -> str:
    """A line without what cannot be seen, with single spaces."""
    return _SPACES.sub(" ", text[: 4 * _CAPTION]).strip()


def _same(text: str, title: str) -> bool:
    return text == title or fold(text).text == fold(title).text


def _is_title(text: str) -> bool:
    """Whether it could be a headline: two words or more, on a line, without a full stop."""
    return 8 <= len(text) <= _TITLE and " " in text and not _NO_TITLE.search(text)


def _is_control(text: str) -> bool:
    """Whether a line is a page's control of its text size: `+ الخط -` and the like."""
    if len(text) > 30:
        return False
    return bool(_CONTROL.fullmatch(_DASHES.sub("-", fold(text).text).replace(" ", "")))


def _line(text: str) -> str | None:
    """The kind of a line that says itself what it is."""
    if len(text) > _TITLE:
        return None
    folded = fold(text).text.strip(" :.-–—|*•<>«»")
    if folded in _KINDS:
        return _KINDS[folded]
    opening, colon, _ = fold(text).text.partition(":")
    return "related" if colon and opening.strip() in _LEADS_TO_A_LINK else None


def _is_credit(text: str) -> bool:
    """Whether words in brackets name who took a picture."""
    folded = fold(text).text
    return any(map(_is_agency, re.split("[/|،,–-]", folded))) or not _PICTURES.isdisjoint(
        re.findall(r"\w+", folded)
    )


def _is_agency(text: str) -> bool:
    return fold(text).text.strip(" .") in _SOURCES


def _is_byline(text: str) -> bool:
    """`By NAME`, `بغداد ــ العربي الجديد`, `بغداد (رويترز)`, alone on the line."""
    if len(text) > 80:
        return False
    if _BY.fullmatch(text):
        return True
    match = _PLACE_AGENCY.fullmatch(text)
    if match is None:
        return False
    named = match["a"] or match["b"]
    return (match["dash"] or "").startswith("ــ") or _is_agency(named)
