"""Each shortcut and each underlined letter is pressed, in both languages, and must do one thing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from ui_parts import open_work, wait

from viewer.app import App
from viewer.ui.commands.command import Action, is_lone

Start = Callable[..., App]


@pytest.fixture(params=["ar", "en"])
def app(
    start: Start, seeds: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> tuple[App, list[str]]:
    """A window with a text, whose commands only tell that they were asked for."""
    fired: list[str] = []
    monkeypatch.setattr(Action, "_fire", lambda action: fired.append(action.command.id))
    made = start(str(seeds), language=request.param)
    open_work(made, "the-well")
    wait(lambda: not made.session.busy)
    return made, fired


def test_every_shortcut_does_its_command_and_no_other(app: tuple[App, list[str]]) -> None:
    (made, fired), count = app, 0
    window = made.window
    window.focus_text()
    wait(window.pane.reader.proxy.hasFocus)
    for action in window.findChildren(Action):
        for keys in action.shortcuts():
            action.setVisible(True)
            action.setEnabled(True)
            fired.clear()
            there = QApplication.focusWidget() if is_lone(keys.toString()) else window
            assert there is not None
            pressed = keys[0]  # pyright: ignore[reportIndexIssue]
            QTest.keyClick(there, pressed.key(), pressed.keyboardModifiers())
            assert fired == [action.command.id], f"{keys.toString()}: {fired}"
            count += 1
    assert count > 70


def letters(actions: list[QAction]) -> list[str]:
    found = [QKeySequence.mnemonic(action.text()).toString() for action in actions]
    return [each for each in found if each]


def test_every_letter_of_the_menu_bar_opens_its_menu(app: tuple[App, list[str]]) -> None:
    window = app[0].window
    bar = window.menuBar().actions()
    assert len(set(letters(bar))) == len(bar)
    for action in bar:
        keys = QKeySequence.mnemonic(action.text())[0]  # pyright: ignore[reportIndexIssue]
        QTest.keyClick(window, keys.key(), Qt.KeyboardModifier.AltModifier)
        wait(lambda: QApplication.activePopupWidget() is not None)
        popup = QApplication.activePopupWidget()
        assert popup is action.menu()
        found = letters([each for each in popup.actions() if each.isEnabled()])
        assert len(set(found)) == len(found)
        popup.close()
        wait(lambda: QApplication.activePopupWidget() is None)
