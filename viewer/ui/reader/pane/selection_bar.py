"""The small bar near a selection: the colours of notes."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QToolButton,
    QWidget,
)

from viewer.core.notes.colours import COLOURS
from viewer.session.session import Session
from viewer.ui.base.i18n import tr
from viewer.ui.base.note_colours import ColourButton, colour_names
from viewer.ui.base.theme import Theme, draw


class SelectionBar(QFrame):
    """Eight colours and "note", near the end of a selection. Child of what it is shown in."""

    colour_chosen = Signal(str)
    note_asked = Signal()

    def __init__(self, parent: QWidget, session: Session, theme: Theme) -> None:
        super().__init__(parent)
        self.setObjectName("selectionBar")
        self.setCursor(Qt.CursorShape.ArrowCursor)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(5, 3, 5, 3)
        layout.setSpacing(0)
        self.buttons = []
        names = colour_names(session.settings.colour_names)
        for colour, name in zip(COLOURS, names, strict=True):
            button = ColourButton(colour, name, Qt.FocusPolicy.NoFocus)
            button.chosen.connect(self.colour_chosen)
            layout.addWidget(button)
            self.buttons.append(button)
        self.note_button = QToolButton(self)
        draw(self.note_button, theme, "note-add", "text")
        self.note_button.setProperty("command", "note")
        self.note_button.setAccessibleName(tr("Write a note"))
        self.note_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.note_button.clicked.connect(self._ask_note)
        layout.addWidget(self.note_button)
        self.hide()

    def _ask_note(self) -> None:
        self.note_asked.emit()

    def show_near(self, viewport: QWidget, rect: QRectF, below: bool) -> None:
        """Show under (or over) the caret at `rect`, inside the viewport; pixels."""
        if self.parentWidget() is not viewport:
            self.setParent(viewport)
        self.adjustSize()
        size, room = self.sizeHint(), viewport.size()
        y = rect.bottom() + 8 if below else rect.top() - size.height() - 8
        if y + size.height() > room.height():
            y = rect.top() - size.height() - 8
        if y < 4:
            y = rect.bottom() + 8
        x = rect.center().x() - size.width() / 2
        x = min(max(4.0, x), max(4.0, room.width() - size.width() - 4.0))
        self.move(QPoint(int(x), int(y)))
        self.show()
        self.raise_()
