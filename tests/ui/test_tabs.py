"""Several works at once: tabs, a text beside, the way back from one to another, windows."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from note_parts import note
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from ui_parts import another_window, double_click, open_work, press, stop, wait

from viewer import app as program
from viewer.core.base.settings import Settings
from viewer.session.base.state_files import all_written
from viewer.ui.tree.model import WORKS

Start = Callable[..., program.App]
CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Three works that are long enough to be scrolled, called what their files are called."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name, word in (("one", "أول"), ("two", "ثان"), ("three", "ثالث")):
        lines = [f"{word} هذه فقرة رقمها {number} من نص طويل." for number in range(120)]
        (folder / f"{name}.ar.txt").write_text("\n".join([name, *lines]), "utf-8")
    return folder


def shown(app: program.App) -> str:
    work = app.session.view.work
    return work.name.partition(".")[0] if work is not None else ""


def names(app: program.App) -> list[str]:
    bar = app.window.panes.bar
    return [bar.tabText(at).strip("\u2068\u2069").partition(".")[0] for at in range(bar.count())]


def open_tab(app: program.App, name: str) -> None:
    corpus = app.session.corpora[0]
    work = next(w for w in corpus.works if w.name.startswith(name))
    app.session.tabs.open(corpus, work)
    wait(lambda: shown(app) == name and app.session.view.documents and not app.session.busy)


def settled(app: program.App, name: str) -> None:
    wait(lambda: shown(app) == name and app.session.view.documents and not app.session.busy)
    QApplication.processEvents()


def test_tabs_keep_their_places_and_come_back_at_once(start: Start, corpus: Path) -> None:
    app = start(str(corpus))
    open_work(app, "one")
    bar = app.window.panes.bar
    assert not bar.isVisible()
    reader = app.window.pane.reader
    reader.go_to("ar", 60, at=0.0)
    open_tab(app, "two")
    assert bar.isVisible() and names(app) == ["one", "two"] and bar.currentIndex() == 1
    assert app.session.view.place is None or app.session.view.place[1] == 0
    loading = []
    app.session.view.opening.connect(lambda: loading.append(app.session.busy))
    press(app.window, Qt.Key.Key_Tab, CONTROL)
    settled(app, "one")
    assert loading == [False] and app.session.view.place[1] == 60  # nothing was read again
    press(app.window, Qt.Key.Key_Tab, CONTROL, SHIFT)
    settled(app, "two")
    press(app.window, Qt.Key.Key_W, CONTROL)
    settled(app, "one")
    assert names(app) == ["one"] and not bar.isVisible()
    press(app.window, Qt.Key.Key_W, CONTROL)
    assert app.session.view.work is None and app.session.corpora


def test_a_tab_whose_file_changed_is_read_again(start: Start, corpus: Path) -> None:
    app = start(str(corpus))
    open_work(app, "one")
    open_tab(app, "two")
    (corpus / "one.ar.txt").write_text("نص جديد", "utf-8")
    app.session.tabs.step(True)
    wait(lambda: shown(app) == "one" and app.session.view.documents
         and app.session.view.documents["ar"].text() == "نص جديد")  # fmt: skip


def test_tabs_are_closed_moved_and_named_for_screen_readers(start: Start, corpus: Path) -> None:
    app = start(str(corpus))
    open_work(app, "one")
    for name in ("two", "three"):
        open_tab(app, name)
    bar, tabs = app.window.panes.bar, app.session.tabs
    # their titles, once these are read
    wait(lambda: bar.accessibleTabName(0) == "\u2068one\u2069 (temporary)")
    wait(lambda: bar.accessibleTabName(1) == "\u2068two\u2069")
    bar.moveTab(2, 0)
    assert [t.work.name.partition(".")[0] for t in tabs.tabs] == ["three", "one", "two"]
    assert bar.currentIndex() == 0 and shown(app) == "three"
    point = bar.tabRect(2).center()
    QTest.mouseClick(bar, Qt.MouseButton.MiddleButton, pos=point)
    assert names(app) == ["three", "one"]
    tabs.close_others(tabs.tabs[1])
    settled(app, "one")
    assert names(app) == ["one"]
    menu = bar.menu_of(tabs.current)
    assert [a.isEnabled() for a in menu.actions()] == [True, True, False, False, True, True]


def test_back_and_forward_lead_from_work_to_work(start: Start, corpus: Path) -> None:
    app = start(str(corpus))
    open_work(app, "one")
    view = app.session.view
    lines = view.documents["ar"].lines
    view.jump("ar", lines.start(70))
    open_work(app, "two")
    view.jump("ar", view.documents["ar"].lines.start(30))
    press(app.window, Qt.Key.Key_Left, ALT)
    assert shown(app) == "two" and view.caret == 0
    press(app.window, Qt.Key.Key_Left, ALT)
    settled(app, "one")
    assert view.documents["ar"].lines.block_at(view.caret) == 70
    press(app.window, Qt.Key.Key_Left, ALT)
    assert view.documents["ar"].lines.block_at(view.caret) == 0
    for name, block in (("one", 70), ("two", 0), ("two", 30)):
        press(app.window, Qt.Key.Key_Right, ALT)
        settled(app, name)
        assert view.documents["ar"].lines.block_at(view.caret) == block
    assert not app.session.tabs.can_go_forward


def test_a_work_that_is_gone_is_passed_over_on_the_way_back(start: Start, corpus: Path) -> None:
    app = start(str(corpus))
    for name in ("one", "two", "three"):
        open_work(app, name)
    (corpus / "two.ar.txt").unlink()
    app.session.corpora.rescan(app.session.corpora[0])
    wait(lambda: len(app.session.corpora[0].works) == 2)
    app.session.tabs.back()
    settled(app, "one")
    assert not app.session.tabs.can_go_back


def test_what_is_being_typed_is_saved_when_its_tab_is_closed(start: Start, corpus: Path) -> None:
    app = start(str(corpus))
    open_work(app, "one")
    document = app.session.view.documents["ar"]
    id = app.session.notebook.write(document, document.place(0, 4))
    wait(lambda: app.session.notebook.of(document))
    app.window.notes.show_note(id)
    app.window.notes.editor.text.setPlainText("نصف جملة")
    press(app.window, Qt.Key.Key_W, CONTROL)
    files = corpus / "hashiya-notes" / "documents" / "one.ar.txt.json"
    wait(lambda: "نصف جملة" in files.read_text("utf-8"))


# Beside


def beside(app: program.App) -> list[str]:
    """What stands where, as the interface reads."""
    split = app.window.panes.split
    both = []
    for at in range(split.count()):
        column = split.widget(at)
        if not column.isHidden():
            front = column.isAncestorOf(app.window.pane)
            tab = app.session.tabs.current if front else app.session.tabs.beside
            both.append(tab.work.name.partition(".")[0])
    return both


def open_beside(app: program.App, name: str) -> None:
    corpus = app.session.corpora[0]
    app.session.tabs.open_beside(corpus, next(w for w in corpus.works if w.name.startswith(name)))
    settled(app, name)


def test_two_texts_that_are_no_pair_side_by_side(start: Start, corpus: Path) -> None:
    app = start(str(corpus))
    app.window.resize(1300, 700)
    open_work(app, "one")
    app.window.pane.reader.go_to("ar", 40, at=0.0)
    open_beside(app, "two")
    assert beside(app) == ["one", "two"] and shown(app) == "two"
    other = app.window.panes.beside.reader
    assert other.flow.place()[1] == 40 and other.width() > 200
    QTest.mouseClick(other.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(120, 160))
    settled(app, "one")
    assert beside(app) == ["one", "two"]  # nothing moved
    assert app.session.view.place[1] == 40 and app.window.pane.reader.caret.side == "ar"
    assert app.session.view.documents["ar"].lines.block_at(app.session.view.caret) >= 40
    press(app.window, Qt.Key.Key_F6, SHIFT)
    settled(app, "two")
    assert beside(app) == ["one", "two"]
    press(app.window, Qt.Key.Key_Backslash, CONTROL)
    assert beside(app) == ["two"] and names(app) == ["one", "two"]
    press(app.window, Qt.Key.Key_Backslash, CONTROL)  # the same text at two places
    settled(app, "two")
    assert beside(app) == ["two", "two"]


def test_what_is_beside_stays_where_it_is_to_the_pixel(start: Start, corpus: Path) -> None:
    app = start(str(corpus))
    app.window.resize(1300, 700)
    open_work(app, "one")
    open_beside(app, "two")
    other = app.window.panes.beside.reader
    other.scroll_by(1234.0)
    QApplication.processEvents()
    before = (other.flow.top_row, other.flow.top_offset)
    QTest.mouseClick(other.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(120, 160))
    settled(app, "one")
    flow = app.window.pane.reader.flow
    assert (flow.top_row, round(flow.top_offset, 3)) == (before[0], round(before[1], 3))


def test_a_selection_can_begin_beside(start: Start, corpus: Path) -> None:
    app = start(str(corpus))
    app.window.resize(1300, 700)
    open_work(app, "one")
    open_beside(app, "two")
    viewport = app.window.panes.beside.reader.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=QPoint(300, 160))
    settled(app, "one")
    QTest.mouseMove(viewport, QPoint(120, 160))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=QPoint(120, 160))
    wait(lambda: app.session.view.selection is not None)
    assert app.session.view.selection.exact


def test_notes_made_in_front_show_beside(start: Start, corpus: Path) -> None:
    app = start(str(corpus))
    app.window.resize(1300, 700)
    open_work(app, "one")
    open_beside(app, "one")
    document = app.session.view.documents["ar"]
    app.session.notebook.write(document, document.place(0, 4))
    marks = app.window.panes.beside.reader.marks
    wait(lambda: marks.at("ar", 0, 2))


def test_what_is_beside_is_read_again_when_somebody_edits_it(start: Start, corpus: Path) -> None:
    app = start(str(corpus))
    open_work(app, "one")
    open_beside(app, "two")
    (corpus / "one.ar.txt").write_text("كتبه غيرنا", "utf-8")
    app.session.watching.look_again()
    other = app.window.panes.beside.reader
    wait(lambda: [d.text() for d in other.flow.documents.values()] == ["كتبه غيرنا"])


def test_closing_columns_and_tabs(start: Start, corpus: Path) -> None:
    app = start(str(corpus))
    app.window.resize(1300, 700)
    open_work(app, "one")
    open_beside(app, "two")
    app.window.panes.strip.close_button.click()  # only the other one
    settled(app, "one")
    assert beside(app) == ["one"] and names(app) == ["one", "two"]
    tabs = app.session.tabs
    tabs.put_beside(tabs.tabs[1])
    assert beside(app) == ["one", "two"]
    tabs.close(tabs.tabs[1])
    assert beside(app) == ["one"] and names(app) == ["one"]
    open_beside(app, "three")
    press(app.window, Qt.Key.Key_W, CONTROL)
    settled(app, "one")
    assert beside(app) == ["one"] and names(app) == ["one"]


# From the tree


def drop(app: program.App, name: str, share: float) -> None:
    """Drag a row of the tree over the panes and let it go at that share of their width."""
    panes, model = app.window.panes, app.window.tree.model
    node = next(n for n in model.nodes() if n.work is not None and n.work.name.startswith(name))
    mime: QMimeData = model.mimeData([model.index_of(node)])
    assert mime.hasFormat(WORKS) and mime.urls()[0].toLocalFile().endswith(f"{name}.ar.txt")
    point = QPointF(panes.width() * share, panes.height() / 2)
    buttons, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    panes.dragMoveEvent(QDragMoveEvent(point.toPoint(), copy, mime, buttons, none))
    assert panes._target.isVisible()
    panes.dropEvent(QDropEvent(point, copy, mime, buttons, none))
    settled(app, name)
    assert not panes._target.isVisible()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_row_is_dragged_to_the_pane(start: Start, corpus: Path, language: str) -> None:
    app = start(str(corpus), language=language)
    open_work(app, "one")
    drop(app, "two", 0.5)
    assert names(app) == ["two"]
    drop(app, "three", 0.9 if language == "en" else 0.1)
    assert names(app) == ["two", "three"] and beside(app) == ["two", "three"]


def test_rows_open_in_tabs_and_beside(start: Start, corpus: Path) -> None:
    app = start(str(corpus))
    open_work(app, "one")
    tree = app.window.tree
    node = next(
        n for n in tree.model.nodes() if n.work is not None and n.work.name.startswith("two")
    )
    rect = tree.view.visualRect(tree.model.index_of(node))
    QTest.mouseClick(tree.view.viewport(), Qt.MouseButton.MiddleButton, pos=rect.center())
    settled(app, "two")
    assert names(app) == ["one", "two"]
    tree.view.setCurrentIndex(tree.model.index_of(node))
    texts = [a.text().replace("&", "") for a in tree.context_menu().actions()]
    assert texts[:3] == ["Open", "Open in a new tab", "Open beside"]
    tree.open_beside()
    settled(app, "two")
    assert beside(app) == ["two", "two"]


# Coming back


def test_tabs_come_back_at_the_next_start(start: Start, corpus: Path) -> None:
    app = start(str(corpus))
    app.window.resize(1300, 700)
    open_work(app, "one")
    open_tab(app, "two")
    open_beside(app, "three")
    app.window.keep()
    kept = json.loads(json.dumps(app.session.state))
    stop(app)
    again = start()
    again.window.resize(1300, 700)
    assert again.session.returning.restore(kept)
    settled(again, "three")
    wait(lambda: names(again) == ["one", "two", "three"])
    wait(lambda: again.window.panes.beside.reader.flow.documents)
    assert sorted(beside(again)) == ["three", "two"]


def test_a_tab_whose_text_is_gone_does_not_come_back(start: Start, corpus: Path) -> None:
    app = start(str(corpus))
    open_work(app, "one")
    open_tab(app, "two")
    app.window.keep()
    kept = dict(app.session.state)
    stop(app)
    (corpus / "one.ar.txt").unlink()
    again = start()
    again.session.returning.restore(kept)
    settled(again, "two")
    wait(lambda: names(again) == ["two"])
    again.session.tabs.restore({"tabs": [1, 2], "front": 0})
    again.session.tabs.restore({"tabs": ["a"], "front": 7})
    assert names(again) == ["two"]


def test_each_corpus_comes_back_as_it_was_left(start: Start, corpus: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(corpus, other)
    app = start(str(corpus))
    open_work(app, "one")
    open_tab(app, "three")
    app.session.view.set_mode("stacked")
    app.window.arrangement.toggle_panel("outline")
    app.window.opening.close()
    assert app.session.view.work is None and names(app) == ["Nothing open"]
    app.window.arrangement.toggle_panel("outline")
    app.session.view.set_mode("side")
    app.session.open_paths([other])
    settled(app, "one")
    assert app.window.outline.isHidden() and app.session.view.mode == "side"
    app.window.opening.close()
    app.session.open_paths([corpus])
    settled(app, "three")
    wait(lambda: names(app) == ["one", "three"])
    assert not app.window.outline.isHidden() and app.session.view.mode == "stacked"


def test_a_layout_that_leads_out_of_its_corpus_is_not_followed(start: Start, corpus: Path) -> None:
    app = start()
    for bad in ({"tabs": ["../secret.txt"], "front": 0}, {"tabs": "x"}, {"tabs": [3], "front": 0}):
        app.session.returning.layouts.put(corpus, bad)
        app.session.open_paths([corpus])
        wait(lambda: app.session.corpora and app.session.corpora[0].complete)
        wait(lambda: app.session.view.documents and not app.session.busy)
        assert all(tab.path is None or corpus in tab.path.parents for tab in app.session.tabs.tabs)
        app.window.opening.close()


# Windows


def second(app: program.App) -> program.Seat:
    wait(lambda: len(app.seats) == 2)
    return app.seats[1]


def test_a_second_window_reads_on_its_own(start: Start, corpus: Path) -> None:
    app = start(str(corpus))
    open_work(app, "one")
    app.window.arrangement.toggle_panel("outline")
    press(app.window, Qt.Key.Key_N, CONTROL, SHIFT)
    seat = second(app)
    assert seat.window.isVisible() and seat.session.view.work is None
    seat.session.open_paths([corpus])
    wait(lambda: seat.session.view.documents and not seat.session.busy)
    work = next(w for w in seat.session.corpora[0].works if w.name.startswith("two"))
    seat.session.open_work(seat.session.corpora[0], work)
    wait(lambda: seat.session.view.work is work and seat.session.view.documents)
    assert shown(app) == "one"
    before = seat.window.pane.reader.flow.page.settings.zoom
    app.session.zoom(1)  # choices are the reader's, not a window's
    assert seat.session.settings.zoom > before
    assert "two" in seat.window.windowTitle() and "one" in app.window.windowTitle()


def test_notes_of_one_window_come_to_the_other(start: Start, corpus: Path) -> None:
    app = start(str(corpus))
    open_work(app, "one")
    seat = another_window(app)
    seat.session.corpora.open_corpus(corpus, corpus / "one.ar.txt")
    wait(lambda: seat.session.view.documents and not seat.session.busy)
    document = seat.session.view.documents["ar"]
    seat.session.notebook.write(document, document.place(0, 3))
    wait(lambda: seat.session.notebook.of(document))
    here = app.session.view.documents["ar"]
    wait(lambda: app.session.notebook.of(here))
    app.session.notebook.write(here, here.place(4, 7))
    wait(lambda: len(seat.session.notebook.of(document)) == 2)


def test_a_tab_moves_to_a_window_and_windows_come_back(start: Start, corpus: Path) -> None:
    app = start(str(corpus))
    open_work(app, "one")
    open_tab(app, "two")
    app.window.panes.bar.window_asked.emit(app.session.tabs.tabs[0])
    seat = second(app)
    wait(lambda: seat.session.view.documents and not seat.session.busy)
    assert seat.session.view.work.name.startswith("one") and names(app) == ["two"]
    app.leave()
    app.quit()
    kept = json.loads(app._memory_file.read_text("utf-8"))
    two, one = (each["document"] for each in kept["windows"])
    assert two.endswith("two.ar.txt") and one.endswith("one.ar.txt")
    stop(app)
    again = start()
    again.restore()
    other = second(again)
    settled(again, "two")
    wait(lambda: other.session.view.documents)
    other.window.close()  # by hand: it does not come back
    QApplication.processEvents()
    assert len(again.seats) == 1
    again.quit()
    assert len(json.loads(again._memory_file.read_text("utf-8"))["windows"]) == 1


def test_the_first_window_may_be_closed_first(start: Start, corpus: Path) -> None:
    app = start(str(corpus))
    open_work(app, "one")
    seat = another_window(app)
    seat.session.corpora.open_corpus(corpus, corpus / "two.ar.txt")
    wait(lambda: seat.session.view.documents)
    app.window.close()
    QApplication.processEvents()
    assert app.seats == [seat] and shown(app) == "two"
    app.session.set(Settings.language, "ar")
    wait(lambda: app.window is not None and app.window.isRightToLeft())


def test_after_a_crash_all_windows_come_back(start: Start, corpus: Path) -> None:
    app = start(str(corpus))
    open_work(app, "one")
    seat = another_window(app)
    seat.session.corpora.open_corpus(corpus, corpus / "two.ar.txt")
    wait(lambda: seat.session.view.documents and not seat.session.busy)
    app._note_down()  # as every five seconds; then nothing more is written
    app.save()
    assert all_written()
    kept = app._memory_file.read_text("utf-8")
    stop(app)
    app._memory_file.write_text(kept, "utf-8")
    again = start()
    again.restore()
    other = second(again)
    settled(again, "one")
    wait(lambda: other.session.view.documents)
    assert other.session.view.work.name.startswith("two")


def test_what_arrives_goes_to_the_window_in_front(start: Start, corpus: Path) -> None:
    app = start(str(corpus))
    open_work(app, "one")
    seat = another_window(app)
    seat.window.activateWindow()
    wait(seat.window.isActiveWindow)
    app.arrive([corpus / "three.ar.txt"])
    wait(lambda: seat.session.view.documents and not seat.session.busy)
    assert seat.session.tabs.current.path == corpus / "three.ar.txt"
    assert shown(app) == "one"


def test_tabs_that_wait_for_a_corpus_go_with_it(start: Start, corpus: Path) -> None:
    app = start(str(corpus))
    open_work(app, "one")
    waiting = [str(corpus / "two.ar.txt"), str(corpus / "three.ar.txt")]
    app.session.tabs.restore({"tabs": waiting, "front": 0}, front=False)
    app.session.corpora.close_corpus(app.session.corpora[0])
    assert names(app) == ["Nothing open"]


def click(app: program.App, name: str, *, twice: bool = False) -> None:
    """Click a row of the tree as a hand does."""
    tree = app.window.tree
    wait(lambda: app.session.corpora and app.session.corpora[0].complete and not app.session.busy)
    rows = [n for n in tree.model.nodes() if n.work is not None]
    index = tree.model.index_of(next(n for n in rows if n.work and n.work.name.startswith(name)))
    tree.view.scrollTo(index)
    spot = tree.view.visualRect(index).center()
    QTest.mouseClick(tree.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    if twice:
        double_click(tree.view.viewport(), spot)
    settled(app, name)


def test_a_click_spares_the_tabs_that_are_kept(start: Start, corpus: Path) -> None:
    app = start(str(corpus))
    bar, tabs = app.window.panes.bar, app.session.tabs
    click(app, "one")
    click(app, "two")
    assert names(app) == ["two"] and not tabs.current.kept
    click(app, "two", twice=True)
    assert names(app) == ["two"] and tabs.current.kept
    click(app, "one")
    assert names(app) == ["two", "one"] and bar.is_spare(1) and not bar.is_spare(0)
    bar.setCurrentIndex(0)
    settled(app, "two")
    click(app, "three")
    assert names(app) == ["two", "three"]  # in the place of the one that was not kept
    tabs.back()
    settled(app, "one")
    assert names(app) == ["two", "one"]
    click(app, "two")  # it has a tab already
    assert names(app) == ["two", "one"] and tabs.current is tabs.tabs[0]


def test_what_is_worked_on_is_kept(start: Start, corpus: Path) -> None:
    app = start(str(corpus))
    tabs, tree = app.session.tabs, app.window.tree
    click(app, "one")
    app.window.pane.reader.go_to("ar", 3, at=0.0)
    note(app, "ar", "رقمها 3")
    wait(lambda: tabs.current.kept)
    click(app, "two")
    assert names(app) == ["one", "two"]
    double_click(app.window.panes.bar, app.window.panes.bar.tabRect(1).center())
    assert tabs.current.kept
    click(app, "three")
    assert not tabs.current.kept and len(tabs.tabs) == 3
    tree.view.setFocus()
    press(tree.view, Qt.Key.Key_Return)
    assert tabs.current.kept


def test_temporary_tabs_come_back_as_such_and_can_be_turned_off(start: Start, corpus: Path) -> None:
    app = start(str(corpus))
    click(app, "one", twice=True)
    click(app, "two")
    app.window.keep()
    kept = json.loads(json.dumps(app.session.state))
    stop(app)
    app = start()
    assert app.session.returning.restore(kept)
    settled(app, "two")
    assert [tab.kept for tab in app.session.tabs.tabs] == [True, False]
    app.session.set(Settings.preview_tabs, False)
    app.session.tabs.activate(app.session.tabs.tabs[0])
    settled(app, "one")
    click(app, "three")
    assert names(app) == ["three", "two"]


def test_a_tab_is_called_by_its_title(start: Start, tmp_path: Path) -> None:
    """Articles whose files have numbers for names; a long title is cut, and told in whole."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    title = "Ministers of the two countries meet again in the old harbour town today"
    (folder / "JA-3-2017.en.txt").write_text(f"{title}\n\nThey met.\n" * 2, "utf-8")
    app = start("--language", "en", str(folder))
    bar = app.window.panes.bar
    wait(lambda: title[:30] in bar.tabText(0))
    assert "JA-3" not in bar.tabText(0)
    assert len(bar.tabText(0)) < 50
    assert title in bar.tabToolTip(0)
    assert app.window.windowTitle().startswith(f"\u2068{title}\u2069")
    assert "JA-3-2017.en.txt" in bar.tabToolTip(0)
    app.session.set(Settings.tree_show, "name")
    assert "JA-3" in bar.tabText(0)
    assert "JA-3-2017.en.txt" in bar.tabToolTip(0).splitlines()[0]


