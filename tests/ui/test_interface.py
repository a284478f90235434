"""The window explains itself: digits, settings, toolbar, tour, empty panels."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QRect, Qt, QTimer
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QScrollArea,
    QTextBrowser,
    QToolBar,
    QToolButton,
    QWidget,
)
from ui_parts import open_work, press, wait

from viewer import app as program
from viewer.core.base.paths import log_dir
from viewer.core.base.remembered import Remembered
from viewer.core.base.settings import Settings
from viewer.core.corpus.works import Work
from viewer.core.export.bitext import Bitext, Unit
from viewer.core.export.edition.pages import EditionPages
from viewer.core.worker.client import Worker
from viewer.session.base.background_jobs import Job, WorkCancelled
from viewer.session.bitext.export import WriteEdition
from viewer.ui.base import i18n
from viewer.ui.base.digit_widgets import NumberBox
from viewer.ui.base.empty_state import Emptiness
from viewer.ui.base.focus_ring import FocusRing
from viewer.ui.base.names import LONGEST_NAME_CODE_POINTS, shown_name
from viewer.ui.commands.command import Action, isolated_keys
from viewer.ui.dialogs.export import FOLDER, ExportDialog
from viewer.ui.settings.bound_widgets import Pick, Tick
from viewer.ui.settings.dialog import SettingsDialog, show_settings
from viewer.ui.settings.fonts_page import TypeChoices
from viewer.ui.settings.toolbar_page import ToolbarChoices
from viewer.ui.shell.start_page import LinkButton
from viewer.ui.shell.tour import Tour, steps

Start = Callable[..., program.App]
CONTROL = Qt.KeyboardModifier.ControlModifier
BOTH = pytest.mark.parametrize("language", ["ar", "en"])


# Digits ------------------------------------------------------------------------------------------


@pytest.mark.variants
@pytest.mark.parametrize(
    ("language", "digits", "number"),
    [("ar", "", "١٢"), ("en", "", "12"), ("ar", "western", "12"), ("en", "eastern", "١٢")],
)
def test_numbers_have_the_digits_that_the_reader_wants(
    start: Start, seeds: Path, language: str, digits: str, number: str
) -> None:
    app = start(language=language)
    app.session.set(Settings.digits, digits)
    app.build()
    wait(lambda: not app.renewing)
    app.session.open_paths([seeds])
    open_work(app, "baghdad")
    assert i18n.tr("%n hit(s)", None, 12).startswith(number)
    assert i18n.shown_number(12) == number
    assert number in i18n.shown_date("2021-07-12")
    assert number in i18n.shown_moment(datetime(2021, 7, 3, 12, 30), "HH:mm")
    assert number in i18n.shown_percent(0.12)
    assert number in i18n.shown_locator("12")
    assert app.window is not None
    status = app.window.status
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


def test_lines_of_arabic_stay_inside_their_label(start: Start) -> None:
    """Qt sets some lines further out than a label reaches, by the width of their last space."""
    root = start(language="ar").window
    words = "يبدو الملف سليمًا بأي خط، أما خط IBM Plex Sans Arabic فيتيح البحث عن معظم الكلمات."
    for width in range(200, 420, 2):
        label = QLabel(words, root)
        label.setWordWrap(True)
        label.ensurePolished()
        label.resize(width, label.heightForWidth(width))
        picture = label.grab().toImage()
        edge = {picture.pixel(0, y) for y in range(picture.height())}
        assert edge == {picture.pixel(picture.width() - 1, 0)}, width
        label.deleteLater()


# Settings ----------------------------------------------------------------------------------------


def rows_shown(dialog: SettingsDialog) -> list[str]:
    """The pages that are shown, each as often as it has rows to see."""
    return [s.key for s in dialog.sections for w, _ in s.rows if w.isVisibleTo(dialog)]


@pytest.mark.variants
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
    dialog = show_settings(app.session, app.window.commands, app.window)
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
    dialog = show_settings(app.session, app.window.commands, app.window)
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
    ticks = {tick._choice: tick for tick in dialog.findChildren(Tick)}
    assert ticks[Settings.furniture].isChecked()
    app.session.set(Settings.size, 20.0)
    assert dialog.findChild(TypeChoices).latin_size.value() == 20.0
    dialog.close()


def test_the_settings_stay_open_where_they_are_when_the_language_changes(start: Start) -> None:
    app = start(language="en")
    old = app.window
    dialog = show_settings(app.session, old.commands, old)
    box = next(p for p in dialog.findChildren(Pick) if p._choice is Settings.language)
    box.setFocus()
    box.setCurrentIndex(box.findData("ar"))
    box.activated.emit(box.currentIndex())
    wait(lambda: app.window is not old and app.window.isRightToLeft())
    again = app.window.findChild(SettingsDialog)
    assert again is not None and again.isVisible() and again.windowTitle() == "الإعدادات"
    assert again.list.currentRow() == 0 and not dialog.isVisible()
    show_settings(app.session, app.window.commands, app.window, "notes")
    assert len(app.window.findChildren(SettingsDialog)) == 1
    shown = app.window.findChild(SettingsDialog)
    app.session.set(Settings.theme, "dark")
    wait(lambda: app.theme.key == "dark")
    assert app.window.findChild(SettingsDialog) is shown
    assert app.window.findChild(SettingsDialog).list.currentItem().text() == "الملاحظات"


@BOTH
def test_the_settings_fit_a_small_screen(start: Start, language: str) -> None:
    app = start(language=language)
    dialog = show_settings(app.session, app.window.commands, app.window)
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
    dialog = show_settings(app.session, app.window.commands, app.window, "toolbar")
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
    bar = app.window.commands.toolbar
    app.session.set(Settings.toolbar, [""])
    assert bar.isHidden()
    app.session.set(Settings.toolbar, ["note", "no such command", "note", "", "find"])
    assert not bar.isHidden() and shown_tools(app) == ["note", "find"]
    app.session.set(Settings.toolbar_text, True)
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


# The first page, the tour -------------------------------------------------------------------------


def tour_of(app: program.App) -> Tour:
    tour = app.window.findChild(Tour)
    assert tour is not None
    return tour


@pytest.mark.variants
@BOTH
def test_the_tour_leads_through_the_window_and_leaves_it_as_it_was(
    start: Start, language: str
) -> None:
    app = start(language=language)
    window, tour = app.window, tour_of(app)
    offer = {"ar": "جولة قصيرة", "en": "Take a short tour"}[language]
    button = next(b for b in window.start.findChildren(LinkButton) if b.accessibleName() == offer)
    button.click()
    wait(lambda: tour.callout is not None and tour.callout.isVisible())
    shown = {name for name, panel in window.parts.items() if not panel.isHidden()}
    window.search.hide()
    callout = tour.callout
    for at, step in enumerate(steps(window)):
        wait(lambda text=step.text: tour.callout and tour.callout.text.text() == text)
        QApplication.processEvents()
        callout = tour.callout
        assert window.rect().contains(callout.geometry())
        QApplication.processEvents()
        for corner in (callout.rect().topLeft(), callout.rect().bottomRight()):
            inside = callout.mapTo(window, (corner + callout.rect().center()) / 2)
            above = window.childAt(inside)
            assert above is callout or callout.isAncestorOf(above), step.part
        assert callout.next.hasFocus() or not window.isActiveWindow()
        assert callout.isRightToLeft() == (language == "ar")
        if step.selects:
            assert app.session.view.selection is not None
        if at < 5:
            press(callout, Qt.Key.Key_Return)
    assert app.session.remembered.toured
    callout.back.click()
    assert tour.callout.text.text() == steps(app.window)[4].text
    press(tour.callout, Qt.Key.Key_Escape)
    assert tour.callout is None
    assert {name for name, panel in window.parts.items() if not panel.isHidden()} == shown


def test_a_change_of_language_ends_a_tour_that_is_about_to_begin(start: Start) -> None:
    app = start()
    tour = tour_of(app)
    tour.start()
    wait(lambda: app.session.view.documents and not app.session.busy)
    app.session.set(Settings.language, "ar")
    wait(lambda: app.window.isRightToLeft())
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    for _ in range(5):
        QApplication.processEvents()
    assert tour_of(app).callout is None
    tour_of(app).start()
    wait(lambda: tour_of(app).callout is not None)
    tour_of(app).leave()


def test_a_window_in_another_language_is_made_behind_the_one_that_is_read(
    start: Start, seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = start(str(seeds), language="en")
    open_work(app, "baghdad")
    old, made, served = app.window, [], []
    make_next = type(old).make_next

    def counted(window: object) -> bool:
        made.append((app.window is old, old.isVisible(), old.isRightToLeft()))
        QTimer.singleShot(0, bound)
        return make_next(window)  # type: ignore[arg-type]

    def bound() -> None:
        served.append(None)

    monkeypatch.setattr(type(old), "make_next", counted)
    app.session.set(Settings.language, "ar")
    wait(lambda: app.window is not old)
    monkeypatch.undo()
    assert len(made) > 6 and set(made) == {(True, True, False)}
    assert len(served) >= len(made) - 1  # events were served between the parts
    assert app.window.isVisible() and app.window.isRightToLeft()
    app.session.set(Settings.language, "en")
    wait(lambda: app.renewing)
    app.session.set(Settings.digits, "eastern")  # while one is being made
    wait(lambda: not app.renewing)
    assert app.window.isVisible() and not app.window.isRightToLeft()
    assert app.session.view.documents


def test_the_tour_is_not_offered_twice_but_can_be_had_again(start: Start) -> None:
    app = start()
    app.session.set(Remembered.toured, True)
    app.build()
    wait(lambda: not app.renewing)
    names = [b.accessibleName() for b in app.window.start.findChildren(LinkButton)]
    assert "Take a short tour" not in names and len(names) == 4
    app.window.commands["tour"].trigger()
    wait(lambda: tour_of(app).callout is not None)
    before = app.window
    app.session.set(Settings.digits, "eastern")  # the window is built anew
    wait(lambda: app.window is not before)
    assert tour_of(app).callout is None


@BOTH
def test_the_first_page_says_what_the_program_is(start: Start, language: str) -> None:
    app = start(language=language)
    said = " ".join(label.text() for label in app.window.start.findChildren(QLabel))
    for part in {"ar": ("تعرض حاشية", "لا يغادر"), "en": ("Arabic beside", "leaves this")}[
        language
    ]:
        assert part in said
    for width in (1100, 420):
        app.window.resize(width, 700)
        QApplication.processEvents()
        page = app.window.start
        assert page.widget().width() <= page.viewport().width()


def test_the_folder_of_logs_is_opened_by_the_system(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    monkeypatch.setattr("viewer.ui.shell.opening.QDesktopServices.openUrl", asked.append)
    app = start()
    app.window.commands["logs"].trigger()
    assert [Path(url.toLocalFile()) for url in asked] == [log_dir()] and asked[0].isLocalFile()


# Empty panels -------------------------------------------------------------------------------------


@pytest.mark.variants
@BOTH
def test_every_panel_says_what_will_be_there(start: Start, seeds: Path, language: str) -> None:
    app = start(language=language)
    window = app.window
    arabic = language == "ar"

    def said(panel: QWidget) -> str:
        labels = [each for each in panel.findChildren(Emptiness) if each.isVisibleTo(panel)]
        browsers = [b.toPlainText() for b in panel.findChildren(QTextBrowser)]
        return " ".join([*(label.text() for label in labels), *browsers])

    for opened in (False, True):
        if opened:
            app.session.open_paths([seeds])
            open_work(app, "letter")
        for name, panel in window.parts.items():
            panel.show()
            QApplication.processEvents()
            text = said(panel)
            assert len(text) > 20, name
            assert any("\u0600" <= c <= "\u06ff" for c in text) == arabic, (name, text)
            panel.hide()
        assert bool(said(window.tree)) is not opened
    window.tree.filter.setText("qqqq")
    wait(lambda: said(window.tree))


# The status bar -----------------------------------------------------------------------------------


def test_the_status_bar_counts_words_and_gives_way(start: Start, seeds: Path) -> None:
    app = start(str(seeds))
    open_work(app, "baghdad")
    status, view = app.window.status, app.session.view
    words = len(view.documents["ar"].text().split())
    wait(lambda: status.words.text() == f"{words} words")
    english = view.documents["en"]
    view.place_asked.emit("en", 0, 0)
    wait(lambda: status.language.text() == "English")
    wait(lambda: status.words.text() == f"{len(english.text().split())} words")
    assert status.direction.text() == "Left to right" and status.encoding.text()
    for width in (1300, 800, 560, 340):
        app.window.resize(width, 500)
        QApplication.processEvents()
        assert app.window.width() <= width
        for widget in (*status.by_weight, status.notes, status.place):
            assert not widget.isVisible() or status.rect().contains(widget.geometry())
    assert status.place.isVisible() and not status.date.isVisible()
    app.window.resize(1300, 500)
    QApplication.processEvents()
    assert status.date.isVisible()


def test_the_language_of_a_document_is_chosen_in_the_status_bar(start: Start, seeds: Path) -> None:
    app = start(str(seeds))
    open_work(app, "letter")
    menu = app.window.status.language_menu()
    next(a for a in menu.actions() if a.data() == "fa").trigger()
    wait(lambda: app.session.view.documents and app.session.view.document().language == "fa")
    wait(lambda: app.window.status.language.text() == "Persian")


# Long work ----------------------------------------------------------------------------------------


def test_what_takes_long_is_told_and_can_be_stopped(
    start: Start, seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("viewer.ui.shell.progress.SOON_MS", 0)
    app = start()
    tasks, session = app.window.status.tasks, app.session
    session.open_paths([seeds])
    assert not tasks.scanning.isHidden() or tasks.scanning._soon.isActive()
    tasks.scanning.click()
    assert not session.busy and tasks.scanning.isHidden()
    session.open_paths([seeds])
    wait(lambda: session.corpora[0].complete)
    corpus = session.corpora[0]
    session.open_work(corpus, corpus.works[0])
    assert session.loader.loading
    tasks.opening.click()
    assert not session.loader.loading and session.view.work is None and tasks.opening.isHidden()
    session.searching.use(corpus)
    session.searching.keep_up(corpus)
    tasks.indexing.click()
    assert not session.searching.busy and tasks.indexing.isHidden()
    session.gathering.collect(corpus)
    assert tasks.gathering.text()
    tasks.gathering.click()
    session.gathering._jobs.wait()
    wait(lambda: all(task.isHidden() for task in tasks.all()))


def test_a_stopped_export_writes_nothing(start: Start, seeds: Path) -> None:
    app = start(str(seeds))
    open_work(app, "baghdad")
    dialog = ExportDialog(app.session, app.window)
    dialog.show()
    dialog.whole.setChecked(True)
    target = seeds / "all.md"
    dialog.save(target)
    assert dialog.stop.isVisible() and dialog.bar.isVisible()
    dialog.stop.click()
    assert "Nothing was written" in dialog.told.text() and not dialog.stop.isVisible()
    app.session.exporting._jobs.wait()
    assert not target.exists() and not list(seeds.glob(".hashiya-*"))
    dialog.deleteLater()


def test_the_last_step_of_an_edition_is_stopped_too(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    job, finish = Job(), EditionPages.finish

    def stopped(pages: EditionPages, check: Callable[[], None]) -> None:
        job.cancel()
        finish(pages, check)

    monkeypatch.setattr(EditionPages, "finish", stopped)
    made = Bitext("x", {"ar": "ar", "en": "en"}, [Unit({"ar": "نص", "en": "text"})])
    worker = Worker()
    write = WriteEdition(lambda *_: made, [Work("x", "x", "", {})], tmp_path / "edition", [worker])
    write.title, write.language = "x", "ar"
    with pytest.raises(WorkCancelled):
        write(job)
    worker.close()
    assert not list(tmp_path.iterdir())


@pytest.mark.slow
def test_an_edition_is_written_in_the_language_that_is_chosen(start: Start, seeds: Path) -> None:
    app = start(str(seeds))
    open_work(app, "baghdad")
    dialog = ExportDialog(app.session, app.window)
    dialog.show()
    assert dialog.language.isHidden()
    dialog.kind.setCurrentIndex(dialog.kind.findData(FOLDER))
    assert dialog.language.isVisible() and dialog.language.currentData() == "en"
    dialog.language.setCurrentIndex(dialog.language.findData("ar"))
    dialog.save(seeds)
    wait(lambda: "something else" in dialog.told.text())
    dialog.save(seeds.parent / "edition")
    wait(lambda: "1 text" in dialog.told.text())
    page = (seeds.parent / "edition" / "texts" / "0001.html").read_text("utf-8")
    assert '<html lang="ar" dir="rtl">' in page and 'lang="en" dir="ltr"' in page
    dialog.deleteLater()


@BOTH
def test_toolbar_buttons_tell_their_keys(start: Start, language: str) -> None:
    app = start(language=language)
    bar = app.window.findChild(QToolBar, "toolbar")
    for action in bar.actions():
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        if keys:
            assert keys in action.toolTip()


@BOTH
def test_buttons_that_do_a_command_tell_its_keys(start: Start, language: str) -> None:
    app = start(language=language)
    bars = (app.window.pane.bar, app.window.pane.find_bar)
    buttons = [b for bar in bars for b in bar.findChildren(QToolButton) if b.property("command")]
    told = {b.property("command"): b.toolTip() for b in buttons}
    assert "Ctrl+M" in told["note"] and "F3" in told["find_next"] and "F3" in told["find_previous"]
    app.session.set(Settings.keys, {"note": ["Ctrl+J"]})
    assert all("Ctrl+J" in b.toolTip() for b in buttons if b.property("command") == "note")


def test_a_title_as_long_as_a_book_is_cut() -> None:
    assert len(shown_name("كلمة " * 400_000)) == LONGEST_NAME_CODE_POINTS
    assert shown_name("ا" * LONGEST_NAME_CODE_POINTS) == "ا" * LONGEST_NAME_CODE_POINTS


@pytest.mark.parametrize(
    "name, shown",
    [
        ("می\u200cخواهم.txt", "می\u200cخواهم.txt"),
        ("Prix\u00a0: 3\u202f€", "Prix : 3 €"),
        ("\ufeffco\u00adopé\u200bration", "coopération"),
        ("exe.\u202etxt", "exe.txt"),
        ("two\nlines\x07", "two\u2423lines\u2423"),
    ],
)
def test_a_name_is_shown_as_it_is_spelled_and_turns_nothing_round(name: str, shown: str) -> None:
    assert shown_name(name) == shown


def test_words_of_qt_are_those_of_the_program(start: Callable[..., program.App]) -> None:
    start(language="ar")
    said = QCoreApplication.translate
    for context, source in (
        *(("QPlatformTheme", name) for name in ("Save", "Open", "Close", "Cancel")),
        *(("QFileDialog", name) for name in ("&Open", "&Save", "Create New Folder", "Look in:")),
        *(("QFileSystemModel", name) for name in ("Name", "Type", "Computer")),
        *(("QAbstractFileIconProvider", name) for name in ("Folder", "%1 File")),
    ):
        told = said(context, source)
        assert re.search("[\u0621-\u064a]", told), f"{context}: {source} is not translated"
        assert not re.search("الأ?د[ّ]?ل|مجلّ|ملفّ", told)
    assert said("QPlatformTheme", "Close") == said("", "Close")
    assert isolated_keys("Alt+Left") == "\u2066Alt+←\u2069"


def test_paths_in_file_dialogs_run_from_the_left(
    start: Callable[..., program.App], tmp_path: Path
) -> None:
    app = start(language="ar")
    dialog = QFileDialog(app.window, "", str(tmp_path))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.show()
    field = dialog.findChild(QLineEdit, "fileNameEdit")
    app._qt.focusChanged.emit(None, field)
    for widget in (field, dialog.findChild(QComboBox, "lookInCombo")):
        assert widget.layoutDirection() == Qt.LayoutDirection.LeftToRight
    assert dialog.layoutDirection() == Qt.LayoutDirection.RightToLeft
    shown = [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
    assert not re.search("[A-Za-z]", "".join(shown))
    dialog.close()


def test_an_empty_field_of_an_arabic_interface_has_its_caret_at_the_right(
    start: Callable[..., program.App],
) -> None:
    app = start(language="ar")
    app._qt.focusChanged.emit(None, app.window.tree.filter)
    field = app.window.notes.editor.text
    app.window.tree.filter.grab()  # its letters are placed as they are painted
    assert app.window.tree.filter.cursorRect().center().x() > app.window.tree.filter.width() / 2
    directions = Qt.LayoutDirection
    assert field.document().defaultTextOption().textDirection() == directions.RightToLeft
    field.setPlainText("English")
    assert field.document().defaultTextOption().textDirection() == directions.LayoutDirectionAuto


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_first_page_fits_a_small_screen(
    start: Callable[..., program.App], language: str
) -> None:
    app = start(language=language)
    app.window.resize(1240, 720)
    QApplication.processEvents()
    assert not app.window.start.verticalScrollBar().isVisible()


def test_menus_show_ticks_and_no_pictures_in_their_place(start: Callable[..., program.App]) -> None:
    for action in start(language="en").window.findChildren(Action):
        assert action.isIconVisibleInMenu() != action.isCheckable() or action.icon().isNull()


def test_a_panel_that_is_asked_for_is_in_front(start: Callable[..., program.App]) -> None:
    window = start(language="en").window
    window.arrangement.toggle_panel("words")
    wait(lambda: not window.words.visibleRegion().isEmpty())


def test_where_a_translation_is_written_is_seen_whole(
    start: Callable[..., program.App], seeds: Path
) -> None:
    app = start(str(seeds), language="ar")
    app.window.resize(1240, 720)
    open_work(app, "baghdad-ambassador")
    panel = app.window.translation
    panel.write_here()
    wait(lambda: panel.text.isVisible())
    for widget in (panel.text, panel.told):
        wait(lambda w=widget: panel.rect().contains(w.mapTo(panel, w.rect().bottomLeft())))
        wait(lambda w=widget: w.visibleRegion().boundingRect() == w.rect())


def test_the_ring_stays_inside_of_what_scrolls(start: Callable[..., program.App]) -> None:
    start(language="en")
    window, field = QWidget(), QLineEdit()
    area = QScrollArea(window)
    area.setWidget(field)
    field.resize(500, 300)
    area.setGeometry(20, 20, 100, 80)
    window.resize(400, 300)
    window.show()
    ring = FocusRing(window)
    ring.follow(field)
    assert QRect(20, 20, 100, 80).contains(ring.geometry())


def test_a_screen_reader_is_told_what_is_shown(
    start: Callable[..., program.App], monkeypatch: pytest.MonkeyPatch
) -> None:
    app, said = start(language="en"), list[str]()
    monkeypatch.setattr(QAccessible, "isActive", staticmethod(lambda: True))
    monkeypatch.setattr(
        QAccessible, "updateAccessibility", staticmethod(lambda event: said.append(event.message()))
    )
    app.window.notice.tell("Something happened.")
    assert [each.strip("\u200e") for each in said] == ["Something happened."]
    shown = QAccessible.queryAccessibleInterface(app.window.notice.label)
    assert shown.text(QAccessible.Text.Name).strip("\u200e") == "Something happened."


def test_panels_give_way_to_large_letters(start: Callable[..., program.App]) -> None:
    app = start(language="en")
    window = app.window
    window.resize(1366, 700)
    assert window.notes.isVisible()
    app.session.set(Settings.zoom, 150)
    assert not window.notes.isVisible() and window.tree.isVisible()
    app.session.set(Settings.zoom, 100)
    assert window.notes.isVisible()
