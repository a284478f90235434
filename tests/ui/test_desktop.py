"""What the desktop asks of the program: files from outside, one window, and what a crash leaves.

The program runs in real processes with a HASHIYA_HOME of their own; what it did is read from its
settings, which are the first thing it writes.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from ui_parts import wait

from viewer import app as program
from viewer.core.corpus import marker_file as marker
from viewer.core.user import licences as notices
from viewer.ui.dialogs import small_dialogs as dialogs
from viewer.ui.dialogs.licences import LicencesDialog
from viewer.ui.shell import hand_over
from viewer.ui.shell import single_instance as arrivals

PATIENCE = 60.0
SECRET = "سرّ لا يقوله التقرير"

FILES = """
import sys
from PySide6.QtCore import QCoreApplication, QTimer, QUrl
from PySide6.QtGui import QFileOpenEvent
from viewer import app

show = app._window
early, late = sys.argv[1:]

def window(qt, options, arrivals):
    def send(path):
        QCoreApplication.sendEvent(qt, QFileOpenEvent(QUrl.fromLocalFile(path)))
    send(early)
    QTimer.singleShot(400, lambda: send(late))
    return show(qt, options, arrivals)

app._window = window
app.main([])
"""

CRASH = f"""
import os, signal, sys, threading
from PySide6.QtCore import QTimer
from viewer import app

app.NOTED = 100
class App(app.App):
    def __init__(self, *args):
        super().__init__(*args)
        self.look = QTimer(self)
        self.look.timeout.connect(self.die)
        self.look.start(50)
    def die(self):
        if not (self.remembered.windows and self.remembered.windows[0].get("document")):
            return
        self.look.stop()
        QTimer.singleShot(700, lambda: os.kill(os.getpid(), signal.SIGSEGV))  # settings are saved
        threading.Thread(target=lambda: int("{SECRET}")).start()
        raise ValueError("{SECRET}")
app.App = App
app.main(sys.argv[1:])
"""

AFTER = """
import json, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog
from viewer import app

class App(app.App):
    def __init__(self, *args):
        super().__init__(*args)
        self.look = QTimer(self)
        self.look.timeout.connect(self.tell)
        self.look.start(50)
    def tell(self):
        notice, view = self.window.notice, self.session.view
        if not (notice.more.isVisible() and view.documents):
            return
        self.look.stop()
        modal = app.QApplication.activeModalWidget() is not None
        notice.more.click()
        shown = self.window.findChild(QDialog)
        text = shown.text.toPlainText()
        here = self.session.returning.as_json()["document"]
        print(json.dumps([notice.label.text(), modal, text, here]))
        self.window.close()
app.App = App
app.main([])
"""


@pytest.fixture
def processes() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Starts programs; whatever still runs at the end is killed."""
    running: list[subprocess.Popen[str]] = []

    def begin(*command: str) -> subprocess.Popen[str]:
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        process = subprocess.Popen(
            [sys.executable, *command], stdout=subprocess.PIPE, text=True, env=environment
        )
        running.append(process)
        return process

    yield begin
    for process in running:
        process.kill()
        process.communicate()


