"""Everything by keyboard: the palette, shortcuts that the reader sets, the strides of the caret."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from ui_parts import arabic, english, open_work, press, wait

from viewer import app as program
from viewer.core.base.settings import Settings
from viewer.session.base.state_files import all_written
from viewer.ui.base.keyboard_layout import MAC, PLACES, latin
from viewer.ui.commands.shortcuts import ShortcutsDialog
from viewer.ui.reader.widget.caret_moves import stride
from viewer.ui.reader.widget.view import ReaderView

Start = Callable[..., program.App]
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


def typed(text: str) -> None:
    line = QApplication.focusWidget()
    assert line is not None
    if text.isascii():
        QTest.keyClicks(line, text)
    else:  # QTest knows Latin keys only
        QCoreApplication.sendEvent(line, QKeyEvent(QEvent.Type.KeyPress, 0, NONE, text))


def key(which: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    line = QApplication.focusWidget()
    assert line is not None
    QTest.keyClick(line, which, held)


def shown(app: program.App) -> list[str]:
    listed = app.window.palette_box.list
    items = [listed.topLevelItem(at) for at in range(listed.topLevelItemCount())]
    return [item.text(0) for item in items]


# Palette


def palette(app: program.App) -> None:
    app.window.activateWindow()
    wait(app.window.isActiveWindow)
    press(app.window, Qt.Key.Key_P, CONTROL, SHIFT)
    wait(lambda: app.window.palette_box.line.hasFocus())


@pytest.mark.variants
@pytest.mark.parametrize(
    ("language", "word", "command"),
    [
        ("en", "print", "Print"),
        ("en", "next note", "Next note"),
        ("en", "dark", "Theme: Dark"),
        ("en", "serch", "Search"),
        ("ar", "طباعه", "طباعة"),
        ("ar", "داكن", "السمة: داكن"),
        ("ar", "print", "طباعة"),
    ],
)
def test_the_palette_finds(
    start: Start, seeds: Path, language: str, word: str, command: str
) -> None:
    app = start(str(seeds), language=language)
    open_work(app, "baghdad")
    palette(app)
    typed(word)
    assert command in shown(app)[:4]
    key(Qt.Key.Key_Escape)
    assert not app.window.palette_box.isVisible()


def test_the_palette_thinks_of_slips_where_nothing_else_fits(start: Start, seeds: Path) -> None:
    app = start(str(seeds))
    open_work(app, "baghdad")
    palette(app)
    typed("scan")  # which Changes and Noto Sans Arabic are like
    assert "Guide: Read a scanned book" in shown(app)
    assert not {"Changes", "Arabic font: Noto Sans Arabic (plain)"} & set(shown(app))


def test_the_palette_does_what_is_chosen_and_remembers_it(start: Start, seeds: Path) -> None:
    app = start(str(seeds))
    open_work(app, "baghdad")
    reader = app.window.pane.reader
    app.window.focus_text()
    palette(app)
    typed("paragraph numbers")
    key(Qt.Key.Key_Return)
    assert app.settings.numbers and not app.window.palette_box.isVisible()
    assert reader.proxy.hasFocus()
    palette(app)
    assert shown(app)[0] == "Paragraph numbers"
    assert app.window.palette_box.list.topLevelItem(0).checkState(0) == Qt.CheckState.Checked
    key(Qt.Key.Key_Down)
    key(Qt.Key.Key_Up)
    key(Qt.Key.Key_Return)
    assert not app.settings.numbers


def test_the_palette_says_when_it_knows_nothing_and_does_nothing_that_cannot_be_done(
    start: Start, tmp_path: Path
) -> None:
    app = start()
    palette(app)
    typed("zzqqxx")
    assert app.window.palette_box.nothing.isVisible() and not shown(app)
    app.window.palette_box.line.clear()
    typed("export")
    key(Qt.Key.Key_Return)  # nothing is open: it stands there, grey
    assert app.window.palette_box.isVisible()


# Shortcuts


@pytest.fixture
def dialog(start: Start, seeds: Path) -> Callable[[], tuple[program.App, ShortcutsDialog]]:
    def make() -> tuple[program.App, ShortcutsDialog]:
        app = start(str(seeds))
        open_work(app, "baghdad")
        made = ShortcutsDialog(app.session, app.window.commands, app.window)
        made.show()
        return app, made

    return make


def choose(box: ShortcutsDialog, id: str) -> None:
    for at in range(box.list.topLevelItemCount()):
        item = box.list.topLevelItem(at)
        command = item.data(0, Qt.ItemDataRole.UserRole)
        if command is not None and command.id == id:
            box.list.setCurrentItem(item)
            return
    raise AssertionError(id)


def test_a_shortcut_is_set_at_once_and_kept(
    dialog: Callable[[], tuple[program.App, ShortcutsDialog]],
) -> None:
    app, box = dialog()
    choose(box, "find")
    box.keys.setKeySequence(QKeySequence("Ctrl+Alt+Q"))
    assert not box.conflict.text()
    box.set.click()
    assert app.window.commands["find"].shortcuts() == [QKeySequence("Ctrl+Alt+Q")]
    assert "Ctrl+Alt+Q" in app.window.commands["find"].toolTip()
    box.close()
    app.save()
    assert all_written()
    kept = json.loads(app._file.read_text("utf-8"))
    assert kept["keys"] == {"find": ["Ctrl+Alt+Q"]}
    assert Settings.read(app._file).keys == {"find": ["Ctrl+Alt+Q"]}
    app.build()  # another language
    wait(lambda: not app.renewing)
    assert app.window.commands["find"].shortcuts() == [QKeySequence("Ctrl+Alt+Q")]


def test_a_conflict_is_shown_and_the_other_command_loses_its_keys(
    dialog: Callable[[], tuple[program.App, ShortcutsDialog]],
) -> None:
    app, box = dialog()
    choose(box, "redo")
    box.keys.setKeySequence(QKeySequence("Ctrl+F"))
    assert "Find" in box.conflict.text()
    box.add.click()
    can = app.window.commands
    assert [k.toString() for k in can["redo"].shortcuts()] == ["Ctrl+Shift+Z", "Ctrl+Y", "Ctrl+F"]
    assert can["find"].shortcuts() == []
    choose(box, "find")
    box.reset.click()
    assert can["find"].shortcuts() == [QKeySequence("Ctrl+F")]
    assert QKeySequence("Ctrl+F") not in can["redo"].shortcuts()
    assert "find" not in app.settings.keys and "redo" not in app.settings.keys


def test_keys_of_the_text_are_refused_and_all_can_be_reset(
    dialog: Callable[[], tuple[program.App, ShortcutsDialog]],
) -> None:
    app, box = dialog()
    choose(box, "note")
    box.keys.setKeySequence(QKeySequence("Space"))
    assert box.conflict.text() and not box.set.isEnabled()
    box.none.click()
    assert app.window.commands["note"].shortcuts() == []
    box.everything.click()
    assert app.window.commands["note"].shortcuts() == [QKeySequence("Ctrl+M")]
    assert app.settings.keys == {}
    assert app.settings == Settings.read(app._file) or app.settings.keys == {}
    box.filter.setText("pgdown")
    texts = [box.list.topLevelItem(i).text(1) for i in range(box.list.topLevelItemCount())]
    assert any("PgDown" in text and "Space" in text for text in texts)


def test_a_letter_alone_holds_in_the_text_only(start: Start, seeds: Path) -> None:
    app = start(str(seeds))
    open_work(app, "baghdad")
    app.session.set(Settings.keys, {"numbers": ["U"]})
    app.window.focus_text()
    key(Qt.Key.Key_U)
    assert app.settings.numbers
    app.window.focus_filter()
    typed("u")
    assert app.settings.numbers and app.window.tree.filter.text() == "u"


def test_settings_that_somebody_spoiled_do_no_harm(start: Start, tmp_path: Path) -> None:
    app = start()
    app.session.set(Settings.keys, {"find": [1, "Ctrl+Q+"], "nothing": ["F4"], "copy": []})
    assert app.window.commands["copy"].shortcuts() == []
    file = tmp_path / "settings.json"
    file.write_text(json.dumps({"keys": {"find": "Ctrl+R", "copy": ["F4"]}}), "utf-8")
    assert Settings.read(file).keys == {"copy": ["F4"]}


# An Arabic keyboard


def arabic_key(letter: str, place: str, held: Qt.KeyboardModifier = NONE) -> QKeyEvent:
    """The key that types `letter` and stands where `place` is on a US keyboard, as Windows tells
    it there and X11 elsewhere."""
    scan = next(code for code, found in PLACES.items() if found == place)
    scan += 0 if sys.platform == "win32" else 8
    return QKeyEvent(QEvent.Type.KeyPress, ord(letter), held, scan, 0, 0, letter)


def test_a_key_is_known_by_its_place() -> None:
    assert latin(arabic_key("ب", "F", CONTROL)) == "F"
    assert latin(arabic_key("٢", "2", CONTROL)) == "2"
    plain = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F, CONTROL, 41, 0, 0, "f")
    escape = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, NONE, 9, 0, 0, "")
    assert not latin(plain) and not latin(escape)
    assert set(PLACES.values()) == set(MAC.values()) - {"\0"} | {"`"}


def send(app: program.App, event: QKeyEvent) -> None:
    """As the system does: to the window, behind Qt's own shortcuts."""
    QCoreApplication.sendEvent(app.window.windowHandle(), event)


