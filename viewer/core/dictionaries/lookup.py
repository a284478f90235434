"""The one function behind which every dictionary stands: `look_up`.

The reader's own glossaries come first, then the analyser where it is installed, then dictionaries;
in each the exact form before what it may be a form of.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from viewer.core.dictionaries.analysis import OURS, Analysis
from viewer.core.dictionaries.catalogue import Dictionary, Shelf
from viewer.core.dictionaries.common_words import common_words
from viewer.core.dictionaries.fitting import Context, agrees, fitted
from viewer.core.language.arabic import letters, token_spans
from viewer.core.language.dates import HIJRI_MONTHS, MONTH_NAMES
from viewer.core.morphology.affixes import Segment
from viewer.core.morphology.analyse import Reading, guess, readings
from viewer.core.morphology.entries import ARTICLE, Entry, key, language_of, without_article
from viewer.core.morphology.function_words import function_words
from viewer.core.morphology.patterns import root

MOST_ANALYSES = 40
"""Analyses that are told of."""
GLOSSES = 12
"""Of one analysis."""
NOWHERE = Context()
CONFLICT = 20
"""What it costs when vowels say otherwise than those that were written."""

BETWEEN = " | "
"""Stands between the names of several sources."""

_ANOTHER = 12

Analyse = Callable[[str], list[Analysis]]

_SHADDA = "\u0651"
_VARIANTS = (("أميرك", "أمريك"), ("اميرك", "امريك"), ("اللوجيست", "اللوجست"))
_ENGLISH = (
    ("'s", ""), ("’s", ""), ("ies", "y"), ("es", ""), ("es", "e"), ("s", ""), ("ied", "y"),
    ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("er", ""), ("est", ""), ("ly", ""),
)  # fmt: skip


def look_up(
    word: str,
    language: str,
    shelf: Shelf,
    analyse: Analyse | None = None,
    context: Context = NOWHERE,
) -> list[Analysis]:
    """What is known about a word of `ar` or `en`, best first; phrases are looked up whole.

    `analyse`: an analyser of Arabic words, such as `aramorph.Aramorph.analyses`. `context`: where
    an Arabic word stands. An English word gives the Arabic ones. Nothing where nobody knows it.
    Raises `Unreadable` where a dictionary was damaged since it was opened.
    """
    word = " ".join(unicodedata.normalize("NFKC", word).split())
    if not key(word):
        return []
    if language == "ar":
        found = _arabic(word, shelf, analyse, context)
    else:
        dictionaries = (*shelf.glossaries, *shelf.dictionaries)
        found = [each for d in dictionaries for each in _english(word, d)]
        found = found or list(_english(word, common_words()))
        found = sorted(_merged(found), key=_cost)
    return found[:MOST_ANALYSES]


def word_at(text: str, offset: int) -> tuple[int, int]:
    """The word of a text that a position touches: `[start, end)` in code points; empty for none."""
    near = max(0, offset - 200)
    near = text.rfind(" ", 0, near) + 1
    for start, end in token_spans(text[near : offset + 200]):
        if near + start <= offset <= near + end:
            return near + start, near + end
    return offset, offset


def word_before(text: str, offset: int) -> str:
    """The word before the one that begins at a position, in the same sentence; empty for none."""
    near = text[max(0, offset - 60) : offset]
    spans = list(token_spans(near))
    if not spans or re.search(r"[.!?؟:\n]", near[spans[-1][1] :]):
        return ""
    return near[spans[-1][0] : spans[-1][1]]


def segments_of(word: str) -> tuple[Segment, ...]:
    """How a word that nobody knows is taken apart, as far as that is safe."""
    return guess(letters(word)).segments


# Arabic


def _arabic(word: str, shelf: Shelf, analyse: Analyse | None, context: Context) -> list[Analysis]:
    bare = letters(word)
    found = _merged(_through(bare, shelf.glossaries)) if shelf.glossaries else []
    known = list(map(_weighed(word), analyse(bare))) if analyse and " " not in bare else []
    dictionaries = (common_words(), *shelf.dictionaries)
    rest = _merged([*_ours(bare), *_through(bare, dictionaries, ours=True)])
    rest = list(map(_weighed(word), rest))
    told = [*sorted(known, key=_cost), *sorted(rest, key=_cost)]
    if " " not in bare:
        told = fitted(bare, told, context, bases)
    return found + [replace(each, glosses=each.glosses[:GLOSSES]) for each in told]


def _merged(analyses: Iterable[Analysis]) -> list[Analysis]:
    """Those that read the word alike as one, with what each of their sources says."""
    found: dict[tuple[object, ...], Analysis] = {}
    for each in analyses:
        same = each.lemma, each.segments, each.through, each.note
        if (first := found.get(same)) is None:
            found[same] = each
            continue
        sources = dict.fromkeys([*first.source.split(BETWEEN), each.source])
        glosses = dict.fromkeys((*first.glosses, *each.glosses))
        found[same] = replace(
            first,
            source=BETWEEN.join(sources),
            glosses=tuple(glosses),
            cost=min(first.cost, each.cost),
        )
    return list(found.values())


def _cost(analysis: Analysis) -> int:
    return analysis.cost


def _weighed(word: str) -> Callable[[Analysis], Analysis]:
    """Makes an analysis dearer whose vowels are not those that the reader's word has."""

    def weighed(analysis: Analysis) -> Analysis:
        if not agrees(word, analysis.word):
            return replace(analysis, cost=analysis.cost + CONFLICT)
        doubled = word.count(_SHADDA) > analysis.lemma.count(_SHADDA)
        return replace(analysis, cost=analysis.cost + 2) if doubled else analysis

    return weighed