def test_a_tab_says_that_its_text_was_changed(start: Start, corpus: Path) -> None:
    app = start("--language", "en", str(corpus))
    settled(app, "one")
    open_tab(app, "two")
    bar, file = app.window.panes.bar, corpus / "one.ar.txt"
    file.write_text(file.read_text("utf-8") + "\nسطر جديد في آخر النص", "utf-8")
    app.session.corpora.rescan(app.session.corpora[0])
    wait(lambda: "(changed)" in bar.tabText(0))
    assert "(changed)" not in bar.tabText(1)
    app.session.tabs.activate(app.session.tabs.tabs[0])
    settled(app, "one")
    wait(lambda: "(changed)" not in bar.tabText(0))


def test_a_text_is_shown_in_the_list(start: Start, corpus: Path) -> None:
    app = start("--language", "en", str(corpus))
    settled(app, "one")
    open_tab(app, "two")
    tree = app.window.tree
    tree.filter.setText("three")
    tree.rebuild()
    tree.hide()
    app.window.commands["reveal"].trigger()
    assert tree.isVisible()
    assert [node.name for node in tree.view.selected()] == ["two.ar.txt"]
    assert tree.view.hasFocus()
    menu = app.window.panes.bar.menu_of(app.session.tabs.tabs[0])
    next(each for each in menu.actions() if "list" in each.text()).trigger()
    assert [node.name for node in tree.view.selected()] == ["one.ar.txt"]


def test_a_note_of_another_text_spares_the_tabs_that_are_kept(start: Start, corpus: Path) -> None:
    app = start("--language", "en", str(corpus))
    settled(app, "one")
    session = app.session
    document = session.view.documents["ar"]
    id = session.notebook.write(document, document.place(5, 9), text="here")
    open_tab(app, "two")
    session.tabs.close(session.tabs.tabs[0])
    session.tabs.keep()
    found = session.corpora[0]
    session.gathering.open_note(found, "one.ar.txt", id)
    settled(app, "one")
    assert names(app) == ["two", "one"]
    session.tabs.activate(session.tabs.tabs[0])
    settled(app, "two")
    session.gathering.open_note(found, "one.ar.txt", id)
    settled(app, "one")
    assert names(app) == ["two", "one"]
