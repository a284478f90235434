"""The system's tesseract: where it is, what it can read, and a page read by it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from viewer.core.base.errors import Unreadable
from viewer.core.pages.sheets import PagePixels
from viewer.core.parsing.scan.page_text import PageText, from_tsv
from viewer.core.worker.client import Cancelled, child_environment, command, home

LIST_TIMEOUT_S = 10.0
"""Seconds that it may take to say what it can read."""
PAGE_READING_TIMEOUT_S = 180.0
"""Seconds that a page may take."""
READING_MEMORY_BYTES = 3 << 30
"""Bytes of address space that it may use: three languages want one gigabyte."""
LONGEST_TSV_BYTES = 32 << 20

BY_TAG = {
    "ar": "ara", "en": "eng", "fa": "fas", "he": "heb", "ur": "urd", "fr": "fra", "de": "deu",
    "es": "spa", "it": "ita", "pt": "por", "nl": "nld", "la": "lat", "el": "ell", "tr": "tur",
    "ru": "rus", "syr": "syr", "yi": "yid", "ps": "pus", "sd": "snd", "ug": "uig", "ku": "kmr",
    "hy": "hye", "am": "amh", "az": "aze", "uz": "uzb", "id": "ind", "ms": "msa", "sw": "swa",
}  # fmt: skip
"""What tesseract calls a language (ISO 639-2/T) by its tag (BCP 47)."""
UNTOLD = ("ara", "eng")
"""What a page is read as whose language nobody knows."""

_NAME = re.compile(r"[A-Za-z][A-Za-z_/]{2,40}")
_NO_LANGUAGES = ("osd", "equ", "snum")
_PLACES = {
    "darwin": ("/opt/homebrew/bin", "/usr/local/bin", "/opt/local/bin"),
    "win32": (r"C:\Program Files\Tesseract-OCR", r"C:\Program Files (x86)\Tesseract-OCR"),
}
"""Where its installers put it without telling the search path of programs with a window."""


class NoTesseract(Exception):
    """Nothing here can read a page. `languages`: those that are lacking, as tesseract calls them;
    `has_program`: whether it is there itself."""

    def __init__(self, languages: Iterable[str] = (), has_program: bool = False) -> None:
        self.languages, self.has_program = tuple(languages), has_program
        super().__init__("+".join(self.languages))


@dataclass(frozen=True)
class Engine:
    """An installed tesseract. `name`: with its version."""

    program: str
    name: str
    languages: frozenset[str]

    def choose(self, tag: str, asked: str = "") -> str:
        """The languages to read a document of that tag as, joined by `+`; `asked`: what the reader
        said. Raises `NoTesseract`."""
        wanted = [each for each in asked.split("+") if _NAME.fullmatch(each)]
        known = BY_TAG.get(tag.partition("-")[0])
        wanted = wanted or ([known] if known else [])
        if not wanted:
            return "+".join(each for each in UNTOLD if each in self.languages) or self._any()
        if missing := [each for each in wanted if each not in self.languages]:
            raise NoTesseract(missing, has_program=True)
        return "+".join(wanted)

    def _any(self) -> str:
        if not self.languages:
            raise NoTesseract(UNTOLD[:1], has_program=True)
        return min(self.languages)


def find_engine() -> Engine:
    """The tesseract of the system; asks it what it can read. Raises `NoTesseract`."""
    places = os.pathsep.join(_PLACES.get(sys.platform, ()))
    program = shutil.which("tesseract") or shutil.which("tesseract", path=places)
    if program is None:
        raise NoTesseract
    program = str(Path(program).absolute())
    listed, version = _says(program, "--list-langs"), _says(program, "--version")
    names = {line.strip() for line in listed.splitlines()[1:]}
    known = {name for name in names if _NAME.fullmatch(name) and name not in _NO_LANGUAGES}
    name = " ".join(version.split("\n", 1)[0].split())[:40] or "tesseract"
    return Engine(program, name, frozenset(known))


def _says(program: str, *arguments: str) -> str:
    """What a program prints; nothing where it fails or takes too long."""
    try:
        done = subprocess.run(
            [program, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=LIST_TIMEOUT_S,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace")


def installing(languages: Iterable[str]) -> str:
    """What installs tesseract with these languages on this system: a command, or an address."""
    codes = [code.lower().replace("_", "-") for code in languages]
    if sys.platform == "win32":
        return "https://github.com/UB-Mannheim/tesseract/wiki"
    if sys.platform == "darwin":
        return "brew install tesseract tesseract-lang"
    for manager, begin, name in _MANAGERS:
        if shutil.which(manager):
            return " ".join([begin, *(name.format(code) for code in codes)])
    return " ".join(["tesseract-ocr", *(f"tesseract-ocr-{code}" for code in codes)])


_MANAGERS = (
    ("apt", "sudo apt install tesseract-ocr", "tesseract-ocr-{}"),
    ("dnf", "sudo dnf install tesseract", "tesseract-langpack-{}"),
    ("pacman", "sudo pacman -S tesseract", "tesseract-data-{}"),
    ("zypper", "sudo zypper install tesseract-ocr", "tesseract-ocr-traineddata-{}"),
)
"""Package managers: the command that they have, what installs the program, a language's package."""


class PageReader:
    """Has pages read, one at a time. `stop` may come from any thread."""

    def __init__(self, timeout: float = PAGE_READING_TIMEOUT_S) -> None:
        self._timeout = timeout
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def read(self, engine: Engine, languages: str, page: PagePixels, path: Path) -> PageText:
        """The text of a page of the file `path`. Raises `Unreadable`, `Cancelled` among them."""
        limits = str(READING_MEMORY_BYTES), str(int(self._timeout) + 1)
        what = ("stdin", "stdout", "-l", languages, "--psm", "3", "--dpi", str(page.dpi), "tsv")
        output, code = self._run(command("--ocr", *limits, engine.program, *what), page, path)
        if code != 0 or len(output) > LONGEST_TSV_BYTES:
            raise Unreadable(path, "broken", f"tesseract: exit code {code}")
        try:
            text = output.decode("utf-8", "replace")
            return from_tsv(text, (page.width, page.height), engine.name, languages)
        except (ValueError, IndexError) as error:
            raise Unreadable(path, "broken", f"tesseract: {error}"[:200]) from error

    def _run(self, caged: list[str], page: PagePixels, path: Path) -> tuple[bytes, int]:
        """What the command prints of a picture, and how it ended."""
        with self._lock:
            if self._stopped:
                raise Cancelled(path)
            try:
                self._process = process = subprocess.Popen(
                    caged,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    cwd=home(),
                    env=child_environment("TESSDATA_PREFIX"),
                    creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
                )
            except OSError as error:
                raise Unreadable(path, "broken", f"no child: {error}") from error
        try:
            output, _ = process.communicate(page.as_pnm(), timeout=self._timeout)
        except subprocess.TimeoutExpired as error:
            raise Unreadable(path, "timeout", f"{self._timeout:g} s") from error
        finally:
            process.kill()
            process.wait()
            with self._lock:
                self._process = None
        if self._stopped:
            raise Cancelled(path)
        return output, process.returncode

    def stop(self) -> None:
        """End what is being read, and read nothing more."""
        with self._lock:
            self._stopped = True
            if self._process is not None:
                self._process.kill()