def watched(app: program.App) -> None:
    app.window.activateWindow()
    wait(lambda: QApplication.focusWindow() is app.window.windowHandle())


def test_shortcuts_under_an_arabic_keyboard(start: Start, seeds: Path) -> None:
    app = start(str(seeds))
    open_work(app, "baghdad")
    watched(app)
    app.window.focus_text()
    send(app, arabic_key("ب", "F", CONTROL))
    wait(lambda: app.window.pane.find_bar.isVisible())
    line = QApplication.focusWidget()
    assert isinstance(line, QWidget)
    send(app, arabic_key("ح", "P"))  # a letter alone is typed here
    assert line.property("text") == "ح"
    send(app, arabic_key("ش", "A", CONTROL))  # and Ctrl+A is the field's
    assert line.property("selectedText") == "ح"
    app.window.focus_text()
    rows = app.window.commands["repair"]
    app.session.set(Settings.keys, {"repair": ["R"]})
    send(app, arabic_key("ق", "R"))
    assert app.session.repairing.on and rows.shortcut() == QKeySequence("R")


# Strides of the caret


def place(view: ReaderView) -> tuple[tuple[int, int], tuple[int, int]]:
    return view.caret.range()


TEXT = "One here. Two is there! Three?\n\nFour stands alone.\nFive. Six."


