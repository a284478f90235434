"""A reader's day in the whole window, with a heartbeat: the longest stalls, and their cause.

A stall is the time between two beats of a timer in the GUI thread, once by the CPU of that thread
and once by the clock, less what the thread waited for a processor that others had (on Linux): the
first tells what it did, the second also what it waited for, Python's lock above all. A signal looks
at the stack while a beat is due (after the call into Qt that is under way); the cause is the place
of ours at which it was found most often. Goal: 50 ms.

    bench_day.py [PART ...]     the parts are the functions named in PARTS; without one, all
"""

from __future__ import annotations

import itertools
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import common

from viewer.core.base.settings import Settings

BEAT_MS, LATE_MS = 5, 50
"""Milliseconds from a beat to the next, and those after which the stack is looked at."""
LOOK_S = 0.004
"""Seconds from one look at the stack to the next."""
CALM_MS = 700
"""Milliseconds for which a deed is listened to after it is done: some work comes later."""
BOOK_MB, ARTICLES, FILES, NOTES = 50, 10_000, 20_000, 3_000
SLOW_S = 0.3
"""Seconds that a slow disk takes to sync."""


class Heartbeat:
    """Beats in the GUI thread; a signal looks at what that does when no beat comes."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self._seen: Counter[str] = Counter()
        self._wall = self._cpu = self._waited = 0.0
        self.late = 0
        """How many beats came late by the clock."""
        self.by_cpu = self.by_wall = (0.0, "-")
        """The longest time to a beat: milliseconds, and their cause."""

    def __enter__(self) -> Heartbeat:
        self._wall, self._cpu = time.perf_counter(), time.thread_time()
        self._waited = common.waited()
        signal.signal(signal.SIGALRM, self._look)
        signal.setitimer(signal.ITIMER_REAL, LOOK_S, LOOK_S)
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._beat()
        self._timer.stop()
        signal.setitimer(signal.ITIMER_REAL, 0)

    def _beat(self) -> None:
        wall, cpu, waited = time.perf_counter(), time.thread_time(), common.waited()
        late = (wall - self._wall) * 1000 - BEAT_MS - (waited - self._waited)
        took = (cpu - self._cpu) * 1000
        cause = self._seen.most_common(1)[0][0] if self._seen else "not seen"
        self.late += late > LATE_MS
        self.by_cpu = max(self.by_cpu, (took, cause))
        self.by_wall = max(self.by_wall, (late, cause))
        self._seen.clear()
        self._wall, self._cpu, self._waited = wall, cpu, waited

    def _look(self, _: int, frame: FrameType | None) -> None:
        if time.perf_counter() - self._wall > 2 * BEAT_MS / 1000:
            self._seen[place(frame)] += 1


def place(frame: FrameType | None) -> str:
    """Where a stack stands: its innermost places of ours, the caller first."""
    found: list[str] = []
    while frame is not None and len(found) < 3:
        name = frame.f_code.co_filename
        if "/viewer/" in name and not name.endswith("guarded.py"):
            found.append(f"{Path(name).stem}.{frame.f_code.co_name}:{frame.f_lineno}")
        frame = frame.f_back
    return " > ".join(reversed(found)) or "Qt"


def deed(name: str, work: Callable[[], object], done: Callable[[], object] | None = None) -> None:
    """Do it, wait until it is done and calm again; print its longest stalls."""
    with Heartbeat() as heart:
        work()
        if done is not None:
            common.until(done, 600)
        common.rest(CALM_MS)
    (cpu, cause), (wall, cause_by_wall) = heart.by_cpu, heart.by_wall
    print(f"{name[:43]:44} {cpu:7.0f} {wall:7.0f}  {heart.late:3}  {cause}", flush=True)
    if cause_by_wall != cause and wall > LATE_MS:
        print(f"{'':62}   by the clock: {cause_by_wall}")


def panel(app, name: str) -> None:
    app.window.parts[name].show()
    app.window.parts[name].raise_()


def choices(app) -> None:
    """What a reader changes at any time: theme, language, size, font."""
    choose = app.session.set
    deed("  theme", lambda: choose(Settings.theme, "dark"))
    deed("  theme again", lambda: choose(Settings.theme, "sepia"))
    deed("  language: Arabic", lambda: choose(Settings.language, "ar"))
    deed("  language: English", lambda: choose(Settings.language, "en"))
    deed("  digits", lambda: choose(Settings.digits, "eastern"))
    deed("  zoom", lambda: app.session.zoom(1))
    deed("  font", lambda: choose(Settings.arabic_font, "Noto Naskh Arabic"))


# The parts of the day ----------------------------------------------------------------------------


def small(folder: Path) -> None:
    """A small folder: two works side by side, tabs, every panel."""
    import shutil

    root = Path(shutil.copytree(common.ROOT / "seeds", folder / "seeds"))
    app = common.program()
    session = app.session
    deed("open a small folder", lambda: session.open_paths([root]), lambda: common.settled(app))
    works = session.corpora[0].works
    for work in works[:4]:
        deed(
            f"open {work.name}"[:40],
            lambda work=work: session.open_work(session.corpora[0], work),
            lambda: common.settled(app),
        )
    tabs, corpus = session.tabs, session.corpora[0]
    deed("a tab beside", lambda: tabs.open(corpus, works[1]), lambda: common.settled(app))
    deed("to the other tab", lambda: tabs.step(True), lambda: common.settled(app))
    deed("and back", lambda: tabs.step(False), lambda: common.settled(app))
    for name in app.window.parts:
        deed(f"panel {name}", lambda name=name: panel(app, name))
    choices(app)
    deed("write a note", lambda: note(app, 0), lambda: not app.session.notebook.unsaved.late)
    deed("another window", app.open_window, lambda: len(app.seats) == 2)
    choices(app)
    common.stop(app)


def note(app, start: int) -> None:
    document = app.session.view.document()
    app.session.notebook.write(document, document.place(start, start + 20), text="كلمة")


def notes(folder: Path) -> None:
    """A text with thousands of notes, their panel shown."""
    from viewer.core.base.json_files import save_json
    from viewer.core.notes.note import Note, save_w3c
    from viewer.core.notes.store import NoteStore
    from viewer.core.text.document import Document

    root = folder / "corpus"
    root.mkdir()
    text = common.various(1_000_000)
    (root / "book.ar.txt").write_text(text, "utf-8")
    (root / "short.ar.txt").write_text(text[:3000], "utf-8")
    source = Document.of_text(text)
    store = NoteStore(root, folder / "data", "bench", "bench")
    pick = random.Random(4)
    starts = sorted(pick.randrange(len(text) - 100) for _ in range(NOTES))
    made = [
        Note(source.place(at, at + 30), f"ملاحظة {n} {text[at : at + n % 300]}", (f"وسم{n % 40}",))
        for n, at in enumerate(starts)
    ]
    home = store.home(root / "book.ar.txt")
    home.parent.mkdir(parents=True, exist_ok=True)
    save_json(home, save_w3c(made, "book.ar.txt"))
    app = common.program()
    common.opened(app, root, "short")
    panel(app, "notes")
    session = app.session
    corpus = session.corpora[0]
    book = next(w for w in corpus.works if "book" in w.name)

    def held() -> bool:
        document = session.view.document()
        noted = document is not None and len(session.notebook.of(document)) >= NOTES
        return noted and common.settled(app)

    deed(f"open a text with {NOTES} notes", lambda: session.open_work(corpus, book), held)
    deed("scroll the list to its end", app.window.notes.list.scrollToBottom)
    saved = lambda: not session.notebook.unsaved.late  # noqa: E731 # pyright: ignore[reportArgumentType]
    for number in range(3):
        deed("one more note", lambda number=number: note(app, 1000 * number + 50), saved)
    deed("filter the notes", lambda: app.window.notes.filter.setText("ملاحظة 7"))
    deed("filter no more", app.window.notes.filter.clear)
    deed("undo the note", session.notebook.undo)
    deed("wider panel", lambda: app.window.resize(app.window.width() + 80, app.window.height()))
    deed("the notes of the corpus", lambda: panel(app, "corpus_notes"))
    choices(app)
    common.stop(app)


def slow_disk(folder: Path) -> None:
    """Notes on a disk that takes long to sync, and going about meanwhile."""
    import shutil

    root = Path(shutil.copytree(common.ROOT / "seeds", folder / "seeds"))
    app = common.program()
    common.opened(app, root, "water")
    panel(app, "notes")
    sync = os.fsync

    def slow(handle: int) -> None:
        time.sleep(SLOW_S)
        sync(handle)

    os.fsync = slow  # type: ignore[assignment]
    session = app.session
    saved = lambda: not session.notebook.unsaved.late  # noqa: E731 # pyright: ignore[reportArgumentType]
    for number in range(3):
        deed("a note on a slow disk", lambda number=number: note(app, 40 * number), saved)

    def about() -> None:
        note(app, 200)
        for work in session.corpora[0].works[:3]:
            session.open_work(session.corpora[0], work)
            common.rest(400)
            session.watching.look_again()

    deed("a note, then other works", about, saved)
    deed("theme meanwhile", lambda: (note(app, 9), session.set(Settings.theme, "dark")), saved)
    os.fsync = sync
    common.stop(app)


def articles(folder: Path) -> None:
    """Ten thousand articles: searched, sorted, filtered."""
    root = folder / "articles"
    text = common.various(ARTICLES * 2000)
    size = len(text) // ARTICLES
    for number in range(ARTICLES):
        below = root / f"{number % 100:02}"
        below.mkdir(parents=True, exist_ok=True)
        day = f"{2000 + number % 20}-{number % 12 + 1:02}-{number % 28 + 1:02}"
        body = text[number * size : (number + 1) * size]
        (below / f"مقال {number}.ar.txt").write_text(f"عنوان\n{day}\n{body}", "utf-8")
    app = common.program()
    session, window = app.session, app.window
    deed(f"open {ARTICLES} articles", lambda: common.opened(app, root, "مقال 77"))
    deed("filter the tree", lambda: window.tree.filter.setText("77"))
    deed("filter no more", window.tree.filter.clear)
    deed("sorted by date", lambda: session.set(Settings.tree_order, "newest"))
    common.rest(8000)
    search(app, "في", "في البيت")
    choices(app)
    common.stop(app)


def search(app, *queries: str) -> None:
    """Search for words in the whole corpus, in its panel."""
    session = app.session
    searching = session.searching
    deed("the panel of searches", lambda: panel(app, "search"))
    deed("the index is made", lambda: searching.use(session.corpora[0]), lambda: not searching.busy)
    box = app.window.search
    for query in queries:
        answered = lambda: searching.answer and searching.answer.complete and not searching.busy  # noqa: E731 # pyright: ignore[reportArgumentType]
        deed(f"search {query}", lambda query=query: box.ask(query), answered)
        common.until(lambda: not searching._study_jobs, 120)
    for tab in range(1, 5):
        deed(
            f"  tab {tab} of the hits",
            lambda tab=tab: app.window.search.results.tabs.setCurrentIndex(tab),
            lambda: not searching._study_jobs,
        )
    app.window.search.results.tabs.setCurrentIndex(0)
    for name in ("  to the next hit", "  and the next"):
        step = app.window.search.results.step
        deed(name, lambda step=step: step(True), lambda: common.settled(app))


def book(folder: Path) -> None:
    """A book of 50 MB."""
    root = folder / "books"
    root.mkdir()
    (root / "book.ar.txt").write_text(common.various(BOOK_MB * 1_000_000), "utf-8")
    (root / "short.ar.txt").write_text(common.various(3000), "utf-8")
    app = common.program()
    common.opened(app, root, "short")
    session = app.session
    corpus = session.corpora[0]
    work = next(w for w in corpus.works if "book" in w.name)
    deed(f"open {BOOK_MB} MB", lambda: session.open_work(corpus, work), lambda: common.settled(app))
    reader = app.window.pane.reader
    deed("jump to the end", reader.go_end)
    common.until(lambda: next(iter(session.view.documents.values())).lines.complete, 120)
    deed("jump to the end, indexed", reader.go_end)
    deed("write a note", lambda: note(app, 5000), lambda: not session.notebook.unsaved.late)
    search(app, "في", "على")
    choices(app)
    common.stop(app)


def files(folder: Path) -> None:
    """Twenty thousand files."""
    import bench_corpus

    root = folder / "corpus"
    bench_corpus.make(root)
    app = common.program()
    common.rest(CALM_MS)
    deed(f"open {FILES} files", lambda: app.session.open_paths([root]), lambda: common.settled(app))
    deed("unfold the tree", lambda: unfold(app.window.tree))
    deed("a letter that no row begins with", lambda: app.window.tree.view.keyboardSearch("ظ"))
    deed("grouped otherwise", lambda: app.session.set(Settings.tree_order, "newest"))
    deed("look at the files again", app.session.watching.look_again)
    choices(app)
    common.stop(app)


def unfold(tree) -> None:
    """`*` on the folder, as a reader does."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    tree.view.setCurrentIndex(tree.model.index_of(tree.model.roots[0]))
    QTest.keyClick(tree.view, Qt.Key.Key_Asterisk)


