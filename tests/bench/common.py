"""What the benches share: an application with the fonts, texts of any size, medians, memory."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

SENTENCES = (
    "أعلن المتحدث أن الاجتماع سيُعقد في العاصمة خلال الأسبوع المقبل بحضور ممثلين عن الأطراف كافة.",
    "وأضاف أن «التحضيرات بلغت مراحلها الأخيرة» رغم تأجيل الجولة السابقة ثلاث مرات منذ عام 2021.",
    "ويرى مراقبون أن نتائج المباحثات ستنعكس على أسعار الطاقة والمياه في المنطقة بأسرها.",
    "وكانت وكالة Reuters قد نقلت عن مسؤول رفيع قوله إن 45.7% من البنود نوقشت بالفعل.",
    "في المقابل شدّدت المعارضة على ضرورة إشراكها في كل مراحل الحوار، ولا سيما ما يخص الدستور.",
)


def arguments(usage: str | None) -> list[str]:
    """What the command line names; without anything, the bench says how it is called and ends."""
    if len(sys.argv) < 2:
        raise SystemExit(usage)
    return sys.argv[1:]


def arabic(size: int, seed: int = 1) -> str:
    """About `size` bytes of UTF-8 Arabic, paragraphs of one to five sentences."""
    return _text(SENTENCES, size, seed)


def _text(sentences: Sequence[str], size: int, seed: int) -> str:
    parts: list[str] = []
    pick, done = random.Random(seed), 0
    while done < size:
        paragraph = " ".join(pick.choices(sentences, k=pick.randint(1, 5)))
        parts.append(paragraph)
        done += len(paragraph.encode()) + 1
    return "\n".join(parts) + "\n"


ENGLISH = (
    "The spokesman said the meeting would be held in the capital next week with all parties.",
    "He added that preparations were in their last stage, although talks slipped three times.",
    "Observers expect the outcome to move prices of energy (45.7%) in the whole region.",
    "The opposition asked to take part in every stage, above all concerning the constitution.",
)


def english(size: int, seed: int = 2) -> str:
    """About `size` bytes of English, paragraphs of one to five sentences."""
    return _text(ENGLISH, size, seed)


def various(size: int, seed: int = 5) -> str:
    """About `size` bytes of Arabic-like text with as many forms as real text has.

    Words are letters at random with what Arabic joins to them; how often each comes falls with its
    rank (Zipf), and the particles come as often as in news: «في» is about three words of a hundred.
    """
    pick = random.Random(seed)
    letters = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
    stems = {"".join(pick.choices(letters, k=pick.randint(3, 5))) for _ in range(12_000)}
    before, after = ("", "", "ال", "وال", "بال", "ي", "ت", "م"), ("", "", "", "ة", "ات", "ون", "هم")
    forms = sorted(a + stem + b for stem in stems for a in before[1:] for b in after[2:])
    pick.shuffle(forms)
    particles = {"في": 0.029, "من": 0.027, "على": 0.016, "أن": 0.015, "إلى": 0.013}
    harmonic = sum(1 / (rank + 8) for rank in range(len(forms)))
    weights = [0.9 / ((rank + 8) * harmonic) for rank in range(len(forms))]
    words, total = [*particles, *forms], list(itertools.accumulate([*particles.values(), *weights]))
    parts: list[str] = []
    done = 0
    while done < size:
        paragraph = " ".join(pick.choices(words, cum_weights=total, k=pick.randint(12, 90))) + "."
        parts.append(paragraph)
        done += len(paragraph.encode()) + 1
    return "\n".join(parts) + "\n"


def application():
    from viewer.__main__ import load_qt

    load_qt()  # as the program does: PySide would read and keep the source of each module
    from PySide6.QtWidgets import QApplication

    from viewer.app import load_fonts

    app = QApplication.instance() or QApplication(["bench"])
    load_fonts()
    return app


def reader(documents: Mapping[str, object], width: int = 900, height: int = 700, **choices):
    """A reading pane on screen showing `documents` at that size, in the light theme."""
    from PySide6.QtWidgets import QApplication

    from viewer.core.base.settings import Settings
    from viewer.ui.base.theme import themes
    from viewer.ui.reader.layout.page import PageStyle
    from viewer.ui.reader.widget.view import ReaderView

    light = themes()["light"]
    view = ReaderView(PageStyle(Settings(**choices), light.page, light.note_opacity))
    view.resize(width, height)
    view.show_documents(documents, "side")  # type: ignore[arg-type]
    view.show()
    QApplication.processEvents()
    return view


def milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def median(work: Callable[[], object], runs: int = 5) -> float:
    return statistics.median(milliseconds(work) for _ in range(runs))


def paint(view) -> None:
    """Draw what is due, now, as the window system would."""
    view.viewport().repaint()


def p99(values: list[float]) -> float:
    return sorted(values)[max(0, int(len(values) * 0.99) - 1)]


def memory() -> float:
    """Resident memory of this process in MB (Linux)."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return float("nan")


def frame(work: Callable[[], object]) -> float:
    """Milliseconds of this thread's own CPU: what a frame costs whatever else runs."""
    start = time.thread_time()
    work()
    return (time.thread_time() - start) * 1000


def waited() -> float:
    """Milliseconds that the first thread stood ready and had no processor (Linux; else 0)."""
    try:
        told = Path(f"/proc/self/task/{os.getpid()}/schedstat").read_text()
    except OSError:
        return 0.0
    return int(told.split()[1]) / 1e6


