"""Arabic as a reader searches it: folded spelling with the way back, language, direction.

Ground floor. Every offset counts code points.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from viewer.core.language.identification import identify
from viewer.core.language.late_pattern import late_pattern

# Tashkeel, honorifics and Quranic marks. U+06DD, 06DE, 06E9 and 08E2 are signs of their own (end
# of ayah, rub, sajda), no marks on a letter, and stay; small waw and ya (06E5, 06E6) are marks.
# The last row is the niqqud and the accents of Hebrew.
_MARKS = (
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
    "\u0898-\u089f\u08ca-\u08e1\u08e3-\u08ff\ufc5e-\ufc63\ufe70-\ufe7f\u0300-\u036f"
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
)
_TATWEEL = "\u0640\ufcf2-\ufcf4"
_CONTROLS = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
# Letters outside ASCII and the Arabic block that have case, accents or a plainer form.
_SPECIAL = (
    "\u00aa\u00b5\u00ba\u00c0-\u02af\u0370-\u0587\u06c0\u06c2\u06d3\u10a0-\u10ff\u13a0-\u13ff"
    "\u1c80-\u1cbf\u1d00-\u1fff\u212a-\u212b\u2c00-\u2d2f\ua640-\ua69f\ua720-\uabbf\ufb00-\ufb17"
    "\ufb50-\ufc5d\ufc64-\ufcf1\ufcf5-\ufdff\ufe80-\ufefc\uff01-\uff5e\U00010400-\U0001e943"
)
# `[x][x]*` is found twice as fast as `[x]+`: only a leading class is searched for at once.
_DROP = late_pattern(f"[{_MARKS}{_TATWEEL}{_CONTROLS}][{_MARKS}{_TATWEEL}{_CONTROLS}]*")
_LETTER = late_pattern(f"[{_SPECIAL}]")
_UNEVEN = late_pattern(f"[{_MARKS}{_TATWEEL}{_CONTROLS}{_SPECIAL}][{_MARKS}{_TATWEEL}{_CONTROLS}]*")
_TRAIL = late_pattern(f"(?:[{_TATWEEL}]*[{_MARKS}]+)*")

_SAME_LETTER = (
    ("ا", "أإآٱ\u0672\u0673"),
    ("ي", "ىئی"),
    ("ه", "ةۃہھە"),
    ("و", "ؤ"),
    ("ك", "ک"),
)
_PAIRS = tuple((variant, plain) for plain, variants in _SAME_LETTER for variant in variants)
_DIGITS = tuple((chr(zero + n), str(n)) for zero in (0x660, 0x6F0) for n in range(10))
_PLAINER = str.maketrans(dict((*_PAIRS, *_DIGITS)))
_WORD_OR_TWO = 16  # code points

WORD = rf"\w{_MARKS}{_TATWEEL}"
"""What belongs to a word, as the inside of a regular expression's class."""
INVISIBLE = _CONTROLS
"""Controls that fold to nothing, likewise."""
_LETTERS = rf"[^\W_{_MARKS}{_TATWEEL}]"
TOKEN = late_pattern(
    rf"{_LETTERS}++(?:[{_MARKS}{_TATWEEL}{_CONTROLS}]++{_LETTERS}++)*+(?:[{_TATWEEL}]*[{_MARKS}]+)*+"
)
"""A word of a text as it is written, with the marks that follow its last letter."""
_PLAIN = late_pattern(r"[^\W_]+")
_SEVERAL = late_pattern("[\ufdfa\ufdfb]")  # the letters that fold to several words


