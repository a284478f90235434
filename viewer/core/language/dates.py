"""Dates as Arabic and English news write them, and the names of months.

Never a guess: without a year, with an impossible day or with anything else in the line there is
no date. Days of the Gregorian calendar; one in the Hijri calendar beside them is passed over, one
that stands alone is turned into it (Umm al-Qura, 1343 to 1500 AH).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from viewer.core.language.arabic import fold
from viewer.core.language.late_pattern import late_pattern

MONTH_NAMES = {
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    "ar": (
        *("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو"),
        *("يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"),
    ),
    "ar-IQ": (
        *("كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران"),
        *("تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول"),
    ),
    "ar-MA": (
        *("يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو"),
        *("يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر"),
    ),
    "ar-DZ": (
        *("جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان"),
        *("جويلية", "أوت", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"),
    ),
}
"""The twelve months: `ar` in Egypt and the Gulf, `ar-IQ` in the Levant and Iraq, `ar-DZ` in
Algeria and Tunisia. Spelled as in CLDR."""

_OTHER_SPELLINGS = (
    (1, ("كانون ثاني", "كانون ثان")),
    (5, ("مايس", "ماية")),
    (6, ("يونية",)),
    (7, ("يولية",)),
    (10, ("تشرين أول", "أوكتوبر")),
    (11, ("تشرين ثاني", "تشرين ثان")),
    (12, ("كانون أول",)),
)
HIJRI_MONTHS = {
    "ar": (
        *("محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة"),
        *("رجب", "شعبان", "رمضان", "شوال", "ذو القعدة", "ذو الحجة"),
    ),
    "en": (
        *("Muharram", "Safar", "Rabi I", "Rabi II", "Jumada I", "Jumada II"),
        *("Rajab", "Shaban", "Ramadan", "Shawwal", "Dhu al-Qada", "Dhu al-Hijja"),
    ),
}
_OTHER_HIJRI = (
    (3, ("ربيع أول",)),
    (4, ("ربيع الثاني", "ربيع ثاني", "ربيع ثان")),
    (5, ("جمادى الأول", "جمادى أولى", "جمادي الأولى")),
    (6, ("جمادى الثانية", "جمادى الثاني", "جمادي الآخرة", "جمادي الثانية")),
    (11, ("ذي القعدة",)),
    (12, ("ذي الحجة",)),
)
_WEEKDAYS = (
    *(
        "السبت",
        "الأحد",
        "الاثنين",
        "الثلاثاء",
        "الثلاثا",
        "الأربعاء",
        "الاربعا",
        "الخميس",
        "الجمعة",
    ),
    *("Saturday", "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday"),
    *("Sat", "Sun", "Mon", "Tue", "Tues", "Wed", "Thu", "Thur", "Thurs", "Fri"),
)
_UPDATED = (
    *("آخر تحديث", "آخر تعديل", "تاريخ التحديث", "تم التحديث", "حُدّث في", "حدث", "تحديث", "محدث"),
    *("last updated", "last update", "last modified", "updated on", "updated", "modified"),
)
_PUBLISHED = (
    *("تاريخ النشر", "تاريخ", "التاريخ", "نشر في", "نشرت في", "نُشر بتاريخ", "نشر", "بتاريخ"),
    *("published on", "published at", "published", "posted on", "posted", "date"),
)
_BESIDE = (
    *("الموافق", "للموافق", "يوم", "الساعة", "صباحا", "صباحًا", "مساء", "مساءً", "ظهرا", "عصرا"),
    *("ص", "م", "ه", "at", "am", "pm", "a.m.", "p.m.", "a.m", "p.m", "gmt", "utc", "est", "edt"),
    *("bst", "cet", "cest", "ist", "ast", "eet"),
)
_LONGEST = 120


def _any(names: Iterable[str]) -> str:
    """A pattern for one of these words, as folding leaves them; the longest first."""
    folded = {fold(name).text for name in names}
    words = (re.escape(w).replace(r"\ ", r"\s+") for w in sorted(folded, key=len, reverse=True))
    return f"(?:{'|'.join(words)})(?!\\w)"


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    """Folded name to number."""
    found: dict[str, int] = {}
    for names in MONTH_NAMES.values():
        found |= {fold(name).text: number for number, name in enumerate(names, 1)}
    short = {name[:3].lower(): number for number, name in enumerate(MONTH_NAMES["en"], 1)}
    found |= short | {"sept": 9}
    for number, names in _OTHER_SPELLINGS:
        found |= {fold(name).text: number for name in names}
    return found


@lru_cache(maxsize=1)
def _hijri_months() -> dict[str, int]:
    """Folded name to number."""
    found: dict[str, int] = {}
    for names in HIJRI_MONTHS.values():
        found |= {fold(name).text: number for number, name in enumerate(names, 1)}
    for number, names in _OTHER_HIJRI:
        found |= {fold(name).text: number for name in names}
    return found


@lru_cache(maxsize=1)
def _dates() -> str:
    """Dates, and what looks like the beginning of one, as a pattern (`re.X`)."""
    month = _any(_months()) + r"\.?"
    year = r"(?:1[6-9]|2[01])\d\d(?!\d)"
    gap = r"(?:\s*[-/.،,]\s*|\s+)"
    both = rf"{month}(?:\s*[/(\-]\s*{month}\s*\)?)?"  # تموز / يوليو, يوليو (تموز)
    offset = r"(?:z|[+-]\d\d:?\d\d)"
    clock = r"t\d\d:?\d\d(?::?\d\d(?:\.\d{1,9})?)?"
    return rf"""
        (?P<iso>(?P<y1>{year})(?P<sep>[-/.])(?P<m1>\d\d?)(?P=sep)(?P<d1>\d\d?)(?!\d)
            (?:{clock}{offset}?(?!\w))?)
        |(?P<numbers>(?P<a>\d\d?)\s?(?P<sep2>[-/.])\s?(?P<b>\d\d?)\s?(?P=sep2)\s?(?P<y2>{year}))
        |(?P<day_first>(?P<d3>\d\d?)(?:st|nd|rd|th)?(?:{gap}(?:of\s+|من\s+)?)(?P<m3>{both})
            {gap}(?P<y3>{year}))
        |(?P<month_first>(?P<m4>{both}){gap}(?P<d4>\d\d?)(?:st|nd|rd|th)?{gap}(?P<y4>{year}))
        |(?P<hijri>\d\d?\s+(?:من\s+)?{_any(_hijri_months())}[\s،,]*1[234]\d\d(?!\d)|\d\d?/\d\d?/1[34]\d\d(?!\d))
        |(?P<time>\d\d?[:.]\d\d(?::\d\d)?(?!\d))
        """


@lru_cache(maxsize=1)
def _date_in_text() -> re.Pattern[str]:
    """What may be a date in running text."""
    return re.compile(_dates(), re.X)


@lru_cache(maxsize=1)
def _token() -> re.Pattern[str]:
    """Every part of a date line. Made when first needed: it takes as long as a small document."""
    return re.compile(
        rf"""{_dates()}
        |(?P<updated>{_any(_UPDATED)})
        |(?P<published>{_any(_PUBLISHED)})
        |(?P<weekday>{_any(_WEEKDAYS)}\.?)
        |(?P<zone>ب?توقيت\s+\w+(?:\s+المكرمه|\s+المحلي)?(?!\w)|[+-]\d\d:?\d\d(?!\d)|[+-]\d(?!\d))
        |(?P<beside>{_any(_BESIDE)})
        |(?P<between>[\s,،؛;:|/\\()\[\]·•–—-])
        """,
        re.X,
    )


YEAR_DIGITS = 4
_HAS_YEAR, _DIGIT = late_pattern(r"\d{4}"), late_pattern(r"\d")
_ARABIC = late_pattern("[\u0620-\u064a\u0660-\u0669]")


def parse(text: str, day_first: bool | None = None) -> date | None:
    """The day that a line names, when the line is a date and nothing else; None otherwise.

    Weekdays, times, "published" and "last updated" may stand beside it; of several dates the one
    of publishing counts. `day_first` settles 4/6/2021: None asks the line (Arabic: day first;
    else such a date is none).
    """
    if len(text) > _LONGEST:
        return None
    line = fold(text.strip()).text
    if not _HAS_YEAR.search(line):
        return None
    if day_first is None:
        day_first = _ARABIC.search(text) is not None
    found: list[tuple[bool, date]] = []
    hijri: list[str] = []
    updated = labelled = False
    at = 0
    while at < len(line):
        match = _token().match(line, at)
        if match is None or match.lastgroup is None:
            return None
        at = match.end()
        kind = match.lastgroup
        if kind == "hijri":
            hijri.append(match[0])
        elif kind in ("updated", "published"):
            updated, labelled = kind == "updated", True
        elif kind in ("iso", "numbers", "day_first", "month_first"):
            day = _day(match, kind, day_first)
            if day is None or (found and not labelled):  # two dates are a span of time
                return None
            found.append((updated, day))
            labelled = False
    if found:
        return min(found, key=_is_update)[1]
    return _from_hijri(hijri[0]) if len(hijri) == 1 else None


def dates_in(text: str) -> Iterator[tuple[int, int, date, bool]]:
    """Every full date in running text: `[start, end)` in code points, the day, whether Hijri.

    Day first where the text is Arabic; else 4/6/2021 is none.
    """
    if len(_DIGIT.findall(text)) < YEAR_DIGITS:  # folding adds none
        return
    folded = fold(text)
    day_first = _ARABIC.search(text) is not None
    if not _HAS_YEAR.search(folded.text):
        return
    for match in _date_in_text().finditer(folded.text):
        kind = match.lastgroup
        hijri = kind == "hijri"
        if match.start() and folded.text[match.start() - 1].isdigit():
            continue
        if hijri:
            day = _from_hijri(match[0])
        elif kind in ("iso", "numbers", "day_first", "month_first"):
            day = _day(match, kind, day_first)
        else:
            continue
        if day is not None:
            yield *folded.source(*match.span()), day, hijri


def without_names(line: str) -> str:
    """A folded line with `0` in place of every month and weekday in it."""
    return _names().sub("0", line)


@lru_cache(maxsize=1)
def _names() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any(_months())}|{_any(_hijri_months())}|{_any(_WEEKDAYS)})")


def _is_update(pair: tuple[bool, date]) -> bool:
    return pair[0]


def _from_hijri(text: str) -> date | None:
    """The Gregorian day of a folded Hijri date: day, month as name or number, year."""
    from hijridate import Hijri

    parts = re.fullmatch(r"(\d\d?)(?:\s+من)?[\s/]+(.*?)[\s،,/]*(\d{4})", text)
    if parts is None:
        return None
    name = " ".join(parts[2].split())
    month = int(name) if name.isdigit() else _hijri_months().get(name, 0)
    try:
        return date(*Hijri(int(parts[3]), month, int(parts[1])).to_gregorian().datetuple())
    except (ValueError, OverflowError):
        return None


def hijri_words(day: date, language: str) -> str:
    """A day in the Hijri calendar, in `ar` or `en`; empty outside the years of Umm al-Qura."""
    from hijridate import Gregorian

    try:
        year, month, number = Gregorian(day.year, day.month, day.day).to_hijri().datetuple()
    except (ValueError, OverflowError):
        return ""
    era = "هـ" if language == "ar" else "AH"
    return f"{number} {HIJRI_MONTHS[language][month - 1]} {year} {era}"


def _day(match: re.Match[str], kind: str, day_first: bool) -> date | None:
    if kind == "iso":
        return _date(match["y1"], int(match["m1"]), match["d1"])
    if kind == "day_first":
        return _date(match["y3"], _month(match["m3"]), match["d3"])
    if kind == "month_first":
        return _date(match["y4"], _month(match["m4"]), match["d4"])
    first, second = int(match["a"]), int(match["b"])
    if first <= 12 < second:
        first, second = second, first
    elif second <= 12 and first <= 12 and first != second and not day_first:
        return None
    return _date(match["y2"], second, str(first))


def _month(names: str) -> int:
    """The number of a month; 0 when its two names are of two months."""
    parts = (" ".join(part.split()).rstrip(". ") for part in re.split(r"[/()\-]", names))
    numbers = {_months()[part] for part in parts if part}
    return numbers.pop() if len(numbers) == 1 else 0


def _date(year: str, month: int, day: str) -> date | None:
    try:
        return date(int(year), month, int(day))
    except ValueError:
        return None
