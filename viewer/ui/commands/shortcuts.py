"""The list of shortcuts: every command with its keys, which the reader can set."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from viewer.core.base.settings import Settings
from viewer.core.language.arabic import fold
from viewer.session.session import Session
from viewer.ui.base.announce import announce
from viewer.ui.base.button_box import closing_box
from viewer.ui.base.fit_to_screen import fit
from viewer.ui.base.i18n import RULE, tr
from viewer.ui.commands.command import Command, isolated_keys, keys_of, plain_text
from viewer.ui.commands.menubar import Commands
from viewer.ui.commands.text_keys import reading_keys

SEVERAL = 3
"""Keys that one command may have."""


class ShortcutsDialog(QDialog):
    """The list, and below it the keys of the command that is chosen. What is set holds at once."""

    def __init__(self, session: Session, commands: Commands, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._table = {row.id: (title, row) for title, row in commands.rows()}
        self.setWindowTitle(tr("Keyboard shortcuts"))
        fit(self, 580, 600)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(tr("Filter by command or keys"))
        self.filter.setAccessibleName(tr("Filter the shortcuts"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._fill)
        self.list = self._make_list()
        layout = QVBoxLayout(self)
        layout.addWidget(self.filter)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._make_editor())
        box = closing_box(self)
        for button in box.buttons():  # Return in the list is no wish to leave
            button.setAutoDefault(False)  # pyright: ignore[reportAttributeAccessIssue]
        self.everything = box.addButton(
            tr("Restore &all defaults"), QDialogButtonBox.ButtonRole.ResetRole
        )
        self.everything.setAutoDefault(False)
        self.everything.clicked.connect(self._reset_all)
        layout.addWidget(box)
        self._fill()

    def _make_list(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setHeaderLabels([tr("Command"), tr("Keys")])
        tree.setRootIsDecorated(False)
        tree.setUniformRowHeights(True)
        tree.setAccessibleName(tr("Commands and their keys"))
        header = tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        tree.currentItemChanged.connect(self._chosen)
        tree.itemActivated.connect(self._start)
        return tree

    def _make_editor(self) -> QWidget:
        """The keys of one command: typed, then set or added; a conflict is told beside them."""
        self.keys = QKeySequenceEdit()
        self.keys.setMaximumSequenceLength(1)
        self.keys.setClearButtonEnabled(True)
        self.keys.setAccessibleName(tr("New keys"))
        self.keys.keySequenceChanged.connect(self._typed)
        self.label, self.conflict = QLabel(), QLabel()
        self.label.setBuddy(self.keys)
        self.conflict.setWordWrap(True)
        self.set = self._button(tr("&Set"), self._set)
        self.add = self._button(tr("A&dd as well"), self._add)
        self.none = self._button(tr("&No keys"), self._clear)
        self.reset = self._button(tr("Restore de&fault"), self._reset)
        editor = QWidget()
        column, row = QVBoxLayout(editor), QHBoxLayout()
        column.setContentsMargins(0, 4, 0, 4)
        column.addWidget(self.label)
        row.addWidget(self.keys, 1)
        for button in (self.set, self.add, self.none, self.reset):
            row.addWidget(button)
        column.addLayout(row)
        column.addWidget(self.conflict)
        return editor

    def _button(self, text: str, act: object) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        return button

    # The list

    def _fill(self) -> None:
        """Show the rows that fit the filter; the chosen one stays chosen."""
        before, wanted = self._command(), fold(self.filter.text()).text
        self.list.clear()
        for title, command in self._table.values():
            keys = RULE.join(map(isolated_keys, self._keys(command)))
            self._row(f"{title}: {plain_text(command)}", keys, wanted, command)
        for does, found in reading_keys():
            keys = RULE.join(map(isolated_keys, found))
            self._row(f"{tr('Text')}: {does}", keys, wanted, None)
        items = [self.list.topLevelItem(at) for at in range(self.list.topLevelItemCount())]
        rows = [item for item in items if item is not None]
        same = [row for row in rows if before is not None and _of(row) == before]
        for row in (same or rows)[:1]:
            self.list.setCurrentItem(row)
        self._chosen()

    def _row(self, text: str, keys: str, wanted: str, command: Command | None) -> None:
        if wanted not in fold(f"{text} {keys}").text:
            return
        item = QTreeWidgetItem([text, keys])
        item.setData(0, Qt.ItemDataRole.UserRole, command)
        if command is None:
            item.setForeground(0, QColor(self.palette().placeholderText().color()))
            item.setToolTip(0, tr("Belongs to the text and cannot be changed"))
        elif command.id in self._session.settings.keys:
            font = item.font(1)
            font.setBold(True)
            item.setFont(1, font)
        self.list.addTopLevelItem(item)

    def _command(self) -> Command | None:
        item = self.list.currentItem()
        return _of(item) if item is not None else None

    def _keys(self, command: Command) -> tuple[str, ...]:
        return keys_of(command, self._session.settings.keys)

    def _chosen(self) -> None:
        command = self._command()
        self.keys.clear()
        for widget in (self.keys, self.none, self.reset):
            widget.setEnabled(command is not None)
        if command is None:
            self.label.setText(tr("Choose a command to set its keys."))
        else:
            name = f"\u2068{plain_text(command)}\u2069"
            self.label.setText(tr("New keys of “%1”:").replace("%1", name))
            self.none.setEnabled(bool(self._keys(command)))
            self.reset.setEnabled(command.id in self._session.settings.keys)
        self._typed()

    def _start(self) -> None:
        """Return on a row, or a double click: now type its keys."""
        if self._command() is not None:
            self.keys.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Setting

    def _typed(self) -> None:
        command, keys = self._command(), self._wanted()
        fixed = any(keys == _portable(each) for _, found in reading_keys() for each in found)
        owner = self._owner(keys)
        free = bool(keys) and not fixed and command is not None
        self.set.setEnabled(free)
        own = self._keys(command) if command is not None else ()
        self.add.setEnabled(free and 0 < len(own) < SEVERAL and owner != command)
        self.set.setText(tr("&Set"))
        told = ""
        if fixed:
            told = tr("These keys belong to the text.")
        elif owner is not None and owner != command:
            told = tr("Now they are the keys of “%1”, which would lose them.")
            told = told.replace("%1", f"\u2068{plain_text(owner)}\u2069")
        self.conflict.setText(told)
        announce(self.conflict, told)

    def _wanted(self) -> str:
        return self.keys.keySequence().toString(QKeySequence.SequenceFormat.PortableText)

    def _owner(self, keys: str) -> Command | None:
        """The command that has these keys now."""
        for _, command in self._table.values():
            if keys and any(_portable(each) == keys for each in self._keys(command)):
                return command
        return None

    def _set(self) -> None:
        self._give(())

    def _add(self) -> None:
        if (command := self._command()) is not None:
            self._give(self._keys(command))

    def _give(self, beside: tuple[str, ...]) -> None:
        """The command gets what was typed, beside these; whoever had it loses it."""
        command, keys = self._command(), self._wanted()
        if command is None or not keys:
            return
        own, owner = dict(self._session.settings.keys), self._owner(keys)
        if owner is not None and owner != command:
            own[owner.id] = [each for each in self._keys(owner) if _portable(each) != keys]
        own[command.id] = [*beside, keys]
        self._keep(own)

    def _clear(self) -> None:
        if (command := self._command()) is not None:
            self._keep(self._session.settings.keys | {command.id: []})

    def _reset(self) -> None:
        """The keys of the command as delivered; whoever got one of them meanwhile loses it."""
        if (command := self._command()) is None:
            return
        own = {id: keys for id, keys in self._session.settings.keys.items() if id != command.id}
        back = {_portable(each) for each in command.keys}
        self._keep({id: [k for k in keys if _portable(k) not in back] for id, keys in own.items()})

    def _reset_all(self) -> None:
        self._keep({})

    def _keep(self, keys: dict[str, list[str]]) -> None:
        as_delivered = {id: self._table[id][1].keys for id in keys if id in self._table}
        kept = {
            id: each for id, each in keys.items() if list(as_delivered.get(id, ())) != list(each)
        }
        self._session.set(Settings.keys, kept)
        self._fill()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)


def _of(item: QTreeWidgetItem) -> Command | None:
    return item.data(0, Qt.ItemDataRole.UserRole)


def _portable(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.PortableText)
