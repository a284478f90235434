"""Menus whose letters are each given once, and whose keys read the same in every language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu, QStyleOptionMenuItem, QWidget

from viewer.ui.base.guarded import guarded

OWN = "hashiya_letter"
"""Property of a widget: its text with the letter that it brought along."""


@guarded
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
    taken_beside: dict[QAction, list[set[str]]] = {}  # by row: what is taken in each of its groups
    for group in groups:
        taken = set[str]()
        for action in group:
            taken_beside.setdefault(action, []).append(taken)
    for action, beside in taken_beside.items():
        if before := action.text():
            text = lettered(before, set().union(*beside))
            if text != before:
                action.setText(text)
            for taken in beside:
                taken.add(letter(text))


def lettered(text: str, taken: set[str]) -> str:
    """The text with a letter marked that is not taken: its own, else another, else none."""
    own = letter(text)
    if not own or own not in taken:
        return text
    plain = text.replace("&", "")
    words = [at for at in range(len(plain)) if not at or not plain[at - 1].isalnum()]
    for at in [*words, *range(len(plain))]:
        if plain[at].isalpha() and plain[at].upper() not in taken:
            return f"{plain[:at]}&{plain[at:]}"
    return plain


def deal_in(window: QWidget) -> None:
    """The same for what is visible in a dialog whose content changes; call it after each change."""
    taken: set[str] = set()
    for widget in window.findChildren(QWidget):
        if not widget.isVisibleTo(window):
            continue
        if isinstance(widget, QAbstractButton) or (isinstance(widget, QLabel) and widget.buddy()):
            text, own = widget.text(), widget.property(OWN)
            if own is None or own.replace("&", "") != text.replace("&", ""):
                own = text
            widget.setProperty(OWN, own)
            if (dealt := lettered(own, taken)) != text:
                widget.setText(dealt)
            taken.add(letter(dealt))


def letter(text: str) -> str:
    """The letter that the ampersand marks, in upper case; empty if none is marked."""
    return QKeySequence.mnemonic(text).toString().rpartition("+")[2]
