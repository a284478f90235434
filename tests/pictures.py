"""Make the pictures of the README and the guide out of the program: `python -m tests.pictures`.

Drawn over the sample corpus on a screen that is not there: whole windows into resources/pictures/,
parts of them, in both languages, into resources/guide/pictures/. With names, those alone.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.gallery import PATIENCE, ROOT, environment
from tests.guide_pictures import PARTS, begin

OUT = ROOT / "resources" / "pictures"
GUIDE_OUT = ROOT / "resources" / "guide" / "pictures"
SIZE_PX = 1200, 760
"""Of a window."""
LARGEST_BYTES = 150_000
"""Of a picture; the README is read over slow lines too."""
LARGEST_GUIDE_BYTES = 30_000
"""Of a part of a window; the guide comes along with every copy of the program."""
GUIDE_PICTURES = {f"{name}.{language}": name for name in PARTS for language in ("ar", "en")}
"""Name with its language: the part of a window."""


def wait(condition: Callable[[], object], seconds: float) -> None:
    """As the scenes wait."""
    from ui_parts import wait as wait_for

    wait_for(condition, seconds)


def _reading(stage: Any) -> None:
    """A text beside its translation, with notes in the margin."""
    stage.open("the-well")
    texts = {side: d.text().split("\n") for side, d in stage.app.session.view.documents.items()}
    first, second = texts["ar"][2], texts["en"][3]
    words = " ".join(first.split()[:5]), " ".join(second.split()[3:9])
    stage.note("ar", words[0], ("story",), text="Compare the opening of the older version.")
    stage.note("en", words[1], ("style",), colour="#5fb236", text="Freer than the Arabic: why?")
    wait(lambda: not stage.app.session.aligning.busy, PATIENCE)
    stage.settle(2.0)


def _concordance(stage: Any) -> None:
    """A word in every form, in the lines around it."""
    stage.open("the-well")
    stage.window.parts["notes"].hide()
    panel, searching = stage.window.parts["search"], stage.app.session.searching
    panel.ask()
    wait(lambda: not searching.busy, PATIENCE)
    panel.question.put("ماء")
    wait(lambda: searching.answer is not None and searching.answer.complete, PATIENCE)
    panel.results.tabs.setCurrentIndex(1)
    wait(lambda: not searching.busy, PATIENCE)
    stage.settle(1.0)


def _news(stage: Any) -> None:
    """A news page, what is not its story dimmed."""
    stage.open("library-opening")
    wait(lambda: not stage.app.session.aligning.busy, PATIENCE)
    stage.settle(1.0)


PICTURES: dict[str, tuple[str, str, Callable[[Any], None]]] = {
    "reading": ("en", "light", _reading),
    "concordance": ("en", "light", _concordance),
    "concordance-arabic": ("ar", "light", _concordance),
    "arabic-dark": ("ar", "dark", _news),
}
"""Name: language and theme of the interface, and what is done before the picture is taken."""


def _begin(home: Path, language: str, theme: str) -> Any:
    """The program on a copy of the sample corpus, as scenes want it."""
    from PySide6.QtWidgets import QApplication
    from scenes import Stage

    from viewer import app as program

    qt = QApplication([])
    program.load_fonts()
    corpus = Path(shutil.copytree(ROOT / "seeds", home / "texts"))
    app = program.App(qt, program.start_options(["--language", language, "--theme", theme]))
    assert app.window is not None
    app.window.resize(*SIZE_PX)
    app.window.show()
    return Stage(app, corpus)


def _save(pixels: Any, path: Path) -> None:
    from PIL import Image
    from PySide6.QtCore import QBuffer, QIODevice

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    pixels.save(buffer, "PNG")
    path.parent.mkdir(exist_ok=True)
    Image.open(io.BytesIO(buffer.data().data())).save(path, quality=88, method=6)


def draw(names: list[str]) -> None:
    """Draw some pictures in this process, and end it: one of the README, or parts in a language."""
    part = names[0] in GUIDE_PICTURES
    language, theme, prepare = (
        (names[0].rpartition(".")[2], "light", None) if part else PICTURES[names[0]]
    )
    with tempfile.TemporaryDirectory() as folder:
        stage = _begin(Path(folder), language, theme)
        if prepare is None:
            begin(stage, language)
            for name in names:
                _save(PARTS[GUIDE_PICTURES[name]](stage, language), GUIDE_OUT / f"{name}.webp")
        else:
            stage.app.session.open_paths([stage.corpus])
            session = stage.app.session
            wait(lambda: not session.busy and len(session.corpora) > 0, PATIENCE)
            prepare(stage)
            _save(stage.window.grab(), OUT / f"{names[0]}.webp")
        sys.stdout.flush()
        os._exit(0)  # nothing of it is worth being put away in order


def _runs(names: list[str]) -> list[list[str]]:
    """What is drawn in one process: a picture of the README alone, parts by their language."""
    parts = [
        [n for n in names if n in GUIDE_PICTURES and n.endswith(end)] for end in (".ar", ".en")
    ]
    return [[name] for name in names if name in PICTURES] + [each for each in parts if each]


def main(names: list[str]) -> int:
    """Draw some pictures, or all; the exit code tells of one that is missing or too large."""
    wanted = names or [*PICTURES, *GUIDE_PICTURES]
    for run in _runs(wanted):
        with tempfile.TemporaryDirectory() as home:
            command = [sys.executable, "-m", "tests.pictures", "--one", *run]
            screen = SIZE_PX[0] + 100, SIZE_PX[1] + 100
            around = environment(Path(home), 1, screen)
            subprocess.run(command, cwd=ROOT, env=around, timeout=PATIENCE, check=True)
    large = False
    for name in wanted:
        part = name in GUIDE_PICTURES
        size = ((GUIDE_OUT if part else OUT) / f"{name}.webp").stat().st_size
        print(f"{name}.webp: {size:,} bytes")
        large |= size > (LARGEST_GUIDE_BYTES if part else LARGEST_BYTES)
    return int(large)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        draw(sys.argv[2:])
    sys.exit(main(sys.argv[1:]))
