"""The recipes of CONTRIBUTING.md, tried: one module and one row, and the new thing is there.

Each is done to a copy of the program, which is then run in a process of its own.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SECONDS = 300
"""Until a window that does not come is a failure, on a busy machine too."""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The program, to be changed."""
    made = tmp_path / "program"
    skipped = shutil.ignore_patterns("_data")
    shutil.copytree(ROOT / "viewer", made / "viewer", ignore=skipped)
    for name in ("resources", "seeds"):
        shutil.copytree(ROOT / name, made / name)
    return made


def put(copy: Path, name: str, text: str) -> None:
    """The module of the recipe."""
    (copy / "viewer" / name).write_text(text, "utf-8")


def row(copy: Path, name: str, before: str, text: str, imports: str = "") -> None:
    """The row of the recipe, above the one that is there."""
    file = copy / "viewer" / name
    said = file.read_text("utf-8")
    assert said.count(before) == 1, f"{name} has no one place for the row"
    said = said.replace(before, text + before)
    future = "from __future__ import annotations\n"
    file.write_text(said.replace(future, future + imports, 1), "utf-8")


def run(copy: Path, code: str) -> str:
    """What the changed program prints."""
    home = copy.parent / "home"
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "HASHIYA_HOME": str(home)}
    environment["PYTHONPATH"] = str(copy)
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=copy.parent,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=SECONDS,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


WINDOW = """
from pathlib import Path
from PySide6.QtWidgets import QApplication
from viewer.core.base.settings import Settings
from viewer.session.session import Session
from viewer.ui.base.theme import themes
from viewer.ui.shell.command_table import menus
from viewer.ui.shell.window import MainWindow

qt = QApplication([])
session = Session(Settings(), Path("data"))
window = MainWindow(session, themes()["light"], menus)
window.show()
"""

FORMAT = """
from pathlib import Path
from viewer.core.text.document import Document
from viewer.core.text.document_builder import Builder

VERSION = 1


def load(path: Path, encoding: str | None = None, language: str | None = None) -> Document:
    builder = Builder()
    for line in path.read_text("utf-8").split("|"):
        builder.add(line)
    return builder.document("toy", format_version=VERSION, path=path)
"""


def test_a_format(copy: Path) -> None:
    put(copy, "core/formats/toy.py", FORMAT)
    table = "core/formats/registry.py"
    row(copy, table, '    Format("txt",', '    Format("toy", ".toy", "text/x-toy"),\n')
    code = """
from pathlib import Path
from viewer.core import formats
folder = Path("texts")
folder.mkdir()
(folder / "one.toy").write_text("a word|another", "utf-8")
document = formats.load(folder / "one.toy")
print([block.text for block in document.blocks()])
print(formats.known("one.toy"), document.format)
"""
    assert run(copy, code).split("\n")[:2] == ["['a word', 'another']", "True toy"]


EXPORTER = """
from collections.abc import Iterable
from pathlib import Path
from viewer.core.export.bitext import Bitext


def write(bitexts: Iterable[Bitext], path: Path) -> None:
    path.write_text("|".join(bitext.name for bitext in bitexts), "utf-8")
"""


def test_an_export(copy: Path) -> None:
    put(copy, "core/export/toy.py", EXPORTER)
    row(copy, "core/export/bitext.py", '    ".docx": "docx",', '    ".toy": "toy",\n')
    code = """
from viewer.core.export.bitext import Bitext, write
from viewer.ui.dialogs.export import ExportDialog
write([Bitext("one", {}, []), Bitext("two", {}, [])], Path("out.toy"))
dialog = ExportDialog(session, window)
print(Path("out.toy").read_text(), dialog.kind.findData(".toy") >= 0)
"""
    assert run(copy, WINDOW + code) == "one|two True\n"


