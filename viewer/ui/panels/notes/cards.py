"""A note as a card in a list: the model of the notes shown, and how one is painted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import chain
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from viewer.core.language.arabic import block_direction, fold
from viewer.core.notes.note import Note
from viewer.session.notes.notebook import PlacedNote
from viewer.session.session import Session
from viewer.ui.base.guarded import guarded
from viewer.ui.base.i18n import shown_locator, shown_moment, shown_number, tr
from viewer.ui.base.theme import Theme

AnyIndex = QModelIndex | QPersistentModelIndex

QUOTE_LINES, TEXT_LINES = 2, 4
PAD = 10
LINK = re.compile(r"urn:uuid:[0-9a-f-]{36}")
"""The id of a note in the text of another: a sign stands for it."""
KEPT_HEIGHTS = 20_000
"""Heights of cards that are kept."""
PLACED = Qt.ItemDataRole.UserRole


@guarded
class CardModel(QAbstractListModel):
    """The notes of the open documents in the order of their places, filtered."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._all: list[PlacedNote] = []
        self._shown: list[PlacedNote] = []
        self._rows: dict[str, int] = {}

    def rebuild(self, text: str, colour: str, tag: str, author: str = "") -> tuple[int, int]:
        """Filter by folded text, colour, tag, author; (how many are shown, how many there are)."""
        words = [part for word in text.split() if (part := fold(word).text)]
        self.beginResetModel()
        self._all = sorted(self._placed(), key=_order)
        self._shown = self._all
        if words or colour or tag or author:
            self._shown = [p for p in self._all if _fits(p, words, colour, tag, author)]
        self._rows = {p.note.id: row for row, p in enumerate(self._shown)}
        self.endResetModel()
        return len(self._shown), len(self._all)

    def _placed(self) -> Iterator[PlacedNote]:
        """The notes of the open documents, one document after the other."""
        notebook = self._session.notebook
        return chain.from_iterable(map(notebook.of, self._session.view.documents.values()))

    def all_tags(self) -> list[str]:
        return sorted({*chain.from_iterable([p.note.tags for p in self._placed()])})

    def all_authors(self) -> list[str]:
        return sorted({p.note.creator for p in self._placed() if p.note.creator})

    def all_placed(self) -> list[PlacedNote]:
        return self._all

    @property
    def shown(self) -> list[PlacedNote]:
        """Those that fit the filter, by row."""
        return self._shown

    def row_of(self, id: str) -> int:
        """The row of a note, -1 if it is not shown."""
        return self._rows.get(id, -1)

    def known(self, id: str) -> bool:
        return any(p.note.id == id for p in self._all)

    def placed(self, row: int) -> PlacedNote | None:
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        placed = self.placed(index.row())
        if placed is None:
            return None
        if role == PLACED:
            return placed
        if role == Qt.ItemDataRole.DisplayRole:
            quote = placed.note.place.exact if placed.note.place else ""
            return f"{quote} {placed.note.text}".strip()
        return None


def _order(placed: PlacedNote) -> tuple[bool, int, int]:
    """Where its card stands: by its place, in the other language too; lost ones last."""
    return placed.status == "lost", placed.pieces[0][0] if placed.pieces else -1, placed.start


def _fits(placed: PlacedNote, words: list[str], colour: str, tag: str, author: str) -> bool:
    note = placed.note
    if author and note.creator != author:
        return False
    if (colour and note.colour != colour) or (tag and tag not in note.tags):
        return False
    if not words:
        return True
    quote = note.place.exact if note.place else ""
    text = fold(" ".join((quote, note.text, *note.tags))).text
    return all(word in text for word in words)


def shown_time(iso: str) -> str:
    """A UTC time as the reader's clock and language say it."""
    try:
        moment = datetime.fromisoformat(iso.replace("Z", "+00:00")).astimezone()
    except ValueError:
        return ""
    form = "d MMM HH:mm" if moment.year == datetime.now().year else "d MMM yyyy"
    return shown_moment(moment, form)


def _key(card: PlacedNote) -> tuple[object, ...]:
    """What the height of a card depends on, beside the width and font of the list."""
    note = card.note
    return note.id, note.modified, note.text, note.tags, len(note.links), card.status


