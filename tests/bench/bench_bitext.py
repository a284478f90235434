"""A translation memory of 100,000 units and a PDF of 500 pages: to the first part, and to all.

`python tests/bench/bench_bitext.py`. Both files are made in the run; each is read in a process of
its own, and its CPU time is also told as a ratio to the barest way of doing the same.
"""

from __future__ import annotations

import io
import itertools
import json
import resource
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from common import ENGLISH, SENTENCES, child, home, verdict

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "core"))

UNITS, PAGES = 100_000, 500


def memory(path: Path) -> None:
    pairs = zip(itertools.cycle(ENGLISH), itertools.cycle(SENTENCES), range(UNITS))
    with path.open("w", encoding="utf-8") as file:
        file.write('<tmx version="1.4"><header srclang="en"/><body>\n')
        for english, arabic, number in pairs:
            file.write(
                f'<tu tuid="{number}"><tuv xml:lang="en"><seg>{english} {number}</seg></tuv>'
                f'<tuv xml:lang="ar"><seg>{arabic} {number}</seg></tuv></tu>\n'
            )
        file.write("</body></tmx>\n")


def pages(path: Path) -> None:
    from pdf_maker import pdf

    said = itertools.cycle(SENTENCES)
    made = [
        [(380, 560 - 14 * line, 8, next(said)[:85]) for line in range(38)] for _ in range(PAGES)
    ]
    path.write_bytes(pdf(made, "Bench"))


def bare_tmx(path: Path) -> None:
    from lxml import etree

    for _, element in etree.iterparse(io.BytesIO(path.read_bytes()), tag="tu"):
        element.clear()


def bare_pdf(path: Path) -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    for page in document:
        page.get_textpage().get_text_range()
        page.close()


def timed(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def read(path: Path, format: str) -> None:
    """In the child: seconds of CPU to the first part and to all, and what memory it took."""
    from viewer.core.text.document import joined

    module = import_module(f"viewer.core.formats.{format}")
    begun = time.process_time()
    parts = module.parts(path)
    first = next(parts)
    shown = time.process_time() - begun
    peak_first = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    document = joined(itertools.chain([first], parts))
    whole = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    bytes_alone = timed(path.read_bytes)
    bare = timed(lambda: (bare_pdf if format == "pdf" else bare_tmx)(path))
    found = {"first": shown, "all": whole, "peak_first": peak_first, "peak": peak}
    print(json.dumps(found | {"bytes": bytes_alone, "bare": bare, "blocks": len(document)}))


def main() -> None:
    if len(sys.argv) > 2:
        read(Path(sys.argv[1]), sys.argv[2])
        return
    with home() as folder:
        for format, make, goals in (("tmx", memory, (1.0, 8, 300)), ("pdf", pages, (1.0, 30, 300))):
            path = folder / f"bench.{format}"
            make(path)
            print(f"{format}: {path.stat().st_size / 1e6:.1f} MB")
            found = child(__file__, str(path), format)
            verdict(f"{format}: to the first part", found["first"], goals[0], " s of CPU")
            verdict(
                f"{format}: to all {found['blocks']} blocks", found["all"], goals[1], " s of CPU"
            )
            verdict(f"{format}: peak RSS", found["peak"], goals[2], " MB")
            print(
                f"{format}: {found['all'] / found['bare']:.1f} times the bare library "
                f"({found['bare']:.2f} s), {found['all'] / found['bytes']:.0f} times the bytes; "
                f"{found['peak_first']} MB at the first part"
            )


if __name__ == "__main__":
    main()
