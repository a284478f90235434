"""Which words of a sentence and its translation are translations of each other.

Words are linked best first, one to one (competitive linking: Melamed, 2000, "Models of
translational equivalence among words"), each link by what speaks for it: a table learned before
(`word_table`), numbers, names by their sound, the list of common words, the place in the sentence.
Links that are sure speak for their neighbours, and then for a second word of the same thing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from viewer.core.bitext.lexicon import words as stems_of
from viewer.core.bitext.word_concepts import concepts
from viewer.core.language.arabic import fold, letters, token_spans
from viewer.core.language.late_pattern import late_pattern
from viewer.core.language.name_sounds import skeleton
from viewer.core.morphology.function_words import function_words

MOST_LINKED_WORDS = 250
"""Words of a side that are linked; what follows in a very long sentence is not."""
NUMBER_NATS, SAME_NATS, LISTED_NATS = 8.0, 7.0, 4.5
"""What it is worth that two words are the same number, the same letters, one concept of a list."""
NAME_NATS = (0.0, 0.0, 2.0, 4.5, 5.5)
"""The same of two names with so many consonants that sound alike; of more as of the last."""
NEAR_NAME_NATS = 2.0
"""Of two names of four consonants or more of which one differs."""
COGNATE_NATS, COGNATE_LETTERS, COGNATE_LIKENESS = 4.0, 5, 0.6
"""Of two words of one script that begin alike: `nation`, `nación`; of so many letters at least,
and so alike."""
FAR_NATS = 4.0
"""What it costs to stand at the other end of the sentence."""
SMALL_NATS = 2.5
"""What it costs a particle to be linked without being in the list or the table."""
SUPPORT_NATS = 1.5
"""What a link gains by one beside it that goes to the neighbour of its counterpart."""
FIRST_NATS, NEXT_NATS, SECOND_NATS = 3.0, 2.0, 2.5
"""From where a link is made: between free words at first, then with support, and to a word that is
linked already, beside its counterpart."""
MOST_OF_ONE = 3
"""Words that one word is linked to."""

_JOINED = late_pattern(r"[’'](?=\w)|(?<=\d)[.,٫٬](?=\d)|(?<=[Aa]l)-(?=\w)|(?<=[Ee]l)-(?=\w)")
_VALUE = late_pattern(r"\d+(?:[.,٫٬]\d+)*")
_THOUSANDS, _POINTS = late_pattern(r"[,٬](?=\d{3}(?!\d))"), str.maketrans(",٫٬", "...")
_PREFIX = late_pattern("^(?:[وف]?(?:[بك]?ال|لل)|[وف][بكل]?|[بكل])(?=..)")
_ARTICLE, _GENITIVE = late_pattern("^[ae]l-"), late_pattern("['’]s?$")
_PARTICLES = (
    "the a an of to in on at by for with from into as and or but nor is are was were be been being"
    " am have has had do does did will would shall should can could may might must that this these"
    " those which who whom whose it its he him his she her they them their we us our i me my you"
    " your there not no so if then than up out off down"
)
_SMALL = frozenset(_PARTICLES.split())
_SHORT = 2
"""Letters of a word that is taken for a particle in languages of which no list is here."""

SpanPair = tuple[tuple[int, int], tuple[int, int]]
Nats = Mapping[str, Mapping[str, float]]
"""By folded word before and folded word after, what speaks for them as translations."""


@dataclass(frozen=True, slots=True)
class LinkWord:
    """A word of a sentence: `[start, end)` in code points of it, folded, and what it is."""

    start: int
    end: int
    folded: str
    value: str
    """Of a number."""
    sounds: frozenset[str]
    """How it would be heard as a name, where it may be one."""
    concepts: frozenset[str]
    small: bool
    """Whether it is a particle."""
    keys: tuple[str, ...]
    """What it may have in common with a translation: only words that share one are compared."""


def link_words(text: str) -> list[LinkWord]:
    """The words of a sentence, with what they are linked by."""
    return [
        LinkWord(start, end, *_known(text[start:end]))
        for start, end in _spans(text)[:MOST_LINKED_WORDS]
    ]


def _spans(text: str) -> list[tuple[int, int]]:
    """The words; numbers, `don't` and `al-Khoury` are one each."""
    found: list[tuple[int, int]] = []
    for start, end in token_spans(text):
        if found and found[-1][1] + 1 == start and _JOINED.match(text, start - 1):
            found[-1] = found[-1][0], end
        elif not found or found[-1][0] != start:
            found.append((start, end))
    return found


@lru_cache(maxsize=1 << 15)
def _known(
    written: str,
) -> tuple[str, str, frozenset[str], frozenset[str], bool, tuple[str, ...]]:
    """Of a word all that a `LinkWord` tells but its place."""
    folded = fold(written).text
    value = _VALUE.search(folded)
    number = _THOUSANDS.sub("", value[0]).translate(_POINTS) if value else ""
    known = frozenset(concepts(stems_of(written)))
    small = (
        folded in _SMALL
        or (len(folded) <= _SHORT and folded.isalpha())
        or letters(written) in function_words()
    )
    sounds = _sounds(written, folded)
    own = f"n{number}" if number else f"p{folded[:3]}"
    keys = f"={folded}", own, *known, *(f"s{s[:2]}" for s in sounds)
    return folded, number, sounds, known, small, keys


def _sounds(written: str, folded: str) -> frozenset[str]:
    if folded.isascii():
        if written.islower() and "-" not in written:
            return frozenset()
        forms = {_GENITIVE.sub("", folded), _ARTICLE.sub("", folded)}
    else:
        forms = {folded, _PREFIX.sub("", folded)}
    return frozenset(key for form in forms if len(key := skeleton(form)) > 1)


def links(
    before: Sequence[LinkWord], after: Sequence[LinkWord], nats: Nats
) -> list[tuple[int, int]]:
    """The numbers of words that are translations of each other, by the word before."""
    return sorted(_Linking(before, after, nats).run())


def linked_spans(before: str, after: str, nats: Nats) -> list[SpanPair]:
    """The same for two sentences: spans of words, in code points of each."""
    a, b = link_words(before), link_words(after)
    return [((a[i].start, a[i].end), (b[j].start, b[j].end)) for i, j in links(a, b, nats)]


def groups(
    pairs: Iterable[SpanPair],
) -> list[tuple[list[tuple[int, int]], list[tuple[int, int]]]]:
    """Links with a word in common as one: the words before and those after, in order."""
    found: list[tuple[set[tuple[int, int]], set[tuple[int, int]]]] = []
    for a, b in pairs:
        near = [group for group in found if a in group[0] or b in group[1]]
        one, other = {a}.union(*(g[0] for g in near)), {b}.union(*(g[1] for g in near))
        found = [group for group in found if group not in near]
        found.append((one, other))
    return [(sorted(one), sorted(other)) for one, other in found]


class _Linking:
    """Two sentences under way to their links."""

    def __init__(self, before: Sequence[LinkWord], after: Sequence[LinkWord], nats: Nats) -> None:
        self._sides = before, after
        self._found = set[tuple[int, int]]()
        self._of_before: dict[int, set[int]] = {}
        self._of_after: dict[int, set[int]] = {}
        self._scores: dict[tuple[int, int], float] = {}
        self._weigh(nats)

    def _weigh(self, nats: Nats) -> None:
        """Score the pairs that anything speaks for."""
        before, after = self._sides
        last = max(1, len(before) - 1), max(1, len(after) - 1)
        where: dict[str, list[int]] = defaultdict(list)
        for j, word in enumerate(after):
            for key in word.keys:
                where[key].append(j)
        for i, a in enumerate(before):
            row = nats.get(a.folded, {})
            keys = (*a.keys, *(f"={other}" for other in row))
            for j in {j for key in keys for j in where.get(key, ())}:
                said = evidence(a, after[j], row)
                if said > 0:
                    self._scores[i, j] = said - FAR_NATS * abs(i / last[0] - j / last[1])

    def run(self) -> set[tuple[int, int]]:
        self._take(FIRST_NATS, support=False)
        self._take(NEXT_NATS, support=True)
        self._take_seconds()
        self._take_between()
        return self._found

    def _support(self, i: int, j: int) -> float:
        near = ((i + a, j + b) in self._found for a in (-1, 1) for b in (-1, 1))
        return SUPPORT_NATS * sum(near)

    def _take(self, least: float, support: bool) -> None:
        """Link free words, the best first, as long as enough speaks for it."""
        scored = [
            (score + (self._support(i, j) if support else 0.0), i, j)
            for (i, j), score in self._scores.items()
        ]
        for score, i, j in sorted(scored, reverse=True):
            if score < least:
                return
            if i not in self._of_before and j not in self._of_after:
                self._add(i, j)

    def _take_seconds(self) -> None:
        """Link free words to linked ones, where a neighbour is linked to the same."""
        scored = sorted(((score, i, j) for (i, j), score in self._scores.items()), reverse=True)
        for score, i, j in scored:
            if score < SECOND_NATS:
                return
            one, other = self._of_before.get(i), self._of_after.get(j)
            beside = one & {j - 1, j + 1} if one else (other or set()) & {i - 1, i + 1}
            if beside and bool(one) != bool(other) and len(one or other or ()) < MOST_OF_ONE:
                self._add(i, j)

    def _take_between(self) -> None:
        """Link the one word that is left between two linked ones to the one left on the other
        side, particles passed over; the ends of the sentences count as linked."""
        first, second = ([k for k, w in enumerate(side) if not w.small] for side in self._sides)
        at = {i: n for n, i in enumerate(first)}, {j: n for n, j in enumerate(second)}
        sure = {(-1, -1), (len(first), len(second))}
        sure |= {(at[0][i], at[1][j]) for i, j in self._found if i in at[0] and j in at[1]}
        for a, b in [(a + 1, b + 1) for a, b in sure if (a + 2, b + 2) in sure]:
            i, j = first[a], second[b]
            if i not in self._of_before and j not in self._of_after:
                self._add(i, j)

    def _add(self, i: int, j: int) -> None:
        self._found.add((i, j))
        self._of_before.setdefault(i, set()).add(j)
        self._of_after.setdefault(j, set()).add(i)


def evidence(a: LinkWord, b: LinkWord, row: Mapping[str, float]) -> float:
    """What speaks for two words as translations, in nats; `row`: the table's for the one before."""
    if a.value or b.value:
        return NUMBER_NATS if a.value == b.value else 0.0
    if a.folded == b.folded:
        return SAME_NATS
    said = row.get(b.folded, 0.0)
    if a.concepts & b.concepts:
        said += LISTED_NATS
    said = max(said, _names(a, b), _cognates(a, b))
    if said < LISTED_NATS and a.small != b.small:
        said -= SMALL_NATS
    return said


def _names(a: LinkWord, b: LinkWord) -> float:
    """By how many consonants names sound alike, of the longest forms that do."""
    alike = a.sounds & b.sounds
    if alike:
        return NAME_NATS[min(max(map(len, alike)), len(NAME_NATS) - 1)]
    near = any(_one_differs(x, y) for x in a.sounds for y in b.sounds)
    return NEAR_NAME_NATS if near else 0.0


def _one_differs(one: str, other: str) -> bool:
    least = min(len(one), len(other))
    return least >= 4 and Levenshtein.distance(one, other, score_cutoff=1) <= 1


def _cognates(a: LinkWord, b: LinkWord) -> float:
    one, other = a.folded, b.folded
    if min(len(one), len(other)) < COGNATE_LETTERS or one[:3] != other[:3]:
        return 0.0
    return COGNATE_NATS * (Levenshtein.normalized_similarity(one, other) >= COGNATE_LIKENESS)
