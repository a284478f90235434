"""The window explains itself: digits, settings, toolbar, tour, guide, empty panels."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QListWidget, QToolBar
from ui_parts import open_work, press, wait

from viewer import app as program
from viewer.ui import i18n
from viewer.ui.bound import Pick, Tick
from viewer.ui.numbers import NumberBox
from viewer.ui.preferences import SettingsDialog, show_settings
from viewer.ui.toolbar_choices import ToolbarChoices
from viewer.ui.type_choices import TypeChoices

Start = Callable[..., program.App]
CONTROL = Qt.KeyboardModifier.ControlModifier
BOTH = pytest.mark.parametrize("language", ["ar", "en"])


# Digits ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "digits", "number"),
    [("ar", "", "١٢"), ("en", "", "12"), ("ar", "western", "12"), ("en", "eastern", "١٢")],
)
def test_numbers_have_the_digits_that_the_reader_wants(
    start: Start, seeds: Path, language: str, digits: str, number: str
) -> None:
    app = start(language=language)
    app.session.set("digits", digits)
    app.build()
    app.session.open_paths([seeds])
    open_work(app, "baghdad")
    assert i18n.tr("%n hit(s)", None, 12).startswith(number)
    assert i18n.shown_number(12) == number
    assert number in i18n.shown_date("2021-07-12")
    assert number in i18n.shown_moment(datetime(2021, 7, 3, 12, 30), "HH:mm")
    assert number in i18n.shown_percent(0.12)
    assert number in i18n.shown_locator("12")
    assert app.window is not None
    status = app.window.statusBar()
    shown = " ".join((status.place.text(), status.progress.text(), status.date.text()))
    wrong = "0123456789" if number == "١٢" else "٠١٢٣٤٥٦٧٨٩"
    assert any(c.isdigit() for c in shown) and not set(shown) & set(wrong)
    text = app.session.view.documents["ar"].text()
    assert "31 يوليو 2021" in text  # what the document says stays as it is


def test_a_field_for_numbers_takes_both_kinds_of_digits(start: Start) -> None:
    start(language="ar")
    box = NumberBox(6, 40, 0.5, 12.5)
    assert box.text() == "١٢٫٥"
    for typed in ("14.5", "١٤٫٥", "14٫٥"):
        box.setValue(6)
        box.lineEdit().setText(typed)
        box.interpretText()
        assert box.value() == 14.5
    box.deleteLater()


# Settings ----------------------------------------------------------------------------------------


def rows_shown(dialog: SettingsDialog) -> list[str]:
    """The pages that are shown, each as often as it has rows to see."""
    return [s.key for s in dialog.sections for w, _ in s.rows if w.isVisibleTo(dialog)]


@pytest.mark.parametrize(
    ("language", "typed", "page"),
    [
        ("ar", "أرقام الواجهه", "interface"),  # as it is spelled by many
        ("ar", "لون تظليل", "notes"),
        ("ar", "مُعجَم", "dictionaries"),
        ("en", "DIGITS", "interface"),
        ("en", "megenta", ""),
        ("en", "separator", "toolbar"),
    ],
)
def test_the_settings_are_searched_over_all_pages(
    start: Start, language: str, typed: str, page: str
) -> None:
    app = start(language=language)
    dialog = show_settings(app.session, app.window)
    dialog.search.setText(typed)
    shown = rows_shown(dialog)
    assert set(shown) == ({page} if page else set())
    assert dialog.none.isVisibleTo(dialog) == (not page)
    dialog.search.clear()
    assert set(rows_shown(dialog)) == {"interface"}
    dialog.close()


def test_every_choice_takes_effect_at_once(start: Start, seeds: Path) -> None:
    app = start(str(seeds))
    open_work(app, "baghdad")
    dialog = show_settings(app.session, app.window)
    before = len(app.window.pane.reader.flow.rows)
    settings = app.session.settings
    for tick in dialog.findChildren(Tick):
        was = tick.isChecked()
        tick.click()
        assert tick.isChecked() is not was
    assert not settings.furniture and len(app.window.pane.reader.flow.rows) < before
    assert settings.swapped and settings.covered and settings.toolbar_text
    app.window.commands["furniture"].trigger()
    assert settings.furniture  # and what a menu changes is seen in the dialog
    ticks = {tick._name: tick for tick in dialog.findChildren(Tick)}
    assert ticks["furniture"].isChecked()
    app.session.set("size", 20.0)
    assert dialog.findChild(TypeChoices).latin_size.value() == 20.0
    dialog.close()


def test_the_settings_stay_open_where_they_are_when_the_language_changes(start: Start) -> None:
    app = start(language="en")
    old = app.window
    dialog = show_settings(app.session, old)
    box = next(p for p in dialog.findChildren(Pick) if p._name == "language")
    box.setFocus()
    box.setCurrentIndex(box.findData("ar"))
    box.activated.emit(box.currentIndex())
    wait(lambda: app.window is not old and app.window.isRightToLeft())
    again = app.window.findChild(SettingsDialog)
    assert again is not None and again.isVisible() and again.windowTitle() == "الإعدادات"
    assert again.list.currentRow() == 0 and not dialog.isVisible()
    show_settings(app.session, app.window, "notes")
    assert len(app.window.findChildren(SettingsDialog)) == 1
    app.session.set("theme", "dark")
    wait(lambda: app.window.findChild(SettingsDialog) not in (None, again))
    assert app.window.findChild(SettingsDialog).list.currentItem().text() == "الملاحظات"


@BOTH
def test_the_settings_fit_a_small_screen(start: Start, language: str) -> None:
    app = start(language=language)
    dialog = show_settings(app.session, app.window)
    dialog.resize(640, 400)
    for section in dialog.sections:
        dialog.show_page(section.key)
        QApplication.processEvents()
        inside = dialog.area.widget()
        assert inside.width() <= dialog.area.viewport().width(), section.key
    assert dialog.width() == 640 and dialog.height() == 400
    dialog.close()


# Toolbar -----------------------------------------------------------------------------------------


def shown_tools(app: program.App) -> list[str]:
    bar = app.window.findChild(QToolBar, "toolbar")
    return [a.objectName() for a in bar.actions() if not a.isSeparator()]


def test_commands_are_put_into_the_toolbar_by_keys(start: Start) -> None:
    app = start(language="ar")
    delivered = shown_tools(app)
    dialog = show_settings(app.session, app.window, "toolbar")
    choices = dialog.findChild(ToolbarChoices)
    row = next(i for i in range(choices.others.count()) if id_of(choices.others, i) == "undo")
    choices.others.setCurrentRow(row)
    choices.chosen.setCurrentRow(0)
    press(choices.others, Qt.Key.Key_Return)
    assert shown_tools(app) == [delivered[0], "undo", *delivered[1:]]
    press(choices.chosen, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert shown_tools(app) == ["undo", *delivered]
    press(choices.chosen, Qt.Key.Key_Delete)
    assert shown_tools(app) == delivered and app.session.settings.toolbar
    choices.separate.click()
    assert app.session.settings.toolbar[1] == ""
    choices.restore.click()
    assert app.session.settings.toolbar == [] and shown_tools(app) == delivered
    dialog.close()


def test_an_empty_toolbar_goes_and_comes_back(start: Start) -> None:
    app = start()
    bar = app.window.findChild(QToolBar, "toolbar")
    app.session.set("toolbar", [""])
    assert bar.isHidden()
    app.session.set("toolbar", ["note", "no such command", 7, "note", "", "find"])
    assert not bar.isHidden() and shown_tools(app) == ["note", "find"]
    app.session.set("toolbar_text", True)
    assert bar.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    menu = bar.menu()
    menu.actions()[-1].trigger()
    assert shown_tools(app)[0] == "tree"
    menu.actions()[0].trigger()
    dialog = app.window.findChild(SettingsDialog)
    assert dialog.sections[dialog.list.currentRow()].key == "toolbar"
    dialog.close()


def id_of(list_: QListWidget, row: int) -> str:
    return list_.item(row).data(Qt.ItemDataRole.UserRole)
