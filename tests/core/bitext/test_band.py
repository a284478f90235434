"""Long stretches are scored at once by numpy: it must find what one place after the other does."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Sequence

import pytest

from viewer.core.bitext import aligner, lexicon, lexicon_learning
from viewer.core.bitext.aligner import align
from viewer.core.bitext.likelihood import Bead

pytest.importorskip("numpy")

WORDS = [(f"كلم{a}{b}", f"word{x}{y}") for a, x in zip("بتثجحدر", "abcdefg", strict=True)
         for b, y in zip("سشصطعغ", "klmnop", strict=True)]  # fmt: skip


def texts(count: int, seed: int) -> tuple[list[str], list[str]]:
    """Segments of invented words, of which some are left out, joined, or said in another order."""
    some = random.Random(seed)
    before: list[str] = []
    after: list[str] = []
    for at in range(count):
        said = some.choices(WORDS, weights=range(1, len(WORDS) + 1), k=some.randint(3, 14))
        number = f" {at}" if some.random() < 0.2 else ""
        one = " ".join(a for a, _ in said) + number
        other = " ".join(b for _, b in some.sample(said, len(said))) + number
        luck = some.random()
        if luck > 0.04:
            before.append(one)
        if luck < 0.04 or luck > 0.08:
            after.append(other)
        if luck > 0.92 and len(after) > 1:
            after[-2:] = [" ".join(after[-2:])]
    return before, after


def both_ways(monkeypatch: pytest.MonkeyPatch, *asked: Sequence[str], **more) -> list[list[Bead]]:
    found = []
    monkeypatch.setattr(aligner, "SPARE", math.inf)
    for few in (5, 10**9):
        monkeypatch.setattr(aligner, "LONG_STRETCH", few)
        monkeypatch.setattr(lexicon, "MANY", few)
        found.append(align(*asked, **more))
    return found


@pytest.mark.parametrize("seed", range(4))
def test_the_same_beads_as_one_place_after_the_other(monkeypatch, seed):
    before, after = texts(120, seed)
    at_once, one_by_one = both_ways(monkeypatch, before, after)
    assert [(x.before, x.after) for x in at_once] == [(x.before, x.after) for x in one_by_one]
    for x, y in zip(at_once, one_by_one, strict=True):
        assert x.score == pytest.approx(y.score, abs=1e-6)


def test_the_same_between_pins(monkeypatch):
    before, after = texts(90, 9)
    pins = [(range(40, 41), range(39, 41)), (range(60, 60), range(58, 59))]
    at_once, one_by_one = both_ways(monkeypatch, before, after, pins=pins)
    assert [(x.before, x.after) for x in at_once] == [(y.before, y.after) for y in one_by_one]
    assert [x.score for x in at_once] == pytest.approx([y.score for y in one_by_one], abs=1e-6)


class _Alike:
    """Runs are near that begin at about the same share of a text."""

    def __call__(self, before: range, after: range) -> float:
        return 3.0 - abs(before.start - after.start) - 0.5 * abs(len(before) - len(after))

    def many(self, before, after):
        (i, k), (j, m) = before, after
        return 3.0 - abs(i - j) - 0.5 * abs(k - i - m + j)

    def fit(self, beads) -> None:
        list(beads)


def test_the_same_with_a_similarity(monkeypatch):
    before, after = texts(80, 3)
    at_once, one_by_one = both_ways(monkeypatch, before, after, similarity=_Alike())
    assert [(x.before, x.after) for x in at_once] == [(x.before, x.after) for x in one_by_one]


@pytest.mark.parametrize("told", [False, True])
def test_the_same_lexicon(told):
    from viewer.core.bitext.lexicon_arrays import learned

    before, after = texts(150, 5)
    pairs = [
        (set(lexicon.words(a)), set(lexicon.words(b))) for a, b in zip(before, after, strict=False)
    ]
    frequencies = Counter(word for text in after for word in lexicon.words(text))
    known = set()
    if told:  # the n-th words of some beads, and words that are nowhere
        known = {(min(a), min(b)) for a, b in pairs[::7]} | {("nowhere", "neither")}
    table, seen = learned(pairs, frequencies, known)
    there, chances = lexicon_learning.learned(pairs, frequencies, known)
    assert (there != lexicon_learning.learned(pairs, frequencies)[0]) is told
    assert seen == pytest.approx(chances)
    assert {a: found for a, found in table.items() if found} == {
        a: pytest.approx(found) for a, found in there.items() if found
    }


def test_vectors_of_many_runs():
    np = pytest.importorskip("numpy")
    from viewer.core.bitext import sentence_vectors

    some = np.random.default_rng(1)
    made = [some.normal(size=(20, 512)).astype(np.float32) for _ in range(2)]
    made[1][:20] += made[0]
    turn = iter(x / np.linalg.norm(x, axis=1, keepdims=True) for x in made)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sentence_vectors, "vectors", lambda texts: next(turn))
        near = sentence_vectors.Nearness(["x"] * 20, ["y"] * 20)
    i, j = np.arange(15), np.arange(15)[::-1].copy()
    found = near.many((i, i + 2), (j, j + 3))
    expected = [near(range(a, a + 2), range(b, b + 3)) for a, b in zip(i, j, strict=True)]
    assert found.tolist() == pytest.approx(expected, abs=1e-4)
