"""The hits of a search as Qt's views want them: by document, and as a concordance."""

from __future__ import annotations

import re
from array import array
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QGuiApplication,
    QPainter,
    QPalette,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from viewer.core.language.arabic import direction_of_text
from viewer.core.search.hits import Hit
from viewer.session.base.load_jobs import Corpus
from viewer.session.document_titles import Titles
from viewer.session.search.corpus_search import Searching
from viewer.session.search.search_jobs import HitGroup
from viewer.ui.base.guarded import guarded
from viewer.ui.base.hit_reasons import chips
from viewer.ui.base.i18n import digits, shown_number, tr
from viewer.ui.base.names import shown_name
from viewer.ui.base.theme import Theme

NUMBER = Qt.ItemDataRole.UserRole
PARTS = Qt.ItemDataRole.UserRole + 1
"""The hit of a row of the list by document."""
PAGE = 300
"""Hits of a document that come into the list at once."""
DOCUMENTS = 500
"""Documents that come into the list at once: the list asks for each of them."""
HIT_SHOWN = 200
"""Code points of a hit that are shown in one line."""
SLIM_PX = 520
"""Pixels below which a line gets little before its hit, so that this is seen."""
HIT_TRANSLATION_SHOWN = 200
"""Code points of a translation that are shown."""
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
_ROOT = QModelIndex()


class Column(IntEnum):
    """Of the concordance."""

    BEFORE, HIT, AFTER, WHY, BESIDE, DOCUMENT, DATE = range(7)


def direction(text: str) -> str:
    """`rtl` or `ltr`, by the letters of a short text."""
    return direction_of_text(text)


def isolated(text: str) -> str:
    """`text` on one line, apart from what stands around it."""
    mark = "\u2067" if direction(text) == "rtl" else "\u2066"
    return f"{mark}{' '.join(text.split())}\u2069"


def shown_path(path: str) -> str:
    """A path without the undecodable bytes of names."""
    return path.encode("utf-8", "replace").decode("utf-8")


@guarded
class ByDocument(QAbstractItemModel):
    """Documents with how many hits they have, and the hits under each; read when shown."""

    def __init__(self, searching: Searching, titles: Titles, parent: QWidget) -> None:
        super().__init__(parent)
        self._searching, self._titles = searching, titles
        titles.changed.connect(self._titles_changed)
        self._numbers = array("I")
        self._groups: list[HitGroup] = []
        self._documents = 0  # groups that have a row by now
        self._listed: list[int] = []  # hits of each group that have one

    def show_hits(self, numbers: array[int], groups: list[HitGroup]) -> None:
        """Show these hits, which stand by place."""
        self.beginResetModel()
        self._numbers, self._groups = numbers, groups
        self._documents = min(DOCUMENTS, len(groups))
        self._listed = [min(PAGE, end - begin) for _, begin, end in groups]
        self.endResetModel()

    def clear(self) -> None:
        self.show_hits(array("I"), [])

    def _titles_changed(self, corpus: Corpus) -> None:
        if self._groups and corpus is self._searching.corpus:
            self.dataChanged.emit(self.index(0, 0), self.index(self._documents - 1, 0))

    def _heading(self, path: str, hits: int) -> str:
        """What a document is called, its file and how many hits it has."""
        names, corpus = [shown_path(path).rpartition("/")[2]], self._searching.corpus
        title = corpus and self._titles.of_document(corpus, path, ask=True)
        if title:
            names.insert(0, shown_name(title))  # as in the tree
        return f"{' | '.join(map(isolated, names))}  ({shown_number(hits)})"

    def canFetchMore(self, parent: Index) -> bool:
        if not parent.isValid():
            return self._documents < len(self._groups)
        if parent.internalId():
            return False
        _, begin, end = self._groups[parent.row()]
        return self._listed[parent.row()] < end - begin

    def fetchMore(self, parent: Index) -> None:
        """Give more documents, or more hits of one, a row: a view asks for each of them."""
        if not self.canFetchMore(parent):
            return
        if not parent.isValid():
            more = min(self._documents + DOCUMENTS, len(self._groups))
            self.beginInsertRows(parent, self._documents, more - 1)
            self._documents = more
            self.endInsertRows()
        else:
            _, begin, end = self._groups[parent.row()]
            listed = self._listed[parent.row()]
            more = min(listed + PAGE, end - begin)
            self.beginInsertRows(self.index(parent.row(), 0), listed, more - 1)
            self._listed[parent.row()] = more
            self.endInsertRows()

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        group = parent.row() + 1 if parent.isValid() else 0
        if group and parent.internalId():
            return QModelIndex()
        rows = self._listed[group - 1] if group else self._documents
        if column or not 0 <= row < rows:
            return QModelIndex()
        return self.createIndex(row, 0, group)

    def parent(self, child: Index = _ROOT) -> Any:  # Qt has two methods of that name
        group = child.internalId() if child.isValid() else 0
        return self.createIndex(group - 1, 0, 0) if group else QModelIndex()

    def rowCount(self, parent: Index = _ROOT) -> int:
        if not parent.isValid():
            return self._documents
        if parent.internalId():
            return 0
        return self._listed[parent.row()]

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 1

    def number(self, index: Index) -> int | None:
        """The hit of a row; None for a document."""
        group = index.internalId() if index.isValid() else 0
        return self._numbers[self._groups[group - 1][1] + index.row()] if group else None

    def place_of(self, number: int) -> QModelIndex:
        """The row of a hit; none for one that is not listed by now."""
        for at, (_, begin, end) in enumerate(self._groups):
            if self._numbers[begin] <= number <= self._numbers[end - 1]:
                if at == self._documents:
                    self.fetchMore(_ROOT)
                row, document = self._numbers.index(number, begin, end) - begin, self.index(at, 0)
                if not document.isValid():
                    break
                if row == self._listed[at]:
                    self.fetchMore(document)
                return self.index(row, 0, document)
        return QModelIndex()

    def numbers(self) -> array[int]:
        """The hits that are shown, by place."""
        return self._numbers

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        number = self.number(index)
        if role == Role.FontRole and number is None:
            bold = QGuiApplication.font()
            bold.setWeight(QFont.Weight.DemiBold)
            return bold
        if role not in (Role.DisplayRole, Role.ToolTipRole, Role.AccessibleTextRole, PARTS):
            return None
        if number is None and role == PARTS:
            return None
        if number is None:
            path, begin, end = self._groups[index.row()]
            return (
                shown_path(path) if role == Role.ToolTipRole else self._heading(path, end - begin)
            )
        hit = self._searching.hit(number)
        if hit is None:
            return ""
        if role == PARTS:
            return hit
        return chips(hit.why) if role == Role.ToolTipRole else line(hit)


