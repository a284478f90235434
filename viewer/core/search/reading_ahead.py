"""The files of a corpus read for its index: in this process, or, where there are many, in a child,
so that one core reads while another writes. The child is this program with `index --read`.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import threading
from collections.abc import Generator, Iterable, Sequence
from pathlib import Path
from typing import IO, NamedTuple

from viewer.core.base.errors import Unreadable
from viewer.core.base.framing import read_frame, write_frame
from viewer.core.search.text_reading import Taken, TextReader
from viewer.core.worker.client import Worker, command, home, own_environment

MUCH = 12_000_000
"""Bytes of files from which a child is worth its start and the way of the texts through a pipe."""
WAITING = 8_000_000
"""Bytes that a child reads ahead: about as much as a step of the index."""


class Wanted(NamedTuple):
    """A file to be read: its path in the corpus, and what the reader said of it."""

    path: str
    encoding: str | None
    language: str | None


Reading = Generator[Taken | None, None, None]
"""What is taken of each of some files, in their order; None of an unreadable one. All of the same
`TextReader`, but where one says that it is the first. Closed when it is no longer wanted."""


def read(root: Path, worker: Worker, files: Sequence[Wanted], size: int) -> Reading:
    """Files of so many bytes together, read where that is quicker."""
    beside = size >= MUCH and (os.cpu_count() or 1) > 1
    return read_beside(root, worker, files) if beside else read_here(root, worker, files)


def read_here(root: Path, worker: Worker, files: Iterable[Wanted]) -> Reading:
    reader = TextReader()
    for path, encoding, language in files:
        try:
            document = worker.load(root / path, encoding, language)
        except Unreadable:
            yield None
        else:
            yield reader.read(document)


def read_beside(root: Path, worker: Worker, files: Sequence[Wanted]) -> Reading:
    """Read in a child, which is ahead by `WAITING`. Where it dies this process goes on."""
    done = 0
    with contextlib.suppress(OSError, EOFError, ValueError, TypeError):
        for taken in _asked(root, files):
            yield taken
            done += 1
    yield from read_here(root, worker, files[done:])


def _asked(root: Path, files: Sequence[Wanted]) -> Reading:
    with subprocess.Popen(
        command("index", "--read", "--", str(root)),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=home(),
        env=own_environment(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    ) as process:
        assert process.stdin is not None and process.stdout is not None
        try:
            write_frame(process.stdin, files)
            for _ in files:
                answer = read_frame(process.stdout)
                yield Taken.of_json(answer) if answer is not None else None
        finally:
            process.kill()


class Ahead:
    """A stream into another one that a thread writes, so that whoever fills it goes on while nobody
    takes what is in it, as when the index writes a step. `with` it: at its end all is written."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._parts: list[bytes] = []
        self._size = 0
        self._changed = threading.Condition()
        self._ended = False
        self._error: OSError | None = None
        self._thread = threading.Thread(target=self._pass_on, daemon=True)

    def __enter__(self) -> Ahead:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with self._changed:
            self._ended = True
            self._changed.notify_all()
        self._thread.join()

    def write(self, data: bytes) -> None:
        """Wait for room, if there is none. Raises OSError when nobody reads any more."""
        with self._changed:
            self._changed.wait_for(lambda: self._size < WAITING or self._error)
            if self._error is not None:
                raise self._error
            self._parts.append(data)
            self._size += len(data)
            self._changed.notify_all()

    def flush(self) -> None:
        """It is passed on as soon as it can be."""

    def _pass_on(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._parts or self._ended)
                if not self._parts:
                    return
                data, self._parts = b"".join(self._parts), []
            try:
                self._stream.write(data)
                self._stream.flush()
            except OSError as error:
                with self._changed:
                    self._error = error
                    self._changed.notify_all()
                return
            with self._changed:
                self._size -= len(data)
                self._changed.notify_all()


def serve(root: Path, asked: IO[bytes], answers: IO[bytes]) -> None:
    """In the child: read what is asked for."""
    worker = Worker()
    try:
        files = [Wanted(*file) for file in read_frame(asked)]
        with Ahead(answers) as ahead:
            for taken in read_here(root, worker, files):
                write_frame(ahead, taken)
    except (EOFError, OSError):
        return  # whoever asked is gone
    finally:
        worker.close()
