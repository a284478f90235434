"""What can be done with the row under the pointer while rows are repaired, in the margin."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from viewer.session.bitext.pin_editing import Repairing
from viewer.ui.reader.layout.flow import MARGIN_PX
from viewer.ui.reader.widget.view import ReaderView

ACTION = "action"
"""The property of a button that numbers what it does."""
BUTTON_PX, ICON_PX = 22, 16


class RowBar(QWidget):
    """Stands in the outer margin, where no text is; the menus hold the same for the keyboard."""

    def __init__(self, reader: ReaderView, repairing: Repairing) -> None:
        super().__init__(reader.viewport())
        self._reader, self._repairing = reader, repairing
        self._actions: list[QAction] = []
        self._buttons: list[QToolButton] = []
        self._where: tuple[str, int] | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.hide()
        reader.pointed.connect(self._point)
        reader.moved.connect(self.hide)
        repairing.shown.connect(self.hide)

    def serve(self, actions: Sequence[QAction]) -> None:
        """These can be done."""
        layout = self.layout()
        assert layout is not None
        self._actions = list(actions)
        for number, action in enumerate(actions):
            button = QToolButton()
            button.setAutoRaise(True)
            button.setFixedSize(BUTTON_PX, BUTTON_PX)
            button.setIconSize(QSize(ICON_PX, ICON_PX))
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setProperty("command", action.objectName())  # it tells the command's keys
            button.setToolTip(action.toolTip())
            button.setAccessibleName(action.text().replace("&", ""))
            button.setProperty(ACTION, number)
            button.clicked.connect(self._do)
            layout.addWidget(button)
            self._buttons.append(button)
        self.redraw()
        self.adjustSize()

    def redraw(self) -> None:
        """Take the drawings of the commands as they are now."""
        for button, action in zip(self._buttons, self._actions, strict=True):
            button.setIcon(action.icon())

    def _point(self, side: str, block: int, _: int) -> None:
        """Stand at the row of the block that the pointer is at."""
        reader, flow = self._reader, self._reader.flow
        if not side or not self._repairing.on:
            self.hide()
            return
        row = flow.rows.row_of(side, block)
        top = next((y for at, y, _ in flow.visible() if at == row), None)
        if top is None or flow.rows.bead(row) is None:
            self.hide()
            return
        self._where = side, block
        top += MARGIN_PX if row == 0 else 0
        lowest = reader.viewport().height() - self.height()
        self.move(self._left(), int(max(0.0, min(top, lowest))))
        self.show()

    def _left(self) -> int:
        """Pixels: before the first column, as the interface reads."""
        flow = self._reader.flow
        boxes = [(side, *flow.column(side)) for side in flow.shown_sides()]
        gutter = flow.page.gutter * 2 if flow.page.settings.numbers else 0.0
        if self._reader.isRightToLeft():
            ends = (x + width + gutter * flow.is_rtl(side) for side, x, width in boxes)
            return int(max(ends)) + 2
        starts = (x - gutter * (not flow.is_rtl(side)) for side, x, _ in boxes)
        return int(min(starts)) - BUTTON_PX - 2

    def _do(self) -> None:
        button = self.sender()
        if isinstance(button, QToolButton) and self._where is not None:
            side, block = self._where
            self._reader.caret.set(side, (block, 0), (block, 0))
            self._actions[button.property(ACTION)].trigger()
