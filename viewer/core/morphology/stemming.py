"""Which written forms of a word a query means: with prefixes and suffixes, or of the same stem.

Words are folded (`arabic.fold`). Prefixes and suffixes after Larkey and others (2002, light10);
that a word takes the article tells that its first letter is its own: `بلد` is no `ب` + `لد`, for
there is `البلد`.
"""

from __future__ import annotations

import re

WORD_SUFFIXES = ("ها", "هم", "هن", "هما", "كم", "كن", "كما", "نا", "ني", "ه", "ك", "ي", "ا")
"""Pronouns that are written to the end of a word, and the `ا` of the accusative."""
ENDINGS = ("ات", "ون", "ين", "ان", "يه", "ته", "تي", "تا", "وا", "ه", "ي")
"""Of number, gender and case, after the article's letters were taken off."""
_LONG_ENDINGS = tuple(each for each in (*WORD_SUFFIXES, *ENDINGS) if len(each) > 1)
LETTERS_LEFT = 2
"""Letters that a word keeps when a prefix of one letter is taken off; of a suffix likewise."""

_ARABIC = re.compile("[\u0621-\u064a]+")
ARTICLES = ("وبال", "وكال", "فبال", "فكال", "وال", "فال", "بال", "كال", "ولل", "فلل", "ال", "لل")
_SINGLE = ("وب", "ول", "وك", "فب", "فل", "فك", "وس", "فس", "و", "ف", "ب", "ك", "ل", "س")
PREFIXES = (*ARTICLES, *_SINGLE)
BEFORE_LAM = ("", "و", "ف")
"""What may stand before the `لل` of `للكتاب`."""
_ENGLISH = (  # plurals and verb endings: the first two steps of Porter (1980), made short
    (re.compile("ies$|ied$|y$"), "i"),
    (re.compile("(?<=ss|sh|ch)es$|(?<=[xz])es$|(?<![sui])s$"), ""),
    (re.compile("(?<=[aeiouy].)(?:ing|ed)$|(?<=[aeiouy]..)(?:ing|ed)$"), ""),
    (re.compile("e$"), ""),
)
_PERSONS = "يتان"
"""What a verb begins with behind the `س` of the future."""
_OWN_ALEF = re.compile("[وفبك]{0,2}[أإآ]")
_TWO = "لا ما من عن في هو هي ان لم لن قد كل او بل هل كم اي ثم"
_PARTICLES = frozenset(_TWO.split())

# Words whose first letters are no prefix, though what would be left is a word too.
_LEXICAL = (
    "والد ولد وصل وزير وزاره واحد وحده وقت وقف وطن وسط وجه ورد ورق ورث"
    " وعد وفد وفاه وقع وكاله وليد فيلم فيل فكر فكره فرق فريق فصل فعل فقط فقد فلسطين فلك فنان فوق"
    " في فيها بلد بلاد بلاده باب باحث بارد بحر بحث بدل بدا برد برنامج بريد بشر بصر بطل بعد بعض"
    " بنك بنت بيت بيان بين كتاب كتب كاتب كامل كان كبير كثير كرسي كره كل كلمه كلام كلب كم كيف"
    " لبن لبنان لحم لجنه لقاء لقب لغه لون ليل ليبيا ليس لكن سلام سبب سبت سفر سفير سوق سوريا سياسه"
    " سنه سماء سمك سوال سيد سيف سيره"
)
_WHOLE = frozenset(_LEXICAL.split())


def is_arabic(word: str) -> bool:
    return _ARABIC.fullmatch(word) is not None


def affixes(word: str, bare: str) -> tuple[str, str] | None:
    """The prefix and suffix of `word` around `bare`, both folded; None when it is no form of it."""
    if word == bare:
        return "", ""
    at = word.find(bare)
    while at >= 0:
        prefix, suffix = word[:at], word[at + len(bare) :]
        if fits(word, bare, prefix, suffix):
            return prefix, suffix
        at = word.find(bare, at + 1)
    return _through_lam(word, bare) or _through_ta(word, bare)


def after_lam(word: str) -> str:
    """A folded word with the article as it is written with the prefix `ل`: `الكتاب`, `للكتاب`;
    `الليل`, `لليل`. Empty for a word without the article."""
    if not word.startswith("ال") or len(word) < LETTERS_LEFT + 2:
        return ""
    return word[1:] if word[2] == "ل" else f"ل{word[1:]}"


def _through_lam(word: str, bare: str) -> tuple[str, str] | None:
    written = after_lam(bare)
    prefix = word.removesuffix(written) if written and word.endswith(written) else None
    return (f"{prefix}ل", "") if prefix in BEFORE_LAM else None


def _through_ta(word: str, bare: str) -> tuple[str, str] | None:
    """A final `ة`, folded to `ه`, becomes `ت` before a suffix: `مدرسه`, `مدرستنا`."""
    if not bare.endswith("ه") or len(bare) <= LETTERS_LEFT:
        return None
    at = word.find(bare[:-1] + "ت")
    if at < 0:
        return None
    prefix, suffix = word[:at], word[at + len(bare) :]
    if suffix and fits(word, bare, prefix, suffix):
        return prefix, suffix
    return None


def fits(word: str, bare: str, prefix: str, suffix: str) -> bool:
    """Whether Arabic writes this prefix and this suffix to `bare` together; all are folded.

    Whether `word` is more likely another word is left to `readings`.
    """
    if len(bare) < LETTERS_LEFT or (suffix and suffix not in WORD_SUFFIXES):
        return False
    if suffix and len(bare) <= LETTERS_LEFT and len(suffix) == 1:
        return False
    if not prefix or (prefix.endswith("ل") and word.startswith(prefix + "ل")):
        return True
    if prefix in ARTICLES:
        return not suffix or suffix in ("ي",)
    if prefix not in _SINGLE or (prefix.endswith("س") and bare[0] not in _PERSONS):
        return False
    if len(bare) <= LETTERS_LEFT:
        return bare in _PARTICLES and word not in _WHOLE
    return word not in _WHOLE


def prefix_beside(word: str, other: str) -> str:
    """The prefix that is taken off `word` to have the stem of `other`."""
    rest = _without_prefix(word)
    return word[: -len(rest)] if stem(other) != _without_ending(word) else ""


def stem(word: str, written: str = "") -> str:
    """The light stem of a folded word: prefixes and endings taken off while enough is left.

    `written`: how it is spelled; `أل` is no article.
    """
    if not is_arabic(word):
        return _english(word)
    if word in _WHOLE:
        return word
    short = _without_ending(word)
    if short in _WHOLE:
        return short
    rest = word if _OWN_ALEF.match(written) else _without_prefix(word)
    return short if rest == word else _without_ending(rest)


def _english(word: str) -> str:
    for ending, instead in _ENGLISH:
        short = ending.sub(instead, word)
        word = short if len(short) > LETTERS_LEFT else word
    return word


def _without_ending(word: str) -> str:
    if word.endswith(_LONG_ENDINGS):  # most words do not: one question instead of twenty
        for ending in _LONG_ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) > LETTERS_LEFT:
                word = word[: -len(ending)]
                break
    if word[-1:] in ("ه", "ي", "ت") and len(word) - 1 > LETTERS_LEFT:
        return word[:-1]
    return word


def _without_prefix(word: str) -> str:
    if word.startswith(ARTICLES):
        for prefix in ARTICLES:
            if word.startswith(prefix) and len(word) - len(prefix) >= LETTERS_LEFT:
                return word[len(prefix) :]
    first = word[:1]
    if first in "وف" and len(word) > LETTERS_LEFT + 1:
        return word[1:]
    return word
