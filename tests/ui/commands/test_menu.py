"""Letters of menus, each given once, and keys that read the same in every language."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QStyleOptionMenuItem
from ui_parts import open_work

from viewer.app import App
from viewer.ui.commands.menu import Menu, deal_letters, letter

Start = Callable[..., App]


def actions(*texts: str) -> list[QAction]:
    return [QAction(text) for text in texts]


def test_a_letter_is_given_once_in_every_group(qapp: QApplication) -> None:
    first = actions("&Copy", "&Close", "&Cut all", "No letter")
    other = actions("&Look", "&Paste")
    deal_letters([first, [first[1], *other]])
    given = [letter(action.text()) for action in (*first, *other)]
    assert given[0] == "C" and given[3] == "" and given[-1] == "P"
    assert len({*given[:3]}) == 3 and len({given[1], *given[4:]}) == 3
    assert [action.text().replace("&", "") for action in first] == [
        *("Copy", "Close", "Cut all", "No letter")
    ]


def test_where_all_letters_are_given_there_is_none(qapp: QApplication) -> None:
    group = actions("&ab", "&b", "a&b")
    deal_letters([group])
    assert [letter(action.text()) for action in group] == ["A", "B", ""]


def test_arabic_letters_are_dealt_too(qapp: QApplication) -> None:
    group = actions("&تحرير", "&ترتيب")
    deal_letters([group])
    assert letter(group[0].text()) == "ت" and letter(group[1].text()) not in ("", "ت")


def test_keys_stand_from_the_left(qapp: QApplication) -> None:
    window = QMainWindow()
    menu = Menu("title", window)
    action = menu.addAction("تكبير")
    action.setShortcut(QKeySequence("Ctrl++"))
    option = QStyleOptionMenuItem()
    menu.initStyleOption(option, action)
    assert option.text == "تكبير\t\u2066Ctrl++\u2069"  # type: ignore[attr-defined]
    window.deleteLater()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_no_keys_of_a_command_open_a_menu(start: Start, language: str) -> None:
    window = start(language=language).window
    letters = {QKeySequence.mnemonic(a.text()).toString() for a in window.menuBar().actions()}
    keys = {key.toString(): a.command.id for a in window.commands for key in a.shortcuts()}
    assert {keys[letter] for letter in letters if letter in keys} == set()


@pytest.mark.parametrize(
    ("names", "texts", "alone", "sides"),
    [
        (("fa", "he"), ("چاه آب", "הבאר"), ("Persian alone", "Hebrew alone"), ("fa", "he")),
        (("de", "fr"), ("Der Brunnen", "Le puits"), ("German alone", "French alone"), ("de", "fr")),
        (("ar", "en"), ("البئر", "The well"), ("Arabic alone", "English alone"), ("ar", "en")),
        (("ur", "tr"), ("کنواں", "Kuyu"), ("Urdu alone", "Turkish alone"), ("ur", "tr")),
    ],
)
def test_modes_are_called_by_the_languages_at_hand(
    start: Start,
    tmp_path: Path,
    names: tuple[str, str],
    texts: tuple[str, str],
    alone: tuple[str, str],
    sides: tuple[str, str],
) -> None:
    for name, text in zip(names, texts, strict=True):
        (tmp_path / f"well.{name}.txt").write_text(text, "utf-8")
    app = start(str(tmp_path))
    open_work(app, "well")
    view, commands = app.session.view, app.window.commands
    found = [commands[id] for id in ("mode_rtl", "mode_ltr")]
    assert tuple(each.text().replace("&", "") for each in found) == alone
    assert tuple(each.toolTip().split(" (")[0] for each in found) == alone
    assert set(view.documents) == set(sides)
    for command, side in zip(found, sides, strict=True):
        command.trigger()
        assert app.window.pane.reader.flow.shown_sides() == (side,)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_menus_fit_on_a_laptop(start: Start, language: str) -> None:
    """On a screen of 1366x768 a menu that opens under the bar of the menus is seen whole."""
    for menu in start(language=language).window.findChildren(QMenu):
        menu.aboutToShow.emit()
        assert menu.sizeHint().height() <= 700, menu.title()
