"""A Word document of 300 pages: time and memory of reading it, beside unzip and parse alone."""

from __future__ import annotations

import json
import random
import resource
import sys
import time
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from common import ENGLISH, SENTENCES, child, home, verdict

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "core"))

PAGES, PARAGRAPHS = 300, 8
RATIO, FIRST_RATIO = 12.0, 3.0


def make(path: Path) -> None:
    """About eight paragraphs a page, a run for each few words as Word leaves them."""
    from office_samples import docx, item, p, r

    chance = random.Random(3)
    parts: list[str] = []
    for page in range(PAGES):
        parts.append(p(r(f"الفصل {page}", "<w:rtl/>"), '<w:pStyle w:val="1"/><w:bidi/>'))
        for _ in range(PARAGRAPHS):
            right = chance.random() < 0.8
            words = " ".join(chance.choices(SENTENCES if right else ENGLISH, k=3)).split()
            runs = [" ".join(words[at : at + 4]) + " " for at in range(0, len(words), 4)]
            look = '<w:rtl/><w:lang w:bidi="ar-EG"/>' if right else '<w:lang w:val="en-GB"/>'
            bold = (chance.random() < 0.1 for _ in runs)
            inside = "".join(
                r(run, look + "<w:b/>" * on) for run, on in zip(runs, bold, strict=True)
            )
            parts.append(p(inside, "<w:bidi/>" * right))
        parts.append(item("بند", 1))
    path.write_bytes(docx("".join(parts)))


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def bare(path: Path) -> int:
    from lxml import etree

    with zipfile.ZipFile(path) as archive:
        return len(etree.fromstring(archive.read("word/document.xml")))


def run(what: str, path: Path) -> None:
    """One line of JSON: the seconds of the second run, MB at the peak, blocks."""
    from lxml import etree

    from viewer.core.formats import docx

    assert etree
    works = {
        "bare": bare,
        "load": lambda file: len(docx.load(file)),
        "first": lambda file: len(next(docx.parts(file))),
    }
    work = works[what]
    work(path)
    start = time.perf_counter()
    blocks = work(path)
    print(json.dumps({"s": time.perf_counter() - start, "mb": peak(), "blocks": blocks}))


def main() -> None:
    if len(sys.argv) == 3:
        run(sys.argv[1], Path(sys.argv[2]))
        return
    with home() as folder:
        path = folder / "book.docx"
        make(path)
        print(f"{path.stat().st_size / 1e6:.2f} MB packed")
        found = {
            what: sorted((child(__file__, what, str(path)) for _ in range(3)), key=lambda d: d["s"])
            for what in ("bare", "load", "first")
        }
    ours, plain = found["load"][1], found["bare"][1]
    print(f"unzip and parse: {plain['s'] * 1000:.0f} ms, peak {plain['mb']:.0f} MB")
    first = found["first"][1]
    print(f"first part: {first['s'] * 1000:.0f} ms, {first['blocks']} blocks")
    print(f"load: {ours['s'] * 1000:.0f} ms, peak {ours['mb']:.0f} MB, {ours['blocks']} blocks")
    verdict("time, times that of unzip and parse", ours["s"] / plain["s"], RATIO)
    verdict("first part, times that of unzip and parse", first["s"] / plain["s"], FIRST_RATIO)
    verdict("memory, times that of unzip and parse", ours["mb"] / plain["mb"], 2.0)


if __name__ == "__main__":
    main()
