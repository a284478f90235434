"""An Arabic word taken apart: what is written to its beginning and end, and the words it may be of.

Every way of reading the letters is a `Split` with a cost; a dictionary says which of its bases are
words. Nothing is thrown away because it is unlikely: `بلد` stays whole only because the whole
word is known, or because reading `ب` + `لد` costs more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from viewer.core.morphology import affixes
from viewer.core.morphology.affixes import Parts, Segment
from viewer.core.morphology.entries import ARTICLE, key, without_article
from viewer.core.morphology.function_words import function_words, with_pronouns
from viewer.core.morphology.inflection import Base, nouns, of_imperfect, of_perfect

SHORTEST = 2
"""Letters that a stem keeps."""
SLACK = 3
"""How much more than the best a reading may cost, to be told of at all."""
DEAREST = 10
"""What is farther fetched is no reading."""
_OF_THE_ROOT = "الت"
"""A beginning whose `ال` is mostly none: `التزام`."""
_WITH_ARTICLE = 2
"""What it costs to take `ال` for letters of the word."""

Knows = Callable[[str], int | None]
"""How far a word is from one that is known: 0 for the same letters; None for unknown."""


@dataclass(frozen=True, slots=True)
class Split:
    """A way to read a word. `kind`: noun, verb or empty; `bases`: what it may be a form of."""

    before: Parts
    stem: Segment
    after: Parts
    kind: str
    cost: int
    bases: tuple[Base, ...]

    @property
    def segments(self) -> Parts:
        return (*self.before, self.stem, *self.after)


@dataclass(frozen=True, slots=True)
class Reading:
    """A split of which one base is known."""

    split: Split
    base: Base
    cost: int

    @property
    def segments(self) -> Parts:
        return self.split.segments


def splits(word: str) -> Iterator[Split]:
    """Every way to take a word apart; in letters without marks (`arabic.letters`)."""
    for letters, parts, cost in affixes.CONJUNCTIONS:
        rest = word[len(letters) :]
        if not word.startswith(letters) or len(rest) < SHORTEST:
            continue
        yield from _particles(rest, parts, cost)
        for split in (*_nouns(rest), *_perfects(rest), *_imperfects(rest)):
            yield Split(
                (*parts, *split.before),
                split.stem,
                split.after,
                split.kind,
                split.cost + cost,
                split.bases,
            )


def readings(word: str, knows: Knows) -> list[Reading]:
    """The readings of a word that are known, likeliest first; of one base only the likeliest."""
    found: dict[tuple[str, str], Reading] = {}
    for split in splits(word):
        for base in split.bases:
            far = 0 if base.glosses else knows(base.word)
            cost = split.cost + base.cost + (far or 0)
            if far is None or cost > DEAREST:
                continue
            reading = Reading(split, base, cost)
            same = _proclitics(split), without_article(key(base.word))
            if same not in found or _order(reading) < _order(found[same]):
                found[same] = reading
    ordered = sorted(found.values(), key=_order)
    return [each for each in ordered if each.cost <= ordered[0].cost + SLACK]


def _proclitics(split: Split) -> str:
    kinds = ("conjunction", "preposition", "future")
    return "+".join(part.text for part in split.before if part.kind in kinds)


def _order(reading: Reading) -> tuple[int, int]:
    return reading.cost, len(reading.segments)


def guess(word: str) -> Split:
    """How an unknown word is taken apart: the article with what stands before it, nothing else."""
    for letters, parts, _ in affixes.CONJUNCTIONS:
        for article, more, _ in affixes.BEFORE_NOUNS[1:5]:
            start = letters + article
            rest = word.removeprefix(start)
            if rest != word and len(rest) > SHORTEST:
                return Split((*parts, *more), Segment(rest, "stem"), (), "noun", 0, ())
    return Split((), Segment(word, "stem"), (), "", 0, ())


def _particles(word: str, before: Parts, cost: int) -> Iterator[Split]:
    """A preposition or particle with a pronoun: `عليهم`, `لأنه`; one of one letter too."""
    for ending, gloss in () if word in function_words() else affixes.OBJECTS[1:]:
        stem = word.removesuffix(ending)
        if stem == word or not stem:
            continue
        pronoun = (Segment(ending, "object", gloss),)
        for found in with_pronouns().get(stem, ()):
            part = Segment(stem, "stem", ", ".join(found.glosses))
            base = Base(found.word, 0, found.kind, found.glosses)
            yield Split(before, part, pronoun, found.kind, cost - 1, (base,))
        for letters, parts, _ in affixes.BEFORE_NOUNS[5:]:
            for found in with_pronouns().get("أن", ()) if stem == f"{letters}أن" else ():
                part = Segment("أن", "stem", ", ".join(found.glosses))
                base = Base(found.word, 0, found.kind, found.glosses)
                yield Split((*before, *parts), part, pronoun, found.kind, cost - 1, (base,))
        for letters, parts, _ in affixes.BEFORE_NOUNS[5:7]:
            if stem == letters:
                part = Segment(stem, "stem", parts[0].gloss)
                base = Base(stem, 0, "preposition", (parts[0].gloss,))
                yield Split(before, part, pronoun, "preposition", cost - 1, (base,))


def _nouns(word: str) -> Iterator[Split]:
    for letters, parts, cost in affixes.BEFORE_NOUNS:
        if not word.startswith(letters):
            continue
        rest = word[len(letters) :]
        if len(rest) < SHORTEST:
            continue
        if letters == "لل":  # of three `ل` two are written
            yield from _with_endings("ل" + rest, parts, cost + 1, ())
        if letters == "ل" and rest.startswith("ل") and len(rest) > 3:
            continue  # that is `لل`
        definite = letters.endswith(("ال", "لل"))
        price = cost + (_WITH_ARTICLE if rest.startswith(ARTICLE) and len(rest) > 4 else 0)
        yield from _with_endings(rest, parts, price, ())
        for ending, gloss in affixes.POSSESSIVES[1:]:
            stem = rest.removesuffix(ending)
            own = not stem.startswith(ARTICLE) or stem.startswith(_OF_THE_ROOT)
            if stem != rest and len(stem) >= SHORTEST and not definite and own:
                price = cost + (3 if ending in ("ي", "ك") else 2)
                pronoun = (Segment(ending, "possessive", gloss),)
                yield from _with_endings(stem, parts, price, pronoun)


def _with_endings(rest: str, before: Parts, cost: int, pronoun: Parts) -> Iterator[Split]:
    table = affixes.BEFORE_PRONOUNS if pronoun else affixes.ENDINGS
    for ending, kind, gloss, price in table:
        stem = rest.removesuffix(ending) if ending else rest
        if (ending and stem == rest) or len(stem) < SHORTEST:
            continue
        after = (Segment(ending, kind, gloss),) if ending else ()
        bases = tuple(nouns(stem, ending, bool(pronoun)))
        clipped = len(stem) == SHORTEST and bool(before or after or pronoun)
        short = 2 if clipped and stem not in function_words() else 0
        part = Segment(stem, "stem")
        kinds = {"nisba": "adjective", "adverb": "adverb"}
        yield Split(
            before, part, (*after, *pronoun), kinds.get(kind, "noun" if before or kind else ""),
            cost + price + short, bases,
        )  # fmt: skip


def _perfects(word: str) -> Iterator[Split]:
    for letters, parts, cost in affixes.BEFORE_PERFECT:
        rest = word[len(letters) :]
        if not word.startswith(letters):
            continue
        for stem, ending, after, price in _verbal(rest, affixes.PERFECT_ENDINGS, "subject"):
            bases = tuple(of_perfect(stem, ending, any(part.kind == "object" for part in after)))
            if stem.startswith(ARTICLE) and not stem.startswith("الت"):
                continue
            if not (parts or after):  # as it stands the word is read by `_nouns`
                bases = tuple(base for base in bases if base.through)
            yield Split(parts, Segment(stem, "stem"), after, "verb", cost + price + 1, bases)


def _imperfects(word: str) -> Iterator[Split]:
    for letters, parts, cost in affixes.BEFORE_IMPERFECT:
        if not word.startswith(letters):
            continue
        for person, gloss, more in affixes.PERSONS:
            rest = word[len(letters) :]
            if not rest.startswith(person):
                continue
            before = (*parts, Segment(person, "person", gloss))
            endings = affixes.IMPERFECT_ENDINGS if person in "يت" else affixes.IMPERFECT_ENDINGS[:1]
            for stem, ending, after, price in _verbal(rest[1:], endings, "subject"):
                bases = tuple(of_imperfect(stem, ending))
                part = Segment(stem, "stem")
                yield Split(before, part, after, "verb", cost + more + price, bases)


def _verbal(
    rest: str, endings: Iterable[tuple[str, str, int]], kind: str
) -> Iterator[tuple[str, str, Parts, int]]:
    """(stem, ending, what is written behind the stem, cost) of the rest of a verb."""
    for pronoun, meaning in affixes.OBJECTS:
        body = rest.removesuffix(pronoun) if pronoun else rest
        if pronoun and body == rest:
            continue
        behind = (Segment(pronoun, "object", meaning),) if pronoun else ()
        for ending, gloss, price in endings:
            written = affixes.BEFORE_OBJECTS.get(ending, ending) if pronoun else ending
            stem = body.removesuffix(written) if written else body
            if (written and stem == body) or len(stem) < SHORTEST:
                continue
            parts = (Segment(written, kind, gloss),) if written else ()
            short = 2 if len(stem) == SHORTEST else 0
            yield stem, ending, (*parts, *behind), price + short + (2 if pronoun else 0)
