"""A command: what a row of the table says, and the `QAction` that Qt wants for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QIcon, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget

from viewer.session.session import Session

SEPARATOR = None


class Command(NamedTuple):
    """One row. `do` is called when it is chosen, and not before: it may make what it is about.

    `keys`: as delivered; the first is shown in the menu. `local`: they hold in the text only.
    `when`: whether it can be done now (without: always), `ticked`: whether it is on; of panels the
    window knows.
    """

    id: str
    text: str
    do: Callable[[], object]
    keys: tuple[str, ...] = ()
    icon: str = ""
    checkable: bool = False
    local: bool = False
    when: Callable[[Session], bool] | None = None
    ticked: Callable[[Session], bool] | None = None


class Group(NamedTuple):
    """Commands of one subject, in a menu of their own under a row of another menu."""

    title: str
    rows: Sequence[Command]


Submenu = Callable[[Session, QWidget], QMenu]
Row = Command | Group | Submenu | None
"""Of a menu; None is a line between two groups."""
Menus = list[tuple[str, list[Row]]]
"""(title, rows) of each menu of the menu bar."""


class Action(QAction):
    """A row of the table as Qt wants it."""

    def __init__(self, command: Command, window: QMainWindow, icon: QIcon | None) -> None:
        super().__init__(command.text, window)
        self.command, self._window = command, window
        self.setObjectName(command.id)
        self.setCheckable(command.checkable)
        if icon is not None:
            self.setIcon(icon)
            self.setIconVisibleInMenu(not command.checkable)  # it would stand where the tick is
        self.triggered.connect(self._fire)

    def bind(self, keys: Iterable[str], reader: QWidget) -> None:
        """It has these keys now. A letter alone holds in the reader: only where none is typed."""
        keys = list(keys)
        lone = self.command.local or any(map(is_lone, keys))
        context = Qt.ShortcutContext
        here, there = (reader, self._window) if lone else (self._window, reader)
        there.removeAction(self)
        here.addAction(self)
        in_reader, in_window = context.WidgetWithChildrenShortcut, context.WindowShortcut
        self.setShortcutContext(in_reader if lone else in_window)
        self.setShortcuts([QKeySequence(each) for each in keys])
        plain = plain_text(self.command)
        shown = isolated_keys(keys[0]) if keys else ""
        self.setToolTip(f"{plain} ({shown})" if shown else plain)

    def say(self, text: str) -> None:
        """Be called that from now on, in menus and in the toolbar."""
        if text != self.text():
            self.setText(text)
            keys = self.shortcut().toString()
            plain = text.replace("&", "")
            self.setIconText(plain)
            self.setToolTip(f"{plain} ({isolated_keys(keys)})" if keys else plain)

    def _fire(self) -> None:
        self.command.do()


def actions(
    window: QMainWindow, rows: Iterable[Row], icon: Callable[[str], QIcon]
) -> dict[str, Action]:
    """An action for each row, by the id of its command; `Action.bind` gives it its keys."""
    return {
        row.id: Action(row, window, icon(row.icon) if row.icon else None)
        for row in commands_of(rows)
    }


def commands_of(rows: Iterable[Row]) -> Iterator[Command]:
    """The commands among the rows of a menu, those in groups too."""
    for row in rows:
        if isinstance(row, Command):
            yield row
        elif isinstance(row, Group):
            yield from row.rows


def keys_of(command: Command, chosen: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """The keys of a command: as the reader set them (`Settings.keys`), or as delivered."""
    own = chosen.get(command.id)
    if own is None:
        return command.keys
    return tuple(each for each in own if isinstance(each, str) and QKeySequence(each).count())


def is_lone(keys: str) -> bool:
    """Whether they are one key that would be typed where text is written: `P`, `Shift+K`, `]`."""
    return len(keys.removeprefix("Shift+")) == 1


def plain_text(command: Command) -> str:
    """Its text without the marks of a menu."""
    return command.text.replace("&", "").rstrip("…")


def isolated_keys(keys: str) -> str:
    """Keys as this system writes them, from the left to the right in any text."""
    native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    return f"\u2066{native}\u2069"
