"""Explicit marks of direction, as the Unicode Bidirectional Algorithm counts their levels."""

from __future__ import annotations

import pytest

from viewer.core.language.bidi import run_level, stretches

LRE, RLE, PDF, LRO, RLO = "\u202a", "\u202b", "\u202c", "\u202d", "\u202e"
LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"


def levels(text: str, rtl: bool) -> str:
    """The level of each code point; those that are forced with a star."""
    found = ""
    for part in stretches(text, rtl):
        found += (str(part.level) + ("*" if part.override else "")) * (part.end - part.start)
    return found


@pytest.mark.parametrize(
    ("text", "rtl", "wanted"),
    [
        ("abc", False, "000"),
        ("abc", True, "111"),
        (f"a{RLE}b{PDF}c", False, "01110"),
        (f"a{LRE}b{PDF}c", False, "02220"),
        (f"a{LRE}b{PDF}c", True, "12221"),
        (f"a{RLO}b{PDF}c", False, "0" + "1*" * 3 + "0"),
        (f"a{LRO}b{PDF}c", True, "1" + "2*" * 3 + "1"),
        (f"a{RLI}b{PDI}c", False, "00100"),
        (f"{RLE}a{LRE}b{PDF}{PDF}", False, "1122" + "2" + "1"),
        (f"a{PDF}b{PDI}c", False, "00000"),
        (f"a{RLI}b{PDF}c{PDI}d", False, "0011100"),
        (f"a{RLI}b{RLE}c{PDI}d", False, "0013300"),
        (f"{FSI}ب{PDI}{FSI}b{PDI}", False, "010020"),
        (f"a{RLO}b", False, "0" + "1*" * 2),
        ("", True, ""),
    ],
)
def test_levels(text: str, rtl: bool, wanted: str) -> None:
    assert levels(text, rtl) == wanted
    assert "".join(text[p.start : p.end] for p in stretches(text, rtl)) == text


def test_letters_against_their_surroundings_are_one_level_up() -> None:
    assert run_level(0, rtl=False) == 0 and run_level(0, rtl=True) == 1
    assert run_level(1, rtl=True) == 1 and run_level(1, rtl=False) == 2


def test_a_first_strong_isolate_passes_over_the_isolates_in_it():
    text = f"{FSI}{LRI}abc{PDI}\u0627{PDI}"
    inner = next(s for s in stretches(text, False) if s.start <= text.index("\u0627") < s.end)
    assert inner.level == 1
    text = f"{FSI}{RLI}\u0627{PDI}abc{PDI}"
    inner = next(s for s in stretches(text, False) if s.start <= text.index("abc") < s.end)
    assert inner.level == 2


def test_nothing_nests_deeper_than_the_limit():
    text = RLE * 300 + "a" + PDF * 300 + "b"
    found = stretches(text, False)
    assert max(s.level for s in found) <= 125
    assert next(s.level for s in found if s.start <= text.index("b") < s.end) == 0


@pytest.mark.parametrize("marks", [FSI, FSI + ".", RLE, RLI + PDF, FSI + PDI, RLO + "a" + PDF])
def test_a_flood_of_marks_is_read_in_one_pass(marks):
    text = marks * 30_000
    assert "".join(text[s.start : s.end] for s in stretches(text, True)) == text
