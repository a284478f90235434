"""Date lines of Arabic and English news: read, or refused, never invented."""

from __future__ import annotations

from datetime import date

import pytest

from viewer.core import dates

DAY = date(2021, 7, 31)


@pytest.mark.parametrize(
    "line",
    [
        "31 يوليو 2021",
        "٣١ يوليو ٢٠٢١",
        "31 تموز / يوليو 2021",
        "31 يوليو/ تموز 2021",
        "السبت، 31 يوليو 2021",
        "يوم السبت 31 تموز 2021 م",
        "31 جويلية 2021",
        "31 يوليوز 2021",
        "31 يوليو 2021 - 14:05",
        "31 July 2021",
        "July 31, 2021",
        "Saturday, July 31st, 2021",
        "Sat 31 Jul 2021 | 10:30 GMT",
        "2021-07-31",
        "2021/7/31",
        "31/7/2021",
        "31-07-2021",
    ],
)
def test_a_date_line_is_read(line: str) -> None:
    assert dates.parse(line) == DAY


@pytest.mark.parametrize(
    "line",
    [
        "",
        "31 يوليو",
        "يوليو 2021",
        "31 فبراير 2021",
        "32 July 2021",
        "31 يوليو/ شباط 2021",
        "3/4/2021",
        "في 31 يوليو 2021 أعلن الوزير استقالته",
        "The talks of 31 July 2021 failed",
        "2021",
        "12:30",
        "الفصل 7 من 2021",
    ],
)
def test_anything_else_is_none(line: str) -> None:
    assert dates.parse(line) is None


def test_every_name_of_a_month_is_known() -> None:
    for number, names in enumerate(dates.ARABIC_MONTHS, 1):
        for name in names:
            assert dates.parse(f"5 {name} 2020") == date(2020, number, 5), name
    for number, names in enumerate(dates.ENGLISH_MONTHS, 1):
        for name in names:
            assert dates.parse(f"5 {name.title()} 2020") == date(2020, number, 5), name


def test_day_first_in_an_arabic_line() -> None:
    assert dates.parse("السبت 3/4/2021") == date(2021, 4, 3)
