"""Where the index of a corpus is, and how far the making of it: for whoever only waits for it."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import NamedTuple

from viewer.core.base.paths import real_path

DOCUMENTS, WORKS, MEANING = "documents", "works", "meaning"


class Progress(NamedTuple):
    """Of one stage: how many are done of how many, and how many bytes of files that was."""

    stage: str
    done: int
    total: int
    bytes: int = 0


def index_path(cache: Path, root: Path) -> Path:
    """Where the index of a corpus is kept."""
    mark = hashlib.sha256(os.fsencode(real_path(root))).hexdigest()
    return cache / "index" / f"{mark[:24]}.db"
