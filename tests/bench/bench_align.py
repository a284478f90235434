"""Alignment: strict F1 against gold beads beside other aligners, and time and memory as texts grow.

`python tests/bench/bench_align.py [PAIRS.tmx | GOLD] ... [--long PAIRS.tmx]`

A table over texts of every size: the short texts of `tests/data/short` and the samples, whole and
in windows; windows of the units of each translation memory; and each folder GOLD of `x.ar`, `x.en`,
`x.gold`, one segment a line and the beads as `[0]:[0, 1]` (vecalign's format). `clean`: as is;
`noisy`: 5 % of the segments left out on either side and 10 % joined with the next. Precision and
recall count beads with both sides, exactly right, as vecalign's scorer does (Thompson and Koehn
2019); in brackets the recall of beads that are not 1-1. Beside ours, with and without sentence
vectors, runs what is installed or on the path: galechurch (PyPI), hunalign.
"""

from __future__ import annotations

import importlib.util
import itertools
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

SIZES = (4, 6, 8, 12, 20, 40, 100, 300)
"""Segments of the windows that texts are cut into."""
SEGMENTS = 160
"""Of all the windows of a size together, about."""

Pair = tuple[str, str]
Bead = tuple[tuple[int, ...], tuple[int, ...]]
Case = tuple[list[str], list[str], set[Bead]]
"""Segments before and after, and the beads that are right."""
Aligner = Callable[[list[str], list[str]], set[Bead]]


def lines(path: Path) -> list[str]:
    return path.read_text("utf-8").rstrip("\n").split("\n")


def gold(path: Path) -> set[Bead]:
    return beads(lines(path))


def beads(told: list[str]) -> set[Bead]:
    """What is told as `[0]:[0, 1]`, without beads of one side."""
    found = set()
    for line in told:
        sides = [tuple(map(int, re.findall(r"\d+", side))) for side in line.split(":")[:2]]
        if len(sides) == 2 and all(sides):
            found.add((sides[0], sides[1]))
    return found


def ours(before: list[str], after: list[str]) -> set[Bead]:
    from viewer.core.bitext.aligner import align

    found = align(before, after)
    return {(tuple(b.before), tuple(b.after)) for b in found if b.before and b.after}


def with_vectors(before: list[str], after: list[str]) -> set[Bead]:
    from viewer.core.bitext.aligner import align
    from viewer.core.bitext.sentence_vectors import Nearness

    found = align(before, after, similarity=Nearness(before, after))
    return {(tuple(b.before), tuple(b.after)) for b in found if b.before and b.after}


def galechurch(before: list[str], after: list[str]) -> set[Bead]:
    from galechurch import align  # type: ignore[import-not-found]

    return beads(align(before, after).to_pharaoh_lines())


def hunalign(before: list[str], after: list[str]) -> set[Bead]:
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("dictionary", "before", "after")]
        for path, text in zip(paths, ([], before, after), strict=True):
            path.write_text("".join(f"{line}\n" for line in text), "utf-8")
        told = subprocess.run(
            ["hunalign", "-realign", *map(str, paths)], capture_output=True, text=True, check=True
        ).stdout
    rungs = [tuple(map(int, line.split("\t")[:2])) for line in told.splitlines()]
    found = set()
    for (a, b), (c, d) in itertools.pairwise(rungs):
        if a < c and b < d:
            found.add((tuple(range(a, c)), tuple(range(b, d))))
    return found


def aligners() -> dict[str, Aligner]:
    from viewer.core.bitext import sentence_vectors as vectors

    found: dict[str, Aligner] = {"ours": ours}
    if vectors.available():
        vectors.vectors(["load the model"])
        found["ours with vectors"] = with_vectors
    if importlib.util.find_spec("galechurch"):
        found["galechurch"] = galechurch
    if shutil.which("hunalign"):
        found["hunalign"] = hunalign
    return found


@dataclass
class Tally:
    """Beads counted over some texts; `odd`: those that are not 1-1."""

    right: int = 0
    made: int = 0
    there: int = 0
    odd: int = 0
    odd_right: int = 0

    def add(self, found: set[Bead], theirs: set[Bead]) -> None:
        odd = {bead for bead in theirs if len(bead[0]) + len(bead[1]) > 2}
        self.right += len(found & theirs)
        self.made += len(found)
        self.there += len(theirs)
        self.odd += len(odd)
        self.odd_right += len(odd & found)

    def __str__(self) -> str:
        told = f"{2 * self.right / max(1, self.made + self.there):.3f}"
        return f"{told} ({self.odd_right / self.odd:.2f})" if self.odd else told


def clean(pairs: Sequence[Pair]) -> Case:
    beads: set[Bead] = {((k,), (k,)) for k in range(len(pairs))}
    return [a for a, _ in pairs], [b for _, b in pairs], beads


