"""What stands in the toolbar, and in which order: chosen with buttons, keys or by dragging."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from viewer.core.base.choice_file import Choice
from viewer.core.base.settings import Settings
from viewer.session.session import Session
from viewer.ui.base.guarded import guarded
from viewer.ui.base.i18n import tr
from viewer.ui.base.theme import icon
from viewer.ui.commands.menubar import Commands
from viewer.ui.commands.toolbar import EMPTY_TOOLBAR, SEPARATOR, plain, tools

ID = Qt.ItemDataRole.UserRole


@guarded
class ToolbarChoices(QWidget):
    """At one side the commands that could stand there, at the other those that do."""

    def __init__(self, session: Session, commands: Commands) -> None:
        super().__init__()
        self._session = session
        self._known = {row.id: (plain(title), row) for title, row in commands.rows()}
        self.others, self.chosen = _List(tr("Commands")), _List(tr("In the toolbar"))
        move = QAbstractItemView.DragDropMode.InternalMove
        self.chosen.setDragDropMode(move)
        self.add, self.separate = QPushButton(tr("&Add")), QPushButton(tr("Add a se&parator"))
        self.remove = QPushButton(tr("&Remove"))
        self.up, self.down = QPushButton(tr("Move &up")), QPushButton(tr("Move &down"))
        self.restore = QPushButton(tr("Restore de&fault"))
        self._lay_out()
        self._connect()
        self.refresh()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        for column, (title, list_) in enumerate(
            ((tr("&Commands"), self.others), (tr("&In the toolbar"), self.chosen))
        ):
            label = QLabel(title)
            label.setBuddy(list_)
            grid.addWidget(label, 0, column)
            grid.addWidget(list_, 1, column)
            grid.setColumnStretch(column, 1)
        for row, column, buttons in (
            (2, 0, (self.add, self.separate)),
            (2, 1, (self.up, self.down)),
            (3, 0, (self.restore,)),
            (3, 1, (self.remove,)),
        ):
            line = QHBoxLayout()
            for button in buttons:
                line.addWidget(button)
            line.addStretch(1)
            grid.addLayout(line, row, column)
        self.others.setToolTip(tr("Return puts the command into the toolbar"))
        self.chosen.setToolTip(tr("Delete takes it out; Alt with an arrow key moves it"))

    def _connect(self) -> None:
        self.add.clicked.connect(self._add)
        self.others.wanted.connect(self._add)
        self.others.itemDoubleClicked.connect(self._add)
        self.separate.clicked.connect(self._separate)
        self.remove.clicked.connect(self._remove)
        self.chosen.unwanted.connect(self._remove)
        self.chosen.itemDoubleClicked.connect(self._remove)
        self.up.clicked.connect(self._up)
        self.down.clicked.connect(self._down)
        self.chosen.moved.connect(self._move)
        self.restore.clicked.connect(self._restore)
        self.chosen.model().rowsMoved.connect(self._dragged)
        self.others.currentRowChanged.connect(self._enable)
        self.chosen.currentRowChanged.connect(self._enable)
        self._session.settings_changed.connect(self._setting_changed)

    def _setting_changed(self, choice: Choice[Any]) -> None:
        if choice is Settings.toolbar and self.ids() != self._now():
            self.refresh()

    def _now(self) -> list[str]:
        return tools(self._session.settings.toolbar, self._known)

    def refresh(self) -> None:
        """Fill both lists as the setting says; the place in them stays."""
        now = self._now()
        self._fill(self.chosen, now, False)
        self._fill(self.others, [id for id in self._known if id not in now], True)
        self._enable()

    def _fill(self, list_: _List, ids: Sequence[str], whence: bool) -> None:
        """`whence`: with the menu that each stands in."""
        row, ink = list_.currentRow(), self.palette().windowText().color()
        list_.clear()
        for id in ids:
            menu, command = self._known.get(id, ("", None))
            if command is None:
                item = QListWidgetItem(tr("Separator"))
                item.setForeground(self.palette().placeholderText())
            else:
                text = plain(command.text)
                item = QListWidgetItem(f"{menu}: {text}" if whence else text)
                if command.icon:
                    item.setIcon(icon(command.icon, ink, rtl=self.isRightToLeft()))
            item.setData(ID, id)
            list_.addItem(item)
        list_.setCurrentRow(min(max(0, row), list_.count() - 1))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.refresh()  # its drawings have the colours of the theme

    def _enable(self) -> None:
        row, count = self.chosen.currentRow(), self.chosen.count()
        self.add.setEnabled(self.others.currentRow() >= 0)
        self.remove.setEnabled(row >= 0)
        self.up.setEnabled(row > 0)
        self.down.setEnabled(0 <= row < count - 1)
        self.restore.setEnabled(bool(self._session.settings.toolbar))

    def ids(self) -> list[str]:
        """What stands in the toolbar now, in its order."""
        return [self.chosen.item(row).data(ID) for row in range(self.chosen.count())]

    # Changing

    def _keep(self, ids: list[str], row: int) -> None:
        """This is the toolbar now; go on at that row of it."""
        self._session.set(Settings.toolbar, ids or EMPTY_TOOLBAR)
        self.refresh()
        self.chosen.setCurrentRow(min(max(0, row), self.chosen.count() - 1))

    def _insert(self, id: str) -> None:
        ids, row = self.ids(), self.chosen.currentRow() + 1
        self._keep([*ids[:row], id, *ids[row:]], row)

    def _add(self) -> None:
        item = self.others.currentItem()
        if item is not None:
            self._insert(item.data(ID))

    def _separate(self) -> None:
        self._insert(SEPARATOR)

    def _remove(self) -> None:
        ids, row = self.ids(), self.chosen.currentRow()
        if row >= 0:
            self._keep(ids[:row] + ids[row + 1 :], row)

    def _up(self) -> None:
        self._move(-1)

    def _down(self) -> None:
        self._move(1)

    def _move(self, step: int) -> None:
        ids, row = self.ids(), self.chosen.currentRow()
        if row >= 0 and 0 <= row + step < len(ids):
            ids.insert(row + step, ids.pop(row))
            self._keep(ids, row + step)

    def _dragged(self) -> None:
        self._session.set(Settings.toolbar, self.ids() or EMPTY_TOOLBAR)
        self._enable()

    def _restore(self) -> None:
        self._session.set(Settings.toolbar, [])
        self.refresh()


@guarded
class _List(QListWidget):
    """With keys: Return wants the current row, Delete does not, Alt and an arrow moves it."""

    wanted, unwanted = Signal(), Signal()
    moved = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setIconSize(QSize(18, 18))
        self.setMinimumWidth(120)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)

    def sizeHint(self) -> QSize:
        return QSize(200, 260)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.wanted.emit()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.unwanted.emit()
        elif alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)
