"""Words beside their counterparts: what speaks for a link, and how many links are right."""

from __future__ import annotations

from pathlib import Path

import pytest
from dictionary_samples import dictd
from linked_rows import FOLDER, KEPT_BACK, TUNED, linked_rows, scores

from viewer.core.bitext.sentence_vectors import available
from viewer.core.bitext.word_links import groups, linked_spans
from viewer.core.bitext.word_table import TableCache, learned, nats_of
from viewer.core.dictionaries.catalogue import Places
from viewer.core.worker.client import Worker
from viewer.core.worker.word_tables import answer, question


def linked(before: str, after: str, nats: dict[str, dict[str, float]] | None = None) -> set[str]:
    found = linked_spans(before, after, nats or {})
    return {f"{before[a:b]}={after[c:d]}" for (a, b), (c, d) in found}


def test_numbers_names_and_common_words_need_no_table() -> None:
    before = "وصل ماثيو تولر إلى دمشق في 15 مايو ومعه 3,5 مليون دينار"
    after = "Matthew Tueller reached Damascus on 15 May with 3.5 million dinars"
    found = linked(before, after)
    assert {"تولر=Tueller", "15=15", "3,5=3.5", "مليون=million"} <= found
    assert not {pair for pair in found if pair.startswith("15=") and pair != "15=15"}


def test_numbers_of_another_value_are_no_counterparts() -> None:
    assert "12=15" not in linked("ارتفع السعر 12 في المئة", "The price rose by 15 per cent")


def test_digits_of_either_language_are_one_number() -> None:
    assert linked("٣٬٥٠٠ شخص", "3,500 people") >= {"٣٬٥٠٠=3,500"}


def test_any_two_languages_by_what_they_share() -> None:
    assert "révolution=revolution" in linked("La révolution de 1848", "The revolution of 1848")
    assert "شیراز=Shiraz" in linked("او در شیراز زندگی می‌کند", "She lives in Shiraz")


def test_a_word_between_linked_ones_goes_to_the_one_left() -> None:
    nats = {"رجل": {"man": 5.0}, "كتاب": {"book": 5.0}}
    assert "شرى=bought" in linked("رجل شرى كتاب", "man bought book", nats)
    assert "شرى=bought" not in linked("رجل شرى لنا كتاب", "man gladly bought book", nats)


def test_words_of_one_thing_light_up_together() -> None:
    a, b, c, d = (0, 3), (4, 7), (0, 5), (6, 9)
    assert groups([(a, c), (b, c), (b, d)]) == [([a, b], [c, d])]
    assert groups([(a, c), (b, d)]) == [([a], [c]), ([b], [d])]


def test_what_goes_together_in_a_work_is_learned() -> None:
    said = [("جديد", "new"), ("قديم", "old"), ("ثقيل", "heavy"), ("رخيص", "cheap")] * 3
    pairs = [(f"الزنبرك {adjective}", f"a {other} spring") for adjective, other in said]
    pairs += [(f"المصباح {adjective}", f"a {other} lamp") for adjective, other in said]
    table = learned(pairs)
    assert "الزنبرك=spring" in linked("عند أخي الزنبرك", "my brother has a spring", table)


def test_a_child_asks_the_dictionaries_whichever_side_is_arabic(tmp_path: Path) -> None:
    dictd(tmp_path, "ara-eng", [("زنبرك", "زنبرك\ncoil"), ("قميص", "قميص\nshirt")], packed=False)
    places = Places(system=(tmp_path,))
    pairs = [("القمصان والزنبرك", "shirts and coils")]
    there = answer(question(pairs, [], ("ar", "en"), places, False))["nats"]
    assert there["والزنبرك"]["coils"] > 3
    turned = question([(b, a) for a, b in pairs], [], ("en-GB", "ar"), places, False)
    worker = Worker()
    try:
        assert worker.word_table(turned, 60)["coils"]["والزنبرك"] > 3
    finally:
        worker.close()


def test_a_table_is_kept_and_a_spoiled_one_is_none(tmp_path: Path) -> None:
    cache = TableCache(tmp_path)
    path = cache.path(["كتاب", "book"], ["ar", "en"])
    assert path != cache.path(["كتاب", "book"], ["ar", "fr"])
    assert cache.get(path) is None
    cache.put(path, {"كتاب": {"book": 3.5}})
    assert cache.get(path) == {"كتاب": {"book": 3.5}}
    path.write_text('{"nats": {"كتاب": {"book": "3"}}}', "utf-8")
    assert cache.get(path) is None
    with pytest.raises(ValueError, match="table"):
        nats_of([])


@pytest.mark.parametrize("name", [*TUNED, *KEPT_BACK])
def test_few_links_are_wrong(name: str) -> None:
    rows = list(linked_rows(FOLDER / f"{name}.txt"))
    nats = learned([(row.arabic, row.english) for row in rows])
    precision, coverage = scores(rows, lambda a, b: linked_spans(a, b, nats))
    assert precision >= 0.95
    assert coverage >= 0.3


@pytest.mark.slow
@pytest.mark.skipif(not available(), reason="needs the extra semantic")
@pytest.mark.parametrize("name", [*TUNED, *KEPT_BACK])
def test_with_vectors_most_words_have_a_counterpart(name: str) -> None:
    rows = list(linked_rows(FOLDER / f"{name}.txt"))
    nats = learned([(row.arabic, row.english) for row in rows], near=True)
    precision, coverage = scores(rows, lambda a, b: linked_spans(a, b, nats))
    assert precision >= 0.9
    assert coverage >= 0.75
