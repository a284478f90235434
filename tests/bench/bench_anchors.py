"""Notes found again after their texts were changed: right, wrong and lost by kind and strength.

    python tests/bench/bench_anchors.py FOLDER [NOTES] [alone]

The plain texts of FOLDER are joined to some of the length of a book chapter. Beside it, in the
same run: difflib, and a matcher in the manner of diff-match-patch (its own, of the package
`diff-match-patch`, where that is installed).
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "core"))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from common import arguments
from edits import CHANGES, STEADY, edited, places, verdict

from viewer.core.text.document import Document, Place
from viewer.core.text.reanchor import PlaceFinder

CHAPTER = 60_000
Found = tuple[int, int, str]
Resolver = Callable[[Place], Found]


def chapters(folder: Path) -> Iterator[str]:
    text = ""
    for path in sorted(folder.rglob("*.txt")):
        text += path.read_text("utf-8", "replace").strip() + "\n"
        if len(text) > CHAPTER:
            yield text
            text = ""
    if len(text) > CHAPTER // 4:
        yield text


def ours(text: str, noted: list[Place], before: str) -> list[Found]:
    return PlaceFinder(Document.of_text(text)).resolve(noted)


def one_by_one(text: str, noted: list[Place], before: str) -> list[Found]:
    finder = PlaceFinder(Document.of_text(text))
    return [finder.resolve([place])[0] for place in noted]


def with_old_text(text: str, noted: list[Place], before: str) -> list[Found]:
    return PlaceFinder(Document.of_text(text), before).resolve(noted)


def by_difflib(text: str) -> Resolver:
    """The longest common run within 3,000 characters of the old place, stretched to the quote."""

    def resolve(place: Place) -> tuple[int, int, str]:
        low = max(0, place.start - 3000)
        window = text[low : place.end + 3000]
        matcher = SequenceMatcher(None, window, place.exact, autojunk=False)
        a, b, size = matcher.find_longest_match()
        if size * 3 < len(place.exact):
            return 0, 0, "lost"
        start = low + a - b
        return max(0, start), start + len(place.exact), "changed"

    return resolve


def by_dmp(text: str) -> Resolver | None:
    """match_main on the first and last 32 characters, as annotation clients have used it."""
    try:
        from diff_match_patch import diff_match_patch  # pyright: ignore[reportMissingImports]
    except ImportError:
        return None
    dmp = diff_match_patch()
    dmp.Match_Distance = 10 * len(text)

    def resolve(place: Place) -> tuple[int, int, str]:
        head, tail = place.exact[:32], place.exact[-32:]
        start = dmp.match_main(text, head, place.start)
        if start < 0:
            return 0, 0, "lost"
        end = dmp.match_main(text, tail, start + len(place.exact) - len(tail))
        if end < 0 or not 0 < end + len(tail) - start < 2 * len(place.exact):
            return 0, 0, "lost"
        return start, end + len(tail), "changed"

    return resolve


OURS = {"with the old text": with_old_text, "together": ours, "one by one": one_by_one}
OTHERS = {"difflib": by_difflib, "diff-match-patch": by_dmp}
MAKERS = (*OURS, *(() if "alone" in sys.argv else OTHERS))


def main() -> None:
    folder, *rest = arguments(__doc__)
    count = int(rest[0]) if rest and rest[0].isdigit() else 2000
    texts = list(chapters(Path(folder)))[: max(1, count // 100)]
    print(f"{len(texts)} texts of {sum(map(len, texts)) // len(texts)} characters, {count} notes")
    print(f"{'':32}" + "".join(f"{name:>32}" for name in MAKERS))
    for change in CHANGES:
        for strength in (0.0,) if change in STEADY else (0.01, 0.05, 0.15, 0.3):
            row(texts, change, strength, count)


def row(texts: list[str], change: str, strength: float, count: int) -> None:
    found: dict[str, Counter[str]] = {name: Counter() for name in MAKERS}
    spent = dict.fromkeys(MAKERS, 0.0)
    others = 20  # of a hundred notes: the others are slow
    for number, text in enumerate(texts):
        pick = random.Random(f"{change} {strength} {number}")
        after = edited(text, change, strength, pick)
        noted = places(text, count // len(texts), pick)
        for name, make in OURS.items():
            began = time.perf_counter()
            for place, said in zip(noted, make(after.text, noted, text), strict=True):
                found[name][verdict(said, after.truth(place))] += 1
            spent[name] += time.perf_counter() - began
        for name, maker in OTHERS.items() if "alone" not in sys.argv else ():
            began = time.perf_counter()
            resolve = maker(after.text)
            for place in noted[: len(noted) * others // 100] if resolve else ():
                found[name][verdict(resolve(place), after.truth(place))] += 1
            spent[name] += time.perf_counter() - began
    cells = []
    for name, counts in found.items():
        total = sum(counts.values()) or 1
        shares = " / ".join(f"{100 * counts[v] / total:5.2f}" for v in ("right", "wrong", "lost"))
        cells.append(f"{shares} {1000 * spent[name] / total:6.1f} ms")
    print(
        f"{change + (f' {strength:.0%}' if strength else ''):32}"
        + "  ".join(f"{c:>30}" for c in cells)
    )
    sys.stdout.flush()


if __name__ == "__main__":
    main()
