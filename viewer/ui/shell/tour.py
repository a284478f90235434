"""A short tour of the window: callouts beside its real parts, on the sample corpus."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, Protocol

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from viewer.core.base.choice_file import Choice
from viewer.core.base.paths import seeds_dir
from viewer.core.base.remembered import Remembered
from viewer.core.base.settings import Settings
from viewer.session.session import Session
from viewer.ui.base.guarded import guarded
from viewer.ui.base.i18n import shown_number, tr
from viewer.ui.reader.pane.pane import ReaderPane

SHOWN_FIRST = "news/baghdad-ambassador.ar.txt"
"""The text of the sample corpus that the tour is made on."""
GAP, WIDTH = 10, 330
"""Pixels between a part and its callout; width of a callout."""


class Toured(Protocol):
    """The window, as far as it is shown."""

    @property
    def tree(self) -> QWidget: ...
    @property
    def pane(self) -> ReaderPane: ...
    @property
    def notes(self) -> QWidget: ...
    @property
    def search(self) -> QWidget: ...
    @property
    def words(self) -> QWidget: ...
    def statusBar(self) -> QWidget: ...


class Step(NamedTuple):
    """`part` is shown beside the words; `selects`: some words of the text are selected for it."""

    part: Callable[[], QWidget]
    title: str
    text: str
    selects: bool = False


def steps(w: Toured) -> list[Step]:
    """The tour, in the language of the moment."""
    return [
        Step(
            lambda: w.tree,
            tr("The corpus"),
            tr(
                "Every folder that you open stands here, with one row for each work and a sign for "
                "each of its languages. A click opens a work."
            ),
        ),
        Step(
            lambda: w.pane,
            tr("Side by side"),
            tr(
                "Each row holds a paragraph and its translation. Alt+1 and Alt+2 show one language "
                "alone, Alt+3 both again. Ctrl and the wheel make the letters larger."
            ),
        ),
        Step(
            lambda: w.notes,
            tr("Notes in the margin"),
            tr(
                "Some words are selected now. Ctrl+H would highlight them, Ctrl+M begin a note. "
                "The notes of a text are listed here; a click goes to their place."
            ),
            selects=True,
        ),
        Step(
            lambda: w.search,
            tr("Searching"),
            tr(
                "Ctrl+Shift+F searches the whole corpus, however the words are spelled, and shows "
                "each hit beside its translation. Ctrl+F looks in the open text."
            ),
        ),
        Step(
            lambda: w.words,
            tr("Words"),
            tr(
                "Hold Ctrl and click a word: here stand its root, its parts, its meaning, and how "
                "it was translated in this corpus."
            ),
        ),
        Step(
            lambda: w.statusBar(),
            tr("Where your notes are"),
            tr(
                "There is no need to save: this line says when a note is on the disk, in the "
                "folder hashiya-notes beside your texts. Nothing of them leaves this computer."
            ),
        ),
    ]


@guarded
class Tour(QObject):
    """Leads through the steps; what it brought up goes again when it ends."""

    def __init__(self, session: Session, window: QMainWindow, parts: Toured) -> None:
        """`parts`: the same window, as what the steps are about."""
        super().__init__(window)
        self._session, self._window, self._parts = session, window, parts
        self._steps: list[Step] = []
        self._at = -1
        self._brought: list[QWidget] = []
        self.callout: Callout | None = None
        self._ring: Ring | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._place)
        self._beginning = QTimer(
            self
        )  # goes with the window, which a change of language builds anew
        self._beginning.setSingleShot(True)
        self._beginning.timeout.connect(self._begin)
        self._waiting = False
        session.view.opened.connect(self._opened)
        session.settings_changed.connect(self._setting_changed)

    def start(self) -> None:
        """Open the sample corpus and begin as soon as its text is there."""
        self.leave()
        self._session.set(Remembered.toured, True)
        self._session.view.set_mode("side")
        self._waiting = True
        self._session.corpora.open_corpus(seeds_dir(), seeds_dir() / SHOWN_FIRST)

    def _opened(self) -> None:
        view = self._session.view
        if self._waiting and view.documents and getattr(view.corpus, "root", None) == seeds_dir():
            self._waiting = False
            self._beginning.start(0)

    def _begin(self) -> None:
        self._steps = steps(self._parts)
        self.callout = Callout(self._window)
        self._ring = Ring(self._window)
        self.callout.went.connect(self.go)
        self.callout.left.connect(self.leave)
        self._window.installEventFilter(self)
        self._at = -1
        self.go(1)

    def go(self, by: int) -> None:
        """To the next step (1) or the one before (-1); past the last the tour ends."""
        at = self._at + by
        if at >= len(self._steps):
            self.leave()
        elif at >= 0 and self.callout is not None:
            self._at = at
            self._bring(self._steps[at].part())
            if self._steps[at].selects:
                self._select()
            self.callout.tell(self._steps[at], at, len(self._steps))
            self._soon.start(0)

    def _bring(self, part: QWidget) -> None:
        """Show a part that is hidden."""
        for panel in self._brought:
            if panel is not part:
                panel.hide()
        if part.isHidden():
            self._brought.append(part)
            part.show()
        part.raise_()

    def _select(self) -> None:
        """Select some words of the text, for the reader to see what follows from that."""
        view = self._session.view
        document = next(iter(view.documents.values()))
        block = next((b for b in document.blocks() if not b.furniture and len(b.text) > 60), None)
        if block is not None:
            words = len(" ".join(block.text.split(" ")[:4]))
            view.place_asked.emit(next(iter(view.documents)), block.start, block.start + words)

    def _place(self) -> None:
        if self.callout is None or self._ring is None:
            return
        part = self._steps[self._at].part()
        where = QRect(part.mapTo(self._window, QPoint()), part.size())
        self._ring.setGeometry(where)
        self._ring.show()
        self._ring.raise_()
        self.callout.stand_beside(where)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._soon.start(0)
        return super().eventFilter(watched, event)

    def _setting_changed(self, choice: Choice[Any]) -> None:
        if choice in (
            Settings.language,
            Settings.theme,
            Settings.digits,
        ):  # the window is built anew
            self.leave()

    def leave(self) -> None:
        """End it, also before it began; the window is as it was."""
        self._waiting = False
        self._beginning.stop()
        self._window.removeEventFilter(self)
        for widget in (self.callout, self._ring):
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if self.callout is not None:
            for panel in self._brought:
                panel.hide()
            self._parts.pane.reader.setFocus(Qt.FocusReason.OtherFocusReason)
        self._brought, self.callout, self._ring = [], None, None


@guarded
class Ring(QWidget):
    """A frame around the part that is spoken of."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(self.palette().accent().color()), 3))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 6, 6)
        finally:
            painter.end()


