"""Notes on passages that have a lookalike: it is never taken for them."""

from __future__ import annotations

import pytest

from viewer.core.text.document import Document
from viewer.core.text.lookalikes import reads_same
from viewer.core.text.reanchor import PlaceFinder

HEAD = "سجل الزيارات الميدانية لهذا الموسم.\n\n"
EAST = "زار المفتش مدرسة الربيع في الحي الشرقي وكتب أن سقفها يحتاج إلى إصلاح قبل المطر.\n\n"
WEST = "زار المفتش مدرسة النخيل في الحي الغربي وكتب أن سقفها يحتاج إلى إصلاح قبل المطر.\n\n"
FIRST = "Clause 12. The tenant shall pay the sum of 300 dinars on the first day of every month.\n\n"
SECOND = (
    "Clause 13. The tenant shall pay the sum of 400 dinars on the first day of every month.\n\n"
)
END = "انتهى السجل ووقع عليه الحاضرون جميعا.\n"
OTHER = "The weather was fair on that day, and nobody came.\n\n"


def found(old: str, words: str, new: str, nth: int = 0) -> tuple[str, str, str]:
    """The status, the words found, and the line they stand in."""
    at = -1
    for _ in range(nth + 1):
        at = old.index(words, at + 1)
    place = Document.of_text(old).place(at, at + len(words))
    ((start, end, status),) = PlaceFinder(Document.of_text(new), old).resolve([place])
    line = new[new.rfind("\n", 0, start) + 1 :].partition("\n")[0] if status != "lost" else ""
    return status, new[start:end], line


PAIRS = [(EAST, WEST), (WEST, EAST), (FIRST, SECOND), (SECOND, FIRST)]
PARTS = {
    EAST: ("سقفها يحتاج إلى إصلاح قبل المطر", "الربيع", EAST.strip()),
    WEST: ("سقفها يحتاج إلى إصلاح قبل المطر", "النخيل", WEST.strip()),
    FIRST: ("on the first day of every month", "300", FIRST.strip()),
    SECOND: ("on the first day of every month", "400", SECOND.strip()),
}
CASES = [(gone, twin, words) for gone, twin in PAIRS for words in PARTS[gone]]


@pytest.mark.parametrize(("gone", "twin", "words"), CASES)
@pytest.mark.parametrize("instead", ["", OTHER])
@pytest.mark.parametrize("turned", [False, True])
def test_a_deleted_paragraph_is_not_its_lookalike(
    gone: str, twin: str, words: str, instead: str, turned: bool
) -> None:
    both = (twin, gone) if turned else (gone, twin)
    left = (twin, instead) if turned else (instead, twin)
    old, new = HEAD + "".join(both) + END, HEAD + "".join(left) + END
    nth = int(turned) if gone.count(words) == twin.count(words) else 0
    assert found(old, words, new, nth)[0] == "lost"


@pytest.mark.parametrize(("gone", "twin", "words"), CASES)
def test_paragraphs_that_change_places_keep_their_notes(gone: str, twin: str, words: str) -> None:
    status, now, line = found(HEAD + gone + twin + END, words, HEAD + twin + gone + END)
    assert (now, line) == (words, gone.strip())
    assert status in ("exact", "moved", "changed")


@pytest.mark.parametrize(("gone", "twin", "words"), CASES)
def test_a_lookalike_changes_nothing_about_a_paragraph_that_was_edited(
    gone: str, twin: str, words: str
) -> None:
    edited = gone.replace("إلى إصلاح", "حقا إلى ترميم").replace("first day of", "last Sunday of")
    _, _, line = found(HEAD + gone + twin + END, words, HEAD + edited + twin + END)
    assert line == edited.strip()


