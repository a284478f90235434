"""Reports of what ended the program, or a part of it, without anybody wanting that.

While the program runs, a file lies ready in the folder of logs. The interpreter writes into it when
it dies (faulthandler), and every error that nobody caught is added. A report names versions, kinds
of errors and lines of the program; it holds nothing that an error says, because that may be text of
a document. At a clean end a file to which nothing was added goes. Nothing is ever sent.
"""

from __future__ import annotations

import contextlib
import faulthandler
import os
import re
import sys
import threading
import time
from pathlib import Path
from types import TracebackType

from viewer import __version__

RUNNING_PREFIX = "running-"
REPORT = "crash-"
REPORTS_KEPT = 5
"""Reports that are kept; older ones go."""
LONGEST_REPORT_CODE_POINTS = 200_000
"""Characters of a report; an error that comes again and again does not fill the disk."""
_CAUSES = 5
_HOMES = re.compile(r"(?:[A-Za-z]:[\\/]Users|/home|/Users|/var/home)[\\/][^\\/\"\n]+")
"""Where systems keep the files of a user, with the user's name."""
_FATAL = ("Fatal Python error", "Windows fatal exception", "Unforeseen: ")


def described(error: BaseException, trace: TracebackType | None) -> str:
    """Kinds of the error and its causes, and the lines that led there; no word that it says."""
    lines = []
    now: BaseException | None = error
    for _ in range(_CAUSES):
        if now is None:
            break
        number = f" {now.errno}" if isinstance(now, OSError) and now.errno else ""
        lines.append(f"{type(now).__module__}.{type(now).__qualname__}{number}")
        at = trace if now is error else now.__traceback__
        while at is not None:
            code, name = at.tb_frame.f_code, at.tb_frame.f_globals.get("__name__", "?")
            lines.append(f"  {name}, line {at.tb_lineno}, in {code.co_qualname}")
            at = at.tb_next
        now = now.__cause__ or now.__context__
    return "\n".join(lines)


def _system() -> str:
    """What the program runs on. (On Linux `platform.platform` reads the interpreter's whole file
    for that, at each start.)"""
    if sys.platform == "linux":
        system, library = os.uname(), "CS_GNU_LIBC_VERSION"
        told = os.confstr(library) if library in os.confstr_names else ""
        return f"Linux {system.release}, {system.machine}, {told}"
    import platform

    return platform.platform()


def without_names(text: str) -> str:
    """A report as it may be given to others: the homes of users are `~`."""
    text = text.replace(str(Path.home()), "~")
    return _HOMES.sub("~", text)


class Recorder:
    """The file of this run. For any thread. A folder that cannot be written makes no report."""

    def __init__(self, folder: Path, about: str = "") -> None:
        self.path = folder / f"{RUNNING_PREFIX}{os.getpid()}.txt"
        self._lock = threading.Lock()
        self._written = 0
        head = (
            f"Hashiya {__version__}\nPython {sys.version.split()[0]}\n{_system()}\n"
            f"{about}started {time.strftime('%Y-%m-%dT%H:%M:%S%z')}\n\n"
        )
        try:
            descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            self._file = open(descriptor, "w", encoding="utf-8")  # noqa: SIM115 - open while we run
            self._file.write(head)
            self._file.flush()
        except OSError:
            self._file = None
            return
        faulthandler.enable(self._file)

    def record(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Add an error that nobody caught."""
        if not issubclass(kind, Exception):
            return  # somebody wanted the end
        text = f"Unforeseen: {described(error, trace)}\n\n"
        with self._lock, contextlib.suppress(OSError, ValueError):
            if self._file is not None and self._written + len(text) < LONGEST_REPORT_CODE_POINTS:
                self._written += len(text)
                self._file.write(text)
                self._file.flush()

    def watch_threads(self) -> None:
        """Errors that end a thread are recorded too."""
        before = threading.excepthook

        def ended(args: threading.ExceptHookArgs) -> None:
            if args.exc_value is not None:
                self.record(args.exc_type, args.exc_value, args.exc_traceback)
            before(args)

        threading.excepthook = ended

    def end(self) -> None:
        """The program ends as it should: without an error in it, the file goes."""
        if self._file is None:
            return
        faulthandler.disable()
        with contextlib.suppress(OSError):
            self._file.close()
            if not self._written:
                self.path.unlink()
        self._file = None


def collect(folder: Path) -> Path | None:
    """Put away what earlier runs left in `folder`; the newest report that nobody was told of.

    Only for the one instance that owns the folder. A run that was killed leaves no report.
    """
    newest: tuple[float, Path] | None = None
    for path in sorted(folder.glob(f"{RUNNING_PREFIX}*.txt")):
        if path.name == f"{RUNNING_PREFIX}{os.getpid()}.txt":
            continue
        with contextlib.suppress(OSError):
            modified = path.stat().st_mtime
            text = path.read_text("utf-8", "replace")
            if not any(mark in text for mark in _FATAL):
                path.unlink()
                continue
            stamp = time.strftime("%Y%m%d-%H%M%S", time.localtime(modified))
            kept = folder / f"{REPORT}{stamp}-{path.stem.removeprefix(RUNNING_PREFIX)}.txt"
            path.replace(kept)
            if newest is None or modified >= newest[0]:
                newest = modified, kept
    for old in sorted(folder.glob(f"{REPORT}*.txt"))[:-REPORTS_KEPT]:
        with contextlib.suppress(OSError):
            old.unlink()
    return newest[1] if newest else None


def interpreter() -> str:
    """What a report says of how the program was started."""
    frozen = "frozen" if getattr(sys, "frozen", False) else "from source"
    return f"{frozen}, {sys.platform}\n"
