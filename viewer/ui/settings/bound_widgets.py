"""Widgets that are bound to one setting: they show it, change it, and follow it at once."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit

from viewer.session.session import Session
from viewer.ui.base.choices import choices
from viewer.ui.base.digit_widgets import NumberBox
from viewer.ui.base.guarded import guarded


class Tick(QCheckBox):
    """Yes or no."""

    def __init__(self, session: Session, name: str, text: str) -> None:
        super().__init__(text)
        self._session, self._name = session, name
        self._follow(name)
        self.toggled.connect(self._set)
        session.settings_changed.connect(self._follow)

    def _set(self, on: bool) -> None:
        self._session.set(self._name, on)

    def _follow(self, name: str) -> None:
        if name == self._name:
            self.setChecked(getattr(self._session.settings, name))


@guarded
class Pick(QComboBox):
    """One of the values that `choices` lists; `title` is what it is about."""

    def __init__(self, session: Session, name: str) -> None:
        super().__init__()
        self._session = session
        self.title, self._name, rows = choices(name)
        for value, text in rows:
            self.addItem(text, value)
        self.setAccessibleName(self.title.replace("&", ""))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._follow(self._name)
        self.activated.connect(self._set)
        session.settings_changed.connect(self._follow)

    def _set(self, row: int) -> None:
        self._session.set(self._name, self.itemData(row))

    def _follow(self, name: str) -> None:
        if name == self._name:
            self.setCurrentIndex(self.findData(getattr(self._session.settings, name)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page is scrolled, nothing is chosen by the way


class BoundLine(QLineEdit):
    """A text."""

    def __init__(self, session: Session, name: str, title: str) -> None:
        super().__init__()
        self._session, self._name = session, name
        self.setAccessibleName(title.replace("&", ""))
        self._follow(name)
        self.editingFinished.connect(self._set)
        session.settings_changed.connect(self._follow)

    def _set(self) -> None:
        self._session.set(self._name, self.text().strip())

    def _follow(self, name: str) -> None:
        if name == self._name and not self.hasFocus():
            self.setText(getattr(self._session.settings, name))


@guarded
class Count(NumberBox):
    """A whole number from `low` to `high`."""

    def __init__(self, session: Session, name: str, title: str, low: int, high: int) -> None:
        super().__init__(low, high, 1, getattr(session.settings, name))
        self._session, self._name = session, name
        self.setAccessibleName(title.replace("&", ""))
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.valueChanged.connect(self._set)
        session.settings_changed.connect(self._follow)

    def _set(self, value: float) -> None:
        self._session.set(self._name, round(value))

    def _follow(self, name: str) -> None:
        if name == self._name:
            self.setValue(getattr(self._session.settings, name))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