def test_an_export_of_notes(copy: Path) -> None:
    put(
        copy,
        "core/export/notes_toy.py",
        "def toy(notes, labels, by):\n    return str(len(notes))\n",
    )
    table, before = "core/export/notes.py", '    ".csv": NotesKind('
    imports = "from viewer.core.export.notes_toy import toy\n"
    row(copy, table, before, '    ".toy": NotesKind(toy),\n', imports)
    code = """
from viewer.core.export.notes import write
from viewer.ui.base.note_labels import labels
write([], Path("out.toy"), labels({}))
menu = window.corpus_notes._menu()
menus = [action.menu() for action in menu.actions() if action.menu()]
texts = [action.text() for each in menus for action in each.actions()]
print(Path("out.toy").read_text(), ".toy" in texts)
"""
    assert run(copy, WINDOW + code) == "0 True\n"


DICTIONARY = """
from pathlib import Path
from viewer.core.morphology.entries import Entry


class Toy:
    def __init__(self, path: Path) -> None:
        self.path, self.title, self.language, self.into = path, path.stem, "ar", "en"

    def find(self, word: str) -> list[Entry]:
        return []

    def reverse(self, word: str) -> list[Entry]:
        return []
"""


def test_a_dictionary(copy: Path) -> None:
    put(copy, "core/dictionaries/toy.py", DICTIONARY)
    table, before = "core/dictionaries/catalogue.py", '    DictionarySource("dictd",'
    imports = "from viewer.core.dictionaries.toy import Toy\n"
    added = '    DictionarySource("Toy", (".toy",), lambda path, _: Toy(path), True, False),\n'
    row(copy, table, before, added, imports)
    code = """
from pathlib import Path
from viewer.core.dictionaries.catalogue import Places, opened
Path("mine.toy").touch()
print([each.title for each in opened(Places(own=(Path("mine.toy").absolute(),))).glossaries])
"""
    assert run(copy, code) == "['mine']\n"


PANEL = """
from PySide6.QtWidgets import QDockWidget
from viewer.session.session import Session
from viewer.ui.base.theme import Theme


class ToyPanel(QDockWidget):
    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__("Toy")
        self.setObjectName("toy")
"""


def test_a_panel(copy: Path) -> None:
    put(copy, "ui/panels/toy.py", PANEL)
    added = '        PanelRow("toy", "Toy", _toy, "Ctrl+Alt+F12", "below"),\n'
    row(copy, "ui/shell/panels.py", '        PanelRow("notes",', added)
    made = """def _toy(session: Session, theme: Theme) -> QDockWidget:
    from viewer.ui.panels.toy import ToyPanel

    return ToyPanel(session, theme)


"""
    row(copy, "ui/shell/panels.py", "def panel_rows()", made)
    code = """
before = window.parts.is_shown("toy")
window.commands["toy"].trigger()
print(before, window.parts["toy"].isVisible(), window.commands["toy"].isChecked())
print(window.arrangement.keep()["toy_shown"])
"""
    assert run(copy, WINDOW + code) == "False True True\nTrue\n"


def test_a_command(copy: Path) -> None:
    added = '        Command("toy", "Toy", lambda: w.pane.setToolTip("done"), ("Ctrl+Alt+F12",)),\n'
    table, before = "ui/shell/command_table.py", '        Command("logs",'
    row(copy, table, before, added)
    code = """
window.commands["toy"].trigger()
print(window.pane.toolTip(), [k.toString() for k in window.commands["toy"].shortcuts()])
"""
    assert run(copy, WINDOW + code) == "done ['Ctrl+Alt+F12']\n"


def test_a_setting(copy: Path) -> None:
    added = "    toy: Choice[bool] = Choice(False)\n"
    row(copy, "core/base/settings.py", "    language: Choice[str]", added)
    setting = '        _choice(w, Settings.toy, "Toy"),\n'
    row(copy, "ui/shell/command_table.py", "        _choice(w, Settings.swapped,", setting)
    code = """
window.commands["toy"].trigger()
print(session.settings.toy, window.commands["toy"].isChecked(), "toy" in session.settings.as_json())
"""
    assert run(copy, WINDOW + code) == "True True True\n"
