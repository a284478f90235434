"""Where words may be parted, and where Arabic ones may be drawn out."""

from __future__ import annotations

import pytest

from viewer.core.language.hyphenation import Hyphenation
from viewer.core.language.kashida import kashida_place


def test_words_are_parted_by_the_patterns_of_their_language() -> None:
    made = Hyphenation()
    assert made.points("en", "responsibility") == [] and not made.knows("en")
    made.load("en")
    assert "re" in {"responsibility"[:at] for at in made.points("en", "responsibility")}
    assert all(2 <= at <= 11 for at in made.points("en", "responsibility"))
    assert made.points("en", "the") == []
    made.load("ar")
    assert made.knows("ar") and made.points("ar", "مسؤولية") == []
    made.load("de-AT")
    assert made.points("de-AT", "Verantwortung")


@pytest.mark.parametrize(
    ("word", "before"),
    [
        ("السلام", "لام"),  # after seen, not in lam-alef
        ("مدينة", "ة"),
        ("كتاب", "اب"),
        ("محمد،", "د،"),
        ("مُحَمَّدٌ", "دٌ"),
        ("حمـد", "د"),  # where the writer drew it out already
    ],
)
def test_the_best_place_of_a_word(word: str, before: str) -> None:
    found = kashida_place(word)
    assert found is not None and word[found[1] :] == before


@pytest.mark.parametrize("word", ["دار", "لا", "الله", "و", "", "word", "12", "أ،", "والله"])
def test_words_that_are_never_drawn_out(word: str) -> None:
    assert kashida_place(word) is None
