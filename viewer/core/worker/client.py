"""The same program started with `--worker`: it parses files in a process of its own, under limits.

A question is {path, encoding, language, password, layers, timeout, memory}; the answers are
`Document.as_json()` of each part; or {path, picture, root, bounds, …} and a `Picture.as_json()`; or
{path, pages: …} and what `answers.answer` says; or {path, copied: notes} and pieces of a file; or
{align, …} and what `alignment.answers` says; or {vector: text} and {packed: bytes};
or {links: …} and what `word_tables.answer` says; or {vowels: texts} and {vowels: texts};
or {annotations: path} and {annotations: …}; or {path, terms} and {terms: lists of four texts}; or
{roots: words} and {roots: a list of [root, lemma, weight] for each}; then {"end": true}, or
{"unreadable": [reason, detail]}. The child ends when its standard input does.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
import weakref
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from viewer.core import formats
from viewer.core.base import paths, plugins
from viewer.core.base.errors import Unreadable
from viewer.core.base.framing import END, NO_MEMORY, read_frame, write_frame
from viewer.core.parsing.scan.layer_folders import layer_folders
from viewer.core.text.document import Document, joined
from viewer.core.worker.validate import (
    checked,
    document_of,
    imported_of,
    picture_of,
    piece_of,
    portrait_of,
    review_rows,
    roots_of,
    table_of,
    terms_of,
    vocalised_of,
)

if TYPE_CHECKING:
    from viewer.core.bitext.word_links import Nats
    from viewer.core.corpus.find_pairs import Portrait
    from viewer.core.morphology.roots import RootReading
    from viewer.core.notes.import_foreign import Imported
    from viewer.core.pages.sheets import PageLetters, PagePixels, PageSheet, Tile, TileKey
    from viewer.core.parsing.office.review_table import ReviewRow
    from viewer.core.worker.embedded_images import Picture

TIMEOUT = 30.0
"""Seconds a document may take, unless the caller says otherwise."""
PAGE_TIMEOUT_S = 15.0
"""The same for the picture of a page, or a part of it."""
COPY_TIMEOUT_S = 300.0
"""The same for a copy of a file with the notes on it."""
ROOTS_TIMEOUT_S = 120.0
"""The same for the roots of some hundred words, on a busy machine."""
MEMORY = 1 << 30
"""Bytes of address space that the child may use (Linux)."""
VECTORS = 4 << 30
"""The same for the model that makes vectors."""
IDLE_S = 120.0
"""Seconds after which a child that nobody asks is let go of."""
SPARE = 4
"""Idle children of one limit of memory that are kept, and most that one export asks at once: each
may hold the model of the sentence vectors (some 300 MB)."""
LONGEST_DOCUMENT = 300_000_000
"""Code points of a document, beyond which its parts are no longer taken."""

_ENVIRONMENT = (
    *("PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"),
    *("PYTHONHOME", "PYTHONUSERBASE", "SYSTEMROOT", "WINDIR", "TEMP", "TMP"),
    *("APPDATA", "LOCALAPPDATA", "USERPROFILE"),
)


def layers_of(path: Path) -> list[str]:
    """Where what was read off the pages of a file may be; nowhere for one without pages."""
    if not formats.is_scanned(path):
        return []
    try:
        own = paths.data_dir(), paths.cache_dir()
    except OSError:
        own = ()
    return [str(folder) for folder in layer_folders(path.absolute(), *own)]


class Cancelled(Unreadable):
    """The load was ended by `Worker.cancel` or `Worker.close`: nothing to tell the reader."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "broken", "cancelled")


def _length(answer: dict[str, Any]) -> int:
    """Code points of the text in an answer, if it is one."""
    text = answer.get("text")
    return len(text) if isinstance(text, str) else 0


