"""What is counted about the hits of a search: written forms, words near them, time."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QToolTip, QWidget

from viewer.core.language.arabic import letters
from viewer.core.search.concordance import Collocate
from viewer.ui.base.guarded import guarded
from viewer.ui.base.i18n import digits, shown_number, tr
from viewer.ui.base.theme import Theme
from viewer.ui.panels.search.hit_model import Index, Role, isolated

FORMS_SHOWN = 500
"""Written forms that are listed; the rest is one line."""
_ROOT = QModelIndex()
WIDEST_PX = 64
"""Pixels that a bar is wide at most."""
SHAPE = Qt.ItemDataRole.UserRole


class FormList(QListWidget):
    """The written forms of the hits with their counts, to be ticked on and off."""

    ticked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Written forms"))
        self.setUniformItemSizes(True)
        self.itemChanged.connect(self._changed)

    def show_forms(
        self,
        names: Sequence[str],
        counts: Mapping[int, int],
        typed: str = "",
        doubtful: Collection[int] = (),
    ) -> None:
        """`counts`: by the place of a form in `names`; what was ticked off stays so.

        What was `typed` to the letter stands first. What is doubtful is ticked off at first.
        """
        rows = [(self.item(row).data(SHAPE), self.item(row)) for row in range(self.count())]
        known = {names[shape] for shape, _ in rows if shape < len(names)}
        off = {names[shape] for shape in self.without() if shape < len(names)}
        off |= {names[shape] for shape in doubtful} - known
        self.blockSignals(True)
        self.clear()
        words = set(letters(typed).split())

        def order(shape: int) -> tuple[bool, bool, int]:
            return names[shape] not in words, shape in doubtful, -counts[shape]

        for shape in sorted(counts, key=order)[:FORMS_SHOWN]:
            text = f"{isolated(names[shape])}  ({shown_number(counts[shape])})"
            text = tr("%1 perhaps").replace("%1", text) if shape in doubtful else text
            item = QListWidgetItem(text)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            ticked = names[shape] not in off
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            item.setData(SHAPE, shape)
            self.addItem(item)
        self.blockSignals(False)

    def without(self) -> set[int]:
        """The forms that are ticked off."""
        items = (self.item(row) for row in range(self.count()))
        return {i.data(SHAPE) for i in items if i.checkState() == Qt.CheckState.Unchecked}

    def forget(self) -> None:
        """Another query: nothing is ticked off."""
        self.blockSignals(True)
        self.clear()
        self.blockSignals(False)

    def _changed(self, item: QListWidgetItem) -> None:
        self.ticked.emit()


@guarded
class Words(QAbstractTableModel):
    """Words with numbers: a frequency list, or collocates."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._head: list[str] = []
        self._rows: list[tuple[Any, ...]] = []

    def show_collocates(self, found: Sequence[Collocate]) -> None:
        head = [tr("Word"), tr("Near the hits"), tr("In the corpus"), tr("Log-likelihood")]
        head.append(tr("Mutual information"))
        self._show(head, [(c.word, c.near, c.count, c.likelihood, c.information) for c in found])

    def show_words(self, found: Sequence[tuple[str, int]]) -> None:
        self._show([tr("Word"), tr("How often")], list(found))

    def _show(self, head: list[str], rows: list[tuple[Any, ...]]) -> None:
        self.beginResetModel()
        self._head, self._rows = head, rows
        self.endResetModel()

    def word(self, row: int) -> str:
        return self._rows[row][0]

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._head)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if role != Role.DisplayRole:
            return None
        return self._head[section] if orientation == Qt.Orientation.Horizontal else section + 1

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        value = self._rows[index.row()][index.column()]
        if role == Role.TextAlignmentRole and index.column():
            return Qt.AlignmentFlag.AlignCenter
        if role not in (Role.DisplayRole, Role.AccessibleTextRole):
            return None
        return isolated(value) if isinstance(value, str) else _number(value)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if not 0 <= column < len(self._head):
            return
        self.layoutAboutToBeChanged.emit()
        down = order == Qt.SortOrder.DescendingOrder
        self._rows.sort(key=lambda row: row[column], reverse=down)
        self.layoutChanged.emit()


def _number(value: float) -> str:
    return shown_number(value, 0 if isinstance(value, int) else 1)


@guarded
class TimePlot(QWidget):
    """Hits for each month or year as bars; in the interface's own direction."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._bars: list[tuple[str, int, int]] = []
        self._theme = theme
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Hits over time"))
        self.setMinimumHeight(90)

    def sizeHint(self) -> QSize:
        return QSize(400, 140)

    def show_bars(self, bars: Sequence[tuple[str, int, int]]) -> None:
        """(month or year, hits, words of that time)."""
        self._bars = list(bars)
        told = (digits(f"{date}: {hits}") for date, hits, _ in self._bars if hits)
        self.setAccessibleDescription("; ".join(told))
        self.update()

    def _rects(self) -> list[QRectF]:
        low = self.fontMetrics().height() + 10
        top = self.fontMetrics().height() + 6
        rooms = self.width() - 24, WIDEST_PX * max(1, len(self._bars))
        room, most = min(rooms), max((hits for _, hits, _ in self._bars), default=0)
        each = room / max(1, len(self._bars))
        found = []
        for at, (_, hits, _) in enumerate(self._bars):
            high = (self.height() - low - top) * hits / max(1, most)
            x = 12 + at * each
            if self.isRightToLeft():
                x = self.width() - 12 - (at + 1) * each
            x += (rooms[0] - room) / (-2 if self.isRightToLeft() else 2)  # few bars: in the middle
            gap = 1.0 if each > 4 else 0.0
            found.append(QRectF(x, self.height() - low - high, each - gap, high))
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            painter.setPen(self._theme.colour("muted"))
            if not self._bars:
                middle = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
                told = tr("None of the documents with hits has a date")
                painter.drawText(self.rect(), middle, told)
                return
            rects = self._rects()
            for rect in rects:
                painter.fillRect(rect, self._theme.colour("accent"))
            self._label(painter, 0, rects[0])
            if len(rects) > 1:
                self._label(painter, len(rects) - 1, rects[-1])
            most = max(range(len(rects)), key=lambda at: self._bars[at][1])
            count = shown_number(self._bars[most][1])
            box = QRectF(rects[most].center().x() - 60, rects[most].top() - 22, 120, 20)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, count)
        finally:
            painter.end()

    def _label(self, painter: QPainter, at: int, rect: QRectF) -> None:
        """The date under a bar, inside the widget."""
        text = digits(self._bars[at][0])
        wide = self.fontMetrics().horizontalAdvance(text) + 4
        x = min(max(4.0, rect.center().x() - wide / 2), self.width() - wide - 4.0)
        y = self.height() - self.fontMetrics().height() - 4
        box = QRectF(x, y, wide, self.fontMetrics().height())
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        for (date, hits, words), rect in zip(self._bars, self._rects(), strict=True):
            if rect.left() <= event.position().x() <= rect.right():
                share = 1_000_000 * hits / words if words else 0
                text = tr("%1: %n hit(s), %2 in a million words", None, hits)
                text = text.replace("%1", digits(date)).replace("%2", shown_number(share))
                point = self.mapToGlobal(QPointF(event.position()).toPoint())
                QToolTip.showText(point, text, self)
                return
