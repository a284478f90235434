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


LIKED = (
    "مراسل هنا. " * 60
    + "قال لمراسل القناة. " * 70
    + "أفاد مراسلنا بذلك. " * 9
    + "حماية البيئة. " * 12
    + "لحماية الغابة. " * 3
    + "لحمايتها اجتمعوا. "
    + "كان سابقا وزيرا. " * 17
    + "الوزير السابق. " * 38
    + "سابق لأوانه. " * 18
    + "منتخب السودان. " * 5
    + "لاعب سوداني. " * 20
)
"""Forms that are far commoner than their words, as the language likes them."""


@pytest.mark.parametrize(
    ("asked", "form"),
    [
        ("مراسل", "لمراسل"),
        ("مراسل", "مراسلنا"),
        ("حماية", "لحمايتها"),
        ("حمايتها", "لحمايتها"),
        ("سابق", "سابقا"),
    ],
)
def test_a_long_word_is_found_in_the_form_that_it_likes(asked: str, form: str) -> None:
    found = {LIKED[start:end] for start, end in find(LIKED, asked, mode="clitics")}
    assert {form} <= found


def test_a_single_letter_at_the_end_makes_another_word() -> None:
    text = LIKED + "سودان " * 4 + "وزير سوري. " * 3 + "في سوريا. " * 30
    found = {text[start:end] for start, end in find(text, "سودان", mode="clitics")}
    assert "السودان" in found
    assert "سوداني" not in found
    assert "سوريا" not in {text[a:b] for a, b in find(text, "سوري", mode="clitics")}
