"""Thousands of highlights: 5,000 over a text of 1 MB, and 7,600 on six paragraphs.

A frame is the change of the marks (one more, or all of a side anew), a step of 60 px and the
painting after it, in CPU time of the main thread. Goal: every frame under 16.7 ms.
"""

from __future__ import annotations

import random
import statistics
import sys
from pathlib import Path

import common

FRAMES = 400
STEP = 60
GOAL = 16.7
COLOURS = ("#ffd400", "#ff6666", "#5fb236", "#2ea8e5", "#a28ae5", "#e56eee", "#f19837", "#aaaaaa")


def spans(document, blocks: range, count: int) -> list[tuple[int, int, int]]:
    """(block, start, end) of `count` highlights of 3 to 60 characters, spread at random."""
    pick, found = random.Random(3), []
    lengths = {block: len(document.lines.block(block)) for block in blocks}
    for _ in range(count):
        block = pick.choice(blocks)
        start = pick.randrange(max(1, lengths[block] - 60))
        found.append((block, start, min(lengths[block], start + pick.randint(3, 60))))
    return found


def marks(places: list[tuple[int, int, int]], dots: bool) -> dict:
    from viewer.ui.reader.paint.marks import Mark

    found: dict = {}
    for number, (block, start, end) in enumerate(places):
        mark = Mark(start, end, COLOURS[number % 8], f"note-{number}", dots)
        found.setdefault(("ar", block), []).append(mark)
    return found


def tell(name: str, values: list[float], still: float) -> None:
    middle = sorted(values)[len(values) // 2]
    print(f"{name}: median {middle:.2f} ms, p99 {common.p99(values):.2f} ms, x{middle / still:.1f}")
    common.verdict(f"{name}: longest frame", max(values), GOAL, " ms")


def one_by_one(view, places: list[tuple[int, int, int]], name: str, still: float) -> None:
    """The last highlights are added in a frame of their own each, where the reader looks."""
    from viewer.ui.reader.paint.marks import Mark

    view.marks.clear()
    values = []
    for number, (block, start, end) in enumerate(places):
        mark = Mark(start, end, COLOURS[number % 8], f"note-{number}")
        if len(places) - number > FRAMES:
            view.marks.add("notes", ("ar", block), [mark])
            continue
        if not values or number % 50 == 0:
            view.go_to("ar", block)
            common.paint(view)

        def add(mark=mark, block=block) -> None:
            view.marks.add("notes", ("ar", block), [mark])
            common.paint(view)

        values.append(common.frame(add))
    tell(f"{name}, added one by one", values, still)


def scrolled(view, found: dict, name: str, still: float, active: str = "") -> None:
    """All marks replaced, a step, a picture: what a frame costs when a note is written."""
    view.go_home()
    common.paint(view)
    values, plain = [], []
    direction = 1

    def change() -> None:
        view.marks.replace("notes", "ar", found)
        view.marks.active = active
        view.scroll_by(STEP * direction)
        common.paint(view)

    def step() -> None:
        view.scroll_by(STEP * direction)
        common.paint(view)

    for values_of, work in ((values, change), (plain, step)):
        view.go_home()
        common.paint(view)
        for _ in range(FRAMES):
            top = view.flow.top_row, view.flow.top_offset
            values_of.append(common.frame(work))
            if (view.flow.top_row, view.flow.top_offset) == top:
                direction = -direction
    tell(f"{name}, scrolled", plain, still)
    tell(f"{name}, changed and scrolled", values, still)


def pane(folder: Path, text: str, count: int) -> None:
    """The whole window hears that a document with `count` notes has one more."""
    from viewer.core.notes.store import Note
    from viewer.session.notes.notebook import PlacedNote

    (folder / "one.ar.txt").write_text(text, "utf-8")
    app = common.program(str(folder))
    assert app.window is not None
    session = app.session
    common.until(lambda: session.corpora[0].complete)
    session.open_work(session.corpora[0], session.corpora[0].works[0])
    common.until(lambda: session.view.documents and app.window.pane.reader.flow.rows.complete)
    common.rest(300)
    document, notebook = session.view.documents["ar"], session.notebook
    path = document.path
    assert path is not None
    placed = []
    for number, (block, a, b) in enumerate(spans(document, range(len(document)), count + 20)):
        start = document.lines.start(block)
        note = Note(place=document.place(start + a, start + b), colour=COLOURS[number % 8])
        pieces = ((block, a, b),)
        placed.append(PlacedNote(note, path, start + a, start + b, "exact", pieces))
    placed.sort(key=lambda p: p.start)

    def change(upto: int) -> None:
        notebook._placed[path] = placed[:upto]
        notebook.changed.emit(path)
        app.window.repaint()

    few = [common.frame(lambda more=more: change(more)) for more in range(20)]
    values = [common.frame(lambda more=more: change(count + more)) for more in range(5)]
    print(f"window with 20 notes, one more: longest {max(few):.1f} ms")
    common.verdict(f"window with {count} notes, one more: longest", max(values), GOAL, " ms")
    common.stop(app)


def main() -> int:
    with common.home() as folder:
        common.application()
        from viewer.core.text.document import Document

        text = common.arabic(1_000_000)
        long = Document.of_text(text, language="ar", direction="rtl")
        view = common.reader({"ar": long})
        view.flow.finish()
        still = statistics.median(common.frame(lambda: common.paint(view)) for _ in range(50))
        print(f"painting without highlights: {still:.2f} ms")
        places = spans(long, range(len(long)), 5000)
        one_by_one(view, places, "5,000 over 1 MB", still)
        for dots, words in ((False, ""), (True, " with texts")):
            scrolled(view, marks(places, dots), f"5,000 over 1 MB{words}", still, "note-7")
        view.close()
        paragraphs = common.arabic(24_000, seed=4).split("\n")
        joined = [" ".join(paragraphs[i::6]) for i in range(6)]
        six = Document.of_text("\n".join(joined), language="ar", direction="rtl")
        view = common.reader({"ar": six})
        places = spans(six, range(6), 7600)
        one_by_one(view, places, "7,600 on six paragraphs", still)
        scrolled(view, {}, "six paragraphs without highlights", still)
        for dots, words in ((False, ""), (True, " with texts")):
            name = f"7,600 on six paragraphs{words}"
            scrolled(view, marks(places, dots), name, still, "note-7")
        view.close()
        pane(folder, text, 5000)
    return 0


if __name__ == "__main__":
    sys.exit(main())
