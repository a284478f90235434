"""The rows of the corpus tree as Qt sees them, and how a row is painted."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QUrl,
)
from PySide6.QtGui import QColor, QPainter, QPen, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from viewer.core.corpus.works import Work
from viewer.core.language.arabic import fold
from viewer.session.base.load_jobs import Corpus
from viewer.session.session import Session
from viewer.ui.base.guarded import guarded
from viewer.ui.base.i18n import (
    digits,
    interface_language,
    other_calendar,
    shown_date,
    shown_number,
    tr,
)
from viewer.ui.base.names import isolated, shown_name
from viewer.ui.base.theme import Theme, icon
from viewer.ui.tree.nodes import Node, TreeRows

WORKS = "application/x-hashiya-works"
"""Of what is dragged out of the tree: the first document of each work, separated by NUL."""

AnyIndex = QModelIndex | QPersistentModelIndex


@guarded
class TreeModel(QStandardItemModel):
    """The rows of a `QTreeView`, shown anew when a corpus or the filter changes.

    Qt counts them: a view asks for each of thousands of unfolded rows, and an answer in Python
    takes ten times as long. Only groups have items; of works there is but their number in each.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.rows = TreeRows()
        self.counts: dict[Path, dict[str, int]] = {}

    @property
    def roots(self) -> list[Node]:
        return self.rows.roots

    def show(self, rows: TreeRows) -> None:
        """Have these rows be the tree."""
        self.clear()
        self.rows = rows
        for root in rows.roots:  # through the invisible root PySide would keep the items for ever
            self.appendRow(_item(root))

    def leave_out(self, gone: Collection[Corpus]) -> None:
        """Show some corpora no more."""
        for root in [root for root in self.roots if root.corpus in gone]:
            self.removeRow(root.row)
            self.roots.remove(root)
            for row, other in enumerate(self.roots):
                other.row = row
        self.rows.works = [node for node in self.rows.works if node.corpus not in gone]
        for corpus in gone:
            self.rows.of_work.pop(corpus, None)
            self.rows.of_group.pop(corpus, None)

    def node(self, index: AnyIndex) -> Node | None:
        if not index.isValid():
            return None
        above = self.node(index.parent())
        nodes = above.children if above is not None else self.roots
        return nodes[index.row()] if index.row() < len(nodes) else None

    def index_of(self, node: Node) -> QModelIndex:
        above = self.index_of(node.parent) if node.parent is not None else QModelIndex()
        return self.index(node.row, 0, above)

    def nodes(self) -> Iterator[Node]:
        for root in self.roots:
            yield root
            yield from root.walk()

    def lines_of(self, node: Node, ask: bool = True) -> tuple[str, str]:
        """What a row says: its first line, and the second or nothing.

        `ask`: the title of a work is read if it is not known yet.
        """
        show = self._session.settings.tree_show
        if node.work is None or show == "name":
            return node.name, ""
        titles = self._session.titles
        title = titles.of(node.corpus, node.work, interface_language(), ask) or ""
        if not title or fold(title).text == fold(node.name).text:
            return node.name, ""
        return title, node.name if show == "both" else ""

    @property
    def has_two_lines(self) -> bool:
        return self._session.settings.tree_show == "both"

    def notes_of(self, node: Node) -> int:
        """How many notes the documents of a work have."""
        counts = self.counts.get(node.corpus.root or Path())
        if not counts or node.work is None:
            return 0
        return sum(counts.get(path, 0) for path in node.work.documents.values())

    def news_of(self, node: Node) -> str:
        """What is new of a work: `new`, `edited`, `moved`, or nothing."""
        if node.work is None:
            return ""
        marks = self._session.watching.news(node.corpus).marks
        return next((marks[p] for p in node.work.documents.values() if p in marks), "")

    # Dragging: into a pane as works, into other programs as files

    def mimeTypes(self) -> list[str]:
        return [WORKS, "text/uri-list"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        mime, files, firsts = QMimeData(), [], []
        for node in map(self.node, indexes):
            if node is not None and node.work is not None:
                paths = [node.corpus.path(each) for each in node.work.documents.values()]
                firsts.append(str(paths[0]))
                files += [QUrl.fromLocalFile(str(path)) for path in paths]
        mime.setData(WORKS, "\0".join(firsts).encode("utf-8", "surrogateescape"))
        mime.setUrls(files)
        return mime

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        node = self.node(index)
        if node is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.lines_of(node)[0]
        if role == Qt.ItemDataRole.ToolTipRole:
            paths = node.work.documents.values() if node.work else [node.key]
            title = self.lines_of(node)[0]
            lines = [isolated(title)] if title != node.name else []
            lines += [isolated(shown_name(p)) for p in paths]
            if node.day:
                lines += filter(None, (shown_date(node.day), other_calendar(node.day)))
            if news := self.news_of(node):
                lines.append(news_names()[news])
            if node.parent is None and (gone := self._session.watching.news(node.corpus).gone):
                lines.append(tr("Gone since your last visit:"))
                lines += [isolated(shown_name(path)) for path in gone[:12]]
            return "\n".join(lines)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            languages = ", ".join(_languages(node.work)) if node.work else ""
            news = news_names().get(self.news_of(node), "")
            return " ".join(filter(None, (*self.lines_of(node), languages, news)))
        return None


def _item(node: Node) -> QStandardItem:
    """The item of a group: it says how many rows there are below it."""
    item = QStandardItem()
    item.setDragEnabled(False)
    item.setColumnCount(1)
    item.setRowCount(len(node.children))
    for child in node.own_groups():
        item.setChild(child.row, _item(child))
    return item


def _languages(work: Work) -> list[str]:
    """The languages that names tell, one for each document: `en` of `en-2`, nothing of `und-2`."""
    tags = (side.partition("-")[0] for side in work.documents)
    return [tag for tag in tags if tag != "und"]


def news_names() -> dict[str, str]:
    return {
        "new": tr("New since your last visit"),
        "edited": tr("Changed since your last visit"),
        "moved": tr("Moved since your last visit"),
    }


@guarded
class RowDelegate(QStyledItemDelegate):
    """Paints a row: title and name, count of notes, language chips at the end."""

    def __init__(self, model: TreeModel, theme: Theme, view: QTreeView) -> None:
        super().__init__(view)
        self._model, self._colours, self._view = model, theme.colours, view

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        line = option.fontMetrics.height()
        node = self._model.node(index)
        # Of many rows the first one speaks for all, though it has no second line itself.
        may = node is not None and (node.work is not None or self._view.uniformRowHeights())
        two = may and self._model.has_two_lines
        return QSize(120, max(28, line * 2 + 8 if two else line + 10))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        node = self._model.node(index)
        if node is None:
            return
        painter.save()
        try:
            self._paint(painter, option, node)
        finally:
            painter.restore()

    def _paint(self, painter: QPainter, option: QStyleOptionViewItem, node: Node) -> None:
        c, rect = self._colours, option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(rect, QColor(c["highlight"]))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(c["alternate_base"]))
        ink = QColor(c["highlighted_text"] if selected else c["window_text"])
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        middle = rect.center().y() + 1
        start, end = rect.left() + 4, rect.right() - 6
        if node.work:
            if news := self._model.news_of(node):
                self._dot(painter, end - 8 if rtl else start, middle, filled=news == "new")
                start, end = (start, end - 14) if rtl else (start + 14, end)
            start, end = self._chips(painter, node, start, end, middle, rtl, ink)
        else:
            picture = icon("folder" if node.parent else "home", QColor(c["muted"]), rtl=rtl)
            picture.paint(painter, end - 16 if rtl else start, middle - 8, 16, 16)
            start, end = (start, end - 22) if rtl else (start + 22, end)
        font = option.font
        font.setBold(node.parent is None)
        painter.setFont(font)
        painter.setPen(ink)
        box = rect.adjusted(start - rect.left(), 0, end - rect.right(), 0)
        first, second = self._model.lines_of(node)
        if not second:
            self._line(painter, box, first, rtl, first == node.name)
            return
        line = painter.fontMetrics().height()
        top = box.top() + (box.height() - 2 * line) // 2
        self._line(painter, QRect(box.left(), top, box.width(), line), first, rtl, False)
        font.setPointSizeF(font.pointSizeF() * 0.85)
        painter.setFont(font)
        painter.setPen(ink if selected else QColor(c["muted"]))
        self._line(painter, QRect(box.left(), top + line, box.width(), line), second, rtl, True)

    def _line(self, painter: QPainter, box: QRect, text: str, rtl: bool, is_name: bool) -> None:
        """A title cut at its end, a name in its middle, where the endings are that tell."""
        where = Qt.TextElideMode.ElideMiddle if is_name else Qt.TextElideMode.ElideRight
        told = painter.fontMetrics().elidedText(text, where, box.width())
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(box, flags | Qt.TextFlag.TextSingleLine, isolated(told))

    def _dot(self, painter: QPainter, x: int, middle: int, *, filled: bool) -> None:
        """A full dot for what is new, a ring for what changed or moved."""
        colour = QColor(self._colours["accent"])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour, 1.6))
        painter.setBrush(colour if filled else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(x, middle - 4, 7, 7)

    def _chips(
        self,
        painter: QPainter,
        node: Node,
        start: int,
        end: int,
        middle: int,
        rtl: bool,
        ink: QColor,
    ) -> tuple[int, int]:
        """Language chips and the count of notes at the far end; what is left for the name."""
        assert node.work is not None
        font = painter.font()
        font.setPointSizeF(font.pointSizeF() * 0.8)
        painter.setFont(font)
        metrics, c = painter.fontMetrics(), self._colours
        chips = [(language, False) for language in _languages(node.work)]
        if node.day:
            grouped = node.parent is not None and node.parent.key.endswith(node.day[:7])
            chips.insert(0, (f"\u2066{digits(node.day[8 if grouped else 0 :])}\u2069", False))
        if count := self._model.notes_of(node):
            chips.append((shown_number(count), True))
        for text, filled in reversed(chips):
            width = metrics.horizontalAdvance(text) + 10
            x = start if rtl else end - width
            box = QSize(width, metrics.height() + 2)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QColor(c["accent"] if filled else c["border"]))
            painter.setBrush(QColor(c["accent"]) if filled else Qt.BrushStyle.NoBrush)
            top = middle - box.height() // 2
            painter.drawRoundedRect(x, top, box.width(), box.height(), 5, 5)
            painter.setPen(QColor(c["base"]) if filled else ink)
            flags = Qt.AlignmentFlag.AlignCenter
            painter.drawText(x, top, box.width(), box.height(), flags, text)
            start, end = (start + width + 4, end) if rtl else (start, end - width - 4)
        return start, end
