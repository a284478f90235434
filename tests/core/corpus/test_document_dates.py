from pathlib import Path

import pytest

from viewer.core.corpus.document_dates import can_tell, date_in_head, period
from viewer.core.corpus.file_facts import FileFacts
from viewer.core.corpus.scan import File


@pytest.mark.parametrize(
    ("word", "inside", "outside"),
    [
        ("2021", ["2021-01-01", "2021-12-31"], ["2020-12-31", "2022-01-01", None]),
        ("٢٠٢١-٧", ["2021-07-01", "2021-07-31"], ["2021-06-30", "2021-08-01"]),
        ("2021-07..2021-12", ["2021-07-01", "2021-12-31"], ["2021-06-30", "2022-01-01"]),
        ("2021-7-3", ["2021-07-03"], ["2021-07-02", "2021-07-04"]),
        ("2021..", ["2021-01-01", "2600-01-01"], ["2020-12-31"]),
        ("..2020", ["0622-07-16", "2020-12-31"], ["2021-01-01"]),
    ],
)
def test_periods(word: str, inside: list[str], outside: list[str | None]) -> None:
    found = period(word)
    assert found is not None
    assert all(map(found.has, inside)) and not any(map(found.has, outside))


@pytest.mark.parametrize("word", ["", "21", "20210703x", "2021-", "..", "كلمة", "3021"])
def test_words_that_are_no_periods(word: str) -> None:
    assert period(word) is None


def test_the_head_of_a_news_page_tells_its_day(tmp_path: Path) -> None:
    story = "وقال رئيس لجنة الأشغال في مؤتمر صحفي إن المرحلة الأولى تشمل ترميم الرصيف كله. " * 400
    path = tmp_path / "x.txt"
    title = "توسيع الميناء القديم يبدأ الشهر المقبل"
    text = f"{title}\n{title}\n31 تموز 2021\n+ الخط -\n{story}"
    for encoding in ("utf-8", "windows-1256"):
        path.write_bytes(text.encode(encoding))
        assert date_in_head(path) == "2021-07-31"
    path.write_text(story, "utf-8")
    assert date_in_head(path) is None
    assert date_in_head(tmp_path / "gone.txt") is None


def test_what_is_known_is_kept_until_the_file_or_the_rules_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known, file = FileFacts(tmp_path, "dates", tmp_path), File("x.txt", 3, 5)
    assert not known.knows(file) and known.of("x.txt") is None
    known.put(file, "2021-07-03")
    known.put(File("y.txt", 1, 1), None)
    known.save()
    again = FileFacts(tmp_path, "dates", tmp_path)
    assert again.knows(file) and again.of("x.txt") == "2021-07-03"
    assert again.knows(File("y.txt", 1, 1)) and again.of("y.txt") is None
    assert not again.knows(File("x.txt", 4, 5)) and not again.knows(File("x.txt", 3, 6))
    assert not FileFacts(tmp_path, "dates", None).knows(file)
    monkeypatch.setattr("viewer.core.corpus.file_facts.RULES", 3)
    assert not FileFacts(tmp_path, "dates", tmp_path).knows(file)
    monkeypatch.undo()
    (made,) = (tmp_path / "dates").glob("*.json")
    made.write_text('{"x.txt": [1]}')
    assert not FileFacts(tmp_path, "dates", tmp_path).knows(file)


def test_a_name_tells_the_day_of_a_file_that_cannot() -> None:
    assert can_tell("x.txt") and can_tell("x.md") and can_tell("31 July 2021.srt")
    assert not can_tell("x.srt") and not can_tell("2021/x.tmx")
