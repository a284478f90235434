"""Shortcuts where the keyboard types Arabic: a key means what it means on a Latin keyboard.

Qt knows a shortcut by the letter that a key types. Where no Latin layout is at hand it finds none,
so the place of the key decides here: the letter that stands there on a US keyboard.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QCoreApplication, QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QWindow
from PySide6.QtWidgets import QApplication, QKeySequenceEdit, QMainWindow, QWidget

from viewer.ui.base.guarded import guarded

_ROWS = ((2, "1234567890-="), (16, "QWERTYUIOP[]"), (30, "ASDFGHJKL;'`"), (44, "ZXCVBNM,./"))
"""(scan code of the first key, keys from there): set 1 of the PC keyboard, as Windows tells it.

The kernel of Linux counts alike (input-event-codes.h); X11 and Wayland add 8 to its numbers.
"""
PLACES = {first + at: key for first, row in _ROWS for at, key in enumerate(row)}
PLACES[43] = "\\"
MAC = dict(
    enumerate("ASDFHGZXCV\0BQWERYT123465=97-80]OU[IP\0LJ'K;\\,/NM."),
)
"""Virtual key codes of the Mac (`kVK_ANSI_A` is 0, in HIToolbox/Events.h)."""

_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_HELD = _COMMANDS | Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.MetaModifier


def latin(event: QKeyEvent) -> str:
    """What the key of the event types on a US keyboard; empty where it has typed Latin anyway."""
    if event.key() < 0x80 or event.key() >= 0x0100_0000:  # Latin letters and digits; Esc, F1, …
        return ""
    if sys.platform == "darwin":
        return MAC.get(event.nativeVirtualKey(), "").strip("\0")
    scan = event.nativeScanCode()
    return PLACES.get(scan if sys.platform == "win32" else scan - 8, "")


@guarded
class PhysicalKeys(QObject):
    """Watches each window that gets the keyboard: keys that no shortcut has taken come by there.

    (A filter of the whole application would slow down every event of it.)
    """

    def __init__(self, application: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        application.focusWindowChanged.connect(self._watch)

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        widget, key = QApplication.focusWidget(), latin(event)
        if widget is None or not key:
            return False
        held = event.modifiers() & _HELD
        if _types(event, held):
            return False
        if not _claims(widget, key, held) and (action := _action(widget, key, held)) is not None:
            action.trigger()
            return True
        if held & _COMMANDS or isinstance(widget, QKeySequenceEdit):  # as for copying in a field
            QCoreApplication.sendEvent(widget, _typed(QEvent.Type.KeyPress, key, held))
            return True
        return False


def _types(event: QKeyEvent, held: Qt.KeyboardModifier) -> bool:
    """Whether the keys type a letter that needs them: AltGr is Ctrl+Alt on Windows, Option on a
    Mac."""
    if not (event.text() and event.text().isprintable()):
        return False
    if sys.platform == "darwin":
        return bool(held & Qt.KeyboardModifier.AltModifier)
    return sys.platform == "win32" and held & _COMMANDS == _COMMANDS


def _typed(kind: QEvent.Type, key: str, held: Qt.KeyboardModifier) -> QKeyEvent:
    return QKeyEvent(kind, ord(key), held)


def _claims(widget: QWidget, key: str, held: Qt.KeyboardModifier) -> bool:
    """Whether the widget wants the keys for itself, as a field wants Ctrl+A: Qt asks alike."""
    asked = _typed(QEvent.Type.ShortcutOverride, key, held)
    asked.ignore()
    QCoreApplication.sendEvent(widget, asked)
    return bool(held & _COMMANDS) and asked.isAccepted()


def _action(widget: QWidget, key: str, held: Qt.KeyboardModifier) -> QAction | None:
    """The command of the widget's window with that key, where it may be given at the moment."""
    window = widget.window()
    if not isinstance(window, QMainWindow) or QApplication.activePopupWidget() is not None:
        return None
    wanted = QKeySequence(QKeyCombination(held, Qt.Key(ord(key))))
    for action in window.findChildren(QAction):
        if wanted in action.shortcuts() and action.isEnabled() and _in_place(action, widget):
            return action
    return None


def _in_place(action: QAction, widget: QWidget) -> bool:
    """Whether the shortcut holds where the keyboard is: a letter alone only in the text."""
    if action.shortcutContext() == Qt.ShortcutContext.WindowShortcut:
        return True
    owners = [each for each in action.associatedObjects() if isinstance(each, QWidget)]
    return any(owner is widget or owner.isAncestorOf(widget) for owner in owners)
