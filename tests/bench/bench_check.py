"""A check of sound translations, and of the same with errors planted in them.

bench_check.py FILE.tsv: Arabic, a tab and English a line. Told for both ways of translating: the
rows with a finding, how many of 200 planted errors of each kind are found, the time of 10,000 rows.
"""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable
from pathlib import Path

from common import arguments, verdict

from viewer.core.bitext.translation_check import RowTexts, check

PLANTED, LARGE = 200, 10_000
RUN_WORDS = 8
"""Words that are left in the language of the source."""
_ARABIC = re.compile("[ء-ي]")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")

Plant = Callable[[list[RowTexts], int, random.Random], RowTexts | None]
"""Makes of a row one with an error; None where it cannot."""


def number(rows: list[RowTexts], at: int, dice: random.Random) -> RowTexts | None:
    source, target = rows[at].source, rows[at].target
    found = list(re.finditer(r"\d+", target))
    if not found:
        return None
    match = dice.choice(found)
    other = str(int(match[0].translate(_DIGITS)) + dice.randint(3, 40))
    return RowTexts(source, target[: match.start()] + other + target[match.end() :])


def gap(rows: list[RowTexts], at: int, _: random.Random) -> RowTexts | None:
    return RowTexts(rows[at].source, "")


def double(rows: list[RowTexts], at: int, _: random.Random) -> RowTexts | None:
    before = rows[at - 1].target
    return RowTexts(rows[at].source, before) if len(before.split()) > 3 else None


def source(rows: list[RowTexts], at: int, dice: random.Random) -> RowTexts | None:
    """The source of the row above, with a translation of its own."""
    above = rows[at - 1].source
    return RowTexts(above, dice.choice(rows).target) if len(above.split()) > 3 else None


def leftover(rows: list[RowTexts], at: int, dice: random.Random) -> RowTexts | None:
    words, target = rows[at].source.split(), rows[at].target.split()
    if len(words) < RUN_WORDS + 4:
        return None
    begin, here = dice.randrange(len(words) - RUN_WORDS), dice.randrange(len(target))
    left = [*target[:here], *words[begin : begin + RUN_WORDS], *target[here + RUN_WORDS :]]
    return RowTexts(rows[at].source, " ".join(left))


def end(rows: list[RowTexts], at: int, _: random.Random) -> RowTexts | None:
    text = rows[at].target.rstrip()
    if text[-1:] not in ".?؟":
        return None
    question = "؟" if _ARABIC.search(text) else "?"
    return RowTexts(rows[at].source, text[:-1] + (question if text[-1] == "." else "."))


KINDS: dict[str, tuple[Plant, set[str]]] = {
    "number": (number, {"number"}),
    "gap": (gap, {"gap"}),
    "double": (double, {"double", "target"}),
    "source": (source, {"source"}),
    "leftover": (leftover, {"leftover"}),
    "end": (end, {"end"}),
}


def recall(rows: list[RowTexts], plant: Plant, kinds: set[str]) -> float:
    """The share of planted errors that are found; no two of them in rows that touch."""
    dice, made, planted = random.Random(7), list(rows), set[int]()
    for at in dice.sample(range(1, len(rows)), len(rows) - 1):
        if len(planted) == PLANTED:
            break
        if {at - 1, at + 1} & planted or (wrong := plant(rows, at, dice)) is None:
            continue
        made[at] = wrong
        planted.add(at)
    found = {each.row for each in check(made) if each.kind in kinds}
    return len(found & planted) / len(planted)


def main() -> None:
    lines = [
        line.split("\t") for line in Path(arguments(__doc__)[0]).read_text("utf-8").splitlines()
    ]
    arabic = [RowTexts(line[0], line[1]) for line in lines if len(line) > 1]
    for way, rows in (("ar-en", arabic), ("en-ar", [RowTexts(r.target, r.source) for r in arabic])):
        told = {each.row for each in check(rows)}
        verdict(f"{way}, {len(rows)} rows, with a finding", 100 * len(told) / len(rows), 1, " %")
        for name, (plant, kinds) in KINDS.items():
            lost = 100 * (1 - recall(rows, plant, kinds))
            verdict(f"{way}, planted and not found, {name}", lost, 5, " %")
    many = [RowTexts(f"{r.source} {n}", f"{r.target} {n}") for n in range(99) for r in arabic]
    began = time.process_time()
    check(many[:LARGE])
    verdict(f"{LARGE} rows, by CPU", time.process_time() - began, 3, " s")


if __name__ == "__main__":
    main()