def noisy(pairs: Sequence[Pair], chance: random.Random) -> Case:
    before: list[str] = []
    after: list[str] = []
    beads: set[Bead] = set()
    at = 0
    while at < len(pairs):
        (a, b), luck, (i, j) = pairs[at], chance.random(), (len(before), len(after))
        joined = pairs[at + 1] if 0.1 <= luck < 0.3 and at + 1 < len(pairs) else None
        at += 2 if joined else 1
        before += [a, joined[0]] if joined and luck < 0.2 else [f"{a} {joined[0]}" if joined else a]
        after += [b, joined[1]] if joined and luck >= 0.2 else [f"{b} {joined[1]}" if joined else b]
        if luck < 0.05:
            before.pop()
        elif luck < 0.1:
            after.pop()
        else:
            beads.add((tuple(range(i, len(before))), tuple(range(j, len(after)))))
    return before, after, beads


def windows(texts: Sequence[Sequence[Pair]], size: int) -> list[Sequence[Pair]]:
    """About so many that each size has as many segments; all of a text where it is short."""
    chance = random.Random(size)
    long = [text for text in texts if len(text) >= size]
    picked = chance.choices(long, k=max(2, SEGMENTS // size)) if long else []
    starts = [chance.randrange(len(text) - size + 1) for text in picked]
    return [text[at : at + size] for text, at in zip(picked, starts, strict=True)]


def short_texts() -> Iterator[tuple[str, list[list[Pair]]]]:
    """The kinds of `tests/data/short`, and the samples."""
    from viewer.core.bitext.alignment import story
    from viewer.core.formats import load

    for path in sorted((ROOT / "tests" / "data" / "short").glob("*.txt")):
        texts = [text.split("\n") for text in path.read_text("utf-8").strip().split("\n\n")]
        yield path.stem, [list(zip(text[1::2], text[::2], strict=True)) for text in texts]
    samples = []
    for path in sorted((ROOT / "seeds").rglob("*.ar.*")):
        sides = [load(path), load(next(path.parent.glob(path.name.split(".ar.")[0] + ".en.*")))]
        texts = [[d.lines.block(block) for block in story(d)] for d in sides]
        samples.append(list(zip(*texts, strict=True)))
    yield "samples", samples


def memory_texts(path: Path) -> list[list[Pair]]:
    from viewer.core.formats import load

    first = load(path)
    sides = ([b.text for b in side.blocks()] for side in (first, first.others[0]))
    return [list(zip(*sides, strict=True))]


def cases(names: Iterable[str]) -> Iterator[tuple[str, list[Case]]]:
    """The rows of the table."""
    kinds = list(short_texts())
    kinds += [(Path(n).stem, memory_texts(Path(n))) for n in names if n.endswith(".tmx")]
    for kind, texts in kinds:
        sizes = [size for size in SIZES if any(len(text) >= size for text in texts)]
        rows = [(f"{kind}, {size}", windows(texts, size)) for size in sizes]
        if len(texts) > 1:
            rows.append((f"{kind}, whole", [text for text in texts for _ in range(4)]))
        for row, picked in rows:
            chance = random.Random(1)
            yield f"{row}, clean", [clean(pairs) for pairs in picked]
            yield f"{row}, noisy", [noisy(pairs, chance) for pairs in picked]
    for name in names:
        if not name.endswith(".tmx"):
            yield Path(name).name, list(gold_cases(Path(name)))


def gold_cases(folder: Path) -> Iterator[Case]:
    for path in sorted(folder.glob("*.gold")):
        stem = path.name.removesuffix(".gold")
        before, after = (lines(next(folder.glob(f"{stem}.{tag}*"))) for tag in ("ar", "en"))
        yield before, after, gold(path)


def table(names: Sequence[str]) -> None:
    """One row a kind and size, one column an aligner, and the seconds of each at the end."""
    with_names = aligners()
    print("| |" + "|".join(with_names) + "|\n" + "|---" * (len(with_names) + 1) + "|")
    spent = dict.fromkeys(with_names, 0.0)
    for row, found in cases(names):
        told = []
        for name, align in with_names.items():
            tally, begin = Tally(), time.perf_counter()
            for before, after, beads in found:
                tally.add(align(before, after), beads)
            spent[name] += time.perf_counter() - begin
            told.append(str(tally))
        print(f"|{row}|" + "|".join(told) + "|", flush=True)
    print("|seconds|" + "|".join(f"{seconds:.0f}" for seconds in spent.values()) + "|")


def long(path: Path) -> None:
    """The units of a translation memory four times over: hardly a word is in one place only."""
    from viewer.core.bitext.aligner import align
    from viewer.core.formats import load

    first = load(path)
    second = first.others[0]
    before, after = ([b.text for b in side.blocks()] * 4 for side in (first, second))
    earlier = 0.0
    for count in (2500, 5000, 10_000):
        begin = time.perf_counter()
        found = align(before[:count], after[:count])
        wrong = sum(1 for bead in found if bead.before != bead.after)
        seconds = time.perf_counter() - begin
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        ratio = f", {seconds / earlier:.1f} times the half" if earlier else ""
        print(f"{count} x {count}: {seconds:.1f} s{ratio}, {peak:.0f} MB, {wrong} beads wrong")
        earlier = seconds


def main() -> None:
    names = sys.argv[1:]
    if "--long" in names:
        at = names.index("--long")
        long(Path(names[at + 1]))
        del names[at : at + 2]
    table(names)


if __name__ == "__main__":
    main()