@guarded
class Callout(QFrame):
    """What is said of a part, beside it. Return goes on, Escape leaves."""

    went = Signal(int)
    left = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("callout")
        self.setStyleSheet(
            "#callout { background: palette(base); border: 2px solid palette(accent);"
            " border-radius: 10px; }"
        )
        self.title, self.text, self.count = QLabel(), QLabel(), QLabel()
        font = self.title.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.15)
        self.title.setFont(font)
        self.text.setWordWrap(True)
        self.count.setEnabled(False)
        self.skip, self.back = QPushButton(tr("S&kip")), QPushButton(tr("&Back"))
        self.next = QPushButton()
        self.skip.clicked.connect(self.left)
        self.back.clicked.connect(self._go_back)
        self.next.clicked.connect(self._go_on)
        row = QHBoxLayout()
        row.addWidget(self.count)
        row.addStretch(1)
        for button in (self.skip, self.back, self.next):
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 12, 10)
        layout.setSpacing(8)
        for widget in (self.title, self.text):
            layout.addWidget(widget)
        layout.addLayout(row)
        self.setFixedWidth(min(WIDTH, window.width() - 2 * GAP))

    def tell(self, step: Step, at: int, count: int) -> None:
        """Say a step, the `at`-th of `count`, counted from 0."""
        self.title.setText(step.title)
        self.text.setText(step.text)
        shown = tr("%1 of %2").replace("%1", shown_number(at + 1))
        self.count.setText(shown.replace("%2", shown_number(count)))
        self.back.setEnabled(at > 0)
        self.next.setText(tr("&Next") if at + 1 < count else tr("&Done"))
        self.next.setAccessibleDescription(f"{step.title}. {step.text}")
        self.setAccessibleName(step.title)
        self.setAccessibleDescription(step.text)

    def stand_beside(self, part: QRect) -> None:
        """Beside the part where there is room, towards the middle of the window; else in it."""
        inside = self._window.rect().adjusted(GAP, GAP, -GAP, -GAP)
        least = self.layout().minimumSize().width()  # type: ignore[union-attr]
        self.setFixedWidth(min(max(WIDTH, least), self._window.width() - 2 * GAP))
        inner = self.contentsRect().width()  # without the border
        room = self.layout().heightForWidth(inner)  # type: ignore[union-attr]
        self.resize(self.width(), room + self.height() - self.contentsRect().height())
        wide, high = self.width(), self.height()
        middle = QPoint(part.center().x() - wide // 2, part.center().y() - high // 2)
        tries = [
            QPoint(part.right() + GAP, middle.y()),
            QPoint(part.left() - wide - GAP, middle.y()),
            QPoint(middle.x(), part.top() - high - GAP),
            QPoint(middle.x(), part.bottom() + GAP),
            middle,
        ]
        for corner in tries:
            x = max(inside.left(), min(corner.x(), inside.right() - wide))
            y = max(inside.top(), min(corner.y(), inside.bottom() - high))
            box = QRect(x, y, wide, high)
            if not box.intersects(part) or corner is tries[-1]:
                self.move(box.topLeft())
                break
        self.show()
        self.raise_()  # each time: a panel that was brought up lies over it
        if not self.isAncestorOf(self._window.focusWidget() or self):
            self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_on(self) -> None:
        self.went.emit(1)

    def _go_back(self) -> None:
        self.went.emit(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go_on()
        else:
            super().keyPressEvent(event)
