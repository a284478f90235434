"""What a reviser looks for in a translation, row by row: numbers, gaps, doubles, terms, names.

Nothing here judges a translation. A finding is a place where two languages usually agree and these
two rows do not; whoever knows better passes it over. Rules that would be wrong in more than one
row of a hundred of sound translations are left out.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from viewer.core.bitext.features import skeleton
from viewer.core.language.arabic import fold, script_counts
from viewer.core.language.dates import dates_in
from viewer.core.language.dates_and_numbers import years
from viewer.core.language.late_pattern import late_pattern
from viewer.core.language.number_words import SCALES, values
from viewer.core.morphology.stemming import (
    ENDINGS,
    PREFIXES,
    WORD_SUFFIXES,
    affixes,
    is_arabic,
    stem,
)

CHECK_KINDS = ("number", "gap", "double", "source", "target", "term", "name", "leftover", "end")
"""Numbers that differ; a row of one language; a translation twice; one source with two translations
and one translation of two sources; a term of the glossary that is not used; a name in two
spellings; words left in the language of the source; another sign at the end."""

SAME = 90.0
"""Likeness of two folded texts (0 to 100) from which they are the same translation."""
OTHER = 60.0
"""Likeness below which two sources are different ones."""
FEWEST_WORDS = 3
"""Words of a row from which on it is compared with others: short ones repeat by chance."""
LONGEST_NUMBER_CODE_POINTS = 18
"""What is longer is no quantity, but a key or a serial number."""
CORE_LETTERS = 3
"""Letters of an Arabic word, without prefix and ending, that tell it."""
LEFT_WORDS = 3
"""Words in the script of the source, one after the other, that are no name or title any more."""

_SAMPLE = 200
"""Code points that tell the script of a row."""
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫", "01234567890123456789.")
_WORD = late_pattern(r"[^\W_]+")
_DIGIT = late_pattern("[0-9٠-٩۰-۹]")
_NUMBER = late_pattern(r"\d+(?:[.,٬]\d+)*")
_CLOCK = late_pattern(r"(?<!\d)([01]?\d|2[0-3]):[0-5]\d(?!\d)")
_LATIN_RUN = late_pattern(rf"(?:\b[a-z][a-z'’-]*[\s\d,;:()\"“”%/]+){{{LEFT_WORDS},}}")
"""Words without capitals: those with are names and titles, which stay."""
_OTHER_RUN = late_pattern(rf"(?:[(«\"“']*[^\W\d_a-zA-Z]\S*\s+(?:[\d/%.,-]+\s+)?){{{LEFT_WORDS},}}")
_VOWELS = late_pattern("^ا|(?<!^)[اويء]")
_ENDS = {"?": "?", "؟": "?", "!": "!", ":": ":"}
_NAME = late_pattern(r"(?<![.!?؟:\n] )(?<!^)(?<![\w'’-])[A-Z][A-Za-z'’-]{2,}")


@dataclass(frozen=True, slots=True)
class RowTexts:
    """The texts of a row; either may be empty."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Finding:
    """`row` counts from 0; `kind` is one of `CHECK_KINDS`. `said`: what the rule is about, as
    written in the source; `instead`: what the target has, or another row's number for doubles.
    """

    row: int
    kind: str
    said: str = ""
    instead: str = ""
    other: int = -1


Terms = Sequence[tuple[str, Sequence[str]]]
"""A term of the source, and its translations of which one is to be used."""

_FoldedTerms = list[tuple[list[str], Sequence[str]]]


def check(
    rows: Sequence[RowTexts], terms: Terms = (), stop: Callable[[], bool] = lambda: False
) -> list[Finding]:
    """Everything that is found, by rows. `stop` is asked between rows: then what is there."""
    found: list[Finding] = []
    known = [(fold(term).text.split(), options) for term, options in terms]
    for at, row in enumerate(rows):
        if stop():
            break
        if row.source and row.target:
            found += _numbers(at, row)
            found += _leftover(at, row)
            found += _end(at, row)
            found += _terms(at, row, known)
        elif row.source or row.target:
            found.append(Finding(at, "gap", row.source, row.target))
    found += _consistency(rows)
    found += _names(rows)
    return sorted(found, key=lambda each: (each.row, CHECK_KINDS.index(each.kind)))


# Numbers


