"""Lines of news pages that say by themselves what they are, in Arabic and in English.

The wordings are those of Al Araby Al Jadeed, Al Jazeera, Anadolu, Asharq Al-Awsat, BBC, CNN, RT,
Reuters, Sky News Arabia, AP and the Guardian.
"""

from __future__ import annotations

import re
from functools import lru_cache

from viewer.core.language import dates
from viewer.core.language.arabic import fold
from viewer.core.language.late_pattern import late_pattern

LONGEST_LINE_CODE_POINTS = 200
"""Code points above which a line is a paragraph."""
LOOKED_AT = 1000
"""Code points of a block that are looked at."""

_LINES = {
    "share": (
        *("شارك", "شاركها", "مشاركة", "شارك القصة", "شارك المقال", "شارك الخبر", "شارك المقالة"),
        *("شارك هذا المقال", "شارك هذا الخبر", "شارك هذه القصة", "مشاركة الخبر", "مشاركة المقال"),
        *("شارك على فيسبوك", "شارك على تويتر", "انسخ الرابط", "نسخ الرابط", "شارك الموضوع"),
        *("حفظ", "حفظ المقال", "احفظ المقال", "طباعة", "اطبع", "إرسال إلى صديق"),
        *("share", "share this", "share this article", "share this story", "share article"),
        *("share on facebook", "share on twitter", "share on whatsapp", "share via email"),
        *("share this page", "copy link", "copy the link", "save", "save article", "save this"),
        *("save this story", "print", "print this page", "email this article"),
    ),
    "listen": (
        *("استمع", "استمع إلى المقال", "استمع للمقال", "استمع إلى الخبر", "استمع للخبر"),
        *("listen to this story", "listen to this article", "listen to article"),
    ),
    "related": (
        *("اقرأ أيضا", "إقرأ أيضا", "اقرأوا أيضا", "الأكثر قراءة", "الأكثر مشاهدة", "الأكثر شيوعا"),
        *("مواضيع ذات صلة", "أخبار ذات صلة", "مقالات ذات صلة", "ذات صلة", "قد يهمك أيضا"),
        *("مواد ذات صلة", "اقرأ أكثر", "مواضيع متعلقة", "أخبار متعلقة", "قد يعجبك أيضا"),
        *("اقرأ المزيد", "المزيد حول هذه القصة", "حول هذه القصة", "مواضيع قد تهمك", "قد يهمك"),
        *("دلالات", "المساهمون", "كلمات مفتاحية", "الكلمات المفتاحية", "وسوم", "الوسوم"),
        *("read more", "read also", "also read", "related", "related articles", "related stories"),
        *("related news", "related topics", "related content", "more on this story", "most read"),
        *("most viewed", "most popular", "recommended stories", "you may also like"),
        *("keep reading", "recommended", "more from this author", "explore more on these topics"),
    ),
    "advertisement": (
        *("إعلان", "إعلانات", "الإعلانات", "advertisement", "advertisements", "advertising"),
        *("story continues below advertisement", "article continues below advertisement"),
    ),
}
_KINDS = {fold(line).text: kind for kind, lines in _LINES.items() for line in lines}

_LEADS_TO_A_LINK = (
    "اقرا ايضا",
    "اقراوا ايضا",
    "اقرا المزيد",
    "read more",
    "read also",
    "also read",
)
_FORMS = {
    "skip": r"تخطي .{3,60} وواصل القراءه|.{3,60} نهايه|نهايه .{3,60}|skip .{3,60} and continue"
    r" reading|end of (?:list|.{3,40} promotion)|list (?:of )?\d+ (?:of \d+|items)",
    "caption": r"صدر الصوره[،:,] ?.{2,80}|التعليق علي الصوره[،:,] ?.{3,250}"
    r"|(?:image|media) (?:source|caption)[,:] ?.{3,250}",
    "listen": r"\d{1,3}[ -]min(?:ute)?s?(?: read)?|(?:مده القراءه|وقت القراءه).{1,30}"
    r"|\d{1,3} (?:دقيقه|دقائق) (?:قراءه|للقراءه)",
    "byline": r"\(?(?:(?:اعداد|تغطيه|كتابه|تقرير|شارك في التغطيه) .{3,90}?(?:للنشره العربيه|تحرير) "
    r".{3,60}|(?:اعداد|تغطيه) .{3,60} للنشره العربيه.{0,60})\)?"
    r"|\(?(?:additional )?(?:reporting|writing|editing|compiled) by .{3,160}\)?"
    r"|our standards: .{3,80}|معاييرنا: .{3,80}",
    "date": r"(?:اخر (?:تحديث|تعديل)|تم التحديث|(?:last )?updated|last modified)\b.{0,20}\d.{0,60}",
}
_FORMED = {kind: late_pattern(form) for kind, form in _FORMS.items()}
_SOURCE = late_pattern(r"(?:المصدر|source) ?: ?.{2,70}")
STRONG = frozenset(("share", "listen", "control", "skip"))
"""Kinds that no book or report has: with a date line they make a page of a text."""
_AGENCIES = (
    *("رويترز", "الأناضول", "وكالة الأناضول", "فرانس برس", "أ ف ب", "أ.ف.ب", "ا.ف.ب", "د ب أ"),
    *("د.ب.أ", "أ ب", "أ.ب", "أسوشيتد برس", "وات", "واس", "وام", "سانا", "بترا", "قنا", "كونا"),
    *("شينخوا", "وكالات", "العربي الجديد", "الجزيرة", "الجزيرة نت", "العربية", "العربية نت"),
    *("بي بي سي", "سي إن إن", "سبوتنيك", "القدس العربي", "الشرق الأوسط", "غيتي", "Getty"),
    *("Getty Images", "Reuters", "AFP", "AP", "AP Photo", "Associated Press", "Anadolu"),
    *("Anadolu Agency", "AA", "BBC", "CNN", "Xinhua", "dpa", "UPI", "EPA", "EFE", "agencies"),
)
_CREDITS = ("صورة", "الصورة", "تصوير", "أرشيف", "أرشيفية", "photo", "photograph", "archive")
_SOURCES = frozenset(fold(name).text for name in _AGENCIES)
_PICTURES = frozenset(fold(word).text for word in _CREDITS)

