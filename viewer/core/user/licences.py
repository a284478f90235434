"""The licences of the program and of all that it stands on.

A package has them collected in folders with an `index.json`; from source and from a wheel they are
found among the packages of its Python.
"""

from __future__ import annotations

import contextlib
import importlib.metadata
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_NOTICE = re.compile(r"(^|[/._-])(licen[cs]es?|copying|notices?|authors)([/._-]|$)", re.IGNORECASE)
_SAID = ("License-Expression", "License")
_CODE = (".py", ".pyc", ".so", ".pyd", ".pyi", ".dll")


@dataclass(frozen=True)
class Component:
    """A part of the program that somebody made: the name of its licence and the texts of it."""

    name: str
    version: str
    licence: str
    texts: tuple[Path, ...]

    def text(self) -> str:
        """Its texts, one after the other; what cannot be read is left out."""
        found = []
        for path in self.texts:
            with contextlib.suppress(OSError):
                found.append(path.read_text("utf-8", "replace").strip("\ufeff\n"))
        return "\n\n".join(found)


def licence_of(package: importlib.metadata.Distribution) -> str:
    """What an installed package calls its licence, in short; empty where it says nothing."""
    about = package.metadata
    told = next((text for name in _SAID for text in about.get_all(name) or () if text), "")
    if not told or len(told) > 60:
        classes = [c for c in about.get_all("Classifier") or [] if c.startswith("License ::")]
        told = ", ".join(c.rpartition(" :: ")[2] for c in classes)
    return told.strip()


def texts_of(package: importlib.metadata.Distribution) -> list[Path]:
    """The files of an installed package that hold its licence."""
    found = []
    for file in package.files or ():
        name = file.as_posix()
        near = ".dist-info/" in name or name.count("/") <= 1
        if near and _NOTICE.search(name) and not name.endswith(_CODE):
            found.append(Path(str(package.locate_file(file))))
    return found


def collected(folders: Iterable[Path]) -> list[Component]:
    """What the indexes of these folders list; a broken index lists nothing."""
    found = []
    for folder in folders:
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            for row in json.loads((folder / "index.json").read_text("utf-8")):
                texts = tuple(folder / name for name in row["files"])
                found.append(Component(row["name"], row["version"], row["licence"], texts))
    return found


def installed() -> list[Component]:
    """The Python packages beside the program, by name."""
    found = {}
    for package in importlib.metadata.distributions():
        texts = tuple(texts_of(package))
        row = Component(package.name, package.version, licence_of(package), texts)
        found[package.name.lower()] = row
    return [found[name] for name in sorted(found)]
