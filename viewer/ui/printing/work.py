"""A work onto paper or into a PDF, in steps that leave the window its time."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QFile, QIODevice, QMarginsF, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPagedPaintDevice, QPainter, QPdfWriter

from viewer.core.text.document import Document
from viewer.session.base.load_jobs import Corpus
from viewer.session.notes.notebook import PlacedNote
from viewer.session.session import Session
from viewer.ui.printing.pages import PickedPages
from viewer.ui.printing.press import Paper, Press
from viewer.ui.printing.sheet import Choices, Sheet
from viewer.ui.reader.layout.image_loader import Pictures

STEP_SECONDS = 0.012
"""Time that a step may take from the window."""

PICTURE_WAIT_STEPS = 400
"""Steps of 10 ms that a row waits for its pictures."""

KEPT_PAGES = 24
"""Pictures of pages that a proof keeps."""


class NoSuchPages(Exception):
    """None of the pages that were asked for is there; the argument is how many there are."""


class Proof:
    """Paper of pictures for the screen; the last `KEPT_PAGES` pages are kept."""

    def __init__(self, sheet: Sheet, room: QSize, ratio: float) -> None:
        """`room`: pixels that a page has; `ratio`: dots of the screen for each of them."""
        fit = min(room.width() / sheet.paper.width(), room.height() / sheet.paper.height())
        self._scale, self._ratio = fit * ratio, ratio
        self._size = (sheet.paper * self._scale).toSize()
        self._pages: dict[int, QImage] = {}
        self.painter = QPainter()
        self.number = 0
        """The page that is being painted on, from 1."""
        self.whole = False
        """Whether the last one is whole too."""
        self.newPage()
        self.rest()

    def newPage(self) -> bool:
        self.rest()
        self.number += 1
        image = QImage(self._size, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        self._pages[self.number] = image
        self._pages.pop(self.number - KEPT_PAGES, None)
        self.resume()
        return True

    def rest(self) -> None:
        """Paint no more for now. A picture must not go while a painter is at work on it."""
        if self.painter.isActive():
            self.painter.end()

    def resume(self) -> None:
        """Paint on."""
        self.painter.begin(self._pages[self.number])
        hints = QPainter.RenderHint
        self.painter.setRenderHints(hints.Antialiasing | hints.SmoothPixmapTransform)
        self.painter.scale(self._scale, self._scale)

    def page(self, number: int) -> QImage | None:
        """A page that is whole and still kept."""
        if number > self.number or (number == self.number and not self.whole):
            return None
        image = self._pages.get(number)
        if image is not None:
            image.setDevicePixelRatio(self._ratio)
        return image


class Printing(QObject):
    """Prints what is open; one thing at a time."""

    progressed = Signal(float)
    """How much is done, 0 to 1."""
    done = Signal(int)
    """How many pages there are."""
    failed = Signal(object)
    """An OSError: the file could not be written; or `NoSuchPages`."""
    page_drawn = Signal(int)
    """A page of a proof that is whole."""

    def __init__(self, session: Session, mirrored: bool) -> None:
        """`mirrored`: columns and notes stand as in a window that is read from the right."""
        super().__init__()
        self._session, self._mirrored = session, mirrored
        self._pictures = Pictures(session.worker)
        self._press: Press | None = None
        self._painter: QPainter | None = None
        self._picked: PickedPages | None = None
        self._proof: Proof | None = None
        self._drawn_to = 0  # the page after which a proof waits
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

    def proof(self, sides: Sequence[str], choices: Choices, room: QSize, ratio: float) -> Proof:
        """Pictures of the pages for the screen, see `Proof`; drawn as `draw_to` asks."""
        self.cancel()
        sheet = self._sheet(sides, choices)
        self._proof = proof = Proof(sheet, room, ratio)
        self._drawn_to = 0
        proof.resume()
        self._run(proof.painter, proof, sheet, sides)
        proof.rest()
        return proof

    def draw_to(self, page: int) -> None:
        """Draw a proof up to the end of a page."""
        self._drawn_to = page
        if self._press is not None:
            self._steps.start()

    def _begin(
        self, device: QPagedPaintDevice, dpi: int, sheet: Sheet, sides: Sequence[str]
    ) -> None:
        painter = QPainter()
        self._device = device
        if not painter.begin(device):
            self._abandon()
            self.failed.emit(OSError())
            return
        painter.scale(dpi / sheet.dpi, dpi / sheet.dpi)
        self._picked = PickedPages(device, painter, sheet.choices.pages)
        self._run(painter, self._picked, sheet, sides)

    def _run(self, painter: QPainter, paper: Paper, sheet: Sheet, sides: Sequence[str]) -> None:
        self._painter = painter
        documents, notebook = self._documents(sides), self._session.notebook
        notes: Mapping[str, list[PlacedNote]] = {s: notebook.of(d) for s, d in documents.items()}
        view = self._session.view
        self._press = Press(sheet, documents, view.rows, notes, painter, paper)
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
        proof = self._proof
        if proof is not None:
            proof.resume()
        try:
            self._step_on()
        finally:
            if proof is not None:
                proof.rest()

    def _step_on(self) -> None:
        stop = time.perf_counter() + STEP_SECONDS
        press = self._press
        if press is None:
            return
        while time.perf_counter() < stop:
            if self._waits(press) or self._is_ahead():
                return
            if not press.step() or (self._picked is not None and self._picked.over):
                self._finish(press.pages)
                return
        self.progressed.emit(press.share())

    def _is_ahead(self) -> bool:
        """Whether all of a proof that was asked for is drawn: then it waits."""
        if self._proof is None or self._proof.number <= self._drawn_to:
            return False
        self._steps.stop()
        self.page_drawn.emit(self._drawn_to)
        return True

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
        picked, proof = self._picked, self._proof
        if picked is not None and not picked.taken:
            self.cancel()
            self.failed.emit(NoSuchPages(pages))
            return
        self._close()
        if proof is not None:
            proof.whole = True
        if self._beside.name:
            try:
                os.replace(self._beside, self._target)
            except OSError as error:
                self._beside.unlink(missing_ok=True)
                self._beside = Path()
                self.failed.emit(error)
                return
        self._beside = Path()
        self.done.emit(picked.taken if picked is not None else pages)

    def _close(self) -> None:
        """End the painting; what was painted is in the file."""
        self._steps.stop()
        if self._painter is not None and self._painter.isActive():
            self._painter.end()
        self._press = self._painter = self._device = self._picked = self._proof = None
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
