"""The bar that finds words in the open documents."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
)

from viewer.core.search.find_in_document import STEPS, reasons
from viewer.session.base.view_state import FindQuery
from viewer.session.session import Session
from viewer.ui.base.elided_label import ElidedLabel
from viewer.ui.base.guarded import guarded
from viewer.ui.base.hit_reasons import chips, step_names
from viewer.ui.base.i18n import shown_number, tr
from viewer.ui.base.theme import Theme, draw


@guarded
class FindBar(QFrame):
    """Find in the open documents: letter for letter, as Arabic is spelled, or more freely."""

    closed = Signal()

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._view = session.view
        self.setAccessibleName(tr("Find in the text"))
        self._theme = theme
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Find in the text"))
        self.field.setAccessibleName(tr("Find in the text"))
        self.field.setClearButtonEnabled(True)
        self.field.setAcceptDrops(False)
        self.field.setMinimumWidth(100)
        self.count = ElidedLabel()
        self.words = QCheckBox(tr("&Whole words"))
        self.mode = QComboBox()
        self.mode.setAccessibleName(tr("Forms of the words"))
        for mode in STEPS:
            self.mode.addItem(step_names()[mode], mode)
        self.mode.setCurrentIndex(STEPS.index("spelling"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 5, 8, 5)
        layout.addWidget(self.field, 2)
        layout.addWidget(self.count)
        for name, text, slot in (
            ("find-previous", tr("Find previous"), self._previous),
            ("find-next", tr("Find next"), self._next),
        ):
            button = self._button(name, text, slot)
            button.setProperty("command", name.replace("-", "_"))
            layout.addWidget(button)
        layout.addWidget(self.mode)
        layout.addWidget(self.words)
        layout.addStretch(1)
        layout.addWidget(self._button("close", tr("Close (Esc)"), self.dismiss))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(120)
        self._pause.timeout.connect(self._search)
        self.field.textChanged.connect(self._typed)
        self.words.toggled.connect(self._typed)
        self.mode.currentIndexChanged.connect(self._mode_chosen)
        self._view.hits_changed.connect(self._tell)

    def _button(self, name: str, text: str, slot: object) -> QToolButton:
        button = QToolButton()
        draw(button, self._theme, name, rtl=self.isRightToLeft())
        button.setToolTip(text)
        button.setAccessibleName(text.split(" (")[0])
        button.clicked.connect(slot)  # type: ignore[arg-type]
        return button

    def open(self, text: str = "") -> None:
        """Show with `text` (or what was there), ready to type over."""
        self.show()
        if text:
            self.field.setText(text)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self._typed()

    def show_query(self, query: FindQuery) -> None:
        """Take over a query that is under way."""
        self.take(query)
        self.show()
        self._tell()

    @property
    def asked(self) -> FindQuery:
        """What is in the fields."""
        return FindQuery(self.field.text(), self.words.isChecked(), self.mode.currentData())

    def take(self, query: FindQuery) -> None:
        """Have that in the fields, to be looked for when it is wanted."""
        for widget in (self.field, self.words, self.mode):
            widget.blockSignals(True)
        self.field.setText(query.text)
        self.words.setChecked(query.whole_words)
        self.mode.setCurrentIndex(STEPS.index(query.mode))
        self.words.setEnabled(query.mode in ("written", "spelling"))
        for widget in (self.field, self.words, self.mode):
            widget.blockSignals(False)

    def dismiss(self) -> None:
        self.hide()
        self._pause.stop()
        self._view.leave_find()
        self.closed.emit()

    def _typed(self) -> None:
        self._pause.start()

    def _mode_chosen(self) -> None:
        self.words.setEnabled(self.mode.currentData() in ("written", "spelling"))
        self._typed()

    def _search(self) -> None:
        if self.asked != self._view.query:
            self._view.find(self.asked, typed=True)

    def _next(self) -> None:
        self._step(True)

    def _previous(self) -> None:
        self._step(False)

    def _step(self, forward: bool) -> None:
        if self._pause.isActive():
            self._pause.stop()
            self._search()
        self._view.step_hit(forward)

    def _tell(self) -> None:
        text = self._told()
        self.count.setText(text)
        self.count.setToolTip(text)

    def _told(self) -> str:
        """Which hit it is, of how many, and why it is one."""
        view, count = self._view, len(self._view.hits)
        if not view.query.text:
            return ""
        if not count:
            return tr("Searching…") if view.searching else tr("Not found")
        if view.current < 0:
            return tr("%n hit(s)", None, count)
        text = tr("%1 of %2").replace("%1", shown_number(view.current + 1))
        text = text.replace("%2", shown_number(count))
        why = self._why()
        return f"{text}  ({why})" if why else text

    def _why(self) -> str:
        """Why the current hit is one."""
        view = self._view
        hit, document = view.hits[view.current], view.documents.get(view.hits[view.current].side)
        if document is None or view.query.mode == "written":
            return ""
        block = document.lines.block(hit.block)
        return chips(reasons(block, hit.start, hit.end, view.query.text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._step(not event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        else:
            super().keyPressEvent(event)
