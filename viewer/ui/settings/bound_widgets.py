"""Widgets that are bound to one setting: they show it, change it, and follow it at once."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit

from viewer.core.base.choice_file import Choice
from viewer.session.session import Session
from viewer.ui.base.choices import ChoiceList
from viewer.ui.base.combo_box import Box
from viewer.ui.base.digit_widgets import NumberBox
from viewer.ui.base.guarded import guarded


class Tick(QCheckBox):
    """Yes or no."""

    def __init__(self, session: Session, choice: Choice[bool], text: str) -> None:
        super().__init__(text)
        self._session, self._choice = session, choice
        self._follow(choice)
        self.toggled.connect(self._set)
        session.settings_changed.connect(self._follow)

    def _set(self, on: bool) -> None:
        self._session.set(self._choice, on)

    def _follow(self, choice: Choice[Any]) -> None:
        if choice is self._choice:
            self.setChecked(self._session.preferences.get(self._choice))


@guarded
class Pick(Box):
    """One of the values that a choice may have."""

    def __init__(self, session: Session, listed: ChoiceList[Any]) -> None:
        super().__init__()
        self._session, self._choice = session, listed.choice
        for value, text in listed.rows:
            self.addItem(text, value)
        self.setAccessibleName(listed.title.replace("&", ""))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._follow(self._choice)
        self.activated.connect(self._set)
        session.settings_changed.connect(self._follow)

    def _set(self, row: int) -> None:
        self._session.set(self._choice, self.itemData(row))

    def _follow(self, choice: Choice[Any]) -> None:
        if choice is self._choice:
            self.setCurrentIndex(self.findData(self._session.preferences.get(self._choice)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page is scrolled, nothing is chosen by the way


class BoundLine(QLineEdit):
    """A text."""

    def __init__(self, session: Session, choice: Choice[str], title: str) -> None:
        super().__init__()
        self._session, self._choice = session, choice
        self.setAccessibleName(title.replace("&", ""))
        self._follow(choice)
        self.editingFinished.connect(self._set)
        session.settings_changed.connect(self._follow)

    def _set(self) -> None:
        self._session.set(self._choice, self.text().strip())

    def _follow(self, choice: Choice[Any]) -> None:
        if choice is self._choice and not self.hasFocus():
            self.setText(self._session.preferences.get(self._choice))


@guarded
class Count(NumberBox):
    """A whole number from `low` to `high`."""

    def __init__(
        self, session: Session, choice: Choice[int], title: str, low: int, high: int
    ) -> None:
        super().__init__(low, high, 1, session.preferences.get(choice))
        self._session, self._choice = session, choice
        self.setAccessibleName(title.replace("&", ""))
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.valueChanged.connect(self._set)
        session.settings_changed.connect(self._follow)

    def _set(self, value: float) -> None:
        self._session.set(self._choice, round(value))

    def _follow(self, choice: Choice[Any]) -> None:
        if choice is self._choice:
            self.setValue(self._session.preferences.get(self._choice))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
