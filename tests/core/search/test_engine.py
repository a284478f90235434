"""Searching a corpus: what each of the three steps must find and must not, offsets, updates."""

from __future__ import annotations

import contextlib
import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from taking import take

from viewer.cli import main as cli
from viewer.core.bitext.alignment import Cache
from viewer.core.corpus.scan import File
from viewer.core.language.arabic import fold
from viewer.core.notes.store import NoteStore
from viewer.core.search.engine import Search
from viewer.core.search.hits import Hit
from viewer.core.search.index import Index
from viewer.core.search.index_writer import Writer
from viewer.core.search.query import parse
from viewer.core.search.update_index import Indexer
from viewer.core.search.word_forms import MODES
from viewer.core.text.document import Document
from viewer.core.worker.client import Worker

NEVER = 3
"""The last column of the table, counted from the first one of forms."""
# query | found at every step | with prefixes and suffixes too | of the same stem only | never
TABLE = """
كتاب | كِتَابٌ كـــتاب کتاب كتاب كِتاب ﻛﺘﺎﺏ | الكتاب والكتاب بالكتاب للكتاب وبالكتاب كتابه كتابها كتابهم كتابنا كتابي كتابك كتابكم لكتابها وكتاب فكتاب بكتاب لكتاب ككتاب كالكتاب فالكتاب وللكتاب فبالكتاب ولكتابه | كتابات كتابة | مكتبة مكتب كاتب كتب كتيب
كِتاب | كتاب كَتاب | الكتاب
احمد | أحمد إحمد آحمد أَحْمَد | وأحمد لأحمد | | محمد حمد
أحمد | احمد | بأحمد
إلى | الى إلي الي اِلى | إليه إليها إليهم
القرآن | القران القرأن | والقرآن بالقرآن | قرآن
على | علي عَلَى علی | عليه عليها وعلى | | معالي
مدرسة | مدرسه مَدْرَسَة مدرسۃ | المدرسة مدرسته مدرستنا بمدرستهم للمدرسة والمدرسة مدرستها كمدرسة | مدرسات مدرسين | دراسة درس
مؤتمر | موتمر مُؤتمَر | المؤتمر بالمؤتمر ومؤتمر مؤتمره | مؤتمرات المؤتمرات | ائتمر
رئيس | رييس رئیس رَئِيس | لرئيس ورئيسها الرئيس رئيسهم والرئيس للرئيس | | رأس رئاسة
شيء | شيء شَيْء | بشيء لشيء | | شي
١٢٣ | 123 ۱۲۳ ١٢٣ | | | 1234 12
2021 | ٢٠٢١ ۲۰۲۱
لا | ﻻ لَا | ولا فلا | | لأن ولد
ﷲ | الله اللَّه ٱلله | والله بالله
هذا | هٰذا هَذَا | وهذا فهذا بهذا لهذا
قال | قَالَ قـال | وقال فقال | فقالوا قالوا قالت | يقول مقال مقالة
آمن | امن أمن | وآمن
بغداد | بَغْداد | ببغداد لبغداد وبغداد
دمشق | دِمَشْق | لدمشق بدمشق ودمشق
دولة | دوله | ودولة الدولة دولته لدولة | دولي دولتين دول | تداول
حكومة | حكومه حُكُومة | حكومتها الحكومة والحكومة لحكومة بحكومة حكومتنا وحكومته | الحكومية حكومات | حكم محكمة
الحكومة | الحكومه ٱلحكومة | والحكومة للحكومة وللحكومة فللحكومة بالحكومة
الله | ﷲ اللَّه | لله ولله بالله والله | | الإله
اللغة | اللغه | للغة وللغة باللغة | | لغو
الليل | اللَّيْل | لليل بالليل | ليلى
الوزير | الوَزير | للوزير وللوزير كالوزير | | الوزارة
وزير | وَزير | والوزير لوزير الوزير وزيره بوزير ووزير للوزير وزيرهم | وزيران | وزارة
فيروس | فَيْروس | بفيروس والفيروس الفيروس كفيروس للفيروس | فيروسات | فارس
بيت | بَيْت | بيتي البيت وبيت ببيت لبيت بيته بيتنا بالبيت | | بيوت مبيت
يكتب | يَكْتُب | سيكتب وسيكتب ويكتب فيكتب | يكتبون | مكتب
مدينة | مدينه | كمدينة المدينة مدينتنا بمدينة ومدينة | | مدن دين
سياسي | سِياسي سیاسی | السياسي وسياسي | السياسية سياسيين | سائس
معلم | مُعَلِّم | المعلم معلمه لمعلم معلمي | المعلمين معلمون معلمات | علم تعلم
لاعب | لَاعِب | اللاعب لاعبه | اللاعبين لاعبون | لعب ملعب
مهندس | مهنْدس | المهندس ومهندس | مهندسين المهندسون | هندسة
صحيفة | صحيفه صَحيفة | الصحيفة صحيفتنا وصحيفة بصحيفة | | صحف
جريدة | جريده | الجريدة جريدتهم لجريدة
طالب | طَالِب | الطالب طالبه وطالب لطالب | طالبان الطالبين | طلب مطلب
سفير | سَفِير | السفير سفيره وسفير لسفير | سفيرات | سفر سافر
عربي | عَرَبي عربى | العربي وعربي | العربية عربيين | تعريب
مصر | مِصْر | ومصر بمصر لمصر مصري | | مصير أمصار
تونس | تُونس | بتونس وتونس لتونس تونسي | | مؤنس
ليبيا | لِيبيا | وليبيا بليبيا لليبيا
ثلاثاء | ثُلاثاء ثلاثآء | الثلاثاء والثلاثاء | | ثلاث
إيران | ايران اِيران ایران | وإيران بإيران لإيران إيراني
پاکستان | پاكستان | | | باكستان
ہے | هے
یونیورسٹی | يونيورسٹي
می‌خواهم | ميخواهم
Cafe | café CAFÉ cafe | | cafes
OBAMA | Obama obama
naïve | naive NAÏVE
report | Report REPORT | | reports reported reporting | port reporter
minister | Minister | | ministers | mini ministry
attack | attack | | attacked attacks attacking | tack
country | country | | countries | count
straße | STRASSE strasse
ﬁnal | final Final
Ｔｏｋｙｏ | tokyo
والد | والِد | والده الوالد | والدين | ولد
الد | | | | والد خالد
لد | | | | بلد ولد خلد
تاب | تابَ | | | كتاب
علم | عِلْم | العلم بعلم | | معلم أعلام
يل | | | | فيل ليل نيل
قلم | قَلَم | القلم بقلم قلمه | | إقليم أقلام
لبن | لَبَن | اللبن | | لبنان
نك | | | | بنك سنك
صل | | | | وصل فصل
زير | | | | وزير خنزير
ريق | | | | فريق حريق
لام | | | | كلام سلام إسلام
سلم | سَلَم | | | مسلم
حر | حُرّ | الحر | | بحر حرب
احد | أحد | الأحد | | واحد
كرة | كُرَة | الكرة كرته | | فكرة ذاكرة
رد | رَدّ | الرد | | برد ورد
قد | قَدْ | وقد | | فقد عقد
كان | كَانَ | وكان فكان | | مكان
قط | | | | فقط
شرق | شَرْق | الشرق | | مشرق
فن | فَنّ | الفن | | فنان سفن
ماء | مَاء | الماء | | سماء
يد | يَد | اليد | | سيد وليد
حب | حُبّ | الحب | | حبر صاحب
جمل | جَمَل | الجمل | جملة | جميل
عرب | عَرَب | العرب والعرب | عربة | تعرب غرب
بر | | البر | | خبر بريد
port | Port | | ports | report sport
"""  # noqa: E501


