"""Words of one root: what is sure, what is possible, and what is remembered of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from taking import take

from viewer.core.corpus.scan import File
from viewer.core.morphology.roots import (
    SURE,
    RootReader,
    RootReading,
    _spellings,
    guessed_roots,
    pattern,
    shares,
)
from viewer.core.search import root_forms
from viewer.core.search.engine import Search
from viewer.core.search.index import Index
from viewer.core.search.index_writer import Writer
from viewer.core.text.document import Document

TEXT = "كتب الكاتب كتابا في المكتبة\nوصل المكتوب إلى وزير\nتاب الرجل ثم ذهب\nاكتتاب عام"
ROOTS = {"كتب": "كتب", "الكاتب": "كتب", "كتابا": "كتب", "المكتبة": "كتب", "المكتوب": "كتب"}
READINGS = {word: [RootReading(root, word, 1.0)] for word, root in ROOTS.items()}
READINGS["كاتب"] = [RootReading("كتب", "كاتب", 1.0)]
READINGS["اكتتاب"] = [RootReading("كتب", "اكتتاب", 1.0), RootReading("توب", "تاب", 900.0)]


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    made = Index(tmp_path / "a.db")
    document = Document.of_text(TEXT, language="ar")
    take(Writer(made), [(File("a.txt", len(TEXT), 1), document)])
    yield made
    made.close()


def known(asked: list[str]) -> RootReader:
    """What a lexicon would say, which notes down what it is asked."""

    def read(words: list[str]) -> list[list[RootReading]]:
        asked.extend(words)
        return [READINGS.get(word, []) for word in words]

    return read


def test_sure_and_possible_apart_and_asked_once(index: Index) -> None:
    asked: list[str] = []
    search = Search(index, "كتب", "root", roots=known(asked))
    hits = search.run().hits
    forms = {hits.names[shape]: shape for shape in hits.counts}
    assert {name for name, shape in forms.items() if shape not in hits.doubtful} == set(ROOTS)
    assert forms["اكتتاب"] in hits.doubtful
    before = list(asked)
    Search(index, "كاتب", "root", roots=known(asked)).run()
    assert [word for word in asked[len(before) :] if word in before] == []


def test_guesses_are_not_remembered(index: Index) -> None:
    hits = Search(index, "كتب", "root", roots=guessed_roots).run().hits
    assert "المكتبة" in hits.names
    assert index.base.execute("SELECT count(*) FROM roots").fetchone() == (0,)


def test_letters_that_vanish_are_open_in_the_pattern(index: Index) -> None:
    assert "الكاتب" in index.matching(pattern("كتب"))
    assert "تاب" in index.matching(pattern("توب")) and "وصل" not in index.matching(pattern("توب"))


def test_what_was_read_before_a_search_was_given_up_is_kept(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(root_forms, "READ_AT_ONCE", 2)
    asked: list[str] = []
    read = known(asked)

    def until_two_pieces(words: list[str]) -> list[list[RootReading]]:
        if len(asked) > 2:
            raise KeyboardInterrupt
        return read(words)

    with pytest.raises(KeyboardInterrupt):
        Search(index, "كتب", "root", roots=until_two_pieces).run()
    (kept,) = index.base.execute("SELECT count(*) FROM roots").fetchone()
    assert kept == len(asked) > 1


def test_a_lemma_with_more_of_the_words_letters_is_likelier() -> None:
    readings = [RootReading("حرك", "تحرك", 0.08), RootReading("حرر", "حر", 0.05)]
    found = shares(readings, lambda lemmas: dict.fromkeys(lemmas, 5))
    assert found["حرك"] > SURE > found["حرر"]


def test_a_hamza_too_many_is_read_as_none() -> None:
    assert "والاجتماعية" in set(_spellings("والإجتماعية"))
    assert "الاعتصامات" in set(_spellings("الإعتصامات"))
    assert "اكبر" in set(_spellings("ٲكبر"))
