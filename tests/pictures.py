"""Make the pictures of the README out of the program as it is: `python -m tests.pictures`.

Whole windows over the sample corpus, drawn on a screen that is not there, into resources/pictures/.
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

OUT = ROOT / "resources" / "pictures"
SIZE_PX = 1200, 760
"""Of a window."""
LARGEST_BYTES = 150_000
"""Of a picture; the README is read over slow lines too."""


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
    stage.settle(1.0)


PICTURES: dict[str, tuple[str, str, Callable[[Any], None]]] = {
    "reading": ("en", "light", _reading),
    "concordance": ("en", "light", _concordance),
    "arabic-dark": ("ar", "dark", _news),
}
"""Name: language and theme of the interface, and what is done before the picture is taken."""


def draw(name: str) -> None:
    """Draw one picture in this process, and end it."""
    from PIL import Image
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtWidgets import QApplication
    from scenes import Stage

    from viewer import app as program

    language, theme, prepare = PICTURES[name]
    qt = QApplication([])
    program.load_fonts()
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(shutil.copytree(ROOT / "seeds", Path(folder) / "texts"))
        app = program.App(qt, program.start_options(["--language", language, "--theme", theme]))
        assert app.window is not None
        app.window.resize(*SIZE_PX)
        app.window.show()
        stage = Stage(app, corpus)
        app.session.open_paths([corpus])
        wait(lambda: not app.session.busy and len(app.session.corpora) > 0, PATIENCE)
        prepare(stage)
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        app.window.grab().save(buffer, "PNG")
        image = Image.open(io.BytesIO(buffer.data().data()))
        OUT.mkdir(exist_ok=True)
        image.save(OUT / f"{name}.webp", quality=88, method=6)
        sys.stdout.flush()
        os._exit(0)  # nothing of it is worth being put away in order


def main(names: list[str]) -> int:
    """Draw some pictures, or all; the exit code tells of one that is missing or too large."""
    for name in names or PICTURES:
        with tempfile.TemporaryDirectory() as home:
            command = [sys.executable, "-m", "tests.pictures", "--one", name]
            screen = SIZE_PX[0] + 100, SIZE_PX[1] + 100
            around = environment(Path(home), 1, screen)
            subprocess.run(command, cwd=ROOT, env=around, timeout=PATIENCE, check=True)
        size = (OUT / f"{name}.webp").stat().st_size
        print(f"{name}.webp: {size:,} bytes")
        if size > LARGEST_BYTES:
            return 1
    return 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        draw(sys.argv[2])
    sys.exit(main(sys.argv[1:]))
