"""Killing the program while it writes a file of the reader's: what has the name is whole.

A child writes one kind of file over and over, each time a later version, and tells when one is
there. The parent kills it with SIGKILL in the midst of a later one and reads what it left.
"""

from __future__ import annotations

import csv
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zipfile import ZipFile

import pytest

ROWS = 300
KILLS = 10
"""Of each kind, with `--all`."""

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no SIGKILL here")


def zipped(path: Path) -> None:
    with ZipFile(path) as file:
        assert file.testzip() is None and file.namelist()


def page(path: Path) -> None:
    assert path.read_text("utf-8").rstrip().endswith("</html>")


def edition(folder: Path) -> None:
    assert (folder / "index.html").exists()
    for each in folder.rglob("*.html"):
        page(each)


def copy_of_pdf(path: Path) -> None:
    data = path.read_bytes()
    assert data.startswith(b"%PDF") and data.rstrip().endswith(b"%%EOF")


def table(path: Path) -> None:
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file))) == ROWS + 1


def layer(folder: Path) -> None:
    (found,) = (each for each in folder.rglob("*.json") if not each.name.startswith("."))
    assert len(json.loads(found.read_bytes())["lines"]) == ROWS


KINDS: dict[str, tuple[str, Callable[[Path], None]]] = {
    "docx": ("work.docx", zipped),
    "xlsx": ("work.xlsx", zipped),
    "html": ("work.html", page),
    "page": ("edition.html", page),
    "edition": ("edition", edition),
    "pdf": ("copy.pdf", copy_of_pdf),
    "words": ("words.csv", table),
    "layer": ("layer", layer),
}


@pytest.mark.variants
@pytest.mark.parametrize("kind", KINDS)
def test_what_has_the_name_is_whole_when_it_is_killed(kind: str, tmp_path: Path) -> None:
    look_at_killed(kind, tmp_path, 0)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1, KILLS))
@pytest.mark.parametrize("kind", KINDS)
def test_what_has_the_name_is_whole_whenever_it_is_killed(
    kind: str, seed: int, tmp_path: Path
) -> None:
    look_at_killed(kind, tmp_path, seed)


def look_at_killed(kind: str, root: Path, seed: int) -> None:
    name, whole = KINDS[kind]
    folder = root / "out"
    folder.mkdir()
    killed(kind, folder / name, root / "home", random.Random(f"{kind}{seed}"))
    whole(folder / name)
    assert {each.name for each in folder.iterdir() if not each.name.startswith(".")} == {name}


def killed(kind: str, target: Path, home: Path, pick: random.Random) -> None:
    child = subprocess.Popen(
        [sys.executable, __file__, kind, str(target)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "HASHIYA_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"},
    )
    alarm = threading.Timer(120, child.kill)
    alarm.start()
    assert child.stdout is not None
    began = time.monotonic()
    told = child.stdout.readline()
    one = time.monotonic() - began
    told = told and child.stdout.readline()
    time.sleep(pick.random() * min(one, 0.5))
    child.send_signal(signal.SIGKILL)
    alarm.cancel()
    _, errors = child.communicate()
    assert told == b"written\n" and child.returncode == -signal.SIGKILL, errors.decode()


# The child


def written(kind: str, target: Path, version: int) -> None:
    """A file of a kind, by what the program does in the background for it."""
    from viewer.core.dictionaries.word_list import Listed
    from viewer.core.worker.client import Worker
    from viewer.session.bitext.export import Write, WriteEdition
    from viewer.session.words.lookup_jobs import ExportWords

    job: Any = SimpleNamespace(cancelled=False, tell=str, check=int)
    if kind == "words":
        found = [Listed(f"كلمة{n}", "en", f"word {version}") for n in range(ROWS)]
        ExportWords(found, ["a", "b", "c", "d", "e"], target)(job)
    elif kind == "layer":
        save_layer(target, version)
    elif kind == "pdf":
        copy_pdf(target, job)
    else:
        write = WriteEdition if kind in ("page", "edition") else Write
        texts: Any = ["one", "two"]
        made = write(lambda _, work, __: bitext(work, version), texts, target, [Worker()])
        if isinstance(made, WriteEdition):
            made.title, made.language = "T", "ar"
        made(job)


def bitext(name: str, version: int) -> Any:
    from viewer.core.export.bitext import Bitext, Unit

    units = [Unit({"ar": f"سطر {n} من {version}", "en": f"Line {n}"}) for n in range(ROWS)]
    return Bitext(name, {"ar": "ar", "en": "en"}, units)


def save_layer(target: Path, version: int) -> None:
    from viewer.core.parsing.scan.layer import save_page

    said = SimpleNamespace(as_json=lambda: {"lines": [f"سطر {version}"] * ROWS})
    save_page(target, "0" * 64, 0, said)  # type: ignore[arg-type]


def copy_pdf(target: Path, job: Any) -> None:
    from viewer.session.pdf_copy import _Copy

    class Pieces:
        def copy_with_notes(self, *_: object) -> Iterator[bytes]:
            yield b"%PDF-1.7\n"
            yield from (array("b", [n % 9] * 9999).tobytes() for n in range(ROWS))
            yield b"\n%%EOF\n"

    pieces: Any = Pieces()
    _Copy(pieces, target, None, [], target)(job)


if __name__ == "__main__":
    for number in range(10_000):
        written(sys.argv[1], Path(sys.argv[2]), number)
        print("written", flush=True)
