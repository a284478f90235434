"""The page beside the text: pictures that come as they are needed, one place, one selection."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pdf_maker import pdf
from printed_pdf import print_words
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox
from ui_parts import double_click, open_work, wait

from viewer.app import App
from viewer.ui.panels.notes.own_remarks import OwnRemarks
from viewer.ui.reader.page.view import PageView

Start = Callable[..., App]

ARABIC = [
    "أبلغ السفير مسؤولين في العاصمة يوم السبت أن بلاده لا ترغب في التصعيد مرحبا بأي جهد",
    "وقال المصدر إن الأسعار ارتفعت في الأسواق القريبة من الميناء القديم بعد وصول السفن الكبيرة",
    "ثم غادر الوفد إلى بغداد وعاد الوزير إلى دمشق في منتصف شهر مايو من ذلك العام نفسه",
] * 3


@pytest.fixture
def corpus(tmp_path: Path, fonts: list[str]) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    print_words(folder / "news.ar.pdf", ARABIC, "IBM Plex Sans Arabic", True, pages=12)
    heights = range(500, 140, -30)
    pages = [[(40, y, 12, f"Line at {y} of page {n}.") for y in heights] for n in range(3)]
    (folder / "short.en.pdf").write_bytes(pdf(pages, labels="0<</S/r/St 9>>1<</S/D/St 4>>"))
    (folder / "plain.en.txt").write_text("Nothing but text", "utf-8")
    return folder


def beside(start: Start, corpus: Path, name: str = "news", mode: str = "beside") -> App:
    """The program with a work open and its page beside the text, all of it there."""
    app = start(str(corpus))
    open_work(app, name)
    app.session.pages.toggle(mode)
    settled(app)
    return app


def settled(app: App) -> None:
    wait(lambda: app.session.pages.pictures.sheets)
    page_of(app).repaint()
    wait(lambda: not app.session.pages.pictures.busy)
    QApplication.processEvents()


def page_of(app: App) -> PageView:
    page = app.window.pane.split.page
    assert page is not None
    return page


def point_of(app: App, start: int) -> QPointF:
    """The middle of a letter in the viewport of the page."""
    places, page = app.session.pages.places, page_of(app)
    assert places is not None
    number, box, _ = places.where(start)
    assert box is not None
    rect, scale = page._shown(number), page._column.scale(number)
    return QPointF(
        rect.x() + (box[0] + box[2]) / 2 * scale, rect.y() + (box[1] + box[3]) / 2 * scale
    )


@pytest.mark.slow
def test_the_page_stands_beside_a_pdf_and_no_other_text(start: Start, corpus: Path) -> None:
    app = beside(start, corpus)
    pane = app.window.pane
    assert page_of(app).isVisible() and pane.reader.isVisible()
    app.session.pages.toggle("alone")
    assert page_of(app).isVisible() and not pane.reader.isVisible()
    assert pane.split.focused() is page_of(app)
    open_work(app, "plain")
    assert not page_of(app).isVisible() and pane.reader.isVisible()
    assert not app.session.pages.available
    open_work(app, "short")
    wait(lambda: page_of(app).isVisible() and app.session.pages.pictures.sheets)
    assert [sheet.label for sheet in app.session.pages.pictures.sheets] == ["ix", "4", "5"]


def test_the_page_follows_the_text_and_the_text_the_page(start: Start, corpus: Path) -> None:
    app = beside(start, corpus)
    reader, page, places = app.window.pane.reader, page_of(app), app.session.pages.places
    assert places is not None and page.place()[0] == 0
    lines = places.document.lines
    start_of_8 = next(a for a in range(lines.length()) if places.page_of(a) == 7)
    block = lines.block_at(start_of_8)
    reader.go_to("ar", block, start_of_8 - lines.start(block), at=0.0)
    settled(app)
    assert page.place()[0] == 7
    told = []
    reader.moved.connect(lambda: told.append("text"))
    page.moved.connect(lambda: told.append("page"))
    bar = page.verticalScrollBar()
    bar.setValue(int(page._column.point(3, 200)))
    settled(app)
    here = reader.flow.place()
    assert places.page_of(lines.start(here[1]) + here[2]) == 3
    stays = bar.value()
    for _ in range(20):
        QApplication.processEvents()
    assert bar.value() == stays and told.count("page") == 1


def test_a_drag_on_the_page_selects_in_the_text(start: Start, corpus: Path) -> None:
    app = beside(start, corpus)
    page, view = page_of(app), app.session.view
    text = view.documents["ar"].text()
    begin, end = text.index("السفير"), text.index("العاصمة") + len("العاصمة") - 1
    one, two = point_of(app, begin) + QPointF(1, 0), point_of(app, end) - QPointF(1, 0)
    port, left = page.viewport(), Qt.MouseButton.LeftButton
    QTest.mousePress(port, left, pos=one.toPoint())
    QTest.mouseMove(port, ((one + two) / 2).toPoint())
    QTest.mouseMove(port, two.toPoint())
    QTest.mouseRelease(port, left, pos=two.toPoint())
    assert view.selection is not None
    assert view.selection.exact in text[begin - 1 : end + 2]
    assert len(view.selection.exact) >= end - begin
    double_click(port, point_of(app, begin + 2).toPoint())
    assert view.selection.exact == "السفير"


@pytest.mark.slow
def test_marks_of_the_text_are_painted_on_the_page(start: Start, corpus: Path) -> None:
    app = beside(start, corpus)
    page, pane, view = page_of(app), app.window.pane, app.session.view
    text = view.documents["ar"].text()
    at = text.index("التصعيد")
    before = page.grab().toImage()
    spot = point_of(app, at + 3).toPoint()
    pane.go_to_place("ar", at, at + len("التصعيد"))
    app.window.focus_text()
    pane.highlight("#ff6666")
    wait(lambda: app.session.notebook.of(view.documents["ar"]))
    pane.go_home()
    QApplication.processEvents()
    after = page.grab().toImage()
    assert sum(
        after.pixelColor(x, y) != before.pixelColor(x, y)
        for x in range(spot.x() - 8, spot.x() + 8)
        for y in range(spot.y() - 4, spot.y() + 4)
    ) > 60  # fmt: skip
    shown: list[str] = []
    pane.note_asked.connect(shown.append)
    QTest.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    (note,) = app.session.notebook.of(view.documents["ar"])
    assert shown == ["?" + note.note.id]


@pytest.mark.slow
def test_a_page_is_sharp_at_every_size_and_kept_within_bounds(
    start: Start, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("viewer.session.pages.page_pictures.KEPT_PIXELS", 1_000_000)
    app = beside(start, corpus)
    page, pictures = page_of(app), app.session.pages.pictures
    for step in (1, 1, 1, 1, 0):
        page.step_zoom(step)
        settled(app)
        here = page.place()[0]
        scale = round(page._column.scale(here) * page.devicePixelRatioF(), 5)
        keys = list(page._keys(here, page._shown(here)))
        assert all(key.scale == scale and pictures.tile(key) is not None for key in keys)
    for number in range(12):
        page.go_to(number, 0.0)
        settled(app)
    kept = sum(tile.width * tile.height for tile in pictures._tiles.values())
    assert kept == pictures._pixels <= 1_000_000


@pytest.mark.slow
def test_what_cannot_be_drawn_is_said_on_the_page(start: Start, corpus: Path) -> None:
    pages = [[(40, 300, 10, f"Words of page {n}")] for n in range(3)]
    whole = pdf(pages).decode("latin-1")
    broken = whole.replace("/Kids[10 0 R", "/Kids[99 0 R").encode("latin-1")
    (corpus / "broken.en.pdf").write_bytes(broken)
    (corpus / "huge.en.pdf").write_bytes(pdf(pages, leaf="/MediaBox[0 0 100000 100000]"))
    (corpus / "long.en.pdf").write_bytes(pdf(pages, leaf="/MediaBox[0 0 3 14000]"))
    app = beside(start, corpus, "broken")
    pictures, page = app.session.pages.pictures, page_of(app)
    page.go_to(0, 0.0)
    settled(app)
    assert 0 in pictures.errors and 1 not in pictures.errors
    for name in ("huge", "long"):
        open_work(app, name)
        settled(app)
        assert not pictures.errors and page._column.height < 100_000
        page.grab()


@pytest.mark.slow
def test_a_click_beside_every_page_and_keys_on_it_do_no_harm(start: Start, corpus: Path) -> None:
    app = beside(start, corpus, "short", "alone")
    page = page_of(app)
    for point in (QPoint(1, 1), QPoint(2, page.height() - 3), QPoint(page.width() - 2, 40)):
        QTest.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=point)
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Space):
        QTest.keyClick(page, key)
    assert app.session.view.side == "en"


@pytest.mark.slow
def test_a_page_is_found_by_what_the_document_calls_it(start: Start, corpus: Path) -> None:
    app = beside(start, corpus, "short")
    pane, view, places = app.window.pane, app.session.view, app.session.pages.places
    assert places is not None and pane.page_number.go("٥")
    assert places.page_of(view.caret) == 2 and 2 in page_of(app)._pages()
    assert pane.page_number.go(" IX ") and places.page_of(view.caret) == 0
    assert view.documents["en"].place(view.caret, view.caret + 4).locator == "ix"
    assert not pane.page_number.go("77")
    app.session.pages.toggle("beside")
    assert pane.page_number.go("4") and places.page_of(view.caret) == 1


def test_notes_go_into_a_copy_and_come_out_of_it_once(
    start: Start, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = start(str(corpus))
    open_work(app, "short")
    view, book, notes = app.session.view, app.session.notebook, app.window.notes
    document = view.documents["en"]
    at = document.text().index("page 1")
    book.write(document, document.place(at, at + 6), text="a remark", colour="#ff6666")
    wait(lambda: book.of(document))
    source, copy = corpus / "short.en.pdf", corpus / "marked.en.pdf"
    before, chosen = source.read_bytes(), iter([str(source), str(copy)])
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (next(chosen), ""))
    monkeypatch.setattr(QMessageBox, "information", lambda *_: None)
    told: list[Path] = []
    app.session.copying.written.connect(lambda path, count: told.append(path))
    app.window.dialogs.pdf_copy()
    wait(lambda: told == [copy])
    assert source.read_bytes() == before and not list(corpus.glob("*.new"))
    app.session.corpora.rescan(app.session.corpora[0])
    wait(lambda: any("marked" in work.name for work in app.session.corpora[0].works))
    open_work(app, "marked")
    document = view.documents["en"]
    button = notes.findChild(OwnRemarks)
    assert button is not None and not button.isHidden() and document.remarks == 1
    button.click()
    wait(lambda: book.of(document))
    (placed,) = book.of(document)
    assert (placed.note.text, placed.note.colour) == ("a remark", "#ff6666")
    assert placed.note.place is not None and placed.note.place.exact == "page 1"
    assert button.isHidden()
    pages = app.session.pages
    pages.toggle("beside")
    assert pages.pictures.taken == {1: (placed.note.id,)}  # it is painted once
    book.delete(document, placed.note)
    wait(lambda: not pages.pictures.taken)


@pytest.mark.slow
def test_colours_for_what_is_selected_come_where_it_was_selected(
    start: Start, corpus: Path
) -> None:
    app = beside(start, corpus, "short", "alone")
    page, pane = page_of(app), app.window.pane
    at = app.session.view.documents["en"].text().index("page")
    double_click(page.viewport(), point_of(app, at).toPoint())
    page.setFocus()
    pane._settled()
    assert pane.bar.isVisible() and pane.bar.parentWidget() is page.viewport()
    app.session.pages.toggle("alone")
    app.window.focus_text()
    pane.go_to_place("en", at, at + 4)
    pane._settled()
    assert pane.bar.isVisible() and pane.bar.parentWidget() is pane.reader.viewport()


def test_a_scan_is_seen_though_it_cannot_be_read(start: Start, corpus: Path) -> None:
    (corpus / "scan.ar.pdf").write_bytes(pdf([[], [], []], picture=True))
    app = start(str(corpus))
    open_work(app, "scan")
    settled(app)
    pane = app.window.pane
    assert page_of(app).isVisible() and not pane.reader.isVisible()
    assert len(app.session.pages.pictures.sheets) == 3 and app.session.settings.page == ""
    app.window.focus_text()
    pane.select_all()
    assert pane.page_number.go("2") and page_of(app).place()[0] == 1
    open_work(app, "short")
    assert pane.reader.isVisible() and not page_of(app).isVisible()


def test_a_scan_beside_its_translation_shows_both(start: Start, corpus: Path) -> None:
    (corpus / "pair.ar.pdf").write_bytes(pdf([[], []], picture=True))
    (corpus / "pair.en.txt").write_text("The first line\nAnd the second one", "utf-8")
    app = start(str(corpus))
    open_work(app, "pair")
    assert set(app.session.view.documents) == {"ar", "en"}
    settled(app)
    assert page_of(app).isVisible() and app.window.pane.reader.isVisible()
    app.window.pane.go_to_place("en", 4, 9)
    page_of(app).verticalScrollBar().setValue(200)
    QApplication.processEvents()


def test_of_a_pair_of_which_one_text_is_shown_so_are_its_pages(start: Start, corpus: Path) -> None:
    lines = [[(40, 500 - 60 * y, 12, f"Line {y} of the other one.") for y in range(4)]]
    (corpus / "news.en.pdf").write_bytes(pdf(lines))
    app = beside(start, corpus)
    session, pages, reader = app.session, app.session.pages, app.window.pane.reader
    assert set(session.view.documents) == {"ar", "en"} and pages.side == "ar"
    session.view.set_mode("ltr")
    assert pages.side == "en" and session.view.document() is session.view.documents["en"]
    assert app.window.status.language.text() == "English"
    session.view.set_mode("side")
    wait(lambda: session.view.rows)
    session.view.jump("ar", session.view.documents["ar"].lines.start(1))
    assert pages.side == "ar"
    session.view.set_mode("ltr")
    assert reader.caret.side == pages.side == session.view.side == "en"
