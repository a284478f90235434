"""One quiet message at the foot of the window, in place of a dialog."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton

from viewer.core.upkeep import Followed
from viewer.ui.i18n import tr
from viewer.ui.session import Session
from viewer.ui.theme import Theme, icon

SHOWN = 12_000
"""Milliseconds that a message stays by itself; one about an error stays until it is closed."""


class Notice(QFrame):
    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._teaching = session.teaching
        self._teaching.taught.connect(self._taught)
        colours = theme.colours
        self.setObjectName("notice")
        self.setStyleSheet(
            f"#notice {{ background: {colours['alternate_base']};"
            f" border-top: 1px solid {colours['border']}; }}"
        )
        self._picture = QLabel()
        ink = QColor(colours["window_text"])
        self._pictures = {name: icon(name, ink).pixmap(18, 18) for name in ("info", "warning")}
        self.label = QLabel()
        self.label.setWordWrap(True)
        self.label.setAccessibleName(tr("Message"))
        close = QToolButton()
        close.setIcon(icon("close", ink))
        close.setToolTip(tr("Close"))
        close.setAccessibleName(tr("Close this message"))
        close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 8, 6)
        layout.addWidget(self._picture)
        layout.addWidget(self.label, 1)
        self.undo = QPushButton(tr("Undo"))
        self.undo.clicked.connect(self._undo)
        layout.addWidget(self.undo)
        layout.addWidget(close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def tell(self, text: str, *, warning: bool = False) -> None:
        self.undo.hide()
        self.label.setText(text)
        self._picture.setPixmap(self._pictures["warning" if warning else "info"])
        self.show()
        self._timer.stop()
        if not warning:
            self._timer.start(SHOWN)

    def tell_followed(self, corpus: object, followed: list[Followed]) -> None:
        """Notes went with documents that were renamed, moved or converted."""
        one = followed[0]
        if len(followed) == 1:
            text = tr("The notes of “%1” are now with “%2”, which is the same text.")
            text = text.replace("%1", f"\u2068{one.old}\u2069")
            self.tell(text.replace("%2", f"\u2068{one.new}\u2069"))
        else:
            self.tell(tr("The notes of %n document(s) followed them.", None, len(followed)))

    def _taught(self, furniture: bool) -> None:
        done = tr("Lines like this are now page furniture in this folder.")
        self.tell(done if furniture else tr("Lines like this are now text in this folder."))
        self.undo.show()

    def _undo(self) -> None:
        self._teaching.undo()
        self.hide()
