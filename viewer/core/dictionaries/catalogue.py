"""Every dictionary there is for the reader: those of the system, and the reader's own.

On the shelf the reader's own glossaries stand first: those of the corpus, then those from the
settings. A file that cannot be read is remembered with its reason; the others stay.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from viewer.core.base import plugins
from viewer.core.base.errors import PluginFailed, Unreadable
from viewer.core.dictionaries import stardict, tbx
from viewer.core.dictionaries.dictd import INDEX, Dictd
from viewer.core.dictionaries.freedict import SHARED
from viewer.core.dictionaries.glossary import TABLES, Glossary, Term, table_terms
from viewer.core.dictionaries.stardict import StarDict
from viewer.core.morphology.entries import Entry

GLOSSARIES = "glossaries"
"""The folder of a corpus' own ones, among its notes."""
DEPTH = 3
"""Folders inside a named folder that are looked into."""
MOST_FILES = 500

State = tuple[tuple[str, int, int], ...]
"""Path, time in ns and bytes of every file that may be a dictionary."""


class Dictionary(Protocol):
    """What all of them can do. `language`: of the words; `into`: of what stands for them."""

    path: Path
    title: str
    language: str
    into: str

    def find(self, word: str) -> list[Entry]: ...

    def reverse(self, word: str) -> list[Entry]: ...


ReadTbx = Callable[[Path], Iterable[Term]]
"""Parses a file of TBX, mostly in a child."""


@dataclass(frozen=True)
class DictionarySource:
    """A row: the suffixes of files that are dictionaries, and what opens one; it raises
    `Unreadable`.

    `glossary`: among the reader's own files they are glossaries, which stand first; `system`: they
    are looked for in the folders of the system too.
    """

    name: str
    suffixes: tuple[str, ...]
    open: Callable[[Path, ReadTbx], Dictionary]
    glossary: bool
    system: bool


SOURCES = (
    DictionarySource(
        *("TSV, CSV", TABLES, lambda path, _: Glossary(path, table_terms(path))),
        glossary=True,
        system=False,
    ),
    DictionarySource(
        *("TBX", tbx.TBX_SUFFIXES, lambda path, read_tbx: Glossary(path, read_tbx(path))),
        glossary=True,
        system=False,
    ),
    DictionarySource(
        *("StarDict", (stardict.STARDICT_SUFFIX,), lambda path, _: StarDict(path)),
        glossary=True,
        system=True,
    ),
    DictionarySource("dictd", (INDEX,), lambda path, _: Dictd(path), glossary=False, system=True),
)


def sources() -> tuple[DictionarySource, ...]:
    """Every kind there is, those of allowed plug-ins last."""
    ours = {suffix for each in SOURCES for suffix in each.suffixes}
    points = plugins.points(plugins.DICTIONARIES)
    return (*SOURCES, *(_brought(point) for name, point in points.items() if name not in ours))


def file_filter() -> str:
    """The filter of a file dialog: `TSV, CSV, TBX, StarDict (*.tsv *.csv *.tbx *.ifo)`."""
    own = [each for each in sources() if each.glossary]
    suffixes = " ".join(f"*{suffix}" for each in own for suffix in each.suffixes)
    return f"{', '.join(each.name for each in own)} ({suffixes})"


class _Brought:
    """A dictionary of a plug-in: what goes wrong in it is `Unreadable`, with the plug-in's name."""

    def __init__(self, point: plugins.Point, path: Path) -> None:
        self._point, self.path = point, path
        self.failed: list[Unreadable] = []
        """The first thing that went wrong since it was opened; it says nothing from then on."""
        try:
            self._opened: Dictionary = point.load()(path)
            self.title = str(self._opened.title)
            self.language, self.into = str(self._opened.language), str(self._opened.into)
        except Unreadable:
            raise
        except (Exception, SystemExit) as error:
            raise self._blamed(error) from error

    def find(self, word: str) -> list[Entry]:
        return self._asked(word, back=False)

    def reverse(self, word: str) -> list[Entry]:
        return self._asked(word, back=True)

    def _asked(self, word: str, back: bool) -> list[Entry]:
        """Its entries; where it fails none, so that the other dictionaries still answer."""
        if self.failed:
            return []
        try:
            return list(self._opened.reverse(word) if back else self._opened.find(word))
        except (Exception, SystemExit) as error:
            self.failed.append(self._blamed(error))
            return []

    def _blamed(self, error: BaseException) -> Unreadable:
        why = error.reason if isinstance(error, PluginFailed) else plugins.what(error)
        return Unreadable(self.path, "plugin", f"{self._point.plugin.name}: {why}")


