"""The hits of a search as Qt's views want them: by document, and as a concordance."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from viewer.core.arabic import direction_of_language, guess_language
from viewer.core.hits import Hit, Hits
from viewer.ui.i18n import tr
from viewer.ui.searching import Searching
from viewer.ui.theme import Theme

NUMBER = Qt.ItemDataRole.UserRole
AROUND = 40
"""Code points of context in a row of the list by document."""
LENGTH = 200
"""Code points of a translation that are shown."""
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
_ROOT = QModelIndex()


class Column(IntEnum):
    """Of the concordance."""

    BEFORE, HIT, AFTER, WHY, BESIDE, DOCUMENT, DATE = range(7)


def direction(text: str) -> str:
    """`rtl` or `ltr`, by the letters of a short text."""
    return direction_of_language(guess_language(text))


def isolated(text: str) -> str:
    """`text` on one line, apart from what stands around it."""
    mark = "\u2067" if direction(text) == "rtl" else "\u2066"
    return f"{mark}{' '.join(text.split())}\u2069"


def shown_path(path: str) -> str:
    """A path without the undecodable bytes of names."""
    return path.encode("utf-8", "replace").decode("utf-8")


def why_names() -> dict[str, str]:
    """What the chips of the core are called; the others are letters and speak for themselves."""
    return {
        "tashkeel": tr("tashkeel"),
        "tatweel": tr("tatweel"),
        "invisible": tr("invisible characters"),
        "case": tr("capitals"),
        "stem": tr("same stem"),
        "wildcard": tr("wildcard"),
        "meaning": tr("meaning"),
        "translation": tr("translation"),
    }


def chips(why: Sequence[str]) -> str:
    """Why a hit is one, for its row."""
    names = why_names()
    return " · ".join(f"\u2068{names.get(each, each)}\u2069" for each in why)


class ByDocument(QAbstractItemModel):
    """Documents with how many hits they have, and the hits under each; read when shown."""

    def __init__(self, searching: Searching, parent: QWidget) -> None:
        super().__init__(parent)
        self._searching = searching
        self._numbers = array("I")
        self._groups: list[tuple[str, int, int]] = []

    def show_hits(self, hits: Hits, numbers: array[int]) -> None:
        """Show these of the hits, which stand by place."""
        self.beginResetModel()
        self._numbers, self._groups = numbers, []
        index, at, rows = self._searching.index(), 0, hits.rows
        while at < len(numbers):
            document = index.document_of(rows[numbers[at]])
            begin, last = at, document.first + document.count
            while at < len(numbers) and document.first <= rows[numbers[at]] < last:
                at += 1
            at = max(at, begin + 1)
            self._groups.append((document.path, begin, at))
        self.endResetModel()

    def clear(self) -> None:
        self.beginResetModel()
        self._numbers, self._groups = array("I"), []
        self.endResetModel()

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, child: Index = _ROOT) -> Any:  # Qt has two methods of that name
        group = child.internalId() if child.isValid() else 0
        return self.createIndex(group - 1, 0, 0) if group else QModelIndex()

    def rowCount(self, parent: Index = _ROOT) -> int:
        if not parent.isValid():
            return len(self._groups)
        if parent.internalId():
            return 0
        _, begin, end = self._groups[parent.row()]
        return end - begin

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 1

    def number(self, index: Index) -> int | None:
        """The hit of a row; None for a document."""
        group = index.internalId() if index.isValid() else 0
        return self._numbers[self._groups[group - 1][1] + index.row()] if group else None

    def place_of(self, number: int) -> QModelIndex:
        """The row of a hit."""
        for at, (_, begin, end) in enumerate(self._groups):
            if self._numbers[begin] <= number <= self._numbers[end - 1]:
                row = self._numbers.index(number, begin, end) - begin
                return self.index(row, 0, self.index(at, 0))
        return QModelIndex()

    def numbers(self) -> array[int]:
        """The hits that are shown, by place."""
        return self._numbers

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if role not in (Role.DisplayRole, Role.ToolTipRole, Role.AccessibleTextRole):
            return None
        number = self.number(index)
        if number is None:
            path, begin, end = self._groups[index.row()]
            shown = shown_path(path)
            if role == Role.ToolTipRole:
                return shown
            return f"\u2068{shown.rpartition('/')[2]}\u2069 · {end - begin}"
        hit = self._searching.hit(number)
        if hit is None:
            return ""
        return chips(hit.why) if role == Role.ToolTipRole else line(hit, AROUND)


def line(hit: Hit, around: int) -> str:
    """A hit with what stands around it, in the direction of its text."""
    before, after = hit.before[-around:], hit.after[:around]
    if len(before) < len(hit.before):  # not in the middle of a word
        before = "… " + before.partition(" ")[2]
    if len(hit.text) > 2 * around:
        return isolated(hit.text[: 3 * around] + "…")
    return isolated(f"{before}«{hit.text}»{after}")


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
            return hit.date[:10]
        if column == Column.BESIDE:
            bead = self._searching.bead(hit)
            return isolated(bead.text[:LENGTH]) if bead is not None else ""
        text = {Column.BEFORE: hit.before, Column.HIT: hit.text, Column.AFTER: hit.after}
        return isolated(text[Column(column)]) if text[Column(column)].strip() else ""


class ConcordanceDelegate(QStyledItemDelegate):
    """What stands before a hit ends at it, what stands after begins there."""

    def __init__(self, model: Concordance, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._accent, self._muted = QColor(theme.colours["accent"]), QColor(theme.colours["muted"])

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        column = index.column()
        absolute = Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        inner, outer = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignLeft
        if self._model.rtl:
            inner, outer = outer, inner
        elide, aligned = Qt.TextElideMode.ElideRight, None
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
                self._accent,
            )
        elif column in (Column.WHY, Column.DOCUMENT, Column.DATE):
            option.palette.setColor(  # type: ignore[attr-defined]
                option.palette.ColorRole.Text,  # type: ignore[attr-defined]
                self._muted,
            )
        if aligned is not None:
            option.displayAlignment = aligned | absolute  # type: ignore[attr-defined]
        option.textElideMode = elide  # type: ignore[attr-defined]
