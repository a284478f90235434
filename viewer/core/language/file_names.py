"""What file names tell: language and day of a document, and which documents belong together.

`x.ar.txt`, `x_AR`, `x-arabic`, `x (Arabic)`, `x عربي`, `ar/x` and `ar.txt` name Arabic; other
languages have the same forms. `AR_x`, `x_AR_v2`, `x.ar.final.txt` and `texts_ar/x` may do so: a
partner with another language there proves it (`viewer/core/corpus/works.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from functools import cache, lru_cache

from viewer.core.language.arabic import (
    RTL_SCRIPTS,
    direction_of_language,
    fold,
    guess_language,
    script_counts,
)
from viewer.core.language.late_pattern import late_pattern

# A language: its codes in ISO 639-1, 639-2 and 639-3, its names in English, in itself, in Arabic.
_NAMES = """\
ar ara arb arabic عربي عربيه العربيه بالعربيه
en eng english انجليزي انجليزيه الانجليزيه بالانجليزيه
fa fas per farsi persian dari فارسي فارسيه الفارسيه
ur urd urdu اردو الارديه
he heb hebrew עברית عبري العبريه
ku kur kurdish kurmanji ckb sorani كردي كرديه الكرديه كوردي
ps pus pashto بشتو
sd snd sindhi
ug uig uyghur
yi yid yiddish
tr tur turkish türkçe تركي تركيه التركيه
fr fra fre french français فرنسي فرنسيه الفرنسيه
de deu ger german deutsch الماني المانيه الالمانيه
es spa spanish español castellano اسباني اسبانيه الاسبانيه
it ita italian italiano ايطالي ايطاليه الايطاليه
pt por portuguese português برتغالي البرتغاليه
nl nld dut dutch nederlands هولندي الهولنديه
ru rus russian русский روسي روسيه الروسيه
uk ukr ukrainian українська
bg bul bulgarian български
sr srp serbian српски srpski
hr hrv croatian hrvatski
bs bos bosnian bosanski
sq sqi alb albanian shqip
el ell gre greek ελληνικά يوناني اليونانيه
pl pol polish polski
cs ces cze czech čeština
sk slk slovak
hu hun hungarian magyar
ro ron rum romanian română
sv swe swedish svenska سويدي السويديه
da dan danish dansk
nb nob norwegian norsk
fi fin finnish suomi
id ind indonesian
ms msa may malay melayu
hi hin hindi हिन्दी
bn ben bengali bangla বাংলা
ta tam tamil
sw swa swahili kiswahili
so som somali soomaali
ha hau hausa
am amh amharic አማርኛ
az aze azerbaijani azeri
uz uzb uzbek
kk kaz kazakh
zh zho chi chinese 中文 صيني الصينيه
ja jpn japanese 日本語
ko kor korean 한국어
vi vie vietnamese
la lat latin
hy hye arm armenian հայերեն
ka kat geo georgian ქართული
syr syriac السريانيه
mt mlt maltese
ber zgh amazigh tamazight امازيغي
"""
_ROLES = {
    "source": "source src original orig الاصل اصل المصدر",
    "target": "target tgt translation translated الترجمه ترجمه مترجم مترجمه الهدف",
}
"""What a text and its translation are called beside each other, folded. `source` and `target` are
the folders of OmegaT."""
_IN_WORDS = frozenset(_ROLES["target"].split()) - {"target", "tgt", "الهدف", "الترجمه", "ترجمه"}
"""Those that may stand behind a mere blank: `sales target.txt` is no translation, nor is
`علم الترجمة.txt`."""
_WORDS = late_pattern(
    "am|arm|as|be|ben|da|dan|de|dut|fi|fin|ger|geo|ha|he|hi|hun|id|ind|is|it|la|lat|may|ms|no|nob"
    "|per|pol|por|ps|rom|rum|so|som|ta|tam|alb",
    re.I,
)
"""Codes that are words too: `read-it.txt` is not Italian. They count after a full stop, in
brackets, as a folder in small letters, and in capitals, unless those mean something else too."""
_CAPITALS = ("AM", "AS", "BE", "ID", "IS", "IT", "MS", "NO", "PS", "SO")
_IN_BRACKETS = late_pattern(r"(.+?)[\s._-]*[(\[]([^\W\d_]+)[)\]]")
_DAY = late_pattern(r"(?<!\d)((?:19|20)\d\d)([-_.]?)(\d\d)\2(\d\d)(?:\d{4}|\d{6})?(?!\d)")
_YEAR = late_pattern(r"(?<!\d)(?:1[34]|19|20)\d\d(?!\d)")
_INSIDE_DATE = late_pattern(r"(?<=\d)_(?=\d)")
_SPAN = late_pattern(r"(?:\d\s*[-–—]|(?<!\w)(?:to|till|until|الي|حتي))\s*\Z")
"""What stands before the last day of several."""
_REGION = late_pattern(r"([a-z]{2})[-_](?:\1|(?<=es.)ar|(?!ar|en|fr)[a-z]{2})")
"""`ar-EG`, `es-AR`; `en-ar` are two languages."""
_TWO = late_pattern(r"(?:.*[._ -])?([a-z]{2})-[a-z]{2}", re.I)
_BORDERS = "._- "
_LETTERS = late_pattern(r"(?<![^\W_])[^\W\d_]{2,12}(?![^\W_])")
"""What stands between borders and may be a mark."""
_BEHIND = late_pattern(r"\A-[A-Z]{2}(?![^\W_])")
"""The region that may follow one."""
_VERSION = late_pattern(r"[._-]v?\d", re.I)
GOOD_PART = 0.2
"""Share of its letters from which a text that is said to run from right to left does so."""


def split_name(path: str) -> tuple[str, str | None]:
    """(`path` without its suffix and its mark of language, the language or None).

    `path` is POSIX, relative. Two documents of one work have the same first part. A mark in the
    name wins over one in a folder. A tree of 20,000 names goes through here: no pattern is tried
    that need not be.
    """
    folder, _, name = path.rpartition("/")
    dot = name.rfind(".")
    has_suffix = dot > 0 and len(name) - dot <= 10 and " " not in name[dot:]
    has_suffix = has_suffix and not _language(name[dot + 1 :])  # `x.ar`: a folder of pages
    stem = name[:dot] if has_suffix else name
    base, tag = _split_stem(stem)
    if tag:
        return f"{folder}/{base}", tag
    folder, tag = _split_folder(folder)
    return f"{folder}/{stem}", tag


def _split_stem(stem: str) -> tuple[str, str | None]:
    if stem[-1:] in (")", "]"):
        match = _IN_BRACKETS.fullmatch(stem)
        return (match[1], _language(match[2])) if match else (stem, None)
    cut = max(map(stem.rfind, _BORDERS))
    mark = stem[cut + 1 :]
    if (tag := _language(mark)) and (stem[cut : cut + 1] == "." or not _is_word(mark)):
        two = _TWO.fullmatch(stem)
        if two and not _is_word(two[1]) and _language(two[1]) not in (None, tag):
            return stem, None  # `glossary_en-ar`
        return stem[: max(cut, 0)].rstrip(_BORDERS), tag
    if len(stem) - cut == 3 and cut > 1:  # `x.ar-EG`
        cut = max(stem.rfind(border, 0, cut) for border in _BORDERS)
        return stem[: max(cut, 0)].rstrip(_BORDERS), _language(stem[cut + 1 :])
    return stem, None


@lru_cache(maxsize=1024)
def _split_folder(folder: str) -> tuple[str, str | None]:
    """The folders with the last one that names a language put out, and that language."""
    parts = folder.split("/")
    for at in range(len(parts) - 1, -1, -1):
        if (tag := _language(parts[at])) and (parts[at].islower() or not _is_word(parts[at])):
            parts[at] = "*"
            return "/".join(parts), tag
    return folder, None


def slots(path: str) -> Iterator[tuple[str, str, str]]:
    """What stands between borders in the names of a file and its folders, each with the path before
    it and, without the suffix, behind it."""
    folder, _, name = path.rpartition("/")
    stem = name[:dot] if (dot := name.rfind(".")) > 0 and len(name) - dot <= 10 else name
    whole = f"{folder}/{stem}"
    for match in _LETTERS.finditer(whole):
        yield match[0], whole[: match.start()], whole[match.end() :]


def inner_mark(path: str) -> tuple[str, str] | None:
    """As `split_name`, of the one mark of language that stands anywhere in the name, else in the
    nearest folder that has any. It is one only where a partner has another language in its place.
    A name of two languages marks nothing."""
    found = [
        (behind.count("/"), _joined(before, behind), tag)
        for mark, before, behind in slots(path)
        if (tag := _marks().get(mark.lower() if mark.isascii() else _folded(mark)))
        and _may_mark(mark, before, behind)
    ]
    nearest = min((above for above, _, _ in found), default=0)
    marks = [(stem, tag) for above, stem, tag in found if above == nearest]
    return marks[0] if len(marks) == 1 else None


def role_mark(stem: str) -> tuple[str, str | None]:
    """(A path without its suffix and without what says that it is a `source` or a `target`, that or
    None): so at the end of `x_source` and `x translated`, or as a folder, `target/x`."""
    folder, _, name = stem.rpartition("/")
    inside = name.rstrip(")]")
    cut = max(map(inside.rfind, _BORDERS + "(["))
    word = _folded(inside[cut + 1 :]) if len(inside) - cut < 13 else ""
    bare = name[: cut + 1].rstrip(" ")[-1:] not in _BORDERS + "(["
    if (role := _roles().get(word)) and (not bare or word in _IN_WORDS):
        return f"{folder}/{inside[: max(cut, 0)].rstrip(_BORDERS + '([')}", role
    folder, role = _role_of(folder)
    return (f"{folder}/{name}", role) if role else (stem, None)


@lru_cache(maxsize=1024)
def _role_of(folder: str) -> tuple[str, str | None]:
    """As `_split_folder`, of a source or a target."""
    parts = folder.split("/")
    for at in range(len(parts) - 1, -1, -1):
        if role := _roles().get(_folded(parts[at])):
            parts[at] = "*"
            return "/".join(parts), role
    return folder, None


@lru_cache(maxsize=4096)
def _folded(word: str) -> str:
    return fold(word).text


@cache
def _roles() -> dict[str, str]:
    return {word: role for role, words in _ROLES.items() for word in words.split()}


def _may_mark(mark: str, before: str, behind: str) -> bool:
    """Whether what names a language is likely to say which one the text is in: `Arabic grammar`
    and `Arabic_grammar` are about it."""
    around = {before[-1:], behind[:1]} - {"/", ""}
    if not around:
        return mark.islower() or not _is_word(mark)
    if around <= set("()[]") or around == {"."}:
        return True
    if len(mark) < 4:
        return not _is_word(mark)
    return " " not in around and (behind[:1] == "/" or bool(_VERSION.match(behind)))


def _joined(before: str, behind: str) -> str:
    """A path without its mark: one border is left of two."""
    ahead = before.rstrip(_BORDERS + "([")
    after = _BEHIND.sub("", behind).lstrip(_BORDERS + ")]")
    inside = ahead[-1:] not in ("/", "") and after[:1] not in ("/", "")
    return ahead + ((before[len(ahead) :] or " ")[0] if inside else "") + after


def _is_word(mark: str) -> bool:
    """Whether it may as well be a word of the name."""
    return _WORDS.fullmatch(mark) is not None and (not mark.isupper() or mark in _CAPITALS)


def date_in_name(name: str) -> str | None:
    """The one day in a file's name, as ISO 8601: `2021-07-03`, `20210703`, or as people write it:
    `31-7-2021`, `31 July 2021`, `٣١ يوليو ٢٠٢١`."""
    from viewer.core.language.dates import dates_in  # here: not part of the start

    name = name.rpartition("/")[2]
    days: set[date] = set()
    for match in _DAY.finditer(folded := fold(name).text):
        with suppress(ValueError):
            days.add(date(int(match[1]), int(match[3]), int(match[4])))
    if not days and _YEAR.search(folded) is not None:
        name = _INSIDE_DATE.sub("-", name).replace("_", " ")
        for start, _, day, _ in dates_in(name):
            if _SPAN.search(fold(name[:start]).text):
                return None
            days.add(day)
    return days.pop().isoformat() if len(days) == 1 else None


def language_of_mark(mark: str) -> str | None:
    """The language that a code or a name of ISO 639 stands for, BCP 47."""
    return _language(mark)


def _language(mark: str) -> str | None:
    return _known_mark(mark) if 2 <= len(mark) <= 12 and mark[0].isalpha() else None


@lru_cache(maxsize=1024)
def _known_mark(mark: str) -> str | None:
    folded = fold(mark).text
    if match := _REGION.fullmatch(folded):
        folded = match[1]
    return _marks().get(folded)


@cache
def _marks() -> dict[str, str]:
    """What may stand in a name -> the language, as it is folded for searching."""
    rows = (row.split() for row in _NAMES.splitlines())
    return {fold(mark).text: row[0] for row in rows for mark in row}


def resolve_language(
    asked: str | None, declared: str | None, path: str, head: str, runs: str | None = None
) -> tuple[str, str]:
    """The language of a document and its direction.

    The reader's word stands. Else what the file says, else its name (only the last folder and
    the name of `path` count), else what its letters say. A word that contradicts the direction of
    the letters is a template's left-over and gives way to them, unless the file (`runs`: the
    direction it gives) and its name agree, or what is said to run from right to left does so for
    a good part: such texts hold foreign words, or are translated by half.
    """
    if asked:
        return asked, direction_of_language(asked)
    seen = guess_language(head)
    named = split_name("/".join(path.replace("\\", "/").split("/")[-2:]))[1]
    tags = [tag for tag in (declared, named) if tag and tag != "und"]
    said = {direction_of_language(tag) for tag in tags} | ({runs} if runs else set())
    agreed = len(said) == 1 and bool(named and (declared or runs))
    part = said == {"rtl"} and _share(head) >= GOOD_PART
    for tag in tags:
        direction = direction_of_language(tag)
        if agreed or part or seen == "und" or direction == direction_of_language(seen):
            return tag, direction
    if part:
        seen = guess_language("".join(sign for sign in head if not sign.isascii()))
    return seen, direction_of_language(seen)


def _share(text: str) -> float:
    """Of the letters of a text, the share of those that run from right to left."""
    counts = script_counts(text)
    return sum(map(counts.__getitem__, counts.keys() & RTL_SCRIPTS)) / max(1, sum(counts.values()))
