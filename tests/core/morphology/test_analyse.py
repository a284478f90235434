"""Words taken apart: the likeliest reading with a small lexicon, look-alikes among them."""

from __future__ import annotations

from functools import lru_cache

import pytest

from viewer.core.dictionaries.lookup import distance
from viewer.core.language.arabic import letters
from viewer.core.morphology.analyse import guess, readings, splits
from viewer.core.morphology.entries import key
from viewer.core.morphology.function_words import function_words
from viewer.core.morphology.patterns import root, singulars

LEXICON = """
والد والدة ولد بلد بلاد فهم كتب كتاب كاتب لكن وجد بيان بيت بنت باب بنك بحث بحر بريد برنامج بطل بصر
وزير وزارة وصل وقت وقف وطن وسط وجه ورد ورق وعد وفد وفاة وكالة واحد وقع واسع والي وضع
فكر فكرة فرق فريق فصل فعل فقط فقد فلك فنان فيلم فلسطين فضل كبير كثير كرسي كلمة كلام كلب كأس كرة
لحم لجنة لقاء لقب لغة لون ليل ليلة لعب لبن سؤال سبب سفر سفير سوق سياسة سياسي سنة سماء سيد سيارة سلام
مدرسة مدينة معلم رجل حكومة دولة دولي قوة قرار علاقة رئيس عراق عراقي مسؤول مهندس طالب شاعر
قال كان رأى دعا رمى أعطى أراد استطاع استخدم انسحب ابلغ أبلغ أكد أعلن ناقش بحث تعلم شارك
مستشفى أبناء بناء صديق سلاح حرب قلم مكتب مفتاح عاصمة رسالة قضية درهم صندوق أخضر عظيم
ذهب كسر أخذ بقي التزم التهاب انتخاب تعاون مشارك جديد ناجح وطني أجنبي وثيقة نص مال جهة
"""

# Expected segments, likeliest reading. A word that stays whole has one.
TABLE = """
والد والد
ووالد و+والد
والده والد+ه
والدها والد+ها
ووالدتها و+والدت+ها
ولد ولد
بلدان بلدان
بلد بلد
بلده بلد+ه
البلد ال+بلد
بالبلد ب+ال+بلد
ببلد ب+بلد
بلاد بلاد
بلاده بلاد+ه
وبلاده و+بلاد+ه
فهم فهم
ففهم ف+فهم
كتب كتب
كتاب كتاب
كتابه كتاب+ه
كتابها كتاب+ها
كتابهم كتاب+هم
وكتابنا و+كتاب+نا
الكتاب ال+كتاب
والكتاب و+ال+كتاب
وبالكتاب و+ب+ال+كتاب
فبالكتاب ف+ب+ال+كتاب
كالكتاب ك+ال+كتاب
للكتاب ل+ال+كتاب
وللكتاب و+ل+ال+كتاب
لكتاب ل+كتاب
بكتاب ب+كتاب
كتابا كتاب+ا
كتابين كتاب+ين
الكتابان ال+كتاب+ان
كتابي كتاب+ي
كتبت كتب+ت
كتبنا كتب+نا
كتبوا كتب+وا
كتبها كتب+ها
كتبوها كتب+و+ها
يكتب ي+كتب
تكتب ت+كتب
يكتبون ي+كتب+ون
سيكتب س+ي+كتب
وسيكتبونها و+س+ي+كتب+ون+ها
فليكتب ف+ل+ي+كتب
كاتب كاتب
الكاتبة ال+كاتب+ة
كاتبات كاتب+ات
لكن لكن
ولكن و+لكن
لكنه لكن+ه
ولكنها و+لكن+ها
وجد وجد
ووجد و+وجد
وجدت وجد+ت
يجد ي+جد
بيان بيان
البيان ال+بيان
ببيان ب+بيان
بيانات بيان+ات
بيت بيت
بيته بيت+ه
بنت بنت
باب باب
بنك بنك
بحث بحث
وبحث و+بحث
بحثنا بحث+نا
بريد بريد
برنامج برنامج
وزير وزير
ووزير و+وزير
الوزير ال+وزير
وزيرها وزير+ها
وزراء وزراء
الوزراء ال+وزراء
وزارة وزارة
وزارته وزارت+ه
وصل وصل
وصلت وصل+ت
يصل ي+صل
يصلون ي+صل+ون
وقت وقت
بالوقت ب+ال+وقت
وقف وقف
وطن وطن
وسط وسط
ووسط و+وسط
وجه وجه
ورد ورد
ورق ورق
وعد وعد
وفد وفد
والوفد و+ال+وفد
وكالة وكالة
واحد واحد
وقع وقع
فكر فكر
فكرة فكرة
فكرته فكرت+ه
فرق فرق
فريق فريق
فصل فصل
فعل فعل
فقط فقط
فقد فقد
فقال ف+قال
وقال و+قال
قالت قال+ت
قالوا قال+وا
قلت قل+ت
يقول ي+قول
يقولون ي+قول+ون
يقل ي+قل
فلسطين فلسطين
فيلم فيلم
فنان فنان
كبير كبير
كثير كثير
كرسي كرسي
كلمة كلمة
كلمته كلمت+ه
كلمات كلم+ات
كلام كلام
كلب كلب
لحم لحم
لجنة لجنة
للجنة ل+ال+لجنة
لقاء لقاء
لقب لقب
لغة لغة
لغتنا لغت+نا
ليلة ليلة
لعب لعب
سؤال سؤال
سبب سبب
بسبب ب+سبب
سفر سفر
سفير سفير
السفير ال+سفير
سوق سوق
سياسة سياسة
سياسي سياسي
السياسية ال+سياسي+ة
سياسيا سياسي+ا
سيارة سيارة
سيارتهم سيارت+هم
مدرسة مدرسة
مدرستنا مدرست+نا
مدارس مدارس
المدارس ال+مدارس
مدن مدن
معلمون معلم+ون
للمعلمين ل+ال+معلم+ين
مسؤولو مسؤول+و
حكومتين حكوم+تين
دولتان دول+تان
دول دول
الدولية ال+دولي+ة
قوات قو+ات
علاقات علاق+ات
علاقاتها علاق+ات+ها
عراقي عراقي
عراقية عراقي+ة
العراقيين ال+عراقي+ين
مستشفاه مستشفا+ه
أبنائه أبنائ+ه
أبناؤها أبناؤ+ها
بنائه بنائ+ه
دعت دع+ت
دعوا دع+وا
رميت رمي+ت
يرمي ي+رمي
يدعو ي+دعو
أعطاه أعطا+ه
أعطيت أعطي+ت
يريد ي+ريد
أردت أرد+ت
يستطيع ي+ستطيع
استطعت استطع+ت
يستخدمون ي+ستخدم+ون
ينسحب ي+نسحب
يبلغ ي+بلغ
يؤكد ي+ؤكد
وأكدت و+أكد+ت
وأعلن و+أعلن
يعلنون ي+علن+ون
يأخذ ي+أخذ
يتعلم ي+تعلم
ستبقى س+ت+بقى
الخضراء ال+خضراء
أسلحة أسلحة
حروب حروب
رسائل رسائل
وثائق وثائق
عواصم عواصم
قضايا قضايا
صناديق صناديق
أصدقاء أصدقاء
عليهم علي+هم
إليه إلي+ه
منه من+ه
فيها في+ها
وله و+ل+ه
بها ب+ها
لأنه لأن+ه
التزم التزم
التهاب التهاب
الالتهاب ال+التهاب
انتخابات انتخاب+ات
والتعاون و+ال+تعاون
"""