def _guess(note: Note, room: int, line: int) -> int:
    """About how high a card is, in pixels, by how long its texts are; `room`: letters of a line,
    `line`: its pixels."""
    quote = len(note.place.exact) if note.place else 0
    lines = max(1, min(QUOTE_LINES, -(-quote // room)))
    lines += min(TEXT_LINES, -(-len(note.text) // room) + note.text.count("\n"))
    return (lines + 1) * line + 2 * PAD


@guarded
class CardDelegate(QStyledItemDelegate):
    """Paints a card: colour, quote, text, tags, time; each text in its own direction."""

    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self._colours = theme.colours
        self._list = parent
        self._heights: dict[tuple[object, ...], int] = {}
        self._measured: set[tuple[object, ...]] = set()
        self._dress: tuple[object, ...] = ()

    def heights(self, cards: Sequence[PlacedNote]) -> list[int]:
        """How high each card is, in pixels.

        As high as measured; a guess for a card that was not on screen yet, because thousands
        cannot be measured at once.
        """
        width, font = self._list.viewport().width(), self._list.font()
        dress, known = (width, font.key()), self._heights
        if dress != self._dress or len(known) > max(KEPT_HEIGHTS, 2 * len(cards)):
            known.clear()
            self._measured.clear()
            self._dress = dress
        metrics = QFontMetrics(font)
        room, line = max(1, (width - 3 * PAD) // metrics.averageCharWidth()), metrics.height()
        heights: list[int] = []
        for card in cards:
            key = _key(card)
            if (height := known.get(key)) is None:
                height = known[key] = _guess(card.note, room, line)
            heights.append(height)
        return heights

    def measure(self, card: PlacedNote) -> int:
        """How high it is, in pixels; no guess from now on."""
        key = _key(card)
        if key not in self._measured:
            room = QRect(0, 0, self._list.viewport().width(), 10_000)
            self._heights[key] = self._draw(None, room, card, self._list.font())
            self._measured.add(key)
        return self._heights[key]

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(self._list.viewport().width(), self.measure(index.data(PLACED)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        placed = index.data(PLACED)
        painter.save()
        try:
            self._background(painter, option)
            self._draw(painter, option.rect, placed, option.font)
        finally:
            painter.restore()

    def _background(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        c = self._colours
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(c["base"]))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, QColor(c["alternate_base"]))
        line = QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1)
        painter.fillRect(line, QColor(c["border"]))

    def _draw(self, painter: QPainter | None, rect: QRect, placed: PlacedNote, font: QFont) -> int:
        """Paint into `rect` (or only measure); the height in pixels."""
        note, c = placed.note, self._colours
        rtl = self._list.isRightToLeft()
        inner = (
            rect.adjusted(PAD, PAD - 2, -PAD - 6, 0)
            if rtl
            else (rect.adjusted(PAD + 6, PAD - 2, -PAD, 0))
        )
        if painter is not None:
            bar = rect.right() - 5 if rtl else rect.left() + 3
            box = QRectF(bar, rect.top() + 6, 4, rect.height() - 12)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(note.colour or "#aaaaaa"))
            painter.drawRoundedRect(box, 2, 2)
        y = inner.top()
        quote = note.place.exact if note.place else tr("Note on the whole document")
        muted, ink = QColor(c["muted"]), QColor(c["window_text"])
        y = _text(painter, inner, y, " ".join(quote.split()), font, muted, QUOTE_LINES)
        if note.text:
            y = _text(
                painter, inner, y + 3, LINK.sub("↗", note.text.strip()), font, ink, TEXT_LINES
            )
        small = QFont(font)
        small.setPointSizeF(font.pointSizeF() * 0.85)
        where = shown_locator(note.place.locator if note.place else "")
        links = f"↗ {shown_number(len(note.links))}" if note.links else ""
        foot = [where, shown_time(note.modified), links, *(f"#{tag}" for tag in note.tags)]
        if placed.status == "lost":
            foot.insert(0, tr("place lost"))
        elif placed.status in ("moved", "changed"):
            foot.insert(0, tr("text moved") if placed.status == "moved" else tr("text changed"))
        line = "  ".join(f"\u2068{part}\u2069" for part in foot if part)
        y = _text(painter, inner, y + 3, line, small, muted, 1, rtl)
        return y - rect.top() + PAD - 2


def _text(
    painter: QPainter | None,
    rect: QRect,
    y: int,
    text: str,
    font: QFont,
    ink: QColor,
    lines: int,
    rtl: bool | None = None,
) -> int:
    """At most `lines` lines of text in its own direction; the y below them."""
    if rtl is None:
        rtl = block_direction(text[:400], "rtl" if _arabic(text) else "ltr") == "rtl"
    layout = QTextLayout(text[:1200].replace("\n", "\u2028"), font)
    height, more = _break(layout, rect.width(), lines, rtl, QTextOption.WrapMode.WordWrap)
    if layout.minimumWidth() > rect.width():  # a word that has no room, as in the pane
        anywhere = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
        height, more = _break(layout, rect.width(), lines, rtl, anywhere)
    if painter is not None:
        painter.setPen(ink)
        box = QRectF(rect.left(), y, rect.width(), height)
        painter.setClipRect(box)
        layout.draw(painter, QPointF(rect.left(), y), [], box)
        painter.setClipping(False)
        if more:
            painter.setFont(font)
            dots = QFontMetrics(font).horizontalAdvance("…")
            x = rect.left() - dots if rtl else rect.right() + 1
            painter.drawText(QPointF(x, y + height - QFontMetrics(font).descent()), "…")
    return y + int(height)


def _break(
    layout: QTextLayout, width: float, lines: int, rtl: bool, mode: QTextOption.WrapMode
) -> tuple[float, bool]:
    """Break into at most `lines` lines; their height in pixels, and whether something is left."""
    option = QTextOption(Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft)
    direction = Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
    option.setTextDirection(direction)
    option.setWrapMode(mode)
    layout.setTextOption(option)
    layout.beginLayout()
    height = 0.0
    for _ in range(lines):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height))
        height += line.height()
    rest = layout.createLine()
    if more := rest.isValid():
        rest.setPosition(QPointF(0, height))  # else it is drawn over the first
    layout.endLayout()
    return height, more


def _arabic(text: str) -> bool:
    """Whether a text begins in Arabic letters or their kin."""
    return any("\u0590" <= c <= "\u08ff" for c in text[:40])
