"""Finding words: folded and exact, whole words, in steps."""

import pytest

from viewer.core.search.find_in_document import Finder, find
from viewer.core.text.document import Document
from viewer.core.text.lines import ByteLines


def found(text, query, **how):
    return [text[start:end] for start, end in find(text, query, **how)]


def test_folded_by_default():
    text = "كَتَبَ أحمدُ كتابًا سنة ٢٠٢١ ثم كتبَ آخر"
    assert found(text, "كتب") == ["كَتَبَ", "كتبَ"]
    assert found(text, "احمد") == ["أحمدُ"]
    assert found(text, "2021") == ["٢٠٢١"]
    assert found(text, "كِتَابا") == ["كتابًا"]


def test_exact_is_letter_for_letter():
    text = "أحمد احمد Ahmad ahmad"
    assert found(text, "أحمد", mode="written") == ["أحمد"]
    assert found(text, "ahmad", mode="written") == ["ahmad"]
    assert found(text, "ahmad") == ["Ahmad", "ahmad"]


def test_white_space_meets_any_run_but_no_line_end():
    text = "رسول \u00a0 الله\nرسول\u2028الله\nرسول\nالله"
    assert found(text, "رسول الله") == ["رسول \u00a0 الله", "رسول\u2028الله"]


@pytest.mark.parametrize("mode", ["spelling", "written"])
def test_whole_words(mode):
    text = "كتاب الكتاب كتابه كتابٌ (كتاب)، كتاب2"
    hits = found(text, "كتاب", whole_words=True, mode=mode)
    assert hits == (["كتاب", "كتاب"] if mode == "written" else ["كتاب", "كتابٌ", "كتاب"])


def test_marks_alone_are_meant_exactly():
    assert find("كتابٌ وبيتٌ", "ٌ") == [(4, 5), (10, 11)]


@pytest.mark.parametrize("query", ["", " ", "\n"])
def test_nothing_asked_nothing_found(query):
    assert find("كتاب وبيت", query) == []
    finder = Finder(Document.of_text("كتاب"), query)
    assert finder.complete and finder.step() == []


def test_a_query_is_no_pattern():
    assert found("a.c abc (x", "a.c") == ["a.c"]
    assert found("a.c abc (x", "(x") == ["(x"]


@pytest.mark.parametrize("budget", [1, 7, 1000])
def test_finder_equals_find_in_every_block(budget):
    text = "\n".join(f"سطرٌ {n}: كَتَبَ{' ثم كتبوا' * (n % 3)}\n" for n in range(50))
    document = Document(ByteLines(text.encode()), "txt")
    finder, hits = Finder(document, "كتب"), []
    while not finder.complete:
        hits += finder.step(budget)
    blocks = list(document.blocks())
    expected = [(b.index, s, e) for b in blocks for s, e in find(b.text, "كتب")]
    assert hits == expected and len(hits) == 50 + 49
    assert all(blocks[i].text[s:e] in ("كَتَبَ", "كتب") for i, s, e in hits)
