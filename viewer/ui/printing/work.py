"""A work onto paper or into a PDF, in steps that leave the window its time."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QFile, QIODevice, QMarginsF, QObject, QTimer, Signal
from PySide6.QtGui import QPagedPaintDevice, QPainter, QPdfWriter

from viewer.core.text.document import Document
from viewer.session.base.load_jobs import Corpus
from viewer.session.notes.notebook import PlacedNote
from viewer.session.session import Session
from viewer.ui.printing.press import Press
from viewer.ui.printing.sheet import Choices, Sheet
from viewer.ui.reader.layout.image_loader import Pictures

STEP_SECONDS = 0.012
"""Time that a step may take from the window."""

PICTURE_WAIT_STEPS = 400
"""Steps of 10 ms that a row waits for its pictures."""


class Printing(QObject):
    """Prints what is open; one thing at a time."""

    progressed = Signal(float)
    """How much is done, 0 to 1."""
    done = Signal(int)
    """How many pages there are."""
    failed = Signal(object)
    """An OSError: the file could not be written."""

    def __init__(self, session: Session, mirrored: bool) -> None:
        """`mirrored`: columns and notes stand as in a window that is read from the right."""
        super().__init__()
        self._session, self._mirrored = session, mirrored
        self._pictures = Pictures(session.worker)
        self._press: Press | None = None
        self._painter: QPainter | None = None
        self._device: QPagedPaintDevice | None = None
        self._file: QFile | None = None
        self._target, self._beside = Path(), Path()
        self._waited = 0
        self._steps = QTimer(self)
        self._steps.timeout.connect(self._step)

    @property
    def busy(self) -> bool:
        return self._press is not None

    def save(self, path: Path, sides: Sequence[str], choices: Choices) -> None:
        """Write a PDF, which is whole or not there; `sides` from the left."""
        self.cancel()
        self._target = path
        self._beside = path.with_name(f".hashiya-{secrets.token_hex(6)}.pdf")
        self._file = QFile(str(self._beside))
        if not self._file.open(QIODevice.OpenModeFlag.WriteOnly):
            self._file = None
            self.failed.emit(OSError(str(path)))
            return
        sheet = self._sheet(sides, choices)
        writer = QPdfWriter(self._file)
        writer.setResolution(sheet.dpi)
        writer.setPageSize(sheet.size)
        writer.setPageOrientation(sheet.orientation)
        writer.setPageMargins(QMarginsF(0, 0, 0, 0))
        writer.setCreator("Hashiya")
        first = next(iter(self._documents(sides).values()))
        writer.setTitle(first.title or path.stem)
        self._begin(writer, writer.resolution(), sheet, sides)

    def print(self, printer: QPagedPaintDevice, dpi: int, sides: Sequence[str], c: Choices) -> None:
        """Print on a printer of so many dots an inch, whose whole paper can be painted on."""
        self.cancel()
        sheet = self._sheet(sides, c)
        self._begin(printer, dpi, sheet, sides)

    def _begin(
        self, device: QPagedPaintDevice, dpi: int, sheet: Sheet, sides: Sequence[str]
    ) -> None:
        painter = QPainter()
        if not painter.begin(device):
            self._device = device
            self._abandon()
            self.failed.emit(OSError())
            return
        painter.scale(dpi / sheet.dpi, dpi / sheet.dpi)
        self._device, self._painter = device, painter
        documents, notebook = self._documents(sides), self._session.notebook
        notes: Mapping[str, list[PlacedNote]] = {s: notebook.of(d) for s, d in documents.items()}
        view = self._session.view
        self._press = Press(sheet, documents, view.rows, notes, painter, device)
        self._steps.start(0)

    def _documents(self, sides: Sequence[str]) -> dict[str, Document]:
        return {s: d for s, d in self._session.view.documents.items() if s in sides}

    def _sheet(self, sides: Sequence[str], choices: Choices) -> Sheet:
        corpus = self._session.view.corpus
        self._pictures.begin(corpus.root if isinstance(corpus, Corpus) else None)
        settings, documents = self._session.settings, self._documents(sides)
        if not any(self._session.notebook.of(document) for document in documents.values()):
            choices = replace(choices, notes="none")  # no margin for what is not there
        return Sheet(choices, settings, documents, sides, self._pictures, self._mirrored)

    def _step(self) -> None:
        stop = time.perf_counter() + STEP_SECONDS
        press = self._press
        if press is None:
            return
        while time.perf_counter() < stop:
            if self._waits(press):
                return
            if not press.step():
                self._finish(press.pages)
                return
        self.progressed.emit(press.share())

    def _waits(self, press: Press) -> bool:
        """Whether pictures of the next row are still on their way."""
        press.lay_out()
        if not self._pictures.busy or self._waited >= PICTURE_WAIT_STEPS:
            self._waited = 0
            self._steps.setInterval(0)
            return False
        self._waited += 1
        press.forget()
        self._steps.setInterval(10)
        return True

    def _finish(self, pages: int) -> None:
        self._close()
        if self._beside.name:
            try:
                os.replace(self._beside, self._target)
            except OSError as error:
                self._beside.unlink(missing_ok=True)
                self._beside = Path()
                self.failed.emit(error)
                return
        self._beside = Path()
        self.done.emit(pages)

    def _close(self) -> None:
        """End the painting; what was painted is in the file."""
        self._steps.stop()
        if self._painter is not None:
            self._painter.end()
        self._press = self._painter = self._device = None
        if self._file is not None:
            self._file.close()
            self._file = None

    def _abandon(self) -> None:
        self._close()
        if self._beside.name:
            self._beside.unlink(missing_ok=True)
        self._beside = Path()

    def cancel(self) -> None:
        """Stop; no file is left behind, and a printer is told to print nothing."""
        abort = getattr(self._device, "abort", None)
        if self.busy and abort is not None:
            abort()
        self._abandon()

    def close(self) -> None:
        self.cancel()
        self._pictures.close()
