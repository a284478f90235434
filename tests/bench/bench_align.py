"""Alignment: strict F1 against gold beads beside other aligners, and time and memory as texts grow.

`python tests/bench/bench_align.py GOLD ... --long PAIRS.tmx`. GOLD: a folder of `x.ar`, `x.en`,
`x.gold`, one segment a line and the beads as `[0]:[0, 1]` (vecalign's format). Precision and recall
count beads with both sides, exactly right, as vecalign's scorer does (Thompson and Koehn 2019).
Beside ours, with and without sentence vectors, runs what is installed or on the path: galechurch
(PyPI), hunalign. Times are of the whole folder; the ratio is to ours without vectors.
"""

from __future__ import annotations

import importlib.util
import itertools
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

Bead = tuple[tuple[int, ...], tuple[int, ...]]
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


def judge(folder: Path) -> None:
    first = 0.0
    for name, align in aligners().items():
        right = made = there = odd = odd_right = 0
        begin = time.perf_counter()
        for path in sorted(folder.glob("*.gold")):
            stem = path.name.removesuffix(".gold")
            found = align(*(lines(next(folder.glob(f"{stem}.{tag}*"))) for tag in ("ar", "en")))
            theirs = gold(path)
            merged = {bead for bead in theirs if len(bead[0]) + len(bead[1]) > 2}
            right, made, there = right + len(found & theirs), made + len(found), there + len(theirs)
            odd, odd_right = odd + len(merged), odd_right + len(merged & found)
        seconds = time.perf_counter() - begin
        first = first or seconds
        print(
            f"{folder.name}, {name}: F1 {2 * right / (made + there):.3f} (precision"
            f" {right / made:.3f}, recall {right / there:.3f});"
            f" beads not 1-1: {odd_right} of {odd}; {seconds:.1f} s, {seconds / first:.2f} of ours"
        )


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
    for name in names:
        judge(Path(name))


if __name__ == "__main__":
    main()
