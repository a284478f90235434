"""The rows of the corpus tree: its nodes, the model over them, and how a row is painted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import takewhile
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QUrl,
)
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from viewer.core.base.paths import guide_dir, seeds_dir
from viewer.core.corpus.document_dates import period
from viewer.core.corpus.scan import Work, natural_key
from viewer.core.language.arabic import fold
from viewer.session.base.load_jobs import Corpus
from viewer.session.document_dates import Dating
from viewer.session.document_titles import Titles
from viewer.session.session import Session
from viewer.ui.base.guarded import guarded
from viewer.ui.base.i18n import (
    digits,
    interface_language,
    other_calendar,
    shown_date,
    shown_month,
    shown_number,
    tr,
)
from viewer.ui.base.names import isolated, shown_name
from viewer.ui.base.theme import Theme, icon

FOLDED_NAMES = 1 << 16
"""Names and titles whose folded spelling is kept."""
UNDATED = "\uffff"
"""The key of the group of works without a date: no folder has that name."""

WORKS = "application/x-hashiya-works"
"""Of what is dragged out of the tree: the first document of each work, separated by NUL."""

AnyIndex = QModelIndex | QPersistentModelIndex


@dataclass(eq=False)
class Node:
    """A corpus, a folder (or year, or month) or a work.

    `day`: ISO 8601, `title`: of a work, as far as known when it was made; where they are asked for.
    """

    name: str
    key: str
    corpus: Corpus
    parent: Node | None = None
    work: Work | None = None
    day: str | None = None
    title: str = ""
    row: int = 0
    children: list[Node] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        for child in self.children:
            yield child
            yield from child.walk()

    def groups(self) -> Iterator[Node]:
        """The folders or months in it; they stand before its works."""
        for child in takewhile(_is_group, self.children):
            yield child
            yield from child.groups()


def _is_group(node: Node) -> bool:
    return node.work is None


@dataclass(frozen=True)
class Arranged:
    """How the rows are to stand: filter words (folded), `order` and `group` as in the settings."""

    words: tuple[str, ...] = ()
    order: str = "name"
    group: str = "folder"

    @property
    def needs_dates(self) -> bool:
        return (
            self.order in ("newest", "oldest")
            or self.group != "folder"
            or any(map(period, self.words))
        )

    @property
    def needs_titles(self) -> bool:
        return bool(self.words) or self.order == "title"


def corpus_name(corpus: Corpus) -> str:
    """What a corpus is called: its folder, or in words what the program brought along."""
    if corpus.root is None:
        return tr("Single files")
    own = {seeds_dir(): tr("Sample corpus"), guide_dir(): tr("Guide")}
    return own.get(corpus.root) or shown_name(corpus.root.name or str(corpus.root))


def corpus_node(corpus: Corpus, how: Arranged, dating: Dating, titles: Titles) -> Node:
    """The tree of a corpus, by folders or by months; only what fits the filter."""
    root = Node(corpus_name(corpus), str(corpus.root), corpus)
    groups: dict[str, Node] = {"": root}

    def group(path: str, shown: str = "") -> Node:
        if path not in groups:
            above, _, last = path.rpartition("/")
            node = Node(shown or shown_name(last), f"{root.key}/{path}", corpus, group(above))
            groups[path] = node
            group(above).children.append(node)
        return groups[path]

    dated, titled, language = how.needs_dates, how.needs_titles, interface_language()
    for work in corpus.works:
        day = dating.of(corpus, work) if dated else None
        title = (titles.of(corpus, work, language) or "") if titled else ""
        if not _fits(work, title, day, how.words):
            continue
        if how.group == "month":
            above = group(*_month(day))
        else:
            above = group(work.folder) if corpus.root else root
        paired = len(work.documents) > 1
        name = work.name if corpus.root or paired else Path(work.key).name
        node = Node(shown_name(name), work.key, corpus, above, work, day, title)
        above.children.append(node)
    for node in (root, *groups.values()):
        _sort(node, how)
    return root


def _fits(work: Work, title: str, day: str | None, words: tuple[str, ...]) -> bool:
    """Each word is in the path or title, or tells a period that the day is in."""
    if not words:
        return True
    told = _folded(f"{work.folder} {work.name} {title}")
    return all(word in told or ((p := period(word)) and p.has(day)) for word in words)


@lru_cache(FOLDED_NAMES)
def _folded(text: str) -> str:
    """As it is compared; each letter that is typed into the filter asks for all of them."""
    return fold(text).text


def _month(day: str | None) -> tuple[str, str]:
    """The group of a day, year and month, and the name of that; without a day a group of those."""
    return (f"{day[:4]}/{day[:7]}", shown_month(day)) if day else (UNDATED, tr("Undated"))


def _sort(node: Node, how: Arranged) -> None:
    """Groups before works. By date what has none comes last, and equal days by name."""
    newest = how.order == "newest"
    children = node.children
    children.sort(key=_by_name)
    if how.order == "title":
        children.sort(key=_by_title)
    elif how.order != "name":
        children.sort(key=_by_day, reverse=newest)
    if how.group == "month":
        children.sort(key=_by_group, reverse=newest)
    children.sort(key=_rank)
    for row, child in enumerate(children):
        child.row = row


def _by_name(node: Node) -> tuple[tuple[int, int, str], ...]:
    return natural_key(node.name)


def _by_title(node: Node) -> tuple[bool, str]:
    """What has no title stands last; `_` and the like before a word do not count."""
    folded = fold(node.title).text
    return not folded, folded.lstrip(" \"'«“”»()[]—–-•*#")


def _by_day(node: Node) -> str:
    return node.day or ""


def _by_group(node: Node) -> str:
    return node.key if node.work is None else ""


def _rank(node: Node) -> tuple[bool, bool]:
    if node.work is None:
        return False, node.key.endswith(UNDATED)
    return True, node.day is None


@guarded
class TreeModel(QAbstractItemModel):
    """Nodes for a `QTreeView`; made anew when a corpus or the filter changes."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.roots: list[Node] = []
        self.counts: dict[Path, dict[str, int]] = {}

    def rebuild(self, text: str) -> None:
        session, choice = self._session, self._session.settings
        words = tuple(part for word in text.split() if (part := fold(word).text))
        how = Arranged(words, choice.tree_order, choice.tree_group)
        if how.needs_dates and session.dating.want(session.corpora):
            how = Arranged(words)  # until the dates are there: it would stand otherwise in between
        self.beginResetModel()
        if how.needs_titles:
            session.titles.want(session.corpora, interface_language())
        titles = session.titles
        self.roots = [corpus_node(c, how, session.dating, titles) for c in session.corpora]
        for row, root in enumerate(self.roots):
            root.row = row
        self.endResetModel()

    def node(self, index: AnyIndex) -> Node | None:
        return index.internalPointer() if index.isValid() else None

    def index_of(self, node: Node) -> QModelIndex:
        return self.createIndex(node.row, 0, node)

    def nodes(self) -> Iterator[Node]:
        for root in self.roots:
            yield root
            yield from root.walk()

    def lines_of(self, node: Node) -> tuple[str, str]:
        """What a row says: its first line, and the second or nothing.

        The title of a work that is shown is read if it is not known yet.
        """
        show = self._session.settings.tree_show
        if node.work is None or show == "name":
            return node.name, ""
        titles = self._session.titles
        title = titles.of(node.corpus, node.work, interface_language(), ask=True) or ""
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

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:
        node = self.node(parent)
        return len(node.children if node else self.roots)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:
        return 1

    def index(self, row: int, column: int, parent: AnyIndex = QModelIndex()) -> QModelIndex:
        node = self.node(parent)
        found = node.children if node else self.roots
        if column or not 0 <= row < len(found):
            return QModelIndex()
        return self.createIndex(row, column, found[row])

    def parent(self, index: AnyIndex = QModelIndex()) -> QModelIndex:  # type: ignore[override]
        node = self.node(index)
        if node is None or node.parent is None:
            return QModelIndex()
        return self.createIndex(node.parent.row, 0, node.parent)

    # Dragging: into a pane as works, into other programs as files

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        node = self.node(index)
        dragged = node is not None and node.work is not None
        plain = super().flags(index)
        return plain | Qt.ItemFlag.ItemIsDragEnabled if dragged else plain

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
            languages = ", ".join(node.work.documents) if node.work else ""
            news = news_names().get(self.news_of(node), "")
            return " ".join(filter(None, (*self.lines_of(node), languages, news)))
        return None


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
        chips = [(side.split("-")[0], False) for side in node.work.documents if side != "und"]
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
