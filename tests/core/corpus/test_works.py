"""Works: files paired by their names and by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.core.corpus.scan import File
from viewer.core.corpus.works import Work, beginnings, natural_key, partners, works


def made(*paths: str, pairs: object = (), refused: object = ()) -> dict[str, dict[str, str]]:
    files = [File(path, 1, 1) for path in paths]
    return {w.name: dict(w.documents) for w in works(files, pairs, refused)}  # type: ignore[arg-type]


def test_names_sort_as_people_count() -> None:
    names = ["a10", "a2", "a١", "ب", "أب", "a02b"]
    assert sorted(names, key=natural_key) == ["a١", "a2", "a02b", "a10", "أب", "ب"]


@pytest.mark.parametrize(
    ("arabic", "english", "name"),
    [
        ("x.ar.txt", "x.en.txt", "x"),
        ("x_ar.txt", "x_en.txt", "x"),
        ("x (Arabic).txt", "x (English).txt", "x"),
        ("x (عربي).txt", "x (إنجليزي).txt", "x"),
        ("ar/x.txt", "en/x.txt", "x"),
        ("x.ar.md", "x.en.html", "x"),
        ("news/تقرير.ar.txt", "news/تقرير.en.txt", "تقرير"),
        ("AR_contract.docx", "EN_contract.docx", "contract"),
        ("AR - contract.docx", "EN - contract.docx", "contract"),
        ("[AR] contract.docx", "[EN] contract.docx", "contract"),
        ("contract_AR_v2.docx", "contract_EN_v2.docx", "contract_v2"),
        ("contract (Arabic) final.docx", "contract (English) final.docx", "contract final"),
        ("un-report-ar-2021.pdf", "un-report-en-2021.pdf", "un-report-2021"),
        ("udhr.ar.gold.txt", "udhr.en.gold.txt", "udhr.gold"),
        ("2021-07-31 AR speech.txt", "2021-07-31 EN speech.txt", "2021-07-31 speech"),
        ("story.ar-EG.v2.txt", "story.en-GB.v2.txt", "story.v2"),
        ("story_arabic_v1.txt", "story_english_v1.txt", "story_v1"),
        ("تقرير_عربي_2.docx", "تقرير_انجليزي_2.docx", "تقرير_2"),
        ("texts_ar/x.txt", "texts_en/x.txt", "x"),
        ("texts (Arabic)/x.txt", "texts (English)/x.txt", "x"),
        ("en-ar/x.ar-SY.txt", "en-ar/x.en-GB.txt", "x"),
    ],
)
def test_names_pair(arabic: str, english: str, name: str) -> None:
    assert made(english, arabic) == {name: {"ar": arabic, "en": english}}


def test_what_is_not_clear_is_not_paired() -> None:
    assert len(made("x.ar.txt", "x.ar.md", "x.en.docx")) == 3
    assert len(made("x.txt", "x.md", "x.en.docx")) == 3
    assert len(made("a.ar.txt", "b.en.txt", "c.txt")) == 3


@pytest.mark.parametrize(
    "names",
    [
        ("Arabic grammar.pdf", "English grammar.pdf"),  # what they are about
        ("History_of_Arabic_Literature.pdf", "History_of_English_Literature.pdf"),
        ("learn Arabic/1.txt", "learn English/1.txt"),
        ("rahman.txt", "ar-rahman.txt"),
        ("route.txt", "en-route.txt"),
        ("ar_en_dictionary.txt", "fr_en_dictionary.txt"),
        ("plan de paix.txt", "plan la paix.txt"),
        ("talk_AR_1.txt", "talk_EN_1.txt", "talk_XQ_1.txt"),  # initials
        ("AR_a.txt", "AR_a.md", "EN_a.docx"),
        ("AR_a.txt", "EN_b.txt"),
        ("sales.txt", "sales target.txt"),
        ("code.txt", "code source.txt"),
        ("x.txt", "x_source.txt"),
        ("x.txt", "x_target.txt", "x_translation.txt"),
        ("source/x.txt", "source/target/y.txt"),
        ("translation.txt", "x.txt"),
        ("علم.pdf", "علم الترجمة.pdf"),
        ("DE_law.txt", "LA_law.txt"),  # states, people, departments
        ("Speaker_EN_01.txt", "Speaker_SV_01.txt"),
        ("IT/policy.pdf", "HR/policy.pdf"),
        ("en-ar/1.txt", "ar-en/1.txt"),  # directions of translation
        ("glossary_en-ar.txt", "glossary_en-fr.txt"),
    ],
)
def test_what_only_looks_like_a_language_pairs_nothing(names: tuple[str, ...]) -> None:
    assert [len(work.documents) for work in works(File(n, 1, 1) for n in names)] == [1] * len(names)


@pytest.mark.parametrize(
    ("source", "target", "name"),
    [
        ("source/a/x.docx", "target/a/x.docx", "x"),
        ("p/Original/x.txt", "p/Translation/x.txt", "x"),
        ("x.docx", "x_translation.docx", "x"),
        ("x.docx", "x translated.docx", "x"),
        ("x.pdf", "x (translation).docx", "x"),
        ("x_source.txt", "x_target.txt", "x"),
        ("x.txt", "x-target.txt", "x"),
        ("العقد.docx", "العقد - الترجمة.docx", "العقد"),
        ("عقد (الأصل).docx", "عقد (الترجمة).docx", "عقد"),
        ("talk/original.txt", "talk/translation.txt", "talk"),
    ],
)
def test_a_text_and_its_translation_pair(source: str, target: str, name: str) -> None:
    assert made(target, source) == {name: {"und": source, "und-2": target}}


def test_a_translation_is_shown_by_its_language_if_its_name_tells_that() -> None:
    assert made("source/x.en.txt", "target/x.ar.txt") == {
        "x": {"ar": "target/x.ar.txt", "en": "source/x.en.txt"}
    }


def test_marks_in_the_middle_pair_by_format_and_not_what_was_refused() -> None:
    names = [f"{tag}_x.{end}" for tag in ("AR", "EN") for end in ("docx", "pdf")]
    assert {name: len(work) for name, work in made(*names).items()} == {"x.docx": 2, "x.pdf": 2}
    assert len(made("AR_x.txt", "EN_x.txt", refused=[("AR_x.txt", "EN_x.txt")])) == 2
    assert made("AR_x.txt", "EN_x.txt", "y.txt", pairs=[("AR_x.txt", "y.txt")]) == {
        "AR_x": {"und": "AR_x.txt", "und-2": "y.txt"}, "EN_x.txt": {"und": "EN_x.txt"},
    }  # fmt: skip


def test_a_text_in_several_formats_pairs_within_each() -> None:
    ends = ("docx", "epub", "pdf")
    found = made(
        *(f"udhr.{tag}.{end}" for tag in ("ar", "en", "fr") for end in ends), "udhr.ar.txt"
    )
    assert {name: len(work) for name, work in found.items()} == {
        "udhr.docx": 3, "udhr.epub": 3, "udhr.pdf": 3, "udhr.ar.txt": 1,
    }  # fmt: skip
    assert {"ar": "x.ar.epub", "en": "x.en.pdf"} in made("x.ar.epub", "x.en.pdf").values()
    assert {"fa": "x.fa.txt", "he": "x.he.txt"} in made("x.fa.txt", "x.he.txt").values()


def test_a_name_without_a_language_joins_a_single_one_that_has_one() -> None:
    assert made("report.pdf", "report_ar.pdf") == {
        "report": {"ar": "report_ar.pdf", "und": "report.pdf"}
    }
    assert len(made("report.pdf", "report_ar.pdf", "report_en.pdf")) == 3


def test_pairs_by_hand_win_and_refused_ones_stay_apart() -> None:
    assert made("one.txt", "two.txt", pairs=[("two.txt", "one.txt")]) == {
        "two": {"und": "two.txt", "und-2": "one.txt"}
    }
    assert len(made("x.ar.txt", "x.en.txt", refused=[("x.en.txt", "x.ar.txt")])) == 2
    assert made("a.txt", pairs=[("a.txt", "gone.txt")]) == {"a.txt": {"und": "a.txt"}}


def test_a_corpus_begins_with_a_text_and_its_translation_never_with_its_licence() -> None:
    names = ("COPYING", "README.md", "a.txt", "b.ar.txt", "b.en.txt", "readme.ar.txt")
    files = [File(name, 1, 1) for name in (*names, "readme.en.txt")]
    found = [work.name for work in beginnings(works(files), 9)]
    assert found[:2] == ["b", "a.txt"]
    assert {name.partition(".")[0].casefold() for name in found[2:]} == {"copying", "readme"}


def test_a_work_knows_its_folder() -> None:
    work = works([File("n/x.ar.txt", 1, 1), File("n/x.en.txt", 1, 1)])[0]
    assert work == Work("n/x.ar.txt", "x", "n", {"ar": "n/x.ar.txt", "en": "n/x.en.txt"})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("x.ar.txt", "x.en.txt"),
        ("ar/x.txt", "en/x.txt"),
        ("texts_ar/x.txt", "texts_en/x.txt"),
        ("source/x.txt", "target/x.txt"),
        ("AR_x.txt", "EN_x.txt"),
    ],
)
def test_a_single_file_brings_its_partner(tmp_path: Path, one: str, other: str) -> None:
    away = ("plain/x.txt", "fr/y.txt", "en-gb.txt", "target.txt/z.txt")
    for name in (one, other, *away):
        path = tmp_path / "it" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("A text.\n", "utf-8")
    first, second = tmp_path / "it" / one, tmp_path / "it" / other
    assert partners(first) == [second] and partners(second) == [first]
    found = works(File(str(path), 1, 1) for path in (first, second))
    assert [len(work.documents) for work in found] == [2]
    assert partners(tmp_path / "it" / "plain" / "x.txt") == partners(tmp_path / "no.txt") == []


_LANGUAGES = ("ar", "en", "AR", "EN", "it", "Arabic", "عربي")
_PARTS = (*_LANGUAGES, "x", "X", "١", "1", "(1)", "source", "target", "ترجمة", "/", ".")
_STEMS = st.lists(st.sampled_from(_PARTS), min_size=1, max_size=5)
_PATHS = st.builds(
    lambda parts, border, end: (border.join(parts) + end).strip("/").replace("//", "/"),
    _STEMS, st.sampled_from([" ", "_", "-", ".", "/"]), st.sampled_from([".txt", ".docx", ""]),
)  # fmt: skip
_PAIRS = st.lists(st.tuples(_PATHS, _PATHS), max_size=2)


@given(st.lists(_PATHS, unique=True, max_size=12), _PAIRS, _PAIRS)
def test_each_file_is_in_exactly_one_work(
    paths: list[str], pairs: list[tuple[str, str]], refused: list[tuple[str, str]]
) -> None:
    files = [File(path, 1, 1) for path in paths]
    found = works(files, pairs, refused)
    assert sorted(p for work in found for p in work.documents.values()) == sorted(paths)
    assert len({work.key for work in found}) == len(found)
    assert works(files[::-1], pairs, refused) == found