def _brought(point: plugins.Point) -> DictionarySource:
    """Among the reader's own files, like a glossary: a plug-in looks nowhere by itself."""
    named = point.name.removeprefix(".").upper()
    return DictionarySource(
        named, (point.name,), lambda path, _: _Brought(point, path), True, False
    )


def _suffixes(wanted: Callable[[DictionarySource], bool]) -> tuple[str, ...]:
    return tuple(suffix for each in sources() if wanted(each) for suffix in each.suffixes)


@dataclass(frozen=True)
class Places:
    """Where to look. `own`: folders and files that the reader named; `corpus`: its glossaries."""

    system: tuple[Path, ...] = ()
    own: tuple[Path, ...] = ()
    corpus: Path | None = None


@dataclass
class Shelf:
    """`glossaries` are the reader's own, `dictionaries` the rest."""

    glossaries: list[Dictionary] = field(default_factory=list)
    dictionaries: list[Dictionary] = field(default_factory=list)
    unreadable: list[Unreadable] = field(default_factory=list)
    state: State = ()

    def __bool__(self) -> bool:
        return bool(self.glossaries or self.dictionaries)

    @property
    def faults(self) -> list[Unreadable]:
        """What could not be opened, and what failed since."""
        brought = [each for each in self.glossaries if isinstance(each, _Brought)]
        return [*self.unreadable, *(error for each in brought for error in each.failed)]


def system_places() -> tuple[Path, ...]:
    """Where systems put dictionaries of dictd and StarDict."""
    if sys.platform == "win32":
        found = [os.environ.get(name) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "APPDATA")]
        return tuple(Path(each) / "StarDict" / "dic" for each in found if each)
    shared = [Path(each) / name for each in SHARED for name in ("dictd", "stardict/dic")]
    return (*shared, Path.home() / ".stardict" / "dic")


def state(places: Places) -> State:
    """What changes when one of the files does."""
    found = []
    for path in _all(places):
        try:
            status = os.stat(path)
        except OSError:
            continue
        found.append((str(path), status.st_mtime_ns, status.st_size))
    return tuple(found)


def opened(places: Places, read_tbx: ReadTbx = tbx.terms) -> Shelf:
    """Open everything that has Arabic on one side."""
    shelf = Shelf(state=state(places))
    corpus = (places.corpus,) if places.corpus is not None else ()
    own, system = (*corpus, *places.own), places.system
    for path in _files(own, _suffixes(lambda each: each.glossary)):
        _add(shelf, shelf.glossaries, path, read_tbx)
    for path in _files((*places.own, *system), _suffixes(lambda each: not each.glossary)):
        _add(shelf, shelf.dictionaries, path, read_tbx)
    for path in _files(system, _suffixes(lambda each: each.glossary and each.system)):
        _add(shelf, shelf.dictionaries, path, read_tbx)
    return shelf


def _add(
    shelf: Shelf,
    onto: list[Dictionary],
    path: Path,
    read_tbx: ReadTbx,
) -> None:
    try:
        made = _opened(path, read_tbx)
    except Unreadable as error:
        shelf.unreadable.append(error)
        return
    if "ar" in (made.language, made.into):
        onto.append(made)


def _opened(path: Path, read_tbx: ReadTbx) -> Dictionary:
    suffix = path.suffix.lower()
    return next(each for each in sources() if suffix in each.suffixes).open(path, read_tbx)


def glossary_files(places: Places) -> list[Path]:
    """The tables of terms of the reader's own."""
    corpus = (places.corpus,) if places.corpus is not None else ()
    return list(_files((*corpus, *places.own), TABLES))


def _all(places: Places) -> list[Path]:
    corpus = (places.corpus,) if places.corpus is not None else ()
    return list(_files((*corpus, *places.own, *places.system), _suffixes(lambda each: True)))


def _files(folders: Iterable[Path], suffixes: tuple[str, ...]) -> Iterator[Path]:
    seen = set[Path]()
    for folder in folders:
        for path in _inside(folder) if folder.is_dir() else (folder,):
            if path.suffix.lower() in suffixes and path not in seen and path.is_file():
                seen.add(path)
                yield path


def _inside(folder: Path) -> list[Path]:
    found: list[Path] = []
    for here, folders, files in os.walk(folder):
        deep = len(Path(here).relative_to(folder).parts)
        folders[:] = sorted(f for f in folders if not f.startswith(".")) if deep < DEPTH else []
        found += [Path(here) / name for name in sorted(files)]
        if len(found) > MOST_FILES:
            break
    return found[:MOST_FILES]
