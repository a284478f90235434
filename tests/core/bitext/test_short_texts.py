"""Texts of a few lines stand rightly side by side: those of the sample corpus, and those of
`tests/data/short`, written for this test: English and Arabic lines by turns."""

import random
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
Sides = tuple[list[str], list[str]]
Beads = set[tuple[range, range]]
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


@pytest.mark.variants
@kinds
@ways
def test_lines_left_out_and_joined_are_found(kind: str, meant: bool) -> None:
    """Each text with one line left out, and with two joined: beads that are not 1-1 are few, so
    most must be exactly right."""
    right = made = there = 0
    for pairs in texts(kind):
        for at in range(0, len(pairs) - 1, 9 if meant else 1):
            for sides, beads in (left_out(pairs, at), joined(pairs, at)):
                found = align(*sides, similarity=vectors.Nearness(*sides) if meant else None)
                ours = {(b.before, b.after) for b in found if b.before and b.after}
                right, made, there = (
                    right + len(ours & beads),
                    made + len(ours),
                    there + len(beads),
                )
    assert 2 * right / (made + there) > (0.95 if meant else 0.82)


def left_out(pairs: list[tuple[str, str]], at: int) -> tuple[Sides, Beads]:
    """A text without the English line `at`."""
    sides = [a for a, _ in pairs], [b for k, (_, b) in enumerate(pairs) if k != at]
    beads = {(one(k), one(k - (k > at))) for k in range(len(pairs)) if k != at}
    return sides, beads


def joined(pairs: list[tuple[str, str]], at: int) -> tuple[Sides, Beads]:
    """A text whose Arabic line `at` is joined with the next one."""
    arabic = [a for a, _ in pairs]
    arabic[at : at + 2] = [" ".join(arabic[at : at + 2])]
    beads = {(one(k - (k > at)), one(k)) for k in range(len(pairs)) if k not in (at, at + 1)}
    return (arabic, [b for _, b in pairs]), beads | {(one(at), range(at, at + 2))}


def one(at: int) -> range:
    return range(at, at + 1)


@pytest.mark.parametrize("seed", range(20))
def test_a_page_translated_by_half_stands_one_by_one(seed: int) -> None:
    """Paragraphs left in English are the same on both sides; those that were translated do not
    lose by having none of the English words that the others kept."""
    chance = random.Random(seed)
    kind = chance.choice(["news", "manuals", "letters"])
    pairs = [pair for text in texts(kind) for pair in text]
    arabic = [a if chance.random() < 0.5 else b for a, b in pairs]
    found = align(arabic, [b for _, b in pairs])
    assert all(len(b.before) == len(b.after) == 1 for b in found)


def test_numbered_headings_stand_beside_each_other() -> None:
    """Also where one side has a paragraph more."""
    arabic, english, marks = [], [], ([], [])
    for at, (a, b) in enumerate(next(iter(texts("manuals")))):
        arabic += [f"3.{at + 1}. {a[:20]}", a]
        english += [
            f"3.{at + 1}. {b[:20]}",
            b,
            *(["Only here, and long enough."] if at == 4 else []),
        ]
        marks[0].extend(["heading 2", ""])
        marks[1].extend(["heading 2", "", *([""] if at == 4 else [])])
    found = align(arabic, english, marks=marks)
    headings = [(b.before, b.after) for b in found if any(k % 2 == 0 for k in b.before)]
    assert all(arabic[b[0]].split()[0] == english[c[0]].split()[0] for b, c in headings)