def pairs() -> Iterator[tuple[str, str, int]]:
    """(query, text, the step from which on it is found)."""
    for line in TABLE.strip().splitlines():
        query, *columns = (part.strip() for part in line.split("|"))
        for step, words in enumerate(columns):
            yield from ((query, word, step) for word in words.split())


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    made = Index(tmp_path / "index" / "a.db")
    yield made
    made.close()


def put(index: Index, **texts: str) -> None:
    take(
        Writer(index),
        [
            (File(f"{name}.txt", len(text), number), Document.of_text(text, language="ar"))
            for number, (name, text) in enumerate(texts.items())
        ],
    )


def search(index: Index, query: str, mode: str = "clitics", language: str = "") -> list[Hit]:
    asked = Search(index, query, mode, language)
    answer = asked.run()
    return [asked.hit(answer.hits, number) for number in range(answer.total)]


@pytest.mark.parametrize("query", sorted({query for query, _, _ in pairs()}))
def test_what_is_found_at_each_step(index: Index, query: str) -> None:
    """Each text alone in its line."""
    for text, step in [(text, step) for asked, text, step in pairs() if asked == query]:
        put(index, a=f"جاء هنا {text} ثم انتهى", other="نص ليس فيه شيء")
        for number, mode in enumerate(MODES[1:4]):
            found = [hit.text for hit in search(index, query, mode) if hit.path == "a.txt"]
            assert found == ([text] if step <= number else []), (text, mode)


