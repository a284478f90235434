"""The reader's own translation of the row that the caret is in; empty is a normal state."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QTextOption
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QLabel, QTextEdit, QVBoxLayout, QWidget

from viewer.core.language.arabic import direction_of_language
from viewer.session.bitext.own_translation import Slot
from viewer.session.session import Session
from viewer.ui.base.combo_box import Box
from viewer.ui.base.empty_state import Emptiness
from viewer.ui.base.fit_to_screen import scrolling
from viewer.ui.base.guarded import guarded
from viewer.ui.base.i18n import tr
from viewer.ui.base.language_names import language_names
from viewer.ui.base.typing_pause import TypingPause

NO_SLOT = Slot(("", 0), (), "", "und", "", "en", "")
GIVEN_PX = 64
"""Pixels that the texts above the editor have at least, and the editor itself: two lines."""
QUOTED_SHOWN = 3000
"""Code points of a text that are shown above the editor."""


@guarded
class TranslationPanel(QDockWidget):
    """Ctrl+Return keeps what was typed and goes to the next row, Escape back to the text."""

    left = Signal()
    """The reader goes back to the text."""

    def __init__(self, session: Session) -> None:
        super().__init__(tr("Translation"))
        self.setObjectName("translation")
        self.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetClosable)
        self._session, self._slots = session, session.slots
        self._slot: Slot | None = None
        self._pause = TypingPause(self)
        self._pause.over.connect(self.flush)
        self._build()
        view = session.view
        for signal in (view.selection_changed, view.opened, view.aligned, self.visibilityChanged):
            signal.connect(self.refresh)
        session.aligning.own_changed.connect(self.refresh)
        view.opening.connect(self.flush)
        self._show(None)

    def _build(self) -> None:
        inside, given = QWidget(), QWidget()
        layout, above = QVBoxLayout(inside), QVBoxLayout(given)
        layout.setSpacing(6)
        above.setContentsMargins(0, 0, 0, 0)
        above.setSpacing(6)
        self.source, self.published = QLabel(), QLabel()
        for label in (self.source, self.published):
            label.setObjectName("quoted")
        self._captions = [QLabel(tr("Source")), QLabel(tr("Published")), QLabel(tr("Mine"))]
        self.into = Box(tr("Language that I translate into"))
        self.into.activated.connect(self._into_chosen)
        self.text = QTextEdit()
        self.text.setAcceptRichText(False)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(tr("My translation"))
        self.text.setPlaceholderText(tr("Write your translation here"))
        self.text.textChanged.connect(self._typed)
        self.text.installEventFilter(self)
        for caption, widget in zip(
            self._captions, (self.source, self.published, self.text), strict=True
        ):
            caption.setProperty("tone", "muted")
            if widget is self.text:
                line = QHBoxLayout()
                line.addWidget(caption)
                line.addStretch(1)
                line.addWidget(self.into)
                layout.addLayout(line)
            else:
                above.addWidget(caption)
            (layout if widget is self.text else above).addWidget(widget)
            if isinstance(widget, QLabel):
                widget.setWordWrap(True)
                widget.setTextFormat(Qt.TextFormat.PlainText)
                widget.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.told = QLabel(tr("Ctrl+Return: next row"))
        self.told.setProperty("tone", "muted")
        layout.addWidget(self.told)
        above.addStretch(1)
        self.given = scrolling(given)
        self.given.setMinimumHeight(GIVEN_PX)
        layout.insertWidget(0, self.given, 1)
        layout.setStretchFactor(self.text, 1)
        self.text.setMinimumHeight(GIVEN_PX)
        self.empty = Emptiness(
            tr("Your own translation of a row will stand here. Press T in a text to begin.")
        )
        layout.addWidget(self.empty, 1)
        self.setWidget(scrolling(inside))

    def refresh(self) -> None:
        """Show the slot of the row that the caret is in."""
        if self.isHidden():
            return
        slot = self._slots.here()
        if slot == self._slot:
            return
        if slot is not None and self._slot is not None and slot.key == self._slot.key:
            if self._pause.is_running:
                return  # it is being written in
        else:
            self.flush()
            slot = self._slots.here()
        self._show(slot)

    def _show(self, slot: Slot | None) -> None:
        before, self._slot = self._slot, None  # what follows is not typed
        self.text.setEnabled(slot is not None)
        for widget in (*self._captions, self.source, self.given, self.into, self.text, self.told):
            widget.setVisible(slot is not None)
        self.empty.setVisible(slot is None)
        shown = slot if slot is not None else NO_SLOT
        for widget in (self._captions[1], self.published):
            widget.setVisible(bool(shown.published))
        self._fill(self.source, shown.source, shown.language)
        self._fill(self.published, shown.published, shown.into)
        self._direct(shown.into)
        self._tell_into(shown.into)
        same = before is not None and before._replace(text=shown.text) == shown
        if not same or self.text.toPlainText().strip() != shown.text.strip():
            self.text.setPlainText(shown.text)  # else it was typed here: the caret stays
        self._slot = slot

    def _fill(self, label: QLabel, text: str, language: str) -> None:
        rtl = direction_of_language(language) == "rtl"
        label.setText(text[:QUOTED_SHOWN])
        label.setAlignment(
            (Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft)
            | Qt.AlignmentFlag.AlignAbsolute
            | Qt.AlignmentFlag.AlignTop
        )
        label.setFont(self._font(rtl))

    def _font(self, rtl: bool) -> QFont:
        choice = self._session.settings
        font = QFont([choice.arabic_font] if rtl else [choice.latin_font])
        font.setPointSizeF(choice.size * (choice.arabic_factor if rtl else 1.0) * 0.92)
        return font

    def _direct(self, language: str) -> None:
        rtl = direction_of_language(language) == "rtl"
        option = QTextOption()
        way = Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
        option.setTextDirection(way)
        self.text.document().setDefaultTextOption(option)
        self.text.setFont(self._font(rtl))

    def _tell_into(self, language: str) -> None:
        """The languages that can be chosen, and the one of the moment."""
        names = {tag: name for tag, name in language_names().items() if tag != "und"}
        shown = f"\u2068{language}\u2069"
        base = names.get(language.partition("-")[0])
        names.setdefault(language, f"{base} ({shown})" if base else shown)
        self.into.clear()
        for tag, name in names.items():
            self.into.addItem(name, tag)
        self.into.setCurrentIndex(self.into.findData(language))

    def _into_chosen(self, at: int) -> None:
        self.flush()
        self._slots.set_into(self.into.itemData(at))
        self.refresh()

    # Writing

    def _typed(self) -> None:
        if self._slot is not None:
            self._pause.start()

    def flush(self) -> None:
        """What was typed goes to disk."""
        self._pause.stop()
        slot, text = self._slot, self.text.toPlainText()
        if slot is not None and text.strip() != slot.text.strip():
            self._slot = self._slots.write(slot, text)
        self._session.notebook.unsaved.retry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.text and isinstance(event, QKeyEvent):
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            returned = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if returned and control:
                if event.type() == QEvent.Type.ShortcutOverride:
                    event.accept()
                elif event.type() == QEvent.Type.KeyPress:
                    self.flush()
                    self._slots.go_on()
                    self.text.setFocus()
                return True
            if event.key() == Qt.Key.Key_Escape and event.type() == QEvent.Type.KeyPress:
                self.flush()
                self.left.emit()
                return True
        if watched is self.text and event.type() == QEvent.Type.FocusOut:
            self.flush()
        return super().eventFilter(watched, event)

    def write_here(self) -> None:
        """Ready to be written in, at the row of the caret."""
        self.show()
        self.refresh()
        if self._slot is None:
            self._slots.begin()
            self.refresh()
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
