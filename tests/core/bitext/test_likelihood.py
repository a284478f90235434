"""What the lengths of two texts tell: how much they vary, and how likely a pair of segments is."""

from __future__ import annotations

import math

import pytest

from viewer.core.bitext.likelihood import VARIANCE, Bead, Likelihood
from viewer.core.bitext.segments import Side

SINGLE = 60
"""Segments of each text."""


def side(*lengths: int) -> Side:
    """A text of segments of so many letters, without any feature."""
    return Side(["a" * length for length in lengths], [])


def beads(count: int) -> list[Bead]:
    return [Bead(range(at, at + 1), range(at, at + 1)) for at in range(count)]


@pytest.mark.parametrize(
    ("off", "variance"),
    [(0, 1.0), (10, 2.2), (15, 4.9), (60, 12.0)],  # 15² / 100 is the median; of chance: 0.455
)
def test_the_variance_of_lengths_is_learned_within_bounds(off: int, variance: float) -> None:
    lengths = [100 + (off if at % 2 else -off) for at in range(SINGLE)]
    likelihood = Likelihood(side(*[100] * SINGLE), side(*lengths), None)
    likelihood.learn(beads(SINGLE))
    learned = (20 * VARIANCE + SINGLE * variance) / (20 + SINGLE)
    assert likelihood.variance == pytest.approx(learned, rel=0.1)


def test_few_beads_teach_little_of_the_variance() -> None:
    likelihood = Likelihood(side(100, 100), side(100, 100), None)
    likelihood.learn(beads(2))
    assert likelihood.variance == pytest.approx(VARIANCE, rel=0.06)


def test_few_segments_teach_little_of_the_ratio() -> None:
    for count, ratio in ((1, 1.08), (80, 1.88)):
        likelihood = Likelihood(side(*[100] * count), side(*[200] * count), None)
        assert likelihood.ratio == pytest.approx(ratio, rel=0.01)


def test_lengths_are_likely_by_the_distribution_of_student() -> None:
    """The chances of all lengths make one, and half of them are as near as its quartiles."""
    lengths = range(1, 600)
    other = side(*lengths)
    likelihood = Likelihood(side(*[300] * len(lengths)), other, None)
    chances = [
        math.exp(likelihood.by_form(0, 1, at, 1) + other.chances[at + 1] - other.chances[at])
        for at in range(len(lengths))
    ]
    assert sum(chances) == pytest.approx(1, abs=0.02)
    quartile = 0.718 * math.sqrt(VARIANCE * 300)  # of Student's distribution with 6 degrees
    near = sum(c for c, n in zip(chances, lengths, strict=True) if abs(n - 300) < quartile)
    assert near == pytest.approx(0.5, abs=0.03)


def test_beads_of_several_segments_lose_as_much_as_single_ones_by_what_they_lack() -> None:
    texts = [
        *("amber birch cedar dune", "ember fjord grove heath", "inlet jetty knoll lagoon"),
        *("marsh nook oasis prairie", "quarry reef steppe tundra", "upland valley wharf yard"),
    ]
    model = Likelihood(Side(texts, ()), Side(texts[3:] + texts[:3], ()), None)
    assert model.by_form(0, 3, 0, 3) < sum(model.by_form(at, 1, at, 1) for at in range(3))
