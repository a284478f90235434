"""A hundred hostile files, one after the other in the whole window: stalls, memory, messages.

Usage: python tests/bench/bench_hostile.py [PART OF A NAME]. Stalls are of the GUI thread: wall,
which other programs can lengthen, and CPU time of the thread. Linux.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import common

sys.path.insert(0, str(common.ROOT / "tests" / "core"))

from hostile import hostile_files

STALL_MS = 50


class Pulse:
    """Beats whenever the GUI thread is free; keeps the longest pause in wall and in CPU time."""

    def __init__(self) -> None:
        from PySide6.QtCore import QTimer

        self._timer = QTimer()
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._beat)
        self._timer.start()
        self.begin()

    def begin(self) -> None:
        self.wall = self.cpu = 0.0
        self._last = time.perf_counter(), time.thread_time()

    def _beat(self) -> None:
        now = time.perf_counter(), time.thread_time()
        self.wall = max(self.wall, (now[0] - self._last[0]) * 1000)
        self.cpu = max(self.cpu, (now[1] - self._last[1]) * 1000)
        self._last = now


def deeds(made) -> None:
    """What a reader does with a text that came."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from viewer.core.base.settings import Settings

    reader = made.window.pane.reader
    key, held = Qt.Key, Qt.KeyboardModifier
    for each in (key.Key_Down, key.Key_End, key.Key_PageDown, key.Key_Right):
        QTest.keyClick(reader, each)
        common.rest(15)
    for each in (key.Key_End, key.Key_Up, key.Key_Home):
        QTest.keyClick(reader, each, held.ControlModifier)
        common.rest(30)
    for choice in (Settings.xray, Settings.invisibles):
        for _ in range(2):
            made.session.toggle(choice)
            common.rest(30)
    made.session.zoom(1)
    common.rest(30)
    made.session.zoom(0)
    made.window.resize(1000, 640)
    common.rest(30)
    made.window.resize(1200, 700)
    common.rest(30)


def show(made, pulse: Pulse, path: Path) -> tuple[dict[str, float], str]:
    """Open a file and use it: the longest stalls in ms, and what the window says."""
    made.window.notice.hide()
    pulse.begin()
    made.session.open_paths([path])
    common.rest(100)
    common.until(lambda: not made.session.busy, 120)
    common.rest(50)
    stalls = {"open wall": pulse.wall, "open cpu": pulse.cpu}
    said = made.window.notice.label.text() if made.window.notice.isVisible() else ""
    documents = made.session.view.documents
    if documents and made.session.tabs.current.path == path:
        document = next(iter(documents.values()))
        said = said or f"{len(document)} blocks"
        pulse.begin()
        deeds(made)
        stalls |= {"use wall": pulse.wall, "use cpu": pulse.cpu}
    return stalls, said


def main() -> None:
    part = sys.argv[1] if len(sys.argv) > 1 else ""
    worst: list[tuple[float, str]] = []
    with common.home() as folder:
        made = common.program("--size", "1200x700")
        pulse = Pulse()
        start, count = common.memory(), 0
        for name, data in hostile_files():
            if part not in name:
                continue
            path = folder / name
            path.write_bytes(data)
            stalls, said = show(made, pulse, path)
            count += 1
            cpu = max(stalls["open cpu"], stalls.get("use cpu", 0))
            worst.append((cpu, name))
            figures = " ".join(f"{what} {ms:.0f}" for what, ms in stalls.items())
            mark = "!" if cpu > STALL_MS else " "
            print(f"{mark} {name}: {figures}; {common.memory():.0f} MB; {said}", flush=True)
            made.session.tabs.close(made.session.tabs.current)
            path.unlink()
        over = [name for cpu, name in worst if cpu > STALL_MS]
        print(f"{count} files, {start:.0f} MB before, {common.memory():.0f} MB after")
        print(f"longest stall {max(worst)[0]:.0f} ms of CPU ({max(worst)[1]}), {len(over)} over 50")
        common.stop(made)


if __name__ == "__main__":
    main()
