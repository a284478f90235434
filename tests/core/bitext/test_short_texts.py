"""Texts of a few lines stand rightly side by side: those of the sample corpus, and those of
`tests/data/short`, written for this test: English and Arabic lines by turns."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from viewer.core.bitext import alignment
from viewer.core.bitext import sentence_vectors as vectors
from viewer.core.bitext.aligner import align
from viewer.core.formats import load

SEEDS = Path(__file__).parents[3] / "seeds"
SHORT = Path(__file__).parents[2] / "data" / "short"

semantic = pytest.mark.skipif(not vectors.available(), reason="the extra is not installed")
ways = pytest.mark.parametrize("meant", [False, pytest.param(True, marks=semantic)])
kinds = pytest.mark.parametrize("kind", sorted(path.stem for path in SHORT.glob("*.txt")))


def texts(kind: str) -> Iterator[list[tuple[str, str]]]:
    """The texts of a kind, each as its pairs of lines, the Arabic one first."""
    for text in (SHORT / f"{kind}.txt").read_text("utf-8").strip().split("\n\n"):
        lines = text.split("\n")
        yield list(zip(lines[1::2], lines[::2], strict=True))


def windows(kind: str) -> Iterator[list[tuple[str, str]]]:
    """Each text whole and in parts of some sizes."""
    for pairs in texts(kind):
        yield pairs
        for size in (2, 3, 4, 6, 8):
            for at in range(len(pairs) - size):
                yield pairs[at : at + size]


@pytest.mark.parametrize("stem", sorted(p.name.split(".")[0] for p in SEEDS.rglob("*.ar.*")))
@pytest.mark.parametrize("way", ["estimate", "plain", pytest.param("vectors", marks=semantic)])
def test_each_paragraph_of_a_sample_stands_beside_its_translation(stem: str, way: str) -> None:
    arabic, english = (load(next(SEEDS.rglob(f"{stem}.{tag}.*"))) for tag in ("ar", "en"))
    if way == "estimate":
        made = alignment.estimate(arabic, english)
    else:
        asked = alignment.question(arabic, english, semantic=way == "vectors")
        *_, answer = alignment.answers(asked)
        made = alignment.Alignment.of(arabic, english, answer)
    count = len(made.story[0])
    assert [(b.before, b.after) for b in made.beads] == [
        (range(k, k + 1), range(k, k + 1)) for k in range(count)
    ]


@kinds
@ways
def test_equal_counts_of_lines_stand_one_by_one(kind: str, meant: bool) -> None:
    right = there = 0
    for pairs in texts(kind) if meant else windows(kind):
        sides = [a for a, _ in pairs], [b for _, b in pairs]
        found = align(*sides, similarity=vectors.Nearness(*sides) if meant else None)
        right += sum(1 for b in found if b.before == b.after and len(b.before) == 1)
        there += len(pairs)
    assert right >= 0.99 * there