def remembered(home: Path) -> dict[str, Any]:
    try:
        return json.loads((home / "config" / "remembered.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.03)


def folder(root: Path, name: str) -> Path:
    made = root / name
    made.mkdir()
    (made / "نص.ar.txt").write_text("سطر\n", "utf-8")
    return made


def test_a_second_start_hands_its_files_to_the_first(
    processes: Callable[..., subprocess.Popen[str]], tmp_path: Path, hashiya_home: Path
) -> None:
    one, two, three, four = (folder(tmp_path, n) for n in ("one", "مدوّنة ثانية", "3", "4"))

    def opened(path: Path) -> Callable[[], bool]:
        return lambda: str(path) in remembered(hashiya_home).get("recent", [])

    # Two at the same moment: one of them stays, with the files of both.
    both = [processes("-m", "viewer", str(path)) for path in (one, two)]
    until(lambda: any(process.poll() is not None for process in both))
    assert {process.poll() for process in both} == {0, None}
    until(lambda: opened(one)() and opened(two)())
    stayed = next(process for process in both if process.poll() is None)
    stayed.kill()
    stayed.wait(PATIENCE)
    # Its socket lies about. Who comes now is the first again, and is found.
    processes("-m", "viewer", str(three))
    until(opened(three))
    assert processes("-m", "viewer", str(four)).wait(PATIENCE) == 0
    until(opened(four))


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="permissions are other ones there")
def test_a_home_that_cannot_be_made_is_told_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    monkeypatch.setenv("HASHIYA_HOME", str(tmp_path / "file" / "home"))
    assert program.main(["--self-test"]) == 2
    said = capsys.readouterr().err
    assert "HASHIYA_HOME=FOLDER" in said and len(said.splitlines()) == 1


def test_each_user_has_a_door_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    long = tmp_path / ("مجلد طويل الاسم " * 6)
    long.mkdir()
    names = {hand_over.socket_name(path) for path in (tmp_path, long)}
    assert len(names) == 2
    assert all(len(os.fsencode(name)) < 108 for name in names)


def test_nonsense_from_outside_opens_nothing(tmp_path: Path, qtbot: Any) -> None:
    door = arrivals.Arrivals(tmp_path)
    heard: list[list[Path]] = []
    door.arrived.connect(heard.append)
    for message in (None, [], {"paths": "x"}, {"paths": [1]}):
        door.take(message)
    assert heard == []
    door.take({"paths": ["relative.txt", str(tmp_path / "a.txt")]})
    assert heard == [[tmp_path / "a.txt"]]


def test_nobody_answers_behind_a_dead_door(tmp_path: Path, qtbot: Any) -> None:
    name = hand_over.socket_name(tmp_path)
    assert not hand_over.hand_over(name, [tmp_path], patience=0.2)


def test_files_that_macos_hands_over_are_opened(
    processes: Callable[..., subprocess.Popen[str]], tmp_path: Path, hashiya_home: Path
) -> None:
    early, late = folder(tmp_path, "early"), folder(tmp_path, "late")
    processes("-c", FILES, str(marker.make(early)), str(late))
    until(lambda: remembered(hashiya_home).get("recent", []) == [str(late), str(early)])


def test_a_marker_file_opens_its_folder(start: Callable[..., program.App], seeds: Path) -> None:
    told: list[list[Path]] = []
    app = start()
    app.session.corpora.paths_opened.connect(told.append)
    assert not app.window.commands["mark_folder"].isEnabled()
    app.session.open_paths([marker.make(seeds / "news")])
    wait(lambda: app.session.corpora and app.session.corpora[0].complete)
    assert [corpus.root for corpus in app.session.corpora] == [seeds / "news"]
    assert told == [[seeds / "news"]]
    assert not [file for file in app.session.corpora[0].files if file.path.endswith(".hashiya")]
    marker.existing(seeds / "news").unlink()
    app.window.commands["mark_folder"].trigger()
    assert marker.existing(seeds / "news") is not None
    assert "news.hashiya" in app.window.notice.label.text()


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="a process cannot send itself a fault there")
def test_after_a_crash_the_session_is_back_and_a_report_is_offered(
    processes: Callable[..., subprocess.Popen[str]], seeds: Path, hashiya_home: Path
) -> None:
    died = processes("-c", CRASH, str(seeds))
    assert died.wait(PATIENCE) == -signal.SIGSEGV
    said, modal, report, document = json.loads(
        processes("-c", AFTER, "--language", "en").communicate(timeout=PATIENCE)[0]
    )
    assert "unexpectedly" in said and not modal
    assert "Fatal Python error: Segmentation fault" in report
    assert report.count("Unforeseen: builtins.ValueError") == 2  # of the window and of the thread
    assert SECRET not in report
    assert Path(document).is_relative_to(seeds)
    left = [path.name for path in (hashiya_home / "log").glob("*.txt")]
    assert len(left) == 1 and left[0].startswith("crash-")


def test_licences_are_told(start: Callable[..., program.App], monkeypatch: Any) -> None:
    app = start()
    shown: list[LicencesDialog] = []
    monkeypatch.setattr(LicencesDialog, "exec", lambda dialog: shown.append(dialog))
    dialogs.AboutDialog(app.window).licences.click()
    dialog = shown[0]
    names = [component.name.lower() for component in dialog.components]
    dialog.list.setCurrentRow(names.index("lxml"))
    assert "Copyright" in dialog.text.toPlainText()


def test_collected_licences_are_read_from_their_index(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "LICENSE").write_text("free as in حر", "utf-8")
    row = {"name": "x", "version": "1", "licence": "MIT", "files": ["x/LICENSE"]}
    (tmp_path / "index.json").write_text(json.dumps([row]), "utf-8")
    (component,) = notices.collected([tmp_path, tmp_path / "none"])
    assert (component.name, component.licence, component.text()) == ("x", "MIT", "free as in حر")
