"""What a corpus says about its own words: which letters are a prefix."""

from __future__ import annotations

import pytest

from viewer.core.search.find_in_document import find

SAID = (
    "قالت الوزيرة. " * 8
    + "وقالت النائبة. " * 20
    + "البرلمان اجتمع. " * 6
    + "بالبرلمان كله. " * 60
    + "الأمر يتم غدا. " * 8
    + "سيتم ذلك. " * 10
    + "وفد جديد. وفد كبير. "
)


@pytest.mark.parametrize(
    ("asked", "form"), [("قالت", "وقالت"), ("البرلمان", "بالبرلمان"), ("يتم", "سيتم")]
)
def test_a_form_may_be_far_commoner_than_its_word(asked: str, form: str) -> None:
    found = {SAID[start:end] for start, end in find(SAID, asked, mode="clitics")}
    assert {asked, form} <= found


def test_a_word_of_two_letters_is_not_found_in_another() -> None:
    assert "وفد" not in {SAID[start:end] for start, end in find(SAID, "فد", mode="clitics")}
