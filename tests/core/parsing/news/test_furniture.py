"""News pages copied as plain text, and texts that only look a little like them."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from viewer.core import formats
from viewer.core.parsing.news.furniture import mark
from viewer.core.text.document import Document
from viewer.core.text.lines import ByteLines

TITLE = "افتتاح جسر المشاة الجديد فوق نهر البلدة"
STORY = (
    "افتتح رئيس البلدية صباح اليوم جسر المشاة الجديد فوق النهر، بحضور عدد كبير من السكان الذين"
    " انتظروه سنوات طويلة.",
    "وقال المهندس المشرف على البناء إن العمل استغرق أربعة عشر شهراً، وإن الجسر يحتمل مرور ألف"
    " شخص في وقت واحد.",
    "ويأمل أصحاب المتاجر في الضفة الأخرى أن يعيد الجسر الحياة إلى سوقهم القديمة بعد أن هجرها"
    " الزبائن.",
)
CAPTION = "سكان البلدة يعبرون الجسر للمرة الأولى (سلمى حداد/ صحيفة النهر)"
ENGLISH = "Town opens its new footbridge over the river"
ENGLISH_STORY = (
    "The mayor opened the new footbridge over the river this morning, before a large crowd that"
    " had waited for it for years.",
    "The engineer in charge said that the work had taken fourteen months and that a thousand"
    " people may cross at once.",
    "Shopkeepers on the far bank hope that the bridge will bring life back to their old market,"
    " which customers had left.",
)


def marked(*lines: str, language: str = "ar") -> Document:
    document = Document.of_text("\n".join(lines), language=language)
    mark(document)
    return document


def kinds(*lines: str, language: str = "ar") -> dict[int, str]:
    return marked(*lines, language=language).furniture


def test_the_whole_shape() -> None:
    head = (TITLE, "", TITLE, "", "5 آذار 2023", CAPTION, "+ الخط -", "")
    document = marked(*head, *STORY)
    assert document.furniture == {1: "headline", 2: "date", 3: "caption", 4: "control"}
    assert (document.title, document.date) == (TITLE, "2023-03-05")
    assert (document.kinds, document.levels) == ({0: "heading"}, {0: 1})
    assert document.text() == "\n".join((*head, *STORY))  # nothing is taken out


def test_the_same_in_english() -> None:
    caption = "Residents cross for the first time (Salma Haddad/ The River)"
    document = marked(
        *(ENGLISH, ENGLISH, "March 5, 2023", caption, "+ Text size -", *ENGLISH_STORY),
        language="en",
    )
    assert document.furniture == {1: "headline", 2: "date", 3: "caption", 4: "control"}
    assert (document.title, document.date) == (ENGLISH, "2023-03-05")


@pytest.mark.parametrize(
    "control",
    [
        *("+ الخط -", "-الخط+", "الخط +  -", "+الخط-", "＋ الخط －", "+ الخط −", "- الخط +"),
        *("+ حجم الخط -", "\u200f+ الخط -\u200f", "الخط - +", "+ - الخط", "A- A+", "A+ A-"),
        *("+ Text size -", "Font size + -", "+ Font -"),
    ],
)
def test_font_controls(control: str) -> None:
    assert kinds(TITLE, "5 آذار 2023", control, *STORY) == {1: "date", 2: "control"}


@pytest.mark.parametrize("line", ["+ الخط الساخن -", "الخط", "+ الخط", "+ -", "خط الوسط - الدفاع"])
def test_what_is_no_font_control(line: str) -> None:
    assert 3 not in kinds(TITLE, TITLE, "5 آذار 2023", line, *STORY)


@pytest.mark.parametrize(
    "head, found",
    [
        ((TITLE, TITLE, "5 آذار 2023"), {1: "headline", 2: "date"}),
        ((TITLE, " " + TITLE + "\u200f "), {1: "headline"}),
        ((TITLE, "+ الخط -", "5 آذار 2023"), {1: "control", 2: "date"}),
        ((TITLE, "5 آذار 2023", "شارك", "+ الخط -"), {1: "date", 2: "share", 3: "control"}),
        ((TITLE, CAPTION, "+ الخط -", "5 آذار 2023"), {1: "caption", 2: "control", 3: "date"}),
        ((TITLE, TITLE, CAPTION, "5 آذار 2023"), {1: "headline", 2: "caption", 3: "date"}),
        ((TITLE, "5 آذار 2023", "جسر (رويترز)"), {1: "date", 2: "byline"}),
        (
            (TITLE, TITLE, "أول عبور (رويترز)", "+ الخط -"),
            {1: "headline", 2: "byline", 3: "control"},
        ),
    ],
)
def test_parts_of_the_shape(head: tuple[str, ...], found: dict[int, str]) -> None:
    expected = found if set(found.values()) != {"date", "byline"} else {}
    assert kinds(*head, *STORY) == expected


@pytest.mark.parametrize(
    "line", ["البلدة ــ صحيفة النهر", "بيروت (رويترز)", "لندن - الأناضول", "بقلم سلمى حداد"]
)
def test_bylines(line: str) -> None:
    assert kinds(TITLE, TITLE, "5 آذار 2023", line, *STORY)[3] == "byline"
    assert kinds(TITLE, TITLE, line, "5 آذار 2023", *STORY)[2] == "byline"


@pytest.mark.parametrize(
    "line", ["By Salma Haddad", "By Salma Haddad and Tom O'Neil", "Beirut (AFP)"]
)
def test_english_bylines(line: str) -> None:
    assert kinds(ENGLISH, ENGLISH, line, *ENGLISH_STORY, language="en")[2] == "byline"


@pytest.mark.parametrize(
    "line",
    [
        "بيروت - مدينة على البحر",
        "كتب محمد رسالة",
        "Bridge - a history",
        "By the river",
        "الجسر (أربعون متراً)",
    ],
)
def test_what_is_no_byline(line: str) -> None:
    assert 3 not in kinds(TITLE, TITLE, "5 آذار 2023", line, *STORY)


def test_a_line_under_the_headline_stays() -> None:
    found = kinds(TITLE, TITLE, "سكان الضفة الأخرى ينتظرونه منذ سنوات", "5 آذار 2023", *STORY)
    assert found == {1: "headline", 3: "date"}


def test_lines_that_say_what_they_are() -> None:
    document = marked(
        *("إعلان", TITLE, TITLE, "5 آذار 2023", "شارك القصة", STORY[0], "اقرأ أيضاً", STORY[1]),
        *("اقرأ أيضاً: السوق القديمة تنتظر زبائنها", "إعلان", STORY[2], "الأكثر قراءة", "شارك"),
    )
    assert document.furniture == {
        0: "advertisement",
        2: "headline",
        3: "date",
        4: "share",
        6: "related",
        8: "related",
        9: "advertisement",
        11: "related",
        12: "share",
    }
    assert document.title == TITLE and document.kinds == {1: "heading"}
    english = ("Share this", ENGLISH_STORY[1], "Read more", "Advertisement")
    found = kinds(ENGLISH, ENGLISH, ENGLISH_STORY[0], *english, *ENGLISH_STORY, language="en")
    assert found == {1: "headline", 3: "share", 5: "related", 6: "advertisement"}


def test_a_caption_without_a_credit() -> None:
    line = "سكان البلدة يعبرون الجسر للمرة الأولى"
    assert kinds(TITLE, TITLE, "5 آذار 2023", line, "+ الخط -", *STORY)[3] == "caption"
    assert kinds(TITLE, TITLE, "5 آذار 2023", line, *STORY) == {1: "headline", 2: "date"}


def test_offsets_stay_as_they_are() -> None:
    lines = (TITLE, "", TITLE, "5 آذار 2023", CAPTION, "+ الخط -", "", *STORY)
    plain = Document.of_text("\n".join(lines))
    assert [b.start for b in marked(*lines).blocks()] == [b.start for b in plain.blocks()]


def test_a_caption_needs_its_neighbours() -> None:
    """A first sentence of the story that ends in brackets is none."""
    line = "وصل الوفد إلى البلدة صباح اليوم (الأربعاء)."
    assert kinds(TITLE, TITLE, "5 آذار 2023", line, *STORY) == {1: "headline", 2: "date"}
    assert kinds(TITLE, TITLE, "5 آذار 2023", STORY[0], CAPTION, *STORY[1:]).get(4) is None


def test_figures_after_a_title_date_the_story() -> None:
    """How archives save news as text: title, date in figures, prose."""
    document = marked(TITLE, "", "04/06/2017", "", *STORY)
    assert document.furniture == {1: "date"}
    assert (document.title, document.date) == (TITLE, "2017-06-04")
    assert marked(TITLE, "2017-06-04T12:40:00+01:00", STORY[0]).date == "2017-06-04"
    assert kinds(TITLE, "04/06/2017", *STORY, "05/06/2017", *STORY) == {}  # a diary


@pytest.mark.parametrize(
    "lines",
    [
        (),
        ("كلمة",),
        ("كلمة", "كلمة"),
        (TITLE,),
        (TITLE, TITLE),
        (TITLE, *STORY),
        # A letter
        ("5 آذار 2023", "صديقي العزيز سامي،", *STORY),
        ("صديقي العزيز سامي", "5 آذار 2023", *STORY),
        ("بيروت في 5 آذار 2023", "صديقي العزيز", *STORY),
        ("سامي حداد - بيروت", "5/3/2023", "صديقي العزيز،", *STORY),
        # Verse: a refrain, and one line said twice
        ("يا جسر البلدة يا عالي", "يا جسر البلدة يا عالي", "خذني إلى الضفة الأخرى", "يا عالي"),
        ("يا ليل ما أطولك", "خذني إليه", "يا ليل ما أطولك", "خذني إليه"),
        ("يا جسر البلدة يا عالي يا غالي", "يا جسر البلدة يا عالي يا غالي", STORY[0], "يا غالي"),
        # Minutes, a diary
        ("محضر الجلسة الثالثة", "5 آذار 2023", "الحضور: سلمى (المالية/ الإدارة)", *STORY),
        ("يوميات البلدة", "5 آذار 2023", *STORY, "6 آذار 2023", *STORY),
        # Words of the page without its shape
        ("الخط العربي فن", "الخط + القلم", *STORY),
        (TITLE, "شارك", *STORY, "إعلان", "اقرأ أيضاً"),
        (TITLE, CAPTION, *STORY),
        ("قائمة (أ)", "قائمة (ب)", "+ الخط -"),
        ("شارك", "في الحوار كل من حضر."),
        ("نعم", "نعم", "نعم"),
        (STORY[0], STORY[0], *STORY[1:]),
    ],
)
def test_other_texts_stay_as_they_are(lines: tuple[str, ...]) -> None:
    document = marked(*lines)
    assert document.furniture == {} and document.kinds == {}
    assert document.title is None


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        ((TITLE, "5 آذار 2023", *STORY), "2023-03-05"),
        (("قصر", "الأحد ٥ مارس ٢٠٢٣ - ١٠:١٥ ص", *STORY), "2023-03-05"),
        ((TITLE, "كتبت: سلمى حداد", "القاهرة في 5 مارس 2023", *STORY), "2023-03-05"),
        ((TITLE, "بيروت، 5 آذار/مارس 2023", *STORY), "2023-03-05"),
        ((TITLE, f"بيروت، 5 آذار 2023 (وكالات) - {STORY[0]}", *STORY), "2023-03-05"),
        ((TITLE, "نُشر: 5 آذار 2023، آخر تحديث: 6 آذار 2023", *STORY), "2023-03-05"),
        (("5 آذار 2023", "صديقي العزيز سامي،", *STORY), "2023-03-05"),
        (("بيروت في 5 آذار 2023", "صديقي العزيز", *STORY), "2023-03-05"),
        (("يوميات البلدة", "5 آذار 2023", *STORY, "6 آذار 2023", *STORY), "2023-03-05"),
        ((ENGLISH, "By Salma Haddad", "March 5, 2023 at 10:15 am", *ENGLISH_STORY), "2023-03-05"),
        ((ENGLISH, "Salma Haddad | 5 March 2023 | 10:15", *ENGLISH_STORY), "2023-03-05"),
        ((ENGLISH, f"CAIRO, 5 March 2023 - {ENGLISH_STORY[0]}", *ENGLISH_STORY), "2023-03-05"),
        # Nothing says that it is from that day
        ((TITLE, *STORY, "5 آذار 2023"), None),
        ((TITLE, f"{STORY[0]} في 5 آذار 2023 - كما قيل", *STORY), None),
        (("أحداث 5 آذار 2023 في البلدة", *STORY), None),
        (("تسلسل الأحداث", "5 آذار 2023", "احتجاج", "6 آذار 2023", "إضراب"), None),
        (("من 5 آذار 2023 إلى 9 آذار 2023", *STORY), None),
        ((ENGLISH, "4/6/2023", *ENGLISH_STORY), None),  # April or June
        ((ENGLISH, "3 – 10 March 2023", *ENGLISH_STORY), None),
        ((ENGLISH, "1 January 2023 – 5 March 2023", *ENGLISH_STORY), None),
        ((ENGLISH, "Salma Haddad (5 May 1950 – 3 July 2021)", *ENGLISH_STORY), None),
        ((ENGLISH, "Born in Cairo, 5 May 1950", *ENGLISH_STORY), None),
        ((ENGLISH, "Retrieved on 5 March 2023", *ENGLISH_STORY), None),
        ((ENGLISH, f"As of 5 March 2023 - {ENGLISH_STORY[0]}", *ENGLISH_STORY), None),
        ((ENGLISH, f"1 May 2022 - 5 March 2023: {ENGLISH_STORY[0]}", *ENGLISH_STORY), None),
        ((TITLE, "ولد في 5 آذار 1950", *STORY), None),
        ((TITLE, f"منذ 5 آذار 2023 - {STORY[0]}", *STORY), None),
    ],
)
def test_a_line_above_the_story_dates_it(lines: tuple[str, ...], day: str | None) -> None:
    english = lines[0] == ENGLISH
    assert marked(*lines, language="en" if english else "ar").date == day


def test_what_is_known_is_not_overwritten() -> None:
    document = Document.of_text("\n".join((TITLE, TITLE, "5 آذار 2023", *STORY)), language="ar")
    document.title, document.date = "اسم", "2020-01-01"
    mark(document)
    assert (document.title, document.date) == ("اسم", "2020-01-01")


def test_the_middle_of_a_long_text_is_not_looked_at() -> None:
    lines = [TITLE, TITLE, "5 آذار 2023", *STORY * 40, "إعلان", *STORY * 40, "شارك"]
    document = marked(*lines)
    assert document.furniture == {1: "headline", 2: "date", len(lines) - 1: "share"}


def test_of_a_text_that_is_not_indexed_only_the_head() -> None:
    text = "\n".join([TITLE, TITLE, "5 آذار 2023", *STORY * 99, "شارك", *STORY * 200_000])
    lines = ByteLines(text.encode())
    while not len(lines) or lines.block(len(lines) - 1) != "شارك":
        assert lines.grow(1)  # one line more
    document = Document(lines, "txt", language="ar")
    start = time.perf_counter()
    mark(document)
    assert time.perf_counter() - start < 0.5
    assert not lines.complete
    assert document.furniture == {1: "headline", 2: "date"}


def test_a_line_without_end_costs_nothing() -> None:
    start = time.perf_counter()
    marked(*["(" * 1_000_000] * 3, *["1/" * 500_000] * 3)
    assert time.perf_counter() - start < 2


def test_a_plain_text_file_is_marked_when_it_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "جسر.txt"
    path.write_text("\n".join((TITLE, TITLE, "4/6/2021", *STORY)), "utf-8")
    document = formats.load(path)
    assert document.furniture == {1: "headline", 2: "date"}
    assert (document.title, document.date) == (TITLE, "2021-06-04")


PROSE = "وقال رئيس لجنة الأشغال في مؤتمر صحفي إن المرحلة الأولى تشمل ترميم الرصيف الشرقي كله. " * 2
OTHER = (
    "وأضاف أن المشروع سيوفر فرص عمل لأكثر من ثلاثمئة شخص معظمهم من أبناء الأحياء القريبة من البحر."
)


def furniture_of(*lines: str) -> dict[int, str]:
    document = Document.of_text("\n".join(lines), language="ar", direction="rtl")
    mark(document)
    return document.furniture


def test_a_lead_that_comes_twice() -> None:
    title = "توسيع الميناء القديم يبدأ الشهر المقبل"
    assert furniture_of(title, "31/7/2021", PROSE, PROSE, OTHER) == {1: "date", 2: "lead"}
    assert furniture_of(title, "31/7/2021", PROSE, OTHER, OTHER) == {1: "date"}
    assert furniture_of(title, PROSE, PROSE, OTHER) == {}


def test_lines_below_the_story_and_in_its_midst() -> None:
    title = "توسيع الميناء القديم يبدأ الشهر المقبل"
    found = furniture_of(
        *(title, "31 تموز 2021", "شارك", PROSE, "اقرأ أيضا:", "مخزن للبذور في الجبل"),
        *("عنوان فرعي في الخبر", OTHER, "المصدر : وكالات", "الأكثر قراءة", "أول", "ثان عن الخبز"),
    )
    assert found == {
        1: "date",
        2: "share",
        4: "related",
        5: "related",
        8: "byline",
        9: "related",
        10: "related",
        11: "related",
    }


def test_a_report_or_a_letter_is_no_page() -> None:
    assert furniture_of("تقرير عن الميناء", "3 يوليو 2021", PROSE, OTHER, "والسلام") == {}
    assert furniture_of("تقرير عن الميناء", "بقلم سامر الحلبي", "3 يوليو 2021", PROSE) == {}