def rows(folder: Path) -> None:
    """Two long texts beside each other: their rows are found, changed, put beside again."""
    root = folder / "pair"
    root.mkdir()
    lines = common.various(800_000).splitlines()
    short = [line[:160] for line in lines] * 3
    count = 3000
    english = common.english(1_000_000).splitlines()
    (root / "long.ar.txt").write_text("\n".join(short[:count]), "utf-8")
    english = list(itertools.islice(itertools.cycle(english), count))
    (root / "long.en.txt").write_text("\n".join(english), "utf-8")
    app = common.program()
    session = app.session
    deed("two texts beside each other", lambda: common.opened(app, root, "long"))
    deed("their rows are found", lambda: None, lambda: session.view.rows)
    rows = list(session.view.rows)
    deed("other rows", lambda: session.view.line_up(rows[:100]))
    deed("the rows again", lambda: session.view.line_up(rows))
    deed("one above the other", lambda: session.view.set_mode("stacked"))
    deed("side by side", lambda: session.view.set_mode("side"))
    choices(app)
    common.stop(app)


def memory(folder: Path) -> None:
    """Two hundred works and fifty windows, opened and closed: what is left of their memory."""
    import gc
    import shutil

    root = Path(shutil.copytree(common.ROOT / "seeds", folder / "seeds"))
    app = common.program()
    common.opened(app, root, "letter")

    def round_of(windows: int, works: int) -> float:
        corpus = app.session.corpora[0]
        for number in range(works):
            app.session.open_work(corpus, corpus.works[number % len(corpus.works)])
            common.until(lambda: common.settled(app), 60)
        for _ in range(windows):
            seat = app.open_window()
            common.until(lambda seat=seat: seat in app.seats, 60)
            seat.session.open_paths([root])
            common.rest(60)
            seat.window.close()
            common.rest(20)
        gc.collect()
        common.rest(CALM_MS)
        return common.memory()

    before = round_of(3, len(app.session.corpora[0].works))  # what is kept of each text, once
    after = round_of(50, 200)
    print(f"memory: {before:.0f} MB, after 200 works and 50 windows {after:.0f} MB")
    common.verdict("memory after : before", after / before, 1.1)
    common.stop(app)


PARTS = {
    part.__name__: part for part in (small, notes, slow_disk, articles, book, files, rows, memory)
}


def main() -> int:
    if len(sys.argv) == 3 and sys.argv[1] == "--part":
        with common.home() as folder:
            PARTS[sys.argv[2]](folder)
        return 0
    import subprocess

    print(f"{'deed':44} {'CPU ms':>7} {'wall ms':>7}  late  cause of the longest by CPU")
    for name in sys.argv[1:] or PARTS:
        print(f"-- {name}: {(PARTS[name].__doc__ or '').strip()}", flush=True)
        subprocess.run([sys.executable, __file__, "--part", name], check=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
