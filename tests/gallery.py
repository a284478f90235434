"""Pictures of every place of the program, to be looked at: `python -m tests.gallery OUT [NAME…]`.

In Arabic and English, light and dark, at 100 % and 200 %, each in a process of its own; with names
(the beginnings of names of scenes), those alone. OUT/index.html shows them side by side.
"""

from __future__ import annotations

import argparse
import html
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SCREEN = 1280, 800
"""Pixels of the screen at 100 %; at 200 % it has twice as many."""
LOOKS = [(language, theme) for language in ("ar", "en") for theme in ("light", "dark")]
PATIENCE = 400
"""Seconds that one process may take for all of its pictures."""


def environment(home: Path, scale: int, screen: tuple[int, int] = SCREEN) -> dict[str, str]:
    """That of a process which draws on a screen that is not there. `screen`: physical pixels."""
    size = {"width": screen[0], "height": screen[1]}
    one = {"name": "one", "x": 0, "y": 0, "logicalDpi": 96, "dpr": 1, **size}
    file = home / "screens.json"
    file.write_text(json.dumps({"screens": [one]}), "utf-8")
    tests = ROOT / "tests"
    path = [*map(str, (ROOT, tests / "core", tests / "ui")), os.environ.get("PYTHONPATH", "")]
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(filter(None, path)),
        "QT_QPA_PLATFORM": f"offscreen:configfile={file}",
        "QT_SCALE_FACTOR": str(scale),
        "QT_LOGGING_RULES": "default.warning=false",  # of what a screen that is not there cannot do
        "HASHIYA_HOME": str(home),
    }


def draw(out: Path, language: str, theme: str, wanted: list[str]) -> int:
    """Draw the scenes in this process. The number of those that could not be reached."""
    from PySide6.QtWidgets import QApplication, QWidget
    from scenes import SCENES, Stage

    from viewer import app as program

    qt = QApplication([])
    program.load_fonts()
    corpus = Path(shutil.copytree(ROOT / "seeds", out / "corpus"))
    app = program.App(qt, program.start_options(["--language", language, "--theme", theme]))
    assert app.window is not None
    app.window.resize(1240, 760)
    app.window.show()
    stage, lost = Stage(app, corpus), 0
    for scene in SCENES:
        if wanted and not scene.name.startswith(tuple(wanted)):
            continue

        def look(widget: QWidget, name: str = scene.name) -> None:
            again = 1
            while (file := out / f"{name}{f'-{again}' if again > 1 else ''}.png").exists():
                again += 1  # a scene of several pages
            widget.grab().save(str(file))

        try:
            scene.show(stage, look)
        except Exception as error:
            print(f"{out.name}: {scene.name}: {error!r}", file=sys.stderr)
            lost += 1
    sys.stdout.flush()
    os._exit(lost)  # nothing of it is worth being put away in order


def sheet(out: Path, folders: list[str]) -> None:
    """A page with a row for each scene and a column for each look."""
    names = sorted({path.stem for folder in folders for path in (out / folder).glob("*.png")})
    rows = []
    for name in names:
        cells = "".join(
            f'<td><a href="{folder}/{name}.png"><img loading="lazy" src="{folder}/{name}.png"></a>'
            for folder in folders
        )
        rows.append(f"<tr><th>{html.escape(name)}{cells}")
    head = "".join(f"<th>{folder}" for folder in folders)
    style = "img{max-width:420px} td{vertical-align:top;padding:6px} body{background:#888}"
    text = f"<!doctype html><meta charset=utf-8><title>Hashiya</title><style>{style}</style>"
    text += f"<table><tr><th>{head}{''.join(rows)}</table>"
    (out / "index.html").write_text(text, "utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--one", nargs=2, metavar=("LANGUAGE", "THEME"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    out: Path = options.out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    if options.one:
        language, theme = options.one
        return draw(out, language, theme, options.names)
    folders, lost = [], 0
    for scale in (1, 2):
        for language, theme in LOOKS:
            folder = f"{language}-{theme}-{scale}x"
            folders.append(folder)
            shutil.rmtree(out / folder, ignore_errors=True)
            (out / folder).mkdir()
            with tempfile.TemporaryDirectory() as home:
                command = [sys.executable, "-m", "tests.gallery", str(out / folder)]
                command += [*options.names, "--one", language, theme]
                screen = SCREEN[0] * scale, SCREEN[1] * scale
                lost += subprocess.run(
                    command, cwd=ROOT, env=environment(Path(home), scale, screen), timeout=PATIENCE
                ).returncode
            shutil.rmtree(out / folder / "corpus", ignore_errors=True)
            (out / folder / "crash.txt").unlink(missing_ok=True)
    sheet(out, folders)
    print(f"{len(list(out.rglob('*.png')))} pictures, {lost} failures: {out / 'index.html'}")
    return bool(lost)


if __name__ == "__main__":
    sys.exit(main())
