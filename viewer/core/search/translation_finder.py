"""How a word was translated in a corpus: its likeliest counterparts, and the beads that show them.

Counterparts are ranked by the log-likelihood ratio of Dunning (1993), "Accurate methods for the
statistics of surprise and coincidence", over beads: how often a word stands in a bead with the word
asked for, against how often each stands in any bead. Words are counted by their light stems.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from viewer.core.language.arabic import letters
from viewer.core.morphology.stemming import is_arabic, stem
from viewer.core.search.concordance import commonest
from viewer.core.search.engine import Search
from viewer.core.search.hits import Hits
from viewer.core.search.index import Form, Index

BEADS = 2000
"""Beads that are looked at."""
STEM_CANDIDATES = 80
"""Stems whose numbers in the corpus are asked for, the commonest beside the word."""
COUNTERPARTS_SHOWN = 60
LEAST_LIKELIHOOD = 3.84
"""Log-likelihood from which a counterpart is no chance, p < 0.05 with one degree of freedom."""


@dataclass(frozen=True, slots=True)
class FoundCounterpart:
    """A word of the other language. `beads`: those of the word that have it."""

    word: str
    beads: int
    likelihood: float
    forms: tuple[str, ...]
    """Its written forms there."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A bead: where the word stands (code points of its document), and both texts.

    `spans` are of the counterparts in `other`, code points.
    """

    path: str
    start: int
    end: int
    before: str
    text: str
    after: str
    other: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Translated:
    """`beads`: how many hold the word; `rendered` are the first of them, telling ones first."""

    counterparts: tuple[FoundCounterpart, ...] = ()
    rendered: tuple[Rendered, ...] = ()
    beads: int = 0


def translated(index: Index, word: str, stop: Callable[[], bool] = lambda: False) -> Translated:
    """The translations of a word in an index, whose works were aligned."""
    quoted = " ".join(word.replace('"', " ").split())
    search = Search(index, f'"{quoted}"', "clitics" if is_arabic(letters(word)) else "stem")
    hits = search.run(stop).hits
    beside = _beside(index, hits)
    if not beside or stop():
        return Translated()
    total = _beads_of(index, hits.rows[beside[0][0]])
    found = _counterparts(index, [signs for _, _, signs in beside], total)
    telling = _ranked(beside, found, index)
    shown = [
        _rendered(index, search, hits, number, found) for number in telling[:COUNTERPARTS_SHOWN]
    ]
    return Translated(tuple(found), tuple(shown), len(beside))


def _beside(index: Index, hits: Hits) -> list[tuple[int, int, str]]:
    """(number of the hit, row, signs of the other side) of each bead with the word, once."""
    found, seen = [], set[int]()
    for number, row in enumerate(hits.rows):
        if row in seen or len(found) >= BEADS:
            continue
        seen.add(row)
        signs = "".join(stream for _, stream in index.streams(index.beside(row)))
        if signs:
            found.append((number, row, signs))
    return found


def _beads_of(index: Index, row: int) -> int:
    """How many beads there are from documents in the language of a row."""
    language = index.document_of(row).language
    found = 0
    for each in index.documents():
        if each.language == language:
            ask = "SELECT count(*) FROM beads WHERE row >= ? AND row < ?"
            found += index.base.execute(ask, (each.first, each.first + each.count)).fetchone()[0]
    return found


def _counterparts(index: Index, beside: Sequence[str], total: int) -> list[FoundCounterpart]:
    near: Counter[str] = Counter(sign for signs in beside for sign in set(signs))
    forms = {chr(form.sign): form for form in index.signed("".join(near))}
    stems = {sign: stem(form.folded) for sign, form in forms.items() if len(form.folded) > 2}
    together: Counter[str] = Counter()
    for signs in beside:
        together.update({stems[sign] for sign in signs if sign in stems})
    made = []
    for each, count in commonest(together, STEM_CANDIDATES):
        known = index.with_stem(each)
        everywhere = max(count, _rows_with(index, known))
        likelihood = association(count, len(beside), everywhere, max(total, everywhere))
        if likelihood >= LEAST_LIKELIHOOD and (count > 1 or len(beside) == 1):
            here = [form for sign, form in forms.items() if stems.get(sign) == each]
            here.sort(key=lambda form: (-near[chr(form.sign)], form.written))
            written = dict.fromkeys(letters(form.written) for form in here)
            made.append(FoundCounterpart(next(iter(written)), count, likelihood, tuple(written)))
    return sorted(made, key=lambda one: (-one.likelihood, one.word))


def _rows_with(index: Index, forms: Iterable[Form]) -> int:
    """In how many rows that have a translation one of the forms stands."""
    terms = " OR ".join(f'"{folded}"' for folded in dict.fromkeys(f.folded for f in forms))
    if not terms:
        return 0
    ask = "SELECT count(*) FROM words JOIN beads ON beads.row = words.rowid WHERE words MATCH ?"
    return index.base.execute(ask, (terms,)).fetchone()[0]


def association(both: int, one: int, other: int, total: int) -> float:
    """Log-likelihood ratio of two words in beads: in both, of either, of all. 0 below chance.

    Dunning (1993), section 3: twice the sum of k ln(k / expected) over the table of four.
    """
    if both * total <= one * other:
        return 0.0
    table = (
        (both, one * other),
        (one - both, one * (total - other)),
        (other - both, (total - one) * other),
        (total - one - other + both, (total - one) * (total - other)),
    )
    return 2 * sum(k * math.log(k * total / e) for k, e in table if k > 0 and e > 0)


def _ranked(
    beside: Sequence[tuple[int, int, str]], found: Sequence[FoundCounterpart], index: Index
) -> list[int]:
    """Numbers of hits: those beside the likeliest counterparts first, else by place."""
    best: dict[str, float] = defaultdict(float)
    wanted = {form: each.likelihood for each in found[:5] for form in each.forms}
    for form in index.signed("".join({sign for _, _, signs in beside for sign in signs})):
        best[chr(form.sign)] = wanted.get(letters(form.written), 0.0)
    scored = [(-max(map(best.__getitem__, signs)), number) for number, _, signs in beside]
    return [number for _, number in sorted(scored)]


def _rendered(
    index: Index, search: Search, hits: Hits, number: int, found: Sequence[FoundCounterpart]
) -> Rendered:
    hit = search.hit(hits, number)
    bead = index.bead(hit.row)
    other = bead.text if bead is not None else ""
    wanted = {form for each in found[:5] for form in each.forms}
    spans = []
    for row in index.beside(hit.row):
        begin, text, words = index.row(row)
        shift = begin - bead.start if bead is not None else 0
        spans += [(a + shift, b + shift) for a, b in words if letters(text[a:b]) in wanted]
    return Rendered(
        hit.path, hit.start, hit.end, hit.before, hit.text, hit.after, other, tuple(spans)
    )


def aligned_rows(
    index: Index, languages: tuple[str, str], most: int, stop: Callable[[], bool]
) -> list[tuple[str, str]]:
    """Rows of the corpus in one language with their translations in the other, `most` at most,
    taken from all over it."""
    first, second = ({d.id for d in index.documents() if d.language == tag} for tag in languages)
    ask = "SELECT b.row, b.document FROM beads b ORDER BY b.row"
    wanted = [row for row, document in index.base.execute(ask) if document in second]
    found = []
    for row in wanted[:: max(1, len(wanted) // most)]:
        if stop() or len(found) == most:
            break
        bead = index.bead(row) if index.document_of(row).id in first else None
        if bead is not None:
            found.append((index.row(row)[1], bead.text))
    return found
