"""Which reading of an Arabic word fits where it stands, and which of its glosses.

What its counterpart in the translation says counts most, then what stands anywhere in that, then
what the word before asks for, then whether a gloss is an everyday word: a dictionary turned from
English gives rare ones beside them.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from viewer.core.dictionaries.analysis import OURS, Analysis
from viewer.core.dictionaries.common_words import common_words
from viewer.core.language.arabic import letters
from viewer.core.language.name_sounds import skeleton
from viewer.core.morphology.entries import key

COUNTERPART, BESIDE = 10, 6
"""What it is worth that a gloss is the counterpart of the word, and that it stands anywhere in the
translation beside it; a cost that is saved."""
ASKED = 2
"""The same of a verb after a particle of verbs; what a verb after a preposition costs more."""
READ_SO = 2
"""What it is worth to have the vowels that the word is probably read with; what others cost."""
LEAST_SHARED_LETTERS, STEM_LETTERS, STEM_LIKENESS = 4, 6, 0.6
"""Letters that two words of one stem begin with, at least where they are nearly the same and where
not (Iraqi, Iraq; confronting, confrontation), and the share of the longer one."""
FAR_FETCHED_COST = 3
"""Cost from where a reading is so far-fetched that two consonants are enough for a name."""

_MARK = re.compile("[\u064b-\u0652\u0670]")
_BEFORE_VERBS = frozenset(("لا", "لم", "لن", "قد", "سوف", "أن", "كي", "لكي", "ألا"))
_BEFORE_NOUNS = frozenset(
    ("في", "من", "إلى", "على", "عن", "مع", "بين", "لدى", "عند", "منذ", "خلال", "بعد", "قبل", "تحت")
)
_NAME = re.compile(r"(?<![\w'’])(?:[Aa]l-)?([A-Z][\w'’]+)")
_GENITIVE = re.compile("['’]s?$")
_WORD = re.compile(r"[^\W\d_]+")
_PREFIX = re.compile("^[وف]?(?:[بك]?ال|لل|[بلك](?=...))?")


@dataclass(frozen=True, slots=True)
class Context:
    """Where a word stands: the word before it, the text of its translation, and what of that is
    its counterpart, where it is known (`bitext.word_links`)."""

    before: str = ""
    beside: str = ""
    counterpart: str = ""
    vocalised: str = ""
    """The word with the vowels that it is probably read with here (`language.vowels`)."""


Bases = Callable[[str], list[str]]


def fitted(
    word: str, analyses: Iterable[Analysis], context: Context, bases: Bases
) -> list[Analysis]:
    """Analyses with their glosses, those that fit best first. `bases`: what an English word may
    be a form of."""
    there = _forms(context.counterpart, bases), _forms(context.beside, bases)
    weighed = [_weighed(each, context, there, bases) for each in analyses]
    found = [each for each, _ in sorted(weighed, key=_cost)]
    if any(said for _, said in weighed):
        return found
    cost = found[0].cost if found else FAR_FETCHED_COST
    least = 2 if cost >= FAR_FETCHED_COST or context.counterpart else 3
    name = _name(word, context.counterpart or context.beside, least)
    return [name, *found] if name is not None else found


def _forms(text: str, bases: Bases) -> set[str]:
    """The words of a text, and what they may be forms of."""
    return {form for each in _WORD.findall(text) for form in bases(key(each))}


def _cost(weighed: tuple[Analysis, bool]) -> int:
    return weighed[0].cost


def _weighed(
    each: Analysis, context: Context, there: tuple[set[str], set[str]], bases: Bases
) -> tuple[Analysis, bool]:
    """An analysis with what it costs here, and whether its translation stands beside it.

    `there`: the forms of the counterpart's words, and of all words beside.
    """
    counterpart, beside = there
    meant = {gloss: _said(gloss, counterpart, bases) for gloss in each.glosses}
    said = {gloss: max(2 * meant[gloss], _said(gloss, beside, bases)) for gloss in meant}
    everyday = {gloss for gloss in said if common_words().reverse(key(gloss))}
    before = letters(context.before)
    cost = each.cost - bool(everyday)
    if _MARK.search(context.vocalised) and _MARK.search(each.word):
        cost += -READ_SO if agrees(context.vocalised, each.word) else READ_SO
    cost -= COUNTERPART if any(meant.values()) else BESIDE if any(said.values()) else 0
    if each.kind == "verb":
        cost += ASKED * ((before in _BEFORE_NOUNS) - (before in _BEFORE_VERBS))

    def rank(gloss: str) -> tuple[float, bool]:
        return -said[gloss], gloss not in everyday

    once: dict[str, str] = {}
    for gloss in sorted(said, key=rank):
        once.setdefault(key(gloss), gloss)
    return replace(each, glosses=tuple(once.values()), cost=cost), any(said.values())


def _said(gloss: str, beside: set[str], bases: Bases) -> float:
    """How surely the translation says a gloss, 0 to 1, by its longest word: that itself, a form of
    it, or a word of the same beginning."""
    words: Sequence[str] = _WORD.findall(gloss)
    word = key(max(words, key=len)) if words else ""
    if word in beside:
        return 1.0
    if any(form in beside for form in bases(word)):
        return 0.9
    start = word[:LEAST_SHARED_LETTERS]
    near = (other for other in beside if other.startswith(start)) if word else ()
    return max((_alike(word, other) for other in near), default=0.0)


def _alike(one: str, other: str) -> float:
    """The share of the longer word that two begin with alike; 0 where that is no stem."""
    shared = _shared(one, other)
    share = shared / max(len(one), len(other))
    return share if share >= STEM_LIKENESS and (shared >= STEM_LETTERS or share >= 0.8) else 0.0


def _shared(one: str, other: str) -> int:
    """Letters that two words begin with alike."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], pairs))


def _name(word: str, beside: str, least: int) -> Analysis | None:
    """The name beside that sounds like the word, of so many consonants."""
    bare = letters(word)
    sounds = {skeleton(bare), skeleton(_PREFIX.sub("", bare))}
    for match in _NAME.finditer(beside):
        sound = skeleton(_GENITIVE.sub("", match[1]))
        name = _GENITIVE.sub("", match[0])
        if common_words().reverse(key(_GENITIVE.sub("", match[1]))):
            continue  # it has a translation of its own
        if len(sound) >= least and sound in sounds:
            return Analysis(bare, bare, "", "name", (), (name,), OURS)
    return None


def agrees(written: str, vocalised: str) -> bool:
    """Whether no letter has other marks in one than in the other; a letter without any agrees.

    A final vowel may differ: it says the case, which dictionaries leave out.
    """
    if not _MARK.search(written):
        return True
    one, two = _marked(written), _marked(vocalised)
    if [letter for letter, _ in one] != [letter for letter, _ in two]:
        return True  # another form: nothing can be compared
    pairs = zip(one[:-1], two[:-1], strict=True)
    return all(not a or not b or a <= b or b <= a for (_, a), (_, b) in pairs)


def _marked(word: str) -> list[tuple[str, frozenset[str]]]:
    found: list[tuple[str, frozenset[str]]] = []
    for sign in word:
        if _MARK.match(sign):
            if found:
                found[-1] = found[-1][0], found[-1][1] | {sign}
        else:
            found.append((sign, frozenset()))
    return found
