"""The same program started with `--worker`: it parses files in a process of its own, under limits.

A frame is its length (8 bytes, big-endian) and that much JSON; never pickle. A question is
{path, encoding, language, password, timeout, memory}; the answers are `Document.as_json()` of each
part, or {path, picture, root, bounds, …} and a `Picture.as_json()`; then {"end": true}, or
{"unreadable": [reason, detail]}. The child ends when its standard input does.
"""

from __future__ import annotations

import contextlib
import faulthandler
import importlib
import json
import os
import queue
import signal
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from viewer.core import formats, limits
from viewer.core.answers import document_of, picture_of
from viewer.core.document import Document, joined
from viewer.core.errors import Unreadable
from viewer.core.pictures import Picture, picture

TIMEOUT = 30.0
"""Seconds a document may take, unless the caller says otherwise."""
MEMORY = 1 << 30
"""Bytes of address space that the child may use (Linux)."""
FRAME = 512 << 20
"""Bytes of the longest answer that is read."""
LENGTH = 300_000_000
"""Code points of a document, beyond which its parts are no longer taken."""

_NO_MEMORY = {"unreadable": ["memory", ""]}
_END = {"end": True}
_GRACE = 5.0  # seconds after its time that a child whose parent is gone ends by itself
_LENGTH = struct.Struct(">Q")
_ENVIRONMENT = (
    *("PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"),
    *("PYTHONHOME", "PYTHONUSERBASE", "SYSTEMROOT", "WINDIR", "TEMP", "TMP"),
    *("APPDATA", "LOCALAPPDATA", "USERPROFILE"),
)


class Cancelled(Unreadable):
    """The load was ended by `Worker.cancel` or `Worker.close`: nothing to tell the reader."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "broken", "cancelled")


# Frames


def _write_frame(stream: IO[bytes], data: Any) -> None:
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    payload = body.encode("utf-8", "surrogatepass")  # file names and bad text hold surrogates
    stream.write(_LENGTH.pack(len(payload)))
    stream.write(payload)
    stream.flush()


def _read_frame(stream: IO[bytes], limit: int = FRAME) -> Any:
    """The next frame. Raises EOFError at the end, ValueError when it is no frame of ours."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    if length > limit:
        raise ValueError(f"a frame of {length} bytes")
    body = stream.read(length)
    if len(body) < length:
        raise EOFError
    return json.loads(body.decode("utf-8", "surrogatepass"))


# The child


def serve() -> int:
    """Answer questions on standard input until it ends; the exit code.

    The real standard output belongs to the frames: what a library prints goes to standard error.
    """
    questions, answers = _guarded_pipes()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    limits.limit("RLIMIT_CORE", 0)
    sys.addaudithook(limits.refuse)
    waiting: queue.SimpleQueue[Any] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(questions, waiting), daemon=True).start()
    _import_while_idle(waiting)
    while True:
        question = waiting.get()
        with open(os.devnull, "w") as nowhere:
            # A C thread: it ends even a child that hangs in one regex after its parent was killed.
            until = float(question["timeout"]) + _GRACE
            faulthandler.dump_traceback_later(until, exit=True, file=nowhere)
            try:
                for answer in _answers(question):
                    _write_frame(answers, answer)
            except MemoryError:
                _write_frame(answers, _NO_MEMORY)
            faulthandler.cancel_dump_traceback_later()
        del question


def _guarded_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """Standard input and output for frames alone; descriptors 0 and 1 become harmless."""
    pipes = os.dup(0), os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    try:
        os.dup2(2, 1)
    except OSError:  # a windowed program without a standard error
        os.dup2(nowhere, 1)
    if sys.platform == "win32":
        import msvcrt

        for pipe in pipes:
            msvcrt.setmode(pipe, os.O_BINARY)
    return os.fdopen(pipes[0], "rb"), os.fdopen(pipes[1], "wb")


def _listen(questions: IO[bytes], waiting: queue.SimpleQueue[Any]) -> None:
    """Hand over each question; end the process with the pipe, whatever is being parsed."""
    try:
        while True:
            waiting.put(_read_frame(questions))
    except (EOFError, OSError, ValueError):
        os._exit(0)


def _import_while_idle(waiting: queue.SimpleQueue[Any]) -> None:
    """Load the parsers before they are asked for."""
    for name in formats.FORMATS:
        if not waiting.empty():
            return
        with contextlib.suppress(ImportError):
            importlib.import_module(f"{formats.__name__}.{name}")
    with contextlib.suppress(ImportError):
        importlib.import_module("trafilatura")


