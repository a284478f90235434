"""Start: from spawning the process to the painted window with its text, against a bare QMainWindow.

Each program starts in a fresh process, ours with a fresh HASHIYA_HOME on a text. It prints the
monotonic time and its CPU time when its window was painted, ours again when the text was painted in
it, and when the works of a corpus stand in the tree. On a shared machine the CPU tells more. Byte
code is compiled beforehand, as an installer does; the three take turns.
Goal: the window with its text at most 3 times the bare one, by CPU. Then a second start while the
program runs, and `hashiya read FILE` against a Python that imports lxml.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

import common

RUNS = 7

BARE = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, told)

def told():
    print(time.monotonic(), time.process_time(), flush=True)
    app.quit()

app = QApplication(["bare"])
window = Window()
window.resize(1240, 800)
window.show()
app.exec()
"""

OURS = """
import sys, time
from viewer.__main__ import load_qt
load_qt()
from PySide6.QtCore import QEvent, QObject, QTimer
from viewer import app as program

def tell():
    print(time.monotonic(), time.process_time(), flush=True)

class Window(program.MainWindow):
    seen = False

    def paintEvent(self, event):
        super().paintEvent(event)
        if not self.seen:
            self.seen = True
            QTimer.singleShot(0, self.told)

    def told(self):
        tell()
        self.text = Text(self)

class Text(QObject):
    def __init__(self, window):
        super().__init__(window)
        self.session, self.over = window.session, False
        self.viewport = window.pane.reader.viewport()
        self.viewport.installEventFilter(self)
        self.viewport.update()

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and not self.over and self.session.view.documents:
            self.over = True
            QTimer.singleShot(0, self.told)
        return False

    def told(self):
        tell()
        program.QApplication.quit()

program.MainWindow = Window
sys.exit(program.main(sys.argv[1:]))
"""


IMPORT = """
import time
from viewer.__main__ import load_qt
load_qt()
from viewer import app
print(time.monotonic(), time.process_time())
"""
LXML = "import lxml.etree, time; print(time.monotonic(), time.process_time())"
READ = """
import sys, time, io
from viewer import __main__
out, sys.stdout = sys.stdout, io.StringIO()
__main__.main(["read", sys.argv[1], "--json"])
print(time.monotonic(), time.process_time(), file=out)
"""
TEXT = "أعلن المتحدث أن الاجتماع سيُعقد في العاصمة خلال الأسبوع المقبل.\n" * 40

Moments = list[tuple[float, float]]
"""(milliseconds by the clock, by CPU) of each moment that a program told."""


def environment(folder: Path) -> dict[str, str]:
    made = {
        **os.environ,
        "HASHIYA_HOME": str(folder / "home"),
        "PYTHONPATH": str(common.ROOT),
        "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
    }
    made.pop("PYTHONDONTWRITEBYTECODE", None)
    return made


def start(code: str, folder: Path, *arguments: str) -> Moments:
    """From the spawn to each moment that the program tells."""
    shutil.rmtree(folder / "home", ignore_errors=True)
    begin = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env=environment(folder),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        cwd=folder,
    )
    told = (map(float, line.split()) for line in done.stdout.splitlines())
    return [((wall - begin) * 1000, cpu * 1000) for wall, cpu in told]


def second_start(folder: Path, text: Path) -> list[float]:
    """Milliseconds that a second start takes, by the clock, while the program runs."""
    shutil.rmtree(folder / "home", ignore_errors=True)
    command = [sys.executable, "-m", "viewer", "--language", "en", str(text)]
    first = subprocess.Popen(command, env=environment(folder), stderr=subprocess.DEVNULL)
    try:
        time.sleep(4)
        found = []
        for _ in range(RUNS):
            begin = time.monotonic()
            subprocess.run(command, env=environment(folder), check=True)
            found.append((time.monotonic() - begin) * 1000)
        return found
    finally:
        first.terminate()
        first.wait()


def main() -> int:
    with common.home() as folder:
        text = folder / "text.ar.txt"
        text.write_text(TEXT, "utf-8")
        programs = {
            "bare QMainWindow": (BARE,),
            "ours": (OURS, "--language", "en", str(text)),
            "viewer.app imported": (IMPORT,),
            "Python that imports lxml": (LXML,),
            "hashiya read": (READ, str(text)),
        }
        runs: dict[str, list[Moments]] = {name: [] for name in programs}
        for run in range(RUNS + 1):
            for name, (code, *arguments) in programs.items():
                moments = start(code, folder, *arguments)
                if run:  # the first fills the system's file cache and writes the .pyc files
                    runs[name].append(moments)
        second = statistics.median(second_start(folder, text))

    def middle(name: str, moment: int = 0, measure: int = 1) -> float:
        return statistics.median(each[moment][measure] for each in runs[name])

    for name in programs:
        print(f"{name}: {middle(name):.0f} ms of CPU, {middle(name, 0, 0):.0f} ms by the clock")
    print(f"our text painted: {middle('ours', 1):.0f} ms of CPU, {middle('ours', 1, 0):.0f} ms")
    bare = middle("bare QMainWindow")
    common.verdict("window : bare, CPU", middle("ours") / bare, 3)
    common.verdict("window with its text : bare, CPU", middle("ours", 1) / bare, 3)
    common.verdict("second start, by the clock", second, 300, " ms")
    ratio = middle("hashiya read") / middle("Python that imports lxml")
    common.verdict("hashiya read : Python that imports lxml, CPU", ratio, 2.5)
    return 0


if __name__ == "__main__":
    sys.exit(main())
