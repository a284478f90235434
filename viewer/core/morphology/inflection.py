"""The dictionary forms that the stem of a written word may belong to: nouns, perfects, imperfects.

Letters without marks. What is weak, doubled or has a hamza changes as grammars say (Wright 1896,
§§ 120-180); a form that is no word costs nothing, because no dictionary knows it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from viewer.core.morphology import patterns

_CONSONANTAL = ("ت", "نا", "تم", "ن")
"""Endings before which a long vowel is shortened."""


@dataclass(frozen=True, slots=True)
class Base:
    """A form to look for. `kind` and `glosses` only where they are known without a dictionary.

    `through`: how the stem comes of it, where that is not plain: `plural`, `feminine`, `nisba`,
    `derived` (a noun of a verb, or the other way round), `weak`.
    """

    word: str
    cost: int = 0
    kind: str = ""
    glosses: tuple[str, ...] = ()
    through: str = ""


def nouns(stem: str, ending: str, pronoun: bool) -> Iterator[Base]:
    """Of the stem of a noun or adjective before an ending; `pronoun`: one follows."""
    if pronoun and not ending:
        if stem.endswith("ت"):
            yield Base(stem[:-1] + "ة")
        if stem.endswith("ا"):
            yield Base(stem[:-1] + "ى", 1)
        if stem.endswith(("ئ", "ؤ")):
            yield Base(stem[:-1] + "ء")
            yield from _plurals(stem[:-1] + "ء")
    if ending in ("ات", "تان", "تين", "تي", "تا"):
        yield Base(stem + "ة")
        if ending != "ات":
            return
    if ending == "ة":
        yield Base(stem + "ة", -2)
        yield from _derived(stem + "ة")
        yield from _plurals(stem + "ة")
    if ending.startswith("ي") and ending not in ("ين",):
        yield from _related(stem)
    else:
        yield Base(stem)
    if ending in ("", "ا"):
        yield from _plurals(stem)
        if stem.endswith("ي") and len(stem) > 3:
            yield Base(stem[:-1], 5, "adjective", (), "nisba")
        if len(stem) == 5 and stem.endswith("اء"):
            yield Base("أ" + stem[:3], 2, "adjective", (), "feminine")
    yield from _derived(stem)


def _related(stem: str) -> Iterator[Base]:
    """The noun that an adjective in `ي` is made of; the adjective itself is read without this."""
    for last in ("", "ة", "ا", "يا"):
        yield Base(stem + last, 2)


def _plurals(stem: str) -> Iterator[Base]:
    for one in patterns.singulars(stem):
        yield Base(one, 3, "noun", (), "plural")
    for one in patterns.rarer_singulars(stem):
        yield Base(one, 4, "noun", (), "plural")


def _derived(stem: str) -> Iterator[Base]:
    for verb in patterns.verbs(stem):
        yield Base(verb, 6, "noun", (), "derived")


def _verbal_nouns(verb: str) -> Iterator[Base]:
    for noun in patterns.verbal_nouns(verb):
        yield Base(noun, 5, "verb", (), "derived")


def of_perfect(stem: str, ending: str, pronoun: bool) -> Iterator[Base]:
    """Of the stem of a perfect before an ending."""
    yield Base(stem)
    if pronoun and not ending and stem.endswith("ا"):
        yield Base(stem[:-1] + "ى", 0, "verb")
    if ending in _CONSONANTAL:
        if len(stem) == 2 or stem[0] in "أا":
            yield Base(f"{stem[:-1]}ا{stem[-1]}", 1, "verb", (), "weak")
        if stem[-1] in "يو":
            yield Base(stem[:-1] + "ى", 0, "verb", (), "weak")
            yield Base(stem[:-1] + "ا", 0, "verb", (), "weak")
        if len(stem) > 2 and stem[-1] == stem[-2]:
            yield Base(stem[:-1], 0, "verb", (), "weak")
    if ending in ("ت", "وا"):
        for last in "ىاي":
            yield Base(stem + last, 2, "verb", (), "weak")
    if stem[-1] in "ئؤ":
        yield Base(stem[:-1] + "أ", 0, "verb", (), "weak")
    yield from _verbal_nouns(stem)


def of_imperfect(stem: str, ending: str) -> Iterator[Base]:
    """Of what is left of an imperfect without its person and ending."""
    if not ending:
        yield Base("ي" + stem, 0, "verb")
    starts = ["", "أ", "ا"] if stem[0] not in "أئؤ" else [""]
    bare = "أ" + stem[1:] if stem[0] in "ئؤ" else stem
    bare = bare[:-1] + "أ" if bare[-1] in "ئؤ" else bare
    price = {"": 0, "أ": 1, "ا": 1 if len(bare) > 3 else 3}
    for start in starts:
        for form, more in _strengthened(bare, ending):
            yield Base(start + form, price[start] + more, "verb", (), "weak" if more else "")
    if len(bare) == 2:
        yield Base("و" + bare, 1, "verb", (), "weak")
    if stem[0] == "ر" and len(stem) == 2:
        yield Base("رأى", 1, "verb", (), "weak")
    for start in starts:
        yield from _verbal_nouns(start + bare)


def _strengthened(stem: str, ending: str) -> Iterator[tuple[str, int]]:
    """The stem, and with the weak letter that a perfect has in it; how unlikely that is."""
    yield stem, 0
    last = stem[-1]
    if last in "يوىا":
        for other in "ىاي":
            yield stem[:-1] + other, 0
    elif ending in ("ون", "وا", "ين"):
        for other in "ىاي":
            yield stem + other, 2
    if len(stem) > 2 and stem[-2] in "يو":
        yield f"{stem[:-2]}ا{last}", 0
    if len(stem) == 2 and not ending:
        yield f"{stem[0]}ا{last}", 2
