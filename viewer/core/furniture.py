"""What in a plain-text copy of a news page is not the story: it keeps its index, and is dimmed.

Such a copy begins with its headline, mostly twice; then come the date, the caption of the picture
with its credit, and the page's own font control, `+ الخط -`. Only a text that begins like that is
touched: to mark a line of a story would be worse than to leave a line of the page.
"""

from __future__ import annotations

import re

from viewer.core import dates
from viewer.core.document import Document

HEAD, TAIL = 40, 40
"""Blocks looked at from the top and from the end; a book is never gone through."""

NEAR = 9
"""Blocks from the top in which headline, date, caption and control stand."""

PROSE = 150
"""Code points of a line that is a paragraph and no verse."""

LONGEST = {"headline": 250, "date": 70, "caption": 260, "byline": 70}
"""Code points of the longest line of each kind."""

_CONTROL = re.compile(
    r"(?=[^\n]*[+＋])(?=[^\n]*[-−–—ـ])[\s+＋\-−–—ـ|]*"
    r"(?:ال)?(?:خط|نص|حجم الخط|text size|font size|font|text|a)[\s+＋\-−–—ـ|]*",
    re.I,
)
_CREDIT = re.compile(r".{8,}[(（\[][^()\[\]]{2,60}[)）\]]\s*\.?")
_PLACE = re.compile(
    r"[^\W\d_][\w\s،,]{1,28}\s*(?:ــ+|--+|—|–)\s*[^\W\d_][\w\s.]{1,34}"
    r"|[^\W\d_][\w\s]{1,24}\s*\([^()]{2,30}\)"
)
_BY = re.compile(r"(?:By|BY)\s+[A-Z][\w.'’-]+(?:\s+(?:and\s+)?[A-Z][\w.'’-]+){0,5}")
_ALONE = {
    "share": (
        "شارك",
        "شارك القصة",
        "شارك المقال",
        "شارك الخبر",
        "مشاركة",
        "share",
        "share this",
        "share this article",
        "share this story",
    ),
    "related": (
        "اقرأ أيضا",
        "اقرا أيضا",
        "إقرأ أيضا",
        "اقرأ المزيد",
        "اقرأ أكثر",
        "الأكثر قراءة",
        "مواضيع ذات صلة",
        "مواد ذات صلة",
        "أخبار ذات صلة",
        "read more",
        "read also",
        "most read",
        "related stories",
        "related articles",
    ),
    "advertisement": ("إعلان", "advertisement", "advertisements"),
}
_KINDS = {line: kind for kind, lines in _ALONE.items() for line in lines}
_TANWIN = re.compile("[\u064b-\u0652]")


def mark(document: Document) -> None:
    """Fill `furniture`, `title` and `date` of a plain text that is a copy of a news page.

    The first headline becomes a heading, its double furniture. Anything else stays as it is.
    """
    count = min(len(document), HEAD)
    lines = [" ".join(document.lines.block(index).split()) for index in range(count)]
    double = _doubled(lines)
    day = _date_line(lines)
    control = _first(lines, _CONTROL)
    if double is not None and day is None and control is None and not _prose(lines[double + 1 :]):
        double = None  # the refrain of a poem
    if double is None and (day is None or control is None):
        return
    found: dict[int, str] = {}
    if double is not None:
        document.kinds[0], document.levels[0] = "heading", 1
        document.title = lines[0]
        found[double] = "headline"
    elif day is not None and day > 0 and _is_title(lines[0]):
        document.kinds[0], document.levels[0] = "heading", 1
        document.title = lines[0]
    if day is not None:
        found[day] = "date"
        moment = dates.parse(lines[day])
        document.date = moment.isoformat() if moment else None
    if control is not None:
        found[control] = "control"
    _mark_around(lines, found, double, day, control)
    _mark_alone(document, lines, found)
    document.furniture.update(found)


def _doubled(lines: list[str]) -> int | None:
    """Where the headline stands again."""
    if not lines or not 12 <= len(lines[0]) <= LONGEST["headline"] or not _is_title(lines[0]):
        return None
    return next((i for i in range(1, min(4, len(lines))) if lines[i] == lines[0]), None)


def _prose(lines: list[str]) -> bool:
    """Whether what follows is told in paragraphs, not in verses."""
    return any(len(line) > PROSE for line in lines[:4])


def _is_title(line: str) -> bool:
    return len(line) <= LONGEST["headline"] and not line.endswith((".", "،", ",", ";", "؛", ":"))


def _date_line(lines: list[str]) -> int | None:
    for index, line in enumerate(lines[:NEAR]):
        if len(line) <= LONGEST["date"] and dates.parse(line) is not None:
            return index
    return None


def _first(lines: list[str], pattern: re.Pattern[str]) -> int | None:
    return next((i for i, line in enumerate(lines[:NEAR]) if pattern.fullmatch(line)), None)


def _mark_around(
    lines: list[str],
    found: dict[int, str],
    double: int | None,
    day: int | None,
    control: int | None,
) -> None:
    """Caption and byline: between the headline and the story, beside what is known."""
    known = [index for index in (double, day, control) if index is not None]
    last = max(known)
    for index in range(1, min(last + 2, len(lines))):
        line = lines[index]
        if index in found:
            continue
        byline = len(line) <= LONGEST["byline"] and (_PLACE.fullmatch(line) or _BY.fullmatch(line))
        if index < last and len(line) <= LONGEST["caption"] and _CREDIT.fullmatch(line):
            found[index] = "caption"
        elif byline:
            found[index] = "byline"
        elif day is not None and day < index and index + 1 == control and _is_title(line):
            found[index] = "caption"


def _mark_alone(document: Document, lines: list[str], found: dict[int, str]) -> None:
    """Lines of the page that stand alone, near the top and near the end."""
    for index, line in enumerate(lines):
        if kind := _alone(line):
            found.setdefault(index, kind)
    if document.lines.complete:
        for index in range(max(len(lines), len(document) - TAIL), len(document)):
            if kind := _alone(" ".join(document.lines.block(index).split())):
                found[index] = kind


def _alone(line: str) -> str | None:
    if len(line) > 40:
        return None
    return _KINDS.get(_TANWIN.sub("", line).strip(" :؛.-–—…").casefold())