class Folded:
    """`text` is `original` folded; `source` leads back. Made by `fold`."""

    __slots__ = ("_folds", "_sources", "_steps", "original", "text")

    def __init__(self, original: str, text: str) -> None:
        self.original = original
        self.text = text
        self._folds: list[int] | None = None
        self._sources: list[int] = []
        self._steps: list[int] = []

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The span of `original` that folded to `text[start:end]`.

        It takes in the marks that follow its last letter and none before its first.
        """
        first = self._at(start)
        if end <= start:
            return first, first
        last = self._at(end - 1) + 1
        trail = _TRAIL.match(self.original, last)
        return first, trail.end() if trail else last

    def _at(self, position: int) -> int:
        folds = self._folds if self._folds is not None else self._map()
        run = bisect_right(folds, position) - 1
        return self._sources[run] + self._steps[run] * (position - folds[run])

    def _map(self) -> list[int]:
        """Runs of even length between deletions and expansions, found when first asked for."""
        folds, sources, steps = [0], [0], [1]
        shift = 0  # source position minus folded position
        for match in () if self.original.isascii() else _UNEVEN.finditer(self.original):
            start, end = match.span()
            made = _special(match[0][0]) if _LETTER.match(match[0]) else ""
            if len(made) == end - start == 1:
                continue
            if made:
                folds.append(start - shift)
                sources.append(start)
                steps.append(0)
            shift += end - start - len(made)
            folds.append(end - shift)
            sources.append(end)
            steps.append(1)
        self._folds, self._sources, self._steps = folds, sources, steps
        return folds


def fold(text: str) -> Folded:
    """`text` as a search compares it.

    Without tashkeel, niqqud, Quranic marks, tatweel and invisible controls; one alef, ya, ha, waw
    and kaf; ASCII digits; presentation forms as letters; no case and no Latin accents. NFC and NFD
    fold alike. The hamza on the line stays.
    """
    if text.isascii():
        return Folded(text, text.lower())
    folded = _DROP.sub("", text)
    if _LETTER.search(folded):
        folded = _LETTER.sub(_match_special, folded)
    return Folded(text, _simple(folded))


def folded_words(token: str) -> list[str]:
    """What a match of `TOKEN` folds to: one word; several for a few honorific ligatures."""
    return _PLAIN.findall(fold(token).text)


def token_spans(text: str) -> list[tuple[int, int]]:
    """`[start, end)` of each word of `text`, in code points; a ligature of several words repeats.

    There are as many as the folded text has words.
    """
    if not _SEVERAL.search(text):
        return [match.span() for match in TOKEN.finditer(text)]
    found = []
    for match in TOKEN.finditer(text):
        found += [match.span()] * len(folded_words(match[0]))
    return found


def letters(text: str) -> str:
    """`text` as it is written, without marks, tatweel and invisible controls."""
    return text if text.isascii() else _DROP.sub("", text)


def _simple(text: str) -> str:
    """The part of folding that keeps the length: `str.replace` in a chain outruns `translate`, but
    for a word or two."""
    if len(text) <= _WORD_OR_TWO:
        return text.translate(_PLAINER).lower()
    for variant, plain in _PAIRS:
        text = text.replace(variant, plain)
    for variant, plain in _DIGITS:
        text = text.replace(variant, plain)
    return text.lower()


def _match_special(match: re.Match[str]) -> str:
    return _special(match[0])


@lru_cache(maxsize=4096)
def _special(letter: str) -> str:
    """What one letter of `_SPECIAL` folds to; often one letter, sometimes several or none."""
    if "\ufb50" <= letter <= "\ufefc" or "\uff01" <= letter <= "\uff5e" or letter in "ªº":
        plain = unicodedata.normalize("NFKC", letter)
        return fold(plain).text if plain != letter else letter
    apart = unicodedata.normalize("NFD", letter)
    if _DROP.search(apart):
        letter = _DROP.sub("", apart)
    folded = letter.casefold()
    return _simple(
        _DROP.sub("", unicodedata.normalize("NFD", folded)) if folded != letter else folded
    )


@cache
def folding_tables() -> Mapping[str, Any]:
    """What `fold` and `TOKEN` go by, for a program in another language that shall fold alike.

    Its rules: drop `marks`, `tatweel` and `controls`; a letter of `special` is what `odd` says,
    else of a presentation form the folded NFKC, else its lower case without marks (NFD); then
    `pairs` letter by letter, and lower case.
    """
    pairs = "".join(variant + plain for variant, plain in (*_PAIRS, *_DIGITS))
    bounds = re.findall("(.)(?:-(.))?", _SPECIAL)
    letters = (chr(n) for first, last in bounds for n in range(ord(first), ord(last or first) + 1))
    odd = {each: folded for each in letters if (folded := fold(each).text) != _plainly(each)}
    classes = {"marks": _MARKS, "tatweel": _TATWEEL, "controls": _CONTROLS, "special": _SPECIAL}
    return {**classes, "pairs": pairs, "odd": odd}


def _plainly(letter: str) -> str:
    """What a letter of `_SPECIAL` folds to by the rules of `folding_tables` without `odd`."""
    if "\ufb50" <= letter <= "\ufefc" or "\uff01" <= letter <= "\uff5e" or letter in "ªº":
        plain = unicodedata.normalize("NFKC", letter)
        return fold(plain).text if plain != letter else letter
    return _simple(_DROP.sub("", unicodedata.normalize("NFD", letter.lower())))


# Directions and languages

_RTL_LANGUAGES = (
    "aao abh abv acm acq acw acx acy adf aeb aec afb aii ajp ajt apc apd ar arb arc ars ary arz"
    " auz avl ayh ayl ayn ayp azb bal bqi ckb dv fa glk he iw jbe ji ks lrc mzn nqo pbt pes pga"
    " pnb prs ps sd sam shu skr syr tmr ug ur yi"
)
_RTL_SCRIPTS = "arab aran hebr syrc thaa nkoo samr mand adlm rohg"

_RTL = (
    "\u05d0-\u05f4\u0620-\u063f\u0641-\u064a\u066e-\u066f\u0671-\u06d3\u06d5\u06fa-\u06ff"
    "\u0710-\u07ea\u0860-\u08c9\ufb1d-\ufdff\ufe70-\ufefc"
)
_RTL_WORD = late_pattern(f"[{_RTL}][{_RTL}{_MARKS}{_TATWEEL}\u0591-\u05c7\u200c\u200d]*")
_LTR_WORD = late_pattern(
    "[A-Za-z\u00aa\u00b5\u00ba\u00c0-\u02af\u0370-\u0587\u0904-\u1fff\u2c00-\u2dff\u3040-\ud7ff]"
    "[A-Za-z'’\u00aa\u00b5\u00ba\u00c0-\u0587\u0900-\u1fff\u2c00-\u2dff\u3040-\ud7ff]*"
)

_SCRIPTS = (
    ("arabic", "\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc"),
    ("latin", "A-Za-z\u00c0-\u024f\u1e00-\u1eff"),
    ("hebrew", "\u05d0-\u05f4"),
    ("cyrillic", "\u0400-\u052f"),
    ("greek", "\u0370-\u03ff\u1f00-\u1fff"),
    ("kana", "\u3040-\u30ff"),
    ("han", "\u3400-\u9fff"),
    ("hangul", "\u1100-\u11ff\uac00-\ud7a3"),
    ("devanagari", "\u0900-\u097f"),
    ("syriac", "\u0710-\u074f"),
    ("thaana", "\u0780-\u07bf"),
)
MOST_SIGNS_KEPT = 1 << 15
"""Letters whose script stays known; more than a library has."""
_SCRIPT_RUNS = tuple(
    (ord(first), ord(last or first), at)
    for at, (_, runs) in enumerate(_SCRIPTS)
    for first, last in re.findall("(.)(?:-(.))?", runs)
)
_ONE_LANGUAGE = {
    "greek": "el",
    "kana": "ja",
    "han": "zh",
    "hangul": "ko",
    "devanagari": "hi",
    "syriac": "syr",
    "thaana": "dv",
}
# Letters that only these languages write; the order settles a draw.
_OWN_LETTERS = (
    ("ckb", "ێۆڕڵڤە"),
    ("ug", "ېۇۈۋڭە"),
    ("ur", "ٹڈڑںےہھ"),
    ("ps", "ټډړږښڼېۍځڅ"),
    ("sd", "ٻڀٽٿڃڄڇڊڌڍڏڙڦڳڱڻ"),
    ("fa", "پچژگکی"),
)
_ARABIC_OWN = late_pattern("[ةأإىيكًٌٍ]")
_SAMPLE = 2000
_WORDS_OF = {
    "latin": late_pattern("[A-Za-z\u00c0-\u024f\u1e00-\u1eff'’]+"),
    "cyrillic": late_pattern("[\u0400-\u052f'’]+"),
}
RTL_SCRIPTS = frozenset(("arabic", "hebrew", "syriac", "thaana"))


def direction_of_language(tag: str) -> str:
    """`rtl` or `ltr` for a BCP 47 tag; a script subtag wins (`az-Arab`); unknown is `ltr`."""
    parts = tag.replace("_", "-").lower().split("-")
    for part in parts[1:]:
        if len(part) == 4 and part.isalpha():
            return "rtl" if part in _RTL_SCRIPTS.split() else "ltr"
    return "rtl" if parts[0] in _RTL_LANGUAGES.split() else "ltr"


def direction_of_text(text: str) -> str:
    """`rtl` where most of the first 2,000 code points' letters run that way, else `ltr`."""
    counts = script_counts(text[:_SAMPLE])
    return "rtl" if counts and max(counts, key=lambda s: counts[s]) in RTL_SCRIPTS else "ltr"


