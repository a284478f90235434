"""How what is printed will look: a page of it beside the choices, and buttons to turn the pages."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, QTimer
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from viewer.ui.base.guarded import guarded
from viewer.ui.base.i18n import shown_number, tr
from viewer.ui.printing.sheet import Choices
from viewer.ui.printing.work import Printing, Proof

CHANGED_MS = 250
"""Milliseconds without a change of the choices after which the page is drawn anew."""
SMALLEST = QSize(340, 481)
"""Pixels that a page has at least: its headings can be read, its lines can be told apart."""


@guarded
class Preview(QWidget):
    """A page as it will be, drawn in the background while the reader chooses."""

    def __init__(self, printing: Printing) -> None:
        """`printing`: for this alone."""
        super().__init__()
        self._printing = printing
        self._proof: Proof | None = None
        self._asked: tuple[Sequence[str], Choices] | None = None
        self._page, self._last = 1, 0  # `_last`: of all, once that is known
        self.sheet = _SheetOfPaper()
        self.told = QLabel()
        self.before, self.after = QPushButton(tr("Pre&vious")), QPushButton(tr("Ne&xt"))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(CHANGED_MS)
        self._pause.timeout.connect(self._begin)
        row = QHBoxLayout()
        for part in (self.before, self.told, self.after):
            row.addWidget(part)
        row.insertStretch(1)
        row.insertStretch(3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.sheet, 1)
        layout.addLayout(row)
        self.before.clicked.connect(self._back)
        self.after.clicked.connect(self._on)
        printing.page_drawn.connect(self._drawn)
        printing.done.connect(self._all_drawn)
        self._show()

    def show_choices(self, sides: Sequence[str], choices: Choices) -> None:
        """Draw the page anew, a moment after the last change."""
        self._asked = sides, choices
        self._pause.start()

    def _begin(self) -> None:
        if self._asked is None or not self.isVisible():
            return
        self._last = 0
        sides, choices = self._asked
        room, ratio = self.sheet.size(), self.devicePixelRatioF()
        self._proof = self._printing.proof(sides, choices, room, ratio)
        self._printing.draw_to(self._page)

    def _drawn(self, number: int) -> None:
        if number == self._page:
            self._show()

    def _all_drawn(self, pages: int) -> None:
        self._last = pages
        self._page = min(self._page, pages)
        self._show()

    def _show(self) -> None:
        proof = self._proof
        image = proof.page(self._page) if proof is not None else None
        if image is not None:
            self.sheet.show_page(image)
        told = tr("Page %1 of %2") if self._last else tr("Page %1")
        told = told.replace("%1", shown_number(self._page))
        self.told.setText(told.replace("%2", shown_number(self._last)))
        self.sheet.setAccessibleName(self.told.text())
        self.before.setEnabled(self._page > 1)
        self.after.setEnabled(proof is not None and proof.number > self._page)

    def _back(self) -> None:
        self._turn(self._page - 1)

    def _on(self) -> None:
        self._turn(self._page + 1)

    def _turn(self, page: int) -> None:
        self._page = page
        if self._proof is None or (self._proof.page(page) is None and page < self._proof.number):
            self._begin()  # it was let go of
        else:
            self._printing.draw_to(page)
        self._show()

    def end(self) -> None:
        """The dialog is closed."""
        self._pause.stop()
        self._printing.close()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._pause.start()


@guarded
class _SheetOfPaper(QWidget):
    """A picture of a page with an edge, in the middle of its room."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self.setMinimumSize(SMALLEST)

    def show_page(self, image: QImage) -> None:
        self._image = image
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        size = self._image.deviceIndependentSize().toSize()
        if size.isEmpty():
            return
        painter = QPainter(self)
        box = QRect(QPoint((self.width() - size.width()) // 2, 0), size)
        painter.drawImage(box.topLeft(), self._image)
        painter.setPen(self.palette().mid().color())
        painter.drawRect(box.adjusted(0, 0, -1, -1))
