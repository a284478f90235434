"""Cold start: from spawning the process to the painted window, against a bare QMainWindow.

Each program starts in a fresh process, ours with a fresh HASHIYA_HOME on a copy of `seeds/`. It
prints the monotonic time when its window was painted, and ours again when the works of the corpus
were painted in the tree. Byte code is compiled beforehand, as an installer does.
Goal: the window at most 1.8 times the bare one.
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
    print(time.monotonic(), flush=True)
    app.quit()

app = QApplication(["bare"])
window = Window()
window.resize(1240, 800)
window.show()
app.exec()
"""

OURS = """
import sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
from viewer import app as program

class Window(program.MainWindow):
    seen = False

    def paintEvent(self, event):
        super().paintEvent(event)
        if not self.seen:
            self.seen = True
            QTimer.singleShot(0, self.told)

    def told(self):
        print(time.monotonic(), flush=True)
        self.works = Works(self)

class Works(QObject):
    def __init__(self, window):
        super().__init__(window)
        self.tree, self.over = window.tree, False
        self.tree.view.viewport().installEventFilter(self)
        self.tree.view.viewport().update()

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and not self.over:
            if any(root.children for root in self.tree.model.roots):
                self.over = True
                QTimer.singleShot(0, self.told)
        return False

    def told(self):
        print(time.monotonic(), flush=True)
        program.QApplication.quit()

program.MainWindow = Window
sys.exit(program.main(sys.argv[1:]))
"""


IMPORT = "import time; from viewer import app; print(time.monotonic())"


def start(code: str, folder: Path, *arguments: str) -> list[float]:
    """Milliseconds from the spawn to each moment that the program prints."""
    home = folder / "home"
    shutil.rmtree(home, ignore_errors=True)
    environment = {
        **os.environ,
        "HASHIYA_HOME": str(home),
        "PYTHONPATH": str(common.ROOT),
        "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    begin = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        cwd=folder,
    )
    return [(float(line) - begin) * 1000 for line in done.stdout.split()]


def main() -> int:
    with common.home() as folder:
        seeds = shutil.copytree(common.ROOT / "seeds", folder / "seeds")
        bare, window, works, import_only = [], [], [], []
        for run in range(RUNS + 1):
            one = start(BARE, folder)
            two = start(OURS, folder, str(seeds))
            three = start(IMPORT, folder)
            if run:  # the first fills the system's file cache and writes the .pyc files
                bare.append(one[0])
                window.append(two[0])
                works.append(two[1])
                import_only.append(three[0])
    middle = statistics.median(bare)
    print(f"bare QMainWindow painted: {middle:.0f} ms (of {min(bare):.0f} to {max(bare):.0f})")
    print(f"viewer.app imported: {statistics.median(import_only):.0f} ms")
    print(f"our window painted: {statistics.median(window):.0f} ms")
    print(f"works painted in the tree: {statistics.median(works):.0f} ms")
    common.verdict("window : bare", statistics.median(window) / middle, 1.8)
    print(f"works in the tree : bare: {statistics.median(works) / middle:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
