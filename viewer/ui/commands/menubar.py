"""The table of commands as menus and toolbar of a window, ticked and enabled as things stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMainWindow, QToolButton, QWidget

from viewer.core.base.choice_file import Choice
from viewer.core.base.settings import Settings
from viewer.session.base.view_state import side_alone
from viewer.session.notes.notebook import Notebook, Step
from viewer.session.session import Session
from viewer.ui.base.i18n import tr
from viewer.ui.base.language_names import language_names
from viewer.ui.base.theme import Theme, icon
from viewer.ui.commands.command import Action, Command, Menus, actions, keys_of
from viewer.ui.commands.menu import Menu, deal_letters
from viewer.ui.commands.toolbar import ToolBar, tools

COMMAND = "command"
"""The property of a button that names the command it does: it then tells the command's keys."""


DRAWN_MS = 300
"""Milliseconds after the start at which the drawings for the menus are made: the picture of the
window comes first."""
SEEN_WHEN_POSSIBLE = ("speak", "hush")
"""Commands that most systems can never do."""


class Commands(QObject):
    """The actions of a window by the id of their command; `commands["find"].trigger()`."""

    drawn = Signal()
    """The drawings of all commands are there, or others than before."""

    def __init__(
        self,
        window: QMainWindow,
        reader: QWidget,
        session: Session,
        theme: Theme,
        menus: Menus,
    ) -> None:
        super().__init__(window)
        self._window, self._rtl = window, window.isRightToLeft()
        self._theme = theme
        self._made: dict[str, Action] = {}
        self.menus = menus
        self._lettered: dict[str, str] = {}  # by id: as it is called while nothing is open
        self._bar, self._menus = window.menuBar(), list[Menu]()
        self._reader, self._settings = reader, session.settings
        for title, rows in menus:
            menu = Menu(title, window)
            window.menuBar().addMenu(menu)
            self._menus.append(menu)
            made = actions(window, rows, self._blank)
            self._made |= made
            for row in rows:
                if isinstance(row, Command):
                    menu.addAction(made[row.id])
                elif row is not None:
                    menu.addMenu(row(session, menu))
                else:
                    menu.addSeparator()
        for id in tools(session.settings.toolbar, self._made):
            if id in self._made:
                self._draw(self._made[id])
        self.toolbar = ToolBar(session, theme, self._made)
        window.addToolBar(self.toolbar)
        self._bind(Settings.keys)
        session.settings_changed.connect(self._bind)
        theme.changed.connect(self._redraw)
        QTimer.singleShot(DRAWN_MS, self._redraw)

    def _bind(self, choice: Choice[Any]) -> None:
        """Give every action its keys: as delivered, or as the reader set them."""
        if choice is Settings.keys:
            for action in self:
                action.bind(keys_of(action.command, self._settings.keys), self._reader)
            self.tell_keys(self._window)

    def tell_keys(self, part: QWidget) -> None:
        """Have the buttons in a part of the window tell the keys of the commands that they do."""
        for button in part.findChildren(QToolButton):
            id = button.property(COMMAND)
            if isinstance(id, str) and id in self._made:
                button.setToolTip(self._made[id].toolTip())

    def __getitem__(self, id: str) -> Action:
        return self._made[id]

    def rows(self) -> Iterator[tuple[str, Command]]:
        """(title of its menu, command) of the whole table."""
        for title, rows in self.menus:
            for row in rows:
                if isinstance(row, Command):
                    yield title.replace("&", ""), row

    def __iter__(self) -> Iterator[Action]:
        return iter(self._made.values())

    def deal_letters(self, *others: Iterable[str]) -> None:
        """See that no letter is given twice in a menu. `others`: ids of further menus' rows."""
        also = [[self[id] for id in ids if id] for ids in others]
        menus = (menu.actions() for menu in self._menus)
        deal_letters([self._bar.actions(), *menus, *also])
        self._lettered = {id: self[id].text() for id in ("undo", "redo", "mode_rtl", "mode_ltr")}

    def _blank(self, name: str) -> QIcon:
        """In place of the drawing, which a menu has when it is opened."""
        return QIcon()

    def _draw(self, action: Action) -> None:
        if action.command.icon:
            ink = self._theme.colour("window_text")
            action.setIcon(icon(action.command.icon, ink, rtl=self._rtl))

    def _redraw(self) -> None:
        for action in self:
            self._draw(action)
        self.drawn.emit()

    def _tell_steps(self, notebook: Notebook) -> None:
        """Undo and Redo say what they would do."""
        for id, step in (("undo", notebook.next_undo), ("redo", notebook.next_redo)):
            text = self._lettered.get(id, self[id].command.text)
            if step is not None:
                text = tr("%1 %2").replace("%1", text).replace("%2", step_name(step))
            self[id].setText(text)
            self[id].setEnabled(step is not None)

    def _tell_sides(self, session: Session) -> None:
        """The modes of one language name that of the text that they show."""
        documents, names = session.view.documents, language_names()
        for mode, usual in (("rtl", "ar"), ("ltr", "en")):
            id = f"mode_{mode}"
            side = side_alone(mode, documents)
            language = documents[side].language if side else usual
            name = names.get(language.partition("-")[0], f"\u2068{language}\u2069")
            known = language.partition("-")[0] == usual or not side
            own = self._lettered.get(id, self[id].command.text)
            self[id].say(own if known else tr("%1 alone").replace("%1", name))

    def refresh(self, session: Session, shown: Mapping[str, bool]) -> None:
        """Ticks, and what can be done at the moment. `shown`: panels."""
        asked = {c for action in self for c in (action.command.when, action.command.ticked) if c}
        now = {condition: condition(session) for condition in asked}
        for action in self:
            if action.command.when is not None:
                if (
                    action.command.id in SEEN_WHEN_POSSIBLE
                ):  # first: what is not seen is never enabled
                    action.setVisible(now[action.command.when])
                action.setEnabled(now[action.command.when])
            if action.command.ticked is not None:
                action.setChecked(now[action.command.ticked])
        for name, on in shown.items():
            self[name].setChecked(on)
        self._tell_steps(session.notebook)
        self._tell_sides(session)


def step_name(step: Step) -> str:
    """What a step of undo is called after “Undo” and “Redo”."""
    if step.kind == "import":
        return tr("import of %n note(s)", None, getattr(step, "count", 0))
    if step.kind == "highlight_all":
        return tr("%n highlight(s)", None, getattr(step, "count", 0))
    names = {
        "write": tr("new note"),
        "edit": tr("change of a note"),
        "delete": tr("deletion of a note"),
        "accept": tr("acceptance of the text"),
        "restore": tr("return of an earlier version"),
        "retag": tr("change of a tag"),
        "pairs": tr("change of pairs"),
        "pins": tr("repair of rows"),
        "own": tr("own translation"),
        "passed": tr("passing over"),
        "review": tr("revised table"),
        "status": tr("status of a row"),
        "into": tr("language of the translation"),
        "rules": tr("teaching of lines"),
        "override": tr("choice for a document"),
        "correction": tr("correction of a word"),
    }
    return names[step.kind]
