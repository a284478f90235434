"""A plug-in as a stranger would make it: a package with entry points, in a folder of its own."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from viewer.core.base import plugins

READER = """
import os
from pathlib import Path
from viewer.core.text.document_builder import Builder

VERSION = 1


def load(path: Path, encoding=None, language=None):
    text = path.read_text("utf-8")
    if text == "bad":
        raise KeyError("no such thing")
    if text == "nothing":
        return None
    builder = Builder()
    for line in text.split("|"):
        builder.add(line)
    builder.add(str(os.getpid()))
    try:
        (path.parent / "written").write_text("out of the cage")
    except OSError as error:
        builder.add(type(error).__name__)
    return builder.document("toy", format_version=VERSION, path=path)
"""

WRITER = """
def write(bitexts, path):
    names = [each.name for each in bitexts]
    if any("bad" in name for name in names):
        raise KeyError("no such name")
    path.write_text("|".join(names), "utf-8")
"""

DICTIONARY = """
from viewer.core.morphology.entries import Entry


class Toy:
    language, into = "ar", "en"

    def __init__(self, path):
        self.path, self.title = path, path.stem
        self.words = dict(line.split("=") for line in path.read_text("utf-8").split())

    def find(self, word):
        if "bad" in self.words.values():
            raise KeyError(word)
        return [Entry(word, (self.words[word],))] if word in self.words else []

    def reverse(self, word):
        return []
"""

VERB = """
def run(argv):
    if argv == ["bad"]:
        raise KeyError("no such word")
    print("toy", *argv)
    return 3
"""

POINTS = """
[hashiya.formats]
.toy = hashiya_toy.reader
.txt = hashiya_toy.reader

[hashiya.exporters]
.toy = hashiya_toy.writer

[hashiya.dictionaries]
.toy = hashiya_toy.dictionary:Toy

[hashiya.verbs]
toy = hashiya_toy.verb:run
"""


def make_plugin(folder: Path, version: str = "0.1") -> Path:
    """Put `hashiya-toy` into a folder, which is then to be a part of Python's path."""
    package = folder / "hashiya_toy"
    package.mkdir(parents=True, exist_ok=True)
    (package / "__init__.py").touch()
    for name, text in (
        *(("reader", READER), ("writer", WRITER)),
        *(("dictionary", DICTIONARY), ("verb", VERB)),
    ):
        (package / f"{name}.py").write_text(text, "utf-8")
    for old in folder.glob("*.dist-info"):
        old.rename(folder / f"hashiya_toy-{version}.dist-info")
    facts = folder / f"hashiya_toy-{version}.dist-info"
    facts.mkdir(exist_ok=True)
    about = f"Metadata-Version: 2.1\nName: hashiya-toy\nVersion: {version}\n"
    (facts / "METADATA").write_text(about, "utf-8")
    (facts / "entry_points.txt").write_text(POINTS, "utf-8")
    return folder


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """The folder of a plug-in that is installed for this process and its children."""
    folder = make_plugin(tmp_path / "outside")
    monkeypatch.setenv("HASHIYA_HOME", str(tmp_path / "home"))
    path = [str(folder), os.environ.get("PYTHONPATH", "")]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, path)))
    monkeypatch.syspath_prepend(folder)
    plugins.allowed.cache_clear()
    yield folder
    plugins.allowed.cache_clear()
    for name in [name for name in sys.modules if name.startswith("hashiya_toy")]:
        del sys.modules[name]


def toy() -> plugins.Plugin:
    """What was installed."""
    (found,) = (each for each in plugins.installed() if each.name == "hashiya-toy")
    return found
