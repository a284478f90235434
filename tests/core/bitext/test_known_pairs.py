"""What dictionaries of the system know is evidence for an alignment, in any two languages."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from viewer.core.bitext import lexicon
from viewer.core.bitext.aligner import align
from viewer.core.bitext.alignment import Cache, Data, answers, question
from viewer.core.bitext.known_pairs import known_pairs
from viewer.core.bitext.word_concepts import listed_pairs
from viewer.core.dictionaries import freedict
from viewer.core.dictionaries.dictd import parsed
from viewer.core.dictionaries.freedict import between
from viewer.core.morphology.entries import Entry
from viewer.core.notes.store import NoteStore
from viewer.core.search.engine import Search
from viewer.core.search.index import Index
from viewer.core.search.update_index import Indexer
from viewer.core.text.document import Document
from viewer.core.worker.client import Worker

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from dictionary_samples import dictd

PERSIAN = (
    ("گربه", "گربه\n1. Cat\n2. Tomcat\n"),
    ("باران", "باران /bɑːrɑːn/\nRain\n"),
    ("باغ بزرگ", "باغ بزرگ\nPark\n"),
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The dictionaries of a system."""
    monkeypatch.setattr(freedict, "SHARED", (str(tmp_path / "nothing"), str(tmp_path)))
    (tmp_path / "dictd").mkdir()
    dictd(tmp_path / "dictd", "freedict-fas-eng", PERSIAN, True)
    dictd(tmp_path / "dictd", "thesaurus", [("rain", "Rain\nshower\n")], False)
    return tmp_path / "dictd"


def test_the_dictionaries_of_two_languages_are_found_either_way_round(folder: Path) -> None:
    found = between("fa", "en-GB")
    assert [(Path(path).name, turned) for path, _, _, turned in found] == [
        ("freedict-fas-eng.index", False)
    ]
    assert [row[3] for row in between("en", "fa-IR")] == [True]
    assert between("fa", "ar") == between("und", "en") == []


def test_a_link_to_a_dictionary_that_is_gone_is_passed_over(folder: Path, links: None) -> None:
    (folder / "freedict-fra-eng.index").symlink_to(folder / "gone")
    assert between("fr", "en") == []


def test_words_are_told_as_stems_in_the_order_of_the_texts(folder: Path) -> None:
    texts = ["گربه زیر باران بود."], ["The cats stood in the rain."]
    told = known_pairs(texts[0], texts[1], between("fa", "en"))
    stems = lexicon.words("گربه باران")
    assert told == set(zip(stems, ["cat", "rain"], strict=True))
    back = known_pairs(texts[1], texts[0], between("en", "fa"))
    assert back == {(b, a) for a, b in told}


def test_a_damaged_dictionary_says_nothing(folder: Path) -> None:
    index = folder / "freedict-fas-eng.index"
    index.write_text("rain\t!!\t??\n", "utf-8")
    assert known_pairs(["باران"], ["rain"], between("fa", "en")) == set()


def test_known_words_count_from_once_on() -> None:
    beads = [(["باران"], ["rain"]), (["گربه"], ["cat"]), (["باغ"], ["tree", "garden"])]
    before, after = (Counter(w for bead in beads for w in bead[side]) for side in (0, 1))
    alone, _ = lexicon.both(beads, before, after)
    told, back = lexicon.both(beads, before, after, {("باران", "rain")})
    assert not alone.expected(["باران"])
    assert told.expected(["باران"])["rain"] > 0 < back.expected(["rain"])["باران"]
    assert not told.expected(["گربه"])


def test_the_list_tells_of_words_in_two_scripts_only() -> None:
    assert ("كتاب", "book") in listed_pairs(lexicon.words("الكتاب والنهر"), lexicon.words("Books"))
    assert not listed_pairs(lexicon.words("un or book"), lexicon.words("or book"))


def test_the_best_answer_knows_what_dictionaries_say(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked_with: list[object] = []

    def seen(*texts: object, **about: object) -> object:
        asked_with.append(about.get("known"))
        return align(*texts, **about)  # type: ignore[arg-type]

    monkeypatch.setattr("viewer.core.bitext.aligner.align", seen)
    persian = Document.of_text("گربه خوابید.\nباران آمد.", language="fa")
    english = Document.of_text("The cat slept.\nThe rain came.", language="en")
    asked = question(persian, english, semantic=False)
    assert len(list(answers(asked))) == 2
    assert not asked_with[0] and len(asked_with[-1]) == 2  # type: ignore[arg-type]
    assert len(list(answers({**asked, "dictionaries": []}))) == 1


def test_the_index_has_the_beads_of_texts_that_a_dictionary_knows(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the aligner's several answers it takes the best one."""

    class Here(Worker):
        def align(self, asked: Data, timeout: float, only_best: bool = False) -> Iterator[Data]:
            yield from answers(asked, only_best)

    corpus = folder.parent / "corpus"
    corpus.mkdir()
    (corpus / "a.fa.txt").write_text("گربه زیر باران بود.\nباغ بزرگ دور است.", "utf-8")
    (corpus / "a.en.txt").write_text("The cat stood in the rain.\nThe park is far.", "utf-8")
    worker, index = Here(), Index(folder.parent / "i.db")
    store = NoteStore(corpus, folder.parent, device="", creator="")
    for _ in Indexer(index, corpus, store, worker, Cache(folder.parent)).update():
        pass
    answer = Search(index, "باران").run()
    (beads,) = index.base.execute("SELECT count(*) FROM beads").fetchone()
    index.close()
    worker.close()
    assert answer.total == 1 and beads


def test_only_the_definitions_of_words_in_the_texts_are_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def seen(text: str) -> Entry:
        read.append(text.split("\n")[0])
        return parsed(text)

    monkeypatch.setattr("viewer.core.dictionaries.dictd.parsed", seen)
    assert known_pairs(["باران آمد"], ["Rain came"], between("fa", "en"))
    assert read == ["باران /bɑːrɑːn/"]
    assert not known_pairs(["باغ بزرگ"], ["The park"], between("fa", "en"))
