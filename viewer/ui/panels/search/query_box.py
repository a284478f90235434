"""What is asked of a search: the query with its history, the forms it means, or its meaning."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from viewer.core.base.remembered import Remembered
from viewer.core.base.settings import Settings
from viewer.core.search.word_forms import MODES
from viewer.session.search.search_jobs import MEANING, AskedQuery
from viewer.session.session import Session
from viewer.ui.base.guarded import guarded
from viewer.ui.base.hit_reasons import step_names
from viewer.ui.base.i18n import tr
from viewer.ui.panels.search.hit_model import isolated

GAP_PX = 8
"""Pixels between the parts of the question."""
QUERY_PAUSE_MS = 300
"""Milliseconds without a key after which what is typed is looked for."""


@guarded
class Question(QWidget):
    """A line to type in, with what belongs to it."""

    asked = Signal()
    """What is typed is to be looked for."""
    stepped = Signal(bool)
    """To the next hit, or the one before."""
    left = Signal()
    """Down to the hits."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._searching = session, session.searching
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(QUERY_PAUSE_MS)
        self._pause.timeout.connect(self.asked)
        self._build()
        self.query.textEdited.connect(self._typed)
        self.query.installEventFilter(self)
        self.mode.valueChanged.connect(self._told_mode)
        self.mode.valueChanged.connect(self._typed)
        self.meaning.toggled.connect(self._typed)
        self.across.toggled.connect(self._typed)
        self.history.menu().aboutToShow.connect(self._fill_history)
        self._told_mode()

    def _build(self) -> None:
        self.query = QLineEdit()
        self.query.setPlaceholderText(tr("Search the corpus"))
        self.query.setAccessibleName(tr("Search the corpus"))
        self.query.setToolTip(_signs())
        self.query.setClearButtonEnabled(True)
        self.query.setMinimumWidth(140)
        self.history = QToolButton()
        self.history.setText(tr("History"))
        self.history.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.history.setMenu(QMenu(self.history))
        self.mode = QSlider(Qt.Orientation.Horizontal)
        self.mode.setRange(0, len(MODES) - 1)
        self.mode.setValue(MODES.index("clitics"))
        self.mode.setPageStep(1)
        self.mode.setTickPosition(QSlider.TickPosition.TicksBelow)
        self.mode.setTickInterval(1)
        self.mode.setFixedWidth(90)
        self.mode.setAccessibleName(tr("Forms of the words"))
        self.mode.setToolTip(tr("Forms of the words"))
        self.mode_name = QLabel()
        self.meaning = QCheckBox(tr("By &meaning"))
        self.meaning.setToolTip(tr("Passages of that meaning in any language, the nearest first"))
        self.meaning.setVisible(self._searching.has_meaning())
        self.across = QCheckBox(tr("&Translations too"))
        self.across.setToolTip(tr("What stands in the translation where the words were found"))
        self.across.hide()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        self._rows = QHBoxLayout(), QHBoxLayout()
        for row in self._rows:
            row.setSpacing(GAP_PX)
            rows.addLayout(row)
        self._how = (self.mode, self.mode_name, self.across, self.meaning)
        for widget in (self.query, self.history, *self._how):
            self._rows[0].addWidget(widget)
        self._rows[0].setStretch(0, 1)
        self._below = False

    def _width(self, *widgets: QWidget) -> int:
        """Pixels that these need side by side."""
        hints = (
            each.minimumSizeHint().expandedTo(each.minimumSize())
            for each in widgets
            if not each.isHidden()
        )
        return sum(hint.width() + GAP_PX for hint in hints)

    def minimumSizeHint(self) -> QSize:
        low = super().minimumSizeHint()
        wide = max(self._width(self.query, self.history), self._width(*self._how))
        return QSize(min(low.width(), wide), low.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # a part came or went
            self._arrange()
        return super().event(event)

    def _arrange(self) -> None:
        """How it is looked for stands beside what, or below it where room is short."""
        below = self._width(self.query, self.history, *self._how) > self.width()
        if below != self._below:
            self._below = below
            for widget in self._how:
                self._rows[not below].removeWidget(widget)
                self._rows[below].addWidget(widget)
            if below:
                self._rows[1].addStretch(1)
            else:
                self._rows[1].takeAt(0)

    def _typed(self) -> None:
        for widget in (self.mode, self.across):
            widget.setEnabled(not self.meaning.isChecked())
        self._pause.start()

    def put(self, text: str) -> None:
        """Look for `text`."""
        self.query.setText(text)
        self.asked.emit()

    def take(self, literal: bool = False) -> AskedQuery:
        """What is asked at the moment."""
        self._pause.stop()
        mode = MEANING if self.meaning.isChecked() else MODES[self.mode.value()]
        return AskedQuery(self.query.text().strip(), mode, literal, self.across.isChecked())

    def _told_mode(self) -> None:
        names = list(step_names().values())
        self.mode_name.setText(names[self.mode.value()])
        self.mode_name.setMinimumWidth(
            max(self.mode_name.fontMetrics().horizontalAdvance(name) for name in names) + 4
        )

    def eventFilter(self, watched: Any, event: Any) -> bool:
        if watched is self.query and isinstance(event, QKeyEvent):
            return event.type() == QKeyEvent.Type.KeyPress and self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            asked, answer = self._searching.asked, self._searching.answer
            other = asked is None or asked.query != self.query.text().strip()
            more = self._searching.so_far and not (answer is not None and answer.total)
            if self._pause.isActive() or other or more:
                self.asked.emit()
            else:
                self.stepped.emit(not event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            return True
        if event.key() == Qt.Key.Key_Down:
            self.left.emit()
            return True
        return False

    # History

    def _fill_history(self) -> None:
        menu, saved = self.history.menu(), self._session.settings.saved_searches
        recent = self._session.remembered.searches
        menu.clear()
        query = self.query.text().strip()
        if query and query not in saved:
            menu.addAction(tr("Save this search"), self._save_search)
        if query in saved:
            menu.addAction(tr("Forget this saved search"), self._forget_search)
        for title, some in (
            (tr("Saved"), saved),
            (tr("Recent"), recent),
        ):
            if some:
                menu.addSection(title)
            for text in some:
                menu.addAction(isolated(text).replace("&", "&&"), self._again).setData(text)
        if recent:
            menu.addSeparator()
            menu.addAction(tr("Clear the history"), self._clear_history)

    def _again(self) -> None:
        action = self.sender()
        if action is not None:
            self.put(action.data())  # type: ignore[attr-defined]

    def _save_search(self) -> None:
        saved = [self.query.text().strip(), *self._session.settings.saved_searches]
        self._session.set(Settings.saved_searches, saved)

    def _forget_search(self) -> None:
        query = self.query.text().strip()
        saved = [each for each in self._session.settings.saved_searches if each != query]
        self._session.set(Settings.saved_searches, saved)

    def _clear_history(self) -> None:
        self._session.set(Remembered.searches, [])


def _signs() -> str:
    """What can be typed, for the tooltip."""
    return tr(
        'Words, "a phrase", begin*, *end, a NEAR/5 b, OR, -not, /regular expression/,\n'
        "lang:ar, title:, date:2021-07..2021-12, note:, tag:"
    )