def script_counts(text: str) -> dict[str, int]:
    """Letters of each script in `text`; scripts without any are left out."""
    signs = text.translate(_SCRIPT_SIGNS)
    counts = ((name, signs.count(chr(at))) for at, (name, _) in enumerate(_SCRIPTS))
    return {name: count for name, count in counts if count}


class _ScriptSigns(dict[int, int]):
    """For `str.translate`: of a letter the place of its script in `_SCRIPTS`, found when first
    asked for; one more for what is no letter of those."""

    def __missing__(self, letter: int) -> int:
        runs = (at for first, last, at in _SCRIPT_RUNS if first <= letter <= last)
        found = next(runs, len(_SCRIPTS))
        if len(self) < MOST_SIGNS_KEPT:
            self[letter] = found
        return found


_SCRIPT_SIGNS = _ScriptSigns()


def guess_language(text: str) -> str:
    """The language of `text` as a BCP 47 tag, from its first 2,000 code points; else `und`.

    Letters decide between scripts and inside the Arabic one, a model between the languages that
    share Latin or Cyrillic letters; of a word or two it says `und`.
    """
    sample = text[:_SAMPLE]
    counts = script_counts(sample)
    if not counts:
        return "und"
    script = max(counts, key=lambda name: counts[name])
    if script == "han" and counts.get("kana"):
        script = "kana"
    if script == "arabic":
        return _arabic_script(sample, counts["arabic"])
    if script in ("latin", "cyrillic"):
        return identify(" ".join(_WORDS_OF[script].findall(sample))) or "und"
    if script == "hebrew":
        return "yi" if re.search("[ײװױ]", sample) else "he"
    return _ONE_LANGUAGE[script]


def _arabic_script(sample: str, letters: int) -> str:
    scores = {tag: sum(map(sample.count, own)) for tag, own in _OWN_LETTERS}
    persian = scores.pop("fa")
    tag = max(scores, key=lambda name: scores[name])
    if scores[tag] * 50 > letters:  # one letter in fifty, of those no other language writes
        return tag
    if persian * 50 <= letters:
        return "ar"
    return "fa" if persian > len(_ARABIC_OWN.findall(sample)) else "ar"


def block_direction(text: str, base: str) -> str:
    """The direction of a paragraph in a document of direction `base` that does not say itself.

    In a text from left to right that of most of its letters: `Reuters: ارتفع السعر` is Arabic. In
    one from right to left the base, unless the paragraph has at least four words of the other
    direction and more than 85 % of its letters are theirs: a whole English sentence runs left to
    right; `12:30`, `COVID-19 …` and a name alone stay with the text around them.
    """
    sample = text[:_SAMPLE]
    words = _LTR_WORD.findall(sample)
    left, right = sum(map(len, words)), sum(map(len, _RTL_WORD.findall(sample)))
    if base == "ltr":
        return "rtl" if right > left else "ltr"
    return "ltr" if len(words) >= 4 and left > 0.85 * (left + right) else "rtl"