class _Child:
    """A running child. `why` tells why we killed it: timeout, cancelled, used up; else None."""

    def __init__(self) -> None:
        self.why: str | None = None
        self.asked = False
        """Whether it was asked anything yet."""
        self._allowed = plugins.told()
        import subprocess  # here: a window is there before the first child

        self._process = subprocess.Popen(
            command("--worker", self._allowed),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=home(),
            env=child_environment(),
            close_fds=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self.pid = self._process.pid

    @property
    def usable(self) -> bool:
        same = self._allowed == plugins.told()
        return self.why is None and same and self._process.poll() is None

    def kill(self, why: str) -> None:
        """End it now, from any thread; a read under way ends too."""
        self.why = self.why or why
        self._process.kill()

    def ask(self, question: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """The answers up to the end. Raises EOFError or OSError when the child dies, ValueError
        on nonsense."""
        assert self._process.stdin is not None and self._process.stdout is not None
        write_frame(self._process.stdin, question)
        while (answer := read_frame(self._process.stdout)) != END:
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


def home() -> str:
    """The folder that holds the package `viewer`."""
    return str(Path(__file__).resolve().parents[3])


def command(*arguments: str) -> list[str]:
    """This program, started again in `home()` with other arguments."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *arguments]
    return [sys.executable, "-P", "-m", "viewer", *arguments]


def child_environment(*more: str) -> dict[str, str]:
    """What a child needs to start, and no more: no proxies, no tokens, no display. `more`: names of
    variables that it shall have besides.

    The products of its small matrices are computed by one thread: more of them wait for each other
    most of the time, on busy cores five times as long as one alone would take.
    """
    names = (*_ENVIRONMENT, *more)
    kept = {name: os.environ[name] for name in names if name in os.environ}
    kept |= {name: value for name, value in os.environ.items() if name.startswith("_PYI_")}
    paths = [os.environ["PYTHONPATH"]] if os.environ.get("PYTHONPATH") else []
    if Path(home()).name not in ("site-packages", "dist-packages"):
        paths.insert(0, home())
    if paths:
        kept["PYTHONPATH"] = os.pathsep.join(paths)
    return kept | {"PYTHONUTF8": "1", "OPENBLAS_NUM_THREADS": "1"}


def own_environment() -> dict[str, str]:
    """The same for a child that is trusted as this process is."""
    kept = {**os.environ, "PYTHONUTF8": "1"}
    if not getattr(sys, "frozen", False):
        paths = [home(), os.environ.get("PYTHONPATH", "")]
        kept["PYTHONPATH"] = os.pathsep.join(filter(None, paths))
    return kept


class _Stock:
    """The children that nobody asks at the moment, for every worker of the program, by the memory
    that they may use: one that holds a large model is no good for a small limit."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: dict[int, list[tuple[_Child, float]]] = {}
        self._users: weakref.WeakSet[Worker] = weakref.WeakSet()
        self._timer: threading.Timer | None = None

    def __len__(self) -> int:
        return sum(map(len, self._idle.values()))

    def join(self, user: Worker) -> None:
        self._users.add(user)

    def leave(self, user: Worker) -> None:
        """A worker was closed; the last one ends what is idle."""
        with self._lock:
            self._users.discard(user)
            last = not self._users
            if last and self._timer is not None:
                self._timer.cancel()
                self._timer = None
        if last:
            self._end_idle(0.0)

    def take(self, memory: int) -> _Child:
        """A child that is idle, the last one given, or a new one. Raises OSError."""
        with self._lock:
            idle = self._idle.get(memory, [])
            child = idle.pop()[0] if idle else None
        if child is not None and not child.usable:
            child.end()
            return self.take(memory)
        return child or _Child()

    def give(self, memory: int, child: _Child) -> None:
        """It answered: whoever asks next may have it."""
        with self._lock:
            idle = self._idle.setdefault(memory, [])
            idle.append((child, time.monotonic()))
            spare = idle.pop(0)[0] if len(idle) > SPARE else None
            self._watch()
        if spare is not None:
            spare.end()

    def _watch(self) -> None:
        if self._timer is None and len(self):
            self._timer = threading.Timer(IDLE_S, self._look)
            self._timer.daemon = True
            self._timer.start()

    def _look(self) -> None:
        self._end_idle(IDLE_S)
        with self._lock:
            self._timer = None
            self._watch()

    def _end_idle(self, seconds: float) -> None:
        """End what nobody asked for so long."""
        until, old = time.monotonic() - seconds, []
        with self._lock:
            for memory, idle in self._idle.items():
                old += [child for child, since in idle if since <= until]
                self._idle[memory] = [each for each in idle if each[1] > until]
        for child in old:
            child.end()


_STOCK = _Stock()


class Worker:
    """Has children parse for us, one at a time: one that is idle, or a new one.

    For any thread; one document at a time, the others wait. Plain text is read in the caller's
    thread, without a child.
    """

    def __init__(self, memory: int = MEMORY) -> None:
        self._memory = memory
        self._turn = threading.Lock()  # held while a document is parsed
        self._state = threading.Lock()  # held for moments: guards what follows
        self._child: _Child | None = None  # the one asked last
        self._fresh = False  # whether it was new then
        self._since: float | None = None  # when the parse under way began
        self._closed = False
        _STOCK.join(self)

    @property
    def pid(self) -> int | None:
        """The process id of the child asked last, if it runs."""
        child = self._child
        return child.pid if child is not None and child.usable else None

    def warm(self) -> None:
        """Start the child without waiting for it; `load` tells if that cannot be done."""
        with self._state, contextlib.suppress(OSError):
            if not self._closed:
                self._child = _STOCK.take(self._memory)
                _STOCK.give(self._memory, self._child)

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
        if formats.known_file(path) or not formats.known(path.parent.name):
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
        plain = formats.is_plain(path)
        if plain or not formats.known_file(path):
            known = "txt" if plain else None
            yield formats.load(path, encoding=encoding, language=language, format=known)
            return
        question = {
            "path": os.path.abspath(path),
            "encoding": encoding,
            "language": language,
            "password": password,
            "layers": layers_of(path),
            "timeout": timeout,
            "memory": self._memory,
        }
        with self._turn:
            length = 0
            for answer in self._ask(path, question, timeout):
                if answer == NO_MEMORY and not self._fresh and not length:
                    break  # it may have been full of earlier documents
                length += _length(answer)
                yield self._part(path, answer, length)
            else:
                return
            for answer in self._ask(path, question, timeout, fresh=True):
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

    def sheets(self, path: Path, password: str | None = None) -> list[PageSheet]:
        """The size and label of every page of a PDF. Raises `Unreadable`."""
        from viewer.core.pages.sheets import sheets_of  # here: who only reads text needs none

        return checked(path, sheets_of, self._page(path, {}, password))

    def tile(
        self, path: Path, key: TileKey, taken: Iterable[str] = (), password: str | None = None
    ) -> Tile:
        """The picture of a square of a page; without the highlights of the file whose ids as notes
        are `taken`. Raises `Unreadable`."""
        asked = {"tile": key, "taken": list(taken)}
        from viewer.core.pages.sheets import Tile

        return checked(path, Tile.from_json, self._page(path, asked, password))

    def letters(self, path: Path, page: int, password: str | None = None) -> PageLetters:
        """Where the letters of a page stand. Raises `Unreadable`."""
        asked = {"letters": page, "layers": layers_of(path)}
        from viewer.core.pages.sheets import PageLetters

        return checked(path, PageLetters.from_json, self._page(path, asked, password))

    def pixels(self, path: Path, page: int, password: str | None = None) -> PagePixels:
        """The picture of a page, to be read. Raises `Unreadable`."""
        answer = self._page(path, {"pixels": page}, password)
        from viewer.core.pages.sheets import PagePixels

        return checked(path, PagePixels.from_json, answer)

    def copy_with_notes(
        self, path: Path, password: str | None, notes: list[dict[str, Any]]
    ) -> Iterator[bytes]:
        """A copy of a PDF with notes in it, in pieces, as `pdf_remarks.copy_with_notes`; to be used
        up or closed. Raises `Unreadable`."""
        question = {
            "path": os.path.abspath(path),
            "copied": notes,
            "layers": layers_of(path),
            "password": password,
            "timeout": COPY_TIMEOUT_S,
            "memory": self._memory,
        }
        with self._turn:
            for answer in self._ask(path, question, COPY_TIMEOUT_S):
                yield checked(path, piece_of, answer)

    def _page(self, path: Path, asked: dict[str, Any], password: str | None) -> dict[str, Any]:
        question = {
            "path": os.path.abspath(path),
            "pages": asked | {"password": password},
            "timeout": PAGE_TIMEOUT_S,
            "memory": self._memory,
        }
        with self._turn:
            (answer,) = self._ask(path, question, PAGE_TIMEOUT_S)
        return answer

    def portrait(self, path: Path, encoding: str | None, language: str | None) -> Portrait:
        """What of a document is compared to find its partners. Raises `Unreadable`."""
        question = {
            "path": os.path.abspath(path),
            "portrait": True,
            "encoding": encoding,
            "language": language,
            "layers": layers_of(path),
            "timeout": TIMEOUT,
            "memory": self._memory,
        }
        with self._turn:
            (answer,) = self._ask(path, question, TIMEOUT)
        return portrait_of(path, answer)

    def terms(self, path: Path, timeout: float = TIMEOUT) -> list[tuple[str, str, str, str]]:
        """The terms in a TBX file, as `tbx.terms`. Raises `Unreadable`."""
        about = {"path": os.path.abspath(path), "terms": True, "timeout": timeout}
        found: list[tuple[str, str, str, str]] = []
        with self._turn:
            for answer in self._ask(path, about | {"memory": self._memory}, timeout):
                found += terms_of(path, answer)
        return found

    def review(self, path: Path) -> list[ReviewRow]:
        """The rows of a reviser's table, as `review_table.read_review`. Raises `Unreadable`."""
        about = {"path": os.path.abspath(path), "review": True, "timeout": TIMEOUT}
        found: list[ReviewRow] = []
        with self._turn:
            for answer in self._ask(path, about | {"memory": self._memory}, TIMEOUT):
                found += checked(path, review_rows, answer)
        return found

    def annotations(self, path: Path, password: str | None = None) -> list[Imported]:
        """The notes in a file that another program wrote. Raises `Unreadable`."""
        file, layers = os.path.abspath(path), layers_of(path)
        about = {"annotations": file, "layers": layers, "password": password}
        question = about | {"timeout": TIMEOUT}
        with self._turn:
            (answer,) = self._ask(path, question | {"memory": self._memory}, TIMEOUT)
        return imported_of(path, answer)

    def align(
        self, asked: dict[str, Any], timeout: float, only_best: bool = False
    ) -> Iterator[dict[str, Any]]:
        """What `alignment.answers` says; to be used up or closed. Raises `Unreadable`."""
        about = {"timeout": timeout, "memory": self._memory}
        question = about | {"align": asked, "only_best": only_best}
        nowhere = Path()
        with self._turn:
            for answer in self._ask(nowhere, question, timeout):
                if "unreadable" in answer:
                    raise Unreadable(nowhere, *answer["unreadable"])
                yield answer

    def word_table(self, asked: dict[str, Any], timeout: float) -> Nats:
        """What `word_tables.answer` says. Raises `Unreadable`."""
        question = {"links": asked, "timeout": timeout, "memory": self._memory}
        with self._turn:
            (answer,) = self._ask(Path(), question, timeout)
        return table_of(answer)

    def vowels(self, texts: list[str], timeout: float = TIMEOUT) -> list[str]:
        """Texts with their vowels, as `vowels.vocalised`. Raises `Unreadable`."""
        question = {"vowels": texts, "timeout": timeout, "memory": VECTORS}
        with self._turn:
            (answer,) = self._ask(Path(), question, timeout)
        return vocalised_of(texts, answer)

    def roots(self, words: list[str]) -> list[list[RootReading]]:
        """The readings of some hundred words, as `roots.known_roots`. Raises `Unreadable`."""
        question = {"roots": words, "timeout": ROOTS_TIMEOUT_S, "memory": self._memory}
        with self._turn:
            (answer,) = self._ask(Path(), question, ROOTS_TIMEOUT_S)
        return roots_of(len(words), answer)

    def packed(self, text: str, timeout: float = TIMEOUT) -> bytes:
        """The vector of a text as `vectors.packed` gives it. Raises `Unreadable`."""
        question = {"vector": text, "timeout": timeout, "memory": VECTORS}
        with self._turn:
            (answer,) = self._ask(Path(), question, timeout)
        if "unreadable" in answer:
            raise Unreadable(Path(), *answer["unreadable"])
        return bytes(answer["packed"])

    def _part(self, path: Path, answer: dict[str, Any], length: int) -> Document:
        if length > LONGEST_DOCUMENT:
            raise Unreadable(path, "too-large", f"more than {LONGEST_DOCUMENT} letters")
        document = document_of(path, answer)
        document.locate(path)
        return document

    def _ask(
        self, path: Path, question: dict[str, Any], timeout: float, fresh: bool = False
    ) -> Iterator[dict[str, Any]]:
        """One question to a child (a `fresh` one), which is ended unless it answered soundly."""
        child = self._begin(path, question["memory"], fresh)
        timer = threading.Timer(timeout, child.kill, ("timeout",))
        timer.daemon = True
        timer.start()
        answer: Any = None
        sound, detail = False, ""
        try:
            for answer in child.ask(question):
                sound = "unreadable" in answer and answer != NO_MEMORY  # who takes it may raise
                yield answer
            sound = answer != NO_MEMORY
        except (EOFError, OSError) as error:
            detail = type(error).__name__
        except (ValueError, RecursionError) as error:
            detail = f"{type(error).__name__}: {error}"[:200]
        except MemoryError:
            detail, answer = "memory", NO_MEMORY
        finally:
            timer.cancel()
            with self._state:
                self._since = None
            code = self._used(child, sound, question["memory"])
        if sound or answer == NO_MEMORY:
            if detail:
                yield NO_MEMORY
            return
        if child.why == "cancelled":
            raise Cancelled(path)
        if child.why == "timeout":
            raise Unreadable(path, "timeout", f"{timeout:g} s")
        raise Unreadable(path, "broken", detail or f"exit code {code}")

    def _begin(self, path: Path, memory: int, fresh: bool) -> _Child:
        with self._state:
            if self._closed:
                raise Cancelled(path)
            try:
                child = _Child() if fresh else _STOCK.take(memory)
            except OSError as error:
                raise Unreadable(path, "broken", f"no worker: {error}") from error
            self._child, self._fresh, child.asked = child, not child.asked, True
            self._since = time.monotonic()
            return child

    def _used(self, child: _Child, sound: bool, memory: int) -> int | None:
        """Keep the child after a sound answer, else end it: short of memory it would stay so."""
        if sound and child.why is None:
            _STOCK.give(memory, child)
            return None
        return child.end()

    def cancel(self, older: float = 0.0) -> None:
        """End the parse under way if it has taken `older` seconds: that load raises `Cancelled`.

        Loads that wait go on.
        """
        with self._state:
            since = self._since
            if since is not None and self._child and time.monotonic() - since >= older:
                self._child.kill("cancelled")

    def close(self) -> None:
        """Ask no more; loads under way and to come raise `Cancelled`. May be called again."""
        with self._state:
            self._closed = True
        self.cancel()
        with self._turn, self._state:
            self._child = None
        _STOCK.leave(self)
