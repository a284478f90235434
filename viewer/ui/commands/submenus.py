"""The menus that list choices: recent corpora, themes, languages, type."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from viewer.session.session import Session
from viewer.ui.base.choices import ChoiceList
from viewer.ui.base.i18n import tr
from viewer.ui.base.names import isolated, shown_name
from viewer.ui.commands.menu import deal_letters


class ChoiceMenu(QMenu):
    """One of several values for one setting."""

    def __init__(
        self,
        listed: ChoiceList[Any],
        session: Session,
        parent: QWidget,
    ) -> None:
        super().__init__(listed.title, parent)
        self._session, self._choice = session, listed.choice
        group = QActionGroup(self)
        for value, text in listed.rows:
            action = self.addAction(text)
            action.setData(value)
            action.setCheckable(True)
            group.addAction(action)
        self.aboutToShow.connect(self._check)
        self.triggered.connect(self._chosen)
        self._check()

    def _check(self) -> None:
        now = self._session.preferences.get(self._choice)
        for action in self.actions():
            action.setChecked(action.data() == now)

    def _chosen(self, action: QAction) -> None:
        self._session.set(self._choice, action.data())


class RecentMenu(QMenu):
    """The corpora opened lately."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(tr("Open &recent"), parent)
        self._session = session
        self.aboutToShow.connect(self._fill)
        self.triggered.connect(self._open)
        self._fill()

    def _fill(self) -> None:
        self.clear()
        for folder in self._session.remembered.recent:
            path = Path(folder)
            action = self.addAction(isolated(shown_name(path.name or folder)))
            action.setData(folder)
            action.setToolTip(folder)
            action.setEnabled(path.is_dir())
        if self.isEmpty():
            self.addAction(tr("Nothing opened yet")).setEnabled(False)

    def _open(self, action: QAction) -> None:
        if action.data():
            self._session.open_paths([Path(action.data())])


def choice_menu(listed: Callable[[], ChoiceList[Any]]) -> Callable[[Session, QWidget], QMenu]:
    """A row of the table of commands: the menu of a choice that `base.choices` lists."""
    return lambda session, parent: ChoiceMenu(listed(), session, parent)


def choice_menus(
    title: str, *listed: Callable[[], ChoiceList[Any]]
) -> Callable[[Session, QWidget], QMenu]:
    """The same for several choices of one subject: a menu of their menus."""

    def make(session: Session, parent: QWidget) -> QMenu:
        menu = QMenu(title, parent)
        for each in listed:
            menu.addMenu(ChoiceMenu(each(), session, menu))
        deal_letters([menu.actions()])
        return menu

    return make