def test_sentences(reader: Callable[..., ReaderView]) -> None:
    view = reader({"en": english(TEXT)})
    view.caret.set("en", (0, 2), (0, 2))
    seen = []
    for _ in range(6):
        stride(view, "sentence", True, False)
        seen.append(view.caret.position)
    assert seen == [(0, 10), (0, 24), (1, 0), (2, 0), (2, 6), (2, 6)] or seen == [
        *[(0, 10), (0, 24), (2, 0), (3, 0), (3, 6), (3, 6)]
    ]
    back = []
    for _ in range(6):
        stride(view, "sentence", False, False)
        back.append(view.caret.position)
    assert back[:4] == [seen[3], seen[2], seen[1], seen[0]] and back[-1] == (0, 0)


def test_a_selection_by_sentences(reader: Callable[..., ReaderView]) -> None:
    view = reader({"ar": arabic("قال الوزير نعم. ثم قال لا! فما العمل؟ لا ندري.")})
    text = view.flow.documents["ar"].lines.block(0)
    view.caret.set("ar", (0, 18), (0, 18))
    stride(view, "sentence", True, True)
    (_, low), (_, high) = place(view)
    assert text[low:high] == "ثم قال لا!"
    stride(view, "sentence", True, True)
    assert text[place(view)[0][1] : place(view)[1][1]] == "ثم قال لا! فما العمل؟"
    stride(view, "sentence", False, True)
    assert text[place(view)[0][1] : place(view)[1][1]] == "ثم قال لا! "
    stride(view, "sentence", False, True)
    assert text[place(view)[0][1] : place(view)[1][1]] == "ثم قال لا!"


def test_paragraphs_and_rows(reader: Callable[..., ReaderView]) -> None:
    view = reader({"en": english("a b\nc d\ne f"), "ar": arabic("ا ب\nج د\nه و")})
    view.caret.set("en", (0, 1), (0, 1))
    QTest.keyClick(view.viewport(), Qt.Key.Key_Down, CONTROL)
    assert view.caret.position == (1, 0)
    QTest.keyClick(view.viewport(), Qt.Key.Key_Down, CONTROL | SHIFT)
    assert place(view) == ((1, 0), (1, 3))
    view.caret.set("en", (1, 2), (1, 2))
    QTest.keyClick(view.viewport(), Qt.Key.Key_Up, CONTROL)
    assert view.caret.position == (1, 0)
    stride(view, "bead", True, False)
    assert view.caret.position == (2, 0) and view.caret.side == "en"
    stride(view, "bead", True, False)
    assert view.caret.position == (2, 0)
    stride(view, "bead", False, False)
    assert view.caret.position == (1, 0)


# Trips without a mouse


def focused(app: program.App) -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None and app.window.isAncestorOf(widget)
    return widget


