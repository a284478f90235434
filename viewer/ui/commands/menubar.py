"""The table of commands as menus and toolbar of a window, ticked and enabled as things stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QMainWindow, QToolButton, QWidget

from viewer.core.base.paths import own_folders
from viewer.session.notes.notebook import Notebook, Step
from viewer.session.session import Session
from viewer.ui.base.i18n import tr
from viewer.ui.base.theme import Theme, icon
from viewer.ui.commands.menu import Menu, deal_letters
from viewer.ui.commands.submenus import submenu
from viewer.ui.commands.table import Action, Command, actions, keys_of, menus
from viewer.ui.commands.toolbar import ToolBar

COMMAND = "command"
"""The property of a button that names the command it does: it then tells the command's keys."""

CHOICES = (
    *("justify", "furniture", "numbers", "invisibles", "xray", "focus"),
    *("swapped", "covered", "hover", "mine"),
)
NEED_BEAD = (
    "row_confirm",
    "row_merge",
    "row_split",
    "row_up",
    "row_down",
    "row_swap",
    "row_alone",
    "across",
)

NEED_TEXT = (
    "reload",
    "copy",
    "select_all",
    "select_sentence",
    "unselect_sentence",
    "next_sentence",
    "previous_sentence",
    "next_row",
    "previous_row",
    "find",
    "find_next",
    "find_previous",
    "note",
    "document_note",
    "direction",
    "document_direction",
    "go_to",
    "go_start",
    "go_end",
    "next_note",
    "previous_note",
    "next_heading",
    "previous_heading",
    "follow",
    "translate",
    "look_up",
    "transliterate",
)


class Commands(QObject):
    """The actions of a window by the id of their command; `commands["find"].trigger()`."""

    def __init__(
        self, window: QMainWindow, reader: QWidget, session: Session, theme: Theme
    ) -> None:
        super().__init__(window)
        self._window, self._rtl = window, window.isRightToLeft()
        self._ink = QColor(theme.colours["window_text"])
        self._made: dict[str, Action] = {}
        self._lettered: dict[str, str] = {}  # Undo and Redo without what they would do
        self._bar, self._menus = window.menuBar(), list[Menu]()
        self._reader, self._settings = reader, session.settings
        for title, rows in menus():
            menu = Menu(title, window)
            window.menuBar().addMenu(menu)
            self._menus.append(menu)
            made = actions(window, rows, self._icon)
            self._made |= made
            for row in rows:
                if isinstance(row, Command):
                    menu.addAction(made[row.id])
                elif row:
                    menu.addMenu(submenu(row, session, menu))
                else:
                    menu.addSeparator()
        self.toolbar = ToolBar(session, self._made)
        window.addToolBar(self.toolbar)
        self._bind("keys")
        session.settings_changed.connect(self._bind)

    def _bind(self, setting: str) -> None:
        """Give every action its keys: as delivered, or as the reader set them."""
        if setting == "keys":
            for action in self:
                action.bind(keys_of(action.command, self._settings.keys), self._reader)
            for button in self._window.findChildren(QToolButton):
                id = button.property(COMMAND)
                if isinstance(id, str) and id in self._made:
                    button.setToolTip(self._made[id].toolTip())

    def __getitem__(self, id: str) -> Action:
        return self._made[id]

    def __iter__(self) -> Iterator[Action]:
        return iter(self._made.values())

    def deal_letters(self, *others: Iterable[str]) -> None:
        """See that no letter is given twice in a menu. `others`: ids of further menus' rows."""
        also = [[self[id] for id in ids if id] for ids in others]
        menus = (menu.actions() for menu in self._menus)
        deal_letters([self._bar.actions(), *menus, *also])
        self._lettered = {id: self[id].text() for id in ("undo", "redo")}

    def _icon(self, name: str) -> QIcon:
        return icon(name, self._ink, rtl=self._rtl)

    def _tell_steps(self, notebook: Notebook) -> None:
        """Undo and Redo say what they would do."""
        for id, step in (("undo", notebook.next_undo), ("redo", notebook.next_redo)):
            text = self._lettered.get(id, self[id].command.text)
            if step is not None:
                text = tr("%1 %2").replace("%1", text).replace("%2", step_name(step))
            self[id].setText(text)
            self[id].setEnabled(step is not None)

    def refresh(self, session: Session, shown: Mapping[str, bool]) -> None:
        """Ticks, and what can be done at the moment. `shown`: panels."""
        view, can = session.view, self._made
        opened = bool(view.documents) or view.work is not None
        for mode in ("rtl", "ltr", "side", "stacked"):
            can[f"mode_{mode}"].setChecked(view.mode == mode)
            can[f"mode_{mode}"].setEnabled(len(view.documents) > 1)
        for name in CHOICES:
            can[name].setChecked(getattr(session.settings, name))
        for name, on in shown.items():
            can[name].setChecked(on)
        self._tell_steps(session.notebook)
        furniture = session.teaching.is_furniture()
        can["teach_furniture"].setEnabled(furniture is False)
        can["teach_story"].setEnabled(furniture is True)
        bead = session.repairing.here() is not None
        for name in NEED_BEAD:
            can[name].setEnabled(bead)
        can["row_confirm"].setChecked(session.repairing.is_pinned())
        can["repair"].setChecked(session.repairing.on)
        for name in ("repair", "doubtful"):
            can[name].setEnabled(bool(view.rows))
        can["back"].setEnabled(session.tabs.can_go_back)
        can["forward"].setEnabled(session.tabs.can_go_forward)
        tabs = session.tabs
        can["beside"].setChecked(tabs.beside is not None)
        can["beside"].setEnabled(opened)
        can["other_text"].setEnabled(tabs.beside is not None)
        can["close_tab"].setEnabled(opened or len(tabs.tabs) > 1)
        for name in ("next_tab", "previous_tab"):
            can[name].setEnabled(len(tabs.tabs) > 1)
        can["open_tab"].setEnabled(bool(session.corpora))
        document = view.document()
        noted = document is not None and document.path is not None
        can["highlight"].setEnabled(noted and view.selection is not None)
        can["pairs"].setEnabled(bool(session.corpora))
        for name in ("export", "print"):
            can[name].setEnabled(bool(view.documents))
        can["close_corpus"].setEnabled(bool(session.corpora))
        can["forget_corpus"].setEnabled(any(corpus.root for corpus in session.corpora))
        roots = {corpus.root for corpus in session.corpora} - {None, *own_folders()}
        can["mark_folder"].setEnabled(bool(roots))
        for name in NEED_TEXT:
            can[name].setEnabled(opened)
        for name, on in (
            ("speak", session.speaking.voice() is not None),
            ("hush", session.speaking.active),
        ):
            can[name].setVisible(on)
            can[name].setEnabled(on)


def step_name(step: Step) -> str:
    """What a step of undo is called after “Undo” and “Redo”."""
    if step.kind == "import":
        return tr("import of %n note(s)", None, getattr(step, "count", 0))
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
        "rules": tr("teaching of lines"),
        "override": tr("choice for a document"),
    }
    return names[step.kind]
