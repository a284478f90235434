"""Thousands of highlights in the whole window: 5,000 over a text of 1 MB, 7,600 on six paragraphs.

A frame is a step of 60 px, the painting after it and all else that is due in the window by then, in
CPU time of the main thread; at some a note is written, saved and shown. Goal: every frame under
16.7 ms.
"""

from __future__ import annotations

import random
import statistics
import sys
from pathlib import Path

import common

FRAMES = 400
GOAL = 16.7
COLOURS = ("#ffd400", "#ff6666", "#5fb236", "#2ea8e5", "#a28ae5", "#e56eee", "#f19837", "#aaaaaa")


def noted(root: Path, text: str, count: int) -> None:
    """A corpus of one text with `count` highlights of 3 to 60 characters, each fourth a note."""
    from viewer.core.base.json_files import save_json
    from viewer.core.notes.note import Note, save_w3c
    from viewer.core.notes.store import NoteStore
    from viewer.core.text.document import Document

    root.mkdir()
    file = root / "one.ar.txt"
    file.write_text(text, "utf-8")
    if not count:
        return
    source, pick, made = Document.of_text(text), random.Random(3), []
    for number in range(count):
        start = pick.randrange(len(text) - 60)
        place = source.span(start, start + pick.randint(3, 60))
        words = f"ملاحظة {number}" if number % 4 == 0 else ""
        made.append(Note(place, words, colour=COLOURS[number % 8]))
    made.sort(key=lambda note: note.place.start)
    home = NoteStore(root, root.parent / "data", "bench", "bench").home(file)
    home.parent.mkdir(parents=True, exist_ok=True)
    save_json(home, save_w3c(made, file.name))


def tell(name: str, values: list[float]) -> None:
    print(f"{name}: median {statistics.median(values):.2f} ms, p99 {common.p99(values):.2f} ms")
    common.verdict(f"{name}: longest frame", max(values), GOAL, " ms")


def scene(folder: Path, name: str, text: str, count: int) -> None:
    root = folder / name.replace(" ", "-").replace(",", "")
    noted(root, text, count)
    app = common.program()
    common.opened(app, root, "one")
    app.window.parts["notes"].show()
    document = app.session.view.document()
    assert document is not None
    common.until(lambda: len(app.session.notebook.of(document)) >= count, 60)
    common.rest(1500)
    tell(f"{name}, scrolled", common.scrolled(app, FRAMES, 60))
    tell(f"{name}, notes written", common.scrolled(app, FRAMES, -60, writing=True))
    common.stop(app)


def main() -> int:
    with common.home() as folder:
        common.application()
        text = common.arabic(1_000_000)
        paragraphs = common.arabic(24_000, seed=4).split("\n")
        six = "\n".join(" ".join(paragraphs[i::6]) for i in range(6))
        for name, words, count in (
            ("1 MB without highlights", text, 0),
            ("5,000 over 1 MB", text, 5000),
            ("six paragraphs without highlights", six, 0),
            ("7,600 on six paragraphs", six, 7600),
        ):
            scene(folder, name, words, count)
    return 0


if __name__ == "__main__":
    sys.exit(main())