def _ours(bare: str) -> Iterator[Analysis]:
    """Particles and the names of months, with what is written to their beginning."""
    names = _months()
    starts = ("", "و", "ف", "ب", "ل", "وب", "ول")
    for start in starts:
        rest = bare.removeprefix(start)
        if start and rest == bare:
            continue
        before = tuple(Segment(s, _KIND[s], _GLOSS[s]) for s in start)
        for known in function_words().get(rest, ()):
            if start[-1:] in ("ب", "ل") and known.kind not in ("pronoun", "noun"):
                continue
            stem = Segment(rest, "stem", ", ".join(known.glosses))
            yield Analysis(
                known.word, known.word, "", known.kind, (*before, stem), known.glosses, OURS,
                cost=len(before),
            )  # fmt: skip
        if rest in names:
            stem = Segment(rest, "stem", names[rest])
            glosses = (names[rest],)
            yield Analysis(rest, rest, "", "name", (*before, stem), glosses, OURS, cost=len(before))


_KIND = {"و": "conjunction", "ف": "conjunction", "ب": "preposition", "ل": "preposition"}
_GLOSS = {"و": "and", "ف": "so, then", "ب": "with, by, in", "ل": "for, to"}


@lru_cache(maxsize=1)
def _months() -> dict[str, str]:
    """Arabic names of months in letters, with the English ones; of two words the first too."""
    found: dict[str, list[str]] = {}
    pairs = [(n, e) for n, e in zip(HIJRI_MONTHS["ar"], HIJRI_MONTHS["en"], strict=True)]
    for names in (MONTH_NAMES[tag] for tag in MONTH_NAMES if tag.startswith("ar")):
        pairs += zip(names, MONTH_NAMES["en"], strict=True)
    for name, english in pairs:
        for form in {letters(name), letters(name).split()[0]}:
            if form not in ("ذو", "ربيع"):
                found.setdefault(form, []).append(english)
    return {name: ", ".join(dict.fromkeys(english)) for name, english in found.items()}


def _through(
    bare: str, dictionaries: Sequence[Dictionary], ours: bool = False
) -> Iterator[Analysis]:
    """What dictionaries say about a word and what it may be a form of, likeliest first.

    `ours`: with the particles that this program knows itself.
    """
    entries = _Entries(dictionaries)
    if " " in bare:
        for source, entry in entries.of(bare):
            yield Analysis(
                entry.word, entry.word, "", entry.kind, (), entry.glosses, source, note=entry.note
            )
        return
    for reading in readings(bare, entries.far):
        if reading.base.glosses and not ours:
            continue
        yield from _of_reading(bare, reading, entries)


class _Entries:
    """The entries of a word in several dictionaries, each asked once."""

    def __init__(self, dictionaries: Sequence[Dictionary]) -> None:
        self._dictionaries = dictionaries
        self._known: dict[str, list[tuple[str, Entry]]] = {}

    def of(self, base: str) -> list[tuple[str, Entry]]:
        """(title of the dictionary, entry), Arabic first whichever way the dictionary goes."""
        if base not in self._known:
            found = [each for form in _spellings(base) for each in self._find(key(form))]
            self._known[base] = list(dict.fromkeys(found))
        return self._known[base]

    def _find(self, folded: str) -> Iterator[tuple[str, Entry]]:
        for each in self._dictionaries:
            if each.language == "ar":
                for entry in each.find(folded):
                    yield each.title, entry
            else:
                yield from ((each.title, e) for e in _turned(each.reverse(folded), folded))

    def far(self, base: str) -> int | None:
        """How far the nearest headword is from a base; see `morphology.Knows`."""
        if letters(base) in function_words():
            return 0
        return min((distance(base, entry.word) for _, entry in self.of(base)), default=None)


def _turned(entries: Iterable[Entry], folded: str) -> Iterator[Entry]:
    """English entries as one Arabic entry for each spelling of the word among their glosses."""
    found: dict[str, list[str]] = {}
    for entry in entries:
        for gloss in entry.glosses:
            if without_article(key(gloss)) == without_article(folded):
                found.setdefault(gloss, []).append(entry.word)
    for word, glosses in found.items():
        yield Entry(word, tuple(dict.fromkeys(glosses)))


