"""Alignment: strict F1 against gold beads, and time and memory as the text doubles.

`python tests/bench/bench_align.py GOLD ... --long PAIRS.tmx`. GOLD: a folder of `x.ar`, `x.en`,
`x.gold`, one segment a line and the beads as `[0]:[0, 1]` (vecalign's format). Precision and recall
count beads with both sides, exactly right, as vecalign's scorer does (Thompson and Koehn 2019).
"""

from __future__ import annotations

import re
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

Beads = set[tuple[tuple[int, ...], tuple[int, ...]]]


def lines(path: Path) -> list[str]:
    return path.read_text("utf-8").rstrip("\n").split("\n")


def gold(path: Path) -> Beads:
    found = set()
    for line in lines(path):
        sides = [tuple(map(int, re.findall(r"\d+", side))) for side in line.split(":")]
        if len(sides) == 2 and all(sides):
            found.add((sides[0], sides[1]))
    return found


def judge(folder: Path) -> None:
    from viewer.core.align import align

    right = made = there = odd = odd_right = 0
    begin = time.perf_counter()
    for path in sorted(folder.glob("*.gold")):
        stem = path.name.removesuffix(".gold")
        sides = [next(folder.glob(f"{stem}.{tag}*")) for tag in ("ar", "en")]
        beads = align(*map(lines, sides))
        ours = {(tuple(b.before), tuple(b.after)) for b in beads if b.before and b.after}
        theirs = gold(path)
        merged = {bead for bead in theirs if len(bead[0]) + len(bead[1]) > 2}
        right, made, there = right + len(ours & theirs), made + len(ours), there + len(theirs)
        odd, odd_right = odd + len(merged), odd_right + len(merged & ours)
    print(
        f"{folder.name}: F1 {2 * right / (made + there):.3f} (precision {right / made:.3f}, recall"
        f" {right / there:.3f}); beads not 1-1: {odd_right} of {odd};"
        f" {time.perf_counter() - begin:.1f} s"
    )


def long(path: Path) -> None:
    """The units of a translation memory, three times over: hardly a word is in one place only."""
    from viewer.core.align import align
    from viewer.core.formats import load

    first = load(path)
    second = first.others[0]
    before, after = ([b.text for b in side.blocks()] * 4 for side in (first, second))
    for count in (2500, 5000, 10_000):
        begin = time.perf_counter()
        found = align(before[:count], after[:count])
        wrong = sum(1 for bead in found if bead.before != bead.after)
        seconds = time.perf_counter() - begin
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{count} x {count}: {seconds:.1f} s, {peak:.0f} MB, {wrong} beads not as they were")


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
