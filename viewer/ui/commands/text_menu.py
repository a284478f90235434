"""The menu over the text, and that of the row in it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QMenu

from viewer.ui.base.i18n import tr
from viewer.ui.commands.menu import Menu
from viewer.ui.commands.menubar import Commands

TEACH = ("", "teach_furniture", "teach_story")

TEXT_MENU = (
    *("copy", "quotation", "copy_link", "", "highlight", "note", "link_note", "link_place", ""),
    *(
        "look_up",
        "transliterate",
        "correct_word",
        "speak",
        "",
        "find",
        "search_selection",
        "search_alike",
    ),
    *("select_all", "", "translate", "", "direction", *TEACH),
)
"""Commands of the menu over the text; the menu of the row stands below `translate`."""
ROW_MENU = (
    *("row_confirm", "row_merge", "row_split", "row_up", "row_down", "row_swap", "row_alone"),
    *("", "status_new", "status_draft", "status_done", "status_checked", "undone"),
)
"""Commands of the row that was clicked at."""
ROW_BAR = ("row_confirm", "translate", "row_merge", "row_split", "row_swap")
"""Commands beside the row under the pointer while rows are repaired."""


class TextMenu:
    """Fills the menu over the text of a window with its commands."""

    def __init__(self, commands: Commands) -> None:
        self._commands = commands
        self.beside_row = [commands[id] for id in ROW_BAR]
        commands.deal_letters(TEXT_MENU, ROW_MENU)

    def fill(self, menu: QMenu) -> None:
        """Put what can be done at a place of the text into a menu that is about to open."""
        at = TEXT_MENU.index("translate") + 1
        self._add(menu, TEXT_MENU[:at])
        row = Menu(tr("This row"), menu)
        menu.addMenu(row)
        self._add(row, ROW_MENU)
        self._add(menu, TEXT_MENU[at:])

    def _add(self, menu: QMenu, ids: Iterable[str]) -> None:
        for id in ids:
            menu.addAction(self._commands[id]) if id else menu.addSeparator()
