"""What stands at a position of a text: dates of both calendars, years, numbers."""

from __future__ import annotations

from datetime import date

import pytest

from viewer.core.language.dates import dates_in
from viewer.core.language.dates_and_numbers import other_digits, quantity_at, years

DAY = date(2021, 7, 31)


@pytest.mark.parametrize(
    ("text", "written", "hijri"),
    [
        ("وقع في 31 يوليو 2021 هناك", "31 يوليو 2021", False),
        ("يوم ٣١ تموز / يوليو ٢٠٢١ في", "٣١ تموز / يوليو ٢٠٢١", False),
        ("بتاريخ 21 ذو الحجة 1442 هـ صدر", "21 ذو الحجة 1442", True),
        ("on July 31, 2021 in", "July 31, 2021", False),
        ("يوم السبت 31/7/2021، أن", "31/7/2021", False),
    ],
)
def test_dates(text: str, written: str, hijri: bool) -> None:
    found = quantity_at(text, text.index(written) + 1)
    assert found is not None and (found.kind, found.day, found.hijri) == ("date", DAY, hijri)
    assert text[found.start : found.end] == written


def test_an_offset_deep_in_a_text() -> None:
    text = "كلمة " * 500 + "في 31 يوليو 2021 وقع" + " كلمة" * 500
    at = text.index("يوليو")
    found = quantity_at(text, at)
    assert found is not None and text[found.start : found.end] == "31 يوليو 2021"
    assert quantity_at(text, 3) is None


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [("بلغ ١٬٢٣٤٫٥ طن", "number", 1234.5), ("about 1,234,567 people", "number", 1234567),
     ("عام 2020 كان", "year", 2020), ("سنة 1443هـ", "hijri-year", 1443),
     ("50 هجوماً", "number", 50)],
)  # fmt: skip
def test_numbers(text: str, kind: str, value: float) -> None:
    at = next(i for i, sign in enumerate(text) if sign.isdigit())
    found = quantity_at(text, at)
    assert found is not None and (found.kind, found.value) == (kind, value)


def test_what_is_no_number() -> None:
    assert quantity_at("COVID-19 وباء", 6) is None and quantity_at("12:30", 0) is None
    assert list(dates_in("131/7/2021 و 4/13/20215")) == []


def test_digits_and_years() -> None:
    assert other_digits("1,234.5") == "١٬٢٣٤٫٥" and other_digits("١٬٢٣٤٫٥") == "1,234.5"
    assert years(2021, False) == (1442, 1443) and years(1443, True) == (2021, 2022)
    assert years(700, False) is None
