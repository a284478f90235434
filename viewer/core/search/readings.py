"""Whether a written form is a word with a prefix or suffix, or another word that looks so.

`بلقاء` is `ب` + `لقاء`, `بلد` is no `ب` + `لد`; `أمني` is `أمن` + `ي`, no `أم` + `ني`. The corpus
itself says it: a word that stands alone, with the article and with other prefixes is a word. From
how often it does follows how often a form of it is to be expected, and the reading is believed that
explains enough of what is there. Shares of prefixes and suffixes are rounded from news.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from viewer.core.language.arabic import fold, letters
from viewer.core.morphology.entries import ARTICLE
from viewer.core.morphology.function_words import function_words
from viewer.core.morphology.stemming import ARTICLES, LETTERS_LEFT, PREFIXES, WORD_SUFFIXES
from viewer.core.search.final_letters import FinalLetters, Vocabulary

_SHARES = {
    "": 0.40, "ال": 0.27, "و": 0.04, "وال": 0.04, "ب": 0.04, "بال": 0.02, "ل": 0.04, "لل": 0.02,
}  # fmt: skip
"""Of the forms in which an ordinary word stands; what is missing of 1 are the rarer ones."""
_ARTICLES = {prefix: share for prefix, share in _SHARES.items() if prefix in ARTICLES}
"""A word with a pronoun never has the article: what stands with it is a word of its own."""
_RARE = {
    "ف": 0.004,
    "ك": 0.003,
    "س": 0.02,
    "وس": 0.004,
    "وب": 0.004,
    "ول": 0.004,
    "كال": 0.002,
    "وبال": 0.002,
}
_RAREST = 0.0005
_PRONOUNS = {"": 0.88, "ه": 0.03, "ها": 0.035, "هم": 0.012, "نا": 0.006, "ي": 0.004, "ا": 0.03}
_POSSESSED = ("هم", "كم")
"""A word with a pronoun has no ending of the accusative behind it."""
_RARE_PRONOUNS = {"ك": 0.001, "ني": 0.0004, "كم": 0.0006, "كن": 0.0001, "هن": 0.0004}
_ASKED = 2.0
"""Times that a word counts because a reader looks for it."""
_ARTICLE = 2.0
"""Times that a word counts because its letters begin like the article; few others do."""
_AND = ("و", "ف")
_FUTURE = "س"
_IMPERFECT = 4
"""Letters that most imperfect verbs and adjectives have at least."""
_BEFORE_VERBS = frozenset(("و", "س", "وس"))
_BARE = 6.0
"""How many times more often these stand before a word that is common and never has the article: a
verb (`وقالت`, `سيتم`), or a word with a pronoun (`وغيرها`)."""
_ENOUGH = 0.25
"""Share of a form that a reading must explain to be believed."""
_OFTEN = 5
"""Occurrences from which on a form that no reading explains is taken for a word of its own."""
_SLACK = 8.0
"""How many times more often than expected a form may stand and still be explained."""
_SLACK_EACH = 4.0
"""Times that, for each letter beyond `_SLACK_LETTERS`: words that long hardly look like others by
chance, and some have a form of their own liking (`لمراسل الصحيفة`, `مراسلنا`)."""
_SLACK_LETTERS = 5


@dataclass(frozen=True, slots=True)
class QueryReading:
    """A folded form taken apart: `form` is `prefix`, `base` as it is written alone, `suffix`."""

    form: str
    prefix: str
    base: str
    suffix: str


def readings(form: str) -> Iterator[QueryReading]:
    """Every way to take a folded form apart, itself first."""
    yield QueryReading(form, "", form, "")
    for prefix in ("", *PREFIXES):
        if not form.startswith(prefix):
            continue
        rest = form[len(prefix) :]
        for suffix in ("", *WORD_SUFFIXES) if prefix not in ARTICLES else ("",):
            base = rest.removesuffix(suffix) if suffix else rest
            if (suffix and base == rest) or len(base) < LETTERS_LEFT or not (prefix or suffix):
                continue
            if len(base) <= LETTERS_LEFT and len(suffix) == 1:
                continue
            if suffix == "ا" and base.endswith(_POSSESSED):
                continue
            yield QueryReading(form, prefix, base, suffix)
            if suffix and base.endswith("ت"):
                yield QueryReading(form, prefix, base[:-1] + "ه", suffix)
            if suffix and base.endswith("ا"):
                yield QueryReading(form, prefix, base[:-1] + "ي", suffix)


def _steps(reading: QueryReading) -> Iterator[QueryReading]:
    """The readings with one affix each that make it up."""
    rest = reading.form[len(reading.prefix) :]
    if reading.prefix:
        base = rest if reading.suffix else reading.base
        yield QueryReading(reading.form, reading.prefix, base, "")
    if reading.suffix:
        yield QueryReading(rest, "", reading.base, reading.suffix)


def _without_and(single: QueryReading) -> QueryReading | None:
    """`وبالكتاب` as `بالكتاب`: what is true of that holds with "and" before it too."""
    prefix = single.prefix[1:]
    if single.prefix[:1] not in _AND or prefix not in PREFIXES or prefix == ARTICLE:
        return None
    return QueryReading(single.form[1:], prefix, single.base, single.suffix)


class Evidence:
    """What the words of an index, or of a text, say about the readings of its forms."""

    def __init__(self, words: Vocabulary) -> None:
        self._words = words
        self.finals = FinalLetters(words)
        self._counts: dict[str, int] = {}

    def believed(self, asked: Iterable[QueryReading]) -> list[QueryReading]:
        """Those of the readings that explain enough of their forms; each base was asked for.

        Of a prefix and a suffix each must be believed: `زملائه` as `زملاء` + `ه`, then `وزملائه`
        as `و` + `زملائه`.
        """
        steps = {each: tuple(_steps(each)) for each in asked}
        singles = {single for many in steps.values() for single in many}
        inner = {single: _without_and(single) for single in singles}
        singles |= {each for each in inner.values() if each}
        others = {form: list(readings(form)) for form in {each.form for each in singles}}
        self._learn(each.base for many in others.values() for each in many)
        self._learn(each.base for each in singles)
        possessed = {one for many in steps.values() if len(many) > 1 for one in many if one.prefix}
        possessed |= {within for one in possessed if (within := inner[one])}
        sure = {
            each
            for each in singles
            if self._is_believed(each, others[each.form], _telling(each, each in possessed))
        }
        sure |= {single for single, within in inner.items() if within in sure}
        return [each for each, single in steps.items() if sure.issuperset(single)]

    def counts(self, words: Iterable[str]) -> dict[str, int]:
        """How often folded words occur, by themselves and with a prefix."""
        self._learn(wanted := list(words))
        return {word: sum(self._count(prefix + word) for prefix in _SHARES) for word in wanted}

    def _learn(self, bases: Iterable[str]) -> None:
        new = {prefix + base for base in bases for prefix in _SHARES} - self._counts.keys()
        self._counts |= dict.fromkeys(new, 0)
        for form in self._words.forms(new):
            word = form.folded
            if word.endswith("ه") and letters(form.written).endswith("ة"):
                word = word[:-1] + "ة"
            self._counts[word] = self._counts.get(word, 0) + form.count

    def _count(self, word: str, pronoun: bool = False) -> int:
        """How often a folded word occurs; `pronoun`: its `ه` must not be a `ة`."""
        count = self._counts[word]
        if word.endswith("ه") and not pronoun:
            count += self._counts.get(word[:-1] + "ة", 0)
        return count

    def _is_believed(
        self, asked: QueryReading, others: Iterable[QueryReading], telling: Mapping[str, float]
    ) -> bool:
        """Whether the reading explains a good share of what is expected and what is there.

        `telling`: what before the form tells that it is a word of its own.
        """
        if asked.base == "له" and asked.form.endswith("لله"):
            return False  # `الله` is one word in any text, however short
        mine = self._expected(asked, _ASKED)
        rest = 0.0
        for each in others:
            if not (each.prefix or each.suffix):
                before = _ARTICLES if asked.suffix else telling
                rest += self._expected(each, 0.0, before, asked.suffix == "ه")
            elif asked.prefix and each.prefix == asked.prefix and each.suffix:
                mine += self._expected(each)  # `ل` + `حماية` + `ها` is `ل` + `حمايتها`
            elif not _agree(each, asked):
                known = asked.base in _particles()
                rest += self._expected(each, 0.0 if known else _alone(each))
        there = self._count(asked.form, asked.suffix == "ه")
        if asked.form in _particles():
            rest += there
        elif there >= _OFTEN and not _takes_article(asked) and asked.base not in _particles():
            rest += max(0.0, there - _slack(asked) * (mine + rest))
        return mine >= _ENOUGH * (mine + rest)

    def _expected(
        self,
        reading: QueryReading,
        more: float = 0.0,
        before: Mapping[str, float] = _SHARES,
        pronoun: bool = False,
    ) -> float:
        """How often the form is to be expected, going by the forms of its base with `before`."""
        seen, share = more, 0.0
        for prefix, part in before.items():
            if prefix + reading.base != reading.form:
                seen += self._count(prefix + reading.base, pronoun)
                share += part
        bare = _BARE if self._is_bare(reading) else 1.0
        return seen / share * bare * _prefixed(reading.prefix) * _suffixed(reading.suffix)

    def _is_bare(self, reading: QueryReading) -> bool:
        """Whether the form is what verbs have before them, and its base common, with no article."""
        base, counts = reading.base, self._counts
        if reading.prefix not in _BEFORE_VERBS or reading.suffix:
            return False
        if len(base) <= LETTERS_LEFT or base.startswith(ARTICLE):
            return False
        return counts.get(base, 0) >= _OFTEN and not any(counts.get(a + base) for a in _ARTICLES)


def _telling(asked: QueryReading, possessed: bool) -> Mapping[str, float]:
    """What before a form tells that it is a word of its own, and has not that prefix.

    "And" stands before `بالكتاب`, `بكتابه` and `سيكتب` as well as before a word. Of shorter forms
    it is often all that tells a verb from a word with a prefix (`وبدأ`), and of the article alone a
    word that only looks so (`والله`). `possessed`: a pronoun stands at the end.
    """
    prefix = asked.prefix
    article = prefix in ARTICLES and prefix != ARTICLE
    if not (article or possessed or (prefix == _FUTURE and len(asked.base) >= _IMPERFECT)):
        return _SHARES
    return _beside(prefix)


@cache
def _beside(prefix: str) -> Mapping[str, float]:
    """The shares of what cannot stand before that prefix."""
    return {before: share for before, share in _SHARES.items() if before + prefix not in PREFIXES}


def _alone(reading: QueryReading) -> float:
    """How often a base counts that nothing else in the corpus speaks for."""
    return _ARTICLE if reading.prefix in ARTICLES and len(reading.base) > LETTERS_LEFT else 0.0


def _takes_article(reading: QueryReading) -> bool:
    """Whether what is taken off is the article, or stands before it: `بالبرلمان`."""
    before = reading.prefix + ARTICLE
    return reading.prefix in ARTICLES or (before in ARTICLES and reading.base.startswith(ARTICLE))


def _slack(reading: QueryReading) -> float:
    """How many times more often than expected a form may be there; a single letter at the end says
    little (`سوداني`, `سوريا`), but for the accusative of adverbs (`سابقا`)."""
    affix = reading.prefix or (reading.suffix if len(reading.suffix) > 1 else "")
    if reading.suffix == "ا" and len(reading.base) >= _IMPERFECT and reading.base[-1] not in "يه":
        return _SLACK * _SLACK_EACH
    letters = len(reading.base) + len(affix) if affix else 0
    return _SLACK * _SLACK_EACH ** max(0, letters - _SLACK_LETTERS)


def _agree(one: QueryReading, asked: QueryReading) -> bool:
    """Whether a reading takes off what was asked for, and perhaps more."""
    return one.prefix.startswith(asked.prefix) if asked.prefix else one.suffix == asked.suffix


def _prefixed(prefix: str) -> float:
    return _SHARES.get(prefix) or _RARE.get(prefix, _RAREST)


def _suffixed(suffix: str) -> float:
    return _PRONOUNS.get(suffix) or _RARE_PRONOUNS.get(suffix, _RAREST)


@lru_cache(maxsize=1)
def _particles() -> frozenset[str]:
    """Folded words of grammar, which are no form of another word."""
    return frozenset(fold(word).text for word in function_words())
