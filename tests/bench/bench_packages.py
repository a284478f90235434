"""Size of what packaging/ made, and its start against the source's and a bare Qt window's.

Each program starts under Xvfb, whose framebuffer is a file: a start lasts from the spawn to the
first pixel that is not black. Warm: after runs that filled the file cache; cold: after it was
dropped, which needs root. Goal: the package at most 1.3 times the source, cold; the .deb 45 MB.
"""

from __future__ import annotations

import mmap
import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

import common

DISPLAY = ":78"
RUNS = 7
PYTHON = common.ROOT / "build" / "env" / "bin" / "python"
FROZEN = common.ROOT / "dist" / "hashiya"
CACHES = Path("/proc/sys/vm/drop_caches")

BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(["bare"])
window = QMainWindow()
window.resize(1240, 800)
window.show()
app.exec()
"""


class Screen:
    """A screen whose pixels can be looked at."""

    def __init__(self, folder: Path) -> None:
        command = ["Xvfb", DISPLAY, "-screen", "0", "1400x1000x24", "-nolisten", "tcp", "-ac"]
        command += ["-fbdir", str(folder)]
        self._server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        file = folder / "Xvfb_screen0"
        until(lambda: file.exists() and file.stat().st_size > 4_000_000)
        time.sleep(0.5)
        with open(file, "rb") as opened:
            self._pixels = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)

    def is_black(self) -> bool:
        """Whether nothing stands in three rows of the screen's upper half."""
        width = 1400 * 4
        begin = len(self._pixels) - 1000 * width
        rows = (self._pixels[begin + y * width : begin + y * width + 4000] for y in (60, 200, 400))
        return all(row[at : at + 3] == b"\0\0\0" for row in rows for at in range(0, 4000, 400))

    def close(self) -> None:
        self._pixels.close()
        self._server.terminate()
        self._server.wait()


def until(condition: object, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.002)


def start(command: list[str], screen: Screen, folder: Path, cold: bool) -> float:
    """Milliseconds from the spawn to the first pixel."""
    home = folder / "home"
    shutil.rmtree(home, ignore_errors=True)
    environment = {**os.environ, "HASHIYA_HOME": str(home), "DISPLAY": DISPLAY}
    environment["QT_QPA_PLATFORM"] = "xcb"
    environment.pop("PYTHONPATH", None)
    until(screen.is_black)
    if cold:
        os.sync()
        CACHES.write_text("3", "ascii")
    begin = time.monotonic()
    process = subprocess.Popen(command, env=environment, cwd=folder, stderr=subprocess.DEVNULL)
    try:
        until(lambda: not screen.is_black())
        return (time.monotonic() - begin) * 1000
    finally:
        process.kill()
        process.wait()


def programs(seeds: str) -> dict[str, list[str]]:
    source = [str(PYTHON), "-P", "-X", "utf8", "-m", "viewer", seeds]
    return {
        "bare window": [str(PYTHON), "-c", BARE],
        "source": source,
        "package": [str(FROZEN / "hashiya"), seeds],
    }


def starts(folder: Path, cold: bool) -> dict[str, float]:
    """The median of each program, taken in turns."""
    seeds = str(shutil.copytree(common.ROOT / "seeds", folder / "seeds", dirs_exist_ok=True))
    screen = Screen(folder)
    taken: dict[str, list[float]] = {name: [] for name in programs(seeds)}
    try:
        for run in range(RUNS + 1):
            for name, command in programs(seeds).items():
                lasted = start(command, screen, folder, cold)
                if run:  # the first fills the cache
                    taken[name].append(lasted)
    finally:
        screen.close()
    how = "cold" if cold else "warm"
    for name, values in taken.items():
        middle, spread = statistics.median(values), f"{min(values):.0f} to {max(values):.0f}"
        print(f"{how}: {name}: {middle:.0f} ms (of {spread})")
    return {name: statistics.median(values) for name, values in taken.items()}


def size(folder: Path) -> float:
    """Megabytes (10^6) of the files under a folder."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files) / 1e6


def main() -> int:
    for path in sorted((common.ROOT / "dist" / "packages").glob("*")):
        print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB")
    print(f"unpacked: {size(FROZEN):.0f} MB, vectors {size(FROZEN.parent / 'semantic'):.0f} MB")
    with common.home() as folder:
        warm = starts(folder, cold=False)
        common.verdict("package : source, warm", warm["package"] / warm["source"], 1.3)
        if os.access(CACHES, os.W_OK):
            cold = starts(folder, cold=True)
            common.verdict("package : source, cold", cold["package"] / cold["source"], 1.3)
    return 0


if __name__ == "__main__":
    sys.exit(main())