def line(hit: Hit) -> str:
    """A hit with what stands around it, for those who do not see its colours."""
    return isolated(f"{hit.before}«{hit.text[:HIT_SHOWN]}»{hit.after}")


@guarded
class HitDelegate(QStyledItemDelegate):
    """A hit in its line, in colour, with why it is one at the end of the row."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return super().sizeHint(option, index) + QSize(0, 4)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        hit = index.data(PARTS)
        if not isinstance(hit, Hit):
            super().paint(painter, option, index)
            return
        own: Any = QStyleOptionViewItem(option)  # its fields are unknown to the type stubs
        self.initStyleOption(own, index)
        own.text = ""
        style = own.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, own, painter, own.widget)
        selected = bool(own.state & QStyle.StateFlag.State_Selected)
        lit = own.palette.color(QPalette.ColorRole.HighlightedText)
        painter.save()
        painter.setFont(own.font)
        room = QRectF(own.rect).adjusted(4, 0, -4, 0)
        painter.setPen(lit if selected else self._theme.colour("muted"))
        room = self._paint_why(painter, room, chips(hit.why), own.direction)
        painter.setClipRect(room)
        painter.setPen(lit if selected else own.palette.color(QPalette.ColorRole.Text))
        self._paint_line(painter, room, hit, own, lit if selected else self._theme.colour("accent"))
        painter.restore()

    def _paint_why(
        self, painter: QPainter, room: QRectF, why: str, way: Qt.LayoutDirection
    ) -> QRectF:
        """Paint the chips; what room is left."""
        wide = painter.fontMetrics().horizontalAdvance(why)
        if not why or wide > room.width() / 3:
            return room
        rtl = way == Qt.LayoutDirection.RightToLeft
        absolute = Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        side = Qt.AlignmentFlag.AlignLeft if rtl else Qt.AlignmentFlag.AlignRight
        painter.drawText(room, absolute | side, why)
        return room.adjusted(wide + 12, 0, 0, 0) if rtl else room.adjusted(0, 0, -wide - 12, 0)

    def _paint_line(
        self, painter: QPainter, room: QRectF, hit: Hit, option: Any, colour: QColor
    ) -> None:
        before = hit.before if room.width() > SLIM_PX else hit.before[-25:].partition(" ")[2]
        before, text, after = (
            re.sub(r"\s", " ", part) for part in (before.lstrip(), hit.text[:HIT_SHOWN], hit.after)
        )
        rtl = direction(hit.before + hit.text + hit.after) == "rtl"
        layout = QTextLayout(before + text + after, option.font)
        set = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        set.setWrapMode(QTextOption.WrapMode.NoWrap)
        way = Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
        set.setTextDirection(way)
        layout.setTextOption(set)
        found = QTextLayout.FormatRange()
        found.start, found.length = _utf16(before), _utf16(text)  # type: ignore[attr-defined]
        format = QTextCharFormat()
        format.setForeground(colour)
        format.setFontWeight(QFont.Weight.Bold)
        found.format = format  # type: ignore[attr-defined]
        layout.setFormats([found])
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(100_000)
        layout.endLayout()
        wide = line.naturalTextWidth()
        begins = rtl if wide > room.width() else option.direction == Qt.LayoutDirection.RightToLeft
        x = room.right() - wide if begins else room.left()
        layout.draw(painter, QPointF(x, room.center().y() - line.height() / 2))


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@guarded
class Concordance(QAbstractTableModel):
    """A hit a row, with what stands before and after it; read when shown."""

    def __init__(self, searching: Searching, parent: QWidget) -> None:
        super().__init__(parent)
        self._searching = searching
        self._numbers = array("I")
        self.rtl = False
        self._names = (
            tr("Before"), tr("Hit"), tr("After"), tr("Why"), tr("Translation"), tr("Document"),
            tr("Date"),
        )  # fmt: skip

    def show_hits(self, numbers: array[int], rtl: bool) -> None:
        """Show these hits. `rtl`: whether most of them are written from right to left."""
        self.beginResetModel()
        self._numbers, self.rtl = numbers, rtl
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._numbers)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if role != Role.DisplayRole:
            return None
        return self._names[section] if orientation == Qt.Orientation.Horizontal else section + 1

    def number(self, index: Index) -> int:
        return self._numbers[index.row()]

    def numbers(self) -> array[int]:
        """The hits as they are shown."""
        return self._numbers

    def row_of(self, number: int) -> int:
        """Where a hit stands; -1 for nowhere."""
        return self._numbers.index(number) if number in self._numbers else -1

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if role == NUMBER:
            return self.number(index)
        if role not in (Role.DisplayRole, Role.ToolTipRole, Role.AccessibleTextRole):
            return None
        hit = self._searching.hit(self.number(index))
        return "" if hit is None else self._cell(hit, index.column(), role)

    def _cell(self, hit: Hit, column: int, role: int) -> str:
        turned = (direction(hit.before + hit.text + hit.after) == "rtl") != self.rtl
        if turned and column in (Column.BEFORE, Column.AFTER):  # its text runs the other way
            column = Column.AFTER if column == Column.BEFORE else Column.BEFORE
        if column == Column.WHY:
            return chips(hit.why)
        if column == Column.DOCUMENT:
            shown = shown_path(hit.path)
            return shown if role == Role.ToolTipRole else shown.rpartition("/")[2]
        if column == Column.DATE:
            return digits(hit.date[:10])
        if column == Column.BESIDE:
            bead = self._searching.bead(hit)
            return isolated(bead.text[:HIT_TRANSLATION_SHOWN]) if bead is not None else ""
        text = {Column.BEFORE: hit.before, Column.HIT: hit.text, Column.AFTER: hit.after}
        return isolated(text[Column(column)]) if text[Column(column)].strip() else ""


@guarded
class ConcordanceDelegate(QStyledItemDelegate):
    """What stands before a hit ends at it, what stands after begins there."""

    def __init__(self, model: Concordance, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._model, self._theme = model, theme

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        column = index.column()
        absolute = Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        inner, outer = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignLeft
        if self._model.rtl:
            inner, outer = outer, inner
        elide, aligned = Qt.TextElideMode.ElideRight, None
        if column == Column.DOCUMENT:  # names of articles begin alike and end in what tells them
            elide = Qt.TextElideMode.ElideMiddle
        if column == Column.BEFORE:
            aligned, elide = inner, Qt.TextElideMode.ElideLeft
        elif column == Column.AFTER:
            aligned = outer
        elif column == Column.HIT:
            aligned = Qt.AlignmentFlag.AlignHCenter
            font = QFont(option.font)  # type: ignore[attr-defined]
            font.setBold(True)
            option.font = font  # type: ignore[attr-defined]
            option.palette.setColor(  # type: ignore[attr-defined]
                option.palette.ColorRole.Text,  # type: ignore[attr-defined]
                self._theme.colour("accent"),
            )
        elif column in (Column.WHY, Column.DOCUMENT, Column.DATE):
            option.palette.setColor(  # type: ignore[attr-defined]
                option.palette.ColorRole.Text,  # type: ignore[attr-defined]
                self._theme.colour("muted"),
            )
        if aligned is not None:
            option.displayAlignment = aligned | absolute  # type: ignore[attr-defined]
        option.textElideMode = elide  # type: ignore[attr-defined]
