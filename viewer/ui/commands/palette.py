"""The command palette: every command and every choice of the menus, found by a part of its name.

Headings of the guide are found there too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMainWindow,
    QMenu,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from viewer.core.base.remembered import Remembered
from viewer.core.language.arabic import fold
from viewer.core.user.guide import GuideHeading, guide_headings
from viewer.session.session import Session
from viewer.ui.base.guarded import guarded
from viewer.ui.base.i18n import interface_language, tr
from viewer.ui.base.theme import Theme
from viewer.ui.commands.command import isolated_keys

WIDTH, HEIGHT = 620, 420
"""Pixels that it takes where the window has them."""
LATELY = 6
"""Commands done lately that stand first."""
ALIKE_OF_100 = 72.0
"""Of 100: how alike a part of a name must be to what was typed, for a slip of the finger."""
SLIP = 0.5
"""What such a part counts; the beginning of a word counts 2."""
_STEPS: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_PAGES: dict[int, int] = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


@dataclass(frozen=True)
class PaletteEntry:
    """A row: what is done, under which menu, by which keys. `folded`: as it is searched.

    `heading`: of the guide, which is opened there.
    """

    action: QAction
    text: str
    path: str
    keys: str
    folded: str
    heading: GuideHeading | None = None

    @property
    def key(self) -> str:
        """What it is remembered by: the id of the command, or its place in the menus."""
        return self.action.objectName() or f"{self.path}/{self.text}"


@guarded
class Palette(QFrame):
    """Over the upper part of the window while it is open; Return does, Esc leaves."""

    guide_asked = Signal(object)
    """A `GuideHeading` to be read."""

    def __init__(self, window: QMainWindow, session: Session, theme: Theme) -> None:
        super().__init__(window)
        self._window, self._session = window, session
        self._entries: list[PaletteEntry] = []
        self._before: QWidget | None = None  # where the keyboard was
        self._theme = theme
        self.setObjectName("palette")
        self.setAutoFillBackground(True)
        self.line = QLineEdit()
        self.line.setPlaceholderText(tr("What would you like to do?"))
        self.line.setAccessibleName(tr("Command"))
        self.line.textChanged.connect(self._fill)
        self.line.installEventFilter(self)
        self.list = QTreeWidget()
        self.list.setColumnCount(2)
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAccessibleName(tr("Commands"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.list.itemClicked.connect(self._do)
        self.nothing = QLabel(tr("No command is called that."))
        self.nothing.setMargin(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 10)
        layout.addWidget(self.line)
        layout.addWidget(self.nothing, 1, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.list, 1)
        self.hide()

    def open(self) -> None:
        """Show it, empty, with the commands done lately first; a second time closes it."""
        if self.isVisible():
            self._leave()
            return
        self._before = self._window.focusWidget()
        self._entries = [*_entries(self._window.menuBar().actions()), *self._headings()]
        self.line.clear()
        self._fill("")
        self._place()
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)
        self._window.installEventFilter(self)

    def _headings(self) -> Iterator[PaletteEntry]:
        guide = tr("Guide")
        for heading in guide_headings(interface_language()):
            action = QAction(f"{guide}: {heading.text}", self)
            folded = fold(f"{heading.text} {guide}").text
            yield PaletteEntry(action, action.text(), guide, "", folded, heading)

    def _place(self) -> None:
        room = self._window.size()
        self.resize(min(WIDTH, room.width() - 24), min(HEIGHT, room.height() - 80))
        top = self._window.menuBar().height() + 8
        self.move(QPoint((room.width() - self.width()) // 2, top))

    def _fill(self, typed: str) -> None:
        self.list.clear()
        for entry in self._found(typed):
            item = QTreeWidgetItem([entry.text, entry.keys])
            item.setData(0, Qt.ItemDataRole.UserRole, entry)
            item.setToolTip(0, entry.path)
            item.setForeground(1, self._theme.colour("muted"))
            checked = entry.action.isCheckable() and entry.action.isChecked()
            if checked:
                item.setCheckState(0, Qt.CheckState.Checked)
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
            if entry.action.icon():
                item.setIcon(0, entry.action.icon())
            item.setDisabled(not entry.action.isEnabled())
            self.list.addTopLevelItem(item)
        empty = self.list.topLevelItemCount() == 0
        self.nothing.setVisible(empty)
        self.list.setVisible(not empty)
        self._choose(0)

    def _found(self, typed: str) -> list[PaletteEntry]:
        """The entries that fit what was typed, the best first; those that cannot be done last.

        The guide comes after the commands, and not before something was typed; a slip of the
        finger is thought of where nothing else fits."""
        words = fold(typed).text.split()
        lately = self._session.remembered.palette

        def rank(fitting: tuple[PaletteEntry, float]) -> tuple[bool, bool, float, int]:
            entry, fits = fitting
            recent = lately.index(entry.key) if entry.key in lately else len(lately)
            return not entry.action.isEnabled(), entry.heading is not None, -fits, recent

        asked = [each for each in self._entries if words or each.heading is None]
        found = [(each, fits) for each in asked if (fits := _fits(each.folded, words))]
        meant = [(each, fits) for each, fits in found if fits > SLIP]
        return [each for each, _ in sorted(meant or found, key=rank)]

    # Keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._window:
            self._place()
        elif event.type() == QEvent.Type.FocusOut and watched is self.line:
            QTimer.singleShot(0, self._look_away)
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return watched is self.line and self._key(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self._leave()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._do(self.list.currentItem())
        elif key in _STEPS:
            self._choose((self._at() + _STEPS[key]) % max(1, self.list.topLevelItemCount()))
        elif key in _PAGES:
            row = max(1, self.list.sizeHintForRow(0))
            page = max(1, self.list.viewport().height() // row - 1)
            last = self.list.topLevelItemCount() - 1
            self._choose(min(max(self._at() + _PAGES[key] * page, 0), last))
        else:
            return False
        return True

    def _at(self) -> int:
        """The row that is chosen."""
        return self.list.currentIndex().row()

    def _choose(self, row: int) -> None:
        if (item := self.list.topLevelItem(row)) is not None:
            self.list.setCurrentItem(item)

    def _look_away(self) -> None:
        if self.isVisible() and not self.line.hasFocus() and self._window.isActiveWindow():
            self.hide()

    def _leave(self) -> None:
        self._window.removeEventFilter(self)
        self.hide()
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)

    def _do(self, item: QTreeWidgetItem | None) -> None:
        entry = item.data(0, Qt.ItemDataRole.UserRole) if item is not None else None
        if not isinstance(entry, PaletteEntry) or not entry.action.isEnabled():
            return
        self._leave()  # first: what is done may ask where the keyboard is
        if entry.heading is not None:
            self.guide_asked.emit(entry.heading)
            return
        before = self._session.remembered.palette
        lately = [entry.key, *(key for key in before if key != entry.key)]
        self._session.set(Remembered.palette, lately[:LATELY])
        entry.action.trigger()


def _entries(actions: list[QAction], path: tuple[str, ...] = ()) -> Iterator[PaletteEntry]:
    """What the menus offer, submenus included; their contents are made as they are opened."""
    for action in actions:
        menu = action.menu()
        if isinstance(menu, QMenu):
            menu.aboutToShow.emit()
            yield from _entries(menu.actions(), (*path, _plain(action)))
        elif not action.isSeparator() and action.isVisible() and action.objectName() != "palette":
            text = _plain(action)
            shown = f"{path[-1]}: {text}" if len(path) > 1 else text
            keys = action.shortcut().toString()
            # The id is English: who knows a command by that finds it under any interface.
            searched = fold(" ".join((text, *path, action.objectName().replace("_", " ")))).text
            yield PaletteEntry(
                action, shown, " › ".join(path), isolated_keys(keys) if keys else "", searched
            )


def _plain(action: QAction) -> str:
    return action.text().replace("&", "").rstrip("…")


def _fits(folded: str, words: list[str]) -> float:
    """How well: 0 not at all. Beginnings of words count more than parts, a slip the least."""
    from rapidfuzz import fuzz

    if not words:
        return 1.0
    total = 0.0
    for word in words:
        if f" {word}" in f" {folded}":
            total += 3.0 if folded.startswith(word) else 2.0
        elif word in folded:
            total += 1.0
        elif len(word) > 3 and fuzz.partial_ratio(word, folded) >= ALIKE_OF_100:
            total += SLIP
        else:
            return 0.0
    return total / len(words)