class Heart:
    """Beats in the GUI thread; the longest pause is the longest stall, `beat_ms` at most too much.

    `ready`: the longest one less what the thread waited for a processor that others had. `work`:
    the most CPU that all threads of the process took in one: what the window did, or what it may
    have waited for behind Python's lock. Neither tells of others who are at work here.
    """

    def __init__(self, beat_ms: int = 0) -> None:
        from PySide6.QtCore import Qt, QTimer

        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(beat_ms)
        self._timer.timeout.connect(self._beat)
        self.pauses: list[float] = []
        self.ready = self.work = 0.0
        self._last = self._told()

    @staticmethod
    def _told() -> tuple[float, float, float]:
        """Milliseconds: the clock, what was waited, the CPU of the process."""
        return time.perf_counter() * 1000, waited(), time.process_time() * 1000

    def start(self) -> None:
        self.pauses, self.ready, self.work = [], 0.0, 0.0
        self._last = self._told()
        self._timer.start()

    def _beat(self) -> None:
        now = self._told()
        pause, wait, work = (a - b for a, b in zip(now, self._last, strict=True))
        self.pauses.append(pause)
        self.ready, self.work = max(self.ready, pause - wait), max(self.work, work)
        self._last = now

    def stop(self) -> float:
        """Milliseconds of the longest pause; one that still goes on counts."""
        self._beat()
        self._timer.stop()
        return max(self.pauses)


def until(condition: Callable[[], object], seconds: float = 60.0) -> None:
    """Run events until `condition()`; TimeoutError when it does not come."""
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtWidgets import QApplication

    alarm = QTimer()
    alarm.start(2)  # wakes the loop: conditions may change without an event
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def rest(milliseconds: int) -> None:
    """Run events for a while."""
    end = time.monotonic() + milliseconds / 1000
    until(lambda: time.monotonic() >= end)


SCREEN = "1366x768"


def program(*arguments: str):
    """The whole program with its window on screen, as the command line starts it: as large as most
    screens, whatever the one of this platform."""
    from PySide6.QtCore import qInstallMessageHandler
    from PySide6.QtWidgets import QApplication

    from viewer import app

    qt = application()
    qInstallMessageHandler(_hear_nothing)
    assert isinstance(qt, QApplication)
    made = app.App(qt, app.start_options(["--language", "en", "--size", SCREEN, *arguments]))
    assert made.window is not None
    made.window.show()
    made.session.open_paths(made._options.paths)
    return made


def settled(made) -> bool:
    return not made.session.busy and all(corpus.complete for corpus in made.session.corpora)


def opened(made, root: Path, name: str = "", calm_ms: int = 700) -> None:
    """Open a folder, and a work of it."""
    session = made.session
    session.open_paths([root])
    until(lambda: session.corpora and settled(made), 120)
    if name:
        corpus = session.corpora[-1]
        session.open_work(corpus, next(w for w in corpus.works if name in w.name))
        until(lambda: session.view.documents and settled(made), 120)
    rest(calm_ms)


WRITTEN_EACH = 40
"""Frames from one note that is written to the next."""


def scrolled(made, frames: int, step: float, *, writing: bool = False) -> list[float]:
    """CPU milliseconds of the frames of a window that is scrolled by `step` pixels at a time, and
    back where it comes to an end: with all that is due after each. `writing`: notes, too, which are
    saved meanwhile; the last frames are those until they are."""
    from PySide6.QtWidgets import QApplication

    session, reader, found = made.session, made.window.pane.reader, []

    def one(note: bool) -> None:
        if note:
            side, block, _, _ = reader.flow.place()
            document = session.view.documents[side]
            start = document.lines.start(block)
            place = document.span(start, start + 20)  # as a selection is
            session.notebook.write(document, place, text="كلمة")
        reader.scroll_by(step)
        paint(reader)  # now: this platform would draw several steps as one
        QApplication.processEvents()

    number = 0
    while number < frames or session.notebook.unsaved.late:
        top = reader.flow.top_row, reader.flow.top_offset
        note = writing and number < frames and number % WRITTEN_EACH == 20
        found.append(frame(lambda note=note: one(note)))
        if (reader.flow.top_row, reader.flow.top_offset) == top:
            step = -step
        number += 1
    return found


def _hear_nothing(*said: object) -> None:
    """The offscreen platform grumbles at every window."""


def stop(made) -> None:
    made.window.close()
    made.quit()


@contextlib.contextmanager
def home() -> Iterator[Path]:
    """A folder for a bench alone, with a home for the program in it."""
    with tempfile.TemporaryDirectory(prefix="hashiya-bench-") as folder:
        os.environ["HASHIYA_HOME"] = str(Path(folder) / "home")
        yield Path(folder)


def child(script: str, *arguments: str) -> dict[str, Any]:
    """Run a bench with `arguments` in a process of its own, at a first start; its last line.

    The line is JSON. `script` is the bench's own `__file__`.
    """
    with tempfile.TemporaryDirectory(prefix="hashiya-bench-") as folder:
        done = subprocess.run(
            [sys.executable, script, *arguments],
            env={**os.environ, "HASHIYA_HOME": folder},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def verdict(name: str, value: float, goal: float, unit: str = "") -> None:
    word = "reached" if value <= goal else "NOT reached"
    print(f"{name}: {value:.2f}{unit} (goal ≤ {goal:g}{unit}: {word})")
