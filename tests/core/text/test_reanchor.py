"""Places found again after their text changed; or honestly not."""

from __future__ import annotations

import random
import threading
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.core.notes.store import resolve
from viewer.core.text.document import Document, Place
from viewer.core.text.lines import ByteLines, StrLines
from viewer.core.text.reanchor import PlaceFinder, Trail, _clearly, shared
from viewer.core.text.similar_passages import Passage

STORY = (
    "أعلن المتحدث أن الاجتماع سيُعقد في العاصمة خلال الأسبوع المقبل.\n"
    "وأضاف أن التحضيرات بلغت مراحلها الأخيرة رغم تأجيل الجولة السابقة.\n"
    "\n"
    "The spokesman said that the meeting would be held in the capital next week.\n"
    "وقال مسؤول رفيع إن البنود نوقشت في العاصمة بالفعل، والنص النهائي جاهز.\n"
)


def of_str(text: str) -> Document:
    return Document(StrLines(text), "txt")


def of_bytes(text: str) -> Document:
    return Document(ByteLines(text.encode()), "txt")


FORMS = pytest.mark.parametrize("form", [of_str, of_bytes])


def place_of(text: str, words: str, nth: int = 0) -> Place:
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return Document.of_text(text).place(at, at + len(words))


def found(document: Document, place: Place) -> tuple[str, str]:
    """The words that were found, and the status."""
    start, end, status = resolve(document, place)
    return document.lines.slice(start, end), status


@FORMS
@pytest.mark.parametrize("words", ["العاصمة", "أن", "The spokesman", "أعلن", "جاهز."])
def test_a_place_that_holds_is_exact(form: Any, words: str) -> None:
    place = place_of(STORY, words)
    assert resolve(form(STORY), place) == (place.start, place.end, "exact")


@FORMS
@pytest.mark.parametrize("words", ["العاصمة", "أن", "The spokesman", "أعلن", "جاهز.", "\n\n"])
@pytest.mark.parametrize("before", ["خبر\n", "\n\n\n", "x" * 700 + "\n", "الاجتماع في العاصمة\n"])
def test_what_moved_is_found_where_it_went(form: Any, words: str, before: str) -> None:
    place = place_of(STORY, words)
    start = place.start + len(before)
    assert resolve(form(before + STORY), place) == (start, start + len(words), "moved")


@FORMS
@pytest.mark.parametrize("nth", [0, 1])
def test_twins_are_told_apart_by_what_stands_around_them(form: Any, nth: int) -> None:
    place = place_of(STORY, "في العاصمة", nth)
    start = place.start + 5
    assert resolve(form("خبر.\n" + STORY), place) == (start, place.end + 5, "moved")


@FORMS
def test_the_twin_of_a_place_that_is_gone_is_not_taken(form: Any) -> None:
    place = place_of(STORY, "في العاصمة", 1)
    without = "\n".join(STORY.split("\n")[:4])
    assert found(form("خبر.\n" + without), place) == ("", "lost")


@FORMS
def test_the_twin_at_the_old_position_is_not_taken(form: Any) -> None:
    """The text grew by just so much that another copy stands where the noted one stood."""
    text = "".join(f"line {n:04} of the table: yes\n" for n in range(50))
    place = place_of(text, "yes", 20)
    size = len(text) // 50
    moved = f"line 9999 of the table: yes\n{text}"
    start = place.start + size
    assert resolve(form(moved), place) == (start, place.end + size, "moved")


@FORMS
def test_of_twins_that_nothing_tells_apart_none_is_taken(form: Any) -> None:
    line = "لازمة القصيدة الطويلة\n"
    text = line * 40
    place = place_of(text, "القصيدة", 20)
    assert resolve(form(text), place)[2] == "exact"
    assert resolve(form("x\n" + text + line), place) == (0, 0, "lost")


