"""Date lines: every way of writing one that is known, and nothing that is none."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.core.language.dates import MONTH_NAMES, hijri_words, parse

JULY = date(2021, 7, 31)


@pytest.mark.parametrize(
    "line",
    [
        "31 يوليو 2021",
        "  ٣١ يُوليو ٢٠٢١ ",
        "31 تموز 2021",
        "31 تموز / يوليو 2021",
        "31 يوليو/ تموز 2021",
        "31 يوليو (تموز) 2021",
        "31 يوليوز 2021",
        "31 جويلية 2021",
        "31 من يوليه 2021",
        "31 يوليو، 2021",
        "31 يوليو 2021م",
        "31 يوليو 2021 م",
        "السبت 31 يوليو 2021",
        "السبت، ٣١ يوليو ٢٠٢١",
        "يوم السبت: 31 يوليو 2021",
        "يوليو 31, 2021",
        "31 يوليو 2021 - 14:05",
        "31 يوليو 2021 | 14:05 (توقيت مكة المكرمة)",
        "السبت 31 يوليو 2021 الساعة 2:05 مساءً بتوقيت غرينتش",
        "31 يوليو 2021 | آخر تحديث 12:30",
        "31 يوليو 2021 | آخر تحديث: 1 أغسطس 2021 12:30",
        "آخر تحديث: 1 أغسطس 2021 | نُشر في: 31 يوليو 2021",
        "تاريخ النشر: 31 يوليو 2021",
        "السبت 21 ذو الحجة 1442 هـ الموافق 31 يوليو 2021",
        "31/7/2021",
        "٣١/٠٧/٢٠٢١",
        "31-07-2021",
        "31.7.2021",
        "7/31/2021",
        "2021-07-31",
        "2021/07/31",
        "2021-07-31T12:40:00+01:00",
        "2021-07-31T12:40:00.123Z",
        "31 July 2021",
        "31 july, 2021",
        "31st of July 2021",
        "31 Jul. 2021",
        "31-Jul-2021",
        "July 31, 2021",
        "July 31st 2021",
        "Saturday, July 31, 2021",
        "Sat 31 July 2021 10.15 BST",
        "Published: 31 July 2021, 10:15 a.m. GMT",
        "Last updated 1 August 2021 / Published on 31 July 2021",
    ],
)
def test_ways_to_write_one_day(line: str) -> None:
    assert parse(line) == JULY


@pytest.mark.parametrize(
    "line",
    [
        "",
        "2021",
        "يوليو 2021",
        "31 يوليو",
        "31 July",
        "31 July 21",
        "31/7/21",
        "31 June 2021",
        "30 فبراير 2021",
        "0/7/2021",
        "32/7/2021",
        "31/13/2021",
        "29/2/2021",
        "5 تموز / حزيران 2021",
        "5 أيار/ آب 2021",
        "31 يوليو 2021 أعلن السفير",
        "في 31 يوليو 2021",
        "بغداد، 31 يوليو 2021",
        "Baghdad, 31 July 2021",
        "31 July 2021 was a Saturday",
        "29 July 2021 – 31 July 2021",
        "12 رمضان 1600 هـ",
        "31/7/1442",
        "1 + 2021",
        "31 يوليو 20215",
        "131 يوليو 2021",
        "12:30",
        "السبت",
        "آخر تحديث 12:30",
        "محمد 31 يوليو 2021",
        "31 Julya 2021",
        "31 يوليو 2021 " * 9,
    ],
)
def test_what_is_no_date_line(line: str) -> None:
    assert parse(line) is None


def test_which_comes_first_is_not_guessed() -> None:
    assert parse("4/6/2021") is None
    assert parse("4/6/2021", day_first=True) == date(2021, 6, 4)
    assert parse("٤/٦/٢٠٢١") == date(2021, 6, 4)
    assert parse("الجمعة 4/6/2021") == date(2021, 6, 4)
    assert parse("٤/٦/٢٠٢١", day_first=False) is None
    assert parse("5/5/2021") == date(2021, 5, 5)


@pytest.mark.parametrize(
    "name, month",
    [
        ("كانون ثاني", 1),
        ("كانون الثاني", 1),
        ("مايس", 5),
        ("يونيه", 6),
        ("إبريل", 4),
        ("أوت", 8),
        ("آب", 8),
        ("غشت", 8),
        ("شتنبر", 9),
        ("تشرين أول", 10),
        ("تشرين الثاني", 11),
        ("كانون الأول", 12),
        ("Sept", 9),
    ],
)
def test_names_of_months(name: str, month: int) -> None:
    assert parse(f"5 {name} 2019") == date(2019, month, 5)


def test_the_tables_hold_a_year_each() -> None:
    assert {len(set(names)) for names in MONTH_NAMES.values()} == {12}


@given(st.dates(date(1600, 1, 1), date(2199, 12, 31)), st.sampled_from(list(MONTH_NAMES)))
def test_every_day_in_every_tradition(day: date, region: str) -> None:
    name = MONTH_NAMES[region][day.month - 1]
    assert parse(f"{day.day} {name} {day.year}") == day
    other = MONTH_NAMES["ar-IQ" if region == "ar" else "ar"][day.month - 1]
    if region != "en":
        assert parse(f"{day.day} {name}/ {other} {day.year}") == day
    assert parse(day.isoformat()) == day


@given(st.text(max_size=150))
def test_anything_is_taken(text: str) -> None:
    parse(text)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("15 رمضان 1442", "2021-04-27"),
        ("الثلاثاء ١٥ رمضان ١٤٤٢ هـ", "2021-04-27"),
        ("1 ربيع الثاني 1443هـ", "2021-11-06"),
        ("تاريخ النشر: 15/9/1442", "2021-04-27"),
        ("29 Dhu al-Hijja 1442", "2021-08-08"),
        ("السبت 21 ذو الحجة 1442 الموافق 31 يوليو 2021", "2021-07-31"),
    ],
)
def test_a_hijri_day_alone_is_turned_into_the_other_calendar(line: str, day: str) -> None:
    found = parse(line)
    assert found is not None and found.isoformat() == day


@pytest.mark.parametrize("line", ["31 رمضان 1442", "15 رمضان 1442 - 20 رمضان 1442", "5/13/1442"])
def test_what_is_no_hijri_day(line: str) -> None:
    assert parse(line) is None


def test_a_day_in_the_words_of_the_other_calendar() -> None:
    day = date(2021, 7, 31)
    assert hijri_words(day, "ar") == "21 ذو الحجة 1442 هـ"
    assert hijri_words(day, "en") == "21 Dhu al-Hijja 1442 AH"
    assert hijri_words(date(1800, 1, 1), "ar") == ""
