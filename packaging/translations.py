"""Make Qt's binary .qm files out of resources/i18n/*.ts. Used by bootstrap.py and hatch_build.py.

Standard library only: the Python that holds PySide6 (and its lrelease) is told by path.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

# Not the `pyside6-lrelease` script: its first line holds a path, which is wrong once a tree moved.
LRELEASE = (
    "import sys; sys.argv[0] = 'lrelease';"
    "from PySide6.scripts.pyside_tool import lrelease; sys.exit(lrelease())"
)


class NotTranslated(Exception):
    """lrelease could not be run or refused a file. Carries its own words."""


def stale(folder: Path) -> list[Path]:
    """The .ts files of `folder` whose .qm is missing or older."""
    found = []
    for source in sorted(folder.glob("*.ts")):
        made = source.with_suffix(".qm")
        if not made.exists() or made.stat().st_mtime_ns < source.stat().st_mtime_ns:
            found.append(source)
    return found


def build(folder: Path, python: str) -> list[Path]:
    """Make every stale .qm file anew; return what was made. Raises NotTranslated."""
    made = []
    for source in stale(folder):
        target = source.with_suffix(".qm")
        unfinished = target.with_suffix(f".{os.getpid()}.tmp")  # two may build at the same time
        command = [python, "-c", LRELEASE, "-silent", str(source), "-qm", str(unfinished)]
        result = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
        if result.returncode or not unfinished.exists():
            unfinished.unlink(missing_ok=True)
            raise NotTranslated(f"{source.name}: {(result.stderr or result.stdout).strip()}")
        unfinished.replace(target)
        made.append(target)
    return made