@lru_cache(maxsize=1)
def by_key() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for word in (*LEXICON.split(), *function_words()):
        found.setdefault(key(word), []).append(word)
    return found


def knows(word: str) -> int | None:
    return min((distance(word, each) for each in by_key().get(key(word), ())), default=None)


@pytest.mark.parametrize("line", TABLE.strip().split("\n"))
def test_a_word_is_taken_apart(line: str) -> None:
    word, wanted = line.split()
    found = readings(word, knows)
    assert found, word
    assert "+".join(part.text for part in found[0].segments) == wanted


def test_the_table_is_as_long_as_it_should_be() -> None:
    assert len(set(TABLE.strip().split("\n"))) >= 150


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("وزراء", "وزير"), ("مدارس", "مدرسة"), ("مدن", "مدينة"), ("أسلحة", "سلاح"),
        ("حروب", "حرب"), ("رسائل", "رسالة"), ("عواصم", "عاصمة"), ("قضايا", "قضية"),
        ("صناديق", "صندوق"), ("أصدقاء", "صديق"), ("الخضراء", "أخضر"), ("وزارته", "وزارة"),
        ("يصل", "وصل"), ("يقول", "قال"), ("دعت", "دعا"), ("يستطيع", "استطاع"), ("أبنائه", "أبناء"),
        ("مستشفاه", "مستشفى"), ("يريد", "أراد"), ("أعطيت", "أعطى"), ("عراقية", "عراقي"),
    ],
)  # fmt: skip
def test_the_word_that_a_form_belongs_to(word: str, base: str) -> None:
    assert readings(word, knows)[0].base.word == base


def test_every_split_is_the_whole_word() -> None:
    for word in ("وسيكتبونها", "للمعلمين", "علاقاتها"):
        for split in splits(word):
            written = "".join(part.text for part in split.segments)
            assert written.replace("لالل", "لل").replace("لال", "لل") == word


def test_an_unknown_word_loses_its_article_and_nothing_else() -> None:
    assert [part.text for part in guess("والزعفراني").segments] == ["و", "ال", "زعفراني"]
    assert [part.text for part in guess("بيرلين").segments] == ["بيرلين"]


def test_readings_are_ranked_and_far_fetched_ones_left_out() -> None:
    found = readings("بحث", knows)
    assert [each.cost for each in found] == sorted(each.cost for each in found)
    assert not readings("ققققق", knows)


@pytest.mark.parametrize(
    ("word", "expected"),
    [("كتاب", "كتب"), ("استخدام", "خدم"), ("انسحاب", "سحب"), ("اجتماع", "جمع"), ("مكتب", "كتب"),
     ("تعليم", "علم"), ("رسائل", "رسل"), ("قال", ""), ("التزم", "لزم"), ("أمن", "ءمن")],
)  # fmt: skip
def test_roots_where_the_pattern_leaves_no_doubt(word: str, expected: str) -> None:
    assert root(word) == expected


def test_irregular_plurals() -> None:
    assert singulars("نساء")[0] == "امرأة"
    assert letters("كِتاب") == "كتاب"