def _answers(question: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The parts of the document and an end, or what went wrong."""
    path = Path(question["path"])
    try:
        if sys.platform == "linux":
            limits.limit("RLIMIT_AS", int(question["memory"]))
        if "picture" in question:
            where, root = question["picture"], Path(question["root"])
            yield picture(path, where, root, tuple(question["bounds"])).as_json()
        else:
            about = {name: question[name] for name in ("encoding", "language", "password")}
            for part in formats.load_parts(path, **about):
                yield part.as_json()
        yield _END
    except Unreadable as error:
        yield {"unreadable": [error.reason, error.detail]}
    except MemoryError:
        yield _NO_MEMORY
    except Exception as error:  # whatever a parser does to a hostile file
        yield {"unreadable": ["broken", f"{type(error).__name__}: {error}"[:500]]}


def _length(answer: dict[str, Any]) -> int:
    """Code points of the text in an answer, if it is one."""
    text = answer.get("text")
    return len(text) if isinstance(text, str) else 0


# The parent


class _Child:
    """A running child. `why` tells why we killed it: timeout, cancelled, used up; else None."""

    def __init__(self) -> None:
        self.why: str | None = None
        self._process = subprocess.Popen(
            _command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_home(),
            env=_environment(),
            close_fds=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self.pid = self._process.pid

    @property
    def usable(self) -> bool:
        return self.why is None and self._process.poll() is None

    def kill(self, why: str) -> None:
        """End it now, from any thread; a read under way ends too."""
        self.why = self.why or why
        self._process.kill()

    def ask(self, question: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """The answers up to the end. Raises EOFError or OSError when the child dies, ValueError
        on nonsense."""
        assert self._process.stdin is not None and self._process.stdout is not None
        _write_frame(self._process.stdin, question)
        while (answer := _read_frame(self._process.stdout)) != _END:
            if not isinstance(answer, dict):
                raise ValueError(type(answer).__name__)
            yield answer
            if "unreadable" in answer:
                return

    def end(self) -> int:
        """Kill and reap it; its exit code. Only where no other thread is asking it."""
        self._process.kill()
        code = self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                if pipe is not None:
                    pipe.close()
        return code


def _home() -> str:
    """The folder that holds the package `viewer`."""
    return str(Path(__file__).resolve().parents[2])


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, "--worker"]
    return [sys.executable, "-P", "-m", "viewer", "--worker"]


def _environment() -> dict[str, str]:
    """What the child needs to start, and no more: no proxies, no tokens, no display."""
    kept = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    kept |= {name: value for name, value in os.environ.items() if name.startswith("_PYI_")}
    paths = [os.environ["PYTHONPATH"]] if os.environ.get("PYTHONPATH") else []
    if Path(_home()).name not in ("site-packages", "dist-packages"):
        paths.insert(0, _home())
    if paths:
        kept["PYTHONPATH"] = os.pathsep.join(paths)
    return kept | {"PYTHONUTF8": "1"}


class Worker:
    """One child that parses for us, started when first needed and again after it died.

    For any thread; one document at a time, the others wait. Plain text is read in the caller's
    thread, without a child.
    """

    def __init__(self, memory: int = MEMORY) -> None:
        self._memory = memory
        self._turn = threading.Lock()  # held while a document is parsed
        self._state = threading.Lock()  # held for moments: guards what follows
        self._child: _Child | None = None
        self._since: float | None = None  # when the parse under way began
        self._closed = False

    @property
    def pid(self) -> int | None:
        """The process id of the child, if one runs."""
        child = self._child
        return child.pid if child is not None and child.usable else None

    def warm(self) -> None:
        """Start the child without waiting for it; `load` tells if that cannot be done."""
        with self._state, contextlib.suppress(OSError):
            if not self._closed:
                self._ready()

    def load(
        self,
        path: Path,
        encoding: str | None = None,
        language: str | None = None,
        timeout: float = TIMEOUT,
    ) -> Document:
        """The document in `path`; blocks up to `timeout` seconds from when its turn comes.

        `path` may name a side of a bilingual file: `file.tmx/ar`. Raises `Unreadable`: the
        format's reasons, timeout, memory, broken; `Cancelled` among them.
        """
        if formats.known(path.name) or not formats.known(path.parent.name):
            return joined(self.load_parts(path, encoding, language, timeout))
        sides = joined(self.load_parts(path.parent, encoding, language, timeout)).sides()
        if path.name not in sides:
            raise Unreadable(path, "missing")
        return sides[path.name]

    def load_parts(
        self,
        path: Path,
        encoding: str | None = None,
        language: str | None = None,
        timeout: float = TIMEOUT,
        password: str | None = None,
    ) -> Iterator[Document]:
        """The same a part at a time, as `formats.load_parts`; to be used up or closed."""
        if formats.is_plain(path) or not formats.known(path.name):
            yield formats.load(path, encoding=encoding, language=language)
            return
        question = {
            "path": os.path.abspath(path),
            "encoding": encoding,
            "language": language,
            "password": password,
            "timeout": timeout,
            "memory": self._memory,
        }
        with self._turn:
            fresh, length = self.pid is None, 0
            for answer in self._ask(path, question, timeout):
                if answer == _NO_MEMORY and not fresh and not length:
                    break  # it may have been full of earlier documents
                length += _length(answer)
                yield self._part(path, answer, length)
            else:
                return
            for answer in self._ask(path, question, timeout):
                length += _length(answer)
                yield self._part(path, answer, length)

    def picture(
        self, path: Path, where: str, root: Path, bounds: tuple[int, int], timeout: float = TIMEOUT
    ) -> Picture:
        """The picture that an image's span names, as `pictures.picture`. Raises `Unreadable`."""
        question = {
            "path": os.path.abspath(path),
            "picture": where,
            "root": os.path.abspath(root),
            "bounds": bounds,
            "timeout": timeout,
            "memory": self._memory,
        }
        with self._turn:
            (answer,) = self._ask(path, question, timeout)
        return picture_of(path, answer)

    def _part(self, path: Path, answer: dict[str, Any], length: int) -> Document:
        if length > LENGTH:
            raise Unreadable(path, "too-large", f"more than {LENGTH} letters")
        document = document_of(path, answer)
        document.locate(path)
        return document

    def _ask(
        self, path: Path, question: dict[str, Any], timeout: float
    ) -> Iterator[dict[str, Any]]:
        """One question to the child, which is ended unless it answered soundly."""
        child = self._begin(path)
        timer = threading.Timer(timeout, child.kill, ("timeout",))
        timer.daemon = True
        timer.start()
        answer: Any = None
        sound, detail = False, ""
        try:
            for answer in child.ask(question):
                sound = "unreadable" in answer and answer != _NO_MEMORY  # who takes it may raise
                yield answer
            sound = answer != _NO_MEMORY
        except (EOFError, OSError) as error:
            detail = type(error).__name__
        except (ValueError, RecursionError) as error:
            detail = f"{type(error).__name__}: {error}"[:200]
        except MemoryError:
            detail, answer = "memory", _NO_MEMORY
        finally:
            timer.cancel()
            with self._state:
                self._since = None
            code = self._used(child, sound)
        if sound or answer == _NO_MEMORY:
            if detail:
                yield _NO_MEMORY
            return
        if child.why == "cancelled":
            raise Cancelled(path)
        if child.why == "timeout":
            raise Unreadable(path, "timeout", f"{timeout:g} s")
        raise Unreadable(path, "broken", detail or f"exit code {code}")

    def _begin(self, path: Path) -> _Child:
        with self._state:
            if self._closed:
                raise Cancelled(path)
            try:
                child = self._ready()
            except OSError as error:
                raise Unreadable(path, "broken", f"no worker: {error}") from error
            self._since = time.monotonic()
            return child

    def _used(self, child: _Child, sound: bool) -> int | None:
        """Keep the child after a sound answer, else end it: short of memory it would stay so."""
        if sound and child.why is None:
            return None
        with self._state:
            if self._child is child:
                self._child = None
        return child.end()

    def _ready(self) -> _Child:
        """A usable child; `_state` is held."""
        if self._child is not None and not self._child.usable:
            self._child.end()
            self._child = None
        if self._child is None:
            self._child = _Child()
        return self._child

    def cancel(self, older: float = 0.0) -> None:
        """End the parse under way if it has taken `older` seconds: that load raises `Cancelled`.

        Loads that wait go on.
        """
        with self._state:
            since = self._since
            if since is not None and self._child and time.monotonic() - since >= older:
                self._child.kill("cancelled")

    def close(self) -> None:
        """End the child; loads under way and to come raise `Cancelled`. May be called again."""
        with self._state:
            self._closed = True
        self.cancel()
        with self._turn, self._state:
            if self._child is not None:
                self._child.end()
                self._child = None
