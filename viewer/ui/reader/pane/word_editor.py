"""A small editor under a word of a scan: what it should be."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from viewer.core.parsing.scan.page_text import is_rtl
from viewer.session.session import Session
from viewer.session.word_corrections import WordHere
from viewer.ui.base.guarded import guarded
from viewer.ui.base.i18n import tr
from viewer.ui.reader.page.split import PageSplit
from viewer.ui.reader.widget.view import ReaderView

EDITOR_WIDEST_PX = 480
_ROOM_PX = 48
"""Pixels beside the word: its frame, and a letter or two more."""


@guarded
class WordEditor(QLineEdit):
    """Enter or a click elsewhere takes what was typed, Escape leaves the word as it is."""

    def __init__(self, session: Session, reader: ReaderView, split: PageSplit) -> None:
        super().__init__(reader.viewport())
        self._session, self._reader, self._split = session, reader, split
        self._word: WordHere | None = None
        self.setObjectName("wordEditor")
        self.setAccessibleName(tr("The word as it stands on the page"))
        self.setToolTip(tr("Enter corrects the word, Esc leaves it"))
        self.hide()
        self.returnPressed.connect(self._accept)
        self.editingFinished.connect(self._accept)

    def open(self) -> None:
        """Edit the word at the caret; nothing where there is none."""
        word = self._session.word_corrections.here()
        if word is None:
            return
        document = word.document
        side = self._session.view.side_of(document)
        self._reader.caret.select_place(side, word.start, word.end)
        spot = self._split.caret_spot()
        if spot is None:
            self._session.view.place_asked.emit(side, word.start, word.end)
            spot = self._split.caret_spot()
        if spot is None:
            return
        self._word, self._session.page_reading.held = word, True
        viewport, rect = spot
        self._dress(word.word.text)
        self.setParent(viewport)
        below = rect.bottom() + 6
        y = below if below + self.height() < viewport.height() else rect.top() - self.height() - 6
        x = rect.center().x() - (0 if is_rtl(word.word.text) else self.width())
        x = min(max(4.0, x), max(4.0, viewport.width() - self.width() - 4.0))
        self.move(QPoint(int(x), int(y)))
        self.show()
        self.raise_()
        self.selectAll()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def _dress(self, text: str) -> None:
        """Take the font, direction and width of a word."""
        rtl = is_rtl(text)
        font = QFont(self._reader.flow.page.font(rtl))
        self.setFont(font)
        way = Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
        self.setLayoutDirection(way)
        self.setText(text)
        width = QFontMetricsF(font).horizontalAdvance(text) * 1.4 + _ROOM_PX
        self.resize(int(min(EDITOR_WIDEST_PX, width)), self.sizeHint().height())

    def _accept(self) -> None:
        word, text = self._word, self.text()
        if word is None:
            return
        self._end()
        self._session.word_corrections.correct(word, text)

    def _end(self) -> None:
        """Give the text back its keys."""
        self._word, self._session.page_reading.held = None, False
        had_focus = self.hasFocus()
        self.hide()
        self._reader.caret.clear()
        if had_focus:
            self._split.focused().setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        typed = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if typed and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]
            event.accept()  # it is not that of the window
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._end()
        else:
            super().keyPressEvent(event)
