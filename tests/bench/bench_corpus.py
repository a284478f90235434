"""Opening a folder of 20,000 files: 10,000 pairs in 200 folders, in the real window.

Until the window answers (rows of the tree painted), until the corpus is complete, and the longest
stall of the GUI thread from the click on; beside it a plain `os.walk` over the same folder.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from pathlib import Path

import common

RUNS = 5
FOLDERS, PAIRS = 200, 50


def make(root: Path) -> None:
    for folder in range(FOLDERS):
        below = root / f"سنة {1800 + folder}"
        below.mkdir(parents=True)
        for pair in range(PAIRS):
            for language, text in (("ar", common.SENTENCES[0]), ("en", common.ENGLISH[0])):
                (below / f"خبر {pair}.{language}.txt").write_text(text, "utf-8")


def walk(root: Path) -> int:
    return sum(len(files) for _, _, files in os.walk(root))


def open_folder(root: Path) -> dict[str, float]:
    """In a child: milliseconds from opening the folder to rows on screen and to all of them."""
    from PySide6.QtCore import QEvent, QObject

    app = common.program()
    assert app.window is not None
    session, tree = app.session, app.window.tree
    common.rest(300)

    class Painted(QObject):
        """Notes when the tree was painted with rows below the root."""

        at = 0.0

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and not self.at:
                rows = any(root.children for root in tree.model.roots)
                self.at = time.perf_counter() if rows else 0.0
            return False

    painted, heart = Painted(), common.Heart()
    tree.view.viewport().installEventFilter(painted)
    heart.start()
    start = time.perf_counter()
    session.open_paths([root])
    told = time.perf_counter()
    common.until(lambda: painted.at)
    common.until(lambda: session.corpora[0].complete)
    complete = time.perf_counter()
    common.rest(600)
    stall = heart.stop()
    assert sum(len(w.documents) for w in session.corpora[0].works) == FOLDERS * PAIRS * 2
    times = {"told": told, "rows": painted.at, "complete": complete}
    found = {name: (moment - start) * 1000 for name, moment in times.items()}
    late = sorted(heart.pauses)[-4:]
    return {**found, "stall": stall, "second": late[-2], "walk": common.median(lambda: walk(root))}


def main() -> int:
    if len(sys.argv) == 2:
        print(json.dumps(open_folder(Path(sys.argv[1]))))
        return 0
    with common.home() as folder:
        root = folder / "corpus"
        make(root)
        runs = [common.child(__file__, str(root)) for _ in range(RUNS)]
        found = {name: statistics.median(run[name] for run in runs) for name in runs[0]}
        print(f"os.walk alone: {found['walk']:.0f} ms")
        print(f"rows in the tree: {found['rows']:.0f} ms ({found['rows'] / found['walk']:.2f})")
        print(f"complete: {found['complete']:.0f} ms ({found['complete'] / found['walk']:.2f})")
        print(f"second longest stall: {found['second']:.0f} ms")
        common.verdict("rows in the tree", found["rows"], 300, " ms")
        common.verdict("longest stall of the window", found["stall"], 100, " ms")
        common.verdict("rows in the tree : os.walk", found["rows"] / found["walk"], 5)
    return 0


if __name__ == "__main__":
    sys.exit(main())
