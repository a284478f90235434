"""Menus whose letters are each given once, and whose keys read the same in every language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QStyleOptionMenuItem, QWidget


class Menu(QMenu):
    """A menu of the menu bar. In an Arabic one `Ctrl++` would stand as `++Ctrl`."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(title, parent)

    def initStyleOption(self, option: QStyleOptionMenuItem, action: QAction) -> None:
        super().initStyleOption(option, action)
        text, tab, keys = option.text.partition("\t")  # type: ignore[attr-defined]
        if tab:
            option.text = f"{text}\t\u2066{keys}\u2069"  # type: ignore[attr-defined]


def deal_letters(groups: Iterable[Sequence[QAction]]) -> None:
    """Give every row of each group a letter of its own for the keyboard, or none.

    A letter that a row brings along stays, unless a row above has it already. A row may be in
    several groups: of the menu bar and of the menu over the text.
    """
    groups = [list(group) for group in groups]
    done: dict[QAction, str] = {}
    for group in groups:
        for action in group:
            if action in done or not action.text():
                continue
            beside = (each for other in groups if action in other for each in other)
            taken = {done[each] for each in beside if each in done}
            done[action] = _deal(action, taken)


def _deal(action: QAction, taken: set[str]) -> str:
    """The letter that a row has now, in upper case."""
    own = letter(action.text())
    if own and own not in taken:
        return own
    if not own:
        return ""
    plain = action.text().replace("&", "")
    words = [at for at, char in enumerate(plain) if not at or not plain[at - 1].isalnum()]
    for at in [*words, *range(len(plain))]:
        if plain[at].isalpha() and (found := plain[at].upper()) not in taken:
            action.setText(f"{plain[:at]}&{plain[at:]}")
            return found
    action.setText(plain)
    return ""


def letter(text: str) -> str:
    """The letter that the ampersand marks, in upper case; empty if none is marked."""
    return QKeySequence.mnemonic(text).toString().rpartition("+")[2]
