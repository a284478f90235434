"""The words of the reader's list in a text."""

from __future__ import annotations

from viewer.core.dictionaries.listed_words import ListedWords
from viewer.core.dictionaries.word_list import Listed


def shown(text: str, *words: tuple[str, str, str]) -> list[tuple[str, str]]:
    listed = ListedWords(Listed(word, language, state=state) for word, language, state in words)
    return [(text[start:end], state) for start, end, state in listed.places(text)]


def test_a_word_is_shown_with_what_is_written_to_it() -> None:
    text = "قرأ الكتابَ وكتابه، ولا كاتب ولا مكتب."
    found = shown(text, ("كتاب", "ar", "to-learn"))
    assert found == [("الكتابَ", "to-learn"), ("وكتابه", "to-learn")]


def test_each_with_its_state_and_none_that_was_only_looked_up() -> None:
    words = [("boat", "en", "known"), ("وزير", "ar", "looked-up"), ("نهر", "ar", "removed")]
    assert shown("Boats on the نهر, a boat, وزير", *words) == [
        ("Boats", "known"),
        ("boat", "known"),
    ]


def test_an_empty_list_shows_nothing() -> None:
    assert not ListedWords([]) and not shown("كتاب")