def test_from_an_empty_start_to_a_text_without_a_mouse(start: Start) -> None:
    app = start()
    palette(app)
    typed("sample corpus")
    key(Qt.Key.Key_Return)
    wait(lambda: app.session.view.documents and not app.session.busy)
    press(app.window, Qt.Key.Key_E, CONTROL)
    assert focused(app) is app.window.tree.filter
    typed("water")
    wait(lambda: len([n for n in app.window.tree.model.nodes() if n.work is not None]) == 1)
    key(Qt.Key.Key_Down)
    assert focused(app) is app.window.tree.view
    key(Qt.Key.Key_Return)
    wait(lambda: app.session.view.work is not None and "water" in app.session.view.work.name)
    wait(lambda: app.session.view.documents and not app.session.busy)
    press(app.window, Qt.Key.Key_F6)
    assert focused(app) is app.window.pane.reader.proxy
    key(Qt.Key.Key_Down)
    before = app.session.view.caret
    key(Qt.Key.Key_J)
    assert app.session.view.caret > before and app.window.pane.reader.caret.rect() is not None


def test_a_note_without_a_mouse_from_start_to_end(start: Start, seeds: Path) -> None:
    app = start(str(seeds))
    open_work(app, "baghdad")
    app.window.activateWindow()
    press(app.window, Qt.Key.Key_F6)
    key(Qt.Key.Key_Down)
    key(Qt.Key.Key_J)
    key(Qt.Key.Key_J, SHIFT)
    quoted = app.session.view.selection.exact
    assert len(quoted.split()) > 2
    key(Qt.Key.Key_M, CONTROL)
    editor = app.window.notes.editor
    wait(editor.text.hasFocus)
    typed("Made by keys")
    key(Qt.Key.Key_Tab)
    wait(editor.tags.hasFocus)
    typed("keys")
    key(Qt.Key.Key_Return, CONTROL)
    wait(app.window.pane.reader.proxy.hasFocus)
    folder = seeds / "hashiya-notes" / "documents"

    def notes() -> list[dict[str, object]]:
        read = [json.loads(p.read_text("utf-8")) for p in folder.rglob("*.json")]
        return [note for data in read for note in data.get("items", data.get("notes", []))]

    wait(lambda: "Made by keys" in json.dumps(notes()) and quoted in json.dumps(notes(),
         ensure_ascii=False) and '"keys"' in json.dumps(notes()))  # fmt: skip
    key(Qt.Key.Key_Z, CONTROL)
    key(Qt.Key.Key_Z, CONTROL)
    wait(lambda: "Made by keys" not in json.dumps(notes()))


def test_repairing_an_alignment_without_a_mouse(start: Start, tmp_path: Path) -> None:
    (tmp_path / "w.ar.txt").write_text("الكتاب الأول.\nالكتاب الثاني.\nالثالث.", "utf-8")
    (tmp_path / "w.en.txt").write_text("The first book.\nThe second book.\nThird.", "utf-8")
    app = start(str(tmp_path))
    open_work(app, "w")
    wait(lambda: app.session.aligning.lined is not None and len(app.session.view.rows) == 3)
    wait(lambda: not app.session.aligning.busy)

    def rows() -> list[tuple[list[int], list[int]]]:
        return [(list(row.blocks["ar"]), list(row.blocks["en"])) for row in app.session.view.rows]

    before = rows()
    app.window.activateWindow()
    press(app.window, Qt.Key.Key_F6)
    key(Qt.Key.Key_Down)
    key(Qt.Key.Key_End, CONTROL)
    assert app.session.view.caret > 20
    key(Qt.Key.Key_Home, CONTROL)
    assert app.session.view.caret == 0
    key(Qt.Key.Key_P)
    assert app.session.repairing.is_pinned()
    key(Qt.Key.Key_M)
    wait(lambda: rows()[0] == ([0, 1], [0, 1]))
    key(Qt.Key.Key_BracketRight)  # to the next row
    assert (
        app.session.view.documents[app.session.view.side].lines.block_at(app.session.view.caret)
        == 2
    )
    key(Qt.Key.Key_BracketLeft)
    key(Qt.Key.Key_F4)  # across
    key(Qt.Key.Key_Z, CONTROL)
    wait(lambda: rows() == before)
    key(Qt.Key.Key_X)  # swap with the next
    wait(lambda: rows() != before)
    key(Qt.Key.Key_Z, CONTROL)
    wait(lambda: rows() == before)
    saved = list((tmp_path / "hashiya-notes" / "works").rglob("*.json"))
    wait(lambda: saved or list((tmp_path / "hashiya-notes" / "works").rglob("*.json")))