def test_the_table_is_as_long_as_it_should_be() -> None:
    assert len(set(pairs())) >= 300


def test_the_article_in_the_corpus_tells_a_first_letter_from_a_prefix(index: Index) -> None:
    put(index, a="وقود السيارة", b="الوقود غال", c="قود")
    assert len(search(index, "قود")) == 1


def test_a_hit_stands_on_the_real_letters(index: Index) -> None:
    text = "سطر أول\n\nوَبِالكِتَابِ، قال: «الكـتاب» كتابُه"
    put(index, a=text)
    hits = search(index, "كتاب")
    assert [text[h.start : h.end] for h in hits] == [h.text for h in hits]
    assert [h.text for h in hits] == ["وَبِالكِتَابِ", "الكـتاب", "كتابُه"]
    assert [h.why for h in hits] == [
        ("وبال+", "tashkeel"), ("ال+", "tatweel"), ("+ه", "tashkeel"),
    ]  # fmt: skip
    assert hits[1].before.endswith("قال: «") and hits[1].after.startswith("»")


def test_phrases_wildcards_or_and_not(index: Index) -> None:
    put(
        index,
        a="قال رئيس الوزراء أمس إن الوزارة ستعمل",
        b="رئيس مجلس الوزراء ووزارات أخرى",
        c="لا شيء\nرئيس\nالوزراء",
    )

    def paths(query: str, mode: str = "spelling") -> set[str]:
        return {hit.path[0] for hit in search(index, query, mode)}

    assert paths('"رئيس الوزراء"') == {"a"}
    assert paths("رئيس الوزراء") == {"a", "b"}
    assert paths("وزار*") == set() and paths("*وزار*") == {"a", "b"}
    assert paths("الوزار?") == {"a"}
    assert paths("مجلس OR امس") == {"a", "b"}
    assert paths("رئيس -مجلس") == {"a", "c"}
    assert paths("رئيس lang:en") == set() and paths("رئيس lang:ar") == {"a", "b", "c"}
    for odd in ("", '"', "*", "OR", "-x", "( ) ^ : NEAR", '" AND "', "''", "lang:"):
        search(index, odd)
    assert parse("a OR b -c lang:ar").as_text() == "a OR b -c lang:ar"


def test_recall_is_that_of_a_folded_scan(index: Index) -> None:
    some = random.Random(5)
    letters = ["كتاب", "الكتاب", "بِكِتاب", "مدرسة", "المدرسه", "قال", "وقال", "فيروس", "أحمد", "إلى"]
    texts = {
        f"d{n}": "\n".join(" ".join(some.choices(letters, k=8)) for _ in range(6))
        for n in range(40)
    }
    put(index, **texts)
    for word in letters:
        wanted = fold(word).text
        scan_total = sum(fold(text).text.split().count(wanted) for text in texts.values())
        hits = search(index, word, "spelling")
        assert len(hits) == scan_total
        assert all(texts[hit.path[:-4]][hit.start : hit.end] == hit.text for hit in hits)


def test_the_index_follows_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name, text in (("a", "كتاب قديم"), ("b", "كتاب جديد"), ("c", "لا شيء")):
        (folder / f"{name}.txt").write_text(text, "utf-8")
    with indexer(folder, tmp_path) as made:
        assert [s.done for s in made.update() if s.stage == "documents"] == [0, 3]
        assert [s.total for s in made.update() if s.stage == "documents"] == [0]
        (folder / "a.txt").unlink()
        (folder / "b.txt").write_text("مدرسة جديدة هنا", "utf-8")
        assert [s.done for s in made.update() if s.stage == "documents"] == [0, 1]
        assert not search(made.index, "كتاب") and len(search(made.index, "مدرسة")) == 1
        assert len(made.index) == 2 and made.index.words() == 5
        assert list(made.index.forms(["كتاب"])) == []  # counted out again


