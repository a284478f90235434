"""A slip of paper over the text: the translation while it is not shown, or a text's vowels."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from viewer.core.bitext.alignment import Alignment, Sentence
from viewer.session.bitext.alignment import Aligning
from viewer.ui.base.announce import announce
from viewer.ui.reader.widget.view import ReaderView

REST_MS = 450
"""Milliseconds that the pointer rests before the translation is shown."""
PEEK_SHOWN = 1500
"""Code points of a translation that are shown."""


class Peek(QObject):
    """A slip of paper under a sentence with what it says in the other language."""

    def __init__(self, aligning: Aligning, reader: ReaderView) -> None:
        super().__init__(reader)
        self._aligning, self._reader = aligning, reader
        self._place: tuple[str, int, int] | None = None
        self.on_hover = False
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(REST_MS)
        self._resting.timeout.connect(self.show_here)
        self.slip = QFrame(reader.viewport())
        self.slip.setObjectName("peek")
        self.slip.setFrameShape(QFrame.Shape.StyledPanel)
        self.slip.setAutoFillBackground(True)
        self.slip.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.slip.hide()
        self._box = QVBoxLayout(self.slip)
        reader.pointed.connect(self._pointed)
        for moved in (reader.moved, reader.selected):
            moved.connect(self.hide)

    def _pointed(self, side: str, block: int, offset: int) -> None:
        place = (side, block, offset) if side else None
        if self.on_hover and place != self._place:
            self.hide()
            self._resting.start()
        self._place = place

    def show_here(self) -> None:
        """For the sentence under the pointer; where there is none, for that of the caret."""
        caret = self._reader.caret
        at = self._place or ((caret.side, *caret.position) if caret.side else None)
        texts = list(self._texts(*at)) if at is not None else []
        if at is None or not texts:
            self.hide()
            return
        self._fill(texts)
        self._put(*at)

    def show_text(self, side: str, block: int, offset: int, text: str) -> None:
        """Below a position, what was asked for about it; until the text moves or is clicked."""
        self._fill([(side, text)])
        self._put(side, block, offset)
        announce(self.slip, text)

    def text(self) -> list[str]:
        """What is shown."""
        return [label.text() for label in self.slip.findChildren(QLabel)]

    def _texts(self, side: str, block: int, offset: int) -> list[tuple[str, str]]:
        """(side, text) of each translation that is not on screen."""
        shown = self._reader.flow.shown_sides()
        covered = self._reader.cover.on
        found = []
        for other, made, first in self._aligning.alignments_of(side):
            if other in shown and not covered:
                continue
            _, theirs = made.counterpart(block, offset, first)
            if text := _text(made, theirs, not first):
                found.append((other, text))
        return found

    def _fill(self, texts: list[tuple[str, str]]) -> None:
        while item := self._box.takeAt(0):
            if widget := item.widget():
                widget.setParent(None)
                widget.deleteLater()
        flow = self._reader.flow
        for side, text in texts:
            label = QLabel(text[:PEEK_SHOWN])
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setFont(flow.page.font(flow.is_rtl(side)))
            rtl = flow.is_rtl(side)
            direction = Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
            label.setLayoutDirection(direction)
            self._box.addWidget(label)

    def _put(self, side: str, block: int, offset: int) -> None:
        """Below the line of the position, or above it where there is no room below."""
        flow = self._reader.flow
        placed = flow.find(side, block, offset)
        if placed is None:
            self.hide()
            return
        line = placed.cell.caret(offset).translated(placed.x, placed.y)
        width = int(min(placed.cell.width, flow.width - 24))
        self.slip.setFixedWidth(width)
        height = self._box.heightForWidth(width) if self._box.hasHeightForWidth() else 0
        height = max(height, self.slip.sizeHint().height())
        self.slip.setFixedHeight(height)
        below = line.bottom() + 6
        y = below if below + height <= flow.height else max(0.0, line.top() - 6 - height)
        self.slip.move(QPoint(int(placed.x), int(y)))
        self.slip.show()
        self.slip.raise_()

    def hide(self) -> None:
        self._resting.stop()
        self.slip.hide()


def _text(made: Alignment, sentences: list[Sentence], first: bool) -> str:
    document = made.before if first else made.after
    return " ".join(document.lines.block(block)[a:b] for block, a, b in sentences)
