"""What a query means to a corpus beyond its words: filters, patterns, nearness, other scripts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from taking import take

from viewer.core.corpus.scan import File
from viewer.core.search import engine as corpus_search
from viewer.core.search import index_writer, word_forms
from viewer.core.search.engine import Search
from viewer.core.search.find_in_document import reasons
from viewer.core.search.index import CROWD, Index
from viewer.core.search.index_writer import Writer
from viewer.core.search.query import BadPattern, Clause, Filter, Pattern, parse
from viewer.core.search.query_guess import LAYOUT, TRANSLITERATION, other_layout, understood
from viewer.core.text.document import Document

PRESS = """
وصل الكتاب إلى وزارة الخارجية في بغداد
قال الوزير محمد إن فلسطين والقاهرة والجزائر في القلب، والقلب في القاهرة
شهد حسين أحمد وعبد الناصر المؤتمر الاقتصادي، وفي الحكومة خلاف
السلام عليكم في المدرسة والجامعة، والثورة مستمرة
""".strip()


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    made = Index(tmp_path / "a.db")
    yield made
    made.close()


def put(index: Index, **documents: Document | str) -> None:
    ready = {
        name: Document.of_text(text, language="ar") if isinstance(text, str) else text
        for name, text in documents.items()
    }
    files = (File(f"{name}.txt", 1, number) for number, name in enumerate(ready))
    take(Writer(index), zip(files, ready.values(), strict=True))


def found(index: Index, query: str, mode: str = "clitics", **more: object) -> list[str]:
    search = Search(index, query, mode, **more)  # type: ignore[arg-type]
    answer = search.run()
    return [search.hit(answer.hits, n).text for n in range(answer.total)]


@pytest.mark.parametrize(
    ("typed", "groups", "others"),
    [
        ("a NEAR/3 b", ((Clause((("a",), ("b",)), 3),),), ()),
        ("a NEAR b", ((Clause((("a",), ("b",)), 10),),), ()),
        ("a OR b c", ((Clause((("a",),)), Clause((("b",),))), (Clause((("c",),)),)), ()),
        ("«أبو ظبي»", ((Clause((("ابو", "ظبي"),)),),), ()),
        ("OR NEAR/2", ((Clause((("or",),)),),), ()),
        ("-x", (), (Clause((("x",),)),)),
        ("* ?? **", (), ()),
    ],
)
def test_what_was_typed_is_understood(typed: str, groups: object, others: object) -> None:
    query = parse(typed)
    assert (query.groups, query.without) == (groups, others)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("date:2021", Filter("date", "2021..2021")),
        ("date:2021-7..2021-12", Filter("date", "2021-07..2021-12")),
        ("date:٢٠٢١..", Filter("date", "2021..")),
        ("-lang:EN", Filter("lang", "en", True)),
        ('title:"أزمة المياه"', Filter("title", "ازمه المياه")),
        ("tag:مهم", Filter("tag", "مهم")),
    ],
)
def test_filters(typed: str, wanted: Filter) -> None:
    assert parse(typed).filters == (wanted,)
    assert parse(parse(typed).as_text()).filters == (wanted,)


def test_patterns_are_cut_out_whole() -> None:
    assert parse(r"/وزي.\s+ال\/x/ كتاب").pattern == Pattern(r"وزي.\s+ال\/x")
    assert parse("/أ+/r").pattern == Pattern("أ+", raw=True)
    assert parse("and/or 3/4").pattern is None


def test_nearness_counts_the_words_between(index: Index) -> None:
    put(index, a="الف باء تاء ثاء جيم", b="جيم الف")
    assert found(index, "الف NEAR/2 ثاء") == ["الف باء تاء ثاء"]
    assert found(index, "الف NEAR/1 ثاء") == []
    assert found(index, "جيم NEAR/0 الف") == ["جيم الف"]
    assert found(index, "ثاء NEAR/3 الف") == ["الف باء تاء ثاء"]
    assert found(index, "تاء NEAR/0 تاء") == []
    assert found(index, '"الف باء" NEAR/9 "باء تاء"') == []  # a word is not near itself
    assert found(index, '"الف باء" NEAR/0 "تاء ثاء"') == ["الف باء تاء ثاء"]
    assert found(index, "باء NEAR/0 تاء NEAR/0 الف") == ["الف باء تاء"]


def test_documents_are_chosen_by_title_date_and_language(index: Index) -> None:
    documents = {}
    for name, date, title in (("a", "2021-07-05", "أزمة المياه"), ("b", "2022-01-02", "حرب")):
        documents[name] = Document.of_text("نص عن الماء", language="ar")
        documents[name].date, documents[name].title = date, title
    put(index, **documents, c=Document.of_text("a text, نص", language="en-GB"))
    for query, count in {
        "نص": 3, "نص date:2021": 1, "نص date:2021-07..2022-01": 2, "نص date:..2021": 1,
        "نص -date:2021": 2, "نص title:ازمه": 1, 'نص title:"أزمة المياه"': 1, "نص lang:en": 1,
        "نص -lang:en": 2, "نص lang:fr": 0, "نص date:2021-08..": 1, "نص title:b.txt": 1,
    }.items():  # fmt: skip
        assert len(found(index, query)) == count, query


def test_notes_and_tags(index: Index) -> None:
    put(index, a="وصل الوزير أمس\nثم عاد", b="وصل الوزير اليوم")

    def notes() -> corpus_search.Notes:
        return {"a.txt": [(4, 10, "من هو؟ يُراجَع", ["أسماء"]), (-1, -1, "على النص كله", [])]}

    assert found(index, "وصل note:يراجع", notes=notes) == ["وصل"]
    assert found(index, "وصل -tag:اسماء", notes=notes) == ["وصل"]
    assert found(index, "note:يراجع", notes=notes) == ["الوزير"]
    assert found(index, "tag:أسماء", notes=notes) == ["الوزير"]
    assert found(index, "tag:غير", notes=notes) == []


def test_patterns_on_the_folded_and_on_the_raw_text(index: Index) -> None:
    put(index, a="قال الوَزِيرُ أمس\nوزارات ووزراء", b="لا شيء")
    assert found(index, "/وزير/") == ["وَزِيرُ"]
    assert found(index, "/وزير/r") == [] and found(index, "/وَزِ/r") == ["وَزِ"]
    assert found(index, r"/\bو\w*ز\w+/") == ["وزارات", "ووزراء"]
    assert found(index, "/وز/ قال") == ["وَزِ"]
    assert found(index, "/أمس/") == ["أمس"] and found(index, "/x*/") == []
    with pytest.raises(BadPattern):
        Search(index, "/(/")


def test_a_pattern_that_never_ends_is_given_up(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corpus_search, "REGEX_TIMEOUT_S", 0.05)
    put(index, a="a" * 60 + "b", b="aac")
    answer = Search(index, "/(?:a|aa)+c/").run()
    assert answer.late == 1 and answer.total == 1


def test_a_search_stops_when_nobody_waits(index: Index) -> None:
    put(index, a="كتاب\n" * 500)
    told: list[int] = []

    def tell(answer: object) -> None:
        told.append(1)

    assert Search(index, "كتاب").run(lambda: True, tell).total == corpus_search.ROWS_AT_FIRST
    assert not told
    assert Search(index, "كتاب").run(tell=tell).total == 500 and told


def test_more_words_than_signs(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_writer, "sign_of", lambda id: min(id, 5) if id < 5 else CROWD)
    put(index, a="وصل الوزير ثم عاد الرئيس إلى دمشق وبقي الأمير", b="الأمير في دمشق")
    assert found(index, "دمشق") == ["دمشق", "دمشق"]
    assert found(index, '"وبقي الأمير"') == ["وبقي الأمير"]
    assert found(index, "امير", "spelling") == [] and found(index, "اميرا") == []


@pytest.mark.parametrize("looked_through", [2, 1000])
def test_signs_beyond_the_table_of_a_class_are_told_apart(
    index: Index, monkeypatch: pytest.MonkeyPatch, looked_through: int
) -> None:
    monkeypatch.setattr(word_forms, "LOOKED_THROUGH", looked_through)
    put(index, a="وزير الخارجية")
    index.base.execute("INSERT INTO forms VALUES (70000, 72048, 'x', 'x', 'x', 0)")
    put(index, b="قال وزيرنا ووزيركم إن وزيرهم ووزيرة الدولة عند وزيرها", c="الوزير الأول")
    assert found(index, "وزير*") == ["وزير", "وزيرنا", "وزيرهم", "وزيرها"]
    assert found(index, '"*زير* *زير*"') == ["وزيرنا ووزيركم", "وزيرهم ووزيرة"]
    assert found(index, '"*زير* الدولة"') == ["ووزيرة الدولة"]
    assert found(index, "*زير* NEAR/1 الأول") == ["الوزير الأول"]


@pytest.mark.parametrize(
    ("typed", "read", "how"),
    [
        ("hg;jhf", "الكتاب", LAYOUT),
        ("hg,.dv", "الوزير", LAYOUT),
        ("Alwzyr", "الوزير", TRANSLITERATION),
        ("{lwzyr", "ٱلوزير", TRANSLITERATION),
        ("filasṭīn", "فلسطين", TRANSLITERATION),
        ("falasteen", "فلسطين", TRANSLITERATION),
        ("al-qāhira", "القاهره", TRANSLITERATION),
        ("7sein", "حسين", TRANSLITERATION),
        ("baghdad", "بغداد", TRANSLITERATION),
        ("muhammad", "محمد", TRANSLITERATION),
        ("ahmed", "احمد", TRANSLITERATION),
        ("الكتاب", "الكتاب", ""),
        ("/hg;jhf/", "/hg;jhf/", ""),
        ("lang:ar", "lang:ar", ""),
        ("xqzzt", "xqzzt", ""),
    ],
)
def test_arabic_typed_otherwise(index: Index, typed: str, read: str, how: str) -> None:
    put(index, a=PRESS)
    told = understood(index, typed)
    assert read in told.text.split(" OR ") and told.how == how


def test_what_the_corpus_has_is_never_read_otherwise(index: Index) -> None:
    put(index, a=f"{PRESS}\nbaghdad")
    assert understood(index, "baghdad").how == ""
    assert understood(index, 'hg;jhf -hg,.dv "baghdad"').text == 'الكتاب -الوزير "baghdad"'


def test_layouts_go_both_ways() -> None:
    assert other_layout("اثممخ") == "hello" and other_layout("hello") == "اثممخ"
    assert other_layout("لا") == "b" and other_layout("b") == "لا"


@pytest.mark.parametrize(
    ("text", "span", "query", "chips"),
    [
        ("وبالكِتابِ", (5, 10), "كتاب", ["وبال+", "tashkeel"]),
        ("كتابهم", (0, 4), "كتاب", ["+هم"]),
        ("مكتبة", (1, 4), "كتب", ["part"]),
        ("أحمد", (0, 4), "احمد", ["أ→ا"]),
        ("مدرسه", (0, 5), "مدرسة", []),
        ("Report", (0, 6), "report", ["case"]),
    ],
)
def test_the_find_bar_says_why(
    text: str, span: tuple[int, int], query: str, chips: list[str]
) -> None:
    assert reasons(text, *span, query) == chips
