"""Dates and numbers explained where the pointer rests: the other calendar, the other digits."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QToolTip

from viewer.core.language.dates_and_numbers import Quantity, other_digits, quantity_at, years
from viewer.session.base.view_state import View
from viewer.ui.base.i18n import digits, other_calendar, shown_date, tr
from viewer.ui.reader.widget.view import ReaderView

REST_MS = 350
"""Milliseconds that the pointer rests before something is explained."""
LARGE = 100_000
"""From here a number is told in words too."""


class Hints(QObject):
    """A tool tip for the date or number under the pointer."""

    def __init__(self, view: View, reader: ReaderView) -> None:
        super().__init__(reader)
        self._view, self._reader = view, reader
        self._place: tuple[str, int, int] | None = None
        self._shown = False
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(REST_MS)
        self._resting.timeout.connect(self._rested)
        reader.pointed.connect(self._pointed)
        reader.moved.connect(self._hide)

    def _pointed(self, side: str, block: int, offset: int) -> None:
        place = (side, block, offset) if side else None
        if place != self._place:
            self._hide()
            self._place = place
            if place is not None:
                self._resting.start()

    def _hide(self) -> None:
        self._resting.stop()
        if self._shown:
            self._shown = False
            QToolTip.hideText()

    def _rested(self) -> None:
        text = self.text(*self._place) if self._place is not None else ""
        if text:
            self._shown = True
            QToolTip.showText(QCursor.pos() + QPoint(0, 8), text, self._reader.viewport())

    def text(self, side: str, block: int, offset: int) -> str:
        """What is to be said about a position; empty for nothing."""
        document = self._view.documents.get(side)
        if document is None or block >= len(document.lines):
            return ""
        line = document.lines.block(block)
        found = quantity_at(line, offset)
        return explained(found, line[found.start : found.end]) if found is not None else ""


def explained(found: Quantity, written: str) -> str:
    """A date or number in the interface's language."""
    if found.day is not None:
        iso = found.day.isoformat()
        told = [shown_date(iso), other_calendar(iso)]
        return "\n".join(part for part in told if part)
    told = [] if found.kind == "hijri-year" else [f"\u2066{other_digits(written)}\u2069"]
    if found.kind in ("year", "hijri-year"):
        told += _years(int(found.value), found.kind == "hijri-year")
    if found.value >= LARGE and found.kind == "number":
        told.append(_words(found.value))
    return "\n".join(told)


def _years(value: int, hijri: bool) -> list[str]:
    other = years(value, hijri)
    if other is None:
        return []
    first, last = other
    span = digits(str(first) if first == last else f"\u2066{first}–{last}\u2069")
    text = tr("%1 AD") if hijri else tr("%1 AH")
    return [text.replace("%1", span)]


def _words(value: float) -> str:
    for size, text in (
        (1e9, tr("about %1 billion")),
        (1e6, tr("about %1 million")),
        (1e3, tr("about %1 thousand")),
    ):
        if value >= size:
            return text.replace("%1", digits(f"{value / size:.3g}"))
    return ""
