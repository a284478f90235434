"""The page of a PDF: how long the first picture takes beside bare pypdfium2, and whether 500 pages
scroll without a stall.

`QT_QPA_PLATFORM=offscreen python tests/bench/bench_pages.py [FILE.pdf]`
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests/core"), str(ROOT / "tests/ui")]

import pypdfium2  # noqa: E402
from pdf_maker import REPORT, pdf  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from viewer.core.pages.sheets import TileKey  # noqa: E402
from viewer.core.worker.client import Worker  # noqa: E402
from viewer.session.pages.page_pictures import PagePictures  # noqa: E402
from viewer.ui.base.theme import themes  # noqa: E402
from viewer.ui.reader.page.view import PageView  # noqa: E402

SCALE = 1.2
TIMES = 7


def timed(work: Callable[[], Any]) -> float:
    """Milliseconds that it takes."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def bare(path: Path) -> None:
    document = pypdfium2.PdfDocument(path.read_bytes())
    document[0].render(scale=SCALE).close()  # pyright: ignore[reportArgumentType]
    document.close()


def first_picture(path: Path) -> None:
    """The first page by a worker whose child is up, each time as if the file had changed."""
    worker = Worker()
    worker.warm()
    time.sleep(3)
    ours, theirs = [], []
    for _ in range(TIMES):
        path.touch()
        ours.append(
            timed(lambda: (worker.sheets(path), worker.tile(path, TileKey(0, SCALE, 0, 0))))
        )
        theirs.append(timed(lambda: bare(path)))
    again = median(timed(lambda: worker.tile(path, TileKey(0, SCALE, 0, 0))) for _ in range(TIMES))
    one, two = median(ours), median(theirs)
    print(
        f"first page {one:.0f} ms, bare pypdfium2 {two:.0f} ms: {one / two:.1f}x;"
        f" once more {again:.0f} ms"
    )
    letters = median(timed(lambda: worker.letters(path, 0)) for _ in range(TIMES))
    print(f"letters of a page {letters:.0f} ms")
    worker.close()


def scrolling(path: Path) -> None:
    """Every screen of the file, a picture of the widget at each: the longest turns of the loop."""
    app = QApplication.instance() or QApplication([])
    pictures = PagePictures(Worker(), lambda path: None)
    view = PageView(pictures, themes()["light"])
    view.resize(640, 900)
    view.show()
    pictures.open(path)
    while not pictures.sheets:
        app.processEvents()
    bar, walls, works = view.verticalScrollBar(), [], []

    def turn(work: Callable[[], Any]) -> None:
        busy = time.thread_time()
        walls.append(timed(work))
        works.append((time.thread_time() - busy) * 1000)

    for y in range(0, bar.maximum(), 450):
        end = time.perf_counter() + 0.03
        turn(lambda y=y: (bar.setValue(y), view.repaint()))
        while time.perf_counter() < end:
            turn(app.processEvents)
    longest = [[round(t, 1) for t in sorted(each)[-4:]] for each in (works, walls)]
    told = f"longest turns {longest[0]} ms of work, {longest[1]} ms by the clock"
    print(f"{len(pictures.sheets)} pages: {told}, {pictures._pixels / 1e6:.1f} Mpx kept")
    pictures.close()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made.pdf"
        made.write_bytes(Path(sys.argv[1]).read_bytes() if sys.argv[1:] else pdf(REPORT))
        first_picture(made)
        long = Path(folder) / "long.pdf"
        long.write_bytes(pdf(REPORT * 167))
        scrolling(long)


if __name__ == "__main__":
    main()