def _numbers(at: int, row: RowTexts) -> Iterator[Finding]:
    """Values that only one side has, in whatever digits, scales or calendar it tells them."""
    if not (_DIGIT.search(row.source) or _DIGIT.search(row.target)):
        return
    mine, theirs = quantities(row.source), quantities(row.target)
    if mine == theirs:
        return
    said = values(_words(row.source)) | values(_words(row.target))
    said |= _other_hours(row, said)
    lost = [v for v in mine.numbers - theirs.numbers if not _is_told(v, mine, theirs, said)]
    new = [v for v in theirs.numbers - mine.numbers if not _is_told(v, theirs, mine, said)]
    days = sorted(mine.days - theirs.days), sorted(theirs.days - mine.days)
    told = [each.isoformat() for each in days[0]], [each.isoformat() for each in days[1]]
    if lost or new or (days[0] and days[1]):
        yield Finding(
            at,
            "number",
            _told(lost, told[0] if days[1] else []),
            _told(new, told[1] if days[0] else []),
        )


@dataclass(frozen=True, slots=True)
class Quantities:
    """The numbers of a text by value, those of them that are told with a scale (`3 million`), and
    its dates as days, whose numbers are not among them."""

    numbers: Counter[float]
    scaled: frozenset[float]
    days: frozenset[date]


def quantities(text: str) -> Quantities:
    """Of a text, in whatever digits."""
    plain, days = text.translate(_DIGITS), set[date]()
    for start, end, day, _ in dates_in(plain):
        days.add(day)
        plain = plain[:start] + " " * (end - start) + plain[end:]
    found, scaled = Counter[float](), set[float]()
    for match in _NUMBER.finditer(plain):
        if len(match[0]) > LONGEST_NUMBER_CODE_POINTS:
            continue
        scale = _scale(plain[match.end() : match.end() + 16])
        found[value := _value(match[0]) * scale] += 1
        scaled |= {value} if scale > 1 else set()
    return Quantities(found, frozenset(scaled), frozenset(days))


def _value(written: str) -> float:
    digits = written.replace("٬", ",")
    if re.fullmatch(r"\d{1,3}(?:[,.]\d{3})+", digits):
        return float(re.sub("[,.]", "", digits))
    parts = digits.replace(",", ".").split(".")
    return float(parts[0] + ("." + "".join(parts[1:]) if len(parts) > 1 else ""))


def _scale(after: str) -> float:
    word = re.match(r"\s?([^\W\d]+)", after)
    return SCALES.get(fold(word[1]).text, 1.0) if word else 1.0


def _other_hours(row: RowTexts, said: set[float]) -> set[float]:
    """The hours of a row on the other clock, 15:30 as 3:30, and the minutes of `half past`."""
    hours = _CLOCK.findall(f"{row.source} {row.target}".translate(_DIGITS))
    shares = [60 * value for value in said if 0 < value < 1] if hours else []
    return {(float(hour) + 12) % 24 for hour in hours} | {*shares, *(60 - each for each in shares)}


def _is_told(value: float, mine: Quantities, theirs: Quantities, said: set[float]) -> bool:
    """Whether a number that is missing on the other side is there in another way. `said`: what the
    row says in words."""
    others = theirs.numbers
    if value in said or value <= 2 or value in others:  # the dual; said once more
        return True
    if any(value in (day.year, day.month, day.day) for day in theirs.days):
        return True
    for scale in (1e3, 1e6, 1e9):  # of "2 to 3 million" only one has the scale
        less, more = value / scale, value * scale
        if (less in others and less not in theirs.scaled) or (
            more in others and value not in mine.scaled
        ):
            return True
    if value != int(value) or not 1000 < value < 2200:
        return False
    spans = (years(int(value), hijri) for hijri in (False, True))
    return any(span[0] <= other <= span[1] for span in spans if span for other in others)


def _told(values: Iterable[float], days: Iterable[str]) -> str:
    numbers = (f"{value:g}" if value < 1e6 else f"{value:.0f}" for value in values)
    return ", ".join((*numbers, *days))


# Words


def _leftover(at: int, row: RowTexts) -> Iterator[Finding]:
    """A run of words in the target that are written in the script of the source."""
    source, target = _script(row.source), script_counts(row.target[:_SAMPLE])
    if not row.target.isascii() and any(script != source for script in target):
        run = _LATIN_RUN if source == "latin" else _OTHER_RUN
        for match in run.finditer(row.target + " "):
            if source in script_counts(match[0]):
                yield Finding(at, "leftover", "", match[0].strip())
    elif (words := _words(row.source)) == _words(row.target) and (
        sum(not word.isdecimal() for word in words) >= LEFT_WORDS
    ):
        yield Finding(at, "leftover", row.source, row.target)


def _script(text: str) -> str:
    if text.isascii():
        return "latin"
    counts = script_counts(text[:_SAMPLE])
    return max(counts, key=counts.__getitem__) if counts else ""