def test_of_many_rows_the_one_that_is_gone_is_lost() -> None:
    rows = [f"{n:02} | received in good order | signed by the porter\n" for n in range(1, 30)]
    old, new = HEAD + "".join(rows), HEAD + "".join(rows[:11] + rows[12:])
    assert found(old, "received in good order", new, 11)[0] == "lost"
    status, _, line = found(old, "received in good order", new, 12)
    assert (status, line) == ("moved", rows[12].strip())


def test_the_lookalike_that_slid_to_the_very_position_is_not_exact() -> None:
    one = "Room 7 was cleaned on Monday and the keys were left with the guard downstairs.\n"
    two = "Room 9 was cleaned on Monday and the keys were left with the guard downstairs.\n"
    old = HEAD + one + two + END
    assert found(old, "the keys were left with the guard", HEAD + two + END)[0] == "lost"


def test_what_is_not_taken_is_offered() -> None:
    old, new = HEAD + EAST + WEST + END, HEAD + WEST + END
    at = old.index(EAST)
    place = Document.of_text(old).place(at, at + len(EAST) - 2)
    finder = PlaceFinder(Document.of_text(new), old)
    assert finder.resolve([place])[0][2] == "lost"
    best = finder.candidates(place)[0]
    assert new[best.start : best.end] == WEST.strip()


def test_without_the_old_text_the_verbatim_one_wins_over_the_nearer_one() -> None:
    old, new = HEAD + EAST + WEST + END, HEAD + WEST + EAST + END
    at = old.index(EAST)
    place = Document.of_text(old).place(at, at + len(EAST) - 2)
    ((start, end, status),) = PlaceFinder(Document.of_text(new)).resolve([place])
    assert (new[start:end], status) == (EAST.strip(), "moved")


@pytest.mark.parametrize(
    "now",
    [
        "زارَ المفتّشُ مدرسةَ الرّبيع في الحيّ الشرقيّ، وكتب أنّ سقفها يحتاج إلى إصلاح قبل المطر!",
        "زار المفتش مدرسة الربيع، في الحي الشرقي؛ وكتب ان سقفها يحتاج الى اصلاح قبل المطر",
        "زار المفتش مدرســة الربيع في الحي الشرقي وكتب «أن سقفها يحتاج إلى إصلاح قبل المطر»",
    ],
)
def test_what_reads_the_same_has_moved_and_not_changed(now: str) -> None:
    status, words, _ = found(HEAD + EAST + WEST + END, EAST.strip(), f"{HEAD}{now}\n\n{WEST}{END}")
    assert status == "moved"
    assert reads_same(words, EAST)


def test_another_word_is_a_change() -> None:
    new = HEAD + EAST.replace("المفتش", "المدير") + WEST + END
    assert found(HEAD + EAST + WEST + END, EAST.strip(), new)[0] == "changed"


@pytest.mark.parametrize("mine", [0, 1])
@pytest.mark.parametrize("gone", [0, 1])
def test_of_twins_one_of_which_is_gone_none_is_taken_without_the_old_text(
    mine: int, gone: int
) -> None:
    verse = "ونهض المغني في آخر السهرة وأنشد للحاضرين\n"
    twin = f"وسكت الناس جميعا في دار الشيخ القديمة\n{verse}فما بقي في المجلس من لم تدمع عيناه\n"
    parts = [HEAD, twin, EAST, twin, END]
    old = "".join(parts)
    at = [i for i in range(len(old)) if old.startswith(verse, i)][mine]
    place = Document.of_text(old).place(at, at + len(verse) - 1)
    del parts[1 + 2 * gone]
    new = Document.of_text(f"سطر جديد هنا\n{''.join(parts)}")
    finder = PlaceFinder(new)
    assert finder.resolve([place])[0][2] == "lost"
    best = finder.candidates(place)[0]
    assert new.text()[best.start : best.end] == verse.strip()
    at = new.text().index(verse)
    known = PlaceFinder(new, old).resolve([place])[0]
    assert known == ((0, 0, "lost") if mine == gone else (at, at + len(verse) - 1, "moved"))