@contextlib.contextmanager
def indexer(folder: Path, home: Path) -> Iterator[Indexer]:
    worker = Worker()
    made = Index(home / "i.db")
    try:
        store = NoteStore(folder, home, device="", creator="")
        yield Indexer(made, folder, store, worker, Cache(home))
    finally:
        made.close()
        worker.close()


def test_a_damaged_index_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "i.db"
    path.write_bytes(b"no database at all" * 100)
    made = Index(path)
    put(made, a="كتاب")
    assert len(search(made, "كتاب")) == 1
    made.close()


def test_one_writes_while_another_reads(tmp_path: Path) -> None:
    one, two = Index(tmp_path / "i.db"), Index(tmp_path / "i.db")
    put(one, a="كتاب")
    assert len(search(two, "كتاب")) == 1
    put(one, b="كتاب آخر")
    assert len(search(two, "كتاب")) == 2
    one.close()
    two.close()


def test_search_prints_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HASHIYA_HOME", str(tmp_path / "home"))
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.ar.txt").write_text("وصل الكتاب\nكتابٌ ثانٍ", "utf-8")
    assert cli.main(["search", str(folder), "كتاب", "--json", "--limit", "1"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["total"] == 2 and len(told["hits"]) == 1
    assert told["hits"][0]["text"] == "الكتاب" and told["hits"][0]["start"] == 4
    assert told["hits"][0]["bead"] is None
    assert cli.main(["search", str(folder), "كتاب", "--mode", "spelling"]) == 0
    assert capsys.readouterr().out == "a.ar.txt: «كتابٌ» ثانٍ\n"
    assert cli.main(["search", str(tmp_path / "none"), "كتاب"]) == 2
    assert not (folder / "hashiya-notes").exists()


def test_a_hit_comes_with_its_bead(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HASHIYA_HOME", str(tmp_path / "home"))
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.ar.txt").write_text("زار أوباما القاهرة في 4 يونيو 2009\nوصل الوزير", "utf-8")
    english = "Obama visited Cairo on 4 June 2009\nThe minister came"
    (folder / "a.en.txt").write_text(english, "utf-8")
    assert cli.main(["search", str(folder), "قاهرة", "--json"]) == 0
    (hit,) = json.loads(capsys.readouterr().out)["hits"]
    bead = hit["bead"]
    assert bead["path"] == "a.en.txt" and english[bead["start"] : bead["end"]] == bead["text"]
    assert bead["text"].startswith("Obama")
    assert cli.main(["search", str(folder), "minister", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["hits"][0]["bead"]["text"] == "وصل الوزير"


PREFIXED = ("بال", "وبال", "فبال", "كال", "وكال", "لل", "ولل", "فلل", "وال")


@pytest.mark.parametrize("noun", ["كتاب", "طالب", "سوق", "مدينة", "مستشفى"])
def test_prefixes_beside_one_another_hide_no_word(index: Index, noun: str) -> None:
    """In a short text `وبالكتاب` is no sign that `بالكتاب` is a word of its own."""
    forms = [prefix + noun for prefix in PREFIXED]
    put(index, a="\n".join(f"رأيت {form} هناك" for form in forms), other="نص آخر")
    assert [hit.text for hit in search(index, noun)] == forms


def test_and_before_the_article_may_stand_before_a_word_that_begins_like_it(index: Index) -> None:
    put(index, a="الله والله وبالله ولله", other="قال له ما قال")
    assert [hit.path for hit in search(index, "له")] == ["other.txt"]


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("صديق", "صديقها بصديقها وبصديقها لصديقها ولصديقها"),
        ("رسالة", "برسالته وبرسالته لرسالتي ولرسالتي"),
        ("مستشفى", "بمستشفاهم وبمستشفاهم"),
        ("يكتب", "يكتب سيكتب وسيكتب"),
    ],
)
def test_and_before_a_prefix_hides_no_word(index: Index, word: str, forms: str) -> None:
    put(index, a="\n".join(f"رأيت {form} هناك" for form in forms.split()), other="نص آخر")
    assert [hit.text for hit in search(index, word)] == forms.split()


def test_and_before_a_word_that_begins_like_a_prefix_still_tells(index: Index) -> None:
    put(index, a="بلد وبلد، سيد وسيد، بدأ وبدأ", other="نص آخر")
    assert not search(index, "لد") and not search(index, "يد") and not search(index, "دأ")
