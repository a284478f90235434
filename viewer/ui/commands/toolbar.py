"""The toolbar: the commands that the reader put there, or those that it is delivered with."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QMenu, QToolBar, QToolButton

from viewer.core.base.choice_file import Choice
from viewer.core.base.settings import Settings
from viewer.session.session import Session
from viewer.ui.base.guarded import guarded
from viewer.ui.base.i18n import tr
from viewer.ui.base.theme import Theme, draw

SEPARATOR = ""

DELIVERED = (
    *("tree", "open_folder", SEPARATOR),
    *("mode_rtl", "mode_ltr", "mode_side", "mode_stacked", SEPARATOR),
    *("zoom_in", "zoom_out", SEPARATOR),
    *("find", "highlight", "note", SEPARATOR, "furniture", "notes"),
)
"""Ids of commands, and separators."""

EMPTY_TOOLBAR = [SEPARATOR]
"""What `Settings.toolbar` holds when there is nothing in the toolbar; `[]` is as delivered."""


def tools(chosen: Sequence[object], known: Container[str]) -> list[str]:
    """The toolbar that the setting `toolbar` means: known commands, each once, and separators."""
    found: list[str] = []
    for id in chosen or DELIVERED:
        if id == SEPARATOR or (isinstance(id, str) and id in known and id not in found):
            found.append(str(id))
    return found


def plain(text: str) -> str:
    """The text of a command without the marks of a menu."""
    return text.replace("&", "").rstrip("…")


@guarded
class ToolBar(QToolBar):
    """Follows the settings `toolbar` and `toolbar_text`; its own menu leads to its page there."""

    customise_asked = Signal()
    """The reader wants to choose what stands in it."""

    def __init__(self, session: Session, theme: Theme, actions: Mapping[str, QAction]) -> None:
        super().__init__(tr("Toolbar"))
        self._session, self._actions = session, actions
        self.setObjectName("toolbar")
        self.setMovable(False)
        rest = self.findChild(QToolButton, "qt_toolbar_ext_button")
        if rest is not None:  # Qt's own arrow is not to be seen on a dark ground
            draw(rest, theme, "more")
            rest.setToolTip(tr("More commands"))
            rest.setAccessibleName(tr("More commands"))
        self.refresh()
        session.settings_changed.connect(self._setting_changed)

    def _setting_changed(self, choice: Choice[Any]) -> None:
        if choice in (Settings.toolbar, Settings.toolbar_text):
            self.refresh()

    def refresh(self) -> None:
        """Fill it as the settings say."""
        style = Qt.ToolButtonStyle
        beside = self._session.settings.toolbar_text
        self.setToolButtonStyle(
            style.ToolButtonTextBesideIcon if beside else style.ToolButtonIconOnly
        )
        self.clear()
        chosen = tools(self._session.settings.toolbar, self._actions)
        for id in chosen:
            if id == SEPARATOR:
                self.addSeparator()
                continue
            action = self._actions[id]
            action.setIconText(plain(action.text()))
            self.addAction(action)
        self.setVisible(any(chosen))

    # Its own menu

    def menu(self) -> QMenu:
        """What can be done to the toolbar itself."""
        menu = QMenu(self)
        customise = menu.addAction(tr("&Customise the toolbar…"))
        customise.triggered.connect(self.customise_asked)
        beside = menu.addAction(tr("&Text beside the icons"))
        beside.setCheckable(True)
        beside.setChecked(self._session.settings.toolbar_text)
        beside.triggered.connect(self._set_text)
        menu.addSeparator()
        restored = menu.addAction(tr("Restore de&fault"), self._restore)
        restored.setEnabled(bool(self._session.settings.toolbar))
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.menu()
        menu.exec(event.globalPos())
        menu.deleteLater()

    def _set_text(self, on: bool) -> None:
        self._session.set(Settings.toolbar_text, on)

    def _restore(self) -> None:
        self._session.set(Settings.toolbar, [])
