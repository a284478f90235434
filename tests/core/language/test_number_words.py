"""Numbers in words: what they say, and what is no number."""

from __future__ import annotations

import re

import pytest

from viewer.core.language.arabic import fold
from viewer.core.language.number_words import values


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("خمسة وعشرون كتابا", {25}),
        ("بثلاثة وستين", {63}),
        ("ثلاثمئة وألفان", {300, 2000}),
        ("مئة واثنا عشر بيتا", {112}),
        ("القرن الحادي والعشرون", {21}),
        ("المرتبة التاسعة عشرة", {19}),
        ("سنة ألفين وأربع وعشرين", {2024}),
        ("ثمانمائة ألف", {800_000}),
        ("ثلاثة ملايين ونصف المليون", {0.5, 50, 500_000, 3e6, 3.5e6}),
        ("مليون و250 ألفا", {2000, 250_000, 1e6, 1_250_000}),
        ("نصف مليون", {0.5, 50, 500_000}),
        ("ثلاثة أرباع", {0.25, 0.75, 3, 3.25, 25, 75}),
        ("في الستينيات", {60, 1960}),
        ("ألفا رجل", {1000, 2000}),
        ("seven hundred and forty-two", {742}),
        ("the twenty-third of four", {23, 4}),
        ("one, two", {1, 2}),
        ("two and a half million", {0.5, 1, 2, 50, 100, 2.5e6}),
        ("the nineties", {90, 1990}),
        ("300 thousand, 25", set()),
        ("بلا أرقام سوى 12", set()),
    ],
)
def test_what_words_say(text: str, said: set[float]) -> None:
    assert values(re.findall(r"[^\W_]+", fold(text).text)) - {0} == said
