"""The two trips through the house, in the whole program: folder to text, selection to JSON."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, QSize, Qt, QUrl
from PySide6.QtGui import QDropEvent, QScreen
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from ui_parts import double_click, notes_file, open_work, placed, point, press, wait

from viewer.app import App
from viewer.core.base import paths
from viewer.core.base.settings import Settings
from viewer.ui.shell.window_layout import FRAME_PX

Start = Callable[..., App]
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def drop(app: App, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(300, 300),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    assert app.window is not None
    app.window.dropEvent(event)


def select(app: App, side: str, block: int, low: int, high: int) -> None:
    app.window.pane.reader.caret.set(side, (block, low), (block, high))


def noted(app: App, side: str = "ar") -> list:
    documents = app.session.view.documents
    return app.session.notebook.of(documents[side]) if side in documents else []


def test_a_dropped_folder_becomes_text_on_screen(start: Start, seeds: Path) -> None:
    app = start()
    assert app.window.middle.currentWidget() is app.window.start
    drop(app, seeds)
    open_work(app, "baghdad")
    reader = app.window.pane.reader
    shown = {p.side for r, y, _ in reader.flow.visible() for p in reader.flow.placed(r, y)}
    assert shown == {"ar", "en"}
    assert "hashiya" in app.window.windowTitle().lower()
    assert not (seeds / "hashiya-notes").exists()


def test_a_typed_note_becomes_json_on_disk_and_comes_back(start: Start, seeds: Path) -> None:
    app = start(str(seeds))
    open_work(app, "baghdad")
    reader = app.window.pane.reader
    document = app.session.view.documents["ar"]
    text = document.block(6).text
    word = text.split()[2]
    reader.go_to("ar", 6)
    spot = point(reader, "ar", 6, text.index(word)).toPoint()
    double_click(reader.viewport(), spot)
    assert app.session.view.selection.exact.strip("،.") == word.strip("،.")
    press(app.window, Qt.Key.Key_M, CONTROL)
    wait(lambda: noted(app))
    editor = app.window.notes.editor
    wait(editor.isVisible)
    QTest.keyClicks(editor.text, "a note")
    press(editor.text, Qt.Key.Key_Return, CONTROL)
    wait(lambda: noted(app)[0].note.text == "a note")
    data = json.loads(notes_file(seeds)[0].read_text("utf-8"))
    item = data["items"][0]
    assert data["type"] == "AnnotationCollection" and item["id"].startswith("urn:uuid:")
    selectors = item["target"][0]["selector"]
    quote = next(s for s in selectors if s["type"] == "TextQuoteSelector")
    position = next(s for s in selectors if s["type"] == "TextPositionSelector")
    source = document.text()
    assert source[position["start"] : position["end"]] == quote["exact"]
    again = start(str(seeds))
    open_work(again, "baghdad")
    wait(lambda: noted(again))
    assert noted(again)[0].note.text == "a note" and noted(again)[0].status == "exact"
    wait(lambda: again.window.pane.reader.marks.at("ar", 6, text.index(word)))


def test_notes_are_edited_deleted_undone_and_redone(start: Start, seeds: Path) -> None:
    app = start(str(seeds))
    open_work(app, "baghdad")
    book = app.session.notebook
    select(app, "en", 6, 0, 12)
    press(app.window, Qt.Key.Key_H, CONTROL)
    wait(lambda: noted(app, "en"))
    document = app.session.view.documents["en"]
    book.edit(document, noted(app, "en")[0].note, colour="#ff6666", tags=("one", "two"))
    wait(lambda: noted(app, "en")[0].note.colour == "#ff6666")
    press(app.window, Qt.Key.Key_Z, CONTROL)
    wait(lambda: noted(app, "en")[0].note.tags == ())
    press(app.window, Qt.Key.Key_Z, CONTROL)
    wait(lambda: not noted(app, "en"))
    press(app.window, Qt.Key.Key_Z, CONTROL, SHIFT)
    wait(lambda: noted(app, "en"))
    press(app.window, Qt.Key.Key_Z, CONTROL, SHIFT)
    wait(lambda: noted(app, "en")[0].note.tags == ("one", "two"))
    book.delete(document, noted(app, "en")[0].note)
    wait(lambda: not noted(app, "en"))
    item = json.loads(notes_file(seeds)[0].read_text("utf-8"))["items"][0]
    assert "one" not in json.dumps(item) and "TextQuoteSelector" not in json.dumps(item)
    book.undo()
    wait(lambda: noted(app, "en"))
    assert noted(app, "en")[0].note.tags == ("one", "two")


def test_the_bar_near_a_selection_highlights_in_its_colour(start: Start, seeds: Path) -> None:
    app = start(str(seeds))
    open_work(app, "baghdad")
    pane = app.window.pane
    begin = point(pane.reader, "ar", 0, 2).toPoint()
    end = point(pane.reader, "ar", 0, 9).toPoint()
    QTest.mousePress(pane.reader.viewport(), Qt.MouseButton.LeftButton, pos=begin)
    QTest.mouseMove(pane.reader.viewport(), end)
    QTest.mouseRelease(pane.reader.viewport(), Qt.MouseButton.LeftButton, pos=end)
    assert pane.bar.isVisible()
    assert pane.reader.viewport().rect().contains(pane.bar.geometry())
    QTest.mouseClick(pane.bar.buttons[3], Qt.MouseButton.LeftButton)
    wait(lambda: noted(app))
    assert noted(app)[0].note.colour == "#2ea8e5" and not pane.bar.isVisible()


def test_every_occurrence_is_highlighted_as_one_step(start: Start, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("قرأ الكتاب ثم كتابه.\nوالكتاب في كتب أخرى.\nبالكتاب", "utf-8")
    app = start(str(tmp_path))
    open_work(app, "a")
    (side,) = app.session.view.documents
    select(app, side, 0, 4, 10)  # الكتاب
    press(app.window, Qt.Key.Key_H, CONTROL)
    wait(lambda: len(noted(app, side)) == 1)
    select(app, side, 0, 4, 10)
    app.window.commands["highlight_all"].trigger()
    wait(lambda: len(noted(app, side)) > 1)
    words = [placed.note.place.exact for placed in noted(app, side)]
    assert words == ["الكتاب", "والكتاب", "بالكتاب"]
    assert "2 places highlighted" in app.window.notice.label.text()
    assert "2 highlights" in app.window.commands["undo"].text()
    app.session.notebook.undo()
    wait(lambda: len(noted(app, side)) == 1)
    app.session.notebook.redo()
    wait(lambda: len(noted(app, side)) == 3)


def test_a_new_highlight_is_the_note_in_the_editor(start: Start, seeds: Path) -> None:
    app = start(str(seeds))
    open_work(app, "baghdad")
    panel = app.window.notes
    for count, word in enumerate(("first", "second"), 1):
        panel.filter.setText(word)  # hides the note that comes
        select(app, "en", 4 + 2 * count, 0, 12)
        press(app.window, Qt.Key.Key_H, CONTROL)
        wait(lambda count=count: len(noted(app, "en")) == count)
        assert panel.editor.note_id == noted(app, "en")[-1].note.id
        panel.editor.text.setPlainText(word)
        panel.flush()
        wait(lambda word=word: word in [p.note.text for p in noted(app, "en")])
    assert [p.note.text for p in noted(app, "en")] == ["first", "second"]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_first_window_fits_a_small_screen(
    start: Start, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    small = QSize(1366, 768)
    monkeypatch.setattr(QScreen, "availableGeometry", lambda _: QRect(QPoint(), small))
    window = start(language=language).window
    QApplication.processEvents()
    assert window.size().boundedTo(small - FRAME_PX) == window.size()


def test_find_knows_arabic_spelling(start: Start, seeds: Path) -> None:
    app = start(str(seeds))
    open_work(app, "the-well")
    press(app.window, Qt.Key.Key_F, CONTROL)
    bar = app.window.pane.find_bar
    assert bar.isVisible()
    document = app.session.view.documents["ar"]
    vocalised = next(w for w in document.block(1).text.split() if any("ً" <= c <= "ْ" for c in w))
    bare = "".join(c for c in vocalised if not "\u064b" <= c <= "\u0652")
    bar.field.setText(bare.strip('،.:!؟«»"'))
    wait(lambda: app.session.view.hits)
    view = app.session.view
    hit = view.hits[0]
    source = document.block(hit.block).text[hit.start : hit.end]
    assert any("\u064b" <= c <= "\u0652" for c in source)
    press(bar.field, Qt.Key.Key_Return)
    assert view.current == 0 and app.window.pane.reader.caret.text() == source
    bar.mode.setCurrentIndex(bar.mode.findData("written"))
    wait(lambda: view.query.mode == "written" and not view.searching)
    assert not view.hits
    press(bar.field, Qt.Key.Key_Escape)
    assert not bar.isVisible() and not view.query.text


def test_unknown_kinds_are_named_and_the_rest_opens(start: Start, tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("نص عربي قصير للقراءة", "utf-8")
    (tmp_path / "film.mkv").write_bytes(b"\0\1")
    app = start()
    drop(app, tmp_path / "film.mkv", tmp_path / "text.txt", tmp_path / "gone.txt")
    wait(lambda: app.session.view.documents)
    wait(app.window.notice.isVisible)
    assert app.session.view.document().language == "ar"


def test_a_broken_file_gives_a_sentence_and_the_program_goes_on(
    start: Start, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "b.txt").write_text("English words here", "utf-8")
    app = start(str(tmp_path))
    wait(lambda: app.session.corpora and app.session.corpora[0].complete)
    corpus = app.session.corpora[0]
    wait(lambda: app.session.view.documents)  # opened in place of the broken one
    app.session.open_work(corpus, corpus.works[0])
    wait(app.window.notice.isVisible)
    assert "a.txt" in app.window.notice.label.text()
    open_work(app, "b")
    assert app.session.view.document().block(0).text == "English words here"


def test_two_documents_pair_by_hand_and_stay_paired(start: Start, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("النص الأول بالعربية", "utf-8")
    (tmp_path / "two.txt").write_text("The first text in English", "utf-8")
    app = start(str(tmp_path))
    open_work(app, "one")
    tree = app.window.tree
    node = next(n for n in tree.model.nodes() if n.work and "two" in n.name)
    tree.view.setCurrentIndex(tree.model.index_of(node))
    titles = [a.text() for a in tree.context_menu().actions()]
    assert "Pair: text and translation" in titles
    tree._pair_selected()
    wait(lambda: len(app.session.view.documents) == 2)
    app.session.notebook.saves.wait()
    again = start(str(tmp_path))
    wait(lambda: again.session.corpora[0].complete)
    assert len(again.session.corpora[0].works) == 1


def test_direction_turned_round_is_remembered(start: Start, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("سطر عربي\nسطر ثان", "utf-8")
    app = start(str(tmp_path))
    open_work(app, "x")
    side = next(iter(app.session.view.documents))
    app.window.pane.reader.caret.set(side, (1, 1), (1, 1))
    press(app.window, Qt.Key.Key_X, CONTROL, SHIFT)
    assert not placed(app.window.pane.reader, side, 1).cell.style.rtl
    assert placed(app.window.pane.reader, side, 0).cell.style.rtl
    app.session.notebook.saves.wait()
    again = start(str(tmp_path))
    open_work(again, "x")
    assert again.session.view.documents[side].directions == {1: "ltr"}


def test_an_encoding_is_changed_with_one_choice_and_remembered(
    start: Start, tmp_path: Path
) -> None:
    (tmp_path / "x.txt").write_bytes("قال الوزير إن المباحثات كانت شاملة".encode("windows-1256"))
    app = start(str(tmp_path))
    open_work(app, "x")
    assert app.session.view.document().encoding.name == "windows-1256"
    status = app.window.status
    assert "windows-1256" in status.encoding.text()
    menu = status.encoding_menu()
    wanted = next(a for a in menu.actions() if a.text() == "windows-1252")
    wanted.trigger()
    wait(lambda: app.session.view.document().encoding.name == "windows-1252")
    app.session.notebook.saves.wait()
    again = start(str(tmp_path))
    open_work(again, "x")
    assert again.session.view.document().encoding.name == "windows-1252"


def test_the_session_comes_back_as_it_was(start: Start, seeds: Path) -> None:
    app = start(str(seeds))
    open_work(app, "water")
    app.session.zoom(1)
    app.session.view.set_mode("stacked")
    app.window.pane.reader.scroll_by(300)
    place = app.session.view.place
    app.window.close()
    app.quit()
    again = start()
    assert again.session.returning.restore(again.remembered.windows[0])
    wait(lambda: again.session.view.documents)
    assert again.session.view.work.name == app.session.view.work.name
    assert again.settings.zoom == 110 and again.session.view.mode == "stacked"
    assert again.session.view.place[:2] == place[:2]


STATE = ("document", "tabs", "front", "beside", "expanded", "seen", "geometry", "split", "mode")
PANELS = ("notes_width", "notes_hidden", "tree_hidden", "search_shown", "place", "panels")


@pytest.mark.variants
@pytest.mark.parametrize("value", [-1, None, "x", [[]], {"x": 1}, 10**30])
def test_a_state_that_makes_no_sense_stops_no_start(
    start: Start, seeds: Path, value: object
) -> None:
    file = paths.config_dir() / "settings.json"
    state = dict.fromkeys((*STATE, *PANELS), value) | {"corpora": [str(seeds)]}
    broken = state | {"tabs": ["x"], "corpora": value}
    file.write_text(json.dumps({"session": state, "windows": [broken]}), "utf-8")
    app = start()
    app.restore()
    wait(lambda: len(app.seats) == 2 and not app.session.busy)
    assert len(app.session.corpora) == 1


def test_settings_that_were_put_aside_are_told(start: Start) -> None:
    file = paths.config_dir() / "settings.json"
    file.write_text("[" * 100_000, "utf-8")
    app = start()
    app.offer_report()
    assert "settings.unreadable-1.json" in app.window.notice.label.text()


def test_a_file_in_place_of_the_folder_of_notes_loses_no_note(start: Start, seeds: Path) -> None:
    (seeds / "hashiya-notes").write_text("not a folder", "utf-8")
    app = start(str(seeds))
    open_work(app, "baghdad")
    select(app, "en", 6, 0, 12)
    press(app.window, Qt.Key.Key_H, CONTROL)
    wait(lambda: noted(app, "en"))
    app.session.loader.reload()
    wait(lambda: not app.session.busy and noted(app, "en"))
    assert (seeds / "hashiya-notes").read_text("utf-8") == "not a folder"


def test_the_language_is_switched_at_once_and_mirrors_the_window(start: Start, seeds: Path) -> None:
    app = start(str(seeds))
    open_work(app, "baghdad")
    app.window.pane.reader.go_to("ar", 9)
    place = app.session.view.place
    app.session.set(Settings.language, "ar")
    wait(lambda: app.window.isRightToLeft())
    assert app.window.menuBar().actions()[0].text() == "&ملف"
    assert app.window.tree.mapTo(app.window, app.window.tree.rect().center()).x() > (
        app.window.width() / 2
    )
    assert app.session.view.place[:2] == place[:2]
    app.session.set(Settings.language, "en")
    wait(lambda: not app.window.isRightToLeft())


def test_furniture_is_dimmed_labelled_and_hidden_with_one_key(start: Start, seeds: Path) -> None:
    app = start(str(seeds))
    open_work(app, "baghdad")
    document = app.session.view.documents["ar"]
    assert set(document.furniture.values()) >= {"headline", "date", "caption", "control"}
    assert document.date == "2021-07-31" and document.title
    reader = app.window.pane.reader
    before = len(reader.flow.rows)
    app.window.commands["furniture"].trigger()
    assert len(reader.flow.rows) < before
    starts = [document.lines.start(i) for i in range(len(document))]
    app.window.commands["furniture"].trigger()
    assert len(reader.flow.rows) == before
    assert starts == [document.lines.start(i) for i in range(len(document))]


def test_the_tree_filters_as_arabic_is_spelled_and_counts_notes(
    start: Start, tmp_path: Path
) -> None:
    folder = tmp_path / "أخبار"
    folder.mkdir()
    for name in ("تقرير (10).txt", "تقرير (2).txt", "إعلان.txt"):
        (folder / name).write_text("نص عربي للقراءة", "utf-8")
    app = start(str(tmp_path))
    wait(lambda: app.session.corpora[0].complete)
    tree = app.window.tree
    names = [n.name for n in tree.model.nodes() if n.work]
    assert names == ["إعلان.txt", "تقرير (2).txt", "تقرير (10).txt"]
    tree.filter.setText("اعلان")
    wait(lambda: [n.name for n in tree.model.nodes() if n.work] == ["إعلان.txt"])
    open_work(app, "إعلان")
    select(app, next(iter(app.session.view.documents)), 0, 0, 2)
    press(app.window, Qt.Key.Key_H, CONTROL)
    node = next(n for n in tree.model.nodes() if n.work)
    wait(lambda: tree.model.notes_of(node) == 1)


def test_the_sample_corpus_is_never_written_to(start: Start) -> None:
    from viewer.core.base.paths import seeds_dir

    app = start()
    app.window.opening.sample()
    open_work(app, "mixed")
    select(app, "ar", 0, 0, 4)
    press(app.window, Qt.Key.Key_H, CONTROL)
    wait(lambda: noted(app))
    assert not (seeds_dir() / "hashiya-notes").exists()
    again = start()
    again.window.opening.sample()
    open_work(again, "mixed")
    wait(lambda: noted(again))


def test_a_markdown_report_shows_its_table_and_title(start: Start, seeds: Path) -> None:
    app = start(str(seeds))
    open_work(app, "water")
    document = app.session.view.documents["ar"]
    assert "table" in document.kinds.values() and "heading" in document.kinds.values()
    assert document.language == "ar" and document.title


@pytest.mark.variants
@pytest.mark.parametrize("name", ["library", "letter", "mixed", "the-well"])
def test_every_work_of_the_sample_lines_up(start: Start, seeds: Path, name: str) -> None:
    app = start(str(seeds))
    open_work(app, name)
    story = [
        [b for b in d.blocks() if not b.furniture] for d in app.session.view.documents.values()
    ]
    assert len(story) == 2 and len(story[0]) == len(story[1]) > 3


def test_a_work_gone_from_disk_is_said_to_be_gone(start: Start, seeds: Path) -> None:
    app = start(str(seeds))
    wait(lambda: app.session.corpora[0].complete)
    shutil.rmtree(seeds / "news")
    corpus = app.session.corpora[0]
    app.session.open_work(corpus, next(w for w in corpus.works if "baghdad" in w.name))
    wait(app.window.notice.isVisible)
    QApplication.processEvents()
    assert "no longer there" in app.window.notice.label.text()


def test_an_encoding_holds_for_the_whole_folder(start: Start, tmp_path: Path) -> None:
    for name in ("a", "b"):
        data = "قال الوزير إن المباحثات كانت شاملة".encode("windows-1256")
        (tmp_path / f"{name}.txt").write_bytes(data)
    app = start(str(tmp_path))
    open_work(app, "a")
    corpus = app.session.corpora[0]
    app.session.teaching.override(corpus, "a.txt", "encoding", "windows-1252")
    wait(lambda: app.session.view.document().encoding.name == "windows-1252")
    menu = app.window.status.encoding_menu()
    menu.actions()[-1].trigger()
    open_work(app, "b")
    assert app.session.view.document().encoding.name == "windows-1252"


def test_a_damaged_notes_file_is_set_aside_and_told(start: Start, seeds: Path) -> None:
    app = start(str(seeds))
    open_work(app, "baghdad")
    select(app, "ar", 6, 0, 8)
    press(app.window, Qt.Key.Key_H, CONTROL)
    wait(lambda: noted(app))
    file = notes_file(seeds)[0]
    file.write_text("{ not JSON", "utf-8")
    again = start(str(seeds))
    open_work(again, "baghdad")
    windows = (again.window, app.window)  # the first one watches the folder too
    wait(lambda: any(window.notice.isVisible() for window in windows))
    told = [window.notice.label.text() for window in windows]
    assert any(file.name.split(".")[0] in text for text in told)
    kept = [p for p in file.parent.iterdir() if p.read_text("utf-8") == "{ not JSON"]
    assert len(kept) == 1 and kept[0] != file
    select(again, "ar", 7, 0, 8)
    press(again.window, Qt.Key.Key_H, CONTROL)
    wait(lambda: noted(again))
    assert kept[0].read_text("utf-8") == "{ not JSON"


def test_every_word_of_the_window_is_arabic(start: Start, seeds: Path) -> None:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit

    from viewer.ui.commands.shortcuts import ShortcutsDialog
    from viewer.ui.dialogs.small_dialogs import AboutDialog
    from viewer.ui.settings.dialog import SettingsDialog

    app = start(str(seeds), language="ar")
    open_work(app, "baghdad")
    boxes = [
        SettingsDialog(app.session, app.window.commands, app.window),
        ShortcutsDialog(app.session, app.window.commands, app.window),
    ]
    boxes.append(AboutDialog(app.window))
    texts: list[str] = []
    for root in (app.window, app.window.start, *boxes):
        texts += [a.text() for a in root.findChildren(QAction)]
        texts += [b.text() or b.toolTip() for b in root.findChildren(QAbstractButton)]
        texts += [e.placeholderText() for e in root.findChildren(QLineEdit)]
        texts += [label.text() for label in root.findChildren(QLabel)]
    allowed = ("English", "utf", "iso", "windows", "cp720", "Qt ", "PySide", "seeds", "baghdad")
    latin = [t for t in texts if t and not any("\u0600" <= c <= "\u06ff" for c in t)]
    latin = [t for t in latin if any(c.isascii() and c.isalpha() for c in t)]
    assert not [t for t in latin if not any(word in t for word in allowed)]
    for box in boxes:
        box.deleteLater()


def test_the_window_squeezes_its_panels_before_its_text(start: Start, seeds: Path) -> None:
    app = start(str(seeds))
    open_work(app, "baghdad")
    window = app.window
    window.resize(1200, 700)
    QApplication.processEvents()
    window.resize(500, 700)
    QApplication.processEvents()
    assert window.notes.isHidden() and window.tree.isHidden()
    assert window.pane.reader.viewport().width() > 400
    window.resize(1200, 700)
    QApplication.processEvents()
    assert not window.notes.isHidden() and not window.tree.isHidden()