def _end(at: int, row: RowTexts) -> Iterator[Finding]:
    ends = [
        _ENDS.get(text.rstrip(" \"'»”’)]").rstrip()[-1:], "") for text in (row.source, row.target)
    ]
    if ends[0] != ends[1] and "?" in ends:
        yield Finding(at, "end", ends[0], ends[1])


def _terms(at: int, row: RowTexts, terms: _FoldedTerms) -> Iterator[Finding]:
    if not terms:
        return
    mine, theirs = _words(row.source), _words(row.target)
    for term, options in terms:
        if not _has(mine, term):
            continue
        if not any(_has(theirs, fold(each).text.split(), loosely=True) for each in options):
            yield Finding(at, "term", " ".join(term), " / ".join(options))


@lru_cache(maxsize=1 << 15)
def _words(text: str) -> tuple[str, ...]:
    """The folded words of a text."""
    return tuple(_WORD.findall(fold(text).text))


def _has(words: Sequence[str], term: Sequence[str], loosely: bool = False) -> bool:
    """Whether a term stands in the words, with what Arabic and English write to a word; `loosely`:
    also in a plural that is made of its letters, or in another word that is."""
    count = len(term)
    return any(
        all(_is_form(word, part, loosely) for word, part in zip(words[at:], term, strict=False))
        for at in range(len(words) - count + 1)
    )


def _is_form(word: str, term: str, loosely: bool) -> bool:
    if word == term or stem(word) == stem(term):
        return True
    if not is_arabic(term):
        return False
    alike = loosely and not _cores(term, "").isdisjoint(_cores(word))
    return alike or affixes(word, term) is not None


@lru_cache(maxsize=1 << 14)
def _cores(word: str, *prefixes: str) -> frozenset[str]:
    """What an Arabic word may be without a prefix (one of these, else any) and an ending, also
    without its long vowels where three letters are left: broken plurals are made of these."""
    starts = [p for p in prefixes or ("", *PREFIXES) if word.startswith(p)]
    bare = {word.removeprefix(start) for start in starts}
    bare |= {each.removesuffix(end) for each in bare for end in WORD_SUFFIXES}
    whole = {each.removesuffix(end) for each in bare for end in ("", *ENDINGS)}
    whole = {each for each in whole if len(each) >= CORE_LETTERS}
    bones = {_VOWELS.sub("", each) for each in whole}
    return frozenset(whole | {each for each in bones if len(each) >= CORE_LETTERS})


# Rows against each other


def _consistency(rows: Sequence[RowTexts]) -> Iterator[Finding]:
    """One source with two translations, one translation of two sources, and doubles."""
    from rapidfuzz.fuzz import ratio

    by_source, by_target = defaultdict[str, list[int]](list), defaultdict[str, list[int]](list)
    folded = [(_plain(row.source), _plain(row.target)) for row in rows]
    for at, (source, target) in enumerate(folded):
        if source and target:
            by_source[source].append(at)
            by_target[target].append(at)
    for source, where in by_source.items():
        first = where[0]
        for at in where[1:] if len(source.split()) >= FEWEST_WORDS else ():
            if ratio(folded[first][1], folded[at][1]) < SAME:
                yield Finding(at, "source", rows[at].source, rows[first].target, first)
    for target, where in by_target.items():
        first = where[0]
        for at in where[1:] if len(target.split()) >= FEWEST_WORDS else ():
            if ratio(folded[first][0], folded[at][0]) < OTHER:
                kind = "double" if at == first + 1 else "target"
                yield Finding(at, kind, rows[at].source, rows[at].target, first)


def _plain(text: str) -> str:
    return " ".join(_words(text))


_skeleton = lru_cache(maxsize=1 << 15)(skeleton)


def _names(rows: Sequence[RowTexts]) -> Iterator[Finding]:
    """Names of the target that one name of the source has in two spellings."""
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    where: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        names = dict.fromkeys(name.rstrip("'’-") for name in _NAME.findall(row.target))
        keys = {_skeleton(name): name for name in names}
        for word in _words(row.source) if keys else ():
            key = _skeleton(word.removeprefix("ال"))
            if len(key) > 2 and key in keys:
                spellings[f"{key} {word}"][keys[key]] += 1
                where[f"{key} {word}", keys[key]].append(at)
    for key, counts in spellings.items():
        (usual, often), *rest = counts.most_common()
        for other, count in rest:
            if count < often and fold(other).text != fold(usual).text:
                for at in where[key, other]:
                    yield Finding(at, "name", other, usual)
