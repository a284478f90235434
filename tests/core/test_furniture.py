"""Copies of news pages are known for what they are; everything else is left alone."""

from __future__ import annotations

import pytest

from viewer.core import furniture
from viewer.core.document import Document

ARTICLE = """مجلس المدينة يقر خطة جديدة للنقل العام

مجلس المدينة يقر خطة جديدة للنقل العام

12 أيار/ مايو 2022
حافلات كهربائية في موقف وسط المدينة (أحمد سالم/ أرشيف)
+ الخط -

أقر مجلس المدينة أمس خطة جديدة للنقل العام تمتد خمس سنوات.
 وقال رئيس المجلس إن الخطة "ستغير وجه المدينة".
شارك
وأضاف أن العمل يبدأ في الـ 1 من يونيو/ حزيران.
اقرأ أيضاً:
"""


def marked(text: str) -> Document:
    document = Document.of_text(text, language="ar", direction="rtl")
    furniture.mark(document)
    return document


def test_an_article_shaped_like_the_page() -> None:
    document = marked(ARTICLE)
    assert document.furniture == {
        1: "headline",
        2: "date",
        3: "caption",
        4: "control",
        7: "share",
        9: "related",
    }
    assert document.kinds == {0: "heading"} and document.levels == {0: 1}
    assert document.title == "مجلس المدينة يقر خطة جديدة للنقل العام"
    assert document.date == "2022-05-12"


def test_offsets_stay_as_they_are() -> None:
    plain = Document.of_text(ARTICLE)
    assert [b.start for b in marked(ARTICLE).blocks()] == [b.start for b in plain.blocks()]


@pytest.mark.parametrize(
    "control", ["+ الخط -", "- الخط +", "+الخط-", "الخط + -", "+ Text size -", "＋ الخط −"]
)
def test_the_font_control_in_its_variants(control: str) -> None:
    assert "control" in marked(ARTICLE.replace("+ الخط -", control)).furniture.values()


def test_a_byline_and_a_place_line() -> None:
    text = ARTICLE.replace("+ الخط -", "بغداد ــ وكالة المدينة\n+ الخط -")
    assert marked(text).furniture[4] == "byline"


def test_an_english_copy() -> None:
    text = "A plan is backed\n\nA plan is backed\n\nMay 12, 2022\nBy Ann Lee\n\nThe council."
    document = marked(text)
    assert document.furniture == {1: "headline", 2: "date", 3: "byline"}
    assert document.date == "2022-05-12"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "سطر واحد",
        "رسالة إلى صديق\n\n12 أيار 2022\n\nعزيزي، أكتب إليك من بغداد (العراق).",
        "يا ليل يا عين\nيا ليل يا عين.\nيا ليل يا عين",
        "نعم\nنعم\nنعم",
        "لا تسأل الليل عن سر النجوم\nلا تسأل الليل عن سر النجوم\nفالليل كتوم\nوالنجم نؤوم",
        "شارك\nفي الحوار كل من حضر.",
        "قائمة (أ)\nقائمة (ب)\n+ الخط -",
    ],
)
def test_other_texts_are_left_alone(text: str) -> None:
    document = marked(text)
    assert not document.furniture and not document.kinds and document.title is None


def test_a_book_is_not_gone_through() -> None:
    body = "\n".join(["فقرة من كتاب طويل لا ينتهي سريعًا."] * 5000)
    document = marked(f"{ARTICLE}\nإعلان\n{body}\nشارك\n{body}\nاقرأ المزيد")
    assert set(document.furniture) <= set(range(40)) | {len(document) - 1}
