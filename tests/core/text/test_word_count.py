"""Words are counted alike in both forms of a text, wherever it is cut."""

from __future__ import annotations

import pytest

from viewer.core.text import word_count
from viewer.core.text.lines import ByteLines, StrLines
from viewer.core.text.single_byte_lines import SingleByteLines


def never() -> bool:
    return False


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("كلمة", 1), (" قال الوزير\n\n إن  المباحثات\tشاملة\n", 5), ("a\nb c", 3)],
)
@pytest.mark.parametrize("step", [1, 2, 3, 7, 1 << 16])
def test_words_are_what_stands_between_spaces(
    text: str, count: int, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(word_count, "UNITS_AT_ONCE", step)
    assert word_count.count_words(StrLines(text), never) == count
    assert word_count.count_words(ByteLines(text.encode()), never) == count
    single = SingleByteLines(text.encode("cp1256"), "cp1256")
    assert word_count.count_words(single, never) == count


def test_counting_stops_when_asked() -> None:
    assert word_count.count_words(StrLines("a " * 100_000), lambda: True) is None
