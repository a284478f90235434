"""`hashiya index`: bring the index of a folder up to date. The window has this done in a child."""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from filelock import FileLock

from viewer.cli.saying import Arguments, failure
from viewer.core.base import paths
from viewer.core.base.framing import guarded_pipes
from viewer.core.bitext.alignment import Cache
from viewer.core.notes.store import NoteStore
from viewer.core.search.index import Index
from viewer.core.search.index_progress import index_path
from viewer.core.search.reading_ahead import serve
from viewer.core.search.update_index import Indexer
from viewer.core.worker.client import Worker

LOOKED_S = 0.5
"""Seconds from one look at standard input to the next, on Windows."""


def run(argv: list[str]) -> int:
    """Read what is new or changed, telling of it on standard output; the exit code."""
    made = Arguments(prog="hashiya index", add_help=False, allow_abbrev=False)
    made.add_argument("--meaning", type=int, default=0, metavar="MB")
    made.add_argument("--child", action="store_true")
    made.add_argument("--read", action="store_true")
    made.add_argument("folder", metavar="FOLDER")
    asked = made.parse_args(argv)
    if asked.read:
        serve(Path(asked.folder), *guarded_pipes())
        return 0
    if asked.child:
        if sys.platform != "win32":
            os.nice(10)  # reading comes first
        threading.Thread(target=_end_with_input, daemon=True).start()
    with opened(Path(asked.folder)) as indexer:
        for step in indexer.update(asked.meaning):
            print(json.dumps(step._asdict()), flush=True)
    return 0


def _end_with_input() -> None:
    """Whoever asked for the index is gone when standard input ends; the transaction is undone.

    Read past `sys.stdin`: its lock, held by a thread that waits, aborts the interpreter at its end.
    On Windows it is looked at and not read: whoever asks for that handle while somebody reads from
    it waits, and every library with a C runtime of its own asks when it is loaded, as numpy's.
    """
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            import _winapi
            import msvcrt

            while True:
                _winapi.PeekNamedPipe(msvcrt.get_osfhandle(0), 0)  # raises once it has ended
                time.sleep(LOOKED_S)
        while os.read(0, 4096):
            pass
    os._exit(0)


@contextlib.contextmanager
def opened(root: Path, stop: Callable[[], bool] = lambda: False) -> Iterator[Indexer]:
    """The indexer of a folder, while no other process has it. Raises `Failure`, and
    OSError for what is printed meanwhile and cannot be."""
    if not root.is_dir():
        raise failure(root, "not-a-folder" if root.exists() else "no-folder")
    root, worker = root.absolute(), Worker()
    where = index_path(paths.cache_dir(), root)
    store = NoteStore(
        root, paths.data_dir(), device="", creator="", private=root in paths.own_folders()
    )
    try:
        where.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with FileLock(f"{where}.lock"):
            index = Index(where)
            try:
                yield Indexer(index, root, store, worker, Cache(paths.cache_dir()), stop)
            finally:
                index.close()
    except (OSError, sqlite3.Error) as error:
        if isinstance(error, OSError) and error.filename is None:
            raise  # of standard output, which `main` tells of
        raise failure(where, "unwritable", str(error)) from error
    finally:
        worker.close()
