"""A text of 50 MB: its first screen, the ways about in it, the memory it takes.

Every opening is the first one ever of that file, in a fresh process with a fresh HASHIYA_HOME: the
real window on a corpus, which opens with a short article in UTF-8; then a click on the row of the
text in the tree, and the time until the viewport was painted with it. Beside it, in the same
process, reading and decoding the whole file.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import common

RUNS = 5
SIZE = 50_000_000
ARTICLE = 3_000
ENCODINGS = ("windows-1256", "utf-16")
"""Those of large texts beside UTF-8; their files are named so."""

QT_ALONE = """
from PySide6.QtWidgets import QApplication, QMainWindow
import common
app = common.application() if {fonts} else QApplication([])
window = QMainWindow()
window.resize(1240, 800)
window.show()
app.processEvents()
"""


class Bench:
    """The program in this process, its first corpus in the tree, and a clock on its viewport."""

    def __init__(self, folder: Path) -> None:
        from viewer.ui.reader.widget.view import ReaderView

        self.painted = self.cpu = 0.0
        self._shows: Callable[[], object] = bool
        paint = ReaderView.paintEvent

        def timed(view: ReaderView, event: object) -> None:
            paint(view, event)  # type: ignore[arg-type]
            if view.flow.documents and not self.painted and self._shows():
                self.painted, self.cpu = time.perf_counter(), time.process_time()

        ReaderView.paintEvent = timed  # type: ignore[method-assign]
        self.app = common.program(str(folder))
        self.session, self.window = self.app.session, self.app.window
        assert self.window is not None
        self.reader = self.window.pane.reader
        common.until(lambda: self.session.corpora[0].complete)
        common.rest(400)
        first = next(iter(self.session.view.work.documents.values()), "")
        assert "article" in first, "the large text must not be open before it is clicked"
        self.session.view.close()  # the corpus opened with its first text, the article

    def timed(self, work: Callable[[], object], shows: Callable[[], object]) -> float:
        """Milliseconds from `work()` to the first picture of the text that is what was wanted;
        `cpu`: those of the process."""
        self.painted, self._shows = 0.0, shows
        start, before = time.perf_counter(), time.process_time()
        work()
        common.until(lambda: self.painted)
        self.cpu = (self.cpu - before) * 1000
        return (self.painted - start) * 1000

    def click(self, name: str) -> float:
        """Milliseconds from the click on the row of a work to its first screen."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        tree = self.window.tree
        node = next(n for n in tree.model.nodes() if n.work and name in n.name)
        place = tree.view.visualRect(tree.model.index_of(node)).center()
        assert tree.model.node(tree.view.indexAt(place)) is node
        button = Qt.MouseButton.LeftButton
        viewport = tree.view.viewport()
        return self.timed(
            lambda: QTest.mouseClick(viewport, button, pos=place), lambda: self.shows(name)
        )

    def shows(self, name: str) -> bool:
        """Whether the text of that name is in the pane."""
        return name in str(next(iter(self.reader.flow.documents.values())).path)

    def index(self) -> float:
        """Milliseconds until the text is indexed to its end."""
        start = time.perf_counter()
        common.until(lambda: self.reader.flow.indexed)
        return (time.perf_counter() - start) * 1000

    def jump_to_end(self) -> float:
        """Milliseconds from the key to the last line of the text on the screen."""
        path = next(iter(self.session.view.documents.values())).path
        assert path is not None
        last = path.read_bytes().decode(encoding(path)).split("\n")[-2]
        return self.timed(self.window.pane.go_end, lambda: self.shows_end(last))

    def shows_end(self, last: str) -> bool:
        """Whether the last line of the screen is that line, whole."""
        flow = self.reader.flow
        row, y, height = flow.visible()[-1]
        lines = [placed.cell.block.text for placed in flow.placed(row, y)]
        return lines == [last] and y + height <= flow.height


