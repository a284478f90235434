"""The cards of notes, one below the other."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from PySide6.QtCore import QItemSelection, QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QCursor, QKeyEvent, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyleOptionViewItem

from viewer.session.notes.notebook import PlacedNote
from viewer.ui.base.guarded import guarded
from viewer.ui.base.theme import Theme
from viewer.ui.base.viewport import make_viewport
from viewer.ui.panels.notes.cards import AnyIndex, CardDelegate, CardModel

Action = QAbstractItemView.CursorAction
Hint = QAbstractItemView.ScrollHint


@guarded
class CardList(QListView):
    """Cards of notes; those that come on screen are measured just before.

    Where each one stands is kept here, in pixels from the top of the first: Qt would ask a model
    and a delegate of Python three questions for each of thousands, at every change.
    """

    entered_note = Signal()
    deletion_asked = Signal()
    left = Signal()

    def __init__(self, model: CardModel, theme: Theme) -> None:
        super().__init__()
        make_viewport(self)
        self._cards, self._model = CardDelegate(theme, self), model
        self._listed: list[PlacedNote] | None = None  # what `_heights` are of
        self._dress: tuple[object, ...] = ()
        self._heights: list[int] = []
        self._tops = [0]
        self.setModel(model)
        self.setItemDelegate(self._cards)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)

    # Where the cards stand

    def doItemsLayout(self) -> None:
        shown, dress = self._model.shown, self._dressed()
        if shown is not self._listed or dress != self._dress:  # Qt asks oftener than that
            self._listed, self._dress = shown, dress
            self._heights = self._cards.heights(shown)
            self._tops = [0, *accumulate(self._heights)]
        QAbstractItemView.doItemsLayout(self)

    def _dressed(self) -> tuple[object, ...]:
        """What the heights of all cards depend on."""
        return self.viewport().width(), self.font().key()

    def updateGeometries(self) -> None:
        room = self.viewport().height()
        bar = self.verticalScrollBar()
        bar.setPageStep(room)
        bar.setSingleStep(max(1, self.fontMetrics().height()))
        bar.setRange(0, max(0, self._tops[-1] - room))
        QAbstractItemView.updateGeometries(self)

    def visualRect(self, index: AnyIndex) -> QRect:
        self.executeDelayedItemsLayout()
        row = index.row()
        if not 0 <= row < len(self._heights):
            return QRect()
        top = self._tops[row] - self.verticalOffset()
        return QRect(0, top, self.viewport().width(), self._heights[row])

    def indexAt(self, point: QPoint) -> QModelIndex:
        self.executeDelayedItemsLayout()
        y = point.y() + self.verticalOffset()
        return self._model.index(bisect_right(self._tops, y) - 1) if y >= 0 else QModelIndex()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()  # Qt would move what is drawn, also while that is being drawn

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def horizontalOffset(self) -> int:
        return 0

    def scrollTo(self, index: AnyIndex, hint: Hint = Hint.EnsureVisible) -> None:
        card, room, bar = self.visualRect(index), self.viewport().height(), self.verticalScrollBar()
        if card.isNull() or (
            hint == Hint.EnsureVisible and 0 <= card.top() <= room - card.height()
        ):
            return
        below = card.top() + card.height() - room
        if hint == Hint.PositionAtCenter:
            move = (card.top() + below) // 2
        elif hint == Hint.PositionAtBottom or (hint == Hint.EnsureVisible and card.top() > 0):
            move = min(below, card.top())  # of one that has no room the top is shown
        else:
            move = card.top()
        bar.setValue(bar.value() + move)

    # Which one is current

    def moveCursor(self, action: Action, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        self.executeDelayedItemsLayout()
        row, last = self.currentIndex().row(), len(self._heights) - 1
        if row < 0 or action == Action.MoveHome:
            return self._model.index(0)
        page = self.viewport().height()
        to = {
            Action.MoveEnd: last,
            Action.MoveUp: row - 1,
            Action.MovePrevious: row - 1,
            Action.MoveDown: row + 1,
            Action.MoveNext: row + 1,
            Action.MovePageUp: min(row - 1, bisect_right(self._tops, self._tops[row] - page)),
            Action.MovePageDown: max(row + 1, bisect_right(self._tops, self._tops[row] + page) - 1),
        }
        return self._model.index(max(0, min(to.get(action, row), last)))

    def setSelection(self, rect: QRect, command: object) -> None:
        index = self.indexAt(rect.topLeft())
        chosen = QItemSelection(index, index) if index.isValid() else QItemSelection()
        self.selectionModel().select(chosen, command)  # type: ignore[call-overload]

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        region = QRegion()
        for index in selection.indexes():
            region += self.visualRect(index)
        return region

    # What is on screen

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._dress != self._dressed():
            self.doItemsLayout()  # else it comes a tenth of a second later
        for _ in range(3):  # measured cards move others on screen, mostly once
            if not self._measure_shown():
                break
            self.viewport().update()
        painter = QPainter(self.viewport())
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        state, under = option.state, self.viewport().mapFromGlobal(QCursor.pos())
        hovered = self.indexAt(under) if self.viewport().underMouse() else QModelIndex()
        for index in self._shown():
            option.rect = self.visualRect(index)  # type: ignore[attr-defined]
            option.state = state  # type: ignore[attr-defined]
            if self.selectionModel().isSelected(index):
                option.state |= QStyle.StateFlag.State_Selected  # type: ignore[attr-defined]
            if index == hovered:
                option.state |= QStyle.StateFlag.State_MouseOver  # type: ignore[attr-defined]
            self._cards.paint(painter, option, index)
        painter.end()

    def _measure_shown(self) -> bool:
        """Measure what is on screen; whether a card is of another height than it was laid out.

        The current card stays where it is, if it is on screen; else the topmost one.
        """
        shown = self._shown()
        if not shown:
            return False
        rows = slice(shown[0].row(), shown[-1].row() + 1)
        heights = [self._cards.measure(card) for card in self._model.shown[rows]]
        if heights == self._heights[rows]:
            return False
        current = self.currentIndex()
        still = current if current in shown else shown[0]
        before = self.visualRect(still).top()
        self._heights[rows] = heights
        self._tops = [0, *accumulate(self._heights)]
        self.updateGeometries()
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.visualRect(still).top() - before)
        return True

    def _shown(self) -> list[QModelIndex]:
        """The cards that are on screen, from the top."""
        index, found = self.indexAt(QPoint(0, 0)), []
        while index.isValid() and self.visualRect(index).top() < self.viewport().height():
            found.append(index)
            index = index.siblingAtRow(index.row() + 1)
        return found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_note.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.deletion_asked.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(250, 300)
