"""The system's tesseract: where it is, what it can read, and a page read by it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from viewer.core.base.errors import NoTesseract, Unreadable
from viewer.core.pages.sheets import PagePixels
from viewer.core.parsing.scan.page_text import PageText, ScanLine, ScanWord, from_tsv
from viewer.core.worker.client import Cancelled, child_environment, command, home

if TYPE_CHECKING:
    from PIL.Image import Image

LIST_TIMEOUT_S = 10.0
"""Seconds that it may take to say what it can read."""
PAGE_READING_TIMEOUT_S = 180.0
"""Seconds that a page may take."""
READING_MEMORY_BYTES = 3 << 30
"""Bytes of address space that it may use: three languages want one gigabyte."""
LONGEST_TSV_BYTES = 32 << 20

BEST_LINE_PX = 36.0
"""Pixels that a line is high, from its highest to its lowest letter, where it is read best."""
LEAST_DPI = 70
"""Dots an inch below which tesseract believes no picture."""
LARGE_SHARE = 0.85
"""Share of the size of a page at which, or below, its lines are so high: then they are large."""
SURE_ENOUGH_PERCENT = 94.0
"""Sureness of the letters of a page from which it is not read again."""
TRUSTED_PERCENT = 65.0
"""Sureness below which tesseract guesses: what it then finds more of says nothing."""
INK_SHARE = 0.01
"""Share of the darkest pixels of a page that are surely ink."""
CLEARLY = 1.01
"""Times as much that must be sure in a second reading for it to count."""

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
_ROTATE = re.compile(r"^Rotate: (\d{1,3})", re.M)
_NO_LANGUAGES = ("osd", "equ", "snum")
_PLACES = {
    "darwin": ("/opt/homebrew/bin", "/usr/local/bin", "/opt/local/bin"),
    "win32": (r"C:\Program Files\Tesseract-OCR", r"C:\Program Files (x86)\Tesseract-OCR"),
}
"""Where its installers put it without telling the search path of programs with a window."""


class Engine(NamedTuple):
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
        """The text of a page of the file `path`. Raises `Unreadable`, `Cancelled` among them.

        Large letters are read once more smaller, as tesseract was trained on them: of whole lines
        that it passes over many are found then. The reading counts in which more is sure. What may
        be turned is read upright.
        """
        text = _tightened(self._best(engine, languages, page, path), page)
        if text.sureness()[0] >= TRUSTED_PERCENT and text.stands():
            return text
        quarters = self._quarters(engine, page, path)
        if not quarters:
            return text
        upright = _turned_back(page, quarters)
        other = _tightened(self._best(engine, languages, upright, path), upright)
        if text.stands() and other.sureness()[0] <= text.sureness()[0] * CLEARLY:
            return text
        return replace(other, turned=quarters)

    def _quarters(self, engine: Engine, page: PagePixels, path: Path) -> int:
        """By how many quarters, against the clock, tesseract finds a picture turned; none where it
        does not know (tesseract(1), `--psm 0`)."""
        limits = str(READING_MEMORY_BYTES), str(int(self._timeout) + 1)
        what = "stdin", "stdout", "--psm", "0", "--dpi", str(page.dpi)
        output, code = self._run(command("--ocr", *limits, engine.program, *what), page, path)
        found = _ROTATE.search(output.decode("ascii", "replace")) if code == 0 else None
        return int(found[1]) // 90 % 4 if found else 0

    def _best(self, engine: Engine, languages: str, page: PagePixels, path: Path) -> PageText:
        first = self._read(engine, languages, page, path)
        sure, high = first.sureness()[0], first.line_height()
        if sure >= SURE_ENOUGH_PERCENT or high * LARGE_SHARE < BEST_LINE_PX:
            return first
        small = _smaller(page, BEST_LINE_PX / high)
        try:
            second = self._read(engine, languages, small, path).scaled(first.size)
        except Cancelled:
            raise
        except Unreadable:
            return first
        sure, much = second.sureness()
        better = sure >= TRUSTED_PERCENT and much > first.sureness()[1] * CLEARLY
        return second if better else first

    def _read(self, engine: Engine, languages: str, page: PagePixels, path: Path) -> PageText:
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


def _smaller(page: PagePixels, share: float) -> PagePixels:
    """The same picture at that share of its size."""
    from PIL.Image import Resampling

    size = max(1, round(page.width * share)), max(1, round(page.height * share))
    small = _image(page).resize(size, Resampling.BOX)
    dpi = max(LEAST_DPI, round(page.dpi * share))
    return PagePixels(*size, dpi, page.mode, small.tobytes())


def _turned_back(page: PagePixels, quarters: int) -> PagePixels:
    """The picture turned by so many quarters with the clock."""
    image = _image(page).rotate(-90 * quarters, expand=True)
    return PagePixels(*image.size, page.dpi, page.mode, image.tobytes())


def _image(page: PagePixels) -> Image:
    from PIL import Image

    return Image.frombytes(page.mode, (page.width, page.height), page.pixels)


def _tightened(text: PageText, page: PagePixels) -> PageText:
    """The same with boxes as large as the ink in them: those of tesseract are often as high as a
    line."""
    grey = _image(page).convert("L")
    counts = grey.histogram()
    darkest, paper = _level(counts, INK_SHARE), _level(counts, 0.5)
    border = (darkest + paper) / 2
    ink = grey.point([255 if level < border else 0 for level in range(256)])

    def tight(word: ScanWord) -> ScanWord:
        left, top, right, bottom = (round(side) for side in word.box)
        found = ink.crop((left, top, right, bottom)).getbbox()
        if found is None:
            return word
        box = left + found[0], top + found[1], left + found[2], top + found[3]
        return word._replace(box=tuple(map(float, box)))

    lines = [[ScanLine([*map(tight, line.words)]) for line in each] for each in text.paragraphs]
    return replace(text, paragraphs=lines)


def _level(counts: list[int], share: float) -> int:
    """The level of grey below which that share of the pixels is."""
    wanted, seen = share * sum(counts), 0
    for level, count in enumerate(counts):
        seen += count
        if seen >= wanted:
            return level
    return 255
