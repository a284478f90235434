"""What goes wrong is written into the log and the report of a crash, never with a text in it."""

from __future__ import annotations

import contextlib
import logging
import sys
from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from viewer.core.base import paths
from viewer.core.user import crash_reports

log = logging.getLogger(__name__)


class Discreet(logging.Formatter):
    """Of an error its kind and the lines that led to it: what it says may be text of a document."""

    def format(self, record: logging.LogRecord) -> str:
        if isinstance(record.args, tuple):
            record.args = tuple(map(_kind, record.args))
        return super().format(record)

    def formatException(self, ei: Any) -> str:
        return crash_reports.described(ei[1], ei[2]) if ei[1] is not None else ""


def _kind(value: object) -> object:
    if isinstance(value, BaseException):
        return _Said(crash_reports.described(value, value.__traceback__))
    return value


class _Said(str):
    """Shown as it is, even by `%r`."""

    def __repr__(self) -> str:
        return str(self)


class WhenFirstSaid(logging.Handler):
    """A file that is opened, as is what turns it over, when there is something to say."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    @cached_property
    def _file(self) -> logging.Handler:
        from logging.handlers import RotatingFileHandler

        try:
            made: logging.Handler = RotatingFileHandler(
                self._path, maxBytes=500_000, backupCount=2, encoding="utf-8"
            )
        except OSError:
            return logging.NullHandler()
        made.setFormatter(self.formatter)
        return made

    def emit(self, record: logging.LogRecord) -> None:
        self._file.handle(record)

    def close(self) -> None:
        if "_file" in vars(self):
            self._file.close()
        super().close()


def log_to_file(recorder: crash_reports.Recorder, tell: Callable[[Exception], None]) -> None:
    """From now on; `tell` is called with what nobody foresaw."""
    handler: logging.Handler = logging.NullHandler()
    with contextlib.suppress(OSError):
        handler = WhenFirstSaid(paths.log_dir() / "hashiya.log")
    handler.setFormatter(Discreet("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(handlers=[handler], level=logging.INFO)
    sys.excepthook = partial(_unforeseen, recorder, tell)
    recorder.watch_threads()
    qInstallMessageHandler(_qt_said)


def _unforeseen(
    recorder: crash_reports.Recorder,
    tell: Callable[[Exception], None],
    kind: type[BaseException],
    error: BaseException,
    trace: TracebackType | None,
) -> None:
    recorder.record(kind, error, trace)
    log.critical("unforeseen", exc_info=(kind, error, trace))
    if isinstance(error, Exception):
        tell(error)


def _qt_said(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    level = logging.DEBUG if kind == QtMsgType.QtDebugMsg else logging.WARNING
    logging.getLogger("qt").log(level, text)
