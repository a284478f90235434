"""Dates as Arabic and English news write them. What is not clearly a date is none: never invent.

Month names: the Levant and Iraq, Egypt and the Gulf, Algeria and Tunisia, Morocco; English full and
short. Two names with a slash (`ديسمبر/ كانون الأول`) must mean the same month.
"""

from __future__ import annotations

import re
from datetime import date

from viewer.core.arabic import fold

ARABIC_MONTHS = (
    ("يناير", "كانون الثاني", "جانفي", "ينّاير"),
    ("فبراير", "شباط", "فيفري"),
    ("مارس", "آذار", "اذار"),
    ("أبريل", "إبريل", "نيسان", "أفريل"),
    ("مايو", "أيار", "ماي", "ماية"),
    ("يونيو", "يونيه", "حزيران", "جوان"),
    ("يوليو", "يوليه", "تموز", "جويلية", "يوليوز"),
    ("أغسطس", "آب", "أوت", "غشت"),
    ("سبتمبر", "أيلول", "شتنبر"),
    ("أكتوبر", "تشرين الأول", "اكتوبر"),
    ("نوفمبر", "تشرين الثاني", "نونبر"),
    ("ديسمبر", "كانون الأول", "دجنبر"),
)
ENGLISH_MONTHS = (
    ("january", "jan"),
    ("february", "feb"),
    ("march", "mar"),
    ("april", "apr"),
    ("may",),
    ("june", "jun"),
    ("july", "jul"),
    ("august", "aug"),
    ("september", "sep", "sept"),
    ("october", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
_WEEKDAYS = (
    "السبت|الاحد|الاثنين|الثلاثاء|الاربعاء|الخميس|الجمعه|"
    "saturday|sunday|monday|tuesday|wednesday|thursday|friday|sat|sun|mon|tue|tues|wed|thu|thur|"
    "thurs|fri"
)


def _names() -> dict[str, int]:
    found = {}
    for months in (ARABIC_MONTHS, ENGLISH_MONTHS):
        for number, names in enumerate(months, 1):
            for name in names:
                found[fold(name).text] = number
    return found


_MONTHS = _names()
_NAME = "|".join(sorted(map(re.escape, _MONTHS), key=len, reverse=True))
_MONTH = rf"(?P<m>{_NAME})\.?(?:\s*[/()-]\s*(?P<m2>{_NAME})\s*\)?)?"
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<y>(?:19|20)\d\d)(?:\s*م)?"
_BEFORE = (
    r"(?:(?:updated|published|نشر في|تاريخ النشر|بتاريخ)\s*:?\s*)?"
    rf"(?:(?:يوم\s+)?(?:{_WEEKDAYS})\.?\s*[،,]?\s*)?"
)
_AFTER = (
    r"(?:\s*[-–—|،,•]?\s*(?:at\s+|الساعه\s+|اخر تحديث\s*:?\s*)?\d{1,2}[:.]\d{2}(?::\d{2})?"
    r"\s*(?:am|pm|a\.m\.|p\.m\.|ص|م|مساء|صباحا)?\s*(?:gmt|utc|بتوقيت\s+\w+|\([^()]{1,20}\))?)?"
)
_FORMS = tuple(
    re.compile(rf"{_BEFORE}{body}{_AFTER}\s*\.?")
    for body in (
        rf"{_DAY}\s*(?:of\s+|من\s+)?{_MONTH}\s*[،,]?\s*{_YEAR}",
        rf"{_MONTH}\s+{_DAY}\s*[،,]?\s*{_YEAR}",
        r"(?P<y>(?:19|20)\d\d)[-/.](?P<n>\d{1,2})[-/.](?P<d>\d{1,2})(?:t\d\d:\d\d\S*)?",
        r"(?P<d>\d{1,2})(?P<s>[-/.])(?P<n>\d{1,2})(?P=s)(?P<y>(?:19|20)\d\d)",
    )
)


def parse(text: str) -> date | None:
    """The day that a date line names, with weekday before and time after it; None for any other
    text, for a date without its year, for a day that does not exist, and for `3/4/2021` in a line
    without Arabic letters, which may be March or April."""
    if len(text) > 120:
        return None
    line = " ".join(fold(text).text.split())
    for form in _FORMS:
        if match := form.fullmatch(line):
            return _day(match.groupdict(), bool(re.search("[\u0621-\u064a]", line)))
    return None


def _day(parts: dict[str, str | None], arabic: bool) -> date | None:
    day, year = int(parts["d"] or 0), int(parts["y"] or 0)
    if number := parts.get("n"):
        month = int(number)
        if parts.get("s") and not arabic and day <= 12 and month <= 12 and day != month:
            return None
    else:
        month = _MONTHS[parts["m"] or ""]
        if (second := parts.get("m2")) and _MONTHS[second] != month:
            return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
