"""What a screen reader reads: an unpainted text field behind the pane, its focus proxy.

A widget that paints its own text says nothing to assistive technology, and PySide cannot bind the
selection and attributes of `QAccessibleTextInterface`. So the paragraphs round the caret live in a
read-only `QTextEdit`, child of the viewport (as a child of the scroll area it would be missing
from the tree): text, caret, selection, words and events are Qt's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QKeyEvent, QPaintEvent, QTextCursor, QTextOption, QWheelEvent
from PySide6.QtWidgets import QFrame, QTextEdit

from viewer.ui.i18n import tr

if TYPE_CHECKING:
    from viewer.ui.reader.view import ReaderView

AROUND = 6
"""Blocks held before and after the caret's."""


class Proxy(QTextEdit):
    """Takes the keyboard focus for the pane and mirrors its caret; keys go to the pane."""

    def __init__(self, view: ReaderView) -> None:
        super().__init__(view.viewport())
        self._view = view
        self._shown: tuple[int, str, int, int] | None = None
        self.always = False
        """Mirror even when no assistive technology listens (tests)."""
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAcceptDrops(False)
        for policy in (self.setVerticalScrollBarPolicy, self.setHorizontalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet("background: transparent")
        self.viewport().setAutoFillBackground(False)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.setAccessibleName(tr("Text"))
        self.lower()

    def follow(self) -> None:
        """Take over the pane's caret, selection, and the text around them."""
        self.setGeometry(self._view.viewport().rect())
        if not (self.always or QAccessible.isActive()):
            return
        caret, documents = self._view.caret, self._view.flow.documents
        if caret.side not in documents:
            return
        document = documents[caret.side]
        first = max(0, caret.position[0] - AROUND)
        last = min(len(document), caret.position[0] + AROUND + 1)
        blocks = [document.lines.block(i) for i in range(first, last)]
        shown = (id(document), caret.side, first, last)
        if shown != self._shown:
            self._shown = shown
            option = QTextOption()
            rtl = document.direction == "rtl"
            option.setTextDirection(
                Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
            )
            self.document().setDefaultTextOption(option)
            self.setPlainText("\n".join(blocks))
            self.setAccessibleName(document.title or (document.path.name if document.path else ""))
        cursor = self.textCursor()
        cursor.setPosition(_unit(blocks, first, caret.anchor))
        cursor.setPosition(_unit(blocks, first, caret.position), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.ignore()  # menus and shortcuts first; what is left comes as a key press
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._view.keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        self._view.keyReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        pass

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def focusInEvent(self, event: object) -> None:
        super().focusInEvent(event)  # type: ignore[arg-type]
        self._view.viewport().update()

    def focusOutEvent(self, event: object) -> None:
        super().focusOutEvent(event)  # type: ignore[arg-type]
        self._view.peek_asked.emit(False)
        self._view.viewport().update()


def _unit(blocks: list[str], first: int, position: tuple[int, int]) -> int:
    """The UTF-16 unit of a position in the joined blocks, clamped to what is held."""
    index = position[0] - first
    if index < 0:
        return 0
    text = "\n".join(
        [*blocks[:index], blocks[index][: position[1]]] if index < len(blocks) else blocks
    )
    return len(text.encode("utf-16-le")) // 2
