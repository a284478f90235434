"""Passages that stand several times to the letter, and of which one is gone, new or elsewhere."""

from __future__ import annotations

import pytest

from viewer.core.text.document import Document
from viewer.core.text.reanchor import PlaceFinder
from viewer.core.text.word_diff import WordDiff

ASKED = [
    "سأل الحارس: من فتح باب البستان قبل الفجر؟",
    "سأل الحارس: ولماذا تركت السلم عند الجدار؟",
    "سأل الحارس: أين ذهب الفانوس الذي كان هنا؟",
    "سأل الحارس: وهل رآك أحد من أهل القرية؟",
]
REPLIES = ["«لم أفعل ذلك، والله يشهد.»", "لا", "يا دار أهلي طال بعدي\nفمتى أعود إلى ربوعك"]
SEPARATORS = ["\n", "\n\n"]

Speeches = list[tuple[int, str]]


def went(speeches: Speeches, now: Speeches, mine: int, separator: str, front: str = "") -> str:
    """What is said of a note on the speech of that number: the status, and "twin" where it went to
    another one. Speeches are (number, words)."""
    old = separator.join(words for _, words in speeches)
    new = front + separator.join(words for _, words in now)

    def where(all_: Speeches, number: int, start: int) -> int:
        for which, words in all_:
            if which == number:
                return start
            start += len(words) + len(separator)
        return -1

    at = where(speeches, mine, 0)
    place = Document.of_text(old).place(at, at + len(dict(speeches)[mine]))
    start, _, status = PlaceFinder(Document.of_text(new), old).resolve([place])[0]
    right = where(now, mine, len(front))
    return status if status == "lost" or start == right else f"twin: {status}"


def dialogue(reply: str) -> Speeches:
    """Questions have even numbers, their replies odd ones."""
    both = [words for asked in ASKED for words in (asked, reply)]
    return list(enumerate(both))


@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize("reply", REPLIES)
@pytest.mark.parametrize("gone", [1, 3, 5])
def test_a_reply_that_went_with_its_question_is_no_other_reply(
    reply: str, gone: int, separator: str
) -> None:
    old = dialogue(reply)
    now = [each for each in old if each[0] not in (gone - 1, gone)]
    assert went(old, now, gone, separator) == "lost"
    for mine in {1, 3, 5, 7} - {gone}:
        assert not went(old, now, mine, separator).startswith("twin")


@pytest.mark.parametrize("front", ["", "سطر جديد في أول الصفحة.\n"])
@pytest.mark.parametrize("reply", REPLIES)
def test_an_edit_elsewhere_costs_no_note_on_a_reply(reply: str, front: str) -> None:
    old = dialogue(reply)
    edited = [(n, words.replace("الفانوس", "المصباح الكبير")) for n, words in old]
    asked_less = [each for each in old if each[0] != 4]
    said_less = [each for each in old if each[0] != 5]
    for now in (old, edited, asked_less, said_less):
        for mine in (1, 3, 5, 7):
            status = went(old, now, mine, "\n", front)
            gone = mine not in dict(now)
            assert status in (("lost",) if gone else ("exact", "moved")), (now, mine)


@pytest.mark.parametrize("reply", REPLIES)
def test_speeches_that_change_places_give_no_note_away(reply: str) -> None:
    old = dialogue(reply)
    now = old[:2] + old[4:6] + old[2:4] + old[6:]
    for mine in (1, 3, 5, 7):
        assert not went(old, now, mine, "\n").startswith("twin")


def test_both_ways_agree_on_what_is_sure() -> None:
    before = "one yes two yes three"
    diff = WordDiff(before, "one yes three")
    first, second = before.index("yes"), before.rindex("yes")
    assert diff.now(0, 3) == [(0, 3)]
    assert diff.now(before.index("two"), second - 1) == [None]
    assert {(4, 7), None} == set(diff.now(first, first + 3)) == set(diff.now(second, second + 3))


def test_the_letters_beside_a_word_go_with_it() -> None:
    before, after = "he said «yes, sir» to all", "then he said «yes, sir» to them all"
    start = before.index("«")
    ((begin, end),) = [span for span in WordDiff(before, after).now(start, start + 10) if span]
    assert after[begin:end] == "«yes, sir»"
