"""Word links beside links made by hand, in each of four settings; the time of a pointing.

bench_links.py [FILE.tsv ...] [--dictionaries FOLDER]

Rows linked by hand are those of `tests/data/word_links`. A FILE has Arabic, a tab and English a
line; of these only the time is told: of learning its table, and of linking each of its rows.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from pathlib import Path

from common import ROOT

sys.path.insert(0, str(ROOT / "tests" / "core"))

from linked_rows import FOLDER, KEPT_BACK, TUNED, linked_rows, scores

from viewer.core.bitext.sentence_vectors import available
from viewer.core.bitext.word_links import Nats, linked_spans
from viewer.core.dictionaries.catalogue import Places, system_places
from viewer.core.worker.word_tables import answer, question


def table(pairs: list[tuple[str, str]], places: Places, near: bool) -> Nats:
    return answer(question(pairs, [], ("ar", "en"), places, near))["nats"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="*")
    parser.add_argument("--dictionaries", type=Path)
    asked = parser.parse_args()
    places = Places((asked.dictionaries,) if asked.dictionaries else system_places())
    for near in (False, True) if available() else (False,):
        for known in (Places(), places):
            told = []
            for name in (*TUNED, *KEPT_BACK):
                rows = list(linked_rows(FOLDER / f"{name}.txt"))
                nats = table([(row.arabic, row.english) for row in rows], known, near)
                found = scores(rows, lambda a, b, nats=nats: linked_spans(a, b, nats))
                told.append(f"{name} {found[0]:.3f} / {found[1]:.3f}")
            named = ("vectors " if near else "") + ("dictionaries" if known.system else "")
            print(f"{named or 'nothing else'}: precision / coverage {', '.join(told)}")
    for path in asked.files:
        lines = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
        pairs = [(line[0], line[1]) for line in lines if len(line) > 1]
        begin = time.perf_counter()
        nats = table(pairs, places, available())
        learned, times = time.perf_counter() - begin, []
        for pair in pairs:
            begin = time.perf_counter()
            linked_spans(*pair, nats)
            times.append((time.perf_counter() - begin) * 1000)
        slow = statistics.quantiles(times, n=100)[98]
        print(
            f"{path.name}: {len(pairs)} rows, learned in {learned:.1f} s; linked: median"
            f" {statistics.median(times):.1f}, p99 {slow:.1f}, longest {max(times):.1f} ms"
        )


if __name__ == "__main__":
    main()