def encoding(file: Path) -> str:
    return next((name for name in ENCODINGS if name in file.name), "utf-8")


def open_once(file: Path) -> dict[str, float]:
    """In a child: the first screen, the longest stall while it is indexed, the plain reading."""
    bench = Bench(file.parent)
    heart = common.Heart()
    first, first_cpu = bench.click(file.name), bench.cpu
    heart.start()
    index = bench.index()
    stall = heart.stop()
    reads = lambda: file.read_bytes().decode(encoding(file))  # noqa: E731
    plain, plain_cpu = common.median(reads), statistics.median(cpu(reads) for _ in range(RUNS))
    found = {"first": first, "index": index, "stall": stall, "plain": plain}
    return found | {"first_cpu": first_cpu, "plain_cpu": plain_cpu}


def cpu(work: Callable[[], object]) -> float:
    """Milliseconds of CPU."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def early(file: Path) -> dict[str, float]:
    """In a child: the end of a text that was never open and is not indexed yet."""
    bench = Bench(file.parent)
    article, article_cpu = bench.click("article"), bench.cpu
    common.rest(150)
    bench.click(file.name)
    assert not bench.reader.flow.rows.complete, "indexed before the end was asked for"
    end, end_cpu = bench.jump_to_end(), bench.cpu
    heart = common.Heart()
    heart.start()
    bench.index()
    found = {"article": article, "early": end, "stall": heart.stop()}
    return found | {"article_cpu": article_cpu, "early_cpu": end_cpu}


def ways(file: Path) -> dict[str, float]:
    """In a child: jumping, zooming and resizing, and the first screens of a short article."""
    bench = Bench(file.parent)
    article, late, zoom, size = [], [], [], []
    window, reader = bench.window, bench.reader
    bench.click("article")
    for run in range(RUNS):
        bench.click(file.name)
        bench.index()
        article.append(bench.click("article"))
        common.rest(150)
        bench.click(file.name)
        bench.index()
        reader.go_to("ar", len(bench.session.view.documents["ar"]) // 2)
        common.rest(150)
        page = reader.flow.page
        zoom.append(
            bench.timed(lambda: bench.session.zoom(1), lambda was=page: reader.flow.page is not was)
        )
        common.rest(150)
        wider, width = 1240 + 40 * (run % 2) - 20, reader.flow.width
        size.append(
            bench.timed(
                lambda to=wider: window.resize(to, 800), lambda was=width: reader.flow.width != was
            )
        )
        common.rest(150)
        reader.go_home()
        common.rest(150)
        late.append(bench.jump_to_end())
        bench.session.zoom(0)
        common.rest(150)
        reader.go_home()
    found = {"article": article, "late": late, "zoom": zoom, "resize": size}
    return {name: statistics.median(values) for name, values in found.items()}


def weight(file: Path) -> dict[str, float]:
    """In a child: MB after the first screen, after indexing, and after reading about in it."""
    bench = Bench(file.parent)
    before = common.memory()
    bench.click(file.name)
    first = common.memory()
    bench.index()
    common.rest(300)
    indexed = common.memory()
    for step in range(40):
        bench.reader.go_to("ar", len(bench.session.view.documents["ar"]) * step // 40)
        common.rest(10)
    bench.reader.go_end()
    common.rest(100)
    read = common.memory()
    return {"before": before, "first": first, "indexed": indexed, "read": read}


def alone(fonts: str) -> dict[str, float]:
    names: dict[str, Any] = {}
    exec(QT_ALONE.format(fonts=fonts == "fonts"), names)
    return {"memory": common.memory()}


CHILDREN = {"open": open_once, "early": early, "ways": ways, "weight": weight}


def middle(found: list[dict[str, float]], name: str) -> float:
    return statistics.median(one[name] for one in found)


def main() -> int:
    if len(sys.argv) == 3:
        kind, what = sys.argv[1:]
        print(json.dumps(alone(what) if kind == "alone" else CHILDREN[kind](Path(what))))
        return 0
    with common.home() as folder:
        text, article = common.arabic(SIZE), common.arabic(ARTICLE).encode()
        for name, data in (
            ("utf8/large.ar.txt", text.encode()),
            *((f"{name}/large-{name}.ar.txt", text.encode(name)) for name in ENCODINGS),
            *((f"{name}/article.ar.txt", article) for name in ("utf8", *ENCODINGS)),
        ):
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_bytes(data)
        print_openings(folder)
        print_ways(folder)
        print_weight(folder)
    return 0


FILES = (
    ("UTF-8", "utf8/large.ar.txt"),
    *((name, f"{name}/large-{name}.ar.txt") for name in ENCODINGS),
)


def print_openings(folder: Path) -> None:
    for name, file in FILES[:2]:
        found = [common.child(__file__, "open", str(folder / file)) for _ in range(RUNS)]
        first, plain = middle(found, "first"), middle(found, "plain")
        print(f"{name}: first screen {first:.0f} ms; reading and decoding {plain:.0f} ms")
        ratio = statistics.median(one["first_cpu"] / one["plain_cpu"] for one in found)
        print(f"{name}: first screen : reading and decoding, CPU {ratio:.2f}")
        print(f"{name}: indexed after {middle(found, 'index'):.0f} ms more")
        stalls = [one["stall"] for one in found]
        usual, worst = statistics.median(stalls), max(stalls)
        print(f"{name}: longest stall meanwhile {usual:.1f} ms, at worst {worst:.1f}")
        if name == "UTF-8":
            common.verdict("UTF-8: first screen", first, 150, " ms")
            common.verdict("UTF-8: first screen : reading and decoding", first / plain, 1)
        else:
            common.verdict(f"{name}: first screen : reading and decoding", first / plain, 1.5)


def print_ways(folder: Path) -> None:
    for name, file in FILES:
        runs = [common.child(__file__, "early", str(folder / file)) for _ in range(RUNS)]
        end, article = middle(runs, "early"), middle(runs, "article")
        print(f"{name}: jump to the end before it is indexed {end:.1f} ms, article {article:.1f}")
        print(f"{name}: longest stall after it {middle(runs, 'stall'):.1f} ms")
        for what, suffix in (("clock", ""), ("CPU", "_cpu")):
            ratio = statistics.median(
                run[f"early{suffix}"] / run[f"article{suffix}"] for run in runs
            )
            common.verdict(
                f"{name}: jump to the end before it is indexed : article, {what}", ratio, 3
            )
    found = common.child(__file__, "ways", str(folder / FILES[0][1]))
    article = found["article"]
    print(f"article of 3 kB: first screen {article:.1f} ms")
    for name, words in (("late", "jump to the end"), ("zoom", "zoom"), ("resize", "resize")):
        print(f"50 MB: {words} {found[name]:.1f} ms")
        common.verdict(f"50 MB: {words} : article", found[name] / article, 3)


def print_weight(folder: Path) -> None:
    qt = statistics.median(common.child(__file__, "alone", "")["memory"] for _ in range(RUNS))
    fonts = statistics.median(
        common.child(__file__, "alone", "fonts")["memory"] for _ in range(RUNS)
    )
    print(f"memory of Qt alone: {qt:.0f} MB; with the program's modules and fonts {fonts:.0f} MB")
    for name, file in FILES[:2]:
        found = [common.child(__file__, "weight", str(folder / file)) for _ in range(RUNS)]
        print(
            f"{name}: memory of the window {middle(found, 'before'):.0f} MB,"
            f" at the first screen {middle(found, 'first'):.0f} MB,"
            f" read about in {middle(found, 'read'):.0f} MB"
        )
        common.verdict(f"{name}: memory once indexed", middle(found, "indexed"), 180, " MB")


if __name__ == "__main__":
    sys.exit(main())
