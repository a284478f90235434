"""Do the verbs work here? try_verbs.py [--place FOLDER ...] [PROGRAM]

PROGRAM: hashiya-cli.exe of a package; without it the source, run by this Python. It is asked to
read, search, line up, index and list the notes of a copy of the samples: in a folder, at a path
beyond 260 characters and in each FOLDER, such as the root of a drive or of a share, whose files are
replaced; under the code pages of Arabic, Western and new consoles, to a pipe and into a file.
Ends with the first answer that is wrong.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from viewer.core.base.long_paths import allow_long_paths  # noqa: E402 - the path is set above

CODE_PAGES = (1256, 720, 437, 65001)
DEEP = ("كتاب الحيوان الجزء الأول من المجموعة",) * 8
"""Folders of a path that is too long by itself."""
WORD = "العربية"
NOTE = {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    "type": "AnnotationCollection",
    "hashiya:version": 1,
    "hashiya:document": {"path": "reading/letter.en.txt"},
    "items": [
        {
            "type": "Annotation",
            "id": "urn:uuid:6c3e8f58-3f3c-4a59-9d9a-1d4c9e5b0a11",
            "created": "2026-01-01T00:00:00Z",
            "body": [{"type": "TextualBody", "purpose": "commenting", "value": "kept ✓ بقيت"}],
            "target": {
                "source": "reading/letter.en.txt",
                "selector": [{"type": "TextQuoteSelector", "exact": "dear"}],
            },
        }
    ],
}


def ask(program: list[str], *arguments: object) -> str:
    """What the program prints. Raises CalledProcessError."""
    command = [*program, *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout.decode()


def lay(corpus: Path) -> None:
    """The samples, and a note on one of them."""
    shutil.copytree(ROOT / "seeds", corpus, dirs_exist_ok=True)
    notes = corpus / "hashiya-notes" / "documents" / "reading" / "letter.en.txt.json"
    notes.parent.mkdir(parents=True, exist_ok=True)
    notes.write_text(json.dumps(NOTE), "utf-8")


def try_corpus(program: list[str], corpus: Path) -> None:
    """Every verb that a reader of a folder needs."""
    lay(corpus)
    arabic, english = (corpus / "reading" / f"letter.{code}.txt" for code in ("ar", "en"))
    assert json.loads(ask(program, "read", arabic, "--json"))["language"] == "ar"
    assert json.loads(ask(program, "align", arabic, english, "--json"))["beads"]
    notes = json.loads(ask(program, "notes", corpus, "--json"))
    assert "kept ✓ بقيت" in [note["text"] for note in notes]
    ask(program, "index", corpus)
    hits = json.loads(ask(program, "search", corpus, WORD, "--json"))["hits"]
    assert hits and all((corpus / hit["path"]).is_file() for hit in hits)
    print(f"ok: {len(str(arabic))} characters, {str(corpus)[:60]}", flush=True)


def try_output(program: list[str], folder: Path) -> None:
    """UTF-8 whatever the console's code page, to a pipe and into a file."""
    wanted = ask(program, "search", "seeds", WORD)
    assert WORD in wanted
    if sys.platform != "win32":
        return
    kernel = ctypes.WinDLL("kernel32")
    if not kernel.SetConsoleOutputCP(CODE_PAGES[0]):  # nobody looks on: a console of our own
        kernel.FreeConsole()
        kernel.AllocConsole()
    for page in CODE_PAGES:
        assert kernel.SetConsoleOutputCP(page) and kernel.SetConsoleCP(page)
        with open(folder / "out.txt", "wb") as file:
            command = [*program, "search", "seeds", WORD]
            subprocess.run(command, cwd=ROOT, stdout=file, check=True)
        assert (folder / "out.txt").read_bytes().decode() == ask(program, "search", "seeds", WORD)
        assert (folder / "out.txt").read_bytes().decode() == wanted
        print(f"ok: code page {page}", flush=True)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--place", type=Path, action="append", default=[])
    parser.add_argument("program", nargs="?")
    options = parser.parse_args(arguments)
    source = [sys.executable, "-m", "viewer"]
    program = [options.program] if options.program else source
    allow_long_paths()
    print(ask(program, "--version"), ask(program, "--self-test"))
    with tempfile.TemporaryDirectory() as folder:
        for place in (Path(folder, "نصوص"), Path(folder).joinpath(*DEEP), *options.place):
            try_corpus(program, place)
        try_output(program, Path(folder))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
