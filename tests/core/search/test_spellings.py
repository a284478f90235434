"""The same word in other spellings: hamzas, last letters, old and foreign ways of writing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from taking import take

from viewer.core.corpus.scan import File
from viewer.core.search.engine import Search
from viewer.core.search.find_in_document import STEPS, find
from viewer.core.search.index import Index
from viewer.core.search.index_writer import Writer
from viewer.core.search.spellings import keys
from viewer.core.text.document import Document

# query | as written | in any spelling | with prefixes and suffixes | of the same stem | never
TABLE = """
مسئول | مسئول | مسؤول مَسْؤُول مسئولٌ | المسؤول ومسؤول بمسؤول لمسؤول مسؤولها مسؤولنا والمسؤول للمسؤول مسؤوله | مسؤولون المسؤولين مسؤولات | سؤال
مسؤول | مسؤول | مسئول مَسْئُول | المسئول ومسئول للمسئول بمسئول مسئولهم | مسئولون المسئولين | سائل
شئون | شئون | شؤون شُئون | الشؤون وشؤون بشؤون شؤونها للشؤون شؤونه | | شأن شيء
شؤون | شؤون | شئون | الشئون شئونه لشئون | | شاون
رؤوس | رؤوس | رءوس رُؤوس | الرءوس رءوسهم برءوس | | رأس
مئة | مئة | مائة مِائَة مئه | المائة بالمائة ومائة لمائة بمائة | | وكمية ماء
مائة | مائة | مئة | المئة بالمئة ومئة بمئة للمئة | | مياه
ثلاثمئة | ثلاثمئة | ثلاثمائة | وثلاثمائة الثلاثمائة | | ثلاثة
شيء | شيء | شئ شىء شَيْء | الشيء بشيء شيئه والشئ | | شيخ
قارئ | قارئ | قارىء قاريء قارِئ | القارئ للقارئ قارئه قارئها بقارئ | | قارة
زملاء | زملاء | زُملاء | زملائه زملاؤها زملاءنا وزملائهم الزملاء لزملائه بزملائها والزملاء | | زميل
أعضاء | أعضاء | اعضاء أعضاءً | أعضائها أعضاؤه وأعضائهم الأعضاء لأعضائه اعضائها | | عضو عضوية
أبناء | أبناء | ابناء أبناءَ | أبناؤنا أبنائهم لأبنائها ابناءهم وأبنائه | | بناء
لقاء | لقاء | لِقاء | بلقاء لقائه لقاؤهما اللقاء للقاء ولقاء بلقائها | | تلقى
رأى | رأى | رأي | رآه رآها رآهم ورأى فرأى | | رأس
مستشفى | مستشفى | مستشفي | مستشفاه مستشفاها بمستشفاهم المستشفى والمستشفى بالمستشفى | | شفاء
مستوى | مستوى | مستوي | مستواه مستواها المستوى بمستوى لمستواهم | | استواء
مرضى | مرضى | مرضي | مرضاه المرضى للمرضى مرضاهم | مرض | مرو
فتوى | فتوى | فتوي | فتواه الفتوى بفتوى | | فتى
إلى | إلى | الى إلي اِلى إِلَىٰ | إليه إليها إلينا إليهم وإلى | | آل
على | على | علي عَلَى | عليه عليها علينا وعلى عليهما | | علم
سؤال | سؤال | سُؤال | السؤال سؤاله بسؤال وسؤال سؤالهم | | سأل
بيئة | بيئة | بِيئة بيئه | البيئة بيئتها للبيئة بيئتنا | بيئات | بيت
هيئة | هيئة | هَيْئة هيئه | الهيئة هيئتها بالهيئة للهيئة | هيئات الهيئات | هيا
قراءة | قراءة | قِراءة قراءه | القراءة قراءته بقراءة قراءتها | قراءات | قرى
مرأة | مرأة | | المرأة للمرأة | | امرأة
جزء | جزء | جُزء | جزءا جزؤه جزئها الجزء بجزء لجزء | | جزاء
بدء | بدء | بَدء | البدء ببدء لبدء بدئه بدئها وبدء | | بدا
وزراء | وزراء | وُزراء | الوزراء للوزراء وزرائه وزراؤها لوزراء | | وزر
أصدقاء | أصدقاء | اصدقاء | أصدقائه أصدقاؤه الأصدقاء لأصدقائها أصدقاءهم | | صدق
القرآن | القرآن | القران القرءان ٱلْقُرْءَانُ الْقُرْآن | والقرآن بالقرآن للقرآن | | قرن
الكتاب | الكتاب | ٱلْكِتَـٰبُ ٱلكتاب الكِتاب | والكتاب بالكتاب للكتاب وٱلْكِتَـٰبِ | كتاب | مكتب
كتاب | كتاب | كِتَـٰب كتـاب | ٱلْكِتَـٰبُ بِكِتَـٰبٍ كِتَـٰبَهُ | | كتب
الصلاة | الصلاة | ٱلصَّلَوٰةَ الصلوٰة الصلاه | والصلاة بالصلاة للصلاة وَٱلصَّلَوٰةِ | | صلة
الزكاة | الزكاة | ٱلزَّكَوٰةَ | والزكاة وَٱلزَّكَوٰةَ | | زكي
السماوات | السماوات | ٱلسَّمَـٰوَٰتِ | والسماوات للسماوات | | سماء
الربا | الربا | ٱلرِّبَوٰا۟ | بالربا والربا | | رب
الحياة | الحياة | ٱلْحَيَوٰةَ | والحياة للحياة | | حية
آمنوا | آمنوا | ءَامَنُوا۟ امنوا | وآمنوا فآمنوا | | أمير
إبراهيم | إبراهيم | ابراهيم إِبْرَٰهِيمَ إِبْرَٰهِـۧمَ | لإبراهيم وإبراهيم بإبراهيم | | برهم
هذا | هذا | هٰذا هَـٰذَا | وهذا بهذا لهذا | | هدى
الرحمن | الرحمن | الرحمٰن ٱلرَّحْمَـٰنِ | والرحمن | | رحم
أولئك | أولئك | أُو۟لَـٰٓئِكَ اولئك | وأولئك فَأُو۟لَـٰٓئِكَ لأولئك | | أول
الآخرة | الآخرة | ٱلْـَٔاخِرَةِ الاخرة | بالآخرة والآخرة | | أخير
يسألون | يسألون | يَسْـَٔلُونَ يسئلون | ويسألون فيسألون | | سيل
شيئا | شيئا | شَيْـًٔا شيئًا | وشيئا | | شيعا
سيارة | سيارة | سيّارة سياره | السيارة سيارته بسيارة للسيارة سيارتنا | سيارات السيارات | سير
حكومة | حكومة | حكومه حُكُومة | الحكومة حكومته للحكومة | حكومات | حكم
جامعة | جامعة | جامعه | الجامعة جامعتنا بالجامعة للجامعة | جامعات الجامعات | جماعة
می‌خواهم | می‌خواهم | ميخواهم مي‌خواهم | | | خواهم
کتاب‌ها | کتاب‌ها | كتابها كتاب‌ها | | | كتب
پژوهش | پژوهش | | | | پرورش
شلوم | شلوم | | | | شلام
שלום | שלום | שָׁלוֹם | | | שלמה
בראשית | בראשית | בְּרֵאשִׁית | | | ראש
ספר | ספר | סֵפֶר | | | ספרד
"""  # noqa: E501


def pairs() -> list[tuple[str, str, int]]:
    """(query, text, the step from which on it is found)."""
    found = []
    for line in TABLE.strip().splitlines():
        query, *columns = (part.strip() for part in line.split("|"))
        for step, words in enumerate(columns):
            found += [(query, word, step) for word in words.split()]
    return found


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    made = Index(tmp_path / "a.db")
    yield made
    made.close()


def put(index: Index, text: str) -> None:
    take(Writer(index), [(File("a.txt", len(text), 1), Document.of_text(text, language="ar"))])


def found(index: Index, query: str, mode: str = "clitics") -> list[str]:
    search = Search(index, query, mode)
    answer = search.run()
    return [search.hit(answer.hits, number).text for number in range(answer.total)]


@pytest.mark.parametrize("query", sorted({query for query, _, _ in pairs()}))
def test_what_is_found_at_each_step(index: Index, query: str) -> None:
    """Each text alone in its line, and the find bar the same as the search."""
    mine = [(text, step) for asked, text, step in pairs() if asked == query]
    for text, step in mine:
        line = f"جاء هنا {text} ثم انتهى"
        put(index, line)
        for number, mode in enumerate(STEPS):
            wanted = [text] if step <= number else []
            assert found(index, query, mode) == wanted, (text, mode)
            spans = find(line, query, mode=mode, whole_words=True)
            assert [line[slice(*span)] for span in spans] == wanted, (text, mode, "find bar")


def test_the_table_is_long() -> None:
    assert len(set(pairs())) >= 300


@pytest.mark.parametrize(
    ("text", "query", "wanted"),
    [
        ("ذهب علي إلى السوق على عجل", "علي", ["علي"]),
        ("ذهب علي إلى السوق على عجل", "على", ["على"]),
        ("قال علي له وعليه وعليها وسار على الطريق", "علي", ["علي"]),
        ("قال علي له وعليه وعليها وسار على الطريق", "على", ["وعليه", "وعليها", "على"]),
        ("كتابة النص في كتابه الجديد", "كتابة", ["كتابة"]),
        ("هدي النبي وهدى بنت الجيران", "هدى", ["وهدى"]),
    ],
)
def test_another_last_letter_is_another_word_where_both_are(
    index: Index, text: str, query: str, wanted: list[str]
) -> None:
    put(index, text)
    assert found(index, query) == wanted


def test_a_habit_of_spelling_is_no_other_word(index: Index) -> None:
    put(index, "\n".join(["فى الحزب المصرى الذى نجح فى التصويت"] * 20 + ["في الحزب المصري"] * 20))
    assert len(found(index, "المصري", "spelling")) == 40
    assert len(found(index, "المصرى", "spelling")) == 40


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("من می‌خواهم کتاب‌ها را بخوانم", "می خواهم"),
        ("من می خواهم بخوانم", "می‌خواهم"),
        ("يَـٰٓأَيُّهَا ٱلَّذِينَ", "يا أيها"),
    ],
)
def test_apart_or_together(index: Index, text: str, query: str) -> None:
    put(index, text)
    assert len(found(index, query, "spelling")) in (1, 2)
    assert found(index, query.split()[0] + "x", "spelling") == []


def test_a_space_meets_a_non_joiner_in_the_find_bar() -> None:
    text = "من می‌خواهم و ميخواهم"
    assert [text[slice(*span)] for span in find(text, "می خواهم")] == ["می‌خواهم"]


def test_a_word_without_hamza_has_one_key() -> None:
    assert keys("كِتَاب") == ("كتاب",) and keys("café") == ("cafe",)
