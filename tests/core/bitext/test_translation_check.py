"""What a check of a translation finds, and what it must leave in peace."""

from __future__ import annotations

import random

import pytest

from viewer.core.bitext.translation_check import RowTexts, check, quantities


def kinds(source: str, target: str, terms: object = ()) -> list[str]:
    return [each.kind for each in check([RowTexts(source, target)], terms)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("وصل ٢٥ وزيرا في ٣ تموز ٢٠٢١.", "25 ministers arrived on 3 July 2021."),
        ("كلف المشروع 1٫5 مليون دولار.", "The project cost 1,500,000 dollars."),
        ("بلغ العدد 12,345 نسمة.", "The count was 12.345 people."),
        ("ثلاثة أشخاص في 4 سيارات", "3 people in four cars"),
        ("عام 1442 هـ", "in 2021"),
        ("نحو 2 مليار", "some 2bn"),
        ("كتابان", "2 books"),
        ("قال: هل عاد؟", "He asked: did he come back?"),
        (
            "زار أوباما مقر Microsoft Research Asia أمس",
            "Obama visited Microsoft Research Asia yesterday",
        ),
        ("نص بلا أرقام", "a text without numbers"),
        ("خمسة وعشرون عاملا", "25 workers"),
        ("للمرة الثالثة عشرة في القرن الحادي والعشرين", "for the 13th time in the 21st century"),
        ("ثلاثمئة وخمسون مصنعا", "350 factories"),
        ("أُغلق في الستينيات", "It was shut in the 1960s"),
        ("مليون و300 ألف طن", "1.3 million tons"),
        ("من 2 إلى 3 ملايين طن", "2 million to 3 million tons"),
        ("نصف الأصوات", "50% of the votes"),
        ("الساعة 17:45", "at 5:45 pm"),
        ("الساعة التاسعة والنصف", "at 9:30"),
        ("+٩٦٢ ٧ ٤٤٤", "+962 7 444"),
        ("XR-20\t٣\t1,500", "XR-20\t3\t1,500"),
        ("المفتاح " + "9" * 500, "the key " + "9" * 400),
    ],
)
def test_what_is_right_is_left_in_peace(source: str, target: str) -> None:
    assert kinds(source, target) == []
    assert kinds(target, source) == []


@pytest.mark.parametrize(
    ("source", "target", "kind"),
    [
        ("وصل ٢٥ وزيرا", "52 ministers arrived", "number"),
        ("في 3 تموز 2021", "on 4 July 2021", "number"),
        ("كلف 1٫5 مليون دولار", "it cost 15 million dollars", "number"),
        ("خمسة وعشرون عاملا", "26 workers", "number"),
        ("القرن الحادي والعشرون", "the 20th century", "number"),
        ("كلف 1.3 مليار دولار", "it cost 1.3 million dollars", "number"),
        ("قدره 400 ألف", "of 400 million", "number"),
        ("وصل الوزير إلى العاصمة", "", "gap"),
        ("", "The minister arrived", "gap"),
        ("هل عاد الوفد؟", "The delegation came back.", "end"),
        ("قال الوزير إن المشروع جديد", "The minister said إن المشروع جديد كله today", "leftover"),
        (
            "The minister said that the plan is new",
            "قال الوزير that the plan is new اليوم",
            "leftover",
        ),
        ("It is at least 6 feet (2 m)", "المسافة هي at least 6 feet (2 m) بينهما", "leftover"),
        ("أعلنت المدرسة في 3 صفوف جديدة", "The school announced في 3 صفوف جديدة", "leftover"),
    ],
)
def test_what_differs_is_found(source: str, target: str, kind: str) -> None:
    assert kind in kinds(source, target)


def test_terms_are_known_in_their_forms() -> None:
    terms = [("محطة المياه", ["water plant", "waterworks"]), ("بلدية", ["municipality"])]
    assert kinds("زار محطة المياه", "He visited the water plant", terms) == []
    assert kinds("وبمحطة المياه عطل", "The water plants fail", terms) == []
    assert kinds("قررت البلدية", "The municipality decided", terms) == []
    assert kinds("زار محطة المياه", "He visited the water station", terms) == ["term"]
    assert kinds("قررت البلدية", "The town decided", terms) == ["term"]
    plural = [("law", ["قانون"]), ("minister", ["وزير"]), ("city", ["مدينة"]), ("letter", ["حرف"])]
    for source, target in (
        ("the laws of the ministers", "قوانين الوزراء"),
        ("their cities and their letters", "مدنهم وأحرفهم"),
        ("the law of two cities", "القانون في المدينتين"),
    ):
        assert kinds(source, target, plural) == []
    assert kinds("the laws of the ministers", "قرارات الرؤساء", plural) == ["term", "term"]
    assert kinds("كاتب في البلد", "a man in town", [("كتاب", ["book"])]) == []


def test_rows_against_each_other() -> None:
    rows = [
        RowTexts("افتتح الوزير المحطة الجديدة", "The minister opened the new plant"),
        RowTexts("عاد الوفد إلى العاصمة مساء", "The minister opened the new plant"),
        RowTexts("لم يصدر أي تعليق رسمي", "There was no official comment"),
        RowTexts("افتتح الوزير المحطة الجديدة", "A station was inaugurated yesterday"),
        RowTexts("نعم", "Yes"),
        RowTexts("نعم", "Indeed"),
    ]
    assert [(each.row, each.kind) for each in check(rows)] == [(1, "double"), (3, "source")]


def test_a_name_in_two_spellings() -> None:
    rows = [RowTexts("قال حسين إنه عاد", "Yesterday Hussein came back")] * 3
    rows.append(RowTexts("غادر حسين أمس", "Yesterday Hussayn left"))
    (found,) = check(rows)
    assert (found.row, found.kind, found.said, found.instead) == (3, "name", "Hussayn", "Hussein")


def test_planted_numbers_are_found_and_nothing_else() -> None:
    some = random.Random(7)
    rows, wrong = [], set()
    for at in range(400):
        first, second = some.randrange(13, 5000), some.randrange(13, 99)
        target = f"In the report of {first} pages {second} towns are named"
        if at % 4 == 0:
            wrong.add(at)
            target = target.replace(str(second), str(second + some.choice([1, 9, 10])))
        rows.append(RowTexts(f"في تقرير من {first} صفحة ذُكرت {second} بلدة", target))
    found = {each.row for each in check(rows) if each.kind == "number"}
    assert found <= wrong and len(found) >= 0.95 * len(wrong)


def test_dates_beside_times_and_words_are_the_same_as_before() -> None:
    text = "Updated at 10:30 GMT on 3 July 2021, Saturday; 12.30 2021-07-04 and 5/13/2021 p.m."
    days = sorted(day.isoformat() for day in quantities(text).days)
    assert days == ["2021-05-13", "2021-07-03", "2021-07-04"]
