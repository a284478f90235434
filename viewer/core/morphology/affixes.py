"""What Arabic writes to the beginning and the end of a word: tables, with what each part means.

A table is data of the language: letters as they are written, a kind, and a plain English gloss, as
a dictionary would give it. After Ryding, "A Reference Grammar of Modern Standard Arabic" (2005).
"""

from __future__ import annotations

from dataclasses import dataclass

AFFIX_KINDS = (
    "conjunction",
    "preposition",
    "article",
    "future",
    "emphasis",
    "person",
    "stem",
    "feminine",
    "plural",
    "dual",
    "nisba",
    "adverb",
    "subject",
    "object",
    "possessive",
)
"""Every `Segment.kind` there is: an interface has a word for each."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a written word in its letters, what it is (`AFFIX_KINDS`), its English gloss."""

    text: str
    kind: str
    gloss: str = ""


Parts = tuple[Segment, ...]

_AND, _SO = Segment("و", "conjunction", "and"), Segment("ف", "conjunction", "so, then")
_IN = Segment("ب", "preposition", "with, by, in")
_FOR = Segment("ل", "preposition", "for, to")
_LIKE = Segment("ك", "preposition", "like, as")
_THE = Segment("ال", "article", "the")
_WILL = Segment("س", "future", "will")
_INDEED = Segment("ل", "emphasis", "indeed; let")

CONJUNCTIONS: tuple[tuple[str, Parts, int], ...] = (
    ("", (), 0),
    ("و", (_AND,), 2),
    ("ف", (_SO,), 3),
)
"""Letters, their parts, and how unlikely they are; likewise below."""

BEFORE_NOUNS: tuple[tuple[str, Parts, int], ...] = (
    ("", (), 0),
    ("ال", (_THE,), 1),
    ("بال", (_IN, _THE), 2),
    ("لل", (_FOR, _THE), 2),
    ("كال", (_LIKE, _THE), 3),
    ("ب", (_IN,), 2),
    ("ل", (_FOR,), 2),
    ("ك", (_LIKE,), 4),
)

BEFORE_PERFECT: tuple[tuple[str, Parts, int], ...] = (("", (), 0), ("ل", (_INDEED,), 5))

BEFORE_IMPERFECT: tuple[tuple[str, Parts, int], ...] = (
    ("", (), 0),
    ("س", (_WILL,), 1),
    ("ل", (_INDEED,), 2),
)

PERSONS: tuple[tuple[str, str, int], ...] = (
    ("ي", "he, it, they", 2),
    ("ت", "she, it, you", 2),
    ("ن", "we", 4),
    ("أ", "I", 5),
)
"""What an imperfect begins with."""

POSSESSIVES: tuple[tuple[str, str], ...] = (
    ("", ""),
    ("هما", "their (two)"),
    ("كما", "your (two)"),
    ("ها", "her, its"),
    ("هم", "their"),
    ("هن", "their (women)"),
    ("كم", "your (plural)"),
    ("كن", "your (women)"),
    ("نا", "our"),
    ("ه", "his, its"),
    ("ك", "your"),
    ("ي", "my"),
)

OBJECTS: tuple[tuple[str, str], ...] = (
    ("", ""),
    ("هما", "them (two)"),
    ("كما", "you (two)"),
    ("ها", "her, it"),
    ("هم", "them"),
    ("هن", "them (women)"),
    ("كم", "you (plural)"),
    ("كن", "you (women)"),
    ("نا", "us"),
    ("ني", "me"),
    ("ه", "him, it"),
    ("ك", "you"),
)

PERFECT_ENDINGS: tuple[tuple[str, str, int], ...] = (
    ("", "he, it", 0),
    ("ت", "she, it; I, you", 1),
    ("وا", "they", 1),
    ("نا", "we", 2),
    ("تا", "they (two)", 4),
    ("تم", "you (plural)", 3),
    ("ا", "they (two)", 4),
    ("ن", "they (women)", 4),
)
BEFORE_OBJECTS = {"وا": "و", "تم": "تمو"}
"""How an ending changes when a pronoun follows."""

IMPERFECT_ENDINGS: tuple[tuple[str, str, int], ...] = (
    ("", "", 0),
    ("ون", "they, you (plural)", 1),
    ("وا", "they, you (plural)", 1),
    ("ان", "they (two)", 3),
    ("ين", "you (feminine)", 4),
    ("ن", "they (women)", 4),
    ("ا", "they (two)", 4),
    ("ي", "you (feminine)", 5),
)

ENDINGS: tuple[tuple[str, str, str, int], ...] = (
    ("", "", "", 0),
    ("ات", "plural", "plural", 1),
    ("ون", "plural", "plural", 1),
    ("ين", "plural", "plural", 1),
    ("ان", "dual", "two", 3),
    ("تان", "dual", "two", 2),
    ("تين", "dual", "two", 2),
    ("ا", "adverb", "-ly; as", 2),
    ("ة", "feminine", "feminine", 2),
    ("ي", "nisba", "of, from, -ian", 3),
    ("ية", "nisba", "of, from, -ian; -ness", 3),
    ("يين", "nisba", "of, from; plural", 3),
    ("يون", "nisba", "of, from; plural", 3),
    ("يا", "nisba", "of, from; -ly", 4),
    ("يات", "nisba", "of, from; plural", 4),
    ("و", "plural", "plural, before a noun", 4),
    ("تي", "dual", "two, before a noun", 4),
    ("تا", "dual", "two, before a noun", 4),
)
"""Of nouns and adjectives, without a pronoun: letters, kind, gloss, how unlikely."""

BEFORE_PRONOUNS: tuple[tuple[str, str, str, int], ...] = (
    ("", "", "", 0),
    ("ات", "plural", "plural", 1),
    ("و", "plural", "plural", 3),
    ("ي", "plural", "plural; two", 3),
    ("ا", "dual", "two", 5),
    ("تي", "dual", "two", 4),
)
"""The same where a pronoun follows: a final `ن` is dropped."""
