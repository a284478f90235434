"""Killing the real window at any moment loses no note that it showed as saved.

A child runs the whole program and makes notes through its widgets: words selected with the mouse,
Ctrl+H and Ctrl+M, text typed into the editor, Ctrl+Return. It prints every note as soon as the
panel shows it and the notebook said that it is saved. The parent kills it with SIGKILL, half of the
times while a save is under way, and looks for all that was printed in the files on disk.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from viewer.core.notes.store import NoteStore

WORDS = (
    *("أعلن", "المتحدث", "أن", "الاجتماع", "سيعقد", "في", "العاصمة"),
    *("خلال", "الأسبوع", "المقبل", "بحضور", "ممثلين"),
)
TYPED = ("ملاحظة", "قصيرة", "note", "reading", "سؤال؟", "2021", "mid-sentence", "مهم")
LATEST = 0.6
"""Seconds after its first note within which the child is killed."""

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no SIGKILL here")


def make_corpus(root: Path) -> Path:
    pick = random.Random(5)
    text = "\n".join(" ".join(pick.choices(WORDS, k=40)) for _ in range(60))
    file = root / "corpus" / "تقرير.ar.txt"
    file.parent.mkdir(parents=True)
    file.write_text(text + "\n", "utf-8")
    return file


class Killed:
    """One run of the child: what it had shown as saved when it was killed."""

    def __init__(self, file: Path, home: Path, seed: int) -> None:
        self.shown: dict[str, str] = {}
        self.lines = 0
        self._pick = random.Random(seed)
        self._child = subprocess.Popen(
            [sys.executable, __file__, str(file.parent), str(seed)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "HASHIYA_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"},
        )
        self._alarm = threading.Timer(60, self._child.kill)
        self._alarm.start()
        try:
            self._watch()
        finally:
            self._alarm.cancel()
            self._child.kill()
            rest, errors = self._child.communicate()
        # It must have run until it was killed: a child that failed proves nothing.
        assert self._child.returncode == -signal.SIGKILL, errors.decode()
        for line in rest.split(b"\n")[:-1]:  # what follows the last line end was cut by the kill
            self._take(line)

    def _watch(self) -> None:
        """Read on until the moment that chance chose, then kill."""
        self._until(b'"id"', 60.0)
        self._until(b"", self._pick.random() * LATEST)
        if self._pick.random() < 0.5:
            self._until(b'"saving"', 10.0)
            time.sleep(self._pick.random() * 0.008)
        self._child.send_signal(signal.SIGKILL)

    def _until(self, word: bytes, seconds: float) -> None:
        """Take lines for so long, or up to one with `word` in it."""
        assert self._child.stdout is not None
        end, pipe = time.monotonic() + seconds, self._child.stdout.fileno()
        left, rest = seconds, b""
        while rest or (left := end - time.monotonic()) > 0:
            if not rest and not select.select([pipe], [], [], left)[0]:
                return
            read = os.read(pipe, 1)
            if not read:
                return
            rest += read
            if read == b"\n":
                self._take(rest)
                if word and word in rest:
                    return
                rest = b""

    def _take(self, line: bytes) -> None:
        told = json.loads(line)
        if "id" in told:
            self.lines += 1
            self.shown[told["id"]] = told["text"]


def on_disk(file: Path, home: Path) -> dict[str, str]:
    """The text of every note in the files on disk, as plain JSON says it."""
    found = {}
    for path in (file.parent / "hashiya-notes" / "documents").rglob("*.json"):
        for item in json.loads(path.read_text("utf-8"))["items"]:
            bodies = item.get("body", [])
            bodies = bodies if isinstance(bodies, list) else [bodies]
            texts = [b["value"] for b in bodies if b.get("purpose", "commenting") != "tagging"]
            found[item["id"].removeprefix("urn:uuid:")] = texts[0] if texts else ""
    store = NoteStore(file.parent, home / "data", "judge", "")
    read = {note.id.removeprefix("urn:uuid:"): note.text for note in store.notes(file)}
    assert read == found
    assert store.damaged == []
    return found


def kill_often(tmp_path: Path, seed: int, times: int) -> None:
    """Kill the window that many times over the same corpus; nothing shown may ever be missing."""
    file, home = make_corpus(tmp_path), tmp_path / "home"
    shown: dict[str, str] = {}
    for run in range(times):
        killed = Killed(file, home, seed * 1000 + run)
        assert killed.shown
        shown.update(killed.shown)
        disk = on_disk(file, home)
        for id, text in shown.items():
            note = id.removeprefix("urn:uuid:")
            assert note in disk, f"kill {run}: note {id} was shown as saved and is gone"
            # The child only appends: what it typed later may have reached the disk, never less.
            assert disk[note].startswith(text), f"kill {run}: {text!r} of {id} is {disk[note]!r}"
    print(f"seed {seed}: {times} kills, {len(shown)} notes shown as saved, none lost")


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1])
def test_two_kills_lose_no_saved_note(tmp_path: Path, seed: int) -> None:
    kill_often(tmp_path, seed, 2)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 12))
def test_a_hundred_kills_lose_no_saved_note(tmp_path: Path, seed: int) -> None:
    kill_often(tmp_path, seed, 10)


# The child


class Reader:
    """Somebody who makes notes in the window without end."""

    def __init__(self, app: Any, seed: int) -> None:
        self._window, self._session = app.window, app.session
        self._pick = random.Random(seed)
        self._told: dict[str, str] = {}
        self._saved = False
        notebook = self._session.notebook
        notebook.saving.connect(self._saving)
        notebook.saved.connect(self._was_saved)
        notebook.changed.connect(self._changed)

    def _saving(self) -> None:
        tell({"saving": True})

    def _was_saved(self, moment: object) -> None:
        self._saved = True

    def _changed(self, path: object) -> None:
        """The panel has drawn itself anew (it was connected before): tell what it shows."""
        if not self._saved:
            return
        model = self._window.notes.model
        for row in range(model.rowCount()):
            note = model.placed(row).note
            if self._told.get(note.id) != note.text:
                self._told[note.id] = note.text
                tell({"id": note.id, "text": note.text})

    def select(self) -> None:
        """A word, or the words between two points, with the mouse."""
        from PySide6.QtCore import QPoint, Qt
        from PySide6.QtTest import QTest

        viewport = self._window.pane.reader.viewport()
        size, pick = viewport.size(), self._pick
        if pick.random() < 0.3:
            self._window.pane.reader.scroll_by(pick.randint(-400, 600))
        low, high = size.width() // 4, size.width() * 3 // 4
        begin = QPoint(pick.randint(low, high), pick.randint(10, size.height() - 10))
        left = Qt.MouseButton.LeftButton
        if pick.random() < 0.5:
            QTest.mouseDClick(viewport, left, pos=begin)
            QTest.mouseRelease(viewport, left, pos=begin)
            return
        end = begin + QPoint(pick.randint(-150, 150), 0)
        QTest.mousePress(viewport, left, pos=begin)
        QTest.mouseMove(viewport, end)
        QTest.mouseRelease(viewport, left, pos=end)

    def write(self) -> None:
        """Type at the end of the note that the editor holds."""
        from PySide6.QtCore import QEvent, Qt
        from PySide6.QtGui import QKeyEvent
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QApplication

        editor, none = self._window.notes.editor.text, Qt.KeyboardModifier.NoModifier
        QTest.keyClick(editor, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
        for letter in " ".join(self._pick.choices(TYPED, k=self._pick.randint(1, 5))) + " ":
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(editor, QKeyEvent(kind, 0, none, letter))
            if self._pick.random() < 0.1:
                QApplication.processEvents()

    def make_note(self) -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        self.select()
        if self._session.view.selection is None:
            return
        control, pick = Qt.KeyboardModifier.ControlModifier, self._pick
        reader, notes = self._window.pane.reader, self._window.notes
        if pick.random() < 0.4:
            QTest.keyClick(reader, Qt.Key.Key_H, control)
            return
        before = notes.editor.note_id
        QTest.keyClick(reader, Qt.Key.Key_M, control)
        end = time.monotonic() + 0.5
        wait(lambda: notes.editor.note_id != before or time.monotonic() > end)
        for _ in range(pick.randint(1, 3)):
            self.write()
            if pick.random() < 0.7:
                QTest.keyClick(notes.editor.text, Qt.Key.Key_Return, control)
                notes.editor.take_focus()
            linger(pick.random() * 0.02)


def tell(data: dict[str, Any]) -> None:
    os.write(1, (json.dumps(data) + "\n").encode())


def wait(condition: Any, seconds: float = 60) -> None:
    from PySide6.QtWidgets import QApplication

    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError
        QApplication.processEvents()


def linger(seconds: float) -> None:
    end = time.monotonic() + seconds
    wait(lambda: time.monotonic() >= end)


def run_child(folder: Path, seed: int) -> None:
    """The program on `folder`, until somebody kills it."""
    from PySide6.QtWidgets import QApplication

    from viewer import app as program

    qt = QApplication(["hashiya"])
    program.load_fonts()
    app = program.App(qt, program.start_options(["--language", "ar" if seed % 2 else "en"]))
    assert app.window is not None
    app.window.show()
    app.window.activateWindow()
    app.session.open_paths([folder])
    wait(lambda: app.session.corpora[0].complete)
    app.session.open_work(app.session.corpora[0], app.session.corpora[0].works[0])
    wait(lambda: app.session.view.documents)
    reader = Reader(app, seed)
    linger(0.05)
    while True:
        reader.make_note()
        linger(reader._pick.random() * 0.03)


if __name__ == "__main__":
    run_child(Path(sys.argv[1]), int(sys.argv[2]))
