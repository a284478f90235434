"""What the program may not import before its window stands there with a text in it.

Each of these costs milliseconds that a reader waits for at every start, and serves something that
is wanted later or never. No time is measured here.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LATER = (
    *("chardet", "filelock", "hijridate", "lxml", "markdown", "numpy", "PIL", "pypdfium2"),
    *("rapidfuzz", "regex", "trafilatura", "docx", "difflib", "importlib.resources"),
    *("importlib.metadata", "email", "logging.handlers", "platform", "socket", "subprocess"),
    *("concurrent.futures",),
    *("PySide6.QtNetwork", "PySide6.QtPrintSupport"),
    *("viewer.cli", "viewer.core.dictionaries", "viewer.core.export", "viewer.core.morphology"),
    *("viewer.core.search", "viewer.core.bitext.aligner", "viewer.core.bitext.translation_check"),
    *("viewer.core.corpus.find_pairs", "viewer.core.notes.import_foreign"),
    *("viewer.core.parsing.html", "viewer.core.parsing.office", "viewer.core.parsing.pdf"),
    *("viewer.core.worker.server", "viewer.ui.dialogs.small_dialogs", "viewer.ui.printing"),
    *("viewer.ui.panels.checks", "viewer.ui.panels.outline", "viewer.ui.panels.search"),
    *("viewer.ui.panels.translation", "viewer.ui.panels.words", "viewer.ui.settings"),
    *("viewer.ui.panels.notes.changes", "viewer.ui.panels.notes.corpus_panel"),
    *("viewer.ui.commands.palette", "viewer.ui.reader.pane.find_bar", "viewer.ui.shell.start_page"),
)
"""Modules and packages."""
ALLOWED = {"viewer.core.search", "viewer.core.search.index_progress"}

STARTED = """
import builtins, json, sys
plain = builtins.__import__
from viewer.__main__ import load_qt
load_qt()
assert builtins.__import__ is plain, "every module is looked through for features of PySide"
from PySide6 import QtCore, QtWidgets
from PySide6.QtCore import QTimer
from viewer import app as program

class Window(program.MainWindow):
    def __init__(self, *about, **how):
        super().__init__(*about, **how)
        self.session.view.opened.connect(self.opened)

    def opened(self):
        if self.session.view.documents:
            self.pane.reader.viewport().repaint()
            print(json.dumps(sorted(sys.modules)), flush=True)
            print(json.dumps([*vars(QtCore), *vars(QtWidgets)]), flush=True)
            QTimer.singleShot(0, program.QApplication.quit)

program.MainWindow = Window
sys.exit(program.main(["--language", "en", sys.argv[1]]))
"""


def test_what_is_not_needed_comes_after_the_first_picture(tmp_path: Path) -> None:
    text = tmp_path / "text.ar.txt"
    text.write_text("أعلن المتحدث أن الاجتماع سيُعقد في العاصمة.\n" * 30, "utf-8")
    allowed = tmp_path / "home" / "config" / "plugins.json"
    allowed.parent.mkdir(mode=0o700, parents=True)
    points = {"hashiya.formats": [".toy"], "hashiya.verbs": ["toy"]}
    plugin = {"name": "hashiya-toy", "version": "0.1", "points": points}
    allowed.write_text(json.dumps({"allowed": [plugin]}), "utf-8")
    environment = {**os.environ, "HASHIYA_HOME": str(tmp_path / "home"), "PYTHONPATH": str(ROOT)}
    environment["QT_QPA_PLATFORM"] = "offscreen"
    environment["QT_LOGGING_RULES"] = "*.warning=false"  # what a screen has nothing to say of
    started = subprocess.run(
        [sys.executable, "-c", STARTED, str(text)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert started.stdout, started.stderr
    modules = set(json.loads(started.stdout.splitlines()[0])) - ALLOWED
    packages = tuple(f"{name}." for name in LATER)
    assert not {name for name in modules if name in LATER or name.startswith(packages)}
    classes = set(json.loads(started.stdout.splitlines()[1]))
    assert "QMainWindow" in classes
    # PySide was asked for an object that Qt made: see viewer/ui/base/viewport.py
    assert not classes & {"QSharedMemory", "QMdiArea", "QWizard"}


WARMED = """
import sys
from viewer.session.base.load_jobs import Warm

class Child:
    def warm(self):
        print("warm")

Warm(Child())(None)
print(*sorted(sys.modules))
"""


def test_what_is_made_ready_behind_it_holds_no_tables_that_few_texts_need() -> None:
    """The detector of encodings takes 30 MB; a text that wants it waits for it once."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    told = subprocess.run(
        [sys.executable, "-c", WARMED], env=environment, capture_output=True, text=True, check=True
    )
    warm, modules = told.stdout.splitlines()
    assert warm == "warm" and "chardet" not in modules.split()
