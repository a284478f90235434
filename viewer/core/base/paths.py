"""Where things are: what the program brings along, and the folders it keeps for its reader.

The program lives in three homes: the source tree (`resources/` and `seeds/` beside `viewer/`),
an installed wheel (`viewer/_data/`), and a frozen bundle (under `sys._MEIPASS`).
"""

from __future__ import annotations

import contextlib
import importlib
import os
import sys
from functools import cache
from pathlib import Path

import platformdirs

APP_NAME = "hashiya"
PACKAGE = Path(__file__).resolve().parents[2]
FONT_PACKAGES = (
    "fontpkg_amiri",
    "fontpkg_noto_sans_arabic",
    "fontpkg_ibm_plex_sans_arabic",
    "fontpkg_source_serif_4",
)
UNUSED_WEIGHTS = ("-Thin", "-ExtraLight", "-Light", "-Medium", "-SemiBold")
"""Faces that nothing is set in: each costs the start a few milliseconds."""


def real_path(path: str | os.PathLike[str]) -> str:
    """Where a path leads, links followed; where the system will not say, the path in full.

    On Windows a volume that some driver of its own brings may refuse to be asked.
    """
    try:
        return os.path.realpath(path)
    except OSError:
        return os.path.abspath(path)


@cache
def _brought_along() -> Path:
    """The folder that holds `resources/` and `seeds/`."""
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle is not None:
        return Path(bundle)
    wheel = PACKAGE / "_data"
    return wheel if wheel.is_dir() else PACKAGE.parent


def resources_dir() -> Path:
    """Icons, themes and translations."""
    return _brought_along() / "resources"


def seeds_dir() -> Path:
    """The sample corpus. It may be read-only: notes on it belong in `data_dir()`."""
    return _brought_along() / "seeds"


def guide_dir() -> Path:
    """The guide to the program, a work in both languages."""
    return resources_dir() / "guide"


def homepage() -> str:
    """The address of the project; "" while it has none of its own, and where nobody built it."""
    file = resources_dir() / "homepage.txt"
    return file.read_text("utf-8").strip() if file.is_file() else ""


def own_folders() -> tuple[Path, ...]:
    """The texts that come along: nothing is written into them, and they are nobody's corpora."""
    return seeds_dir(), guide_dir()


def licence_dirs() -> list[Path]:
    """Where a package keeps the licences of what it ships; none from source and from a wheel."""
    found = (_brought_along() / name for name in ("licences", "licences.semantic"))
    return [folder for folder in found if folder.is_dir()]


def _private(folder: Path) -> Path:
    """Make `folder` for this user's eyes only, or make it that. Raises OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if sys.platform != "win32" and folder.stat().st_mode & 0o077:
        with contextlib.suppress(OSError):  # somebody else's, or a file system without modes
            folder.chmod(0o700)
    return folder


def _user_folder(kind: str, default: Path) -> Path:
    """`default`, or `HASHIYA_HOME/kind` where that variable moves everything."""
    home = os.environ.get("HASHIYA_HOME")
    return _private(Path(home).expanduser().absolute() / kind if home else default)


def data_dir() -> Path:
    """What must not be lost: notes on single files, backups, the session."""
    return _user_folder("data", platformdirs.user_data_path(APP_NAME, appauthor=False))


def config_dir() -> Path:
    """The reader's settings."""
    return _user_folder("config", platformdirs.user_config_path(APP_NAME, appauthor=False))


def cache_dir() -> Path:
    """Index, alignments, vectors. Deleting it loses nothing."""
    return _user_folder("cache", platformdirs.user_cache_path(APP_NAME, appauthor=False))


def log_dir() -> Path:
    """What went wrong, in the program's own words; never the text of a document."""
    return _user_folder("log", platformdirs.user_log_path(APP_NAME, appauthor=False))


def font_files() -> list[Path]:
    """The font files of the packages in FONT_PACKAGES that are installed, in that order.

    A missing package is left out: the program then reads with the system's own fonts.
    `--self-test` is what complains.
    """
    found: list[Path] = []
    for name in FONT_PACKAGES:
        try:
            package = importlib.import_module(name)
        except ImportError:
            continue
        for place in package.__path__:
            files = Path(place) / "files"
            faces = sorted([*files.glob("*.ttf"), *files.glob("*.otf")])
            found.extend(face for face in faces if not face.stem.endswith(UNUSED_WEIGHTS))
    return found
