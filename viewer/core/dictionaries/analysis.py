"""What is found about a word, whoever says it."""

from __future__ import annotations

from dataclasses import dataclass

from viewer.core.morphology.affixes import Segment

SPEECH = (
    *("noun", "verb", "adjective", "adverb", "preposition", "conjunction", "particle", "pronoun"),
    *("name", "number", "interjection"),
)
"""Parts of speech that an interface has a word for; a glossary may name others in its own words."""
OURS = "hashiya"
"""The source of what this program knows without a dictionary: particles, names of months."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """One way to understand a word. `word`: in full, with vowels where the source has them.

    `segments`: its parts in order; one or none where it is not taken apart. `glosses`: in the other
    language. `through`: how the word comes of its lemma where that is not plain, as in
    `inflection.Base`. `cost`: how unlikely, 0 for the plainest.
    """

    word: str
    lemma: str
    root: str
    kind: str
    segments: tuple[Segment, ...]
    glosses: tuple[str, ...]
    source: str
    through: str = ""
    note: str = ""
    cost: int = 0