@FORMS
def test_a_paragraph_that_went_elsewhere_is_known_by_its_own_words(form: Any) -> None:
    lines = STORY.split("\n")
    place = place_of(STORY, lines[0])
    turned = "\n".join([*lines[1:], lines[0], ""])
    assert found(form(turned), place) == (lines[0], "moved")


@FORMS
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("سيُعقد", "سيعقد"),
        ("المتحدث", "المتحـــدث"),
        ("أعلن", "اعلن"),
        ("capital", "CAPITAL"),
    ],
)
def test_another_spelling_that_reads_the_same_is_found_and_called_moved(
    form: Any, old: str, new: str
) -> None:
    line = next(line for line in STORY.split("\n") if old in line)
    place = place_of(STORY, line)
    text = "خبر\n" + STORY.replace(old, new)
    assert found(form(text), place) == (line.replace(old, new), "moved")


@FORMS
def test_what_was_rewritten_between_the_same_neighbours_is_called_changed(form: Any) -> None:
    place = place_of(STORY, "التحضيرات بلغت")
    text = STORY.replace("التحضيرات بلغت", "الاستعدادات قد بلغت")
    assert found(form(text), place) == ("الاستعدادات قد بلغت", "changed")


@FORMS
def test_what_is_gone_is_lost(form: Any) -> None:
    place = place_of(STORY, "التحضيرات")
    assert resolve(form("نص آخر تماما\n" * 10), place) == (0, 0, "lost")
    assert resolve(form(""), place) == (0, 0, "lost")


@FORMS
def test_a_short_word_without_its_neighbours_is_nobodys(form: Any) -> None:
    place = Place(100, 102, "في", "كلمات لم تعد هنا ", " وأخرى ليست هنا")
    assert resolve(form("هذا النص في مكان آخر\n"), place) == (0, 0, "lost")


@FORMS
def test_places_of_other_makers(form: Any) -> None:
    """Without a position, without a quote, without either."""
    document = form(STORY)
    quote = place_of(STORY, "العاصمة", 1)
    unplaced = Place(0, 0, quote.exact, quote.prefix, quote.suffix)
    assert resolve(document, unplaced) == (quote.start, quote.end, "moved")
    assert resolve(document, Place(3, 9, "")) == (3, 9, "changed")
    assert resolve(document, Place(3, 10**12, "")) == (0, 0, "lost")
    assert resolve(document, Place(0, 0, "")) == (0, 0, "lost")
    assert resolve(document, Place(-5, -2, "xyz")) == (0, 0, "lost")


@FORMS
def test_a_point_between_letters(form: Any) -> None:
    place = Document.of_text(STORY).place(20, 20)
    assert resolve(form(STORY), place) == (20, 20, "exact")
    assert resolve(form("خبر\n" + STORY), place) == (24, 24, "moved")


@given(st.data())
def test_an_insertion_elsewhere_never_leads_to_other_words(data: st.DataObject) -> None:
    """Whatever is put in before them, a sure answer is the very words; where the place moved, the
    blanks between them may be others."""
    letters = st.text("اب \n", min_size=1, max_size=60)
    text = data.draw(letters)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    at = data.draw(st.integers(0, start))
    put_in = data.draw(st.text("اب \n", max_size=10))
    document = Document.of_text(text)
    place = document.place(start, end)
    changed = text[:at] + put_in + text[at:]
    for form in (of_str, of_bytes):
        a, b, status = resolve(form(changed), place)
        if status == "exact":
            assert changed[a:b] == place.exact
        if status == "moved":
            assert changed[a:b].split() == place.exact.split()
    assert resolve(of_bytes(text), place)[2] == "exact"


@given(st.text(st.characters(exclude_categories=["Cs"])), st.integers(-3, 50), st.text())
def test_no_place_crashes(text: str, start: int, exact: str) -> None:
    for form in (of_str, of_bytes):
        document = form(text)
        for place in (
            Place(start, start + len(exact), exact),
            Place(start, start + 7, exact, exact, exact),
            Place(2**60, 2**61, exact, "\udc80", text),
        ):
            a, b, status = resolve(document, place)
            assert 0 <= a <= b
            assert status in ("exact", "moved", "changed", "lost")


