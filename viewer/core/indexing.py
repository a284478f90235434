"""Bringing the index of a corpus up to date, step by step, so that it can be read meanwhile."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from viewer.core.corpus import CorpusFile, File
from viewer.core.document import Document
from viewer.core.errors import Unreadable
from viewer.core.index import Index
from viewer.core.worker import Worker

STEP = 50
"""Documents that are taken in together; one transaction."""
BYTES = 4_000_000
"""Bytes of files after which a step ends earlier."""


def index_path(cache: Path, root: Path) -> Path:
    """Where the index of a corpus is kept."""
    mark = hashlib.sha256(os.fsencode(os.path.realpath(root))).hexdigest()
    return cache / "index" / f"{mark[:24]}.db"


def update(
    index: Index,
    root: Path,
    files: Sequence[File],
    said: CorpusFile,
    worker: Worker,
    stop: Callable[[], bool] = lambda: False,
) -> Iterator[tuple[int, int]]:
    """Read what is new or changed and forget what is gone; (documents done, all of them).

    A document that cannot be read is noted as seen, so that it is not tried at every start.
    """
    new, gone = index.behind(files)
    index.forget(gone)
    done = 0
    yield done, len(new)
    for step in _steps(new):
        if stop():
            return
        index.put([(file, _load(root, file, said, worker)) for file in step])
        done += len(step)
        yield done, len(new)


def _steps(files: Sequence[File]) -> Iterator[list[File]]:
    step: list[File] = []
    size = 0
    for file in files:
        step.append(file)
        size += file.size
        if len(step) >= STEP or size >= BYTES:
            yield step
            step, size = [], 0
    if step:
        yield step


def _load(root: Path, file: File, said: CorpusFile, worker: Worker) -> Document | None:
    about = said.overrides(file.path)
    try:
        return worker.load(root / file.path, about.get("encoding"), about.get("language"))
    except Unreadable:
        return None
