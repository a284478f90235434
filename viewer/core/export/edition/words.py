"""The words of an edition's own, in both languages: they belong to the file, not to the program."""

from __future__ import annotations

LANGUAGES = ("en", "ar")
"""In which an edition can speak to its readers."""

_WORDS = {
    "skip": ("Skip to the text", "انتقل إلى النص"),
    "edition": ("Contents", "المحتويات"),
    "texts": ("Texts", "النصوص"),
    "notes": ("Notes", "الملاحظات"),
    "by_text": ("Notes by text", "الملاحظات بحسب النص"),
    "by_tag": ("Tags", "الوسوم"),
    "untagged": ("Without a tag", "بلا وسم"),
    "whole": ("On the whole text", "على النص كله"),
    "search": ("Search", "بحث"),
    "query": ("Words to look for", "الكلمات المطلوبة"),
    "wide": ("with prefixes and suffixes", "مع السوابق واللواحق"),
    "hint": (
        "Marks, hamzas and digits of either kind do not matter. “A phrase” in quotes, -without.",
        "لا يهم التشكيل ولا الهمزات ولا نوع الأرقام. «العبارة» بين علامتَي اقتباس، و-للاستثناء.",
    ),
    "results": ("Results", "النتائج"),
    "searching": ("Searching…", "جارٍ البحث…"),
    "none": ("Nothing found. Try fewer words.", "لم يوجد شيء. جرّب كلمات أقل."),
    "counts": ("Hits: %1 · Texts: %2", "النتائج: %1، النصوص: %2"),
    "more": ("Show more", "اعرض المزيد"),
    "missing": (
        "The files of the search are missing. Copy the whole folder “data” beside this page.",
        "ملفات البحث غير موجودة. انسخ المجلد «data» كاملًا بجانب هذه الصفحة.",
    ),
    "columns": ("Columns", "الأعمدة"),
    "both": ("Both", "كلاهما"),
    "translation": ("Translation", "الترجمة"),
    "original": ("Original", "الأصل"),
    "previous": ("Previous text", "النص السابق"),
    "next": ("Next text", "النص التالي"),
    "mine": ("own translation", "ترجمة خاصة"),
    "note": ("Note", "ملاحظة"),
    "made": ("Made with Hashiya", "صُنع ببرنامج حاشية"),
    "navigation": ("Pages", "الصفحات"),
    "comma": (", ", "، "),
}
_NAMES = {
    "ar": ("Arabic", "العربية"),
    "en": ("English", "الإنجليزية"),
    "fa": ("Persian", "الفارسية"),
    "ur": ("Urdu", "الأردية"),
    "ckb": ("Kurdish", "الكردية"),
    "he": ("Hebrew", "العبرية"),
    "fr": ("French", "الفرنسية"),
    "de": ("German", "الألمانية"),
    "es": ("Spanish", "الإسبانية"),
    "tr": ("Turkish", "التركية"),
    "it": ("Italian", "الإيطالية"),
    "ru": ("Russian", "الروسية"),
}
_ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


class EditionWords:
    """The words of an edition in one language."""

    def __init__(self, language: str = "en") -> None:
        """`language`: one of `LANGUAGES`; another one speaks English."""
        self.language = language if language in LANGUAGES else "en"
        self._at = LANGUAGES.index(self.language)

    def __getitem__(self, name: str) -> str:
        return _WORDS[name][self._at]

    @property
    def direction(self) -> str:
        return "rtl" if self.language == "ar" else "ltr"

    def name_of(self, tag: str) -> str:
        """What a language (BCP 47) is called; its tag where that is not known here."""
        names = _NAMES.get(tag.partition("-")[0])
        return names[self._at] if names else tag

    def number(self, value: int) -> str:
        return str(value).translate(_ARABIC_DIGITS) if self.language == "ar" else str(value)

    def for_script(self) -> dict[str, str]:
        """Those that the script says."""
        return {name: self[name] for name in ("searching", "none", "counts", "more", "missing")}
