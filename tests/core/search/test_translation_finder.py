"""How a word was translated: counterparts by their association over beads, and the beads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from viewer.core.bitext.alignment import Cache
from viewer.core.notes.store import NoteStore
from viewer.core.search.index import Index
from viewer.core.search.translation_finder import aligned_rows, association, translated
from viewer.core.search.update_index import Indexer
from viewer.core.worker.client import Worker

ARABIC = [
    "قال الوزير إن الأسعار ارتفعت كثيرا.", "وصل القطار إلى المدينة ليلا.",
    "سافر وزير الخارجية إلى بغداد أمس.", "شرب الولد الماء البارد.",
    "التقى الوزير رئيس الشركة صباحا.", "نام الطفل في البيت الكبير.",
    "استقال وزيرها بعد الأزمة.", "قرأت الطالبة الرواية كلها.",
]  # fmt: skip
ENGLISH = [
    "The minister said that prices rose greatly.", "The train reached the city at night.",
    "The foreign minister travelled to Baghdad yesterday.", "The boy drank the cold water.",
    "The minister met the head of the company in the morning.", "The child slept in the big house.",
    "Her minister resigned after the crisis.", "The student read the whole novel.",
]  # fmt: skip


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "news.ar.txt").write_text("\n".join(ARABIC), "utf-8")
    (folder / "news.en.txt").write_text("\n".join(ENGLISH), "utf-8")
    worker, made = Worker(), Index(tmp_path / "i.db")
    store = NoteStore(folder, tmp_path / "data", device="", creator="")
    for _ in Indexer(made, folder, store, worker, Cache(tmp_path)).update():
        pass
    yield made
    made.close()
    worker.close()


def test_the_likeliest_counterpart_comes_first(index: Index) -> None:
    found = translated(index, "وزير")
    assert found.beads == 4
    assert found.counterparts[0].word == "minister"
    first = found.rendered[0]
    assert first.path == "news.ar.txt" and "minister" in first.other
    assert [first.other[a:b] for a, b in first.spans] == ["minister"]
    text = "\n".join(ARABIC)
    assert text[first.start : first.end] == first.text and "وزير" in first.text


def test_the_way_back(index: Index) -> None:
    found = translated(index, "minister")
    assert "وزير" in found.counterparts[0].forms[0]
    assert found.rendered[0].path == "news.en.txt"


def test_a_word_that_is_not_there(index: Index) -> None:
    assert translated(index, "زرافة").beads == 0
    assert translated(index, '"').rendered == ()


def test_association_is_dunnings() -> None:
    assert association(4, 4, 4, 8) == pytest.approx(2 * 8 * 0.6931, abs=0.01)
    assert association(2, 4, 4, 8) == 0.0
    assert association(4, 4, 8, 100) > association(3, 4, 8, 100)


def test_rows_are_taken_from_all_over_the_corpus(index: Index) -> None:
    found = aligned_rows(index, ("ar", "en"), 100, _go_on)
    assert found == list(zip(ARABIC, ENGLISH, strict=True))
    assert aligned_rows(index, ("en", "ar"), 100, _go_on) == [(b, a) for a, b in found]
    assert len(aligned_rows(index, ("ar", "en"), 4, _go_on)) == 4
    assert aligned_rows(index, ("ar", "fr"), 100, _go_on) == []


def _go_on() -> bool:
    return False
