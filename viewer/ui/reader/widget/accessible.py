"""What a screen reader reads: an unpainted text field behind the pane, its focus proxy.

A widget that paints its own text says nothing to assistive technology, and PySide cannot bind the
selection and attributes of `QAccessibleTextInterface`. So the paragraphs round the caret live in a
read-only `QTextEdit`, child of the viewport (as a child of the scroll area it would be missing
from the tree): text, caret, selection, words and events are Qt's own. It stands over its column,
set in the same fonts at the same width, so that its lines and letters are where they are seen.
"""

from __future__ import annotations

from weakref import ref

from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtGui import (
    QAccessible,
    QKeyEvent,
    QPaintEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit

from viewer.core.text.document import Document
from viewer.ui.base.guarded import guarded
from viewer.ui.base.i18n import tr
from viewer.ui.reader.layout.page import PageStyle
from viewer.ui.reader.widget.surface import Surface

BLOCKS_AROUND = 6
"""Blocks held before and after the caret's."""


@guarded
class Proxy(QTextEdit):
    """Takes the keyboard focus for the pane and mirrors its caret; keys go to the pane."""

    def __init__(self, view: Surface) -> None:
        super().__init__(view.viewport())
        self._view = view
        self._shown: tuple[ref[Document], str, int, int, float, ref[PageStyle]] | None = None
        self._blocks: list[str] = []
        self._first = 0
        """The block of the document that is held first."""
        self._following = False
        self.always = False
        """Mirror even when no assistive technology listens (tests)."""
        self.setReadOnly(True)
        self.setProperty("ringless", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAcceptDrops(False)
        for policy in (self.setVerticalScrollBarPolicy, self.setHorizontalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet("background: transparent; border: 0; padding: 0; margin: 0")
        self.document().setDocumentMargin(0)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.setAccessibleName(tr("Text"))
        self.cursorPositionChanged.connect(self._moved)
        self.selectionChanged.connect(self._moved)
        self.lower()

    def follow(self) -> None:
        """Take over the pane's caret (without one, the top of the screen), its selection, and the
        text around them."""
        if not (self.always or QAccessible.isActive()):
            self.setGeometry(self._view.viewport().rect())
            return
        caret, flow = self._view.caret, self._view.flow
        side, anchor, position = caret.side, caret.anchor, caret.position
        if not side:
            side, *here = flow.place()[:3]
            anchor = position = (here[0], here[1])
        if side not in flow.documents:
            return
        self._following = True
        try:
            self._hold(flow.documents[side], side, position[0])
            cursor = self.textCursor()
            cursor.setPosition(self._unit(anchor))
            cursor.setPosition(self._unit(position), QTextCursor.MoveMode.KeepAnchor)
            if cursor != self.textCursor():
                self.setTextCursor(cursor)
            self._stand(side, position)
        finally:
            self._following = False

    def _hold(self, document: Document, side: str, block: int) -> None:
        """Have the text round a block, set as the pane sets it."""
        first = max(0, block - BLOCKS_AROUND)
        last = min(len(document), block + BLOCKS_AROUND + 1)
        width = self._view.flow.column(side)[1]
        shown = (ref(document), side, first, last, width, ref(self._view.flow.page))
        if shown == self._shown:
            return
        again = self._shown is not None and self._shown[:4] == shown[:4]
        self._shown, self._first = shown, first
        self._blocks = [document.lines.block(i) for i in range(first, last)]
        self.setLineWrapColumnOrWidth(max(60, int(width)))
        if not again:
            option = QTextOption()
            rtl = document.direction == "rtl"
            way = Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
            option.setTextDirection(way)
            option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
            self.document().setDefaultTextOption(option)
            self.setLayoutDirection(way)
            self.setLocale(QLocale(document.language))
            self.setPlainText("\n".join(self._blocks))
            name = document.title or (document.path.name if document.path else "")
            self.setAccessibleName(name or tr("Text"))
        self._set_type(document)

    def _set_type(self, document: Document) -> None:
        page, cursor = self._view.flow.page, QTextCursor(self.document())
        cursor.beginEditBlock()
        for number in range(len(self._blocks)):
            block = document.block(self._first + number)
            style = page.style(block, page.rtl(document, block))
            cursor.setPosition(self.document().findBlockByNumber(number).position())
            cursor.movePosition(
                QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor
            )
            letters, lines = QTextCharFormat(), QTextBlockFormat()
            letters.setFont(style.font)
            before = lines.setRightMargin if style.rtl else lines.setLeftMargin
            before(style.indent)
            fixed = QTextBlockFormat.LineHeightTypes.FixedHeight
            lines.setLineHeight(style.pitch, fixed.value)
            way = Qt.LayoutDirection.RightToLeft if style.rtl else Qt.LayoutDirection.LeftToRight
            lines.setLayoutDirection(way)
            cursor.setCharFormat(letters)
            cursor.setBlockFormat(lines)
        cursor.endEditBlock()

    def _stand(self, side: str, position: tuple[int, int]) -> None:
        """Stand so that the caret is where it is seen; without one on screen, at the top."""
        left, width = self._view.flow.column(side)
        found = self._view.flow.find(side, *position)
        top = 0.0
        if found is not None:
            rect = found.cell.caret(position[1])
            top = found.y + rect.center().y() - self.cursorRect().center().y()
        height = max(int(self.document().size().height()) + 2, 40)
        self.setGeometry(int(left), int(top), max(60, int(width)), height)

    def _unit(self, position: tuple[int, int]) -> int:
        """The UTF-16 unit of a position in what is held, clamped to that."""
        index = position[0] - self._first
        if index < 0:
            return 0
        held = self._blocks
        parts = [*held[:index], held[index][: position[1]]] if index < len(held) else held
        return len("\n".join(parts).encode("utf-16-le")) // 2

    def _position(self, unit: int) -> tuple[int, int]:
        """(block, code points into it) of a UTF-16 unit of what is held."""
        text = "\n".join(self._blocks).encode("utf-16-le")[: unit * 2].decode("utf-16-le", "ignore")
        return self._first + text.count("\n"), len(text) - text.rfind("\n") - 1

    def _moved(self) -> None:
        """Assistive technology put the caret somewhere, or selected: the pane does the same."""
        if self._following or self._shown is None:
            return
        cursor, side = self.textCursor(), self._shown[1]
        position = self._position(cursor.position())
        if self._view.flow.find(side, *position) is None:
            self._view.go_to(side, *position)
        self._view.caret.set(side, self._position(cursor.anchor()), position)

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