def big(paragraphs: int) -> str:
    pick = random.Random(1)
    words = STORY.split()
    return "".join(f"{n} {' '.join(pick.choices(words, k=30))}\n" for n in range(paragraphs))


def test_a_place_that_holds_reads_no_more_than_its_surroundings() -> None:
    text = big(3000)
    place = place_of(text, "1500 ")
    document = of_bytes(text)
    asked: list[tuple[int, int]] = []
    lines = document.lines
    slice = lines.slice

    def noted(start: int, end: int) -> str:
        asked.append((start, end))
        return slice(start, end)

    lines.slice = noted  # type: ignore[method-assign]
    assert resolve(document, place)[2] == "exact"
    assert sum(end - start for start, end in asked) <= 100


def test_a_place_near_the_start_does_not_index_the_whole() -> None:
    text = big(40_000)
    document = of_bytes(text)
    assert resolve(document, place_of(text, "1 "))[2] == "exact"
    assert not document.lines.complete


def test_a_word_that_is_everywhere_is_found_by_its_neighbours() -> None:
    text = big(20_000)
    place = place_of(text, "العاصمة", 9000)
    start = place.start + 4
    assert resolve(of_bytes("خبر\n" + text), place) == (start, place.end + 4, "moved")


def test_threads_resolve_while_the_text_is_indexed() -> None:
    text = big(20_000)
    whole = Document.of_text(text)
    places = [whole.place(at, at + 9) for at in range(100, len(text) - 100, len(text) // 40)]
    document = of_bytes(text)
    wrong: list[Place] = []

    def work(part: list[Place]) -> None:
        for place in part:
            if resolve(document, place) != (place.start, place.end, "exact"):
                wrong.append(place)

    threads = [threading.Thread(target=work, args=(places[n::4],)) for n in range(4)]
    for thread in threads:
        thread.start()
    while document.lines.grow(1 << 16):
        pass
    for thread in threads:
        thread.join()
    assert wrong == []


# What is weighed


def passage(start: int = 0, **figures: float) -> Passage:
    """One of 20 code points that is believed, but for these figures."""
    usual = {"quote": 1.0, "prefix": 0.0, "suffix": 0.0, "score": 0.5, "whole": 1.0, "proof": 20.0}
    return Passage(start, start + 20, **{**usual, **figures})


def test_a_passage_that_holds_the_quote_too_must_be_much_less_alike() -> None:
    best = passage(score=0.9)
    assert _clearly([best, passage(100, score=0.7)]) is None
    assert _clearly([best, passage(100, score=0.54)]) is best
    assert _clearly([best, passage(100, score=0.7, quote=0.3)]) is best
    assert _clearly([best, passage(100, score=0.85, quote=0.3)]) is None


@pytest.mark.parametrize(
    ("figures", "believed"),
    [
        ({}, True),
        ({"whole": 0.59}, False),
        ({"proof": 15.9}, False),
        ({"score": 0.27}, False),
        ({"score": 0.27, "prefix": 0.7, "suffix": 0.7}, True),
        ({"score": 0.27, "prefix": 0.7, "suffix": 0.5}, False),
    ],
)
def test_what_is_believed_of_the_best(figures: dict[str, Any], believed: bool) -> None:
    assert bool(_clearly([passage(**figures)])) is believed


def test_a_few_letters_of_context_prove_nothing() -> None:
    place = place_of("و قد ن", "قد")
    assert len(place.prefix + place.suffix) < 6
    assert found(of_str("ليس هنا شيء مما كان إلا و قد ن هكذا"), place) == ("", "lost")


def test_a_short_quote_among_other_neighbours_is_to_be_looked_at() -> None:
    quote = "رغم تأجيل الجولة السابقة"
    elsewhere = f"كتبت سلمى عن رحلتها إلى الجبل {quote} ثم أكلت تفاحة تحت شجرة كبيرة"
    assert found(of_str(elsewhere), place_of(STORY, quote)) == (quote, "changed")


def test_what_stood_between_two_sure_places_stands_between_them_unless_they_were_torn_apart() -> (
    None
):
    place = Place(50, 70, "")
    inside, other = passage(60), passage(90, score=0.45)
    assert Trail([(0, 0), (100, 300)]).only(place, [inside]) is inside
    assert Trail([(0, 0), (100, 3000)]).only(place, [inside]) is None
    assert Trail([(0, 0)]).only(place, [inside]) is None
    assert Trail([(0, 0), (100, 300)]).only(place, [inside, other]) is None
    assert Trail([(0, 0), (100, 80)]).only(place, [inside, passage(200, score=0.45)]) is inside


def test_with_both_texts_the_word_says_which_of_the_twins_it_was() -> None:
    before = "alpha beta gamma delta epsilon gamma zeta"
    after = "new words first: alpha beta gamma delta epsilon gamma zeta"
    trail = Trail([(0, 0), (len(before), len(after))], before, after)
    firsts = [before.index("gamma"), before.rindex("gamma")]
    twins = [passage(after.index("gamma")), passage(after.rindex("gamma"))]
    for start, twin in zip(firsts, twins, strict=True):
        place = Place(start, start + 5, "gamma", occurrence=(1, 2))
        assert trail.only(place, twins) is twin
        assert trail.only(place, twins[::-1]) is twin


def test_runs_of_words_that_stand_twice_are_no_evidence() -> None:
    once, twice = "one two three four", "five six seven eight"
    before, after = f"{once} {twice} - {twice}", f"x {twice} {once}"
    pairs = dict(shared(before, after))
    assert pairs[0] == after.index(once)
    assert before.index(twice) not in pairs and before.rindex(twice) not in pairs


def test_of_as_many_twins_as_before_it_is_the_one_of_that_number() -> None:
    text = "هذه فقرة واحدة بعينها تعود مرة بعد مرة ولا يميزها عن غيرها شيء\n" * 5
    document, added = of_str("سطر جديد في البداية\n" + text), len("سطر جديد في البداية\n")
    for nth in (1, 2, 3):
        at = place_of(text, "فقرة", nth)
        assert at.occurrence[1] > 1
        assert resolve(document, at) == (at.start + added, at.end + added, "moved")


@pytest.mark.parametrize(
    ("context", "copies", "status"), [(6, 1, "moved"), (5, 1, "lost"), (6, 2, "lost")]
)
def test_a_point_is_found_by_enough_context_that_stands_once(
    context: int, copies: int, status: str
) -> None:
    before, after = "abcdef"[-context:], "ghijkl"[:context]
    place = Place(0, 0, "", before, after)
    document = of_str("--- " + " --- ".join([before + after] * copies))
    assert resolve(document, place)[2] == status


def test_the_text_before_tells_which_of_the_twins_a_place_is() -> None:
    line = "هذه لازمة القصيدة تعود في كل مقطع منها بلا أي تغيير في لفظها أبدا\n"
    one = "أول المقاطع يحكي عن رحلة طويلة عبر الصحراء إلى بلاد بعيدة\n"
    two = "ثم يأتي مقطع عن مدينة على البحر فيها سوق كبيرة ومكتبة قديمة\n"
    before = one + line * 3 + two
    after = of_str("x\n" + before + line * 3)
    place = place_of(before, "القصيدة", 1)
    assert resolve(after, place) == (0, 0, "lost")
    ((start, end, _),) = PlaceFinder(after, before).resolve([place])
    assert (start, end) == (place.start + 2, place.end + 2)