_RIGHTS = late_pattern(
    r"(?:©|\(c\)|copyright\b|(?:جميع|كل|كافه) (?:الحقوق|حقوق .{1,40}) محفوظه|حقوق (?:النشر|الطبع))"
    r".*"
    r"|.{0,80}(?:all rights reserved|(?:الحقوق|حقوق .{1,40}) محفوظه).{0,40}"
)
_UNSEEN = late_pattern("[\u200b-\u200f\u2066-\u2069\u061c\ufeff\u00ad]+")
_DASHES = late_pattern("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_NAMES = r"(?:حجم)?(?:الخط|النص)|(?:text|font)(?:size)?"
_CONTROL = late_pattern(
    rf"\+(?:{_NAMES})-|-(?:{_NAMES})\+|(?:{_NAMES})(?:\+-|-\+)|(?:\+-|-\+)(?:{_NAMES})"
    r"|a-a\+|a\+a-|a-aa\+|a\+aa-"
)
_BY = late_pattern(
    r"(?:By(?:\s+[A-Z][\w.'’-]*){1,4}(?:(?:,|\s+and)(?:\s+[A-Z][\w.'’-]*){1,4}){0,3}"
    r"|(?:بقلم\s*:?|(?:كتب|كتبت|إعداد|تحرير)\s*:)(?:\s+[^\W\d_]+){2,4})"
)
_PLACE = r"(?P<place>[^\W\d_]+(?:[ -][^\W\d_]+){0,2})"
_PLACE_AGENCY = late_pattern(
    rf"{_PLACE}(?:\s*\((?P<a>[^()]+)\)"
    r"|\s+(?P<dash>ــ+|[-–—]+|/|\|)\s*(?P<b>[^\W\d_]+(?:[ .]+[^\W\d_]+){0,3}))"
)


def plain(text: str) -> str:
    """A line without what cannot be seen, with single spaces."""
    return " ".join(_UNSEEN.sub(" ", text[:LOOKED_AT]).split())


def line_kind(text: str, *, head: bool = False, tail: bool = False) -> str | None:
    """The furniture that a line of a news page is by itself; None for what may be the story.

    `head`: it stands above the story, where dates and bylines do; `tail`: below it, where the
    source does.
    """
    text = plain(text)
    if is_control(text):
        return "control"
    if kind := said_kind(text):
        return kind
    if tail and len(text) <= LONGEST_LINE_CODE_POINTS and _SOURCE.fullmatch(fold(text).text):
        return "byline"
    if not head:
        return None
    return "date" if dates.parse(text) else "byline" if is_byline(text) else None


@lru_cache(maxsize=256)  # the lines of one page are asked about several times
def said_kind(text: str) -> str | None:
    """The kind of a `plain` line that says itself what it is."""
    if len(text) > LONGEST_LINE_CODE_POINTS + 60:
        return None
    folded = fold(text).text
    stripped = folded.strip(" :.-–—|*•<>«»")
    if stripped in _KINDS:
        return _KINDS[stripped]
    opening, colon, _ = folded.partition(":")
    if colon and opening.strip() in _LEADS_TO_A_LINK:
        return "related"
    return next((kind for kind, form in _FORMED.items() if form.fullmatch(stripped)), None)


def is_notice_of_rights(text: str) -> bool:
    """Whether a line at the foot of a page says whose it is: `© 2023 …`."""
    text = plain(text)
    return len(text) <= LONGEST_LINE_CODE_POINTS and bool(_RIGHTS.fullmatch(fold(text).text))


def is_control(text: str) -> bool:
    """Whether a line is a page's control of its text size: `+ الخط -` and the like."""
    if len(text) > 30:
        return False
    return bool(_CONTROL.fullmatch(_DASHES.sub("-", fold(text).text).replace(" ", "")))


def is_credit(text: str) -> bool:
    """Whether words in brackets name who took a picture."""
    folded = fold(text).text
    return any(map(_is_agency, re.split("[/|،,–-]", folded))) or not _PICTURES.isdisjoint(
        re.findall(r"\w+", folded)
    )


def _is_agency(text: str) -> bool:
    return fold(text).text.strip(" .") in _SOURCES


def is_byline(text: str) -> bool:
    """`By NAME`, `بغداد ــ العربي الجديد`, `بغداد (رويترز)`, alone on the line."""
    if len(text) > 80:
        return False
    if _BY.fullmatch(text):
        return True
    match = _PLACE_AGENCY.fullmatch(text)
    if match is None:
        return False
    named = match["a"] or match["b"]
    return (match["dash"] or "").startswith("ــ") or _is_agency(named)