def _spellings(base: str) -> list[str]:
    return list(dict.fromkeys((base, _plain(base))))


def _plain(word: str) -> str:
    """Letters, of names that are spelled in two ways in one of them."""
    word = letters(word)
    for other, spelling in _VARIANTS:
        word = word.replace(other, spelling)
    return word


def distance(base: str, headword: str) -> int:
    """0 for the same letters, with or without the article; 1 for another hamza; more where `ه` and
    `ة`, `ي` and `ى` make it another word."""
    one, two = _plain(base), _plain(headword)
    if two == one:
        return 0
    if two == ARTICLE + one:  # `التزم` has no article: its root begins with `ل`
        return 2 if one[0] == "ت" and len(one) in (3, 4) else 0
    if key(one) != key(two):
        two = two.removeprefix(ARTICLE)
        if key(one) != key(two):
            return _ANOTHER
    last, other = one[-1:], two[-1:]
    if last != other and {last, other} in ({"ه", "ة"}, {"ى", "ي"}):
        return 6 if {last, other} == {"ه", "ة"} else 2
    return 1


def _of_reading(bare: str, reading: Reading, entries: _Entries) -> Iterator[Analysis]:
    base = reading.base
    kind = base.kind or reading.split.kind
    parts = reading.segments
    if base.glosses:
        yield Analysis(
            bare, base.word, "", kind, parts, base.glosses, OURS, base.through, "", reading.cost
        )
        return
    found = sorted(entries.of(base.word), key=_nearness(base.word))
    nearest = distance(base.word, found[0][1].word) if found else 0
    for source, entry in found:
        far, definite = distance(base.word, entry.word), _is_definite(base.word, entry.word)
        if far > nearest + 1 or (kind == "verb" and definite):
            continue
        lemma = _indefinite(entry.word) if definite else entry.word
        yield Analysis(
            lemma if letters(lemma) == bare else bare,
            lemma,
            root(letters(lemma)),
            entry.kind or kind,
            parts if len(parts) > 1 else (),
            entry.glosses,
            source,
            base.through,
            entry.note,
            reading.cost + far - nearest,
        )


def _nearness(base: str) -> Callable[[tuple[str, Entry]], tuple[int, int, bool]]:
    """What entries of a base are sorted by: letters, doubled ones, nouns first."""

    def near(found: tuple[str, Entry]) -> tuple[int, int, bool]:
        word = found[1].word
        definite = _is_definite(base, word)
        doubled = (_indefinite(word) if definite else word)[:-1].count(_SHADDA)
        return distance(base, word), doubled, not definite

    return near


def _is_definite(base: str, headword: str) -> bool:
    """Whether a headword is the base with the article."""
    known = key(_plain(base))
    return not base.startswith(ARTICLE) and key(_plain(headword)) == ARTICLE + known


def _indefinite(word: str) -> str:
    """Without the article, and without the mark that it doubles a sun letter with."""
    rest = word.removeprefix(ARTICLE)
    return rest[0] + rest[1:].lstrip(_SHADDA)


# English


def _english(word: str, dictionary: Dictionary) -> Iterator[Analysis]:
    """The Arabic words for an English one: as it is, else for what it may be a form of."""
    for cost, form in enumerate(bases(key(word))):
        found = list(_entries_of(form, dictionary))
        for entry in found:
            yield Analysis(
                entry.word, entry.word, "", entry.kind, (), entry.glosses, dictionary.title,
                note=entry.note, cost=cost,
            )  # fmt: skip
        if found:
            return


def _entries_of(form: str, dictionary: Dictionary) -> Iterator[Entry]:
    if dictionary.language == "en":
        yield from dictionary.find(form)
        return
    gathered: dict[tuple[str, str, str], list[str]] = {}
    for entry in dictionary.reverse(form):
        for gloss in entry.glosses:
            if key(gloss) == form:
                gathered.setdefault((gloss, entry.kind, entry.note), []).append(entry.word)
    for (gloss, kind, note), words in gathered.items():
        yield Entry(gloss, tuple(dict.fromkeys(words))[:GLOSSES], kind, note)


def bases(word: str) -> list[str]:
    """A folded English word, and what it may be a form of."""
    found = [word]
    for ending, instead in _ENGLISH:
        short = word.removesuffix(ending)
        if short != word and len(short) > 2:
            found.append(short + instead)
            if ending in ("ing", "ed", "er") and short[-1] == short[-2] and not instead:
                found.append(short[:-1])
    return list(dict.fromkeys(found))


def spoken_in(word: str) -> str:
    """The language that a word is looked up in: `ar` or `en`."""
    return "ar" if language_of(word) == "ar" else "en"
